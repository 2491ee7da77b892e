/* A total cap, for the hot files of clauses that pay up to one.
 *
 * Headroom is the state, not the running total: subtracting the last payment from itself
 * gives exactly 0, and exactly the cap is paid. */
#ifndef ENT_CLAUSE_CAP_H
#define ENT_CLAUSE_CAP_H

#include "model/contract/clause_help.h"

/* What a clause with a cap shows, and `limit`, the cap, which it keeps.  `headroom` and `capped` need
 * the cap, `cumulative` and `headroom` are kept (ent_output). */
typedef struct {
    double *limit, *paid, *cumulative, *headroom, *capped;
} ent_cap;

/* `cap` may be NULL: none. */
static inline void ent_cap_open(ent_cap to, const double *cap, const double *before) {
    if (!cap) {
        EACH to.cumulative[i] = before[i];
        return;
    }
    EACH {
        to.limit[i] = ent_at_least(cap[i], 0);
        to.headroom[i] = ent_at_least(cap[i] - before[i], 0);
    }
}

/* Pays what is owed, as far as the cap allows. */
static inline void ent_cap_pay(ent_cap to, const double *owed) {
    EACH {
        const double before = to.headroom[i], paid = ent_at_most(owed[i], before);
        const double room = before - paid;
        to.paid[i] = paid;
        to.headroom[i] = room;
        to.cumulative[i] = to.limit[i] - room;
        to.capped[i] = room == 0 ? 1 : 0;
    }
}

/* Where there is no cap. */
static inline void ent_cap_pay_all(ent_cap to, const double *owed) {
    EACH {
        const double paid = owed[i];
        to.paid[i] = paid;
        to.cumulative[i] += paid;
    }
}

#endif
