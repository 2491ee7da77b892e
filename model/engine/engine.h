/* The engine: compile a scenario, run it, read what came out.
 *
 *     ent_scenario --ent_plan_compile--> ent_plan --ent_run--> ent_results
 *
 * Defaults for every declaration below, unless its comment says otherwise.  Money: nominal, in the
 * scenario's currency.  Rates: fractions (0.12), per year.  Time: years from the start of the
 * horizon.  Periods: 0-based.  Arrays: flat, last index fastest. */
#ifndef ENT_ENGINE_H
#define ENT_ENGINE_H

#include "model/scenario.h"
#include "model/step.h"

/* ---- Plans ---------------------------------------------------------------------------------- */

/* A compiled scenario: immutable, may be run by any number of threads at once. */
typedef struct ent_plan ent_plan;

typedef struct {
    const char *
        where; /* a metric condition: results over the futures where it holds; NULL: all */
    const char
        *series; /* formulas between commas, watched besides the scenario's `series:` */
    const char *isa; /* "baseline", "v3", "v4"; NULL: the best this machine has */
    bool inputs;     /* runs also say what each uncertain input does to each metric */
} ent_plan_options;

/* Compiles every formula, clause, flow and metric of every agreement.  All independent mistakes are
 * added to the problems (E03xx names, E04xx syntax, E05xx units and cycles, E07xx meaning).  On
 * ENT_OK the plan is the caller's, keeps pointers into the scenario (which must outlive it) and is
 * released by ent_plan_free.  `options` may be NULL. */
ent_status ent_plan_compile(const ent_scenario *, const ent_plan_options *, ent_plan **,
                            ent_problems *) __attribute__((warn_unused_result));
void ent_plan_free(ent_plan *);

/* What a run of this plan costs; for `check` and the manifest. */
typedef struct {
    size_t periods, agreements, world_steps,
        agreement_steps; /* steps over all agreements */
    size_t cells;        /* statistics kept: series x periods, totals, years */
    size_t metrics;      /* numbers kept for each path, over all agreements */
    size_t bytes, bytes_per_thread, bytes_per_path; /* to be added up */
    const char *isa;                                /* instruction set chosen */
    const char
        *not_portable; /* names of what follows the C library ("beta, sin"), or "" */
} ent_plan_size;
ent_plan_size ent_plan_measure(const ent_plan *);

/* Bytes of the first formula of a list (ent_plan_options, series): up to a comma outside brackets. */
size_t ent_series_first(const char *list);

/* Every function name that formulas know, and the other reserved words; NULL-terminated. */
const char *const *ent_function_names(void);

/* The instruction sets this machine can run, best first, NULL-terminated. */
const char *const *ent_isa_names(void);

/* ---- Running -------------------------------------------------------------------------------- */

typedef struct {
    uint64_t paths; /* 0: the scenario's; at most 4,000,000,000 (E0905) */
    uint64_t seed;
    bool seed_given;  /* false: the scenario's */
    uint64_t keep;    /* paths whose metrics are kept one by one; 0: 1,000,000 */
    unsigned threads; /* 0: as many as there are processors */
    bool base_case;   /* one path, every uniform at one half */
    /* Asked before each block is taken, with the number of blocks taken so far: true ends the run
     * there, with what has been simulated.  NULL: never.  Called from worker threads, one at a
     * time. */
    bool (*stop)(void *context, uint64_t blocks);
    /* Told after each block is merged.  NULL: no one.  One call at a time. */
    void (*progress)(void *context, uint64_t paths_done, uint64_t paths);
    void *context;
} ent_run_options;

/* ---- Results -------------------------------------------------------------------------------- */

/* Percentiles of every summary, in this order. */
enum {
    ENT_P1,
    ENT_P2_5,
    ENT_P5,
    ENT_P10,
    ENT_P25,
    ENT_P50,
    ENT_P75,
    ENT_P90,
    ENT_P95,
    ENT_P97_5,
    ENT_P99,
    ENT_PERCENTILES
};
extern const double ent_percentile_of[ENT_PERCENTILES];        /* 0.01, 0.025, ... */
extern const char *const ent_percentile_name[ENT_PERCENTILES]; /* "p1", "p2.5", ... */
#define ENT_QUANTILES 201                                      /* 0%, 0.5%, ... 100% */
#define ENT_SAMPLES                                                                      \
    20 /* paths of each series shown one by one: the first ones, of those that `where`   \
          chose if it is given */

/* One number's distribution over the paths that count.  Of a date: in years from the start, over
 * the paths where it happened (percentiles are over all paths; INFINITY where that share of paths
 * never sees it). */
typedef struct {
    uint64_t n;
    double mean, se, sd, min,
        max; /* se: standard error of the mean; NaN if n < 2 (mean if n is 0) */
    double percentile[ENT_PERCENTILES];
} ent_summary;

/* A value that holds a share of the paths of its own. */
typedef struct {
    double value, probability, se;
} ent_atom;

/* The mean over the first n paths that count (of a date: on which it happened). */
typedef struct {
    uint64_t n;
    double mean, se;
} ent_running;
enum { ENT_RUNNING_MOST = 32 };

typedef struct {
    double mean, se;
} ent_estimate;

/* Something uncertain that differs from path to path: an uncertain assumption, or a driver, which
 * counts by its mean over the horizon, each period by its length (counts of a period: by their
 * number a year).  Its lowest tenth are the n / 10 paths with its least values, its highest those
 * with its greatest; of paths with equal values the first are lower. */
typedef struct {
    const char *name, *title; /* title NULL: none */
    const char *unit; /* "USD", "1"; "%": a pure number that the file writes in percent */
    ent_measure measure;
    bool driver;
    uint64_t tenth;   /* paths in a tenth */
    double low, high; /* its mean in the lowest and in the highest tenth */
} ent_input_result;

/* A metric's mean over the two tenths of one input; of a date, the share of paths on which it
 * comes.  Other inputs differ between the tenths only by chance, or as they are correlated. */
typedef struct {
    ent_estimate low, high;
} ent_input_effect;

typedef enum { ENT_NUMBER_METRIC, ENT_FLAG_METRIC, ENT_DATE_METRIC } ent_metric_kind;

typedef struct {
    const char *name, *title; /* title NULL: none */
    const char *unit;         /* "USD", "USD/year", "1", "date" */
    ent_metric_kind kind;
    bool built_in; /* npv.PARTY, total.CLAUSE.OUTPUT */
    ent_summary summary;
    double
        interval[3]
                [2];   /* 95% order-statistic intervals of p5, p50, p95; of a flag: [1] is
                                 the Wilson interval of its probability */
    double never;      /* a date: share of paths on which it never comes */
    ent_atom atoms[4]; /* at most this many, largest probability first, each above 0.1% */
    size_t atom_count;
    ent_running *running; /* how the mean settles: over 32, 64, 128, ... paths (streamed:
                             after 1, 2, 4, ... blocks), and at last all that count */
    size_t running_count;
    const double *quantiles; /* ENT_QUANTILES */
    const double *sorted;    /* every kept value in ascending order, or NULL (streamed) */
    size_t sorted_count;
    ent_input_effect *inputs; /* for each input of the results; NULL: see there */
} ent_metric_result;

typedef struct {
    const char *name, *title, *unit;
    ent_measure measure;
    const ent_summary *periods; /* one for each period */
    const ent_atom (*atoms)[3]; /* for each period; probability 0: no atom */
    const double *samples;      /* [sample][period], sample_count of them */
    size_t sample_count;
} ent_series_result;

#define ENT_NO_PATH UINT64_MAX

/* A flag that stays on: when it came. */
typedef struct {
    const char *name;       /* "revenue_share.capped", "agi" */
    const char *title;      /* of a driver; NULL: none */
    double probability, se; /* by the horizon's end */
    double low, high;       /* 95% Wilson interval */
    const double
        *by_period; /* share of paths on which it has happened by each period's end */
    int when[3];    /* p5, p50, p95 over all paths: the period, or -1 for never */
    const int *sample_when; /* the same of each path shown one by one */
    uint64_t example;       /* the lowest path on which it comes, or ENT_NO_PATH */
} ent_event_result;

/* When a clause is in force, as its agreement states it; a day named by an assumption is that day,
 * and a day that fields of its kind set (a milestone's `by`) is its last. */
typedef struct {
    ent_day start, until;       /* both in force; ENT_NO_DAY: not stated */
    const char *ends_on, *when; /* an event and a condition, as written; NULL: none */
} ent_term;

typedef struct {
    const char *name, *title, *kind;
    ent_summary
        *npv; /* one for each party; n = 0 where the clause moves nothing of that party */
    ent_estimate
        *by_year; /* [year][party]: what the party receives (less what it pays) */
    ent_term term;
} ent_clause_result; /* flows of the file are listed here too, with kind "flow" */

typedef struct {
    int from, to;       /* parties, ENT_MARKET */
    const char *clause; /* name of the clause or flow */
    bool marked;
    ent_estimate total; /* over the horizon, undiscounted */
} ent_transfer_result;

typedef struct {
    const char *name, *title;
    ent_metric_result *metrics;
    size_t metric_count; /* npv.PARTY, then the file's, then totals */
    ent_series_result *series;
    size_t series_count;
    ent_event_result *events;
    size_t event_count;
    ent_clause_result *clauses;
    size_t clause_count;
    ent_transfer_result *transfers;
    size_t transfer_count;
} ent_agreement_result;

/* One metric's paired difference, agreement minus baseline. */
typedef struct {
    const char *name, *title, *unit;
    ent_metric_kind kind;
    uint64_t n; /* a date: paths where both happened */
    double mean, se, p5, p50, p95;
    double positive, zero; /* shares of paths */
} ent_difference_result;

typedef struct {
    const char *agreement, *baseline;
    ent_difference_result *metrics;
    size_t metric_count;
} ent_comparison;

typedef struct ent_results {
    ent_arena arena;
    const ent_scenario *scenario;
    const ent_plan *plan;
    uint64_t paths, asked,
        seed;      /* paths < asked: stopped early, the results are of the first ones */
    uint64_t keep; /* the option's, where without it other values were kept; else 0 */
    bool base_case;
    const char *where;           /* as given, or NULL */
    uint64_t where_count;        /* paths on which it holds; paths without `where` */
    const char *where_agreement; /* the agreement whose metrics `where` reads */
    const uint64_t *sampled;     /* the paths shown one by one */
    size_t sampled_count;
    const ent_period *periods;
    size_t period_count;
    int first_year;
    size_t year_count;
    ent_agreement_result *agreements;
    size_t agreement_count;
    ent_comparison *comparisons;
    size_t comparison_count;  /* none without a baseline */
    ent_input_result *inputs; /* assumptions, then drivers, by name */
    size_t
        input_count; /* none unless the plan was asked for them, where metrics are streamed
                           (`keep`), and with fewer than 20 paths that count */
    double seconds;  /* wall time of the run, for messages only */
    unsigned threads;
} ent_results;

/* Runs the plan.  On ENT_OK the results are the caller's and keep pointers into the plan, which
 * must outlive them.  A formula that gives no finite number on some path ends the run: ENT_FAILED and
 * one problem (E0901; E0906 where a field leaves its range) that names the formula, agreement, lowest path and period.  Same plan, paths
 * and seed: the same bytes in every number, whatever the threads.  `options` may be NULL. */
ent_status ent_run(const ent_plan *, const ent_run_options *, ent_results **,
                   ent_problems *) __attribute__((warn_unused_result));
void ent_results_free(ent_results *);

/* What a run of this plan will tell of, before any future is simulated: agreements with their
 * metrics, series and events, and comparisons, with name, title, unit and kind as in the results of
 * ent_run, of no path.  Statistics are 0 and what points to them is NULL; there are no clauses,
 * transfers and inputs.  Fills the results, which keep pointers into the plan; released by
 * ent_arena_free of their arena. */
void ent_plan_preview(const ent_plan *, ent_results *);

/* ---- One path ------------------------------------------------------------------------------- */

typedef enum { ENT_TRACE_TRANSFER, ENT_TRACE_EVENT } ent_trace_kind;

typedef struct {
    ent_trace_kind kind;
    size_t period;
    ent_day day;      /* the period's last day */
    const char *name; /* clause, flow or event */
    int from, to;     /* transfers */
    double amount;    /* transfers; never 0 */
    bool marked;
} ent_trace_line;

/* What is watched, period by period. */
typedef struct {
    const char *name; /* as it was asked for */
    const char *unit;
    ent_measure measure;
    double *values; /* [period] */
} ent_trace_series;

typedef struct {
    ent_arena arena;
    const ent_scenario *scenario;
    const char *agreement;
    uint64_t path, seed;
    ent_trace_line *lines;
    size_t line_count; /* by period, transfers before events, then by name */
    /* Sum of the printed lines by party, cash and marked apart: [party]. */
    double *cash, *marked;
    /* The path's metrics, in the order of the results. */
    const char **metric_names;
    double *metrics;
    ent_metric_kind *metric_kinds;
    const char **metric_units;
    size_t metric_count;
    ent_trace_series *series; /* the scenario's, then those of the plan's options */
    size_t series_count;
    ent_day *days; /* the last of each period */
    size_t period_count;
} ent_trace;

/* Replays one path of one agreement (NULL: the last of the file).  On ENT_OK the trace is the
 * caller's.  ENT_USAGE and a problem if there is no such agreement.  Where a formula gives no finite
 * number on this path: ENT_FAILED and E0901, and the trace is the caller's too; it holds the finite
 * amounts. */
ent_status ent_trace_path(const ent_plan *, const char *agreement, uint64_t path,
                          const ent_run_options *, ent_trace **, ent_problems *)
    __attribute__((warn_unused_result));
void ent_trace_free(ent_trace *);

/* ---- Statistics ----------------------------------------------------------------------------- */

/* Quantile of ascending values by linear interpolation between closest ranks (Hyndman and Fan 1996,
 * type 7).  INFINITY is allowed at the upper end. */
double ent_quantile(const double *sorted, size_t count, double p);
/* 1-based ranks of the order statistics that hold the p-quantile with 95% confidence: the 2.5% and
 * 97.5% quantiles of the binomial, clipped to 1 and n (so for large n within a rank of 95%). */
void ent_quantile_ranks(uint64_t n, double p, uint64_t *low, uint64_t *high);
/* 95% Wilson interval of a probability: `hits` of `n`. */
void ent_wilson(uint64_t hits, uint64_t n, double *low, double *high);

#endif
