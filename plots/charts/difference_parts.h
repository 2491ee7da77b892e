/* The parts of the difference chart's module. */
#ifndef ENT_DIFFERENCE_PARTS_H
#define ENT_DIFFERENCE_PARTS_H

#include "plots/charts/difference.h"

/* Reports everything that is wrong with the data. */
void ent_difference_check(const void *chart, ent_problems *);
/* "77.1%", "<0.06%", ">99.94%": the share of futures above zero. */
const char *ent_gain_share(const ent_gain *, ent_scene *);
/* The median with its sign. */
const char *ent_gain_median(const ent_difference *, const ent_gain *, ent_scene *);
/* Whether a mean is so far from its median that both must be shown. */
bool ent_gain_mean_apart(const ent_gain *);
/* The alt text, in the scene's memory. */
const char *ent_difference_describe(const ent_difference *, ent_scene *);
void ent_difference_print_csv(const void *difference, FILE *);

#endif
