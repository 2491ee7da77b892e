/* equity_stake: held, diluted, marked once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { YEARS = 5 };
static const double worth[YEARS] = {311.7, 402.9, 388.1, 517.3, 640.9};
static const double dilution[YEARS] = {1, 0.97, 0.93, 0.93, 0.89};

static clause_deal *open_stake(void) {
    clause_deal *d = deal_open("equity_stake", "2026-04-27", "2030-12-31", ENT_YEARLY);
    assert_int_equal(d->count, YEARS);
    deal_set(d, "fraction", ALL, ALL, 0.27);
    for (size_t t = 0; t < YEARS; t++)
        deal_set(d, "valuation", t, ALL, worth[t]);
    return d;
}

static void dilute(clause_deal *d) {
    for (size_t t = 0; t < YEARS; t++)
        deal_set(d, "dilution", t, ALL, dilution[t]);
}

/* Held to the end of period `until` and marked in period `marked` (YEARS: never). */
static void expect_held(const clause_deal *d, size_t path, size_t until, size_t marked) {
    for (size_t t = 0; t < YEARS; t++) {
        const double fraction = t <= until ? 0.27 * dilution[t] : 0;
        deal_expect(d, "fraction", t, path, fraction);
        deal_expect(d, "value", t, path, fraction * worth[t]);
        deal_expect(d, "marked_value", t, path, t == marked ? fraction * worth[t] : 0);
    }
}

static void without_an_exit_it_is_marked_at_the_horizon(void **state) {
    (void)state;
    clause_deal *d = open_stake();
    dilute(d);
    assert_true(deal_run(d));
    expect_held(d, 0, 4, 4);
    for (size_t t = 0; t < YEARS; t++)
        deal_expect(d, "exited", t, 0, 0);
    deal_close(d);
}

static void an_exit_marks_it_once_and_for_all(void **state) {
    (void)state;
    clause_deal *d = open_stake();
    dilute(d);
    /* On path p the exit comes in period p; on path 6 it passes, as a condition may. */
    for (size_t p = 0; p < YEARS; p++)
        for (size_t t = p; t < YEARS; t++)
            deal_set(d, "exit", t, p, 2.5);
    deal_set(d, "exit", 1, 6, 1);
    assert_true(deal_run(d));
    for (size_t p = 0; p < YEARS; p++) {
        expect_held(d, p, p, p);
        for (size_t t = 0; t < YEARS; t++)
            deal_expect(d, "exited", t, p, t >= p);
    }
    expect_held(d, 6, 1, 1);
    deal_expect(d, "exited", 4, 6, 1);
    expect_held(d, 7, 4, 4);
    deal_expect(d, "exited", 4, 7, 0);
    deal_close(d);
}

static void undiluted_unless_it_says_so(void **state) {
    (void)state;
    clause_deal *d = open_stake();
    assert_true(deal_run(d));
    deal_expect(d, "fraction", 3, 1, 0.27);
    deal_expect(d, "marked_value", 4, 1, 0.27 * 640.9);
    deal_close(d);
}

static void a_stake_whose_term_ended_is_worth_nothing(void **state) {
    (void)state;
    clause_deal *d = open_stake();
    dilute(d);
    deal_set(d, "exit", 3, 40, 1);
    deal_end(d, 2, 40);
    deal_end(d, 2, 41);
    assert_true(deal_run(d));
    expect_held(d, 40, 2, YEARS);
    deal_expect(d, "exited", 4, 40, 0); /* there was nothing left to sell */
    expect_held(d, 41, 2, YEARS);
    deal_close(d);
}

static void an_exit_before_its_start_is_one_at_its_start(void **state) {
    (void)state;
    clause_deal *d = open_stake();
    dilute(d);
    deal_term(d, "2028-01-01", NULL);
    for (size_t t = 1; t < YEARS; t++)
        deal_set(d, "exit", t, 8, 1);
    assert_true(deal_run(d));
    for (size_t t = 0; t < YEARS; t++) {
        deal_expect(d, "exited", t, 8, t >= 2);
        deal_expect(d, "marked_value", t, 8, t == 2 ? 0.27 * 0.93 * 388.1 : 0);
    }
    deal_close(d);
}

static void a_worth_below_nothing_is_marked_as_it_is(void **state) {
    (void)state;
    clause_deal *d = open_stake();
    deal_set(d, "valuation", 4, 2, -33.3);
    assert_true(deal_run(d));
    deal_expect(d, "marked_value", 4, 2, 0.27 * -33.3);
    deal_close(d);
}

static void is_taken_from_where_the_worth_is_booked(void **state) {
    (void)state;
    clause_deal *d = open_stake();
    assert_int_equal(d->kind->line_count, 1);
    deal_expect_line(d, 0, "marked_value", "booked:issuer", "holder", true);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_an_exit_it_is_marked_at_the_horizon),
        cmocka_unit_test(an_exit_marks_it_once_and_for_all),
        cmocka_unit_test(undiluted_unless_it_says_so),
        cmocka_unit_test(a_stake_whose_term_ended_is_worth_nothing),
        cmocka_unit_test(an_exit_before_its_start_is_one_at_its_start),
        cmocka_unit_test(a_worth_below_nothing_is_marked_as_it_is),
        cmocka_unit_test(is_taken_from_where_the_worth_is_booked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
