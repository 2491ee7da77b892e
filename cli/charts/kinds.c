/* The table of chart kinds. */
#include <string.h>

#include "cli/charts/kinds.h"

/* clang-format off */
const ent_chart_kind *const ent_chart_kinds[] = {
    &ent_fan_kind,
    &ent_paths_kind,
    &ent_histogram_kind,
    &ent_cdf_kind,
    &ent_dots_kind,
    &ent_convergence_kind,
    &ent_timeline_kind,
    &ent_survival_kind,
    &ent_ledger_kind,
    &ent_flows_kind,
    &ent_difference_kind,
    &ent_dumbbell_kind,
    &ent_waterfall_kind,
    &ent_tornado_kind,
    NULL,
};
/* clang-format on */

const ent_chart_kind *ent_chart_kind_named(const char *name) {
    for (int i = 0; ent_chart_kinds[i] != NULL; i++)
        if (strcmp(ent_chart_kinds[i]->type->name, name) == 0)
            return ent_chart_kinds[i];
    return NULL;
}

const char *ent_chart_kind_name(const ent_chart_kind *kind) {
    return kind->type->name;
}

const char *ent_chart_kind_help(const ent_chart_kind *kind) {
    return kind->help;
}
