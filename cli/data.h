/* Results as tables for machines: tidy rows, numbers in full, one file each.  Dates are
 * ISO days, "never" where a percentile is never reached; what does not exist is an empty
 * cell.  The last column, `partial`, is 1 if the run was interrupted. */
#ifndef ENT_DATA_H
#define ENT_DATA_H

#include "cli/table.h"
#include "model/engine/engine.h"

/* One table: the file it goes to, and what fills it. */
typedef struct {
    const char *file; /* "metrics.csv" */
    void (*fill)(const ent_results *, ent_table *);
} ent_data_file;

/* Every table of a run; the last one's file is NULL. */
extern const ent_data_file ent_data_files[];

/* Metrics and differences in one table, for `run --csv`: a difference's agreement is "A -
 * B". */
void ent_data_summary(const ent_results *, ent_table *);

/* The same rows behind a first column `value`, appended: for one point of a sweep. */
void ent_data_point(const ent_results *, const char *value, ent_table *);

#endif
