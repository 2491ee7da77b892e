/* Distributions of assumptions and of each_period drivers, sampled by inversion.
 *
 * A distribution is a kind: a table of fields, a check that turns what the file gives into
 * parameters, and a quantile function.  One file each; listed in ent_distributions. */
#ifndef ENT_DISTRIBUTION_H
#define ENT_DISTRIBUTION_H

#include "model/kind.h"
#include "model/scenario.h"

#define ENT_DISTRIBUTION_PARAMETERS 8

/* A distribution ready to be drawn from.  A value; `table` and `parts` live in the arena. */
typedef struct ent_distribution ent_distribution;
typedef struct ent_drawn ent_drawn;
struct ent_drawn {
    const ent_distribution *kind;
    double p[ENT_DISTRIBUTION_PARAMETERS];
    const double *table; /* discrete: values, then cumulative probabilities; metalog:
                            coefficients; mixture: weights that add up to 1 */
    size_t table_count;
    const ent_drawn *parts; /* mixture: `table_count` of them */
    bool truncated;
    double low, high; /* truncated: the values left, infinite for none */
    double from, to;  /* and their range of u */
};

struct ent_distribution {
    ent_kind kind;
    bool
        portable; /* same bits on every machine (false: goes through GSL and the C library) */
    /* Turns the fields into parameters.  Adds a problem for each mistake (parameters that do not
     * go together, too many or too few quantiles, out of order) and returns false. */
    bool (*prepare)(const ent_entry *, ent_arena *, ent_drawn *, ent_problems *);
    /* Quantiles of `n` values of u in (0, 1), rising with u; `u` and `x` may be the same array.
     * Where it goes through GSL, a failure of the inverse is NaN, provided that GSL's error handler
     * is off (gsl_set_error_handler_off, once, at the start of the program). */
    void (*quantile)(const ent_drawn *, const double *u, double *x, size_t n);
    /* P(X <= x); `x` and `u` may be the same array.  NULL: found from the quantiles by bisection. */
    void (*cdf)(const ent_drawn *, const double *x, double *u, size_t n);
    /* Mean, or NaN where it has no closed form here; for `check`, tests and `explain`. */
    double (*mean)(const ent_drawn *);
};

/* Truncation is the same for every distribution that has the fields `truncate_below` and
 * `truncate_above`, a and b: u is mapped to [P(X < a), P(X <= b)] before it is inverted, so nothing
 * is drawn in vain and what is left keeps its shape. */

/* Parameters and truncation of an entry.  Adds a problem for each mistake and returns false. */
bool ent_distribution_prepare(const ent_entry *, ent_arena *, ent_drawn *,
                              ent_problems *);

/* Quantiles, truncation included; as the kind's own. */
void ent_distribution_quantile(const ent_drawn *, const double *u, double *x, size_t n);

/* P(X <= x), truncation included; x may be infinite. */
void ent_distribution_cdf(const ent_drawn *, const double *x, double *u, size_t n);

/* The mean, or NaN where it has no closed form here (as when truncated). */
double ent_distribution_mean(const ent_drawn *);

/* Every distribution, NULL-terminated; the one of that name, or NULL. */
extern const ent_distribution *const ent_distributions[];
const ent_distribution *ent_distribution_named(const char *name);

#endif
