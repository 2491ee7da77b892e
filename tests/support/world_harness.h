/* Distributions and drivers run by themselves, without a reader and an engine.
 *
 * A test opens an entry of a kind, fills its fields, and draws.  A driver runs slice
 * by slice through every copy that this machine can execute, which must give the same
 * bits, and may not write past a slice. */
#ifndef WORLD_HARNESS_H
#define WORLD_HARNESS_H

#include <stddef.h>
#include <stdint.h>

#include "model/world/distribution.h"
#include "model/world/driver.h"
#include "tests/support/verdict.h"

/* The n-th copy of the kernels that this machine can run (baseline first), or NULL. */
const ent_kernels *kernels_copy(size_t n);

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

#define DRIVER_FIELDS 10
typedef struct {
    test_entry *about;
    ent_period *periods;
    size_t count;
    double
        in[DRIVER_FIELDS]; /* of formulas, by field; the same on every path and period */
    void (*varies)(size_t t, size_t path,
                   double in[DRIVER_FIELDS]); /* or by path and period */
    double u;                                 /* this uniform on every path; 0: random */
    double more[ENT_SHOCKS_MORE];             /* the same of the further shocks */
    double *out; /* a column for each period, of the last slice */
} test_driver;

/* The driver kind of that name over a horizon; released by driver_close. */
test_driver *driver_open(const char *kind, const char *start, const char *end,
                         ent_step_size);
void driver_close(test_driver *);
/* Sets a field: of a formula its value, else what the entry holds. */
void driver_set(test_driver *, const char *field, double value);
/* Runs the slice that begins at `path`.  False where `prepare` refuses. */
bool driver_run(test_driver *, uint64_t path);
double driver_at(const test_driver *, size_t t, size_t path);

#endif
