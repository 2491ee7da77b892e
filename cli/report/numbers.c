/* Tables of results, differences first. */
#include <math.h>
#include <string.h>

#include "cli/figure.h"
#include "cli/report/parts.h"

/* Metrics that every version shares are told once, apart from the others. */
static bool is_row(const ent_report *r, const char *name, bool common) {
    return ent_metric_is_main(name) && ent_metric_is_common(r->results, name) == common;
}

static void put_differences(ent_report *r, const ent_comparison *c) {
    const ent_results *results = r->results;
    ent_table t = {0};
    bool dates = false;
    ent_table_column(&t, "metric", ENT_COLUMN_TEXT);
    ent_summary_difference_columns(results, c, &t);
    for (size_t i = 0; i < c->metric_count; i++) {
        const ent_difference_result *d = &c->metrics[i];
        if (!is_row(r, d->name, false))
            continue;
        dates = dates || d->kind == ENT_DATE_METRIC;
        ent_table_put(&t, "%s", ent_report_metric(r, d->name, d->title));
        ent_summary_difference_row(results, c, d, &t);
    }
    const char *new = ent_report_version(r, c->agreement);
    const char *old = ent_report_version(r, c->baseline);
    t.headers[1] = old;
    t.headers[2] = new;
    ent_paper_heading(r->document, 3, "%s minus %s", new, old);
    ent_report_table(r,
                     ent_report_words(r, "%s minus %s, future by future%s", new, old,
                                      !dates ? ""
                                      : ent_results_single(results)
                                          ? "; dates: years between them"
                                          : "; dates: medians, their difference "
                                            "where both come"),
                     &t);
    ent_table_free(&t);
}

static void put_metrics(ent_report *r, const ent_agreement_result *a, bool common,
                        const char *caption) {
    ent_table t = {0};
    ent_table_column(&t, "metric", ENT_COLUMN_TEXT);
    ent_summary_metric_columns(r->results, false, &t);
    for (size_t i = 0; i < a->metric_count; i++) {
        const ent_metric_result *m = &a->metrics[i];
        if (!is_row(r, m->name, common))
            continue;
        ent_table_put(&t, "%s", ent_report_metric(r, m->name, m->title));
        ent_summary_metric_row(r->results, m, false, &t);
    }
    if (t.cell_count > 0)
        ent_report_table(r, caption, &t);
    ent_table_free(&t);
}

/* The summary goes by names; here is room for titles. */
static void put_titles(const ent_report *r, const ent_agreement_result *a, ent_table *t) {
    for (size_t i = 0; i < t->cell_count; i += t->column_count)
        for (size_t c = 0; c < a->clause_count; c++)
            if (strcmp(a->clauses[c].name, t->cells[i]) == 0 &&
                a->clauses[c].title != NULL)
                t->cells[i] = a->clauses[c].title;
    for (size_t c = 0; c < t->column_count; c++)
        for (size_t p = 0; p < r->results->scenario->parties.count; p++)
            if (strncmp(t->headers[c], "to ", 3) == 0 &&
                strcmp(t->headers[c] + 3, r->results->scenario->parties.items[p].name) ==
                    0)
                t->headers[c] = ent_report_words(
                    r, "to %s", ent_word_party(&r->explained.words, (int)p));
}

static void put_clauses(ent_report *r, const ent_agreement_result *a) {
    ent_table t = {0};
    const char *note = ent_summary_clause_table(r->results, a, &t);
    put_titles(r, a, &t);
    ent_report_table(r,
                     ent_report_words(r,
                                      "%s: present value moved by each clause and flow",
                                      ent_report_version(r, a->name)),
                     &t);
    if (note != NULL)
        ent_report_say(r, "%s", note);
    ent_table_free(&t);
}

/* ---- Events ---- */

static const char *when(const ent_report *r, int period) {
    const ent_results *results = r->results;
    char text[ENT_FORMAT_SIZE];
    return period < 0
               ? "never"
               : ent_report_words(r, "%s",
                                  ent_figure_period(&results->periods[period],
                                                    results->scenario->step, text));
}

static void put_event(ent_report *r, ent_paper_table *t, const ent_agreement_result *a,
                      const ent_event_result *e) {
    const uint64_t n = r->results->where_count;
    char share[ENT_FORMAT_SIZE], interval[ENT_FORMAT_SIZE];
    ent_paper_cell(r->document, t, "%s", ent_report_event(r, a, e->name));
    ent_paper_cell(r->document, t, "%s",
                   ent_figure_share(e->probability, e->low, e->high, n, share));
    ent_paper_cell(r->document, t, "%s", ent_figure_interval(e->low, e->high, interval));
    for (int i = 0; i < 3; i++)
        ent_paper_cell(r->document, t, "%s", when(r, e->when[i]));
}

/* What comes on every path at once, or on none, is no event worth a row. */
static bool is_open(const ent_event_result *e) {
    return e->probability > 0 && (e->probability < 1 || e->when[0] != e->when[2]);
}

static void put_events(ent_report *r, const ent_agreement_result *a) {
    static const char *const headers[] = {"5% by", "50% by", "95% by"};
    size_t open = 0;
    for (size_t i = 0; i < a->event_count; i++)
        open += is_open(&a->events[i]);
    if (open == 0 || ent_results_single(r->results))
        return;
    ent_paper_table *t = ent_paper_add_table(
        r->document,
        ent_report_words(r, "%s: what may happen within the horizon, and when",
                         ent_report_version(r, a->name)));
    ent_paper_column(r->document, t, ENT_CELL_TEXT, "event");
    ent_paper_column(r->document, t, ENT_CELL_NUMBER, "share of futures");
    ent_paper_column(r->document, t, ENT_CELL_TEXT, "95% interval");
    for (int i = 0; i < 3; i++)
        ent_paper_column(r->document, t, ENT_CELL_TEXT, headers[i]);
    for (size_t i = 0; i < a->event_count; i++)
        if (is_open(&a->events[i]))
            put_event(r, t, a, &a->events[i]);
}

void ent_report_numbers(ent_report *r) {
    const ent_results *results = r->results;
    ent_paper_heading(r->document, 2, "Results");
    if (!ent_results_single(results))
        ent_report_say(
            r, "± is one standard error of the simulation; 5%%, 50%% and 95%% are "
               "percentiles over the futures.  Digits stop where the error begins.");
    for (size_t i = 0; i < results->comparison_count; i++)
        put_differences(r, ent_report_comparison(r, i));
    put_metrics(r, &results->agreements[0], true, "The same in every version");
    for (size_t i = 0; i < results->agreement_count; i++) {
        const ent_agreement_result *a = &results->agreements[i];
        ent_paper_heading(r->document, 3, "%s", ent_report_version(r, a->name));
        put_metrics(r, a, false,
                    ent_report_words(r, "%s: metrics", ent_report_version(r, a->name)));
        put_clauses(r, a);
        put_events(r, a);
    }
}
