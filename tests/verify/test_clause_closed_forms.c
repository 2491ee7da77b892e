/* Clauses against closed forms, by quadrature rather than by sampling: each path is one
 * point of a midpoint rule over a standard normal z, so that the only error is the
 * rule's.
 *
 * A payoff with a kink, whose slope in z jumps there by J, is met to J phi h^2 / 8; a
 * flag to phi h / 2; phi is at most 0.3989.  A smooth payoff leaves the rounding of the
 * sum and what lies beyond 8 standard deviations, 20 N(0.6 - 8) = 1.4e-12 in all. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"
#include "tests/support/known.h"

static const char black[] = "Black (1976)";

enum { SLICES = 64, POINTS = SLICES * ENT_SLICE };
static const double reach = 8, width = 2.0 * 8 / POINTS, peak = 0.3989422804014327;

static double point(size_t slice, size_t path) {
    return -reach + ((double)(slice * ENT_SLICE + path) + 0.5) * width;
}

static double weight(double z) {
    return peak * exp(-z * z / 2) * width;
}

static double normal(double x) {
    return 0.5 * erfc(-x / sqrt(2));
}

/* A lognormal of that mean and log-sd, at z. */
static double lognormal(double mean, double sd, double z) {
    return mean * exp(sd * z - sd * sd / 2);
}

/* Revenue lognormal, mean 100, log-sd 0.6; 20% of it, at most 25.  E min(0.2 R, 25) =
 * 0.2 (E R N(-d1)) + 25 N(d2), the capped call of Black (1976) without interest. */
static void a_capped_share_is_worth_its_closed_form(void **state) {
    (void)state;
    double mean = 0, binds = 0, forgone = 0;
    for (size_t s = 0; s < SLICES; s++) {
        clause_deal *d =
            deal_open("revenue_share", "2027-01-01", "2027-12-31", ENT_YEARLY);
        deal_set(d, "rate", ALL, ALL, 0.2);
        deal_set(d, "cap", ALL, ALL, 25);
        for (size_t i = 0; i < ENT_SLICE; i++)
            deal_set(d, "base", 0, i, lognormal(100, 0.6, point(s, i)));
        assert_true(deal_run(d));
        for (size_t i = 0; i < ENT_SLICE; i++) {
            const double w = weight(point(s, i));
            mean += w * deal_at(d, "paid", 0, i);
            binds += w * deal_at(d, "capped", 0, i);
            forgone += w * deal_at(d, "forgone", 0, i);
        }
        deal_close(d);
    }
    const double kink = 0.6 * 25 * peak * width * width / 8;
    expect_known((known){"20% of a lognormal year, at most 25: mean paid", black,
                         16.8437771043, mean, .rounding = kink});
    expect_known((known){"the same: P(cap binds)", black, 0.250821796045, binds,
                         .rounding = peak * width / 2});
    /* 20% of the mean, without a kink: each of POINTS additions rounds by half a bit of
     * it. */
    expect_known((known){"the same: paid and forgone", "the mean", 20, mean + forgone,
                         .rounding = 1.4e-12 + 20 * POINTS * 0x1p-53});
}

/* The same revenue; 20% of it up to 125 and 10% beyond: 20% of all less 10% of the call above
 * 125, which is (20 - 16.8437771043) / 0.2. */
static void a_tiered_share_is_worth_its_closed_form(void **state) {
    (void)state;
    double mean = 0;
    for (size_t s = 0; s < SLICES; s++) {
        clause_deal *d =
            deal_open("revenue_share", "2027-01-01", "2027-12-31", ENT_YEARLY);
        deal_row(d, "tiers", 0, "above", ALL, 0);
        deal_row(d, "tiers", 0, "rate", ALL, 0.2);
        deal_row(d, "tiers", 1, "above", ALL, 125);
        deal_row(d, "tiers", 1, "rate", ALL, 0.1);
        for (size_t i = 0; i < ENT_SLICE; i++)
            deal_set(d, "base", 0, i, lognormal(100, 0.6, point(s, i)));
        assert_true(deal_run(d));
        for (size_t i = 0; i < ENT_SLICE; i++)
            mean += weight(point(s, i)) * deal_at(d, "paid", 0, i);
        deal_close(d);
    }
    expect_known((known){"20% up to 125 and 10% beyond: mean paid", black,
                         20 - 0.1 * (20 - 16.8437771043) / 0.2, mean,
                         .rounding = 0.6 * 12.5 * peak * width * width / 8 + 1.4e-12});
}

/* Profit lognormal, mean 100, log-sd 0.6: 75% until 30 have been paid, that is of the first 40,
 * then 50%.  E min(X, 40) by Black (1976): 100 N(-d1) + 40 N(d2), d2 = (ln 2.5 - 0.18) / 0.6. */
static void a_waterfall_is_worth_its_closed_form(void **state) {
    (void)state;
    double mean = 0;
    for (size_t s = 0; s < SLICES; s++) {
        clause_deal *d =
            deal_open("profit_share", "2027-01-01", "2027-12-31", ENT_YEARLY);
        deal_row(d, "tiers", 0, "above", ALL, 0);
        deal_row(d, "tiers", 0, "rate", ALL, 0.75);
        deal_row(d, "tiers", 1, "above", ALL, 30);
        deal_row(d, "tiers", 1, "rate", ALL, 0.5);
        for (size_t i = 0; i < ENT_SLICE; i++)
            deal_set(d, "profit", 0, i, lognormal(100, 0.6, point(s, i)));
        assert_true(deal_run(d));
        for (size_t i = 0; i < ENT_SLICE; i++)
            mean += weight(point(s, i)) * deal_at(d, "paid", 0, i);
        deal_close(d);
    }
    const double d2 = (log(2.5) - 0.18) / 0.6, d1 = d2 + 0.6;
    const double first = 100 * normal(-d1) + 40 * normal(d2);
    expect_known((known){"75% of profit until 30 are paid, then 50%: mean paid", black,
                         0.5 * 100 + 0.25 * first, mean,
                         .rounding = 0.6 * 10 * peak * width * width / 8 + 1e-11});
}

/* Demand lognormal, mean 90, log-sd 0.3, against a commitment of 100: the deficiency is a
 * put.  In one year a total and a yearly sum are the same. */
static void take_or_pay(const char *of, const char *amount) {
    double deficiency = 0;
    for (size_t s = 0; s < SLICES; s++) {
        clause_deal *d =
            deal_open("purchase_commitment", "2027-01-01", "2027-12-31", ENT_YEARLY);
        deal_set(d, amount, ALL, ALL, 100);
        for (size_t i = 0; i < ENT_SLICE; i++)
            deal_set(d, "spend", 0, i, lognormal(90, 0.3, point(s, i)));
        assert_true(deal_run(d));
        for (size_t i = 0; i < ENT_SLICE; i++)
            deficiency += weight(point(s, i)) * deal_at(d, "paid", 0, i);
        deal_close(d);
    }
    expect_known((known){of, black, 17.0128799018, deficiency,
                         .rounding = 0.3 * 100 * peak * width * width / 8});
}

static void a_take_or_pay_deficiency_is_worth_its_closed_form(void **state) {
    (void)state;
    take_or_pay("take-or-pay of 100 in all: deficiency", "amount");
    take_or_pay("take-or-pay of 100 a year: deficiency", "annual");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_capped_share_is_worth_its_closed_form),
        cmocka_unit_test(a_tiered_share_is_worth_its_closed_form),
        cmocka_unit_test(a_waterfall_is_worth_its_closed_form),
        cmocka_unit_test(a_take_or_pay_deficiency_is_worth_its_closed_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
