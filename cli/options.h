/* The command line: commands and options are tables; parsing, suggestions and help texts
 * all read the same rows. */
#ifndef ENT_OPTIONS_H
#define ENT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "model/arena.h"
#include "model/calendar.h"
#include "model/problem.h"

typedef enum { ENT_AS_TEXT, ENT_AS_JSON, ENT_AS_CSV, ENT_AS_MD, ENT_AS_MAN } ent_form;
typedef enum { ENT_COLOR_AUTO, ENT_COLOR_ALWAYS, ENT_COLOR_NEVER } ent_color;

/* A number that may be left out. */
typedef struct {
    uint64_t value;
    bool given;
} ent_count_option;

/* A day that may be left out. */
typedef struct {
    ent_day day;
    bool given;
} ent_day_option;

/* What the user asked for.  Texts point into argv. */
typedef struct {
    ent_arena arena;
    int argc;
    char **argv; /* as given, for the manifest */

    const char **words; /* what is no option: the scenario's file, a topic */
    size_t word_count;
    const char **overrides; /* --set */
    size_t override_count;
    const char **warnings; /* -W */
    size_t warning_count;
    ent_day_option newer; /* check: --sources-newer-than */
    bool json_messages;   /* --message-format json */
    const char *where, *output;
    ent_count_option paths, seed, threads, keep;
    ent_form format;
    int color; /* an ent_color */
    bool base_case, quiet, usage, help, version;
    bool outline_text; /* plot */

    ent_count_option path;               /* trace */
    const char *diff;                    /* explain */
    const char *agreement;               /* explain, run, trace, plot, sweep */
    const char *vary;                    /* sweep */
    const char *from;                    /* plot */
    const char *series, *metric, *party; /* plot; run, sweep: metrics between commas */
    const char *threshold;               /* plot */
    const char *chart, *size, *theme, *title; /* plot */
    const char *template_name;                /* init */
} ent_options;

/* A command line without the program's name, and what it is for. */
typedef struct {
    const char *command, *what;
} ent_example;

/* One command.  `run` gets options that are already checked against the tables. */
typedef struct {
    const char *name;
    const char *words;  /* how its words are shown: "FILE" */
    size_t least, most; /* how many words it takes */
    const char *help;   /* one line */
    const char *about;  /* for --help: paragraphs, each ended by a newline */
    /* Rows of a table that the help shows too, or NULL: name and help of row `i` (whole
     * sentences but for the stop); false past the last. */
    bool (*row)(size_t i, const char **name, const char **help);
    const ent_example *examples; /* the last one's command is NULL */
    ent_status (*run)(const ent_options *);
} ent_command;

/* Every command, in the order of the help text; NULL-terminated. */
extern const ent_command *const ent_commands[];
/* The command of that name, or NULL. */
const ent_command *ent_command_named(const char *name);
/* The closest command's name to a slip, or NULL. */
const char *ent_command_nearest(const char *name);

/* Reads argv[2...] for a command (argv[1] names it), or argv[1...] for none (NULL).  A
 * mistake is printed to stderr with a suggestion and returns ENT_USAGE.  The options are
 * released by ent_options_free in every case. */
ent_status ent_options_read(ent_options *, const ent_command *, int argc, char **argv)
    __attribute__((warn_unused_result));
void ent_options_free(ent_options *);

/* An option in words. */
typedef struct {
    const char *name;     /* "paths" */
    const char *argument; /* "N"; NULL for flags */
    const char *help;
    char letter; /* 0: none */
} ent_option_words;

/* The next option that a command takes (NULL: of those that stand alone), from *at on, which
 * begins at 0 and is moved on; false past the last. */
bool ent_options_next(const ent_command *, size_t *at, ent_option_words *);

/* What can be shown (terminal.c).  True where `stream` may be coloured: --color, then NO_COLOR, TERM=dumb and whether it
 * is a terminal. */
bool ent_options_color(const ent_options *, FILE *stream);

/* True where the environment's characters are UTF-8 (LC_ALL, LC_CTYPE, LANG): block characters are then
 * fit for a terminal. */
bool ent_options_blocks(void);

/* Prints a mistake on the command line: `error: ...` and, if it is not NULL, `help: ...`.
 * Returns ENT_USAGE. */
ent_status ent_usage_error(const char *help, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What a word that is no command and no option, but might be, is called here; NULL if nothing is known
 * of it (help.c). */
const char *ent_help_instead(const char *word);

/* What each exit code means, from 0 on; NULL after the last (help.c). */
extern const char *const ent_exit_codes[];

/* Help texts (help.c): all commands; one command, in brief or in full; the version. */
void ent_help_print(FILE *);
void ent_help_command(const ent_command *, bool brief, FILE *);
void ent_version_print(FILE *);

#endif
