/* The tables of metrics: differences between agreements, and one agreement's own. */
#include <math.h>
#include <string.h>

#include "cli/figure.h"
#include "cli/picture.h"
#include "cli/summary.h"
#include "cli/table.h"

/* A 95% interval of a percentile is this many of its standard errors wide. */
#define INTERVAL_WIDTH (2 * 1.96)

/* What a row's scale is chosen by: the mean, unless the others dwarf it. */
#define DWARFED 20
/* Part of a row's scale below which a percentile takes its own. */
#define SMALL 0.1

static double magnitude(double mean, const double *others, size_t count) {
    double most = fabs(mean);
    for (size_t i = 0; i < count; i++)
        if (isfinite(others[i]) && fabs(others[i]) / DWARFED > most)
            most = fabs(others[i]) / DWARFED;
    return most;
}

/* A percentile, in its row's scale unless it is too small for that: $9.8bn, not $0.0098tn.
 * Exactly nothing needs no digits. */
static void put_percentile(ent_table *t, const ent_scale *row, double value, double error,
                           bool sign) {
    char text[ENT_FORMAT_SIZE];
    ent_scale scale = *row;
    const int own = ent_format_scale(fabs(value));
    if (own < scale.scale && fabs(value) < SMALL * pow(10, scale.scale))
        scale.scale = own;
    ent_table_put(t, "%s",
                  ent_scale_write(&scale, value, value == 0 ? 0 : error, sign, text));
}

static void put_share(ent_table *t, double p, uint64_t n) {
    char text[ENT_FORMAT_SIZE];
    double low, high;
    ent_wilson((uint64_t)llround(p * (double)n), n, &low, &high);
    ent_table_put(t, "%s", ent_figure_share(p, low, high, n, text));
}

static void put_flag(ent_table *t, const ent_results *r, const ent_metric_result *m) {
    if (ent_results_single(r))
        ent_table_put(t, "%s", m->summary.mean > 0 ? "yes" : "no");
    else
        put_share(t, m->summary.mean, m->summary.n);
}

/* ---- Differences ---- */

/* What a version has: a mean, a share or a median date. */
static void put_level(ent_table *t, const ent_results *r, const ent_metric_result *m) {
    char text[ENT_FORMAT_SIZE];
    if (m == NULL || m->summary.n + (uint64_t)(m->kind == ENT_DATE_METRIC) == 0)
        ent_table_put(t, "%s", "");
    else if (m->kind == ENT_FLAG_METRIC)
        put_flag(t, r, m);
    else if (m->kind == ENT_DATE_METRIC)
        ent_table_put(t, "%s", ent_results_date(r, m->summary.percentile[ENT_P50], text));
    else
        ent_table_put(t, "%s",
                      ent_figure_value(m->summary.mean, m->summary.se, m->unit, text));
}

/* Differences of probabilities are told in percentage points, of dates in years. */
static ent_scale difference_scale(const ent_difference_result *d, double *times) {
    const double others[] = {d->p5, d->p95};
    *times = d->kind == ENT_FLAG_METRIC ? 100 : 1;
    if (d->kind == ENT_NUMBER_METRIC)
        return ent_scale_choose(magnitude(d->mean, others, 2), d->unit);
    return ent_scale_choose(1, d->kind == ENT_FLAG_METRIC ? "point" : "year");
}

/* The mean and its error: two cells. */
static ent_scale put_mean_difference(ent_table *t, const ent_results *r,
                                     const ent_difference_result *d) {
    char text[ENT_FORMAT_SIZE];
    double times;
    const ent_scale scale = difference_scale(d, &times);
    const double se = d->se * times;
    /* Of one path, yes and no already stand in the row. */
    ent_table_put(t, "%s",
                  d->kind == ENT_FLAG_METRIC && ent_results_single(r)
                      ? ""
                      : ent_scale_write(&scale, d->mean * times, se, true, text));
    ent_table_put(t, "%s", ent_scale_error(&scale, d->mean * times, se, text));
    return scale;
}

static void put_positive(ent_table *t, const ent_results *r,
                         const ent_difference_result *d) {
    if (ent_results_single(r) || d->n == 0)
        ent_table_put(t, "%s", "");
    else
        put_share(t, d->positive, d->n);
}

static void put_difference(ent_table *t, const ent_results *r,
                           const ent_difference_result *d) {
    const ent_scale scale = put_mean_difference(t, r, d);
    const double shown[] = {d->p5, d->p95};
    for (int i = 0; i < 2; i++)
        if (d->kind == ENT_FLAG_METRIC || d->n <= 1 || ent_results_single(r))
            ent_table_put(t, "%s", "");
        else
            put_percentile(t, &scale, shown[i], d->se, true);
    put_positive(t, r, d);
}

void ent_summary_difference_columns(const ent_results *r, const ent_comparison *c,
                                    ent_table *t) {
    ent_table_column(t, c->baseline, ENT_COLUMN_NUMBER);
    ent_table_column(t, c->agreement, ENT_COLUMN_NUMBER);
    ent_table_column(t, "difference", ENT_COLUMN_NUMBER);
    ent_table_column(t, "", ENT_COLUMN_ERROR);
    ent_table_column(t, ent_results_single(r) ? "" : "5%", ENT_COLUMN_NUMBER);
    ent_table_column(t, ent_results_single(r) ? "" : "95%", ENT_COLUMN_NUMBER);
    ent_table_column(t, "above 0", ENT_COLUMN_NUMBER);
}

void ent_summary_difference_row(const ent_results *r, const ent_comparison *c,
                                const ent_difference_result *d, ent_table *t) {
    const ent_agreement_result *new = ent_results_agreement(r, c->agreement);
    const ent_agreement_result *old = ent_results_agreement(r, c->baseline);
    put_level(t, r, ent_agreement_metric(old, d->name));
    put_level(t, r, ent_agreement_metric(new, d->name));
    put_difference(t, r, d);
}

void ent_summary_brief_columns(const char *metric, ent_table *t) {
    ent_table_column(t, metric, ENT_COLUMN_NUMBER);
    ent_table_column(t, "", ENT_COLUMN_ERROR);
    ent_table_column(t, "above 0", ENT_COLUMN_NUMBER);
}

void ent_summary_brief_row(const ent_results *r, const ent_comparison *c,
                           const ent_difference_result *d, ent_table *t) {
    if (d->kind == ENT_NUMBER_METRIC) {
        put_mean_difference(t, r, d);
        put_positive(t, r, d);
        return;
    }
    put_level(t, r,
              ent_agreement_metric(ent_results_agreement(r, c->agreement), d->name));
    ent_table_put(t, "%s", "");
    ent_table_put(t, "%s", "");
}

static bool is_shown(const ent_results *r, const ent_shown *shown, const char *name,
                     bool common) {
    return ent_shown_metric(shown, name, ent_metric_is_main(name)) &&
           ent_metric_is_common(r, name) == common;
}

void ent_summary_differences(const ent_results *r, const ent_comparison *c,
                             const ent_shown *shown, const ent_summary_style *s) {
    ent_table t = {0};
    bool dates = false;
    ent_table_column(&t, "metric", ENT_COLUMN_TEXT);
    ent_summary_difference_columns(r, c, &t);
    for (size_t i = 0; i < c->metric_count; i++) {
        const ent_difference_result *d = &c->metrics[i];
        if (!is_shown(r, shown, d->name, false))
            continue;
        ent_table_put(&t, "%s", d->name);
        ent_summary_difference_row(r, c, d, &t);
        dates = dates || d->kind == ENT_DATE_METRIC;
    }
    if (t.cell_count > 0) {
        ent_summary_heading(s, "Differences: %s minus %s, future by future", c->agreement,
                            c->baseline);
        ent_table_print(&t, s->form, s->bold, s->to);
    }
    if (dates && !ent_results_single(r))
        ent_summary_note(
            s, "Dates: medians; their difference is over the futures in which both "
               "come.");
    ent_table_free(&t);
}

/* ---- One agreement's metrics ---- */

static void put_percentiles(ent_table *t, const ent_results *r,
                            const ent_metric_result *m, const ent_scale *scale) {
    static const int shown[] = {ENT_P5, ENT_P50, ENT_P95};
    char text[ENT_FORMAT_SIZE];
    for (int i = 0; i < 3; i++) {
        const double value = m->summary.percentile[shown[i]];
        const double error = (m->interval[i][1] - m->interval[i][0]) / INTERVAL_WIDTH;
        if (m->kind == ENT_FLAG_METRIC || ent_results_single(r))
            ent_table_put(t, "%s", "");
        else if (m->kind == ENT_DATE_METRIC)
            ent_table_put(t, "%s", ent_results_date(r, value, text));
        else
            put_percentile(t, scale, value, error, false);
    }
}

/* A value that many futures share is worth a word: a cap, or nothing at all. */
#define ATOM_WORTH_A_WORD 0.01

static void put_atom(ent_table *t, const ent_metric_result *m) {
    char value[ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE];
    const ent_atom *a = &m->atoms[0];
    if (m->atom_count == 0 || a->probability < ATOM_WORTH_A_WORD ||
        !(a->probability < 1)) {
        ent_table_put(t, "%s", "");
        return;
    }
    const double margin = 2 * a->se;
    ent_table_put(t, "exactly %s in %s", ent_figure_value(a->value, 0, m->unit, value),
                  ent_figure_share(a->probability, a->probability - margin,
                                   a->probability + margin, m->summary.n, share));
}

static void put_remark(ent_table *t, const ent_results *r, const ent_metric_result *m) {
    char text[ENT_FORMAT_SIZE];
    if (ent_results_single(r))
        ent_table_put(t, "%s", "");
    else if (m->kind == ENT_FLAG_METRIC)
        ent_table_put(t, "95%% interval %s",
                      ent_figure_interval(m->interval[1][0], m->interval[1][1], text));
    else if (m->kind == ENT_NUMBER_METRIC)
        put_atom(t, m);
    else {
        const uint64_t n = r->where_count;
        double low, high;
        ent_wilson((uint64_t)llround(m->never * (double)n), n, &low, &high);
        ent_table_put(t, "never in %s", ent_figure_share(m->never, low, high, n, text));
    }
}

/* The row's share of the column that ent_summary_metric_columns adds for pictures. */
static void put_picture(ent_table *t, const ent_results *r, const ent_metric_result *m) {
    char text[ENT_PICTURE_SIZE];
    ent_table_put(t, "%s",
                  ent_results_single(r) ? "" : ent_picture_histogram(r, m, text));
}

void ent_summary_metric_row(const ent_results *r, const ent_metric_result *m,
                            bool pictures, ent_table *t) {
    const ent_summary *s = &m->summary;
    const double others[] = {s->percentile[ENT_P5], s->percentile[ENT_P50],
                             s->percentile[ENT_P95]};
    const ent_scale scale = ent_scale_choose(magnitude(s->mean, others, 3), m->unit);
    char text[ENT_FORMAT_SIZE];
    if (m->kind == ENT_NUMBER_METRIC)
        ent_table_put(t, "%s", ent_scale_write(&scale, s->mean, s->se, false, text));
    else if (m->kind == ENT_FLAG_METRIC)
        put_flag(t, r, m);
    else
        ent_table_put(t, "%s",
                      ent_results_single(r)
                          ? ent_results_date(r, s->percentile[ENT_P50], text)
                          : "");
    ent_table_put(t, "%s",
                  m->kind == ENT_NUMBER_METRIC
                      ? ent_scale_error(&scale, s->mean, s->se, text)
                      : "");
    put_percentiles(t, r, m, &scale);
    if (pictures)
        put_picture(t, r, m);
    put_remark(t, r, m);
}

void ent_summary_level_row(const ent_results *r, const ent_metric_result *m,
                           ent_table *t) {
    char text[ENT_FORMAT_SIZE] = "";
    put_level(t, r, m);
    if (m->kind == ENT_NUMBER_METRIC)
        ent_figure_error(m->summary.mean, m->summary.se, m->unit, text);
    ent_table_put(t, "%s", text);
}

void ent_summary_metric_columns(const ent_results *r, bool pictures, ent_table *t) {
    static const char *const headers[] = {"5%", "50%", "95%"};
    ent_table_column(t, ent_results_single(r) ? "value" : "mean", ENT_COLUMN_NUMBER);
    ent_table_column(t, "", ENT_COLUMN_ERROR);
    for (int i = 0; i < 3; i++)
        ent_table_column(t, headers[i], ENT_COLUMN_NUMBER);
    if (pictures)
        ent_table_column(t, "1% to 99%", ENT_COLUMN_TEXT);
    ent_table_column(t, "", ENT_COLUMN_TEXT);
}

/* The rows of an agreement, or of NULL: what is the same in every one. */
static void fill(const ent_results *r, const ent_agreement_result *of,
                 const ent_shown *shown, bool pictures, ent_table *t) {
    const ent_agreement_result *a = of == NULL ? &r->agreements[0] : of;
    ent_table_column(t, "metric", ENT_COLUMN_TEXT);
    ent_summary_metric_columns(r, pictures, t);
    for (size_t i = 0; i < a->metric_count; i++) {
        if (!is_shown(r, shown, a->metrics[i].name, of == NULL))
            continue;
        ent_table_put(t, "%s", a->metrics[i].name);
        ent_summary_metric_row(r, &a->metrics[i], pictures, t);
    }
}

void ent_summary_common(const ent_results *r, const ent_shown *shown,
                        const ent_summary_style *s) {
    ent_table t = {0};
    fill(r, NULL, shown, s->pictures, &t);
    if (t.cell_count > 0) {
        ent_summary_heading(s, "The same in every version");
        ent_table_print(&t, s->form, s->bold, s->to);
    }
    ent_table_free(&t);
}

void ent_summary_metrics(const ent_results *r, const ent_agreement_result *a,
                         const ent_shown *shown, const ent_summary_style *s) {
    ent_table t = {0};
    fill(r, a, shown, s->pictures, &t);
    if (t.cell_count > 0) {
        ent_summary_heading(s, "%s%s%s", a->name, a->title == NULL ? "" : ": ",
                            a->title == NULL ? "" : a->title);
        ent_table_print(&t, s->form, s->bold, s->to);
    }
    ent_table_free(&t);
}
