/* What the hot files of the engine share: loops over a slice, lanes, and the parts of an instruction
 * set. */
#ifndef ENT_OPERATIONS_HOT_H
#define ENT_OPERATIONS_HOT_H

#include <string.h>

#include "model/engine/operations.h"

/* Over the whole slice, whatever part of it counts, so that the length is a constant. */
#define EACH for (size_t i = 0; i < ENT_SLICE; i++)

/* Four lanes at a time, where compilers left to themselves vectorise the wrong loop and shuffle. */
typedef double lanes __attribute__((vector_size(32)));
typedef int64_t mask __attribute__((vector_size(32)));

static inline lanes load(const double *x) {
    lanes v;
    memcpy(&v, x, sizeof v);
    return v;
}

/* The members of ent_isa, each in its own file. */
extern ent_step_function *const ENT_ISA(ent_steps)[ENT_STEP_COUNT];
void ENT_ISA(ent_moments)(const double *x, size_t n, double *mean, double *m2);
void ENT_ISA(ent_survey)(const double *x, size_t n, ent_survey *, uint16_t *bucket);
size_t ENT_ISA(ent_count_rounded)(const double *x, size_t n, double value);

#endif
