/* From results to charts: picks the numbers, writes the words, leaves the drawing to
 * plots/. */
#ifndef ENT_CHARTS_H
#define ENT_CHARTS_H

#include "model/engine/engine.h"
#include "plots/plots.h"

/* A chart asked for.  Names that are NULL are chosen: the last agreement, the first
 * series, metric or party, the standard size and theme, a title made from the data. */
typedef struct {
    const char *kind; /* one of ent_chart_kinds */
    const char *agreement, *from, *series, *metric, *party, *size, *theme, *title;
    bool outline_text; /* glyph outlines in SVG and PDF, for readers without the fonts */
    const char *path;  /* .svg, .pdf or .png; its stem also names the .csv and .alt.txt */
    const char *future;    /* number of a path that is shown by itself: "7" */
    const char *threshold; /* a value of the metric to mark: "38bn", "2028-12-31" */
    ent_fonts
        *fonts; /* shared by several charts, which must not outlive them; NULL: its own */
} ent_chart_request;

/* A kind of chart (drawing.h); the table ends with NULL (kinds.c). */
typedef struct ent_chart_kind ent_chart_kind;
extern const ent_chart_kind *const ent_chart_kinds[];
/* The kind of that name, or NULL. */
const ent_chart_kind *ent_chart_kind_named(const char *name);
/* Name and help of a kind. */
const char *ent_chart_kind_name(const ent_chart_kind *);
const char *ent_chart_kind_help(const ent_chart_kind *);

/* Looks at what can be wrong with a request before anything is simulated: the kind and
 * what it takes, the path's ending (unless the path is NULL), size and theme.
 * `single`: of one future.  ENT_USAGE with a problem (E0801, E0802, E0813, E0815, E0816). */
ent_status ent_charts_check(const ent_chart_request *, bool single, ent_problems *)
    __attribute__((warn_unused_result));

/* Looks at what a request names that passed ent_charts_check; the results may be a preview
 * (ent_plan_preview).  ENT_USAGE with E0811, E0812, E0817. */
ent_status ent_charts_check_names(const ent_results *, const ent_chart_request *,
                                  ent_problems *) __attribute__((warn_unused_result));

/* Lays it out into an empty scene, which the caller frees (also after failure): for pages
 * that hold several.  Errors: ENT_USAGE for a name that the results do not hold (E0811,
 * with the nearest) and for what the kind cannot show (E0812); those of ent_charts_check
 * and of layouts. */
ent_status ent_charts_lay_out(const ent_results *, const ent_chart_request *, ent_scene *,
                              ent_problems *) __attribute__((warn_unused_result));

/* Draws it into three files: the chart, its numbers and its description.  Errors: those
 * of ent_charts_lay_out, and E0807, E0808. */
ent_status ent_charts_draw(const ent_results *, const ent_chart_request *, ent_problems *)
    __attribute__((warn_unused_result));

/* The same for a chart that is filled already: a study's, which is in no table.  Only the request's
 * path, size, theme and texts count. */
ent_status ent_charts_draw_filled(const ent_chart *, const ent_chart_request *,
                                  ent_problems *) __attribute__((warn_unused_result));
/* Looks at path, size and theme alone. */
ent_status ent_charts_check_file(const ent_chart_request *, ent_problems *)
    __attribute__((warn_unused_result));

/* Whether a path names a chart's file: it ends in .svg, .pdf or .png. */
bool ent_charts_names_file(const char *path);
/* Whether a kind also shows a run of one path. */
bool ent_charts_show_one_path(const char *kind);

/* ---- The charts that a scenario lists (listed.c) ---- */

/* Entry number i of `charts:` as a request, without a path. */
ent_chart_request ent_charts_listed(const ent_scenario *, size_t i);
/* Checks them all, as ent_charts_check does; problems have the entry's place.  ENT_INVALID. */
ent_status ent_charts_check_listed(const ent_scenario *, ent_problems *)
    __attribute__((warn_unused_result));
/* The same of their names, as ent_charts_check_names does. */
ent_status ent_charts_check_listed_names(const ent_results *, ent_problems *)
    __attribute__((warn_unused_result));
/* Says of the problems from number `from` on that they are of this entry, and where in it. */
void ent_charts_place(ent_problems *, size_t from, const ent_entry *chart);
/* Passes on what drawing `chart` said, and frees `from`: what the run has nothing to show for (E0803,
 * E0812) is no mistake of the file but a warning, W0802, that the chart is left out.  Returns `status`,
 * or ENT_OK if nothing else was wrong. */
ent_status ent_charts_pass_on(const char *chart, ent_status status, ent_problems *from,
                              ent_problems *to) __attribute__((warn_unused_result));
/* Draws them into FOLDER/NAME.svg with the size and theme of `given`, where it has them, and its
 * outline_text.  One that fails does not stop the others; what the run has nothing to show for is left
 * out (ent_charts_pass_on), in a run of one path without a word. */
ent_status ent_charts_draw_listed(const ent_results *, const ent_chart_request *given,
                                  const char *folder, ent_problems *)
    __attribute__((warn_unused_result));

/* The first metric of the file's own that has a distribution and comes in some future, or NULL: what is
 * shown where nobody chose. */
const char *ent_charts_first_metric(const ent_agreement_result *);

/* What `run -o` adds to its folder: the charts that the scenario lists; without such a list, a fan of
 * the first series and a histogram of ent_charts_first_metric, both of the last agreement, where there
 * are such.  As with listed ones, one that fails does not stop the other. */
ent_status ent_charts_save_standard(const ent_results *, const char *folder,
                                    ent_problems *) __attribute__((warn_unused_result));

/* Eight characters that name the run: the same scenario, overrides, paths (also
 * those kept), seed and condition, the same id.  Returns `id`. */
#define ENT_RUN_ID 9
char *ent_run_id(const ent_results *, char id[ENT_RUN_ID]);

#endif
