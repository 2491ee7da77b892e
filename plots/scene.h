/* A scene: a chart laid out, as a flat list of shapes and texts in points, first drawn
 * first.
 *
 * x runs right and y down from the page's upper left corner.  Writers turn a scene into a
 * file and decide nothing.  ent_scene_dump prints it, which is how layouts are tested
 * without fonts. */
#ifndef ENT_SCENE_H
#define ENT_SCENE_H

#include <stdio.h>

#include "model/arena.h"
#include "model/calendar.h"
#include "plots/look.h"
#include "plots/measure.h"

typedef enum {
    ENT_RECT,
    ENT_LINE,
    ENT_POLYLINE,
    ENT_AREA,
    ENT_DISC,
    ENT_SCENE_TEXT
} ent_shape;
typedef enum { ENT_ALIGN_START, ENT_ALIGN_MIDDLE, ENT_ALIGN_END } ent_align;

typedef struct {
    ent_shape shape;
    ent_role role;
    int hue;
    const char *id; /* what it shows, unique in the scene: "median"; NULL: decoration */
    double x, y; /* rectangle: upper left; disc: its middle; text: where `align` puts it,
                    on the baseline */
    double width, height; /* of a rectangle; both a disc's diameter */
    const double *points; /* x, y pairs of a line, polyline or area (closed by itself) */
    size_t count;         /* pairs */
    const char *text;
    ent_align align;
} ent_scene_item;

/* Zeroed, it is empty and ready.  Owns everything it points to but the look's tables. */
typedef struct {
    ent_arena arena;
    ent_look look;
    double width, height;
    const char *name; /* beginning of ids in SVG: [a-z0-9-] */
    const char *title, *description, *author, *keywords;
    ent_day date; /* what a PDF says of its making */
    /* Those it was measured with, which outlive it; NULL: a writer that needs fonts starts its own. */
    ent_fonts *fonts;
    ent_scene_item *items;
    size_t count;
} ent_scene;

/* Copies a text into the scene, well formed: bytes that are no UTF-8 become U+FFFD,
 * control characters spaces.  NULL stays NULL. */
const char *ent_scene_text_copy(ent_scene *, const char *text);

/* Formats a text that lives as long as the scene. */
char *ent_scene_format(ent_scene *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adders return the item, so that id and hue can be set; it moves when the next is added.
 */
ent_scene_item *ent_scene_rect(ent_scene *, ent_role, double x, double y,
                               const double size[2]);
/* A disc around x, y. */
ent_scene_item *ent_scene_disc(ent_scene *, ent_role, double x, double y,
                               double diameter);
/* A straight line; ends[] = x1, y1, x2, y2. */
ent_scene_item *ent_scene_line(ent_scene *, ent_role, const double ends[4]);
/* An ENT_POLYLINE or ENT_AREA through `count` x, y pairs, which are copied. */
ent_scene_item *ent_scene_curve(ent_scene *, ent_shape, ent_role, const double *points,
                                size_t count);
/* A text, start-aligned at x on the baseline y; copied and cleaned. */
ent_scene_item *ent_scene_write(ent_scene *, ent_role, double x, double y,
                                const char *text);

/* One line of text for each item, coordinates to a hundredth of a point. */
void ent_scene_dump(const ent_scene *, FILE *);

void ent_scene_free(ent_scene *);

/* The outline of a text item as the data of an SVG path. */
void ent_fonts_print_path(ent_fonts *, const ent_scene_item *, const ent_style *, FILE *);

#endif
