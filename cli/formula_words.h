/* The language of formulas in words: functions, operators and worked examples. */
#ifndef ENT_FORMULA_WORDS_H
#define ENT_FORMULA_WORDS_H

typedef struct {
    const char *name;    /* "prev" */
    const char *call;    /* "prev(x, initial)" */
    const char *meaning; /* one sentence without a full stop */
} ent_function_words;

/* The functions and words of ent_function_names: those that work within a period, then those
 * that look at a whole path, for metrics only.  The last one's name is NULL. */
extern const ent_function_words ent_period_functions[], ent_path_functions[];

/* Something that formulas express without a clause of its own. */
typedef struct {
    const char *title; /* "The most-favoured rate" */
    const char *text;  /* when to use it */
    const char *lines; /* as written in a scenario, each ended by a newline */
} ent_worked_formula;

/* The last one's title is NULL.  scenarios/lessons/formulas.yaml holds every line. */
extern const ent_worked_formula ent_worked_formulas[];

#endif
