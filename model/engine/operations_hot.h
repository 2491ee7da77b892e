/* What the hot files of the engine share: loops over a slice, lanes, and the parts of
 * an instruction set. */
#ifndef ENT_OPERATIONS_HOT_H
#define ENT_OPERATIONS_HOT_H

#include <string.h>

#include "model/engine/operations.h"
#include "model/world/elementary.h"

/* Four lanes at a time, where compilers left to themselves vectorise the wrong loop and shuffle. */
typedef double lanes __attribute__((vector_size(32)));
typedef int64_t mask __attribute__((vector_size(32)));

static inline lanes load(const double *x) {
    lanes v;
    memcpy(&v, x, sizeof v);
    return v;
}

/* Most amounts are 0 on all paths in most periods: a payment on one day, a deficiency, a stake.  The
 * first path nearly always tells. */
static inline bool all_zero(const double *x, size_t n) {
    mask bits = {0};
    size_t i = 0;
    if (x[0] != 0.0)
        return false;
    for (; i + 4 <= n; i += 4)
        bits |= (mask)load(x + i);
    for (; i < n; i++)
        if (x[i] != 0.0)
            return false;
    return ((bits[0] | bits[1] | bits[2] | bits[3]) & INT64_MAX) == 0;
}

/* 0 x is 0 or -0 for every finite number and NaN for all others: after a shift to the
 * left, 0 or not. */
static inline uint64_t not_finite(double x) {
    const double zero = x * 0.0;
    uint64_t bits;
    memcpy(&bits, &zero, sizeof bits);
    return bits;
}

/* The first lane that counts in which the column is not finite goes down as the slice's
 * fault, if its path is the lowest yet. */
static inline void note_fault(const ent_step *s, ent_ref ref, ent_slice *x, size_t t,
                              size_t i) {
    if (!x->fault.found || x->path + i < x->fault.path)
        x->fault = (ent_fault){true, x->path + i, t, ent_column(x, ref, t)[i], s->data};
}

static inline void find_fault(const ent_step *s, ent_ref ref, ent_slice *x, size_t t) {
    const double *a = ent_column(x, ref, t);
    for (size_t i = 0; i < x->count; i++)
        if (a[i] - a[i] != 0.0) {
            note_fault(s, ref, x, t, i);
            return;
        }
}

/* The members of ent_isa, each in its own file. */
extern ent_step_function *const ENT_ISA(ent_steps)[ENT_STEP_COUNT];
void ENT_ISA(ent_moments)(const double *x, size_t n, double *mean, double *m2);
void ENT_ISA(ent_survey)(const double *x, size_t n, ent_survey *, uint16_t *bucket);
uint32_t ENT_ISA(ent_count)(const uint16_t *bucket, size_t n, uint32_t *buckets);
size_t ENT_ISA(ent_count_rounded)(const double *x, size_t n, double value);

#endif
