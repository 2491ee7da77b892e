/* Computing one slice of paths.  Private to model/engine. */
#ifndef ENT_SLICE_H
#define ENT_SLICE_H

#include "model/engine/plan.h"

/* Told while a slice is computed.  Any may be NULL. */
typedef struct {
    void *context;
    /* After each period of each agreement. */
    void (*period)(void *context, ent_slice *, size_t agreement, size_t t);
    /* At the end of each calendar year: lines' `year` sums hold that year. */
    void (*year)(void *context, ent_slice *, size_t agreement, int year);
    /* After the last period of each agreement: its own columns are about to be reused. */
    void (*agreement)(void *context, ent_slice *, size_t agreement);
    /* After everything: metrics hold. */
    void (*done)(void *context, ent_slice *);
} ent_watcher;

typedef struct {
    uint64_t seed;
    bool base_case; /* every uniform at one half */
} ent_chance;

/* Memory of one slice, its constant columns filled; NULL if there is none.  Release with
 * ent_slice_free. */
ent_slice *ent_slice_make(const ent_plan *);
void ent_slice_free(ent_slice *);
size_t ent_slice_bytes(const ent_plan *);

/* Computes paths [path, path + count); count at most ENT_SLICE.  A fault found is left in the slice. */
void ent_slice_run(const ent_plan *, ent_slice *, ent_chance, uint64_t path, size_t count,
                   const ent_watcher *);

/* Adds the problem that a fault found in a slice is (E0901). */
ent_problem *ent_fault_report(const ent_plan *, const ent_fault *, ent_problems *);

#endif
