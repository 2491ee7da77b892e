/* The kinds, each defined in the file of its name. */
#ifndef ENT_CHART_KINDS_H
#define ENT_CHART_KINDS_H

#include "cli/charts/drawing.h"

extern const ent_chart_kind ent_fan_kind, ent_histogram_kind, ent_difference_kind,
    ent_dumbbell_kind;

#endif
