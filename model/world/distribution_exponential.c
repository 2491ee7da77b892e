/* exponential: x = mean x -ln(1 - u); the wait for an event of constant rate 1 / mean. */
#include "model/world/distribution_help.h"

enum { MEAN };
static const ent_field fields[] = {
    [MEAN] = ENT_OWN_REQUIRED("mean", "Its mean, above 0; the rate is 1 / mean"),
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    drawn->p[MEAN] = entry->fields[MEAN].number;
    return ent_above_zero(entry, MEAN, problems);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    ent_exponential_quantiles(u, x, n);
    for (size_t i = 0; i < n; i++)
        x[i] *= drawn->p[MEAN];
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    for (size_t i = 0; i < n; i++)
        u[i] = x[i] > 0.0 ? x[i] / drawn->p[MEAN] : 0.0;
    ent_exponential_cdfs(u, u, n);
}

static double mean(const ent_drawn *drawn) {
    return drawn->p[MEAN];
}

const ent_distribution ent_distribution_exponential = {
    .kind = {"exponential",
             "Positive, smaller values likelier: the wait for something that may come at "
             "any time, by its `mean`.",
             fields, ENT_LENGTH(fields), .example = "mean: 3\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
