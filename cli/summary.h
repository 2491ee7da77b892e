/* The summary of a run, for reading: text on a terminal or Markdown. */
#ifndef ENT_SUMMARY_H
#define ENT_SUMMARY_H

#include <stdio.h>

#include "cli/options.h"
#include "cli/shown.h"
#include "cli/table.h"
#include "model/engine/engine.h"

/* How a summary is printed, and the file it is of (for the commands it suggests). */
typedef struct {
    ent_form form; /* ENT_AS_TEXT or ENT_AS_MD */
    bool bold;
    FILE *to;
    const char *file;
    bool pictures; /* block characters in tables: on terminals that can show them */
} ent_summary_style;

/* What was run, the differences, what is the same in every version, each agreement's metrics and
 * clauses, what is next; the last two only where no metric is asked for by name. */
void ent_summary_print(const ent_results *, const ent_shown *, const ent_summary_style *);

/* Its parts (summary_metrics.c, summary_series.c, summary_clauses.c). */
void ent_summary_differences(const ent_results *, const ent_comparison *,
                             const ent_shown *, const ent_summary_style *);
void ent_summary_common(const ent_results *, const ent_shown *,
                        const ent_summary_style *);
void ent_summary_metrics(const ent_results *, const ent_agreement_result *,
                         const ent_shown *, const ent_summary_style *);
void ent_summary_series(const ent_results *, const ent_agreement_result *,
                        const ent_summary_style *); /* nothing without pictures */
void ent_summary_clauses(const ent_results *, const ent_agreement_result *,
                         const ent_summary_style *);
void ent_summary_next(const ent_results *, const ent_shown *, const ent_summary_style *);

/* The columns of those tables after the first, and the cells of a row: for tables whose first
 * column is something else than the metric. */
void ent_summary_difference_columns(const ent_results *, const ent_comparison *,
                                    ent_table *);
void ent_summary_difference_row(const ent_results *, const ent_comparison *,
                                const ent_difference_result *, ent_table *);
/* The same in three columns, for tables with several metrics in a row: the difference, its error and
 * how often it is above 0; of shares and dates the agreement's own. */
void ent_summary_brief_columns(const char *metric, ent_table *);
void ent_summary_brief_row(const ent_results *, const ent_comparison *,
                           const ent_difference_result *, ent_table *);
/* An agreement's own mean and error, share or date: two columns. */
void ent_summary_level_row(const ent_results *, const ent_metric_result *, ent_table *);
void ent_summary_metric_columns(const ent_results *, bool pictures, ent_table *);
void ent_summary_metric_row(const ent_results *, const ent_metric_result *, bool pictures,
                            ent_table *);

/* The whole table of what each clause and flow moves; returns a note to it, or NULL. */
const char *ent_summary_clause_table(const ent_results *, const ent_agreement_result *,
                                     ent_table *);

/* Prints a heading, and a note under a table. */
void ent_summary_heading(const ent_summary_style *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void ent_summary_note(const ent_summary_style *, const char *text);

/* The agreement of that name, or NULL; its metric of that name, or NULL. */
const ent_agreement_result *ent_results_agreement(const ent_results *, const char *name);
const ent_metric_result *ent_agreement_metric(const ent_agreement_result *,
                                              const char *name);
/* True of npv.PARTY and the file's own metrics: what a summary shows. */
bool ent_metric_is_main(const char *name);
/* Whether the results are of one future: the base case, or the only one simulated or left by a
 * condition.  Nothing speaks of shares, medians or errors then. */
bool ent_results_single(const ent_results *);
/* A date metric's value as its period's name, or "never". */
char *ent_results_date(const ent_results *, double years, char *text);

#endif
