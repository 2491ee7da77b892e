/* gbm: geometric Brownian motion.
 *
 *   x(0) = initial
 *   x(t + dt) = x(t) exp((drift - volatility^2 / 2) dt + volatility sqrt(dt) z)
 *
 * so that E[x(t)] = initial exp(drift t): drift is continuous and is the growth of the
 * mean.  The step is exact for every dt while drift and volatility are constant within
 * it (Glasserman 2003, section 3.2.1).  The value of a period is the one at its end.
 *
 * - `initial` is read in the first period; drift and volatility in every period.
 * - The state is the level, not its logarithm: doubling `initial` doubles every value
 *   exactly. */
#include "model/world/driver_help.h"

enum { INITIAL, DRIFT, VOLATILITY };
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
               .example = "40%/year",
               .help = "Growth of the mean, continuous: after t years the mean is "
                       "initial x exp(drift x t)"},
    [VOLATILITY] = {.name = "volatility",
                    .type = ENT_FORMULA,
                    .unit = "share",
                    ENT_FROM(0),
                    .required = true,
                    .example = "25%",
                    .help = "Standard deviation of the logarithm after one year"},
};

enum { LEVEL, STATES };

static void apply(const ent_call *call) {
    double *level = call->state[LEVEL];
    grow(call, call->in[DRIFT], call->in[VOLATILITY],
         call->t == 0 ? call->in[INITIAL] : level, level);
}

const ent_driver_kind ENT_ISA(ent_driver_gbm) = {
    .kind = {"gbm",
             "Geometric Brownian motion: grows by a random rate; for prices, revenue and "
             "multipliers that stay positive.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_NORMAL,
    .measure = ENT_STOCK,
    .state_count = STATES,
    .apply = apply,
};
