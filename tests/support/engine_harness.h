/* Scenarios as text, compiled and run in memory.
 *
 * Everything that a test opens it closes with engine_close; a mistake in the test's own
 * text (a scenario that does not compile, a metric that does not exist) fails the test and
 * says why. */
#ifndef ENGINE_HARNESS_H
#define ENGINE_HARNESS_H

#include <stddef.h>
#include <stdint.h>

#include "model/engine/engine.h"
#include "tests/support/verdict.h"

typedef struct {
    ent_problems problems;
    ent_scenario *scenario;
    ent_plan *plan;
    ent_results *results; /* of the last engine_run; NULL before */
} engine;

/* Reads and compiles; the plan is NULL where something is wrong. */
engine *engine_try(const char *yaml, const ent_plan_options *);
/* The same, for what must compile. */
engine *engine_open(const char *yaml);
/* Opens a scenario and runs it: that many paths, seed 1, two threads. */
engine *engine_open_run(const char *yaml, uint64_t paths);
void engine_close(engine *);

/* Runs the plan; earlier results are released.  Options NULL: the scenario's. */
void engine_run(engine *, const ent_run_options *);

/* A metric of an agreement (NULL: the only one). */
const ent_metric_result *engine_metric(const engine *, const char *agreement,
                                       const char *name);
/* Its mean. */
double engine_mean(const engine *, const char *agreement, const char *name);
const ent_agreement_result *engine_agreement(const engine *, const char *name);
const ent_series_result *engine_series(const engine *, const char *agreement,
                                       const char *name);
const ent_event_result *engine_event(const engine *, const char *agreement,
                                     const char *name);
const ent_clause_result *engine_clause(const engine *, const char *agreement,
                                       const char *name);

/* All bytes of the results that hold statistics, written as text to the last bit, so that
 * two runs can be compared.  Released with free. */
char *engine_digest(const ent_results *);
/* The same of one agreement. */
char *engine_digest_of(const ent_results *, const char *agreement);

/* Requires equal texts; shows where they part, and `what` was compared. */
void expect_same_text(const char *a, const char *b, const char *what);
/* Requires exactly one problem with this code and message (NULL: any). */
void expect_problem(const engine *, const char *code, const char *message);

/* printf into a fresh text; released with free. */
char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
