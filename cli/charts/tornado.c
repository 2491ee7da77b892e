/* The tornado: what each uncertain input does to a metric of one agreement. */
#include <math.h>
#include <string.h>

#include "cli/charts/kinds.h"

enum { FUTURES_LEAST = 20 };

static bool is_share(const ent_metric_result *m) {
    return m->kind != ENT_NUMBER_METRIC;
}

/* The mean over all futures; of a date the share in which it comes. */
static ent_estimate whole(const ent_drawing *d, const ent_metric_result *m) {
    const ent_results *r = d->results;
    const double n = (double)r->where_count;
    if (m->kind != ENT_DATE_METRIC)
        return (ent_estimate){m->summary.mean, m->summary.se};
    return (ent_estimate){1 - m->never, sqrt(m->never * (1 - m->never) / n)};
}

/* NULL, after a problem that says why there are no tenths. */
static const void *refuse(ent_drawing *d, const ent_metric_result *m) {
    const ent_results *r = d->results;
    const uint64_t n = r->where_count;
    if (m->sorted == NULL && m->built_in && strncmp(m->name, "total.", 6) == 0)
        return ent_drawing_refuse(
            d,
            ent_problem_text(d->problems, "give it a name: metrics: {paid: total(%s)}",
                             m->name + 6),
            "%s is known in sum, not future by future", m->name);
    if (m->sorted == NULL)
        return ent_drawing_refuse(
            d, "--keep N with N at least the number of paths, or fewer --paths",
            "the values of %s were not kept one by one", m->name);
    if (n < FUTURES_LEAST)
        return ent_drawing_refuse(d, "more --paths",
                                  "it takes %d futures to have tenths, this run has %llu",
                                  FUTURES_LEAST, (unsigned long long)n);
    return ent_drawing_refuse(d, "give an assumption a `distribution`",
                              "nothing is uncertain: no assumption or driver differs "
                              "from future to future");
}

/* ---- Words ---- */

/* With no more digits than a title has room for. */
static const char *told(ent_drawing *d, const ent_estimate *e, const char *unit) {
    char text[ENT_FORMAT_SIZE];
    ent_format format = ent_format_of(unit);
    const double room = fabs(e->mean) / 200, error = e->se > room ? e->se : room;
    return ent_drawing_words(
        d, "%s", ent_format_value(&format, e->mean, error, text, sizeof text));
}

static double width(const ent_swing *s, double mean) {
    return fmax(fmax(s->low, s->high), mean) - fmin(fmin(s->low, s->high), mean);
}

static const ent_swing *widest(const ent_tornado *t) {
    const ent_swing *most = &t->swings[0];
    for (size_t i = 1; i < t->count; i++)
        if (width(&t->swings[i], t->mean) > width(most, t->mean))
            most = &t->swings[i];
    return most;
}

static const char *title(ent_drawing *d, const ent_metric_result *m,
                         const ent_tornado *t) {
    static const double ERRORS = 3;
    const char *name = ent_drawing_metric_name(d, m->name, m->title);
    const ent_swing *s = widest(t);
    const double error = ERRORS * hypot(s->low_se, s->high_se);
    if (!(width(s, t->mean) > 0))
        return ent_drawing_words(d, "%s is the same whatever the inputs", name);
    if (width(s, t->mean) <= error)
        return ent_drawing_words(d, "%s: no input moves it by more than chance", name);
    return ent_drawing_words(d, "%s: %s moves %s most, from %s to %s", name, s->name,
                             is_share(m) ? "its odds" : "it",
                             told(d, &(ent_estimate){s->low, s->low_se}, t->unit),
                             told(d, &(ent_estimate){s->high, s->high_se}, t->unit));
}

static const char *subtitle(ent_drawing *d, const ent_metric_result *m) {
    const char *opening =
        ent_drawing_opening(d, ent_drawing_metric_name(d, m->name, m->title));
    const char *unit = is_share(m) ? "" : ent_drawing_unit(d, m->unit);
    return ent_drawing_words(
        d, "%s%s%s%s over the lowest and highest tenth of each uncertain input", opening,
        is_share(m) ? "share of futures" : "mean", *unit == '\0' ? "" : " in ", unit);
}

/* How drivers, counts and events are told by one number. */
static const char *note(ent_drawing *d, const char *before) {
    static const char *const told[] = {"what varies in time by its mean over the horizon",
                                       "a count by its number a year",
                                       "an event by the share of time since it came"};
    enum { LEVELS, COUNTS, EVENTS, WAYS };
    const ent_results *r = d->results;
    bool has[WAYS] = {false};
    for (size_t i = 0; i < r->input_count; i++) {
        const ent_measure measure = r->inputs[i].measure;
        const int way = measure >= ENT_LEVEL_FLAG ? EVENTS
                        : measure == ENT_FLOW     ? COUNTS
                                                  : LEVELS;
        has[way] = has[way] || r->inputs[i].driver;
    }
    const char *text = "";
    for (int way = 0; way < WAYS; way++)
        if (has[way])
            text = ent_drawing_words(
                d, "%s%s%s", text,
                *text == '\0' ? "Inputs are told by one number: " : ", ", told[way]);
    if (*text == '\0')
        return before;
    return ent_drawing_words(d, "%s%s%s.", before == NULL ? "" : before,
                             before == NULL ? "" : " ", text);
}

/* ---- The chart ---- */

static ent_swing swing(ent_drawing *d, const ent_input_result *input,
                       const ent_input_effect *effect) {
    return (ent_swing){
        .name = ent_title_or(input->title, ent_key_in_words(d->arena, input->name)),
        .unit = input->unit,
        .flag = input->measure >= ENT_LEVEL_FLAG,
        .low_input = input->low,
        .high_input = input->high,
        .low = effect->low.mean,
        .low_se = effect->low.se,
        .high = effect->high.mean,
        .high_se = effect->high.se};
}

static const void *fill(ent_drawing *d) {
    const ent_results *r = d->results;
    const ent_metric_result *m = ent_drawing_metric(d);
    if (m == NULL)
        return NULL;
    if (m->inputs == NULL)
        return refuse(d, m);
    ent_swing *swings = ent_arena_take(d->arena, r->input_count, sizeof *swings);
    for (size_t i = 0; i < r->input_count; i++)
        swings[i] = swing(d, &r->inputs[i], &m->inputs[i]);
    const ent_estimate mean = whole(d, m);
    ent_tornado *t = ent_arena_take(d->arena, 1, sizeof *t);
    *t = (ent_tornado){.unit = is_share(m) ? "%" : m->unit,
                       .mean = mean.mean,
                       .se = mean.se,
                       .swings = swings,
                       .count = r->input_count};
    t->text = ent_drawing_text(d, title(d, m, t), subtitle(d, m));
    t->text.note = note(d, t->text.note);
    return t;
}

const ent_chart_kind ent_tornado_kind = {
    .type = &ent_tornado_chart,
    .help = "which uncertain input moves a metric: its mean where each is lowest, and "
            "where it is highest",
    .takes = ENT_TAKES_METRIC,
    .fill = fill,
};
