/* lognormal: exp(m + s z), z the standard normal quantile of u; m and s are mean and
 * standard deviation of the logarithm.
 *
 *   from mean and sd of the value:  s^2 = ln(1 + (sd / mean)^2),  m = ln mean - s^2 / 2
 *   from median and log_sd:         m = ln median,  s = log_sd */
#include "model/world/distribution_help.h"

#include <math.h>

#include "model/world/kernels.h"

enum { MEAN, SD, MEDIAN, LOG_SD, QUANTILES };
static const ent_field fields[] = {
    [MEAN] = ENT_OWN("mean", "Mean of the value itself"),
    [SD] = {.name = "sd",
            .type = ENT_NUMBER,
            .unit = "own",
            ENT_FROM(0),
            .help = "Standard deviation of the value itself"},
    [MEDIAN] = ENT_OWN("median", "Its median"),
    [LOG_SD] = {.name = "log_sd",
                .type = ENT_NUMBER,
                .unit = "1",
                ENT_FROM(0),
                .help = "Standard deviation of its logarithm"},
    ENT_QUANTILE_ROWS,
    ENT_TRUNCATE_ROWS,
};
static const int pairs[][2] = {{MEAN, SD}, {MEDIAN, LOG_SD}, {-1, -1}};

static bool from_pair(const ent_entry *entry, int middle, ent_drawn *drawn,
                      ent_problems *problems) {
    const ent_value *value = &entry->fields[middle];
    if (!(value->number > 0.0)) {
        ent_problem_add(problems, "E0706", value->at, entry->path,
                        "the %s of a lognormal must be above 0, not %s",
                        fields[middle].name, value->text)
            ->help = "write a positive number, or `distribution: normal`";
        return false;
    }
    drawn->p[0] = ent_log(value->number);
    drawn->p[1] = entry->fields[LOG_SD].number;
    if (middle == MEAN) {
        double ratio = entry->fields[SD].number / value->number;
        double variance = ent_log(1.0 + ratio * ratio);
        drawn->p[0] -= 0.5 * variance;
        drawn->p[1] = sqrt(variance);
    }
    return true;
}

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    int pair;
    switch (ent_quantiles_or_pair(entry, QUANTILES, pairs, &pair, problems)) {
    case ENT_GIVEN_BY_QUANTILES:
        return ent_quantiles_fit(entry, QUANTILES, true, drawn->p, problems);
    case ENT_GIVEN_BY_PAIR:
        return from_pair(entry, pairs[pair][0], drawn, problems);
    default:
        return false;
    }
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    ent_normal_quantiles(u, x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = drawn->p[0] + drawn->p[1] * x[i];
    ent_exponentials(x, n);
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    for (size_t i = 0; i < n; i++)
        u[i] = x[i] > 0.0 ? x[i] : 0.0;
    ent_logarithms(u, n);
    ent_normal_cdfs(u, drawn->p[0], drawn->p[1], u, n);
}

static double mean(const ent_drawn *drawn) {
    return ent_exp(drawn->p[0] + 0.5 * drawn->p[1] * drawn->p[1]);
}

const ent_distribution ent_distribution_lognormal = {
    .kind = {"lognormal",
             "Its logarithm is normal: positive, with a long upper tail.  By `mean` and "
             "`sd` of the value itself, by `median` and `log_sd`, or by two or three "
             "quantiles as for `normal`.",
             fields, ENT_LENGTH(fields), .example = "p10: 0.6\np90: 1.5\n"},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
