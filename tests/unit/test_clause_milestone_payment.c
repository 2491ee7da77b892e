/* milestone_payment: paid once, in the period in which its trigger first holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

/* Stubs at both ends: 2026-04-27 to 06-30, eight whole quarters, 2028-07-01 to 08-19. */
enum { QUARTERS = 10 };

static clause_deal *open_milestone(void) {
    clause_deal *d =
        deal_open("milestone_payment", "2026-04-27", "2028-08-19", ENT_QUARTERLY);
    assert_int_equal(d->count, QUARTERS);
    deal_set(d, "trigger", ALL, ALL, 0);
    for (size_t t = 0; t < QUARTERS; t++)
        deal_set(d, "amount", t, ALL, 25.5 + (double)t);
    return d;
}

/* Requires payment in period `when` and never else; `when` QUARTERS: never at all. */
static void expect_paid_in(const clause_deal *d, size_t path, size_t when) {
    for (size_t t = 0; t < QUARTERS; t++) {
        deal_expect(d, "paid", t, path, t == when ? 25.5 + (double)t : 0);
        deal_expect(d, "triggered", t, path, t >= when ? 1 : 0);
    }
}

static void it_is_paid_once_when_first_met(void **state) {
    (void)state;
    clause_deal *d = open_milestone();
    for (size_t p = 0; p < QUARTERS; p++)
        for (size_t t = p; t < QUARTERS; t++)
            deal_set(d, "trigger", t, p, 3.5);
    deal_set(d, "trigger", 2, 20, 1); /* it passes and comes back */
    deal_set(d, "trigger", 6, 20, -1);
    assert_true(deal_run(d));
    for (size_t p = 0; p < QUARTERS; p++)
        expect_paid_in(d, p, p);
    expect_paid_in(d, 20, 2);
    expect_paid_in(d, 30, QUARTERS);
    deal_close(d);
}

static void one_met_before_its_start_is_paid_at_its_start(void **state) {
    (void)state;
    clause_deal *d = open_milestone();
    deal_term(d, "2027-02-11", NULL); /* in force by the end of period 3 */
    deal_set(d, "trigger", ALL, 0, 1);
    deal_set(d, "trigger", 1, 1, 1); /* over before the start */
    assert_true(deal_run(d));
    expect_paid_in(d, 0, 3);
    expect_paid_in(d, 1, QUARTERS);
    deal_close(d);
}

static void what_comes_after_the_long_stop_is_not_paid(void **state) {
    (void)state;
    static const struct {
        const char *by, *until;
        size_t last; /* period by whose end it still counts */
    } stops[] = {{"2027-09-30", NULL, 5},         {"2027-09-29", NULL, 4},
                 {"2027-10-01", "2030-01-01", 5}, {"2031-01-01", "2027-06-30", 4},
                 {"2029-01-01", NULL, 9},         {"2026-06-30", NULL, 0}};
    for (size_t s = 0; s < sizeof stops / sizeof *stops; s++) {
        clause_deal *d = open_milestone();
        deal_day(d, "by", stops[s].by);
        deal_term(d, NULL, stops[s].until);
        for (size_t p = 0; p < QUARTERS; p++)
            deal_set(d, "trigger", p, p, 1);
        assert_true(deal_run(d));
        for (size_t p = 0; p < QUARTERS; p++)
            expect_paid_in(d, p, p <= stops[s].last ? p : QUARTERS);
        deal_close(d);
    }
}

static void an_event_that_ends_it_ends_it(void **state) {
    (void)state;
    clause_deal *d = open_milestone();
    for (size_t p = 0; p < QUARTERS; p++) {
        deal_set(d, "trigger", p, p, 1);
        deal_end(d, 4, p);
    }
    assert_true(deal_run(d));
    for (size_t p = 0; p < QUARTERS; p++)
        expect_paid_in(d, p, p <= 4 ? p : QUARTERS);
    deal_close(d);
}

static void less_than_nothing_is_nothing(void **state) {
    (void)state;
    clause_deal *d = open_milestone();
    deal_set(d, "trigger", 3, ALL, 1);
    deal_set(d, "amount", 3, 9, -40);
    assert_true(deal_run(d));
    deal_expect(d, "paid", 3, 9, 0);
    deal_expect(d, "triggered", 3, 9, 1);
    deal_expect(d, "paid", 4, 9, 0);
    deal_close(d);
}

static void a_long_stop_in_vain_is_told(void **state) {
    (void)state;
    clause_deal *d = open_milestone();
    deal_day(d, "by", "2027-02-01");
    deal_term(d, "2027-02-02", NULL);
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0722");
    deal_day(d, "by", "2026-04-26");
    deal_term(d, NULL, NULL);
    assert_true(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "W0701");
    deal_close(d);
}

static void the_payer_pays_the_payee(void **state) {
    (void)state;
    clause_deal *d = open_milestone();
    assert_int_equal(d->kind->line_count, 1);
    deal_expect_line(d, 0, "paid", "from", "to", false);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_paid_once_when_first_met),
        cmocka_unit_test(one_met_before_its_start_is_paid_at_its_start),
        cmocka_unit_test(what_comes_after_the_long_stop_is_not_paid),
        cmocka_unit_test(an_event_that_ends_it_ends_it),
        cmocka_unit_test(less_than_nothing_is_nothing),
        cmocka_unit_test(a_long_stop_in_vain_is_told),
        cmocka_unit_test(the_payer_pays_the_payee),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
