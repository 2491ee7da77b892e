/* exp, log, pow, normal quantiles and distribution function: accuracy, edges, and the
 * same bits from every copy.
 *
 * Bounds are those measured over millions of points and rounded up a little, always
 * tighter than what kernels.h promises.  References are the C library in long double,
 * and GSL. */
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/copies.h"

#define ROUNDS 400

/* The next of a sequence of uniforms; SplitMix64. */
static double next(uint64_t *state) {
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return ((double)((x ^ (x >> 31)) >> 11) + 0.5) * 0x1p-53;
}

static double between(uint64_t *state, double low, double high) {
    return low + (high - low) * next(state);
}

/* Error in units in the last place of the true value, and relative to it. */
static double ulps(double y, long double exact) {
    double near = fabs((double)exact);
    double unit = nextafter(near, INFINITY) - near;
    return fabs((double)((y - exact) / unit));
}

static double relative(double y, long double exact) {
    return fabs((double)((y - exact) / exact));
}

typedef void (*unary)(const double *, double *, size_t);

/* The n-th copy of a kernel of one argument; NULL past the last. */
static unary unary_copy(const char *name, size_t n) {
    const ent_kernels *k = kernels_copy(n);
    if (!k)
        return NULL;
    return !strcmp(name, "exp")          ? k->exp
           : !strcmp(name, "logistic")   ? k->logistic
           : !strcmp(name, "log")        ? k->log
           : !strcmp(name, "normal_cdf") ? k->normal_cdf
                                         : k->normal_quantile;
}

/* Computes by every copy, in a new array and in place, and requires the same bits. */
static void compute(const char *name, const double *x, double *y) {
    unary_copy(name, 0)(x, y, ENT_SLICE);
    for (size_t n = 0; unary_copy(name, n); n++) {
        double other[ENT_SLICE];
        memcpy(other, x, sizeof other);
        unary_copy(name, n)(other, other, ENT_SLICE);
        assert_memory_equal(y, other, sizeof other);
    }
}

static void exp_is_right_to_1_1_ulp(void **state) {
    (void)state;
    uint64_t seed = 1;
    double x[ENT_SLICE], y[ENT_SLICE], worst = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        double reach = round % 2 ? 708.0 : 1.0;
        for (size_t i = 0; i < ENT_SLICE; i++)
            x[i] = between(&seed, -reach, reach);
        compute("exp", x, y);
        for (size_t i = 0; i < ENT_SLICE; i++)
            worst = fmax(worst, ulps(y[i], expl(x[i])));
    }
    assert_true(worst < 1.1);
}

static void exp_has_the_right_edges(void **state) {
    (void)state;
    assert_true(ent_exp(0.0) == 1.0 && ent_exp(-0.0) == 1.0);
    assert_true(isfinite(ent_exp(709.782712893384)) && ent_exp(709.79) == INFINITY);
    assert_true(ent_exp(-708.39) > 0.0 && ent_exp(-708.4) == 0.0);
    assert_true(ent_exp(INFINITY) == INFINITY && ent_exp(-INFINITY) == 0.0);
    assert_true(ent_exp(1e300) == INFINITY && ent_exp(-1e300) == 0.0);
    assert_true(isnan(ent_exp(NAN)));
    assert_true(ent_exp(5e-324) == 1.0);
}

static void the_logistic_function_is_right_to_2_ulps(void **state) {
    (void)state;
    uint64_t seed = 8;
    double x[ENT_SLICE], y[ENT_SLICE], worst = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        double reach = round % 2 ? 700.0 : 4.0;
        for (size_t i = 0; i < ENT_SLICE; i++)
            x[i] = between(&seed, -reach, reach);
        compute("logistic", x, y);
        for (size_t i = 0; i < ENT_SLICE; i++)
            worst = fmax(worst, ulps(y[i], 1.0L / (1.0L + expl(-x[i]))));
    }
    assert_true(worst < 2.0);
}

static void the_logistic_function_has_the_right_edges(void **state) {
    (void)state;
    double x[] = {0.0, -0.0, 1000.0, -1000.0, INFINITY, -INFINITY, NAN}, y[7];
    kernels_copy(0)->logistic(x, y, 7);
    assert_true(y[0] == 0.5 && y[1] == 0.5 && y[2] == 1.0 && y[3] == 0.0);
    assert_true(y[4] == 1.0 && y[5] == 0.0 && isnan(y[6]));
}

static void by_name(const char *name, const double *x, const double *y, double *z) {
    if (!strcmp(name, "pow"))
        kernels_copy(0)->pow(x, y, z, ENT_SLICE);
    else
        unary_copy(name, 0)(x, z, ENT_SLICE);
}

/* Slices without extremes take a shorter way, which must not show. */
static void an_extreme_changes_no_other_path(void **state) {
    (void)state;
    static const double extremes[] = {INFINITY, -INFINITY, NAN, 709.0, -709.0, 1e300};
    static const char *const names[] = {"exp", "logistic", "pow"};
    uint64_t seed = 9;
    double x[ENT_SLICE], y[ENT_SLICE], plain[ENT_SLICE], mixed[ENT_SLICE];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        x[i] = between(&seed, 0.0, 20.0);
        y[i] = between(&seed, -20.0, 20.0);
    }
    for (size_t f = 0; f < 3; f++)
        for (size_t e = 0; e < 6; e++) {
            const double ordinary = x[100];
            by_name(names[f], x, y, plain);
            x[100] = extremes[e];
            by_name(names[f], x, y, mixed);
            x[100] = ordinary;
            mixed[100] = plain[100];
            assert_memory_equal(plain, mixed, sizeof plain);
        }
}

static void log_is_right_to_0_55_ulp(void **state) {
    (void)state;
    uint64_t seed = 2;
    double x[ENT_SLICE], y[ENT_SLICE], worst = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < ENT_SLICE; i++)
            x[i] = round % 2
                       ? exp(between(&seed, -745.0, 709.0))
                       : 1.0 + between(&seed, -1, 1) * exp(between(&seed, -36.0, -1.0));
        compute("log", x, y);
        for (size_t i = 0; i < ENT_SLICE; i++)
            if (x[i] != 1.0)
                worst = fmax(worst, ulps(y[i], logl(x[i])));
    }
    assert_true(worst < 0.55);
}

static void log_has_the_right_edges(void **state) {
    (void)state;
    assert_true(ent_log(1.0) == 0.0 && !signbit(ent_log(1.0)));
    assert_true(ent_log(0.0) == -INFINITY && ent_log(-0.0) == -INFINITY);
    assert_true(isnan(ent_log(-1.0)) && isnan(ent_log(-INFINITY)) && isnan(ent_log(NAN)));
    assert_true(ent_log(INFINITY) == INFINITY);
    assert_true(ulps(ent_log(5e-324), logl((long double)5e-324)) < 0.55);
    assert_true(ulps(ent_log(DBL_MIN), logl(DBL_MIN)) < 0.55);
    assert_true(ulps(ent_log(DBL_MAX), logl(DBL_MAX)) < 0.55);
}

static void pow_by_every_copy(const double *x, const double *y, double *z) {
    kernels_copy(0)->pow(x, y, z, ENT_SLICE);
    for (size_t n = 1; kernels_copy(n); n++) {
        double other[ENT_SLICE];
        kernels_copy(n)->pow(x, y, other, ENT_SLICE);
        assert_memory_equal(z, other, sizeof other);
    }
}

/* Powers up to 1e100 to 3e-15; of an ordinary size to two thirds of an ulp, 1.6e-16. */
static void pow_is_right(void **state) {
    (void)state;
    uint64_t seed = 3;
    double x[ENT_SLICE], y[ENT_SLICE], z[ENT_SLICE], worst = 0.0, ordinary = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < ENT_SLICE; i++) {
            x[i] = exp(between(&seed, -5, 5));
            y[i] = round % 2 ? between(&seed, -20, 20)
                             : between(&seed, -230, 230) / log(x[i]);
        }
        pow_by_every_copy(x, y, z);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            double error = relative(z[i], powl(x[i], y[i]));
            if (round % 2)
                ordinary = fmax(ordinary, error);
            else
                worst = fmax(worst, error);
        }
    }
    assert_true(worst < 3e-15);
    assert_true(ordinary < 1.7e-16);
}

static void whole_powers_of_whole_numbers_are_exact(void **state) {
    (void)state;
    for (int x = 1; x <= 300; x++)
        for (int y = 1; y <= 6; y++) {
            double exact = 1.0;
            for (int k = 0; k < y; k++)
                exact *= x;
            assert_true(ent_pow(x, y) == exact);
        }
    assert_true(ent_pow(2.0, -3.0) == 0.125 && ent_pow(9.0, 0.5) == 3.0);
}

static void pow_has_the_right_edges(void **state) {
    (void)state;
    assert_true(ent_pow(0.0, 0.0) == 1.0 && ent_pow(0.0, 2.0) == 0.0);
    assert_true(ent_pow(0.0, -1.0) == INFINITY && ent_pow(1.0, INFINITY) == 1.0);
    assert_true(ent_pow(-2.0, 3.0) == -8.0 && ent_pow(-2.0, 2.0) == 4.0);
    assert_true(ent_pow(-2.0, -1.0) == -0.5 && isnan(ent_pow(-2.0, 0.5)));
    assert_true(ent_pow(-1.0, 0x1p53) == 1.0 && ent_pow(-1.0, 0x1p53 - 1) == -1.0);
    assert_true(ent_pow(-1.0, 0x1p52 + 1) == -1.0 && ent_pow(-1.0, 3.0) == -1.0);
    assert_true(ent_pow(2.0, 1023.0) == 0x1p1023 && ent_pow(2.0, 1024.0) == INFINITY);
    assert_true(ent_pow(2.0, -1022.0) == 0x1p-1022 && ent_pow(2.0, -1e300) == 0.0);
    assert_true(ent_pow(INFINITY, 2.0) == INFINITY && ent_pow(INFINITY, -2.0) == 0.0);
    assert_true(ent_pow(2.0, INFINITY) == INFINITY && ent_pow(0.5, INFINITY) == 0.0);
    assert_true(isnan(ent_pow(NAN, 2.0)) && isnan(ent_pow(2.0, NAN)));
    assert_true(ent_pow(NAN, 0.0) == 1.0 && ent_pow(1.0, NAN) == 1.0);
}

/* The hot quantile over words of every size, both tails, and those next to the middle. */
static void normals_are_right_to_4e_9(void **state) {
    (void)state;
    uint64_t seed = 4;
    uint32_t words[ENT_SLICE];
    double z[ENT_SLICE], worst = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < ENT_SLICE; i++) {
            uint32_t word = (uint32_t)(next(&seed) * 0x1p32);
            uint32_t small = word >> (int)(next(&seed) * 32);
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
            worst =
                fmax(worst,
                     relative(z[i], gsl_cdf_ugaussian_Pinv((words[i] + 0.5) * 0x1p-32)));
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
    assert_true(relative(ent_normal_quantile(0.25), -0.6744897501960817L) < 2e-16);
    assert_true(relative(ent_normal_quantile(0.001), -3.090232306167814L) < 2e-16);
    assert_true(relative(ent_normal_quantile(1e-20), -9.262340089798408L) < 2e-16);
    assert_true(relative(ent_normal_quantile(0.975), 1.959963984540054L) < 3e-16);
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
            u[i] = round % 3 == 0   ? exp(between(&seed, -690, 0))
                   : round % 3 == 1 ? 1.0 - exp(between(&seed, -36.7, 0))
                                    : next(&seed);
        compute("normal_quantile", u, z);
        for (size_t i = 0; i < ENT_SLICE; i++)
            worst = fmax(worst, relative(z[i], gsl_cdf_ugaussian_Pinv(u[i])));
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
            z[i] = between(&seed, -reach, reach);
        compute("normal_cdf", z, u);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            long double exact = erfcl(-z[i] / sqrtl(2.0L)) / 2;
            absolute = fmax(absolute, fabs((double)(u[i] - exact)));
            if (z[i] < 0.0)
                tail = fmax(tail, relative(u[i], exact));
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
        double u = i % 2 ? next(&seed) : exp(between(&seed, -600, -1));
        double back = ent_normal_cdf(ent_normal_quantile(u));
        /* An error of 1e-16 in z moves ln u by up to z^2 as much. */
        double z = ent_normal_quantile(u);
        assert_true(relative(back, u) < (3.0 + z * z) * 4e-16);
    }
}

static void mixing_is_the_product_with_the_triangle(void **state) {
    (void)state;
    static const double factor[] = {1, 0, 0, 0.6, 0.8, 0, -0.5, 0.25, 0.75};
    for (size_t n = 0; kernels_copy(n); n++) {
        double column[3][ENT_SLICE], out[3][ENT_SLICE];
        for (size_t i = 0; i < ENT_SLICE; i++)
            for (size_t d = 0; d < 3; d++)
                column[d][i] = (double)(i + 1) * (double)(d * d + 1);
        const double *in[] = {column[0], column[1], column[2]};
        kernels_copy(n)->mix(factor, 3, in, (double *[]){out[0], out[1], out[2]},
                             ENT_SLICE);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            double x = column[0][i], y = column[1][i], z = column[2][i];
            assert_true(out[0][i] == x);
            assert_true(out[1][i] == fma(0.6, x, 0.8 * y));
            assert_true(out[2][i] == fma(0.25, y, fma(-0.5, x, 0.75 * z)));
        }
        kernels_copy(n)->mix(factor, 3, in, (double *[]){column[0], column[1], column[2]},
                             ENT_SLICE);
        assert_memory_equal(column, out, sizeof out);
    }
}

/* Lengths that are no multiple of any vector: nothing past the end is touched, same
 * bits. */
static void short_arrays_are_as_good_as_slices(void **state) {
    (void)state;
    static const char *const names[] = {"exp", "logistic", "log", "normal_cdf",
                                        "normal_quantile"};
    for (size_t f = 0; f < 5; f++)
        for (size_t n = 1; n < 20; n++) {
            double x[20], whole[20], part[20];
            for (size_t i = 0; i < 20; i++)
                x[i] = 0.04 * (double)(i + 1), part[i] = -1.0;
            for (size_t c = 0; unary_copy(names[f], c); c++) {
                unary_copy(names[f], c)(x, whole, 20);
                unary_copy(names[f], c)(x, part, n);
                assert_memory_equal(whole, part, n * sizeof *whole);
                assert_true(part[n] == -1.0);
            }
        }
}

static void the_copy_for_this_machine_gives_the_same_bits(void **state) {
    (void)state;
    double x[ENT_SLICE], y[ENT_SLICE], z[ENT_SLICE];
    for (size_t i = 0; i < ENT_SLICE; i++)
        x[i] = 0.1 * (double)i;
    ent_kernels_here()->exp(x, y, ENT_SLICE);
    kernels_copy(0)->exp(x, z, ENT_SLICE);
    assert_memory_equal(y, z, sizeof y);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_right_to_1_1_ulp),
        cmocka_unit_test(exp_has_the_right_edges),
        cmocka_unit_test(the_logistic_function_is_right_to_2_ulps),
        cmocka_unit_test(the_logistic_function_has_the_right_edges),
        cmocka_unit_test(an_extreme_changes_no_other_path),
        cmocka_unit_test(log_is_right_to_0_55_ulp),
        cmocka_unit_test(log_has_the_right_edges),
        cmocka_unit_test(pow_is_right),
        cmocka_unit_test(whole_powers_of_whole_numbers_are_exact),
        cmocka_unit_test(pow_has_the_right_edges),
        cmocka_unit_test(normals_are_right_to_4e_9),
        cmocka_unit_test(normals_rise_with_the_word),
        cmocka_unit_test(quantiles_are_the_published_ones),
        cmocka_unit_test(quantiles_agree_with_gsl_to_2e_15),
        cmocka_unit_test(the_distribution_function_is_right),
        cmocka_unit_test(the_distribution_function_has_the_right_edges),
        cmocka_unit_test(the_distribution_function_undoes_the_quantile),
        cmocka_unit_test(mixing_is_the_product_with_the_triangle),
        cmocka_unit_test(short_arrays_are_as_good_as_slices),
        cmocka_unit_test(the_copy_for_this_machine_gives_the_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
