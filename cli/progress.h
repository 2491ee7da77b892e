/* A run that can be watched and stopped. */
#ifndef ENT_PROGRESS_H
#define ENT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "model/engine/engine.h"

/* The state of one run's progress line. */
typedef struct {
    bool visible; /* only on a terminal, and not with --quiet */
    struct timespec began;
    double shown_at; /* seconds since the beginning, when the line was last written */
    bool shown;
    uint64_t stop_after; /* blocks; 0: no limit (ENTENTE_STOP_AFTER, for tests) */
} ent_progress;

/* Starts watching: Ctrl-C now asks the run to stop instead of ending the program (the
 * second one ends it), and `options` will report to this progress. */
void ent_progress_begin(ent_progress *, bool quiet, ent_run_options *options);
/* Takes the line off the terminal again and gives Ctrl-C its usual meaning back. */
void ent_progress_end(ent_progress *);

#endif
