/* The dots: the odds of an outcome, counted.  Part of plots.h, whose defaults hold. */
#ifndef ENT_DOTS_H
#define ENT_DOTS_H

#include "plots/chart.h"

/* Draws an ent_histogram as 50 dots, each the like of one in 50 futures (a quantile
 * dotplot: Kay, Kola, Hullman and Munson 2016, "When (ish) is my bus?").  The dots beyond
 * the threshold (of dates: by it) are filled, the others rings. */
extern const ent_chart_type ent_dots_chart;

#endif
