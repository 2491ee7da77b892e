/* Numbers in tables: scales, digits, probabilities, periods. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "cli/figure.h"

#define MINUS "\xe2\x88\x92"

static void expect_told(const char *unit, double value, double error,
                        const char *wanted) {
    char text[ENT_FORMAT_SIZE];
    assert_string_equal(ent_figure_value(value, error, unit, text), wanted);
}

static void digits_stop_where_the_error_begins(void **state) {
    (void)state;
    expect_told("USD", 97.04e9, 0.3e9, "$97.0bn");
    expect_told("USD", 97.04e9, 3e9, "$97bn");
    expect_told("USD", 97.04e9, 0.04e9, "$97.04bn");
    expect_told("1", 0.72638, 0.0014, "0.7264");
}

static void an_error_that_begins_with_1_keeps_two_digits(void **state) {
    (void)state;
    expect_told("USD", 97.04e9, 0.14e9, "$97.04bn");
    expect_told("USD", 97.04e9, 0.194e9, "$97.04bn");
    expect_told("USD", 97.04e9, 0.196e9, "$97.0bn");
}

static void without_an_error_four_digits_are_told(void **state) {
    (void)state;
    expect_told("USD", 38e9, 0, "$38bn");
    expect_told("USD", 1.23456e6, NAN, "$1.235m");
    expect_told("USD", -1.5e9, 0, MINUS "$1.5bn");
    expect_told("USD", 0, 0, "$0");
    expect_told("USD/year", 40e9, 0, "$40bn a year");
    expect_told("1", 0.2, 0, "0.2");
    expect_told("year", 2.5, 0, "2.5 years");
}

static void only_one_without_a_scale_is_singular(void **state) {
    (void)state;
    expect_told("copy", 1, 0, "1 copy");
    expect_told("copy", -1, 0, MINUS "1 copy");
    expect_told("copy", 1e6, 0, "1m copies");
    expect_told("copy", 1e9, 1e9, "1.0bn copies");
    expect_told("copy", 999498, 3, "999,498 copies");
}

static void rounding_noise_is_no_error(void **state) {
    (void)state;
    expect_told("USD", 25.2e9, 1e-6, "$25.2bn");
}

static void what_rounds_to_the_next_scale_is_in_it(void **state) {
    (void)state;
    expect_told("USD", 999.99e6, 0, "$1bn");
    expect_told("USD", 999.9e6, 1e5, "$999.90m");
}

static void an_error_as_large_as_the_next_scale_takes_it(void **state) {
    (void)state;
    expect_told("USD", -239769, 3e5, MINUS "$0.2m");
    expect_told("USD", 134306, 811, "$134,306");
    expect_told("USD", 0.8e9, 0.3e9, "$0.8bn");
    expect_told("USD", 800e9, 140e9, "$0.80tn");
    expect_told("USD", 1.2e9, 0.3e9, "$1.2bn");
}

/* 1e36 has more digits than a whole number of 64 bits holds. */
static void what_is_huge_has_an_exponent(void **state) {
    (void)state;
    expect_told("USD", 1e17, 0, "$100,000tn");
    expect_told("1", 1e36, 0, "1e36");
    expect_told("USD", -3.456e40, 0, MINUS "$3.46e40");
    expect_told("USD", 9.999e20, 1e18, "$1e21");
    char text[ENT_FORMAT_SIZE];
    assert_string_equal(ent_format_scaled(1e30, 9, 1, text, sizeof text), "1e21");
    assert_string_equal(ent_format_scaled(1.5e25, 0, 4, text, sizeof text), "1.5e25");
}

static void odd_values_have_words(void **state) {
    (void)state;
    expect_told("USD", NAN, 0, "");
    expect_told("USD", INFINITY, 0, "infinite");
    expect_told("USD", -INFINITY, 0, MINUS "infinite");
}

static void a_row_shares_its_scale(void **state) {
    (void)state;
    char text[ENT_FORMAT_SIZE];
    const ent_scale scale = ent_scale_choose(97e9, "USD");
    assert_string_equal(ent_scale_write(&scale, 0.4e9, 0.05e9, false, text), "$0.40bn");
    assert_string_equal(ent_scale_write(&scale, 0.4e9, 0.05e9, true, text), "+$0.40bn");
    assert_string_equal(ent_scale_write(&scale, -0.4e9, 0.05e9, true, text),
                        MINUS "$0.40bn");
    assert_string_equal(ent_scale_write(&scale, 0.001e9, 0.05e9, true, text), "$0.00bn");
    assert_string_equal(ent_scale_error(&scale, 97e9, 0.05e9, text), "± 0.05");
    assert_string_equal(ent_scale_error(&scale, 97e9, 0, text), "");
}

static void expect_share(uint64_t hits, uint64_t n, const char *wanted) {
    char text[ENT_FORMAT_SIZE];
    double low, high;
    ent_wilson(hits, n, &low, &high);
    assert_string_equal(ent_figure_share((double)hits / (double)n, low, high, n, text),
                        wanted);
}

/* Hanley and Lippman-Hand (1983), "If nothing goes wrong, is everything all right?" */
static void none_and_all_are_told_by_the_rule_of_three(void **state) {
    (void)state;
    expect_share(0, 100000, "<0.003%");
    expect_share(100000, 100000, ">99.997%");
    expect_share(0, 20000, "<0.015%");
    expect_share(0, 10, "<30%");
    expect_share(0, 4, "<75%");
    expect_share(0, 3, "0 of 3");
    expect_share(1, 1, "1 of 1");
}

static void a_bound_is_rounded_up(void **state) {
    (void)state;
    expect_share(0, 9123, "<0.04%"); /* 0.0329 */
}

static void probabilities_have_the_digits_of_their_interval(void **state) {
    (void)state;
    expect_share(72638, 100000, "72.64%");
    expect_share(5, 10, "50%");
    expect_share(1, 100000, "0.0010%");
}

static void intervals_are_told_alike(void **state) {
    (void)state;
    char text[ENT_FORMAT_SIZE];
    assert_string_equal(ent_figure_interval(0.7236, 0.7292, text), "72.36% to 72.92%");
    assert_string_equal(ent_figure_interval(0.4, 0.6, text), "40% to 60%");
}

static void periods_have_names(void **state) {
    (void)state;
    ent_arena arena = {0};
    size_t count;
    char text[ENT_FORMAT_SIZE];
    const ent_period *p = ent_periods_cut(
        &arena, ent_day_of(2026, 4, 27), ent_day_of(2032, 12, 31), ENT_QUARTERLY, &count);
    assert_int_equal(count, 27);
    assert_string_equal(ent_figure_period(&p[0], ENT_QUARTERLY, text), "Q2 2026");
    assert_string_equal(ent_figure_period(&p[26], ENT_QUARTERLY, text), "Q4 2032");
    assert_string_equal(ent_figure_period(&p[26], ENT_YEARLY, text), "2032");
    assert_int_equal(ent_period_at(p, count, 0), 0);
    for (size_t t = 0; t < count; t++)
        assert_int_equal(ent_period_at(p, count, p[t].end), t);
    assert_int_equal(ent_period_at(p, count, p[3].end + 0.01), 4);
    assert_int_equal(ent_period_at(p, count, 1000), 26);
    ent_arena_free(&arena);
}

static void sizes_and_times_are_rough(void **state) {
    (void)state;
    char text[ENT_FORMAT_SIZE];
    assert_string_equal(ent_figure_bytes(38.4e6, text), "38 MB");
    assert_string_equal(ent_figure_bytes(1.24e9, text), "1.2 GB");
    assert_string_equal(ent_figure_seconds(0.31, text), "0.3 s");
    assert_string_equal(ent_figure_seconds(0.02, text), "under 0.1 s");
    assert_string_equal(ent_figure_seconds(42.2, text), "42 s");
    assert_string_equal(ent_figure_seconds(240, text), "4 min");
}

static void expect_headline(double p, uint64_t n, const char *wanted) {
    char text[ENT_FORMAT_SIZE];
    assert_string_equal(ent_figure_headline(p, n, text), wanted);
}

static void headlines_have_whole_percents(void **state) {
    (void)state;
    expect_headline(0.77444, 100000, "77%");
    expect_headline(0.996, 1000, "more than 99%");
    expect_headline(0.994, 1000, "99%");
    expect_headline(0.004, 1000, "less than 1%");
    expect_headline(0.006, 1000, "1%");
    expect_headline(1, 1000, "all futures");
    expect_headline(0, 1000, "less than 1%");
    expect_headline(0, 100, "less than 3%");
    expect_headline(0, 3, "0 of 3 futures");
    expect_headline(NAN, 0, "no futures");
}

static void expect_unit(const char *unit, double value, const char *wanted) {
    char text[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of(unit);
    assert_string_equal(ent_format_value(&format, value, 0, text, sizeof text), wanted);
    expect_told(unit, value, 0, wanted);
}

static void words_have_a_plural_and_symbols_none(void **state) {
    (void)state;
    expect_unit("launch", 1200, "1,200 launches");
    expect_unit("launch", 1, "1 launch");
    expect_unit("launch", -1, MINUS "1 launch");
    expect_unit("copy", 0.5, "0.5 copies");
    expect_unit("relay", 2, "2 relays");
    expect_unit("users", 2, "2 users");
    expect_unit("day", 90, "90 days");
    expect_unit("year", 1, "1 year");
    expect_unit("bbl", 20, "20 bbl");
    expect_unit("MWh", 20, "20 MWh");
    expect_unit("copy/year", 20, "20 copies a year");
    expect_unit("MMBtu/year", 20, "20 MMBtu a year");
    expect_unit("bbl/MMBtu", 2, "2 bbl/MMBtu");
    expect_unit("USD/copy", 20, "$20/copy");
    expect_unit("1/year", 3, "3 a year");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_stop_where_the_error_begins),
        cmocka_unit_test(an_error_that_begins_with_1_keeps_two_digits),
        cmocka_unit_test(without_an_error_four_digits_are_told),
        cmocka_unit_test(only_one_without_a_scale_is_singular),
        cmocka_unit_test(rounding_noise_is_no_error),
        cmocka_unit_test(what_rounds_to_the_next_scale_is_in_it),
        cmocka_unit_test(an_error_as_large_as_the_next_scale_takes_it),
        cmocka_unit_test(what_is_huge_has_an_exponent),
        cmocka_unit_test(odd_values_have_words),
        cmocka_unit_test(a_row_shares_its_scale),
        cmocka_unit_test(none_and_all_are_told_by_the_rule_of_three),
        cmocka_unit_test(a_bound_is_rounded_up),
        cmocka_unit_test(probabilities_have_the_digits_of_their_interval),
        cmocka_unit_test(headlines_have_whole_percents),
        cmocka_unit_test(words_have_a_plural_and_symbols_none),
        cmocka_unit_test(intervals_are_told_alike),
        cmocka_unit_test(periods_have_names),
        cmocka_unit_test(sizes_and_times_are_rough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
