/* The tornado: which assumption moves the answer?  Part of plots.h, whose defaults hold. */
#ifndef ENT_TORNADO_H
#define ENT_TORNADO_H

#include "plots/chart.h"

/* What one uncertain input does: over the tenth of futures in which it is lowest, and
 * over that in which it is highest. */
typedef struct {
    const char *name;
    const char *unit; /* of the input */
    bool flag;        /* it is 0 or 1, no or yes; between them a share of the time */
    double low_input, high_input;      /* its mean in these tenths */
    double low, low_se, high, high_se; /* the outcome's mean, and its standard error */
} ent_swing;

typedef struct {
    ent_chart_text text;
    const char *unit; /* of the outcome */
    double mean, se;  /* over all futures: the spine */
    const ent_swing
        *swings; /* in any order; the widest are drawn, the note names others */
    size_t count;
} ent_tornado;

extern const ent_chart_type ent_tornado_chart;

#endif
