/* entente(1), from the tables of commands and options. */
#include <string.h>

#include "cli/commands.h"
#include "cli/man.h"

static void synopsis(ent_man *man) {
    ent_man_heading("SYNOPSIS", man);
    fputs(".nf\n", man->to);
    for (size_t i = 0; ent_commands[i] != NULL; i++)
        fprintf(man->to, "\\fBentente %s\\fR%s%s%s [\\fIoptions\\fR]\n",
                ent_commands[i]->name, *ent_commands[i]->words == '\0' ? "" : " \\fI",
                ent_commands[i]->words, *ent_commands[i]->words == '\0' ? "" : "\\fR");
    fputs(".fi\n", man->to);
}

static void examples(const ent_command *command, ent_man *man) {
    char lines[2048] = "";
    for (const ent_example *e = command->examples; e->command != NULL; e++) {
        const size_t used = strlen(lines);
        snprintf(lines + used, sizeof lines - used, "# %s\nentente %s\n", e->what,
                 e->command);
    }
    ent_man_lines(lines, man);
}

/* The names of the options that are a command's own. */
static void option_names(const ent_command *command, ent_man *man) {
    char list[1024] = "";
    ent_option_words o;
    for (size_t at = 0; ent_options_next(command, &at, &o);) {
        const size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "%s`--%s`", used == 0 ? "" : ", ",
                 o.name);
    }
    char text[1100];
    snprintf(text, sizeof text, "Options: %s.", list);
    ent_man_paragraph(text, man);
}

static void about_rows(const ent_command *command, ent_man *man) {
    const char *name, *help;
    for (size_t i = 0; command->row != NULL && command->row(i, &name, &help); i++) {
        char text[512];
        snprintf(text, sizeof text, "  %s: %s.\n", name, help);
        ent_man_paragraphs(text, man);
    }
}

static void commands(ent_man *man) {
    ent_man_heading("COMMANDS", man);
    for (size_t i = 0; ent_commands[i] != NULL; i++) {
        const ent_command *c = ent_commands[i];
        char title[120], sentence[300];
        snprintf(title, sizeof title, "%s%s%s", c->name, *c->words == '\0' ? "" : " ",
                 c->words);
        snprintf(sentence, sizeof sentence, "%s.", c->help);
        ent_man_subheading(title, man);
        ent_man_paragraph(sentence, man);
        ent_man_paragraphs(c->about, man);
        about_rows(c, man);
        option_names(c, man);
        examples(c, man);
    }
}

/* Which commands take an option, in words. */
static void taken_by(const char *name, char *text, size_t size) {
    size_t count = 0, all = 0;
    *text = '\0';
    for (; ent_commands[all] != NULL; all++) {
        ent_option_words o;
        for (size_t at = 0; ent_options_next(ent_commands[all], &at, &o);)
            if (strcmp(o.name, name) == 0) {
                const size_t used = strlen(text);
                snprintf(text + used, size - used, "%s%s", count++ == 0 ? "" : ", ",
                         ent_commands[all]->name);
            }
    }
    if (count == all)
        snprintf(text, size, "every command");
}

static void option(const ent_option_words *o, ent_man *man) {
    char letter[8] = "", term[120], note[240];
    if (o->letter != 0)
        snprintf(letter, sizeof letter, "-%c, ", o->letter);
    snprintf(term, sizeof term, "%s--%s%s%s", letter, o->name,
             o->argument == NULL ? "" : " ", o->argument == NULL ? "" : o->argument);
    taken_by(o->name, note, sizeof note);
    ent_man_item(term, note, o->help, man);
}

/* Each option once, whichever commands take it. */
static void all_options(ent_man *man) {
    ent_man_heading("OPTIONS", man);
    const char *seen[96];
    size_t count = 0;
    for (size_t i = 0; ent_commands[i] != NULL; i++) {
        ent_option_words o;
        for (size_t at = 0; ent_options_next(ent_commands[i], &at, &o);) {
            size_t k = 0;
            while (k < count && strcmp(seen[k], o.name) != 0)
                k++;
            if (k < count || count == sizeof seen / sizeof *seen)
                continue;
            seen[count++] = o.name;
            option(&o, man);
        }
    }
}

static void exit_codes(ent_man *man) {
    ent_man_heading("EXIT STATUS", man);
    for (int i = 0; ent_exit_codes[i] != NULL; i++) {
        char code[12];
        snprintf(code, sizeof code, "%d", i);
        ent_man_item(code, NULL, ent_exit_codes[i], man);
    }
}

static const char *const surroundings[][2] = {
    {"NO_COLOR",
     "If it is set and not empty, nothing is coloured unless `--color always` says so."},
    {"TERM", "If it is `dumb`, nothing is coloured and no progress is shown."},
    {"ENTENTE_ISA", "The instruction set to compute with: `baseline`, `v3` or `v4`. The "
                    "results are the same "
                    "with each; by default the fastest that the machine has."}};

static const char *const files[][2] = {
    {"PREFIX/lib/entente/entente-drawing.so",
     "What draws charts and reports. The program opens it when it first needs it, also "
     "from its own folder."},
    {"PREFIX/share/entente/*.yaml", "Shipped scenarios; those for teaching are in "
                                    "`lessons`, those of `init` in `templates`."},
    {"PREFIX/share/entente/scenario.schema.json",
     "JSON Schema of a scenario, as `entente schema` prints it."},
    {"PREFIX/share/entente/results.schema.json",
     "JSON Schema of what `run --json` prints and `run -o` writes as `results.json`; "
     "beside it those of `explain --json` and `sweep --json`."}};

void ent_man_program(FILE *file) {
    ent_man page = {file, false}, *man = &page;
    ent_man_begin("entente", 1, "what a partnership agreement is worth, and to whom",
                  man);
    synopsis(man);
    ent_man_heading("DESCRIPTION", man);
    ent_man_paragraph(
        "`entente` reads the terms of an agreement from a YAML file, runs them through "
        "thousands of futures and shows the result as tables, data and charts: what each "
        "clause pays, when it ends, who gains when a term changes, and how sure that is. "
        "The file's format is described in `entente-scenario`(5).",
        man);
    ent_man_paragraph(
        "Data go to stdout, messages to stderr. Files are written whole or not at all. "
        "The same scenario, seed and release give the same bytes, for any number of "
        "threads. There is no network access, and only the files that are named are "
        "opened.",
        man);
    commands(man);
    all_options(man);
    exit_codes(man);
    ent_man_heading("ENVIRONMENT", man);
    for (size_t i = 0; i < sizeof surroundings / sizeof *surroundings; i++)
        ent_man_item(surroundings[i][0], NULL, surroundings[i][1], man);
    ent_man_heading("FILES", man);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        ent_man_item(files[i][0], NULL, files[i][1], man);
    ent_man_heading("SEE ALSO", man);
    ent_man_paragraph("`entente-scenario`(5)", man);
}
