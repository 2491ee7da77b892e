/* The survival chart: when the events of one agreement come. */
#include <stdlib.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"

static bool same_course(const ent_drawing *d, const ent_event_result *a,
                        const ent_event_result *b) {
    return memcmp(a->by_period, b->by_period,
                  d->results->period_count * sizeof *a->by_period) == 0;
}

static bool is_chosen(const ent_event_result *const *chosen, size_t count,
                      const ent_drawing *d, const ent_event_result *e) {
    for (size_t i = 0; i < count; i++)
        if (same_course(d, chosen[i], e))
            return true;
    return false;
}

/* Without a request: events that come in some futures and not in all, each course once,
 * those of clauses before those of the world. */
static size_t choose(ent_drawing *d, const ent_event_result **chosen) {
    const ent_agreement_result *a = d->agreement;
    size_t count = 0;
    for (int world = 0; world < 2; world++)
        for (size_t i = 0; i < a->event_count && count < ENT_LINES_MOST; i++) {
            const ent_event_result *e = &a->events[i];
            const bool own = strchr(e->name, '.') == NULL;
            if (own == world && e->probability > 0 && e->probability < 1 &&
                !is_chosen(chosen, count, d, e))
                chosen[count++] = e;
        }
    if (a->event_count == 0)
        ent_drawing_refuse(d, "choose another --agreement", "%s has no events", a->name);
    else if (count == 0)
        ent_drawing_refuse(
            d,
            ent_problem_text(d->problems, "name one with --series, such as %s",
                             a->events[0].name),
            "no event of %s comes in some futures and not in others", a->name);
    return count;
}

static const ent_event_result *event_named(ent_drawing *d, const char *name) {
    const ent_agreement_result *a = d->agreement;
    const char **names = ent_arena_take(d->arena, a->event_count + 1, sizeof *names);
    for (size_t i = 0; i < a->event_count; i++) {
        names[i] = a->events[i].name;
        if (strcmp(names[i], name) == 0)
            return &a->events[i];
    }
    ent_drawing_no_such(d, "event", name, names, a->event_count);
    return NULL;
}

/* The events named between commas; 0 after a problem. */
static size_t read_names(ent_drawing *d, const ent_event_result **chosen) {
    const char *at = d->request->series;
    size_t count = 0;
    for (;; at++) {
        at += strspn(at, " ");
        const size_t length = strcspn(at, ",");
        if (count == ENT_LINES_MOST) {
            ent_drawing_refuse(d, "name five events, or fewer",
                               "a survival chart shows five events at most");
            return 0;
        }
        chosen[count] = event_named(d, ent_arena_text(d->arena, at, length));
        if (chosen[count++] == NULL)
            return 0;
        at += length;
        if (*at == '\0')
            return count;
    }
}

static bool finds_names(ent_drawing *d) {
    const ent_event_result *chosen[ENT_LINES_MOST];
    return d->request->series == NULL || read_names(d, chosen) > 0;
}

static int likelier_first(const void *a, const void *b) {
    const ent_event_result *x, *y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    if (x->probability != y->probability)
        return x->probability < y->probability ? 1 : -1;
    return strcmp(x->name, y->name);
}

/* "Revenue share: capped in 99% of futures, most often in late 2028" */
static const char *title(ent_drawing *d, const ent_event_result *e) {
    const uint64_t n = d->results->where_count;
    const char *when = ent_drawing_most_often(d, e);
    return ent_drawing_words(d, "%s in %s%s%s", ent_drawing_event_name(d, e),
                             ent_drawing_futures(d, e->probability, n),
                             *when == '\0' ? "" : ", most often in ", when);
}

/* The last days of the clauses shown, each day once. */
static void add_marks(ent_drawing *d, const ent_event_result *const *chosen, size_t count,
                      ent_survival *s) {
    ent_mark *marks = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t found;
        const ent_mark *own = ent_drawing_marks(d, chosen[i]->name, &found);
        for (size_t k = 0; strchr(chosen[i]->name, '.') != NULL && k < found; k++) {
            size_t known = 0;
            while (known < s->mark_count && marks[known].day != own[k].day)
                known++;
            if (known < s->mark_count)
                continue;
            marks = ent_arena_grow(d->arena, marks, s->mark_count, sizeof *marks);
            marks[s->mark_count++] = own[k];
        }
    }
    s->marks = marks;
}

static const void *fill(ent_drawing *d) {
    const ent_event_result *chosen[ENT_LINES_MOST];
    const ent_results *r = d->results;
    const size_t count =
        d->request->series == NULL ? choose(d, chosen) : read_names(d, chosen);
    if (count == 0)
        return NULL;
    qsort(chosen, count, sizeof *chosen, likelier_first);
    ent_survival_event *events = ent_arena_take(d->arena, count, sizeof *events);
    for (size_t i = 0; i < count; i++)
        events[i] = (ent_survival_event){ent_drawing_event_name(d, chosen[i]),
                                         chosen[i]->by_period,
                                         ent_drawing_event_hue(d, chosen[i])};
    ent_survival *s = ent_arena_take(d->arena, 1, sizeof *s);
    const char *opening = ent_drawing_opening(d, "events");
    *s = (ent_survival){
        .text = ent_drawing_text(
            d, title(d, chosen[0]),
            ent_drawing_words(d,
                              "%sshare of futures in which it has happened, by the "
                              "end of each %s",
                              opening, ent_drawing_step(d))),
        .futures = r->where_count,
        .count = r->period_count,
        .start = r->periods[0].first,
        .ends = ent_drawing_ends(d),
        .events = events,
        .event_count = count};
    add_marks(d, chosen, count, s);
    return s;
}

const ent_chart_kind ent_survival_kind = {
    .type = &ent_survival_chart,
    .help = "by when events have happened, in which share of futures; --series names "
            "one or more (revenue_share.capped)",
    .takes = ENT_TAKES_SERIES,
    .names = finds_names,
    .fill = fill,
};
