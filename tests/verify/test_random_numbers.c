/* Random numbers against published words and quantiles. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/known.h"
#include "tests/support/world_harness.h"

/* Counter 0 under key 0.  The other vectors of Random123 have a fourth counter word, which is
 * always 0 here; tests/unit/test_philox.c holds the plain rounds against all three. */
static void philox_gives_the_published_words(void **state) {
    (void)state;
    static const struct {
        const char *of;
        double word;
    } rows[] = {{"Philox 4x32-10, counter 0, key 0: word 0", 0x6627e8d5},
                {"the same: word 1", 0xe169c58d},
                {"the same: word 2", 0xbc57ac4c},
                {"the same: word 3", 0x9b00dbd8}};
    uint32_t words[4 * ENT_COLUMN];
    ent_kernels_here()->philox(0, 0, 0, 1, words);
    for (size_t w = 0; w < 4; w++)
        expect_known((known){rows[w].of, "Salmon et al. (2011), Random123", rows[w].word,
                             words[w * ENT_COLUMN]});
}

static void normal_quantiles_are_those_of_mpmath(void **state) {
    (void)state;
    static const struct {
        const char *of;
        double u, z;
    } rows[] = {{"normal quantile of 1e-300", 1e-300, -37.047096299361199},
                {"normal quantile of 1e-20", 1e-20, -9.2623400897984076},
                {"normal quantile of 1e-10", 1e-10, -6.3613409024040562},
                {"normal quantile of 0.001", 0.001, -3.0902323061678135},
                {"normal quantile of 0.02425", 0.02425, -1.9729610513118848},
                {"normal quantile of 0.3", 0.3, -0.52440051270804082},
                {"normal quantile of 0.975", 0.975, 1.9599639845400539},
                {"normal quantile of 1 - 1e-10", 1 - 1e-10, 6.3613408896974219},
                {"normal quantile of 1 - 2^-53", 1 - 0x1p-53, 8.2095361516013869}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_known((known){rows[i].of, "mpmath, 40 digits", rows[i].z,
                             ent_normal_quantile(rows[i].u),
                             .rounding = 2e-14 * fabs(rows[i].z)});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_published_words),
        cmocka_unit_test(normal_quantiles_are_those_of_mpmath),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
