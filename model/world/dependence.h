/* What a correlation that is written means for the normal shocks, and Student's t copula. */
#ifndef ENT_DEPENDENCE_H
#define ENT_DEPENDENCE_H

#include "model/world/distribution.h"

/* What the number is a correlation of. */
typedef enum {
    ENT_MEASURE_NORMAL,  /* of the normal shocks r themselves */
    ENT_MEASURE_RANK,    /* Spearman's, of the ranks: (6 / pi) asin(r / 2) */
    ENT_MEASURE_KENDALL, /* Kendall's tau: (2 / pi) asin(r); under a t copula too */
    ENT_MEASURE_LINEAR   /* Pearson's, of two assumptions' values */
} ent_correlation_measure;

/* A measure; LINEAR has the powers of r that give it (ent_linear_series). */
typedef struct {
    ent_correlation_measure measure;
    const double *series;
} ent_relation;

#define ENT_LINEAR_POWERS 130

/* Pearson's correlation of two assumptions as a sum of series[k] r^k, r the correlation of their
 * normal shocks, ENT_LINEAR_POWERS of them, in the arena.  With a_k and b_k the coefficients of
 * both values as functions of their normal in orthonormal Hermite polynomials, series[k] is
 * a_k b_k / (sd sd) (Mehler's formula; Cario and Nelson 1997 solve the same integral); the last two
 * powers carry what is missing at r = 1 and r = -1.  Error below 1e-4 of a correlation, 1e-6 for
 * smooth distributions.  NULL where the variance of one, then `*heavy` (0 or 1), hangs on
 * futures that are hardly ever drawn, or is 0. */
const double *ent_linear_series(const ent_drawn *, const ent_drawn *, ent_arena *,
                                int *heavy);

/* The correlation of the shocks for which the measure has this value, and back.  A linear value
 * must be in reach: between those of r = -1 and r = 1. */
double ent_relation_normal(const ent_relation *, double value);
double ent_relation_value(const ent_relation *, double normal);

/* Student's t copula (Demarta and McNeil 2005): normals divided by sqrt(W / dof), W one chi-square
 * for all that hang together, and then ranked by Student's t.  Through GSL, which takes about a
 * microsecond for two drivers in one period of one path. */

/* u, uniforms, becomes sqrt(dof / W). */
void ent_copula_scale(double dof, double *u, size_t n);
/* z, normals of which the scale is given, becomes uniforms, above 0 and below 1. */
void ent_copula_uniforms(double dof, const double *scale, double *z, size_t n);
/* z becomes normals again, now joined by the t copula. */
void ent_copula_normals(double dof, const double *scale, double *z, size_t n);

#endif
