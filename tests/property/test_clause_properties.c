/* What holds for any terms and any future of shares, fees and waterfalls, on made-up inputs: no
 * answer is needed to check it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/made_up_terms.h"

/* A share with every field made up from `seed`: the same seed, the same future. */
static clause_deal *open_share(uint64_t seed, const char *until) {
    clause_deal *d =
        deal_open("revenue_share", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
    assert_int_equal(d->count, QUARTERS);
    deal_term(d, "2026-05-19", until);
    made_up_end(d, &seed);
    made_up_fill(d, "base", &seed, -10, 100);
    made_up_fill(d, "rate", &seed, 0, 1);
    made_up_fix(d, "cap", &seed, 0, 150);
    made_up_fix(d, "annual_cap", &seed, 0, 60);
    made_up_fix(d, "paid_to_date", &seed, 0, 70);
    return d;
}

static void a_share_never_pays_more_than_its_caps_leave(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *d = open_share(seed, NULL);
        assert_true(deal_run(d));
        for (size_t t = 1; t < QUARTERS; t++)
            for (size_t i = 0; i < ENT_SLICE; i++) {
                const double paid = deal_at(d, "paid", t, i),
                             due = deal_at(d, "due", t, i);
                assert_true(paid >= 0 && paid <= due);
                assert_true(paid <= deal_at(d, "headroom", t - 1, i));
                assert_true(deal_at(d, "headroom", t, i) <=
                            deal_at(d, "headroom", t - 1, i));
                assert_true(deal_at(d, "cumulative", t, i) >=
                            deal_at(d, "cumulative", t - 1, i));
                assert_true(deal_at(d, "forgone", t, i) == due - paid);
                assert_true((deal_at(d, "capped", t, i) == 1) ==
                            (deal_at(d, "headroom", t, i) == 0));
            }
        deal_close(d);
    }
}

static void a_year_never_takes_more_than_its_cap(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *d = open_share(seed, NULL);
        assert_true(deal_run(d));
        const int f = ent_kind_field(&d->kind->kind, "annual_cap");
        for (size_t i = 0; i < ENT_SLICE; i++) {
            const double cap = d->in[f][i];
            double year = 0;
            for (size_t t = 0; t < QUARTERS; t++) {
                const bool begins =
                    t == 0 || d->periods[t].year != d->periods[t - 1].year;
                year = (begins ? 0 : year) + deal_at(d, "paid", t, i);
                /* Three subtractions from the cap and three additions here, each to half
                 * a bit. */
                assert_true(year <= cap * (1 + 6 * 0x1p-53));
            }
        }
        deal_close(d);
    }
}

/* Runs both, and closes them. */
static void expect_never_less_paid(clause_deal *less, clause_deal *more) {
    assert_true(deal_run(less));
    assert_true(deal_run(more));
    made_up_expect_never_lower(less, more, "paid");
    deal_close(less);
    deal_close(more);
}

static void a_higher_cap_never_pays_less(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        uint64_t raises = 1000 + seed;
        clause_deal *less = open_share(seed, NULL), *more = open_share(seed, NULL);
        const int f = ent_kind_field(&less->kind->kind, "cap");
        for (size_t i = 0; i < ENT_SLICE; i++)
            deal_set(more, "cap", ALL, i, less->in[f][i] + made_up_value(&raises, 0, 40));
        expect_never_less_paid(less, more);
    }
}

static void a_later_sunset_never_pays_less(void **state) {
    (void)state;
    static const char *const sunsets[] = {"2026-05-19", "2027-08-09", "2027-09-30",
                                          "2028-01-01", "2028-12-30", NULL};
    for (uint64_t seed = 1; seed <= DEALS; seed++)
        for (size_t s = 0; s + 1 < sizeof sunsets / sizeof *sunsets; s++) {
            clause_deal *less = open_share(seed, sunsets[s]);
            clause_deal *more = open_share(seed, sunsets[s + 1]);
            expect_never_less_paid(less, more);
        }
}

/* A power of two, so that not even the last bit may differ. */
static void four_times_the_money_is_four_times_the_result(void **state) {
    (void)state;
    static const char *const money[] = {"base", "cap", "annual_cap", "paid_to_date"};
    static const char *const results[] = {"paid", "due", "cumulative", "headroom",
                                          "forgone"};
    clause_deal *once = open_share(7, NULL), *four = open_share(7, NULL);
    for (size_t m = 0; m < sizeof money / sizeof *money; m++) {
        const int f = ent_kind_field(&once->kind->kind, money[m]);
        for (size_t t = 0; t < QUARTERS; t++)
            for (size_t i = 0; i < ENT_SLICE; i++)
                deal_set(four, money[m], t, i, 4 * once->in[f][t * ENT_COLUMN + i]);
    }
    assert_true(deal_run(once));
    assert_true(deal_run(four));
    for (size_t r = 0; r < sizeof results / sizeof *results; r++)
        made_up_expect_times_four(once, four, results[r]);
    deal_close(once);
    deal_close(four);
}

static void expect_same(const clause_deal *a, const clause_deal *b) {
    for (size_t o = 0; o < a->kind->output_count; o++)
        for (size_t t = 0; t < a->count; t++)
            for (size_t i = 0; i < ENT_SLICE; i++)
                assert_true(deal_at(a, a->kind->outputs[o].name, t, i) ==
                            deal_at(b, b->kind->outputs[o].name, t, i));
}

/* Terms of a tiered share: thresholds of any order, rates of each path. */
static void tier(clause_deal *d, uint64_t *seed, bool equal) {
    const int f = ent_kind_field(&d->kind->kind, "rate");
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; i < ENT_SLICE; i++) {
            deal_row(d, "tiers", k, "above", i, k ? made_up_value(seed, 0, 60) : 0);
            deal_row(d, "tiers", k, "rate", i, equal ? d->in[f][i] : deal_random(seed));
        }
    deal_choose(d, "tier_base", *seed % 2 == 0, 0);
    made_up_fix(d, "base_to_date", seed, 0, 30);
    d->in[f] = NULL;
    d->entry.fields[f] = (ent_value){.given = false};
}

static void equal_tiers_are_one_rate_to_the_last_bit(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        uint64_t terms = 50 + seed;
        clause_deal *flat = open_share(seed, NULL), *tiered = open_share(seed, NULL);
        made_up_fix(flat, "rate", &terms, 0, 1);
        terms = 50 + seed;
        made_up_fix(tiered, "rate", &terms, 0, 1);
        tier(tiered, &terms, true);
        assert_true(deal_run(flat));
        assert_true(deal_run(tiered));
        expect_same(flat, tiered);
        deal_close(flat);
        deal_close(tiered);
    }
}

/* A waterfall with every field made up: thresholds of any order. */
static clause_deal *open_waterfall(uint64_t seed, double money) {
    clause_deal *d = deal_open("profit_share", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
    deal_term(d, "2026-05-19", NULL);
    made_up_end(d, &seed);
    for (size_t i = 0; i < ENT_SLICE; i++)
        for (size_t t = 0; t < QUARTERS; t++)
            deal_set(d, "profit", t, i, money * made_up_value(&seed, -60, 100));
    for (size_t k = 0; k < 4; k++) {
        deal_row(d, "tiers", k, "above", ALL, 0);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            if (k)
                deal_row(d, "tiers", k, "above", i, money * made_up_value(&seed, 0, 60));
            deal_row(d, "tiers", k, "rate", i, deal_random(&seed));
        }
    }
    for (size_t i = 0; i < ENT_SLICE; i++) {
        deal_set(d, "cap", ALL, i, money * made_up_value(&seed, 0, 90));
        deal_set(d, "paid_to_date", ALL, i, money * made_up_value(&seed, 0, 30));
        deal_set(d, "losses_to_date", ALL, i, money * made_up_value(&seed, 0, 20));
    }
    deal_choose(d, "carry_losses", 0, 1);
    return d;
}

static void equal_hurdles_are_one_rate_to_the_last_bit(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *flat = open_waterfall(seed, 1), *tiered = open_waterfall(seed, 1);
        for (size_t i = 0; i < ENT_SLICE; i++) {
            uint64_t rates = seed * 1000 + i;
            const double rate = deal_random(&rates);
            deal_set(flat, "rate", ALL, i, rate);
            for (size_t k = 0; k < 4; k++)
                deal_row(tiered, "tiers", k, "rate", i, rate);
        }
        flat->rows = 0;
        flat->entry.fields[flat->list] = (ent_value){.given = false};
        assert_true(deal_run(flat));
        assert_true(deal_run(tiered));
        expect_same(flat, tiered);
        deal_close(flat);
        deal_close(tiered);
    }
}

static void a_waterfall_in_another_unit_is_the_same(void **state) {
    (void)state;
    static const char *const results[] = {"paid", "due", "carried", "cumulative",
                                          "headroom"};
    clause_deal *once = open_waterfall(3, 1), *four = open_waterfall(3, 4);
    assert_true(deal_run(once));
    assert_true(deal_run(four));
    for (size_t r = 0; r < sizeof results / sizeof *results; r++)
        made_up_expect_times_four(once, four, results[r]);
    deal_close(once);
    deal_close(four);
}

/* What is paid out of a waterfall is what its profit makes, tier by tier, worked out at once
 * from the end: the inverse of "how much profit does it take to have been paid this". */
static void a_waterfall_takes_in_all_of_the_profit(void **state) {
    (void)state;
    static const double above[] = {0, 7, 20, 31}, rate[] = {0.75, 0.2, 0.5, 0.1};
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        uint64_t terms = seed;
        clause_deal *d =
            deal_open("profit_share", "2026-01-01", "2028-12-31", ENT_QUARTERLY);
        made_up_fill(d, "profit", &terms, 0, 60);
        for (size_t k = 0; k < 4; k++) {
            deal_row(d, "tiers", k, "above", ALL, above[k]);
            deal_row(d, "tiers", k, "rate", ALL, rate[k]);
        }
        const int f = ent_kind_field(&d->kind->kind, "profit");
        assert_true(deal_run(d));
        for (size_t i = 0; i < ENT_SLICE; i++) {
            double profit = 0, needed = 0;
            for (size_t t = 0; t < d->count; t++)
                profit += d->in[f][t * ENT_COLUMN + i] * 0.25;
            const double paid = deal_at(d, "cumulative", 11, i);
            for (size_t k = 0; k < 4; k++) {
                const double end = k < 3 ? above[k + 1] : INFINITY;
                needed += fmax(fmin(paid, end) - above[k], 0) / rate[k];
            }
            assert_true(fabs(needed - profit) < 1e-12 * 180);
        }
        deal_close(d);
    }
}

/* No more is returned than was paid, nor than there was to return. */
static void an_advance_is_never_recouped_twice(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        uint64_t terms = seed;
        clause_deal *d = deal_open("fee", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
        made_up_end(d, &terms);
        made_up_fill(d, "amount", &terms, 0, 10);
        made_up_fill(d, "recoup_from", &terms, -3, 5);
        deal_choose(d, "every", (int)(seed % 4), 0);
        assert_true(deal_run(d));
        const int f = ent_kind_field(&d->kind->kind, "recoup_from");
        for (size_t i = 0; i < ENT_SLICE; i++) {
            double paid = 0, recouped = 0;
            for (size_t t = 0; t < QUARTERS; t++) {
                const double now = deal_at(d, "recouped", t, i);
                const double from = d->in[f][t * ENT_COLUMN + i];
                const double open = deal_at(d, "outstanding", t, i);
                paid += deal_at(d, "paid", t, i);
                recouped += now;
                assert_true(now >= 0 && now <= fmax(from, 0) && open >= 0);
                assert_true(now == fmax(from, 0) || open == 0);
                assert_true(fabs(paid - recouped - open) <= 1e-14 * (paid + 1));
            }
        }
        deal_close(d);
    }
}

/* Whatever the periods, all of the base has passed through the tiers: the sum of what is due
 * is that of one period with all of it. */
static void tiers_see_all_of_the_base(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *d =
            deal_open("revenue_share", "2026-01-01", "2028-12-31", ENT_QUARTERLY);
        clause_deal *whole =
            deal_open("revenue_share", "2026-01-01", "2026-12-31", ENT_YEARLY);
        static const double above[] = {0, 7, 20, 31, 90},
                            rate[] = {0.3, 0, 0.1, 0.9, 0.2};
        uint64_t terms = seed;
        made_up_fill(d, "base", &terms, 0, 60);
        for (size_t k = 0; k < 5; k++) {
            deal_row(d, "tiers", k, "above", ALL, above[k]);
            deal_row(d, "tiers", k, "rate", ALL, rate[k]);
            deal_row(whole, "tiers", k, "above", ALL, above[k]);
            deal_row(whole, "tiers", k, "rate", ALL, rate[k]);
        }
        const int f = ent_kind_field(&d->kind->kind, "base");
        for (size_t i = 0; i < ENT_SLICE; i++) {
            double sum = 0;
            for (size_t t = 0; t < d->count; t++)
                sum += d->in[f][t * ENT_COLUMN + i] * 0.25;
            deal_set(whole, "base", ALL, i, sum);
        }
        assert_true(deal_run(d));
        assert_true(deal_run(whole));
        for (size_t i = 0; i < ENT_SLICE; i++)
            assert_true(fabs(deal_at(d, "cumulative", 11, i) -
                             deal_at(whole, "cumulative", 0, i)) < 1e-13 * 180);
        deal_close(d);
        deal_close(whole);
    }
}

static void a_minimum_of_nothing_is_none(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *none = open_share(seed, NULL), *zero = open_share(seed, NULL);
        deal_set(zero, "minimum", ALL, ALL, 0);
        assert_true(deal_run(none));
        assert_true(deal_run(zero));
        expect_same(none, zero);
        deal_close(none);
        deal_close(zero);
    }
}

/* A higher minimum never pays less by any period's end, and what is paid keeps to the caps. */
static void a_minimum_lifts_what_is_paid_within_the_caps(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *less = open_share(seed, "2028-05-14"),
                    *more = open_share(seed, "2028-05-14");
        deal_set(less, "minimum", ALL, ALL, 10);
        deal_set(more, "minimum", ALL, ALL, 25);
        assert_true(deal_run(less));
        assert_true(deal_run(more));
        made_up_expect_never_lower(less, more, "cumulative");
        for (size_t t = 1; t < QUARTERS; t++)
            for (size_t i = 0; i < ENT_SLICE; i++)
                assert_true(deal_at(more, "paid", t, i) <=
                            deal_at(more, "headroom", t - 1, i));
        deal_close(less);
        deal_close(more);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_never_pays_more_than_its_caps_leave),
        cmocka_unit_test(a_year_never_takes_more_than_its_cap),
        cmocka_unit_test(a_higher_cap_never_pays_less),
        cmocka_unit_test(a_later_sunset_never_pays_less),
        cmocka_unit_test(four_times_the_money_is_four_times_the_result),
        cmocka_unit_test(equal_tiers_are_one_rate_to_the_last_bit),
        cmocka_unit_test(tiers_see_all_of_the_base),
        cmocka_unit_test(equal_hurdles_are_one_rate_to_the_last_bit),
        cmocka_unit_test(a_waterfall_in_another_unit_is_the_same),
        cmocka_unit_test(a_waterfall_takes_in_all_of_the_profit),
        cmocka_unit_test(an_advance_is_never_recouped_twice),
        cmocka_unit_test(a_minimum_of_nothing_is_none),
        cmocka_unit_test(a_minimum_lifts_what_is_paid_within_the_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
