/* Simulated processes against exact moments, at a fixed seed, within 4.5 standard
 * errors: a right program fails less than once in 100,000 seeds, and this seed never. */
#ifndef PROCESS_HARNESS_H
#define PROCESS_HARNESS_H

#include "tests/support/driver_harness.h"

#define SLICES 400
#define PATHS (SLICES * ENT_SLICE)
#define SIGMAS 4.5

/* Values of the last period on PATHS paths, rising; to be freed. */
double *simulate(test_driver *);

typedef struct {
    double mean, variance, mean_error, variance_error;
} moments;
moments moments_of(const double x[PATHS]);

/* Requires x to be within SIGMAS errors of what is exact; written down as `known` has it. */
void within(const char *of, const char *source, double x, double exact, double error);
/* Requires the share p of the rising values to lie below their exact quantile: how many
 * do is binomial. */
void quantile_within(const char *of, const char *source, const double *x, double p,
                     double exact);

#endif
