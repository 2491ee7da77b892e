/* jump_diffusion: geometric Brownian motion that also jumps (Merton 1976).
 *
 *   x(0) = initial
 *   x(t + dt) = x(t) exp((drift - volatility^2 / 2 - rate k) dt
 *                        + volatility sqrt(dt) z + J)
 *   J = n jump_mean + sqrt(n) jump_sd w,  n a Poisson count of mean rate dt
 *   k = exp(jump_mean + jump_sd^2 / 2) - 1
 *
 * Each jump multiplies x by a lognormal factor whose logarithm has mean jump_mean and
 * standard deviation jump_sd; k is what it adds to x in the mean, and rate k is taken
 * off the drift, so that E[x(t)] = initial exp(drift t) whatever the jumps are.  The n
 * jumps of a period add up to one normal, so the step is exact for every dt while the
 * parameters are constant within it (Glasserman 2003, section 3.5.1).
 *
 * Streams: z drivers/NAME, the one that `correlations` means; n drivers/NAME/1 by
 * inversion; w drivers/NAME/2.  Without jumps (rate 0) it is gbm to the last bit. */
#include "model/world/driver_count.h"

enum { INITIAL, DRIFT, VOLATILITY, RATE, JUMP_MEAN, JUMP_SD };
static const ent_field fields[] = {
    [INITIAL] = {.name = "initial",
                 .type = ENT_FORMULA,
                 .unit = "own",
                 ENT_ANY,
                 .required = true,
                 .example = "1",
                 .help = "Value at the start of the horizon"},
    [DRIFT] = {.name = "drift",
               .type = ENT_FORMULA,
               .unit = "1/year",
               ENT_ANY,
               .standard = "0",
               .example = "8%/year",
               .help =
                   "Growth of the mean, continuous, jumps included: after t years the "
                   "mean is initial x exp(drift x t)"},
    [VOLATILITY] = {.name = "volatility",
                    .type = ENT_FORMULA,
                    .unit = "share",
                    ENT_FROM(0),
                    .required = true,
                    .example = "20%",
                    .help = "Standard deviation of the logarithm after one year without "
                            "jumps"},
    [RATE] = {.name = "rate",
              .type = ENT_FORMULA,
              .unit = "1/year",
              ENT_FROM(0),
              .required = true,
              .example = "0.5/year",
              .help = "Expected jumps per year; at most 100,000 in a period"},
    [JUMP_MEAN] = {.name = "jump_mean",
                   .type = ENT_FORMULA,
                   .unit = "share",
                   ENT_ANY,
                   .required = true,
                   .example = "-15%",
                   .help = "Mean of the logarithm of the factor by which one jump "
                           "multiplies the value"},
    [JUMP_SD] = {.name = "jump_sd",
                 .type = ENT_FORMULA,
                 .unit = "share",
                 ENT_FROM(0),
                 .standard = "0",
                 .example = "20%",
                 .help = "Standard deviation of that logarithm"},
};

enum { LEVEL, STATES };

/* What a jump adds to the value in the mean, as a share of it. */
static void mean_jump(const ent_call *call, double *k) {
    const double *mean = call->in[JUMP_MEAN], *sd = call->in[JUMP_SD];
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        k[i] = fma(0.5 * sd[i], sd[i], mean[i]);
    call->kernels->exp(k, k, ENT_SLICE);
}

static void apply(const ent_call *call) {
    const double dt = call->period->length, root = sqrt(dt);
    const double *drift = call->in[DRIFT], *volatility = call->in[VOLATILITY];
    const double *rate = call->in[RATE], *w = call->more[1];
    const double *from = call->t == 0 ? call->in[INITIAL] : call->state[LEVEL];
    double *level = call->state[LEVEL], *out = call->out[0];
    double factor[ENT_SLICE], count[ENT_SLICE];
    mean_jump(call, factor);
    draw_counts(rate, dt, call->more[0], count);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        double plain = drift[i] - rate[i] * (factor[i] - 1.0);
        double mean = fma(-0.5 * volatility[i], volatility[i], plain) * dt;
        double spread = sqrt(count[i]) * call->in[JUMP_SD][i];
        double jumps = fma(spread, w[i], count[i] * call->in[JUMP_MEAN][i]);
        out[i] = fma(volatility[i] * root, call->shock[i], mean) + jumps;
    }
    call->kernels->exp(out, out, ENT_SLICE);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++)
        out[i] = level[i] = from[i] * out[i];
}

const ent_driver_kind ENT_ISA(ent_driver_jump_diffusion) = {
    .kind = {"jump_diffusion",
             "Geometric Brownian motion that also jumps by random factors at random "
             "times (Merton); for what a piece of news can halve or double.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_NORMAL,
    .more = {ENT_SHOCK_UNIFORM, ENT_SHOCK_NORMAL},
    .measure = ENT_STOCK,
    .state_count = STATES,
    .apply = apply,
};
