/* What the files of the checks share.  Private to model/engine. */
#ifndef ENT_LINT_PARTS_H
#define ENT_LINT_PARTS_H

#include "model/engine/lint.h"
#include "model/engine/parser.h"
#include "model/engine/plan.h"

typedef struct {
    const ent_plan *plan;
    const ent_scenario *scenario;
    ent_file_lint_options options;
    ent_arena arena;
    ent_unit_names units; /* of the parser; the plan's own are not touched */
    ent_problems silence; /* of the parser: everything has been compiled */
    ent_node *
        *quantities; /* parsed once they are asked for, by their place in the file */
    ent_problems *problems;
} ent_lint;

/* One check: looks through the whole scenario. */
typedef void ent_lint_check(ent_lint *);
ent_lint_check ent_lint_events, ent_lint_sizes, ent_lint_ranges, ent_lint_limits,
    ent_lint_horizon, ent_lint_exclusivity, ent_lint_days, ent_lint_unused,
    ent_lint_sources;

/* The formula as a tree, or NULL if it is none (a date, a name of something else). */
ent_node *ent_lint_parse(ent_lint *, const char *text);
/* Whether the formula has one value in period t whatever happens, as far as numbers, time, fixed
 * assumptions and quantities of these alone say; writes it. */
bool ent_lint_fixed(ent_lint *, const ent_node *, size_t t, double *x);
/* The same of a field, in the first period. */
bool ent_lint_known(ent_lint *, const ent_value *, double *x);
/* Whether a given condition is 0 in every period, whatever happens. */
bool ent_lint_never(ent_lint *, const ent_value *);
/* Whether a given formula reads anything by its name. */
bool ent_lint_names(ent_lint *, const ent_value *);

/* The value of an entry's field of that name (its kind's first, then common ones), or NULL if it has no
 * such field or it is not given. */
const ent_value *ent_lint_field(const ent_entry *, const char *name);
/* The day a field says, be it by the name of an assumption; ENT_NO_DAY if none. */
ent_day ent_lint_day(ent_lint *, const ent_value *);
/* "agreements.first.clauses.share.cap"; lives as long as the problems. */
const char *ent_lint_path(ent_lint *, const ent_entry *, const char *field);

#endif
