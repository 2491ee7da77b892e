/* The parts of the dots' module. */
#ifndef ENT_DOTS_PARTS_H
#define ENT_DOTS_PARTS_H

#include "plots/charts/histogram_parts.h"

enum { ENT_DOTS = 50 };

/* One dot: the quantile in the middle of its fiftieth. */
typedef struct {
    double value;
    bool never; /* it has none */
    bool mass;  /* a value that many futures share */
    bool hit;   /* beyond the threshold; without one, every dot */
} ent_dot;

/* Type 7 quantiles at (i + 1/2) / 50 over all futures, those that never had an outcome
 * above everything. */
void ent_dots_make(const ent_histogram *, const ent_tally *, ent_dot dots[ENT_DOTS]);
size_t ent_dots_hits(const ent_dot dots[ENT_DOTS]);

/* How dots are stacked: columns of equal bins (edges at anchor + i x step, the upper one
 * inside), so many dots side by side in each. */
typedef struct {
    double low, high; /* what the columns cover */
    double anchor, step;
    double split; /* a threshold that many futures meet exactly, amid its column: what is
                     above it begins in the next; NaN: there is none */
    bool even;    /* outcomes have columns of their own, alone or with their neighbours */
    double slack; /* how much of a step above an edge still counts as on it */
    int columns, abreast;
    int never_abreast; /* of those that never came */
    double diameter;   /* points, gap included */
    double worth;      /* how good it is: the diameter, less where it costs exactness */
} ent_stacking;

/* The stacking with the largest dots in a drawing of this width and height (points),
 * which has room for half a column on either side; and in `never` for those that never
 * came. */
ent_stacking ent_dots_stack(const ent_histogram *, const ent_tally *,
                            const ent_dot dots[ENT_DOTS], const double size[2],
                            double never);
/* The column of a value: 0 is the first. */
int ent_dots_column(const ent_stacking *, double value);
/* Dots in a column, and whether all of them share one value with many futures. */
int ent_dots_in(const ent_stacking *, const ent_dot dots[ENT_DOTS], int column,
                bool *mass);
int ent_dots_never(const ent_dot dots[ENT_DOTS]);

/* "31 of 50 above zero", "31 of 50 by Q4 2028" */
const char *ent_dots_threshold(const ent_histogram *, const ent_dot dots[ENT_DOTS],
                               ent_scene *);
const char *ent_dots_describe(const ent_histogram *, const ent_tally *,
                              const ent_dot dots[ENT_DOTS], ent_scene *);
const char *ent_dots_note(const ent_histogram *, const ent_tally *,
                          const ent_dot dots[ENT_DOTS], ent_scene *);
void ent_dots_print_csv(const void *chart, FILE *);

#endif
