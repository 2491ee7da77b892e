/* Pages being filled: what the parts of the PDF writer share.
 *
 * A document is set twice: first without drawing, to learn on which page each heading falls and how many
 * pages there are, then for good.  Lengths are points; y runs down from the page's top. */
#ifndef ENT_PAPER_PDF_H
#define ENT_PAPER_PDF_H

#include "plots/cairo_parts.h"
#include "plots/paper/writers.h"

/* A4, with the text as wide as a two-column chart nearly is (178 mm). */
#define ENT_PDF_WIDTH 595.28
#define ENT_PDF_HEIGHT 841.89
#define ENT_PDF_LEFT 45.36
#define ENT_PDF_TOP 48.0
#define ENT_PDF_BOTTOM 782.0 /* of the text; the running foot is below */
#define ENT_PDF_MEASURE (ENT_PDF_WIDTH - 2 * ENT_PDF_LEFT)

typedef struct {
    const ent_paper *document;
    ent_fonts *fonts;
    cairo_surface_t *surface;
    cairo_t *cairo;
    bool drawing; /* false: the first time through */
    double y;     /* where the next thing begins */
    int page, pages;
    int *heading_pages; /* by block */
    GHashTable *widths; /* of texts in tables: the same words come again and again */
} ent_pdf;

/* What a text is set in. */
typedef struct {
    double size;
    bool bold, mono;
} ent_pdf_type;

/* Ends the page and begins the next. */
void ent_pdf_turn(ent_pdf *);
/* Turns the page if less than `height` is left of it. */
void ent_pdf_need(ent_pdf *, double height);

/* A text broken into lines no wider than `width`; to be released with g_object_unref. */
PangoLayout *ent_pdf_layout(const ent_pdf *, const ent_pdf_type *, const char *text,
                            double width);
/* Baseline to baseline. */
double ent_pdf_leading(const ent_pdf_type *);
double ent_pdf_line_width(PangoLayout *, int line);
/* Draws one line with its upper edge at y, with its links. */
void ent_pdf_line(const ent_pdf *, PangoLayout *, const ent_pdf_type *, int line,
                  const double at[2], uint32_t colour);
/* Sets all lines from the left edge `x` on, over as many pages as they take; never leaves one of them
 * alone. */
void ent_pdf_text(ent_pdf *, const ent_pdf_type *, const char *text, double x,
                  uint32_t colour);
/* A line across, y as it is. */
void ent_pdf_rule(const ent_pdf *, double x, double width, double thick, uint32_t colour);

/* A whole table (pdf_table.c), and the height of its beginning: caption, header and two lines. */
void ent_pdf_table(ent_pdf *, const ent_paper_table *);
double ent_pdf_table_beginning(void);

#endif
