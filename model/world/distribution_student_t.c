/* student_t: location + scale x T, T of Student's t distribution, through GSL's inverse. */
#include "model/world/distribution_help.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { DOF, LOCATION, SCALE };
static const ent_field fields[] = {
    [DOF] = {.name = "dof",
             .type = ENT_NUMBER,
             .unit = "1",
             ENT_FROM(1),
             .required = true,
             .help =
                 "Degrees of freedom, at least 1: the fewer, the heavier the tails; a "
                 "mean needs more than 1, a variance more than 2"},
    [LOCATION] = {.name = "location",
                  .type = ENT_NUMBER,
                  .unit = "own",
                  ENT_ANY,
                  .standard = "0",
                  .help = "Its median"},
    [SCALE] = {.name = "scale",
               .type = ENT_NUMBER,
               .unit = "own",
               ENT_FROM(0),
               .standard = "1",
               .help = "What Student's t is multiplied by"},
    ENT_TRUNCATE_ROWS,
};

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)arena;
    for (int f = DOF; f <= SCALE; f++)
        drawn->p[f] = entry->fields[f].number;
    return ent_above_zero(entry, SCALE, problems);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        x[i] = drawn->p[LOCATION] +
               drawn->p[SCALE] * gsl_cdf_tdist_Pinv(u[i], drawn->p[DOF]);
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const double t = (x[i] - drawn->p[LOCATION]) / drawn->p[SCALE];
        u[i] = t == -INFINITY  ? 0.0
               : t == INFINITY ? 1.0
                               : gsl_cdf_tdist_P(t, drawn->p[DOF]);
    }
}

static double mean(const ent_drawn *drawn) {
    return drawn->p[DOF] > 1.0 ? drawn->p[LOCATION] : NAN;
}

const ent_distribution ent_distribution_student_t = {
    .kind = {"student_t",
             "A bell whose tails are as heavy as its degrees of freedom, `dof`, are few.",
             fields, ENT_LENGTH(fields), .example = "dof: 4\nlocation: 100\nscale: 10\n"},
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
