/* The kernels outside the hot loops: the best copy, and single values through the
 * baseline copy. Every copy gives the same bits. */
#include "model/world/kernels.h"

extern const ent_kernels ent_kernels_baseline, ent_kernels_v3;

const ent_kernels *ent_kernels_here(void) {
#ifdef ENT_HAS_v3
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))
        return &ent_kernels_v3;
#endif
    return &ent_kernels_baseline;
}

double ent_exp(double x) {
    double y;
    ent_kernels_baseline.exp(&x, &y, 1);
    return y;
}

double ent_log(double x) {
    double y;
    ent_kernels_baseline.log(&x, &y, 1);
    return y;
}

double ent_pow(double x, double y) {
    double z;
    ent_kernels_baseline.pow(&x, &y, &z, 1);
    return z;
}

double ent_normal_quantile(double u) {
    double z;
    ent_kernels_baseline.normal_quantile(&u, &z, 1);
    return z;
}

double ent_normal_cdf(double z) {
    double u;
    ent_kernels_baseline.normal_cdf(&z, &u, 1);
    return u;
}
