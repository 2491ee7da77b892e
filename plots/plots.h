/* plots: charts from plain data to files.
 *
 *     chart (this header) -> layout -> scene (scene.h) -> SVG, PDF or PNG
 *
 * A caller fills an ent_fan or ent_histogram from its results, lays it out into an
 * ent_scene and writes that as often as it likes.  Defaults for every declaration below,
 * unless its comment says otherwise: texts are UTF-8 and may be NULL where there is
 * nothing to say; arrays belong to the caller and need to live only during the call;
 * numbers are in the chart's unit, dates among them in days since 1970-01-01; a function
 * that fails adds to `problems` and leaves no file.
 *
 * Problems: E0801 no such size, E0802 no such theme, E0803 no data, E0804 a number that
 * is none, E0805 data that contradict themselves, E0806 texts leave no room, E0807 a file
 * cannot be written, E0808 a drawing failed. */
#ifndef ENT_PLOTS_H
#define ENT_PLOTS_H

#include <stdint.h>

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

/* Between low[t] and high[t] lies `coverage` of the futures, in each period by itself. */
typedef struct {
    double coverage; /* 0 to 1, exclusive */
    const double *low, *high;
} ent_band;

enum { ENT_BANDS_MOST = 3 };

/* A series over time, and how sure it is. */
typedef struct {
    ent_chart_text text;
    const char *unit;    /* as ent_format_of reads it: "USD/year", "%" for fractions */
    ent_measure measure; /* a stock stands at its period's end, anything else amid it */
    size_t count;        /* periods, at least 1 */
    ent_day start;       /* first day of the first period, or ENT_NO_DAY */
    const ent_day *ends; /* last day of each period, ascending */
    const double *median;
    const double *mean; /* or NULL */
    double se; /* standard error of the last median, for its digits; 0: unknown */
    ent_band bands[ENT_BANDS_MOST]; /* in any order; each holds the narrower ones */
    size_t band_count;
    const double *samples; /* [sample][period] simulated futures, or NULL */
    size_t sample_count;
    const ent_mark *marks;
    size_t mark_count;
    int hue; /* the party's or clause's, the same in every chart */
} ent_fan;

/* How an outcome is distributed over the futures. */
typedef struct {
    ent_chart_text text;
    const char *unit;
    /* The outcome of each future in which there is one, ascending. */
    const double *sorted;
    size_t count;
    uint64_t never;              /* futures without one: a date that never came */
    const double *threshold;     /* a value to mark, or NULL */
    const char *threshold_label; /* "the cap", to follow "23% above" */
    int hue;
} ent_histogram;

/* Lay a chart out into an empty scene, which the caller frees (also after failure).
 * Errors: E0803 to E0806, ENT_INVALID. */
__attribute__((warn_unused_result)) ent_status
ent_fan_layout(const ent_fan *, const ent_look *, const ent_measurer *, ent_scene *,
               ent_problems *);
__attribute__((warn_unused_result)) ent_status
ent_histogram_layout(const ent_histogram *, const ent_look *, const ent_measurer *,
                     ent_scene *, ent_problems *);

/* Adds a warning (W0801) for each text of the scene with characters that no font has: they are drawn as
 * boxes.  The fonts are those it was measured with. */
void ent_scene_check_glyphs(const ent_scene *, ent_fonts *, ent_problems *);

/* Write a scene: the same scene, the same bytes (PDF and PNG: given the same fonts).
 * Files are written whole or not at all.  PNG: at the size's own resolution.  Errors:
 * E0807, E0808, ENT_FILE. */
__attribute__((warn_unused_result)) ent_status
ent_scene_save_svg(const ent_scene *, const char *path, ent_problems *);
__attribute__((warn_unused_result)) ent_status
ent_scene_save_pdf(const ent_scene *, const char *path, ent_problems *);
__attribute__((warn_unused_result)) ent_status
ent_scene_save_png(const ent_scene *, const char *path, ent_problems *);

/* The SVG alone, for a page that holds several.  Returns whether it was written. */
bool ent_scene_print_svg(const ent_scene *, FILE *);

/* What a chart shows, in sentences made from its data: the text of a screen reader.
 * Written as two paragraphs, the title and the scene's description. */
__attribute__((warn_unused_result)) ent_status
ent_scene_save_alt(const ent_scene *, const char *path, ent_problems *);

/* The plotted numbers, all digits.  The chart must have passed its layout. */
__attribute__((warn_unused_result)) ent_status
ent_fan_save_csv(const ent_fan *, const char *path, ent_problems *);
__attribute__((warn_unused_result)) ent_status
ent_histogram_save_csv(const ent_histogram *, const char *path, ent_problems *);

#endif
