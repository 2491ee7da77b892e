/* `report`: a run told in one document. */
#ifndef ENT_REPORT_H
#define ENT_REPORT_H

#include "cli/options.h"
#include "model/engine/engine.h"
#include "plots/plots.h"

/* What is asked for. */
typedef struct {
    const char *path;  /* .html, .pdf or .md */
    const char *file;  /* the scenario's path as given, for the command that repeats it */
    const char *title; /* NULL: the scenario's */
    const char *theme; /* NULL: "auto" */
    const ent_options *options; /* for the rules of -W: what they silence is not told */
} ent_report_request;

/* What the options of `run` or `report` ask for, to be written to the path.  Points into both. */
ent_report_request ent_report_asked(const ent_options *, const char *path);

/* Looks at what can be wrong before anything is simulated: the ending, the theme, whether it can be
 * drawn and the file written.  ENT_USAGE with E0802 or E0813, ENT_FILE with E0807 or E0809. */
ent_status ent_report_check(const ent_report_request *, ent_problems *)
    __attribute__((warn_unused_result));

/* Writes the report of results that hold futures (`where` may leave none).  The warnings among the problems are told in it; what goes wrong
 * is added to them.  Errors: those of ent_paper_save; those of ent_charts_lay_out for a
 * chart that the scenario lists, without which the file is written.  One that the run has nothing to
 * show for is left out with a warning (ent_charts_pass_on). */
ent_status ent_report_save(const ent_results *, const ent_report_request *,
                           ent_problems *) __attribute__((warn_unused_result));

#endif
