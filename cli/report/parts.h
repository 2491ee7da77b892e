/* What the sections of a report share. */
#ifndef ENT_REPORT_PARTS_H
#define ENT_REPORT_PARTS_H

#include "cli/explain.h"
#include "cli/report/report.h"
#include "cli/table.h"

typedef struct {
    const ent_results *results;
    const ent_report_request *request;
    ent_explained explained;
    const json_t *terms; /* what `explain` says */
    ent_problems *problems;
    ent_paper *document;
    ent_fonts *fonts; /* of all figures */
    ent_arena *arena;
    ent_status figures; /* ENT_OK, or why a chart that the scenario lists is not there */
} ent_report;

/* The sections, in their order. */
void ent_report_findings(ent_report *);    /* the results in words */
void ent_report_terms(ent_report *);       /* versions side by side, and what changes */
void ent_report_numbers(ent_report *);     /* tables of results */
void ent_report_figures(ent_report *);     /* charts */
void ent_report_register(ent_report *);    /* assumptions, drivers, metrics, sources */
void ent_report_diagnostics(ent_report *); /* how sure the simulation is; warnings */
void ent_report_manifest(ent_report *);    /* what repeats it */

/* A chart of the kind, if the run has what it takes. */
void ent_report_figure(ent_report *, const char *kind);
/* A paragraph; an item of a list. */
void ent_report_say(ent_report *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void ent_report_item(ent_report *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The title of an agreement by its name, else the name. */
const char *ent_report_version(const ent_report *, const char *name);
/* What a metric is called: its title; "OpenAI, present value" for npv.openai; else `name`. */
const char *ent_report_metric(const ent_report *, const char *name, const char *title);
/* An entry of `terms` that has a name and perhaps a title: "Revenue share", else `name`. */
const char *ent_report_entry(const ent_report *, const json_t *entry);
/* "Revenue share: capped" for revenue_share.capped; a driver's title; else `name`. */
const char *ent_report_event(const ent_report *, const ent_agreement_result *,
                             const char *name);
/* The i-th comparison: the last version's first, as it is what a reader came for. */
const ent_comparison *ent_report_comparison(const ent_report *, size_t i);
/* A text of the arena. */
const char *ent_report_words(const ent_report *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds what a table of the summary holds. */
void ent_report_table(ent_report *, const char *caption, const ent_table *);
/* Columns of text that end with NULL. */
ent_paper_table *ent_report_columns(ent_report *, const char *caption,
                                    const char *const *headers);

#endif
