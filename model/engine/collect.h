/* What a run gathers: where each statistic has its place, and who fills it.  Private to
 * model/engine. */
#ifndef ENT_COLLECT_H
#define ENT_COLLECT_H

#include "model/engine/slice.h"
#include "model/engine/tally.h"

/* A party's side of an owner's lines: sums of a calendar year, or discounted.  Where it is one
 * alone, that is gathered as it stands, and if the party pays, the results turn its sign. */
typedef ent_net ent_side;
static inline bool ent_side_turned(const ent_side *side) {
    return side->count == 1 && side->signs[0] < 0;
}

/* Places of one agreement's statistics: first indices. */
typedef struct {
    size_t *series; /* [watched]: first of period_count tallies */
    size_t own; /* places below belong to earlier agreements, which see the same series */
    const ent_side *yearly, *discounted; /* [owner][party] */
    size_t npv;                          /* tallies [owner][party] */
    size_t totals;                       /* tallies, followed by those of metrics */
    size_t metrics;                      /* tallies, only when metrics are streamed */
    size_t kept;                         /* metrics, when they are kept by path */
    size_t streamed_count;               /* of totals and streamed metrics */
    size_t differences;                  /* the same, against the baseline */
    size_t years;                        /* moments [owner][year][party] */
    size_t lines;                        /* moments */
    size_t events;                       /* whole numbers [event][period] */
    size_t examples;                     /* paths [event] */
} ent_places;

typedef struct {
    const ent_plan *plan;
    ent_places *agreements;
    size_t tallies, moments,
        events;      /* how many of each; moments beside those of the tallies */
    size_t examples; /* events of all agreements */
    size_t kept;     /* metrics of all agreements */
    bool streaming;  /* metrics are streamed, not kept */
} ent_layout;

void ent_layout_make(const ent_plan *, bool streaming, ent_arena *, ent_layout *);

/* Everything gathered; one for each thread, one for all. */
typedef struct {
    const ent_layout *layout;
    ent_counts *counts; /* tallies */
    uint32_t *buckets;  /* of all: tallies x ENT_BUCKETS, untouched pages cost nothing */
    pthread_mutex_t *locks; /* of all: tallies */
    uint16_t
        *waiting; /* ENT_WAITING x tallies x ENT_SLICE: a slice writes to few pages */
    ent_moments *moments; /* tallies, then moments */
    uint64_t *events;     /* events, then one: the paths chosen by `where` */
    uint64_t *examples;   /* the lowest path on which an event comes, or ENT_NO_PATH */
    bool *written;        /* kept metrics: their columns are not zeros alone */
} ent_gathered;

/* Of one thread, whose buckets are those of `all`; of all, where that is NULL.  False: no memory. */
bool ent_gathered_make(const ent_layout *, const ent_gathered *all, ent_gathered *);
void ent_gathered_free(ent_gathered *);
/* Counts what waits in every tally; due before counts are merged. */
void ent_gathered_settle(ent_gathered *);
void ent_gathered_merge_counts(ent_gathered *all, const ent_gathered *from);
void ent_gathered_merge_moments(ent_gathered *to,
                                ent_gathered *from); /* and empties `from` */

/* Moments of totals and streamed metrics after 1, 2, 4, ... blocks. */
typedef struct {
    ent_moments *moments; /* [level][agreement][streamed] */
    size_t each, levels, noted;
} ent_milestones;
void ent_milestones_make(const ent_layout *, uint64_t blocks, ent_arena *,
                         ent_milestones *);
/* Told after each merged block, with the number of blocks merged. */
void ent_milestones_note(ent_milestones *, const ent_gathered *, uint64_t blocks);

/* Metrics kept path by path: column [agreement][metric][path], in the results' arena. */
typedef struct {
    double ***columns;
    double **inputs; /* [input][path]; NULL: not kept */
    double *where;   /* the condition by path; NULL without one */
    double *samples; /* [agreement][watched][sample][period], by `sample_at` */
    size_t **sample_at;
    size_t sampled; /* samples there are */
    int *when;      /* [agreement][event][sample]: its period or -1, by `when_at` */
    size_t *when_at;
    ent_milestones milestones;
    uint64_t keep; /* paths the columns have room for */
} ent_kept;

/* Fills the gathered from a slice; its context is an ent_collector. */
typedef struct {
    ent_gathered *to;
    ent_kept *kept;
    bool choosing;            /* with `where`: only chosen lanes count */
    size_t chosen[ENT_SLICE]; /* lanes */
    size_t chosen_count;
} ent_collector;
extern const ent_watcher ent_collecting; /* with a NULL context */

/* Keeps the samples of these paths, rising and at most ENT_SAMPLES. */
void ent_samples_keep(const ent_plan *, ent_slice *, ent_chance, const uint64_t *paths,
                      size_t count, ent_kept *);

#endif
