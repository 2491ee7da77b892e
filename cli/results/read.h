/* results.json read back: charts are drawn from it without simulating. */
#ifndef ENT_RESULTS_READ_H
#define ENT_RESULTS_READ_H

#include "model/engine/engine.h"

/* True for a file's name that stands for results, not for a scenario: it ends in ".json". */
bool ent_results_named(const char *path);

/* Reads what `entente run` wrote.  The results hold what the file holds: there is no plan; of the
 * scenario only title, hash, currency, horizon, parties' and sources' words and overrides; no value of a
 * single path but the samples (`sorted` is NULL); of a series' summaries n, mean, se, sd and the
 * percentiles 2.5 to 97.5; NaN stands for what is not in the file.
 *
 * Always writes results, which the caller frees after the problems.  ENT_FILE: it cannot be read (E0101,
 * E0102); ENT_INVALID: it is no JSON (E0821), no results of format 1 (E0822), lacks members or has others
 * than it should (E0823), or they contradict one another (E0824). */
ent_status ent_results_read(const char *path, ent_results **, ent_problems *)
    __attribute__((warn_unused_result));

#endif
