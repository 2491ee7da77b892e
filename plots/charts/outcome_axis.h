/* The axis of outcomes, which histogram, cdf and dots share: values or days, and behind
 * them the place of futures that never had an outcome. */
#ifndef ENT_OUTCOME_AXIS_H
#define ENT_OUTCOME_AXIS_H

#include "plots/axis.h"
#include "plots/charts/histogram_parts.h"

typedef struct {
    const ent_histogram *h;
    ent_format format;
    ent_scale value;
    double never_x; /* middle of the place of "never" */
} ent_outcome_axis;

/* The values drawn, with some room beside the outermost; a lone value is given a
 * neighbourhood. */
void ent_outcome_range(const ent_histogram *, const ent_tally *, double range[2]);
/* The least distance of two masses. */
double ent_outcome_least_apart(const ent_tally *);
/* Makes the axis over the width of the box, which loses what lies right of it: the place
 * of "never", if some never came, and room for the last number. */
ent_outcome_axis ent_outcome_axis_make(const ent_page *, const ent_histogram *,
                                       const double range[2], ent_box *);
/* The weight of a flag: of one that names a value (its line a leader) the share of futures
 * that have it, of any other more. */
double ent_outcome_weight(ent_role line, double share);
/* Draws it below the box. */
void ent_outcome_axis_draw(const ent_outcome_axis *, const ent_page *, const ent_box *);

#endif
