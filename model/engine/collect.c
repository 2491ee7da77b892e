/* What is gathered from a slice. */
#include "model/engine/collect.h"

#include <math.h>
#include <string.h>

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
static const double *side_column(const ent_side *side, ent_slice *slice,
                                 double *restrict room) {
    if (side->count <= 1)
        return side->count ? ent_column(slice, side->amounts[0], 0) : NULL;
    const double *restrict a = ent_column(slice, side->amounts[0], 0);
    const double *restrict b = ent_column(slice, side->amounts[1], 0);
    const double p = side->signs[0], q = side->signs[1];
    for (size_t i = 0; i < ENT_SLICE; i++)
        room[i] = 0.0 + p * a[i] + q * b[i];
    for (size_t l = 2; l < side->count; l++) {
        const double *restrict x = ent_column(slice, side->amounts[l], 0);
        const double sign = side->signs[l];
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
            const ent_metric_plan *base = &plan->agreements[plan->baseline].metrics[m];
            const double *y = ent_column(slice, base->ref, 0);
            for (size_t i = 0; i < ENT_SLICE; i++) {
                const double z = x[i] - y[i];
                const bool same = fabs(z) <= ENT_SAME_WITHIN * (fabs(x[i]) + fabs(y[i]));
                difference[i] =
                    same && z - z == 0 ? 0 : z; /* a date may never come: not finite */
            }
            tally_finite(c, slice, layout->agreements[a].differences + m, difference);
        }
}

/* Zeros are there from the beginning, and what nothing is written to is not brought.  True if it is
 * written to. */
static bool keep(double *to, const double *x, size_t count) {
    size_t i = 0;
    uint64_t bits = 0;
    for (; i < count && !bits; i++)
        memcpy(&bits, &x[i], sizeof bits);
    if (bits)
        memcpy(to, x, count * sizeof *x);
    return bits != 0;
}

static void keep_metrics(ent_collector *c, ent_slice *slice, size_t a) {
    const ent_agreement_plan *plan = &c->to->layout->plan->agreements[a];
    bool *written = c->to->written + c->to->layout->agreements[a].kept;
    for (size_t m = 0; m < plan->metric_count; m++)
        written[m] |= keep(c->kept->columns[a][m] + slice->path,
                           ent_column(slice, plan->metrics[m].ref, 0), slice->count);
}

static void on_done(void *context, ent_slice *slice) {
    ent_collector *c = context;
    const ent_plan *plan = c->to->layout->plan;
    if (c->to->layout->streaming) {
        stream_metrics(c, slice);
        return;
    }
    for (size_t a = 0; a < plan->agreement_count; a++)
        keep_metrics(c, slice, a);
    for (size_t i = 0; c->kept->inputs && i < plan->input_count; i++)
        memcpy(c->kept->inputs[i] + slice->path,
               ent_column(slice, plan->inputs[i].ref, 0), slice->count * sizeof(double));
    if (c->kept->where)
        memcpy(c->kept->where + slice->path, ent_column(slice, plan->where, 0),
               slice->count * sizeof(double));
}

const ent_watcher ent_collecting = {NULL, on_period, on_year, on_agreement, on_done};
