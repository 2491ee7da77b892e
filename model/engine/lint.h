/* Checks of what is possible but hardly meant: each finds a way in which scenarios go wrong and still
 * run.  What they find are warnings (W...), never errors. */
#ifndef ENT_LINT_H
#define ENT_LINT_H

#include "model/engine/engine.h"

/* Looks at the terms of a compiled scenario: days after the horizon, conditions that never hold, caps
 * that are used up, rates without a percent sign, two who have the same exclusive right. */
void ent_plan_lint(const ent_plan *, ent_problems *);

typedef struct {
    bool newer_given;   /* whether the next is asked for */
    ent_day newer_than; /* sources of an earlier day, or of none, are reported (W0709) */
} ent_file_lint_options;

/* Looks at how its file is kept: what nothing reads, and what has no source.  For `check`: who runs a
 * sketch need not hear it.  `options` may be NULL.  Cost: formulas are parsed again. */
void ent_file_lint(const ent_plan *, const ent_file_lint_options *, ent_problems *);

/* Looks at what a run found: caps that never bind, metrics that are never so.  Silent on runs of fewer
 * than 1,000 futures, which could not tell, and on futures that `where` chose. */
void ent_results_lint(const ent_results *, ent_problems *);

#endif
