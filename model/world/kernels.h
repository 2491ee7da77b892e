/* Kernels: the arithmetic inside the hot loops, one copy for each instruction set.
 *
 * All work on arrays of `n` doubles (n at most ENT_SLICE unless said; n may be anything from 1) and
 * may be called from any thread.  Results depend on the inputs alone: the same bits on every
 * instruction set, compiler and machine.  In and out may be the same array, not overlap otherwise. */
#ifndef ENT_KERNELS_H
#define ENT_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "model/isa.h"

typedef struct {
    /* Philox 4x32-10 (Salmon et al. 2011).  For each of `n` consecutive paths from `path`, the four
     * words of counter (path low, path high, group, 0) under `key`: words[w * ENT_COLUMN + i] is
     * word w of path + i. */
    void (*philox)(uint64_t key, uint64_t path, uint32_t group, size_t n,
                   uint32_t *words);
    /* u = (w + 1/2) 2^-32. */
    void (*uniform)(const uint32_t *words, double *u, size_t n);
    /* u from two words to 52 bits: the top 52 bits b of (high, low), u = (b + 1/2) 2^-52. */
    void (*uniform52)(const uint32_t *high, const uint32_t *low, double *u, size_t n);
    /* Standard normal quantile of u = (w + 1/2) 2^-32: relative error below 4e-9. */
    void (*normal)(const uint32_t *words, double *z, size_t n);
    /* Normal quantile (Wichura 1988, AS 241) of any u in (0, 1): relative error below 1e-14 but
     * for the last digits of the logarithm; for assumptions and tails. */
    void (*normal_quantile)(const double *u, double *z, size_t n);
    /* Standard normal distribution function; absolute error below 1e-15, and relative error below
     * 1e-12 in the lower tail to -37. */
    void (*normal_cdf)(const double *z, double *u, size_t n);
    /* Quantiles of the triangular distribution from p[0] to p[2] with its peak at p[1]. */
    void (*triangular)(const double p[3], const double *u, double *x, size_t n);
    /* exp: relative error below 4e-16 for |x| < 708; overflows to infinity, underflows to 0. */
    void (*exp)(const double *x, double *y, size_t n);
    /* 1 / (1 + exp(-x)). */
    void (*logistic)(const double *x, double *y, size_t n);
    /* Natural logarithm of any positive finite x (subnormals too): error below 1 ulp or 1e-15
     * absolute near 1; log(0) = -inf, log(negative) = NaN. */
    void (*log)(const double *x, double *y, size_t n);
    /* x^y for x >= 0 (exp(y log x) with the logarithm in two parts: relative error below 1e-13 for
     * results in 1e-100..1e100); a negative x needs a whole y.  0^0 = 1. */
    void (*pow)(const double *x, const double *y, double *z, size_t n);
    /* Correlated normals: out[i] = factor[i][i] in[i] + factor[i][0] in[0] + factor[i][1] in[1] ...
     * up to i - 1, added in this order by fma.  `factor` is a lower triangle, rows of `dimensions`
     * (ent_correlation_factor); in[i] and out[i] may be the same array. */
    void (*mix)(const double *factor, size_t dimensions, const double *const *in,
                double *const *out, size_t n);
} ent_kernels;

extern const ent_kernels ENT_ISA(ent_kernels);

/* The copy for the best instruction set of this machine; for code outside the hot loops that works on
 * arrays.  May be called from any thread. */
const ent_kernels *ent_kernels_here(void);

/* One value, for the set-up of a plan: the same bits as the arrays. */
double ent_exp(double);
double ent_log(double);
double ent_pow(double x, double y);
double ent_normal_quantile(double u);
double ent_normal_cdf(double z);

/* The key of a stream: with F the FNV-1a hash of the stream's name ("drivers/noise") in 64 bits and
 * M the finaliser of SplitMix64, M(M(seed + 0x9e3779b97f4a7c15) xor F).  M is a bijection, so under
 * one seed two streams share a key only if their names share a hash, under any seed. */
uint64_t ent_stream_key(uint64_t seed, const char *stream);

#endif
