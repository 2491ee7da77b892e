/* The run loop: blocks of paths, taken by threads, merged in their order. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/engine/collect.h"
#include "model/engine/summarise.h"

#define KEEP_STANDARD 1000000
#define THREADS_MOST 256
#define PATHS_MOST 4000000000u /* what one count of a histogram can hold */

typedef struct worker worker;

typedef struct {
    const ent_plan *plan;
    const ent_run_options *options;
    ent_chance chance;
    ent_layout layout;
    ent_gathered all;
    ent_kept kept;
    uint64_t paths, blocks;
    pthread_mutex_t lock;
    pthread_cond_t moved_on; /* a block was merged */
    uint64_t taken, merged;  /* blocks */
    worker *workers;
    size_t worker_count;
    bool sampling;                 /* somebody has seen to the samples */
    uint64_t sampled[ENT_SAMPLES]; /* the first paths that count */
    size_t sampled_count;
    bool stopped;
    ent_fault fault;
} run;

struct worker {
    run *shared;
    ent_gathered own;
    uint64_t sampled[ENT_SAMPLES]; /* of the block at hand */
    size_t sampled_count;
    ent_slice *slice;
    pthread_t thread;
    bool started;
};

/* The next block, or false if there is none or the run is to end. */
static bool take_block(run *r, uint64_t *block) {
    pthread_mutex_lock(&r->lock);
    bool more = !r->stopped && !r->fault.found && r->taken < r->blocks;
    if (more && r->options->stop && r->options->stop(r->options->context, r->taken)) {
        r->stopped = true;
        more = false;
    }
    if (more)
        *block = r->taken++;
    pthread_mutex_unlock(&r->lock);
    return more;
}

static void choose_lanes(ent_collector *c, const ent_slice *slice, ent_ref where) {
    const double *x = ent_column(slice, where, 0);
    c->chosen_count = 0;
    for (size_t i = 0; i < slice->count; i++)
        if (x[i] != 0)
            c->chosen[c->chosen_count++] = i;
}

/* The first paths that count are shown one by one. */
static void note_sampled(worker *w, const ent_collector *c, uint64_t path, size_t count) {
    const size_t n = c->choosing ? c->chosen_count : count;
    for (size_t i = 0; i < n && w->sampled_count < ENT_SAMPLES; i++)
        w->sampled[w->sampled_count++] = path + (c->choosing ? c->chosen[i] : i);
}

static void run_block(worker *w, uint64_t block) {
    run *r = w->shared;
    static const ent_watcher silent;
    w->sampled_count = 0;
    for (uint64_t path = block * ENT_BLOCK;
         path < (block + 1) * ENT_BLOCK && path < r->paths; path += ENT_SLICE) {
        const uint64_t rest = r->paths - path;
        const size_t count = rest < ENT_SLICE ? (size_t)rest : ENT_SLICE;
        ent_collector collector = {.to = &w->own, .kept = &r->kept};
        ent_watcher watcher = ent_collecting;
        watcher.context = &collector;
        if (r->plan->where.base >= 0) {
            /* The condition is known only at the path's end, so the slice is run twice. */
            ent_slice_run(r->plan, w->slice, r->chance, path, count, &silent);
            choose_lanes(&collector, w->slice, r->plan->where);
            w->own.events[r->layout.events] += collector.chosen_count;
            collector.choosing = true;
        }
        note_sampled(w, &collector, path, count);
        ent_slice_run(r->plan, w->slice, r->chance, path, count, &watcher);
        if (w->slice->fault.found)
            return;
    }
}

static void merge_block(worker *w, uint64_t block) {
    run *r = w->shared;
    pthread_mutex_lock(&r->lock);
    while (r->merged != block)
        pthread_cond_wait(&r->moved_on, &r->lock);
    if (w->slice->fault.found && !r->fault.found)
        r->fault = w->slice->fault;
    ent_gathered_merge_moments(&r->all, &w->own);
    for (size_t i = 0; i < w->sampled_count && r->sampled_count < ENT_SAMPLES; i++)
        r->sampled[r->sampled_count++] = w->sampled[i];
    ent_milestones_note(&r->kept.milestones, &r->all, ++r->merged);
    const uint64_t done = r->merged * ENT_BLOCK;
    if (r->options->progress)
        r->options->progress(r->options->context, done < r->paths ? done : r->paths,
                             r->paths);
    pthread_cond_broadcast(&r->moved_on);
    pthread_mutex_unlock(&r->lock);
}

/* Runs the paths shown one by one again, unless that is done or they are not all known. */
static void keep_samples(worker *w, bool all_known) {
    run *r = w->shared;
    pthread_mutex_lock(&r->lock);
    const bool due =
        !r->sampling && !r->fault.found && (all_known || r->sampled_count == ENT_SAMPLES);
    r->sampling |= due;
    pthread_mutex_unlock(&r->lock);
    if (due)
        ent_samples_keep(r->plan, w->slice, r->chance, r->sampled, r->sampled_count,
                         &r->kept);
}

static void *work(void *context) {
    worker *w = context;
    uint64_t block;
    while (take_block(w->shared, &block)) {
        run_block(w, block);
        merge_block(w, block);
    }
    ent_gathered_settle(&w->own);
    keep_samples(w, false);
    return NULL;
}

static bool prepare_worker(run *r, worker *w) {
    w->shared = r;
    w->slice = ent_slice_make(r->plan);
    return ent_gathered_make(&r->layout, &r->all, &w->own) && w->slice;
}

static void free_worker(worker *w) {
    ent_slice_free(w->slice);
    ent_gathered_free(&w->own);
}

/* ---- Kept metrics ---- */

/* One block for all that is kept by path: large pages, if there is much of it. */
static void prepare_columns(run *r, ent_arena *arena) {
    const ent_plan *plan = r->plan;
    const size_t keep = (size_t)r->kept.keep;
    const bool choosing = plan->where.base >= 0;
    size_t count = plan->input_count + choosing;
    for (size_t a = 0; a < plan->agreement_count; a++)
        count += plan->agreements[a].metric_count;
    if (!keep)
        return;
    double *next = ent_arena_take(arena, count * keep, sizeof *next);
    for (size_t a = 0; a < plan->agreement_count; a++)
        for (size_t m = 0; m < plan->agreements[a].metric_count; m++, next += keep)
            r->kept.columns[a][m] = next;
    if (plan->input_count)
        r->kept.inputs = ent_arena_take(arena, plan->input_count, sizeof *r->kept.inputs);
    for (size_t i = 0; i < plan->input_count; i++, next += keep)
        r->kept.inputs[i] = next;
    if (choosing)
        r->kept.where = next;
}

static void prepare_kept(run *r, ent_arena *arena) {
    const ent_plan *plan = r->plan;
    size_t samples = 0, events = 0;
    r->kept.keep = r->layout.streaming ? 0 : r->paths;
    r->kept.columns =
        ent_arena_take(arena, plan->agreement_count, sizeof *r->kept.columns);
    r->kept.when_at =
        ent_arena_take(arena, plan->agreement_count, sizeof *r->kept.when_at);
    r->kept.sample_at =
        ent_arena_take(arena, plan->agreement_count, sizeof *r->kept.sample_at);
    for (size_t a = 0; a < plan->agreement_count; a++) {
        const ent_agreement_plan *agreement = &plan->agreements[a];
        r->kept.columns[a] = ent_arena_take(arena, agreement->metric_count + 1,
                                            sizeof *r->kept.columns[a]);
        r->kept.sample_at[a] = ent_arena_take(arena, agreement->watched_count + 1,
                                              sizeof *r->kept.sample_at[a]);
        for (size_t w = 0; w < agreement->watched_count;
             w++, samples += ENT_SAMPLES * plan->period_count)
            r->kept.sample_at[a][w] = samples;
        r->kept.when_at[a] = events;
        events += agreement->event_count * ENT_SAMPLES;
    }
    r->kept.when = ent_arena_take(arena, events + 1, sizeof *r->kept.when);
    for (size_t e = 0; e < events; e++)
        r->kept.when[e] = -1;
    r->kept.samples = ent_arena_take(arena, samples + 1, sizeof(double));
    prepare_columns(r, arena);
}

/* ---- The whole ---- */

static unsigned thread_count(const run *r) {
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t threads = r->options->threads ? r->options->threads
                       : processors > 0    ? (uint64_t)processors
                                           : 1;
    if (threads > r->blocks)
        threads = r->blocks;
    return (unsigned)(threads > THREADS_MOST ? THREADS_MOST : threads);
}

static void run_workers(run *r) {
    for (size_t i = 1; i < r->worker_count; i++) {
        worker *w = &r->workers[i];
        w->started = pthread_create(&w->thread, NULL, work, w) == 0;
    }
    work(&r->workers[0]);
    for (size_t i = 1; i < r->worker_count; i++)
        if (r->workers[i].started)
            pthread_join(r->workers[i].thread, NULL);
    keep_samples(&r->workers[0], true);
    for (size_t i = 0; i < r->worker_count; i++)
        ent_gathered_merge_counts(&r->all, &r->workers[i].own);
}

static bool run_threads(run *r, unsigned threads) {
    r->workers = calloc(threads, sizeof *r->workers);
    r->worker_count = r->workers ? threads : 0;
    bool good = r->workers != NULL;
    for (size_t i = 0; good && i < r->worker_count; i++)
        good = prepare_worker(r, &r->workers[i]);
    if (good)
        run_workers(r);
    for (size_t i = 0; i < r->worker_count; i++)
        free_worker(&r->workers[i]);
    free(r->workers);
    return good;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void prepare_run(run *r, const ent_plan *plan, const ent_run_options *options) {
    const ent_scenario *s = plan->scenario;
    const uint64_t keep = options->keep ? options->keep : KEEP_STANDARD;
    *r = (run){.plan = plan, .options = options};
    r->chance.seed = options->seed_given ? options->seed : s->seed;
    r->chance.base_case = options->base_case;
    r->paths = options->base_case ? 1 : options->paths ? options->paths : s->paths;
    r->blocks = (r->paths + ENT_BLOCK - 1) / ENT_BLOCK;
    r->layout.streaming = r->paths > keep;
}

static ent_results *describe(run *r, ent_results *results, unsigned threads,
                             double began) {
    const uint64_t done = r->merged * ENT_BLOCK;
    results->asked = r->paths;
    results->paths = done < r->paths ? done : r->paths;
    results->seed = r->chance.seed;
    const bool standard = r->paths > KEEP_STANDARD;
    results->keep = r->layout.streaming != standard ? r->options->keep : 0;
    results->base_case = r->chance.base_case;
    results->threads = threads;
    uint64_t *sampled = ent_arena_take(&results->arena, ENT_SAMPLES, sizeof *sampled);
    memcpy(sampled, r->sampled, r->sampled_count * sizeof *sampled);
    results->sampled = sampled;
    results->sampled_count = r->sampled_count;
    ent_summarise(results, &r->layout, &r->all, &r->kept, threads);
    results->seconds = now() - began;
    return results;
}

ent_status ent_run(const ent_plan *plan, const ent_run_options *options,
                   ent_results **out, ent_problems *problems) {
    static const ent_run_options none;
    static const ent_place nowhere;
    const double began = now();
    run r;
    *out = NULL;
    prepare_run(&r, plan, options ? options : &none);
    if (r.paths > PATHS_MOST) {
        ent_problem_add(problems, "E0905", nowhere, NULL,
                        "%llu paths are more than one run can count, %u",
                        (unsigned long long)r.paths, PATHS_MOST);
        return ENT_FAILED;
    }
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved_on, NULL);
    ent_results *results = calloc(1, sizeof *results);
    bool good = results != NULL;
    if (good) {
        ent_plan_preview(plan, results);
        ent_layout_make(plan, r.layout.streaming, &results->arena, &r.layout);
        prepare_kept(&r, &results->arena);
        ent_milestones_make(&r.layout, r.blocks, &results->arena, &r.kept.milestones);
        good = ent_gathered_make(&r.layout, NULL, &r.all);
    }
    const unsigned threads = thread_count(&r);
    good = good && run_threads(&r, threads);
    ent_status status = ENT_OK;
    if (!good) {
        ent_problem_add(problems, "E0902", nowhere, NULL,
                        "there is not enough memory for this run");
        status = ENT_FAILED;
    } else if (r.fault.found) {
        ent_problem *problem = ent_fault_report(plan, &r.fault, problems);
        const ent_checked *what = r.fault.what;
        problem->help = ent_problem_text(
            problems, "see what leads to it: entente trace FILE --path %llu%s%s",
            (unsigned long long)r.fault.path, what->agreement ? " --agreement " : "",
            what->agreement ? what->agreement : "");
        status = ENT_FAILED;
    } else if (r.merged == 0) {
        ent_problem_add(problems, "E0904", nowhere, NULL,
                        "the run was stopped before its first block");
        status = ENT_FAILED;
    } else {
        *out = describe(&r, results, threads, began);
    }
    if (status != ENT_OK)
        ent_results_free(results);
    ent_gathered_free(&r.all);
    pthread_mutex_destroy(&r.lock);
    pthread_cond_destroy(&r.moved_on);
    return status;
}

void ent_results_free(ent_results *results) {
    if (!results)
        return;
    ent_arena_free(&results->arena);
    free(results);
}
