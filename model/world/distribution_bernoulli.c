/* bernoulli: 1 with probability p, else 0; x = 1 where u > 1 - p, so that x rises with
 * u. */
#include "model/world/distribution_help.h"

enum { P };
static const ent_field fields[] = {
    [P] = {.name = "p",
           .type = ENT_NUMBER,
           .unit = "share",
           ENT_WITHIN(0, 1),
           .required = true,
           .example = "30%",
           .help = "Probability of 1"},
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena, (void)problems;
    drawn->p[P] = entry->fields[P].number;
    return true;
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    double none = 1.0 - drawn->p[P];
    for (size_t i = 0; i < n; i++)
        x[i] = u[i] > none ? 1.0 : 0.0;
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    for (size_t i = 0; i < n; i++)
        u[i] = x[i] < 0.0 ? 0.0 : x[i] < 1.0 ? 1.0 - drawn->p[P] : 1.0;
}

static double mean(const ent_drawn *drawn) {
    return drawn->p[P];
}

const ent_distribution ent_distribution_bernoulli = {
    .kind = {"bernoulli", "1 with probability `p`, else 0: whether something is so.",
             fields, ENT_LENGTH(fields)},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
