/* Keys: the name of what is drawn, beside a sample of how it is drawn.
 *
 * They stand in a column at the drawing's right-hand end, each at the height of what it
 * names; where that has no room, in a block above or below it. */
#ifndef ENT_KEYS_H
#define ENT_KEYS_H

#include "plots/page.h"

typedef struct {
    const char *text;
    ent_role role;   /* of the text */
    ent_role sample; /* a square of what is filled, a stroke of a line, a marker */
    int hue;
    double at;   /* of a column: the height it wishes to stand at */
    double from; /* of a column: where the leader to it begins; 0: there is none */
    /* set by ent_keys_column and ent_keys_block */
    const char **lines;
    size_t line_count;
} ent_key;

enum { ENT_KEYS_MOST = 12 };

/* Sorts the keys by the heights they wish, breaks their texts into lines so that the
 * column is at most `most` wide, and returns its width, leaders included. */
double ent_keys_column(const ent_page *, ent_key *, size_t count, double most);
/* The height of the column. */
double ent_keys_height(const ent_page *, const ent_key *, size_t count);
/* Draws the column right of the box, moved apart and kept within [box->top, low]. */
void ent_keys_draw_column(const ent_page *, const ent_key *, size_t count,
                          const ent_box *, double low);

/* Breaks the texts for a block of this width, in their order, row by row, in as many
 * equal columns as leave each text on one line; returns its height. */
double ent_keys_block(const ent_page *, ent_key *, size_t count, double width);
/* Draws it with its upper left corner at `corner`. */
void ent_keys_draw_block(const ent_page *, const ent_key *, size_t count, double width,
                         const double corner[2]);

/* Keys of a drawing over the whole page: in a column beside it on a wide page, else in a
 * block above it. */
typedef struct {
    bool beside;
    double room; /* width of the column or height of the block */
} ent_keys_place;
/* Chooses the place and writes the height that the drawing then asks for. */
ent_keys_place ent_keys_fit(const ent_page *, ent_key *, size_t count, double *body);
/* Takes their room from the box: its right, or its top. */
void ent_keys_take(const ent_page *, ent_keys_place, ent_box *);
/* Draws them beside or above the box that is left; a column wishes to stand at `at`. */
void ent_keys_draw(const ent_page *, const ent_key *, size_t count, ent_keys_place,
                   const ent_box *);

#endif
