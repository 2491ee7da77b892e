/* The kinds, each defined in the file of its name. */
#ifndef ENT_CHART_KINDS_H
#define ENT_CHART_KINDS_H

#include "cli/charts/drawing.h"

extern const ent_chart_kind ent_cdf_kind;
extern const ent_chart_kind ent_convergence_kind;
extern const ent_chart_kind ent_difference_kind;
extern const ent_chart_kind ent_dots_kind;
extern const ent_chart_kind ent_dumbbell_kind;
extern const ent_chart_kind ent_fan_kind;
extern const ent_chart_kind ent_flows_kind;
extern const ent_chart_kind ent_histogram_kind;
extern const ent_chart_kind ent_ledger_kind;
extern const ent_chart_kind ent_paths_kind;
extern const ent_chart_kind ent_survival_kind;
extern const ent_chart_kind ent_timeline_kind;
extern const ent_chart_kind ent_tornado_kind;
extern const ent_chart_kind ent_waterfall_kind;

#endif
