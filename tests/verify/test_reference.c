/* Published answers, met by whole scenarios.
 *
 * Simulated ones are met within 4.5 standard errors at a fixed seed (a chance of 7 in a
 * million each, were the seed free), and only where the error is small enough to notice a
 * slip.  An expectation of a smooth payoff has its error from the simulation alone: the
 * drivers are exact in distribution at the period's ends. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

/* A capped or uncapped share of one GBM: revenue a year, drift, volatility, rate, cap. */
static const char share_form[] =
    "entente: 1\n"
    "title: A share of revenue\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: %s, step: %s}\n"
    "parties: {payer: {name: Payer}, payee: {discount: 10%%}}\n"
    "drivers:\n"
    "  revenue: {kind: gbm, unit: USD/year, initial: %.17g, drift: %.17g, volatility: "
    "%.17g}\n"
    "agreements:\n"
    "  deal:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: payer, to: payee, base: revenue, rate: "
    "%.17g%s}\n"
    "metrics:\n"
    "%s";

/* ---- The yardstick deal ----
 *
 * One GBM, 24 quarters, 20% until 38 in all, discounted at 10%: mean NPV 26.0488 +/-
 * .0008, P5 15.054 +/- .009, P50 27.738, P95 30.4467 +/- .0012, P(cap reached) .7264 +/-
 * .0001 by the end and .1698 +/- .0001 by quarter 16; without the cap 46.28204182
 * exactly.  (The project's own reference, computed with other tools.) */

/* Sum over quarters of .2 x 3.25 exp(.4 q / 4) 1.1^(-q / 4). */
static double uncapped_yardstick(void) {
    double sum = 0;
    for (int q = 1; q <= 24; q++)
        sum += 0.2 * 13 / 4 * exp(0.4 * q / 4) * pow(1.1, -q / 4.0);
    return sum;
}

static void the_yardstick_deal(void **state) {
    (void)state;
    char *yaml =
        text_of(share_form, "2032-12-31", "quarter", 13.0, 0.4, 0.35, 0.2, ", cap: 38",
                "  worth: npv(payee)\n"
                "  by_16: at(share.capped, 2030-12-31)\n"
                "  by_24: ever(share.capped)\n"
                "  when: first(share.capped)\n");
    const uint64_t paths = 200000;
    engine *e = engine_open_run(yaml, paths);
    /* The references' own errors are part of the distance. */
    const ent_metric_result *npv = engine_metric(e, NULL, "worth");
    expect_close(npv->summary.mean, 26.0488, 4.5 * hypot(npv->summary.se, 0.0008));
    assert_true(npv->summary.se < 0.02);
    expect_close(engine_mean(e, NULL, "by_24"), 0.7264,
                 4.5 * hypot(sqrt(0.7264 * 0.2736 / (double)paths), 0.0001));
    expect_close(engine_mean(e, NULL, "by_16"), 0.1698,
                 4.5 * hypot(sqrt(0.1698 * 0.8302 / (double)paths), 0.0001));
    /* Order-statistic intervals are 1.96 standard errors wide to each side. */
    const double published[] = {15.054, 27.738, 30.4467};
    const double own_error[] = {0.009, 0.0005, 0.0012};
    const int at[] = {ENT_P5, ENT_P50, ENT_P95};
    for (int i = 0; i < 3; i++) {
        const double se = (npv->interval[i][1] - npv->interval[i][0]) / (2 * 1.96);
        expect_close(npv->summary.percentile[at[i]], published[i],
                     4.5 * hypot(se, own_error[i]));
        assert_true(se < 0.05);
    }
    /* The event tells the same as the metric, path by path. */
    const ent_event_result *event = engine_event(e, NULL, "share.capped");
    /* Counted there, averaged here: the rounding of a mean's additions apart. */
    expect_close(engine_mean(e, NULL, "by_24"), event->probability, 1e-12);
    expect_close(engine_mean(e, NULL, "by_16"), event->by_period[15], 1e-12);
    expect_close(engine_metric(e, NULL, "when")->never, 1 - event->probability, 1e-15);
    assert_true(npv->summary.max < 38);
    engine_close(e);
    free(yaml);
}

static void the_yardstick_without_its_cap(void **state) {
    (void)state;
    expect_close(uncapped_yardstick(), 46.28204182, 5e-9);
    char *yaml = text_of(share_form, "2032-12-31", "quarter", 13.0, 0.4, 0.35, 0.2, "",
                         "  worth: npv(payee)\n");
    engine *e = engine_open_run(yaml, 200000);
    engine_expect_mean(e, NULL, "worth", 46.28204182, 0.003);
    engine_close(e);
    free(yaml);
    /* Without chance either, to the last digits. */
    yaml = text_of(share_form, "2032-12-31", "quarter", 13.0, 0.4, 0.0, 0.2, "",
                   "  worth: npv(payee)\n");
    e = engine_open_run(yaml, 10);
    expect_close(engine_mean(e, NULL, "worth"), uncapped_yardstick(), 46.3 * 1e-14);
    engine_close(e);
    free(yaml);
}

/* Revenue lognormal, mean 100, log-sd .6; min(20% R, 25): mean 16.8437771043, P(cap binds)
 * .250821796045 (Black 1976 without interest). */
static void a_capped_share_of_one_period(void **state) {
    (void)state;
    char *yaml =
        text_of(share_form, "2027-12-31", "year", 100.0, 0.0, 0.6, 0.2, ", cap: 25",
                "  paid: total(share.paid)\n  binds: ever(share.forgone > 0)\n");
    engine *e = engine_open_run(yaml, 400000);
    engine_expect_mean(e, NULL, "paid", 16.8437771043, 0.001);
    engine_expect_mean(e, NULL, "binds", 0.250821796045, 0.003);
    engine_close(e);
    free(yaml);
}

/* S0 10, drift .2, vol .3, five yearly points: the sum has mean 94.7916901314 and sd
 * 49.6613681108 (exact moments). */
static void the_sum_of_a_gbm(void **state) {
    (void)state;
    char *yaml = text_of(share_form, "2031-12-31", "year", 10.0, 0.2, 0.3, 1.0, "",
                         "  all: total(share.paid)\n"
                         "  square: (total(share.paid) / 1 USD - 94.7916901314) ^ 2\n");
    engine *e = engine_open_run(yaml, 400000);
    engine_expect_mean(e, NULL, "all", 94.7916901314, 0.001);
    engine_expect_mean(e, NULL, "square", 49.6613681108 * 49.6613681108, 0.01);
    engine_close(e);
    free(yaml);
}

/* Demand lognormal, mean 90, log-sd .3, against 100: E 17.0128799018. */
static void a_take_or_pay_shortfall(void **state) {
    (void)state;
    engine *e = engine_open_run(
        "entente: 1\n"
        "title: Take or pay\n"
        "currency: USD\n"
        "horizon: {start: 2027-01-01, end: 2027-12-31, step: year}\n"
        "parties: {buyer: {name: B}, seller: {name: S}}\n"
        "drivers:\n"
        "  demand: {kind: gbm, unit: USD/year, initial: 90, drift: 0, volatility: 30%}\n"
        "flows:\n"
        "  bills: {from: buyer, to: seller, amount: demand}\n"
        "agreements:\n"
        "  deal:\n"
        "    clauses:\n"
        "      pledge: {kind: purchase_commitment, buyer: buyer, seller: seller, spend: "
        "demand, "
        "amount: 100}\n"
        "metrics:\n"
        "  shortfall: total(pledge.paid)\n"
        "  all: total(net(seller))\n",
        400000);
    engine_expect_mean(e, NULL, "shortfall", 17.0128799018, 0.002);
    engine_expect_mean(e, NULL, "all", 90 + 17.0128799018, 0.001);
    engine_close(e);
}

/* Two independent years of that demand.  With D = max(100 - first, 0), E = max(second - 100, 0):
 * E[min(D, E)] = the integral of P(first < 100 - x) P(second > 100 + x) over x > 0, 2.9437234647, by
 * quadrature.  Made up is min(D, E); carried forward, by symmetry, is as much. */
static void two_years_set_off(void **state) {
    (void)state;
    static const char form[] =
        "entente: 1\n"
        "title: Take or pay\n"
        "currency: USD\n"
        "horizon: {start: 2027-01-01, end: 2028-12-31, step: year}\n"
        "parties: {buyer: {name: B}, seller: {name: S}}\n"
        "drivers:\n"
        "  demand: {kind: each_period, unit: USD/year, distribution: lognormal, "
        "median: %.17g, log_sd: 0.3}\n"
        "agreements:\n"
        "  deal:\n"
        "    clauses:\n"
        "      pledge: {kind: purchase_commitment, buyer: buyer, seller: seller, spend: "
        "demand, annual: 100, %s}\n"
        "metrics:\n"
        "  made_up: total(pledge.made_up)\n"
        "  paid: total(pledge.paid)\n"
        "  all: total(net(seller))\n";
    const double set_off = 2.9437234647, missing = 2 * 17.0128799018;
    const double median = 90 * exp(-0.045);
    char *made_up = text_of(form, median, "make_up: true");
    char *carried = text_of(form, median, "carry_forward: true");
    engine *e = engine_open_run(made_up, 400000);
    engine_expect_mean(e, NULL, "made_up", set_off, 0.005);
    engine_expect_mean(e, NULL, "paid", missing, 0.002);
    engine_expect_mean(e, NULL, "all", missing - set_off, 0.002);
    engine_close(e);
    e = engine_open_run(carried, 400000);
    engine_expect_mean(e, NULL, "made_up", 0, 0);
    engine_expect_mean(e, NULL, "paid", missing - set_off, 0.002);
    engine_close(e);
    free(made_up);
    free(carried);
}

/* ---- Options: a cap on a sum is an option on an average ---- */

/* S at the end of half a year under r = q = drift; min(S, K) = K - put's payoff. Hull: S 42,
 * K 40, r .10, sigma .20, T .5: call 4.7594, put 0.8086. */
static void hulls_call_and_put(void **state) {
    (void)state;
    engine *e = engine_open_run(
        "entente: 1\n"
        "title: Hull's option\n"
        "currency: USD\n"
        "horizon: {start: 2027-01-01, end: 2027-06-30, step: quarter}\n"
        "parties: {writer: {name: W}, holder: {name: H}}\n"
        "drivers:\n"
        "  price: {kind: gbm, unit: USD, initial: 42, drift: 10%, volatility: 20%}\n"
        "agreements:\n"
        "  deal: {clauses: {}}\n"
        "metrics:\n"
        "  call: exp(-0.1 * 0.5) * max(last(price) - 40 USD, 0)\n"
        "  put: exp(-0.1 * 0.5) * max(40 USD - last(price), 0)\n",
        400000);
    /* Published to four decimals. */
    const ent_summary call = engine_metric(e, NULL, "call")->summary;
    const ent_summary put = engine_metric(e, NULL, "put")->summary;
    expect_close(call.mean, 4.7594, 4.5 * call.se + 0.00005);
    expect_close(put.mean, 0.8086, 4.5 * put.se + 0.00005);
    assert_true(call.se < 0.01 && put.se < 0.003);
    engine_close(e);
}

/* Levy (1997), put on the average: S 90, K 87, q .06, r .025, sigma .13, fixings from time
 * 0 to 11/12: 2 fixings 1.3942835683, 4 -> 1.5852442983, 12 -> 1.6980019214.
 *
 * With n fixings at times 0, 11/(12 (n - 1)), ... the average holds the known first one.
 * A GBM's state stands at the periods' ends, so the first fixing is S0 itself and the
 * others are every k-th month's end.  The put is what a share of the sum, capped at K,
 * leaves of the cap: K - min(average, K). */
static void levys_put_on_an_average(void **state) {
    (void)state;
    static const struct {
        int fixings, step; /* months between fixings */
        double put;
    } rows[] = {{2, 11, 1.3942835683}, {12, 1, 1.6980019214}};
    for (size_t i = 0; i < 2; i++) {
        char *yaml = text_of(
            "entente: 1\n"
            "title: An average\n"
            "currency: USD\n"
            "horizon: {start: 2027-01-01, end: 2027-12-31, step: month}\n"
            "parties: {payer: {name: P}, payee: {name: Q}}\n"
            "drivers:\n"
            "  price: {kind: gbm, unit: USD/year, initial: 90, drift: -3.5%%, "
            "volatility: "
            "13%%}\n"
            "quantities:\n"
            "  month: {formula: floor(t / dt + 0.5)}\n"
            "  fixing: {formula: 'if(month == %d * floor(month / %d) and month < 12, "
            "price, "
            "0)', unit: USD/year}\n"
            "agreements:\n"
            "  deal:\n"
            "    clauses:\n"
            "      share: {kind: revenue_share, from: payer, to: payee, base: 12 * "
            "fixing / %d, "
            "rate: 100%%, paid_to_date: 90 USD / %d, cap: 87}\n"
            "metrics:\n"
            /* One year and one month of discounting at 2.5%% are Levy's: T = 1. */
            "  put: exp(-0.025) * last(share.headroom)\n",
            rows[i].step, rows[i].step, rows[i].fixings, rows[i].fixings);
        engine *e = engine_open_run(yaml, 400000);
        engine_expect_mean(e, NULL, "put", rows[i].put, 0.005);
        engine_close(e);
        free(yaml);
    }
}

/* Linetsky (2004), K = 2, continuous averaging, as E[min(A, K)].  Left and right sums of a
 * fine step bracket the integral; their mean errs by O(step^2), and the trapezium's bias
 * is below a tenth of the standard error. */
static void linetskys_averages(void **state) {
    (void)state;
    static const struct {
        double rate, sigma, years, start, mean, capped;
    } rows[] = {{0.02, 0.10, 1, 2.0, 2.0201340027, 1.9630169681},
                {0.18, 0.30, 1, 2.0, 2.1913040347, 1.9298466720},
                {0.0125, 0.25, 2, 2.0, 2.0252096420, 1.8485798970}};
    for (size_t i = 0; i < 3; i++) {
        char *yaml =
            text_of("entente: 1\n"
                    "title: A continuous average\n"
                    "currency: USD\n"
                    "horizon: {start: 2027-01-01, end: %s, step: day}\n"
                    "parties: {payer: {name: P}}\n"
                    "drivers:\n"
                    "  price: {kind: gbm, initial: %g, drift: %g, volatility: %g}\n"
                    "quantities:\n"
                    "  middle: {formula: '(price + prev(price, %g)) / 2'}\n"
                    "agreements: {deal: {clauses: {}}}\n"
                    "series: []\n"
                    "metrics:\n"
                    "  average: mean(middle)\n"
                    "  capped: min(mean(middle), 2)\n",
                    rows[i].years > 1 ? "2028-12-31" : "2027-12-31", rows[i].start,
                    rows[i].rate, rows[i].sigma, rows[i].start);
        engine *e = engine_open_run(yaml, 20480);
        /* The leap day lengthens the second year by 1/365: half of that in time. */
        engine_expect_mean(e, NULL, "average", rows[i].mean, 0.002);
        engine_expect_mean(e, NULL, "capped", rows[i].capped, 0.001);
        engine_close(e);
        free(yaml);
    }
}

/* 6 x EBITDA - 240, nothing below 40, cap 150: at EBITDA 60 pays 120. */
static void an_earn_out(void **state) {
    (void)state;
    static const double ebitda[] = {30, 40, 50, 60, 65, 70};
    static const double pays[] = {0, 0, 60, 120, 150, 150};
    for (size_t i = 0; i < 6; i++) {
        char *yaml = text_of(
            "entente: 1\n"
            "title: An earn-out\n"
            "currency: USD\n"
            "horizon: {start: 2027-01-01, end: 2027-12-31, step: year}\n"
            "parties: {buyer: {name: B}, founder: {name: F}}\n"
            "assumptions: {ebitda: {value: %g, unit: USD}}\n"
            "quantities: {over: {formula: '6 * max(ebitda - 40 USD, 0) / 1 year', unit: "
            "USD/year}}\n"
            "agreements:\n"
            "  deal:\n"
            "    clauses:\n"
            "      earn_out: {kind: revenue_share, from: buyer, to: founder, base: over, "
            "rate: "
            "100%%, cap: 150}\n"
            "metrics: {paid: total(earn_out.paid)}\n",
            ebitda[i]);
        engine *e = engine_open_run(yaml, 2);
        assert_true(engine_mean(e, NULL, "paid") == pays[i]);
        engine_close(e);
        free(yaml);
    }
}

/* Exchange of two flows (Margrabe): S1 22, S2 20, q .06/.04, sigma1 .20, T .1, to 1e-3
 * (published to three decimals). */
static void margrabes_exchange(void **state) {
    (void)state;
    static const struct {
        double rho, sigma, value;
    } rows[] = {{-0.5, 0.15, 2.125}, {-0.5, 0.20, 2.199}, {-0.5, 0.25, 2.283},
                {0.5, 0.15, 1.974},  {0.5, 0.20, 1.989},  {0.5, 0.25, 2.019}};
    for (size_t i = 0; i < 6; i++) {
        /* One period of .1 year: the volatilities and drifts are scaled to a whole year. */
        char *yaml =
            text_of("entente: 1\n"
                    "title: An exchange\n"
                    "currency: USD\n"
                    "horizon: {start: 2027-01-01, end: 2027-12-31, step: year}\n"
                    "parties: {a: {name: A}}\n"
                    "drivers:\n"
                    "  one: {kind: gbm, initial: 22, drift: -0.006, volatility: %.17g}\n"
                    "  two: {kind: gbm, initial: 20, drift: -0.004, volatility: %.17g}\n"
                    "correlations:\n  - {between: [one, two], value: %g}\n"
                    "agreements: {deal: {clauses: {}}}\n"
                    "metrics: {value: 'max(last(one) - last(two), 0)'}\n",
                    0.2 * sqrt(0.1), rows[i].sigma * sqrt(0.1), rows[i].rho);
        engine *e = engine_open_run(yaml, 400000);
        const ent_summary s = engine_metric(e, NULL, "value")->summary;
        expect_close(s.mean, rows[i].value, 4.5 * s.se + 0.0005);
        assert_true(s.se < 0.005);
        engine_close(e);
        free(yaml);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_yardstick_deal),
        cmocka_unit_test(the_yardstick_without_its_cap),
        cmocka_unit_test(a_capped_share_of_one_period),
        cmocka_unit_test(the_sum_of_a_gbm),
        cmocka_unit_test(a_take_or_pay_shortfall),
        cmocka_unit_test(two_years_set_off),
        cmocka_unit_test(hulls_call_and_put),
        cmocka_unit_test(levys_put_on_an_average),
        cmocka_unit_test(linetskys_averages),
        cmocka_unit_test(an_earn_out),
        cmocka_unit_test(margrabes_exchange),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
