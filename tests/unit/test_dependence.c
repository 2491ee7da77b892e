/* Measures of correlation against closed forms, and the t copula's parts. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/world/dependence.h"
#include "model/world/kernels.h"
#include "tests/support/world_harness.h"

/* Pearson 1907: r = 2 sin(pi rank / 6); Kruskal 1958: r = sin(pi tau / 2). */
static void ranks_have_closed_forms(void **state) {
    (void)state;
    const double pi = acos(-1.0);
    const ent_relation rank = {ENT_MEASURE_RANK, NULL}, tau = {ENT_MEASURE_KENDALL, NULL},
                       same = {ENT_MEASURE_NORMAL, NULL};
    for (double v = -1.0; v <= 1.0; v += 0.03125) {
        expect_close(ent_relation_normal(&rank, v), 2.0 * sin(pi * v / 6.0), 3e-16);
        expect_close(ent_relation_normal(&tau, v), sin(pi * v / 2.0), 3e-16);
        assert_true(ent_relation_normal(&same, v) == v);
        expect_close(ent_relation_value(&rank, ent_relation_normal(&rank, v)), v, 1e-14);
        expect_close(ent_relation_value(&tau, fmin(1.0, ent_relation_normal(&tau, v))), v,
                     3e-8);
    }
}

/* ---- Linear ---- */

typedef struct {
    ent_arena arena;
    ent_relation relation;
    test_entry *entry[2];
    ent_drawn drawn[2];
} pair;

static pair relate(test_entry *a, ent_drawn x, test_entry *b, ent_drawn y) {
    pair p = {.entry = {a, b}, .drawn = {x, y}};
    int heavy;
    p.relation.measure = ENT_MEASURE_LINEAR;
    p.relation.series = ent_linear_series(&p.drawn[0], &p.drawn[1], &p.arena, &heavy);
    assert_non_null(p.relation.series);
    return p;
}

static void close_pair(pair *p) {
    ent_arena_free(&p->arena);
    entry_close(p->entry[0]);
    entry_close(p->entry[1]);
}

static void linear_is_the_shocks_own_for_normals(void **state) {
    (void)state;
    ent_drawn x, y;
    test_entry *a = distribution_open("normal", &x, "mean", 5.0, "sd", 2.0, NULL);
    test_entry *b = distribution_open("normal", &y, "mean", -1.0, "sd", 0.1, NULL);
    pair p = relate(a, x, b, y);
    for (double r = -1.0; r <= 1.0; r += 0.125)
        expect_close(ent_relation_value(&p.relation, r), r, 2e-6);
    close_pair(&p);
}

/* (exp(r s t) - 1) / sqrt((exp(s^2) - 1) (exp(t^2) - 1)): Cario and Nelson 1997. */
static void linear_of_lognormals_has_a_closed_form(void **state) {
    (void)state;
    ent_drawn x, y;
    const double s = 0.8, t = 0.3;
    test_entry *a = distribution_open("lognormal", &x, "median", 3.0, "log_sd", s, NULL);
    test_entry *b = distribution_open("lognormal", &y, "median", 1.0, "log_sd", t, NULL);
    pair p = relate(a, x, b, y);
    for (double r = -1.0; r <= 1.0; r += 0.125) {
        const double exact = expm1(r * s * t) / sqrt(expm1(s * s) * expm1(t * t));
        expect_close(ent_relation_value(&p.relation, r), exact, 2e-6);
        expect_close(ent_relation_normal(&p.relation, exact), r, 6e-6);
    }
    close_pair(&p);
}

/* Uniforms: (6 / pi) asin(r / 2); a uniform and a normal: r sqrt(3 / pi). */
static void linear_of_uniforms_has_a_closed_form(void **state) {
    (void)state;
    ent_drawn x, y, z;
    const double pi = acos(-1.0);
    test_entry *a = distribution_open("uniform", &x, "min", 2.0, "max", 3.0, NULL);
    test_entry *b = distribution_open("uniform", &y, "min", -9.0, "max", 0.0, NULL);
    test_entry *c = distribution_open("normal", &z, "mean", 1.0, "sd", 1.0, NULL);
    pair p = relate(a, x, b, y);
    for (double r = -1.0; r <= 1.0; r += 0.125)
        expect_close(ent_relation_value(&p.relation, r), 6.0 / pi * asin(r / 2.0), 2e-6);
    ent_arena_free(&p.arena);
    entry_close(b);
    p = relate(a, x, c, z);
    for (double r = -1.0; r <= 1.0; r += 0.125)
        expect_close(ent_relation_value(&p.relation, r), r * sqrt(3.0 / pi), 2e-6);
    close_pair(&p);
}

/* Jumps: a coin and a normal, r phi(0) / (1/2); two coins, (2 / pi) asin r; one in a hundred and a
 * normal, r phi(z) / sqrt(p (1 - p)), z the quantile of 1 - p. */
static void linear_of_events_has_a_closed_form(void **state) {
    (void)state;
    ent_drawn coin, rare, z;
    const double pi = acos(-1.0), q = 2.3263478740408408;
    test_entry *a = distribution_open("bernoulli", &coin, "p", 0.5, NULL);
    test_entry *b = distribution_open("bernoulli", &rare, "p", 0.01, NULL);
    test_entry *c = distribution_open("normal", &z, "mean", 0.0, "sd", 1.0, NULL);
    test_entry *d = distribution_open("bernoulli", &coin, "p", 0.5, NULL);
    pair p = relate(a, coin, d, coin);
    for (double r = -0.875; r <= 0.875; r += 0.125)
        expect_close(ent_relation_value(&p.relation, r), 2.0 / pi * asin(r), 1e-4);
    expect_close(ent_relation_value(&p.relation, 1.0), 1.0, 1e-6);
    ent_arena_free(&p.arena);
    entry_close(d);
    p = relate(a, coin, c, z);
    for (double r = -1.0; r <= 1.0; r += 0.125)
        expect_close(ent_relation_value(&p.relation, r), r * 2.0 / sqrt(2.0 * pi), 1e-5);
    ent_arena_free(&p.arena);
    entry_close(a);
    p = relate(b, rare, c, z);
    for (double r = -1.0; r <= 1.0; r += 0.125)
        expect_close(ent_relation_value(&p.relation, r),
                     r * exp(-q * q / 2.0) / sqrt(2.0 * pi * 0.01 * 0.99), 1e-5);
    close_pair(&p);
}

static void a_variance_that_no_run_draws_is_refused(void **state) {
    (void)state;
    ent_drawn wild, z, still;
    ent_arena arena = {0};
    int heavy = -1;
    test_entry *a = distribution_open("student_t", &wild, "dof", 2.0, NULL);
    test_entry *b = distribution_open("normal", &z, "mean", 0.0, "sd", 1.0, NULL);
    test_entry *c = distribution_open("normal", &still, "mean", 4.0, "sd", 0.0, NULL);
    assert_null(ent_linear_series(&z, &wild, &arena, &heavy));
    assert_int_equal(heavy, 1);
    assert_null(ent_linear_series(&still, &z, &arena, &heavy));
    assert_int_equal(heavy, 0);
    ent_arena_free(&arena);
    entry_close(a);
    entry_close(b);
    entry_close(c);
}

/* ---- The t copula ---- */

/* With one degree of freedom T is a ratio of normals, Cauchy: P(T <= t) = 1/2 + atan(t) / pi. */
static void the_copula_ranks_by_student_t(void **state) {
    (void)state;
    const double pi = acos(-1.0);
    double scale[7] = {1, 1, 2, 0.5, 1e-3, 1e9, 1e9};
    double z[7] = {0, 1.5, -0.7, 3, 2, -5, 5}, n[7], u[7];
    memcpy(u, z, sizeof u);
    memcpy(n, z, sizeof n);
    ent_copula_uniforms(1.0, scale, u, 7);
    ent_copula_normals(1.0, scale, n, 7);
    for (size_t i = 0; i < 7; i++) {
        const double t = z[i] * scale[i];
        expect_close(u[i], t < -1.0 ? atan(-1.0 / t) / pi : 0.5 + atan(t) / pi, 2e-16);
        assert_true(u[i] > 0.0 && u[i] < 1.0 && isfinite(n[i]));
        expect_close(n[i],
                     t > 1.0 ? -ent_normal_quantile(atan(1.0 / t) / pi)
                             : ent_normal_quantile(u[i]),
                     1e-12);
    }
}

/* Two degrees: W is twice an exponential, so that dof / W = 1 / -ln(1 - u). */
static void the_scale_is_a_chi_square(void **state) {
    (void)state;
    double u[] = {1e-6, 0.1, 0.5, 0.9, 1 - 1e-9}, s[5];
    memcpy(s, u, sizeof s);
    ent_copula_scale(2.0, s, 5);
    for (size_t i = 0; i < 5; i++)
        expect_close(s[i] * sqrt(-log1p(-u[i])), 1.0, 1e-10);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_have_closed_forms),
        cmocka_unit_test(linear_is_the_shocks_own_for_normals),
        cmocka_unit_test(linear_of_lognormals_has_a_closed_form),
        cmocka_unit_test(linear_of_uniforms_has_a_closed_form),
        cmocka_unit_test(linear_of_events_has_a_closed_form),
        cmocka_unit_test(a_variance_that_no_run_draws_is_refused),
        cmocka_unit_test(the_copula_ranks_by_student_t),
        cmocka_unit_test(the_scale_is_a_chi_square),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
