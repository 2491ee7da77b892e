/* Inside a plan: columns, steps and what is watched.  Private to model/engine. */
#ifndef ENT_PLAN_H
#define ENT_PLAN_H

#include "model/contract/clause.h"
#include "model/engine/engine.h"
#include "model/engine/operations.h"
#include "model/engine/unit.h"
#include "model/world/distribution.h"
#include "model/world/driver.h"

typedef struct {
    ent_step *items;
    size_t count;
} ent_program;

/* Where the columns of the world or of an agreement lie: `place` by column, of `places` in all. */
typedef struct {
    const uint32_t *place;
    size_t columns, places;
} ent_space;

/* A column set to one value before a program runs. */
typedef struct {
    ent_ref ref;
    double value;
} ent_reset;

/* A series of the world that agreements read. */
typedef struct {
    ent_ref from, to; /* the column of the period; a column for each period */
    bool moves; /* `from` lies where `to` does, period by period: nothing is copied */
} ent_export;

/* A driver's random numbers: words of stream `key`, turned as `shock` asks.  They are there for as many
 * periods as the generator has words; then the next take their places. */
#define ENT_SHOCK_PERIODS 4
typedef struct {
    ent_shock shock;
    size_t stream;
    ent_ref out; /* a column for each period (ENT_SHOCK_ONCE: one column) */
    bool mixed;  /* part of a correlation: a normal first, then Phi of the mixture */
} ent_shock_plan;

/* Shocks that are correlated: `factor` is the lower Cholesky factor, count x count. */
typedef struct {
    const size_t *members; /* indices of shocks (drivers) or of draws (assumptions) */
    size_t count;
    const double *factor;
    double dof;    /* of a t copula; 0: Gaussian */
    size_t stream; /* of its chi-squares */
} ent_mix;

/* An uncertain assumption. */
typedef struct {
    const char *name;
    ent_drawn drawn;
    size_t stream;
    ent_ref out;
    bool mixed;
} ent_draw;

/* Money moved by a clause or flow: one amount, from one ledger to another. */
typedef struct {
    const char *name; /* of the clause or flow */
    size_t owner;     /* index into the agreement's owners */
    int from, to;     /* parties, ENT_MARKET */
    bool marked;
    ent_ref amount;
    ent_ref npv_from,
        npv_to;          /* discounted sums of the amount, positive; nowhere for a ledger
                                     without a discount rate */
    ent_ref year, total; /* sums of the calendar year and of the horizon */
} ent_line;

/* An empty net with room for what both sides of so many lines bring, in the arena. */
ent_net *ent_net_make(ent_arena *, size_t lines);
void ent_net_add(ent_net *, ent_ref amount, int sign);

/* An amount period by period until it is booked: sums are read and written less often so. */
typedef struct {
    ent_ref amount;
    ent_ref entries; /* ENT_JOURNAL columns */
    ent_ref
        now; /* lies where the entry of the period at hand does: the amount itself, or a copy */
} ent_journal;

/* A clause or a flow of an agreement: whose lines are summed together. */
typedef struct {
    const char *name, *title, *kind;
    size_t first_line, line_count;
    ent_term term; /* of a flow: nothing stated */
} ent_owner;

/* What results show period by period. */
typedef struct {
    const char *name, *title, *unit;
    ent_measure measure;
    ent_ref ref;
    bool world; /* the same in every agreement: watched once */
    bool
        negated; /* what is shown is the column's mirror image: a ledger that only pays */
} ent_watched;

/* A sum over the horizon that is shown but not kept by path (total.CLAUSE.OUTPUT). */
typedef struct {
    const char *name, *unit;
    ent_ref ref;
} ent_total;

typedef struct {
    const char *name, *title, *unit;
    ent_metric_kind kind;
    bool built_in;
    ent_ref ref;
} ent_metric_plan;

/* Something uncertain whose values are kept by path: a column of the world. */
typedef struct {
    const char *name, *title, *unit;
    ent_measure measure;
    bool driver;
    ent_ref ref;
} ent_input_plan;

typedef struct {
    const char *name, *title;
    ent_space space;    /* of its own columns, used again by the next agreement */
    ent_program each;   /* every period */
    ent_program book;   /* then, when the journals are full and at each year's end */
    ent_program latch;  /* then: what the next period will see */
    ent_program finish; /* after the last period */
    ent_reset *resets;
    size_t reset_count;
    ent_journal *journals;
    size_t journal_count;
    ent_line **lines;
    size_t line_count;
    ent_owner *owners;
    size_t owner_count;
    ent_watched *watched;
    size_t watched_count;
    ent_watched *events;
    size_t event_count;
    ent_total *totals;
    size_t total_count;
    ent_metric_plan *metrics; /* every agreement has the same, in the same order */
    size_t metric_count;
} ent_agreement_plan;

struct ent_plan {
    ent_arena arena;
    const ent_scenario *scenario;
    const ent_isa *isa;
    ent_unit_names units;
    const ent_period *periods;
    size_t period_count;
    int first_year;
    size_t year_count;

    ent_space world;      /* kept by a slice from its beginning to its end */
    ent_reset *constants; /* written once for each thread */
    size_t constant_count;
    const char **streams;
    size_t stream_count;
    ent_draw *draws;
    size_t draw_count;
    ent_shock_plan *shocks;
    size_t shock_count;
    ent_mix *draw_mixes;
    size_t draw_mix_count;
    ent_mix *shock_mixes;
    size_t shock_mix_count;
    ent_reset *resets;
    size_t reset_count;
    ent_program once, each, latch; /* the world: once a path; every period */
    ent_export *exports;
    size_t export_count;
    ent_agreement_plan *agreements;
    size_t agreement_count;
    ent_program metrics; /* after every agreement */
    size_t baseline;     /* agreement_count: none */
    ent_ref where;       /* ENT_NOWHERE: all paths */
    const char *where_text;
    size_t where_agreement;
    const char *not_portable;
    ent_input_plan *inputs; /* read after the slice's end; none unless asked for */
    size_t input_count;
    const char **quantity_units; /* by quantity: "USD/year", "1" */
};

#endif
