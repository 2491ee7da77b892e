/* uniform: min + (max - min) u. */
#include "model/world/distribution_help.h"

enum { MIN, MAX };
static const ent_field fields[] = {
    [MIN] = ENT_OWN_REQUIRED("min", "Least value"),
    [MAX] = ENT_OWN_REQUIRED("max", "Greatest value"),
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    drawn->p[0] = entry->fields[MIN].number;
    drawn->p[1] = entry->fields[MAX].number;
    return ent_below(entry, MIN, MAX, problems);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    double width = drawn->p[1] - drawn->p[0];
    for (size_t i = 0; i < n; i++)
        x[i] = drawn->p[0] + width * u[i];
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    double min = drawn->p[0], width = drawn->p[1] - min;
    for (size_t i = 0; i < n; i++)
        u[i] = x[i] <= min ? 0.0 : x[i] >= drawn->p[1] ? 1.0 : (x[i] - min) / width;
}

static double mean(const ent_drawn *drawn) {
    return 0.5 * drawn->p[0] + 0.5 * drawn->p[1];
}

const ent_distribution ent_distribution_uniform = {
    .kind = {"uniform", "Anything from `min` to `max`, all equally likely.", fields,
             ENT_LENGTH(fields), .example = "min: 10\nmax: 20\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
