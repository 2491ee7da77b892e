/* Curves: a known course in time, averaged over periods. */
#ifndef ENT_CURVE_H
#define ENT_CURVE_H

#include "model/scenario.h"

/* How points are joined. */
enum { ENT_CURVE_LINEAR, ENT_CURVE_LOG, ENT_CURVE_STEP, ENT_CURVE_MONOTONE };

/* What to draw the curve through; `points` (ENT_DAYS) or `yearly` (ENT_YEARS) is
 * given. */
typedef struct {
    const ent_value *points, *yearly;
    int interpolation; /* ENT_CURVE_...; of points */
    bool flat;         /* points: the first and last value hold beyond them */
    ent_place at;
    const char *path;
} ent_curve;

/* One value for each period, in the arena; NULL with problems added.
 *
 * Points: the mean over the period's days of the curve through the points, integrated
 * exactly.  A point stands at the beginning of its day; the last one also covers its
 * day.
 * linear: straight lines.  log: straight lines in the logarithm (all values positive).
 * step: each value holds until the next.  monotone: Steffen's cubic (Astronomy and
 * Astrophysics 239, 1990).
 *
 * Yearly: with F the running total at year ends, joined by Steffen's cubic over the
 * days, the value is (F(end) - F(beginning)) / length, so that the periods of a year
 * add up to its total.  Years before and after the horizon shape the slopes at its
 * ends; at an open end the slope is the last chord's. */
const double *ent_curve_values(const ent_curve *, const ent_period *, size_t periods,
                               ent_arena *, ent_problems *);

#endif
