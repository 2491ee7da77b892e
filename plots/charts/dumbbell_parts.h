/* The parts of the dumbbell's module. */
#ifndef ENT_DUMBBELL_PARTS_H
#define ENT_DUMBBELL_PARTS_H

#include "plots/charts/dumbbell.h"

/* Reports everything that is wrong with the data. */
void ent_dumbbell_check(const void *chart, ent_problems *);
/* The middle of a version in words: "$522bn", "Q1 2029", "never", "<0.003%". */
const char *ent_compared_middle(const ent_compared *, size_t version, ent_scene *);
/* A share of the futures, whose line is an interval. */
bool ent_compared_is_share(const ent_compared *);
/* The alt text, in the scene's memory. */
const char *ent_dumbbell_describe(const ent_dumbbell *, ent_scene *);
void ent_dumbbell_print_csv(const void *dumbbell, FILE *);

#endif
