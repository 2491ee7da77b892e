/* Columns, slices and steps: the shape of everything that is computed per path.
 *
 * A slice is ENT_SLICE consecutive paths.  A column holds one number for each path of a slice.  A
 * series is a column for each period, or one column that holds the period being computed.  A step
 * computes columns from columns; a plan is a list of steps in dependency order. */
#ifndef ENT_STEP_H
#define ENT_STEP_H

#include <stdbool.h>
#include <stdint.h>

#include "model/calendar.h"
#include "model/isa.h"
#include "model/world/kernels.h"

/* Where a series lives: in period t it is column base + stride * t of the slice's columns. */
typedef struct {
    int32_t base;   /* -1: nowhere (a field that is not given) */
    int32_t stride; /* 1: a column for each period; 0: one column */
} ent_ref;
#define ENT_NOWHERE ((ent_ref){-1, 0})

/* What the numbers of a series are. */
typedef enum {
    ENT_RATE,       /* per year */
    ENT_FLOW,       /* an amount of the period */
    ENT_STOCK,      /* a level at the period's end */
    ENT_LEVEL_FLAG, /* 0 or 1, at the period's end */
    ENT_EVENT       /* a flag that stays 1 once it is 1 */
} ent_measure;
const char *ent_measure_name(ent_measure); /* "rate", "flow", "stock", "flag", "flag" */

/* A field that is a list of rows: a column for each cell, row after row, `count` times as many as the
 * row has fields; NULL where a cell is not given or is not a formula. */
typedef struct {
    size_t count;
    const double *const *cells;
} ent_rows;

/* Shocks that a driver may have besides its first. */
#define ENT_SHOCKS_MORE 2

/* What a field's formula counts in, for kinds that take more than one. */
enum { ENT_PURE, ENT_AMOUNT, ENT_PER_YEAR }; /* pure numbers; a unit; something a year */

/* What a driver or a clause sees when it computes one period of one slice.  Arrays hold ENT_SLICE
 * doubles, all of them valid and to be computed.  `in` is in the order of the kind's fields: NULL
 * where the field is not given or is not a formula.  `out` is in the order of its outputs (a driver
 * has one); one that lacks what it needs (clause.h) need not be written.  `state` keeps `state_count`
 * columns from period to period, zeroed before the first.  Outputs do not, but for those that are kept
 * (clause.h): each is computed anew in every period. */
typedef struct {
    const double *const *in;
    const ent_rows
        *rows; /* in the order of the kind's fields; NULL: no list of rows is given */
    double *const *out;
    double *const *state;
    const ent_period *period;
    size_t t;         /* 0-based; state is to be set up when it is 0 */
    bool last;        /* the last period of the horizon */
    bool year_begins; /* the first period of a calendar year, or t is 0 */
    const ent_kernels *kernels;
    const void *data; /* what `prepare` returned; NULL without */

    const double
        *shock; /* drivers: normals or uniforms, as the kind asks; NULL for none */
    const double *more[ENT_SHOCKS_MORE]; /* drivers: further ones */

    const unsigned char *dimension; /* clauses: of each field, ENT_PURE ... */
    const double *share;    /* clauses: share of the period's days in force, 0 to 1 */
    const double *standing; /* clauses: 1 where in force at the period's end, else 0 */
    bool
        settles; /* clauses: the term's last day (`until`, or the horizon's end where there is
                      none) lies in this period */
} ent_call;

#endif
