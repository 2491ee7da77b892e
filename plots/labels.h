/* Labels beside what they name, moved apart where they would touch. */
#ifndef ENT_LABELS_H
#define ENT_LABELS_H

#include "plots/page.h"

/* Moves centres (in any order of their wishes, already sorted ascending) the least
 * distance, in squares, so that each stretch centre +- height / 2 lies in [low, high] and
 * none overlaps.  Where they cannot all fit, they overflow `high` together. */
void ent_labels_spread(double *centres, const double *heights, size_t count, double low,
                       double high);

/* A flag over the drawing: a label at the top of a vertical line at x. */
typedef struct {
    double x;
    const char *text;
    ent_role line, label;
    double bottom; /* where its line ends; 0: at the box's bottom */
    /* set by ent_labels_flags */
    bool leftward; /* the label ends at its line instead of beginning there */
    int row;       /* 0: the lowest */
} ent_flag;

/* Gives each flag a row and side so that no label covers another or another's line;
 * labels stay within [left, right].  A label with room on
 * neither side ends in an ellipsis.  Flags come back sorted by x.  Returns the number of
 * rows. */
int ent_labels_flags(const ent_page *, ent_flag *, size_t count, const ent_box *);

/* Draws flags whose rows begin above `box->top`, their lines down to `box->bottom`. */
void ent_labels_draw_flags(const ent_page *, const ent_flag *, size_t count,
                           const ent_box *);

#endif
