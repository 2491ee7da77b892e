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
    "      share: {kind: revenue_share, from: seller, to: maker, base: sales, rate: 5%, "
    "cap: 50}\n"
    "  second: {based_on: first, clauses: {share: {rate: 30%}}}\n"
    "baseline: first\n"
    "metrics: {paid: total(share.paid), much: last(noise) > 1}\n";

static void a_plan_measures_itself(void **state) {
    (void)state;
    engine *e = engine_try(deal, NULL);
    assert_non_null(e->plan);
    const ent_plan_size size = ent_plan_measure(e->plan);
    assert_int_equal(size.periods, 12);
    assert_int_equal(size.agreements, 2);
    assert_true(size.world_steps > 0 && size.agreement_steps > 0 && size.cells > 0);
    assert_true(size.bytes > 0 && size.bytes_per_thread > 0 && size.bytes_per_path > 0);
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

/* ---- Preview ---- */

static void expect_same_title(const char *a, const char *b) {
    assert_true((a == NULL) == (b == NULL));
    if (a != NULL)
        expect_same_text(a, b, "title");
}

static void expect_same_metrics(const ent_agreement_result *a,
                                const ent_agreement_result *b) {
    assert_int_equal(a->metric_count, b->metric_count);
    for (size_t m = 0; m < a->metric_count; m++) {
        expect_same_text(a->metrics[m].name, b->metrics[m].name, "name");
        expect_same_title(a->metrics[m].title, b->metrics[m].title);
        expect_same_text(a->metrics[m].unit, b->metrics[m].unit, "unit");
        assert_int_equal(a->metrics[m].kind, b->metrics[m].kind);
        assert_int_equal(a->metrics[m].built_in, b->metrics[m].built_in);
    }
}

static void expect_same_series(const ent_agreement_result *a,
                               const ent_agreement_result *b) {
    assert_int_equal(a->series_count, b->series_count);
    for (size_t s = 0; s < a->series_count; s++) {
        expect_same_text(a->series[s].name, b->series[s].name, "name");
        expect_same_title(a->series[s].title, b->series[s].title);
        expect_same_text(a->series[s].unit, b->series[s].unit, "unit");
        assert_int_equal(a->series[s].measure, b->series[s].measure);
    }
    assert_int_equal(a->event_count, b->event_count);
    for (size_t e = 0; e < a->event_count; e++) {
        expect_same_text(a->events[e].name, b->events[e].name, "name");
        expect_same_title(a->events[e].title, b->events[e].title);
    }
}

static void expect_same_comparisons(const ent_results *a, const ent_results *b) {
    assert_int_equal(a->comparison_count, b->comparison_count);
    for (size_t i = 0; i < a->comparison_count; i++) {
        const ent_comparison *x = &a->comparisons[i], *y = &b->comparisons[i];
        expect_same_text(x->agreement, y->agreement, "agreement");
        expect_same_text(x->baseline, y->baseline, "baseline");
        assert_int_equal(x->metric_count, y->metric_count);
        for (size_t m = 0; m < x->metric_count; m++) {
            expect_same_text(x->metrics[m].name, y->metrics[m].name, "name");
            expect_same_title(x->metrics[m].title, y->metrics[m].title);
            expect_same_text(x->metrics[m].unit, y->metrics[m].unit, "unit");
            assert_int_equal(x->metrics[m].kind, y->metrics[m].kind);
        }
    }
}

/* The names in a preview are those of a run, in the same order. */
static void a_preview_names_what_a_run_tells(void **state) {
    (void)state;
    engine *e = engine_open(deal);
    ent_results preview;
    ent_plan_preview(e->plan, &preview);
    engine_run(e, &(ent_run_options){.paths = 10});
    assert_int_equal(preview.agreement_count, 2);
    for (size_t a = 0; a < 2; a++) {
        expect_same_text(preview.agreements[a].name, e->results->agreements[a].name,
                         "name");
        expect_same_title(preview.agreements[a].title, e->results->agreements[a].title);
        expect_same_metrics(&preview.agreements[a], &e->results->agreements[a]);
        expect_same_series(&preview.agreements[a], &e->results->agreements[a]);
    }
    expect_same_comparisons(&preview, e->results);
    assert_int_equal(preview.comparison_count, 1);
    assert_true(preview.agreements[0].series_count > 0);
    assert_true(preview.agreements[0].event_count > 0);
    assert_int_equal(preview.period_count, 12);
    assert_int_equal(preview.paths, 0);
    ent_arena_free(&preview.arena);
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_measures_itself),
        cmocka_unit_test(an_instruction_set_can_be_asked_for),
        cmocka_unit_test(a_preview_names_what_a_run_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
