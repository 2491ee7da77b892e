/* first_rights: one future at a time, written as a line of letters.
 *
 * In a schedule each period is one letter: t able, so the offer is taken; r not able, and
 * released; h not able, and held; after it stands the number of offers, - for none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { NEVER, FIRST, AFTER_N };
enum { MONTHS = 8 };

static clause_deal *open_right(int rule, double n) {
    clause_deal *d = deal_open("first_rights", "2026-05-01", "2026-12-31", ENT_MONTHLY);
    assert_int_equal(d->count, MONTHS);
    deal_set(d, "offers", ALL, ALL, 0);
    deal_set(d, "able", ALL, ALL, 0);
    deal_set(d, "released", ALL, ALL, 0);
    deal_choose(d, "lapse", rule, n);
    return d;
}

/* Gives a path its schedule: MONTHS pairs of a letter and a number of offers. */
static void offer(clause_deal *d, size_t path, const char *schedule) {
    assert_int_equal(strlen(schedule), 2 * MONTHS);
    for (size_t t = 0; t < MONTHS; t++) {
        const char letter = schedule[2 * t], number = schedule[2 * t + 1];
        deal_set(d, "able", t, path, letter == 't' ? 3.5 : 0);
        /* Released is asked of what is not taken alone: on a `t` it holds as well. */
        deal_set(d, "released", t, path, letter == 'h' ? 0 : 1);
        deal_set(d, "offers", t, path, number == '-' ? 0 : number - '0');
    }
}

/* Requires flags, a 0 or 1 for each month. */
static void expect_flags(const clause_deal *d, const char *output, size_t path,
                         const char *flags) {
    assert_int_equal(strlen(flags), MONTHS);
    for (size_t t = 0; t < MONTHS; t++)
        deal_expect(d, output, t, path, flags[t] - '0');
}

static void an_offer_is_taken_released_or_held(void **state) {
    (void)state;
    clause_deal *d = open_right(NEVER, 0);
    offer(d, 5, "t3r2h4t-r-h-t1r9");
    deal_set(d, "lead_value", ALL, ALL, 0.37);
    deal_set(d, "cost_of_delay", ALL, ALL, 1.9);
    assert_true(deal_run(d));
    expect_flags(d, "offered", 5, "32400019");
    expect_flags(d, "taken", 5, "30040010"); /* what waited a month is taken in August */
    expect_flags(d, "released", 5, "02000009");
    expect_flags(d, "held", 5, "00400000");
    expect_flags(d, "alive", 5, "11111111");
    expect_flags(d, "lapsed", 5, "00000000");
    deal_expect(d, "value", 0, 5, 3 * 0.37);
    deal_expect(d, "delay_cost", 0, 5, 0);
    deal_expect(d, "value", 1, 5, 0);
    deal_expect(d, "value", 3, 5, 4 * 0.37);
    deal_expect(d, "delay_cost", 2, 5, 0); /* the wait begins at the end of July */
    deal_expect(d, "delay_cost", 3, 5, 4 * 1.9 / 12);
    deal_expect(d, "delay_cost", 4, 5, 0);
    deal_close(d);
}

static void the_first_release_may_end_it(void **state) {
    (void)state;
    clause_deal *d = open_right(FIRST, 0);
    offer(d, 0, "t1h2t1r1t1t1r1t1");
    offer(d, 1, "r-t1t1t1t1t1h-r-"); /* released, but nothing was offered */
    offer(d, 2, "t1t1t1t1t1t1t1r1");
    assert_true(deal_run(d));
    expect_flags(d, "lapsed", 0, "00011111");
    expect_flags(d, "alive", 0, "11110000"); /* still alive in the month it lapses */
    expect_flags(d, "released", 0, "00010000");
    expect_flags(d, "offered", 0, "12110000");
    expect_flags(d, "lapsed", 1, "00000000");
    expect_flags(d, "alive", 1, "11111111");
    expect_flags(d, "lapsed", 2, "00000001");
    expect_flags(d, "alive", 2, "11111111");
    deal_close(d);
}

static void a_row_of_releases_may_end_it(void **state) {
    (void)state;
    clause_deal *d = open_right(AFTER_N, 3);
    offer(d, 0, "r1r1t1r1r1r1t1t1"); /* taken between: the row begins anew */
    offer(d, 1, "r1h-r-h-r1t-r1t1"); /* none offered, held or able: the row goes on */
    offer(d, 2, "r2t1r2t1r2t1r2t1");
    offer(d, 3, "r9t1r1r1r1r1r1r1"); /* several at once */
    offer(d, 4, "t1r2r1t1t1t1t1t1");
    assert_true(deal_run(d));
    expect_flags(d, "lapsed", 0, "00000111");
    expect_flags(d, "alive", 0, "11111100");
    expect_flags(d, "lapsed", 1, "00000011");
    expect_flags(d, "alive", 1, "11111110");
    expect_flags(d, "lapsed", 2, "00000000");
    expect_flags(d, "lapsed", 3, "11111111");
    expect_flags(d, "alive", 3, "10000000");
    expect_flags(d, "released", 3,
                 "90000000"); /* all of that month's are made under it */
    expect_flags(d, "lapsed", 4, "00111111");
    expect_flags(d, "taken", 4, "10000000");
    deal_close(d);
}

static void after_one_in_a_row_is_the_first(void **state) {
    (void)state;
    clause_deal *one = open_right(AFTER_N, 1), *first = open_right(FIRST, 0);
    uint64_t seed = 20260427;
    for (size_t i = 0; i < ENT_SLICE; i++) {
        char schedule[2 * MONTHS + 1] = {0};
        for (size_t t = 0; t < MONTHS; t++) {
            schedule[2 * t] = "ttthhr"[(size_t)(6 * deal_random(&seed))];
            schedule[2 * t + 1] = "-124"[(size_t)(4 * deal_random(&seed))];
        }
        offer(one, i, schedule);
        offer(first, i, schedule);
    }
    assert_true(deal_run(one));
    assert_true(deal_run(first));
    for (size_t t = 0; t < MONTHS; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            assert_true(deal_at(one, "lapsed", t, i) == deal_at(first, "lapsed", t, i));
    deal_close(one);
    deal_close(first);
}

/* Held offers are offered again, with those of the month, until they are taken or released. */
static void what_is_held_waits(void **state) {
    (void)state;
    clause_deal *d = open_right(AFTER_N, 6);
    offer(d, 0, "h1h2h-t1h3r-t1h1");
    offer(d, 1, "h1h1r1h1h1r3h1h1"); /* three in July, five in October */
    offer(d, 2, "r2h3r-t1t1t1t1t1"); /* waiting is no release: the row is 2, then 5 */
    offer(d, 3, "h2h1h1h1h1h1h1h1");
    deal_end(d, 2, 3); /* what waits when the right ends is free */
    deal_set(d, "cost_of_delay", ALL, ALL, 2.4);
    assert_true(deal_run(d));
    expect_flags(d, "held", 0, "13303001");
    expect_flags(d, "taken", 0, "00040010");
    expect_flags(d, "released", 0, "00000300");
    static const double waited[MONTHS] = {0, 1, 3, 3, 0, 3, 0, 0};
    for (size_t t = 0; t < MONTHS; t++)
        deal_expect(d, "delay_cost", t, 0, waited[t] * 2.4 / 12);
    expect_flags(d, "released", 1, "00300500");
    expect_flags(d, "lapsed", 1, "00000111"); /* eight in a row */
    expect_flags(d, "held", 1, "12012000");
    expect_flags(d, "lapsed", 2, "00000000");
    expect_flags(d, "held", 3, "23400000");
    expect_flags(d, "taken", 3, "00000000");
    deal_expect(d, "delay_cost", 3, 3, 0);
    deal_close(d);
}

static void a_lapse_frees_what_waits(void **state) {
    (void)state;
    clause_deal *d = open_right(AFTER_N, 3);
    offer(d, 0,
          "r2h1r1t1h1h1h1h1"); /* all that waits goes with the release that ends it */
    deal_span(d, "cure", 0, 40);
    offer(d, 1, "r3h1h1t1t1t1t1t1"); /* the cure ends in July: what waits then is free */
    assert_true(deal_run(d));
    expect_flags(d, "released", 0, "20200000");
    expect_flags(d, "lapsed", 1, "00111111"); /* 31 May and 40 days: 10 July */
    expect_flags(d, "held", 1, "01000000");
    expect_flags(d, "taken", 1, "00000000");
    expect_flags(d, "offered", 1, "31100000");
    deal_close(d);
}

static void an_offer_taken_in_time_cures(void **state) {
    (void)state;
    clause_deal *d = open_right(AFTER_N, 2);
    deal_span(d, "cure", 2, 0);      /* met at the end of June: until 30 August */
    offer(d, 0, "r1r1h-t1r1t1r1r1"); /* August is in time */
    offer(d, 1,
          "r1r1r1h1t1t1t1t1"); /* more releases prolong nothing; September is too late */
    offer(d, 2, "t1r2t1r1r1t1r2h-"); /* cured at once, each time */
    offer(d, 3,
          "t1t1t1t1t1t1r2t1"); /* met at the end of November: the horizon comes first */
    offer(d, 4, "t1t1t1r2t-h2t-t1"); /* able, and nothing to take but what waits */
    assert_true(deal_run(d));
    expect_flags(d, "lapsed", 0, "00000000");
    expect_flags(d, "lapsed", 1, "00011111");
    expect_flags(d, "alive", 1, "11110000");
    expect_flags(d, "lapsed", 2, "00000000");
    expect_flags(d, "lapsed", 3, "00000000");
    /* Met at the end of August, until 31 October; in November the two that waited. */
    expect_flags(d, "lapsed", 4, "00000111");
    expect_flags(d, "taken", 4, "11100000");
    deal_close(d);
}

static void without_a_day_to_cure_it_lapses_at_once(void **state) {
    (void)state;
    clause_deal *none = open_right(FIRST, 0), *zero = open_right(FIRST, 0);
    deal_span(zero, "cure", 0, 0);
    offer(none, 0, "t1h2r1t1t1t1t1t1");
    offer(zero, 0, "t1h2r1t1t1t1t1t1");
    assert_true(deal_run(none));
    assert_true(deal_run(zero));
    expect_flags(none, "lapsed", 0, "00111111");
    expect_flags(zero, "lapsed", 0, "00111111");
    deal_close(none);
    deal_close(zero);
}

static void nothing_to_cure_is_told(void **state) {
    (void)state;
    clause_deal *d = open_right(NEVER, 0);
    deal_span(d, "cure", 3, 0);
    assert_false(deal_run(d));
    assert_string_equal(d->problems.list[0].code, "E0741");
    deal_close(d);
}

/* A right of first refusal on 12 a year: 1 a month, but by days where the term cuts one. */
static void a_rate_is_offered_by_days(void **state) {
    (void)state;
    clause_deal *d = open_right(AFTER_N, 3);
    deal_dimension(d, "offers", ENT_PER_YEAR);
    offer(d, 0, "t-t-r-h-t-h-r-h-");
    offer(d, 1, "r-r-t-r-r-r-t-t-"); /* one for each month, whatever its size */
    deal_set(d, "offers", ALL, ALL, 12);
    deal_set(d, "offers", 3, 1, 1200);
    deal_set(d, "lead_value", ALL, ALL, 0.05);
    deal_set(d, "cost_of_delay", ALL, ALL, 0.24);
    deal_term(d, "2026-05-17", "2026-12-10");
    assert_true(deal_run(d));
    static const double taken[MONTHS] = {15. / 31, 1, 0, 0, 2, 0, 0, 0};
    static const double released[MONTHS] = {0, 0, 1, 0, 0, 0, 2, 0};
    static const double held[MONTHS] = {0, 0, 0, 1,
                                        0, 1, 0, 0}; /* free from 11 December */
    for (size_t t = 0; t < MONTHS; t++) {
        deal_expect(d, "offered", t, 0, t == 0 ? 15. / 31 : t == 7 ? 10. / 31 : 1);
        deal_expect(d, "taken", t, 0, taken[t]);
        deal_expect(d, "released", t, 0, released[t]);
        deal_expect(d, "held", t, 0, held[t]);
        deal_expect(d, "value", t, 0, taken[t] * 0.05);
        deal_expect(d, "delay_cost", t, 0, t > 0 ? held[t - 1] * 0.02 : 0);
    }
    expect_flags(d, "lapsed", 0, "00000000");
    expect_flags(d, "lapsed", 1, "00000111");
    deal_expect(d, "released", 3, 1, 100);
    deal_expect(d, "alive", 7, 0, 0);
    deal_close(d);
}

static void only_offers_within_the_term_count(void **state) {
    (void)state;
    clause_deal *d = open_right(AFTER_N, 2);
    deal_term(d, "2026-06-15", "2026-10-30"); /* by month ends: June to September */
    offer(d, 0, "r1t1r1t1t1r1r1r1");
    offer(d, 1, "r1r1t1t1t1t1t1t1");
    offer(d, 2, "t1r1r1t1t1t1t1t1");
    deal_end(d, 2, 3);
    offer(d, 3, "t1t1t1t1t1t1t1t1");
    deal_set(d, "lead_value", ALL, ALL, 2.3);
    assert_true(deal_run(d));
    expect_flags(d, "alive", 0, "01111000");
    expect_flags(d, "offered", 0, "01111000");
    expect_flags(d, "lapsed", 0, "00000000");
    expect_flags(d, "lapsed", 1,
                 "00000000"); /* the first release came before its start */
    expect_flags(d, "lapsed", 2, "00111111");
    expect_flags(d, "alive", 2, "01100000");
    expect_flags(d, "taken", 3, "01100000");
    deal_expect(d, "value", 2, 3, 2.3);
    deal_expect(d, "value", 3, 3, 0);
    deal_close(d);
}

static void a_count_below_nothing_is_none(void **state) {
    (void)state;
    clause_deal *d = open_right(FIRST, 0);
    deal_set(d, "offers", ALL, ALL, -2);
    deal_set(d, "released", ALL, ALL, 1);
    assert_true(deal_run(d));
    expect_flags(d, "offered", 0, "00000000");
    expect_flags(d, "lapsed", 0, "00000000");
    deal_close(d);
}

static void the_lead_is_value_and_the_delay_is_cash(void **state) {
    (void)state;
    clause_deal *d = open_right(NEVER, 0);
    assert_int_equal(d->kind->line_count, 2);
    deal_expect_line(d, 0, "value", "market", "holder", true);
    deal_expect_line(d, 1, "delay_cost", "grantor", "market", false);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_offer_is_taken_released_or_held),
        cmocka_unit_test(the_first_release_may_end_it),
        cmocka_unit_test(a_row_of_releases_may_end_it),
        cmocka_unit_test(after_one_in_a_row_is_the_first),
        cmocka_unit_test(what_is_held_waits),
        cmocka_unit_test(a_lapse_frees_what_waits),
        cmocka_unit_test(an_offer_taken_in_time_cures),
        cmocka_unit_test(without_a_day_to_cure_it_lapses_at_once),
        cmocka_unit_test(nothing_to_cure_is_told),
        cmocka_unit_test(a_rate_is_offered_by_days),
        cmocka_unit_test(only_offers_within_the_term_count),
        cmocka_unit_test(a_count_below_nothing_is_none),
        cmocka_unit_test(the_lead_is_value_and_the_delay_is_cash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
