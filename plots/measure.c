#include "plots/measure.h"

#include <stddef.h>

static double fixed_width(void *state, const char *text, double size, bool bold) {
    (void)state;
    double count = 0;
    for (const char *c = text; *c; c++)
        if (((unsigned char)*c & 0xC0) != 0x80)
            count++;
    return count * size * (bold ? 0.55 : 0.5);
}

ent_measurer ent_measurer_fixed(void) {
    return (ent_measurer){fixed_width, NULL};
}
