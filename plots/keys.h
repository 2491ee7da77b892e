/* Keys: the name of what is drawn, beside a sample of how it is drawn.
 *
 * They stand in a column at the drawing's right-hand end, each at the height of what it
 * names; where that has no room, in a block above or below it. */
#ifndef ENT_KEYS_H
#define ENT_KEYS_H

#include "plots/axis.h"

typedef struct {
    const char *text;
    ent_role role;   /* of the text */
    ent_role sample; /* a square of what is filled, a stroke of a line, a marker */
    int hue;
    double value; /* of a column: what it stands beside, as near as others let it */
    double from;  /* of a column: where the leader to it begins; 0: there is none */
    /* set by ent_keys_fit and ent_keys_block */
    const char **lines;
    size_t line_count;
} ent_key;

enum { ENT_KEYS_MOST = 12 };

/* Keys of a drawing over the whole page: in a column beside it on a wide page, else in a
 * block above it. */
typedef struct {
    ent_key list[ENT_KEYS_MOST];
    size_t count;
    /* set by ent_keys_fit */
    bool beside;
    double room; /* width of the column or height of the block */
    double body; /* height that the drawing then asks for */
} ent_keys;
/* Chooses the place and breaks the texts into lines for it.  A column is sorted by values,
 * from the greatest. */
void ent_keys_fit(const ent_page *, ent_keys *);
/* Takes their room from the box: its right, or its top. */
void ent_keys_take(const ent_page *, const ent_keys *, ent_box *);
/* Draws them beside or above the box that is left, a column by the heights of its values. */
void ent_keys_draw(const ent_page *, const ent_keys *, const ent_box *,
                   const ent_scale *values);

/* A block alone.  Breaks the texts for this width, in their order, row by row, in as many
 * equal columns as leave each text on one line; returns its height. */
double ent_keys_block(const ent_page *, ent_key *, size_t count, double width);
/* Draws it with its upper left corner at `corner`. */
void ent_keys_draw_block(const ent_page *, const ent_key *, size_t count, double width,
                         const double corner[2]);

#endif
