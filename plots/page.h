/* What every chart's page has: title and subtitle above, sources and run below, the body
 * between.
 *
 * ent_chart_lay_out opens the page with the texts of a kind; the kind then draws in its
 * body with the help of this header, axis.h, keys.h, labels.h and lanes.h.  What the kinds
 * do in which order is told at ent_chart_type (chart.h). */
#ifndef ENT_PAGE_H
#define ENT_PAGE_H

#include "plots/measure.h"
#include "plots/plots.h"
#include "plots/scene.h"

typedef struct {
    double left, top, right, bottom;
} ent_box;

typedef struct {
    ent_scene *scene;
    const ent_look *look;
    const ent_measurer *measurer;
    ent_box body;
} ent_page;

/* The texts around the body. */
typedef struct ent_page_text {
    const ent_chart_text *text;
    const char *note;        /* the layout's own remark, or NULL */
    const char *description; /* the alt text; that it is a simulation is added */
    double body; /* height the drawing asks for where the size has none of its own; 0, or
                    less than the size's: the size's */
    bool fitted; /* `body` is what the drawing needs: a growing page takes it though it is
                    less than the size's, a fixed one must have it */
} ent_page_text;

/* Draws title, subtitle and footer into the emptied scene and leaves the body.  Where the
 * size has no height of its own the page grows with its texts.  Errors: E0806, the texts
 * leave no room. */
__attribute__((warn_unused_result)) ent_status
ent_page_open(ent_page *, const ent_page_text *, ent_problems *);

/* The height that these texts leave for the body; infinite where the page grows. */
double ent_page_room(const ent_page *, const ent_page_text *);

/* Whether what keys, axes and flags have left of the body is enough to draw in: 30% of the
 * page's width, five lines of text in height. */
bool ent_page_has_room(const ent_page *, const ent_box *);
/* Adds E0806. */
ent_status ent_page_full(const ent_page *, ent_problems *);

/* Between the margins. */
double ent_page_inner_width(const ent_page *);
/* A length told for lines of 0.75 points, those of paper, on a page with lines of its own
 * width. */
double ent_page_scaled(const ent_page *, double length);

/* Width of a text in a role. */
double ent_page_width(const ent_page *, ent_role, const char *text);
/* Baseline to baseline, and baseline to the top of a digit, of a role. */
double ent_page_leading(const ent_page *, ent_role);
double ent_page_rise(const ent_page *, ent_role);
/* Writes a text with its alignment. */
ent_scene_item *ent_page_write(const ent_page *, ent_role, const double at[2],
                               const char *text, ent_align);

/* Breaks a text at spaces, a word longer than a line also within, into lines no wider than
 * `width`, in the scene's memory; returns the lines and writes their number. */
const char **ent_page_wrap(const ent_page *, ent_role, const char *text, double width,
                           size_t *count);
/* The text, or as much of it as is no wider than `width` with an ellipsis behind, in the
 * scene's memory; by whole characters. */
const char *ent_page_shorten(const ent_page *, ent_role, const char *text, double width);

#endif
