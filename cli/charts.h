/* From results to charts: picks the numbers, writes the words, leaves the drawing to
 * plots/. */
#ifndef ENT_CHARTS_H
#define ENT_CHARTS_H

#include "model/engine/engine.h"

/* A chart asked for.  Names that are NULL are chosen: the last agreement, the first
 * series or metric, the standard size and theme, a title made from the data. */
typedef struct {
    const char *kind; /* "fan" or "histogram" */
    const char *agreement, *series, *metric, *size, *theme, *title;
    const char *path; /* .svg, .pdf or .png; its stem also names the .csv and .alt.txt */
} ent_chart_request;

/* Draws it into three files: the chart, its numbers and its description.  Errors:
 * ENT_USAGE for a name that the results do not hold (E0811, with the nearest) and for a
 * metric that has no distribution (E0812); those of ent_charts_check and of plots/. */
ent_status ent_charts_draw(const ent_results *, const ent_chart_request *, ent_problems *)
    __attribute__((warn_unused_result));

/* Looks at what can be wrong with a request before anything is simulated: the path's
 * ending, size and theme.  ENT_USAGE with a problem (E0801, E0802, E0813). */
ent_status ent_charts_check(const ent_chart_request *, ent_problems *)
    __attribute__((warn_unused_result));

/* What `run -o` adds to its folder: a fan of the first series and a histogram of the
 * first metric of the file's own, both of the last agreement, where there are such. */
ent_status ent_charts_save_standard(const ent_results *, const char *folder,
                                    ent_problems *) __attribute__((warn_unused_result));

/* The kinds, NULL-terminated. */
extern const char *const ent_chart_kinds[];

/* Words for charts (chart_words.c); all live in the arena. */
/* What readers call a series: its title, else "CLAUSE'S TITLE (OUTPUT)", else its name. */
const char *ent_chart_series_name(ent_arena *, const ent_results *,
                                  const ent_agreement_result *,
                                  const ent_series_result *);
const char *ent_chart_fan_title(ent_arena *, const ent_results *,
                                const ent_agreement_result *, const ent_series_result *);
const char *ent_chart_histogram_title(ent_arena *, const ent_results *,
                                      const ent_metric_result *);
/* Agreement, unit and measure.  `named`: the chart's title already says what is shown. */
const char *ent_chart_fan_subtitle(ent_arena *, const ent_results *,
                                   const ent_agreement_result *,
                                   const ent_series_result *, bool named);
const char *ent_chart_histogram_subtitle(ent_arena *, const ent_agreement_result *,
                                         const ent_metric_result *, bool named);
/* True if two percentiles differ by no more than rounding. */
bool ent_chart_agrees(const ent_summary *, int low, int high);
/* True if both gains and losses are among the outcomes: zero is then worth a mark. */
bool ent_chart_straddles_zero(const ent_metric_result *);
/* The scenario's sources, for the footer. */
const char *ent_chart_sources(ent_arena *, const ent_scenario *);
/* What makes the run unusual: partial, conditional, overridden; NULL if nothing does. */
const char *ent_chart_note(ent_arena *, const ent_results *);
/* Eight characters that name the run: the same scenario, overrides, paths and seed, the
 * same id. */
const char *ent_chart_run(ent_arena *, const ent_results *);
/* The dates on which clauses end within the horizon, labelled; returns how many. */
typedef struct {
    ent_day day;
    const char *label;
} ent_chart_date;
size_t ent_chart_dates(ent_arena *, const ent_results *, const ent_agreement_result *,
                       const ent_series_result *, ent_chart_date **);

#endif
