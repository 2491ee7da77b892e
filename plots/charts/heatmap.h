/* The heat map: what if two terms change?  Part of plots.h, whose defaults hold. */
#ifndef ENT_HEATMAP_H
#define ENT_HEATMAP_H

#include "plots/chart.h"

/* A term that takes several values, in the order they are drawn: from left to right, from
 * the bottom up. */
typedef struct {
    const char *title;
    const char *unit;
    const double *values;
    const char *const *names; /* in place of the values: of readings; or NULL */
    size_t count;
} ent_varied;

typedef struct {
    ent_chart_text text;
    const char *unit; /* of the outcome */
    ent_varied across, up;
    const double *values; /* [up][across]: the outcome for each pair */
    double se; /* the largest of their standard errors, for digits; 0: unknown */
    const double *level;     /* a line is drawn where the outcome passes it, or NULL */
    const char *level_label; /* "break-even" */
    bool sided; /* the level (without one: zero) parts good from bad, in colour too */
} ent_heatmap;

extern const ent_chart_type ent_heatmap_chart;

#endif
