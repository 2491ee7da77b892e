/* What holds for any terms and any future of commitments, rights and stakes, on made-up inputs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/made_up_terms.h"

static void what_is_bought_and_what_is_missing_make_the_commitment(void **state) {
    (void)state;
    for (uint64_t deal = 1; deal <= DEALS; deal++) {
        uint64_t seed = deal;
        clause_deal *d =
            deal_open("purchase_commitment", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
        made_up_fill(d, "spend", &seed, -10, 100);
        made_up_fix(d, "amount", &seed, 0, 200);
        made_up_fix(d, "drawn_to_date", &seed, 0, 50);
        assert_true(deal_run(d));
        const double *amount = d->in[ent_kind_field(&d->kind->kind, "amount")];
        for (size_t i = 0; i < ENT_SLICE; i++) {
            const size_t last = QUARTERS - 1;
            const double drawn = deal_at(d, "cumulative", last, i);
            const double missing = deal_at(d, "paid", last, i);
            assert_true(fabs(drawn + missing - amount[i]) <= 1e-15 * amount[i]);
            assert_true((missing == 0) == (deal_at(d, "met", last, i) == 1));
            for (size_t t = 1; t < QUARTERS; t++)
                assert_true(deal_at(d, "remaining", t, i) <=
                            deal_at(d, "remaining", t - 1, i));
        }
        deal_close(d);
    }
}

/* A yearly commitment with everything made up; the same seed, the same future. */
static clause_deal *open_yearly(uint64_t seed, double money) {
    clause_deal *d =
        deal_open("purchase_commitment", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
    made_up_end(d, &seed);
    for (size_t i = 0; i < ENT_SLICE; i++)
        for (size_t t = 0; t < QUARTERS; t++)
            deal_set(d, "spend", t, i, money * made_up_value(&seed, -10, 100));
    for (size_t i = 0; i < ENT_SLICE; i++)
        deal_set(d, "annual", ALL, i, money * made_up_value(&seed, 0, 80));
    made_up_fix(d, "shortfall_rate", &seed, 0, 1);
    return d;
}

static void no_more_is_made_up_than_was_paid(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *without = open_yearly(seed, 1), *with = open_yearly(seed, 1);
        deal_choose(with, "make_up", 0, 1);
        assert_true(deal_run(without));
        assert_true(deal_run(with));
        for (size_t i = 0; i < ENT_SLICE; i++) {
            double balance = 0;
            for (size_t t = 0; t < QUARTERS; t++) {
                const double back = deal_at(with, "made_up", t, i);
                /* Making up changes nothing of what is owed. */
                assert_true(deal_at(with, "paid", t, i) ==
                            deal_at(without, "paid", t, i));
                assert_true(deal_at(without, "made_up", t, i) == 0);
                assert_true(back >= 0 && back <= balance);
                balance = deal_at(with, "make_up_balance", t, i);
            }
        }
        deal_close(without);
        deal_close(with);
    }
}

static void what_is_carried_never_costs_more(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        clause_deal *without = open_yearly(seed, 1), *with = open_yearly(seed, 1);
        deal_choose(with, "carry_forward", 0, 1);
        assert_true(deal_run(without));
        assert_true(deal_run(with));
        made_up_expect_never_lower(with, without, "paid");
        deal_close(without);
        deal_close(with);
    }
}

static void four_times_the_commitment_is_four_times_the_money(void **state) {
    (void)state;
    static const char *const results[] = {"drawn",           "cumulative", "remaining",
                                          "shortfall",       "paid",       "made_up",
                                          "make_up_balance", "carried"};
    clause_deal *deals[2];
    for (size_t k = 0; k < 2; k++) {
        deals[k] = open_yearly(5, k ? 4 : 1);
        deal_choose(deals[k], "make_up", 0, 1);
        deal_choose(deals[k], "carry_forward", 0, 1);
        deal_span(deals[k], "carry_forward_expiry", 12, 0);
        assert_true(deal_run(deals[k]));
    }
    for (size_t r = 0; r < sizeof results / sizeof *results; r++)
        made_up_expect_times_four(deals[0], deals[1], results[r]);
    deal_close(deals[0]);
    deal_close(deals[1]);
}

static void every_offer_is_taken_released_or_held(void **state) {
    (void)state;
    for (uint64_t deal = 1; deal <= DEALS; deal++) {
        uint64_t seed = deal;
        clause_deal *d =
            deal_open("first_rights", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
        made_up_end(d, &seed);
        for (size_t t = 0; t < QUARTERS; t++)
            for (size_t i = 0; i < ENT_SLICE; i++) {
                deal_set(d, "offers", t, i, floor(made_up_value(&seed, 0, 5)));
                deal_set(d, "able", t, i, deal_random(&seed) < 0.5);
                deal_set(d, "released", t, i, deal_random(&seed) < 0.5);
            }
        deal_choose(d, "lapse", 2, (double)deal);
        deal_span(d, "cure", (int)deal % 4, 0);
        assert_true(deal_run(d));
        for (size_t t = 0; t < QUARTERS; t++)
            for (size_t i = 0; i < ENT_SLICE; i++) {
                const double offered = deal_at(d, "offered", t, i);
                const bool goes_on =
                    deal_at(d, "alive", t, i) == 1 && deal_at(d, "lapsed", t, i) == 0;
                const double open = offered + (t > 0 ? deal_at(d, "held", t - 1, i) : 0);
                const double settled =
                    deal_at(d, "taken", t, i) + deal_at(d, "released", t, i);
                if (goes_on)
                    assert_true(open == settled + deal_at(d, "held", t, i));
                else
                    assert_true(deal_at(d, "held", t, i) == 0 && settled <= open);
                assert_true(offered == 0 || deal_at(d, "alive", t, i) == 1);
                if (t > 0 && deal_at(d, "lapsed", t - 1, i) == 1)
                    assert_true(deal_at(d, "alive", t, i) == 0);
            }
        deal_close(d);
    }
}

static void a_stake_is_marked_at_most_once(void **state) {
    (void)state;
    for (uint64_t deal = 1; deal <= DEALS; deal++) {
        uint64_t seed = deal;
        clause_deal *d =
            deal_open("equity_stake", "2026-04-27", "2028-12-31", ENT_QUARTERLY);
        made_up_end(d, &seed);
        made_up_fix(d, "fraction", &seed, 0, 1);
        made_up_fill(d, "dilution", &seed, 0.5, 1);
        made_up_fill(d, "valuation", &seed, 100, 900);
        for (size_t t = 0; t < QUARTERS; t++)
            for (size_t i = 0; i < ENT_SLICE; i++)
                deal_set(d, "exit", t, i, deal_random(&seed) < 0.1);
        assert_true(deal_run(d));
        for (size_t i = 0; i < ENT_SLICE; i++) {
            size_t marks = 0;
            for (size_t t = 0; t < QUARTERS; t++) {
                const double marked = deal_at(d, "marked_value", t, i);
                assert_true(marked == 0 || marked == deal_at(d, "value", t, i));
                marks += marked != 0;
            }
            assert_true(marks <= 1);
        }
        deal_close(d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_bought_and_what_is_missing_make_the_commitment),
        cmocka_unit_test(no_more_is_made_up_than_was_paid),
        cmocka_unit_test(what_is_carried_never_costs_more),
        cmocka_unit_test(four_times_the_commitment_is_four_times_the_money),
        cmocka_unit_test(every_offer_is_taken_released_or_held),
        cmocka_unit_test(a_stake_is_marked_at_most_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
