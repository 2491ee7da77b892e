/* The parts of the survival chart's module. */
#ifndef ENT_SURVIVAL_PARTS_H
#define ENT_SURVIVAL_PARTS_H

#include "plots/plots.h"

/* Reports everything that is wrong with the data. */
void ent_survival_check(const void *chart, ent_problems *);
/* The share of futures by the last period's end, in words: "62.3%". */
const char *ent_survival_final(const ent_survival *, const ent_survival_event *,
                               ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_survival_describe(const ent_survival *, ent_scene *);
void ent_survival_print_csv(const void *chart, FILE *);

#endif
