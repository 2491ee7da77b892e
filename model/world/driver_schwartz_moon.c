/* schwartz_moon: revenue whose growth is itself random and reverts (Schwartz and Moon,
 * "Rational Pricing of Internet Companies", Financial Analysts Journal 56(3), 2000).
 *
 *   dR / R = mu dt + sigma dz1,  dmu = speed (long_run_growth - mu) dt + eta dz2
 *   sigma decays to long_run_volatility at volatility_speed, eta to 0 at
 *   growth_volatility_speed; the shocks dz1, dz2 have the given correlation
 *
 * in the paper's own discrete form, which a model built on it can be checked against:
 *
 *   R(t + dt) = R(t) exp((mu(t) - sigma(t)^2 / 2) dt + sigma(t) sqrt(dt) z1)
 *   mu(t + dt) = m + (mu(t) - m) exp(-speed dt)
 *                + eta(t) sqrt((1 - exp(-2 speed dt)) / (2 speed)) z2
 *   sigma(t + dt) = s + (sigma(t) - s) exp(-volatility_speed dt)
 *   eta(t + dt) = eta(t) exp(-growth_volatility_speed dt)
 *
 * Growth and volatility of a period are those at its start, so R has an error of the
 * order of dt: quarters, as in the paper, or shorter.  z1 is of stream drivers/NAME, the
 * one that `correlations` means; z2 = c z1 + sqrt(1 - c^2) w, w of drivers/NAME/1.
 * `initial`, `growth`, `volatility` and `growth_volatility` are read in the first period,
 * the rest in every period. */
#include "model/world/driver_help.h"

enum {
    INITIAL,
    GROWTH,
    LONG_RUN_GROWTH,
    SPEED,
    VOLATILITY,
    LONG_RUN_VOLATILITY,
    VOLATILITY_SPEED,
    GROWTH_VOLATILITY,
    GROWTH_VOLATILITY_SPEED,
    CORRELATION
};
static const ent_field fields[] = {
    [INITIAL] = {.name = "initial",
                 .type = ENT_FORMULA,
                 .unit = "own",
                 ENT_ANY,
                 .required = true,
                 .example = "1.4bn",
                 .help = "Revenue at the start of the horizon"},
    [GROWTH] = {.name = "growth",
                .type = ENT_FORMULA,
                .unit = "1/year",
                ENT_ANY,
                .required = true,
                .example = "44%/year",
                .help = "Expected growth at the start, continuous"},
    [LONG_RUN_GROWTH] = {.name = "long_run_growth",
                         .type = ENT_FORMULA,
                         .unit = "1/year",
                         ENT_ANY,
                         .required = true,
                         .example = "6%/year",
                         .help = "Growth that it reverts to in the long run"},
    [SPEED] = {.name = "speed",
               .type = ENT_FORMULA,
               .unit = "1/year",
               ENT_FROM(0),
               .required = true,
               .example = "0.28/year",
               .help = "How fast growth reverts: half the way takes ln 2 / speed years"},
    [VOLATILITY] = {.name = "volatility",
                    .type = ENT_FORMULA,
                    .unit = "share",
                    ENT_FROM(0),
                    .required = true,
                    .example = "20%",
                    .help = "Standard deviation of the logarithm of revenue over one "
                            "year, at the start"},
    [LONG_RUN_VOLATILITY] = {.name = "long_run_volatility",
                             .type = ENT_FORMULA,
                             .unit = "share",
                             ENT_FROM(0),
                             .required = true,
                             .example = "10%",
                             .help = "What `volatility` decays to"},
    [VOLATILITY_SPEED] = {.name = "volatility_speed",
                          .type = ENT_FORMULA,
                          .unit = "1/year",
                          ENT_FROM(0),
                          .help = "How fast `volatility` decays; without it, `speed`"},
    [GROWTH_VOLATILITY] = {.name = "growth_volatility",
                           .type = ENT_FORMULA,
                           .unit = "share",
                           ENT_FROM(0),
                           .required = true,
                           .example = "24%",
                           .help = "Standard deviation of expected growth's shocks over "
                                   "one year, at the start; decays to 0"},
    [GROWTH_VOLATILITY_SPEED] =
        {.name = "growth_volatility_speed",
         .type = ENT_FORMULA,
         .unit = "1/year",
         ENT_FROM(0),
         .help = "How fast `growth_volatility` decays; without it, `speed`"},
    [CORRELATION] = {.name = "correlation",
                     .type = ENT_FORMULA,
                     .unit = "1",
                     ENT_WITHIN(-1, 1),
                     .standard = "0",
                     .example = "0.2",
                     .help = "Correlation of the shocks of revenue and of its growth"},
};

enum { REVENUE, MU, SIGMA, ETA, STATES };

static void begin(const ent_call *call) {
    static const int field[STATES] = {INITIAL, GROWTH, VOLATILITY, GROWTH_VOLATILITY};
    for (size_t s = 0; s < STATES; s++)
        memcpy(call->state[s], call->in[field[s]], ENT_SLICE * sizeof(double));
}

/* The field's, or `speed` where it is not given. */
static const double *speed_of(const ent_call *call, int field) {
    return call->in[field] ? call->in[field] : call->in[SPEED];
}

static void decay_at(const ent_call *call, const double *speed, double *decay) {
    const double dt = call->period->length;
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        decay[i] = -speed[i] * dt;
    call->kernels->exp(decay, decay, ENT_SLICE);
}

static void shake_growth(const ent_call *call) {
    const double dt = call->period->length, *speed = call->in[SPEED];
    const double *mean = call->in[LONG_RUN_GROWTH], *c = call->in[CORRELATION];
    const double *eta = call->state[ETA];
    double *mu = call->state[MU], decay[ENT_SLICE];
    decay_at(call, speed, decay);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        double sd = eta[i] * sqrt(dt * reversion_spread(speed[i] * dt, decay[i]));
        double z =
            fma(c[i], call->shock[i], sqrt(fma(-c[i], c[i], 1.0)) * call->more[0][i]);
        mu[i] = fma(sd, z, fma(mu[i] - mean[i], decay[i], mean[i]));
    }
}

static void calm(const ent_call *call) {
    const double *level = call->in[LONG_RUN_VOLATILITY];
    double *sigma = call->state[SIGMA], *eta = call->state[ETA], decay[ENT_SLICE];
    decay_at(call, speed_of(call, VOLATILITY_SPEED), decay);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        sigma[i] = fma(sigma[i] - level[i], decay[i], level[i]);
    decay_at(call, speed_of(call, GROWTH_VOLATILITY_SPEED), decay);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        eta[i] *= decay[i];
}

static void apply(const ent_call *call) {
    if (call->t == 0)
        begin(call);
    grow(call, call->state[MU], call->state[SIGMA], call->state[REVENUE],
         call->state[REVENUE]);
    shake_growth(call);
    calm(call);
}

const ent_driver_kind ENT_ISA(ent_driver_schwartz_moon) = {
    .kind = {"schwartz_moon",
             "Revenue of a young firm: its growth is random and reverts to a long-run "
             "rate, while its volatilities calm down (Schwartz and Moon 2000).",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_NORMAL,
    .more = {ENT_SHOCK_NORMAL},
    .measure = ENT_STOCK,
    .state_count = STATES,
    .apply = apply,
};
