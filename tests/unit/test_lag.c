/* Payment lag: caps count what falls due; money moves in the period that holds its day, or in the last
 * if that is after the horizon; it is discounted at its own day, wherever it moves. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

enum { PERIODS = 6 };

/* One falls due each quarter; the last is a stub of 45 of 91 days. */
static const char form[] =
    "entente: 1\n"
    "title: A share with a lag\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2028-05-15, step: quarter}\n"
    "%s\n"
    "parties: {maker: {discount: 10%%}, seller: {discount: rate_of_seller}}\n"
    "assumptions: {rate_of_seller: {distribution: discrete, values: {10%%: 1}}}\n"
    "drivers: {sales: {kind: constant, unit: USD/year, value: 40}}\n"
    "agreements:\n"
    "  one:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: seller, to: maker, base: sales, rate: "
    "10%%%s}\n"
    "series: [share.paid, share.outstanding, share.cumulative, share.forgone, "
    "net(maker)]\n"
    "metrics: {paid: total(share.paid)}\n";
static const double stub = 45. / 91;

static engine *open_lag(const char *timing, const char *terms) {
    char *yaml = text_of(form, timing, terms);
    engine *e = engine_open_run(yaml, 100);
    free(yaml);
    return e;
}

static void expect_series(const engine *e, const char *name, const double *values) {
    const ent_series_result *series = engine_series(e, "one", name);
    for (size_t t = 0; t < PERIODS; t++) {
        assert_true(series->periods[t].min == series->periods[t].max);
        expect_close(series->periods[t].mean, values[t], values[t] == 0 ? 0 : 1e-15);
    }
}

static double present(double years) {
    return pow(1.1, -years);
}

/* Both parties' discount rates are 10%, one known beforehand and one drawn by path. */
static void expect_npv(const engine *e, double npv) {
    expect_close(engine_mean(e, "one", "npv.maker"), npv, 1e-14);
    expect_close(engine_mean(e, "one", "npv.seller"), -npv, 1e-14);
}

static void money_moves_in_the_period_that_holds_its_day(void **state) {
    (void)state;
    engine *e = open_lag("", ", lag: 3 months");
    expect_series(e, "share.paid", (double[]){0, 1, 1, 1, 1, 1 + stub});
    expect_series(e, "net(maker)", (double[]){0, 1, 1, 1, 1, 1 + stub});
    expect_series(e, "share.outstanding", (double[]){1, 1, 1, 1, 1, 1 + stub});
    expect_series(e, "share.cumulative", (double[]){1, 2, 3, 4, 5, 5 + stub});
    /* The last two fall due on 2028-06-30 and 2028-08-15. */
    expect_npv(e, present(0.5) + present(0.75) + present(1) + present(1.25) +
                      present(1.5) + stub * present(1.5 + 0.25 * 46 / 92));
    expect_close(engine_mean(e, "one", "paid"), 5 + stub, 1e-14);
    engine_close(e);
}

/* The day after each quarter, and after the stub, in years of its own quarter. */
static double one_day_later(double until) {
    static const double end[] = {0.25, 0.5, 0.75, 1, 1.25, 1.25 + 0.25 * 45 / 91};
    static const double days[] = {91, 92, 92, 91, 91, 91};
    double npv = 0;
    for (int t = 0; t < PERIODS; t++)
        npv += (t < 5 ? 1 : stub) * present(end[t] + 0.25 / days[t] - until);
    return npv;
}

static void a_day_is_discounted_as_a_day(void **state) {
    (void)state;
    engine *e = open_lag("", ", lag: 1 day");
    expect_series(e, "share.paid", (double[]){0, 1, 1, 1, 1, 1 + stub});
    expect_npv(e, one_day_later(0));
    engine_close(e);
}

/* 60 days after a quarter's end are 60 days of the next one; 2028-05-15 + 60 is 2028-07-14. */
static void days_within_a_period_are_its_part(void **state) {
    (void)state;
    engine *e = open_lag("", ", lag: 60 days");
    expect_npv(e, present(0.25 + 0.25 * 60 / 91) + present(0.5 + 0.25 * 60 / 92) +
                      present(0.75 + 0.25 * 60 / 92) + present(1 + 0.25 * 60 / 91) +
                      present(1.25 + 0.25 * 60 / 91) +
                      stub * present(1.5 + 0.25 * 14 / 92));
    engine_close(e);
}

/* All but the first are paid after the horizon, and the stub a year after 2028-05-15. */
static void a_year_later_is_a_year_later(void **state) {
    (void)state;
    engine *e = open_lag("", ", lag: 1 year");
    expect_series(e, "share.paid", (double[]){0, 0, 0, 0, 1, 4 + stub});
    expect_npv(e, present(1.25) + present(1.5) + present(1.75) + present(2) +
                      present(2.25) + stub * present(2.25 + 0.25 * 45 / 91));
    engine_close(e);
}

/* Middle of the period, and a lag from there. */
static void a_lag_runs_from_the_middle_in_mid_period_timing(void **state) {
    (void)state;
    engine *e = open_lag("timing: mid", ", lag: 1 day");
    expect_npv(e, one_day_later(0.125) - stub * present(1.25 + 0.25 * 46 / 91 - 0.125) +
                      stub * present(1.25 + 0.25 * 46 / 91 - 0.125 * stub));
    engine_close(e);
}

static void in_mid_period_timing_half_a_period_earlier(void **state) {
    (void)state;
    engine *e = open_lag("timing: mid", ", lag: 3 months");
    expect_npv(e, present(0.375) + present(0.625) + present(0.875) + present(1.125) +
                      present(1.375) + stub * present(1.625 - 0.125 * stub));
    engine_close(e);
}

/* 100 days from the end of March is in the third quarter: two quarters' money is under way. */
static void a_longer_lag_has_more_under_way(void **state) {
    (void)state;
    engine *e = open_lag("", ", lag: 100 days");
    expect_series(e, "share.paid", (double[]){0, 0, 1, 1, 1, 2 + stub});
    expect_series(e, "share.outstanding", (double[]){1, 2, 2, 2, 2, 1 + stub});
    engine_close(e);
    e = open_lag("", ", lag: 10 years");
    expect_series(e, "share.paid", (double[]){0, 0, 0, 0, 0, 5 + stub});
    expect_series(e, "share.outstanding", (double[]){1, 2, 3, 4, 5, 5 + stub});
    engine_close(e);
}

static void caps_count_what_falls_due(void **state) {
    (void)state;
    engine *e = open_lag("", ", lag: 3 months, cap: 2.5");
    expect_series(e, "share.paid", (double[]){0, 1, 1, 0.5, 0, 0});
    expect_series(e, "share.forgone", (double[]){0, 0, 0.5, 1, 1, stub});
    expect_series(e, "share.outstanding", (double[]){1, 1, 0.5, 0, 0, 0});
    assert_true(engine_event(e, "one", "share.capped")->by_period[1] == 0);
    assert_true(engine_event(e, "one", "share.capped")->by_period[2] == 1);
    expect_npv(e, present(0.5) + present(0.75) + 0.5 * present(1));
    engine_close(e);
}

static void no_time_is_no_lag(void **state) {
    (void)state;
    engine *with = open_lag("", ", lag: 0 days"), *without = open_lag("", "");
    char *a = engine_digest(with->results), *b = engine_digest(without->results);
    expect_same_text(a, b, "a lag of 0 days");
    expect_series(without, "share.outstanding", (double[]){0, 0, 0, 0, 0, 0});
    free(a);
    free(b);
    engine_close(with);
    engine_close(without);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_moves_in_the_period_that_holds_its_day),
        cmocka_unit_test(a_day_is_discounted_as_a_day),
        cmocka_unit_test(days_within_a_period_are_its_part),
        cmocka_unit_test(a_year_later_is_a_year_later),
        cmocka_unit_test(a_lag_runs_from_the_middle_in_mid_period_timing),
        cmocka_unit_test(in_mid_period_timing_half_a_period_earlier),
        cmocka_unit_test(a_longer_lag_has_more_under_way),
        cmocka_unit_test(caps_count_what_falls_due),
        cmocka_unit_test(no_time_is_no_lag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
