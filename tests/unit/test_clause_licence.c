/* licence and exclusivity: what is in force, what it is worth, what it costs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

/* 2027-02-10 to 2027-12-31 by quarters: a stub of 50 of 90 days, then three whole
 * quarters. */
static clause_deal *open_licence(const char *kind) {
    clause_deal *d = deal_open(kind, "2027-02-10", "2027-12-31", ENT_QUARTERLY);
    assert_int_equal(d->count, 4);
    return d;
}

static void a_margin_is_value_and_a_royalty_is_cash(void **state) {
    (void)state;
    clause_deal *d = open_licence("licence");
    deal_term(d, NULL, "2027-11-02"); /* 33 of the last 92 days */
    deal_set(d, "base", ALL, ALL, 53.9);
    deal_set(d, "base", 2, ALL, -7.7);
    deal_set(d, "margin", ALL, ALL, 0.37);
    deal_set(d, "royalty", ALL, ALL, 0.043);
    assert_true(deal_run(d));
    const double value = 53.9 * 0.37 / 4, royalty = 53.9 * 0.043 / 4;
    deal_expect(d, "value", 0, 77, value * 50 / 90);
    deal_expect(d, "royalty", 0, 77, royalty * 50 / 90);
    deal_expect(d, "value", 1, 77, value);
    deal_expect(d, "royalty", 1, 77, royalty);
    deal_expect(d, "value", 2, 77,
                -7.7 * 0.37 / 4); /* a loss is one; no royalty is returned */
    deal_expect(d, "royalty", 2, 77, 0);
    deal_expect(d, "value", 3, 77, value * 33 / 92);
    deal_expect(d, "royalty", 3, 77, royalty * 33 / 92);
    deal_expect(d, "active", 2, 77, 1);
    deal_expect(d, "active", 3, 77, 0); /* over by the period's end */
    deal_close(d);
}

static void without_a_base_a_licence_moves_nothing(void **state) {
    (void)state;
    clause_deal *d = open_licence("licence");
    deal_set(d, "margin", ALL, ALL, 0.37);
    deal_set(d, "royalty", ALL, ALL, 0.043);
    assert_true(deal_run(d));
    for (size_t t = 0; t < 4; t++) {
        deal_expect(d, "active", t, 0, 1);
        deal_expect(d, "value", t, 0, 0);
        deal_expect(d, "royalty", t, 0, 0);
        deal_expect(d, "exclusive", t, 0, 0);
    }
    deal_close(d);
}

static void a_royalty_free_licence_has_value_alone(void **state) {
    (void)state;
    clause_deal *d = open_licence("licence");
    deal_set(d, "base", ALL, ALL, 53.9);
    deal_set(d, "margin", ALL, ALL, 0.37);
    assert_true(deal_run(d));
    deal_expect(d, "value", 1, 0, 53.9 * 0.37 / 4);
    deal_expect(d, "royalty", 1, 0, 0);
    deal_close(d);
}

static void exclusive_while_the_condition_and_the_licence_hold(void **state) {
    (void)state;
    clause_deal *d = open_licence("licence");
    deal_term(d, "2027-04-01", "2027-09-30");
    deal_set(d, "exclusive", ALL, ALL, 1);
    deal_set(d, "exclusive", 2, 30, 0);
    deal_set(d, "exclusive", 1, 31, -0.5); /* anything but 0 is true */
    assert_true(deal_run(d));
    const double expected[2][4] = {{0, 1, 0, 0}, {0, 1, 1, 0}};
    for (size_t t = 0; t < 4; t++) {
        deal_expect(d, "exclusive", t, 30, expected[0][t]);
        deal_expect(d, "exclusive", t, 31, expected[1][t]);
        deal_expect(d, "active", t, 30, t == 1 || t == 2);
    }
    deal_close(d);
}

static void an_event_ends_a_licence_path_by_path(void **state) {
    (void)state;
    clause_deal *d = open_licence("licence");
    deal_set(d, "base", ALL, ALL, 53.9);
    deal_set(d, "royalty", ALL, ALL, 0.043);
    deal_end(d, 1, 9);
    assert_true(deal_run(d));
    deal_expect(d, "royalty", 1, 9, 53.9 * 0.043 / 4);
    deal_expect(d, "royalty", 2, 9, 0);
    deal_expect(d, "active", 2, 9, 0);
    deal_expect(d, "active", 3, 10, 1);
    deal_close(d);
}

static void a_licence_moves_value_and_royalty_apart(void **state) {
    (void)state;
    clause_deal *d = open_licence("licence");
    assert_int_equal(d->kind->line_count, 2);
    deal_expect_line(d, 0, "value", "market", "licensee", true);
    deal_expect_line(d, 1, "royalty", "licensee", "licensor", false);
    deal_close(d);
}

static void exclusivity_says_whether_it_is_in_force(void **state) {
    (void)state;
    clause_deal *d = open_licence("exclusivity");
    deal_term(d, NULL, "2027-12-15");
    deal_end(d, 0, 255);
    assert_true(deal_run(d));
    for (size_t t = 0; t < 4; t++) {
        deal_expect(d, "active", t, 254, t < 3);
        deal_expect(d, "active", t, 255, t < 1);
    }
    assert_int_equal(d->kind->line_count, 0);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_margin_is_value_and_a_royalty_is_cash),
        cmocka_unit_test(without_a_base_a_licence_moves_nothing),
        cmocka_unit_test(a_royalty_free_licence_has_value_alone),
        cmocka_unit_test(exclusive_while_the_condition_and_the_licence_hold),
        cmocka_unit_test(an_event_ends_a_licence_path_by_path),
        cmocka_unit_test(a_licence_moves_value_and_royalty_apart),
        cmocka_unit_test(exclusivity_says_whether_it_is_in_force),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
