/* One future, payment by payment. */
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

static ent_trace *trace_of(engine *e, const char *agreement, uint64_t path,
                           const ent_run_options *options) {
    ent_trace *trace = NULL;
    assert_int_equal(
        ent_trace_path(e->plan, agreement, path, options, &trace, &e->problems), ENT_OK);
    return trace;
}

static void lines_come_by_period_then_by_name(void **state) {
    (void)state;
    char *yaml = made_up_deal(4, 1);
    engine *e = engine_open(yaml);
    size_t events = 0;
    for (uint64_t path = 0; path < 50; path++) {
        ent_trace *trace = trace_of(e, "base", path, NULL);
        assert_true(trace->line_count > 20);
        for (size_t i = 0; i < trace->line_count; i++) {
            const ent_trace_line *line = &trace->lines[i], *before = line - (i > 0);
            events += line->kind == ENT_TRACE_EVENT;
            assert_true(before->period <= line->period);
            if (before->period != line->period)
                continue;
            assert_true(before->kind <= line->kind);
            if (before->kind == line->kind)
                assert_true(strcmp(before->name, line->name) <= 0);
        }
        ent_trace_free(trace);
    }
    assert_true(events > 20);
    engine_close(e);
    free(yaml);
}

/* Each event is told once, on the day from which its flag stays 1. */
static void events_are_told_once(void **state) {
    (void)state;
    char *yaml = made_up_deal(6, 1);
    engine *e = engine_open(yaml);
    for (uint64_t path = 0; path < 50; path++) {
        ent_trace *trace = trace_of(e, "base", path, NULL);
        for (size_t i = 0; i < trace->line_count; i++)
            for (size_t j = 0; j < i; j++)
                if (trace->lines[i].kind == ENT_TRACE_EVENT &&
                    trace->lines[j].kind == ENT_TRACE_EVENT)
                    assert_string_not_equal(trace->lines[i].name, trace->lines[j].name);
        ent_trace_free(trace);
    }
    engine_close(e);
    free(yaml);
}

/* The replayed metrics are those of the run, to the last bit, wherever the path lies. */
static void a_trace_replays_the_run(void **state) {
    (void)state;
    char *yaml = made_up_deal(2, 1);
    engine *e = engine_open_run(yaml, 1300);
    const ent_run_options options = {.seed = 1, .seed_given = true};
    const ent_metric_result *worth = engine_metric(e, "more", "last_worth");
    static const uint64_t paths[] = {0, 1, 255, 256, 1023, 1024, 1299};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ent_trace *trace = trace_of(e, NULL, paths[i], &options);
        assert_string_equal(trace->agreement, "more"); /* the last of the file */
        assert_true(trace->path == paths[i] && trace->seed == 1);
        for (size_t m = 0; m < trace->metric_count; m++)
            if (strcmp(trace->metric_names[m], "last_worth") == 0) {
                size_t k = 0;
                while (k < worth->sorted_count && worth->sorted[k] != trace->metrics[m])
                    k++;
                assert_true(k < worth->sorted_count);
                assert_string_equal(trace->metric_units[m], "USD");
            }
        ent_trace_free(trace);
    }
    const ent_run_options base_case = {.base_case = true};
    engine_run(e, &base_case);
    ent_trace *trace = trace_of(e, "more", 0, &base_case);
    for (size_t m = 0; m < trace->metric_count; m++) {
        const ent_metric_result *metric =
            engine_metric(e, "more", trace->metric_names[m]);
        assert_int_equal(metric->kind, trace->metric_kinds[m]);
        if (metric->summary.n)
            assert_true(metric->summary.mean == trace->metrics[m]);
    }
    ent_trace_free(trace);
    engine_close(e);
    free(yaml);
}

static void an_unknown_agreement_is_usage(void **state) {
    (void)state;
    char *yaml = made_up_deal(2, 1);
    engine *e = engine_open(yaml);
    ent_trace *trace = NULL;
    assert_int_equal(ent_trace_path(e->plan, "moer", 0, NULL, &trace, &e->problems),
                     ENT_USAGE);
    assert_null(trace);
    expect_problem(e, "E0308", "there is no agreement moer");
    assert_string_equal(e->problems.list[0].help, "did you mean more?");
    ent_trace_free(NULL);
    engine_close(e);
    free(yaml);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_by_period_then_by_name),
        cmocka_unit_test(events_are_told_once),
        cmocka_unit_test(a_trace_replays_the_run),
        cmocka_unit_test(an_unknown_agreement_is_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
