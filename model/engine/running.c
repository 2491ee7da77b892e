/* How means settle: moments after ever more of the first paths. */
#include "model/engine/summarise.h"

/* Kept values are looked at from 32 on, streamed ones after 1, 2, 4, ... blocks. */
enum { RUNNING_FIRST = 32 };

static bool is_power_of_two(uint64_t n) {
    return n > 0 && (n & (n - 1)) == 0;
}

static void note(ent_metric_result *m, const ent_moments *moments) {
    const uint64_t before = m->running_count ? m->running[m->running_count - 1].n : 0;
    if (moments->n > before && m->running_count < ENT_RUNNING_MOST)
        m->running[m->running_count++] =
            (ent_running){moments->n, moments->mean, ent_moments_se(moments)};
}

ent_moments ent_running_kept(const ent_isa *isa, ent_metric_result *m, const double *x,
                             size_t count) {
    ent_moments all = {0};
    for (size_t n = RUNNING_FIRST; n < ENT_SLICE && n < count; n *= 2) {
        ent_moments part = {.n = n};
        isa->moments(x, n, &part.mean, &part.m2);
        note(m, &part);
    }
    for (size_t i = 0; i < count; i += ENT_SLICE) {
        ent_moments part = {.n = count - i < ENT_SLICE ? count - i : ENT_SLICE};
        isa->moments(x + i, (size_t)part.n, &part.mean, &part.m2);
        ent_moments_merge(&all, &part);
        if (is_power_of_two(all.n))
            note(m, &all);
    }
    note(m, &all);
    return all;
}

/* ---- Streamed ---- */

void ent_milestones_make(const ent_layout *layout, uint64_t blocks, ent_arena *arena,
                         ent_milestones *to) {
    *to = (ent_milestones){0};
    for (size_t a = 0; a < layout->plan->agreement_count; a++)
        to->each += layout->agreements[a].streamed_count;
    for (uint64_t n = 1; n <= blocks; n *= 2)
        to->levels++;
    to->moments = ent_arena_take(arena, to->levels * to->each + 1, sizeof *to->moments);
}

void ent_milestones_note(ent_milestones *to, const ent_gathered *all, uint64_t blocks) {
    if (!is_power_of_two(blocks) || to->noted == to->levels)
        return;
    ent_moments *moments = to->moments + to->noted++ * to->each;
    for (size_t a = 0; a < all->layout->plan->agreement_count; a++) {
        const ent_places *p = &all->layout->agreements[a];
        for (size_t i = 0; i < p->streamed_count; i++)
            *moments++ = all->moments[p->totals + i];
    }
}

void ent_running_streamed(const ent_summary_source *s, ent_metric_result *m,
                          size_t place) {
    const ent_milestones *from = &s->kept->milestones;
    const ent_places *p = s->layout->agreements;
    size_t at = 0;
    for (; place < p->totals || place >= p->totals + p->streamed_count; p++)
        at += p->streamed_count;
    for (size_t level = 0; level < from->noted; level++)
        note(m, &from->moments[level * from->each + at + (place - p->totals)]);
    note(m, &s->all->moments[place]);
}
