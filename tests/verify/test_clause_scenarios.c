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

#include "tests/support/known.h"

static const char black[] = "Black (1976)", exact_moments[] = "exact moments";
static const char quadrature[] = "quadrature (SciPy)";
static const char yardstick[] = "the project's own, with other tools";

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
    engine_expect_known(e, NULL, "worth", 0.001,
                        (known){"yardstick deal: mean NPV", yardstick, 26.0488,
                                .rounding = 4.5 * 0.0008});
    engine_expect_known(
        e, NULL, "by_24", 0.002,
        (known){"the same: P(cap reached)", yardstick, 0.7264, .rounding = 4.5 * 0.0001});
    engine_expect_known(e, NULL, "by_16", 0.006,
                        (known){"the same: P(cap reached by quarter 16)", yardstick,
                                0.1698, .rounding = 4.5 * 0.0001});
    /* Order-statistic intervals are 1.96 standard errors wide to each side. */
    static const struct {
        const char *of;
        double published, own_error;
        int at;
    } rows[] = {{"the same: 5% of NPV", 15.054, 0.009, ENT_P5},
                {"the same: median NPV", 27.738, 0.0005, ENT_P50},
                {"the same: 95% of NPV", 30.4467, 0.0012, ENT_P95}};
    for (int i = 0; i < 3; i++) {
        const double se = (npv->interval[i][1] - npv->interval[i][0]) / (2 * 1.96);
        expect_known((known){rows[i].of, yardstick, rows[i].published,
                             npv->summary.percentile[rows[i].at], se,
                             4.5 * rows[i].own_error});
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
    engine_expect_known(
        e, NULL, "worth", 0.003,
        (known){"yardstick without its cap: mean NPV", "closed form", 46.28204182});
    engine_close(e);
    free(yaml);
    /* Without chance either, to the last digits. */
    yaml = text_of(share_form, "2032-12-31", "quarter", 13.0, 0.4, 0.0, 0.2, "",
                   "  worth: npv(payee)\n");
    e = engine_open_run(yaml, 10);
    expect_known((known){"yardstick without its cap and without chance: NPV",
                         "closed form", uncapped_yardstick(),
                         engine_mean(e, NULL, "worth"), .rounding = 46.3 * 1e-14});
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
    engine_expect_known(
        e, NULL, "paid", 0.001,
        (known){"20% of a lognormal year, at most 25: mean paid", black, 16.8437771043});
    engine_expect_known(e, NULL, "binds", 0.003,
                        (known){"the same: P(cap binds)", black, 0.250821796045});
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
    engine_expect_known(e, NULL, "all", 0.001,
                        (known){"sum of a GBM at five yearly points: mean", exact_moments,
                                94.7916901314});
    engine_expect_known(
        e, NULL, "square", 0.01,
        (known){"the same: variance", exact_moments, 49.6613681108 * 49.6613681108});
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
    engine_expect_known(e, NULL, "shortfall", 0.002,
                        (known){"take-or-pay of 100 on lognormal demand: deficiency",
                                black, 17.0128799018});
    engine_expect_known(
        e, NULL, "all", 0.001,
        (known){"the same: all that the seller gets", black, 90 + 17.0128799018});
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
    engine_expect_known(
        e, NULL, "made_up", 0.005,
        (known){"two years of take-or-pay: made up", quadrature, set_off});
    engine_expect_known(
        e, NULL, "paid", 0.002,
        (known){"the same with make-up: deficiencies", quadrature, missing});
    engine_expect_known(e, NULL, "all", 0.002,
                        (known){"the same with make-up: net of what is made up",
                                quadrature, missing - set_off});
    engine_close(e);
    e = engine_open_run(carried, 400000);
    engine_expect_known(e, NULL, "made_up", 0,
                        (known){"the same with carry-forward: made up", quadrature, 0});
    engine_expect_known(e, NULL, "paid", 0.002,
                        (known){"the same with carry-forward: deficiencies", quadrature,
                                missing - set_off});
    engine_close(e);
    free(made_up);
    free(carried);
}

/* 6 x EBITDA - 240, nothing below 40, cap 150: at EBITDA 60 pays 120. */
static void an_earn_out(void **state) {
    (void)state;
    static const struct {
        double ebitda, pays;
        const char *of;
    } rows[] = {{30, 0, "earn-out 6 x EBITDA - 240, cap 150: EBITDA 30"},
                {40, 0, "the same: EBITDA 40"},
                {50, 60, "the same: EBITDA 50"},
                {60, 120, "the same: EBITDA 60"},
                {65, 150, "the same: EBITDA 65"},
                {70, 150, "the same: EBITDA 70"}};
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
            rows[i].ebitda);
        engine *e = engine_open_run(yaml, 2);
        expect_known((known){rows[i].of, "hand schedule", rows[i].pays,
                             engine_mean(e, NULL, "paid")});
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
        cmocka_unit_test(an_earn_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
