/* poisson: how many events fall into each period.
 *
 *   mean(t) = rate(t) x length(t)
 *   x(t) = the least k with P(count <= k) >= u
 *
 * by inversion of one uniform for each period; counts of different periods are
 * independent.  A mean above 100,000 in one period gives no number, which stops the
 * run: such a flow of events is a rate, not a count. */
#include "model/world/driver_count.h"

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
             "Expected events per year; may vary in time; at most 100,000 in a period"},
};

static void apply(const ent_call *call) {
    draw_counts(call->in[RATE], call->period->length, call->shock, call->out[0]);
}

const ent_driver_kind ENT_ISA(ent_driver_poisson) = {
    .kind = {"poisson", "Counts of independent events in each period, such as launches.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_UNIFORM,
    .measure = ENT_FLOW,
    .apply = apply,
};
