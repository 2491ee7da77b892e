#include "cli/data.h"

#include <math.h>
#include <stdio.h>

#include "cli/figure.h"

static void columns(ent_table *t, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        ent_table_column(t, names[i], ENT_COLUMN_TEXT);
}
#define COLUMNS(t, ...)                                                                  \
    columns(t, (const char *const[]){__VA_ARGS__},                                       \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void percentile_columns(ent_table *t) {
    for (int p = 0; p < ENT_PERCENTILES; p++)
        ent_table_column(t, ent_percentile_name[p], ENT_COLUMN_TEXT);
}

static void put_gaps(ent_table *t, int count) {
    while (count-- > 0)
        ent_table_put(t, "%s", "");
}

static void put_partial(ent_table *t, const ent_results *r) {
    ent_table_put(t, "%d", r->paths < r->asked);
}

static void put_day(ent_table *t, ent_day day) {
    char text[11];
    ent_table_put(t, "%s", ent_day_write(day, text));
}

static void put_in_kind(ent_table *t, const ent_results *r, ent_metric_kind kind,
                        double value) {
    if (kind != ENT_DATE_METRIC || isnan(value))
        ent_table_put_exact(t, value);
    else if (isinf(value))
        ent_table_put(t, "never");
    else
        put_day(t, r->periods[ent_period_at(r->periods, r->period_count, value)].last);
}

static const char *party_name(const ent_results *r, int party) {
    return party < 0 ? "market" : r->scenario->parties.items[party].name;
}

/* ---- Metrics and differences ---- */

/* A table whose rows begin with something of their own has one text for it. */
typedef struct {
    const char *value; /* NULL: none */
    ent_table *t;
} rows;

static void begin_row(const rows *to) {
    if (to->value != NULL)
        ent_table_put(to->t, "%s", to->value);
}

static void metric_columns(ent_table *t) {
    COLUMNS(t, "agreement", "metric", "unit", "n", "mean", "se", "sd", "min");
    percentile_columns(t);
    COLUMNS(t, "max", "never", "positive", "zero", "partial");
}

static void put_metric(ent_table *t, const ent_results *r, const char *agreement,
                       const ent_metric_result *m) {
    const ent_summary *s = &m->summary;
    ent_table_put(t, "%s", agreement);
    ent_table_put(t, "%s", m->name);
    ent_table_put(t, "%s", m->kind == ENT_DATE_METRIC ? "date" : m->unit);
    ent_table_put(t, "%llu", (unsigned long long)s->n);
    ent_table_put_exact(t, s->mean);
    ent_table_put_exact(t, s->se);
    ent_table_put_exact(t, s->sd);
    put_in_kind(t, r, m->kind, s->min);
    for (int p = 0; p < ENT_PERCENTILES; p++)
        put_in_kind(t, r, m->kind, s->percentile[p]);
    put_in_kind(t, r, m->kind, s->max);
    ent_table_put_exact(t, m->kind == ENT_DATE_METRIC ? m->never : NAN);
    put_gaps(t, 2);
    put_partial(t, r);
}

static void put_difference(ent_table *t, const ent_results *r, const ent_comparison *c,
                           const ent_difference_result *d) {
    ent_table_put(t, "%s - %s", c->agreement, c->baseline);
    ent_table_put(t, "%s", d->name);
    ent_table_put(t, "%s", d->kind == ENT_DATE_METRIC ? "year" : d->unit);
    ent_table_put(t, "%llu", (unsigned long long)d->n);
    ent_table_put_exact(t, d->mean);
    ent_table_put_exact(t, d->se);
    put_gaps(t, 2);
    for (int p = 0; p < ENT_PERCENTILES; p++)
        ent_table_put_exact(t, p == ENT_P5    ? d->p5
                               : p == ENT_P50 ? d->p50
                               : p == ENT_P95 ? d->p95
                                              : NAN);
    put_gaps(t, 2);
    ent_table_put_exact(t, d->positive);
    ent_table_put_exact(t, d->zero);
    put_partial(t, r);
}

static void add_metrics(const ent_results *r, const rows *to) {
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t i = 0; i < r->agreements[a].metric_count; i++) {
            begin_row(to);
            put_metric(to->t, r, r->agreements[a].name, &r->agreements[a].metrics[i]);
        }
}

static void add_differences(const ent_results *r, const rows *to) {
    for (size_t c = 0; c < r->comparison_count; c++)
        for (size_t i = 0; i < r->comparisons[c].metric_count; i++) {
            begin_row(to);
            put_difference(to->t, r, &r->comparisons[c], &r->comparisons[c].metrics[i]);
        }
}

void ent_data_summary(const ent_results *r, ent_table *t) {
    metric_columns(t);
    add_metrics(r, &(rows){NULL, t});
    add_differences(r, &(rows){NULL, t});
}

void ent_data_point(const ent_results *r, const char *value, ent_table *t) {
    if (t->column_count == 0) {
        COLUMNS(t, "value");
        metric_columns(t);
    }
    add_metrics(r, &(rows){value, t});
    add_differences(r, &(rows){value, t});
}

static void fill_metrics(const ent_results *r, ent_table *t) {
    metric_columns(t);
    add_metrics(r, &(rows){NULL, t});
}

static void fill_differences(const ent_results *r, ent_table *t) {
    COLUMNS(t, "agreement", "baseline", "metric", "unit", "n", "mean", "se", "p5", "p50",
            "p95", "positive", "zero", "partial");
    for (size_t i = 0; i < r->comparison_count; i++)
        for (size_t m = 0; m < r->comparisons[i].metric_count; m++) {
            const ent_comparison *c = &r->comparisons[i];
            const ent_difference_result *d = &c->metrics[m];
            const double values[] = {d->mean, d->se,       d->p5,  d->p50,
                                     d->p95,  d->positive, d->zero};
            ent_table_put(t, "%s", c->agreement);
            ent_table_put(t, "%s", c->baseline);
            ent_table_put(t, "%s", d->name);
            ent_table_put(t, "%s", d->kind == ENT_DATE_METRIC ? "year" : d->unit);
            ent_table_put(t, "%llu", (unsigned long long)d->n);
            for (size_t v = 0; v < sizeof values / sizeof *values; v++)
                ent_table_put_exact(t, values[v]);
            put_partial(t, r);
        }
}

/* ---- Series and events ---- */

static void put_period(ent_table *t, const ent_results *r, const char *agreement,
                       const ent_series_result *s, size_t period) {
    const ent_summary *of = &s->periods[period];
    ent_table_put(t, "%s", agreement);
    ent_table_put(t, "%s", s->name);
    ent_table_put(t, "%s", s->unit);
    ent_table_put(t, "%s", ent_measure_name(s->measure));
    put_day(t, r->periods[period].last);
    ent_table_put_exact(t, of->mean);
    ent_table_put_exact(t, of->se);
    for (int p = 0; p < ENT_PERCENTILES; p++)
        ent_table_put_exact(t, of->percentile[p]);
    put_partial(t, r);
}

static void fill_series(const ent_results *r, ent_table *t) {
    COLUMNS(t, "agreement", "series", "unit", "measure", "period_end", "mean", "se");
    percentile_columns(t);
    COLUMNS(t, "partial");
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t i = 0; i < r->agreements[a].series_count; i++)
            for (size_t p = 0; p < r->period_count; p++)
                put_period(t, r, r->agreements[a].name, &r->agreements[a].series[i], p);
}

static void fill_events(const ent_results *r, ent_table *t) {
    COLUMNS(t, "agreement", "event", "period_end", "probability", "partial");
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t i = 0; i < r->agreements[a].event_count; i++)
            for (size_t p = 0; p < r->period_count; p++) {
                ent_table_put(t, "%s", r->agreements[a].name);
                ent_table_put(t, "%s", r->agreements[a].events[i].name);
                put_day(t, r->periods[p].last);
                ent_table_put_exact(t, r->agreements[a].events[i].by_period[p]);
                put_partial(t, r);
            }
}

/* ---- Clauses and transfers ---- */

static void put_clause(ent_table *t, const ent_results *r, const char *agreement,
                       const ent_clause_result *c) {
    for (size_t p = 0; p < r->scenario->parties.count; p++) {
        const ent_summary *s = &c->npv[p];
        if (s->n == 0)
            continue;
        const double values[] = {s->mean, s->se, s->percentile[ENT_P5],
                                 s->percentile[ENT_P50], s->percentile[ENT_P95]};
        ent_table_put(t, "%s", agreement);
        ent_table_put(t, "%s", c->name);
        ent_table_put(t, "%s", c->kind);
        ent_table_put(t, "%s", party_name(r, (int)p));
        ent_table_put(t, "%s", r->scenario->currency);
        for (size_t v = 0; v < sizeof values / sizeof *values; v++)
            ent_table_put_exact(t, values[v]);
        put_partial(t, r);
    }
}

static void fill_clauses(const ent_results *r, ent_table *t) {
    COLUMNS(t, "agreement", "clause", "kind", "party", "unit", "npv", "se", "p5", "p50",
            "p95", "partial");
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t i = 0; i < r->agreements[a].clause_count; i++)
            put_clause(t, r, r->agreements[a].name, &r->agreements[a].clauses[i]);
}

static void fill_transfers(const ent_results *r, ent_table *t) {
    COLUMNS(t, "agreement", "from", "to", "clause", "booked_as", "unit", "total", "se",
            "partial");
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t i = 0; i < r->agreements[a].transfer_count; i++) {
            const ent_transfer_result *x = &r->agreements[a].transfers[i];
            ent_table_put(t, "%s", r->agreements[a].name);
            ent_table_put(t, "%s", party_name(r, x->from));
            ent_table_put(t, "%s", party_name(r, x->to));
            ent_table_put(t, "%s", x->clause);
            ent_table_put(t, "%s", x->marked ? "marked" : "cash");
            ent_table_put(t, "%s", r->scenario->currency);
            ent_table_put_exact(t, x->total.mean);
            ent_table_put_exact(t, x->total.se);
            put_partial(t, r);
        }
}

const ent_data_file ent_data_files[] = {{"metrics.csv", fill_metrics},
                                        {"differences.csv", fill_differences},
                                        {"series.csv", fill_series},
                                        {"events.csv", fill_events},
                                        {"clauses.csv", fill_clauses},
                                        {"transfers.csv", fill_transfers},
                                        {NULL, NULL}};
