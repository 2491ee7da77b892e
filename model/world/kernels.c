/* exp, the logistic function, log and pow over arrays, and the table of all kernels. */
#include "model/world/kernels_parts.h"

#include "model/world/elementary.h"

static int all_within(const double *x, double most, size_t n) {
    uint64_t outside = 0;
    for (size_t i = 0; i < n; i++)
        outside |= beyond(x[i], most);
    return !(outside >> 63);
}

static void exp_kernel(const double *x, double *y, size_t n) {
    if (all_within(x, EXP_PLAIN, n)) {
        ENT_LANES
        for (size_t i = 0; i < n; i++)
            y[i] = exp_plain(x[i]);
        return;
    }
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        y[i] = exp_of(x[i]);
}

static void logistic_kernel(const double *x, double *y, size_t n) {
    if (all_within(x, EXP_PLAIN, n)) {
        ENT_LANES
        for (size_t i = 0; i < n; i++)
            y[i] = 1.0 / (1.0 + exp_plain(0.0 - x[i]));
        return;
    }
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        y[i] = 1.0 / (1.0 + exp_of(0.0 - x[i]));
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

/* y (w.high + w.low) in two parts. */
static inline ent_two product_of(double y, ent_two w) {
    double high = w.high + w.low, low = (w.high - high) + w.low;
    double product = y * high;
    return (ent_two){product, fma(y, low, fma(y, high, -product))};
}

/* Past 1000 the product of exponents needs no second part. */
static inline double pow_positive(double x, double y) {
    ent_two p = product_of(y, log_of(x));
    double high = p.high > 1000.0 ? 1000.0 : p.high;
    high = high < -1000.0 ? -1000.0 : high;
    return exp_of_two(high, high * high < 1e6 ? p.low : 0.0);
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

/* Powers of which nothing is special, neither x nor the result: in three short loops
 * instead of one long one, as for normals.  Says whether it was so. */
static int pow_plainly(const double *x, const double *y, double *z, size_t n) {
    double high[ENT_SLICE], low[ENT_SLICE];
    uint64_t special = 0;
    ENT_LANES
    for (size_t i = 0; i < n; i++) {
        ent_two w = log_shifted(x[i], 0.0);
        special |= not_normal(x[i]);
        high[i] = w.high;
        low[i] = w.low;
    }
    ENT_LANES
    for (size_t i = 0; i < n; i++) {
        ent_two p = product_of(y[i], (ent_two){high[i], low[i]});
        special |= beyond(p.high, EXP_PLAIN);
        high[i] = p.high;
        low[i] = p.low;
    }
    if (special >> 63)
        return 0;
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        z[i] = exp_plain_of_two(high[i], low[i]);
    return 1;
}

static void pow_kernel(const double *x, const double *y, double *z, size_t n) {
    if (pow_plainly(x, y, z, n))
        return;
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        z[i] = pow_of(x[i], y[i]);
}

static void triangular_kernel(const double p[3], const double *u, double *x, size_t n) {
    const double min = p[0], mode = p[1], max = p[2];
    const double width = max - min, turn = (mode - min) / width;
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        x[i] = u[i] <= turn ? min + sqrt(u[i] * width * (mode - min))
                            : max - sqrt((1.0 - u[i]) * width * (max - mode));
}

const ent_kernels ENT_ISA(ent_kernels) = {
    .philox = ENT_ISA(ent_kernel_philox),
    .uniform = ENT_ISA(ent_kernel_uniform),
    .uniform52 = ENT_ISA(ent_kernel_uniform52),
    .normal = ENT_ISA(ent_kernel_normal),
    .normal_quantile = ENT_ISA(ent_kernel_normal_quantile),
    .normal_cdf = ENT_ISA(ent_kernel_normal_cdf),
    .exp = exp_kernel,
    .logistic = logistic_kernel,
    .log = log_kernel,
    .pow = pow_kernel,
    .triangular = triangular_kernel,
    .mix = ENT_ISA(ent_kernel_mix),
};
