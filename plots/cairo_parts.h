/* What the writers that use cairo share. */
#ifndef ENT_CAIRO_PARTS_H
#define ENT_CAIRO_PARTS_H

#include <pango/pangocairo.h>

#include "plots/chart_data.h"

/* Where texts are shaped; lives as long as the fonts. */
PangoContext *ent_fonts_context(ent_fonts *);

void ent_cairo_colour(cairo_t *, uint32_t colour);
/* Draws a scene in points, its upper left corner at the origin. */
void ent_cairo_scene(cairo_t *, const ent_scene *, ent_fonts *);

/* Writes to the FILE that `stream` is. */
cairo_status_t ent_cairo_put(void *stream, const unsigned char *bytes,
                             unsigned int length);
/* True if all is well; else adds E0808. */
bool ent_cairo_fine(cairo_status_t, const char *path, ent_problems *);

/* What a PDF says of itself. */
typedef struct {
    const char *title, *author, *subject, *keywords;
    ent_day date; /* 0: 2000-01-01 */
} ent_pdf_properties;
void ent_cairo_properties(cairo_surface_t *, const ent_pdf_properties *);

#endif
