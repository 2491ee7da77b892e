/* Outcomes made from quantiles: what is known of the metric is true of them too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "cli/charts/drawing.h"

enum { PATHS = 10000, LAST = ENT_QUANTILES - 1 };

static double quantiles[ENT_QUANTILES];

/* The sketch of a metric of 10,000 paths, in the drawing's arena. */
static const ent_metric_result *sketch(ent_arena *arena, ent_metric_result m) {
    const ent_results results = {.paths = PATHS, .where_count = PATHS};
    ent_drawing d = {.results = &results, .arena = arena};
    m.quantiles = quantiles;
    const ent_metric_result *s = ent_drawing_sketch(&d, &m);
    assert_true(d.sketched);
    assert_int_equal(s->sorted_count, PATHS);
    for (size_t i = 1; i < PATHS; i++)
        assert_true(s->sorted[i] >= s->sorted[i - 1]);
    return s;
}

static double mean_of(const ent_metric_result *m) {
    double sum = 0;
    for (size_t i = 0; i < m->sorted_count; i++)
        sum += m->sorted[i];
    return sum / (double)m->sorted_count;
}

static size_t count_of(const ent_metric_result *m, double value) {
    size_t count = 0;
    for (size_t i = 0; i < m->sorted_count; i++)
        count += m->sorted[i] == value;
    return count;
}

static void quantiles_are_met(void **state) {
    (void)state;
    ent_arena arena = {0};
    for (int i = 0; i <= LAST; i++)
        quantiles[i] = (i / 200.0) * (i / 200.0); /* of u^2, with mean 1/3 */
    const ent_metric_result *s =
        sketch(&arena, (ent_metric_result){.summary.mean = 1.0 / 3});
    for (int i = 0; i <= LAST; i++)
        assert_true(fabs(ent_quantile(s->sorted, PATHS, i / 200.0) - quantiles[i]) <
                    2e-4);
    ent_arena_free(&arena);
}

/* An exponential outcome with mean 1, cut at its greatest of 10,000: the outermost half percent, from 5.3
 * to 9.2, holds far more near its inner end.  Taken evenly, the mean would be 0.0044 too large. */
static void the_mean_is_met(void **state) {
    (void)state;
    ent_arena arena = {0};
    for (int i = 0; i < LAST; i++)
        quantiles[i] = -log(1 - i / 200.0);
    quantiles[LAST] = -log(1e-4);
    const ent_metric_result *s = sketch(&arena, (ent_metric_result){.summary.mean = 1});
    assert_true(fabs(mean_of(s) - 1) < 0.001);
    assert_true(s->sorted[PATHS - 1] == quantiles[LAST]);
    ent_arena_free(&arena);
}

static void atoms_hold_their_share(void **state) {
    (void)state;
    ent_arena arena = {0};
    for (int i = 0; i <= LAST; i++)
        quantiles[i] = i <= 61 ? 0 : i < 113 ? i - 61 : 52.5;
    const ent_metric_result m = {.summary.mean = 20,
                                 .atom_count = 2,
                                 .atoms = {{52.5, 0.4387, 0.005}, {0, 0.3062, 0.005}}};
    const ent_metric_result *s = sketch(&arena, m);
    assert_int_equal(count_of(s, 52.5), 4387);
    assert_int_equal(count_of(s, 0), 3062);
    ent_arena_free(&arena);
}

static void dates_stand_on_their_periods_and_never_at_the_end(void **state) {
    (void)state;
    ent_arena arena = {0};
    for (int i = 0; i <= LAST; i++)
        quantiles[i] = i < 40 ? 1 : i < 120 ? 2 : INFINITY;
    const ent_metric_result *s =
        sketch(&arena, (ent_metric_result){.kind = ENT_DATE_METRIC, .never = 0.4021});
    assert_int_equal(count_of(s, INFINITY), 4021);
    assert_int_equal(count_of(s, 1) + count_of(s, 2), PATHS - 4021);
    assert_true(count_of(s, 1) > 1950 && count_of(s, 1) < 2050);
    ent_arena_free(&arena);
}

static void one_value_stays_one_value(void **state) {
    (void)state;
    ent_arena arena = {0};
    for (int i = 0; i <= LAST; i++)
        quantiles[i] = 7.25;
    const ent_metric_result *s =
        sketch(&arena, (ent_metric_result){.summary.mean = 7.25});
    assert_int_equal(count_of(s, 7.25), PATHS);
    ent_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_met),
        cmocka_unit_test(the_mean_is_met),
        cmocka_unit_test(atoms_hold_their_share),
        cmocka_unit_test(dates_stand_on_their_periods_and_never_at_the_end),
        cmocka_unit_test(one_value_stays_one_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
