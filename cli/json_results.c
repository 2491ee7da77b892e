/* ent_results as JSON.  The order of members is the order of the calls below. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/figure.h"
#include "cli/json.h"
#include "cli/version.h"
#include "model/engine/lint.h"

static void set(json_t *object, const char *key, json_t *value) {
    json_object_set_new(object, key, value);
}

static void set_number(json_t *object, const char *key, double value) {
    set(object, key, ent_json_number(value));
}

/* A date given in years from the start: the last day of the period; null for never. */
static json_t *date(const ent_results *r, double years) {
    if (!isfinite(years))
        return json_null();
    return ent_json_day(
        r->periods[ent_period_at(r->periods, r->period_count, years)].last);
}

static json_t *in_kind(const ent_results *r, ent_metric_kind kind, double value) {
    return kind == ENT_DATE_METRIC ? date(r, value) : ent_json_number(value);
}

static json_t *pair(json_t *low, json_t *high) {
    json_t *list = json_array();
    json_array_append_new(list, low);
    json_array_append_new(list, high);
    return list;
}

static json_t *atom(const ent_results *r, ent_metric_kind kind, const ent_atom *a) {
    json_t *object = json_object();
    set(object, "value", in_kind(r, kind, a->value));
    set_number(object, "probability", a->probability);
    set_number(object, "se", a->se);
    return object;
}

static void set_percentiles(json_t *to, const ent_results *r,
                            const ent_metric_result *m) {
    set(to, "min", in_kind(r, m->kind, m->summary.min));
    for (int p = 0; p < ENT_PERCENTILES; p++)
        set(to, ent_percentile_name[p], in_kind(r, m->kind, m->summary.percentile[p]));
    set(to, "max", in_kind(r, m->kind, m->summary.max));
}

static json_t *intervals(const ent_results *r, const ent_metric_result *m) {
    static const char *const names[] = {"p5", "p50", "p95"};
    json_t *object = json_object();
    if (m->kind == ENT_FLAG_METRIC) {
        set(object, "mean",
            pair(ent_json_number(m->interval[1][0]), ent_json_number(m->interval[1][1])));
        return object;
    }
    for (int i = 0; i < 3; i++)
        set(object, names[i],
            pair(in_kind(r, m->kind, m->interval[i][0]),
                 in_kind(r, m->kind, m->interval[i][1])));
    return object;
}

/* How its mean settles: numbers of paths, means and standard errors. */
static json_t *running(const ent_metric_result *m) {
    json_t *object = json_object(), *n = json_array();
    json_t *means = json_array(), *errors = json_array();
    for (size_t i = 0; i < m->running_count; i++) {
        json_array_append_new(n, ent_json_count(m->running[i].n));
        json_array_append_new(means, ent_json_number(m->running[i].mean));
        json_array_append_new(errors, ent_json_number(m->running[i].se));
    }
    set(object, "n", n);
    set(object, "mean", means);
    set(object, "se", errors);
    return object;
}

static void set_effects(json_t *to, const ent_results *r, const ent_metric_result *m) {
    json_t *inputs = json_object();
    for (size_t i = 0; i < r->input_count; i++) {
        json_t *tenths = json_object();
        set(tenths, "low", ent_json_estimate(m->inputs[i].low));
        set(tenths, "high", ent_json_estimate(m->inputs[i].high));
        set(inputs, r->inputs[i].name, tenths);
    }
    set(to, "inputs", inputs);
}

static json_t *metric(const ent_results *r, const ent_metric_result *m) {
    json_t *object = json_object(), *quantiles = json_array(), *atoms = json_array();
    if (m->title != NULL)
        set(object, "title", json_string(m->title));
    set(object, "unit", ent_json_text(m->kind == ENT_DATE_METRIC ? "date" : m->unit));
    set(object, "n", ent_json_count(m->summary.n));
    set_number(object, "mean", m->summary.mean);
    set_number(object, "se", m->summary.se);
    set_number(object, "sd", m->summary.sd);
    set_percentiles(object, r, m);
    if (m->kind == ENT_DATE_METRIC)
        set_number(object, "never", m->never);
    set(object, "interval", intervals(r, m));
    for (int q = 0; m->quantiles != NULL && q < ENT_QUANTILES; q++)
        json_array_append_new(quantiles, in_kind(r, m->kind, m->quantiles[q]));
    set(object, "quantiles", quantiles);
    for (size_t a = 0; a < m->atom_count; a++)
        json_array_append_new(atoms, atom(r, m->kind, &m->atoms[a]));
    set(object, "atoms", atoms);
    set(object, "running", running(m));
    if (m->inputs != NULL)
        set_effects(object, r, m);
    return object;
}

/* One member of every period's summary, as a list. */
static json_t *over_periods(const ent_summary *periods, size_t count, size_t offset) {
    json_t *list = json_array();
    for (size_t t = 0; t < count; t++) {
        double value;
        memcpy(&value, (const char *)&periods[t] + offset, sizeof value);
        json_array_append_new(list, ent_json_number(value));
    }
    return list;
}

static json_t *series_atoms(const ent_results *r, const ent_series_result *s) {
    json_t *list = json_array();
    for (size_t t = 0; t < r->period_count; t++) {
        json_t *of_period = json_array();
        for (int a = 0; s->atoms != NULL && a < 3; a++)
            if (s->atoms[t][a].probability > 0)
                json_array_append_new(of_period,
                                      atom(r, ENT_NUMBER_METRIC, &s->atoms[t][a]));
        json_array_append_new(list, of_period);
    }
    return list;
}

static json_t *samples(const ent_results *r, const ent_series_result *s) {
    json_t *list = json_array();
    for (size_t i = 0; i < s->sample_count; i++) {
        json_t *path = json_array();
        for (size_t t = 0; t < r->period_count; t++)
            json_array_append_new(path,
                                  ent_json_number(s->samples[i * r->period_count + t]));
        json_array_append_new(list, path);
    }
    return list;
}

static json_t *series(const ent_results *r, const ent_series_result *s) {
    json_t *object = json_object();
    if (s->title != NULL)
        set(object, "title", json_string(s->title));
    set(object, "unit", ent_json_text(s->unit));
    set(object, "measure", json_string(ent_measure_name(s->measure)));
    set(object, "mean",
        over_periods(s->periods, r->period_count, offsetof(ent_summary, mean)));
    set(object, "se",
        over_periods(s->periods, r->period_count, offsetof(ent_summary, se)));
    for (size_t p = ENT_P2_5; p <= ENT_P97_5; p++)
        set(object, ent_percentile_name[p],
            over_periods(s->periods, r->period_count,
                         offsetof(ent_summary, percentile) + p * sizeof(double)));
    set(object, "atoms", series_atoms(r, s));
    set(object, "sample", samples(r, s));
    return object;
}

/* null for never, -1 */
static json_t *period_end(const ent_results *r, int period) {
    return period < 0 ? json_null() : ent_json_day(r->periods[period].last);
}

static json_t *event(const ent_results *r, const ent_event_result *e) {
    static const char *const names[] = {"p5", "p50", "p95"};
    json_t *object = json_object(), *by_period = json_array(), *when = json_object();
    json_t *sample = json_array();
    if (e->title != NULL)
        set(object, "title", json_string(e->title));
    set_number(object, "probability", e->probability);
    set_number(object, "se", e->se);
    set(object, "interval", pair(ent_json_number(e->low), ent_json_number(e->high)));
    for (size_t t = 0; t < r->period_count; t++)
        json_array_append_new(by_period, ent_json_number(e->by_period[t]));
    set(object, "by_period", by_period);
    for (int i = 0; i < 3; i++)
        set(when, names[i], period_end(r, e->when[i]));
    set(object, "when", when);
    for (size_t i = 0; i < r->sampled_count; i++)
        json_array_append_new(sample, period_end(r, e->sample_when[i]));
    set(object, "sample", sample);
    return object;
}

static json_t *agreement(const ent_results *r, const ent_agreement_result *a) {
    json_t *object = json_object(), *metrics = json_object(), *all_series = json_object();
    json_t *events = json_object(), *clauses = json_object(), *transfers = json_array();
    for (size_t i = 0; i < a->metric_count; i++)
        set(metrics, a->metrics[i].name, metric(r, &a->metrics[i]));
    for (size_t i = 0; i < a->clause_count; i++)
        set(clauses, a->clauses[i].name, ent_json_clause(r, &a->clauses[i]));
    for (size_t i = 0; i < a->transfer_count; i++)
        json_array_append_new(transfers, ent_json_transfer(r, &a->transfers[i]));
    for (size_t i = 0; i < a->series_count; i++)
        set(all_series, a->series[i].name, series(r, &a->series[i]));
    for (size_t i = 0; i < a->event_count; i++)
        set(events, a->events[i].name, event(r, &a->events[i]));
    if (a->title != NULL)
        set(object, "title", json_string(a->title));
    set(object, "metrics", metrics);
    set(object, "clauses", clauses);
    set(object, "transfers", transfers);
    set(object, "series", all_series);
    set(object, "events", events);
    return object;
}

static json_t *difference(const ent_difference_result *d) {
    json_t *object = json_object();
    set(object, "unit", ent_json_text(d->kind == ENT_DATE_METRIC ? "year" : d->unit));
    set(object, "n", ent_json_count(d->n));
    set_number(object, "mean", d->mean);
    set_number(object, "se", d->se);
    set_number(object, "p5", d->p5);
    set_number(object, "p50", d->p50);
    set_number(object, "p95", d->p95);
    set_number(object, "positive", d->positive);
    set_number(object, "zero", d->zero);
    return object;
}

static json_t *differences(const ent_results *r) {
    json_t *object = json_object();
    for (size_t i = 0; i < r->comparison_count; i++) {
        const ent_comparison *c = &r->comparisons[i];
        json_t *metrics = json_object();
        char name[512];
        snprintf(name, sizeof name, "%s - %s", c->agreement, c->baseline);
        for (size_t m = 0; m < c->metric_count; m++)
            set(metrics, c->metrics[m].name, difference(&c->metrics[m]));
        set(object, name, metrics);
    }
    return object;
}

static json_t *where(const ent_results *r) {
    json_t *object = json_object();
    set(object, "formula", json_string(r->where));
    set(object, "agreement", ent_json_text(r->where_agreement));
    set(object, "paths", ent_json_count(r->where_count));
    return object;
}

static json_t *run(const ent_results *r) {
    json_t *object = json_object(), *overrides = json_array(), *sampled = json_array();
    set(object, "paths", ent_json_count(r->paths));
    set(object, "asked", ent_json_count(r->asked));
    set(object, "partial", json_boolean(r->paths < r->asked));
    set(object, "seed", ent_json_count(r->seed));
    set(object, "sampler", json_string("philox"));
    if (r->keep > 0)
        set(object, "keep", ent_json_count(r->keep));
    set(object, "base_case", json_boolean(r->base_case));
    for (size_t i = 0; i < r->sampled_count; i++)
        json_array_append_new(sampled, ent_json_count(r->sampled[i]));
    set(object, "sampled", sampled);
    if (r->where != NULL)
        set(object, "where", where(r));
    for (size_t i = 0; i < r->scenario->override_count; i++)
        json_array_append_new(overrides, json_string(r->scenario->overrides[i]));
    set(object, "overrides", overrides);
    return object;
}

/* What the checks after a run found.  No place: it would depend on how the file was named. */
static json_t *warnings(const ent_results *r) {
    ent_problems problems = {0};
    json_t *list = json_array();
    ent_results_lint(r, &problems);
    for (size_t i = 0; i < problems.count; i++) {
        const ent_problem *problem = &problems.list[i];
        json_t *object = json_object();
        set(object, "code", json_string(problem->code));
        set(object, "path", ent_json_text(problem->path));
        set(object, "message", json_string(problem->message));
        json_array_append_new(list, object);
    }
    ent_problems_free(&problems);
    return list;
}

static json_t *inputs(const ent_results *r) {
    json_t *object = json_object();
    for (size_t i = 0; i < r->input_count; i++) {
        const ent_input_result *from = &r->inputs[i];
        json_t *input = json_object();
        if (from->title != NULL)
            set(input, "title", json_string(from->title));
        set(input, "unit", json_string(from->unit));
        set(input, "measure", json_string(ent_measure_name(from->measure)));
        set(input, "driver", json_boolean(from->driver));
        set(input, "paths", ent_json_count(from->tenth));
        set_number(input, "low", from->low);
        set_number(input, "high", from->high);
        set(object, from->name, input);
    }
    return object;
}

json_t *ent_json_results(const ent_results *r) {
    json_t *object = json_object();
    json_t *periods = json_array(), *agreements = json_object();
    for (size_t t = 0; t < r->period_count; t++)
        json_array_append_new(periods, ent_json_day(r->periods[t].last));
    for (size_t a = 0; a < r->agreement_count; a++)
        set(agreements, r->agreements[a].name, agreement(r, &r->agreements[a]));
    set(object, "entente", json_string(ENT_VERSION));
    set(object, "format", json_integer(1));
    set(object, "scenario", ent_json_scenario(r->scenario));
    set(object, "run", run(r));
    set(object, "periods", periods);
    set(object, "inputs", inputs(r));
    set(object, "agreements", agreements);
    set(object, "differences", differences(r));
    set(object, "warnings", warnings(r));
    return object;
}
