/* The chart of a sweep: one metric over the values of the term. */
#ifndef ENT_SWEEP_LINE_H
#define ENT_SWEEP_LINE_H

#include "cli/charts/charts.h"
#include "scenarios/scenarios.h"

typedef struct {
    ent_chart_request request; /* its metric: one name, or NULL */
    ent_arena arena;
    ent_swept_line line;
    ent_swept *points;
    const char *name; /* what readers call the metric */
    bool compared;    /* with the baseline */
    bool several;     /* terms, one at a time */
    uint64_t futures; /* of dates and flags, of which it shows a share; else 0 */
} ent_sweep_line;

/* Takes a point's numbers, in their order; everything it keeps is copied.  Of a number metric with a
 * baseline the paired difference, else its mean; of dates and flags the share of futures. */
ent_status ent_sweep_line_add(ent_sweep_line *, const ent_vary *, size_t point,
                              const ent_results *, ent_problems *)
    __attribute__((warn_unused_result));

/* Draws it into three files, as ent_charts_draw does. */
ent_status ent_sweep_line_draw(ent_sweep_line *, ent_problems *)
    __attribute__((warn_unused_result));

void ent_sweep_line_free(ent_sweep_line *);

#endif
