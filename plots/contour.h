/* Lines of equal value on a grid, by marching squares. */
#ifndef ENT_CONTOUR_H
#define ENT_CONTOUR_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"

typedef struct {
    double *points; /* x, y pairs in steps of the grid: x from 0 to across - 1 */
    size_t count;   /* pairs; the first again at the end where the line is closed */
} ent_contour_line;

/* The lines on which the values [y][x], linear along each edge of the grid, pass `level`; what lies
 * on it counts as above.  In a square whose corners alternate the mean of the four decides.  Lines
 * live in the arena.  Returns how many. */
size_t ent_contour(const double *values, const size_t size[2], double level, ent_arena *,
                   ent_contour_line **lines);

#endif
