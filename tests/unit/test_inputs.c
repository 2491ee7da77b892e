/* What uncertain inputs do to metrics: means over the tenths of futures in which an input was
 * lowest and highest. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

enum { PATHS = 5000 };

static const char deal[] =
    "entente: 1\n"
    "title: Inputs\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2030-12-31, step: year}\n"
    "paths: 5000\n"
    "seed: 11\n"
    "parties: {a: {discount: 10%}, b: {discount: 0%}}\n"
    "assumptions:\n"
    "  luck: {distribution: uniform, min: 0, max: 1, title: Good luck}\n"
    "  share: {distribution: triangular, min: 5%, mode: 20%, max: 60%}\n"
    "  price: {distribution: uniform, min: 2, max: 3, unit: USD}\n"
    "  agreed: {distribution: bernoulli, p: 60%}\n"
    "  settled: {value: 3}\n"
    "drivers:\n"
    "  plan: {kind: curve, unit: USD/year, yearly: {2027: 1, 2028: 2, 2029: 3, 2030: "
    "4}}\n"
    "  still: {kind: gbm, initial: 1, drift: 0, volatility: 0%}\n"
    "  noise: {kind: gbm, initial: 1, drift: 0, volatility: 30%}\n"
    "  launches: {kind: poisson, rate: 6}\n"
    "  doom: {kind: hazard, rate: 0.1}\n"
    "  azure: {kind: mean_reverting, transform: logit, initial: 55%, level: 40%, speed: "
    "0.5, volatility: 25%}\n"
    "agreements:\n"
    "  low:\n"
    "    clauses:\n"
    "      paying: {kind: revenue_share, from: a, to: b, base: 100 USD/year * luck, "
    "rate: "
    "10%, cap: 15}\n"
    "  high:\n"
    "    based_on: low\n"
    "    clauses: {paying: {cap: 30}}\n"
    "metrics:\n"
    "  paid: total(paying.paid)\n"
    "  capped: first(paying.capped)\n"
    "  fortune: luck\n"
    "  off: abs(luck - 0.5)\n"
    "  yes: agreed\n"
    "  noise_mean: mean(noise)\n"
    "  launches_a_year: total(launches) / 4\n"
    "  doomed: ever(doom)\n";

static engine *open_deal(bool inputs, const char *where, const ent_run_options *options) {
    engine *e = engine_try(deal, &(ent_plan_options){.where = where, .inputs = inputs});
    if (!e->plan)
        fail_msg("%s", e->problems.list[0].message);
    engine_run(e, options);
    return e;
}

static size_t input_named(const engine *e, const char *name) {
    for (size_t i = 0; i < e->results->input_count; i++)
        if (!strcmp(e->results->inputs[i].name, name))
            return i;
    fail_msg("no input %s", name);
    return 0;
}

static const ent_input_effect *effect(const engine *e, const char *agreement,
                                      const char *metric, const char *input) {
    const ent_metric_result *m = engine_metric(e, agreement, metric);
    assert_non_null(m->inputs);
    return &m->inputs[input_named(e, input)];
}

static void what_varies_is_an_input(void **state) {
    (void)state;
    static const struct {
        const char *name, *unit;
        ent_measure measure;
        bool driver;
    } expected[] = {
        {"agreed", "1", ENT_LEVEL_FLAG, false}, {"luck", "1", ENT_STOCK, false},
        {"price", "USD", ENT_STOCK, false},     {"share", "%", ENT_STOCK, false},
        {"azure", "%", ENT_STOCK, true},        {"doom", "1", ENT_EVENT, true},
        {"launches", "1", ENT_FLOW, true},      {"noise", "1", ENT_STOCK, true}};
    engine *e = open_deal(true, NULL, NULL);
    assert_int_equal(e->results->input_count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < e->results->input_count; i++) {
        const ent_input_result *input = &e->results->inputs[i];
        assert_string_equal(input->name, expected[i].name);
        assert_string_equal(input->unit, expected[i].unit);
        assert_int_equal(input->measure, expected[i].measure);
        assert_true(input->driver == expected[i].driver);
        assert_int_equal(input->tenth, PATHS / 10);
        assert_true(input->low < input->high);
    }
    assert_string_equal(e->results->inputs[1].title, "Good luck");
    assert_null(e->results->inputs[2].title);
    engine_close(e);
}

/* Of luck u, uniform: the lowest tenth is u < 1/10 with mean 1/20.  Paid is min(40 u, cap). */
static void tenths_meet_their_closed_form(void **state) {
    (void)state;
    engine *e = open_deal(true, NULL, NULL);
    const double error = 4.5 * 0.1 / sqrt(12 * PATHS / 10) + 4.5 * 0.3 / sqrt(PATHS);
    const ent_input_result *luck = &e->results->inputs[input_named(e, "luck")];
    expect_close(luck->low, 0.05, error);
    expect_close(luck->high, 0.95, error);
    const ent_input_effect *same = effect(e, "low", "fortune", "luck");
    assert_true(same->low.mean == luck->low && same->high.mean == luck->high);
    expect_close(same->low.se, 0.1 / sqrt(12.0 * PATHS / 10), 0.1 * same->low.se);
    const ent_input_effect *paid = effect(e, "low", "paid", "luck");
    expect_close(paid->low.mean, 40 * luck->low, 1e-11);
    expect_close(paid->high.mean, 15, 1e-11); /* the cap on each of them */
    expect_close(paid->high.se, 0, 1e-11);
    expect_close(effect(e, "high", "paid", "luck")->high.mean, 30, 1e-11);
    /* A kink: far from the middle at both ends. */
    const ent_input_effect *off = effect(e, "low", "off", "luck");
    expect_close(off->low.mean, 0.5 - luck->low, 1e-13);
    expect_close(off->high.mean, luck->high - 0.5, 1e-13);
    /* The cap comes if 40 u >= 15. */
    const ent_input_effect *capped = effect(e, "low", "capped", "luck");
    assert_true(capped->low.mean == 0 && capped->high.mean == 1);
    /* What does not touch it is off by chance alone. */
    const ent_input_effect *none = effect(e, "low", "fortune", "price");
    expect_close(none->low.mean, 0.5, 4.5 * none->low.se);
    expect_close(none->high.mean, 0.5, 4.5 * none->high.se);
    engine_close(e);
}

static void drivers_count_by_their_mean(void **state) {
    (void)state;
    engine *e = open_deal(true, NULL, NULL);
    static const char *const pairs[][2] = {{"noise", "noise_mean"},
                                           {"launches", "launches_a_year"}};
    for (size_t i = 0; i < 2; i++) {
        const ent_input_result *input = &e->results->inputs[input_named(e, pairs[i][0])];
        const ent_input_effect *own = effect(e, "high", pairs[i][1], pairs[i][0]);
        expect_close(own->low.mean, input->low, 1e-12);
        expect_close(own->high.mean, input->high, 1e-12);
    }
    const ent_input_effect *doomed = effect(e, "low", "doomed", "doom");
    assert_true(doomed->low.mean == 0 && doomed->high.mean == 1);
    engine_close(e);
}

/* Of 2,000 noes and 3,000 yeses each tenth holds one alone. */
static void equal_values_go_by_the_order_of_paths(void **state) {
    (void)state;
    engine *e = open_deal(true, NULL, NULL);
    const ent_input_effect *yes = effect(e, "low", "yes", "agreed");
    assert_true(yes->low.mean == 0 && yes->high.mean == 1);
    /* So with the condition that it is always yes nothing is left that differs. */
    engine *all = open_deal(true, "yes", NULL);
    for (size_t i = 0; i < all->results->input_count; i++)
        assert_string_not_equal(all->results->inputs[i].name, "agreed");
    assert_int_equal(all->results->inputs[0].tenth, all->results->where_count / 10);
    engine_close(all);
    engine_close(e);
}

static void no_tenths_where_there_are_none(void **state) {
    (void)state;
    static const ent_run_options options[] = {
        {.paths = 19}, {.keep = 1000}, {.base_case = true}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        engine *e = open_deal(true, NULL, &options[i]);
        assert_int_equal(e->results->input_count, 0);
        assert_null(engine_metric(e, "low", "paid")->inputs);
        engine_close(e);
    }
    engine *e = open_deal(true, NULL, &(ent_run_options){.paths = 20});
    assert_int_equal(e->results->inputs[0].tenth, 2);
    engine_close(e);
    e = open_deal(false, NULL, NULL);
    assert_int_equal(e->results->input_count, 0);
    engine_close(e);
}

static char *digest_of(bool inputs, const char *isa, unsigned threads) {
    engine *e = engine_try(deal, &(ent_plan_options){.isa = isa, .inputs = inputs});
    engine_run(e, &(ent_run_options){.threads = threads});
    char *digest = engine_digest(e->results);
    engine_close(e);
    return digest;
}

static void threads_and_instructions_change_nothing(void **state) {
    (void)state;
    char *first = digest_of(true, NULL, 1);
    assert_non_null(strstr(first, "luck"));
    for (const char *const *isa = ent_isa_names(); *isa; isa++)
        for (unsigned threads = 1; threads <= 5; threads += 2) {
            char *digest = digest_of(true, *isa, threads);
            expect_same_text(first, digest, *isa);
            free(digest);
        }
    /* Asking for them changes no other number. */
    char *plain = digest_of(false, NULL, 2);
    assert_null(strstr(plain, "input luck"));
    assert_memory_equal(plain, first, strlen(plain));
    free(plain);
    free(first);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_varies_is_an_input),
        cmocka_unit_test(tenths_meet_their_closed_form),
        cmocka_unit_test(drivers_count_by_their_mean),
        cmocka_unit_test(equal_values_go_by_the_order_of_paths),
        cmocka_unit_test(no_tenths_where_there_are_none),
        cmocka_unit_test(threads_and_instructions_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
