/* Scales and axes: few light gridlines, horizontal texts, the unit once. */
#ifndef ENT_AXIS_H
#define ENT_AXIS_H

#include "plots/page.h"
#include "plots/ticks.h"

/* low stands at `from`, high at `to` (points; from may be the larger). */
typedef struct {
    double low, high, from, to;
} ent_scale;
double ent_scale_at(const ent_scale *, double value);

/* How many ticks suit a vertical axis of this length. */
int ent_axis_most(const ent_page *, double length);
/* Width of the column of labels left of a vertical axis, gap included. */
double ent_axis_column(const ent_page *, const ent_ticks *, const ent_format *);
/* Drops the ticks at the ends that the data hardly need, so that the drawing fills its
 * box, and returns the scale from the box's bottom to its top: over the ticks left and
 * [low, high]. */
ent_scale ent_axis_fill(ent_ticks *, double low, double high, const ent_box *);
/* Gridlines across the box with labels left of it, on a scale of the same numbers.  What
 * the unit adds ("a year") follows the top label, on its gridline. */
void ent_axis_vertical(const ent_page *, const ent_ticks *, const ent_format *,
                       const ent_scale *, const ent_box *);
/* A stronger line at zero where zero is on the scale; else at the box's bottom. */
void ent_axis_zero(const ent_page *, const ent_scale *, const ent_box *);

/* Height of a horizontal axis with its labels. */
double ent_axis_row(const ent_page *);
/* The baseline of its labels. */
double ent_axis_baseline(const ent_page *, const ent_box *);
/* Ticks and numbers below the box, on a scale of the same numbers.  The texts must have
 * room: see ent_axis_fitting. */
void ent_axis_numbers(const ent_page *, const ent_ticks *, const ent_format *,
                      const ent_scale *, const ent_box *);
/* The most ticks inside a horizontal scale whose texts do not touch. */
ent_ticks ent_axis_fitting(const ent_page *, const ent_format *, const ent_scale *);
/* How far the last tick's text, with the rest of the unit, reaches beyond the scale's
 * end. */
double ent_axis_overhang(const ent_page *, const ent_ticks *, const ent_format *,
                         const ent_scale *);
/* Ticks at the bounds of years, quarters, months or days between the scale's two days,
 * and their names amid them. */
void ent_axis_dates(const ent_page *, const ent_scale *days, const ent_box *);

#endif
