/* Sensitivity: which assumption should be researched first?  Part of plots.h, whose
 * defaults hold. */
#ifndef ENT_SENSITIVITY_H
#define ENT_SENSITIVITY_H

#include "plots/chart.h"

/* Shares of the outcome's variance: by the input alone (Sobol's S1), and with all it
 * shares with others (ST); each with an interval of 95%. */
typedef struct {
    const char *name;
    double first, first_low, first_high;
    double total, total_low, total_high;
} ent_sobol;

typedef struct {
    ent_chart_text text;
    const ent_sobol *inputs; /* in any order; those with the largest totals are drawn */
    size_t count;
} ent_sensitivity;

extern const ent_chart_type ent_sensitivity_chart;

#endif
