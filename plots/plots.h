/* plots: charts from plain data to files.
 *
 *     chart (chart.h, charts/) -> layout -> scene (scene.h) -> SVG, PDF or PNG
 *
 * A caller fills the struct of a kind from its results, lays it out with
 * ent_chart_lay_out into an ent_scene and writes that as often as it likes.
 *
 * Inside, a kind is its data (charts/KIND.h), their check, words and CSV (KIND_data.c), its
 * layout (KIND.c) and what these two share (KIND_parts.h).  Layouts draw on a page (page.h)
 * with axes (axis.h, ticks.h), keys, labels and flags, or lanes; chart_data.h and format.h
 * have their words, look.h sizes and colours.
 *
 * Defaults for
 * every declaration of this folder, unless its comment says otherwise: texts are UTF-8
 * and may be NULL where there is nothing to say; arrays belong to the caller and need to
 * live only during the call; numbers are in the chart's unit, dates among them in days
 * since 1970-01-01; a function that fails adds to `problems` and leaves no file.
 *
 * Problems: E0801 no such size, E0802 no such theme, E0803 no data, E0804 a number that
 * is none, E0805 data that contradict themselves, E0806 texts leave no room, E0807 a file
 * cannot be written, E0808 a drawing failed, E0809 the part that draws cannot be loaded. */
#ifndef ENT_PLOTS_H
#define ENT_PLOTS_H

#include "plots/chart.h"
#include "plots/format.h"
#include "plots/look.h"
#include "plots/measure.h"
#include "plots/scene.h"

/* The kinds, a header each. */
#include "plots/charts/cdf.h"
#include "plots/charts/convergence.h"
#include "plots/charts/difference.h"
#include "plots/charts/dots.h"
#include "plots/charts/dumbbell.h"
#include "plots/charts/fan.h"
#include "plots/charts/flows.h"
#include "plots/charts/heatmap.h"
#include "plots/charts/histogram.h"
#include "plots/charts/ledger.h"
#include "plots/charts/line.h"
#include "plots/charts/paths.h"
#include "plots/charts/sensitivity.h"
#include "plots/charts/survival.h"
#include "plots/charts/timeline.h"
#include "plots/charts/tornado.h"
#include "plots/charts/waterfall.h"

/* Several charts with text and tables around them. */
#include "plots/paper/paper.h"

/* Whether cairo and Pango are at hand.  In the library always; the program opens them when it is first
 * asked (module/drawing_module.h), and its commands ask before they simulate, and before the first
 * ent_fonts_new.  Error: E0809, ENT_FILE. */
__attribute__((warn_unused_result)) ent_status ent_plots_ready(ent_problems *);

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

/* The plotted numbers, all digits, of a chart that has been laid out. */
__attribute__((warn_unused_result)) ent_status
ent_chart_save_csv(const ent_chart *, const char *path, ent_problems *);

#endif
