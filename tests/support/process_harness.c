#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/support/known.h"
#include "tests/support/process_harness.h"

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double *simulate(test_driver *d) {
    double *x = malloc(PATHS * sizeof *x);
    assert_non_null(x);
    for (size_t s = 0; s < SLICES; s++) {
        assert_true(driver_run(d, s * ENT_SLICE));
        for (size_t i = 0; i < ENT_SLICE; i++)
            x[s * ENT_SLICE + i] = driver_at(d, d->count - 1, i);
    }
    qsort(x, PATHS, sizeof *x, compare);
    return x;
}

moments moments_of(const double x[PATHS]) {
    moments m = {0};
    double fourth = 0.0;
    for (size_t i = 0; i < PATHS; i++)
        m.mean += x[i] / PATHS;
    for (size_t i = 0; i < PATHS; i++) {
        double d = (x[i] - m.mean) * (x[i] - m.mean);
        m.variance += d / PATHS;
        fourth += d * d / PATHS;
    }
    m.mean_error = sqrt(m.variance / PATHS);
    m.variance_error = sqrt((fourth - m.variance * m.variance) / PATHS);
    return m;
}

void within(const char *of, const char *source, double x, double exact, double error) {
    expect_known((known){of, source, exact, x, .error = error});
}

/* How many values lie below the exact quantile is binomial. */
void quantile_within(const char *of, const char *source, const double *x, double p,
                     double exact) {
    size_t below = 0;
    while (below < PATHS && x[below] < exact)
        below++;
    within(of, source, (double)below / PATHS, p, sqrt(p * (1 - p) / PATHS));
}
