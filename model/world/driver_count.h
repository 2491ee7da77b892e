/* Counts of a Poisson law, by inversion of one uniform each: the least k with P(count <= k) >= u.
 *
 * Private to the hot files of drivers.  The search goes up from 0.  A mean above 100,000 gives no
 * number, which stops the run. */
#ifndef ENT_DRIVER_COUNT_H
#define ENT_DRIVER_COUNT_H

#include "model/world/driver_help.h"

#define ENT_COUNT_MOST 1e5    /* the mean of a period */
#define ENT_COUNT_CHUNK 500.0 /* exp(-500) is still far from the smallest normal number */
#define ENT_COUNT_LARGE 1e100

/* Probabilities are kept times exp(rest), because exp(-mean) itself may be below the
 * smallest number; whenever they have grown large, a part of `rest` is taken off them.
 * The search ends at the latest where a term no longer changes the sum. */
static inline double count_at(double mean, double u) {
    if (!(mean >= 0.0 && mean <= ENT_COUNT_MOST))
        return (double)NAN;
    double rest = mean > ENT_COUNT_CHUNK ? mean - ENT_COUNT_CHUNK : 0.0;
    double term = exp_of(rest - mean), sum = term, scale = exp_of(-rest), k = 0.0;
    while (sum * scale < u) {
        k += 1.0;
        term *= mean / k;
        if (sum + term == sum && k > mean)
            break;
        sum += term;
        if (term > ENT_COUNT_LARGE && rest > 0.0) {
            double part = rest > ENT_COUNT_CHUNK ? ENT_COUNT_CHUNK : rest;
            rest -= part;
            scale = exp_of(-rest);
            term *= exp_of(-part);
            sum *= exp_of(-part);
        }
    }
    return k;
}

#define ENT_COUNT_RUNGS 64

/* P(count <= k) for k = 0, 1, ... up to the first that is not below `most`, by the additions of
 * count_at; returns how many are below, or ENT_COUNT_RUNGS if that is too many for a ladder. */
static inline size_t build_ladder(double mean, double most, double *ladder) {
    double term = exp_of(0.0 - mean), sum = term, k = 0.0;
    size_t rungs = 0;
    if (!(mean >= 0.0 && mean <= ENT_COUNT_CHUNK))
        return ENT_COUNT_RUNGS;
    while (sum < most && rungs < ENT_COUNT_RUNGS) {
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
static inline bool climb_together(const double *rate, double dt, const double *u,
                                  double *out) {
    double ladder[ENT_COUNT_RUNGS], most = u[0];
    int differs = 0;
    for (size_t i = 0; i < ENT_SLICE; i++) {
        differs |= rate[i] != rate[0];
        most = u[i] > most ? u[i] : most;
    }
    const size_t rungs =
        differs ? ENT_COUNT_RUNGS : build_ladder(rate[0] * dt, most, ladder);
    if (rungs == ENT_COUNT_RUNGS)
        return false;
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = 0.0;
    for (size_t k = 0; k < rungs; k++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            out[i] += ladder[k] < u[i] ? 1.0 : 0.0;
    return true;
}

/* Counts of one period of length `dt`, at `rate` events a year. */
static inline void draw_counts(const double *rate, double dt, const double *u,
                               double *out) {
    if (climb_together(rate, dt, u, out))
        return;
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = count_at(rate[i] * dt, u[i]);
}

#endif
