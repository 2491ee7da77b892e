/* The dumbbell: versions of an agreement against each other, metric by metric.  Part of
 * plots.h, whose defaults hold. */
#ifndef ENT_DUMBBELL_H
#define ENT_DUMBBELL_H

#include "plots/chart.h"

/* Where a metric lies in one version.  Of a date: INFINITY where that share of the futures
 * never sees it. */
typedef struct {
    double low, middle,
        high;  /* 10th, 50th and 90th percentile; of a share: its interval */
    double se; /* of the middle, for its digits; 0: unknown or exact */
} ent_spread;

typedef struct {
    const char *name;
    const char *unit;          /* "date" and "%" too; metrics of one unit share a scale,
                                  unless one of them would be lost on it */
    uint64_t futures;          /* of a share: so many, that 0% may be told as "<0.003%" */
    const ent_spread *spreads; /* one for each version */
} ent_compared;

typedef struct {
    ent_chart_text text;
    const char *const *versions; /* their names, 1 to 8 */
    const int *hues;             /* theirs */
    size_t version_count;
    const ent_compared *metrics; /* what matters most first: the last give way where the
                                    page is short, and the note says so */
    size_t count;
} ent_dumbbell;

enum { ENT_VERSIONS_MOST = 8 };

extern const ent_chart_type ent_dumbbell_chart;

#endif
