/* Formulas against values worked out by hand: every operator and function, precedence,
 * units, time and memory.  (design: "Formulas", "Units", "Metric functions") */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

/* Four years; ramp is 10, 20, 30, 40 a year; the share pays a tenth of it. */
static const char world[] =
    "entente: 1\n"
    "title: Hand values\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2030-12-31, step: %s}\n"
    "parties:\n"
    "  a: {discount: 10%%}\n"
    "  b: {discount: 0%%}\n"
    "assumptions:\n"
    "  two: {value: 2}\n"
    "  five: {value: 5}\n"
    "  three: {value: 3}\n"
    "  luck: {distribution: uniform, min: 0, max: 14}\n" /* 7 in the base case */
    "  fee: {value: 6, unit: USD}\n"
    "  price: {value: 4, unit: USD/token}\n"
    "drivers:\n"
    "  ramp: {kind: curve, unit: USD/year, yearly: {2027: 10, 2028: 20, 2029: 30, 2030: "
    "40}}\n"
    "  wave: {kind: curve, points: {2027-01-01: 1, 2028-01-01: 5, 2029-01-01: 3, "
    "2030-01-01: 4}, interpolation: step, extend: flat}\n"
    "quantities:\n"
    "%s"
    "flows:\n"
    "  sales: {from: market, to: a, amount: ramp}\n"
    "  rent: {from: a, to: b, amount: 3 USD/year}\n"
    "  prize: {from: market, to: b, amount: 100 USD, on: 2029-06-30, marked: true}\n"
    "agreements:\n"
    "  old:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: a, to: b, base: ramp, rate: 10%%, cap: 5}\n"
    "  new:\n"
    "    based_on: old\n"
    "    clauses:\n"
    "      share: {rate: 20%%, cap: none}\n"
    "metrics:\n"
    "%s";

static engine *open_with(const char *step, const char *quantities, const char *metrics) {
    char *yaml = text_of(world, step, quantities, metrics);
    engine *e = engine_try(yaml, NULL);
    if (!e->plan)
        print_error("%s%s", quantities, metrics);
    free(yaml);
    return e;
}

static const ent_run_options base_case = {.base_case = true};

/* The formula's value in a year, in the agreement `old`. */
static double value_in(const char *formula, int year) {
    char *quantity = text_of("  probe: {formula: '%s'}\n", formula);
    char *metric = text_of("  value: at(probe, %d-07-01)\n", year);
    engine *e = open_with("year", quantity, metric);
    if (!e->plan)
        fail_msg("%s: %s", formula, e->problems.list[0].message);
    engine_run(e, &base_case);
    const double value = engine_mean(e, "old", "value");
    engine_close(e);
    free(quantity);
    free(metric);
    return value;
}

typedef struct {
    const char *formula;
    int year;
    double value;
} hand;

static void check_table(const hand *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const double is = value_in(rows[i].formula, rows[i].year ? rows[i].year : 2027);
        if (!(fabs(is - rows[i].value) <= 1e-14 * fabs(rows[i].value)))
            fail_msg("%s in %d: %.17g, by hand %.17g", rows[i].formula, rows[i].year, is,
                     rows[i].value);
    }
}
#define CHECK_TABLE(rows) check_table(rows, sizeof(rows) / sizeof *(rows))

static void operators_have_their_precedence(void **state) {
    (void)state;
    static const hand rows[] = {
        {"2 + 3 * 4", 0, 14},
        {"(2 + 3) * 4", 0, 20},
        {"2 * 3 ^ 2", 0, 18},
        {"2 ^ 3 ^ 2", 0, 512},
        {"-2 ^ 2", 0, -4},
        {"(-2) ^ 2", 0, 4},
        {"2 ^ -1", 0, 0.5},
        {"7 - 2 - 1", 0, 4},
        {"24 / 4 / 2", 0, 3},
        {"24 / 4 * 2", 0, 12},
        {"+3 - -3", 0, 6},
        {"- - two", 0, 2},
        {"1 + 1 == 2", 0, 1},
        {"not 1 == 2", 0, 1},
        {"not 0 and 0", 0, 0},
        {"1 or 0 and 0", 0, 1},
        {"(1 or 0) and 0", 0, 0},
        {"2 < 3 and 3 < 2 or 1", 0, 1},
        {"two * five - three", 0, 7},
        {"luck * two + luck / 7", 0, 15},
        {"luck - (two - (luck - (two - luck)))", 0, 17},
        {"1e3 + 1.5m / 1 million + 20% + 5bp", 0, 1001.7005},
    };
    CHECK_TABLE(rows);
}

static void comparisons_and_logic_give_flags(void **state) {
    (void)state;
    static const hand rows[] = {
        {"luck < 7", 0, 0},          {"luck <= 7", 0, 1},        {"luck > 7", 0, 0},
        {"luck >= 7", 0, 1},         {"luck == 7", 0, 1},        {"luck != 7", 0, 0},
        {"wave < 5", 2027, 1},       {"wave < 5", 2028, 0},      {"luck and wave", 0, 1},
        {"luck and 0 * wave", 0, 0}, {"0 * luck or wave", 0, 1}, {"not luck", 0, 0},
        {"not (luck - 7)", 0, 1},    {"0.25 and -1", 0, 1},
    };
    CHECK_TABLE(rows);
}

static void functions_have_their_values(void **state) {
    (void)state;
    static const hand rows[] = {
        {"if(luck > 3, 10, 20)", 0, 10},
        {"if(luck > 30, 10, 20)", 0, 20},
        {"if(wave - 5, wave, -wave)", 2028, -5},
        {"min(luck, 3)", 0, 3},
        {"max(luck, 3)", 0, 7},
        {"clamp(luck, 8, 9)", 0, 8},
        {"clamp(luck, 1, 3)", 0, 3},
        {"clamp(luck, 1, 9)", 0, 7},
        {"abs(three - luck)", 0, 4},
        {"floor(-luck / 2)", 0, -4},
        {"ceil(-luck / 2)", 0, -3},
        {"exp(0 * luck)", 0, 1},
        {"exp(1)", 0, 2.718281828459045},
        {"log(luck)", 0, 1.9459101490553132},
        {"sqrt(luck + two)", 0, 3},
        {"pow(luck, two)", 0, 49},
        {"pow(2, -2)", 0, 0.25},
        {"sin(luck)", 0, 0.6569865987187891},
        {"cos(luck)", 0, 0.7539022543433046},
        {"logistic(0 * luck)", 0, 0.5},
        {"logistic(log(three))", 0, 0.75},
        {"logistic(-800)", 0, 0},
    };
    CHECK_TABLE(rows);
}

/* What one function leaves must survive the next one's work. */
static void results_of_functions_do_not_disturb_one_another(void **state) {
    (void)state;
    static const hand rows[] = {
        {"abs(wave) + abs(2 * wave)", 2028, 15},
        {"max(abs(wave - 1), abs(wave - 9)) - min(abs(wave), abs(-2 * wave))", 2029, 3},
        {"abs(wave) * abs(wave + 1) - abs(wave + 2) * abs(wave + 3)", 2029,
         3 * 4 - 5 * 6},
        {"if(abs(wave) > abs(wave - 6), abs(wave) + 1, floor(wave / 2) + abs(wave))",
         2028, 6},
        {"clamp(abs(wave), abs(wave) - 1, abs(wave) - 2) + sqrt(wave * wave)", 2029, 4},
        {"prev(abs(wave), 9) + abs(prev(wave, 8)) + abs(wave)", 2028, 7},
        {"sum(abs(wave)) + abs(sum(wave)) * abs(wave)", 2028, 36},
        {"annualised(abs(wave)) * dt + abs(wave) / (1 + abs(wave))", 2029, 3.75},
        {"pow(abs(wave), abs(wave) - 1) - pow(abs(wave - 1), 2)", 2029, 5},
    };
    CHECK_TABLE(rows);
}

static void time_runs_to_the_periods_end(void **state) {
    (void)state;
    static const hand rows[] = {
        {"t / 1 year", 2027, 1},
        {"t / 1 year", 2030, 4},
        {"dt / 1 year", 2029, 1},
        {"year", 2029, 2029},
        {"since(2029-01-01) / 1 year", 2028, 0},
        {"since(2029-01-01) / 1 year", 2029, 1},
        {"since(2029-01-01) / 1 year", 2030, 2},
        /* 184 of 365 days are left of 2029 from the first of July on. */
        {"since(2029-07-01) / 1 year", 2029, 184.0 / 365},
        {"since(2029-07-01) / 1 year", 2030, 1 + 184.0 / 365},
        {"since(2031-01-01) / 1 year", 2030, 0},
        {"since(2027-01-01) / 1 year", 2030, 4},
        /* A day before the horizon counts from that day. */
        {"since(2025-01-01) / 1 year", 2027, 3},
        {"since(2026-07-02) / 1 year", 2028, 2 + 183.0 / 365},
    };
    CHECK_TABLE(rows);
}

static void memory_reaches_back_one_period(void **state) {
    (void)state;
    static const hand rows[] = {
        {"prev(wave, 9)", 2027, 9},
        {"prev(wave, 9)", 2028, 1},
        {"prev(wave, 9)", 2030, 3},
        {"prev(prev(wave, 9), 8)", 2028, 9},
        {"prev(prev(wave, 9), 8)", 2027, 8},
        {"prev(prev(wave, 9), 8)", 2029, 1},
        {"wave - prev(wave, wave)", 2027, 0},
        {"prev(ramp, 0) / 1 USD/year", 2027, 0},
        {"prev(ramp, 0 USD/year) / 1 USD/year", 2029, 20},
        {"prev(share.paid, 0) / 1 USD", 2028, 1},
        {"sum(wave)", 2027, 1},
        {"sum(wave)", 2030, 13},
        {"sum(ramp) / 1 USD", 2029, 60}, /* a rate is integrated */
        {"sum(share.paid) / 1 USD", 2029, 5},
        {"annualised(share.paid) / 1 USD/year", 2028, 2},
    };
    CHECK_TABLE(rows);
}

static void a_quantity_may_remember_itself(void **state) {
    (void)state;
    engine *e = open_with("year", "  level: {formula: 'prev(level, 100) * 1.5'}\n",
                          "  last_level: last(level)\n");
    assert_non_null(e->plan);
    engine_run(e, &base_case);
    expect_close(engine_mean(e, "old", "last_level"), 100 * 1.5 * 1.5 * 1.5 * 1.5, 1e-10);
    engine_close(e);
}

static void ledgers_can_be_read(void **state) {
    (void)state;
    /* a: sales of 10 k, rent of 3, a share of a tenth until 5 are paid: 1, 2, 2, 0. */
    static const hand rows[] = {
        {"net(a) / 1 USD", 2027, 10 - 3 - 1},
        {"net(a) / 1 USD", 2029, 30 - 3 - 2},
        {"net(a) / 1 USD", 2030, 40 - 3},
        {"net(b) / 1 USD", 2028, 3 + 2},
        {"balance(b) / 1 USD", 2030, 12 + 5},
        {"balance(a) / 1 USD", 2028, 30 - 6 - 3},
        {"net(market) / 1 USD", 2028, -20},
        {"share.paid / 1 USD", 2029, 2},
        {"share.capped", 2028, 0},
        {"share.capped", 2029, 1},
        {"net(a) + net(b) + net(market)", 2029, 0},
    };
    CHECK_TABLE(rows);
}

/* ---- Metrics ---- */

static double metric_of(const char *step, const char *agreement, const char *formula) {
    char *metric = text_of("  other: total(share.paid)\n  value: %s\n", formula);
    engine *e = open_with(step, "  double: 2 * ramp\n", metric);
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
    engine *e = open_with("year", "  unused: '1'\n", metric);
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

/* ---- Units ---- */

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
        engine *e = open_with("year", "  unused: '1'\n", metric);
        if (!e->plan)
            fail_msg("%s: %s", rows[i].formula, e->problems.list[0].message);
        engine_run(e, &base_case);
        assert_string_equal(engine_metric(e, "old", "value")->unit, rows[i].unit);
        engine_close(e);
        free(metric);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_have_their_precedence),
        cmocka_unit_test(comparisons_and_logic_give_flags),
        cmocka_unit_test(functions_have_their_values),
        cmocka_unit_test(results_of_functions_do_not_disturb_one_another),
        cmocka_unit_test(time_runs_to_the_periods_end),
        cmocka_unit_test(memory_reaches_back_one_period),
        cmocka_unit_test(a_quantity_may_remember_itself),
        cmocka_unit_test(ledgers_can_be_read),
        cmocka_unit_test(metrics_look_at_a_whole_path),
        cmocka_unit_test(dates_are_the_ends_of_periods),
        cmocka_unit_test(totals_do_not_depend_on_the_step),
        cmocka_unit_test(results_carry_their_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
