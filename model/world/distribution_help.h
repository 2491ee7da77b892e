/* What the files of the distributions share.
 *
 * Problems: E0701 something is missing; E0702 parameters that exclude one another; E0703 quantiles out
 * of order; E0704 quantiles that do not fit; E0705 min not below max; E0706 not positive; E0707 mode
 * outside; E0708 weights; E0709 nothing is left. */
#ifndef ENT_DISTRIBUTION_HELP_H
#define ENT_DISTRIBUTION_HELP_H

#include "model/world/distribution.h"

extern const ent_distribution ent_distribution_normal, ent_distribution_lognormal,
    ent_distribution_uniform, ent_distribution_triangular, ent_distribution_pert,
    ent_distribution_beta, ent_distribution_gamma, ent_distribution_discrete,
    ent_distribution_bernoulli, ent_distribution_weibull, ent_distribution_exponential,
    ent_distribution_logistic, ent_distribution_student_t, ent_distribution_split_normal,
    ent_distribution_metalog, ent_distribution_mixture, ent_distribution_empirical;

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
    ENT_OWN("p" #percent, "The value that " #percent "% of the futures stay below")
#define ENT_QUANTILE_ROWS                                                                \
    ENT_QUANTILE_ROW(1), ENT_QUANTILE_ROW(5), ENT_QUANTILE_ROW(10),                      \
        ENT_QUANTILE_ROW(25), ENT_QUANTILE_ROW(50), ENT_QUANTILE_ROW(75),                \
        ENT_QUANTILE_ROW(90), ENT_QUANTILE_ROW(95), ENT_QUANTILE_ROW(99)
extern const double ent_quantile_levels[ENT_QUANTILE_LEVELS];

/* A row for a pure number that must be above 0, and one for a width, at least 0. */
#define ENT_SHAPE(label, text)                                                           \
    {                                                                                    \
        .name = (label), .type = ENT_NUMBER, .unit = "1", ENT_FROM(0), .required = true, \
        .help = (text)                                                                   \
    }
#define ENT_WIDTH(label, text)                                                           \
    {                                                                                    \
        .name = (label), .type = ENT_NUMBER, .unit = "own", ENT_FROM(0),                 \
        .required = true, .help = (text)                                                 \
    }

/* The last rows of every distribution that can be truncated. */
#define ENT_TRUNCATE_ROWS                                                                \
    ENT_OWN("truncate_below",                                                            \
            "Nothing below this is drawn; what is left keeps its shape"),                \
        ENT_OWN("truncate_above",                                                        \
                "Nothing above this is drawn; what is left keeps its shape")

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

/* Whether the field is above 0; a problem otherwise. */
bool ent_above_zero(const ent_entry *, int field, ent_problems *);

/* Arrays longer than this are worked on in batches. */
#define ENT_DRAW_BATCH 256

/* Normal quantiles of u in (0, 1), by the fastest copy of the kernels (all give the same bits). */
void ent_normal_quantiles(const double *u, double *z, size_t n);
/* Phi((x - centre) / width); a width of 0 is a step at the centre.  x may be infinite. */
void ent_normal_cdfs(const double *x, double centre, double width, double *u, size_t n);
/* -ln(1 - u), exact also where u is small: the quantiles of the exponential distribution. */
void ent_exponential_quantiles(const double *u, double *x, size_t n);
/* 1 - exp(-x) for x >= 0, exact also where x is small. */
void ent_exponential_cdfs(const double *x, double *u, size_t n);
/* Natural logarithms, in place. */
void ent_logarithms(double *x, size_t n);
/* exp of each, in place. */
void ent_exponentials(double *x, size_t n);

#endif
