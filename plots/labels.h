/* Labels beside what they name, moved apart where they would touch. */
#ifndef ENT_LABELS_H
#define ENT_LABELS_H

#include "plots/axis.h"

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
    double weight; /* the least gives way where there are too many */
    double end;    /* the kind's own: what the line ends at, until there is a scale */
    double bottom; /* where that is; 0: at the box's bottom */
    /* set by ent_labels_flags */
    double width;  /* of the text */
    bool leftward; /* the label ends at its line instead of beginning there */
    int row;       /* 0: the lowest */
} ent_flag;

/* Flags of the marks, at their days on the scale. */
ent_flag *ent_labels_marks(const ent_page *, const ent_mark *, size_t count,
                           const ent_scale *days);

/* Gives each flag a row and side so that no label covers another or another's line;
 * labels stay within [left, right] of the box, which is the drawing's and the flags'.  A
 * label with room on neither side ends in an ellipsis.  Where there are more than two
 * dozen, or rows would take more than half of the box, flags are dropped: of the least
 * weight, the last first.  They come back sorted by x.  Returns the height of the rows, 0 if there are none. */
double ent_labels_flags(const ent_page *, ent_flag *, size_t *count, const ent_box *);

/* Draws flags whose rows begin above `box->top`, their lines down to `box->bottom`. */
void ent_labels_draw_flags(const ent_page *, const ent_flag *, size_t count,
                           const ent_box *);

#endif
