/* Steps and the operations that formulas compile to.
 *
 * A step computes the column `out` from up to three columns; what else it needs is `data`.  Step
 * functions are hot: one copy for each instruction set, chosen when the plan is compiled. */
#ifndef ENT_OPERATIONS_H
#define ENT_OPERATIONS_H

#include "model/contract/clause.h"
#include "model/step.h"
#include "model/world/driver.h"

/* Columns with this bit belong to the agreement being evaluated. */
#define ENT_OWN (1 << 28)

/* The lowest path on which a checked column was not what it must be, and what it was. */
typedef struct {
    bool found;
    uint64_t path;
    size_t period;
    double value;
    const void *what; /* the ent_checked of the step */
} ent_fault;

/* 256 paths being computed: one for each thread. */
typedef struct {
    double **world, **own; /* where columns lie: the world's, the agreement's at hand */
    uint64_t path;         /* of the first lane */
    size_t count;          /* lanes that count, from the first */
    const ent_period *periods;
    size_t period_count;
    size_t entries; /* periods that the agreement's journals hold, this one among them */
    const ent_kernels *kernels;
    ent_fault fault;
    char *memory;     /* places, ENT_COLUMN doubles apart */
    double **columns; /* the world's, then each agreement's */
} ent_slice;

typedef struct ent_step ent_step;
typedef void ent_step_function(const ent_step *, ent_slice *, size_t period);
struct ent_step {
    ent_step_function *run;
    ent_ref out, in[3];
    const void *data;
};

static inline double *ent_column(const ent_slice *slice, ent_ref ref, size_t t) {
    const size_t column = (size_t)ref.base + (size_t)ref.stride * t;
    double *const *columns = column & ENT_OWN ? slice->own : slice->world;
    return columns[column & ~(size_t)ENT_OWN];
}

/* Elementwise operations on one, two or three columns.  Those of the last line no
 * formula is compiled to: they stand for two steps that follow each other (fuse.c). */
/* clang-format off */
#define ENT_OPERATIONS(X) \
    X(ADD) X(SUBTRACT) X(MULTIPLY) X(DIVIDE) X(NEGATE) X(POWER) X(EXP) X(LOG) X(SQRT) X(ABS) \
    X(MIN) X(MAX) X(FLOOR) X(CEIL) X(CLAMP) X(LOGISTIC) X(SIN) X(COS) X(LESS) X(LESS_EQUAL) \
    X(GREATER) X(GREATER_EQUAL) X(EQUAL) X(NOT_EQUAL) X(AND) X(OR) X(NOT) X(SELECT) X(COPY) \
    X(PRODUCT) X(PRODUCT_PLUS) X(LESS_PRODUCT) X(DIFFERENCE_TIMES)
/* clang-format on */
typedef enum {
#define ENT_OPERATION_CODE(name) ENT_OP_##name,
    ENT_OPERATIONS(ENT_OPERATION_CODE)
#undef ENT_OPERATION_CODE
        ENT_OP_COUNT
} ent_operation;

/* A list of rows: where its cells are. */
typedef struct {
    size_t count, cell_count;
    const ent_ref *cells;
} ent_rows_plan;

/* Data of ENT_STEP_CALL: a driver or clause. */
typedef struct {
    void (*apply)(const ent_call *);
    const void *data;
    ent_ref shock, more[ENT_SHOCKS_MORE], share, standing;
    int settles_in; /* period in which a clause's term ends, or -1 */
    size_t in_count, out_count, state_count;
    const ent_ref *in, *out, *state;
    const ent_rows_plan *rows;      /* in_count of them; NULL: no list of rows is given */
    const unsigned char *dimension; /* clauses: of each field */
} ent_call_plan;
#define ENT_CALL_LIMIT 32  /* fields, outputs or states of a kind */
#define ENT_CELL_LIMIT 256 /* cells of all its rows */

/* Data of ENT_STEP_FORCE: when a clause is in force.  Its out is the share of the period's days;
 * in[0] 1 once an event has ended it, in[1] its condition; either may be nowhere. */
typedef struct {
    const double *share_by_period;
    const double *standing_by_period; /* 0 or 1 */
    ent_ref standing;                 /* written too */
} ent_force;

/* Data of the weighted sums: one weight for each period; a period with weight 0 is skipped. */
typedef struct {
    const double *weights;
} ent_weights;

/* Periods that are booked together. */
#define ENT_JOURNAL 4

/* Data of ENT_STEP_BOOK: the sums of one amount, each with a weight for each period.
 * in[0] is the first of its journal's ENT_JOURNAL columns, or a series of the world: what the slice's
 * last `entries` periods brought, none of them booked yet and all of one calendar year.  With a `total` the last sum is of
 * that year, and at its end is added to it. */
typedef struct {
    ent_ref sums[3], total;   /* set to 0 by the step itself, where they begin */
    const double *weights[3]; /* NULL: 1 in every period */
    size_t count;             /* 1 to 3 */
} ent_booking;

/* Data of ENT_STEP_NET: the amounts that a ledger receives (+1) and pays (-1). */
typedef struct {
    ent_ref *amounts;
    int *signs;
    size_t count;
} ent_net;

/* Data of ENT_STEP_LAG: in[0] falls due, out is what moves, some periods later. */
typedef struct {
    ent_span span;
    const int *moves_in; /* by the period in which it falls due; -1: after the horizon */
    const ent_weights *years; /* by that period: to the day at which it is discounted */
    size_t
        ring_size; /* columns from `ring` on: what moves in period t is in column t modulo this */
    ent_ref ring;
    ent_ref late; /* what falls due after the horizon; it moves in the last period */
    ent_ref payable, moved;
    ent_ref
        outstanding; /* at the period's end: fallen due and not moved, or moved before its day */
} ent_lag;

/* Data of ENT_STEP_CHECK and ENT_STEP_RANGE. */
typedef struct {
    const char *name;       /* of the formula, "quantities.revenue" */
    const char *agreement;  /* NULL: the world */
    ent_place at;           /* of the formula */
    const char *text;       /* the formula */
    const ent_field *field; /* RANGE: whose range it is */
    double low, high;       /* RANGE: finite */
} ent_checked;

typedef enum {
    ENT_STEP_CALL,
    ENT_STEP_FORCE,
    ENT_STEP_ENDED, /* out = max(out, in[0] != 0) */
    ENT_STEP_NET, /* out = what a ledger received less what it paid, in a period or in present
                       values; data: ent_net */
    ENT_STEP_LAG,        /* out = what moves of what fell due; data: ent_lag */
    ENT_STEP_DISCOUNTED, /* out += in[0] x in[1] */
    ENT_STEP_DISCOUNT,   /* out = exp(-in[0] x weights[t]); in[0] = log(1 + rate) */
    ENT_STEP_SUM,        /* out += weights[t] x in[0] (no data: out += in[0]) */
    ENT_STEP_BOOK,       /* several such sums of in[0] at once; data: ent_booking */
    ENT_STEP_FILL,       /* out = weights[t] */
    ENT_STEP_FILL_FIRST, /* the same, of the first path alone */
    ENT_STEP_PICK,       /* out = in[0] in periods whose weight is not 0 */
    ENT_STEP_HIGHEST,
    ENT_STEP_LOWEST,
    ENT_STEP_FIRST, /* out = weights[t] the first time in[0] holds */
    ENT_STEP_EVER,
    ENT_STEP_PREVIOUS, /* out = t ? in[0] (what was latched) : in[1] */
    ENT_STEP_CHECK,    /* in[0] must be finite; data: ent_checked */
    ENT_STEP_RANGE,    /* in[0] must lie from low to high */
    ENT_STEP_COUNT
} ent_step_kind;

/* What one pass over a slice's values finds. */
typedef struct {
    double mean, m2, low, high;
} ent_survey;

/* One instruction set: everything hot. */
typedef struct {
    const char *name;
    const ent_kernels *kernels;
    const ent_driver_kind *const *driver_kinds;
    const ent_clause_kind *const *clause_kinds;
    ent_step_function *const *operations; /* ENT_OP_COUNT */
    /* The same, after which out must be finite (data: ent_checked); NULL: has none. */
    ent_step_function *const *checked_operations;
    /* Both, where the last input is one number on all paths: only its first path is read.  NULL: has
     * none. */
    ent_step_function *const *number_operations, *const *checked_number_operations;
    ent_step_function *const *steps; /* ENT_STEP_COUNT */
    /* Statistics of n values. */
    void (*moments)(const double *x, size_t n, double *mean, double *m2);
    /* Moments of x, the range of x rounded, and the buckets. */
    void (*survey)(const double *x, size_t n, ent_survey *, uint16_t *bucket);
    /* Counts n buckets; bit k of what it returns is set if any lies in page k. */
    uint32_t (*count)(const uint16_t *bucket, size_t n, uint32_t *buckets);
    /* How many, rounded, equal `value`. */
    size_t (*count_rounded)(const double *x, size_t n, double value);
} ent_isa;

/* Values are the same point of a distribution if they agree to 40 bits, one part in
 * 10^12: a cap reached by a sum of rounded payments comes out as many values a few last
 * digits apart.  Rounding to 40 bits makes them one, whatever the order in which they
 * are met. */
static inline double ent_rounded(double x) {
    union {
        double d;
        uint64_t i;
    } u = {.d = x};
    u.i = (u.i + 0x800) & ~(uint64_t)0xFFF;
    return u.d;
}
#define ENT_SAME_WITHIN 0x1p-40

/* The set of that name; the best one if NULL; NULL if this machine cannot run it. */
const ent_isa *ent_isa_find(const char *name);
extern const ent_isa ENT_ISA(ent_isa);

/* Buckets of the log-histogram: bucket ENT_BUCKETS / 2 holds |x| < 2^-40 (zero too); above it, 128
 * for each power of two up to 2^88; below it, their mirror image. */
#define ENT_BUCKET_HALF (128 * 128)
#define ENT_BUCKETS (2 * ENT_BUCKET_HALF + 1)
#define ENT_BUCKET_SHIFT 45 /* seven bits of the mantissa and the exponent stay */
#define ENT_BUCKET_LOWEST ((1023 - 40) << 7)

/* Buckets to a page.  A tally with zeros and billions has empty ones in between, which
 * nothing should make the system bring. */
#define ENT_BUCKET_PAGE 2048
_Static_assert(ENT_BUCKETS / ENT_BUCKET_PAGE < 32, "a bit for each page");

/* The bucket of a value, rounded. */
static inline int32_t ent_bucket(double x) {
    union {
        double d;
        uint64_t i;
    } u = {.d = x};
    const int32_t high = (int32_t)((u.i + 0x800) >> 32), sign = high >> 31;
    int32_t k = ((high & INT32_MAX) >> (ENT_BUCKET_SHIFT - 32)) - (ENT_BUCKET_LOWEST - 1);
    k = k < 0 ? 0 : k > ENT_BUCKET_HALF ? ENT_BUCKET_HALF : k;
    return ENT_BUCKET_HALF + ((k ^ sign) - sign);
}

#endif
