/* Values of fields that are many: lists, ranges, maps, readings and rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/value_harness.h"

static void names_and_lists(void **state) {
    (void)state;
    const ent_field name = {"x", ENT_NAME, .of = ENT_OF_PARTY};
    expect_text(&name, "open_ai2", "open_ai2");
    expect_bad(&name, "OpenAI", "E0311");
    expect_bad(&name, "open-ai", "E0311");
    expect_bad(&name, "2ai", "E0311");
    const ent_field version = {"x", ENT_NAME, .of = ENT_OF_AGREEMENT};
    expect_text(&version, "oct-2025", "oct-2025");
    char longest[ENT_NAME_LENGTH + 2];
    memset(longest, 'a', sizeof longest - 1);
    longest[ENT_NAME_LENGTH + 1] = '\0';
    expect_bad(&name, longest, "E0311");
    expect_text(&name, longest + 1, longest + 1);
    const ent_field sources = {"x", ENT_NAMES, .of = ENT_OF_SOURCE};
    expect_text(&sources, "one", "one");
    expect_text(&sources, "[one, two-b]", "one, two-b");
    expect_bad(&sources, "[one, Two]", "E0311");
    expect_bad(&sources, "[one, [two]]", "E0204");
    const ent_field series = {"x", ENT_FORMULAS};
    expect_text(&series, "[net(a), 'max(a, b)']", "net(a), max(a, b)");
    expect_bad(&series, "net(a)", "E0204");
}

static void ranges(void **state) {
    (void)state;
    const ent_field range = {"x", ENT_RANGE, "own", ENT_ANY};
    valued v;
    value_open(&v, &range, "[20bn, 100bn]");
    assert_true(v.good && v.value.item_count == 2);
    assert_true(v.value.items[0].number == 20e9 && v.value.items[1].number == 100e9);
    value_close(&v);
    expect_bad(&range, "[1]", "E0214");
    expect_bad(&range, "[1, 2, 3]", "E0214");
    expect_bad(&range, "[2, 1]", "E0214");
    expect_bad(&range, "[1, 1]", "E0214");
    expect_bad(&range, "[1, two]", "E0206");
    expect_bad(&range, "1", "E0204");
}

static void maps(void **state) {
    (void)state;
    const ent_field years = {"x", ENT_YEARS, "own", ENT_ANY};
    valued v;
    value_open(&v, &years, "{2027: 62bn, 2026: 30bn}");
    assert_true(v.good && v.value.item_count == 2);
    assert_true(v.value.items[0].key_number == 2026 && v.value.items[0].number == 30e9);
    value_close(&v);
    expect_bad(&years, "{26: 1}", "E0211");
    expect_bad(&years, "{2200: 1}", "E0211");
    expect_bad(&years, "{2026: x}", "E0206");
    expect_bad(&years, "{}", "E0203");
    expect_bad(&years, "[1]", "E0204");
    const ent_field days = {"x", ENT_DAYS, NULL, ENT_ANY};
    value_open(&v, &days, "{2027-01-01: 2, 2026-04-27: 1}");
    assert_true(v.good && v.value.items[0].key_day == ent_day_of(2026, 4, 27));
    value_close(&v);
    expect_bad(&days, "{2026: 1}", "E0211");
    const ent_field weights = {"x", ENT_WEIGHTS, "own", ENT_ANY};
    value_open(&v, &weights, "{10%: 2, -1: 30%}");
    assert_true(v.good && v.value.items[0].key_number == -1 &&
                v.value.items[0].number == 0.3);
    value_close(&v);
    expect_bad(&weights, "{1: -1}", "E0207");
    expect_bad(&weights, "{0.1: 1, 10%: 1}", "E0108");
    expect_bad(&weights, "{x: 1}", "E0206");
}

static void readings(void **state) {
    (void)state;
    const ent_field field = {"x", ENT_READINGS, "own", ENT_ANY};
    valued v;
    value_open(&v, &field, "{late: 2bn, early: 1bn}");
    assert_true(v.good && v.value.item_count == 2);
    assert_string_equal(v.value.items[0].key, "late"); /* in the file's order */
    value_close(&v);
    value_open(&v, &field, "{a: 2030-12-31, b: 2032-12-31}");
    assert_true(v.good && v.value.items[1].key_day == ent_day_of(2032, 12, 31));
    value_close(&v);
    expect_bad(&field, "{a: 2030-12-31, b: 5}", "E0220");
    expect_bad(&field, "{A: 5}", "E0311");
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
    value_open(&v, &tiers, "[{above: 0, rate: 5%}, {rate: r, above: 1m, every: 2 days}]");
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
    value_close(&v);
}

static void assert_bad_row(const char *text, const char *code, const char *path) {
    valued v;
    value_open(&v, &tiers, text);
    assert_false(v.good);
    assert_string_equal(v.problems.list[0].code, code);
    assert_string_equal(v.problems.list[0].path, path);
    value_close(&v);
}

static void rows_that_are_wrong(void **state) {
    (void)state;
    expect_bad(&tiers, "{above: 0, rate: 5%}", "E0204");
    expect_bad(&tiers, "5%", "E0204");
    expect_bad(&tiers, "[]", "E0203");
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
    expect_bad(&tiers, many, "E0222");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_lists),
        cmocka_unit_test(ranges),
        cmocka_unit_test(maps),
        cmocka_unit_test(readings),
        cmocka_unit_test(rows_are_entries_of_their_own),
        cmocka_unit_test(rows_that_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
