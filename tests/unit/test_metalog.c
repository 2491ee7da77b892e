/* Metalogs: published coefficients, quantiles, and what is none. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/support/world_harness.h"

static test_entry *metalog_open(ent_drawn *drawn, const char *const *levels,
                                const double *values, size_t count) {
    test_entry *e = entry_open(&ent_distribution_named("metalog")->kind);
    for (size_t i = 0; i < count; i++)
        entry_item(e, "quantiles", levels[i], values[i]);
    *drawn = (ent_drawn){0};
    return e;
}

/* Keelin 2016: a2 = (x90 - x10) / (2 ln 9), a3 = (1 - 2 r) (x90 - x10) / (0.8 ln 9) with
 * r = (x50 - x10) / (x90 - x10). */
static void a_metalog_of_three_terms_is_the_published_one(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e =
        distribution_open("metalog", &drawn, "p10", 17.0, "p50", 24.0, "p90", 35.0, NULL);
    expect_close(draw(&drawn, 0.5), 24.0, 1e-13);
    expect_close(drawn.table[8], 4.09607652, 5e-9);
    expect_close(drawn.table[9], 2.27559807, 5e-9);
    expect_close(draw(&drawn, 0.05), 14.95451, 5e-6);
    expect_close(draw(&drawn, 0.95), 39.07581, 5e-6);
    expect_close(ent_distribution_mean(&drawn), 24.0 + 2.27559807 / 2, 5e-9);
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
        assert_true(distribution_prepared(e, &drawn) == (which == 0));
        for (double u = 0.01; u < 1.0 && which == 0; u += 0.07)
            expect_close(draw(&drawn, u), draw(&other, u), 1e-7);
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
        expect_close(draw(&metalog, u[i]), draw(&logistic, u[i]), 1e-13);
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
        assert_true(distribution_prepared(e, &metalog));
        for (size_t i = 0; i < 9; i++) {
            const double x = 3.0 + exp(0.4 * draw(&logistic, u[i]) - 2.0);
            expect_close(draw(&metalog, u[i]), x, 1e-10);
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
    assert_true(distribution_prepared(e, &drawn));
    expect_close(draw(&drawn, 0.2), 1.0, 1e-13);
    expect_close(draw(&drawn, 0.45), 2.5, 1e-13);
    expect_close(draw(&drawn, 0.7), 4.0, 1e-13);
    expect_close(draw(&drawn, 0.97), 9.0, 1e-13);
    entry_close(e);
}

/* A middle too far from its neighbours: by hand, M'(1/2) = 4 a2 + a4 < 0 here. */
static void a_metalog_that_falls_is_refused(void **state) {
    (void)state;
    ent_drawn drawn;
    test_entry *e = metalog_open(&drawn, (const char *[]){"0.05", "0.3", "0.7", "0.95"},
                                 (const double[]){0, 10, 10.1, 20}, 4);
    assert_false(distribution_prepared(e, &drawn));
    entry_expect_problem(e, "E0710");
    entry_close(e);
}

int main(void) {
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_metalog_of_three_terms_is_the_published_one),
        cmocka_unit_test(metalogs_take_coefficients),
        cmocka_unit_test(metalogs_go_through_their_quantiles),
        cmocka_unit_test(metalogs_take_any_levels),
        cmocka_unit_test(a_metalog_that_falls_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
