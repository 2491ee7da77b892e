/* The waterfall: which clauses carry the value?  Part of plots.h, whose defaults hold. */
#ifndef ENT_WATERFALL_H
#define ENT_WATERFALL_H

#include "plots/chart.h"

/* What one clause adds to the running total. */
typedef struct {
    const char *name;
    double value, se; /* se: for the digits; 0: unknown or exact */
    bool marked;      /* value booked, no cash */
    bool kept;        /* never folded into "other" */
} ent_waterfall_step;

typedef struct {
    const char *name;
    double value, se;
    double low, high; /* an interval around it, or both NAN */
} ent_waterfall_total;

typedef struct {
    ent_chart_text text;
    const char *unit;
    const ent_waterfall_total *start; /* where the steps begin, or NULL: at zero */
    ent_waterfall_total end;          /* start and steps add up to it */
    bool change;                      /* the end is itself a change: it has a sign */
    const char *interval; /* what the end's interval holds: "90% of futures" */
    const char *remark;   /* added to the note, or NULL */
    /* In the order drawn, within cash, marked, kept; the smallest are folded into one where
     * the page is short. */
    const ent_waterfall_step *steps;
    size_t count;
    int hue; /* the party's */
} ent_waterfall;

extern const ent_chart_type ent_waterfall_chart;

#endif
