/* A sweep: one scenario, run once for each of several values of one of its terms.
 *
 * Every run has the same seed, so all of them see the same futures: what differs between two
 * points of a sweep is the term that was varied, not luck. */
#ifndef ENT_SWEEP_H
#define ENT_SWEEP_H

#include "model/engine/engine.h"
#include "model/problem.h"

#define ENT_SWEEP_POINTS 1000 /* most points of a sweep; more is a slip */

/* A term and the values it is to take, or several terms one after the other, from the scenario as
 * it stands. */
typedef struct {
    const char *path;   /* "assumptions.total_cap.value"; NULL: several terms */
    const char **sets;  /* each point as `--set` takes it; NULL: nothing is set */
    const char **names; /* "20bn", "none", "until_agi"; of several terms PATH=VALUE */
    size_t count;
} ent_vary;

/* Reads "PATH=V1,V2,..." or "PATH=FROM:TO:N", N values with equal steps, both ends included
 * ("20bn:60bn:5").  A comma inside brackets or quotes does not separate.  Several of these, with
 * semicolons between them, vary one term at a time; then the first point is the scenario as it
 * stands.  What it holds lives in the arena.  ENT_USAGE, with a problem that says what to write
 * instead: no path, an empty value, a range that is none, too many points. */
ent_status ent_vary_read(const char *text, ent_arena *, ent_vary *, ent_problems *)
    __attribute__((warn_unused_result));

/* Given the results of a point; they are released when it returns.  Anything but ENT_OK ends the
 * sweep. */
typedef ent_status ent_sweep_visit(void *context, size_t point, const ent_results *);

/* What every point of a study repeats. */
typedef struct {
    const char *file; /* read anew for each point, so not standard input */
    const char *const *overrides;
    size_t override_count;
    ent_plan_options plan;
    ent_run_options run;
    ent_sweep_visit *look;  /* given a preview (ent_plan_preview) of the first point by
                               ent_sweep_check; NULL: no one */
    ent_sweep_visit *visit; /* given the results of each point by ent_sweep_run */
    void *context;          /* of both */
} ent_study;

/* Reads and compiles the scenario with every value, so that a mistake in the last one does not
 * come after the work.  Problems and warnings are those of the first point, or of the first that is
 * wrong; `*said_of` is the scenario they point into, for the caller to free after the list. */
ent_status ent_sweep_check(const ent_study *, const ent_vary *, ent_scenario **said_of,
                           ent_problems *) __attribute__((warn_unused_result));

/* Runs the points in their order.  A run that is stopped early is still visited; then the sweep
 * ends with ENT_IMPRECISE.  Problems are those of runs; `*failed` is the scenario of the point that
 * ended the sweep, or NULL: they may point into it, so it is for the caller to free after the list. */
ent_status ent_sweep_run(const ent_study *, const ent_vary *, ent_scenario **failed,
                         ent_problems *) __attribute__((warn_unused_result));

#endif
