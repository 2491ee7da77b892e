/* Distributions: published numbers and closed forms. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/world_harness.h"

static void expect_draw(const ent_drawn *drawn, double u, double published) {
    expect_close(draw(drawn, u), published, 5e-7);
}

/* Two quantiles give the distribution exactly: 6 / (2 x 1.6448536), (ln 5 - ln 2) / (2
 * x 1.6448536). */
static void two_quantiles_give_the_published_parameters(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("normal", &drawn, "p5", -2.0, "p95", 4.0, NULL);
    expect_close(drawn.p[0], 1.0, 1e-14);
    expect_close(drawn.p[1], 1.8238704957, 5e-11);
    entry_close(e);
    e = distribution_open("lognormal", &drawn, "p5", 2.0, "p95", 5.0, NULL);
    expect_close(drawn.p[0], 1.1512925465, 5e-11);
    expect_close(drawn.p[1], 0.2785326052, 5e-11);
    expect_close(draw(&drawn, 0.05), 2.0, 1e-14);
    expect_close(draw(&drawn, 0.95), 5.0, 1e-14);
    entry_close(e);
}

/* Three on one line give it; three almost on one line give the least squares line. */
static void three_quantiles_are_fitted_by_least_squares(void **state) {
    (void)state;
    ent_drawn drawn;
    double z = ent_normal_quantile(0.9);
    test_entry *e = distribution_open("normal", &drawn, "p10", 10.0 - 2 * z, "p50", 10.0,
                                      "p90", 10.0 + 2 * z, NULL);
    expect_close(drawn.p[0], 10.0, 1e-14);
    expect_close(drawn.p[1], 2.0, 1e-14);
    entry_close(e);
    e = distribution_open("normal", &drawn, "p10", -1.0, "p50", 0.06, "p90", 1.0, NULL);
    expect_close(drawn.p[0], 0.02, 1e-14);
    expect_close(drawn.p[1], 1.0 / z, 1e-14);
    entry_close(e);
}

static void mean_and_sd_are_those_of_the_value(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("normal", &drawn, "mean", 3.0, "sd", 0.5, NULL);
    expect_close(draw(&drawn, 0.975), 3.0 + 0.5 * 1.959963984540054, 1e-14);
    entry_close(e);
    e = distribution_open("lognormal", &drawn, "mean", 3.0, "sd", 1.5, NULL);
    double m = drawn.p[0], v = drawn.p[1] * drawn.p[1];
    expect_close(exp(m + v / 2), 3.0, 1e-14);
    expect_close(sqrt(expm1(v)) * exp(m + v / 2), 1.5, 1e-14);
    expect_close(ent_distribution_mean(&drawn), 3.0, 1e-14);
    entry_close(e);
    e = distribution_open("lognormal", &drawn, "median", 90.0, "log_sd", 0.3, NULL);
    expect_close(draw(&drawn, 0.5), 90.0, 1e-13);
    expect_close(draw(&drawn, ent_normal_cdf(1.0)), 90.0 * exp(0.3), 1e-12);
    entry_close(e);
}

/* reference-tests.md, "Distributions". */
static void pert_and_triangular_have_the_published_percentiles(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e =
        distribution_open("pert", &drawn, "min", 1.0, "mode", 3.0, "max", 10.0, NULL);
    expect_close(ent_distribution_mean(&drawn), 3.833333, 5e-7);
    expect_draw(&drawn, 0.05, 1.598581);
    expect_draw(&drawn, 0.50, 3.638533);
    expect_draw(&drawn, 0.95, 6.738338);
    entry_close(e);
    e = distribution_open("triangular", &drawn, "min", 1.0, "mode", 3.0, "max", 10.0,
                          NULL);
    expect_close(ent_distribution_mean(&drawn), 14.0 / 3, 1e-14);
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
        expect_close(draw(&square, u), sqrt(u), 1e-13);
        expect_close(draw(&arc, u), -cos(acos(-1.0) * u), 1e-10);
        expect_close(draw(&exponential, u), -2.5 * log1p(-u), 1e-12);
    }
    expect_close(square.kind->mean(&square), 2.0 / 3, 1e-15);
    expect_close(arc.kind->mean(&arc), 0.0, 1e-15);
    expect_close(exponential.kind->mean(&exponential), 2.5, 1e-15);
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

static void discrete_values_come_by_their_weights(void **state) {
    (void)state;
    test_entry *e =
        discrete_open((const char *[]){"4", "-1", "2"}, (const double[]){3, 2, 5}, 3);
    ent_drawn drawn = {0};
    assert_true(distribution_prepared(e, &drawn));
    assert_true(draw(&drawn, 1e-9) == -1.0 && draw(&drawn, 0.2) == -1.0);
    assert_true(draw(&drawn, 0.2000001) == 2.0 && draw(&drawn, 0.7) == 2.0);
    assert_true(draw(&drawn, 0.7000001) == 4.0 && draw(&drawn, 1 - 0x1p-53) == 4.0);
    expect_close(ent_distribution_mean(&drawn), 2.0, 1e-15);
    entry_close(e);
}

static void bernoulli_is_one_in_the_upper_p(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("bernoulli", &drawn, "p", 0.3, NULL);
    assert_true(draw(&drawn, 0.69) == 0.0 && draw(&drawn, 0.71) == 1.0);
    expect_close(ent_distribution_mean(&drawn), 0.3, 1e-16);
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
            expect_close(draw(&d[k], rows[i][0]), published,
                         2e-14 * (1 + fabs(published)));
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

static void weights_must_be_positive(void **state) {
    (void)state;
    ent_drawn drawn = {0};
    test_entry *e = discrete_open((const char *[]){"1", "2"}, (const double[]){1, 0}, 2);
    assert_false(distribution_prepared(e, &drawn));
    entry_expect_problem(e, "E0708");
    entry_close(e);
    e = discrete_open(NULL, NULL, 0);
    assert_false(distribution_prepared(e, &drawn));
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
        cmocka_unit_test(weights_must_be_positive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
