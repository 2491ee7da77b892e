/* The themes' hues told apart by every reader: as they are, and as three kinds of colour
 * blindness see them.
 *
 * Simulation: the matrices of Machado, Oliveira and Fernandes, "A physiologically-based
 * model for simulation of color vision deficiency" (2009), severity 1, in linear RGB.
 * Distance: CIE 1976, in which 2.3 is just noticeable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "plots/plots.h"

static const struct {
    const char *name;
    double matrix[3][3];
} eyes[] = {
    {"as it is", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {"protanopia",
     {{0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}}},
    {"deuteranopia",
     {{0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}}},
    {"tritanopia",
     {{1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}}},
};
enum { EYES = sizeof eyes / sizeof *eyes };

/* sRGB, IEC 61966-2-1. */
static double linear(uint32_t colour, int channel) {
    const double v = ((colour >> (16 - 8 * channel)) & 0xFF) / 255.0;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double lab_step(double t) {
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

/* CIE L*a*b* under D65 of a colour as one kind of eyes sees it. */
static void seen(uint32_t colour, int eye, double lab[3]) {
    static const double to_xyz[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                        {0.2126729, 0.7151522, 0.0721750},
                                        {0.0193339, 0.1191920, 0.9503041}};
    static const double white[] = {0.95047, 1, 1.08883};
    double rgb[3], step[3];
    for (int i = 0; i < 3; i++) {
        rgb[i] = 0;
        for (int k = 0; k < 3; k++)
            rgb[i] += eyes[eye].matrix[i][k] * linear(colour, k);
        rgb[i] = fmin(1, fmax(0, rgb[i]));
    }
    for (int i = 0; i < 3; i++) {
        double xyz = 0;
        for (int k = 0; k < 3; k++)
            xyz += to_xyz[i][k] * rgb[k];
        step[i] = lab_step(xyz / white[i]);
    }
    lab[0] = 116 * step[1] - 16;
    lab[1] = 500 * (step[0] - step[1]);
    lab[2] = 200 * (step[1] - step[2]);
}

static double apart(uint32_t a, uint32_t b, int eye) {
    double one[3], two[3];
    seen(a, eye, one);
    seen(b, eye, two);
    return sqrt(pow(one[0] - two[0], 2) + pow(one[1] - two[1], 2) +
                pow(one[2] - two[2], 2));
}

/* Published L*a*b* of sRGB's red, and what no red-green blind eye tells apart. */
static void the_simulation_is_the_published_one(void **state) {
    (void)state;
    double lab[3];
    seen(0xFF0000, 0, lab);
    assert_true(fabs(lab[0] - 53.24) < 0.01 && fabs(lab[1] - 80.09) < 0.02 &&
                fabs(lab[2] - 67.20) < 0.02);
    for (int eye = 0; eye < EYES; eye++)
        assert_true(apart(0xFFFFFF, 0x000000, eye) > 99);
    assert_true(apart(0xD55E00, 0x7A8B00, 0) > 50);
    assert_true(apart(0xD55E00, 0x7A8B00, 2) < 25);
}

/* 15 is six times what is just noticeable.  Six greys between black and page cannot lie so
 * far apart: there dashes, tones and labels help. */
static void every_pair_of_hues_is_told_apart(void **state) {
    (void)state;
    for (int i = 0; ent_themes[i].name; i++) {
        const ent_theme *theme = &ent_themes[i];
        const double least = strcmp(theme->name, "print") == 0 ? 10 : 15;
        for (int eye = 0; eye < EYES; eye++)
            for (int a = 0; a < ENT_HUES; a++)
                for (int b = 0; b < a; b++)
                    if (apart(theme->hues[a], theme->hues[b], eye) < least)
                        fail_msg("%s, %s: hues %d and %d are %.1f apart", theme->name,
                                 eyes[eye].name, a, b,
                                 apart(theme->hues[a], theme->hues[b], eye));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_simulation_is_the_published_one),
        cmocka_unit_test(every_pair_of_hues_is_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
