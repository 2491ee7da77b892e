/* The parts of the fan chart's module. */
#ifndef ENT_FAN_PARTS_H
#define ENT_FAN_PARTS_H

#include "plots/plots.h"

/* Reports everything that is wrong with the data. */
void ent_fan_check(const void *chart, ent_problems *);
/* The bands from the widest to the narrowest. */
void ent_fan_sort_bands(const ent_fan *, ent_band sorted[ENT_BANDS_MOST]);
/* The marks that lie in the periods; the others have no place on the axis.  In the
 * scene's memory; their number is written to `count`. */
const ent_mark *ent_fan_marks(const ent_fan *, ent_scene *, size_t *count);
/* First day of period `t`: the day after the one before it ended; of the first, `start`,
 * or as many days back as the next is long. */
ent_day ent_fan_first_day(const ent_fan *, size_t t);
/* What the middle line is: "median". */
const char *ent_fan_line(const ent_fan *);
/* The alt text, in the scene's memory. */
const char *ent_fan_describe(const ent_fan *, ent_scene *);
/* The plotted numbers, of a chart that passed its layout. */
void ent_fan_print_csv(const void *fan, FILE *);

#endif
