/* Correlations between normal shocks, as a factor that mixes independent ones. */
#ifndef ENT_CORRELATION_H
#define ENT_CORRELATION_H

#include "model/arena.h"
#include "model/problem.h"
#include "model/world/dependence.h"

/* One correlation as written: between shocks i and j of a group. */
typedef struct {
    size_t i, j;
    double value;          /* -1 to 1 */
    ent_relation relation; /* what the value is a correlation of */
    ent_place at;
    const char *names,
        *more; /* as an entry has them: "[noise, share]" and ", measure: rank" */
} ent_correlation_pair;

/* The Cholesky factor L of the group's correlation matrix (1 on the diagonal, 0 for
 * pairs that are not listed): a lower triangle with L L' = the matrix, `dimensions`
 * rows of `dimensions`, in the arena; for the kernel `mix`.  Own arithmetic, not a
 * library's, so that every machine gets the same bits.
 *
 * NULL with a problem added if a pair is listed twice or is a shock with itself
 * (E0719), or if the matrix is not positive definite (E0718).  The latter states the
 * smallest eigenvalue and, as help, the entries of the nearest valid matrix that differ: the
 * positive definite matrix with the least sum of squared changes of the listed pairs, those
 * not listed staying 0 (Higham's alternating projections, IMA Journal of Numerical Analysis
 * 22, 2002), each in its own measure and rounded to three decimals that are valid together.
 * Cost: cubic in `dimensions`. */
const double *ent_correlation_factor(const ent_correlation_pair *, size_t pairs,
                                     size_t dimensions, ent_arena *, ent_problems *);

#endif
