/* Streamed summaries against exact ones of the same values. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/engine/tally.h"
#include "tests/support/engine_harness.h"

enum { COUNT = 20000 };

typedef struct {
    ent_counts counts;
    ent_moments moments;
    bool beside;
} tally;

/* That counts into the buckets of another, if there is one. */
static tally *tally_open_beside(tally *other) {
    tally *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->beside = other != NULL;
    t->counts.buckets =
        other ? other->counts.buckets : calloc(ENT_BUCKETS, sizeof *t->counts.buckets);
    t->counts.waiting = calloc(ENT_WAITING * ENT_SLICE, sizeof *t->counts.waiting);
    t->counts.apart = ENT_SLICE;
    assert_true(t->counts.buckets && t->counts.waiting);
    return t;
}

static tally *tally_open(void) {
    return tally_open_beside(NULL);
}

static void tally_close(tally *t) {
    if (!t->beside)
        free(t->counts.buckets);
    free(t->counts.waiting);
    free(t);
}

/* In pieces of that many values. */
static void add_all(tally *t, const double *x, size_t count, size_t piece) {
    for (size_t i = 0; i < count; i += piece)
        ent_tally_add(ent_isa_find(NULL), &t->counts, &t->moments, x + i,
                      count - i < piece ? count - i : piece);
    ent_counts_settle(ent_isa_find(NULL), &t->counts);
}

static double uniform(uint64_t *seed) {
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return ((double)((*seed * 0x2545F4914F6CDD1Dull) >> 11) + 0.5) * 0x1p-53;
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Values from 0.1 to 100 of both signs, about ten to a bucket, with a share of zeros and of a greatest value. */
static void make_values(double *x, uint64_t seed) {
    for (size_t i = 0; i < COUNT; i++) {
        const double u = uniform(&seed);
        const double size = pow(10, 3 * uniform(&seed) - 1);
        x[i] = u < 0.1 ? 0 : u < 0.3 ? 1e13 : u < 0.6 ? -size : size;
    }
}

static void quantiles_are_within_a_bucket(void **state) {
    (void)state;
    static double x[COUNT], sorted[COUNT];
    make_values(x, 1);
    memcpy(sorted, x, sizeof x);
    qsort(sorted, COUNT, sizeof *sorted, ascending);
    tally *t = tally_open();
    add_all(t, x, COUNT, ENT_SLICE);
    for (double p = 0; p <= 1; p += 1.0 / 512) {
        const double exact = ent_quantile(sorted, COUNT, p);
        const double is = ent_counts_quantile(&t->counts, p);
        /* A bucket is 1/128 wide, and the neighbouring values may lie in the next. */
        if (!(fabs(is - exact) <= fabs(exact) / 64 + 0x1p-40))
            fail_msg("p = %g: %g, exactly %g", p, is, exact);
    }
    assert_true(ent_counts_quantile(&t->counts, 0) == sorted[0] * (1 + 0) ||
                fabs(ent_counts_quantile(&t->counts, 0) / sorted[0] - 1) < 1e-11);
    assert_true(fabs(ent_counts_quantile(&t->counts, 1) / 1e13 - 1) < 1e-11);
    tally_close(t);
}

static void many_quantiles_are_the_single_ones(void **state) {
    (void)state;
    static double x[COUNT];
    double p[ENT_QUANTILES], answers[ENT_QUANTILES];
    make_values(x, 2);
    tally *t = tally_open();
    add_all(t, x, COUNT, ENT_SLICE);
    for (size_t i = 0; i < ENT_QUANTILES; i++)
        p[i] = (double)i / (ENT_QUANTILES - 1);
    ent_counts_quantiles(&t->counts, p, ENT_QUANTILES, answers);
    for (size_t i = 0; i < ENT_QUANTILES; i++)
        assert_true(answers[i] == ent_counts_quantile(&t->counts, p[i]));
    tally_close(t);
}

static void points_are_counted_exactly(void **state) {
    (void)state;
    static double x[COUNT];
    size_t zeros = 0, tops = 0;
    make_values(x, 3);
    for (size_t i = 0; i < COUNT; i++) {
        zeros += x[i] == 0;
        tops += x[i] == 1e13;
    }
    /* Whatever the pieces, single values among them, and however merged. */
    static const size_t pieces[] = {1, 7, 255, 256};
    for (size_t i = 0; i < 4; i++) {
        tally *t = tally_open(), *u = tally_open_beside(t);
        add_all(t, x, COUNT / 3, pieces[i]);
        add_all(u, x + COUNT / 3, COUNT - COUNT / 3, pieces[i]);
        ent_counts_merge(&u->counts, &t->counts);
        ent_atom atoms[3];
        assert_int_equal(ent_counts_atoms(&u->counts, atoms), 2);
        assert_true(fabs(atoms[0].value / 1e13 - 1) < 1e-11);
        assert_true(atoms[0].probability == (double)tops / COUNT);
        assert_true(atoms[1].value == 0 && atoms[1].probability == (double)zeros / COUNT);
        expect_close(atoms[1].se,
                     sqrt(atoms[1].probability * (1 - atoms[1].probability) / COUNT),
                     1e-15);
        tally_close(u);
        tally_close(t);
    }
}

static void equal_values_are_one_point(void **state) {
    (void)state;
    double x[ENT_SLICE];
    for (size_t i = 0; i < ENT_SLICE; i++)
        x[i] = 0.1;
    tally *t = tally_open();
    add_all(t, x, ENT_SLICE, ENT_SLICE);
    add_all(t, x, 1, 1);
    const ent_summary s = ent_tally_summary(&t->counts, &t->moments);
    assert_int_equal(s.n, ENT_SLICE + 1);
    assert_true(s.mean == 0.1 && s.sd == 0 && s.se == 0);
    for (int i = 0; i < ENT_PERCENTILES; i++)
        assert_true(s.percentile[i] == s.min && s.min == s.max);
    ent_atom atoms[3];
    assert_int_equal(ent_counts_atoms(&t->counts, atoms), 1);
    assert_true(atoms[0].probability == 1);
    tally_close(t);
}

/* To the bit, so that a series shown negated is the one that would have been counted so. */
static void a_mirror_image_is_the_tally_of_negated_values(void **state) {
    (void)state;
    static double x[COUNT], negated[COUNT];
    make_values(x, 5);
    for (size_t i = 0; i < COUNT; i++)
        negated[i] = 0.0 - x[i];
    tally *t = tally_open(), *other = tally_open(), *mirror = tally_open();
    add_all(t, x, COUNT, ENT_SLICE);
    add_all(other, negated, COUNT, ENT_SLICE);
    ent_counts_mirror(&mirror->counts, &t->counts);
    mirror->moments = ent_moments_mirror(t->moments);
    assert_memory_equal(mirror->counts.buckets, other->counts.buckets,
                        ENT_BUCKETS * sizeof *mirror->counts.buckets);
    const ent_summary a = ent_tally_summary(&mirror->counts, &mirror->moments);
    const ent_summary b = ent_tally_summary(&other->counts, &other->moments);
    assert_memory_equal(&a, &b, sizeof a);
    ent_atom atoms[2][3];
    assert_int_equal(ent_counts_atoms(&mirror->counts, atoms[0]), 2);
    assert_int_equal(ent_counts_atoms(&other->counts, atoms[1]), 2);
    assert_memory_equal(atoms[0], atoms[1], 2 * sizeof atoms[0][0]);
    tally_close(t);
    tally_close(other);
    tally_close(mirror);
}

static void nothing_has_no_summary(void **state) {
    (void)state;
    tally *t = tally_open(), *u = tally_open();
    ent_tally_add(ent_isa_find(NULL), &t->counts, &t->moments, NULL, 0);
    ent_counts_merge(&t->counts, &u->counts);
    ent_moments_merge(&t->moments, &u->moments);
    const ent_summary s = ent_tally_summary(&t->counts, &t->moments);
    ent_atom atoms[3];
    assert_true(s.n == 0 && isnan(s.mean) && isnan(s.min) &&
                isnan(s.percentile[ENT_P50]));
    assert_int_equal(ent_counts_atoms(&t->counts, atoms), 0);
    tally_close(t);
    tally_close(u);
}

/* Chan, Golub and LeVeque: merged moments are those of the whole; sums around a first value
 * lose nothing to a large mean. */
static void moments_are_those_of_the_whole(void **state) {
    (void)state;
    double x[1000];
    uint64_t seed = 5;
    long double sum = 0, square = 0;
    for (size_t i = 0; i < 1000; i++) {
        x[i] = 1e9 + uniform(&seed);
        sum += (long double)x[i] - 1e9L;
    }
    const long double mean = sum / 1000;
    for (size_t i = 0; i < 1000; i++)
        square += ((long double)x[i] - 1e9L - mean) * ((long double)x[i] - 1e9L - mean);
    tally *t = tally_open();
    add_all(t, x, 1000, 100);
    expect_close(t->moments.mean - 1e9, (double)mean, 1e-6);
    /* Means near 1e9 are rounded to steps of 1.2e-7 and differ by less than 0.1: each of
     * nine merges errs by at most 2 x 0.1 x 1.2e-7 x 90 in a sum of squares of 84. */
    expect_close(ent_moments_sd(&t->moments), (double)sqrtl(square / 999),
                 9 * 2 * 0.1 * 1.2e-7 * 90 / 84 / 2 * 0.29);
    expect_close(ent_moments_se(&t->moments), ent_moments_sd(&t->moments) / sqrt(1000.0),
                 1e-15);
    ent_moments one = {.n = 1, .mean = 3};
    assert_true(isnan(ent_moments_sd(&one)) && isnan(ent_moments_se(&one)));
    tally_close(t);
}

/* Both signs of the least and the greatest that a bucket holds, of what rounds up into the next, of
 * what lies beyond all buckets, and of ordinary numbers. */
static void make_edges(double *x, size_t count) {
    static const double edges[] = {0,         5e-324,
                                   0x1p-1022, 0x1p-41,
                                   0x1p-40,   0x1.fffffffffffffp-41,
                                   1,         0x1.01fffffffffffp0,
                                   0x1.02p0,  0x1.fffffffffffffp87,
                                   0x1p88,    1e150};
    uint64_t seed = 7;
    for (size_t i = 0; i < count; i++) {
        const double u = uniform(&seed);
        x[i] = i % 3 ? pow(10, 60 * u - 20) : edges[i / 3 % ENT_LENGTH(edges)];
        x[i] *= i % 5 < 2 ? -1 : 1;
    }
}

static void expect_surveyed(const ent_isa *isa, const double *x, size_t n) {
    uint16_t bucket[ENT_SLICE + 1];
    ent_survey survey;
    double low = x[0], high = x[0], mean, m2;
    bucket[n] = 4711;
    isa->survey(x, n, &survey, bucket);
    isa->moments(x, n, &mean, &m2);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(bucket[i], ent_bucket(x[i]));
        low = fmin(low, x[i]);
        high = fmax(high, x[i]);
    }
    assert_int_equal(bucket[n], 4711);
    assert_true(survey.low == ent_rounded(low) && survey.high == ent_rounded(high));
    assert_memory_equal(&survey.mean, &mean, sizeof mean);
    assert_memory_equal(&survey.m2, &m2, sizeof m2);
}

static void every_value_has_its_bucket(void **state) {
    (void)state;
    double x[ENT_SLICE];
    make_edges(x, ENT_SLICE);
    for (const char *const *name = ent_isa_names(); *name; name++)
        for (size_t n = 1; n <= ENT_SLICE; n++)
            expect_surveyed(ent_isa_find(*name), x + ENT_SLICE - n, n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_within_a_bucket),
        cmocka_unit_test(many_quantiles_are_the_single_ones),
        cmocka_unit_test(points_are_counted_exactly),
        cmocka_unit_test(equal_values_are_one_point),
        cmocka_unit_test(a_mirror_image_is_the_tally_of_negated_values),
        cmocka_unit_test(nothing_has_no_summary),
        cmocka_unit_test(moments_are_those_of_the_whole),
        cmocka_unit_test(every_value_has_its_bucket),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
