/* event_terms: occurred, verified, in effect after a lag. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

/* 2026-04-27 to 06-30, then whole quarters to 2028-06-30. */
enum { QUARTERS = 9 };

static clause_deal *open_terms(int months, int days) {
    clause_deal *d = deal_open("event_terms", "2026-04-27", "2028-06-30", ENT_QUARTERLY);
    assert_int_equal(d->count, QUARTERS);
    deal_set(d, "event", ALL, ALL, 0);
    deal_span(d, "lag", months, days);
    return d;
}

/* Requires each flag to come on in that period; QUARTERS: never. */
static void expect(const clause_deal *d, size_t path, size_t occurred, size_t effective) {
    for (size_t t = 0; t < QUARTERS; t++) {
        deal_expect(d, "occurred", t, path, t >= occurred ? 1 : 0);
        deal_expect(d, "effective", t, path, t >= effective ? 1 : 0);
    }
}

static void without_a_lag_it_is_effective_at_once(void **state) {
    (void)state;
    clause_deal *d = open_terms(0, 0);
    for (size_t p = 0; p < QUARTERS; p++)
        deal_set(d, "event", p, p, 0.5);
    assert_true(deal_run(d));
    for (size_t p = 0; p < QUARTERS; p++)
        expect(d, p, p, p);
    expect(d, 100, QUARTERS, QUARTERS);
    deal_close(d);
}

static void the_effect_falls_in_the_period_of_its_day(void **state) {
    (void)state;
    static const struct {
        int months, days;
        size_t from_2,
            from_7; /* an event of period 2 (to 2026-12-31), of 7 (to 2028-03-31) */
    } lags[] = {{3, 0, 3, 8},
                {6, 0, 4, QUARTERS},
                {0, 1, 3, 8},
                {0, 90, 3, 8},
                {0, 91, 4, 8}, /* 31 December and 91 days: 1 April */
                {0, 92, 4, QUARTERS},
                {12, 0, 6, QUARTERS},
                {17, 30, 8, QUARTERS},
                {18, 0, 8, QUARTERS},
                {18, 1, QUARTERS, QUARTERS}};
    for (size_t l = 0; l < sizeof lags / sizeof *lags; l++) {
        clause_deal *d = open_terms(lags[l].months, lags[l].days);
        deal_set(d, "event", 2, 0, 1);
        deal_set(d, "event", 7, 1, 1);
        assert_true(deal_run(d));
        expect(d, 0, 2, lags[l].from_2);
        expect(d, 1, 7, lags[l].from_7);
        deal_close(d);
    }
}

static void unverified_it_waits(void **state) {
    (void)state;
    clause_deal *d = open_terms(6, 0);
    deal_set(d, "verified", ALL, ALL, 0);
    deal_set(d, "event", 1, ALL, 1);
    deal_set(d, "verified", 1, 0, 1); /* with the event */
    deal_set(d, "verified", 4, 1, 1); /* later */
    deal_set(d, "verified", 0, 2, 1); /* before: it says nothing of what comes */
    deal_set(d, "verified", 2, 3, 1); /* twice: the first counts */
    deal_set(d, "verified", 3, 3, 1);
    assert_true(deal_run(d));
    expect(d, 0, 1, 3);
    expect(d, 1, 1, 6);
    expect(d, 2, 1, QUARTERS);
    expect(d, 3, 1, 4);
    expect(d, 4, 1, QUARTERS);
    deal_close(d);
}

static void only_what_falls_in_the_term_counts(void **state) {
    (void)state;
    clause_deal *d = open_terms(6, 0);
    deal_term(d, "2026-08-01", "2027-09-30"); /* periods 1 to 5 */
    deal_set(d, "verified", ALL, ALL, 0);
    deal_set(d, "event", 0, 0, 1); /* before it */
    deal_set(d, "verified", ALL, 0, 1);
    deal_set(d, "event", 4, 1, 1); /* within: the lag runs on beyond the end */
    deal_set(d, "verified", 5, 1, 1);
    deal_set(d, "event", 4, 2, 1); /* verified too late */
    deal_set(d, "verified", 6, 2, 1);
    deal_set(d, "event", 6, 3, 1); /* after it */
    deal_set(d, "verified", ALL, 3, 1);
    deal_set(d, "event", ALL, 4, 1); /* goes on since before the start */
    deal_set(d, "verified", ALL, 4, 1);
    assert_true(deal_run(d));
    expect(d, 0, QUARTERS, QUARTERS);
    expect(d, 1, 4, 7);
    expect(d, 2, 4, QUARTERS);
    expect(d, 3, QUARTERS, QUARTERS);
    expect(d, 4, 1, 3);
    deal_close(d);
}

static void it_moves_no_money(void **state) {
    (void)state;
    clause_deal *d = open_terms(0, 0);
    assert_int_equal(d->kind->line_count, 0);
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_lag_it_is_effective_at_once),
        cmocka_unit_test(the_effect_falls_in_the_period_of_its_day),
        cmocka_unit_test(unverified_it_waits),
        cmocka_unit_test(only_what_falls_in_the_term_counts),
        cmocka_unit_test(it_moves_no_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
