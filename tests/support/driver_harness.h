/* Drivers run by themselves, slice by slice, through every copy that this machine can
 * execute: all must give the same bits, and none may write past a slice. */
#ifndef DRIVER_HARNESS_H
#define DRIVER_HARNESS_H

#include "model/world/driver.h"
#include "tests/support/world_harness.h"

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
