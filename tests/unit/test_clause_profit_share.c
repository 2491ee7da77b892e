/* profit_share against hand schedules: losses carried forward, hurdles in what has been paid
 * or in profit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { YEARS = 6, PAID_BASE = 0, PROFIT_BASE = 1 };

static void expect(const clause_deal *d, const char *output, size_t path,
                   const double *values) {
    for (size_t t = 0; t < d->count; t++)
        deal_expect(d, output, t, path, values[t]);
}

static clause_deal *open_profit(const double *profit) {
    clause_deal *d = deal_open("profit_share", "2027-01-01", "2032-12-31", ENT_YEARLY);
    assert_int_equal(d->count, YEARS);
    for (size_t t = 0; t < YEARS; t++)
        deal_set(d, "profit", t, ALL, profit[t]);
    return d;
}

static const double mixed[] = {-4, 3, -2, 8, 4, 10};

static void a_loss_is_the_payers_own(void **state) {
    (void)state;
    clause_deal *d = open_profit(mixed);
    deal_set(d, "rate", ALL, ALL, 0.25);
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){0, 0.75, 0, 2, 1, 2.5});
    expect(d, "carried", 0, (double[]){0, 0, 0, 0, 0, 0});
    expect(d, "cumulative", 0, (double[]){0, 0.75, 0.75, 2.75, 3.75, 6.25});
    deal_close(d);
}

static void losses_are_set_off_against_later_profit(void **state) {
    (void)state;
    clause_deal *d = open_profit(mixed);
    deal_set(d, "rate", ALL, ALL, 0.25);
    deal_choose(d, "carry_losses", 0, 1);
    deal_set(d, "losses_to_date", ALL, 3, 10);
    deal_set(d, "losses_to_date", 1, 3, 99); /* only the first period's counts */
    assert_true(deal_run(d));
    /* -4 + 3 = -1; -2 makes -3; 8 leaves 5. */
    expect(d, "carried", 0, (double[]){4, 1, 3, 0, 0, 0});
    expect(d, "paid", 0, (double[]){0, 0, 0, 1.25, 1, 2.5});
    expect(d, "carried", 3, (double[]){14, 11, 13, 5, 1, 0});
    expect(d, "paid", 3, (double[]){0, 0, 0, 0, 0, 2.25});
    deal_close(d);
}

static void only_days_in_force_count(void **state) {
    (void)state;
    clause_deal *d = open_profit(mixed);
    deal_set(d, "rate", ALL, ALL, 0.25);
    deal_choose(d, "carry_losses", 0, 1);
    deal_term(d, "2027-10-20", NULL); /* 73 of 365 days: a loss of 0.8 */
    deal_end(d, 3, 5);
    assert_true(deal_run(d));
    deal_expect(d, "carried", 0, 0, 0.8);
    deal_expect(d, "paid", 1, 0, 0.55);
    deal_expect(d, "paid", 3, 5, 1.5);
    deal_expect(d, "paid", 4, 5, 0);
    deal_close(d);
}

/* 75% until 6 have been paid, 50% until 10 have, then nothing. */
static clause_deal *open_waterfall(const double *profit) {
    static const double tiers[][2] = {{0, 0.75}, {6, 0.5}, {10, 0}};
    clause_deal *d = open_profit(profit);
    for (size_t k = 0; k < 3; k++) {
        deal_row(d, "tiers", k, "above", ALL, tiers[k][0]);
        deal_row(d, "tiers", k, "rate", ALL, tiers[k][1]);
    }
    return d;
}

static void hurdles_are_what_has_been_paid(void **state) {
    (void)state;
    static const double profit[] = {4, 2, 4, 2, 10, 10};
    clause_deal *d = open_waterfall(profit);
    deal_set(d, "profit", 0, 1, 100); /* 8 make 6, 8 more make 4, the rest nothing */
    deal_set(d, "paid_to_date", ALL, 2, 6);
    deal_set(d, "paid_to_date", ALL, 3, 11);
    assert_true(deal_run(d));
    /* 3, 1.5; then 2 of the 4 make 1.5 up to 6 and 2 make 1; 1; then 3 of the 10 make 1.5. */
    expect(d, "paid", 0, (double[]){3, 1.5, 2.5, 1, 2, 0});
    expect(d, "paid", 1, (double[]){10, 0, 0, 0, 0, 0});
    expect(d, "paid", 2, (double[]){2, 1, 1, 0, 0, 0});
    expect(d, "paid", 3, (double[]){0, 0, 0, 0, 0, 0});
    expect(d, "cumulative", 3, (double[]){11, 11, 11, 11, 11, 11});
    deal_close(d);
}

static void hurdles_may_be_profit(void **state) {
    (void)state;
    static const double profit[] = {4, 4, 4, 0, -5, 10};
    clause_deal *d = open_waterfall(profit);
    deal_choose(d, "tier_base", PROFIT_BASE, 0);
    deal_set(d, "profit_to_date", ALL, 1, 5);
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){3, 2.5, 1, 0, 0, 0});
    expect(d, "paid", 1, (double[]){2.25, 0.5, 0, 0, 0, 0});
    deal_close(d);
}

/* Hurdles that differ by path, and one that cannot be met in binary arithmetic: what is beyond
 * a rate of 0 is exactly 0. */
static void a_hurdle_is_met_exactly(void **state) {
    (void)state;
    static const double profit[] = {1.7, 0.3, 2.9, 0.1, 33.3, 7};
    clause_deal *d = open_waterfall(profit);
    for (size_t i = 0; i < ENT_SLICE; i++) {
        deal_row(d, "tiers", 1, "above", i, 0.013 * (double)i);
        deal_row(d, "tiers", 2, "above", i, 0.029 * (double)i + 0.001);
        deal_row(d, "tiers", 1, "rate", i, 0.37);
    }
    assert_true(deal_run(d));
    for (size_t i = 0; i < ENT_SLICE; i++) {
        deal_expect(d, "cumulative", 4, i, 0.029 * (double)i + 0.001);
        deal_expect(d, "paid", 5, i, 0);
    }
    deal_close(d);
}

static void pays_no_more_than_the_cap(void **state) {
    (void)state;
    clause_deal *d = open_profit(mixed);
    deal_set(d, "rate", ALL, ALL, 0.25);
    deal_set(d, "cap", ALL, ALL, 3.5);
    deal_set(d, "paid_to_date", ALL, ALL, 1);
    assert_true(deal_run(d));
    expect(d, "paid", 0, (double[]){0, 0.75, 0, 1.75, 0, 0});
    expect(d, "due", 0, (double[]){0, 0.75, 0, 2, 1, 2.5});
    expect(d, "headroom", 0, (double[]){2.5, 1.75, 1.75, 0, 0, 0});
    expect(d, "capped", 0, (double[]){0, 0, 0, 1, 1, 1});
    deal_close(d);
}

static void refuses_what_means_nothing(void **state) {
    (void)state;
    clause_deal *d = open_waterfall(mixed);
    deal_row(d, "tiers", 1, "rate", ALL, 0); /* the third is never reached */
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0727");
    deal_choose(d, "tier_base", PROFIT_BASE, 0);
    assert_true(deal_run(d));
    deal_choose(d, "tier_base", PAID_BASE, 0);
    deal_row(d, "tiers", 1, "rate", ALL, 0.5);
    deal_row(d, "tiers", 0, "above", ALL, 1);
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0727");
    deal_row(d, "tiers", 0, "above", ALL, 0);
    deal_row(d, "tiers", 2, "above", ALL, 6);
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0725");
    deal_row(d, "tiers", 2, "above", ALL, 10);
    deal_set(d, "losses_to_date", ALL, ALL, 1);
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0741");
    deal_choose(d, "carry_losses", 0, 1);
    assert_true(deal_run(d));
    deal_set(d, "rate", ALL, ALL, 0.1);
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0724");
    deal_close(d);
}

static void moves_what_is_paid_from_payer_to_payee(void **state) {
    (void)state;
    clause_deal *d = open_profit(mixed);
    assert_int_equal(d->kind->line_count, 1);
    deal_expect_line(d, 0, "paid", "from", "to", false);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loss_is_the_payers_own),
        cmocka_unit_test(losses_are_set_off_against_later_profit),
        cmocka_unit_test(only_days_in_force_count),
        cmocka_unit_test(hurdles_are_what_has_been_paid),
        cmocka_unit_test(hurdles_may_be_profit),
        cmocka_unit_test(a_hurdle_is_met_exactly),
        cmocka_unit_test(pays_no_more_than_the_cap),
        cmocka_unit_test(refuses_what_means_nothing),
        cmocka_unit_test(moves_what_is_paid_from_payer_to_payee),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
