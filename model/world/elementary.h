/* exp, log and polynomials for one double, written so that a loop over them becomes
 * vector code.
 *
 * Private to the hot files.  Straight lines only: IEEE operations, fma, bit patterns
 * and selects, so each lane of each instruction set does the same operations in the
 * same order.  Coefficients are minimax fits made for these files (Remez exchange in
 * 60 digits); polynomials are evaluated by Estrin's scheme, because a processor waits
 * less for a tree than for Horner's chain. */
#ifndef ENT_ELEMENTARY_H
#define ENT_ELEMENTARY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "model/isa.h"

/* Before a loop: its iterations are independent even where its arrays are the same. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wpass-failed" /* a baseline loop may stay scalar */
#define ENT_LANES _Pragma("clang loop vectorize(assume_safety)")
#else
#define ENT_LANES _Pragma("GCC ivdep")
#endif
/* Over a whole slice, so that the length is a constant.  Where a loop writes to what it reads, it is the
 * same path's, and no two results lie in one place (engine/columns.c), which compilers need not check. */
#define EACH ENT_LANES for (size_t i = 0; i < ENT_SLICE; i++)

static inline double double_of_bits(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline uint64_t bits_of_double(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* A whole number below 2^52 as a double: no vector set before AVX-512 converts 64-bit
 * integers. */
static inline double double_of_count(uint64_t count) {
    return double_of_bits(count | 0x4330000000000000u) - 0x1p52;
}

/* c[0] + c[1] x + ... with 4, 7, 8, 10, 12 and 23 coefficients. */
static inline double poly4(const double *c, double x) {
    return fma(fma(c[3], x, c[2]), x * x, fma(c[1], x, c[0]));
}

static inline double poly7(const double *c, double x) {
    double x2 = x * x;
    double high = fma(c[6], x2, fma(c[5], x, c[4]));
    return fma(high, x2 * x2, poly4(c, x));
}

static inline double poly8(const double *c, double x) {
    double x2 = x * x;
    return fma(poly4(c + 4, x), x2 * x2, poly4(c, x));
}

static inline double poly10(const double *c, double x) {
    double x2 = x * x, x4 = x2 * x2;
    return fma(fma(c[9], x, c[8]), x4 * x4, poly8(c, x));
}

static inline double poly12(const double *c, double x) {
    double x2 = x * x, x4 = x2 * x2;
    return fma(poly4(c + 8, x), x4 * x4, poly8(c, x));
}

static inline double poly23(const double *c, double x) {
    double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
    return fma(poly7(c + 16, x), x8 * x8, fma(poly8(c + 8, x), x8, poly8(c, x)));
}

/* ln 2 in two parts; the first has so many trailing zeros that a whole number times it
 * is exact. */
#define LN2_HIGH 0x1.62e42fefa3800p-1
#define LN2_LOW 0x1.ef35793c76730p-45

/* (exp(r) - 1 - r) / r^2 for |r| < 0.3473, to 4e-18 of exp(r). */
static inline double exp_remainder(double r) {
    static const double c[] = {0x1.000000000000ap-1,  0x1.55555555554f8p-3,
                               0x1.55555555507a3p-5,  0x1.111111112812dp-7,
                               0x1.6c16c18461a4cp-10, 0x1.a01a0128faebfp-13,
                               0x1.a019996514079p-16, 0x1.71df274f786dap-19,
                               0x1.28ae19daf5574p-22, 0x1.ad7e0d1dfd3adp-26};
    return poly10(c, r);
}

/* Adding this rounds to a whole number, which is then in the lowest bits. */
#define ROUNDING 0x1.8p52
#define LOG2_E 0x1.71547652b82fep+0

/* y 2^n, n in the lowest bits of `whole`. */
static inline double scaled(double y, double whole) {
    return double_of_bits(bits_of_double(y) + (bits_of_double(whole) << 52));
}

/* exp of |x| <= EXP_PLAIN, where no result is near the ends of the normal numbers. */
#define EXP_PLAIN 708.0
static inline double exp_plain(double x) {
    double whole = fma(x, LOG2_E, ROUNDING), n = whole - ROUNDING;
    double r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
    return scaled(fma(r * r, exp_remainder(r), r) + 1.0, whole);
}

/* The same of x + tail for a tail below the last bits of x, with an error hardly above
 * half a unit in the last place, so that whole powers of whole numbers come out whole. */
static inline double exp_plain_of_two(double x, double tail) {
    double whole = fma(x, LOG2_E, ROUNDING), n = whole - ROUNDING;
    double a = fma(n, -LN2_HIGH, x), b = fma(n, -LN2_LOW, tail);
    double r = a + b, rest = (a - r) + b;
    double one = 1.0 + r;
    double small = fma(r * r, exp_remainder(r), fma(rest, one, r - (one - 1.0)));
    return scaled(one + small, whole);
}

/* y = exp(x), or where it is outside the normal numbers 0 or infinity; NaN stays NaN. */
static inline double exp_limited(double x, double y) {
    y = x >= -708.39641853226408 ? y : 0.0;
    y = x > 709.782712893384 ? INFINITY : y;
    return x == x ? y : x;
}

static inline double exp_of(double x) {
    return exp_limited(x, exp_plain(x));
}

static inline double exp_of_two(double x, double tail) {
    return exp_limited(x, exp_plain_of_two(x, tail));
}

/* The highest bit is set where |x| is above `most` or x is no number.  Processors compare
 * whole numbers beside their work on others. */
static inline uint64_t beyond(double x, double most) {
    return bits_of_double(most) - (bits_of_double(x) & INT64_MAX);
}

/* The highest bit is set where x is not a positive normal number. */
static inline uint64_t not_normal(double x) {
    uint64_t bits = bits_of_double(x);
    return (bits - 0x0010000000000000u) | (0x7fefffffffffffffu - bits);
}

/* A number as high + low. */
typedef struct {
    double high, low;
} ent_two;

/* x = 2^exponent (1 + rest), 1 + rest being between the square roots of 1/2 and 2. */
typedef struct {
    double exponent, rest;
} ent_binary;

/* Of x 2^-shift for a positive normal x. */
static inline ent_binary binary_of(double x, double shift) {
    const uint64_t root_half = 0x3fe6a09e667f3bcdu, mantissa = 0x000fffffffffffffu;
    /* The exponent field counts from 1024 up, so that it is positive for every x. */
    uint64_t steps = bits_of_double(x) + (0x4000000000000000u - root_half);
    double count = double_of_bits(steps >> 52 | 0x4330000000000000u);
    double around_one = double_of_bits((steps & mantissa) + root_half);
    return (ent_binary){count - (0x1p52 + 1024.0 + shift), around_one - 1.0};
}

/* ln (x 2^-shift) of a positive normal x in two parts, to 2^-59 of it (high is not yet
 * the rounded sum).  With x = 2^e (1 + f) and s = f / (2 + f), ln (1 + f) =
 * 2 s + s z P(z), z = s^2; s carries its own remainder. */
static inline ent_two log_shifted(double x, double shift) {
    static const double c[] = {
        /* (ln((1 + s) / (1 - s)) - 2 s) / s^3 in s^2, to 2e-18 of ln (1 + f) */
        0x1.5555555555593p-1, 0x1.999999997fa41p-2, 0x1.249249422b6f5p-2,
        0x1.c71c51d3cb3f0p-3, 0x1.74664b023a684p-3, 0x1.39a068a1bc9bcp-3,
        0x1.2f13a22ba3527p-3};
    ent_binary b = binary_of(x, shift);
    double e = b.exponent, f = b.rest;
    double d = 2.0 + f, d_rest = f - (d - 2.0);
    double inverse = 1.0 / d, s = f * inverse;
    double s_rest = fma(-s, d_rest, fma(-s, d, f)) * inverse;
    double z = s * s;
    double small = fma(s * z, poly7(c, z), fma(2.0, s_rest, e * LN2_LOW));
    double big = e * LN2_HIGH, high = big + 2.0 * s;
    return (ent_two){high, ((big - high) + 2.0 * s) + small};
}

/* ln x of a positive finite x, subnormal or not. */
static inline ent_two log_of(double x) {
    return log_shifted(x < 0x1p-1022 ? x * 0x1p54 : x, x < 0x1p-1022 ? 54.0 : 0.0);
}

/* The standard normal quantile, Wichura 1988 (AS 241, PPND16), in parts.  The upper tail
 * is the lower one of 1 - u, which is exact where it is used. */
static inline double quantile_depth(double u) {
    ent_two w = log_of(u - 0.5 < 0.0 ? u : 1.0 - u);
    return sqrt(-(w.high + w.low));
}

/* Past this depth (u < 1.4e-11) another formula holds. */
#define QUANTILE_FAR 5.0
static inline double quantile_far(double r) {
    static const double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double g[] = {1.0,
                               5.99832206555887937690e-1,
                               1.36929880922735805310e-1,
                               1.48753612908506148525e-2,
                               7.86869131145613259100e-4,
                               1.84631831751005468180e-5,
                               1.42151175831644588870e-7,
                               2.04426310338993978564e-15};
    return poly8(e, r - 5.0) / poly8(g, r - 5.0);
}

/* Of u at depth r, where quantile_far is `far`: the other two regions computed and one
 * of the three selected. */
static inline double quantile_at(double u, double r, double far) {
    static const double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                               1.9715909503065514427e3, 1.3731693765509461125e4,
                               4.5921953931549871457e4, 6.7265770927008700853e4,
                               3.3430575583588128105e4, 2.5090809287301226727e3};
    static const double b[] = {1.0,
                               4.2313330701600911252e1,
                               6.8718700749205790830e2,
                               5.3941960214247511077e3,
                               2.1213794301586595867e4,
                               3.9307895800092710610e4,
                               2.8729085735721942674e4,
                               5.2264952788528545610e3};
    static const double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                               5.76949722146069140550e0,  3.64784832476320460504e0,
                               1.27045825245236838258e0,  2.41780725177450611770e-1,
                               2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static const double d[] = {1.0,
                               2.05319162663775882187e0,
                               1.67638483018380384940e0,
                               6.89767334985100004550e-1,
                               1.48103976427480074590e-1,
                               1.51986665636164571966e-2,
                               5.47593808499534494600e-4,
                               1.05075007164441684324e-9};
    double q = u - 0.5, v = fma(-q, q, 0.180625);
    double near = poly8(c, r - 1.6) / poly8(d, r - 1.6);
    double tail = r <= QUANTILE_FAR ? near : far;
    tail = q < 0.0 ? -tail : tail;
    return fabs(q) <= 0.425 ? q * (poly8(a, v) / poly8(b, v)) : tail;
}

/* The standard normal distribution function.  With t = |z| the lower tail is
 * exp(-t^2/2) G((t - 4) / (t + 4)) / (t + 2), G a polynomial on the whole half line to
 * 40; t^2 is taken in two parts, since the exponential multiplies its error by up to
 * 750. */
static inline double normal_cdf_of(double z) {
    static const double c[] = {
        /* exp(t^2/2) Phi(-t) (t + 2), 0 < t < 40, to 3.4e-17 of it */
        0x1.22078ca96fa5ap-1,   -0x1.1182fa078fce7p-2,  0x1.1b66643a3e25cp-3,
        -0x1.612205a440a8dp-5,  -0x1.5d725a173aa99p-10, 0x1.357607dcc6908p-7,
        -0x1.269281e979a29p-8,  0x1.7258eb567fa30p-12,  0x1.0a300debcb47bp-11,
        -0x1.2591ed9b36a8ap-13, -0x1.f0a483b98dd72p-15, 0x1.b237d0411f933p-16,
        0x1.38c7f19650f0ep-17,  -0x1.1df6cd5a0f0aep-18, -0x1.054fc15ad71e6p-19,
        0x1.479ffbb20957cp-21,  0x1.e36d5559cf059p-22,  -0x1.c01d9724fc89ap-25,
        -0x1.91c3c3f934225p-24, -0x1.9d190a7caba3fp-28, 0x1.bae74f3a557f0p-27,
        0x1.4ee48d44ccf0bp-29,  -0x1.e5bdd09abfc01p-32};
    double t = z < 0.0 ? -z : z;
    t = t > 40.0 ? 40.0 : t;
    double square = t * t, rest = fma(t, t, -square);
    double tail = exp_of_two(-0.5 * square, -0.5 * rest);
    tail *= poly23(c, (t - 4.0) / (t + 4.0)) / (t + 2.0);
    return z < 0.0 ? tail : 1.0 - tail;
}

#endif
