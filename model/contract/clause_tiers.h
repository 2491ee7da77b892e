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
 * rate, so equal rates give the same bits as no tiers at all, and a rate of 0 gives 0. */
#ifndef ENT_CLAUSE_TIERS_H
#define ENT_CLAUSE_TIERS_H

#include "model/contract/clause_help.h"
#include "model/contract/tiers.h"

/* The rate for `add` (not below 0) on top of `so_far`.  A threshold that is below the one
 * before counts as that one. */
static inline void ent_tiered_rate(const ent_rows *tiers, const double *so_far,
                                   const double *add, double *rate) {
    double from[ENT_SLICE] = {0};
    const double *before = ENT_ISA(ent_column_zero);
    for (size_t i = 0; i < ENT_SLICE; i++)
        rate[i] = 0;
    for (size_t k = 0; k < tiers->count; k++) {
        const double *const *tier = tiers->cells + k * ENT_TIER_CELLS;
        const double *above = tier[ENT_TIER_ABOVE], *next = tier[ENT_TIER_RATE];
        for (size_t i = 0; i < ENT_SLICE; i++)
            from[i] = ent_at_least(above[i], from[i]);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            const double gap = ent_at_least(from[i] - so_far[i], 0);
            const double part = ent_at_least(add[i] - gap, 0);
            const double f = add[i] > 0 ? part / add[i] : 1;
            rate[i] = f >= 1 ? next[i] : rate[i] + (next[i] - before[i]) * f;
        }
        before = next;
    }
}

#endif
