/* pert: a beta distribution on [min, max] whose mean is (min + 4 mode + max) / 6.
 *
 *   alpha = 1 + 4 (mode - min) / (max - min),  beta = 1 + 4 (max - mode) / (max - min)
 *
 * (Malcolm et al. 1959).  Drawn through GSL's inverse, as beta is. */
#include "model/world/distribution_help.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { MIN, MODE, MAX };
static const ent_field fields[] = {
    [MIN] = ENT_OWN_REQUIRED("min", "Least value"),
    [MODE] = ENT_OWN_REQUIRED("mode", "Likeliest value"),
    [MAX] = ENT_OWN_REQUIRED("max", "Greatest value"),
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    for (int f = MIN; f <= MAX; f++)
        drawn->p[f] = entry->fields[f].number;
    return ent_below(entry, MIN, MAX, problems) &&
           ent_mode_within(entry, MIN, MODE, MAX, problems);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    double min = drawn->p[MIN], mode = drawn->p[MODE], max = drawn->p[MAX];
    double width = max - min;
    double alpha = 1.0 + 4.0 * (mode - min) / width,
           beta = 1.0 + 4.0 * (max - mode) / width;
    for (size_t i = 0; i < n; i++)
        x[i] = min + width * gsl_cdf_beta_Pinv(u[i], alpha, beta);
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    double min = drawn->p[MIN], mode = drawn->p[MODE], max = drawn->p[MAX];
    double width = max - min;
    double alpha = 1.0 + 4.0 * (mode - min) / width,
           beta = 1.0 + 4.0 * (max - mode) / width;
    for (size_t i = 0; i < n; i++)
        u[i] = gsl_cdf_beta_P(fmin(fmax((x[i] - min) / width, 0.0), 1.0), alpha, beta);
}

static double mean(const ent_drawn *drawn) {
    return (drawn->p[MIN] + 4.0 * drawn->p[MODE] + drawn->p[MAX]) / 6.0;
}

const ent_distribution ent_distribution_pert = {
    .kind = {"pert",
             "From `min` to `max` with its peak at `mode`, smooth; the usual three-point "
             "estimate.",
             fields, ENT_LENGTH(fields), .example = "min: 0.7\nmode: 1\nmax: 1.5\n"},
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
