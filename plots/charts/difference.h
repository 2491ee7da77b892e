/* The difference: who gains from the amendment, on identical futures?  Part of plots.h,
 * whose defaults hold. */
#ifndef ENT_DIFFERENCE_H
#define ENT_DIFFERENCE_H

#include "plots/chart.h"

/* What one party or metric gains, future by future. */
typedef struct {
    const char *name;    /* "OpenAI" */
    const char *heading; /* above it and those that follow: "April 2026", or NULL */
    uint64_t count;      /* futures compared */
    double mean, se, p5, p50, p95;
    double positive, zero; /* shares of the futures */
    int hue;
} ent_gain;

typedef struct {
    ent_chart_text text;
    const char *unit;  /* of every gain */
    const char *below; /* what lies left of zero, and right of it: "loses", "gains"; */
    const char *above; /* or NULL */
    const ent_gain *gains; /* what matters most first: the last give way where the page is
                              short, and the note says so */
    size_t count;
} ent_difference;

extern const ent_chart_type ent_difference_chart;

#endif
