/* constant: a number or formula under a name of its own.
 *
 *   x(t) = value(t) */
#include "model/world/driver_help.h"

enum { VALUE };
static const ent_field fields[] = {
    [VALUE] = {.name = "value",
               .type = ENT_FORMULA,
               .unit = "own",
               ENT_ANY,
               .required = true,
               .example = "0.12",
               .help =
                   "Its value in each period; may use assumptions, t, year and drivers"},
};

static void apply(const ent_call *call) {
    memcpy(call->out[0], call->in[VALUE], ENT_SLICE * sizeof(double));
}

const ent_driver_kind ENT_ISA(ent_driver_constant) = {
    .kind = {"constant", "The same on every path but for the assumptions that it reads.",
             fields, ENT_LENGTH(fields)},
    .shock = ENT_SHOCK_NONE,
    .measure = ENT_STOCK,
    .apply = apply,
};
