/* What charts of every kind share: the words around them, marks on the time axis, and
 * what can be done with a chart.  Part of plots.h, whose defaults hold. */
#ifndef ENT_CHART_H
#define ENT_CHART_H

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
    const char *label;
} ent_mark;

/* A kind of chart: what can be done with the struct that holds one (ent_fan, ...), which
 * `chart` points to. */
typedef struct {
    const char *name; /* "fan" */
    /* Checks the data and lays them out into an empty scene, which the caller frees (also
     * after failure).  Errors: E0803 to E0806, ENT_INVALID. */
    ent_status (*layout)(const void *chart, const ent_look *, const ent_measurer *,
                         ent_scene *, ent_problems *);
    /* Writes the plotted numbers, all digits, as CSV.  The chart must have passed its
     * layout. */
    void (*print_csv)(const void *chart, FILE *);
} ent_chart_type;

#endif
