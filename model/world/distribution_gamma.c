/* gamma: the quantile function of density x^(shape - 1) exp(-x / scale), x > 0.
 *
 * Shapes below 0.5 are refused, for the reason given in distribution_beta.c. */
#include "model/world/distribution_help.h"

#include <gsl/gsl_cdf.h>

enum { SHAPE, SCALE };
static const ent_field fields[] = {
    [SHAPE] = {.name = "shape",
               .type = ENT_NUMBER,
               .unit = "1",
               ENT_FROM(0.5),
               .required = true,
               .help = "Its shape, at least 0.5; the mean is shape x scale"},
    [SCALE] = {.name = "scale",
               .type = ENT_NUMBER,
               .unit = "own",
               ENT_FROM(0),
               .required = true,
               .help = "What a gamma of scale 1 is multiplied by"},
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena, (void)problems;
    drawn->p[SHAPE] = entry->fields[SHAPE].number;
    drawn->p[SCALE] = entry->fields[SCALE].number;
    return true;
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        x[i] = gsl_cdf_gamma_Pinv(u[i], drawn->p[SHAPE], 1.0) * drawn->p[SCALE];
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    for (size_t i = 0; i < n; i++)
        u[i] = x[i] < 0.0 ? 0.0
               : x[i] >= drawn->p[SCALE] * 1e9
                   ? 1.0
                   : gsl_cdf_gamma_P(x[i] / drawn->p[SCALE], drawn->p[SHAPE], 1.0);
}

static double mean(const ent_drawn *drawn) {
    return drawn->p[SHAPE] * drawn->p[SCALE];
}

const ent_distribution ent_distribution_gamma = {
    .kind = {"gamma", "Positive, with an exponential upper tail, by `shape` and `scale`.",
             fields, ENT_LENGTH(fields), .example = "shape: 2\nscale: 10\n"},
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
