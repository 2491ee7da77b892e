/* Student's t copula. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "model/world/dependence.h"
#include "model/world/kernels.h"

#define BATCH 256

void ent_copula_scale(double dof, double *u, size_t n) {
    for (size_t i = 0; i < n; i++)
        u[i] = sqrt(dof / gsl_cdf_chisq_Pinv(u[i], dof));
}

/* The lower tail of -|t|, which keeps its digits. */
static void tails(double dof, const double *scale, const double *z, double *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        p[i] = gsl_cdf_tdist_P(-fabs(z[i]) * scale[i], dof);
}

void ent_copula_uniforms(double dof, const double *scale, double *z, size_t n) {
    double p[BATCH];
    for (size_t first = 0; first < n; first += BATCH) {
        const size_t count = n - first < BATCH ? n - first : BATCH;
        tails(dof, scale + first, z + first, p, count);
        for (size_t i = 0; i < count; i++) {
            const double up = 1.0 - p[i];
            z[first + i] = z[first + i] < 0.0 ? p[i] : up < 1.0 ? up : 1.0 - 0x1p-53;
        }
    }
}

void ent_copula_normals(double dof, const double *scale, double *z, size_t n) {
    double p[BATCH];
    for (size_t first = 0; first < n; first += BATCH) {
        const size_t count = n - first < BATCH ? n - first : BATCH;
        tails(dof, scale + first, z + first, p, count);
        ent_kernels_here()->normal_quantile(p, p, count);
        for (size_t i = 0; i < count; i++)
            z[first + i] = z[first + i] < 0.0 ? p[i] : -p[i];
    }
}
