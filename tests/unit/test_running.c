/* How means settle as paths are added, and what sampled paths show beside their series. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"

static const char deal[] =
    "entente: 1\n"
    "title: Settling\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2030-12-31, step: year}\n"
    "paths: 6000\n"
    "seed: 11\n"
    "parties: {a: {discount: 10%}, b: {discount: 0%}}\n"
    "assumptions: {luck: {distribution: uniform, min: 0, max: 1}}\n"
    "drivers: {doom: {kind: hazard, rate: 0.1}}\n"
    "agreements:\n"
    "  low:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: a, to: b, base: 100 USD/year * luck, rate: "
    "10%, cap: 15}\n"
    "  high: {based_on: low, clauses: {share: {cap: 30}}}\n"
    "series: [share.paid, doom]\n"
    "metrics:\n"
    "  paid: total(share.paid)\n"
    "  capped: first(share.capped)\n"
    "  doomed: ever(doom)\n";

static engine *opened(const char *where, uint64_t paths, uint64_t keep) {
    const ent_plan_options plan_options = {.where = where};
    const ent_run_options options = {.paths = paths, .keep = keep};
    engine *e = engine_try(deal, &plan_options);
    if (!e->plan)
        fail_msg("%s", e->problems.list[0].message);
    engine_run(e, &options);
    return e;
}

static void expect_sizes(const ent_metric_result *m, const uint64_t *n, size_t count) {
    assert_int_equal(m->running_count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(m->running[i].n, n[i]);
}

/* A longer run extends a shorter one: on its way it must have been where that one ended. */
static void a_long_run_passes_the_short_ones(void **state) {
    (void)state;
    static const uint64_t n[] = {32, 64, 128, 256, 512, 1024, 2048, 4096, 6000};
    engine *all = opened(NULL, 0, 0);
    static const char *const names[] = {"paid", "doomed", "npv.a"};
    for (size_t i = 0; i < sizeof n / sizeof *n; i++) {
        engine *some = opened(NULL, n[i], 0);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            const ent_metric_result *m = engine_metric(all, "high", names[k]);
            const ent_summary *ended = &engine_metric(some, "high", names[k])->summary;
            expect_sizes(m, n, sizeof n / sizeof *n);
            assert_true(m->running[i].mean == ended->mean);
            assert_true(m->running[i].se == ended->se);
        }
        engine_close(some);
    }
    engine_close(all);
}

static void a_streamed_run_tells_after_doubled_blocks(void **state) {
    (void)state;
    static const uint64_t n[] = {1024, 2048, 4096, 6000};
    engine *kept = opened(NULL, 0, 0), *streamed = opened(NULL, 0, 10);
    static const char *const names[] = {"paid", "doomed", "npv.b"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        for (int version = 0; version < 2; version++) {
            const char *agreement = version ? "high" : "low";
            const ent_metric_result *x = engine_metric(kept, agreement, names[k]);
            const ent_metric_result *y = engine_metric(streamed, agreement, names[k]);
            expect_sizes(y, n, 4);
            for (size_t i = 0; i < 4; i++) {
                expect_close(y->running[i].mean, x->running[5 + i].mean, 1e-12);
                expect_close(y->running[i].se, x->running[5 + i].se, 1e-12);
            }
        }
    /* Totals of clauses are streamed in every run. */
    const ent_metric_result *paid = engine_metric(kept, "high", "paid");
    const ent_metric_result *total = engine_metric(kept, "high", "total.share.paid");
    expect_sizes(total, n, 4);
    for (size_t i = 0; i < 4; i++)
        expect_close(total->running[i].mean, paid->running[5 + i].mean, 1e-12);
    engine_close(kept);
    engine_close(streamed);
}

/* Paths that do not count are passed over: a date's never, and those `where` leaves out. */
static void only_paths_that_count_are_counted(void **state) {
    (void)state;
    for (uint64_t keep = 0; keep <= 10; keep += 10) {
        engine *e = opened("not doomed", 0, keep);
        static const char *const names[] = {"paid", "capped"};
        for (size_t k = 0; k < 2; k++) {
            const ent_metric_result *m = engine_metric(e, "low", names[k]);
            const ent_running *last = &m->running[m->running_count - 1];
            assert_true(last->n == m->summary.n && last->n < 5000);
            assert_true(last->mean == m->summary.mean && last->se == m->summary.se);
            for (size_t i = 1; i < m->running_count; i++)
                assert_true(m->running[i].n > m->running[i - 1].n);
        }
        engine_close(e);
    }
}

static void few_paths_have_one_mean(void **state) {
    (void)state;
    engine *e = opened(NULL, 20, 0);
    expect_sizes(engine_metric(e, "low", "paid"), (const uint64_t[]){20}, 1);
    engine_close(e);
    e = opened("paid > 1000 USD", 0, 0);
    assert_int_equal(engine_metric(e, "low", "paid")->running_count, 0);
    engine_close(e);
}

/* When an event comes on a sampled path, as a trace of that path says. */
static void sampled_paths_know_their_events(void **state) {
    (void)state;
    engine *e = opened("doomed", 3000, 0);
    const ent_results *r = e->results;
    assert_int_equal(r->sampled_count, ENT_SAMPLES);
    static const char *const names[] = {"doom", "share.capped"};
    for (size_t k = 0; k < 2; k++) {
        const ent_event_result *event = engine_event(e, "high", names[k]);
        for (size_t i = 0; i < r->sampled_count; i++) {
            ent_trace *trace = NULL;
            int when = -1;
            assert_int_equal(ent_trace_path(e->plan, "high", r->sampled[i], NULL, &trace,
                                            &e->problems),
                             ENT_OK);
            for (size_t l = 0; l < trace->line_count; l++)
                if (trace->lines[l].kind == ENT_TRACE_EVENT &&
                    strcmp(trace->lines[l].name, names[k]) == 0)
                    when = (int)trace->lines[l].period;
            assert_int_equal(event->sample_when[i], when);
            ent_trace_free(trace);
        }
    }
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_run_passes_the_short_ones),
        cmocka_unit_test(a_streamed_run_tells_after_doubled_blocks),
        cmocka_unit_test(only_paths_that_count_are_counted),
        cmocka_unit_test(few_paths_have_one_mean),
        cmocka_unit_test(sampled_paths_know_their_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
