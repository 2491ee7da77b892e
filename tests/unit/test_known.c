/* What is the same on every path is computed once: the same bits as if it were not known to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

/* The last text makes what it is added to differ by path, though not in value. */
static const char deal[] =
    "entente: 1\n"
    "title: Known and unknown\n"
    "currency: USD\n"
    "horizon: {start: 2027-02-15, end: 2031-12-31, step: quarter}\n"
    "parties: {maker: {discount: 10%%}, seller: {name: Seller}}\n"
    "assumptions: {luck: {distribution: uniform, min: 10%%, max: 20%%}}\n"
    "drivers:\n"
    "  curve: {kind: curve, points: {2027-01-01: 50%%, 2031-01-01: 80%%}, extend: flat}\n"
    "  share: {kind: mean_reverting, transform: %s, initial: 0.3 + luck, level: 0.4%s, "
    "speed: (0.7%s) * 1/year, volatility: 0.3%s}\n"
    "  event: {kind: hazard, rate: '0.2/year * max(curve%s - 60%%, 0)'}\n"
    "quantities:\n"
    "  fading: exp(-0.3 * (year%s - 2027))\n"
    "  stepped: if(since(2029-06-15) > 0 years, fading, logistic(curve) ^ 1.5)\n"
    "  sales: {formula: 100 USD/year * (stepped + fading * share), title: Sales}\n"
    "  whole: {formula: 'sum(clamp(fading / curve, 0, 1))', title: Whole}\n"
    "agreements:\n"
    "  only:\n"
    "    clauses:\n"
    "      fee: {kind: revenue_share, from: seller, to: maker, base: sales, rate: 5%%, "
    "when: fading < 0.8}\n"
    "    flows: {rent: {from: maker, to: seller, amount: 10 USD/year * fading}}\n"
    "series: [fading, whole, sales, fee.paid]\n"
    "metrics: {ending: last(stepped), paid: total(fee.paid)}\n";

static engine *open_deal(const char *transform, const char *more) {
    char *yaml = text_of(deal, transform, more, more, more, more, more);
    engine *e = engine_open_run(yaml, 3000);
    free(yaml);
    return e;
}

static void what_is_known_keeps_its_bits(void **state) {
    (void)state;
    static const char *const transforms[] = {"none", "log", "logit"};
    for (size_t i = 0; i < sizeof transforms / sizeof *transforms; i++) {
        engine *known = open_deal(transforms[i], "");
        engine *unknown = open_deal(transforms[i], " + 0 * luck");
        char *a = engine_digest(known->results), *b = engine_digest(unknown->results);
        expect_same_text(a, b, transforms[i]);
        assert_true(ent_plan_measure(known->plan).world_steps + 8 <
                    ent_plan_measure(unknown->plan).world_steps);
        free(a);
        free(b);
        engine_close(known);
        engine_close(unknown);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_known_keeps_its_bits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
