/* Entries and distributions by themselves, without a reader and an engine: a test opens an
 * entry of a kind, fills its fields, and draws. */
#ifndef WORLD_HARNESS_H
#define WORLD_HARNESS_H

#include <stddef.h>
#include <stdint.h>

#include "model/world/distribution.h"
#include "model/world/kernels.h"
#include "tests/support/verdict.h"

/* An entry as a reader would leave it, with what its `prepare` said. */
typedef struct {
    ent_arena arena;
    ent_entry entry;
    ent_problems problems;
} test_entry;

/* No field given, defaults as the field table has them.  Released by entry_close. */
test_entry *entry_open(const ent_kind *);
void entry_close(test_entry *);
void entry_number(test_entry *, const char *field, double value);
void entry_text(test_entry *, const char *field, const char *text);
void entry_choose(test_entry *, const char *field, const char *choice);
/* One more item of a map; the key as written ("2026", "2026-04-27", "1.5"). */
void entry_item(test_entry *, const char *field, const char *key, double value);
/* One more part of a mixture; `part` is to be closed after the mixture. */
void entry_part(test_entry *, double weight, const test_entry *part);
/* The numbers of a series. */
void entry_data(test_entry *, const char *field, const double *values, size_t count);
/* The cell of a list of rows, of which rows are added up to this one; to be filled. */
ent_value *entry_cell(test_entry *, const char *field, size_t row, const char *cell);
/* Requires that there is one problem, with this code, and a help. */
void entry_expect_problem(const test_entry *, const char *code);

/* A distribution by name, prepared from `name, value, name, value ..., NULL`; requires
 * success. The entry is to be closed after the last use of what is drawn. */
test_entry *distribution_open(const char *name, ent_drawn *, ...);
/* A discrete distribution of these values, yet to be prepared. */
test_entry *discrete_open(const char *const *values, const double *weights, size_t count);
bool distribution_prepared(test_entry *, ent_drawn *); /* false where it is refused */
double draw(const ent_drawn *, double u);

#endif
