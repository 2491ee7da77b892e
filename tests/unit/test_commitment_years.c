/* purchase_commitment by the year: take-or-pay with make-up and carry-forward, against hand
 * schedules and against a book of lots kept path by path. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { PAY, NONE };
enum { YEARS = 6 };

/* 2027 to 2032 by the year, 100 a year. */
static clause_deal *open_years(const double spend[YEARS]) {
    clause_deal *d =
        deal_open("purchase_commitment", "2027-01-01", "2032-12-31", ENT_YEARLY);
    assert_int_equal(d->count, YEARS);
    for (size_t t = 0; t < YEARS; t++)
        deal_set(d, "spend", t, ALL, spend[t]);
    deal_set(d, "annual", ALL, ALL, 100);
    return d;
}

static void allow(clause_deal *d, const char *right, const char *expiry, int years) {
    deal_choose(d, right, 0, 1);
    if (years > 0)
        deal_span(d, expiry, 12 * years, 0);
}
static void allow_make_up(clause_deal *d, int years) {
    allow(d, "make_up", "make_up_expiry", years);
}
static void allow_carry(clause_deal *d, int years) {
    allow(d, "carry_forward", "carry_forward_expiry", years);
}

static void expect_row(const clause_deal *d, const char *output,
                       const double expected[YEARS]) {
    for (size_t t = 0; t < YEARS; t++)
        deal_expect(d, output, t, 77, expected[t]);
}
#define ROW(...) ((const double[YEARS]){__VA_ARGS__})

static void what_a_year_lacks_is_paid_in_it(void **state) {
    (void)state;
    clause_deal *d = open_years(ROW(80, 130, 60, 150, 100, -5));
    deal_set(d, "drawn_to_date", ALL, ALL, 7);
    assert_true(deal_run(d));
    expect_row(d, "drawn", ROW(80, 100, 60, 100, 100, 0));
    expect_row(d, "cumulative", ROW(87, 187, 247, 347, 447, 447));
    expect_row(d, "remaining", ROW(20, 0, 40, 0, 0, 100));
    expect_row(d, "shortfall", ROW(20, 0, 40, 0, 0, 100));
    expect_row(d, "paid", ROW(20, 0, 40, 0, 0, 100));
    expect_row(d, "made_up", ROW(0));
    expect_row(d, "make_up_balance", ROW(0));
    expect_row(d, "carried", ROW(0));
    expect_row(d, "met", ROW(0));
    deal_close(d);
}

static void a_shortfall_may_be_let_go_or_paid_in_part(void **state) {
    (void)state;
    clause_deal *d = open_years(ROW(80, 130, 60, 100, 100, 100));
    deal_set(d, "shortfall_rate", ALL, ALL, 0.75);
    deal_set(d, "shortfall_rate", 2, ALL, 0.5); /* as it is when the year is settled */
    assert_true(deal_run(d));
    expect_row(d, "shortfall", ROW(20, 0, 40));
    expect_row(d, "paid", ROW(15, 0, 20));
    deal_choose(d, "shortfall", NONE, 0);
    assert_true(deal_run(d));
    expect_row(d, "shortfall", ROW(20, 0, 40));
    expect_row(d, "paid", ROW(0));
    deal_close(d);
}

static void what_was_paid_for_may_be_made_up(void **state) {
    (void)state;
    clause_deal *d = open_years(ROW(80, 115, 60, 130, 100, 190));
    allow_make_up(d, 0);
    assert_true(deal_run(d));
    expect_row(d, "paid", ROW(20, 0, 40));
    expect_row(d, "made_up", ROW(0, 15, 0, 30, 0, 15)); /* no more than was paid */
    expect_row(d, "make_up_balance", ROW(20, 5, 45, 15, 15, 0));
    expect_row(d, "carried", ROW(0));
    deal_close(d);
}

static void a_right_to_make_up_expires_oldest_first(void **state) {
    (void)state;
    /* Paid 20 in 2027 and 40 in 2028; with two years each, 2029 takes of the older, 2030 only of
     * the younger. */
    clause_deal *d = open_years(ROW(80, 60, 115, 110, 150, 100));
    allow_make_up(d, 2);
    assert_true(deal_run(d));
    expect_row(d, "made_up", ROW(0, 0, 15, 10, 0, 0));
    expect_row(d, "make_up_balance", ROW(20, 60, 40, 0, 0, 0));
    deal_span(d, "make_up_expiry", 12, 0);
    assert_true(deal_run(d));
    expect_row(d, "made_up", ROW(0, 0, 15, 0, 0, 0));
    expect_row(d, "make_up_balance", ROW(20, 40, 0, 0, 0, 0));
    deal_span(d, "make_up_expiry", 36, 0);
    assert_true(deal_run(d));
    expect_row(d, "made_up", ROW(0, 0, 15, 10, 35, 0));
    expect_row(d, "make_up_balance", ROW(20, 60, 45, 35, 0, 0));
    deal_span(d, "make_up_expiry", 120, 0); /* as good as without an end here */
    assert_true(deal_run(d));
    expect_row(d, "made_up", ROW(0, 0, 15, 10, 35, 0));
    deal_close(d);
}

static void an_excess_counts_towards_later_years(void **state) {
    (void)state;
    clause_deal *d = open_years(ROW(130, 80, 120, 75, 85, 100));
    allow_carry(d, 0);
    assert_true(deal_run(d));
    expect_row(d, "carried", ROW(30, 10, 30, 5, 0, 0));
    expect_row(d, "shortfall", ROW(0, 0, 0, 0, 10, 0));
    expect_row(d, "paid", ROW(0, 0, 0, 0, 10, 0));
    expect_row(d, "remaining",
               ROW(0, 20, 0, 25, 15, 0)); /* what was not bought that year */
    deal_span(d, "carry_forward_expiry", 12, 0);
    assert_true(deal_run(d));
    expect_row(d, "carried", ROW(30, 0, 20, 0, 0, 0));
    expect_row(d, "shortfall", ROW(0, 0, 0, 5, 15, 0));
    deal_close(d);
}

/* An excess first recovers what was paid, then is carried; a shortfall first uses what is
 * carried. */
static void both_rights_go_one_after_the_other(void **state) {
    (void)state;
    clause_deal *d = open_years(ROW(80, 150, 75, 90, 101, 150));
    allow_make_up(d, 0);
    allow_carry(d, 0);
    deal_set(d, "shortfall_rate", ALL, ALL, 0.5);
    assert_true(deal_run(d));
    expect_row(d, "shortfall", ROW(20, 0, 0, 0, 0, 0));
    expect_row(d, "paid", ROW(10, 0, 0, 0, 0, 0));
    expect_row(d, "made_up", ROW(0, 10, 0, 0, 0, 0));
    expect_row(d, "carried", ROW(0, 40, 15, 5, 6, 56));
    deal_close(d);
}

static void the_term_is_met_if_no_year_fell_short(void **state) {
    (void)state;
    clause_deal *d = open_years(ROW(130, 80, 100, 100, 100, 100));
    allow_carry(d, 0);
    deal_set(d, "spend", 4, 3, 10);
    deal_end(d, 4, 5);
    deal_term(d, NULL, "2031-12-31");
    deal_end(d, 2, 5);
    assert_true(deal_run(d));
    for (size_t t = 0; t < YEARS; t++) {
        deal_expect(d, "met", t, 2, t >= 4);
        deal_expect(d, "met", t, 3, 0); /* one year short */
        deal_expect(d, "met", t, 5, 0); /* ended before it was over */
    }
    deal_close(d);
}

/* ---- Parts of years ---- */

/* A sum of 365 a year (366 in a leap year): a unit for each day. */
static clause_deal *open_days(const char *start, const char *end) {
    clause_deal *d = deal_open("purchase_commitment", start, end, ENT_QUARTERLY);
    for (size_t t = 0; t < d->count; t++)
        deal_set(d, "annual", t, ALL, d->periods[t].year % 4 ? 365 : 366);
    deal_set(d, "spend", ALL, ALL, 0);
    return d;
}

static void a_part_of_a_year_owes_its_part(void **state) {
    (void)state;
    clause_deal *d = open_days("2027-04-27", "2029-09-15");
    assert_int_equal(d->count, 10);
    assert_true(deal_run(d));
    static const double owed[10] = {0, 0, 249, 0, 0, 0, 366, 0, 0, 258};
    for (size_t t = 0; t < 10; t++)
        deal_expect(d, "paid", t, 0, owed[t]);
    deal_expect(d, "remaining", 0, 0, 249);
    deal_expect(d, "remaining", 3, 0, 366);
    deal_close(d);
}

static void the_term_has_its_own_days(void **state) {
    (void)state;
    clause_deal *d = open_days("2027-04-27", "2029-09-15");
    deal_term(d, "2027-06-10", "2028-02-29");
    assert_true(deal_run(d));
    for (size_t t = 0; t < 10;
         t++) /* settled when the term ends, not again on 31 December */
        deal_expect(d, "paid", t, 0, t == 2 ? 205 : t == 3 ? 60 : 0);
    assert_int_equal(d->problems.count, 0);
    deal_close(d);
}

static void days_out_of_force_owe_nothing(void **state) {
    (void)state;
    clause_deal *d = open_days("2027-01-01", "2028-12-31");
    deal_end(d, 1, 0);             /* an event of the second quarter ends it */
    deal_end(d, 4, 1);             /* the first of 2028 */
    for (size_t t = 0; t < 2; t++) /* suspended in the first half of 2027 */
        d->share[t * ENT_COLUMN + 2] = d->standing[t * ENT_COLUMN + 2] = 0;
    for (size_t i = 0; i < 2; i++)
        deal_set(d, "spend", 0, i, 4 * 150);
    assert_true(deal_run(d));
    deal_expect(d, "paid", 3, 0, 181 - 150);
    deal_expect(d, "paid", 7, 0, 0);
    deal_expect(d, "paid", 3, 1, 365 - 150);
    deal_expect(d, "paid", 7, 1, 91);
    deal_expect(d, "paid", 3, 2, 184);
    deal_expect(d, "paid", 7, 2, 366);
    deal_expect(d, "remaining", 1, 0, 365 - 150);
    deal_expect(d, "remaining", 2, 0, 273 - 150);
    deal_close(d);
}

static void a_year_cut_by_the_horizon_is_not_settled(void **state) {
    (void)state;
    clause_deal *d = open_days("2027-01-01", "2028-06-30");
    deal_term(d, NULL, "2030-12-31");
    assert_true(deal_run(d));
    deal_expect(d, "paid", 3, 0, 365);
    deal_expect(d, "paid", 5, 0, 0);
    assert_int_equal(d->problems.warnings, 1);
    assert_string_equal(d->problems.list[0].code, "W0720");
    deal_close(d);
    d = open_days("2027-01-01", "2028-12-31"); /* whole years: nothing is left open */
    deal_term(d, NULL, "2030-06-30");
    assert_true(deal_run(d));
    deal_expect(d, "paid", 7, 0, 366);
    assert_int_equal(d->problems.count, 0);
    deal_close(d);
}

static void a_schedule_says_each_year(void **state) {
    (void)state;
    clause_deal *d =
        deal_open("purchase_commitment", "2027-01-01", "2032-12-31", ENT_YEARLY);
    deal_set(d, "spend", ALL, ALL, 30);
    for (int year = 2025; year < 2033; year++)
        deal_year(d, "schedule", year, 10 * (year - 2025));
    assert_true(deal_run(d));
    expect_row(d, "paid", ROW(0, 0, 10, 20, 30, 40));
    deal_close(d);
}

static void a_schedule_holds_every_year_of_the_term(void **state) {
    (void)state;
    clause_deal *d =
        deal_open("purchase_commitment", "2027-01-01", "2032-12-31", ENT_YEARLY);
    deal_set(d, "spend", ALL, ALL, 30);
    for (int year = 2027; year < 2031; year++)
        deal_year(d, "schedule", year, 40);
    assert_false(deal_run(d));
    assert_int_equal(d->problems.errors, 2); /* 2031 and 2032 */
    assert_string_equal(d->problems.list[0].code, "E0716");
    deal_term(d, NULL, "2030-12-31");
    assert_true(deal_run(d));
    expect_row(d, "paid", ROW(10, 10, 10, 10, 0, 0));
    deal_close(d);
}

/* ---- Extension of a total ---- */

static void the_term_may_be_extended(void **state) {
    (void)state;
    clause_deal *d =
        deal_open("purchase_commitment", "2027-01-01", "2032-12-31", ENT_YEARLY);
    deal_set(d, "spend", ALL, ALL, 30);
    deal_set(d, "amount", ALL, 0, 100);
    deal_set(d, "amount", ALL, 1, 131);
    deal_set(d, "amount", ALL, 2, 200);
    deal_choose(d, "shortfall", 2, 0);
    deal_span(d, "extend_by", 18, 0);
    deal_term(d, NULL, "2029-12-31"); /* on to 30 June 2031 */
    assert_true(deal_run(d));
    for (size_t t = 0; t < YEARS; t++) {
        deal_expect(d, "paid", t, 0, 0);
        deal_expect(d, "met", t, 0, t >= 3);
        deal_expect(d, "drawn", t, 0, t < 3 ? 30 : t == 3 ? 10 : 0);
        deal_expect(d, "paid", t, 1, 0);
        deal_expect(d, "met", t, 1, t >= 4);
        deal_expect(d, "paid", t, 2, t == 4 ? 200 - 120 - 30. * 181 / 365 : 0);
    }
    assert_int_equal(d->problems.count, 0);
    deal_span(d, "extend_by", 37, 0);
    deal_term(d, NULL, "2029-12-31");
    assert_true(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "W0720");
    deal_close(d);
}

/* ---- A book of lots ---- */

typedef struct {
    double amount;
    size_t year;
} lot;

/* Takes from the lots that still last, the oldest first. */
static double book(lot *lots, size_t count, size_t year, size_t lasts, double wanted) {
    double taken = 0;
    for (size_t l = 0; l < count; l++) {
        if (year - lots[l].year > lasts)
            lots[l].amount = 0;
        const double now = fmin(wanted - taken, lots[l].amount);
        lots[l].amount -= now;
        taken += now;
    }
    return taken;
}

static void check_book(const clause_deal *d, size_t path, size_t make_up, size_t carry) {
    lot paid[YEARS] = {{0, 0}}, carried[YEARS] = {{0, 0}};
    for (size_t y = 0; y < YEARS; y++) {
        const int s = ent_kind_field(&d->kind->kind, "spend");
        const double gap = 100 - d->in[s][y * ENT_COLUMN + path];
        const double missing = fmax(gap, 0), excess = fmax(-gap, 0);
        const double covered = book(carried, y, y, carry, missing);
        const double made_up = book(paid, y, y, make_up, excess);
        paid[y] = (lot){missing - covered, y};
        carried[y] = (lot){excess - made_up, y};
        assert_true(fabs(deal_at(d, "paid", y, path) - paid[y].amount) < 1e-11);
        assert_true(fabs(deal_at(d, "made_up", y, path) - made_up) < 1e-11);
        /* What expires with this year is no balance any more. */
        double balance = 0, forward = 0;
        for (size_t l = 0; l <= y; l++) {
            balance += y - l < make_up ? paid[l].amount : 0;
            forward += y - l < carry ? carried[l].amount : 0;
        }
        assert_true(fabs(deal_at(d, "make_up_balance", y, path) - balance) < 1e-11);
        assert_true(fabs(deal_at(d, "carried", y, path) - forward) < 1e-11);
    }
}

static void lots_are_kept_as_in_a_book(void **state) {
    (void)state;
    uint64_t seed = 9;
    for (int make_up = 1; make_up <= 5; make_up++)
        for (int carry = 1; carry <= 5; carry += 2) {
            clause_deal *d = open_years(ROW(0));
            for (size_t t = 0; t < YEARS; t++)
                for (size_t i = 0; i < ENT_SLICE; i++)
                    deal_set(d, "spend", t, i, 200 * deal_random(&seed));
            allow_make_up(d, make_up);
            allow_carry(d, carry);
            assert_true(deal_run(d));
            for (size_t i = 0; i < ENT_SLICE; i++)
                check_book(d, i, (size_t)make_up, (size_t)carry);
            deal_close(d);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_year_lacks_is_paid_in_it),
        cmocka_unit_test(a_shortfall_may_be_let_go_or_paid_in_part),
        cmocka_unit_test(what_was_paid_for_may_be_made_up),
        cmocka_unit_test(a_right_to_make_up_expires_oldest_first),
        cmocka_unit_test(an_excess_counts_towards_later_years),
        cmocka_unit_test(both_rights_go_one_after_the_other),
        cmocka_unit_test(the_term_is_met_if_no_year_fell_short),
        cmocka_unit_test(a_part_of_a_year_owes_its_part),
        cmocka_unit_test(the_term_has_its_own_days),
        cmocka_unit_test(days_out_of_force_owe_nothing),
        cmocka_unit_test(a_year_cut_by_the_horizon_is_not_settled),
        cmocka_unit_test(a_schedule_says_each_year),
        cmocka_unit_test(a_schedule_holds_every_year_of_the_term),
        cmocka_unit_test(the_term_may_be_extended),
        cmocka_unit_test(lots_are_kept_as_in_a_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
