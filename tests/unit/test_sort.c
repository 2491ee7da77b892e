/* The radix sort against the library's, and quantiles without sorting, on every kind of number that a metric can be. */
#define _DEFAULT_SOURCE /* anonymous pages */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

#include "model/engine/summarise.h"

enum { MOST = 20000 };

static uint64_t next(uint64_t *seed) {
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return *seed * 0x2545F4914F6CDD1Dull;
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void check(double *x, size_t count) {
    static double room[MOST], expected[MOST];
    memcpy(expected, x, count * sizeof *x);
    qsort(expected, count, sizeof *x, ascending);
    ent_sort(x, room, count);
    for (size_t i = 0; i < count; i++)
        if (x[i] != expected[i])
            fail_msg("at %zu of %zu: %g, expected %g", i, count, x[i], expected[i]);
}

/* Bits at random: all magnitudes, subnormals and infinities. */
static void numbers_of_all_sizes(void **state) {
    (void)state;
    static double x[MOST];
    static const size_t counts[] = {1, 2, 3, 32, 33, 64, 65, 1000, 5000, MOST};
    uint64_t seed = 1;
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        for (size_t i = 0; i < counts[c]; i++)
            do {
                const uint64_t bits = next(&seed);
                memcpy(&x[i], &bits, sizeof bits);
            } while (isnan(x[i]));
        check(x, counts[c]);
    }
    check(x, 0);
}

static void repeated_and_ordered_numbers(void **state) {
    (void)state;
    static double x[MOST];
    uint64_t seed = 2;
    for (int values = 1; values < 6; values++) {
        for (size_t i = 0; i < MOST; i++)
            x[i] = (double)(int)(next(&seed) % (unsigned)values) - 2;
        check(x, MOST);
        check(x, MOST); /* ordered already */
        for (size_t i = 0; i < MOST / 2; i++) {
            const double swap = x[i];
            x[i] = x[MOST - 1 - i];
            x[MOST - 1 - i] = swap;
        }
        check(x, MOST); /* the wrong way round */
    }
}

/* Alike in the upper half of their bits: the lower half must decide, for a few and for all. */
static void numbers_that_hardly_differ(void **state) {
    (void)state;
    static double x[MOST];
    uint64_t seed = 3;
    for (size_t i = 0; i < MOST; i++)
        x[i] = 38e9 + (double)(next(&seed) % 1000000) * 0x1p-17;
    check(x, MOST);
    for (size_t i = 0; i < MOST; i++)
        x[i] = (double)(i % 7) + (double)(MOST - i) * 0x1p-40;
    check(x, MOST);
}

/* Most of them in the same stretch of the range, and in it again, and again. */
static void crowded_numbers(void **state) {
    (void)state;
    static double x[MOST];
    uint64_t seed = 5;
    static const size_t counts[] = {40, 4000, MOST};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (int kind = 0; kind < 6; kind++) {
            for (size_t i = 0; i < counts[c]; i++) {
                const double u = (double)(next(&seed) >> 11) * 0x1p-53;
                const double of[] = {
                    u + 1e12 * (i == 9),                     /* one far above */
                    u - 1e18 * (i == 9) - 1e300 * (i == 11), /* and below, by far more */
                    ldexp(1, (int)(u * 2000) - 1000),        /* all powers of two */
                    0.2 + (u < 0.5 ? 0 : u) * 0x1p-50,       /* the last digits */
                    (double)(int)(u * 9) * 5e-324,           /* no smaller difference */
                    i % 3 ? 38e9 : -exp(700 * u)};
                x[i] = of[kind];
            }
            check(x, counts[c]);
        }
}

static void dates_that_never_come_are_last(void **state) {
    (void)state;
    double x[] = {INFINITY, 2,        INFINITY,  -0.0,   0,      1,
                  2.25,     INFINITY, -INFINITY, 5e-324, -5e-324};
    check(x, sizeof x / sizeof *x);
    assert_true(isinf(x[10]) && isinf(x[8]) && x[7] == 2.25 && x[1] < 0 && isinf(x[0]));
}

/* The same quantiles as of the sorted numbers, to the bit. */
static void expect_quantiles(const double *numbers, size_t count) {
    static const double p[] = {0.05, 0.5, 0.95};
    static double x[MOST], room[MOST], sorted[MOST];
    double answers[3];
    memcpy(x, numbers, count * sizeof *x);
    memcpy(sorted, numbers, count * sizeof *x);
    ent_select_quantiles(x, room, count, p, 3, answers);
    ent_sort(sorted, room, count);
    for (int i = 0; i < 3; i++)
        if (answers[i] != ent_quantile(sorted, count, p[i]))
            fail_msg("%g of %zu: %g, expected %g", p[i], count, answers[i],
                     ent_quantile(sorted, count, p[i]));
}

static void quantiles_need_no_sorting(void **state) {
    (void)state;
    static double x[MOST];
    static const size_t counts[] = {1, 2, 3, 20, 21, 2048, 2049, 4001, 5000, MOST};
    uint64_t seed = 4;
    for (int kind = 0; kind < 6; kind++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            for (size_t i = 0; i < counts[c]; i++) {
                const double u = (double)(next(&seed) >> 11) * 0x1p-53;
                const double of[] = {u - 0.5,                         /* even */
                                     pow(1 - u, -3) - 1e9 * (i == 7), /* long tails */
                                     u < 0.6 ? 38e9 : 38e9 * u,       /* a point mass */
                                     (double)(int)(u * 3),            /* few values */
                                     42,
                                     (u - 0.5) * 1.7e308 * 2}; /* too far apart */
                x[i] = of[kind];
            }
            expect_quantiles(x, counts[c]);
        }
}

/* Metrics that are 0 on all paths are one column, which several threads sort at once: it must be left
 * alone, and pages that may only be read see to that. */
static void equal_numbers_are_not_written_to(void **state) {
    (void)state;
    const size_t bytes = MOST * sizeof(double);
    double *zeros = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    double *room = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(zeros != MAP_FAILED && room != MAP_FAILED);
    for (size_t count = 1; count <= MOST; count += count < 40 ? 1 : count / 2)
        ent_sort(zeros, room, count);
    assert_true(zeros[0] == 0 && zeros[MOST - 1] == 0);
    munmap(zeros, bytes);
    munmap(room, bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_all_sizes),
        cmocka_unit_test(repeated_and_ordered_numbers),
        cmocka_unit_test(numbers_that_hardly_differ),
        cmocka_unit_test(crowded_numbers),
        cmocka_unit_test(dates_that_never_come_are_last),
        cmocka_unit_test(quantiles_need_no_sorting),
        cmocka_unit_test(equal_numbers_are_not_written_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
