/* A total cap, for the hot files of clauses that pay up to one.
 *
 * Headroom is the state, not the running total: subtracting the last payment from itself
 * gives exactly 0, and exactly the cap is paid. */
#ifndef ENT_CLAUSE_CAP_H
#define ENT_CLAUSE_CAP_H

#include "model/contract/clause_help.h"

/* Columns that are kept: what is left under the cap, and the cap.  Without a cap only `counted`,
 * the running total. */
typedef struct {
    double *room, *counted;
} ent_cap;

/* `cap` may be NULL: none. */
static inline void ent_cap_open(ent_cap kept, const double *cap, const double *before) {
    EACH {
        kept.room[i] = cap ? ent_at_least(cap[i] - before[i], 0) : 0;
        kept.counted[i] = cap ? ent_at_least(cap[i], 0) : before[i];
    }
}

/* The last two need a cap (ent_output.needs). */
typedef struct {
    double *paid, *cumulative, *headroom, *capped;
} ent_cap_report;

static inline void ent_cap_pay_most(ent_cap kept, const double *owed,
                                    ent_cap_report out) {
    EACH {
        const double before = kept.room[i], paid = ent_at_most(owed[i], before);
        const double room = before - paid;
        out.paid[i] = paid;
        kept.room[i] = out.headroom[i] = room;
        out.cumulative[i] = kept.counted[i] - room;
        out.capped[i] = room == 0 ? 1 : 0;
    }
}

static inline void ent_cap_pay_all(ent_cap kept, const double *owed, ent_cap_report out) {
    EACH {
        const double paid = owed[i];
        out.paid[i] = paid;
        kept.counted[i] = out.cumulative[i] = kept.counted[i] + paid;
    }
}

/* Pays what is owed, as far as the cap allows; `cap` may be NULL: none. */
static inline void ent_cap_pay(ent_cap kept, const double *cap, const double *owed,
                               ent_cap_report out) {
    (cap ? ent_cap_pay_most : ent_cap_pay_all)(kept, owed, out);
}

#endif
