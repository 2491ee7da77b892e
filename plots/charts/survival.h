/* The survival chart: by when have events happened?  Part of plots.h, whose defaults
 * hold. */
#ifndef ENT_SURVIVAL_H
#define ENT_SURVIVAL_H

#include "plots/chart.h"

/* An event that happens once or never. */
typedef struct {
    const char *label; /* "Revenue share: capped" */
    /* The share of futures in which it has happened by each period's end: 0 to 1, never
     * falling. */
    const double *share;
    int hue;
} ent_survival_event;

/* Several events over time. */
typedef struct {
    ent_chart_text text;
    uint64_t futures;    /* that the shares are of */
    size_t count;        /* periods, at least 1 */
    ent_day start;       /* first day of the first period */
    const ent_day *ends; /* last day of each period, ascending */
    const ent_survival_event *events;
    size_t event_count; /* 1 to ENT_LINES_MOST */
    const ent_mark *marks;
    size_t mark_count;
} ent_survival;

extern const ent_chart_type ent_survival_chart;

#endif
