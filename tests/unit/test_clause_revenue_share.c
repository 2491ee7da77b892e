/* revenue_share against hand schedules, worked out in exact fractions from the wording of
 * the clause (min of what is due and what the caps leave), not from its code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"

enum { QUARTERS = 11 };
/* 2026-04-27 to 2028-12-31: a stub of 65 of 91 days, then ten whole quarters. */
static const double bases[QUARTERS] = {37.3, 41.9, 55.7, 48.1,  -6.3, 63.7,
                                       71.3, 88.9, 97.1, 103.3, 111.7};

static clause_deal *open_share(void) {
    clause_deal *d =
        deal_open("revenue_share", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
    assert_int_equal(d->count, QUARTERS);
    for (size_t t = 0; t < QUARTERS; t++)
        deal_set(d, "base", t, ALL, bases[t]);
    deal_set(d, "rate", ALL, ALL, 0.173);
    return d;
}

typedef struct {
    double due, paid, cumulative, headroom, forgone, capped;
} row;

static void expect_rows(const clause_deal *d, const row *rows, size_t path) {
    for (size_t t = 0; t < QUARTERS; t++) {
        deal_expect(d, "due", t, path, rows[t].due);
        deal_expect(d, "paid", t, path, rows[t].paid);
        deal_expect(d, "cumulative", t, path, rows[t].cumulative);
        deal_expect(d, "headroom", t, path, rows[t].headroom);
        /* A difference: its error is that of what is due. */
        deal_expect_near(d, "forgone", t, path, rows[t].forgone);
        deal_expect(d, "capped", t, path, rows[t].capped);
    }
}

static void pays_until_the_cap_or_the_sunset(void **state) {
    (void)state;
    /* 2028-05-14 leaves 44 of the 91 days of the ninth period. */
    static const row capped[QUARTERS] = {
        {1.1523035714285714, 1.1523035714285714, 2.6123035714285714, 11.28769642857143, 0,
         0},
        {1.812175, 1.812175, 4.424478571428572, 9.475521428571428, 0, 0},
        {2.409025, 2.409025, 6.8335035714285715, 7.066496428571429, 0, 0},
        {2.080325, 2.080325, 8.91382857142857, 4.986171428571429, 0, 0},
        {0, 0, 8.91382857142857, 4.986171428571429, 0, 0},
        {2.755025, 2.755025, 11.66885357142857, 2.2311464285714284, 0, 0},
        {3.083725, 2.2311464285714284, 13.9, 0, 0.8525785714285714, 1},
        {3.844925, 0, 13.9, 0, 3.844925, 1},
        {2.030563736263736, 0, 13.9, 0, 2.030563736263736, 1},
        {0, 0, 13.9, 0, 0, 1},
        {0, 0, 13.9, 0, 0, 1},
    };
    clause_deal *d = open_share();
    deal_term(d, NULL, "2028-05-14");
    deal_set(d, "cap", ALL, ALL, 13.9);
    deal_set(d, "paid_to_date", ALL, ALL, 1.46);
    assert_true(deal_run(d));
    expect_rows(d, capped, 0);
    expect_rows(d, capped, ENT_SLICE - 1);
    deal_close(d);
}

static void renews_the_annual_cap_each_calendar_year(void **state) {
    (void)state;
    static const row annual[QUARTERS] = {
        {1.1523035714285714, 1.1523035714285714, 1.1523035714285714, 38.84769642857143, 0,
         0},
        {1.812175, 1.812175, 2.9644785714285713, 37.03552142857143, 0, 0},
        {2.409025, 2.3355214285714285, 5.3, 34.7, 0.07350357142857143, 0},
        {2.080325, 2.080325, 7.380325, 32.619675, 0, 0},
        {0, 0, 7.380325, 32.619675, 0, 0},
        {2.755025, 2.755025, 10.13535, 29.86465, 0, 0},
        {3.083725, 0.46465, 10.6, 29.4, 2.619075, 0},
        {3.844925, 3.844925, 14.444925, 25.555075, 0, 0},
        {4.199575, 1.455075, 15.9, 24.1, 2.7445, 0},
        {4.467725, 0, 15.9, 24.1, 4.467725, 0},
        {4.831025, 0, 15.9, 24.1, 4.831025, 0},
    };
    clause_deal *d = open_share();
    deal_set(d, "cap", ALL, ALL, 40);
    deal_set(d, "annual_cap", ALL, ALL, 5.3);
    assert_true(deal_run(d));
    expect_rows(d, annual, 17);
    deal_close(d);
}

static void an_annual_cap_counts_as_it_is_when_the_year_begins(void **state) {
    (void)state;
    clause_deal *d = open_share();
    deal_set(d, "annual_cap", ALL, ALL, 100);
    deal_set(d, "annual_cap", 1, ALL, 0.1); /* within 2026: ignored */
    deal_set(d, "annual_cap", 3, ALL, 0.7); /* opens 2027: holds all year */
    assert_true(deal_run(d));
    deal_expect(d, "paid", 1, 0, 1.812175);
    deal_expect(d, "paid", 3, 0, 0.7);
    deal_expect(d, "paid", 5, 0, 0);
    deal_expect(d, "forgone", 5, 0, 2.755025);
    deal_expect(d, "paid", 7, 0, 3.844925);
    deal_close(d);
}

static void without_a_cap_nothing_is_forgone(void **state) {
    (void)state;
    static const row uncapped[QUARTERS] = {
        {1.1523035714285714, 1.1523035714285714, 2.6123035714285714, 0, 0, 0},
        {1.812175, 1.812175, 4.424478571428572, 0, 0, 0},
        {2.409025, 2.409025, 6.8335035714285715, 0, 0, 0},
        {2.080325, 2.080325, 8.91382857142857, 0, 0, 0},
        {0, 0, 8.91382857142857, 0, 0, 0},
        {2.755025, 2.755025, 11.66885357142857, 0, 0, 0},
        {3.083725, 3.083725, 14.752578571428572, 0, 0, 0},
        {3.844925, 3.844925, 18.59750357142857, 0, 0, 0},
        {2.030563736263736, 2.030563736263736, 20.62806730769231, 0, 0, 0},
        {0, 0, 20.62806730769231, 0, 0, 0},
        {0, 0, 20.62806730769231, 0, 0, 0},
    };
    clause_deal *d = open_share();
    deal_term(d, NULL, "2028-05-14");
    deal_set(d, "paid_to_date", ALL, ALL, 1.46);
    assert_true(deal_run(d));
    expect_rows(d, uncapped, 128);
    deal_close(d);
}

static void counts_the_days_from_its_start(void **state) {
    (void)state;
    clause_deal *d = open_share();
    deal_term(d, "2026-08-29", NULL); /* 33 of the 92 days of the third quarter of 2026 */
    assert_true(deal_run(d));
    deal_expect(d, "due", 0, 3, 0);
    deal_expect(d, "due", 1, 3, 1.812175 * 33 / 92);
    deal_expect(d, "paid", 2, 3, 2.409025);
    deal_close(d);
}

/* A cap that no sum of the payments can hit in binary arithmetic is still paid to the
 * last bit. */
static void each_path_has_its_own_cap_and_pays_exactly_it(void **state) {
    (void)state;
    clause_deal *d = open_share();
    for (size_t i = 0; i < ENT_SLICE; i++)
        deal_set(d, "cap", ALL, i, 0.1 * (double)i + 0.013);
    deal_set(d, "cap", 5, ALL, 1); /* only the first period's cap counts */
    assert_true(deal_run(d));
    deal_expect(d, "cumulative", 5, 255, 10.20885357142857);
    for (size_t i = 0; i < ENT_SLICE; i++) {
        const double cap = 0.1 * (double)i + 0.013, all = 30.55555357142857;
        const size_t last = QUARTERS - 1;
        assert_true((deal_at(d, "capped", last, i) == 1) == (cap < all));
        if (cap < all) {
            assert_true(deal_at(d, "cumulative", last, i) == cap);
            assert_true(deal_at(d, "headroom", last, i) == 0);
        } else
            deal_expect(d, "cumulative", last, i, all);
    }
    deal_close(d);
}

static void a_cap_met_exactly_cuts_nothing(void **state) {
    (void)state;
    clause_deal *d =
        deal_open("revenue_share", "2027-01-01", "2027-12-31", ENT_QUARTERLY);
    deal_set(d, "base", ALL, ALL, 40);
    deal_set(d, "rate", ALL, ALL, 0.25);
    deal_set(d, "cap", ALL, ALL, 5);         /* two payments of 2.5 */
    deal_set(d, "cap", ALL, 1, 5 + 0x1p-50); /* the next number above */
    assert_true(deal_run(d));
    deal_expect(d, "capped", 0, 0, 0);
    deal_expect(d, "capped", 1, 0, 1);
    deal_expect(d, "forgone", 1, 0, 0);
    deal_expect(d, "forgone", 2, 0, 2.5);
    deal_expect(d, "capped", 1, 1, 0);
    deal_expect(d, "capped", 2, 1, 1);
    deal_close(d);
}

static void more_paid_before_than_the_cap_leaves_nothing(void **state) {
    (void)state;
    clause_deal *d = open_share();
    deal_set(d, "cap", ALL, ALL, 3.7);
    deal_set(d, "paid_to_date", ALL, ALL, 4.81);
    deal_set(d, "paid_to_date", ALL, 9, 3.7);
    assert_true(deal_run(d));
    for (size_t t = 0; t < QUARTERS; t++)
        for (size_t i = 8; i < 10; i++) {
            deal_expect(d, "paid", t, i, 0);
            deal_expect(d, "cumulative", t, i, 3.7);
            deal_expect(d, "headroom", t, i, 0);
            deal_expect(d, "capped", t, i, 1);
        }
    deal_expect(d, "forgone", 7, 8, 3.844925);
    deal_close(d);
}

static void an_event_ends_it_after_its_period(void **state) {
    (void)state;
    clause_deal *d = open_share();
    deal_set(d, "cap", ALL, ALL, 13.9);
    deal_end(d, 2, 200);
    assert_true(deal_run(d));
    deal_expect(d, "paid", 2, 200, 2.409025);
    for (size_t t = 3; t < QUARTERS; t++) {
        deal_expect(d, "due", t, 200, 0);
        deal_expect(d, "paid", t, 200, 0);
        deal_expect(d, "cumulative", t, 200, 5.3735035714285715);
        deal_expect(d, "capped", t, 200, 0);
    }
    deal_expect(d, "paid", 3, 201, 2.080325);
    deal_close(d);
}

static void a_rate_of_nothing_moves_nothing(void **state) {
    (void)state;
    clause_deal *d = open_share();
    deal_set(d, "rate", ALL, 44, 0);
    deal_set(d, "cap", ALL, ALL, 2.9);
    assert_true(deal_run(d));
    for (size_t t = 0; t < QUARTERS; t++) {
        deal_expect(d, "due", t, 44, 0);
        deal_expect(d, "headroom", t, 44, 2.9);
        deal_expect(d, "cumulative", t, 44, 0);
    }
    deal_close(d);
}

static void a_cap_of_nothing_pays_nothing(void **state) {
    (void)state;
    clause_deal *d = open_share();
    deal_set(d, "cap", ALL, ALL, 0);
    assert_true(deal_run(d));
    for (size_t t = 0; t < QUARTERS; t++) {
        deal_expect(d, "paid", t, 0, 0);
        deal_expect(d, "forgone", t, 0, deal_at(d, "due", t, 0));
        deal_expect(d, "capped", t, 0, 1);
    }
    deal_close(d);
}

static void moves_what_is_paid_from_payer_to_payee(void **state) {
    (void)state;
    clause_deal *d = open_share();
    assert_int_equal(d->kind->line_count, 1);
    deal_expect_line(d, 0, "paid", "from", "to", false);
    assert_string_equal(d->kind->outputs[0].name, "paid");
    deal_close(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pays_until_the_cap_or_the_sunset),
        cmocka_unit_test(renews_the_annual_cap_each_calendar_year),
        cmocka_unit_test(an_annual_cap_counts_as_it_is_when_the_year_begins),
        cmocka_unit_test(without_a_cap_nothing_is_forgone),
        cmocka_unit_test(counts_the_days_from_its_start),
        cmocka_unit_test(each_path_has_its_own_cap_and_pays_exactly_it),
        cmocka_unit_test(a_cap_met_exactly_cuts_nothing),
        cmocka_unit_test(more_paid_before_than_the_cap_leaves_nothing),
        cmocka_unit_test(an_event_ends_it_after_its_period),
        cmocka_unit_test(a_rate_of_nothing_moves_nothing),
        cmocka_unit_test(a_cap_of_nothing_pays_nothing),
        cmocka_unit_test(moves_what_is_paid_from_payer_to_payee),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
