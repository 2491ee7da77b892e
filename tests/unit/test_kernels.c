/* exp, the logistic function, log and pow: accuracy, edges, and the same bits from every
 * copy; mixing.  Normals have a file of their own.
 *
 * Bounds are those measured over millions of points and rounded up a little, always
 * tighter than what kernels.h promises.  The reference is the C library in long double. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/accuracy.h"

#define ROUNDS 400

/* Of a kernel over both ranges from -reach to reach. */
static double worst_of(const char *name, uint64_t seed, const double reach[2],
                       long double (*exact)(long double)) {
    double x[ENT_SLICE], y[ENT_SLICE], worst = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < ENT_SLICE; i++)
            x[i] = uniform_between(&seed, -reach[round % 2], reach[round % 2]);
        compute_by_every_copy(name, x, y);
        for (size_t i = 0; i < ENT_SLICE; i++)
            worst = fmax(worst, error_in_ulps(y[i], exact(x[i])));
    }
    return worst;
}

static void exp_is_right_to_1_1_ulp(void **state) {
    (void)state;
    assert_true(worst_of("exp", 1, (double[]){1.0, 708.0}, expl) < 1.1);
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

static long double logistic(long double x) {
    return 1.0L / (1.0L + expl(-x));
}

static void the_logistic_function_is_right_to_2_ulps(void **state) {
    (void)state;
    assert_true(worst_of("logistic", 8, (double[]){4.0, 700.0}, logistic) < 2.0);
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
        x[i] = uniform_between(&seed, 0.0, 20.0);
        y[i] = uniform_between(&seed, -20.0, 20.0);
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
            x[i] = round % 2 ? exp(uniform_between(&seed, -745.0, 709.0))
                             : 1.0 + uniform_between(&seed, -1, 1) *
                                         exp(uniform_between(&seed, -36.0, -1.0));
        compute_by_every_copy("log", x, y);
        for (size_t i = 0; i < ENT_SLICE; i++)
            if (x[i] != 1.0)
                worst = fmax(worst, error_in_ulps(y[i], logl(x[i])));
    }
    assert_true(worst < 0.55);
}

static void log_has_the_right_edges(void **state) {
    (void)state;
    assert_true(ent_log(1.0) == 0.0 && !signbit(ent_log(1.0)));
    assert_true(ent_log(0.0) == -INFINITY && ent_log(-0.0) == -INFINITY);
    assert_true(isnan(ent_log(-1.0)) && isnan(ent_log(-INFINITY)) && isnan(ent_log(NAN)));
    assert_true(ent_log(INFINITY) == INFINITY);
    assert_true(error_in_ulps(ent_log(5e-324), logl((long double)5e-324)) < 0.55);
    assert_true(error_in_ulps(ent_log(DBL_MIN), logl(DBL_MIN)) < 0.55);
    assert_true(error_in_ulps(ent_log(DBL_MAX), logl(DBL_MAX)) < 0.55);
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
            x[i] = exp(uniform_between(&seed, -5, 5));
            y[i] = round % 2 ? uniform_between(&seed, -20, 20)
                             : uniform_between(&seed, -230, 230) / log(x[i]);
        }
        pow_by_every_copy(x, y, z);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            double error = relative_error(z[i], powl(x[i], y[i]));
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
        cmocka_unit_test(mixing_is_the_product_with_the_triangle),
        cmocka_unit_test(short_arrays_are_as_good_as_slices),
        cmocka_unit_test(the_copy_for_this_machine_gives_the_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
