/* The fan: a series of one agreement. */
#include <math.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"
#include "cli/summary.h"

/* A tenth of fewer is none of them: their percentiles are one future's values. */
enum { FUTURES_LEAST = 10 };

static bool is_few(const ent_results *r) {
    return !ent_results_single(r) && r->where_count < FUTURES_LEAST;
}

/* "mean of 2 futures" */
static const char *mean_of_few(ent_drawing *d) {
    char text[ENT_FORMAT_SIZE];
    return ent_drawing_words(
        d, "mean of %s",
        ent_format_counted(d->results->where_count, "future", text, sizeof text));
}

/* What the only future of a run is called. */
static const char *one_future(const ent_results *r) {
    return r->base_case ? "base case" : "one future";
}

static const char *title_of_flag(ent_drawing *d, const ent_series_result *s) {
    const ent_results *r = d->results;
    const ent_summary *last = &s->periods[r->period_count - 1];
    const char *name = ent_drawing_series_name(d, s);
    char period[ENT_FORMAT_SIZE];
    ent_figure_period(&r->periods[r->period_count - 1], r->scenario->step, period);
    if (ent_results_single(r))
        return ent_drawing_words(d, "%s: %s by %s in the %s", name,
                                 last->mean > 0 ? "yes" : "no", period, one_future(r));
    return ent_drawing_words(d, "%s: in %s by %s", name,
                             ent_drawing_futures(d, last->mean, last->n), period);
}

/* How far from zero the middle of the futures is in a period, and how far 80% of them reach. */
static double middle_of(const ent_summary *s) {
    return fabs(s->percentile[ENT_P50]);
}

static double reach_of(const ent_summary *s) {
    return fmax(fabs(s->percentile[ENT_P10]), fabs(s->percentile[ENT_P90]));
}

/* A level at zero is news, what no longer flows is none. */
static bool runs_out(const ent_series_result *s) {
    return s->measure == ENT_FLOW || s->measure == ENT_RATE;
}

/* The period that a title tells: the last one, but of what flows and has mostly ended by then
 * (under half of what it was, in the middle and at the edges) the one in which it was most. */
static size_t period_told(const ent_drawing *d, const ent_series_result *s) {
    const size_t last = d->results->period_count - 1;
    size_t middle = last, reach = last;
    for (size_t t = last; t-- > 0;) {
        middle = middle_of(&s->periods[t]) > middle_of(&s->periods[middle]) ? t : middle;
        reach = reach_of(&s->periods[t]) > reach_of(&s->periods[reach]) ? t : reach;
    }
    const bool ended =
        2 * middle_of(&s->periods[last]) <= middle_of(&s->periods[middle]) &&
        2 * reach_of(&s->periods[last]) <= reach_of(&s->periods[reach]);
    if (!ended || !runs_out(s))
        return last;
    return middle_of(&s->periods[middle]) > 0 ? middle : reach;
}

/* "Royalty in Q4 2032"; "Royalty, highest in Q2 2029" */
static const char *subject(ent_drawing *d, const ent_series_result *s, size_t t) {
    const size_t last = d->results->period_count - 1;
    const double *p = s->periods[t].percentile;
    const char *name = ent_drawing_series_name(d, s), *when = ent_drawing_when(d, t);
    if (last > 0 && runs_out(s) && reach_of(&s->periods[t]) == 0)
        return ent_drawing_words(d, "%s in every %s", name, ent_drawing_step(d));
    const bool below = p[ENT_P10] + p[ENT_P90] < 0;
    return ent_drawing_words(d, "%s%s %s", name,
                             t == last ? ""
                             : below   ? ", lowest"
                                       : ", highest",
                             when);
}

static const char *title_of_few(ent_drawing *d, const ent_series_result *s) {
    const size_t last = d->results->period_count - 1;
    const double mean = s->periods[last].mean;
    const double error = fmax(s->periods[last].se, fabs(mean) / 200);
    const ent_format format = ent_format_of(s->unit);
    char text[ENT_FORMAT_SIZE];
    return ent_drawing_words(
        d, "%s %s: %s, %s", ent_drawing_series_name(d, s), ent_drawing_when(d, last),
        ent_format_value(&format, mean, error, text, sizeof text), mean_of_few(d));
}

static const char *title(ent_drawing *d, const ent_series_result *s) {
    const ent_results *r = d->results;
    if (ent_drawing_is_flag(s))
        return title_of_flag(d, s);
    if (is_few(r))
        return title_of_few(d, s);
    const size_t t = period_told(d, s);
    const ent_summary *told = &s->periods[t];
    const char *name = subject(d, s, t);
    char text[3][ENT_FORMAT_SIZE];
    ent_drawing_percentiles(told, s->unit, told->se, text);
    if (ent_results_single(r))
        return ent_drawing_words(d, "%s: %s in the %s", name, text[1], one_future(r));
    if (strcmp(text[0], text[2]) == 0)
        return ent_drawing_words(d, "%s: %s in 80%% of futures or more", name, text[1]);
    return ent_drawing_words(d, "%s: %s, with %s to %s in 80%% of futures", name, text[1],
                             text[0], text[2]);
}

/* `percentile` -1: the mean. */
static double *column(ent_drawing *d, const ent_series_result *s, int percentile) {
    const size_t count = d->results->period_count;
    double *values = ent_arena_take(d->arena, count, sizeof *values);
    for (size_t t = 0; t < count; t++)
        values[t] =
            percentile < 0 ? s->periods[t].mean : s->periods[t].percentile[percentile];
    return values;
}

static void add_bands(ent_drawing *d, const ent_series_result *s, ent_fan *fan) {
    static const struct {
        double coverage;
        int low, high;
    } bands[] = {
        {0.95, ENT_P2_5, ENT_P97_5}, {0.8, ENT_P10, ENT_P90}, {0.5, ENT_P25, ENT_P75}};
    fan->mean = column(d, s, -1);
    for (int i = 0; i < 3; i++)
        fan->bands[fan->band_count++] = (ent_band){
            bands[i].coverage, column(d, s, bands[i].low), column(d, s, bands[i].high)};
}

static const void *fill(ent_drawing *d) {
    const ent_series_result *s = ent_drawing_series(d);
    if (s == NULL)
        return NULL;
    const ent_results *r = d->results;
    const bool flag = ent_drawing_is_flag(s);
    const ent_summary *last = &s->periods[r->period_count - 1];
    ent_fan *fan = ent_arena_take(d->arena, 1, sizeof *fan);
    *fan =
        (ent_fan){.text = ent_drawing_text(d, title(d, s), ent_drawing_course(d, s)),
                  .unit = flag ? "%" : s->unit,
                  .hue = ent_drawing_hue(d, s->name),
                  .measure = s->measure,
                  .count = r->period_count,
                  .start = r->periods[0].first,
                  .ends = ent_drawing_ends(d),
                  /* Where half of all futures agree, the median has no error. */
                  .se = is_few(r) || last->percentile[ENT_P25] < last->percentile[ENT_P75]
                            ? last->se
                            : 0};
    /* A flag has a probability over time: one line, no band. */
    fan->median = column(d, s, flag || is_few(r) ? -1 : ENT_P50);
    if (ent_results_single(r))
        fan->line = one_future(r);
    else if (flag)
        fan->line = "share";
    else if (is_few(r))
        fan->line = mean_of_few(d);
    else
        add_bands(d, s, fan);
    fan->marks = ent_drawing_marks(d, s->name, &fan->mark_count);
    return fan;
}

const ent_chart_kind ent_fan_kind = {
    .type = &ent_fan_chart,
    .help = "a series over time; its median, and bands that hold 50%, 80% and 95% of "
            "futures; of fewer than 10 futures their mean",
    .takes = ENT_TAKES_SERIES,
    .one_path = true,
    .fill = fill,
};
