/* The parts of the paths' module. */
#ifndef ENT_PATHS_PARTS_H
#define ENT_PATHS_PARTS_H

#include "plots/plots.h"

void ent_paths_check(const void *chart, ent_problems *);
/* Values of a future. */
const double *ent_paths_of(const ent_paths *, size_t future);
/* What a future comes to: of a flow its sum, of anything else its last value. */
double ent_paths_outcome(const ent_paths *, size_t future);
/* Least and greatest of them. */
void ent_paths_outcomes(const ent_paths *, double range[2]);
/* " in all" of a flow, else "". */
const char *ent_paths_in_all(const ent_paths *);
/* Three digits of the largest value at hand: simulated futures have no error. */
const char *ent_paths_value(const ent_paths *, double value, ent_scene *);
/* "future 7" */
const char *ent_paths_told(const ent_paths *, ent_scene *);
const char *ent_paths_describe(const ent_paths *, ent_scene *);
const char *ent_paths_note(const ent_paths *, ent_scene *);
void ent_paths_print_csv(const void *chart, FILE *);

#endif
