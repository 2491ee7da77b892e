/* The list of driver kinds: to add one, write driver_KIND.c, declare it in
 * driver_help.h and name it here. */
#include "model/world/driver_help.h"

const ent_driver_kind *const ENT_ISA(ent_driver_kinds)[] = {
    &ENT_ISA(ent_driver_constant),
    &ENT_ISA(ent_driver_curve),
    &ENT_ISA(ent_driver_gbm),
    &ENT_ISA(ent_driver_mean_reverting),
    &ENT_ISA(ent_driver_poisson),
    &ENT_ISA(ent_driver_hazard),
    &ENT_ISA(ent_driver_each_period),
    &ENT_ISA(ent_driver_jump_diffusion),
    &ENT_ISA(ent_driver_schwartz_moon),
    &ENT_ISA(ent_driver_bass),
    &ENT_ISA(ent_driver_replay),
    &ENT_ISA(ent_driver_regime),
    NULL,
};
