/* The line: what if one term changes?  Part of plots.h, whose defaults hold. */
#ifndef ENT_LINE_CHART_H
#define ENT_LINE_CHART_H

#include "plots/chart.h"

/* The outcome at one value of the term. */
typedef struct {
    double at;        /* the value */
    const char *name; /* a reading's or "none", in place of the value; or NULL */
    double mean, se;
    double low, high; /* of the band; both the mean where there is none */
} ent_swept;

/* Where one value has a name all are told by their place: dots with whiskers, no line. */
typedef struct {
    ent_chart_text text;
    const char *unit;             /* of the outcome */
    const char *term, *term_unit; /* "Cap on the revenue share", "USD" */
    const char *band;             /* what it holds: "90% of futures"; NULL: no band */
    const ent_swept *points;      /* in the order of their values */
    size_t count;
    const double
        *solved; /* the value of the term at which the outcome breaks even, or NULL */
    const double *written; /* the value that the scenario itself has, or NULL */
    int hue;
} ent_swept_line;

extern const ent_chart_type ent_line_chart;

#endif
