/* Units: reading, writing and their algebra. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/engine/unit.h"

static ent_unit_names currency_and_year(void) {
    return (ent_unit_names){.names = {"USD", "year"}, .count = 2};
}

static void what_is_read_is_written(void **state) {
    (void)state;
    static const struct {
        const char *text, *symbol;
        size_t length;
    } rows[] = {
        {"USD", "USD", 3},
        {"USD/year", "USD/year", 8},
        {"1/year", "1/year", 6},
        {"/year", "1/year", 5},
        {"1", "1", 1},
        {"year", "year", 4},
        {"years", "year", 5},
        {"token", "token", 5},
        {"USD/token/year", "USD/year/token", 14},
        {"USD*token/year", "USD*token/year", 14},
        {"USD*USD", "USD^2", 7},
        {"1/USD/USD", "1/USD^2", 9},
        {"USD/USD", "1", 7},
        {"USD) + 3", "USD", 3},
        {"USD / year", "USD", 3},
    };
    ent_arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ent_unit_names names = currency_and_year();
        ent_unit unit;
        assert_int_equal(ent_unit_read(rows[i].text, true, &names, &arena, &unit),
                         rows[i].length);
        assert_string_equal(ent_unit_symbol(unit, &names, &arena), rows[i].symbol);
    }
    ent_arena_free(&arena);
}

static void names_are_defined_only_where_asked(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_unit_names names = currency_and_year();
    ent_unit unit;
    static const char *const wrong[] = {"token", "+",    "",          "2",
                                        "1.5",   "USD/", "USD//year", "/"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(ent_unit_read(wrong[i], false, &names, &arena, &unit), 0);
    assert_int_equal(names.count, 2);
    assert_int_equal(ent_unit_read("token", true, &names, &arena, &unit), 5);
    assert_int_equal(ent_unit_read("token", false, &names, &arena, &unit), 5);
    /* No room for more than ENT_UNIT_NAMES. */
    char name[] = "unit_a";
    while (names.count < ENT_UNIT_NAMES) {
        assert_int_equal(ent_unit_read(name, true, &names, &arena, &unit), 6);
        name[5]++;
    }
    assert_int_equal(ent_unit_read(name, true, &names, &arena, &unit), 0);
    ent_arena_free(&arena);
}

static void products_quotients_and_powers(void **state) {
    (void)state;
    ent_arena arena = {0};
    ent_unit_names names = currency_and_year();
    const ent_unit money = ent_unit_named(ENT_UNIT_CURRENCY, 1);
    const ent_unit year = ent_unit_named(ENT_UNIT_YEAR, 1);
    const ent_unit rate = ent_unit_times(money, year, -1);
    ent_unit out;
    assert_true(ent_unit_per_year(rate) && !ent_unit_per_year(money) &&
                !ent_unit_per_year(year));
    assert_true(ent_unit_equal(ent_unit_times(rate, year, 1), money));
    assert_true(ent_unit_pure(ent_unit_times(rate, rate, -1)));
    assert_false(ent_unit_pure(rate));
    assert_true(ent_unit_power(rate, 2, &out));
    assert_string_equal(ent_unit_symbol(out, &names, &arena), "USD^2/year^2");
    assert_true(ent_unit_power(out, 0.5, &out) && ent_unit_equal(out, rate));
    assert_true(ent_unit_power(rate, 0.5, &out));
    assert_string_equal(ent_unit_text(out, &names, &arena), "USD^0.5/year^0.5");
    assert_true(ent_unit_power(rate, 0, &out) && ent_unit_pure(out));
    assert_string_equal(ent_unit_text(out, &names, &arena), "a pure number");
    static const double not_halves[] = {0.3, 0.25,      1e30,     -1e300,
                                        51,  1.0 / 0.0, 0.0 / 0.0};
    for (size_t i = 0; i < sizeof not_halves / sizeof *not_halves; i++)
        assert_false(ent_unit_power(rate, not_halves[i], &out));
    ent_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_written),
        cmocka_unit_test(names_are_defined_only_where_asked),
        cmocka_unit_test(products_quotients_and_powers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
