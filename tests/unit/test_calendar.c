/* Days, spans and periods. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/calendar.h"

static void days_count_from_1970(void **state) {
    (void)state;
    assert_int_equal(ent_day_of(1970, 1, 1), 0);
    assert_int_equal(ent_day_of(1969, 12, 31), -1);
    assert_int_equal(ent_day_of(2000, 2, 29),
                     11016); /* date -u -d 2000-02-29 +%s / 86400 */
    assert_int_equal(ent_day_of(2026, 4, 27),
                     20570); /* date -u -d 2026-04-27 +%s / 86400 */
    assert_int_equal(ent_day_of(1900, 1, 1), -25567);
}

static void every_day_of_three_centuries_survives(void **state) {
    (void)state;
    char text[11];
    for (ent_day day = ent_day_of(1900, 1, 1); day <= ent_day_of(2199, 12, 31); day++) {
        int y, m, d;
        ent_day_split(day, &y, &m, &d);
        assert_int_equal(ent_day_of(y, m, d), day);
        ent_day back = ENT_NO_DAY;
        assert_true(ent_day_read(ent_day_write(day, text), &back));
        assert_int_equal(back, day);
    }
}

static void only_real_dates_are_read(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "2026-02-29", "2100-02-29", "1899-12-31", "2200-01-01",  "2026-13-01",
        "2026-00-10", "2026-04-31", "2026-4-27",  "2026-04-27 ", "27.04.2026",
        "",           "2026/04/27", "2026-04-00", "x026-04-27",  "2026-04-2x"};
    ent_day day = 77;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(ent_day_read(wrong[i], &day));
    }
    assert_int_equal(day, 77);
    assert_true(ent_day_read("2028-02-29", &day));
    assert_int_equal(day, ent_day_of(2028, 2, 29));
}

static void a_month_or_a_year_is_read_as_its_last_day(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int year, month, day;
    } cases[] = {{"2026-04-27", 2026, 4, 27}, {"2026-04", 2026, 4, 30},
                 {"2028-02", 2028, 2, 29},    {"2026-12", 2026, 12, 31},
                 {"2026", 2026, 12, 31},      {"2199", 2199, 12, 31}};
    static const char *const wrong[] = {"2026-13", "2026-4", "26",       "1899",
                                        "2200",    "April",  "2026-04-", "2026-02-30"};
    ent_day day = 77;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(ent_day_read_rough(wrong[i], &day));
    }
    assert_int_equal(day, 77);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(ent_day_read_rough(cases[i].text, &day));
        assert_int_equal(day, ent_day_of(cases[i].year, cases[i].month, cases[i].day));
    }
}

static ent_day add(ent_day day, int months, int days) {
    return ent_day_add(day, (ent_span){months, days});
}

static void spans_clip_to_the_month(void **state) {
    (void)state;
    assert_int_equal(add(ent_day_of(2026, 1, 31), 1, 0), ent_day_of(2026, 2, 28));
    assert_int_equal(add(ent_day_of(2028, 1, 31), 1, 0), ent_day_of(2028, 2, 29));
    assert_int_equal(add(ent_day_of(2026, 8, 31), 6, 0), ent_day_of(2027, 2, 28));
    assert_int_equal(add(ent_day_of(2026, 1, 31), 1, 1), ent_day_of(2026, 3, 1));
    assert_int_equal(add(ent_day_of(2026, 3, 31), -1, 0), ent_day_of(2026, 2, 28));
    assert_int_equal(add(ent_day_of(2026, 1, 15), -13, 0), ent_day_of(2024, 12, 15));
    assert_int_equal(add(ent_day_of(2026, 12, 31), 12, 90), ent_day_of(2028, 3, 30));
}

static void assert_close(double a, double b) {
    assert_true(a - b < 1e-12 && b - a < 1e-12);
}

static void quarters_with_a_stub_at_the_start(void **state) {
    (void)state;
    ent_arena arena = {0};
    size_t count;
    ent_period *p = ent_periods_cut(&arena, ent_day_of(2026, 4, 27),
                                    ent_day_of(2032, 12, 31), ENT_QUARTERLY, &count);
    assert_int_equal(count, 27);
    assert_int_equal(p[0].first, ent_day_of(2026, 4, 27));
    assert_int_equal(p[0].last, ent_day_of(2026, 6, 30));
    assert_close(p[0].length, 0.25 * 65 / 91); /* 4 + 31 + 30 days of 30 + 31 + 30 */
    assert_int_equal(p[0].year, 2026);
    assert_false(p[0].last_of_year);
    assert_true(p[2].last_of_year);
    for (size_t i = 1; i < count; i++) {
        assert_true(p[i].length == 0.25);
        assert_int_equal(p[i].first, p[i - 1].last + 1);
        assert_true(p[i].end == p[i - 1].end + 0.25);
    }
    assert_int_equal(p[26].last, ent_day_of(2032, 12, 31));
    assert_true(p[26].last_of_year);
    ent_arena_free(&arena);
}

static void a_stub_at_the_end_closes_the_year(void **state) {
    (void)state;
    ent_arena arena = {0};
    size_t count;
    ent_period *p = ent_periods_cut(&arena, ent_day_of(2027, 1, 1),
                                    ent_day_of(2028, 2, 10), ENT_MONTHLY, &count);
    assert_int_equal(count, 14);
    assert_true(p[0].length == 1.0 / 12);
    assert_close(p[13].length, 1.0 / 12 * 10 / 29);
    assert_true(p[11].last_of_year && p[13].last_of_year && !p[12].last_of_year);
    ent_arena_free(&arena);
}

static void days_and_years(void **state) {
    (void)state;
    ent_arena arena = {0};
    size_t count;
    ent_period *p = ent_periods_cut(&arena, ent_day_of(2028, 1, 1),
                                    ent_day_of(2028, 12, 31), ENT_DAILY, &count);
    assert_int_equal(count, 366);
    assert_true(p[59].length == 1.0 / 365);
    assert_close(p[365].end, 366.0 / 365);
    p = ent_periods_cut(&arena, ent_day_of(2026, 7, 2), ent_day_of(2028, 12, 31),
                        ENT_YEARLY, &count);
    assert_int_equal(count, 3);
    assert_close(p[0].length, 183.0 / 365);
    assert_true(p[1].length == 1 && p[2].length == 1);
    p = ent_periods_cut(&arena, ent_day_of(2026, 7, 2), ent_day_of(2026, 7, 2),
                        ENT_YEARLY, &count);
    assert_int_equal(count, 1);
    assert_close(p[0].length, 1.0 / 365);
    assert_true(p[0].last_of_year);
    ent_periods_cut(&arena, 5, 4, ENT_DAILY, &count);
    assert_int_equal(count, 0);
    ent_arena_free(&arena);
}

static void a_day_finds_its_period(void **state) {
    (void)state;
    ent_arena arena = {0};
    size_t count;
    ent_day first = ent_day_of(2026, 4, 27), last = ent_day_of(2029, 5, 3);
    ent_period *p = ent_periods_cut(&arena, first, last, ENT_QUARTERLY, &count);
    for (ent_day day = first; day <= last; day++) {
        int found = ent_period_of(p, count, day);
        assert_true(found >= 0 && p[found].first <= day && day <= p[found].last);
    }
    assert_int_equal(ent_period_of(p, count, first - 1), -1);
    assert_int_equal(ent_period_of(p, count, last + 1), -1);
    assert_int_equal(ent_period_of(p, 0, first), -1);
    ent_arena_free(&arena);
}

static void shares_count_days_inclusively(void **state) {
    (void)state;
    ent_period p = {.first = ent_day_of(2026, 7, 1), .last = ent_day_of(2026, 9, 30)};
    assert_true(ent_period_share(&p, ENT_NO_DAY, ENT_NO_DAY) == 1);
    assert_close(ent_period_share(&p, ent_day_of(2026, 8, 1), ENT_NO_DAY), 61.0 / 92);
    assert_close(ent_period_share(&p, ENT_NO_DAY, ent_day_of(2026, 7, 1)), 1.0 / 92);
    assert_close(ent_period_share(&p, ent_day_of(2026, 7, 10), ent_day_of(2026, 7, 19)),
                 10.0 / 92);
    assert_true(ent_period_share(&p, ent_day_of(2026, 10, 1), ENT_NO_DAY) == 0);
    assert_true(ent_period_share(&p, ENT_NO_DAY, ent_day_of(2026, 6, 30)) == 0);
    assert_true(ent_period_share(&p, ent_day_of(2020, 1, 1), ent_day_of(2040, 1, 1)) ==
                1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(every_day_of_three_centuries_survives),
        cmocka_unit_test(only_real_dates_are_read),
        cmocka_unit_test(a_month_or_a_year_is_read_as_its_last_day),
        cmocka_unit_test(spans_clip_to_the_month),
        cmocka_unit_test(quarters_with_a_stub_at_the_start),
        cmocka_unit_test(a_stub_at_the_end_closes_the_year),
        cmocka_unit_test(days_and_years),
        cmocka_unit_test(a_day_finds_its_period),
        cmocka_unit_test(shares_count_days_inclusively),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
