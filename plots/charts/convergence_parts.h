/* The parts of the convergence's module. */
#ifndef ENT_CONVERGENCE_PARTS_H
#define ENT_CONVERGENCE_PARTS_H

#include "plots/plots.h"

/* The band is the mean and so many standard errors to either side. */
enum { ENT_BAND_ERRORS = 2 };

void ent_convergence_check(const void *chart, ent_problems *);
/* The first point drawn: those over less than 1/200 of the futures would flatten the
 * rest. */
size_t ent_convergence_first(const ent_convergence *);
/* A mean in words, and the half of the band at a point ("$0.3bn", "4 days", "0.3 points"). */
const char *ent_convergence_mean(const ent_convergence *, size_t point, ent_scene *);
const char *ent_convergence_half(const ent_convergence *, size_t point, ent_scene *);
const char *ent_convergence_describe(const ent_convergence *, ent_scene *);
void ent_convergence_print_csv(const void *chart, FILE *);

#endif
