/* What the hot files of the driver kinds share. */
#ifndef ENT_DRIVER_HELP_H
#define ENT_DRIVER_HELP_H

#include <math.h>
#include <stddef.h>

#include "model/world/driver.h"
#include "model/world/elementary.h"

/* The kinds, one for each instruction set (listed in driver_kinds.c). */
extern const ent_driver_kind ENT_ISA(ent_driver_constant), ENT_ISA(ent_driver_curve),
    ENT_ISA(ent_driver_gbm), ENT_ISA(ent_driver_mean_reverting),
    ENT_ISA(ent_driver_poisson), ENT_ISA(ent_driver_hazard),
    ENT_ISA(ent_driver_each_period), ENT_ISA(ent_driver_jump_diffusion),
    ENT_ISA(ent_driver_schwartz_moon), ENT_ISA(ent_driver_bass),
    ENT_ISA(ent_driver_replay), ENT_ISA(ent_driver_regime);

/* The variance that an Ornstein-Uhlenbeck process of volatility 1 gains over a step, as a share of
 * the step's length: (1 - exp(-2 h)) / (2 h), for decay = exp(-h).  Near 0 the difference would lose its
 * digits: there its series, cut where the next term is below 1e-17. */
static inline double reversion_spread(double h, double decay) {
    double series =
        fma(h, fma(h, fma(h, fma(h, 2.0 / 15.0, -1.0 / 3.0), 2.0 / 3.0), -1.0), 1.0);
    double exact = fma(-decay, decay, 1.0) / (2.0 * h);
    return fabs(h) < 1e-3 ? series : exact;
}

/* out = level = from exp(out); `plain` if exp_plain will do. */
static inline void raise_level(const double *from, double *level, double *out,
                               bool plain) {
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = level[i] = from[i] * (plain ? exp_plain(out[i]) : exp_of(out[i]));
}

/* One lognormal step of the period's length: out = level = from x exp((drift - volatility^2 / 2) dt
 * + volatility sqrt(dt) z), exact while drift and volatility are constant within it (Glasserman 2003,
 * section 3.2.1). */
static inline void grow(const ent_call *call, const double *drift,
                        const double *volatility, const double *from, double *level) {
    const double dt = call->period->length, root = sqrt(dt);
    double *out = call->out[0];
    uint64_t extreme = 0;
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        double mean = fma(-0.5 * volatility[i], volatility[i], drift[i]) * dt;
        out[i] = fma(volatility[i] * root, call->shock[i], mean);
        extreme |= beyond(out[i], EXP_PLAIN);
    }
    if (extreme >> 63)
        raise_level(from, level, out, false);
    else
        raise_level(from, level, out, true);
}

#endif
