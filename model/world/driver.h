/* Driver kinds: stochastic processes in time.
 *
 * A kind is a table of fields, the shock it needs, and a function that computes one period of one
 * slice.  One hot file driver_KIND.c for each (copied for every instruction set); listed in
 * driver_kinds.c. */
#ifndef ENT_DRIVER_H
#define ENT_DRIVER_H

#include "model/scenario.h"
#include "model/step.h"

typedef enum {
    ENT_SHOCK_NONE,
    ENT_SHOCK_NORMAL,  /* one standard normal for each period */
    ENT_SHOCK_UNIFORM, /* one uniform for each period */
    ENT_SHOCK_ONCE     /* one uniform for the path, the same column in every period */
} ent_shock;

typedef struct ent_driver_kind ent_driver_kind;
struct ent_driver_kind {
    ent_kind kind;
    ent_shock shock; /* of stream drivers/NAME: the one that `correlations` means */
    ent_shock more[ENT_SHOCKS_MORE]; /* independent: of streams drivers/NAME/1, /2 */
    ent_measure
        measure; /* ENT_STOCK: by the driver's unit (a rate if per year), else as it says */
    size_t state_count;
    /* Changes, in a copy of the kind, what is otherwise for this entry: shocks, measure.
     * NULL: nothing ever is. */
    void (*adapt)(const ent_entry *, ent_driver_kind *);
    /* Called once at compile time, after the fields are read.  Writes what `apply` will see as
     * `data` (it lives in the arena; NULL for none).  Adds a problem for each mistake and returns
     * false.  NULL: nothing to prepare. */
    bool (*prepare)(const ent_entry *, const ent_period *, size_t periods, ent_arena *,
                    const void **data, ent_problems *);
    /* Computes out[0].  NULL: `data` is one double for each period, the same on every path. */
    void (*apply)(const ent_call *);
};

extern const ent_driver_kind *const ENT_ISA(ent_driver_kinds)[]; /* NULL-terminated */

#endif
