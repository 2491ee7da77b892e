/* The cumulative distribution: in what share of futures a metric is at or below each
 * value.  Part of plots.h, whose defaults hold. */
#ifndef ENT_CDF_H
#define ENT_CDF_H

#include "plots/chart.h"

/* Draws an ent_histogram: the same data, summed from the left. */
extern const ent_chart_type ent_cdf_chart;

#endif
