/* revenue_share by tiers, with a guaranteed minimum, in contract years of its own: against
 * schedules worked out by hand from round numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { QUARTERS = 8 };

/* Ten a quarter, 2027 and 2028; a hundred a quarter on path 1. */
static clause_deal *open_deal(void) {
    clause_deal *d =
        deal_open("revenue_share", "2027-01-01", "2028-12-31", ENT_QUARTERLY);
    assert_int_equal(d->count, QUARTERS);
    deal_set(d, "base", ALL, ALL, 40);
    deal_set(d, "base", ALL, 1, 400);
    return d;
}

/* 10% to 25, 20% from there to 45, then nothing. */
static clause_deal *open_tiers(void) {
    static const double tiers[][2] = {{0, 0.1}, {25, 0.2}, {45, 0}};
    clause_deal *d = open_deal();
    for (size_t k = 0; k < 3; k++) {
        deal_row(d, "tiers", k, "above", ALL, tiers[k][0]);
        deal_row(d, "tiers", k, "rate", ALL, tiers[k][1]);
    }
    return d;
}

static void expect_paid(const clause_deal *d, size_t path, const double *paid) {
    for (size_t t = 0; t < d->count; t++)
        deal_expect(d, "paid", t, path, paid[t]);
}

static void tiers_are_marginal_in_all_that_came_before(void **state) {
    (void)state;
    clause_deal *d = open_tiers();
    assert_true(deal_run(d));
    /* 20 to 30 lies half in each of two tiers; 40 to 50 half in the last. */
    expect_paid(d, 0, (double[]){1, 1, 1.5, 2, 1, 0, 0, 0});
    /* 2.5 + 4 + 0: all three in one period. */
    expect_paid(d, 1, (double[]){6.5, 0, 0, 0, 0, 0, 0, 0});
    deal_close(d);
}

static void annual_tiers_begin_anew_each_year(void **state) {
    (void)state;
    clause_deal *d = open_tiers();
    deal_choose(d, "tier_base", 1, 0);
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1, 1, 1.5, 2, 1, 1, 1.5, 2});
    deal_year_day(d, "year_from", "07-01");
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1, 1, 1, 1, 1.5, 2, 1, 1});
    deal_set(d, "base_to_date", ALL, ALL, 20); /* since 2026-07-01 */
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1.5, 2, 1, 1, 1.5, 2, 1, 1});
    deal_close(d);
}

static void tiers_go_on_from_the_base_to_date(void **state) {
    (void)state;
    clause_deal *d = open_tiers();
    deal_set(d, "base_to_date", ALL, ALL, 20);
    deal_set(d, "base_to_date", ALL, 2, 45); /* exactly on a threshold */
    deal_set(d, "base_to_date", ALL, 3, 25);
    deal_set(d, "base_to_date", 1, ALL, 9); /* only the first period's counts */
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1.5, 2, 1, 0, 0, 0, 0, 0});
    expect_paid(d, 2, (double[]){0, 0, 0, 0, 0, 0, 0, 0});
    expect_paid(d, 3, (double[]){2, 2, 0, 0, 0, 0, 0, 0});
    deal_close(d);
}

/* Below the first threshold nothing is due; a threshold that falls, on some path, below the
 * one before counts as that one. */
static void thresholds_may_differ_by_path(void **state) {
    (void)state;
    clause_deal *d = open_tiers();
    deal_row(d, "tiers", 0, "above", 4, 15);
    deal_row(d, "tiers", 1, "above", 5, 60);
    deal_row(d, "tiers", 2, "rate", 6, 0.5);
    assert_true(deal_run(d));
    expect_paid(d, 4, (double[]){0, 0.5, 1.5, 2, 1, 0, 0, 0});
    expect_paid(d, 5, (double[]){1, 1, 1, 1, 1, 1, 0, 0});
    expect_paid(d, 6, (double[]){1, 1, 1.5, 2, 3.5, 5, 5, 5});
    deal_close(d);
}

static void only_days_in_force_fill_the_tiers(void **state) {
    (void)state;
    clause_deal *d = open_tiers();
    deal_set(d, "base", 1, ALL, -40); /* nothing counts, nothing is due */
    deal_term(d, NULL, "2027-12-31");
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1, 0, 1, 1.5, 0, 0, 0, 0});
    deal_close(d);
}

static void a_minimum_is_made_up_in_the_last_period_of_a_year(void **state) {
    (void)state;
    clause_deal *d = open_deal();
    deal_set(d, "rate", ALL, ALL, 0.1);
    deal_set(d, "minimum", ALL, ALL, 6);
    deal_set(d, "minimum", 2, ALL, 99); /* read as each year begins */
    deal_set(d, "base", 5, 2, 200);     /* 8 in 2028 by itself */
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1, 1, 1, 3, 1, 1, 1, 3});
    expect_paid(d, 2, (double[]){1, 1, 1, 3, 1, 5, 1, 1});
    deal_expect(d, "due", 3, 0, 1);
    deal_expect(d, "forgone", 3, 0, 0);
    deal_expect(d, "cumulative", 7, 0, 12);
    deal_close(d);
}

static void a_minimum_never_breaks_a_cap(void **state) {
    (void)state;
    clause_deal *d = open_deal();
    deal_set(d, "rate", ALL, ALL, 0.1);
    deal_set(d, "minimum", ALL, ALL, 6);
    deal_set(d, "cap", ALL, ALL, 8.5);
    deal_set(d, "annual_cap", ALL, ALL, 5);
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1, 1, 1, 2, 1, 1, 1, 0.5});
    deal_expect(d, "forgone", 3, 0, 0);
    deal_expect(d, "forgone", 7, 0, 0.5);
    deal_expect(d, "capped", 7, 0, 1);
    deal_close(d);
}

/* 2028 is a leap year: its first quarter is 91 of 366 days. */
static void a_minimum_is_owed_for_the_days_in_force(void **state) {
    (void)state;
    clause_deal *d = open_deal();
    deal_set(d, "rate", ALL, ALL, 0.1);
    deal_set(d, "minimum", ALL, ALL, 6);
    deal_term(d, NULL, "2028-03-31");
    deal_end(d, 1, 3); /* after 181 of 365 days: settled as the year ends */
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1, 1, 1, 3, 6. * 91 / 366, 0, 0, 0});
    expect_paid(d, 3, (double[]){1, 1, 0, 6. * 181 / 365 - 2, 0, 0, 0, 0});
    deal_close(d);
}

static void a_year_that_the_horizon_cuts_owes_its_part(void **state) {
    (void)state;
    clause_deal *d =
        deal_open("revenue_share", "2027-08-15", "2028-05-31", ENT_QUARTERLY);
    deal_set(d, "base", ALL, ALL, 0);
    deal_set(d, "rate", ALL, ALL, 0.1);
    deal_set(d, "minimum", ALL, ALL, 366);
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){0, 366. * 139 / 365, 0, 152});
    deal_year_day(d, "year_from", "04-01"); /* 230 days, then 61 of 365 */
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){0, 0, 230, 366. * 61 / 365});
    deal_close(d);
}

static void annual_caps_follow_the_contract_year(void **state) {
    (void)state;
    clause_deal *d = open_deal();
    deal_set(d, "rate", ALL, ALL, 0.1);
    deal_set(d, "annual_cap", ALL, ALL, 2.5);
    deal_year_day(d, "year_from", "04-01");
    assert_true(deal_run(d));
    expect_paid(d, 0, (double[]){1, 1, 1, 0.5, 0, 1, 1, 0.5});
    deal_close(d);
}

static void years_begin_with_a_period(void **state) {
    (void)state;
    clause_deal *d = open_deal();
    deal_set(d, "rate", ALL, ALL, 0.1);
    deal_year_day(d, "year_from", "02-01");
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0723");
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiers_are_marginal_in_all_that_came_before),
        cmocka_unit_test(annual_tiers_begin_anew_each_year),
        cmocka_unit_test(tiers_go_on_from_the_base_to_date),
        cmocka_unit_test(thresholds_may_differ_by_path),
        cmocka_unit_test(only_days_in_force_fill_the_tiers),
        cmocka_unit_test(a_minimum_is_made_up_in_the_last_period_of_a_year),
        cmocka_unit_test(a_minimum_never_breaks_a_cap),
        cmocka_unit_test(a_minimum_is_owed_for_the_days_in_force),
        cmocka_unit_test(a_year_that_the_horizon_cuts_owes_its_part),
        cmocka_unit_test(annual_caps_follow_the_contract_year),
        cmocka_unit_test(years_begin_with_a_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
