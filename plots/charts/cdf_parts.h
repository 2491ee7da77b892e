/* The parts of the cumulative distribution's module. */
#ifndef ENT_CDF_PARTS_H
#define ENT_CDF_PARTS_H

#include "plots/charts/histogram_parts.h"

/* How far the count of futures has come at one value: before it, and with it. */
typedef struct {
    double value;
    uint64_t below, upto;
    bool jump; /* a rise worth drawing upright */
} ent_cdf_step;

/* The curve: every value that many share, and of the others enough that none passed over
 * adds up to 1/400 of the futures.  In the arena. */
ent_cdf_step *ent_cdf_steps(const ent_histogram *, ent_arena *, size_t *count);
/* The share at or below the threshold in words: "34.0% (33.7% to 34.3%) at or below
 * zero", "71% (70.6% to 71.4%) by Q4 2028". */
const char *ent_cdf_threshold(const ent_histogram *, const ent_tally *, ent_scene *);
const char *ent_cdf_describe(const ent_histogram *, const ent_tally *, ent_scene *);
const char *ent_cdf_note(const ent_histogram *, const ent_tally *, ent_scene *);
void ent_cdf_print_csv(const void *chart, FILE *);

#endif
