/* hazard: one event, at a random time.
 *
 *   H(t) = sum of rate x length of the periods up to t
 *   x(t) = 1 from the first period in which H(t) >= -ln(1 - u), else 0
 *
 * with one uniform u for the whole path, so P(event by t) = 1 - exp(-H(t)) for any course of the rate,
 * and with u at one half the event falls at its median time.  Once 1, it stays 1. */
#include "model/world/driver_help.h"

enum { RATE };
static const ent_field fields[] = {
    [RATE] = {.name = "rate",
              .type = ENT_FORMULA,
              .unit = "1/year",
              ENT_FROM(0),
              .required = true,
              .example = "8%/year",
              .help = "Rate per year at which the event occurs while it has not; may "
                      "vary in time"},
};

enum { CUMULATED, THRESHOLD, STATES };

static void begin(const ent_call *call) {
    double *cumulated = call->state[CUMULATED], *threshold = call->state[THRESHOLD];
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        cumulated[i] = 0.0;
        threshold[i] = 1.0 - call->shock[i];
    }
    call->kernels->log(threshold, threshold, ENT_SLICE);
}

/* The threshold is kept as ln(1 - u), and becomes infinite with the event, which so is latched.  A
 * rate that is no number shows as one, instead of as an event that never comes. */
static void apply(const ent_call *call) {
    const double dt = call->period->length, *rate = call->in[RATE];
    double *cumulated = call->state[CUMULATED], *threshold = call->state[THRESHOLD];
    if (call->t == 0)
        begin(call);
    ENT_LANES
    for (size_t i = 0; i < ENT_SLICE; i++) {
        double sum = fma(rate[i], dt, cumulated[i]);
        double limit = sum >= 0.0 - threshold[i] ? INFINITY : threshold[i];
        double yet = sum == sum ? 0.0 : sum;
        cumulated[i] = sum;
        threshold[i] = limit;
        call->out[0][i] = limit == INFINITY ? 1.0 : yet;
    }
}

const ent_driver_kind ENT_ISA(ent_driver_hazard) = {
    .kind = {"hazard",
             "An event that occurs once, at a random time: 0 before, 1 from then on.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_ONCE,
    .measure = ENT_EVENT,
    .state_count = STATES,
    .apply = apply,
};
