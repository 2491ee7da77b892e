/* Every distribution: what makes a quantile function one, and mistakes. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/world_harness.h"

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
        expect_close(sum, ent_distribution_mean(&drawn), 8e-4);
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
        assert_false(distribution_prepared(e, &drawn));
        entry_expect_problem(e, m->code);
        entry_close(e);
    }
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantile_functions_rise_and_have_their_mean),
        cmocka_unit_test(distribution_functions_undo_quantiles),
        cmocka_unit_test(every_field_is_described),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
