/* The series that a trace shows beside the payments: what they are computed from. */
#ifndef ENT_TRACE_SERIES_H
#define ENT_TRACE_SERIES_H

#include "cli/json.h"
#include "cli/options.h"
#include "model/engine/engine.h"

/* Prints a column for each series of the list (--series) and a row for each period: exactly as CSV,
 * else with the digits that a hand calculation needs. */
void ent_trace_series_print(const ent_trace *, const char *list, ent_form, bool bold);

/* {"sales": {"unit": "USD/year", "values": [...]}}, in the order of the list. */
json_t *ent_trace_series_json(const ent_trace *, const char *list);

#endif
