/* What of the results the tables show: all of it, or what the command line asks for with
 * --agreement and --metric.  Files and data formats always hold everything. */
#ifndef ENT_SHOWN_H
#define ENT_SHOWN_H

#include "cli/options.h"
#include "model/engine/engine.h"

typedef struct {
    const char *agreement; /* one version, its differences included; NULL: all */
    const char *metrics;   /* names between commas; NULL: what is usual */
} ent_shown;

/* As the command line has it. */
ent_shown ent_shown_of(const ent_options *);

bool ent_shown_agreement(const ent_shown *, const char *name);
/* True of a metric that is named; `usual` where none is. */
bool ent_shown_metric(const ent_shown *, const char *name, bool usual);

/* ENT_USAGE, said on stderr, if there is no such version or metric in the results or a preview
 * of them (ent_plan_preview). */
ent_status ent_shown_check(const ent_shown *, const ent_results *)
    __attribute__((warn_unused_result));

/* True of a metric of the file that comes out the same in every version, where there are two or more:
 * one that compares two named versions, or hangs on the world alone.  It is shown once, and not as a
 * difference. */
bool ent_metric_is_common(const ent_results *, const char *name);

#endif
