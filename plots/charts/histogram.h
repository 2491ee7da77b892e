/* The histogram: how a metric is distributed over the futures.  Part of plots.h, whose defaults hold. */
#ifndef ENT_HISTOGRAM_H
#define ENT_HISTOGRAM_H

#include "plots/chart.h"

/* How an outcome is distributed over the futures. */
typedef struct {
    ent_chart_text text;
    const char *unit;
    /* The outcome of each future in which there is one, ascending. */
    const double *sorted;
    size_t count;
    uint64_t never;              /* futures without one: a date that never came */
    const double *threshold;     /* a value to mark, or NULL */
    const char *threshold_label; /* "the cap", to follow "23% above" */
    int hue;
} ent_histogram;

/* The median's standard error, by which its digits are chosen. */
double ent_histogram_median_error(const ent_histogram *);

extern const ent_chart_type ent_histogram_chart;

#endif
