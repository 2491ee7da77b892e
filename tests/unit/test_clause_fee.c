/* fee against hand schedules: which days fall in which period, and an advance that is paid
 * back out of royalties. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { ONCE, MONTH, QUARTER, YEAR };

static void expect(const clause_deal *d, const char *output, size_t path,
                   const double *values) {
    for (size_t t = 0; t < d->count; t++)
        deal_expect(d, output, t, path, values[t]);
}

/* Seven quarters from a stub on: 2026-04-27 to 2027-11-15. */
static clause_deal *open_fee(int every) {
    clause_deal *d = deal_open("fee", "2026-04-27", "2027-11-15", ENT_QUARTERLY);
    assert_int_equal(d->count, 7);
    deal_set(d, "amount", ALL, ALL, 3);
    deal_choose(d, "every", every, 0);
    return d;
}

static void is_paid_once_on_its_start(void **state) {
    (void)state;
    clause_deal *d = open_fee(ONCE);
    assert_true(deal_run(d)); /* the horizon's start, where the clause has none */
    expect(d, "paid", 0, (double[]){3, 0, 0, 0, 0, 0, 0});
    deal_term(d, "2027-02-14", NULL);
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){0, 0, 0, 3, 0, 0, 0});
    deal_term(d, "2026-09-30", "2026-09-30"); /* a term of one day */
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){0, 3, 0, 0, 0, 0, 0});
    deal_close(d);
}

static void falls_on_the_same_day_of_each_interval(void **state) {
    (void)state;
    clause_deal *d = open_fee(YEAR);
    deal_term(d, "2024-08-31", NULL); /* 2026-08-31, 2027-08-31 */
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){0, 3, 0, 0, 0, 3, 0});
    deal_choose(d, "every", QUARTER, 0); /* 2026-05-31, 08-31, 11-30, 2027-02-28 ... */
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){3, 3, 3, 3, 3, 3, 0});
    deal_choose(d, "every", MONTH, 0); /* 2026-04-30, 05-31, 06-30 ... 2027-10-31 */
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){9, 9, 9, 9, 9, 9, 3});
    deal_close(d);
}

static void each_instalment_is_whole_or_not_due(void **state) {
    (void)state;
    clause_deal *d = open_fee(MONTH);
    deal_term(d, "2026-05-15", "2027-02-14"); /* the day before an instalment */
    deal_end(d, 2, 7);                        /* on path 7 only to the end of 2026 */
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){6, 9, 9, 3, 0, 0, 0});
    expect(d, "paid", 7, (double[]){6, 9, 9, 0, 0, 0, 0});
    deal_term(d, "2026-05-15", "2027-02-15");
    assert_true(deal_run(d));
    deal_expect(d, "paid", 3, 0, 6);
    deal_close(d);
}

static void amounts_are_read_in_their_period(void **state) {
    (void)state;
    clause_deal *d = open_fee(YEAR);
    deal_set(d, "amount", ALL, 9, 5);
    deal_set(d, "indexation", ALL, ALL, 1);
    deal_set(d, "indexation", 4, ALL, 1.25);
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){3, 0, 0, 0, 3.75, 0, 0});
    expect(d, "paid", 9, (double[]){5, 0, 0, 0, 6.25, 0, 0});
    expect(d, "outstanding", 9, (double[]){0, 0, 0, 0, 0, 0, 0});
    deal_close(d);
}

/* An advance of 5 against royalties of 1, 0, 2.5, -1 ...: a refund takes nothing back. */
static void an_advance_is_recouped_out_of_royalties(void **state) {
    (void)state;
    static const double royalties[] = {1, 0, 2.5, -1, 0.75, 4, 4};
    clause_deal *d = open_fee(ONCE);
    deal_set(d, "amount", ALL, ALL, 5);
    for (size_t t = 0; t < d->count; t++)
        deal_set(d, "recoup_from", t, ALL, royalties[t]);
    deal_set(d, "outstanding_to_date", ALL, 1, 2);
    deal_set(d, "outstanding_to_date", 3, 1, 99); /* only the first period's counts */
    deal_set(d, "recoup_from", ALL, 2, 0);
    assert_true(deal_run(d));
    expect(d, "recouped", 0, (double[]){1, 0, 2.5, 0, 0.75, 0.75, 0});
    expect(d, "outstanding", 0, (double[]){4, 4, 1.5, 1.5, 0.75, 0, 0});
    expect(d, "recouped", 1, (double[]){1, 0, 2.5, 0, 0.75, 2.75, 0});
    expect(d, "outstanding", 1, (double[]){6, 6, 3.5, 3.5, 2.75, 0, 0});
    expect(d, "outstanding", 2, (double[]){5, 5, 5, 5, 5, 5, 5});
    deal_close(d);
}

/* The term says when it is paid, not how long it is recouped; what a later instalment adds is
 * recouped too. */
static void recoupment_outlives_the_term(void **state) {
    (void)state;
    clause_deal *d = open_fee(QUARTER);
    deal_term(d, "2026-07-01", "2026-12-31");
    deal_set(d, "recoup_from", ALL, ALL, 1.5);
    deal_end(d, 1, 3);
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){0, 3, 3, 0, 0, 0, 0});
    expect(d, "recouped", 0, (double[]){0, 1.5, 1.5, 1.5, 1.5, 0, 0});
    expect(d, "outstanding", 0, (double[]){0, 1.5, 3, 1.5, 0, 0, 0});
    expect(d, "recouped", 3, (double[]){0, 1.5, 1.5, 0, 0, 0, 0});
    deal_close(d);
}

static void says_what_does_nothing(void **state) {
    (void)state;
    clause_deal *d = open_fee(ONCE);
    deal_term(d, "2026-04-26", NULL); /* the day before the horizon */
    assert_true(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "W0722");
    expect(d, "paid", 0, (double[]){0, 0, 0, 0, 0, 0, 0});
    deal_set(d, "outstanding_to_date", ALL, ALL, 2);
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0741");
    deal_set(d, "recoup_from", ALL, ALL, 2);
    assert_true(deal_run(d));
    assert_int_equal(d->problems.count, 0);
    deal_close(d);
}

static void moves_the_fee_one_way_and_recoupment_the_other(void **state) {
    (void)state;
    clause_deal *d = open_fee(ONCE);
    assert_int_equal(d->kind->line_count, 2);
    deal_expect_line(d, 0, "paid", "from", "to", false);
    deal_expect_line(d, 1, "recouped", "to", "from", false);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_paid_once_on_its_start),
        cmocka_unit_test(falls_on_the_same_day_of_each_interval),
        cmocka_unit_test(each_instalment_is_whole_or_not_due),
        cmocka_unit_test(amounts_are_read_in_their_period),
        cmocka_unit_test(an_advance_is_recouped_out_of_royalties),
        cmocka_unit_test(recoupment_outlives_the_term),
        cmocka_unit_test(says_what_does_nothing),
        cmocka_unit_test(moves_the_fee_one_way_and_recoupment_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
