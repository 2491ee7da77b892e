/* Quantiles and intervals against published values and an independent reckoning. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/engine/engine.h"
#include "tests/support/engine_harness.h"

/* R's quantile(c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3), c(.05, .25, .5, .9), type = 7). */
static void quantiles_are_of_type_7(void **state) {
    (void)state;
    static const double x[] = {1, 1, 2, 3, 3, 4, 5, 5, 6, 9};
    expect_close(ent_quantile(x, 10, 0.05), 1, 0);
    expect_close(ent_quantile(x, 10, 0.25), 2.25, 1e-15);
    expect_close(ent_quantile(x, 10, 0.5), 3.5, 1e-15);
    expect_close(ent_quantile(x, 10, 0.9), 6.3, 1e-14);
    assert_true(ent_quantile(x, 10, 0) == 1 && ent_quantile(x, 10, 1) == 9);
    assert_true(ent_quantile(x, 1, 0.3) == 1);
    assert_true(isnan(ent_quantile(x, 0, 0.5)));
}

static void quantiles_may_be_never(void **state) {
    (void)state;
    const double x[] = {1, 2, INFINITY, INFINITY, INFINITY};
    assert_true(ent_quantile(x, 5, 0) == 1);
    assert_true(ent_quantile(x, 5, 0.25) == 2);
    assert_true(isinf(ent_quantile(x, 5, 0.26)));
    assert_true(isinf(ent_quantile(x, 5, 0.75)));
}

/* n = 1,000: P5 37-64, P50 469-531, P95 936-963 (R: qbinom(c(.025, .975), 1000, p)). */
static void ranks_hold_the_quantile(void **state) {
    (void)state;
    static const struct {
        double p;
        uint64_t low, high;
    } rows[] = {{0.05, 37, 64}, {0.5, 469, 531}, {0.95, 936, 963}};
    for (size_t i = 0; i < 3; i++) {
        uint64_t low, high;
        ent_quantile_ranks(1000, rows[i].p, &low, &high);
        assert_int_equal(low, rows[i].low);
        assert_int_equal(high, rows[i].high);
    }
}

static void ranks_stay_within_the_sample(void **state) {
    (void)state;
    for (uint64_t n = 1; n < 200; n++)
        for (int i = 0; i < ENT_PERCENTILES; i++) {
            uint64_t low, high;
            ent_quantile_ranks(n, ent_percentile_of[i], &low, &high);
            assert_true(1 <= low && low <= high && high <= n);
        }
    uint64_t low, high;
    ent_quantile_ranks(100000000, 0.5, &low, &high);
    /* 1.96 x sqrt(n) / 2 to each side. */
    assert_true(llabs((long long)low - (50000000 - 9800)) <= 1);
    assert_true(llabs((long long)high - (50000000 + 9800)) <= 1);
}

/* Wilson (1927): 95% of 0/10 [0, .2775], 1/10 [.0179, .4042], 50/100 [.4038, .5962],
 * 81/263 [.2553, .3662] (the last: Newcombe 1998, table I). */
static void wilsons_interval(void **state) {
    (void)state;
    static const struct {
        uint64_t hits, n;
        double low, high;
    } rows[] = {{0, 10, 0, 0.2775},
                {1, 10, 0.0179, 0.4042},
                {50, 100, 0.4038, 0.5962},
                {81, 263, 0.2553, 0.3662},
                {10, 10, 0.7225, 1}};
    for (size_t i = 0; i < 5; i++) {
        double low, high;
        ent_wilson(rows[i].hits, rows[i].n, &low, &high);
        expect_close(low, rows[i].low, 0.00005001);
        expect_close(high, rows[i].high, 0.00005001);
    }
    double low, high;
    ent_wilson(0, 0, &low, &high);
    assert_true(low == 0 && high == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_of_type_7),
        cmocka_unit_test(quantiles_may_be_never),
        cmocka_unit_test(ranks_hold_the_quantile),
        cmocka_unit_test(ranks_stay_within_the_sample),
        cmocka_unit_test(wilsons_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
