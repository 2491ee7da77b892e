/* logistic: x = location + scale x ln(u / (1 - u)). */
#include "model/world/distribution_help.h"

enum { LOCATION, SCALE };
static const ent_field fields[] = {
    [LOCATION] = ENT_OWN_REQUIRED("location", "Its mean and median"),
    [SCALE] = ENT_OWN_REQUIRED(
        "scale", "Above 0; the standard deviation is 1.813799 times as much"),
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    drawn->p[LOCATION] = entry->fields[LOCATION].number;
    drawn->p[SCALE] = entry->fields[SCALE].number;
    return ent_above_zero(entry, SCALE, problems);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        x[i] = u[i] / (1.0 - u[i]);
    ent_logarithms(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = drawn->p[LOCATION] + drawn->p[SCALE] * x[i];
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    for (size_t i = 0; i < n; i++)
        u[i] = (drawn->p[LOCATION] - x[i]) / drawn->p[SCALE];
    ent_exponentials(u, n);
    for (size_t i = 0; i < n; i++)
        u[i] = 1.0 / (1.0 + u[i]);
}

static double mean(const ent_drawn *drawn) {
    return drawn->p[LOCATION];
}

const ent_distribution ent_distribution_logistic = {
    .kind = {"logistic", "A bell with heavier tails than the normal's.", fields,
             ENT_LENGTH(fields), .example = "location: 100\nscale: 8\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
