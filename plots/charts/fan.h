/* The fan: a series over time, and how sure it is.  Part of plots.h, whose defaults hold. */
#ifndef ENT_FAN_H
#define ENT_FAN_H

#include "plots/chart.h"

/* Between low[t] and high[t] lies `coverage` of the futures, in each period by itself. */
typedef struct {
    double coverage; /* 0 to 1, exclusive */
    const double *low, *high;
} ent_band;

enum { ENT_BANDS_MOST = 3 };

/* A series over time, and how sure it is. */
typedef struct {
    ent_chart_text text;
    const char *unit;    /* as ent_format_of reads it: "USD/year", "%" for fractions */
    ent_measure measure; /* a level stands at its period's end, anything else amid it */
    size_t count;        /* periods, at least 1 */
    ent_day start;       /* first day of the first period, or ENT_NO_DAY */
    const ent_day *ends; /* last day of each period, ascending */
    const double *median;
    const char *line;   /* what that is: "base case", "share"; NULL: "median" */
    const double *mean; /* or NULL */
    double se; /* standard error of the last median, for its digits; 0: unknown */
    ent_band bands[ENT_BANDS_MOST]; /* in any order; each holds the narrower ones */
    size_t band_count;
    const double *samples; /* [sample][period] simulated futures, or NULL */
    size_t sample_count;
    const ent_mark *marks;
    size_t mark_count;
    int hue; /* the party's or clause's, the same in every chart */
} ent_fan;

extern const ent_chart_type ent_fan_chart;

#endif
