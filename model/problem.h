/* Problems: what is wrong with a scenario or a run, and where.
 *
 * A list of problems belongs to the caller and is passed last to every function that can find one.
 * Functions go on after a problem wherever they can, so that one call reports every independent
 * mistake.  Texts are copied into the list's arena; places point into the scenario's files. */
#ifndef ENT_PROBLEM_H
#define ENT_PROBLEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "model/arena.h"

/* How a call ended.  The numbers are the program's exit codes (README, "Exit codes"). */
typedef enum {
    ENT_OK = 0,
    ENT_FAILED = 1,  /* the run itself failed: a formula gave no number, memory ran out */
    ENT_USAGE = 2,   /* the command line is wrong */
    ENT_INVALID = 3, /* the scenario is wrong */
    ENT_FILE = 4,    /* a file could not be read or written */
    ENT_IMPRECISE = 5 /* stopped before all paths were simulated */
} ent_status;

/* A file that places point into: its name as given and its whole text (NUL-terminated). */
typedef struct {
    const char *name;
    const char *text;
    size_t size; /* bytes */
} ent_file;

/* A span of one line.  line and column count from 1, in characters; line 0: no place known. */
typedef struct {
    const ent_file *file;
    int line, column;
    int width; /* characters under the caret, at least 1 */
} ent_place;

typedef struct {
    ent_place at;
    const char *label; /* "first given here" */
} ent_remark;

/* One mistake.  Everything after `message` may be NULL or have count 0. */
typedef struct {
    const char *code; /* "E0204" an error, "W0301" a warning */
    bool promoted;    /* a warning that counts as an error */
    ent_place at;
    const char *path;    /* "agreements.apr-2026.clauses.revenue_share.cap" */
    const char *message; /* "120% is above the maximum, 100%" */
    ent_remark also[2];  /* other places that belong to it */
    int also_count;
    const char *help; /* a concrete edit */
    const char *note; /* the rule behind it */
} ent_problem;

/* The caller's list.  Zeroed, it is empty and ready.  At most ENT_PROBLEM_LIMIT are kept; `errors`
 * and `warnings` count all.  ent_problems_free releases the texts and empties the list. */
#define ENT_PROBLEM_LIMIT 200
typedef struct {
    ent_arena arena;
    ent_problem *list; /* ENT_PROBLEM_LIMIT, allocated at the first problem */
    size_t count, errors, warnings;
} ent_problems;

/* Adds a problem with a formatted message and returns it, so that help, note and remarks can be
 * set (texts from ent_problem_text, or constants).  Never NULL: past the limit, or without memory,
 * a scratch problem is returned that is not kept.  `path` is copied. */
ent_problem *ent_problem_add(ent_problems *, const char *code, ent_place at,
                             const char *path, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Formats a text that lives as long as the list. */
const char *ent_problem_text(ent_problems *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a second place with its label (copied as pointer: use a constant or ent_problem_text). */
void ent_problem_also(ent_problem *, ent_place at, const char *label);

/* Whether it counts as an error. */
bool ent_problem_is_error(const ent_problem *);

/* Sorts by file, line and column, errors before warnings at one place; drops exact repeats. */
void ent_problems_sort(ent_problems *);

void ent_problems_free(ent_problems *);

/* The closest of `count` names to `word`, if it is close enough to be a slip (edit distance,
 * transpositions counted once, at most a third of the length); else the only one that has it as its
 * first or last part ("revenue", "revenue_share"), or is such a part of it; else NULL. */
const char *ent_nearest(const char *word, const char *const *names, size_t count);

/* A help for a word that is none of the names: the closest ("did you mean cap?"), else, if they are
 * few, all of them ("the metrics are: cap and paid", for what = "the metrics are"), else NULL. */
const char *ent_names_help(ent_problems *, const char *word, const char *const *names,
                           size_t count, const char *what);

#endif
