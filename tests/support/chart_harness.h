/* Charts made from plain numbers, laid out without fonts, and what every layout must
 * keep. */
#ifndef CHART_HARNESS_H
#define CHART_HARNESS_H

#include "plots/plots.h"

/* The words around every chart made here. */
extern const ent_chart_text chart_words;

/* The flagship's 27 quarters: 2026-06-30 to 2032-12-31, with bands, a mean, two marks and
 * two sampled futures; whole numbers throughout, so that every machine agrees.  Static
 * storage, filled anew by each call. */
ent_fan sample_fan(void);

/* 1,000 futures of money: 100 at 0, 250 at 38bn, the rest evenly between; the median
 * inside. */
ent_histogram sample_histogram(void);

/* A chart in a size and theme (NULL: the standard ones), laid out with the fixed-width
 * measurer; requires success.  To be closed. */
ent_scene *scene_of(const ent_chart_type *, const void *chart, const char *size,
                    const char *theme);
void scene_close(ent_scene *);

/* Requires that the layout fails with exactly this problem. */
void expect_chart_problem(const ent_chart_type *, const void *chart, const char *code);

/* Requires what a reader needs of any chart: every text on the page and clear of every
 * other, no vertical line through a label, type of 7 points or more, lines of 0.75 or
 * more, one title, the words "not a forecast". */
void expect_legible(const ent_scene *);
/* The same of a chart in all sizes. */
void expect_legible_everywhere(const ent_chart_type *, const void *chart);

/* The only text in the scene that begins so; requires that there is one. */
const ent_scene_item *text_in(const ent_scene *, const char *beginning);
/* The item with this id; requires that there is one. */
const ent_scene_item *item_in(const ent_scene *, const char *id);

/* Requires that a scene's dump is tests/golden/plots/NAME.  With GOLDEN=write in the
 * environment it is written instead: read it before it is kept. */
void expect_golden_dump(const ent_scene *, const char *name);
/* The plotted numbers of a chart that can be laid out.  To be freed. */
char *csv_of(const ent_chart_type *, const void *chart);
/* A whole file; requires that it is there.  To be freed. */
char *file_text(const char *path, size_t *size);

#endif
