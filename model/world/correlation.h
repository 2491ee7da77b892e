/* Correlations between normal shocks: from pairs to a Cholesky factor. */
#ifndef ENT_CORRELATION_H
#define ENT_CORRELATION_H

#include "model/arena.h"
#include "model/problem.h"

/* The correlation of dimensions i and j, and where the file says so. */
typedef struct {
    size_t i, j; /* 0-based, different */
    double value;
    ent_place at;
} ent_correlation_pair;

/* The lower Cholesky factor, dimensions x dimensions, of the matrix with ones on the diagonal, the
 * pairs' values, and 0 elsewhere; lives in the arena.  NULL after adding a problem, placed at the
 * pairs: a pair given twice or of one dimension with itself (E0714), or a matrix that is not positive
 * definite (E0715), with its smallest eigenvalue and the nearest valid values in the help. */
const double *ent_correlation_factor(const ent_correlation_pair *, size_t pairs,
                                     size_t dimensions, ent_arena *, ent_problems *);

#endif
