/* weibull: x = scale x (-ln(1 - u))^(1 / shape), so P(X <= x) = 1 - exp(-(x / scale)^shape). */
#include "model/world/distribution_help.h"

#include <gsl/gsl_sf_gamma.h>

enum { SHAPE, SCALE };
static const ent_field fields[] = {
    [SHAPE] = ENT_SHAPE("shape", "Above 1 the hazard rises with time, below 1 it falls"),
    [SCALE] = ENT_OWN_REQUIRED("scale", "The value that 63.2% of the futures stay below"),
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    drawn->p[SHAPE] = entry->fields[SHAPE].number;
    drawn->p[SCALE] = entry->fields[SCALE].number;
    return ent_above_zero(entry, SHAPE, problems) &&
           ent_above_zero(entry, SCALE, problems);
}

/* x becomes factor x x^power, for x >= 0. */
static void raise(double *x, double power, double factor, size_t n) {
    ent_logarithms(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] *= power;
    ent_exponentials(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] *= factor;
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    ent_exponential_quantiles(u, x, n);
    raise(x, 1.0 / drawn->p[SHAPE], drawn->p[SCALE], n);
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    for (size_t i = 0; i < n; i++)
        u[i] = x[i] > 0.0 ? x[i] / drawn->p[SCALE] : 0.0;
    raise(u, drawn->p[SHAPE], 1.0, n);
    ent_exponential_cdfs(u, u, n);
}

static double mean(const ent_drawn *drawn) {
    return drawn->p[SCALE] * gsl_sf_gamma(1.0 + 1.0 / drawn->p[SHAPE]);
}

const ent_distribution ent_distribution_weibull = {
    .kind = {"weibull",
             "Positive: times to failure or to success, by `shape` and `scale`; with a "
             "shape of 1 it is exponential.",
             fields, ENT_LENGTH(fields), .example = "shape: 1.5\nscale: 4\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
