/* Numbers for readers, and round ticks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/ticks.h"

#define MINUS "\xe2\x88\x92"

static void expect_told(const char *unit, double value, double se, const char *wanted) {
    char text[ENT_FORMAT_SIZE];
    ent_format format = ent_format_of(unit);
    assert_string_equal(ent_format_value(&format, value, se, text, sizeof text), wanted);
}

static void money_is_told_in_its_scale(void **state) {
    (void)state;
    expect_told("USD", 40e9, 0, "$40bn");
    expect_told("USD", -1.2e9, 0, MINUS "$1.2bn");
    expect_told("USD", 350e6, 0, "$350m");
    expect_told("USD", 45000, 0, "$45,000");
    expect_told("USD", 12, 0, "$12");
    expect_told("USD", 0, 0, "$0");
    expect_told("USD", -0.0, 0, "$0");
    expect_told("USD", 1.5e12, 0, "$1.5tn");
    expect_told("USD", 3.2e15, 0, "$3,200tn");
    expect_told("USD", 1e-5, 0, "$0.00001");
    expect_told("USD", 2.5e20, 0, "$2.5e20");
    expect_told("EUR", 2e6, 0,
                "\xe2\x82\xac"
                "2m");
    expect_told("CHF", -2e6, 0, MINUS "CHF 2m");
    expect_told("USD/year", 5e9, 0, "$5bn a year");
    expect_told("USD/token", 0.002, 0, "$0.002/token");
}

static void digits_stop_at_the_error(void **state) {
    (void)state;
    expect_told("USD", 1.23456e9, 3e6, "$1.235bn");
    expect_told("USD", 1.23456e9, 3e7, "$1.23bn");
    expect_told("USD", 1.23456e9, 0.2e9, "$1.2bn");
    expect_told("USD", 12e9, 0.2e9, "$12.0bn");
    expect_told("USD", 1.23456789e9, 1, "$1.2346bn"); /* five digits at most */
    expect_told("USD", 3e6, 2e9, "$0");               /* lost in its error */
    expect_told("USD", 1.23456e9, 0, "$1.23bn");
    expect_told("", 1234567, 1000, "1.235m");
    expect_told("%", 0.12345, 0.001, "12.3%");
}

static void rounding_may_reach_the_next_scale(void **state) {
    (void)state;
    expect_told("USD", 999.96e6, 0, "$1bn");
    expect_told("USD", 999.96e6, 1e5, "$1.0000bn");
    expect_told("USD", 999999.7, 0, "$1m");
}

static void only_one_without_a_scale_is_singular(void **state) {
    (void)state;
    char text[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of("copy");
    expect_told("copy", 1, 0, "1 copy");
    expect_told("copy", 1e6, 0, "1m copies");
    ent_format_distance(&format, 40e6, 1e6, 1e6, text, sizeof text);
    assert_string_equal(text, "1m copies");
}

static void other_units_and_dates(void **state) {
    (void)state;
    double day = ent_day_of(2028, 12, 31);
    expect_told("", 3.25, 0, "3.25");
    expect_told(NULL, 1250, 0, "1,250");
    expect_told("1", 0.5, 0, "0.5");
    expect_told("year", 7, 0, "7 years");
    expect_told("launch", -6, 0, MINUS "6 launches");
    expect_told("%", 0.62, 0, "62%");
    expect_told("%", -0.005, 0, MINUS "0.5%");
    expect_told("date", day, 0, "31 Dec 2028");
    expect_told("date", day, 20, "Dec 2028");
    expect_told("date", day, 60, "Q4 2028");
    expect_told("date", day, 200, "2028");
    expect_told("USDX", 2, 0, "2 USDX"); /* four letters are no currency */
}

static void expect_share(uint64_t count, uint64_t of, const char *wanted) {
    char text[ENT_FORMAT_SIZE];
    assert_string_equal(ent_format_share(count, of, text, sizeof text), wanted);
}

static void no_share_is_printed_as_nothing(void **state) {
    (void)state;
    expect_share(0, 100000, "<0.003%"); /* the rule of three: 3 / n */
    expect_share(0, 1000, "<0.3%");
    expect_share(0, 2000, "<0.15%");
    expect_share(365, 2000, "18.2%"); /* as the tables have it */
    expect_share(0, 3, "0 of 3");     /* whose bound is 100% */
    expect_share(100000, 100000, "all");
    expect_share(23412, 100000, "23.41%"); /* error 0.13%: a 1 is worth a digit more */
    expect_share(1, 100000, "0.0010%");    /* error 0.00099998% */
    expect_share(1, 2, "50%");
}

static void exact_and_point(void **state) {
    (void)state;
    static const double values[] = {0.1, 1.0 / 3, 38e9, -1.5e-300, 123456789.125, 5e-324};
    char text[ENT_FORMAT_SIZE];
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_true(strtod(ent_format_exact(values[i], text, sizeof text), NULL) ==
                    values[i]);
    assert_string_equal(ent_format_exact(0.1, text, sizeof text), "0.1");
    assert_string_equal(ent_format_exact(-0.0, text, sizeof text), "0");
    assert_string_equal(ent_format_point(12, text, sizeof text), "12");
    assert_string_equal(ent_format_point(-0.25, text, sizeof text), "-0.25");
    assert_string_equal(ent_format_point(-0.001, text, sizeof text), "0");
    assert_string_equal(ent_format_point(12.505, text, sizeof text), "12.51");
    assert_string_equal(ent_format_count(100000, text, sizeof text), "100,000");
    assert_string_equal(ent_format_count(0, text, sizeof text), "0");
}

/* The labels of all ticks, joined by spaces. */
static const char *labels_of(const ent_ticks *ticks, const char *unit) {
    static char joined[512];
    ent_format format = ent_format_of(unit);
    joined[0] = '\0';
    for (int i = 0; i < ticks->count; i++) {
        char text[ENT_FORMAT_SIZE];
        ent_ticks_label(ticks, &format, i, text, sizeof text);
        if (i > 0)
            strcat(joined, " ");
        strcat(joined, text);
    }
    return joined;
}

static void expect_ticks(double low, double high, const char *unit, const char *wanted) {
    ent_ticks ticks = ent_ticks_over(low, high, 6);
    assert_string_equal(labels_of(&ticks, unit), wanted);
}

static void ticks_are_round_and_name_their_unit_once(void **state) {
    (void)state;
    expect_ticks(0, 470e9, "USD", "0 100 200 300 400 $500bn");
    expect_ticks(0, 39e9, "USD", "0 10 20 30 $40bn");
    expect_ticks(-45e9, 21e9, "USD", MINUS "60 " MINUS "40 " MINUS "20 0 20 $40bn");
    expect_ticks(-45e9, 0, "USD",
                 MINUS "$50bn " MINUS "40 " MINUS "30 " MINUS "20 " MINUS "10 0");
    expect_ticks(0, 1.6e12, "USD", "0 0.5 1.0 1.5 $2.0tn");
    expect_ticks(0, 1, "%", "0 20 40 60 80 100%");
    expect_ticks(0, 0.012, "%", "0 0.25 0.50 0.75 1.00 1.25%");
    expect_ticks(0, 6e-5, "USD", "0 0.00002 0.00004 $0.00006");
    expect_ticks(0, 0.3, "", "0 0.1 0.2 0.3"); /* 0.3 / 0.1 is not quite 3 */
    expect_ticks(7, 7, "", "6.0 6.5 7.0 7.5 8.0");
    expect_ticks(0, 0, "", "0 0.2 0.4 0.6 0.8 1.0");
    expect_ticks(0, 3e20, "", "0 1e20 2e20 3e20");
}

static void ticks_cover_their_range(void **state) {
    (void)state;
    double low = -1;
    for (int i = 0; i < 2000; i++) {
        low = low * 1.0137 + (i % 7) - 3;
        double high = low + (1 + i % 13) * pow(10, i % 25 - 12.0);
        int most = 3 + i % 8;
        ent_ticks ticks = ent_ticks_over(low, high, most);
        assert_in_range(ticks.count, 2, (uintmax_t)most);
        double slack = 1e-8 * ent_ticks_step(&ticks);
        assert_true(ent_ticks_at(&ticks, 0) <= low + slack);
        assert_true(ent_ticks_at(&ticks, ticks.count - 1) >= high - slack);
        ticks = ent_ticks_inside(low, high, most);
        for (int k = 0; k < ticks.count; k++) {
            assert_true(ent_ticks_at(&ticks, k) >= low - slack);
            assert_true(ent_ticks_at(&ticks, k) <= high + slack);
        }
    }
}

static void expect_stretches(const char *first, const char *last, int most,
                             const char *wanted) {
    char joined[512] = "";
    ent_day from = 0, to = 0;
    assert_true(ent_day_read(first, &from) && ent_day_read(last, &to));
    ent_stretch stretch = ent_stretch_over(from, to, most);
    ent_day day = ent_stretch_floor(stretch, from);
    for (; day <= to; day = ent_stretch_next(stretch, day)) {
        char text[ENT_FORMAT_SIZE];
        strcat(joined, joined[0] ? ", " : "");
        strcat(joined, ent_stretch_label(stretch, day, text, sizeof text));
    }
    assert_string_equal(joined, wanted);
}

static void time_is_cut_at_the_calendar(void **state) {
    (void)state;
    expect_stretches("2026-04-27", "2032-12-31", 8,
                     "2026, 2027, 2028, 2029, 2030, 2031, 2032");
    expect_stretches("2026-04-27", "2032-12-31", 4, "2026, 2028, 2030, 2032");
    expect_stretches("2026-04-27", "2027-03-31", 4, "Q2 2026, Q3 2026, Q4 2026, Q1 2027");
    expect_stretches("2027-12-01", "2028-02-29", 3, "Dec 2027, Jan 2028, Feb 2028");
    expect_stretches("2026-04-29", "2026-05-12", 2,
                     "27 Apr 2026, 4 May 2026, 11 May 2026");
    expect_stretches("2026-12-31", "2027-01-02", 3,
                     "31 Dec 2026, 1 Jan 2027, 2 Jan 2027");
    expect_stretches("1960-01-01", "2060-12-31", 3, "1950, 2000, 2050");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_told_in_its_scale),
        cmocka_unit_test(digits_stop_at_the_error),
        cmocka_unit_test(rounding_may_reach_the_next_scale),
        cmocka_unit_test(only_one_without_a_scale_is_singular),
        cmocka_unit_test(other_units_and_dates),
        cmocka_unit_test(no_share_is_printed_as_nothing),
        cmocka_unit_test(exact_and_point),
        cmocka_unit_test(ticks_are_round_and_name_their_unit_once),
        cmocka_unit_test(ticks_cover_their_range),
        cmocka_unit_test(time_is_cut_at_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
