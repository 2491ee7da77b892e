/* The convergence: how a mean settles as futures are added.  Part of plots.h, whose
 * defaults hold. */
#ifndef ENT_CONVERGENCE_H
#define ENT_CONVERGENCE_H

#include "plots/chart.h"

/* The mean over the first `futures`, and its standard error. */
typedef struct {
    uint64_t futures;
    double mean, se;
} ent_settling;

typedef struct {
    ent_chart_text text;
    const char *unit; /* "%" for probabilities */
    /* Ascending in futures, two at least, each some twice the one before. */
    const ent_settling *points;
    size_t count;
    int hue;
} ent_convergence;

extern const ent_chart_type ent_convergence_chart;

#endif
