/* Normal quantiles, the normal distribution function, and correlated normals. */
#include "model/world/kernels_parts.h"

#include "model/world/elementary.h"

/* A short logarithm for the hot quantile: y in (2^-60, 2^60), relative error below
 * 1e-10. */
static inline double short_log(double y) {
    static const double c[] = {
        0x1.00000000140ecp+0,  -0x1.0000001dea32ap-1, 0x1.555554ac95c52p-2,
        -0x1.ffffa35bc0434p-3, 0x1.9999d5789d76fp-3,  -0x1.5569acd57961bp-3,
        0x1.249bd86d4fbd4p-3,  -0x1.fc59da518b4d6p-4, 0x1.c265093801124p-4,
        -0x1.bcb99ccb8e60ap-4, 0x1.bc38e8f42ca55p-4,  -0x1.f7f92613197d0p-5};
    ent_binary b = binary_of(y, 0.0);
    return fma(b.exponent, 0.69314718055994531, b.rest * poly12(c, b.rest));
}

/* u - 1/2 for u = (w + 1/2) 2^-32, exactly: the word lies in the last bits but one of 2^19 + u. */
static inline double centred(uint32_t word) {
    uint64_t bits = (uint64_t)word << 1 | 0x4120000000000001u;
    return double_of_bits(bits) - (0x1p19 + 0.5);
}

/* R(w): one rational function of degree 6/6, relative error 3.3e-9, over the range of
 * a word. */
static inline double normal_ratio(double v, double w) {
    static const double over[] = {0x1.40d931edc2e08p+1,  0x1.b7ea84c4b0e99p-1,
                                  0x1.59148a09c3715p-3,  0x1.6cf76bcad0d9ap-6,
                                  0x1.f19c04a662bffp-10, 0x1.5e869332df450p-14,
                                  -0x1.077d896f720fdp-21};
    static const double under[] = {1.0,
                                   0x1.4bada7c893ed3p-4,
                                   0x1.0e3f405969408p-5,
                                   0x1.df7b1a6a4f686p-10,
                                   0x1.b2188009c4c9fp-13,
                                   0x1.1378a89c1ee3ep-20,
                                   -0x1.eabab0e9a9d2fp-27};
    return v * poly7(over, w) / poly7(under, w);
}

/* z = v R(w) with v = u - 1/2 and w = -ln(4 u (1 - u)): no branches, and one formula
 * for both tails.  u (1 - u) = 1/4 - v^2 is rounded once.  Three short loops instead of
 * one long one, because a processor overlaps only as many paths as fit into its
 * window: a quarter faster. */
void ENT_ISA(ent_kernel_normal)(const uint32_t *words, double *z, size_t n) {
    double v[ENT_SLICE];
    ENT_LANES
    for (size_t i = 0; i < n; i++) {
        v[i] = centred(words[i]);
        z[i] = fma(-v[i], v[i], 0.25);
    }
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        z[i] = -1.3862943611198906 - short_log(z[i]);
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        z[i] = normal_ratio(v[i], z[i]);
}

/* In two short loops, as above; hardly any slice reaches far. */
static void quantiles(const double *u, double *z, size_t n) {
    double r[ENT_SLICE];
    uint64_t far = 0;
    ENT_LANES
    for (size_t i = 0; i < n; i++) {
        r[i] = quantile_depth(u[i]);
        far |= beyond(r[i], QUANTILE_FAR);
    }
    if (far >> 63) {
        ENT_LANES
        for (size_t i = 0; i < n; i++)
            z[i] = quantile_at(u[i], r[i], quantile_far(r[i]));
        return;
    }
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        z[i] = quantile_at(u[i], r[i], 0.0);
}

void ENT_ISA(ent_kernel_normal_quantile)(const double *u, double *z, size_t n) {
    for (; n > ENT_SLICE; n -= ENT_SLICE, u += ENT_SLICE, z += ENT_SLICE)
        quantiles(u, z, ENT_SLICE);
    quantiles(u, z, n);
}

void ENT_ISA(ent_kernel_normal_cdf)(const double *z, double *u, size_t n) {
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        u[i] = normal_cdf_of(z[i]);
}

static void scale(double factor, const double *in, double *out, size_t n) {
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        out[i] = factor * in[i];
}

static void add_scaled(double factor, const double *in, double *out, size_t n) {
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        out[i] = fma(factor, in[i], out[i]);
}

/* From the last row up, so that a row's inputs are still there when in and out are the
 * same. */
void ENT_ISA(ent_kernel_mix)(const double *factor, size_t dimensions,
                             const double *const *in, double *const *out, size_t n) {
    for (size_t i = dimensions; i-- > 0;) {
        const double *row = factor + i * dimensions;
        scale(row[i], in[i], out[i], n);
        for (size_t j = 0; j < i; j++)
            add_scaled(row[j], in[j], out[i], n);
    }
}
