/* The parts of the tornado's module. */
#ifndef ENT_TORNADO_PARTS_H
#define ENT_TORNADO_PARTS_H

#include "plots/charts/tornado.h"

enum { ENT_SWINGS_MOST = 10 };

/* Reports everything that is wrong with the data. */
void ent_tornado_check(const void *chart, ent_problems *);
/* The swings, widest first; equal ones in their own order. */
const ent_swing **ent_tornado_sorted(const ent_tornado *, ent_arena *);
/* Distance between the outermost of both ends and the mean. */
double ent_swing_width(const ent_tornado *, const ent_swing *);
/* Both ends lie on one side of the mean. */
bool ent_swing_kinked(const ent_tornado *, const ent_swing *);
/* The input's value at an end, as short as it can be told. */
const char *ent_swing_input(const ent_swing *, bool high, ent_scene *);
/* A mean outcome with digits to its error. */
const char *ent_tornado_value(const ent_tornado *, double value, double se, ent_scene *);
/* What the bars are and what is not drawn: all after the first `drawn`. */
const char *ent_tornado_note(const ent_tornado *, const ent_swing **, size_t drawn,
                             ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_tornado_describe(const ent_tornado *, const ent_swing **, ent_scene *);
void ent_tornado_print_csv(const void *tornado, FILE *);

#endif
