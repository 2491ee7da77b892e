/* Values of fields, one by one: a test for each type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/value_harness.h"

static void numbers(void **state) {
    (void)state;
    const ent_field money = {"x", ENT_NUMBER, "money", ENT_FROM(0)};
    expect_number(&money, "38bn", 38e9);
    expect_number(&money, "38bn USD", 38e9);
    expect_number(&money, "'38bn'", 38e9);
    expect_number(&money, "+5", 5);
    expect_bad(&money, "38bn EUR", "E0209");
    expect_bad(&money, "38bn USD/year", "E0209");
    expect_bad(&money, "-1", "E0207");
    expect_bad(&money, "two", "E0206");
    expect_bad(&money, "38B", "E0209");
    expect_bad(&money, "1 + 1", "E0206");
    expect_bad(&money, ".inf", "E0206");
    expect_bad(&money, "1e999", "E0221");
    expect_bad(&money, "[1]", "E0204");
    expect_bad(&money, "{a: 1}", "E0204");
    expect_bad(&money, "", "E0203");
    expect_bad(&money, "~", "E0203");
    expect_bad(&money, "null", "E0203");
    expect_bad(&money, "''", "E0203");
}

static void units_of_numbers(void **state) {
    (void)state;
    const ent_field own = {"x", ENT_NUMBER, "own", ENT_ANY};
    expect_number(&own, "5 token", 5);
    expect_bad(&own, "5 tokens", "E0209");
    const ent_field own_rate = {"x", ENT_NUMBER, "own/year", ENT_ANY};
    expect_number(&own_rate, "5 token/year", 5);
    const ent_field rate = {"x", ENT_NUMBER, "1/year", ENT_ANY};
    expect_number(&rate, "3%/year", 0.03);
    expect_number(&rate, "-0.5 1/year", -0.5);
    expect_bad(&rate, "3 years", "E0209");
    const ent_field years = {"x", ENT_NUMBER, "year", ENT_ANY};
    expect_number(&years, "2 years", 2);
    expect_number(&years, "1 year", 1);
    const ent_field any = {"x", ENT_NUMBER, NULL, ENT_ANY};
    expect_number(&any, "7 apples/year", 7);
}

static void units_as_texts(void **state) {
    (void)state;
    static const char *const same[][2] = {{"USD", "USD"},
                                          {"USD/year", "USD / years"},
                                          {"/year", "1/year"},
                                          {"a*b/c", "b/c*a"},
                                          {"USD/token/year", "USD/year/token"},
                                          {"USD*year/year", "USD"}};
    static const char *const different[][2] = {
        {"USD", "EUR"},
        {"USD", "USD/year"},
        {"USD", ""},
        {"USD/", "USD"},
        {"USD x", "USD"},
        {"USD**a", "USD*a"},
        {"", ""},
        {"/", "/"},
        {"a*b*c*d*e*f*g*h*i*j*k*l*m", "a*b*c*d*e*f*g*h*i*j*k*l*m"}};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        assert_true(ent_unit_text_same(same[i][0], same[i][1]));
    }
    for (size_t i = 0; i < sizeof different / sizeof different[0]; i++) {
        assert_false(ent_unit_text_same(different[i][0], different[i][1]));
    }
}

static void shares(void **state) {
    (void)state;
    const ent_field share = {"x", ENT_NUMBER, "share", ENT_WITHIN(0, 1)};
    expect_number(&share, "20%", 0.2);
    expect_number(&share, "0.2", 0.2);
    expect_number(&share, "1", 1);
    expect_number(&share, "100%", 1);
    expect_number(&share, "25bp", 0.0025);
    expect_bad(&share, "20", "E0208");
    expect_bad(&share, "1.5", "E0208");
    expect_bad(&share, "120%", "E0207");
    expect_bad(&share, "-5%", "E0207");
    expect_bad(&share, "20% USD", "E0209");
    const ent_field wide = {"x", ENT_FORMULA, "share", ENT_FROM(0)};
    expect_number(&wide, "150%", 1.5);
    expect_bad(&wide, "1.5", "E0208");
}

static void formulas_are_texts_but_lone_numbers_are_checked(void **state) {
    (void)state;
    const ent_field share = {"x", ENT_FORMULA, "share", ENT_WITHIN(0, 1)};
    expect_text(&share, "some_rate", "some_rate");
    expect_text(&share, "min(a, 20)", "min(a, 20)");
    expect_text(&share, "20%", "20%");
    expect_bad(&share, "20", "E0208");
    expect_bad(&share, "-20%", "E0207");
    expect_bad(&share, "[a]", "E0204");
    const ent_field condition = {"x", ENT_CONDITION, NULL, ENT_ANY};
    expect_text(&condition, "true", "1");
    expect_text(&condition, "false", "0");
    expect_text(&condition, "year <= 2030", "year <= 2030");
}

static void whole_numbers(void **state) {
    (void)state;
    const ent_field count = {"x", ENT_COUNT, NULL, ENT_WITHIN(1, 1000)};
    expect_number(&count, "1_000", 1000);
    expect_number(&count, "1k", 1000);
    expect_bad(&count, "1.5", "E0210");
    expect_bad(&count, "100%", "E0210");
    expect_bad(&count, "0", "E0207");
    expect_bad(&count, "1001", "E0207");
    expect_bad(&count, "5 years", "E0206");
}

static void dates(void **state) {
    (void)state;
    const ent_field date = {"x", ENT_DATE};
    valued v;
    value_open(&v, &date, "2030-12-31");
    assert_true(v.good);
    assert_int_equal(v.value.day, ent_day_of(2030, 12, 31));
    value_close(&v);
    value_open(&v, &date, "last_day");
    assert_true(v.good);
    assert_int_equal(v.value.day, ENT_NO_DAY);
    assert_string_equal(v.value.text, "last_day");
    value_close(&v);
    expect_bad(&date, "2030-02-30", "E0211");
    expect_bad(&date, "31.12.2030", "E0211");
    expect_bad(&date, "2030", "E0211");
}

static void spans(void **state) {
    (void)state;
    const ent_field span = {"x", ENT_SPAN};
    static const struct {
        const char *text;
        int months, days;
    } cases[] = {{"6 months", 6, 0},         {"1 year", 12, 0},
                 {"90 days", 0, 90},         {"2 weeks", 0, 14},
                 {"1 year 6 months", 18, 0}, {"2 quarters 1 day", 6, 1},
                 {"0 days", 0, 0},           {"1 months", 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        valued v;
        value_open(&v, &span, cases[i].text);
        assert_true(v.good);
        assert_int_equal(v.value.span.months, cases[i].months);
        assert_int_equal(v.value.span.days, cases[i].days);
        value_close(&v);
    }
    static const char *const wrong[] = {
        "soon",   "6",         "months",      "6 moons",    "1.5 years",
        "-1 day", "6 monthss", "123456 days", "6 months x", "99999 years 1 day"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        expect_bad(&span, wrong[i], "E0212");
    }
}

static void texts_and_flags(void **state) {
    (void)state;
    const ent_field text = {"x", ENT_TEXT};
    expect_text(&text, "a text", "a text");
    expect_text(&text, "\"yes\"", "yes");
    expect_text(&text, "2026", "2026");
    static const char *const words[] = {"yes", "no", "On",   "OFF",
                                        "y",   "N",  "true", "False"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        expect_bad(&text, words[i], "E0217");
    }
    const ent_field flag = {"x", ENT_FLAG};
    expect_number(&flag, "true", 1);
    expect_number(&flag, "false", 0);
    static const char *const wrong[] = {"yes", "True", "1", "'true'", "maybe"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        expect_bad(&flag, wrong[i], "E0205");
    }
}

static void choices(void **state) {
    (void)state;
    static const char *const lapse[] = {"never", "first", "after N in a row", NULL};
    const ent_field choice = {"x", ENT_CHOICE, .choices = lapse};
    valued v;
    value_open(&v, &choice, "first");
    assert_true(v.good && v.value.index == 1);
    value_close(&v);
    value_open(&v, &choice, "after 12 in a row");
    assert_true(v.good && v.value.index == 2 && v.value.number == 12);
    value_close(&v);
    static const char *const wrong[] = {"always",           "after N in a row",
                                        "after 0 in a row", "after in a row",
                                        "after 3",          "after 1234567 in a row"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        expect_bad(&choice, wrong[i], "E0213");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers),
        cmocka_unit_test(units_of_numbers),
        cmocka_unit_test(units_as_texts),
        cmocka_unit_test(shares),
        cmocka_unit_test(formulas_are_texts_but_lone_numbers_are_checked),
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(dates),
        cmocka_unit_test(spans),
        cmocka_unit_test(texts_and_flags),
        cmocka_unit_test(choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
