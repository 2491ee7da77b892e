/* exp, log and pow over arrays, and the table of all kernels. */
#include "model/world/kernels_parts.h"

#include "model/world/elementary.h"

static void exp_kernel(const double *x, double *y, size_t n) {
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        y[i] = exp_of(x[i]);
}

/* What the formula gives for a positive finite x is right; the rest is put in its
 * place. */
static inline double log_anywhere(double x) {
    ent_two parts = log_of(x);
    double y = x < INFINITY ? parts.high + parts.low : x;
    double low = x == 0.0 ? -INFINITY : (double)NAN;
    return x <= 0.0 ? low : y;
}

static void log_kernel(const double *x, double *y, size_t n) {
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        y[i] = log_anywhere(x[i]);
}

/* Whether a >= 0 is a whole number: adding 2^52 rounds what has a fraction. */
static inline int whole(double a) {
    return a >= 0x1p52 || (a + 0x1p52) - 0x1p52 == a;
}

/* y ln x of a finite positive x in two parts.  Past 1000 the product of exponents needs no second
 * one. */
static inline ent_two pow_exponent(double x, double y) {
    ent_two w = log_of(x);
    double high = w.high + w.low, low = (w.high - high) + w.low;
    double product = y * high;
    double rest = fma(y, low, fma(y, high, -product));
    product = product > 1000.0 ? 1000.0 : product;
    product = product < -1000.0 ? -1000.0 : product;
    return (ent_two){product, product * product < 1e6 ? rest : 0.0};
}

static inline double pow_positive(double x, double y) {
    ent_two p = pow_exponent(x, y);
    return exp_of_two(p.high, p.low);
}

static inline double pow_of(double x, double y) {
    double a = fabs(x), b = fabs(y);
    double large = y > 0.0 ? INFINITY : 0.0, small = y > 0.0 ? 0.0 : INFINITY;
    double z = pow_positive(a, y);
    z = a == INFINITY ? large : z;
    z = a == 0.0 ? small : z;
    double flipped = whole(0.5 * b) ? z : 0.0 - z;
    flipped = whole(b) ? flipped : (double)NAN;
    z = x < 0.0 ? flipped : z;
    z = x != x ? x : z;
    z = y != y ? y : z;
    z = y == 0.0 ? 1.0 : z;
    return x == 1.0 ? 1.0 : z;
}

/* Whether all x are positive and finite, and all y finite: nothing special about any. */
static int plain_powers(const double *x, const double *y, size_t n) {
    int special = 0;
    for (size_t i = 0; i < n; i++)
        special |= !(x[i] > 0.0) | !(x[i] < INFINITY) | !(fabs(y[i]) < INFINITY);
    return !special;
}

/* Two short loops instead of one long one, as for normals. */
static void raise(const double *x, const double *y, double *z, size_t n) {
    double high[ENT_SLICE], low[ENT_SLICE];
    ENT_LANES
    for (size_t i = 0; i < n; i++) {
        ent_two p = pow_exponent(x[i], y[i]);
        high[i] = p.high;
        low[i] = p.low;
    }
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        z[i] = exp_of_two(high[i], low[i]);
}

static void pow_kernel(const double *x, const double *y, double *z, size_t n) {
    if (plain_powers(x, y, n)) {
        raise(x, y, z, n);
        return;
    }
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        z[i] = pow_of(x[i], y[i]);
}

const ent_kernels ENT_ISA(ent_kernels) = {
    .philox = ENT_ISA(ent_kernel_philox),
    .uniform = ENT_ISA(ent_kernel_uniform),
    .uniform52 = ENT_ISA(ent_kernel_uniform52),
    .normal = ENT_ISA(ent_kernel_normal),
    .normal_quantile = ENT_ISA(ent_kernel_normal_quantile),
    .normal_cdf = ENT_ISA(ent_kernel_normal_cdf),
    .exp = exp_kernel,
    .log = log_kernel,
    .pow = pow_kernel,
    .mix = ENT_ISA(ent_kernel_mix),
};
