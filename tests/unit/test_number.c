/* Numbers as people write them. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/number.h"

typedef struct {
    const char *text;
    double value;
    size_t length;
    bool percent;
} expectation;

static void numbers_are_read(void **state) {
    (void)state;
    static const expectation cases[] = {
        {"38bn", 38e9, 4, false},
        {"250 billion", 250e9, 11, false},
        {"1.5m", 1.5e6, 4, false},
        {"20%", 0.2, 3, true},
        {"20 %", 0.2, 4, true},
        {"5bp", 0.0005, 3, true},
        {"1_000", 1000, 5, false},
        {"13.07bn", 13.07e9, 7, false},
        {"0.1", 0.1, 3, false},
        {"250bn USD", 250e9, 5, false},
        {"3%/year", 0.03, 2, true},
        {"2 years", 2, 1, false},
        {"6 months", 6, 1, false},
        {"5k", 5000, 2, false},
        {"7 thousand", 7000, 10, false},
        {"2tn", 2e12, 3, false},
        {"1.2 trillion", 1.2e12, 12, false},
        {"3 million*x", 3e6, 9, false},
        {"0", 0, 1, false},
        {"0.000", 0, 5, false},
        {"007", 7, 3, false},
        {".5", 0.5, 2, false},
        {"5.", 5, 1, false},
        {"1e3", 1000, 3, false},
        {"1.5e-3bn", 1.5e6, 8, false},
        {"2e", 2, 1, false},
        {"1__0", 1, 1, false},
        {"1_", 1, 1, false},
        {"5  m", 5, 1, false},
        {"5bnx", 5, 1, false},
        {"33.3%", 0.333, 5, true},
        {"1e400bn", 0, 0, false},
        {"3 mean", 3, 1, false},
        {"1,000", 1, 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (cases[i].length == 0) {
            assert_true(ent_number_scan(cases[i].text).overflow);
            continue;
        }
        ent_number number = ent_number_scan(cases[i].text);
        if (number.value != cases[i].value || number.length != cases[i].length ||
            number.percent != cases[i].percent) {
            fail_msg("%s: %.17g, %zu characters", cases[i].text, number.value,
                     number.length);
        }
    }
}

static void no_number_is_no_number(void **state) {
    (void)state;
    static const char *const cases[] = {"", "bn", "-5", "+5", " 5", "x5", ".", "%", "_1"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(ent_number_scan(cases[i]).length, 0);
    }
}

static void very_long_numbers_are_still_read(void **state) {
    (void)state;
    char text[5000];
    memset(text, '1', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ent_number number = ent_number_scan(text);
    assert_int_equal(number.length, sizeof text - 1);
    assert_true(number.overflow);
    text[1] = '.';
    number = ent_number_scan(text);
    assert_false(number.overflow);
    assert_true(number.value > 1.1111 && number.value < 1.1112);
    memset(text, '0', 2000);
    text[0] = '.';
    memset(text + 2000, '9', 2);
    text[2002] = '\0';
    assert_true(ent_number_scan(text).value == 0);
    assert_true(ent_number_scan("1e99999999999999999999").overflow);
    assert_true(ent_number_scan("1e-99999999999999999999").value == 0);
}

static void a_locale_changes_nothing(void **state) {
    (void)state;
    /* Where no such locale is installed, the test checks the C locale once more. */
    setlocale(LC_ALL, "de_DE.UTF-8");
    char text[40];
    assert_true(ent_number_scan("13.07bn").value == 13.07e9);
    assert_string_equal(ent_number_write(1.5e6, text, sizeof text), "1.5m");
    setlocale(LC_ALL, "C");
}

static void numbers_are_written_as_people_write_them(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {38e9, "38bn"},     {1.5e6, "1.5m"},    {0.2, "0.2"},
        {1e12, "1tn"},      {-2.5e9, "-2.5bn"}, {0, "0"},
        {100000, "100000"}, {1.46e9, "1.46bn"}, {0.0005, "0.0005"},
        {999999, "999999"}, {-0.0, "0"},        {12345678, "12.345678m"},
        {1e300, "1e+300"},  {20, "20"},         {2e10, "20bn"},
        {3e13, "30tn"},     {1e15, "1000tn"},   {-2e8, "-200m"},
    };
    char text[40];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(ent_number_write(cases[i].value, text, sizeof text),
                            cases[i].text);
    }
}

static void what_is_written_reads_back(void **state) {
    (void)state;
    static const double values[] = {0.1,    1.0 / 3, 2.385,     38e9,
                                    4.81e9, 6.02e15, 123456.789};
    char text[40];
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        double back =
            ent_number_scan(ent_number_write(values[i], text, sizeof text)).value;
        assert_true(back == values[i] || (back - values[i]) / values[i] < 2.3e-16);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(no_number_is_no_number),
        cmocka_unit_test(very_long_numbers_are_still_read),
        cmocka_unit_test(a_locale_changes_nothing),
        cmocka_unit_test(numbers_are_written_as_people_write_them),
        cmocka_unit_test(what_is_written_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
