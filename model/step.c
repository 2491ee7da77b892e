#include "model/step.h"

const char *ent_measure_name(ent_measure measure) {
    static const char *const names[] = {
        [ENT_RATE] = "rate",       [ENT_FLOW] = "flow",  [ENT_STOCK] = "stock",
        [ENT_LEVEL_FLAG] = "flag", [ENT_EVENT] = "flag",
    };
    return names[measure];
}
