/* Mixtures and truncation of distributions. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/world_harness.h"

/* ---- Mixtures ---- */

/* Where the distribution function is known: F(x) = 0.3 Phi((x - 1) / 0.1) + 0.7 Phi(ln(x / 2) / 0.5),
 * with libm's erfc. */
static void mixtures_invert_their_distribution_function(void **state) {
    (void)state;
    ent_drawn one, two, drawn;
    test_entry *a = distribution_open("normal", &one, "mean", 1.0, "sd", 0.1, NULL);
    test_entry *b =
        distribution_open("lognormal", &two, "median", 2.0, "log_sd", 0.5, NULL);
    test_entry *e = entry_open(&ent_distribution_named("mixture")->kind);
    entry_part(e, 3, a);
    entry_part(e, 7, b);
    assert_true(distribution_prepared(e, &drawn));
    expect_close(ent_distribution_mean(&drawn), 0.3 + 1.4 * exp(0.125), 1e-14);
    for (double x = 0.22; x < 12.0; x *= 1.007) {
        const double u = 0.15 * erfc((1.0 - x) / 0.1 / sqrt(2.0)) +
                         0.35 * erfc(-log(x / 2.0) / 0.5 / sqrt(2.0));
        double p;
        ent_distribution_cdf(&drawn, &x, &p, 1);
        expect_close(p, u, 1e-15);
        const double back = draw(&drawn, u);
        ent_distribution_cdf(&drawn, &back, &p, 1);
        expect_close(p, u,
                     5e-16); /* the density, 1.3, times the last bit of x, and of F */
    }
    entry_close(e);
    entry_close(a);
    entry_close(b);
}

/* An eighth at 0, an eighth at 5 and the rest gamma, whose exact place a bisection keeps; a
 * mixture of a mixture is one; a gap between parts is never drawn. */
static void mixtures_keep_atoms_and_gaps(void **state) {
    (void)state;
    ent_drawn gamma, low, high, drawn;
    test_entry *atoms =
        discrete_open((const char *[]){"0", "5"}, (const double[]){1, 1}, 2);
    test_entry *g = distribution_open("gamma", &gamma, "shape", 1.0, "scale", 1.0, NULL);
    test_entry *e = entry_open(&ent_distribution_named("mixture")->kind);
    entry_part(e, 1, atoms);
    entry_part(e, 3, g);
    assert_true(distribution_prepared(e, &drawn));
    assert_true(draw(&drawn, 1e-9) == 0.0 && draw(&drawn, 0.125) == 0.0);
    expect_close(draw(&drawn, 0.125 + 0.75 * 0.5), log(2.0), 1e-14);
    const double below = 0.125 + 0.75 * -expm1(-5.0);
    assert_true(draw(&drawn, below + 1e-3) == 5.0 && draw(&drawn, below + 0.12) == 5.0);
    assert_true(draw(&drawn, below - 1e-3) < 5.0 && draw(&drawn, below + 0.126) > 5.0);
    test_entry *l = distribution_open("uniform", &low, "min", 0.0, "max", 1.0, NULL);
    test_entry *h = distribution_open("uniform", &high, "min", 2.0, "max", 3.0, NULL);
    test_entry *inner = entry_open(&drawn.kind->kind);
    test_entry *outer = entry_open(&drawn.kind->kind);
    entry_part(inner, 0.5, l);
    entry_part(inner, 0.5, h);
    entry_part(outer, 9, inner);
    assert_true(distribution_prepared(outer, &drawn));
    expect_close(draw(&drawn, 0.25), 0.5, 1e-15);
    assert_true(draw(&drawn, 0.5) <= 1.0 && draw(&drawn, 0.5 + 1e-12) >= 2.0);
    expect_close(draw(&drawn, 0.75), 2.5, 1e-15);
    test_entry *all[] = {e, atoms, g, outer, inner, l, h};
    for (size_t i = 0; i < 7; i++)
        entry_close(all[i]);
}

/* Parts that are alike make no difference, and the last uniforms are finite. */
static void a_mixture_of_one_thing_is_that_thing(void **state) {
    (void)state;
    ent_drawn alone, drawn;
    test_entry *e = entry_open(&ent_distribution_named("mixture")->kind);
    test_entry *n =
        distribution_open("logistic", &alone, "location", -3.0, "scale", 2.0, NULL);
    entry_part(e, 0.1, n);
    entry_part(e, 0.2, n);
    entry_part(e, 0.7, n);
    assert_true(distribution_prepared(e, &drawn));
    for (double u = 1e-9; u < 1.0; u = u < 0.01 ? 7 * u : u + 0.0137)
        expect_close(draw(&drawn, u), draw(&alone, u), 1e-13);
    assert_true(isfinite(draw(&drawn, 0x1p-53)) && isfinite(draw(&drawn, 1 - 0x1p-53)));
    entry_close(e);
    entry_close(n);
}

static void weights_of_parts_must_be_positive(void **state) {
    (void)state;
    ent_drawn alone, drawn;
    test_entry *e = entry_open(&ent_distribution_named("mixture")->kind);
    test_entry *n = distribution_open("exponential", &alone, "mean", 3.0, NULL);
    entry_part(e, 1, n);
    entry_part(e, 0, n);
    assert_false(distribution_prepared(e, &drawn));
    entry_expect_problem(e, "E0708");
    entry_close(e);
    entry_close(n);
}

/* ---- Truncation ---- */

/* Johnson, Kotz and Balakrishnan, 13.10: the mean of a normal between a and b is
 * m + s (phi(A) - phi(B)) / (Phi(B) - Phi(A)), A = (a - m) / s, B = (b - m) / s. */
static void truncated_normals_have_their_mean(void **state) {
    (void)state;
    enum { N = 20000 };
    static double u[N], x[N];
    static const double ends[][2] = {
        {-0.5, 2.5}, {1.0, INFINITY}, {-INFINITY, -0.7}, {2.9, 3.0}, {4.0, INFINITY}};
    for (size_t k = 0; k < 5; k++) {
        ent_drawn drawn = {0};
        const double a = ends[k][0], b = ends[k][1];
        test_entry *e = entry_open(&ent_distribution_named("normal")->kind);
        entry_number(e, "mean", 0.3);
        entry_number(e, "sd", 0.8);
        if (isfinite(a))
            entry_number(e, "truncate_below", a);
        if (isfinite(b))
            entry_number(e, "truncate_above", b);
        assert_true(distribution_prepared(e, &drawn));
        double sum = 0.0;
        for (size_t i = 0; i < N; i++)
            u[i] = ((double)i + 0.5) / N;
        ent_distribution_quantile(&drawn, u, x, N);
        for (size_t i = 0; i < N; i++) {
            assert_true(x[i] >= a && x[i] <= b && (i == 0 || x[i] >= x[i - 1]));
            sum += x[i] / N;
        }
        const double A = (a - 0.3) / 0.8, B = (b - 0.3) / 0.8;
        const double mass = (erf(B / sqrt(2.0)) - erf(A / sqrt(2.0))) / 2;
        const double mean =
            0.3 + 0.8 * (exp(-A * A / 2) - exp(-B * B / 2)) / sqrt(2 * acos(-1.0)) / mass;
        expect_close(sum, mean, 2e-5);
        assert_true(isnan(ent_distribution_mean(&drawn)));
        entry_close(e);
    }
}

/* What is cut off is cut off to the last uniform, and an atom at the end stays. */
static void truncation_keeps_its_ends(void **state) {
    (void)state;
    test_entry *e = discrete_open((const char *[]){"1", "2", "4", "8"},
                                  (const double[]){1, 3, 1, 5}, 4);
    ent_drawn drawn = {0};
    entry_number(e, "truncate_below", 1.5);
    entry_number(e, "truncate_above", 4);
    assert_true(distribution_prepared(e, &drawn));
    assert_true(draw(&drawn, 0x1p-53) == 2.0 && draw(&drawn, 0.7499) == 2.0);
    assert_true(draw(&drawn, 0.7501) == 4.0 && draw(&drawn, 1 - 0x1p-53) == 4.0);
    entry_close(e);
}

static void truncations_that_leave_nothing_are_refused(void **state) {
    (void)state;
    static const struct {
        double low, high;
        const char *code;
    } rows[] = {{2, 1, "E0705"}, {9, 12, "E0709"}, {-20, -9, "E0709"}};
    for (size_t i = 0; i < 3; i++) {
        ent_drawn drawn = {0};
        test_entry *e = entry_open(&ent_distribution_named("normal")->kind);
        entry_number(e, "mean", 0);
        entry_number(e, "sd", 1);
        entry_number(e, "truncate_below", rows[i].low);
        entry_number(e, "truncate_above", rows[i].high);
        assert_false(distribution_prepared(e, &drawn));
        entry_expect_problem(e, rows[i].code);
        entry_close(e);
    }
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mixtures_invert_their_distribution_function),
        cmocka_unit_test(mixtures_keep_atoms_and_gaps),
        cmocka_unit_test(a_mixture_of_one_thing_is_that_thing),
        cmocka_unit_test(weights_of_parts_must_be_positive),
        cmocka_unit_test(truncated_normals_have_their_mean),
        cmocka_unit_test(truncation_keeps_its_ends),
        cmocka_unit_test(truncations_that_leave_nothing_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
