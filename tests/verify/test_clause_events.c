/* Clauses over several periods, and those that wait for an event, in whole scenarios.
 *
 * Each expected value is a sum over the periods, written beside it, or an integral that SciPy did by
 * quadrature to ten digits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/known.h"

static const char by_hand[] = "sum over the periods", quadrature[] = "quadrature (SciPy)";
static const char black[] = "Black (1976)", exact_moments[] = "exact moments";

static const char form[] = "entente: 1\n"
                           "title: A clause\n"
                           "currency: USD\n"
                           "horizon: {start: 2027-01-01, end: %s, step: %s}\n"
                           "parties: {payer: {discount: 8%%}, payee: {discount: 10%%}}\n"
                           "drivers:\n%s"
                           "agreements:\n  deal:\n    clauses:\n%s"
                           "metrics:\n%s";

typedef struct {
    const char *end, *step, *drivers, *clauses, *metrics;
    struct {
        const char *metric;
        double resolution;
        known answer;
    } cases[2]; /* a second one without a metric: none */
} deal;

/* Independent years, lognormal with mean 100 and log-sd .6: median 100 exp(-.18). */
#define YEARS                                                                            \
    "  revenue: {kind: each_period, unit: USD/year, distribution: lognormal, median: "   \
    "83.52702114112720, log_sd: 0.6}\n"
/* An event with rate .08 a year, in quarters. */
#define EVENT "  event: {kind: hazard, rate: 8%/year}\n"

static const deal deals[] = {
    /* 15 + .2 (call at 75 - call at 125). */
    {"2027-12-31",
     "year",
     YEARS,
     "      share: {kind: revenue_share, from: payer, to: payee, base: revenue, rate: "
     "20%, "
     "minimum: 15, annual_cap: 25}\n",
     "  paid: total(share.paid)\n",
     {{"paid",
       0.001,
       {"20% of a lognormal year, at least 15, at most 25: mean paid", black,
        18.91851311}}}},
    {"2029-12-31",
     "year",
     YEARS,
     "      share: {kind: revenue_share, from: payer, to: payee, base: revenue, rate: "
     "20%, "
     "annual_cap: 25}\n",
     "  paid: total(share.paid)\n",
     {{"paid",
       0.001,
       {"three such years, at most 25 in each: mean paid", black, 3 * 16.8437771043}}}},
    {"2028-12-31",
     "year",
     YEARS,
     "      share: {kind: revenue_share, from: payer, to: payee, base: revenue, rate: "
     "20%, "
     "cap: 40}\n",
     "  paid: total(share.paid)\n  reached: ever(share.capped)\n",
     {{"paid",
       0.001,
       {"two such years, at most 40 in all: mean paid", quadrature, 33.03832406}},
      {"reached",
       0.002,
       {"the same: P(cap reached)", quadrature, 0.410342, .rounding = 5e-5}}}},
    {"2028-12-31",
     "year",
     YEARS,
     "      share: {kind: revenue_share, from: payer, to: payee, base: revenue, tiers: "
     "[{above: 0, rate: 5%}, {above: 150, rate: 10%}]}\n",
     "  paid: total(share.paid)\n",
     {{"paid",
       0.002,
       {"5% of the first 150 of two such years, 10% beyond: mean paid", quadrature,
        13.07516489}}}},
    {"2027-12-31",
     "year",
     YEARS,
     "      royalty: {kind: revenue_share, from: payer, to: payee, base: revenue, rate: "
     "20%}\n"
     "      advance: {kind: fee, from: payer, to: payee, amount: 25, recoup_from: "
     "royalty.paid}\n",
     "  recouped: total(advance.recouped)\n  left: last(advance.outstanding)\n",
     {{"recouped",
       0.001,
       {"advance of 25 on a royalty of 20%: mean recouped", black, 16.8437771043}},
      {"left", 0.004, {"the same: mean left to recoup", black, 25 - 16.8437771043}}}},
    /* r E[x1+] and r E[(x2 + min(x1, 0))+]. */
    {"2028-12-31",
     "year",
     "  profit: {kind: each_period, unit: USD/year, distribution: normal, mean: 10, sd: "
     "20}\n",
     "      split: {kind: profit_share, from: payer, to: payee, profit: profit, rate: "
     "30%, "
     "carry_losses: true}\n",
     "  first_year: total(split.paid, 2027)\n  second: total(split.paid, 2028)\n",
     {{"first_year",
       0.003,
       {"30% of a normal profit: mean paid in the first year", quadrature, 4.186779344}},
      {"second",
       0.003,
       {"the same: in the second, after losses", quadrature, 3.598923685}}}},
    /* Sum of 2.5 exp(-.08 q / 4), q = 0 ... 23: the quarter of the event is paid in full. */
    {"2032-12-31",
     "quarter",
     EVENT,
     "      share: {kind: revenue_share, from: payer, to: payee, base: 100 USD/year, "
     "rate: "
     "10%, ends_on: event}\n",
     "  paid: total(share.paid)\n",
     {{"paid",
       0.001,
       {"share of 10 a year that ends on an event, 6 years: mean paid", by_hand,
        48.1301851764}}}},
    /* Sum of 10 1.1^(-q / 4) (exp(-.02 (q - 1)) - exp(-.02 q)), q = 1 ... 24. */
    {"2032-12-31",
     "quarter",
     EVENT,
     "      prize: {kind: milestone_payment, from: payer, to: payee, amount: 10, "
     "trigger: "
     "event}\n",
     "  worth: npv(payee)\n",
     {{"worth",
       0.004,
       {"10 paid when an event comes: mean present value", by_hand, 2.93407132534}}}},
    /* Sum over the event's quarter k of its probability times 1 - .7^(24 - k + 1). */
    {"2032-12-31",
     "quarter",
     EVENT "  panel: {kind: each_period, distribution: uniform, min: 0, max: 1}\n",
     "      terms: {kind: event_terms, event: event, verified: panel < 0.3}\n",
     "  effective: ever(terms.effective)\n",
     {{"effective",
       0.003,
       {"event that a panel finds with 30% a quarter: P(effective)", by_hand,
        0.350615974470}}}},
    /* A quarter has an offer with 1 - exp(-1/2), and 30% of quarters cannot take it; taken: sum
     * of .5 x .7 (1 - .3 (1 - exp(-1/2)))^k, k = 0 ... 23. */
    {"2032-12-31",
     "quarter",
     "  launches: {kind: poisson, rate: 2/year}\n"
     "  luck: {kind: each_period, distribution: uniform, min: 0, max: 1}\n",
     "      look: {kind: first_rights, holder: payee, grantor: payer, offers: launches, "
     "able: luck < 0.7, released: luck >= 0.7, lapse: first}\n",
     "  lapsed: ever(look.lapsed)\n  taken: total(look.taken)\n",
     {{"lapsed",
       0.001,
       {"right that lapses with the first release: P(lapsed)", by_hand, 0.950935898404}},
      {"taken", 0.003, {"the same: mean offers taken", by_hand, 2.81959761815}}}},
    {"2031-12-31",
     "quarter",
     "  firm: {kind: gbm, unit: USD, initial: 100, drift: 10%, volatility: 40%}\n",
     "      stake: {kind: equity_stake, holder: payee, issuer: payer, fraction: 27%, "
     "valuation: firm}\n"
     "      rent: {kind: fee, from: payer, to: payee, amount: 10, every: quarter}\n",
     "  stake_worth: npv(payee, stake)\n  rent_cost: -npv(payer, rent)\n",
     {{"stake_worth",
       0.003,
       {"27% of a firm that grows 10% a year, marked after 5 years: mean present value",
        exact_moments, 27 * 1.6487212707001282 / (1.1 * 1.1 * 1.1 * 1.1 * 1.1)}},
      {"rent_cost",
       0.001,
       {"10 a quarter for 5 years: present value at 8%", by_hand, 164.422840804,
        .rounding = 5e-10}}}},
};

static void clauses_meet_their_closed_forms(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof deals / sizeof *deals; i++) {
        const deal *d = &deals[i];
        char *yaml = text_of(form, d->end, d->step, d->drivers, d->clauses, d->metrics);
        engine *e = engine_open_run(yaml, 400000);
        for (size_t k = 0; k < 2 && d->cases[k].metric; k++)
            engine_expect_known(e, NULL, d->cases[k].metric, d->cases[k].resolution,
                                d->cases[k].answer);
        engine_close(e);
        free(yaml);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_meet_their_closed_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
