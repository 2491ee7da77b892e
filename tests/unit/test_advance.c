/* Money clauses as an analyst writes them, in whole scenarios: a publisher's recoupable
 * advance, and a profit share that steps down once the payee has had its money back. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

enum { YEARS = 5 };

/* To the rounding of the largest amount that the values are differences of. */
static void expect_series(const engine *e, const char *name, const double *values,
                          double largest) {
    const ent_series_result *series = engine_series(e, NULL, name);
    for (size_t t = 0; t < YEARS; t++) {
        assert_true(series->periods[t].min == series->periods[t].max);
        expect_close(series->periods[t].mean, values[t], 1e-15 * largest);
    }
}

/* 500k on signature; 10% of sales of 2m a year is kept until the advance is recouped. */
static const char advance[] =
    "entente: 1\n"
    "title: A book\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2031-12-31, step: year}\n"
    "parties: {publisher: {discount: 8%}, author: {discount: 10%}}\n"
    "drivers: {sales: {kind: constant, unit: USD/year, value: 2m}}\n"
    "agreements:\n"
    "  contract:\n"
    "    clauses:\n"
    "      royalty: {kind: revenue_share, from: publisher, to: author, base: sales, "
    "rate: 10%}\n"
    "      advance: {kind: fee, from: publisher, to: author, amount: 500k,\n"
    "                recoup_from: royalty.paid}\n"
    "series: [net(author), net(publisher), advance.outstanding]\n"
    "metrics: {recouped: first(advance.outstanding == 0), all: cash(author)}\n";

static void royalties_are_kept_until_the_advance_is_recouped(void **state) {
    (void)state;
    engine *e = engine_open_run(advance, 100);
    expect_series(e, "net(author)", (double[]){500e3, 0, 100e3, 200e3, 200e3}, 500e3);
    expect_series(e, "net(publisher)", (double[]){-500e3, 0, -100e3, -200e3, -200e3},
                  500e3);
    expect_series(e, "advance.outstanding", (double[]){300e3, 100e3, 0, 0, 0}, 500e3);
    expect_close(engine_mean(e, NULL, "npv.author"),
                 500e3 / 1.1 + 100e3 / pow(1.1, 3) + 200e3 / pow(1.1, 4) +
                     200e3 / pow(1.1, 5),
                 1e-8);
    engine_close(e);
}

/* The shape of the 2023 agreement: 75% of profit until 13bn have been paid, 49% to 92bn, then
 * nothing; losses of the first year are set off first. */
static const char waterfall[] =
    "entente: 1\n"
    "title: A capped return\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2031-12-31, step: year}\n"
    "parties: {maker: {discount: 12%}, investor: {discount: 9%}}\n"
    "drivers:\n"
    "  profit: {kind: curve, unit: USD/year,\n"
    "           yearly: {2027: -4bn, 2028: 12bn, 2029: 30bn, 2030: 130bn, 2031: 200bn}}\n"
    "agreements:\n"
    "  first:\n"
    "    clauses:\n"
    "      return: {kind: profit_share, from: maker, to: investor, profit: profit,\n"
    "               tiers: [{above: 0, rate: 75%}, {above: 13bn, rate: 49%},\n"
    "                       {above: 92bn, rate: 0%}], carry_losses: true}\n"
    "series: [return.paid, return.carried, return.cumulative]\n";

static void a_waterfall_steps_down_as_its_hurdles_are_met(void **state) {
    (void)state;
    engine *e = engine_open_run(waterfall, 100);
    /* 8bn make 6bn; of 30bn the first 28/3bn make 7bn, the rest 49%; then all that is left. */
    const double second = 7e9 + 0.49 * (30e9 - 28e9 / 3), third = 0.49 * 130e9;
    expect_series(e, "return.paid",
                  (double[]){0, 6e9, second, third, 92e9 - 6e9 - second - third}, 92e9);
    expect_series(e, "return.carried", (double[]){4e9, 0, 0, 0, 0}, 92e9);
    assert_true(engine_series(e, NULL, "return.cumulative")->periods[4].mean <=
                92e9 * (1 + 1e-15));
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(royalties_are_kept_until_the_advance_is_recouped),
        cmocka_unit_test(a_waterfall_steps_down_as_its_hurdles_are_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
