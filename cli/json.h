/* JSON text: the same tree always gives the same bytes, and every number reads back as
 * the same double. */
#ifndef ENT_JSON_H
#define ENT_JSON_H

#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "model/engine/engine.h"

/* A number; null if it is not finite. */
json_t *ent_json_number(double);
json_t *ent_json_count(uint64_t);
/* A text; null if it is NULL. */
json_t *ent_json_text(const char *);
json_t *ent_json_day(ent_day);

/* Writes the value: members in the order they were added, lists of plain values on one
 * line, numbers as short as they can be, a final newline. */
void ent_json_write(const json_t *, FILE *);

/* Everything a run found, in the shape of results.schema.json.  Nothing in it depends on
 * the machine, the threads or the clock.  The caller owns the reference. */
json_t *ent_json_results(const ent_results *);
/* Its member `scenario`: what charts need of it (json_scenario.c). */
json_t *ent_json_scenario(const ent_scenario *);
/* Items of an agreement's members `clauses` and `transfers`; a mean with its error (json_clauses.c). */
json_t *ent_json_clause(const ent_results *, const ent_clause_result *);
json_t *ent_json_transfer(const ent_results *, const ent_transfer_result *);
json_t *ent_json_estimate(ent_estimate);

#endif
