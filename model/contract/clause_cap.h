/* A total cap, for the hot files of clauses that pay up to one.
 *
 * Headroom is the state, not the running total: subtracting the last payment from itself
 * gives exactly 0, and exactly the cap is paid. */
#ifndef ENT_CLAUSE_CAP_H
#define ENT_CLAUSE_CAP_H

#include "model/contract/clause_help.h"

/* Columns that are kept.  `room` is infinite where there is no cap: it then limits nothing
 * and never runs out.  `counted` is the cap, or the running total where there is none. */
typedef struct {
    double *room, *counted;
} ent_cap;

/* `cap` may be NULL: none. */
static inline void ent_cap_open(ent_cap kept, const double *cap, const double *before) {
    for (size_t i = 0; i < ENT_SLICE; i++) {
        kept.room[i] = cap ? ent_at_least(cap[i] - before[i], 0) : INFINITY;
        kept.counted[i] = cap ? ent_at_least(cap[i], 0) : before[i];
    }
}

/* Once the payment has been taken from the room. */
typedef struct {
    const double *paid;
    double *cumulative, *headroom, *capped;
} ent_cap_report;

static inline void ent_cap_tell(ent_cap kept, ent_cap_report out) {
    for (size_t i = 0; i < ENT_SLICE; i++) {
        out.cumulative[i] = kept.counted[i] - kept.room[i];
        out.headroom[i] = kept.room[i];
        out.capped[i] = kept.room[i] == 0 ? 1 : 0;
    }
}

static inline void ent_cap_tell_none(ent_cap kept, ent_cap_report out) {
    for (size_t i = 0; i < ENT_SLICE; i++) {
        kept.counted[i] += out.paid[i];
        out.cumulative[i] = kept.counted[i];
        out.headroom[i] = 0;
        out.capped[i] = 0;
    }
}

#endif
