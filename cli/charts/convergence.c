/* The convergence: how a metric's mean settles over the run. */
#include <math.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"

#define DAYS_A_YEAR 365.25

/* True if every mean over a sixteenth of the futures or more lies within three standard
 * errors of where they end. */
static bool settles(const ent_convergence *c) {
    const ent_settling *end = &c->points[c->count - 1];
    for (const ent_settling *p = c->points; p < end; p++)
        if (16 * p->futures >= end->futures && fabs(p->mean - end->mean) > 3 * p->se)
            return false;
    return true;
}

static const char *title(ent_drawing *d, const ent_metric_result *m,
                         const ent_convergence *c) {
    char mean[ENT_FORMAT_SIZE], half[ENT_FORMAT_SIZE], count[ENT_FORMAT_SIZE];
    const ent_settling *last = &c->points[c->count - 1];
    const ent_format format = ent_format_of(c->unit);
    const char *name = ent_drawing_metric_name(d, m->name, m->title);
    ent_format_counted(last->futures, "future", count, sizeof count);
    ent_format_value(&format, last->mean, last->se, mean, sizeof mean);
    if (last->se == 0)
        return ent_drawing_words(d, "%s: %s in all %s", name, mean, count);
    /* Twice the error, as the band shows. */
    ent_format_distance(&format, last->mean, 2 * last->se, last->se, half, sizeof half);
    return ent_drawing_words(d, "%s: the mean %s %s, ±%s after %s", name,
                             settles(c) ? "settles at" : "still moves, now", mean, half,
                             count);
}

static const char *subtitle(ent_drawing *d, const ent_metric_result *m) {
    const char *name =
        ent_drawing_opening(d, ent_drawing_metric_name(d, m->name, m->title));
    const char *unit = ent_drawing_unit(d, m->unit);
    if (m->kind == ENT_FLAG_METRIC)
        return ent_drawing_words(d, "%sshare of the futures simulated so far", name);
    if (m->kind == ENT_DATE_METRIC)
        return ent_drawing_words(
            d, "%smean day over the futures so far in which it comes", name);
    return ent_drawing_words(d, "%s%s%smean over the futures simulated so far", name,
                             unit, *unit == '\0' ? "" : ", ");
}

/* Of a date the means are days. */
static void add_points(ent_drawing *d, const ent_metric_result *m, ent_convergence *c) {
    const bool date = m->kind == ENT_DATE_METRIC;
    const double scale = date ? DAYS_A_YEAR : 1;
    const double from = date ? d->results->periods[0].first - 1 : 0;
    ent_settling *points = ent_arena_take(d->arena, m->running_count + 1, sizeof *points);
    for (size_t i = 0; i < m->running_count; i++)
        points[c->count++] = (ent_settling){
            m->running[i].n, from + scale * m->running[i].mean, scale * m->running[i].se};
    c->points = points;
}

static const void *fill(ent_drawing *d) {
    const ent_metric_result *m = ent_drawing_metric(d);
    char count[ENT_FORMAT_SIZE];
    if (m == NULL)
        return NULL;
    if (m->running_count < 2)
        return ent_drawing_refuse(
            d, "simulate more: --paths 1000, or a wider --where",
            "%s has one mean over %s: nothing settles", m->name,
            ent_format_counted(m->summary.n, "future", count, sizeof count));
    ent_convergence *c = ent_arena_take(d->arena, 1, sizeof *c);
    *c = (ent_convergence){.unit = m->kind == ENT_DATE_METRIC   ? "date"
                                   : m->kind == ENT_FLAG_METRIC ? "%"
                                                                : m->unit,
                           .hue = ent_drawing_hue(d, m->name)};
    add_points(d, m, c);
    c->text = ent_drawing_text(d, title(d, m, c), subtitle(d, m));
    return c;
}

const ent_chart_kind ent_convergence_kind = {
    .type = &ent_convergence_chart,
    .help = "whether enough futures were simulated: how a metric's mean settles",
    .takes = ENT_TAKES_METRIC,
    .fill = fill,
};
