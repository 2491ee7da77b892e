#include "tests/support/engine_harness.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenarios/scenarios.h"

static void print_problems(const ent_problems *problems) {
    for (size_t i = 0; i < problems->count; i++) {
        const ent_problem *p = &problems->list[i];
        print_error("%s line %d: %s (%s)\n", p->code, p->at.line, p->message,
                    p->path ? p->path : "");
    }
}

engine *engine_try(const char *yaml, const ent_plan_options *options) {
    engine *e = calloc(1, sizeof *e);
    assert_non_null(e);
    const ent_status status = ent_scenario_read_text("test", yaml, strlen(yaml), NULL,
                                                     &e->scenario, &e->problems);
    if (status == ENT_OK &&
        ent_plan_compile(e->scenario, options, &e->plan, &e->problems) != ENT_OK)
        assert_null(e->plan);
    ent_problems_sort(&e->problems);
    return e;
}

engine *engine_open(const char *yaml) {
    engine *e = engine_try(yaml, NULL);
    if (!e->plan) {
        print_problems(&e->problems);
        fail_msg("the scenario does not compile:\n%s", yaml);
    }
    return e;
}

void engine_run(engine *e, const ent_run_options *options) {
    ent_results_free(e->results);
    if (ent_run(e->plan, options, &e->results, &e->problems) != ENT_OK) {
        print_problems(&e->problems);
        fail_msg("the run failed");
    }
}

engine *engine_open_run(const char *yaml, uint64_t paths) {
    engine *e = engine_open(yaml);
    const ent_run_options options = {
        .paths = paths, .seed = 1, .seed_given = true, .threads = 2};
    engine_run(e, &options);
    return e;
}

void engine_close(engine *e) {
    if (!e)
        return;
    ent_results_free(e->results);
    ent_plan_free(e->plan);
    ent_problems_free(&e->problems);
    ent_scenario_free(e->scenario);
    free(e);
}

/* ---- What came out ---- */

const ent_agreement_result *engine_agreement(const engine *e, const char *name) {
    assert_non_null(e->results);
    for (size_t a = 0; a < e->results->agreement_count; a++)
        if (!name || strcmp(e->results->agreements[a].name, name) == 0)
            return &e->results->agreements[a];
    fail_msg("no agreement %s", name);
    return NULL;
}

const ent_metric_result *engine_metric(const engine *e, const char *agreement,
                                       const char *name) {
    const ent_agreement_result *a = engine_agreement(e, agreement);
    for (size_t m = 0; m < a->metric_count; m++)
        if (strcmp(a->metrics[m].name, name) == 0)
            return &a->metrics[m];
    fail_msg("no metric %s", name);
    return NULL;
}

double engine_mean(const engine *e, const char *agreement, const char *name) {
    return engine_metric(e, agreement, name)->summary.mean;
}

const ent_series_result *engine_series(const engine *e, const char *agreement,
                                       const char *name) {
    const ent_agreement_result *a = engine_agreement(e, agreement);
    for (size_t i = 0; i < a->series_count; i++)
        if (strcmp(a->series[i].name, name) == 0)
            return &a->series[i];
    fail_msg("no series %s", name);
    return NULL;
}

const ent_event_result *engine_event(const engine *e, const char *agreement,
                                     const char *name) {
    const ent_agreement_result *a = engine_agreement(e, agreement);
    for (size_t i = 0; i < a->event_count; i++)
        if (strcmp(a->events[i].name, name) == 0)
            return &a->events[i];
    fail_msg("no event %s", name);
    return NULL;
}

const ent_clause_result *engine_clause(const engine *e, const char *agreement,
                                       const char *name) {
    const ent_agreement_result *a = engine_agreement(e, agreement);
    for (size_t i = 0; i < a->clause_count; i++)
        if (strcmp(a->clauses[i].name, name) == 0)
            return &a->clauses[i];
    fail_msg("no clause %s", name);
    return NULL;
}

/* ---- Digests ---- */

static void write_number(FILE *to, double x) {
    fprintf(to, " %a", x);
}

static void write_summary(FILE *to, const ent_summary *s) {
    fprintf(to, " n=%llu", (unsigned long long)s->n);
    const double own[] = {s->mean, s->se, s->sd, s->min, s->max};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        write_number(to, own[i]);
    for (size_t i = 0; i < ENT_PERCENTILES; i++)
        write_number(to, s->percentile[i]);
}

static void write_metric(FILE *to, const ent_metric_result *m) {
    fprintf(to, "metric %s %s", m->name, m->unit);
    write_summary(to, &m->summary);
    write_number(to, m->never);
    for (size_t i = 0; i < 3; i++) {
        write_number(to, m->interval[i][0]);
        write_number(to, m->interval[i][1]);
    }
    for (size_t i = 0; i < m->atom_count; i++) {
        write_number(to, m->atoms[i].value);
        write_number(to, m->atoms[i].probability);
    }
    for (size_t i = 0; i < ENT_QUANTILES; i++)
        write_number(to, m->quantiles[i]);
    for (size_t i = 0; i < m->running_count; i++) {
        fprintf(to, " %llu", (unsigned long long)m->running[i].n);
        write_number(to, m->running[i].mean);
        write_number(to, m->running[i].se);
    }
    fputc('\n', to);
}

static void write_series(FILE *to, const ent_series_result *s, size_t periods) {
    fprintf(to, "series %s %s", s->name, s->unit);
    for (size_t t = 0; t < periods; t++) {
        write_summary(to, &s->periods[t]);
        for (size_t i = 0; i < 3; i++) {
            write_number(to, s->atoms[t][i].value);
            write_number(to, s->atoms[t][i].probability);
        }
    }
    for (size_t i = 0; i < s->sample_count * periods; i++)
        write_number(to, s->samples[i]);
    fputc('\n', to);
}

static void write_owner(FILE *to, const ent_results *r, const ent_clause_result *c) {
    const size_t parties = r->scenario->parties.count;
    fprintf(to, "clause %s", c->name);
    for (size_t p = 0; p < parties; p++)
        write_summary(to, &c->npv[p]);
    for (size_t i = 0; i < parties * r->year_count; i++) {
        write_number(to, c->by_year[i].mean);
        write_number(to, c->by_year[i].se);
    }
    fputc('\n', to);
}

static void write_agreement(FILE *to, const ent_results *r,
                            const ent_agreement_result *a) {
    fprintf(to, "agreement %s\n", a->name);
    for (size_t i = 0; i < a->metric_count; i++)
        write_metric(to, &a->metrics[i]);
    for (size_t i = 0; i < a->series_count; i++)
        write_series(to, &a->series[i], r->period_count);
    for (size_t i = 0; i < a->event_count; i++) {
        fprintf(to, "event %s", a->events[i].name);
        for (size_t t = 0; t < r->period_count; t++)
            write_number(to, a->events[i].by_period[t]);
        for (size_t s = 0; s < r->sampled_count; s++)
            fprintf(to, " %d", a->events[i].sample_when[s]);
        fputc('\n', to);
    }
    for (size_t i = 0; i < a->clause_count; i++)
        write_owner(to, r, &a->clauses[i]);
    for (size_t i = 0; i < a->transfer_count; i++) {
        fprintf(to, "transfer %s %d %d", a->transfers[i].clause, a->transfers[i].from,
                a->transfers[i].to);
        write_number(to, a->transfers[i].total.mean);
        write_number(to, a->transfers[i].total.se);
        fputc('\n', to);
    }
}

static void write_comparison(FILE *to, const ent_comparison *c) {
    fprintf(to, "%s - %s\n", c->agreement, c->baseline);
    for (size_t i = 0; i < c->metric_count; i++) {
        const ent_difference_result *d = &c->metrics[i];
        fprintf(to, "difference %s n=%llu", d->name, (unsigned long long)d->n);
        const double own[] = {d->mean, d->se,       d->p5,  d->p50,
                              d->p95,  d->positive, d->zero};
        for (size_t k = 0; k < sizeof own / sizeof *own; k++)
            write_number(to, own[k]);
        fputc('\n', to);
    }
}

static void write_input(FILE *to, const ent_results *r, size_t input) {
    const ent_input_result *in = &r->inputs[input];
    fprintf(to, "input %s %s %llu", in->name, in->unit, (unsigned long long)in->tenth);
    write_number(to, in->low);
    write_number(to, in->high);
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t m = 0; m < r->agreements[a].metric_count; m++) {
            const ent_metric_result *metric = &r->agreements[a].metrics[m];
            if (!metric->inputs)
                continue;
            const ent_input_effect *e = &metric->inputs[input];
            const double own[] = {e->low.mean, e->low.se, e->high.mean, e->high.se};
            for (size_t k = 0; k < sizeof own / sizeof *own; k++)
                write_number(to, own[k]);
        }
    fputc('\n', to);
}

static char *digest(const ent_results *r, const char *agreement) {
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    for (size_t a = 0; a < r->agreement_count; a++)
        if (!agreement || strcmp(agreement, r->agreements[a].name) == 0)
            write_agreement(to, r, &r->agreements[a]);
    for (size_t c = 0; !agreement && c < r->comparison_count; c++)
        write_comparison(to, &r->comparisons[c]);
    for (size_t i = 0; !agreement && i < r->input_count; i++)
        write_input(to, r, i);
    fclose(to);
    return text;
}

char *engine_digest(const ent_results *r) {
    return digest(r, NULL);
}

char *engine_digest_of(const ent_results *r, const char *agreement) {
    return digest(r, agreement);
}

/* ---- Verdicts ---- */

void expect_same_text(const char *a, const char *b, const char *what) {
    size_t i = 0, line = 0;
    while (a[i] && a[i] == b[i]) {
        if (a[i++] == '\n')
            line = i;
    }
    if (a[i] == b[i])
        return;
    const size_t from = i > 60 ? i - 60 : 0;
    fail_msg("%s: in the line %.40s\n%.100s\n%.100s", what, a + line, a + from, b + from);
}

void expect_problem(const engine *e, const char *code, const char *message) {
    const bool good = e->problems.count == 1 &&
                      strcmp(e->problems.list[0].code, code) == 0 &&
                      (!message || strcmp(e->problems.list[0].message, message) == 0);
    if (good)
        return;
    print_problems(&e->problems);
    fail_msg("expected one problem: %s %s", code, message ? message : "");
}

char *text_of(const char *format, ...) {
    va_list list;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    assert_non_null(to);
    va_start(list, format);
    vfprintf(to, format, list);
    va_end(list);
    fclose(to);
    return text;
}
