#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/table.h"
#include "cli/version.h"

ent_status ent_usage_error(const char *help, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("error: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    if (help != NULL)
        fprintf(stderr, "help: %s\n", help);
    return ENT_USAGE;
}

const char *ent_help_instead(const char *word) {
    static const char *const words[][2] = {
        {"baseline", "--set baseline=NAME names the version to compare with"},
        {"chart", "`entente plot FILE --chart KIND -o NAME.svg`"},
        {"compare", "`entente run` compares the versions with the `baseline`; `entente "
                    "explain --diff A B` their terms"},
        {"draw", "`entente plot FILE --chart KIND -o NAME.svg`"},
        {"lint", "`entente check FILE`"},
        {"sensitivity",
         "`entente plot FILE --chart tornado -o NAME.svg`, or `entente sweep`"},
        {"simulate", "`entente run FILE`"},
        {"validate", "`entente check FILE`"},
        {"value", "`entente plot FILE --chart waterfall -o NAME.svg`"},
        {"what-if", "`entente run FILE --set PATH=VALUE`, or `entente sweep`"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], word) == 0)
            return words[i][1];
    return NULL;
}

static const char intro[] =
    "entente: what a partnership agreement is worth, to whom, and how sure that is.\n"
    "It reads the terms from a YAML file, runs them through thousands of futures and "
    "shows the\n"
    "result as tables, data and charts.\n";

static const ent_example examples[] = {
    {"check scenarios/yardstick.yaml", "is the file right, what will a run cost?"},
    {"run scenarios/yardstick.yaml", "the summary"},
    {"trace scenarios/yardstick.yaml --path 7", "one future, payment by payment"},
    {"kinds revenue_share", "what a clause does, field by field"},
    {NULL, NULL}};

static void print_examples(const ent_example *list, FILE *to) {
    size_t widest = 0;
    for (const ent_example *e = list; e->command != NULL; e++)
        widest = strlen(e->command) > widest ? strlen(e->command) : widest;
    for (const ent_example *e = list; e->command != NULL; e++)
        fprintf(to, "  entente %-*s   %s\n", (int)widest, e->command, e->what);
}

/* A paragraph that begins with blanks is an item: it stays indented. */
static void print_paragraphs(const char *text, FILE *to) {
    while (*text != '\0') {
        const char *end = strchr(text, '\n');
        char paragraph[1024];
        const bool item = *text == ' ';
        snprintf(paragraph, sizeof paragraph, "%.*s", (int)(end - text), text);
        fputs(item ? "  " : "\n", to);
        ent_table_wrap(paragraph + (item ? strspn(paragraph, " ") : 0), item ? 4 : 0, to);
        fputc('\n', to);
        text = end + 1;
    }
}

const char *const ent_exit_codes[] = {"fine",
                                      "the run failed",
                                      "usage",
                                      "the scenario is wrong",
                                      "a file could not be read or written",
                                      ("stopped before all futures were simulated (what "
                                       "there is, is printed and labelled as "
                                       "partial)"),
                                      NULL};

enum { LEFT_WIDTH = 27 }; /* of the names of options */

/* The options that a command takes (NULL: those that stand alone), aligned. */
static void print_options(const ent_command *command, FILE *to) {
    ent_option_words o;
    for (size_t at = 0; ent_options_next(command, &at, &o);) {
        char left[40];
        snprintf(left, sizeof left, "%c%c%s--%s%s%s", o.letter == 0 ? ' ' : '-',
                 o.letter == 0 ? ' ' : o.letter, o.letter == 0 ? "  " : ", ", o.name,
                 o.argument == NULL ? "" : " ", o.argument == NULL ? "" : o.argument);
        fprintf(to, "  %-*s ", LEFT_WIDTH, left);
        ent_table_wrap(o.help, LEFT_WIDTH + 3, to);
        fputc('\n', to);
    }
}

static void print_exit_codes(FILE *to) {
    char text[512] = "Data go to stdout, messages to stderr.  Exit codes: ";
    for (int i = 0; ent_exit_codes[i] != NULL; i++) {
        const size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%d %s", i == 0 ? "" : "; ", i,
                 ent_exit_codes[i]);
    }
    fputc('\n', to);
    ent_table_wrap(text, 0, to);
    fputs(".\nMore: entente COMMAND --help\n", to);
}

static void print_commands(FILE *to) {
    size_t name = 0, words = 0;
    for (size_t i = 0; ent_commands[i] != NULL; i++) {
        const size_t n = strlen(ent_commands[i]->name),
                     w = strlen(ent_commands[i]->words);
        name = n > name ? n : name;
        words = w > words ? w : words;
    }
    for (size_t i = 0; ent_commands[i] != NULL; i++)
        fprintf(to, "  %-*s %-*s  %s\n", (int)name, ent_commands[i]->name, (int)words,
                ent_commands[i]->words, ent_commands[i]->help);
}

void ent_help_print(FILE *to) {
    fputs(intro, to);
    fputs("\nExamples\n", to);
    print_examples(examples, to);
    fputs("\nCommands\n", to);
    print_commands(to);
    fputs("\nWithout a command\n", to);
    print_options(NULL, to);
    print_exit_codes(to);
}

static void print_about(const ent_command *command, FILE *to) {
    const char *name, *help;
    print_paragraphs(command->about, to);
    for (size_t i = 0; command->row != NULL && command->row(i, &name, &help); i++) {
        char text[512];
        snprintf(text, sizeof text, "  %s: %s.\n", name, help);
        print_paragraphs(text, to);
    }
}

void ent_help_command(const ent_command *command, bool brief, FILE *to) {
    if (!brief) {
        fprintf(to, "%s\n\nExamples\n", command->help);
        print_examples(command->examples, to);
        fputc('\n', to);
    }
    fprintf(to, "Usage: entente %s %s%s[options]\n", command->name, command->words,
            *command->words == '\0' ? "" : " ");
    if (!brief)
        print_about(command, to);
    fputs("\nOptions\n", to);
    print_options(command, to);
}

void ent_version_print(FILE *to) {
    fprintf(to, "entente %s\n", ENT_VERSION);
    for (const ent_library *l = ent_libraries(); l->name != NULL; l++)
        fprintf(to, "%s %s\n", l->name, l->version);
}
