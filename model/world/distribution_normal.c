/* normal: mean + sd z, z the standard normal quantile of u. */
#include "model/world/distribution_help.h"

enum { MEAN, SD, QUANTILES };
static const ent_field fields[] = {
    [MEAN] = ENT_OWN("mean", "Its mean"),
    [SD] = {.name = "sd",
            .type = ENT_NUMBER,
            .unit = "own",
            ENT_FROM(0),
            .help = "Its standard deviation"},
    ENT_QUANTILE_ROWS,
    ENT_TRUNCATE_ROWS,
};
static const int pairs[][2] = {{MEAN, SD}, {-1, -1}};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    int pair;
    switch (ent_quantiles_or_pair(entry, QUANTILES, pairs, &pair, problems)) {
    case ENT_GIVEN_BY_QUANTILES:
        return ent_quantiles_fit(entry, QUANTILES, false, drawn->p, problems);
    case ENT_GIVEN_BY_PAIR:
        drawn->p[0] = entry->fields[MEAN].number;
        drawn->p[1] = entry->fields[SD].number;
        return true;
    default:
        return false;
    }
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    ent_normal_quantiles(u, x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = drawn->p[0] + drawn->p[1] * x[i];
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    ent_normal_cdfs(x, drawn->p[0], drawn->p[1], u, n);
}

static double mean(const ent_drawn *drawn) {
    return drawn->p[0];
}

const ent_distribution ent_distribution_normal = {
    .kind =
        {"normal",
         "The bell curve, by `mean` and `sd`, or by two or three quantiles; three are "
         "fitted by least squares and must lie within a tenth of a standard deviation of "
         "the fit.",
         fields, ENT_LENGTH(fields), .example = "mean: 100\nsd: 15\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
