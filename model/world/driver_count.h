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

#define ENT_COUNT_RUNGS 8 /* a power of two */

/* P(count <= k) for the next k, by the additions of count_at; above the last that they reach there is
 * no rung. */
typedef struct {
    double mean, term, sum, k;
} ent_ladder;

static inline void next_rungs(ent_ladder *l, double rungs[ENT_COUNT_RUNGS]) {
    for (size_t j = 0; j < ENT_COUNT_RUNGS; j++) {
        rungs[j] = l->sum;
        l->k += 1.0;
        l->term *= l->mean / l->k;
        const bool ends = l->sum + l->term == l->sum && l->k > l->mean;
        l->sum = ends ? INFINITY : l->sum + l->term;
    }
}

/* Adds how many rungs lie below each u; says whether some path has climbed them all. */
static inline bool climb(const double rungs[ENT_COUNT_RUNGS], const double *u,
                         double *out) {
    uint64_t all = 0;
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        uint64_t below = 0;
        for (size_t j = 0; j < ENT_COUNT_RUNGS; j++)
            below += rungs[j] < u[i] ? 1u : 0u;
        all |= below;
        out[i] += double_of_count(below);
    }
    return all & ENT_COUNT_RUNGS;
}

/* Most rates are the same on every path: then all paths climb one ladder, side by side. */
static inline bool climb_together(const double *rate, double dt, const double *u,
                                  double *out) {
    const double mean = rate[0] * dt, none = exp_of(0.0 - mean);
    ent_ladder ladder = {.mean = mean, .term = none, .sum = none};
    double rungs[ENT_COUNT_RUNGS];
    uint64_t differs = 0;
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        differs |= bits_of_double(rate[i]) ^ bits_of_double(rate[0]);
        out[i] = 0.0;
    }
    if (differs || !(mean >= 0.0 && mean <= ENT_COUNT_CHUNK))
        return false;
    do
        next_rungs(&ladder, rungs);
    while (climb(rungs, u, out));
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
