/* How charts look: sizes, themes, and what each role on the page is drawn with.
 *
 * All lengths are points (1/72 inch) at final size.  Colours are 0xRRGGBB.  Sizes and
 * themes are constant tables; a chart names roles, never colours. */
#ifndef ENT_LOOK_H
#define ENT_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/problem.h"

/* What a thing on the page is. */
typedef enum {
    ENT_ROLE_PAGE,
    ENT_ROLE_GRID,
    ENT_ROLE_ZERO,
    ENT_ROLE_TICK,
    ENT_ROLE_BAND_1, /* the widest */
    ENT_ROLE_BAND_2,
    ENT_ROLE_BAND_3,
    ENT_ROLE_HATCH,     /* lines upon a bar, in the page's colour */
    ENT_ROLE_CELL,      /* of a grid: the hue is a step of the theme's ramp (ramp.h) */
    ENT_ROLE_SIDE,      /* the same, of the ramp with two sides */
    ENT_ROLE_CELL_TEXT, /* upon a cell of that step */
    ENT_ROLE_SIDE_TEXT,
    ENT_ROLE_HALO, /* under a line that crosses cells */
    ENT_ROLE_EDGE, /* outline of the widest band */
    ENT_ROLE_PATH, /* one simulated future */
    ENT_ROLE_MEDIAN,
    ENT_ROLE_MEAN,
    ENT_ROLE_CHOSEN, /* the one line of its hue that matters */
    ENT_ROLE_LINE_1, /* one of several lines: each its own dashes */
    ENT_ROLE_LINE_2,
    ENT_ROLE_LINE_3,
    ENT_ROLE_LINE_4,
    ENT_ROLE_LINE_5,
    ENT_ROLE_MARKER, /* a value upon bars */
    ENT_ROLE_REST,   /* several things together, each too small to be drawn */
    ENT_ROLE_BAR,
    ENT_ROLE_BAR_LIGHT, /* beside another of its hue */
    ENT_ROLE_BAR_PALE,
    ENT_ROLE_TOTAL, /* a bar that sums up others */
    ENT_ROLE_DOT,
    ENT_ROLE_RING, /* a dot on the other side: its outline alone */
    ENT_ROLE_ATOM, /* a point mass */
    ENT_ROLE_EVENT,
    ENT_ROLE_THRESHOLD,
    ENT_ROLE_CONTOUR,
    ENT_ROLE_LEADER,
    ENT_ROLE_TITLE,
    ENT_ROLE_SUBTITLE,
    ENT_ROLE_LABEL,
    ENT_ROLE_STRONG, /* the label that matters most */
    ENT_ROLE_SCALE,  /* texts of axes */
    ENT_ROLE_FOOTER,
    ENT_ROLE_COUNT
} ent_role;

/* Lines that can be told apart by their dashes alone. */
enum { ENT_LINES_MOST = ENT_ROLE_LINE_5 - ENT_ROLE_LINE_1 + 1 };

/* "band_1"; for dumps and for SVG classes. */
const char *ent_role_name(ent_role);

typedef enum {
    ENT_TEXT_TITLE,
    ENT_TEXT_SUBTITLE,
    ENT_TEXT_LABEL,
    ENT_TEXT_FOOTER
} ent_text_size;

typedef struct {
    const char *name, *help;
    double width;
    double height; /* 0: as high as `body` and the texts ask */
    double body; /* height of the drawing where height is 0, else the least it may have */
    double margin;
    double text[4]; /* by ent_text_size; 7 or more */
    double line;    /* 0.75 or more */
    double dpi;     /* of a PNG */
} ent_size;

#define ENT_HUES 6
#define ENT_RAMP_STOPS 5
typedef struct {
    const char *name, *help;
    uint32_t page, ink, muted, grid;
    uint32_t median;
    uint32_t atom;
    double tint[3];          /* share of the hue in bands 1 to 3, the rest is page */
    uint32_t hues[ENT_HUES]; /* Okabe and Ito's, in the order they are given out */
    uint32_t ramp[ENT_RAMP_STOPS];  /* from little to much */
    uint32_t sides[ENT_RAMP_STOPS]; /* from below over the middle to above */
} ent_theme;

/* The tables; each ends with a row whose name is NULL. */
extern const ent_size ent_sizes[];
extern const ent_theme ent_themes[];

typedef struct {
    const ent_size *size;
    const ent_theme *theme;
    const char
        *family;       /* font families, comma-separated, the first that exists is used */
    bool outline_text; /* SVG, PDF: glyph outlines instead of text */
} ent_look;

#define ENT_FONT_FAMILY "DejaVu Sans Condensed, DejaVu Sans, Arial, Helvetica, sans-serif"

/* The theme of that name, or NULL. */
const ent_theme *ent_theme_named(const char *);

/* Fills the look from names; NULL stands for "two-column" and "light".  Errors: E0801 no
 * such size, E0802 no such theme, both ENT_USAGE. */
__attribute__((warn_unused_result)) ent_status
ent_look_find(const char *size, const char *theme, ent_look *, ent_problems *);

/* What a role is drawn with. */
typedef struct {
    bool filled, stroked;
    uint32_t fill, stroke;
    double line;
    double dash; /* length of dashes and gaps; 0: solid */
    double size; /* of texts; 0: no text */
    bool bold;
} ent_style;
/* `hue` chooses among the theme's hues and wraps around, also below 0. */
ent_style ent_style_of(const ent_look *, ent_role, int hue);

/* Contrast of two colours after WCAG 2.1: 1 to 21. */
double ent_contrast(uint32_t a, uint32_t b);

#endif
