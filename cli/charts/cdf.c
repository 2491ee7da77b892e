/* The cumulative distribution: a metric of one agreement. */
#include "cli/charts/kinds.h"
#include "cli/charts/outcome.h"

static const void *fill(ent_drawing *d) {
    return ent_drawing_outcome(d, "share of futures at or below each value",
                               "share of futures in which it has come by each day");
}

const ent_chart_kind ent_cdf_kind = {
    .type = &ent_cdf_chart,
    .help = "in what share of futures a metric is at or below each value",
    .takes = ENT_TAKES_METRIC | ENT_TAKES_THRESHOLD,
    .names = ent_drawing_outcome_names,
    .fill = fill,
};
