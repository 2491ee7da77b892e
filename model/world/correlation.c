/* Correlation matrices: factors, and the nearest valid one. */
#include "model/world/correlation.h"

#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A pivot below this is 0 but for rounding: the matrix is singular, as with a
 * correlation of 1. */
#define LEAST_PIVOT 1e-12

/* The matrices that the search works on; each n by n, rows one after the other. */
typedef struct {
    size_t n;
    double *given;  /* the matrix as written */
    bool *listed;   /* where a pair was written */
    double *x;      /* the present answer */
    double *change; /* Dykstra's correction: what the last projection took off */
    double *value;  /* n eigenvalues */
    double *vector; /* columns are eigenvectors */
} matrices;

/* L L' = a by rows (Cholesky and Banachiewicz); false where a pivot is not positive. */
static bool factorise(const double *a, size_t n, double *l) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = a[i * n + j];
            for (size_t k = 0; k < j; k++)
                sum = fma(-l[i * n + k], l[j * n + k], sum);
            if (i == j && !(sum > LEAST_PIVOT))
                return false;
            l[i * n + j] = i == j ? sqrt(sum) : sum / l[j * n + j];
        }
    return true;
}

/* Eigenvalues and vectors of the symmetric matrix `a`. */
static void decompose(const matrices *m, const double *a) {
    size_t n = m->n;
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
    gsl_matrix *copy = gsl_matrix_alloc(n, n);
    if (!work || !copy)
        abort();
    gsl_matrix_const_view from = gsl_matrix_const_view_array(a, n, n);
    gsl_vector_view value = gsl_vector_view_array(m->value, n);
    gsl_matrix_view vector = gsl_matrix_view_array(m->vector, n, n);
    gsl_matrix_memcpy(copy, &from.matrix);
    gsl_eigen_symmv(copy, &value.vector, &vector.matrix, work);
    gsl_matrix_free(copy);
    gsl_eigen_symmv_free(work);
}

static double smallest(const double *values, size_t n) {
    double least = values[0];
    for (size_t i = 1; i < n; i++)
        least = values[i] < least ? values[i] : least;
    return least;
}

/* x becomes the nearest matrix whose eigenvalues are at least `floor`; false where
 * they were almost that already. */
static bool raise_eigenvalues(const matrices *m, double floor) {
    size_t n = m->n;
    decompose(m, m->x);
    if (smallest(m->value, n) > 0.9 * floor)
        return false;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < n; k++) {
                double value = m->value[k] < floor ? floor : m->value[k];
                sum += m->vector[i * n + k] * value * m->vector[j * n + k];
            }
            m->x[i * n + j] = sum;
        }
    return true;
}

/* x becomes the nearest matrix with 1 on the diagonal and 0 where no pair is listed. */
static void restore_fixed(const matrices *m) {
    for (size_t i = 0; i < m->n * m->n; i++)
        if (!m->listed[i])
            m->x[i] = m->given[i];
}

/* Alternating projections with Dykstra's correction for the first of the two sets. */
static void approach(const matrices *m, double floor) {
    enum { ROUNDS = 200 };
    size_t cells = m->n * m->n;
    memcpy(m->x, m->given, cells * sizeof *m->x);
    memset(m->change, 0, cells * sizeof *m->change);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < cells; i++) {
            double corrected = m->x[i] - m->change[i];
            m->change[i] = -corrected;
            m->x[i] = corrected;
        }
        bool raised = raise_eigenvalues(m, floor);
        for (size_t i = 0; i < cells; i++)
            m->change[i] += m->x[i];
        restore_fixed(m);
        if (!raised)
            return;
    }
}

/* The value of a pair as it will be written: three decimals, or as given where that is the
 * same. */
static double rounded(const matrices *m, const ent_correlation_pair *pair) {
    const double value =
        ent_relation_value(&pair->relation, m->x[pair->i * m->n + pair->j]);
    const double written = nearbyint(value * 1000.0) / 1000.0;
    return fabs(written - pair->value) < 0.0005 ? pair->value : written;
}

static void set_pair(double *a, size_t n, const ent_correlation_pair *pair,
                     double normal) {
    a[pair->i * n + pair->j] = a[pair->j * n + pair->i] = normal;
}

/* The nearest matrix that is still valid with three decimals, in `values` by pair; the floor
 * grows until it is.  It begins a little off the last decimal, so that equal values are not
 * rounded two ways. */
static bool nearest(const matrices *m, const ent_correlation_pair *pairs, size_t count,
                    double *scratch, double *values) {
    double floor = 1.1e-3;
    for (int i = 0; i < 10; i++, floor *= 2.0) { /* the last below 1 */
        approach(m, floor);
        for (size_t p = 0; p < count; p++) {
            values[p] = rounded(m, &pairs[p]);
            set_pair(m->x, m->n, &pairs[p],
                     ent_relation_normal(&pairs[p].relation, values[p]));
        }
        if (factorise(m->x, m->n, scratch))
            return true;
    }
    return false;
}

/* The entries that change, as lines to be pasted. */
static const char *entries_text(const ent_correlation_pair *pairs, size_t count,
                                const double *values, ent_problems *problems) {
    const char *text = "";
    for (size_t p = 0; p < count; p++)
        if (values[p] != pairs[p].value)
            text = ent_problem_text(problems, "%s\n  - {between: %s, value: %.3g%s}",
                                    text, pairs[p].names, values[p], pairs[p].more);
    return text;
}

static void refuse(const matrices *m, const ent_correlation_pair *pairs, size_t count,
                   double *scratch, ent_problems *problems) {
    decompose(m, m->given);
    ent_problem *problem = ent_problem_add(
        problems, "E0718", pairs[0].at, "correlations",
        "these correlations cannot hold together: the smallest eigenvalue of their "
        "matrix is %.3g, and must be above 0",
        smallest(m->value, m->n));
    problem->note =
        "a correlation matrix is positive definite; pairs that are not listed are 0";
    ent_arena arena = {0};
    double *values = ent_arena_take(&arena, count, sizeof *values);
    if (nearest(m, pairs, count, scratch, values))
        problem->help =
            ent_problem_text(problems, "the nearest that can hold differ in:%s",
                             entries_text(pairs, count, values, problems));
    ent_arena_free(&arena);
}

static bool write_pair(const matrices *m, const ent_correlation_pair *pair,
                       ent_problems *problems) {
    size_t above = pair->i * m->n + pair->j, below = pair->j * m->n + pair->i;
    if (pair->i == pair->j || m->listed[above]) {
        ent_problem_add(problems, "E0719", pair->at, "correlations",
                        pair->i == pair->j
                            ? "a correlation is between two different names"
                            : "the correlation of these two is given twice")
            ->help = "drop this entry";
        return false;
    }
    set_pair(m->given, m->n, pair, ent_relation_normal(&pair->relation, pair->value));
    m->listed[above] = m->listed[below] = true;
    return true;
}

const double *ent_correlation_factor(const ent_correlation_pair *pairs, size_t count,
                                     size_t dimensions, ent_arena *arena,
                                     ent_problems *problems) {
    size_t n = dimensions, cells = n * n;
    matrices m = {.n = n,
                  .given = ent_arena_take(arena, cells, sizeof(double)),
                  .listed = ent_arena_take(arena, cells, sizeof(bool)),
                  .x = ent_arena_take(arena, cells, sizeof(double)),
                  .change = ent_arena_take(arena, cells, sizeof(double)),
                  .value = ent_arena_take(arena, n, sizeof(double)),
                  .vector = ent_arena_take(arena, cells, sizeof(double))};
    double *factor = ent_arena_take(arena, cells, sizeof *factor);
    for (size_t i = 0; i < n; i++)
        m.given[i * n + i] = 1.0;
    bool good = true;
    for (size_t p = 0; p < count; p++)
        good &= write_pair(&m, &pairs[p], problems);
    if (!good)
        return NULL;
    if (factorise(m.given, n, factor))
        return factor;
    refuse(&m, pairs, count, factor, problems);
    return NULL;
}
