/* Tiers: each layer of an amount that adds up has a rate of its own (marginal, as with
 * income tax).  Shared by the hot files of revenue_share and profit_share.
 *
 * With thresholds a_1 <= a_2 <= ... and rates r_1, r_2 ..., an amount x on top of what has
 * added up so far, s, makes due
 *
 *   sum over k of r_k x (the part of [s, s + x] between a_k and a_(k+1))
 *
 * It is computed as x times one rate, r_1 + (r_2 - r_1) f_2 + (r_3 - r_2) f_3 ..., where f_k
 * is the share of x that lies above a_k: where all of x lies in one tier that is exactly its
 * rate, so equal rates give the same bits as no tiers at all, and a rate of 0 gives 0.
 *
 * In a waterfall the thresholds are of what has been paid instead: the tier from a_k to
 * a_(k+1) takes in (a_(k+1) - a_k) / r_k of profit, and f_k follows from that. */
#ifndef ENT_CLAUSE_TIERS_H
#define ENT_CLAUSE_TIERS_H

#include "model/contract/clause_help.h"
#include "model/contract/tiers.h"

/* One tier more: `rate` is what the tiers before make of `add`, `gap` how much of `add` it takes
 * to get to this one. */
static inline void ent_tier_add(const double *gap, const double *add,
                                const double *const *tier, const double *before,
                                double *rate) {
    const double *own = tier[ENT_TIER_RATE];
    EACH {
        const double part = ent_at_least(add[i] - gap[i], 0);
        const double f = add[i] > 0 ? part / add[i] : 1;
        rate[i] = f >= 1 ? own[i] : rate[i] + (own[i] - before[i]) * f;
    }
}

/* The rate for `add` (not below 0) on top of `so_far`, thresholds being of what adds up.  A
 * threshold that is below the one before counts as that one. */
static inline void ent_tiered_rate(const ent_rows *tiers, const double *so_far,
                                   const double *add, double *rate) {
    double from[ENT_SLICE] = {0}, gap[ENT_SLICE];
    const double *before = ENT_ISA(ent_column_zero);
    EACH rate[i] = 0;
    for (size_t k = 0; k < tiers->count; k++) {
        const double *const *tier = tiers->cells + k * ENT_TIER_CELLS;
        EACH {
            from[i] = ent_at_least(tier[ENT_TIER_ABOVE][i], from[i]);
            gap[i] = ent_at_least(from[i] - so_far[i], 0);
        }
        ent_tier_add(gap, add, tier, before, rate);
        before = tier[ENT_TIER_RATE];
    }
}

/* How much more must add up before what is paid at `rate` grows from `paid` and at least
 * `last`, the tier's beginning, to `next`; without end at a rate of 0. */
static inline double ent_tier_needs(double paid, double last, double next, double rate) {
    const double missing = ent_at_least(next - ent_at_least(paid, last), 0);
    return missing > 0 ? missing / rate : 0;
}

/* The same where thresholds are of what has been paid, `paid`: the waterfall.  The first tier
 * begins at 0.  `paid` moves on by what `add` makes due. */
static inline void ent_waterfall_rate(const ent_rows *tiers, double *paid,
                                      const double *add, double *rate) {
    double from[ENT_SLICE] = {0}, gap[ENT_SLICE] = {0}, least[ENT_SLICE] = {0};
    double most[ENT_SLICE];
    const double *before = tiers->cells[ENT_TIER_RATE];
    EACH {
        rate[i] = before[i];
        most[i] = INFINITY;
    }
    for (size_t k = 1; k < tiers->count; k++) {
        const double *const *tier = tiers->cells + k * ENT_TIER_CELLS;
        EACH {
            const double next = ent_at_least(tier[ENT_TIER_ABOVE][i], from[i]);
            gap[i] += ent_tier_needs(paid[i], from[i], next, before[i]);
            from[i] = next;
            least[i] = add[i] >= gap[i] ? next : least[i];
            most[i] = add[i] < gap[i] ? ent_at_most(most[i], next) : most[i];
        }
        ent_tier_add(gap, add, tier, before, rate);
        before = tier[ENT_TIER_RATE];
    }
    /* A threshold that is met is met exactly: rounding leaves no rest in the tier below it. */
    EACH paid[i] =
        ent_at_most(ent_at_least(paid[i] + rate[i] * add[i], least[i]), most[i]);
}

#endif
