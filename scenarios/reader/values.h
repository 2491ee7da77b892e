/* Values of fields: one function for each ent_type. */
#ifndef ENT_VALUES_H
#define ENT_VALUES_H

#include "scenarios/reader/reading.h"

/* Where a value stands. */
typedef struct {
    ent_reading *reading;
    const char *path;     /* of the field */
    const char *own_unit; /* the entry's `unit`, for fields whose unit is "own"; NULL if
                             not given */
} ent_where;

/* Reads `node` as the field's type into `value` (place, text and numbers; not `given`).
 * False after adding problems (E02xx, E0311). */
bool ent_value_read(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);

/* Fills in what the field holds when it is not given: its default, or nothing.  `at`: its
 * entry. */
void ent_value_default(const ent_where *, const ent_field *, ent_place at, ent_value *);

/* The parts in files of their own. */
bool ent_value_number(const ent_where *, const ent_field *, const ent_yaml *, double *);
bool ent_value_formula(const ent_where *, const ent_field *, const ent_yaml *,
                       ent_value *);
bool ent_value_count(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);
bool ent_value_range(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);
bool ent_value_years(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);
bool ent_value_days(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);
bool ent_value_weights(const ent_where *, const ent_field *, const ent_yaml *,
                       ent_value *);
bool ent_value_levels(const ent_where *, const ent_field *, const ent_yaml *,
                      ent_value *);
bool ent_value_readings(const ent_where *, const ent_field *, const ent_yaml *,
                        ent_value *);
bool ent_value_date(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);
bool ent_value_rough_date(const ent_where *, const ent_field *, const ent_yaml *,
                          ent_value *);
bool ent_value_year_day(const ent_where *, const ent_field *, const ent_yaml *,
                        ent_value *);
bool ent_value_span(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);
bool ent_value_rows(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);

bool ent_value_data(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);

/* The text of a scalar; NULL after a problem if the node is something else, or empty. */
const char *ent_value_scalar(const ent_where *, const ent_field *, const ent_yaml *);
/* Adds a problem that the node is no such thing as the field wants. */
bool ent_value_wrong_shape(const ent_where *, const ent_field *, const ent_yaml *);
/* Adds "defined here" if the node was reached by an alias; returns the problem. */
ent_problem *ent_value_anchor(ent_problem *, const ent_yaml *);

/* The unit behind the lone number of `text` ("USD" of "38bn USD"), or NULL. */
const char *ent_literal_unit(const char *text);

/* Whether both are units and the same: "USD/year", "USD / years". */
bool ent_unit_text_same(const char *a, const char *b);

/* Whether `text` is a name: [a-z][a-z0-9_]*, with `dash` also `-`, at most
 * ENT_NAME_LENGTH long. */
bool ent_name_valid(const char *text, bool dash);

#endif
