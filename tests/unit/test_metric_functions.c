/* Functions of whole paths against values worked out by hand, and the units of results.
 * (design: "Metric functions", "Units") */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/hand_world.h"

static const ent_run_options base_case = {.base_case = true};

static double metric_of(const char *step, const char *agreement, const char *formula) {
    char *metric = text_of("  other: total(share.paid)\n  value: %s\n", formula);
    engine *e = hand_world_open(step, "  double: 2 * ramp\n", metric);
    if (!e->plan)
        fail_msg("%s: %s", formula, e->problems.list[0].message);
    engine_run(e, &base_case);
    const double value = engine_mean(e, agreement, "value");
    engine_close(e);
    free(metric);
    return value;
}

static void metrics_look_at_a_whole_path(void **state) {
    (void)state;
    const double v = 1 / 1.1;
    static const struct {
        const char *formula;
        double old_value, new_value;
    } rows[] = {
        {"total(ramp)", 100, 100},
        {"total(ramp, 2028)", 20, 20},
        {"total(ramp, 2028, 2029)", 50, 50},
        {"total(wave)", 13, 13},
        {"total(share.paid)", 5, 20},
        {"total(share.paid, 2029, 2030)", 2, 14},
        {"total(double)", 200, 200},
        {"last(share.cumulative)", 5, 20},
        {"at(ramp, 2028-01-01)", 20, 20},
        {"highest(share.paid)", 2, 8},
        {"lowest(share.paid)", 0, 2},
        {"highest(-wave)", -1, -1},
        {"mean(wave)", 13.0 / 4, 13.0 / 4},
        {"ever(share.capped)", 1, 0},
        {"ever(wave == 5)", 1, 1},
        {"ever(wave > 5)", 0, 0},
        {"in(\"old\", total(share.paid))", 5, 5},
        {"total(share.paid) - in(\"old\", total(share.paid))", 0, 15},
        {"in(\"new\", other) + other", 25, 40},
        {"other * two", 10, 40},
        {"max(other, 7 USD) / 1 USD", 7, 20},
        {"luck", 7, 7},
        {"npv(b, prize)", 100, 100},
        {"marked(b)", 100, 100},
        {"cash(b)", 12 + 5, 12 + 20},
        {"npv(b)", 117, 132},
        {"npv(b, share)", 5, 20},
        {"first(share.capped) <= 2029-12-31", 1, 0},
        {"first(share.capped) < 2029-12-31", 0, 0},
        {"first(share.capped) == 2029-12-31", 1, 0},
        {"first(share.capped) > 2028-12-31", 1, 1},
        {"min(first(share.capped), 2028-12-31) == 2028-12-31", 1, 1},
        {"max(first(share.capped), 2028-12-31) == first(share.capped)", 1, 1},
        {"first(wave == 4) < 2031-06-30", 1, 1}, /* it came, so before any later day */
        {"if(ever(share.capped), first(share.capped), 2027-12-31) == 2029-12-31", 1, 0},
        {"not ever(share.capped)", 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double a = metric_of("year", "old", rows[i].formula);
        const double b = metric_of("year", "new", rows[i].formula);
        if (fabs(a - rows[i].old_value) > 1e-12 || fabs(b - rows[i].new_value) > 1e-12)
            fail_msg("%s: %.17g and %.17g, by hand %.17g and %.17g", rows[i].formula, a,
                     b, rows[i].old_value, rows[i].new_value);
    }
    /* Net of a: 6, 15, 25, 37 at the ends of four years, at 10%. */
    expect_close(metric_of("year", "old", "npv(a)"),
                 v * (6 + v * (15 + v * (25 + v * 37))), 1e-12);
    expect_close(metric_of("year", "old", "npv(a, share)"), -v * (1 + v * (2 + v * 2)),
                 1e-13);
}

static void dates_are_the_ends_of_periods(void **state) {
    (void)state;
    char *metric = text_of("  when: first(share.capped)\n  never: first(wave > 9)\n");
    engine *e = hand_world_open("year", "  unused: '1'\n", metric);
    assert_non_null(e->plan);
    engine_run(e, &base_case);
    const ent_metric_result *when = engine_metric(e, "old", "when");
    assert_int_equal(when->kind, ENT_DATE_METRIC);
    assert_string_equal(when->unit, "date");
    assert_true(when->summary.mean == 3 && when->never == 0);
    const ent_metric_result *never = engine_metric(e, "old", "never");
    assert_true(never->never == 1 && never->summary.n == 0);
    assert_true(isinf(never->summary.percentile[ENT_P50]));
    engine_close(e);
    free(metric);
}

/* A rate totals the same however the year is cut; a mean weighs by length. */
static void totals_do_not_depend_on_the_step(void **state) {
    (void)state;
    static const char *const steps[] = {"month", "quarter", "year"};
    for (size_t i = 0; i < 3; i++) {
        expect_close(metric_of(steps[i], "old", "total(ramp)"), 100, 1e-12);
        expect_close(metric_of(steps[i], "old", "total(ramp, 2029)"), 30, 1e-12);
        expect_close(metric_of(steps[i], "new", "total(share.paid)"), 20, 1e-12);
        expect_close(metric_of(steps[i], "old", "mean(wave)"), 3.25, 1e-12);
        expect_close(metric_of(steps[i], "old", "total(t / dt * 0 + dt / 1 year)"), 4,
                     1e-12);
    }
}

static void results_carry_their_units(void **state) {
    (void)state;
    static const struct {
        const char *formula, *unit;
    } rows[] = {
        {"total(ramp)", "USD"},
        {"at(ramp, 2028-01-01)", "USD/year"},
        {"at(ramp, 2028-01-01) / fee", "1/year"},
        {"fee / price", "token"},
        {"fee * fee", "USD^2"},
        {"sqrt(fee * fee)", "USD"},
        {"sqrt(fee)", "USD^0.5"},
        {"fee ^ 2 / fee", "USD"},
        {"pow(price, -1)", "token/USD"},
        {"1 / fee", "1/USD"},
        {"two", "1"},
        {"fee > 5 USD", "1"},
        {"first(share.capped)", "date"},
        {"fee + 0", "USD"},
        {"max(0, fee)", "USD"},
        {"if(two, 0, fee)", "USD"},
        {"clamp(fee, 0, 10 USD)", "USD"},
        {"-fee", "USD"},
        {"total(since(2028-01-01) * fee)", "USD*year"},
        {"total(annualised(fee))", "USD"},
        {"last(3%/year * t)", "1"},
        {"last(t - 2 years)", "year"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *metric = text_of("  value: %s\n", rows[i].formula);
        engine *e = hand_world_open("year", "  unused: '1'\n", metric);
        if (!e->plan)
            fail_msg("%s: %s", rows[i].formula, e->problems.list[0].message);
        engine_run(e, &base_case);
        assert_string_equal(engine_metric(e, "old", "value")->unit, rows[i].unit);
        engine_close(e);
        free(metric);
    }
}

/* What last period's yes or no becomes is still yes or no: a probability, not a mean. */
static void a_flag_remembered_stays_a_flag(void **state) {
    (void)state;
    static const struct {
        const char *formula;
        ent_metric_kind kind;
    } rows[] = {
        {"prev(wave > 3, 0)", ENT_FLAG_METRIC},
        {"prev(share.capped, 0)", ENT_FLAG_METRIC},
        {"max(prev(probe, 0), wave > 4)", ENT_FLAG_METRIC},
        {"if(t > 2 years, prev(not share.capped, 0), 1)", ENT_FLAG_METRIC},
        {"prev(other_flag, 0)", ENT_FLAG_METRIC},
        {"prev(wave, 0)", ENT_NUMBER_METRIC},
        {"prev(wave * (wave > 3), 0)", ENT_NUMBER_METRIC},
        {"prev(share.cumulative, 0) / 1 USD", ENT_NUMBER_METRIC},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *quantity = text_of("  other_flag: wave == 5\n  probe: {formula: '%s'}\n",
                                 rows[i].formula);
        engine *e = hand_world_open("year", quantity, "  value: last(probe)\n");
        assert_non_null(e->plan);
        engine_run(e, &base_case);
        if (engine_metric(e, "old", "value")->kind != rows[i].kind)
            fail_msg("%s: kind %d", rows[i].formula,
                     engine_metric(e, "old", "value")->kind);
        engine_close(e);
        free(quantity);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metrics_look_at_a_whole_path),
        cmocka_unit_test(dates_are_the_ends_of_periods),
        cmocka_unit_test(totals_do_not_depend_on_the_step),
        cmocka_unit_test(results_carry_their_units),
        cmocka_unit_test(a_flag_remembered_stays_a_flag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
