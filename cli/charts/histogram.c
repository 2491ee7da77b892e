/* The histogram: a metric of one agreement. */
#include <math.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"

/* True if both gains and losses are among the outcomes: zero is then worth a mark. */
static bool straddles_zero(const ent_metric_result *m) {
    return m->kind == ENT_NUMBER_METRIC && m->summary.percentile[ENT_P10] < 0 &&
           m->summary.percentile[ENT_P90] > 0 && m->sorted != NULL;
}

static const char *date_title(ent_drawing *d, const ent_metric_result *m) {
    const ent_results *r = d->results;
    char when[ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE];
    const char *name = ent_title_or(m->title, m->name);
    const uint64_t n = r->where == NULL ? r->paths : r->where_count;
    const double median = m->summary.percentile[ENT_P50];
    double low, high;
    ent_wilson((uint64_t)llround(m->never * (double)n), n, &low, &high);
    ent_figure_share(m->never, low, high, n, share);
    if (!isfinite(median))
        return ent_drawing_words(d, "%s: never in %s of futures", name, share);
    const size_t t = ent_period_at(r->periods, r->period_count, median);
    ent_figure_period(&r->periods[t], r->scenario->step, when);
    return ent_drawing_words(d, "%s: by %s in half of all futures, never in %s", name,
                             when, share);
}

/* Gain or loss?  That is the finding where it is open. */
static const char *straddling_title(ent_drawing *d, const ent_metric_result *m,
                                    const char *median) {
    char share[ENT_FORMAT_SIZE];
    uint64_t above = 0;
    double low, high;
    while (above < m->sorted_count && m->sorted[m->sorted_count - 1 - above] > 0)
        above++;
    ent_wilson(above, m->sorted_count, &low, &high);
    ent_figure_share((double)above / (double)m->sorted_count, low, high, m->sorted_count,
                     share);
    return ent_drawing_words(d,
                             "%s: %s in the middle future, above zero in %s of futures",
                             ent_title_or(m->title, m->name), median, share);
}

/* Most futures agree: no range says it better. */
static const char *atom_title(ent_drawing *d, const ent_metric_result *m) {
    const ent_atom *a = &m->atoms[0];
    char value[ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE];
    ent_figure_share(a->probability, a->probability - 2 * a->se,
                     a->probability + 2 * a->se, m->summary.n, share);
    return ent_drawing_words(d, "%s: exactly %s in %s of futures",
                             ent_title_or(m->title, m->name),
                             ent_figure_value(a->value, 0, m->unit, value), share);
}

static const char *title(ent_drawing *d, const ent_metric_result *m) {
    char text[3][ENT_FORMAT_SIZE];
    if (m->kind == ENT_DATE_METRIC)
        return date_title(d, m);
    if (m->atom_count > 0 && m->atoms[0].probability >= 0.5)
        return atom_title(d, m);
    ent_drawing_percentiles(&m->summary, m->unit, text);
    if (straddles_zero(m))
        return straddling_title(d, m, text[1]);
    return ent_drawing_words(d, "%s: %s in the middle future, %s to %s in 80%%",
                             ent_title_or(m->title, m->name), text[1], text[0], text[2]);
}

static const char *subtitle(ent_drawing *d, const ent_metric_result *m) {
    const char *unit = m->kind == ENT_DATE_METRIC ? "" : ent_drawing_unit(d, m->unit);
    return ent_drawing_words(d, "%s%s%sdistribution over the simulated futures",
                             ent_drawing_opening(d, ent_title_or(m->title, m->name)),
                             unit, *unit == '\0' ? "" : ", ");
}

static const void *fill(ent_drawing *d) {
    static const double zero = 0;
    const ent_metric_result *m = ent_drawing_distribution(d);
    if (m == NULL)
        return NULL;
    ent_histogram *h = ent_arena_take(d->arena, 1, sizeof *h);
    *h = (ent_histogram){.text = ent_drawing_text(d, title(d, m), subtitle(d, m)),
                         .unit = m->kind == ENT_DATE_METRIC ? "date" : m->unit};
    h->sorted = ent_drawing_outcomes(d, m, &h->count);
    h->never = m->sorted_count - h->count;
    if (straddles_zero(m)) {
        h->threshold = &zero;
        h->threshold_label = "zero";
    }
    return h;
}

const ent_chart_kind ent_histogram_kind = {
    .type = &ent_histogram_chart,
    .help = "how a metric is distributed; values that many futures share stand apart",
    .takes = ENT_TAKES_METRIC,
    .fill = fill,
};
