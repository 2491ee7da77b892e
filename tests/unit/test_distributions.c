/* Distributions: published numbers, what makes a quantile function one, and mistakes. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/world_harness.h"

/* Requires x to differ from a published number by less than `error`. */
static void expect(double x, double published, double error) {
    if (!(fabs(x - published) < error))
        fail_msg("%.12g, not %.12g: off by %.3g", x, published, x - published);
}

static void expect_draw(const ent_drawn *drawn, double u, double published) {
    expect(draw(drawn, u), published, 5e-7);
}

/* Two quantiles give the distribution exactly: 6 / (2 x 1.6448536), (ln 5 - ln 2) / (2
 * x 1.6448536). */
static void two_quantiles_give_the_published_parameters(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("normal", &drawn, "p5", -2.0, "p95", 4.0, NULL);
    expect(drawn.p[0], 1.0, 1e-14);
    expect(drawn.p[1], 1.8238704957, 5e-11);
    entry_close(e);
    e = distribution_open("lognormal", &drawn, "p5", 2.0, "p95", 5.0, NULL);
    expect(drawn.p[0], 1.1512925465, 5e-11);
    expect(drawn.p[1], 0.2785326052, 5e-11);
    expect(draw(&drawn, 0.05), 2.0, 1e-14);
    expect(draw(&drawn, 0.95), 5.0, 1e-14);
    entry_close(e);
}

/* Three on one line give it; three almost on one line give the least squares line. */
static void three_quantiles_are_fitted_by_least_squares(void **state) {
    (void)state;
    ent_drawn drawn;
    double z = ent_normal_quantile(0.9);
    test_entry *e = distribution_open("normal", &drawn, "p10", 10.0 - 2 * z, "p50", 10.0,
                                      "p90", 10.0 + 2 * z, NULL);
    expect(drawn.p[0], 10.0, 1e-14);
    expect(drawn.p[1], 2.0, 1e-14);
    entry_close(e);
    e = distribution_open("normal", &drawn, "p10", -1.0, "p50", 0.06, "p90", 1.0, NULL);
    expect(drawn.p[0], 0.02, 1e-14);
    expect(drawn.p[1], 1.0 / z, 1e-14);
    entry_close(e);
}

static void mean_and_sd_are_those_of_the_value(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("normal", &drawn, "mean", 3.0, "sd", 0.5, NULL);
    expect(draw(&drawn, 0.975), 3.0 + 0.5 * 1.959963984540054, 1e-14);
    entry_close(e);
    e = distribution_open("lognormal", &drawn, "mean", 3.0, "sd", 1.5, NULL);
    double m = drawn.p[0], v = drawn.p[1] * drawn.p[1];
    expect(exp(m + v / 2), 3.0, 1e-14);
    expect(sqrt(expm1(v)) * exp(m + v / 2), 1.5, 1e-14);
    expect(ent_distribution_mean(&drawn), 3.0, 1e-14);
    entry_close(e);
    e = distribution_open("lognormal", &drawn, "median", 90.0, "log_sd", 0.3, NULL);
    expect(draw(&drawn, 0.5), 90.0, 1e-13);
    expect(draw(&drawn, ent_normal_cdf(1.0)), 90.0 * exp(0.3), 1e-12);
    entry_close(e);
}

/* reference-tests.md, "Distributions". */
static void pert_and_triangular_have_the_published_percentiles(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e =
        distribution_open("pert", &drawn, "min", 1.0, "mode", 3.0, "max", 10.0, NULL);
    expect(ent_distribution_mean(&drawn), 3.833333, 5e-7);
    expect_draw(&drawn, 0.05, 1.598581);
    expect_draw(&drawn, 0.50, 3.638533);
    expect_draw(&drawn, 0.95, 6.738338);
    entry_close(e);
    e = distribution_open("triangular", &drawn, "min", 1.0, "mode", 3.0, "max", 10.0,
                          NULL);
    expect(ent_distribution_mean(&drawn), 14.0 / 3, 1e-14);
    expect_draw(&drawn, 0.05, 1.948683);
    expect_draw(&drawn, 0.50, 4.387514);
    expect_draw(&drawn, 0.95, 8.225176);
    entry_close(e);
}

/* beta(2, 1) has P(x) = x^2, beta(1/2, 1/2) the arc sine law, gamma(1) the
 * exponential. */
static void beta_and_gamma_meet_closed_forms(void **state) {
    (void)state;
    ent_drawn square, arc, exponential;
    test_entry *a = distribution_open("beta", &square, "alpha", 2.0, "beta", 1.0, NULL);
    test_entry *b = distribution_open("beta", &arc, "alpha", 0.5, "beta", 0.5, "min",
                                      -1.0, "max", 1.0, NULL);
    test_entry *c =
        distribution_open("gamma", &exponential, "shape", 1.0, "scale", 2.5, NULL);
    for (double u = 0.01; u < 1.0; u += 0.07) {
        expect(draw(&square, u), sqrt(u), 1e-13);
        expect(draw(&arc, u), -cos(acos(-1.0) * u), 1e-10);
        expect(draw(&exponential, u), -2.5 * log1p(-u), 1e-12);
    }
    expect(square.kind->mean(&square), 2.0 / 3, 1e-15);
    expect(arc.kind->mean(&arc), 0.0, 1e-15);
    expect(exponential.kind->mean(&exponential), 2.5, 1e-15);
    entry_close(a);
    entry_close(b);
    entry_close(c);
}

/* Doubles have more than one value in these: 2.385 is GSL's advice for awkward
 * parameters. */
static void gamma_undoes_its_distribution_function(void **state) {
    (void)state;
    static const double shapes[] = {0.5, 0.7, 1.0, 2.385, 17.3, 250.0};
    static const double levels[] = {0x1p-33, 1e-6, 0.05, 0.5, 0.95, 1 - 0x1p-33};
    for (size_t s = 0; s < 6; s++) {
        ent_drawn drawn;
        test_entry *e =
            distribution_open("gamma", &drawn, "shape", shapes[s], "scale", 3.1, NULL);
        for (size_t i = 0; i < 6; i++) {
            double u = levels[i], back = gsl_cdf_gamma_P(draw(&drawn, u), shapes[s], 3.1);
            assert_true(fabs(back - u) < 1e-9 * u + 1e-14);
        }
        entry_close(e);
    }
}

static const ent_distribution *discrete_kind(void) {
    return ent_distribution_named("discrete");
}

static test_entry *weights_open(const char *const *keys, const double *weights,
                                size_t count) {
    test_entry *e = entry_open(&discrete_kind()->kind);
    for (size_t i = 0; i < count; i++)
        entry_item(e, "values", keys[i], weights[i]);
    return e;
}

static void discrete_values_come_by_their_weights(void **state) {
    (void)state;
    test_entry *e =
        weights_open((const char *[]){"4", "-1", "2"}, (const double[]){3, 2, 5}, 3);
    ent_drawn drawn = {0};
    assert_true(ent_distribution_prepare(&e->entry, &e->arena, &drawn, &e->problems));
    assert_true(draw(&drawn, 1e-9) == -1.0 && draw(&drawn, 0.2) == -1.0);
    assert_true(draw(&drawn, 0.2000001) == 2.0 && draw(&drawn, 0.7) == 2.0);
    assert_true(draw(&drawn, 0.7000001) == 4.0 && draw(&drawn, 1 - 0x1p-53) == 4.0);
    expect(ent_distribution_mean(&drawn), 2.0, 1e-15);
    entry_close(e);
}

static void bernoulli_is_one_in_the_upper_p(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("bernoulli", &drawn, "p", 0.3, NULL);
    assert_true(draw(&drawn, 0.69) == 0.0 && draw(&drawn, 0.71) == 1.0);
    expect(ent_distribution_mean(&drawn), 0.3, 1e-16);
    entry_close(e);
    e = distribution_open("bernoulli", &drawn, "p", 0.0, NULL);
    assert_true(draw(&drawn, 1 - 0x1p-53) == 0.0);
    entry_close(e);
    e = distribution_open("bernoulli", &drawn, "p", 1.0, NULL);
    assert_true(draw(&drawn, 0x1p-53) == 1.0);
    entry_close(e);
}

/* mpmath 1.2.1, 30 digits: -2.5 ln(1 - u); 3 (-ln(1 - u))^(1 / 1.7); 1 + 2 ln(u / (1 - u));
 * Student's t from the incomplete beta function, 1 + 2 T with 3 degrees of freedom, T with 4.5;
 * split normal with mode 1, 0.5 and 2. */
static void quantiles_are_those_of_another_library(void **state) {
    (void)state;
    static const double rows[][7] = {
        {1e-9, 2.50000000125e-9, 1.5240654145221608e-5, -40.446531671892822,
         -2065.2193490076155, -144.53766345843914, -1.9235860725499004},
        {0.001, 0.0025012508339588338, 0.051587342896513745, -12.813509557297107,
         -19.429063704814773, -6.4212428842957919, -0.40351688417190206},
        {0.05, 0.12823323596887633, 0.52279733895112546, -4.8888779583328809,
         -3.7067268696036478, -2.0655758888785248, 0.42482530981199591},
        {0.3, 0.89168735984683095, 1.6358828402943183, -0.69459572077440723,
         -0.16877945487963734, -0.56350580393937786, 1.3146213692203414},
        {0.5, 1.7328679513998633, 2.4181830515577626, 1.0, 1.0, 0.0, 1.977552822229339},
        {0.9, 5.7564627324851142, 4.8999235815954414, 5.3944491546724388,
         4.2754887073924202, 1.5008853175085575, 4.0682410887050926},
        {0.999, 17.269388197455343, 9.3508021601323213, 14.813509557297107,
         21.429063704814773, 6.4212428842957919, 7.4544368519263129},
    };
    ent_drawn d[6];
    test_entry *e[6] = {
        distribution_open("exponential", &d[0], "mean", 2.5, NULL),
        distribution_open("weibull", &d[1], "shape", 1.7, "scale", 3.0, NULL),
        distribution_open("logistic", &d[2], "location", 1.0, "scale", 2.0, NULL),
        distribution_open("student_t", &d[3], "dof", 3.0, "location", 1.0, "scale", 2.0,
                          NULL),
        distribution_open("student_t", &d[4], "dof", 4.5, NULL),
        distribution_open("split_normal", &d[5], "mode", 1.0, "sd_low", 0.5, "sd_high",
                          2.0, NULL)};
    for (size_t k = 0; k < 6; k++) {
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            const double published = rows[i][k + 1];
            expect(draw(&d[k], rows[i][0]), published, 2e-14 * (1 + fabs(published)));
        }
        entry_close(e[k]);
    }
}

/* Small values keep their digits: the relative error, not the absolute one, is small. */
static void small_waits_are_exact(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("exponential", &drawn, "mean", 1.0, NULL);
    for (double u = 0x1p-53; u < 1e-3; u *= 7.3)
        assert_true(fabs(draw(&drawn, u) + log1p(-u)) <= 3e-16 * -log1p(-u));
    entry_close(e);
}

/* ---- Metalogs ---- */

static test_entry *metalog_open(ent_drawn *drawn, const char *const *levels,
                                const double *values, size_t count) {
    test_entry *e = entry_open(&ent_distribution_named("metalog")->kind);
    for (size_t i = 0; i < count; i++)
        entry_item(e, "quantiles", levels[i], values[i]);
    *drawn = (ent_drawn){0};
    return e;
}

static bool prepared(test_entry *e, ent_drawn *drawn) {
    return ent_distribution_prepare(&e->entry, &e->arena, drawn, &e->problems);
}

/* Keelin 2016: a2 = (x90 - x10) / (2 ln 9), a3 = (1 - 2 r) (x90 - x10) / (0.8 ln 9) with
 * r = (x50 - x10) / (x90 - x10). */
static void a_metalog_of_three_terms_is_the_published_one(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e =
        distribution_open("metalog", &drawn, "p10", 17.0, "p50", 24.0, "p90", 35.0, NULL);
    expect(draw(&drawn, 0.5), 24.0, 1e-13);
    expect(drawn.table[8], 4.09607652, 5e-9);
    expect(drawn.table[9], 2.27559807, 5e-9);
    expect(draw(&drawn, 0.05), 14.95451, 5e-6);
    expect(draw(&drawn, 0.95), 39.07581, 5e-6);
    expect(ent_distribution_mean(&drawn), 24.0 + 2.27559807 / 2, 5e-9);
    entry_close(e);
}

/* The same by its coefficients; and one whose tails fall: a2 - a3 / 2 < 0. */
static void metalogs_take_coefficients(void **state) {
    (void)state;
    static const double good[] = {24, 4.09607652, 2.27559807}, bad[] = {24, 1, 2.3};
    ent_drawn drawn, other;
    test_entry *q =
        distribution_open("metalog", &other, "p10", 17.0, "p50", 24.0, "p90", 35.0, NULL);
    for (int which = 0; which < 2; which++) {
        test_entry *e = entry_open(&ent_distribution_named("metalog")->kind);
        for (size_t k = 0; k < 3; k++)
            entry_item(e, "coefficients", "0", which ? bad[k] : good[k]);
        assert_true(prepared(e, &drawn) == (which == 0));
        for (double u = 0.01; u < 1.0 && which == 0; u += 0.07)
            expect(draw(&drawn, u), draw(&other, u), 1e-7);
        if (which)
            entry_expect_problem(e, "E0710");
        entry_close(e);
    }
    entry_close(q);
}

/* Two terms are a logistic; all nine go through all nine; bounds are never passed. */
static void metalogs_go_through_their_quantiles(void **state) {
    (void)state;
    static const double u[] = {.01, .05, .1, .25, .5, .75, .9, .95, .99};
    ent_drawn logistic, metalog;
    test_entry *e = distribution_open("metalog", &metalog, "p25", 4.0, "p75", 7.0, NULL);
    test_entry *l = distribution_open("logistic", &logistic, "location", 5.5, "scale",
                                      1.5 / log(3.0), NULL);
    for (size_t i = 0; i < 9; i++)
        expect(draw(&metalog, u[i]), draw(&logistic, u[i]), 1e-13);
    entry_close(e);
    for (int bounds = 0; bounds < 4; bounds++) {
        e = entry_open(&metalog.kind->kind);
        for (size_t i = 0; i < 9; i++) { /* the quantiles of a lognormal-like shape */
            char name[8];
            snprintf(name, sizeof name, "p%.0f", 100 * u[i]);
            entry_number(e, name, 3.0 + exp(0.4 * draw(&logistic, u[i]) - 2.0));
        }
        if (bounds & 1)
            entry_number(e, "min", 3.0);
        if (bounds & 2)
            entry_number(e, "max", 2000.0);
        assert_true(prepared(e, &metalog));
        for (size_t i = 0; i < 9; i++) {
            const double x = 3.0 + exp(0.4 * draw(&logistic, u[i]) - 2.0);
            expect(draw(&metalog, u[i]), x, 1e-10);
        }
        assert_true(!(bounds & 1) || draw(&metalog, 0x1p-53) >= 3.0);
        assert_true(!(bounds & 2) || draw(&metalog, 1 - 0x1p-53) <= 2000.0);
        entry_close(e);
    }
    entry_close(l);
}

/* Levels of one's own; the key is the level as a number here. */
static void metalogs_take_any_levels(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = metalog_open(&drawn, (const char *[]){"0.2", "0.45", "0.7", "0.97"},
                                 (const double[]){1, 2.5, 4, 9}, 4);
    assert_true(prepared(e, &drawn));
    expect(draw(&drawn, 0.2), 1.0, 1e-13);
    expect(draw(&drawn, 0.45), 2.5, 1e-13);
    expect(draw(&drawn, 0.7), 4.0, 1e-13);
    expect(draw(&drawn, 0.97), 9.0, 1e-13);
    entry_close(e);
}

/* A middle too far from its neighbours: by hand, M'(1/2) = 4 a2 + a4 < 0 here. */
static void a_metalog_that_falls_is_refused(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = metalog_open(&drawn, (const char *[]){"0.05", "0.3", "0.7", "0.95"},
                                 (const double[]){0, 10, 10.1, 20}, 4);
    assert_false(prepared(e, &drawn));
    entry_expect_problem(e, "E0710");
    entry_close(e);
}

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
    assert_true(prepared(e, &drawn));
    expect(ent_distribution_mean(&drawn), 0.3 + 1.4 * exp(0.125), 1e-14);
    for (double x = 0.22; x < 12.0; x *= 1.007) {
        const double u = 0.15 * erfc((1.0 - x) / 0.1 / sqrt(2.0)) +
                         0.35 * erfc(-log(x / 2.0) / 0.5 / sqrt(2.0));
        double p;
        ent_distribution_cdf(&drawn, &x, &p, 1);
        expect(p, u, 1e-15);
        const double back = draw(&drawn, u);
        ent_distribution_cdf(&drawn, &back, &p, 1);
        expect(p, u, 5e-16); /* the density, 1.3, times the last bit of x, and of F */
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
        weights_open((const char *[]){"0", "5"}, (const double[]){1, 1}, 2);
    test_entry *g = distribution_open("gamma", &gamma, "shape", 1.0, "scale", 1.0, NULL);
    test_entry *e = entry_open(&ent_distribution_named("mixture")->kind);
    entry_part(e, 1, atoms);
    entry_part(e, 3, g);
    assert_true(prepared(e, &drawn));
    assert_true(draw(&drawn, 1e-9) == 0.0 && draw(&drawn, 0.125) == 0.0);
    expect(draw(&drawn, 0.125 + 0.75 * 0.5), log(2.0), 1e-14);
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
    assert_true(prepared(outer, &drawn));
    expect(draw(&drawn, 0.25), 0.5, 1e-15);
    assert_true(draw(&drawn, 0.5) <= 1.0 && draw(&drawn, 0.5 + 1e-12) >= 2.0);
    expect(draw(&drawn, 0.75), 2.5, 1e-15);
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
    assert_true(prepared(e, &drawn));
    for (double u = 1e-9; u < 1.0; u = u < 0.01 ? 7 * u : u + 0.0137)
        expect(draw(&drawn, u), draw(&alone, u), 1e-13);
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
    assert_false(prepared(e, &drawn));
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
        assert_true(prepared(e, &drawn));
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
        expect(sum, mean, 2e-5);
        assert_true(isnan(ent_distribution_mean(&drawn)));
        entry_close(e);
    }
}

/* What is cut off is cut off to the last uniform, and an atom at the end stays. */
static void truncation_keeps_its_ends(void **state) {
    (void)state;
    test_entry *e = weights_open((const char *[]){"1", "2", "4", "8"},
                                 (const double[]){1, 3, 1, 5}, 4);
    ent_drawn drawn = {0};
    entry_number(e, "truncate_below", 1.5);
    entry_number(e, "truncate_above", 4);
    assert_true(prepared(e, &drawn));
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
        assert_false(prepared(e, &drawn));
        entry_expect_problem(e, rows[i].code);
        entry_close(e);
    }
}

/* ---- Every distribution ---- */

static test_entry *open_example(size_t i, ent_drawn *drawn) {
    switch (i) {
    case 0:
        return distribution_open("normal", drawn, "mean", 2.385, "sd", 0.7, NULL);
    case 1:
        return distribution_open("lognormal", drawn, "p10", 0.6, "p90", 1.2, NULL);
    case 2:
        return distribution_open("uniform", drawn, "min", -1.5, "max", 4.0, NULL);
    case 3:
        return distribution_open("triangular", drawn, "min", 1.0, "mode", 1.0, "max", 2.0,
                                 NULL);
    case 4:
        return distribution_open("pert", drawn, "min", -3.0, "mode", 2.0, "max", 2.0,
                                 NULL);
    case 5:
        return distribution_open("beta", drawn, "alpha", 2.385, "beta", 0.6, NULL);
    case 6:
        return distribution_open("gamma", drawn, "shape", 2.385, "scale", 0.4, NULL);
    case 7:
        return distribution_open("bernoulli", drawn, "p", 0.3, NULL);
    case 8:
        return distribution_open("weibull", drawn, "shape", 1.7, "scale", 3.0, NULL);
    case 9:
        return distribution_open("exponential", drawn, "mean", 2.5, NULL);
    case 10:
        return distribution_open("logistic", drawn, "location", 1.0, "scale", 2.0, NULL);
    case 11:
        return distribution_open("student_t", drawn, "dof", 7.0, "location", 1.0, NULL);
    case 12:
        return distribution_open("split_normal", drawn, "mode", 1.0, "sd_low", 0.5,
                                 "sd_high", 2.0, NULL);
    case 13:
        return distribution_open("metalog", drawn, "p5", 2.0, "p25", 5.0, "p50", 7.0,
                                 "p90", 14.0, NULL);
    case 14:
        return distribution_open("split_normal", drawn, "mode", 1.0, "sd_low", 0.0,
                                 "sd_high", 0.2, NULL);
    default:
        return NULL;
    }
}

/* Rising, finite to the last uniform, the same in place; the midpoint rule gives the
 * mean. */
static void quantile_functions_rise_and_have_their_mean(void **state) {
    (void)state;
    enum { N = 4000 };
    static double u[N], x[N];
    ent_drawn drawn;
    test_entry *e;
    for (size_t d = 0; (e = open_example(d, &drawn)) != NULL; d++) {
        double sum = 0.0;
        for (size_t i = 0; i < N; i++)
            u[i] = ((double)i + 0.5) / N;
        drawn.kind->quantile(&drawn, u, x, N);
        drawn.kind->quantile(&drawn, u, u, N);
        assert_memory_equal(u, x, sizeof x);
        for (size_t i = 0; i < N; i++) {
            sum += x[i] / N;
            assert_true(i == 0 || x[i] >= x[i - 1]);
        }
        expect(sum, ent_distribution_mean(&drawn), 8e-4);
        assert_true(isfinite(draw(&drawn, 0x1p-53)) &&
                    isfinite(draw(&drawn, 1 - 0x1p-53)));
        assert_true(draw(&drawn, 0x1p-53) <= x[0] &&
                    draw(&drawn, 1 - 0x1p-53) >= x[N - 1]);
        entry_close(e);
    }
}

/* P(X <= Q(u)) is u, or more where there is an atom, and P(X < Q(u)) is not above u. */
static void distribution_functions_undo_quantiles(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e;
    for (size_t d = 0; (e = open_example(d, &drawn)) != NULL; d++) {
        for (double u = 1e-7; u < 1.0; u = u < 0.01 ? 7 * u : u + 0.0137) {
            const double x = draw(&drawn, u), error = 1e-9 * u + 1e-15;
            const double ends[] = {x - 1e-9 * (fabs(x) + 1e-6), x + 1e-15};
            double p[2];
            ent_distribution_cdf(&drawn, ends, p, 2);
            if (!(p[0] <= u + error && p[1] >= u - error))
                fail_msg("%s at %g: %.17g to %.17g", drawn.kind->kind.name, u, p[0],
                         p[1]);
        }
        const double far[] = {-INFINITY, INFINITY};
        double p[2];
        ent_distribution_cdf(&drawn, far, p, 2);
        assert_true(p[0] == 0.0 && p[1] == 1.0);
        entry_close(e);
    }
}

static void every_field_is_described(void **state) {
    (void)state;
    size_t count = 0;
    for (const ent_distribution *const *d = ent_distributions; *d; d++, count++) {
        assert_ptr_equal(ent_distribution_named((*d)->kind.name), *d);
        assert_true(strlen((*d)->kind.help) > 10);
        for (size_t f = 0; f < (*d)->kind.field_count; f++) {
            const ent_field *field = &(*d)->kind.fields[f];
            assert_true(field->name && field->help);
            assert_true(field->type == ENT_ROWS || field->type == ENT_FLAG ||
                        field->min < field->max);
            assert_int_equal(ent_kind_field(&(*d)->kind, field->name), (int)f);
        }
    }
    assert_int_equal(count, 17);
    assert_null(ent_distribution_named("cauchy"));
}

/* ---- Mistakes ---- */

typedef struct {
    const char *distribution, *code;
    struct {
        const char *field;
        double value;
    } given[5];
} mistake;

static void mistakes_are_named(void **state) {
    (void)state;
    static const mistake mistakes[] = {
        {"normal", "E0701", {{0}}},
        {"normal", "E0701", {{"mean", 1}}},
        {"normal", "E0701", {{"sd", 1}}},
        {"normal", "E0701", {{"p10", 1}}},
        {"normal", "E0702", {{"mean", 1}, {"p10", 0.5}, {"p90", 1.5}}},
        {"normal", "E0702", {{"p10", 1}, {"p25", 2}, {"p75", 3}, {"p90", 4}}},
        {"normal", "E0703", {{"p10", 2}, {"p90", 1}}},
        {"normal", "E0703", {{"p10", 1}, {"p90", 1}}},
        {"normal", "E0704", {{"p10", 1}, {"p50", 2}, {"p90", 9}}},
        {"lognormal", "E0701", {{"median", 1}}},
        {"lognormal", "E0702", {{"mean", 1}, {"sd", 1}, {"log_sd", 0.5}}},
        {"lognormal", "E0702", {{"mean", 1}, {"log_sd", 0.5}}},
        {"lognormal", "E0704", {{"p10", 1}, {"p50", 2}, {"p90", 90}}},
        {"lognormal", "E0706", {{"p10", -1}, {"p90", 1}}},
        {"lognormal", "E0706", {{"mean", 0}, {"sd", 1}}},
        {"lognormal", "E0706", {{"median", -1}, {"log_sd", 1}}},
        {"uniform", "E0705", {{"min", 2}, {"max", 1}}},
        {"uniform", "E0705", {{"min", 1}, {"max", 1}}},
        {"triangular", "E0705", {{"min", 2}, {"mode", 2}, {"max", 1}}},
        {"triangular", "E0707", {{"min", 0}, {"mode", 2}, {"max", 1}}},
        {"pert", "E0707", {{"min", 0}, {"mode", -2}, {"max", 1}}},
        {"beta", "E0705", {{"alpha", 2}, {"beta", 2}, {"min", 3}}},
        {"weibull", "E0706", {{"shape", 0}, {"scale", 1}}},
        {"weibull", "E0706", {{"shape", 1}, {"scale", -1}}},
        {"exponential", "E0706", {{"mean", 0}}},
        {"logistic", "E0706", {{"location", 1}, {"scale", 0}}},
        {"student_t", "E0706", {{"dof", 3}, {"scale", 0}}},
        {"split_normal", "E0706", {{"mode", 1}}},
        {"metalog", "E0701", {{0}}},
        {"metalog", "E0701", {{"p50", 1}}},
        {"metalog", "E0703", {{"p10", 2}, {"p50", 1}, {"p90", 3}}},
        {"metalog", "E0705", {{"p10", 2}, {"p90", 3}, {"min", 1}, {"max", 0}}},
        {"metalog", "E0706", {{"p10", 2}, {"p90", 3}, {"min", 2}}},
        {"metalog", "E0706", {{"p10", 2}, {"p90", 3}, {"max", 2.5}}},
        {"metalog", "E0710", {{"p10", 1}, {"p50", 1.1}, {"p90", 30}}},
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const mistake *m = &mistakes[i];
        const ent_distribution *kind = ent_distribution_named(m->distribution);
        test_entry *e = entry_open(&kind->kind);
        for (size_t f = 0; f < 5 && m->given[f].field; f++)
            entry_number(e, m->given[f].field, m->given[f].value);
        ent_drawn drawn = {0};
        assert_false(
            ent_distribution_prepare(&e->entry, &e->arena, &drawn, &e->problems));
        entry_expect_problem(e, m->code);
        entry_close(e);
    }
}

static void weights_must_be_positive(void **state) {
    (void)state;
    ent_drawn drawn = {0};
    test_entry *e = weights_open((const char *[]){"1", "2"}, (const double[]){1, 0}, 2);
    assert_false(ent_distribution_prepare(&e->entry, &e->arena, &drawn, &e->problems));
    entry_expect_problem(e, "E0708");
    entry_close(e);
    e = weights_open(NULL, NULL, 0);
    assert_false(ent_distribution_prepare(&e->entry, &e->arena, &drawn, &e->problems));
    entry_expect_problem(e, "E0701");
    entry_close(e);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_quantiles_give_the_published_parameters),
        cmocka_unit_test(three_quantiles_are_fitted_by_least_squares),
        cmocka_unit_test(mean_and_sd_are_those_of_the_value),
        cmocka_unit_test(pert_and_triangular_have_the_published_percentiles),
        cmocka_unit_test(beta_and_gamma_meet_closed_forms),
        cmocka_unit_test(gamma_undoes_its_distribution_function),
        cmocka_unit_test(discrete_values_come_by_their_weights),
        cmocka_unit_test(bernoulli_is_one_in_the_upper_p),
        cmocka_unit_test(quantiles_are_those_of_another_library),
        cmocka_unit_test(small_waits_are_exact),
        cmocka_unit_test(a_metalog_of_three_terms_is_the_published_one),
        cmocka_unit_test(metalogs_take_coefficients),
        cmocka_unit_test(metalogs_go_through_their_quantiles),
        cmocka_unit_test(metalogs_take_any_levels),
        cmocka_unit_test(a_metalog_that_falls_is_refused),
        cmocka_unit_test(mixtures_invert_their_distribution_function),
        cmocka_unit_test(mixtures_keep_atoms_and_gaps),
        cmocka_unit_test(a_mixture_of_one_thing_is_that_thing),
        cmocka_unit_test(weights_of_parts_must_be_positive),
        cmocka_unit_test(truncated_normals_have_their_mean),
        cmocka_unit_test(truncation_keeps_its_ends),
        cmocka_unit_test(truncations_that_leave_nothing_are_refused),
        cmocka_unit_test(quantile_functions_rise_and_have_their_mean),
        cmocka_unit_test(distribution_functions_undo_quantiles),
        cmocka_unit_test(every_field_is_described),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(weights_must_be_positive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
