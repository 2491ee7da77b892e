/* What the files of the distributions share.
 *
 * Problems: E0701 something is missing; E0702 parameters that exclude one another; E0703 quantiles out
 * of order; E0704 quantiles that do not fit; E0705 min not below max; E0706 not positive; E0707 mode
 * outside; E0708 weights. */
#ifndef ENT_DISTRIBUTION_HELP_H
#define ENT_DISTRIBUTION_HELP_H

#include "model/world/distribution.h"

extern const ent_distribution ent_distribution_normal, ent_distribution_lognormal,
    ent_distribution_uniform, ent_distribution_triangular, ent_distribution_pert,
    ent_distribution_beta, ent_distribution_gamma, ent_distribution_discrete,
    ent_distribution_bernoulli;

/* A row for a number in the assumption's own unit. */
#define ENT_OWN(label, text)                                                             \
    { .name = (label), .type = ENT_NUMBER, .unit = "own", ENT_ANY, .help = (text) }
#define ENT_OWN_REQUIRED(label, text)                                                    \
    {                                                                                    \
        .name = (label), .type = ENT_NUMBER, .unit = "own", ENT_ANY, .required = true,   \
        .help = (text)                                                                   \
    }

/* The rows p1 to p99, in the order of ent_quantile_levels. */
#define ENT_QUANTILE_LEVELS 9
#define ENT_QUANTILE_ROW(percent)                                                        \
    ENT_OWN("p" #percent, "the value that " #percent "% of the futures stay below")
#define ENT_QUANTILE_ROWS                                                                \
    ENT_QUANTILE_ROW(1), ENT_QUANTILE_ROW(5), ENT_QUANTILE_ROW(10),                      \
        ENT_QUANTILE_ROW(25), ENT_QUANTILE_ROW(50), ENT_QUANTILE_ROW(75),                \
        ENT_QUANTILE_ROW(90), ENT_QUANTILE_ROW(95), ENT_QUANTILE_ROW(99)
extern const double ent_quantile_levels[ENT_QUANTILE_LEVELS];

/* Whether the entry is given by quantiles: 2 or 3 of the rows from `first`, no other field.  When it
 * is not, `pairs` (ended by a row that is all -1) says which other fields may stand together; exactly
 * one such pair must.  Adds a problem otherwise, and where quantiles do not rise. */
typedef enum { ENT_GIVEN_WRONGLY, ENT_GIVEN_BY_QUANTILES, ENT_GIVEN_BY_PAIR } ent_given;
ent_given ent_quantiles_or_pair(const ent_entry *, int first, const int (*pairs)[2],
                                int *pair, ent_problems *);

/* Mean and standard deviation of a normal through the given quantiles of y, y = x or ln x: exact
 * through two; through three the least squares line in (normal quantile, y), refused with E0704 where
 * it misses one by more than a tenth of the standard deviation. */
bool ent_quantiles_fit(const ent_entry *, int first, bool logarithms, double fit[2],
                       ent_problems *);

/* Whether field `low` is below field `high`; a problem otherwise. */
bool ent_below(const ent_entry *, int low, int high, ent_problems *);

/* Whether field `mode` lies from `low` to `high`; a problem otherwise. */
bool ent_mode_within(const ent_entry *, int low, int mode, int high, ent_problems *);

/* Normal quantiles of u in (0, 1), by the fastest copy of the kernels (all give the same bits). */
void ent_normal_quantiles(const double *u, double *z, size_t n);
/* exp of each, in place. */
void ent_exponentials(double *x, size_t n);

#endif
