/* Payment lag: caps count what falls due, money moves later, and what falls due after the
 * horizon moves in its last period but is discounted at its own day. */
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
        cmocka_unit_test(in_mid_period_timing_half_a_period_earlier),
        cmocka_unit_test(a_longer_lag_has_more_under_way),
        cmocka_unit_test(caps_count_what_falls_due),
        cmocka_unit_test(no_time_is_no_lag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
