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
    ENT_ISA(ent_driver_each_period);

#endif
