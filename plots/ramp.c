#include "plots/ramp.h"

#include <math.h>

int ent_ramp_step(double value, double low, double high) {
    if (!(high > low))
        return ENT_RAMP_STEPS / 2;
    const double share = (value - low) / (high - low);
    const double step = floor((share < 0 ? 0 : share) * ENT_RAMP_STEPS);
    return step >= ENT_RAMP_STEPS ? ENT_RAMP_STEPS - 1 : (int)step;
}

uint32_t ent_ramp_colour(const ent_theme *theme, bool sided, int step) {
    const uint32_t *stops = sided ? theme->sides : theme->ramp;
    const double place = (double)step / (ENT_RAMP_STEPS - 1) * (ENT_RAMP_STOPS - 1);
    int stop = (int)place;
    stop = stop > ENT_RAMP_STOPS - 2 ? ENT_RAMP_STOPS - 2 : stop;
    uint32_t mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        const double from = stops[stop] >> shift & 0xFF,
                     to = stops[stop + 1] >> shift & 0xFF;
        mixed |= (uint32_t)round(from + (place - stop) * (to - from)) << shift;
    }
    return mixed;
}

uint32_t ent_ramp_ink(uint32_t fill) {
    return ent_contrast(fill, 0x000000) > ent_contrast(fill, 0xFFFFFF) ? 0x000000
                                                                       : 0xFFFFFF;
}
