/* From what a run gathered to its results.  Private to model/engine. */
#ifndef ENT_SUMMARISE_H
#define ENT_SUMMARISE_H

#include "model/engine/collect.h"

/* Fills everything of the results that is statistics.  Kept columns are sorted in place: they
 * become the results' `sorted`. */
void ent_summarise(ent_results *, const ent_layout *, const ent_gathered *, ent_kept *,
                   unsigned threads);

/* The paths of an input's lowest and highest tenth, among those that count, ascending. */
typedef struct {
    const double *column; /* its kept values */
    uint32_t *low, *high;
} ent_tenths;

/* Arrays of an agreement's results, to be filled in. */
typedef struct {
    double *quantiles;    /* [metric, then total][ENT_QUANTILES] */
    ent_summary *periods; /* [series][period] */
    ent_atom (*atoms)[3]; /* the same */
} ent_blank;

/* What summaries are made from. */
typedef struct {
    ent_results *results;
    const ent_layout *layout;
    const ent_gathered *all;
    ent_kept *kept;
    const ent_plan *plan;
    size_t count;       /* kept paths that count */
    ent_tenths *tenths; /* of each input of the results */
    ent_blank *blanks;  /* of each agreement */
} ent_summary_source;

/* ---- summarise_jobs.c ---- */
/* What one thread works with: room for the kept paths that count, twice, and for the
 * buckets of a negated series. */
typedef struct {
    double *work, *room;
    uint32_t *mirror;
} ent_desk;

enum { ENT_DESKS_MOST = 256 };
typedef struct {
    ent_desk desks[ENT_DESKS_MOST];
    unsigned count;
    void *memory; /* of all; NULL: in the arena */
} ent_desks;

/* Fewer than `threads` where there is little memory.  Release with ent_desks_free. */
void ent_desks_make(ent_desks *, size_t count, unsigned threads, ent_arena *);
void ent_desks_free(ent_desks *);

typedef struct ent_job ent_job;
struct ent_job {
    void (*run)(const ent_summary_source *, const ent_job *, const ent_desk *);
    size_t agreement, index; /* whose metric, series, ... it is, and which */
};

/* All of them, in any order, by as many threads as there are desks. */
void ent_jobs_do(const ent_summary_source *, const ent_desks *, const ent_job *,
                 size_t count);

/* ---- running.c ---- */
/* Moments of kept values in order of path, and on the way how they settle. */
ent_moments ent_running_kept(const ent_isa *, ent_metric_result *, const double *x,
                             size_t count);
/* Of the tally at that place, one of totals and streamed metrics. */
void ent_running_streamed(const ent_summary_source *, ent_metric_result *, size_t place);

/* ---- summarise_kept.c ---- */
/* `x`: the kept values that count, in order of path; sorted here. */
void ent_summarise_kept(const ent_summary_source *, ent_metric_result *, double *x,
                        double *room, double *quantiles);
/* Of x less y, path by path, neither sorted yet; `work` and `room` hold as many. */
void ent_difference_kept(const ent_summary_source *, ent_difference_result *,
                         const double *x, const double *y, double *work, double *room);

/* ---- summarise_inputs.c ---- */
/* Makes the table of inputs that differ from path to path, and where their tenths go. */
void ent_inputs_lay_out(ent_summary_source *);
/* Finds the tenths of one of them; `work` and `room` as below. */
void ent_inputs_find(const ent_summary_source *, size_t input, double *work,
                     double *room);
/* What they all do to a metric: `x` are its kept values, not sorted yet. */
void ent_inputs_effects(const ent_summary_source *, ent_metric_result *, const double *x);

/* ---- summarise_streamed.c ---- */
/* Of the tally at that place. */
void ent_summarise_streamed(const ent_summary_source *, ent_metric_result *, size_t place,
                            double *quantiles);
void ent_difference_streamed(const ent_summary_source *, ent_difference_result *,
                             size_t place);

/* The least and the greatest of `count` values, at least one, no NaN. */
void ent_range(const double *x, size_t count, double *low, double *high);

/* Sorts doubles (no NaN) in ascending order, with room for as many again in `room`. */
void ent_sort(double *x, double *room, size_t count);

/* ent_quantile for several p, ascending and a hundredth apart or more, of finite values
 * in any order, without sorting all of them; x is lost.  At most 8. */
void ent_select_quantiles(double *x, double *room, size_t count, const double *p,
                          size_t p_count, double *answers);

/* ---- statistics.c: the parts of ent_quantile ---- */
/* Between which of `count` sorted values a quantile lies: this and, if part > 0, the next. */
size_t ent_quantile_rank(size_t count, double p, double *part);
double ent_quantile_between(const double *pair, double part);

#endif
