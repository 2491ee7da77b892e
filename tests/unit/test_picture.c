/* Distributions and courses in block characters, for outcomes whose shape is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "cli/picture.h"

enum { PERIODS = 40, FIRST = 2, LAST = ENT_QUANTILES - 3 };

static double quantiles[ENT_QUANTILES];

static void expect_shape(ent_metric_kind kind, const char *wanted) {
    ent_period periods[PERIODS] = {{0}};
    for (int t = 0; t < PERIODS; t++)
        periods[t].end = 0.25 * (t + 1);
    const ent_results results = {.periods = periods, .period_count = PERIODS};
    const ent_metric_result metric = {.kind = kind, .quantiles = quantiles};
    char text[ENT_PICTURE_SIZE];
    assert_string_equal(ent_picture_histogram(&results, &metric, text), wanted);
}

static void an_even_spread_is_flat(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = 3 + 0.0131 * i;
    expect_shape(ENT_NUMBER_METRIC, "████████████");
}

/* Between the 1st and 99th percentile of u^2 lie 0.0001 to 0.9801; the first of twelve columns ends at
 * 0.08177, where u is 0.28594, and holds 0.27594 of the futures; the second ends where u is 0.40423 and
 * holds 0.11829, 3.4 eighths of that; the last holds 0.0421, 1.2 eighths. */
static void a_density_that_falls_is_drawn_in_eighths(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = (i / 200.0) * (i / 200.0);
    expect_shape(ENT_NUMBER_METRIC, "█▄▃▃▂▂▂▂▂▂▂▂");
}

static void a_value_of_its_own_stands_in_one_column(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = i <= 100 ? 0.5 : i - 99.5;
    /* Half of the futures and a bit in the first, a 24th in each other: 0.6 eighths of that. */
    expect_shape(ENT_NUMBER_METRIC, "█▁▁▁▁▁▁▁▁▁▁▁");
}

static void empty_columns_are_blank(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = i <= 100 ? 1.5 : 9.25;
    expect_shape(ENT_NUMBER_METRIC, "█          █");
}

static void outliers_do_not_squeeze_the_rest(void **state) {
    (void)state;
    an_even_spread_is_flat(state);
    quantiles[0] = -1e12;
    quantiles[ENT_QUANTILES - 1] = 1e12;
    expect_shape(ENT_NUMBER_METRIC, "████████████");
}

/* Counts 0 to 23, each as likely as the next: two to a column. */
static void counts_fill_columns_of_equal_width(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = i < 200 ? floor(i * 24 / 200.0) : 23;
    expect_shape(ENT_NUMBER_METRIC, "████████████");
}

/* Three values are three columns. */
static void few_counts_are_few_columns(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = i < 50 ? 4 : i < 150 ? 5 : 6;
    expect_shape(ENT_NUMBER_METRIC, "▄█▅");
}

/* In half of the futures it never comes; else in quarters 2 to 11, 5% each. */
static void dates_are_shown_where_they_come(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = i < 100 ? 0.25 * (2 + i / 10) : INFINITY;
    expect_shape(ENT_DATE_METRIC, "██████████");
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = i <= FIRST ? 1 : INFINITY;
    expect_shape(ENT_DATE_METRIC, ""); /* all in one quarter */
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = INFINITY;
    expect_shape(ENT_DATE_METRIC, "");
}

/* Periods 1 to 19: two to a column, counted from the last, so that the first column holds one. */
static void dates_too_many_for_twelve_columns_share_them(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = 0.25 * (1 + (i < 200 ? i * 19 / 200 : 18));
    expect_shape(ENT_DATE_METRIC, "▄█████████");
}

static void without_spread_there_is_no_picture(void **state) {
    (void)state;
    for (int i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = i < FIRST ? 1 : i > LAST ? 9 : 4.5;
    expect_shape(ENT_NUMBER_METRIC, "");
    an_even_spread_is_flat(state);
    expect_shape(ENT_FLAG_METRIC, "");
}

static void expect_course(const double *values, size_t count, const char *wanted) {
    char text[ENT_PICTURE_SIZE];
    assert_string_equal(ent_picture_course(values, count, text), wanted);
}

static void a_course_stands_on_zero(void **state) {
    (void)state;
    const double rising[] = {1, 2, 3, 4, 5, 6, 7, 8}, high[] = {7, 8}, none[] = {0, 0};
    expect_course(rising, 8, "▁▂▃▄▅▆▇█");
    expect_course(high, 2, "▇█");
    expect_course(none, 2, "▁▁");
}

static void below_zero_it_stands_on_the_lowest(void **state) {
    (void)state;
    const double mixed[] = {-4, 0, 4}, debts[] = {-4, -2, 0};
    expect_course(mixed, 3, "▁▄█");
    expect_course(debts, 3, "▁▄█");
}

static void a_long_course_is_averaged(void **state) {
    (void)state;
    double values[2 * ENT_PICTURE_POINTS];
    for (int i = 0; i < 2 * ENT_PICTURE_POINTS; i++)
        values[i] = i % 2 == 0 ? 0 : 6;
    expect_course(values, 2 * ENT_PICTURE_POINTS, "████████████████████");
    values[1] = 3;
    expect_course(values, 2 * ENT_PICTURE_POINTS, "▄███████████████████");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_even_spread_is_flat),
        cmocka_unit_test(a_density_that_falls_is_drawn_in_eighths),
        cmocka_unit_test(a_value_of_its_own_stands_in_one_column),
        cmocka_unit_test(empty_columns_are_blank),
        cmocka_unit_test(outliers_do_not_squeeze_the_rest),
        cmocka_unit_test(counts_fill_columns_of_equal_width),
        cmocka_unit_test(few_counts_are_few_columns),
        cmocka_unit_test(dates_are_shown_where_they_come),
        cmocka_unit_test(dates_too_many_for_twelve_columns_share_them),
        cmocka_unit_test(without_spread_there_is_no_picture),
        cmocka_unit_test(a_course_stands_on_zero),
        cmocka_unit_test(below_zero_it_stands_on_the_lowest),
        cmocka_unit_test(a_long_course_is_averaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
