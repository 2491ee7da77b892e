/* What each uncertain input does to each metric: the mean over the paths where it was lowest, and
 * where it was highest. */
#include <string.h>

#include "model/engine/summarise.h"

enum { TENTH_LEAST = 2 }; /* paths: one has no standard error */

static bool differs(const double *x, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (x[i] != x[0])
            return true;
    return false;
}

static void add_input(ent_summary_source *s, const ent_input_plan *plan,
                      const double *column) {
    ent_results *r = s->results;
    const size_t tenth = s->count / 10;
    s->tenths[r->input_count] =
        (ent_tenths){.column = column,
                     .low = ent_arena_take(&r->arena, tenth, sizeof(uint32_t)),
                     .high = ent_arena_take(&r->arena, tenth, sizeof(uint32_t))};
    r->inputs[r->input_count++] = (ent_input_result){.name = plan->name,
                                                     .title = plan->title,
                                                     .unit = plan->unit,
                                                     .measure = plan->measure,
                                                     .driver = plan->driver,
                                                     .tenth = tenth};
}

void ent_inputs_lay_out(ent_summary_source *s) {
    const ent_plan *plan = s->plan;
    ent_results *r = s->results;
    if (!s->kept->inputs || s->count / 10 < TENTH_LEAST || s->count > UINT32_MAX)
        return;
    r->inputs = ent_arena_take(&r->arena, plan->input_count, sizeof *r->inputs);
    s->tenths = ent_arena_take(&r->arena, plan->input_count, sizeof *s->tenths);
    for (size_t i = 0; i < plan->input_count; i++)
        if (differs(s->kept->inputs[i], s->count))
            add_input(s, &plan->inputs[i], s->kept->inputs[i]);
    for (size_t a = 0; r->input_count && a < plan->agreement_count; a++)
        for (size_t m = 0; m < plan->agreements[a].metric_count; m++)
            r->agreements[a].metrics[m].inputs =
                ent_arena_take(&r->arena, r->input_count, sizeof(ent_input_effect));
}

/* Of the paths with the value at the edge of the lowest tenth the first belong to it; of those at
 * the edge of the highest the last. */
static void choose(const double *x, size_t count, const double *sorted, ent_tenths *to) {
    const size_t tenth = count / 10;
    const double low = sorted[tenth - 1], high = sorted[count - tenth];
    size_t below = 0, above = 0, at_high = 0, low_count = 0, high_count = 0;
    for (size_t i = 0; i < count; i++) {
        below += x[i] < low;
        above += x[i] > high;
        at_high += x[i] == high;
    }
    size_t take = tenth - below, leave = at_high - (tenth - above);
    for (size_t i = 0; i < count; i++) {
        if (x[i] < low || (x[i] == low && take)) {
            take -= x[i] == low;
            to->low[low_count++] = (uint32_t)i;
        }
        if (x[i] > high || (x[i] == high && !leave))
            to->high[high_count++] = (uint32_t)i;
        else
            leave -= x[i] == high;
    }
}

/* Of a metric's values on these paths; of dates, whether they come. */
static ent_estimate estimate(const ent_summary_source *s, const double *x,
                             const uint32_t *paths, size_t count, bool dates) {
    double part[ENT_SLICE];
    ent_moments all = {0};
    for (size_t from = 0; from < count; from += ENT_SLICE) {
        const size_t n = count - from < ENT_SLICE ? count - from : ENT_SLICE;
        ent_moments add = {.n = n};
        for (size_t i = 0; i < n; i++)
            part[i] = x[paths[from + i]];
        for (size_t i = 0; dates && i < n; i++)
            part[i] = part[i] - part[i] == 0;
        s->plan->isa->moments(part, n, &add.mean, &add.m2);
        ent_moments_merge(&all, &add);
    }
    return (ent_estimate){all.mean, ent_moments_se(&all)};
}

void ent_inputs_find(const ent_summary_source *s, size_t input, double *work,
                     double *room) {
    ent_input_result *result = &s->results->inputs[input];
    ent_tenths *t = &s->tenths[input];
    memcpy(work, t->column, s->count * sizeof *work);
    ent_sort(work, room, s->count);
    choose(t->column, s->count, work, t);
    result->low = estimate(s, t->column, t->low, result->tenth, false).mean;
    result->high = estimate(s, t->column, t->high, result->tenth, false).mean;
}

void ent_inputs_effects(const ent_summary_source *s, ent_metric_result *m,
                        const double *x) {
    const bool dates = m->kind == ENT_DATE_METRIC;
    for (size_t i = 0; i < s->results->input_count; i++) {
        const ent_tenths *t = &s->tenths[i];
        const size_t tenth = s->results->inputs[i].tenth;
        m->inputs[i] = (ent_input_effect){estimate(s, x, t->low, tenth, dates),
                                          estimate(s, x, t->high, tenth, dates)};
    }
}
