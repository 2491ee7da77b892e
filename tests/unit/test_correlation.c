/* Correlation matrices. */
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "model/world/correlation.h"
#include "model/world/kernels.h"

typedef struct {
    ent_arena arena;
    ent_problems problems;
} desk;

static int open_desk(void **state) {
    static desk d; /* one test at a time */
    d = (desk){0};
    *state = &d;
    return 0;
}

static int close_desk(void **state) {
    desk *d = *state;
    ent_problems_free(&d->problems);
    ent_arena_free(&d->arena);
    return 0;
}

/* The values offered in the help, in their order, and how many. */
static size_t offered(const desk *d, double *values, size_t most) {
    size_t count = 0;
    const char *at = d->problems.list[0].help;
    while (count < most && (at = strstr(at, "value: ")) != NULL) {
        at += strlen("value: ");
        assert_int_equal(sscanf(at, "%lf", &values[count++]), 1);
    }
    return count;
}

static const double *factor_of(desk *d, const ent_correlation_pair *pairs, size_t count,
                               size_t n) {
    return ent_correlation_factor(pairs, count, n, &d->arena, &d->problems);
}

static void a_pair_gives_the_triangle_by_hand(void **state) {
    desk *d = *state;
    const ent_correlation_pair pair = {
        .i = 1, .j = 0, .value = 0.6, .names = "[a, b]", .more = ""};
    const double *l = factor_of(d, &pair, 1, 2);
    assert_non_null(l);
    assert_true(l[0] == 1.0 && l[1] == 0.0 && l[2] == 0.6);
    assert_true(fabs(l[3] - 0.8) < 2e-16);
}

/* GSL's factor of the same matrix, 3 by 3, with one pair not listed. */
static void the_factor_is_the_one_of_gsl(void **state) {
    desk *d = *state;
    const ent_correlation_pair pairs[] = {
        {.i = 0, .j = 1, .value = -0.2, .names = "[a, b]", .more = ""},
        {.i = 3, .j = 1, .value = 0.55, .names = "[a, b]", .more = ""},
        {.i = 2, .j = 0, .value = 0.7, .names = "[a, b]", .more = ""}};
    double a[16] = {1, -0.2, 0.7, 0, -0.2, 1, 0, 0.55, 0.7, 0, 1, 0, 0, 0.55, 0, 1};
    gsl_matrix_view m = gsl_matrix_view_array(a, 4, 4);
    assert_int_equal(gsl_linalg_cholesky_decomp1(&m.matrix), 0);
    const double *l = factor_of(d, pairs, 3, 4);
    assert_non_null(l);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            assert_true(fabs(l[4 * i + j] - (j <= i ? a[4 * i + j] : 0.0)) < 1e-15);
}

/* Three pairs at -0.9 each: the eigenvalues are 1 - 2 x 0.9 = -0.8 and, twice, 1.9.
 * By symmetry the nearest valid values are equal, and just above -1/2. */
static void an_impossible_matrix_is_explained(void **state) {
    desk *d = *state;
    ent_correlation_pair pairs[] = {
        {.i = 0, .j = 1, .value = -0.9, .names = "[a, b]", .more = ""},
        {.i = 0, .j = 2, .value = -0.9, .names = "[a, b]", .more = ""},
        {.i = 1, .j = 2, .value = -0.9, .names = "[a, b]", .more = ""}};
    assert_null(factor_of(d, pairs, 3, 3));
    assert_int_equal(d->problems.errors, 1);
    assert_string_equal(d->problems.list[0].code, "E0718");
    assert_non_null(strstr(d->problems.list[0].message, " -0.8,"));
    double v[3];
    assert_int_equal(offered(d, v, 3), 3);
    assert_true(v[0] == v[1] && v[1] == v[2] && v[0] > -0.5 && v[0] < -0.498);
    for (size_t i = 0; i < 3; i++)
        pairs[i].value = v[i];
    assert_non_null(factor_of(d, pairs, 3, 3));
}

/* The nearest correlation matrix to tridiag(1, 1, 1) of order 3, with no pair held at
 * 0, is Higham's published example (2002, section 4.1): 0.7607, 0.1573, 0.7607. */
static void the_nearest_values_are_those_of_higham(void **state) {
    desk *d = *state;
    const ent_correlation_pair pairs[] = {
        {.i = 0, .j = 1, .value = 1, .names = "[a, b]", .more = ""},
        {.i = 1, .j = 2, .value = 1, .names = "[a, b]", .more = ""},
        {.i = 0, .j = 2, .value = 0, .names = "[a, b]", .more = ""}};
    assert_null(factor_of(d, pairs, 3, 3));
    double v[3];
    assert_int_equal(offered(d, v, 3), 3);
    /* Three decimals, and an eigenvalue of 1e-3 instead of 0. */
    assert_true(fabs(v[0] - 0.7607) < 2e-3 && fabs(v[1] - 0.7607) < 2e-3 &&
                fabs(v[2] - 0.1573) < 2e-3);
}

/* A pair that is not listed is 0 and stays 0: what is offered is valid as it stands. */
static void pairs_not_listed_stay_zero(void **state) {
    desk *d = *state;
    ent_correlation_pair pairs[] = {
        {.i = 0, .j = 1, .value = 0.9, .names = "[a, b]", .more = ""},
        {.i = 1, .j = 2, .value = 0.9, .names = "[a, b]", .more = ""}};
    assert_null(factor_of(d, pairs, 2, 3));
    double v[2];
    assert_int_equal(offered(d, v, 2), 2);
    assert_true(v[0] == v[1] && v[0] < sqrt(0.5) && v[0] > sqrt(0.5) - 2e-3);
    pairs[0].value = v[0], pairs[1].value = v[1];
    assert_non_null(factor_of(d, pairs, 2, 3));
}

/* Ranks are offered as ranks: 0.9, 0.9 and -0.9 become (6 / pi) asin(x / 2) of the normals' nearest,
 * and hold together. */
static void offers_are_in_the_measure_asked_for(void **state) {
    desk *d = *state;
    const ent_relation rank = {.measure = ENT_MEASURE_RANK};
    ent_correlation_pair pairs[] = {
        {.i = 0, .j = 1, .value = 0.9, .relation = rank, .names = "[a, b]", .more = ""},
        {.i = 1, .j = 2, .value = 0.9, .relation = rank, .names = "[b, c]", .more = ""},
        {.i = 0,
         .j = 2,
         .value = -0.9,
         .relation = rank,
         .names = "[a, c]",
         .more = ", measure: rank"}};
    assert_null(factor_of(d, pairs, 3, 3));
    double v[3];
    assert_int_equal(offered(d, v, 3), 3);
    assert_non_null(strstr(d->problems.list[0].help, ", measure: rank}"));
    const double edge = 6.0 / acos(-1.0) * asin(0.25);
    assert_true(v[0] == v[1] && v[0] == -v[2] && v[0] < edge && v[0] > edge - 2e-3);
    for (size_t i = 0; i < 3; i++)
        pairs[i].value = v[i];
    assert_non_null(factor_of(d, pairs, 3, 3));
}

/* What is nearest leaves the fourth name alone, and so does the offer. */
static void pairs_that_hold_are_not_offered(void **state) {
    desk *d = *state;
    const ent_correlation_pair pairs[] = {
        {.i = 0, .j = 1, .value = 0.9, .names = "[a, b]", .more = ""},
        {.i = 1, .j = 2, .value = 0.9, .names = "[b, c]", .more = ""},
        {.i = 0, .j = 2, .value = -0.9, .names = "[a, c]", .more = ""},
        {.i = 3, .j = 4, .value = 0.5, .names = "[d, e]", .more = ""}};
    assert_null(factor_of(d, pairs, 4, 5));
    double v[4];
    assert_int_equal(offered(d, v, 4), 3);
    assert_null(strstr(d->problems.list[0].help, "[d, e]"));
}

static void a_correlation_of_one_is_refused(void **state) {
    desk *d = *state;
    const ent_correlation_pair pair = {
        .i = 0, .j = 1, .value = 1.0, .names = "[a, b]", .more = ""};
    assert_null(factor_of(d, &pair, 1, 2));
    assert_string_equal(d->problems.list[0].code, "E0718");
}

static void pairs_are_between_two_and_given_once(void **state) {
    desk *d = *state;
    const ent_correlation_pair pairs[] = {
        {.i = 0, .j = 1, .value = 0.1, .names = "[a, b]", .more = "", .at = {.line = 1}},
        {.i = 1, .j = 0, .value = 0.1, .names = "[a, b]", .more = "", .at = {.line = 2}},
        {.i = 1, .j = 1, .value = 0.1, .names = "[a, b]", .more = "", .at = {.line = 3}}};
    assert_null(factor_of(d, pairs, 3, 2));
    assert_int_equal(d->problems.errors, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(d->problems.list[i].code, "E0719");
        assert_int_equal(d->problems.list[i].at.line, (int)i + 2);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_pair_gives_the_triangle_by_hand),
        TEST(the_factor_is_the_one_of_gsl),
        TEST(an_impossible_matrix_is_explained),
        TEST(the_nearest_values_are_those_of_higham),
        TEST(pairs_not_listed_stay_zero),
        TEST(offers_are_in_the_measure_asked_for),
        TEST(pairs_that_hold_are_not_offered),
        TEST(a_correlation_of_one_is_refused),
        TEST(pairs_are_between_two_and_given_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
