#include "model/engine/collect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Sides ---- */

/* The sum of a line that belongs to a party's side of it; nowhere if the party has none. */
static ent_ref side_of_line(const ent_line *line, int party, bool receives,
                            bool discounted) {
    if ((receives ? line->to : line->from) != party)
        return ENT_NOWHERE;
    return !discounted ? line->year : receives ? line->npv_to : line->npv_from;
}

/* A line from a party to itself counts twice. */
static ent_side make_side(ent_line *const *lines, size_t count, int party,
                          bool discounted, ent_arena *arena) {
    ent_ref *sums = ent_arena_take(arena, 2 * count + 1, sizeof *sums);
    int *signs = ent_arena_take(arena, 2 * count + 1, sizeof *signs);
    ent_side side = {sums, signs, 0};
    for (size_t l = 0; l < count; l++)
        for (int receives = 0; receives < 2; receives++) {
            const ent_ref sum = side_of_line(lines[l], party, receives, discounted);
            if (sum.base < 0)
                continue;
            sums[side.count] = sum;
            signs[side.count++] = receives ? 1 : -1;
        }
    return side;
}

static const ent_side *make_sides(const ent_agreement_plan *plan, size_t parties,
                                  bool discounted, ent_arena *arena) {
    ent_side *sides =
        ent_arena_take(arena, plan->owner_count * parties + 1, sizeof *sides);
    for (size_t o = 0; o < plan->owner_count; o++) {
        const ent_owner *owner = &plan->owners[o];
        for (size_t p = 0; p < parties; p++)
            sides[o * parties + p] =
                make_side(plan->lines + owner->first_line, owner->line_count, (int)p,
                          discounted, arena);
    }
    return sides;
}

/* ---- Places ---- */

/* Series that are one column are gathered once: a name given twice within an agreement, or the same
 * world in several. */
static size_t series_place(const ent_plan *plan, ent_layout *layout, size_t a, size_t w) {
    const ent_watched *watched = &plan->agreements[a].watched[w];
    for (size_t b = watched->world ? 0 : a; b <= a; b++) {
        const size_t before = b < a ? plan->agreements[b].watched_count : w;
        for (size_t i = 0; i < before; i++)
            if (plan->agreements[b].watched[i].ref.base == watched->ref.base)
                return layout->agreements[b].series[i];
    }
    const size_t place = layout->tallies;
    layout->tallies += plan->period_count;
    return place;
}

static size_t take(size_t *next, size_t count) {
    const size_t place = *next;
    *next += count;
    return place;
}

void ent_layout_make(const ent_plan *plan, bool streaming, ent_arena *arena,
                     ent_layout *layout) {
    const size_t parties = plan->scenario->parties.count;
    *layout = (ent_layout){.plan = plan, .streaming = streaming};
    layout->agreements =
        ent_arena_take(arena, plan->agreement_count, sizeof *layout->agreements);
    for (size_t a = 0; a < plan->agreement_count; a++) {
        const ent_agreement_plan *agreement = &plan->agreements[a];
        ent_places *p = &layout->agreements[a];
        p->series =
            ent_arena_take(arena, agreement->watched_count + 1, sizeof *p->series);
        p->own = layout->tallies;
        for (size_t w = 0; w < agreement->watched_count; w++)
            p->series[w] = series_place(plan, layout, a, w);
        p->yearly = make_sides(agreement, parties, false, arena);
        p->discounted = make_sides(agreement, parties, true, arena);
        p->npv = take(&layout->tallies, agreement->owner_count * parties);
        p->totals = take(&layout->tallies, agreement->total_count);
        p->metrics = take(&layout->tallies, streaming ? agreement->metric_count : 0);
        p->streamed_count = layout->tallies - p->totals;
        p->differences = take(&layout->tallies, streaming ? agreement->metric_count : 0);
        p->years =
            take(&layout->moments, agreement->owner_count * plan->year_count * parties);
        p->lines = take(&layout->moments, agreement->line_count);
        p->events = take(&layout->events, agreement->event_count * plan->period_count);
        p->examples = take(&layout->examples, agreement->event_count);
    }
}

/* Each tally's buckets begin where a page does. */
#define BUCKETS_APART ((size_t)(ENT_BUCKETS / ENT_BUCKET_PAGE + 1) * ENT_BUCKET_PAGE)

bool ent_gathered_make(const ent_layout *layout, ent_gathered *g) {
    *g = (ent_gathered){.layout = layout};
    g->counts = calloc(layout->tallies + 1, sizeof *g->counts);
    g->buckets = calloc((layout->tallies + 1) * BUCKETS_APART, sizeof *g->buckets);
    g->waiting =
        calloc(layout->tallies * ENT_WAITING * ENT_SLICE + 1, sizeof *g->waiting);
    g->moments = calloc(layout->tallies + layout->moments + 1, sizeof *g->moments);
    g->events = calloc(layout->events + 1, sizeof *g->events);
    g->examples = calloc(layout->examples + 1, sizeof *g->examples);
    if (!g->counts || !g->buckets || !g->waiting || !g->moments || !g->events ||
        !g->examples)
        return false;
    for (size_t i = 0; i < layout->examples; i++)
        g->examples[i] = ENT_NO_PATH;
    const size_t page = ENT_BUCKET_PAGE * sizeof *g->buckets;
    char *first = (char *)g->buckets + (page - (uintptr_t)g->buckets % page);
    for (size_t i = 0; i < layout->tallies; i++) {
        g->counts[i].buckets = (uint32_t *)(void *)first + i * BUCKETS_APART;
        g->counts[i].waiting = g->waiting + i * ENT_SLICE;
        g->counts[i].apart = layout->tallies * ENT_SLICE;
    }
    return true;
}

void ent_gathered_free(ent_gathered *g) {
    free(g->counts);
    free(g->buckets);
    free(g->waiting);
    free(g->moments);
    free(g->events);
    free(g->examples);
}

void ent_gathered_settle(ent_gathered *g) {
    for (size_t i = 0; i < g->layout->tallies; i++)
        ent_counts_settle(g->layout->plan->isa, &g->counts[i]);
}

void ent_gathered_merge_counts(ent_gathered *to, const ent_gathered *from, size_t part,
                               size_t parts) {
    for (size_t i = part; i < to->layout->tallies; i += parts)
        ent_counts_merge(&to->counts[i], &from->counts[i]);
    if (part)
        return;
    for (size_t i = 0; i <= to->layout->events; i++)
        to->events[i] += from->events[i];
    for (size_t i = 0; i < to->layout->examples; i++)
        if (from->examples[i] < to->examples[i])
            to->examples[i] = from->examples[i];
}

void ent_gathered_swap_counts(ent_gathered *a, ent_gathered *b) {
    const ent_gathered old = *a;
    a->counts = b->counts, b->counts = old.counts;
    a->buckets = b->buckets, b->buckets = old.buckets;
    a->waiting = b->waiting, b->waiting = old.waiting;
    a->events = b->events, b->events = old.events;
    a->examples = b->examples, b->examples = old.examples;
}

void ent_gathered_merge_moments(ent_gathered *to, ent_gathered *from) {
    const size_t count = to->layout->tallies + to->layout->moments;
    for (size_t i = 0; i < count; i++)
        ent_moments_merge(&to->moments[i], &from->moments[i]);
    memset(from->moments, 0, count * sizeof *from->moments);
}

/* ---- Collecting ---- */

/* The lanes that count, side by side. */
static const double *choose(const ent_collector *c, const ent_slice *slice,
                            const double *x, double *room, size_t *n) {
    *n = slice->count;
    if (!c->choosing)
        return x;
    *n = c->chosen_count;
    for (size_t i = 0; i < c->chosen_count; i++)
        room[i] = x[c->chosen[i]];
    return room;
}

static void tally(ent_collector *c, const ent_slice *slice, size_t place,
                  const double *column) {
    double room[ENT_SLICE];
    size_t n;
    const double *x = choose(c, slice, column, room, &n);
    ent_tally_add(c->to->layout->plan->isa, &c->to->counts[place], &c->to->moments[place],
                  x, n);
}

static ent_moments moments_of(const ent_collector *c, const ent_slice *slice,
                              const double *column) {
    double room[ENT_SLICE];
    size_t n;
    const double *x = choose(c, slice, column, room, &n);
    ent_moments all = {.n = n};
    if (n)
        c->to->layout->plan->isa->moments(x, n, &all.mean, &all.m2);
    return all;
}

static void add_moments(ent_collector *c, size_t place, const ent_moments *add) {
    ent_moments_merge(&c->to->moments[c->to->layout->tallies + place], add);
}

static void count_event(ent_collector *c, const ent_slice *slice, size_t place,
                        const double *column) {
    double room[ENT_SLICE];
    size_t n;
    const double *x = choose(c, slice, column, room, &n);
    c->to->events[place] += n - c->to->layout->plan->isa->count_rounded(x, n, 0.0);
}

/* A path on which the event has come by the horizon's end. */
static void note_example(ent_collector *c, const ent_slice *slice, size_t place,
                         const double *column) {
    uint64_t *example = &c->to->examples[place];
    double room[ENT_SLICE];
    size_t n;
    if (slice->path >= *example)
        return;
    const double *x = choose(c, slice, column, room, &n);
    for (size_t i = 0; i < n; i++)
        if (x[i] != 0) {
            *example = slice->path + (c->choosing ? c->chosen[i] : i);
            return;
        }
}

static void on_period(void *context, ent_slice *slice, size_t a, size_t t) {
    ent_collector *c = context;
    const ent_layout *layout = c->to->layout;
    const ent_agreement_plan *plan = &layout->plan->agreements[a];
    const ent_places *p = &layout->agreements[a];
    size_t next = p->own;
    for (size_t w = 0; w < plan->watched_count; w++) {
        const double *column = ent_column(slice, plan->watched[w].ref, t);
        if (p->series[w] < next)
            continue; /* gathered already, here or in an earlier agreement */
        next = p->series[w] + slice->period_count;
        tally(c, slice, p->series[w] + t, column);
    }
    for (size_t e = 0; e < plan->event_count; e++) {
        const double *column = ent_column(slice, plan->events[e].ref, t);
        count_event(c, slice, p->events + e * slice->period_count + t, column);
        if (t + 1 == slice->period_count)
            note_example(c, slice, p->examples + e, column);
    }
}

/* A side's column, its sign not turned; NULL if no line touches the party. */
static const double *side_column(const ent_side *side, ent_slice *slice, double *room) {
    if (side->count <= 1)
        return side->count ? ent_column(slice, side->amounts[0], 0) : NULL;
    for (size_t l = 0; l < side->count; l++) {
        const double *x = ent_column(slice, side->amounts[l], 0), sign = side->signs[l];
        if (l == 0)
            for (size_t i = 0; i < ENT_SLICE; i++)
                room[i] = 0.0 + sign * x[i];
        else
            for (size_t i = 0; i < ENT_SLICE; i++)
                room[i] += sign * x[i];
    }
    return room;
}

static void on_year(void *context, ent_slice *slice, size_t a, int year) {
    ent_collector *c = context;
    const ent_layout *layout = c->to->layout;
    const ent_places *places = &layout->agreements[a];
    const size_t owners = layout->plan->agreements[a].owner_count;
    const size_t parties = layout->plan->scenario->parties.count;
    const size_t years = layout->plan->year_count;
    const size_t y = (size_t)(year - layout->plan->first_year);
    double room[ENT_SLICE];
    for (size_t o = 0; o < owners; o++) {
        const double *before = NULL; /* what one party pays another receives */
        ent_moments add = {0};
        for (size_t p = 0; p < parties; p++) {
            const size_t place = (o * years + y) * parties + p;
            const double *x = side_column(&places->yearly[o * parties + p], slice, room);
            if (!x)
                continue;
            if (x == room || x != before)
                add = moments_of(c, slice, x);
            add_moments(c, places->years + place, &add);
            before = x;
        }
    }
}

static void on_agreement(void *context, ent_slice *slice, size_t a) {
    ent_collector *c = context;
    const ent_layout *layout = c->to->layout;
    const ent_agreement_plan *plan = &layout->plan->agreements[a];
    const ent_places *places = &layout->agreements[a];
    const size_t parties = layout->plan->scenario->parties.count;
    double room[ENT_SLICE];
    for (size_t i = 0; i < plan->total_count; i++)
        tally(c, slice, places->totals + i, ent_column(slice, plan->totals[i].ref, 0));
    for (size_t l = 0; l < plan->line_count; l++) {
        const double *x = ent_column(slice, plan->lines[l]->total, 0);
        const ent_moments add = moments_of(c, slice, x);
        add_moments(c, places->lines + l, &add);
    }
    for (size_t side = 0; side < plan->owner_count * parties; side++) {
        const double *x = side_column(&places->discounted[side], slice, room);
        if (x)
            tally(c, slice, places->npv + side, x);
    }
}

/* Dates that never come are left out; their share is n against the paths. */
static void tally_finite(ent_collector *c, const ent_slice *slice, size_t place,
                         const double *column) {
    double finite[ENT_SLICE], room[ENT_SLICE];
    size_t n, count = 0;
    const double *x = choose(c, slice, column, room, &n);
    for (size_t i = 0; i < n; i++)
        if (x[i] - x[i] == 0)
            finite[count++] = x[i];
    ent_tally_add(c->to->layout->plan->isa, &c->to->counts[place], &c->to->moments[place],
                  finite, count);
}

static size_t same_metric(const ent_agreement_plan *plan, const char *name) {
    size_t m = 0;
    while (m < plan->metric_count && strcmp(plan->metrics[m].name, name))
        m++;
    return m;
}

static void stream_metrics(ent_collector *c, ent_slice *slice) {
    const ent_layout *layout = c->to->layout;
    const ent_plan *plan = layout->plan;
    double difference[ENT_SLICE];
    for (size_t a = 0; a < plan->agreement_count; a++)
        for (size_t m = 0; m < plan->agreements[a].metric_count; m++) {
            const ent_metric_plan *metric = &plan->agreements[a].metrics[m];
            const double *x = ent_column(slice, metric->ref, 0);
            tally_finite(c, slice, layout->agreements[a].metrics + m, x);
            if (plan->baseline == plan->agreement_count || a == plan->baseline)
                continue;
            const ent_agreement_plan *base = &plan->agreements[plan->baseline];
            const size_t b = same_metric(base, metric->name);
            const double *y = ent_column(slice, base->metrics[b].ref, 0);
            for (size_t i = 0; i < ENT_SLICE; i++) {
                const double z = x[i] - y[i];
                const bool same = fabs(z) <= ENT_SAME_WITHIN * (fabs(x[i]) + fabs(y[i]));
                difference[i] =
                    same && z - z == 0 ? 0 : z; /* a date may never come: not finite */
            }
            tally_finite(c, slice, layout->agreements[a].differences + m, difference);
        }
}

/* Zeros are there from the beginning, and what nothing is written to is not brought. */
static void keep(double *to, const double *x, size_t count) {
    size_t i = 0;
    uint64_t bits = 0;
    for (; i < count && !bits; i++)
        memcpy(&bits, &x[i], sizeof bits);
    if (bits)
        memcpy(to, x, count * sizeof *x);
}

static void on_done(void *context, ent_slice *slice) {
    ent_collector *c = context;
    const ent_plan *plan = c->to->layout->plan;
    if (c->to->layout->streaming) {
        stream_metrics(c, slice);
        return;
    }
    for (size_t a = 0; a < plan->agreement_count; a++)
        for (size_t m = 0; m < plan->agreements[a].metric_count; m++)
            keep(c->kept->columns[a][m] + slice->path,
                 ent_column(slice, plan->agreements[a].metrics[m].ref, 0), slice->count);
    for (size_t i = 0; c->kept->inputs && i < plan->input_count; i++)
        memcpy(c->kept->inputs[i] + slice->path,
               ent_column(slice, plan->inputs[i].ref, 0), slice->count * sizeof(double));
    if (c->kept->where)
        memcpy(c->kept->where + slice->path, ent_column(slice, plan->where, 0),
               slice->count * sizeof(double));
}

const ent_watcher ent_collecting = {NULL, on_period, on_year, on_agreement, on_done};
