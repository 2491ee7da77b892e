/* triangular: density rising straight from min to mode, falling straight to max.
 *
 *   x = min + sqrt(u (max - min) (mode - min))        below the mode, u < P(mode)
 *   x = max - sqrt((1 - u) (max - min) (max - mode))  above */
#include "model/world/distribution_help.h"

#include "model/world/kernels.h"

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
    ent_kernels_here()->triangular(drawn->p, u, x, n);
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    double min = drawn->p[MIN], mode = drawn->p[MODE], max = drawn->p[MAX];
    for (size_t i = 0; i < n; i++) {
        double up = x[i] - min, down = max - x[i];
        u[i] = up <= 0.0      ? 0.0
               : down <= 0.0  ? 1.0
               : x[i] <= mode ? up * up / ((max - min) * (mode - min))
                              : 1.0 - down * down / ((max - min) * (max - mode));
    }
}

static double mean(const ent_drawn *drawn) {
    return (drawn->p[MIN] + drawn->p[MODE] + drawn->p[MAX]) / 3.0;
}

const ent_distribution ent_distribution_triangular = {
    .kind = {"triangular", "From `min` to `max` with its peak at `mode`, straight sides.",
             fields, ENT_LENGTH(fields), .example = "min: 0.7\nmode: 1\nmax: 1.5\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
