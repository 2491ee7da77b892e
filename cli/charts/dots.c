/* The dots: a metric of one agreement. */
#include "cli/charts/kinds.h"
#include "cli/charts/outcome.h"

static const void *fill(ent_drawing *d) {
    return ent_drawing_outcome(d, "each dot one in 50 futures", NULL);
}

const ent_chart_kind ent_dots_kind = {
    .type = &ent_dots_chart,
    .help = "the odds of a metric, as 50 dots to count",
    .takes = ENT_TAKES_METRIC | ENT_TAKES_THRESHOLD,
    .names = ent_drawing_outcome_names,
    .fill = fill,
};
