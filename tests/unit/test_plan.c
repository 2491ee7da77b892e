/* What a plan says of itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

static const char deal[] =
    "entente: 1\n"
    "title: A small licence\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2029-12-31, step: quarter}\n"
    "parties: {maker: {discount: 10%}, seller: {name: Seller}}\n"
    "drivers:\n"
    "  sales: {kind: gbm, unit: USD/year, initial: 100, drift: 0, volatility: 20%}\n"
    "  noise: {kind: gbm, initial: 1, drift: 0, volatility: 20%}\n"
    "quantities: {wave: sin(noise) + cos(noise) * sin(noise)}\n"
    "agreements:\n"
    "  first:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: seller, to: maker, base: sales, rate: 5%}\n"
    "  second: {based_on: first, clauses: {share: {rate: 30%}}}\n"
    "metrics: {paid: total(share.paid)}\n";

static void a_plan_measures_itself(void **state) {
    (void)state;
    engine *e = engine_try(deal, NULL);
    assert_non_null(e->plan);
    const ent_plan_size size = ent_plan_measure(e->plan);
    assert_int_equal(size.periods, 12);
    assert_int_equal(size.agreements, 2);
    assert_true(size.world_steps > 0 && size.agreement_steps > 0 && size.cells > 0);
    assert_true(size.bytes_per_thread > 0 && size.bytes_per_path > 0);
    assert_string_equal(size.not_portable, "sin, cos");
    engine_close(e);
}

static void an_instruction_set_can_be_asked_for(void **state) {
    (void)state;
    for (const char *const *isa = ent_isa_names(); *isa; isa++) {
        const ent_plan_options options = {.isa = *isa};
        engine *e = engine_try(deal, &options);
        assert_non_null(e->plan);
        assert_string_equal(ent_plan_measure(e->plan).isa, *isa);
        engine_close(e);
    }
    const ent_plan_options options = {.isa = "abacus"};
    engine *e = engine_try(deal, &options);
    assert_null(e->plan);
    expect_problem(e, "E0903", "this machine cannot run the instruction set abacus");
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_measures_itself),
        cmocka_unit_test(an_instruction_set_can_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
