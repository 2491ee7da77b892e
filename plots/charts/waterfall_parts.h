/* The parts of the waterfall's module. */
#ifndef ENT_WATERFALL_PARTS_H
#define ENT_WATERFALL_PARTS_H

#include "plots/charts/waterfall.h"

/* Reports everything that is wrong with the data. */
void ent_waterfall_chart_check(const void *chart, ent_problems *);
bool ent_waterfall_has_interval(const ent_waterfall *);
/* A step's value in words, with its sign; a total's. */
const char *ent_waterfall_change(const ent_waterfall *, double value, double se,
                                 ent_scene *);
const char *ent_waterfall_total_text(const ent_waterfall *, const ent_waterfall_total *,
                                     ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_waterfall_describe(const ent_waterfall *, ent_scene *);
void ent_waterfall_print_csv(const void *waterfall, FILE *);

/* A bar of the drawing: a total, a step, or several folded into one. */
typedef struct {
    const char *name;
    double value, se;
    double from, to; /* its ends on the scale */
    bool marked, total;
    size_t folded; /* steps, where it stands for several; else 0 */
} ent_waterfall_bar;

/* The bars when the `folded` smallest steps, and those too small to see, are folded; in the
 * scene's memory.  Returns how many. */
size_t ent_waterfall_bars(const ent_waterfall *, size_t folded, ent_scene *,
                          ent_waterfall_bar **);

#endif
