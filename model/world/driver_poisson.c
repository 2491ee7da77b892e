/* poisson: how many events fall into each period.
 *
 *   mean(t) = rate(t) x length(t)
 *   x(t) = the least k with P(count <= k) >= u
 *
 * by inversion of one uniform for each period; counts of different periods are
 * independent.  The search goes up from 0.  A mean above 100,000 in one period gives
 * no number, which stops the run: such a flow of events is a rate, not a count. */
#include "model/world/driver_help.h"

enum { RATE };
static const ent_field fields[] = {
    [RATE] =
        {.name = "rate",
         .type = ENT_FORMULA,
         .unit = "1/year",
         ENT_FROM(0),
         .required = true,
         .example = "6/year",
         .help =
             "expected events per year; may vary in time; at most 100,000 in a period"},
};

#define MOST 1e5    /* the mean of a period */
#define CHUNK 500.0 /* exp(-500) is still far from the smallest normal number */
#define LARGE 1e100

/* Probabilities are kept times exp(rest), because exp(-mean) itself may be below the
 * smallest number; whenever they have grown large, a part of `rest` is taken off them.
 * The search ends at the latest where a term no longer changes the sum. */
static double count_at(double mean, double u) {
    if (!(mean >= 0.0 && mean <= MOST))
        return (double)NAN;
    double rest = mean > CHUNK ? mean - CHUNK : 0.0;
    double term = exp_of(rest - mean), sum = term, scale = exp_of(-rest), k = 0.0;
    while (sum * scale < u) {
        k += 1.0;
        term *= mean / k;
        if (sum + term == sum && k > mean)
            break;
        sum += term;
        if (term > LARGE && rest > 0.0) {
            double part = rest > CHUNK ? CHUNK : rest;
            rest -= part;
            scale = exp_of(-rest);
            term *= exp_of(-part);
            sum *= exp_of(-part);
        }
    }
    return k;
}

#define RUNGS 64

/* P(count <= k) for k = 0, 1, ... up to the first that is not below `most`, by the additions of
 * count_at; returns how many are below, or RUNGS if that is too many for a ladder. */
static size_t build_ladder(double mean, double most, double *ladder) {
    double term = exp_of(0.0 - mean), sum = term, k = 0.0;
    size_t rungs = 0;
    if (!(mean >= 0.0 && mean <= CHUNK))
        return RUNGS;
    while (sum < most && rungs < RUNGS) {
        ladder[rungs++] = sum;
        k += 1.0;
        term *= mean / k;
        if (sum + term == sum && k > mean)
            break;
        sum += term;
    }
    return rungs;
}

/* Most rates are the same on every path: then all paths climb one ladder, side by side. */
static bool climb_together(const double *rate, double dt, const double *u, double *out) {
    double ladder[RUNGS], most = u[0];
    int differs = 0;
    for (size_t i = 0; i < ENT_SLICE; i++) {
        differs |= rate[i] != rate[0];
        most = u[i] > most ? u[i] : most;
    }
    const size_t rungs = differs ? RUNGS : build_ladder(rate[0] * dt, most, ladder);
    if (rungs == RUNGS)
        return false;
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = 0.0;
    for (size_t k = 0; k < rungs; k++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            out[i] += ladder[k] < u[i] ? 1.0 : 0.0;
    return true;
}

static void apply(const ent_call *call) {
    const double dt = call->period->length, *rate = call->in[RATE];
    if (climb_together(rate, dt, call->shock, call->out[0]))
        return;
    for (size_t i = 0; i < ENT_SLICE; i++)
        call->out[0][i] = count_at(rate[i] * dt, call->shock[i]);
}

const ent_driver_kind ENT_ISA(ent_driver_poisson) = {
    .kind = {"poisson", "Counts of independent events in each period, such as launches.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_UNIFORM,
    .measure = ENT_FLOW,
    .apply = apply,
};
