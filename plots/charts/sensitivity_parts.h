/* The parts of the sensitivity chart's module. */
#ifndef ENT_SENSITIVITY_PARTS_H
#define ENT_SENSITIVITY_PARTS_H

#include "plots/charts/sensitivity.h"

enum { ENT_SOBOLS_MOST = 10 };

/* Reports everything that is wrong with the data. */
void ent_sensitivity_check(const void *chart, ent_problems *);
/* The inputs, largest total first; equal ones in their own order. */
const ent_sobol **ent_sensitivity_sorted(const ent_sensitivity *, ent_arena *);
/* "62%": a share with digits that its interval allows. */
const char *ent_sobol_share(double share, double low, double high, ent_scene *);
/* What the bars are and what is not drawn: all after the first `drawn`. */
const char *ent_sensitivity_note(const ent_sensitivity *, const ent_sobol **,
                                 size_t drawn, ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_sensitivity_describe(const ent_sensitivity *, const ent_sobol **,
                                     ent_scene *);
void ent_sensitivity_print_csv(const void *sensitivity, FILE *);

#endif
