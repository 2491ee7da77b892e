/* How far kernels are from the true values, and whether their copies agree. */
#ifndef ACCURACY_H
#define ACCURACY_H

#include "tests/support/copies.h"

/* The next of a sequence of uniforms in (0, 1); SplitMix64. */
double next_uniform(uint64_t *state);
double uniform_between(uint64_t *state, double low, double high);

/* Error in units in the last place of the true value, and relative to it. */
double error_in_ulps(double y, long double exact);
double relative_error(double y, long double exact);

typedef void (*unary)(const double *, double *, size_t);

/* The n-th copy of a kernel of one argument; NULL past the last. */
unary unary_copy(const char *name, size_t n);
/* Computes a slice by every copy, in a new array and in place, and requires the same bits. */
void compute_by_every_copy(const char *name, const double *x, double *y);

#endif
