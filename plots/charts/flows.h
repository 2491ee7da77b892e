/* The flows: who pays whom in all, as bands between payers and receivers.  Part of
 * plots.h, whose defaults hold. */
#ifndef ENT_FLOWS_H
#define ENT_FLOWS_H

#include "plots/chart.h"

/* What one clause or flow moves from one ledger to another over the horizon. */
typedef struct {
    const char *label;
    int from, to;    /* indices of parties, not the same */
    double mean, se; /* over the futures; mean above 0; se 0: unknown */
    int hue;         /* the clause's */
    bool told;       /* the title names it: it is drawn by itself on any page */
} ent_flow;

/* All transfers between ledgers.  Small ones of the same two parties are drawn together
 * where the page has no room for each. */
typedef struct {
    ent_chart_text text;
    const char *unit;           /* "USD" */
    const char *const *parties; /* receivers are drawn in this order */
    size_t party_count;
    /* The outside world, last among receivers; or -1. */
    int outside;
    const ent_flow *flows;
    size_t flow_count;
} ent_flows;

extern const ent_chart_type ent_flows_chart;

#endif
