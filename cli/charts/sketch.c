/* A metric's outcomes where they are not at hand one by one: made from its quantiles. */
#include <math.h>

#include "cli/charts/drawing.h"

#define VALUES_MOST 1000000U

enum { STEPS = ENT_QUANTILES - 1 };

/* Outcomes between two quantiles are taken to lie evenly, but beyond the outermost two ones, where they
 * thin out towards the extreme: there t, the part of the way, becomes even * t + (1 - even) * t^8, the
 * mean of which is even / 2 + (1 - even) / 9.  So that the whole has the metric's own mean: */
static double evenness(const ent_metric_result *m) {
    const double *q = m->quantiles;
    double inner = q[1] + q[STEPS - 1];
    for (int i = 1; i < STEPS - 1; i++)
        inner += (q[i] + q[i + 1]) / 2;
    const double reach = q[0] - q[1] + q[STEPS] - q[STEPS - 1];
    const double mean = (STEPS * m->summary.mean - inner) / reach;
    const double even = (mean - 1.0 / 9) / (1.0 / 2 - 1.0 / 9);
    return even > 0 ? even < 1 ? even : 1 : even <= 0 ? 0 : 1;
}

static double outwards(double from, double to, double t, double even) {
    const double square = t * t, fourth = square * square;
    return from + (even * t + (1 - even) * fourth * fourth) * (to - from);
}

/* Dates lie on their periods' ends. */
static double value_at(const ent_metric_result *m, double p, double even) {
    const double *q = m->quantiles, at = p * STEPS;
    const int below = at < STEPS ? (int)at : STEPS - 1;
    if (m->kind == ENT_DATE_METRIC)
        return q[(int)lround(at)];
    if (below == 0)
        return outwards(q[1], q[0], 1 - at, even);
    if (below == STEPS - 1)
        return outwards(q[below], q[STEPS], at - below, even);
    return q[below] < q[below + 1] ? q[below] + (at - below) * (q[below + 1] - q[below])
                                   : q[below];
}

/* The quantiles hold a value's share to half a percent, its atom to the error of the run. */
static void widen(double *x, size_t count, const ent_atom *a) {
    const size_t wanted = (size_t)llround(a->probability * (double)count);
    size_t low = 0;
    while (low < count && x[low] < a->value)
        low++;
    size_t high = low;
    while (high < count && x[high] == a->value)
        high++;
    for (bool left = false; high - low < wanted; left = !left)
        if ((left && low > 0) || high == count)
            x[--low] = a->value;
        else
            x[high++] = a->value;
}

/* What never comes stands at the end; what comes, before it. */
static void part(const ent_metric_result *m, double *x, size_t count) {
    const size_t came = count - (size_t)llround(m->never * (double)count);
    for (size_t i = 0; i < came; i++)
        if (!isfinite(x[i]))
            x[i] = i > 0 ? x[i - 1] : m->summary.min;
    for (size_t i = came; i < count; i++)
        x[i] = INFINITY;
}

const ent_metric_result *ent_drawing_sketch(ent_drawing *d, const ent_metric_result *m) {
    const ent_results *r = d->results;
    const uint64_t paths = r->where_count;
    const size_t count = paths < VALUES_MOST ? (size_t)paths : VALUES_MOST;
    const double even = evenness(m);
    double *x = ent_arena_take(d->arena, count + 1, sizeof *x);
    for (size_t i = 0; i < count; i++)
        x[i] = value_at(m, count > 1 ? (double)i / (double)(count - 1) : 0.5, even);
    for (size_t a = 0; a < m->atom_count && m->kind == ENT_NUMBER_METRIC; a++)
        widen(x, count, &m->atoms[a]);
    if (m->kind == ENT_DATE_METRIC)
        part(m, x, count);
    ent_metric_result *sketch = ent_arena_take(d->arena, 1, sizeof *sketch);
    *sketch = *m;
    sketch->sorted = x;
    sketch->sorted_count = count;
    d->sketched = true;
    return sketch;
}
