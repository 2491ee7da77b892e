#include "cli/charts/outcome.h"

#include <math.h>
#include <string.h>

#include "cli/figure.h"
#include "model/number.h"

/* ---- The threshold ---- */

/* A number, with or without the metric's unit behind it. */
static bool read_amount(const char *text, const ent_metric_result *m, double *value) {
    const bool minus = *text == '-';
    const char *digits = text + minus;
    const ent_number number = ent_number_scan(digits);
    const char *rest = digits + number.length;
    const char *unit = *rest == ' ' ? rest + 1 : rest;
    if (number.length == 0 || number.overflow ||
        (number.percent && strcmp(m->unit, "1") != 0) ||
        (*unit != '\0' && (unit == rest || strcmp(unit, m->unit) != 0)))
        return false;
    *value = minus ? -number.value : number.value;
    return true;
}

static bool read_day(const char *text, double *value) {
    ent_day day;
    if (!ent_day_read(text, &day))
        return false;
    *value = day;
    return true;
}

/* False after E0817. */
static bool read_threshold(ent_drawing *d, const ent_metric_result *m,
                           double *threshold) {
    const char *text = d->request->threshold;
    const bool date = m->kind == ENT_DATE_METRIC;
    if (date ? read_day(text, threshold) : read_amount(text, m, threshold))
        return true;
    ent_problem *p = ent_problem_add(d->problems, "E0817", (ent_place){0}, NULL,
                                     "the threshold \"%s\" is no %s", text,
                                     date ? "day" : "value of the metric");
    if (date)
        p->help = "write a day, such as 2028-12-31";
    else if (strcmp(m->unit, "1") == 0)
        p->help = ent_problem_text(d->problems,
                                   "%s is a pure number: write one such as 0.5", m->name);
    else
        p->help = ent_problem_text(
            d->problems, "%s is in %s: write a number such as 38bn", m->name, m->unit);
    return false;
}

/* ---- The metric ---- */

/* NULL after E0811, and after E0812 if it has no distribution. */
static const ent_metric_result *find_metric(ent_drawing *d) {
    const ent_metric_result *m = ent_drawing_metric(d);
    if (m != NULL && m->kind == ENT_FLAG_METRIC)
        return ent_drawing_refuse(
            d,
            "draw a metric that is an amount or a date; the chart convergence shows how "
            "a probability settles",
            "%s is yes or no: it has a probability, no distribution", m->name);
    return m;
}

bool ent_drawing_outcome_names(ent_drawing *d) {
    const ent_metric_result *m = find_metric(d);
    double threshold;
    return m != NULL &&
           (d->request->threshold == NULL || read_threshold(d, m, &threshold));
}

/* Where its values are not at hand one by one (results out of a file; --keep), a sketch of
 * them.  Before ent_drawing_text. */
static const ent_metric_result *distribution(ent_drawing *d) {
    const ent_metric_result *m = find_metric(d);
    return m != NULL && m->sorted == NULL && m->quantiles != NULL
               ? ent_drawing_sketch(d, m)
               : m;
}

/* ---- Words ---- */

/* True if both gains and losses are among the outcomes: zero is then worth a mark. */
static bool straddles_zero(const ent_metric_result *m) {
    return m->kind == ENT_NUMBER_METRIC && m->summary.percentile[ENT_P10] < 0 &&
           m->summary.percentile[ENT_P90] > 0 && m->sorted != NULL;
}

static const char *date_title(ent_drawing *d, const ent_metric_result *m) {
    const ent_results *r = d->results;
    char when[ENT_FORMAT_SIZE], never[ENT_FORMAT_SIZE];
    const char *name = ent_drawing_metric_name(d, m->name, m->title);
    const uint64_t n = r->where_count;
    const bool told = m->never >= 0.005; /* "never in less than 1%" is no news */
    const double median = m->summary.percentile[ENT_P50];
    if (!isfinite(median))
        return ent_drawing_words(d, "%s: never in %s", name,
                                 ent_drawing_futures(d, m->never, n));
    const size_t t = ent_period_at(r->periods, r->period_count, median);
    ent_figure_period(&r->periods[t], r->scenario->step, when);
    return ent_drawing_words(d, "%s: by %s in half of all futures%s%s", name, when,
                             told ? ", never in " : "",
                             told ? ent_figure_headline(m->never, n, never) : "");
}

/* Gain or loss?  That is the finding where it is open. */
static const char *straddling_title(ent_drawing *d, const ent_metric_result *m,
                                    const char *median) {
    uint64_t above = 0;
    while (above < m->sorted_count && m->sorted[m->sorted_count - 1 - above] > 0)
        above++;
    const double share = (double)above / (double)m->sorted_count;
    return ent_drawing_words(d, "%s: %s in the middle future, above zero in %s",
                             ent_drawing_metric_name(d, m->name, m->title), median,
                             ent_drawing_futures(d, share, m->sorted_count));
}

/* Most futures agree: no range says it better. */
static const char *atom_title(ent_drawing *d, const ent_metric_result *m) {
    const ent_atom *a = &m->atoms[0];
    char value[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of(m->unit); /* as the chart's own labels */
    return ent_drawing_words(d, "%s: exactly %s in %s",
                             ent_drawing_metric_name(d, m->name, m->title),
                             ent_format_value(&format, a->value, 0, value, sizeof value),
                             ent_drawing_futures(d, a->probability, m->summary.n));
}

/* In how many futures the metric is beyond the threshold asked for. */
static const char *threshold_title(ent_drawing *d, const ent_metric_result *m,
                                   const ent_histogram *h) {
    const bool date = m->kind == ENT_DATE_METRIC;
    const uint64_t total = h->count + h->never;
    /* What rounding adds to a cap is not above it, as in the chart. */
    const double limit = *h->threshold + 0x1p-40 * fabs(*h->threshold);
    uint64_t beyond = 0;
    while (beyond < h->count && h->sorted[h->count - 1 - beyond] > limit)
        beyond++;
    const uint64_t hits = date ? h->count - beyond : beyond;
    const double share = (double)hits / (double)total;
    return ent_drawing_words(
        d, "%s: %s %s in %s", ent_drawing_metric_name(d, m->name, m->title),
        date ? "by" : "above", h->threshold_label, ent_drawing_futures(d, share, total));
}

static const char *title(ent_drawing *d, const ent_metric_result *m,
                         const ent_histogram *h) {
    char text[3][ENT_FORMAT_SIZE];
    if (d->request->threshold != NULL)
        return threshold_title(d, m, h);
    if (m->kind == ENT_DATE_METRIC)
        return date_title(d, m);
    if (m->atom_count > 0 && m->atoms[0].probability >= 0.5)
        return atom_title(d, m);
    ent_drawing_percentiles(&m->summary, m->unit, ent_histogram_median_error(h), text);
    if (straddles_zero(m))
        return straddling_title(d, m, text[1]);
    return ent_drawing_words(d, "%s: %s in the middle future, %s to %s in 80%%",
                             ent_drawing_metric_name(d, m->name, m->title), text[1],
                             text[0], text[2]);
}

static const char *subtitle(ent_drawing *d, const ent_metric_result *m,
                            const char *measure) {
    const char *unit = m->kind == ENT_DATE_METRIC ? "" : ent_drawing_unit(d, m->unit);
    return ent_drawing_words(
        d, "%s%s%s%s",
        ent_drawing_opening(d, ent_drawing_metric_name(d, m->name, m->title)), unit,
        *unit == '\0' ? "" : ", ", measure);
}

/* ---- Data ---- */

/* "zero", "$38bn", "Q4 2028". */
static const char *threshold_label(ent_drawing *d, const ent_metric_result *m,
                                   double threshold) {
    const ent_results *r = d->results;
    char text[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of(m->unit);
    if (m->kind != ENT_DATE_METRIC)
        return threshold == 0 ? "zero"
                              : ent_drawing_words(d, "%s",
                                                  ent_format_value(&format, threshold, 0,
                                                                   text, sizeof text));
    const ent_day day = (ent_day)threshold;
    const int t = ent_period_of(r->periods, r->period_count, day);
    if (t >= 0 && r->periods[t].last == day)
        ent_figure_period(&r->periods[t], r->scenario->step, text);
    else
        ent_format_date(day, ENT_TO_DAY, text, sizeof text);
    return ent_drawing_words(d, "%s", text);
}

/* False after a problem. */
static bool mark_threshold(ent_drawing *d, const ent_metric_result *m, ent_histogram *h) {
    double *threshold = ent_arena_take(d->arena, 1, sizeof *threshold);
    if (d->request->threshold == NULL && !straddles_zero(m))
        return true;
    if (d->request->threshold != NULL && !read_threshold(d, m, threshold))
        return false;
    h->threshold = threshold;
    h->threshold_label = threshold_label(d, m, *threshold);
    return true;
}

const void *ent_drawing_outcome(ent_drawing *d, const char *measure,
                                const char *of_dates) {
    const ent_metric_result *m = distribution(d);
    if (m == NULL)
        return NULL;
    ent_histogram *h = ent_arena_take(d->arena, 1, sizeof *h);
    const bool date = m->kind == ENT_DATE_METRIC;
    *h = (ent_histogram){.unit = date ? "date" : m->unit,
                         .hue = ent_drawing_hue(d, m->name)};
    h->sorted = ent_drawing_outcomes(d, m, &h->count);
    h->never = m->sorted_count - h->count;
    if (h->count == 0)
        return ent_drawing_refuse(
            d, "draw another metric, or simulate more futures if it is rare: --paths 1m",
            "%s comes in no future", m->name);
    if (!mark_threshold(d, m, h))
        return NULL;
    h->text = ent_drawing_text(d, title(d, m, h),
                               subtitle(d, m, date && of_dates ? of_dates : measure));
    return h;
}
