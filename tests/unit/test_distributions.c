/* Distributions: published numbers, what makes a quantile function one, and mistakes. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/world_harness.h"

/* Requires x to differ from a published number by less than `error`. */
static void expect(double x, double published, double error) {
    if (!(fabs(x - published) < error))
        fail_msg("%.12g, not %.12g", x, published);
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
    expect(drawn.kind->mean(&drawn), 3.0, 1e-14);
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
    expect(drawn.kind->mean(&drawn), 3.833333, 5e-7);
    expect_draw(&drawn, 0.05, 1.598581);
    expect_draw(&drawn, 0.50, 3.638533);
    expect_draw(&drawn, 0.95, 6.738338);
    entry_close(e);
    e = distribution_open("triangular", &drawn, "min", 1.0, "mode", 3.0, "max", 10.0,
                          NULL);
    expect(drawn.kind->mean(&drawn), 14.0 / 3, 1e-14);
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
    assert_true(discrete_kind()->prepare(&e->entry, &e->arena, &drawn, &e->problems));
    assert_true(draw(&drawn, 1e-9) == -1.0 && draw(&drawn, 0.2) == -1.0);
    assert_true(draw(&drawn, 0.2000001) == 2.0 && draw(&drawn, 0.7) == 2.0);
    assert_true(draw(&drawn, 0.7000001) == 4.0 && draw(&drawn, 1 - 0x1p-53) == 4.0);
    expect(drawn.kind->mean(&drawn), 2.0, 1e-15);
    entry_close(e);
}

static void bernoulli_is_one_in_the_upper_p(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = distribution_open("bernoulli", &drawn, "p", 0.3, NULL);
    assert_true(draw(&drawn, 0.69) == 0.0 && draw(&drawn, 0.71) == 1.0);
    expect(drawn.kind->mean(&drawn), 0.3, 1e-16);
    entry_close(e);
    e = distribution_open("bernoulli", &drawn, "p", 0.0, NULL);
    assert_true(draw(&drawn, 1 - 0x1p-53) == 0.0);
    entry_close(e);
    e = distribution_open("bernoulli", &drawn, "p", 1.0, NULL);
    assert_true(draw(&drawn, 0x1p-53) == 1.0);
    entry_close(e);
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
        expect(sum, drawn.kind->mean(&drawn), 5e-4);
        assert_true(isfinite(draw(&drawn, 0x1p-53)) &&
                    isfinite(draw(&drawn, 1 - 0x1p-53)));
        assert_true(draw(&drawn, 0x1p-53) <= x[0] &&
                    draw(&drawn, 1 - 0x1p-53) >= x[N - 1]);
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
            assert_true(field->name && field->help && field->min < field->max);
            assert_int_equal(ent_kind_field(&(*d)->kind, field->name), (int)f);
        }
    }
    assert_int_equal(count, 9);
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
    };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        const mistake *m = &mistakes[i];
        const ent_distribution *kind = ent_distribution_named(m->distribution);
        test_entry *e = entry_open(&kind->kind);
        for (size_t f = 0; f < 5 && m->given[f].field; f++)
            entry_number(e, m->given[f].field, m->given[f].value);
        ent_drawn drawn = {0};
        assert_false(kind->prepare(&e->entry, &e->arena, &drawn, &e->problems));
        entry_expect_problem(e, m->code);
        entry_close(e);
    }
}

static void weights_must_be_positive(void **state) {
    (void)state;
    ent_drawn drawn = {0};
    test_entry *e = weights_open((const char *[]){"1", "2"}, (const double[]){1, 0}, 2);
    assert_false(discrete_kind()->prepare(&e->entry, &e->arena, &drawn, &e->problems));
    entry_expect_problem(e, "E0708");
    entry_close(e);
    e = weights_open(NULL, NULL, 0);
    assert_false(discrete_kind()->prepare(&e->entry, &e->arena, &drawn, &e->problems));
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
        cmocka_unit_test(quantile_functions_rise_and_have_their_mean),
        cmocka_unit_test(every_field_is_described),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(weights_must_be_positive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
