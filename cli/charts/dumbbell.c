/* The dumbbell: metrics of several versions against each other. */
#include <math.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"
#include "cli/summary.h"

/* Of a file that is not asked for more: its own money metrics, beside every present
 * value. */
enum { OWN_METRICS = 2, METRICS_MOST = 16 };

typedef struct {
    ent_drawing *d;
    const ent_agreement_result *versions[ENT_VERSIONS_MOST];
    size_t version_count;
    const ent_metric_result *metrics[METRICS_MOST]; /* in one of the versions */
    size_t count;
} comparing;

/* ---- Versions ---- */

static const ent_agreement_result *baseline(const ent_results *r) {
    return r->comparison_count == 0
               ? NULL
               : ent_results_agreement(r, r->comparisons[0].baseline);
}

/* Two where one or both are named, else all, the last eight of many.  False after a
 * problem. */
static bool set_versions(comparing *c) {
    const ent_results *r = c->d->results;
    bool failed = false;
    const ent_agreement_result *from = ent_drawing_from(c->d, &failed);
    if (from == NULL && c->d->request->agreement != NULL)
        from = baseline(r);
    if (from != NULL) {
        c->versions[c->version_count++] = from;
        if (from != c->d->agreement)
            c->versions[c->version_count++] = c->d->agreement;
        return !failed;
    }
    size_t first = r->agreement_count > ENT_VERSIONS_MOST
                       ? r->agreement_count - ENT_VERSIONS_MOST
                       : 0;
    for (size_t i = first; i < r->agreement_count; i++)
        c->versions[c->version_count++] = &r->agreements[i];
    return !failed;
}

/* ---- Metrics ---- */

/* The metric in whichever version has it, or NULL. */
static const ent_metric_result *known(const comparing *c, const char *name) {
    const ent_metric_result *m = NULL;
    for (size_t v = 0; v < c->version_count && m == NULL; v++)
        m = ent_agreement_metric(c->versions[v], name);
    return m;
}

/* The names between the commas of --metric; false after a problem. */
static bool set_named_metrics(comparing *c, const char *list) {
    const ent_agreement_result *a = c->d->agreement;
    while (*list != '\0') {
        list += strspn(list, " ");
        const size_t length = strcspn(list, ",");
        const char *name = ent_arena_text(c->d->arena, list, length);
        list += length + (list[length] == ',');
        if (c->count == METRICS_MOST)
            return ent_drawing_refuse(c->d, "name fewer, or draw several charts",
                                      "a dumbbell has room for %d metrics at most",
                                      METRICS_MOST) != NULL;
        c->metrics[c->count] = known(c, name);
        if (c->metrics[c->count++] != NULL)
            continue;
        const char **names =
            ent_arena_take(c->d->arena, a->metric_count + 1, sizeof *names);
        for (size_t i = 0; i < a->metric_count; i++)
            names[i] = a->metrics[i].name;
        ent_drawing_no_such(c->d, "metric", name, names, a->metric_count);
        return false;
    }
    return true;
}

static bool finds_names(ent_drawing *d) {
    comparing c = {.d = d};
    return set_versions(&c) &&
           (d->request->metric == NULL || set_named_metrics(&c, d->request->metric));
}

/* True of a metric that the version changes.  One that is the same in all futures of a
 * version is a comparison itself, or an input. */
static bool varies(const comparing *c, const char *name) {
    bool changes = c->version_count == 1;
    const ent_metric_result *first = ent_agreement_metric(c->versions[0], name);
    for (size_t v = 0; v < c->version_count; v++) {
        const ent_metric_result *m = ent_agreement_metric(c->versions[v], name);
        if (m == NULL || ent_drawing_agrees(&m->summary, ENT_P1, ENT_P99))
            return false;
        static const int shown[] = {ENT_P10, ENT_P50, ENT_P90};
        for (int i = 0; i < 3; i++)
            changes = changes || m->summary.percentile[shown[i]] !=
                                     first->summary.percentile[shown[i]];
    }
    return changes;
}

static void set_standard_metrics(comparing *c) {
    const ent_agreement_result *a = c->d->agreement;
    const char *currency = c->d->results->scenario->currency;
    size_t own = 0;
    for (size_t i = 0; i < a->metric_count && c->count < METRICS_MOST; i++) {
        const ent_metric_result *m = &a->metrics[i];
        const bool npv = ent_drawing_npv_party(c->d, m->name) >= 0;
        const bool money = !m->built_in && strcmp(m->unit, currency) == 0;
        if (!npv && !(money && own < OWN_METRICS && varies(c, m->name)))
            continue;
        own += !npv;
        c->metrics[c->count++] = m;
    }
}

/* ---- Numbers ---- */

/* The day on which a period ends; a date that never comes stays infinite. */
static double day_of(const ent_results *r, double years) {
    if (!isfinite(years))
        return INFINITY;
    return r->periods[ent_period_at(r->periods, r->period_count, years)].last;
}

/* A 95% interval is so many standard errors wide. */
static const double INTERVAL_WIDTH = 3.92;

/* What rounding leaves of nothing is nothing. */
static double tidy(const ent_summary *s, double value) {
    const double size = fmax(fabs(s->min), fabs(s->max));
    return fabs(value) <= 1e-12 * size ? 0 : value;
}

static ent_spread spread_of(const ent_results *r, const ent_metric_result *m) {
    const double *p = m->summary.percentile, *interval = m->interval[1];
    const double se = (interval[1] - interval[0]) / INTERVAL_WIDTH;
    if (m->kind == ENT_FLAG_METRIC)
        return (ent_spread){interval[0], m->summary.mean, interval[1], se};
    if (m->kind == ENT_DATE_METRIC)
        return (ent_spread){day_of(r, p[ENT_P10]), day_of(r, p[ENT_P50]),
                            day_of(r, p[ENT_P90]), 0};
    return (ent_spread){tidy(&m->summary, p[ENT_P10]), tidy(&m->summary, p[ENT_P50]),
                        tidy(&m->summary, p[ENT_P90]), se};
}

/* What a version lacks reads as 0, as in formulas. */
static ent_compared compared_of(const comparing *c, const ent_metric_result *any) {
    ent_spread *spreads = ent_arena_take(c->d->arena, c->version_count, sizeof *spreads);
    for (size_t v = 0; v < c->version_count; v++) {
        const ent_metric_result *m = ent_agreement_metric(c->versions[v], any->name);
        if (m != NULL)
            spreads[v] = spread_of(c->d->results, m);
    }
    return (ent_compared){.name = ent_drawing_metric_name(c->d, any->name, any->title),
                          .futures = any->kind == ENT_FLAG_METRIC ? any->summary.n : 0,
                          .unit = any->kind == ENT_DATE_METRIC   ? "date"
                                  : any->kind == ENT_FLAG_METRIC ? "%"
                                                                 : any->unit,
                          .spreads = spreads};
}

/* ---- Words ---- */

/* How far apart two versions lie, measured by their spread. */
static double shift_of(const ent_compared *metric, size_t from, size_t to) {
    const ent_spread *a = &metric->spreads[from], *b = &metric->spreads[to];
    const double wide = (a->high - a->low + b->high - b->low) / 2;
    const double shift = fabs(b->middle - a->middle);
    return isfinite(shift) && isfinite(wide) && wide > 0 ? shift / wide : 0;
}

/* `whole`: a share in whole percents; numbers have the digits of the less certain of two. */
static const char *middle_of(ent_drawing *d, const ent_compared *metric,
                             const size_t versions[2], bool whole) {
    const ent_spread *s = &metric->spreads[versions[0]];
    const double se = fmax(s->se, metric->spreads[versions[1]].se);
    char text[ENT_FORMAT_SIZE];
    ent_format format = ent_format_of(metric->unit);
    if (!isfinite(s->middle))
        return "never";
    if (metric->futures > 0 && whole)
        ent_figure_headline(s->middle, metric->futures, text);
    else if (metric->futures > 0)
        ent_figure_share(s->middle, s->low, s->high, metric->futures, text);
    else if (format.show == ENT_SHOW_DATE)
        ent_format_last_day((ent_day)s->middle, text, sizeof text);
    else
        ent_format_value(&format, s->middle, se, text, sizeof text);
    return ent_drawing_words(d, "%s", text);
}

/* The versions that the title speaks of: from the baseline, or the first, to the one
 * asked for, or the last. */
static void set_ends(const comparing *c, size_t ends[2]) {
    const ent_agreement_result *start = baseline(c->d->results);
    ends[0] = 0;
    ends[1] = c->version_count - 1;
    for (size_t v = 0; v < ends[1]; v++)
        ends[0] = c->versions[v] == start ? v : ends[0];
}

/* Puts the metric that moves most first: it is the finding. */
static void sort_metrics(ent_compared *metrics, size_t count, const size_t ends[2]) {
    size_t most = 0;
    for (size_t i = 1; i < count; i++)
        if (shift_of(&metrics[i], ends[0], ends[1]) >
            shift_of(&metrics[most], ends[0], ends[1]))
            most = i;
    const ent_compared first = metrics[most];
    memmove(metrics + 1, metrics, most * sizeof *metrics);
    metrics[0] = first;
}

static const char *title(const comparing *c, const ent_dumbbell *chart,
                         const size_t ends[2]) {
    const ent_compared *first = &chart->metrics[0];
    const double middle = first->spreads[ends[1]].middle;
    if (ends[0] == ends[1] && first->futures > 0)
        return ent_drawing_words(c->d, "%s: %s", first->name,
                                 ent_drawing_futures(c->d, middle, first->futures));
    const size_t back[2] = {ends[1], ends[0]};
    const char *end = middle_of(c->d, first, back, true);
    if (ends[0] == ends[1])
        return ent_drawing_words(c->d, "%s: %s in the middle future", first->name, end);
    const char *start = middle_of(c->d, first, ends, true);
    if (strcmp(start, end) == 0) { /* whole percents may hide what differs */
        start = middle_of(c->d, first, ends, false);
        end = middle_of(c->d, first, back, false);
    }
    const char *from = chart->versions[ends[0]], *to = chart->versions[ends[1]];
    if (strcmp(start, end) == 0)
        return ent_drawing_words(c->d, "%s: %s under %s and %s alike", first->name, end,
                                 from, to);
    return ent_drawing_words(c->d, "%s: %s under %s, %s under %s", first->name, start,
                             from, end, to);
}

static const void *fill(ent_drawing *d) {
    comparing c = {.d = d};
    if (!set_versions(&c))
        return NULL;
    if (d->request->metric == NULL)
        set_standard_metrics(&c);
    else if (!set_named_metrics(&c, d->request->metric))
        return NULL;
    if (c.count == 0)
        return ent_drawing_refuse(d, "name metrics with --metric M,N",
                                  "no party has a present value to compare");
    ent_dumbbell *chart = ent_arena_take(d->arena, 1, sizeof *chart);
    const char **versions = ent_arena_take(d->arena, c.version_count, sizeof *versions);
    int *hues = ent_arena_take(d->arena, c.version_count, sizeof *hues);
    ent_compared *metrics = ent_arena_take(d->arena, c.count, sizeof *metrics);
    for (size_t v = 0; v < c.version_count; v++) {
        versions[v] = ent_title_or(c.versions[v]->title, c.versions[v]->name);
        hues[v] = (int)(c.versions[v] - d->results->agreements);
    }
    for (size_t i = 0; i < c.count; i++)
        metrics[i] = compared_of(&c, c.metrics[i]);
    size_t ends[2];
    set_ends(&c, ends);
    if (d->request->metric == NULL)
        sort_metrics(metrics, c.count, ends);
    *chart = (ent_dumbbell){.versions = versions,
                            .hues = hues,
                            .version_count = c.version_count,
                            .metrics = metrics,
                            .count = c.count};
    chart->text =
        ent_drawing_text(d, title(&c, chart, ends),
                         "Medians, and the range of 80% of the simulated futures");
    return chart;
}

const ent_chart_kind ent_dumbbell_kind = {
    .type = &ent_dumbbell_chart,
    .help =
        "versions against each other, several metrics (--metric M,N): medians and 80% "
        "of futures",
    .takes = ENT_TAKES_METRIC | ENT_TAKES_FROM,
    .names = finds_names,
    .fill = fill,
};
