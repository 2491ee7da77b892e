/* Colours for numbers: ramps whose lightness tells the order. */
#ifndef ENT_RAMP_H
#define ENT_RAMP_H

#include "plots/look.h"

/* A role of ENT_ROLE_CELL and its kind is drawn in a step of a ramp, which stands where
 * others have a hue: from the least number to the greatest. */
enum { ENT_RAMP_STEPS = 65 };

/* The step of a number between low and high (or the middle, if they are equal). */
int ent_ramp_step(double value, double low, double high);

/* The colour of a step.  `sided`: both ends differ from the middle, and each other. */
uint32_t ent_ramp_colour(const ent_theme *, bool sided, int step);
/* What can be read upon it: black or white. */
uint32_t ent_ramp_ink(uint32_t fill);

#endif
