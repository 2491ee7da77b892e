/* From a file on the command line to a plan: what every command begins with. */
#ifndef ENT_LOAD_H
#define ENT_LOAD_H

#include "cli/charts/charts.h"
#include "cli/options.h"
#include "model/engine/engine.h"

/* A scenario and its plan, with everything that was said on the way. */
typedef struct {
    ent_scenario *scenario;
    ent_plan *plan;
    ent_problems problems;
} ent_loaded;

/* Reads the first word's file ("-": standard input) with the overrides, and compiles it.
 * Whatever is wrong stays in `problems`; print it with ent_loaded_report.  Released by
 * ent_loaded_free in every case. */
ent_status ent_load(const ent_options *, ent_loaded *)
    __attribute__((warn_unused_result));

/* The same for a run whose results are written or drawn whole: it says what each
 * uncertain input does (ent_results, inputs), and what the scenario's charts name is
 * looked up. */
ent_status ent_load_whole(const ent_options *, ent_loaded *)
    __attribute__((warn_unused_result));

/* Looks up what a chart names (NULL: the charts that the scenario lists) in a preview of the results,
 * so that a slip does not cost a run. */
ent_status ent_load_check_charts(ent_loaded *, const ent_chart_request *)
    __attribute__((warn_unused_result));

/* What a command ends with: `status`, or ENT_INVALID if all went well but for a
 * warning that -W makes an error.  Before ent_loaded_report. */
ent_status ent_loaded_verdict(const ent_options *, ent_loaded *, ent_status);

/* Prints the problems to stderr (with --quiet only errors) and forgets them. */
void ent_loaded_report(const ent_options *, ent_loaded *);
void ent_loaded_free(ent_loaded *);

/* The plan options that the command line and the environment give. */
ent_plan_options ent_load_plan_options(const ent_options *);
/* The run options that the command line gives. */
ent_run_options ent_load_run_options(const ent_options *);

/* Runs the plan with a progress line.  On ENT_OK the results are the caller's; whether
 * they are partial is said on stderr too. */
ent_status ent_load_run(const ent_options *, ent_loaded *, ent_results **)
    __attribute__((warn_unused_result));

/* ENT_FAILED after E0910 if no future meets the results' condition: then there is nothing to
 * show. */
ent_status ent_load_check_where(const ent_results *, ent_problems *)
    __attribute__((warn_unused_result));

#endif
