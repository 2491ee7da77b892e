/* The histogram: a metric of one agreement. */
#include "cli/charts/kinds.h"
#include "cli/charts/outcome.h"

static const void *fill(ent_drawing *d) {
    return ent_drawing_outcome(d, "distribution over the simulated futures", NULL);
}

const ent_chart_kind ent_histogram_kind = {
    .type = &ent_histogram_chart,
    .help = "how a metric is distributed; values that many futures share stand apart",
    .takes = ENT_TAKES_METRIC | ENT_TAKES_THRESHOLD,
    .names = ent_drawing_outcome_names,
    .fill = fill,
};
