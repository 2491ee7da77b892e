/* Where everything gathered has its place, and its memory. */
#include "model/engine/collect.h"

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
    ent_side *side = ent_net_make(arena, count);
    for (size_t l = 0; l < count; l++)
        for (int receives = 0; receives < 2; receives++) {
            const ent_ref sum = side_of_line(lines[l], party, receives, discounted);
            if (sum.base >= 0)
                ent_net_add(side, sum, receives ? 1 : -1);
        }
    return *side;
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
        p->kept = take(&layout->kept, agreement->metric_count);
    }
}

/* Each tally's buckets begin where a page does. */
#define BUCKETS_APART ((size_t)(ENT_BUCKETS / ENT_BUCKET_PAGE + 1) * ENT_BUCKET_PAGE)

static bool make_buckets(ent_gathered *g) {
    const size_t tallies = g->layout->tallies,
                 page = ENT_BUCKET_PAGE * sizeof *g->buckets;
    g->buckets = calloc((tallies + 1) * BUCKETS_APART, sizeof *g->buckets);
    g->locks = calloc(tallies + 1, sizeof *g->locks);
    if (!g->buckets || !g->locks)
        return false;
    char *first = (char *)g->buckets + (page - (uintptr_t)g->buckets % page);
    for (size_t i = 0; i < tallies; i++) {
        pthread_mutex_init(&g->locks[i], NULL);
        g->counts[i].buckets = (uint32_t *)(void *)first + i * BUCKETS_APART;
        g->counts[i].lock = &g->locks[i];
    }
    return true;
}

static bool make_waiting(ent_gathered *g, const ent_gathered *all) {
    const size_t tallies = g->layout->tallies;
    g->waiting = calloc(tallies * ENT_WAITING * ENT_SLICE + 1, sizeof *g->waiting);
    for (size_t i = 0; g->waiting && i < tallies; i++)
        g->counts[i] = (ent_counts){.buckets = all->counts[i].buckets,
                                    .lock = all->counts[i].lock,
                                    .waiting = g->waiting + i * ENT_SLICE,
                                    .apart = tallies * ENT_SLICE};
    return g->waiting != NULL;
}

bool ent_gathered_make(const ent_layout *layout, const ent_gathered *all,
                       ent_gathered *g) {
    *g = (ent_gathered){.layout = layout};
    g->counts = calloc(layout->tallies + 1, sizeof *g->counts);
    g->moments = calloc(layout->tallies + layout->moments + 1, sizeof *g->moments);
    g->events = calloc(layout->events + 1, sizeof *g->events);
    g->examples = calloc(layout->examples + 1, sizeof *g->examples);
    g->written = calloc(layout->kept + 1, sizeof *g->written);
    if (!g->counts || !g->moments || !g->events || !g->examples || !g->written)
        return false;
    for (size_t i = 0; i < layout->examples; i++)
        g->examples[i] = ENT_NO_PATH;
    return all ? make_waiting(g, all) : make_buckets(g);
}

void ent_gathered_free(ent_gathered *g) {
    for (size_t i = 0; g->locks && i < g->layout->tallies; i++)
        pthread_mutex_destroy(&g->locks[i]);
    free(g->counts);
    free(g->buckets);
    free(g->locks);
    free(g->waiting);
    free(g->moments);
    free(g->events);
    free(g->examples);
    free(g->written);
}

void ent_gathered_settle(ent_gathered *g) {
    for (size_t i = 0; i < g->layout->tallies; i++)
        ent_counts_settle(g->layout->plan->isa, &g->counts[i]);
}

void ent_gathered_merge_counts(ent_gathered *all, const ent_gathered *from) {
    for (size_t i = 0; i < all->layout->tallies; i++)
        ent_counts_merge(&all->counts[i], &from->counts[i]);
    for (size_t i = 0; i <= all->layout->events; i++)
        all->events[i] += from->events[i];
    for (size_t i = 0; i < all->layout->examples; i++)
        if (from->examples[i] < all->examples[i])
            all->examples[i] = from->examples[i];
    for (size_t i = 0; i < all->layout->kept; i++)
        all->written[i] |= from->written[i];
}

void ent_gathered_merge_moments(ent_gathered *to, ent_gathered *from) {
    const size_t count = to->layout->tallies + to->layout->moments;
    for (size_t i = 0; i < count; i++)
        ent_moments_merge(&to->moments[i], &from->moments[i]);
    memset(from->moments, 0, count * sizeof *from->moments);
}
