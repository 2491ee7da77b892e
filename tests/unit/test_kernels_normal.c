/* Normal quantiles, of words and of uniforms, and the distribution function: accuracy, edges, and the
 * same bits from every copy.
 *
 * Bounds are those measured over millions of points and rounded up a little, always
 * tighter than what kernels.h promises.  References are GSL and the C library in long double. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/accuracy.h"

#define ROUNDS 400

/* The hot quantile over words of every size, both tails, and those next to the middle. */
static void normals_are_right_to_4e_9(void **state) {
    (void)state;
    uint64_t seed = 4;
    uint32_t words[ENT_SLICE];
    double z[ENT_SLICE], worst = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < ENT_SLICE; i++) {
            uint32_t word = (uint32_t)(next_uniform(&seed) * 0x1p32);
            uint32_t small = word >> (int)(next_uniform(&seed) * 32);
            words[i] = round % 3 == 0 ? word : round % 3 == 1 ? small : ~small;
            if (round == 0)
                words[i] = 0x7fffff80u + (uint32_t)i;
        }
        kernels_copy(0)->normal(words, z, ENT_SLICE);
        for (size_t n = 1; kernels_copy(n); n++) {
            double other[ENT_SLICE];
            kernels_copy(n)->normal(words, other, ENT_SLICE);
            assert_memory_equal(z, other, sizeof other);
        }
        for (size_t i = 0; i < ENT_SLICE; i++)
            worst = fmax(worst, relative_error(z[i], gsl_cdf_ugaussian_Pinv(
                                                         (words[i] + 0.5) * 0x1p-32)));
    }
    assert_true(worst < 4e-9);
}

static void normals_rise_with_the_word(void **state) {
    (void)state;
    uint32_t words[ENT_SLICE];
    double z[ENT_SLICE], last = -INFINITY;
    for (uint32_t base = 0; base < 128; base++) {
        for (uint32_t i = 0; i < ENT_SLICE; i++)
            words[i] = base * 0x02000000u + i * 0x00020000u;
        kernels_copy(0)->normal(words, z, ENT_SLICE);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            assert_true(z[i] > last);
            last = z[i];
        }
    }
}

/* The check values of Wichura 1988 (AS 241), and 97.5%. */
static void quantiles_are_the_published_ones(void **state) {
    (void)state;
    assert_true(relative_error(ent_normal_quantile(0.25), -0.6744897501960817L) < 2e-16);
    assert_true(relative_error(ent_normal_quantile(0.001), -3.090232306167814L) < 2e-16);
    assert_true(relative_error(ent_normal_quantile(1e-20), -9.262340089798408L) < 2e-16);
    assert_true(relative_error(ent_normal_quantile(0.975), 1.959963984540054L) < 3e-16);
    assert_true(ent_normal_quantile(0.5) == 0.0);
}

/* 1e-8 is asked of the range (1e-300, 1 - 1e-16); GSL evaluates the same rational
 * functions. */
static void quantiles_agree_with_gsl_to_2e_15(void **state) {
    (void)state;
    uint64_t seed = 5;
    double u[ENT_SLICE], z[ENT_SLICE], worst = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < ENT_SLICE; i++)
            u[i] = round % 3 == 0   ? exp(uniform_between(&seed, -690, 0))
                   : round % 3 == 1 ? 1.0 - exp(uniform_between(&seed, -36.7, 0))
                                    : next_uniform(&seed);
        compute_by_every_copy("normal_quantile", u, z);
        for (size_t i = 0; i < ENT_SLICE; i++)
            worst = fmax(worst, relative_error(z[i], gsl_cdf_ugaussian_Pinv(u[i])));
    }
    assert_true(worst < 2e-15);
}

static void the_distribution_function_is_right(void **state) {
    (void)state;
    uint64_t seed = 6;
    double z[ENT_SLICE], u[ENT_SLICE], tail = 0.0, absolute = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        double reach = round % 2 ? 37.0 : 3.0;
        for (size_t i = 0; i < ENT_SLICE; i++)
            z[i] = uniform_between(&seed, -reach, reach);
        compute_by_every_copy("normal_cdf", z, u);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            long double exact = erfcl(-z[i] / sqrtl(2.0L)) / 2;
            absolute = fmax(absolute, fabs((double)(u[i] - exact)));
            if (z[i] < 0.0)
                tail = fmax(tail, relative_error(u[i], exact));
        }
    }
    assert_true(tail < 1e-15);
    assert_true(absolute < 4e-16);
}

static void the_distribution_function_has_the_right_edges(void **state) {
    (void)state;
    assert_true(fabs(ent_normal_cdf(0.0) - 0.5) < 2e-16);
    assert_true(ent_normal_cdf(-50.0) == 0.0 && ent_normal_cdf(-INFINITY) == 0.0);
    assert_true(ent_normal_cdf(50.0) == 1.0 && ent_normal_cdf(INFINITY) == 1.0);
    assert_true(isnan(ent_normal_cdf(NAN)));
}

/* The function and the quantile were made apart; together they are the identity. */
static void the_distribution_function_undoes_the_quantile(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 2000; i++) {
        double u = i % 2 ? next_uniform(&seed) : exp(uniform_between(&seed, -600, -1));
        double back = ent_normal_cdf(ent_normal_quantile(u));
        /* An error of 1e-16 in z moves ln u by up to z^2 as much. */
        double z = ent_normal_quantile(u);
        assert_true(relative_error(back, u) < (3.0 + z * z) * 4e-16);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normals_are_right_to_4e_9),
        cmocka_unit_test(normals_rise_with_the_word),
        cmocka_unit_test(quantiles_are_the_published_ones),
        cmocka_unit_test(quantiles_agree_with_gsl_to_2e_15),
        cmocka_unit_test(the_distribution_function_is_right),
        cmocka_unit_test(the_distribution_function_has_the_right_edges),
        cmocka_unit_test(the_distribution_function_undoes_the_quantile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
