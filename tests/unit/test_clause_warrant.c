/* warrant: the excess over its strike, once, when it is exercised or its term ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

/* Stubs at both ends: 2026-04-27 to 06-30, eight whole quarters, 2028-07-01 to 08-19.  The issuer
 * is worth 90, 97 ... 153; 12% may be bought at 104.3, 30% of it has vested at first. */
enum { QUARTERS = 10 };
static const double STRIKE = 104.3;

static double worth(size_t t) {
    return 90 + 7 * (double)t;
}
static double vested(size_t t) {
    return 0.3 + 0.05 * (double)t;
}
static double excess(size_t t) {
    return worth(t) > STRIKE ? 0.12 * vested(t) * (worth(t) - STRIKE) : 0;
}

static clause_deal *open_warrant(void) {
    clause_deal *d = deal_open("warrant", "2026-04-27", "2028-08-19", ENT_QUARTERLY);
    assert_int_equal(d->count, QUARTERS);
    deal_set(d, "fraction", ALL, ALL, 0.12);
    deal_set(d, "strike", ALL, ALL, STRIKE);
    for (size_t t = 0; t < QUARTERS; t++) {
        deal_set(d, "valuation", t, ALL, worth(t));
        deal_set(d, "vested", t, ALL, vested(t));
    }
    return d;
}

/* Requires that it is exercised in period `when` (QUARTERS: never), and held until `last`. */
static void expect_exercise(const clause_deal *d, size_t path, size_t when, size_t last) {
    for (size_t t = 0; t < QUARTERS; t++) {
        deal_expect(d, "marked_value", t, path, t == when ? excess(t) : 0);
        deal_expect(d, "exercised", t, path, t >= when ? 1 : 0);
        deal_expect(d, "value", t, path, t <= last && t <= when ? excess(t) : 0);
    }
}

static void it_is_exercised_at_the_end_if_it_is_worth_something(void **state) {
    (void)state;
    clause_deal *d = open_warrant();
    deal_set(d, "valuation", QUARTERS - 1, 1, STRIKE);
    deal_set(d, "valuation", QUARTERS - 1, 2, 12.5);
    assert_true(deal_run(d));
    expect_exercise(d, 0, QUARTERS - 1, QUARTERS - 1);
    for (size_t p = 1; p <= 2; p++) {
        deal_expect(d, "marked_value", QUARTERS - 1, p, 0);
        deal_expect(d, "exercised", QUARTERS - 1, p, 0);
    }
    deal_close(d);
}

static void the_term_may_end_within_a_period(void **state) {
    (void)state;
    clause_deal *d = open_warrant();
    deal_term(d, NULL, "2027-11-09"); /* in period 6 */
    assert_true(deal_run(d));
    expect_exercise(d, 0, 6, 5);
    deal_close(d);
}

static void an_event_exercises_it_once_where_it_is_worth_something(void **state) {
    (void)state;
    clause_deal *d = open_warrant();
    deal_set(d, "exercise", 4, 0, 1);
    for (size_t t = 1; t < QUARTERS; t++) /* nothing before period 3 */
        deal_set(d, "exercise", t, 1, 1);
    deal_set(d, "exercise", 5, 2, 1); /* it has ended before */
    deal_end(d, 4, 2);
    assert_true(deal_run(d));
    expect_exercise(d, 0, 4, QUARTERS);
    expect_exercise(d, 1, 3, QUARTERS);
    expect_exercise(d, 2, QUARTERS, 4);
    deal_close(d);
}

static void without_vesting_all_of_it_counts(void **state) {
    (void)state;
    clause_deal *d = deal_open("warrant", "2026-04-27", "2028-08-19", ENT_QUARTERLY);
    deal_set(d, "fraction", ALL, ALL, 0.12);
    deal_set(d, "strike", ALL, ALL, 0);
    deal_set(d, "valuation", ALL, ALL, 51.7);
    assert_true(deal_run(d));
    deal_expect(d, "marked_value", QUARTERS - 1, 0, 0.12 * 51.7);
    deal_close(d);
}

static void the_issuer_gives_it_where_its_worth_is_booked(void **state) {
    (void)state;
    clause_deal *d = open_warrant();
    assert_int_equal(d->kind->line_count, 1);
    deal_expect_line(d, 0, "marked_value", "booked:issuer", "holder", true);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_exercised_at_the_end_if_it_is_worth_something),
        cmocka_unit_test(the_term_may_end_within_a_period),
        cmocka_unit_test(an_event_exercises_it_once_where_it_is_worth_something),
        cmocka_unit_test(without_vesting_all_of_it_counts),
        cmocka_unit_test(the_issuer_gives_it_where_its_worth_is_booked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
