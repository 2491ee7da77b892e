/* Values of fields: one test for each type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scenarios/reader/file.h"
#include "scenarios/reader/values.h"
#include "scenarios/scenarios.h"

typedef struct {
    ent_scenario scenario;
    ent_problems problems;
    ent_value value;
    bool good;
} valued;

/* Reads `text` as the value of the field. */
static void read_value(valued *v, const ent_field *field, const char *text) {
    char whole[512];
    *v = (valued){.scenario = {.currency = "USD"}};
    snprintf(whole, sizeof whole, "x: %s\n", text);
    ent_file *file = ent_file_from_text("v.yaml", whole, strlen(whole),
                                        &v->scenario.arena, &v->problems);
    ent_yaml *root = ent_yaml_read(file, 0, NULL, &v->scenario.arena, &v->problems);
    assert_non_null(root);
    ent_reading r = {&v->scenario, &v->problems};
    const ent_where where = {&r, "test.x", "token"};
    v->good = ent_value_read(&where, field, ent_yaml_get(root, "x"), &v->value);
    assert_int_equal(v->good, v->problems.errors == 0);
}

static void free_value(valued *v) {
    ent_problems_free(&v->problems);
    ent_arena_free(&v->scenario.arena);
}

static void assert_bad(const ent_field *field, const char *text, const char *code) {
    valued v;
    read_value(&v, field, text);
    if (v.good) {
        fail_msg("%s was accepted", text);
    }
    assert_string_equal(v.problems.list[0].code, code);
    assert_string_equal(v.problems.list[0].path, "test.x");
    free_value(&v);
}

static void assert_number(const ent_field *field, const char *text, double number) {
    valued v;
    read_value(&v, field, text);
    if (!v.good) {
        fail_msg("%s: %s", text, v.problems.list[0].message);
    }
    assert_true(v.value.number == number);
    free_value(&v);
}

static void assert_text(const ent_field *field, const char *text, const char *read) {
    valued v;
    read_value(&v, field, text);
    if (!v.good) {
        fail_msg("%s: %s", text, v.problems.list[0].message);
    }
    assert_string_equal(v.value.text, read);
    free_value(&v);
}

static void numbers(void **state) {
    (void)state;
    const ent_field money = {"x", ENT_NUMBER, "money", ENT_FROM(0)};
    assert_number(&money, "38bn", 38e9);
    assert_number(&money, "38bn USD", 38e9);
    assert_number(&money, "'38bn'", 38e9);
    assert_number(&money, "+5", 5);
    assert_bad(&money, "38bn EUR", "E0209");
    assert_bad(&money, "38bn USD/year", "E0209");
    assert_bad(&money, "-1", "E0207");
    assert_bad(&money, "two", "E0206");
    assert_bad(&money, "38B", "E0209");
    assert_bad(&money, "1 + 1", "E0206");
    assert_bad(&money, ".inf", "E0206");
    assert_bad(&money, "1e999", "E0221");
    assert_bad(&money, "[1]", "E0204");
    assert_bad(&money, "{a: 1}", "E0204");
    assert_bad(&money, "", "E0203");
    assert_bad(&money, "~", "E0203");
    assert_bad(&money, "null", "E0203");
    assert_bad(&money, "''", "E0203");
}

static void units_of_numbers(void **state) {
    (void)state;
    const ent_field own = {"x", ENT_NUMBER, "own", ENT_ANY};
    assert_number(&own, "5 token", 5);
    assert_bad(&own, "5 tokens", "E0209");
    const ent_field own_rate = {"x", ENT_NUMBER, "own/year", ENT_ANY};
    assert_number(&own_rate, "5 token/year", 5);
    const ent_field rate = {"x", ENT_NUMBER, "1/year", ENT_ANY};
    assert_number(&rate, "3%/year", 0.03);
    assert_number(&rate, "-0.5 1/year", -0.5);
    assert_bad(&rate, "3 years", "E0209");
    const ent_field years = {"x", ENT_NUMBER, "year", ENT_ANY};
    assert_number(&years, "2 years", 2);
    assert_number(&years, "1 year", 1);
    const ent_field any = {"x", ENT_NUMBER, NULL, ENT_ANY};
    assert_number(&any, "7 apples/year", 7);
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
    assert_number(&share, "20%", 0.2);
    assert_number(&share, "0.2", 0.2);
    assert_number(&share, "1", 1);
    assert_number(&share, "100%", 1);
    assert_number(&share, "25bp", 0.0025);
    assert_bad(&share, "20", "E0208");
    assert_bad(&share, "1.5", "E0208");
    assert_bad(&share, "120%", "E0207");
    assert_bad(&share, "-5%", "E0207");
    assert_bad(&share, "20% USD", "E0209");
    const ent_field wide = {"x", ENT_FORMULA, "share", ENT_FROM(0)};
    assert_number(&wide, "150%", 1.5);
    assert_bad(&wide, "1.5", "E0208");
}

static void formulas_are_texts_but_lone_numbers_are_checked(void **state) {
    (void)state;
    const ent_field share = {"x", ENT_FORMULA, "share", ENT_WITHIN(0, 1)};
    assert_text(&share, "some_rate", "some_rate");
    assert_text(&share, "min(a, 20)", "min(a, 20)");
    assert_text(&share, "20%", "20%");
    assert_bad(&share, "20", "E0208");
    assert_bad(&share, "-20%", "E0207");
    assert_bad(&share, "[a]", "E0204");
    const ent_field condition = {"x", ENT_CONDITION, NULL, ENT_ANY};
    assert_text(&condition, "true", "1");
    assert_text(&condition, "false", "0");
    assert_text(&condition, "year <= 2030", "year <= 2030");
}

static void whole_numbers(void **state) {
    (void)state;
    const ent_field count = {"x", ENT_COUNT, NULL, ENT_WITHIN(1, 1000)};
    assert_number(&count, "1_000", 1000);
    assert_number(&count, "1k", 1000);
    assert_bad(&count, "1.5", "E0210");
    assert_bad(&count, "100%", "E0210");
    assert_bad(&count, "0", "E0207");
    assert_bad(&count, "1001", "E0207");
    assert_bad(&count, "5 years", "E0206");
}

static void dates(void **state) {
    (void)state;
    const ent_field date = {"x", ENT_DATE};
    valued v;
    read_value(&v, &date, "2030-12-31");
    assert_true(v.good);
    assert_int_equal(v.value.day, ent_day_of(2030, 12, 31));
    free_value(&v);
    read_value(&v, &date, "last_day");
    assert_true(v.good);
    assert_int_equal(v.value.day, ENT_NO_DAY);
    assert_string_equal(v.value.text, "last_day");
    free_value(&v);
    assert_bad(&date, "2030-02-30", "E0211");
    assert_bad(&date, "31.12.2030", "E0211");
    assert_bad(&date, "2030", "E0211");
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
        read_value(&v, &span, cases[i].text);
        assert_true(v.good);
        assert_int_equal(v.value.span.months, cases[i].months);
        assert_int_equal(v.value.span.days, cases[i].days);
        free_value(&v);
    }
    static const char *const wrong[] = {
        "soon",   "6",         "months",      "6 moons",    "1.5 years",
        "-1 day", "6 monthss", "123456 days", "6 months x", "99999 years 1 day"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_bad(&span, wrong[i], "E0212");
    }
}

static void texts_and_flags(void **state) {
    (void)state;
    const ent_field text = {"x", ENT_TEXT};
    assert_text(&text, "a text", "a text");
    assert_text(&text, "\"yes\"", "yes");
    assert_text(&text, "2026", "2026");
    static const char *const words[] = {"yes", "no", "On",   "OFF",
                                        "y",   "N",  "true", "False"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_bad(&text, words[i], "E0217");
    }
    const ent_field flag = {"x", ENT_FLAG};
    assert_number(&flag, "true", 1);
    assert_number(&flag, "false", 0);
    static const char *const wrong[] = {"yes", "True", "1", "'true'", "maybe"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_bad(&flag, wrong[i], "E0205");
    }
}

static void choices(void **state) {
    (void)state;
    static const char *const lapse[] = {"never", "first", "after N in a row", NULL};
    const ent_field choice = {"x", ENT_CHOICE, .choices = lapse};
    valued v;
    read_value(&v, &choice, "first");
    assert_true(v.good && v.value.index == 1);
    free_value(&v);
    read_value(&v, &choice, "after 12 in a row");
    assert_true(v.good && v.value.index == 2 && v.value.number == 12);
    free_value(&v);
    static const char *const wrong[] = {"always",           "after N in a row",
                                        "after 0 in a row", "after in a row",
                                        "after 3",          "after 1234567 in a row"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_bad(&choice, wrong[i], "E0213");
    }
}

static void names_and_lists(void **state) {
    (void)state;
    const ent_field name = {"x", ENT_NAME, .of = ENT_OF_PARTY};
    assert_text(&name, "open_ai2", "open_ai2");
    assert_bad(&name, "OpenAI", "E0311");
    assert_bad(&name, "open-ai", "E0311");
    assert_bad(&name, "2ai", "E0311");
    const ent_field version = {"x", ENT_NAME, .of = ENT_OF_AGREEMENT};
    assert_text(&version, "oct-2025", "oct-2025");
    char longest[ENT_NAME_LENGTH + 2];
    memset(longest, 'a', sizeof longest - 1);
    longest[ENT_NAME_LENGTH + 1] = '\0';
    assert_bad(&name, longest, "E0311");
    assert_text(&name, longest + 1, longest + 1);
    const ent_field sources = {"x", ENT_NAMES, .of = ENT_OF_SOURCE};
    assert_text(&sources, "one", "one");
    assert_text(&sources, "[one, two-b]", "one, two-b");
    assert_bad(&sources, "[one, Two]", "E0311");
    assert_bad(&sources, "[one, [two]]", "E0204");
    const ent_field series = {"x", ENT_FORMULAS};
    assert_text(&series, "[net(a), 'max(a, b)']", "net(a), max(a, b)");
    assert_bad(&series, "net(a)", "E0204");
}

static void ranges(void **state) {
    (void)state;
    const ent_field range = {"x", ENT_RANGE, "own", ENT_ANY};
    valued v;
    read_value(&v, &range, "[20bn, 100bn]");
    assert_true(v.good && v.value.item_count == 2);
    assert_true(v.value.items[0].number == 20e9 && v.value.items[1].number == 100e9);
    free_value(&v);
    assert_bad(&range, "[1]", "E0214");
    assert_bad(&range, "[1, 2, 3]", "E0214");
    assert_bad(&range, "[2, 1]", "E0214");
    assert_bad(&range, "[1, 1]", "E0214");
    assert_bad(&range, "[1, two]", "E0206");
    assert_bad(&range, "1", "E0204");
}

static void maps(void **state) {
    (void)state;
    const ent_field years = {"x", ENT_YEARS, "own", ENT_ANY};
    valued v;
    read_value(&v, &years, "{2027: 62bn, 2026: 30bn}");
    assert_true(v.good && v.value.item_count == 2);
    assert_true(v.value.items[0].key_number == 2026 && v.value.items[0].number == 30e9);
    free_value(&v);
    assert_bad(&years, "{26: 1}", "E0211");
    assert_bad(&years, "{2200: 1}", "E0211");
    assert_bad(&years, "{2026: x}", "E0206");
    assert_bad(&years, "{}", "E0203");
    assert_bad(&years, "[1]", "E0204");
    const ent_field days = {"x", ENT_DAYS, NULL, ENT_ANY};
    read_value(&v, &days, "{2027-01-01: 2, 2026-04-27: 1}");
    assert_true(v.good && v.value.items[0].key_day == ent_day_of(2026, 4, 27));
    free_value(&v);
    assert_bad(&days, "{2026: 1}", "E0211");
    const ent_field weights = {"x", ENT_WEIGHTS, "own", ENT_ANY};
    read_value(&v, &weights, "{10%: 2, -1: 30%}");
    assert_true(v.good && v.value.items[0].key_number == -1 &&
                v.value.items[0].number == 0.3);
    free_value(&v);
    assert_bad(&weights, "{1: -1}", "E0207");
    assert_bad(&weights, "{0.1: 1, 10%: 1}", "E0108");
    assert_bad(&weights, "{x: 1}", "E0206");
}

static void readings(void **state) {
    (void)state;
    const ent_field field = {"x", ENT_READINGS, "own", ENT_ANY};
    valued v;
    read_value(&v, &field, "{late: 2bn, early: 1bn}");
    assert_true(v.good && v.value.item_count == 2);
    assert_string_equal(v.value.items[0].key, "late"); /* in the file's order */
    free_value(&v);
    read_value(&v, &field, "{a: 2030-12-31, b: 2032-12-31}");
    assert_true(v.good && v.value.items[1].key_day == ent_day_of(2032, 12, 31));
    free_value(&v);
    assert_bad(&field, "{a: 2030-12-31, b: 5}", "E0220");
    assert_bad(&field, "{A: 5}", "E0311");
}

static const ent_field cells[] = {
    {"above", ENT_FORMULA, "money", ENT_FROM(0), .required = true, .example = "0"},
    {"rate", ENT_FORMULA, "share", ENT_WITHIN(0, 1), .required = true, .example = "5%"},
    {"every", ENT_SPAN, ENT_ANY, .standard = "1 year"},
};
static const ent_kind tier = {"tier", "A step.", cells, 3};
static const ent_field tiers = {"x", ENT_ROWS, ENT_ANY,
                                .example = "[{above: 0, rate: 5%}]", .row = &tier};

static void rows_are_entries_of_their_own(void **state) {
    (void)state;
    valued v;
    read_value(&v, &tiers, "[{above: 0, rate: 5%}, {rate: r, above: 1m, every: 2 days}]");
    assert_true(v.good && v.value.row_count == 2);
    const ent_entry *one = &v.value.rows[0], *two = &v.value.rows[1];
    assert_ptr_equal(two->kind, &tier);
    assert_string_equal(two->name, "2");
    assert_string_equal(two->path, "test.x.2");
    assert_string_equal(one->fields[0].text, "0");
    assert_true(one->fields[1].number == 0.05 && one->fields[2].span.months == 12);
    assert_false(one->fields[2].given);
    assert_string_equal(two->fields[1].text, "r");
    assert_true(two->fields[0].number == 1e6 && two->fields[2].span.days == 2);
    assert_string_equal(v.value.text, "above 0, rate 5%; above 1m, rate r, every 2 days");
    free_value(&v);
}

static void assert_bad_row(const char *text, const char *code, const char *path) {
    valued v;
    read_value(&v, &tiers, text);
    assert_false(v.good);
    assert_string_equal(v.problems.list[0].code, code);
    assert_string_equal(v.problems.list[0].path, path);
    free_value(&v);
}

static void rows_that_are_wrong(void **state) {
    (void)state;
    assert_bad(&tiers, "{above: 0, rate: 5%}", "E0204");
    assert_bad(&tiers, "5%", "E0204");
    assert_bad(&tiers, "[]", "E0203");
    assert_bad_row("[5%]", "E0204", "test.x.1");
    assert_bad_row("[{above: 0, rate: 5%}, {above: 1}]", "E0202", "test.x.2.rate");
    assert_bad_row("[{above: 0, rate: 5%, up: 1}]", "E0201", "test.x.1.up");
    assert_bad_row("[{above: 0, rate: 5}]", "E0208", "test.x.1.rate");
    assert_bad_row("[{above: -1, rate: 5%}]", "E0207", "test.x.1.above");
    assert_bad_row("[{above: 0, rate: [5%]}]", "E0204", "test.x.1.rate");
    char many[512] = "[";
    for (int i = 0; i <= ENT_ROWS_MOST; i++)
        strcat(many, "{rate: 0},");
    strcat(many, "]");
    assert_bad(&tiers, many, "E0222");
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
        cmocka_unit_test(names_and_lists),
        cmocka_unit_test(ranges),
        cmocka_unit_test(maps),
        cmocka_unit_test(readings),
        cmocka_unit_test(rows_are_entries_of_their_own),
        cmocka_unit_test(rows_that_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
