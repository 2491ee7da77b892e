/* The paths: sampled futures of a series of one agreement. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"

/* How far a sampled future stays from the median over all periods. */
static double distance(const ent_series_result *s, size_t periods, size_t sample) {
    double sum = 0;
    for (size_t t = 0; t < periods; t++)
        sum += fabs(s->samples[sample * periods + t] - s->periods[t].percentile[ENT_P50]);
    return sum;
}

/* The future that ends nearest the median; of several, and of flows, whose last period says
 * little, the one that keeps nearest to it. */
static size_t typical(const ent_series_result *s, size_t periods) {
    const double median = s->periods[periods - 1].percentile[ENT_P50];
    size_t best = 0;
    double least[2] = {INFINITY, INFINITY};
    for (size_t i = 0; i < s->sample_count; i++) {
        const double last = fabs(s->samples[(i + 1) * periods - 1] - median);
        const double end = s->measure == ENT_FLOW ? 0 : last;
        const double all = distance(s, periods, i);
        if (end > least[0] || (end == least[0] && all >= least[1]))
            continue;
        least[0] = end;
        least[1] = all;
        best = i;
    }
    return best;
}

/* The place of the path asked for among those kept; false after a problem. */
static bool find_told(ent_drawing *d, const ent_series_result *s, size_t *told) {
    const ent_results *r = d->results;
    *told = typical(s, r->period_count);
    if (d->request->future == NULL)
        return true;
    const char *names[ENT_SAMPLES];
    for (size_t i = 0; i < r->sampled_count; i++) {
        names[i] = ent_drawing_words(d, "%" PRIu64, r->sampled[i]);
        if (strcmp(names[i], d->request->future) == 0) {
            *told = i;
            return true;
        }
    }
    ent_drawing_no_such(d, "sampled path", d->request->future, names, r->sampled_count);
    return false;
}

static bool is_of(const char *name, const char *series) {
    const char *dot = strchr(series, '.');
    const size_t length = dot == NULL ? 0 : (size_t)(dot - series) + 1;
    return strncmp(name, series, length) == 0;
}

/* Puts an event where its period belongs.  Of several in one period the shortest name is
 * kept: the others follow from it, or would hide each other. */
static void add_event(ent_path_event *events, size_t *count, ent_path_event event) {
    for (size_t i = 0; i < *count; i++)
        if (events[i].period == event.period) {
            if (strlen(event.label) < strlen(events[i].label))
                events[i] = event;
            return;
        }
    size_t at = (*count)++;
    for (; at > 0 && events[at - 1].period > event.period; at--)
        events[at] = events[at - 1];
    events[at] = event;
}

/* What happens in the future told; of a clause's series, to that clause alone. */
static void add_events(ent_drawing *d, const ent_series_result *s, ent_paths *p) {
    const ent_agreement_result *a = d->agreement;
    ent_path_event *events = ent_arena_take(d->arena, a->event_count + 1, sizeof *events);
    for (size_t i = 0; i < a->event_count; i++) {
        const int when = a->events[i].sample_when[p->told];
        if (when < 0 || !is_of(a->events[i].name, s->name))
            continue;
        char period[ENT_FORMAT_SIZE];
        ent_figure_period(&d->results->periods[when], d->results->scenario->step, period);
        const char *label = ent_drawing_words(d, "%s, %s", period,
                                              ent_drawing_event_name(d, &a->events[i]));
        add_event(events, &p->event_count, (ent_path_event){(size_t)when, label});
    }
    p->events = events;
}

static double outcome(const ent_paths *p, size_t future) {
    const double *values = p->values + future * p->count;
    double sum = 0;
    for (size_t t = 0; t < p->count; t++)
        sum += values[t];
    return p->measure == ENT_FLOW ? sum : values[p->count - 1];
}

/* Where the future told ends, or of a flow what it adds up to, and all of those drawn. */
static const char *title(ent_drawing *d, const ent_series_result *s, const ent_paths *p) {
    const bool flow = p->measure == ENT_FLOW;
    const ent_format format = ent_format_of(s->unit);
    const ent_format bare = ent_format_bare(format);
    double low = INFINITY, high = -INFINITY;
    char end[ENT_FORMAT_SIZE], from[ENT_FORMAT_SIZE], to[ENT_FORMAT_SIZE];
    for (size_t i = 0; i < p->future_count; i++) {
        low = fmin(low, outcome(p, i));
        high = fmax(high, outcome(p, i));
    }
    ent_format_value(&format, outcome(p, p->told), 0, end, sizeof end);
    ent_format_value(&bare, low, 0, from, sizeof from);
    ent_format_value(&bare, high, 0, to, sizeof to);
    const char *name = ent_drawing_series_name(d, s);
    const char *when = flow ? "in all" : ent_drawing_when(d, p->count - 1);
    if (d->results->base_case)
        return ent_drawing_words(d, "%s in the base case: %s %s", name, end, when);
    if (p->future_count == 1)
        return ent_drawing_words(d, "%s in the one future: %s %s", name, end, when);
    if (strcmp(from, to) == 0)
        return ent_drawing_words(d, "%s in one future: %s %s, as in all %zu drawn", name,
                                 end, when, p->future_count);
    return ent_drawing_words(d, "%s in one future: %s %s; %zu futures %s from %s to %s",
                             name, end, when, p->future_count, flow ? "range" : "end",
                             from, to);
}

static ent_chart_text text_of(ent_drawing *d, const ent_series_result *s,
                              const ent_paths *p) {
    ent_chart_text text = ent_drawing_text(d, title(d, s, p), ent_drawing_course(d, s));
    if (!d->results->base_case)
        text.note = ent_drawing_words(
            d,
            "%s%sFuture %" PRIu64 " payment by payment: entente trace --path %" PRIu64
            ".",
            text.note == NULL ? "" : text.note, text.note == NULL ? "" : " ",
            p->numbers[p->told], p->numbers[p->told]);
    return text;
}

/* NULL after E0811, and after E0812 if its paths say nothing. */
static const ent_series_result *find_series(ent_drawing *d) {
    const ent_series_result *s = ent_drawing_series(d);
    if (s != NULL && ent_drawing_is_flag(s))
        return ent_drawing_refuse(d, "draw its fan, or the survival chart of its event",
                                  "%s is yes or no: its paths would be steps from 0 to 1",
                                  s->name);
    return s;
}

static bool finds_names(ent_drawing *d) {
    return find_series(d) != NULL;
}

static const void *fill(ent_drawing *d) {
    const ent_results *r = d->results;
    const ent_series_result *s = find_series(d);
    if (s == NULL)
        return NULL;
    if (s->sample_count == 0)
        return ent_drawing_refuse(d, "another --where", "no future was kept of %s",
                                  s->name);
    ent_paths *p = ent_arena_take(d->arena, 1, sizeof *p);
    *p = (ent_paths){.unit = s->unit,
                     .measure = s->measure,
                     .count = r->period_count,
                     .start = r->periods[0].first,
                     .ends = ent_drawing_ends(d),
                     .values = s->samples,
                     .numbers = r->sampled,
                     .future_count = s->sample_count,
                     .told_label = r->base_case ? "the base case" : NULL,
                     .hue = ent_drawing_hue(d, s->name)};
    if (!find_told(d, s, &p->told))
        return NULL;
    add_events(d, s, p);
    p->marks = ent_drawing_marks(d, s->name, &p->mark_count);
    p->text = text_of(d, s, p);
    return p;
}

const ent_chart_kind ent_paths_kind = {
    .type = &ent_paths_chart,
    .help =
        "what one future of a series looks like, among twenty; --path N takes another",
    .takes = ENT_TAKES_SERIES | ENT_TAKES_PATH,
    .one_path = true,
    .names = finds_names,
    .fill = fill,
};
