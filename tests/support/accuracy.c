#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/accuracy.h"

double next_uniform(uint64_t *state) {
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return ((double)((x ^ (x >> 31)) >> 11) + 0.5) * 0x1p-53;
}

double uniform_between(uint64_t *state, double low, double high) {
    return low + (high - low) * next_uniform(state);
}

double error_in_ulps(double y, long double exact) {
    double near = fabs((double)exact);
    double unit = nextafter(near, INFINITY) - near;
    return fabs((double)((y - exact) / unit));
}

double relative_error(double y, long double exact) {
    return fabs((double)((y - exact) / exact));
}

unary unary_copy(const char *name, size_t n) {
    const ent_kernels *k = kernels_copy(n);
    if (!k)
        return NULL;
    return !strcmp(name, "exp")          ? k->exp
           : !strcmp(name, "logistic")   ? k->logistic
           : !strcmp(name, "log")        ? k->log
           : !strcmp(name, "normal_cdf") ? k->normal_cdf
                                         : k->normal_quantile;
}

void compute_by_every_copy(const char *name, const double *x, double *y) {
    unary_copy(name, 0)(x, y, ENT_SLICE);
    for (size_t n = 0; unary_copy(name, n); n++) {
        double other[ENT_SLICE];
        memcpy(other, x, sizeof other);
        unary_copy(name, n)(other, other, ENT_SLICE);
        assert_memory_equal(y, other, sizeof other);
    }
}
