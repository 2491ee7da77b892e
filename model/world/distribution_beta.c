/* beta: min + (max - min) Q(u), Q the quantile function of the beta distribution on
 * [0, 1].
 *
 * Shapes below 0.5 are refused: GSL's inverse then fails to converge or is wrong in
 * the third digit. */
#include "model/world/distribution_help.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { ALPHA, BETA, MIN, MAX };
static const ent_field fields[] = {
    [ALPHA] =
        {.name = "alpha",
         .type = ENT_NUMBER,
         .unit = "1",
         ENT_FROM(0.5),
         .required = true,
         .help =
             "First shape, at least 0.5; the mean is alpha / (alpha + beta) of the way"},
    [BETA] = {.name = "beta",
              .type = ENT_NUMBER,
              .unit = "1",
              ENT_FROM(0.5),
              .required = true,
              .help = "Second shape, at least 0.5: the larger, the lower the mean"},
    [MIN] = {.name = "min",
             .type = ENT_NUMBER,
             .unit = "own",
             ENT_ANY,
             .standard = "0",
             .help = "Least value"},
    [MAX] = {.name = "max",
             .type = ENT_NUMBER,
             .unit = "own",
             ENT_ANY,
             .standard = "1",
             .help = "Greatest value"},
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    for (int f = ALPHA; f <= MAX; f++)
        drawn->p[f] = entry->fields[f].number;
    return ent_below(entry, MIN, MAX, problems);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    double min = drawn->p[MIN], width = drawn->p[MAX] - min;
    for (size_t i = 0; i < n; i++)
        x[i] = min + width * gsl_cdf_beta_Pinv(u[i], drawn->p[ALPHA], drawn->p[BETA]);
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    double min = drawn->p[MIN], width = drawn->p[MAX] - min;
    for (size_t i = 0; i < n; i++)
        u[i] = gsl_cdf_beta_P(fmin(fmax((x[i] - min) / width, 0.0), 1.0), drawn->p[ALPHA],
                              drawn->p[BETA]);
}

static double mean(const ent_drawn *drawn) {
    double share = drawn->p[ALPHA] / (drawn->p[ALPHA] + drawn->p[BETA]);
    return drawn->p[MIN] + share * (drawn->p[MAX] - drawn->p[MIN]);
}

const ent_distribution ent_distribution_beta = {
    .kind = {"beta", "A flexible shape between `min` and `max` (0 and 1 if not given).",
             fields, ENT_LENGTH(fields), .example = "alpha: 2\nbeta: 5\n"},
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
