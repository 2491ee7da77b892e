/* The parts of the timeline's module. */
#ifndef ENT_TIMELINE_PARTS_H
#define ENT_TIMELINE_PARTS_H

#include "plots/plots.h"

/* Reports everything that is wrong with the data. */
void ent_timeline_check(const void *chart, ent_problems *);
/* The days of a row within the horizon; false if there are none. */
bool ent_timeline_days(const ent_timeline *, const ent_timeline_row *, ent_day days[2]);
/* Whether it goes on beyond the horizon. */
bool ent_timeline_goes_on(const ent_timeline *, const ent_timeline_row *);
/* Whether nothing begins or may end it within the horizon. */
bool ent_timeline_is_constant(const ent_timeline *, const ent_timeline_row *);
/* The alt text, in the scene's memory. */
const char *ent_timeline_describe(const ent_timeline *, ent_scene *);
void ent_timeline_print_csv(const void *chart, FILE *);

#endif
