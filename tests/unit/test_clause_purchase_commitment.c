/* purchase_commitment against hand schedules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { PAY, NONE };
enum { QUARTERS = 8 };
static const double spends[QUARTERS] = {21.3, 27.9, 33.1, -4, 39.7, 46.3, 51.1, 60.7};

/* 2027 and 2028: every length is a quarter. */
static clause_deal *open_commitment(double amount) {
    clause_deal *d =
        deal_open("purchase_commitment", "2027-01-01", "2028-12-31", ENT_QUARTERLY);
    assert_int_equal(d->count, QUARTERS);
    for (size_t t = 0; t < QUARTERS; t++)
        deal_set(d, "spend", t, ALL, spends[t]);
    deal_set(d, "amount", ALL, ALL, amount);
    return d;
}

static void a_missing_rest_is_paid_at_the_end(void **state) {
    (void)state;
    /* 83.7, 5.9 drawn before; spend / 4 each quarter; a refund counts for nothing. */
    static const double drawn[QUARTERS] = {5.325, 6.975,  8.275,  0,
                                           9.925, 11.575, 12.775, 15.175};
    clause_deal *d = open_commitment(83.7);
    deal_set(d, "drawn_to_date", ALL, ALL, 5.9);
    assert_true(deal_run(d));
    double cumulative = 5.9;
    for (size_t t = 0; t < QUARTERS; t++) {
        cumulative += drawn[t];
        deal_expect(d, "drawn", t, 6, drawn[t]);
        deal_expect(d, "cumulative", t, 6, cumulative);
        deal_expect(d, "remaining", t, 6, 83.7 - cumulative);
        deal_expect(d, "met", t, 6, 0);
        deal_expect(d, "shortfall", t, 6, t == 7 ? 7.775 : 0);
        deal_expect(d, "paid", t, 6, t == 7 ? 7.775 : 0);
    }
    deal_close(d);
}

static void a_shortfall_may_be_let_go(void **state) {
    (void)state;
    clause_deal *d = open_commitment(83.7);
    deal_choose(d, "shortfall", NONE, 0);
    deal_set(d, "drawn_to_date", ALL, ALL, 5.9);
    assert_true(deal_run(d));
    deal_expect(d, "shortfall", 7, 0, 7.775);
    deal_expect(d, "paid", 7, 0, 0);
    deal_close(d);
}

static void a_commitment_met_reaches_exactly_nothing(void **state) {
    (void)state;
    clause_deal *d = open_commitment(0);
    for (size_t i = 0; i < ENT_SLICE; i++)
        deal_set(d, "amount", ALL, i, 0.1 * (double)i);
    assert_true(deal_run(d));
    for (size_t i = 0; i < ENT_SLICE; i++) {
        const double amount = 0.1 * (double)i;
        assert_true(deal_at(d, "cumulative", 7, i) ==
                    amount); /* 25.5 is below all spend, 70 */
        deal_expect(d, "remaining", 7, i, 0);
        deal_expect(d, "met", 7, i, 1);
        deal_expect(d, "shortfall", 7, i, 0);
    }
    deal_expect(d, "met", 0, 0, 1); /* an amount of 0 is met at once */
    deal_expect(d, "drawn", 0, 0, 0);
    deal_expect(d, "met", 0, 54, 0); /* 5.4 against 5.325 */
    deal_expect(d, "met", 1, 54, 1);
    deal_expect_near(d, "drawn", 1, 54, 0.075);
    deal_close(d);
}

static void a_term_within_a_period_settles_in_it(void **state) {
    (void)state;
    clause_deal *d = open_commitment(40);
    deal_term(d, NULL, "2028-02-07"); /* 38 of 91 days of the fifth quarter */
    assert_true(deal_run(d));
    const double drawn = 9.925 * 38 / 91, missing = 40 - 5.325 - 6.975 - 8.275 - drawn;
    deal_expect(d, "drawn", 4, 0, drawn);
    deal_expect(d, "shortfall", 4, 0, missing);
    deal_expect(d, "paid", 4, 0, missing);
    for (size_t t = 5; t < QUARTERS; t++) {
        deal_expect(d, "drawn", t, 0, 0);
        deal_expect(d, "paid", t, 0, 0);
        deal_expect(d, "remaining", t, 0, missing); /* paid for, not bought */
        deal_expect(d, "met", t, 0, 0);
    }
    deal_close(d);
}

static void one_that_an_event_ended_settles_nothing(void **state) {
    (void)state;
    clause_deal *d = open_commitment(83.7);
    deal_end(d, 2, 10);
    deal_end(d, 7, 11); /* in the last period itself: still in force in it */
    assert_true(deal_run(d));
    for (size_t t = 0; t < QUARTERS; t++)
        deal_expect(d, "paid", t, 10, 0);
    deal_expect(d, "remaining", 7, 10, 83.7 - 20.575);
    deal_expect(d, "paid", 7, 11, 13.675);
    deal_close(d);
}

static void more_drawn_before_than_the_amount_is_met(void **state) {
    (void)state;
    clause_deal *d = open_commitment(6.1);
    deal_set(d, "drawn_to_date", ALL, ALL, 6.3);
    assert_true(deal_run(d));
    deal_expect(d, "met", 0, 0, 1);
    deal_expect(d, "cumulative", 0, 0, 6.1);
    deal_expect(d, "drawn", 0, 0, 0);
    deal_expect(d, "paid", 7, 0, 0);
    deal_close(d);
}

static void the_amount_is_that_of_the_first_period(void **state) {
    (void)state;
    clause_deal *d = open_commitment(83.7);
    for (size_t t = 1; t < QUARTERS; t++)
        deal_set(d, "amount", t, ALL, 1000);
    assert_true(deal_run(d));
    deal_expect(d, "paid", 7, 0, 13.675);
    deal_expect(d, "cumulative", 7, 0, 70.025);
    deal_close(d);
}

static void a_term_beyond_the_horizon_is_warned_of(void **state) {
    (void)state;
    clause_deal *d = open_commitment(83.7);
    deal_term(d, NULL, "2029-03-31");
    assert_true(deal_run(d));
    for (size_t t = 0; t < QUARTERS; t++)
        deal_expect(d, "shortfall", t, 0, 0);
    assert_int_equal(d->problems.count, 1);
    assert_int_equal(d->problems.warnings, 1);
    assert_string_equal(d->problems.list[0].code, "W0720");
    assert_non_null(strstr(d->problems.list[0].help, "2029-03-31"));
    deal_term(d, NULL, "2028-12-31");
    assert_true(deal_run(d));
    assert_int_equal(d->problems.count, 0);
    deal_expect(d, "shortfall", 7, 0, 13.675);
    deal_close(d);
}

static void all_but_the_last_bit_is_not_met(void **state) {
    (void)state;
    clause_deal *d =
        deal_open("purchase_commitment", "2027-01-01", "2027-12-31", ENT_QUARTERLY);
    deal_set(d, "spend", ALL, ALL, 10); /* 10 over the year, without rounding */
    deal_set(d, "amount", ALL, 0, 10);
    deal_set(d, "amount", ALL, 1, 10 + 0x1p-49); /* the next number */
    assert_true(deal_run(d));
    deal_expect(d, "met", 3, 0, 1);
    deal_expect(d, "paid", 3, 0, 0);
    deal_expect(d, "met", 3, 1, 0);
    deal_expect(d, "paid", 3, 1, 0x1p-49);
    deal_close(d);
}

static void moves_the_deficiency_and_back_what_is_made_up(void **state) {
    (void)state;
    clause_deal *d = open_commitment(1);
    assert_int_equal(d->kind->line_count, 2);
    deal_expect_line(d, 0, "paid", "buyer", "seller", false);
    deal_expect_line(d, 1, "made_up", "seller", "buyer", false);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_rest_is_paid_at_the_end),
        cmocka_unit_test(a_shortfall_may_be_let_go),
        cmocka_unit_test(a_commitment_met_reaches_exactly_nothing),
        cmocka_unit_test(a_term_within_a_period_settles_in_it),
        cmocka_unit_test(one_that_an_event_ended_settles_nothing),
        cmocka_unit_test(more_drawn_before_than_the_amount_is_met),
        cmocka_unit_test(the_amount_is_that_of_the_first_period),
        cmocka_unit_test(a_term_beyond_the_horizon_is_warned_of),
        cmocka_unit_test(all_but_the_last_bit_is_not_met),
        cmocka_unit_test(moves_the_deficiency_and_back_what_is_made_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
