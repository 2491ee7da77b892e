/* From what a run gathered to its results.  Private to model/engine. */
#ifndef ENT_SUMMARISE_H
#define ENT_SUMMARISE_H

#include "model/engine/collect.h"

/* Fills everything of the results that is statistics.  Kept columns are sorted in place: they
 * become the results' `sorted`. */
void ent_summarise(ent_results *, const ent_layout *, const ent_gathered *, ent_kept *,
                   unsigned threads);

/* Sorts doubles (no NaN) in ascending order, with room for as many again in `room`. */
void ent_sort(double *x, double *room, size_t count);

#endif
