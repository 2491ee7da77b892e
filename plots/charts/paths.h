/* The paths: simulated futures of one series, one of them told.  Part of plots.h, whose
 * defaults hold. */
#ifndef ENT_PATHS_H
#define ENT_PATHS_H

#include "plots/chart.h"

/* What happens in the future that is told. */
typedef struct {
    size_t period;
    const char *label; /* "Q4 2029, Revenue share: capped" */
} ent_path_event;

typedef struct {
    ent_chart_text text;
    const char *unit;
    ent_measure measure;  /* a level stands at its period's end, anything else amid it */
    size_t count;         /* periods, at least 1 */
    ent_day start;        /* first day of the first period */
    const ent_day *ends;  /* last day of each period, ascending */
    const double *values; /* [future][period] */
    const uint64_t *numbers; /* of the futures: their names */
    size_t future_count;     /* at least 1 */
    size_t told;             /* which of them */
    const char *told_label;  /* NULL: "future" and its number */
    const ent_path_event *events;
    size_t event_count; /* those beyond ENT_PATH_EVENTS_MOST are left out */
    const ent_mark *marks;
    size_t mark_count;
    int hue;
} ent_paths;

enum { ENT_PATH_EVENTS_MOST = 4 };

extern const ent_chart_type ent_paths_chart;

#endif
