#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/warnings.h"
#include "model/number.h"

/* Largest seed and count: exact in every JSON reader (2^53). */
#define LARGEST 9007199254740992.0
/* More threads than that are a slip. */
#define THREADS_MOST 4096

typedef enum {
    FLAG,
    COUNT,
    TEXT,
    OVERRIDE,
    WARNING,
    DAY,
    FORMAT,
    COLOR,
    MESSAGES
} option_type;

typedef struct {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* as help shows it; NULL for flags */
    option_type type;
    int value; /* FORMAT: the ent_form; COUNT: the most, if not 0; TEXT: what joins several, or 0 */
    size_t offset; /* in ent_options */
    double least;  /* COUNT */
    /* Words between blanks; "*": every command; "-": also without one. */
    const char *commands;
    const char *help;
} option;

#define AT(member) offsetof(ent_options, member)
#define MODEL " check explain run trace plot report sweep "

static const option options[] = {
    {"set", 0, "PATH=VALUE", OVERRIDE, 0, AT(overrides), 0, MODEL,
     "change one value of the scenario: assumptions.cap.value=60bn (repeatable)"},
    {"where", 0, "FORMULA", TEXT, 0, AT(where), 0, " check run plot report sweep ",
     "only futures where a condition holds on metrics of the last agreement: 'paid > "
     "20bn USD'; of another: 'in(\"A\", paid) > 20bn USD'"},
    {"base-case", 0, NULL, FLAG, 0, AT(base_case), 0, " run trace plot report sweep ",
     "one path with every random number at its median"},
    {"paths", 0, "N", COUNT, 0, AT(paths), 1, " check run plot report sweep ",
     "futures to simulate, such as 100k (the scenario's own number if not given)"},
    {"seed", 0, "S", COUNT, 0, AT(seed), 0, " run trace plot report sweep ",
     "seed of the random numbers (the scenario's own if not given)"},
    {"threads", 0, "N", COUNT, THREADS_MOST, AT(threads), 1,
     " check run plot report sweep ",
     "threads to use (all processors if not given); results do not depend on it"},
    {"keep", 0, "N", COUNT, 0, AT(keep), 1, " check run plot report sweep ",
     "paths whose metrics are kept one by one (1,000,000); the rest is summarised"},
    {"vary", 0, "PATH=V,V", TEXT, ';', AT(vary), 0, " sweep ",
     "a term and its values: assumptions.total_cap.value=20bn,38bn or =20bn:60bn:5 "
     "(repeatable: one at a time)"},
    {"path", 0, "N", COUNT, 0, AT(path), 0, " trace plot ",
     "which path to show, counted from 0 (plot: of those kept one by one)"},
    {"agreement", 0, "A", TEXT, 0, AT(agreement), 0, " explain run trace plot sweep ",
     "which version of the agreement (trace, plot: the last of the file if not given; "
     "explain, run, sweep: all)"},
    {"diff", 0, "A B", TEXT, 0, AT(diff), 0, " explain ",
     "what changes from version A to version B, clause by clause"},
    {"chart", 0, "KIND", TEXT, 0, AT(chart), 0, " plot ",
     "fan, histogram, ...: the kinds are listed by `entente help plot`"},
    {"series", 0, "S", TEXT, ',', AT(series), 0, " trace plot ",
     "the series that it shows: any name, or a formula; trace: several, between commas"},
    {"metric", 0, "M", TEXT, ',', AT(metric), 0, " run plot sweep ",
     "the metric that it shows; run, sweep: the metrics of the tables, between commas"},
    {"from", 0, "A", TEXT, 0, AT(from), 0, " plot ",
     "the version that --agreement is compared with"},
    {"party", 0, "P", TEXT, 0, AT(party), 0, " plot ", "whose side it shows"},
    {"threshold", 0, "VALUE", TEXT, 0, AT(threshold), 0, " plot ",
     "a value of the metric to mark, with its probability: 38bn, 20%, 2028-12-31"},
    {"size", 0, "SIZE", TEXT, 0, AT(size), 0, " plot sweep ",
     "one-column, two-column (if not given), slide or square"},
    {"theme", 0, "THEME", TEXT, 0, AT(theme), 0, " plot sweep report ",
     "light (if not given), dark or print; a report also auto: the reader's choice"},
    {"outline-text", 0, NULL, FLAG, 0, AT(outline_text), 0, " plot sweep ",
     "texts as outlines, the same with any fonts: SVG and PDF (PNG has no text anyway)"},
    {"title", 0, "TEXT", TEXT, 0, AT(title), 0, " plot sweep report ",
     "the title (of a chart made from the data if not given, of a report the file's)"},
    {"template", 0, "NAME", TEXT, 0, AT(template_name), 0, " init ",
     "royalty (if not given), take-or-pay, reseller or blank"},
    {"output", 'o', "PATH", TEXT, 0, AT(output), 0, " run plot sweep report init ",
     "where to write: a folder for run, a .svg, .pdf or .png file for plot and sweep, a "
     ".html, .pdf or .md file for report, a new file for init"},
    {"json", 0, NULL, FORMAT, ENT_AS_JSON, AT(format), 0,
     " check explain run trace sweep ", "print JSON"},
    {"csv", 0, NULL, FORMAT, ENT_AS_CSV, AT(format), 0, " check run trace sweep kinds ",
     "print comma-separated values"},
    {"md", 0, NULL, FORMAT, ENT_AS_MD, AT(format), 0,
     " check explain run trace sweep kinds ", "print Markdown tables"},
    {"man", 0, NULL, FORMAT, ENT_AS_MAN, AT(format), 0, " kinds help ",
     "print the manual page: of scenarios for kinds, of the program for help"},
    {"quiet", 0, NULL, FLAG, 0, AT(quiet), 0, MODEL,
     "nothing on stderr but errors: no progress, notes or warnings"},
    {"sources-newer-than", 0, "DAY", DAY, 0, AT(newer), 0, " check ",
     "warn of sources from before that day, or without a date"},
    {"warning", 'W', "RULE", WARNING, 0, AT(warnings), 0, MODEL,
     "no-W0701 silences a warning, error=W0701 makes it a mistake, error all of them "
     "(repeatable; the last word counts)"},
    {"message-format", 0, "FORM", MESSAGES, 0, AT(json_messages), 0, MODEL,
     "human, or json: one object a line on stderr, for editors"},
    {"color", 0, "WHEN", COLOR, 0, AT(color), 0, "*",
     "auto (on a terminal), always or never"},
    {"help", 'h', NULL, FLAG, 0, AT(help), 0, "*-",
     "help; -h is short, --help starts with examples"},
    {"version", 0, NULL, FLAG, 0, AT(version), 0, "*-",
     "the program's version and its libraries"},
};
#define OPTION_COUNT (sizeof options / sizeof *options)

/* What is being read: the state of ent_options_read. */
typedef struct {
    ent_options *to;
    const ent_command *command;
    int argc, next; /* next: the argument after the one at hand */
    char **argv;
    const char *format_given; /* the option that set the format, or NULL */
} reading;

static bool applies(const option *o, const ent_command *command) {
    if (command == NULL)
        return strchr(o->commands, '-') != NULL;
    if (o->commands[0] == '*')
        return true;
    const size_t length = strlen(command->name);
    for (const char *at = o->commands; (at = strstr(at, command->name)) != NULL; at++)
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

static const option *option_named(const char *name, size_t length) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (strlen(options[i].name) == length &&
            memcmp(options[i].name, name, length) == 0)
            return &options[i];
    return NULL;
}

static const option *option_lettered(char letter) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (options[i].letter == letter)
            return &options[i];
    return NULL;
}

static ent_status unknown_option(reading *r, const char *given, size_t length) {
    const char *names[OPTION_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (applies(&options[i], r->command))
            names[count++] = options[i].name;
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)(length < 63 ? length : 63), given);
    const char *near = ent_nearest(word, names, count);
    const char *instead = ent_help_instead(word);
    char help[160];
    if (instead != NULL)
        snprintf(help, sizeof help, "%s", instead);
    else if (near != NULL)
        snprintf(help, sizeof help, "did you mean --%s?", near);
    else
        snprintf(help, sizeof help, "entente %s%s--help lists the options",
                 r->command == NULL ? "" : r->command->name,
                 r->command == NULL ? "" : " ");
    return ent_usage_error(help, "there is no option --%.*s", (int)length, given);
}

static ent_status misplaced_option(const reading *r, const option *o) {
    if (r->command == NULL)
        return ent_usage_error(
            "entente COMMAND FILE [options]; entente --help lists the commands",
            "--%s needs a command before it", o->name);
    char help[160] = "it belongs to:";
    for (size_t i = 0; ent_commands[i] != NULL; i++)
        if (applies(o, ent_commands[i]))
            snprintf(help + strlen(help), sizeof help - strlen(help), " %s",
                     ent_commands[i]->name);
    return ent_usage_error(help, "--%s is no option of `%s`", o->name, r->command->name);
}

/* Digits are read exactly; anything else (100k, 1.5m, 1_000) through the scenario's own
 * rules. */
static bool count_read(const char *text, double least, uint64_t *count) {
    const ent_number number = ent_number_scan(text);
    if (number.length == 0 || text[number.length] != '\0' || number.percent ||
        number.overflow)
        return false;
    const double x = number.value;
    if (!(x >= least && x <= LARGEST) || x != (double)(uint64_t)x)
        return false;
    *count = (uint64_t)x;
    return true;
}

static ent_status set_count(const option *o, ent_count_option *to, const char *text) {
    if (!count_read(text, o->least, &to->value))
        return ent_usage_error(o->least > 0
                                   ? "give a whole number from 1, such as 1000 or 100k"
                                   : "give a whole number from 0 to 2^53, such as 42",
                               "--%s %s: not a count", o->name, text);
    if (o->value > 0 && to->value > (uint64_t)o->value)
        return ent_usage_error(NULL, "--%s %s: at most %d", o->name, text, o->value);
    to->given = true;
    return ENT_OK;
}

static ent_status set_color(int *to, const char *text) {
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (strcmp(text, names[i]) == 0) {
            *to = i;
            return ENT_OK;
        }
    return ent_usage_error("auto, always or never", "--color %s: no such choice", text);
}

static ent_status set_day(const option *o, ent_day_option *to, const char *text) {
    to->given = ent_day_read(text, &to->day);
    return to->given ? ENT_OK
                     : ent_usage_error("write it as in 2026-01-31", "--%s %s: not a day",
                                       o->name, text);
}

static ent_status set_messages(bool *json, const char *text) {
    *json = strcmp(text, "json") == 0;
    return *json || strcmp(text, "human") == 0
               ? ENT_OK
               : ent_usage_error("human or json", "--message-format %s: no such form",
                                 text);
}

static ent_status set_format(reading *r, const option *o) {
    if (r->format_given != NULL && strcmp(r->format_given, o->name) != 0)
        return ent_usage_error("run once for each, or use -o to write all files",
                               "--%s and --%s exclude each other", r->format_given,
                               o->name);
    r->format_given = o->name;
    r->to->format = (ent_form)o->value;
    return ENT_OK;
}

static void append(ent_options *to, const char ***list, size_t *count, const char *text) {
    *list = ent_arena_grow(&to->arena, *list, *count, sizeof **list);
    (*list)[(*count)++] = text;
}

static ent_status set_override(ent_options *to, const char *text) {
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text)
        return ent_usage_error("for example: --set assumptions.total_cap.value=60bn",
                               "--set %s: no PATH=VALUE", text);
    append(to, &to->overrides, &to->override_count, text);
    return ENT_OK;
}

static ent_status set_warning(ent_options *to, const char *text) {
    append(to, &to->warnings, &to->warning_count, text);
    return ent_warning_rule_check(text);
}

/* What was given twice is meant twice. */
static ent_status set_text(ent_options *to, const option *o, const char **member,
                           const char *text) {
    const char *before = o->value == 0 ? NULL : *member;
    const size_t size = before == NULL ? 0 : strlen(before) + strlen(text) + 2;
    char *both = ent_arena_take(&to->arena, size + 1, 1);
    snprintf(both, size, "%s%c%s", before == NULL ? "" : before, o->value, text);
    *member = before == NULL ? text : both;
    return ENT_OK;
}

static ent_status set_option(reading *r, const option *o, const char *value) {
    void *member = (char *)r->to + o->offset;
    switch (o->type) {
    case FLAG:
        *(bool *)member = true;
        return ENT_OK;
    case FORMAT:
        return set_format(r, o);
    case COUNT:
        return set_count(o, member, value);
    case COLOR:
        return set_color(member, value);
    case DAY:
        return set_day(o, member, value);
    case MESSAGES:
        return set_messages(member, value);
    case OVERRIDE:
        return set_override(r->to, value);
    case WARNING:
        return set_warning(r->to, value);
    case TEXT:
        return set_text(r->to, o, member, value);
    }
    return ENT_OK;
}

/* `inline_value` is the rest of the same argument (--name=value, -ovalue), or NULL. */
static ent_status take_option(reading *r, const option *o, const char *inline_value) {
    if (!applies(o, r->command))
        return misplaced_option(r, o);
    const char *value = inline_value;
    if (o->argument == NULL && value != NULL)
        return ent_usage_error(NULL, "--%s takes no value", o->name);
    if (o->argument != NULL && value == NULL && r->next < r->argc)
        value = r->argv[r->next++];
    if (o->argument != NULL && (value == NULL || *value == '\0')) {
        char help[160];
        snprintf(help, sizeof help, "--%s %s: %s", o->name, o->argument, o->help);
        return ent_usage_error(help, "--%s needs a value", o->name);
    }
    return set_option(r, o, value);
}

static ent_status read_long(reading *r, const char *name) {
    const char *equals = strchr(name, '=');
    const size_t length = equals == NULL ? strlen(name) : (size_t)(equals - name);
    const option *o = option_named(name, length);
    if (o == NULL)
        return unknown_option(r, name, length);
    return take_option(r, o, equals == NULL ? NULL : equals + 1);
}

/* Short options are not bundled: there are few, and most take a value. */
static ent_status read_short(reading *r, const char *text) {
    const option *o = option_lettered(text[0]);
    if (o == NULL || (o->argument == NULL && text[1] != '\0'))
        return ent_usage_error("long options begin with two dashes: --json",
                               "there is no option -%s", text);
    if (o->letter == 'h')
        r->to->usage = true;
    return take_option(r, o, text[1] == '\0' ? NULL : text + 1);
}

static ent_status read_argument(reading *r, bool *only_words) {
    const char *text = r->argv[r->next++];
    if (*only_words || text[0] != '-' || text[1] == '\0') {
        append(r->to, &r->to->words, &r->to->word_count, text);
        return ENT_OK;
    }
    if (strcmp(text, "--") == 0) {
        *only_words = true;
        return ENT_OK;
    }
    return text[1] == '-' ? read_long(r, text + 2) : read_short(r, text + 1);
}

static ent_status check_words(const ent_options *o, const ent_command *command) {
    char help[160];
    snprintf(help, sizeof help, "entente %s%s%s; see entente %s --help", command->name,
             *command->words == '\0' ? "" : " ", command->words, command->name);
    if (o->word_count < command->least)
        return ent_usage_error(help, "`%s` needs a scenario file", command->name);
    if (o->word_count <= command->most)
        return ENT_OK;
    const char *word = o->words[command->most];
    if (o->output == NULL && applies(option_lettered('o'), command))
        snprintf(help, sizeof help, "to write into it: entente %s%s%.40s -o %.40s",
                 command->name, command->most > 0 ? " " : "",
                 command->most > 0 ? o->words[0] : "", word);
    return ent_usage_error(help, "`%s` does not know what to do with '%s'", command->name,
                           word);
}

ent_status ent_options_read(ent_options *to, const ent_command *command, int argc,
                            char **argv) {
    *to = (ent_options){.argc = argc, .argv = argv};
    reading r = {to, command, argc, command == NULL ? 1 : 2, argv, NULL};
    bool only_words = false;
    ent_status status = ENT_OK;
    while (r.next < argc && status == ENT_OK)
        status = read_argument(&r, &only_words);
    if (status != ENT_OK || to->help || to->version || command == NULL)
        return status;
    return check_words(to, command);
}

void ent_options_free(ent_options *o) {
    ent_arena_free(&o->arena);
}

bool ent_options_next(const ent_command *command, size_t *at, ent_option_words *words) {
    while (*at < OPTION_COUNT) {
        const option *o = &options[(*at)++];
        if (applies(o, command)) {
            *words = (ent_option_words){o->name, o->argument, o->help, o->letter};
            return true;
        }
    }
    return false;
}
