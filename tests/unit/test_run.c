/* What a run leaves: every table of its results, kept or streamed, over all futures or some. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"
#include "tests/support/made_up_deal.h"

static const char deal[] =
    "entente: 1\n"
    "title: Results\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2030-12-31, step: year}\n"
    "paths: 3000\n"
    "seed: 11\n"
    "parties: {a: {discount: 10%}, b: {discount: 0%}}\n"
    "assumptions: {luck: {distribution: uniform, min: 0, max: 1}}\n"
    "drivers: {doom: {kind: hazard, rate: 0.1}}\n"
    "flows: {gift: {from: market, to: a, amount: 7 USD, on: 2028-05-05, marked: true}}\n"
    "agreements:\n"
    "  low:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: a, to: b, base: 100 USD/year * luck, rate: "
    "10%, "
    "cap: 15}\n"
    "  high:\n"
    "    based_on: low\n"
    "    title: With a higher cap\n"
    "    clauses: {share: {cap: 30}}\n"
    "baseline: low\n"
    "series: [share.paid, doom]\n"
    "metrics:\n"
    "  paid: {formula: total(share.paid), title: What is paid}\n"
    "  capped: first(share.capped)\n"
    "  doomed: ever(doom)\n"
    "  fortune: luck\n";

static engine *open_where(const char *where, const ent_run_options *options) {
    const ent_plan_options plan_options = {.where = where};
    engine *e = engine_try(deal, &plan_options);
    if (!e->plan)
        fail_msg("%s", e->problems.list[0].message);
    engine_run(e, options);
    return e;
}

static void the_scenarios_own_size_and_seed(void **state) {
    (void)state;
    engine *e = open_where(NULL, NULL);
    const ent_results *r = e->results;
    assert_true(r->paths == 3000 && r->asked == 3000 && r->seed == 11 && !r->base_case);
    assert_true(r->where == NULL && r->where_count == 3000);
    assert_true(r->period_count == 4 && r->first_year == 2027 && r->year_count == 4);
    assert_true(r->agreement_count == 2 && r->comparison_count == 1 && r->threads >= 1);
    assert_string_equal(engine_agreement(e, "high")->title, "With a higher cap");
    const ent_metric_result *paid = engine_metric(e, "high", "paid");
    assert_string_equal(paid->title, "What is paid");
    assert_string_equal(paid->unit, "USD");
    assert_false(paid->built_in);
    assert_true(engine_metric(e, "high", "npv.a")->built_in);
    assert_true(engine_metric(e, "high", "total.share.paid")->built_in);
    engine_close(e);
}

/* Of luck u: paid is min(40 u, cap); the cap of 15 is reached at the end of the first year
 * with 10 k u >= 15. */
static void metrics_hold_their_distribution(void **state) {
    (void)state;
    engine *e = open_where(NULL, NULL);
    const ent_metric_result *luck = engine_metric(e, "low", "fortune");
    const ent_metric_result *paid = engine_metric(e, "low", "paid");
    const ent_metric_result *capped = engine_metric(e, "low", "capped");
    assert_int_equal(luck->sorted_count, 3000);
    size_t never = 0;
    for (size_t i = 0; i < 3000; i++) {
        const double u = luck->sorted[i];
        expect_close(paid->sorted[i], fmin(40 * u, 15), 1e-13);
        never += 40 * u < 15;
        /* The earlier the luckier: dates ascend while luck falls. */
        const double when = ceil(15 / (10 * u));
        assert_true(capped->sorted[2999 - i] == (when > 4 ? INFINITY : when));
    }
    expect_close(capped->never, (double)never / 3000, 1e-15);
    assert_int_equal(capped->summary.n, 3000 - never);
    assert_true(capped->summary.min == 2 && capped->summary.max == 4);
    /* A cap is an atom; so are the three dates. */
    assert_true(paid->atom_count == 1 && fabs(paid->atoms[0].value - 15) < 1e-11);
    expect_close(paid->atoms[0].probability, 1 - (double)never / 3000, 1e-15);
    assert_int_equal(capped->atom_count, 3);
    assert_true(paid->quantiles[0] == paid->summary.min);
    assert_true(paid->quantiles[ENT_QUANTILES - 1] == paid->summary.max);
    assert_true(paid->quantiles[100] == paid->summary.percentile[ENT_P50]);
    assert_true(paid->interval[1][0] <= paid->summary.percentile[ENT_P50] &&
                paid->interval[1][1] >= paid->summary.percentile[ENT_P50]);
    engine_close(e);
}

static void flags_events_and_their_intervals(void **state) {
    (void)state;
    engine *e = open_where(NULL, NULL);
    const ent_metric_result *doomed = engine_metric(e, "low", "doomed");
    const ent_event_result *doom = engine_event(e, "low", "doom");
    assert_int_equal(doomed->kind, ENT_FLAG_METRIC);
    expect_close(doomed->summary.mean, doom->probability, 1e-13);
    assert_true(doomed->interval[1][0] == doom->low &&
                doomed->interval[1][1] == doom->high);
    const double expected = 1 - exp(-0.4);
    expect_close(doom->probability, expected,
                 4.5 * sqrt(expected * (1 - expected) / 3000));
    assert_true(doom->when[0] == 0);                         /* 9.5% in the first year */
    assert_true(doom->when[1] == -1 && doom->when[2] == -1); /* 33% in all */
    for (size_t t = 0; t < 4; t++)
        expect_close(engine_series(e, "high", "doom")->periods[t].mean,
                     doom->by_period[t], 1e-13);
    engine_close(e);
}

static void clauses_years_and_transfers(void **state) {
    (void)state;
    engine *e = open_where(NULL, NULL);
    const ent_clause_result *share = engine_clause(e, "low", "share");
    const ent_clause_result *gift = engine_clause(e, "low", "gift");
    assert_string_equal(share->kind, "revenue_share");
    assert_string_equal(gift->kind, "flow");
    assert_int_equal(gift->npv[1].n, 0); /* moves nothing of b */
    expect_close(gift->npv[0].mean, 7 / 1.21, 1e-14);
    assert_true(gift->by_year[1 * 2 + 0].mean == 7 && gift->by_year[0].mean == 0);
    double sum = 0;
    for (size_t y = 0; y < 4; y++) {
        expect_close(share->by_year[y * 2].mean, -share->by_year[y * 2 + 1].mean, 0);
        expect_close(share->by_year[y * 2 + 1].mean,
                     engine_series(e, "low", "share.paid")->periods[y].mean, 1e-13);
        sum += share->by_year[y * 2 + 1].mean;
    }
    expect_close(sum, engine_mean(e, "low", "paid"), 1e-12);
    expect_close(share->npv[1].mean, engine_mean(e, "low", "npv.b"), 1e-12);
    const ent_agreement_result *a = engine_agreement(e, "low");
    assert_int_equal(a->transfer_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const ent_transfer_result *t = &a->transfers[i];
        const bool is_gift = strcmp(t->clause, "gift") == 0;
        assert_true(t->marked == is_gift && t->from == (is_gift ? ENT_MARKET : 0));
        expect_close(t->total.mean, is_gift ? 7 : sum, 1e-12);
    }
    engine_close(e);
}

static void differences_are_paired(void **state) {
    (void)state;
    engine *e = open_where(NULL, NULL);
    const ent_comparison *c = &e->results->comparisons[0];
    assert_string_equal(c->agreement, "high");
    assert_string_equal(c->baseline, "low");
    const ent_metric_result *luck = engine_metric(e, "low", "fortune");
    size_t more = 0;
    double sum = 0;
    for (size_t i = 0; i < 3000; i++) {
        const double d = fmin(40 * luck->sorted[i], 30) - fmin(40 * luck->sorted[i], 15);
        sum += d;
        more += d > 0;
    }
    for (size_t m = 0; m < c->metric_count; m++) {
        const ent_difference_result *d = &c->metrics[m];
        if (strcmp(d->name, "paid") == 0) {
            expect_close(d->mean, sum / 3000, 1e-12);
            expect_close(d->positive, (double)more / 3000, 1e-15);
            expect_close(d->zero, 1 - (double)more / 3000, 1e-15);
            assert_true(d->n == 3000 && d->p95 > 14.9 && d->p95 < 15.000001 && d->se > 0);
        }
        if (strcmp(d->name, "fortune") == 0)
            assert_true(d->mean == 0 && d->zero == 1 && d->positive == 0 && d->se == 0);
        if (strcmp(d->name, "capped") == 0) { /* only where both came */
            assert_int_equal(d->n, engine_metric(e, "high", "capped")->summary.n);
            assert_true(d->mean > 0 && d->positive == 1);
        }
    }
    engine_close(e);
}

/* ---- Streamed, and chosen ---- */

static void streamed_results_agree_with_kept_ones(void **state) {
    (void)state;
    const ent_run_options streaming = {.keep = 10};
    engine *kept = open_where(NULL, NULL), *streamed = open_where(NULL, &streaming);
    static const char *const names[] = {"paid",    "capped", "doomed",
                                        "fortune", "npv.a",  "npv.b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const ent_metric_result *x = engine_metric(kept, "low", names[i]);
        const ent_metric_result *y = engine_metric(streamed, "low", names[i]);
        assert_null(y->sorted);
        assert_int_equal(x->summary.n, y->summary.n); /* counts to the last one */
        expect_close(y->never, x->never, 0);
        expect_close(y->summary.mean, x->summary.mean, 1e-12);
        expect_close(y->summary.sd, x->summary.sd, 1e-12);
        expect_close(y->summary.min, x->summary.min, 1e-11);
        expect_close(y->summary.max, x->summary.max, 1e-11);
        for (int p = 0; p < ENT_PERCENTILES; p++) {
            const double a = x->summary.percentile[p], b = y->summary.percentile[p];
            /* A bucket, and where values are sparse the gap between two of 3,000. */
            const double gap = 10.0 / 3000 * (x->summary.max - x->summary.min);
            if (!(a == b || fabs(a - b) <= fabs(a) / 64 + gap))
                fail_msg("%s, %s: %g streamed, %g kept", names[i], ent_percentile_name[p],
                         b, a);
        }
        for (int k = 0; k < 2; k++) {
            const double a = x->interval[1][k], b = y->interval[1][k];
            assert_true(a == b || fabs(a - b) <= fabs(a) / 64);
        }
    }
    const ent_comparison *c = &kept->results->comparisons[0];
    const ent_comparison *d = &streamed->results->comparisons[0];
    for (size_t m = 0; m < c->metric_count; m++) {
        assert_int_equal(c->metrics[m].n, d->metrics[m].n);
        expect_close(d->metrics[m].mean, c->metrics[m].mean, 1e-12);
        expect_close(d->metrics[m].positive, c->metrics[m].positive, 0);
        expect_close(d->metrics[m].zero, c->metrics[m].zero, 0);
        assert_true(fabs(d->metrics[m].p95 - c->metrics[m].p95) <=
                    fabs(c->metrics[m].p95) / 64 + 1e-11);
    }
    engine_close(kept);
    engine_close(streamed);
}

static void a_condition_chooses_futures(void **state) {
    (void)state;
    engine *all = open_where(NULL, NULL);
    const ent_metric_result *luck = engine_metric(all, "high", "fortune");
    size_t lucky = 0;
    for (size_t i = 0; i < 3000; i++)
        lucky += luck->sorted[i] > 0.9;
    for (uint64_t keep = 0; keep < 2; keep++) {
        const ent_run_options options = {.keep = keep};
        engine *e = open_where("fortune > 0.9", &options);
        assert_int_equal(e->results->where_count, lucky);
        assert_string_equal(e->results->where_agreement, "high");
        assert_string_equal(e->results->where, "fortune > 0.9");
        const ent_metric_result *chosen = engine_metric(e, "low", "fortune");
        assert_int_equal(chosen->summary.n, lucky);
        assert_true(chosen->summary.min > 0.9 * (1 - 1e-11));
        for (size_t i = 0; keep == 0 && i < lucky; i++)
            assert_true(chosen->sorted[i] == luck->sorted[3000 - lucky + i]);
        const ent_series_result *paid = engine_series(e, "low", "share.paid");
        assert_true(paid->periods[0].n == lucky && paid->periods[0].min > 9);
        /* Only futures of the first slice are shown, and only those chosen. */
        assert_true(paid->sample_count > 0 && paid->sample_count <= ENT_SAMPLES);
        for (size_t i = 0; i < paid->sample_count; i++)
            assert_true(paid->samples[i * 4] > 9);
        assert_int_equal(e->results->comparisons[0].metrics[0].n, lucky);
        engine_close(e);
    }
    engine_close(all);
}

static void a_condition_may_choose_nothing(void **state) {
    (void)state;
    for (uint64_t keep = 0; keep < 2; keep++) {
        const ent_run_options options = {.keep = keep};
        engine *e = open_where("fortune > 2", &options);
        assert_int_equal(e->results->where_count, 0);
        const ent_metric_result *paid = engine_metric(e, "low", "paid");
        assert_true(paid->summary.n == 0 && isnan(paid->summary.mean));
        assert_true(isnan(paid->summary.percentile[ENT_P50]) &&
                    isnan(paid->quantiles[7]));
        assert_true(isnan(engine_metric(e, "low", "total.share.paid")->quantiles[7]));
        assert_int_equal(engine_series(e, "low", "share.paid")->sample_count, 0);
        engine_close(e);
    }
    engine_close(engine_try(deal, &(ent_plan_options){.where = "nothing > 2"}));
    engine *e = engine_try(deal, &(ent_plan_options){.where = "capped"});
    expect_problem(e, "E0507", "a date is not a condition");
    engine_close(e);
}

static void the_base_case_is_the_median_of_everything(void **state) {
    (void)state;
    const ent_run_options options = {.base_case = true};
    engine *e = open_where(NULL, &options);
    assert_true(e->results->base_case && e->results->paths == 1);
    assert_true(engine_mean(e, "low", "fortune") == 0.5);
    assert_true(engine_mean(e, "high", "paid") == 20);
    assert_true(isnan(engine_metric(e, "high", "paid")->summary.se));
    assert_int_equal(engine_series(e, "low", "share.paid")->sample_count, 1);
    engine_close(e);
}

/* Twenty futures are shown, however rare those are that a condition chooses: the first ones. */
static void the_first_chosen_futures_are_shown(void **state) {
    (void)state;
    const uint64_t keep[] = {0, 100}; /* kept one by one, and streamed */
    for (int k = 0; k < 2; k++)
        for (unsigned threads = 1; threads <= 3; threads += 2) {
            const ent_run_options options = {
                .paths = 6000, .threads = threads, .keep = keep[k]};
            engine *e = open_where("fortune > 0.99", &options);
            const ent_series_result *s = engine_series(e, "high", "share.paid");
            assert_true(e->results->where_count > 20);
            assert_int_equal(s->sample_count, ENT_SAMPLES);
            uint64_t path = 0;
            for (size_t i = 0; i < s->sample_count; i++, path++) {
                ent_trace *trace = NULL;
                double fortune = 0;
                for (;; path++) {
                    assert_int_equal(
                        ent_trace_path(e->plan, "high", path, NULL, &trace, &e->problems),
                        ENT_OK);
                    for (size_t m = 0; m < trace->metric_count; m++)
                        if (!strcmp(trace->metric_names[m], "fortune"))
                            fortune = trace->metrics[m];
                    if (fortune > 0.99)
                        break;
                    ent_trace_free(trace);
                }
                /* the first year's payment: a tenth of 100 times luck */
                expect_close(s->samples[i * e->results->period_count], 10 * fortune,
                             1e-12);
                ent_trace_free(trace);
            }
            engine_close(e);
        }
}

static bool comes_on(engine *e, uint64_t path, const char *event) {
    ent_trace *trace = NULL;
    bool found = false;
    assert_int_equal(ent_trace_path(e->plan, "low", path, NULL, &trace, &e->problems),
                     ENT_OK);
    for (size_t i = 0; i < trace->line_count; i++)
        found = found || (trace->lines[i].kind == ENT_TRACE_EVENT &&
                          !strcmp(trace->lines[i].name, event));
    ent_trace_free(trace);
    return found;
}

static void an_event_has_an_example(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads += 2) {
        engine *e = open_where(NULL, &(ent_run_options){.threads = threads});
        const char *const events[] = {"doom", "share.capped"};
        for (int i = 0; i < 2; i++) {
            const uint64_t example = engine_event(e, "low", events[i])->example;
            for (uint64_t path = 0; path <= example; path++)
                assert_true(comes_on(e, path, events[i]) == (path == example));
        }
        engine_close(e);
    }
    engine *e = open_where("fortune < 0.01", NULL);
    assert_true(engine_event(e, "low", "share.capped")->example == ENT_NO_PATH);
    engine_close(e);
    e = open_where("fortune > 0.99", NULL);
    const uint64_t example = engine_event(e, "low", "doom")->example;
    assert_true(example != ENT_NO_PATH && comes_on(e, example, "doom"));
    engine_close(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scenarios_own_size_and_seed),
        cmocka_unit_test(metrics_hold_their_distribution),
        cmocka_unit_test(flags_events_and_their_intervals),
        cmocka_unit_test(clauses_years_and_transfers),
        cmocka_unit_test(differences_are_paired),
        cmocka_unit_test(streamed_results_agree_with_kept_ones),
        cmocka_unit_test(a_condition_chooses_futures),
        cmocka_unit_test(a_condition_may_choose_nothing),
        cmocka_unit_test(the_base_case_is_the_median_of_everything),
        cmocka_unit_test(the_first_chosen_futures_are_shown),
        cmocka_unit_test(an_event_has_an_example),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
