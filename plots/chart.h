/* What charts of every kind share: the words around them, marks on the time axis, and
 * what can be done with a chart.  Part of plots.h, whose defaults hold. */
#ifndef ENT_CHART_H
#define ENT_CHART_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "model/calendar.h"
#include "model/problem.h"
#include "model/step.h"
#include "plots/format.h"
#include "plots/look.h"
#include "plots/measure.h"
#include "plots/scene.h"

/* The words around a chart.  The footer is made from them: no chart goes without. */
typedef struct {
    const char *name;     /* begins the ids in an SVG; NULL: "chart" */
    const char *title;    /* the finding, in a sentence */
    const char *subtitle; /* what is measured, unit, place and time */
    const char *note;     /* a remark of the caller's, before the sources */
    const char *sources;  /* "The Information, 11 May 2026; OpenAI, 27 April 2026" */
    const char *scenario; /* its title */
    const char *program;  /* "entente 0.1.0" */
    const char *run;      /* the run's id */
    const char *author;   /* of the file; NULL: the program */
    uint64_t paths, seed; /* paths 0: not simulated, and no word of simulation */
    ent_day date;         /* what a PDF says of its making; 0: 2000-01-01 */
} ent_chart_text;

/* A day worth a mark on the time axis: a sunset, an expiry, a renewal. */
typedef struct {
    ent_day day;
    const char *label; /* NULL: the day itself */
} ent_mark;

struct ent_page_text;

/* A kind of chart: how the struct that holds one's data (ent_fan, ...) is drawn and written.
 *
 * ent_chart_lay_out calls the members in this order.  `layout` is what the kind keeps from
 * one to the next: `layout_size` zeroed bytes that begin with an ent_page (page.h). */
typedef struct {
    const char *name; /* "fan" */
    size_t layout_size;
    /* Reports everything that is wrong with the data: E0803 to E0805. */
    void (*check)(const void *data, ent_problems *);
    /* Sets the texts around the drawing and the height that it asks for.  The page has its
     * width and its fonts, but no body yet. */
    void (*set_texts)(void *layout, const void *data, struct ent_page_text *);
    /* Divides the body between the drawing and what stands beside it.  False: it is too
     * small (E0806).  NULL: the texts asked for all that it takes. */
    bool (*place)(void *layout);
    /* Draws in the body. */
    void (*draw)(void *layout);
    /* Writes the plotted numbers, all digits, as CSV, of data that passed the check. */
    void (*print_csv)(const void *data, FILE *);
} ent_chart_type;

/* A chart: data, and the kind they are drawn as. */
typedef struct {
    const ent_chart_type *type;
    const void *data; /* the kind's struct */
} ent_chart;

/* Checks the data and lays them out into an empty scene, which the caller frees (also
 * after failure).  Errors: E0803 to E0806, ENT_INVALID. */
__attribute__((warn_unused_result)) ent_status
ent_chart_lay_out(const ent_chart *, const ent_look *, const ent_measurer *, ent_scene *,
                  ent_problems *);

#endif
