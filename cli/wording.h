/* The parts of a scenario in plain English: "$38bn (total_cap)", "31 December 2030".
 *
 * Texts are UTF-8, live in the wording's arena and are never NULL unless it says so. */
#ifndef ENT_WORDING_H
#define ENT_WORDING_H

#include "cli/prose.h"
#include "model/engine/engine.h"

typedef struct {
    const ent_scenario *scenario;
    ent_arena *arena;
} ent_wording;

/* "27 April 2026" */
const char *ent_word_day(const ent_wording *, ent_day);
/* "27 April 2026", "April 2026", "2026": as well as it was given. */
const char *ent_word_rough_day(const ent_wording *, const ent_value *);
/* A number in full: "$38bn", "$10bn a year", "0.2"; of a "share": "20%". */
const char *ent_word_number(const ent_wording *, double, const char *unit);
/* A number as it is written in the file: percent stays percent. */
const char *ent_word_literal(const ent_wording *, const char *text, double,
                             const char *unit);

/* What a name stands for: "20% (share_rate)" for an assumption, "OpenAI revenue (revenue)"
 * for what has a title, else the name itself. */
const char *ent_word_name(const ent_wording *, const char *name);
/* "OpenAI"; "the market" for ENT_MARKET. */
const char *ent_word_party(const ent_wording *, int party);
/* A formula: a number or name in words, anything else as `it is written`.  `unit`: of a
 * number without one. */
const char *ent_word_formula(const ent_wording *, const char *text, const char *unit);

/* The value of a field of any type; "none" if it is not given and has no default. */
const char *ent_word_value(const ent_wording *, const ent_entry *, const ent_field *,
                           const ent_value *);

/* An assumption's value, without its name: "20%", "0.6 to 1.2 with 80%". */
const char *ent_word_assumption(const ent_wording *, const ent_entry *);
/* One reading of it: "$4.75bn", "31 December 2030". */
const char *ent_word_reading(const ent_wording *, const ent_entry *, const ent_item *);
/* All readings: "calendar_2026 $1.4bn (in use), inception $4.75bn"; NULL if it is not
 * disputed. */
const char *ent_word_readings(const ent_wording *, const ent_entry *);
/* The fields of its kind that are given: "initial 13bn, drift 40% a year". */
const char *ent_word_parameters(const ent_wording *, const ent_entry *);

/* "The next phase of the partnership (OpenAI, 27 April 2026)" */
const char *ent_word_source(const ent_wording *, const ent_entry *);

/* The clause in sentences, from its kind's template. */
const char *ent_word_clause(const ent_wording *, const ent_entry *);
/* The flow in a sentence. */
const char *ent_word_flow(const ent_wording *, const ent_entry *);
/* When a clause begins: "27 April 2026". */
const char *ent_word_start(const ent_wording *, const ent_entry *clause);
/* What may end it, each as "until 31 December 2030" or "when agi"; writes their number, at
 * most ENT_WORD_ENDS. */
#define ENT_WORD_ENDS 3
size_t ent_word_ends(const ent_wording *, const ent_entry *clause,
                     const char *ends[ENT_WORD_ENDS]);
/* Whether the field is told by the sentence of the clause (or its term). */
bool ent_word_tells(const ent_entry *clause, const char *field);

/* The entry of that name, or NULL. */
const ent_entry *ent_word_entry(const ent_entries *, const char *name);

#endif
