/* The fan: a series of one agreement. */
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"

static const char *title(ent_drawing *d, const ent_series_result *s) {
    const ent_results *r = d->results;
    const ent_summary *last = &s->periods[r->period_count - 1];
    const char *name = ent_drawing_series_name(d, s);
    const char *when = ent_drawing_when(d, r->period_count - 1);
    char text[3][ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE], period[ENT_FORMAT_SIZE];
    if (ent_drawing_is_flag(s)) {
        const double margin = 2 * last->se;
        ent_figure_share(last->mean, last->mean - margin, last->mean + margin, last->n,
                         share);
        ent_figure_period(&r->periods[r->period_count - 1], r->scenario->step, period);
        return ent_drawing_words(d, "%s: in %s of futures by %s", name, share, period);
    }
    ent_drawing_percentiles(last, s->unit, last->se, text);
    if (r->base_case)
        return ent_drawing_words(d, "%s %s: %s in the base case", name, when, text[1]);
    if (last->n == 1)
        return ent_drawing_words(d, "%s %s: %s in the one future", name, when, text[1]);
    if (strcmp(text[0], text[2]) == 0)
        return ent_drawing_words(d, "%s %s: %s in 80%% of futures or more", name, when,
                                 text[1]);
    return ent_drawing_words(d, "%s %s: %s, with %s to %s in 80%% of futures", name, when,
                             text[1], text[0], text[2]);
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
    *fan = (ent_fan){
        .text = ent_drawing_text(d, title(d, s), ent_drawing_course(d, s)),
        .unit = flag ? "%" : s->unit,
        .hue = ent_drawing_hue(d, s->name),
        .measure = s->measure,
        .count = r->period_count,
        .start = r->periods[0].first,
        .ends = ent_drawing_ends(d),
        /* Where half of all futures agree, the median has no error. */
        .se = last->percentile[ENT_P25] < last->percentile[ENT_P75] ? last->se : 0};
    /* A flag has a probability over time: one line, no band. */
    fan->median = column(d, s, flag ? -1 : ENT_P50);
    if (!flag && !r->base_case)
        add_bands(d, s, fan);
    fan->marks = ent_drawing_marks(d, s->name, &fan->mark_count);
    return fan;
}

const ent_chart_kind ent_fan_kind = {
    .type = &ent_fan_chart,
    .help = "a series over time; its median, and bands that hold 50%, 80% and 95% of "
            "futures",
    .takes = ENT_TAKES_SERIES,
    .one_path = true,
    .fill = fill,
};
