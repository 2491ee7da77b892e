/* What is possible but hardly meant: which scenarios each check speaks of, and which it leaves alone.
 * The words are in tests/errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/engine/lint.h"
#include "tests/support/engine_harness.h"

static const char deal[] =
    "entente: 1\n"
    "title: Lint\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2029-12-31, step: year}\n"
    "parties: {a: {discount: 10%%}, b: {discount: 8%%}}\n"
    "assumptions:\n"
    "  two: {value: 2, kind: judgement}\n"
    "  luck: {distribution: uniform, min: 0, max: 1, kind: judgement}\n"
    "  day: {readings: {x: 2028-06-30}, use: x, kind: judgement}\n"
    "drivers:\n"
    "  noise: {kind: gbm, initial: 1, drift: 0, volatility: 20%%}\n"
    "quantities:\n"
    "  four: two + 2\n"
    "  mixed: four * noise + since(2029-01-01) / 1 year + luck\n"
    "flows: {sales: {from: market, to: a, amount: 10 USD/year * mixed}}\n"
    "agreements:\n"
    "  first:\n"
    "    clauses:\n"
    "      share: {kind: revenue_share, from: a, to: b, base: 5 USD/year, rate: 20%%, "
    "until: "
    "day%s}\n"
    "%s"
    "metrics: {paid: total(share.paid)}\n";

/* The codes that the checks find, in their order, each followed by a blank. */
static const char *found(const char *terms, const char *rest) {
    static char codes[400];
    char *yaml = text_of(deal, terms, rest);
    engine *e = engine_open(yaml);
    codes[0] = '\0';
    ent_plan_lint(e->plan, &e->problems);
    ent_file_lint(e->plan, NULL, &e->problems);
    for (size_t i = 0; i < e->problems.count; i++) {
        strcat(codes, e->problems.list[i].code);
        strcat(codes, " ");
    }
    engine_close(e);
    free(yaml);
    return codes;
}

static void nothing_is_found_where_nothing_is_odd(void **state) {
    (void)state;
    assert_string_equal(found("", ""), "");
}

static void conditions_are_known_or_not(void **state) {
    (void)state;
    static const struct {
        const char *condition;
        bool never;
    } rows[] = {
        {"two == 3", true},
        {"two == 2", false},
        {"four > 4", true},
        {"four >= 4", false},
        {"noise > 0 and two > 2", true},
        {"two > 2 or noise > 0", false},
        {"two > 2 or four == 5", true},
        {"not two", true},
        {"not (two > 2)", false},
        {"(two - 2) * noise", true},
        {"year >= 2030", true},
        {"year >= 2029", false},
        {"since(2030-01-01)", true},
        {"since(2029-06-01)", false},
        {"t > 3 years", true},
        {"t > 2 years", false},
        {"dt > 1 year", true},
        {"min(two, 0)", true},
        {"max(two, 0)", false},
        {"max(two - 3, 0)", true},
        {"-two < -2", true},
        {"two / 4 != 0.5", true},
        {"luck > 2", false}, /* true of this distribution, but no fixed number */
        {"noise < 0", false},
        {"share2.active", false},
        {"mixed < 0", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *clause =
            text_of("      share2: {kind: exclusivity, holder: a, grantor: b}\n"
                    "      probe: {kind: exclusivity, holder: a, grantor: b, scope: x, "
                    "when: '%s'}\n",
                    rows[i].condition);
        if (strcmp(found("", clause), rows[i].never ? "W0704 " : "") != 0)
            fail_msg("when: %s: \"%s\"", rows[i].condition, found("", clause));
        free(clause);
    }
}

static void days_after_the_horizon(void **state) {
    (void)state;
    static const char *const days[] = {"2029-12-31", "2030-01-01"};
    for (int i = 0; i < 2; i++) {
        char *clause =
            text_of("      more: {kind: exclusivity, holder: a, grantor: b, until: %s}\n",
                    days[i]);
        assert_string_equal(found("", clause), i ? "W0702 " : "");
        free(clause);
    }
}

static void caps_and_what_is_paid(void **state) {
    (void)state;
    assert_string_equal(found(", cap: 5, paid_to_date: 4", ""), "");
    assert_string_equal(found(", cap: 5, paid_to_date: 5", ""), "W0712 ");
    assert_string_equal(found(", cap: 1 USD * four, paid_to_date: 2 USD * two", ""),
                        "W0712 ");
    assert_string_equal(found(", cap: 1 USD * luck, paid_to_date: 5", ""), "");
}

static void exclusive_rights_may_follow_one_another(void **state) {
    (void)state;
    static const struct {
        const char *first, *second;
        bool both;
    } rows[] = {
        {"holder: a, grantor: market", "holder: b, grantor: market", true},
        {"holder: a, grantor: market", "holder: a, grantor: market", false},
        {"holder: a, grantor: market, scope: x", "holder: b, grantor: market, scope: z",
         false},
        {"holder: a, grantor: market, scope: x", "holder: b, grantor: market, scope: x",
         true},
        {"holder: a, grantor: market, scope: x", "holder: b, grantor: market", false},
        {"holder: a, grantor: market, until: 2028-06-30",
         "holder: b, grantor: market, start: 2028-07-01", false},
        {"holder: a, grantor: market, until: 2028-06-30",
         "holder: b, grantor: market, start: 2028-06-30", true},
        {"holder: a, grantor: market, until: day",
         "holder: b, grantor: market, start: 2028-07-01", false},
        {"holder: a, grantor: market, when: luck > 0.5",
         "holder: b, grantor: market, when: luck <= 0.5", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *clauses = text_of("      one: {kind: exclusivity, %s}\n"
                                "      two_: {kind: exclusivity, %s}\n",
                                rows[i].first, rows[i].second);
        if (strcmp(found("", clauses), rows[i].both ? "W0705 " : "") != 0)
            fail_msg("%s", clauses);
        free(clauses);
    }
}

/* Whatever leads to a result by any way is read; overrides may do without. */
static void what_is_read_is_read(void **state) {
    (void)state;
    static const char yaml[] =
        "entente: 1\ntitle: Read\ncurrency: USD\n"
        "horizon: {start: 2027-01-01, end: 2027-12-31, step: year}\n"
        "parties: {a: {discount: rate}, b: {discount: 8%}}\n"
        "assumptions:\n"
        "  rate: {value: 10%, kind: judgement}\n"
        "  off: {value: 10%, kind: judgement}\n"
        "  shown: {value: 10%, kind: judgement}\n"
        "  of_metric: {value: 10%, kind: judgement}\n"
        "  of_driver: {value: 10%, kind: judgement}\n"
        "  day: {readings: {x: 2027-06-30}, use: x, kind: judgement}\n"
        "  unread: {value: 10%, kind: judgement}\n"
        "drivers:\n"
        "  noise: {kind: gbm, initial: 1, drift: 0, volatility: of_driver}\n"
        "quantities:\n"
        "  latch: max(prev(latch, 0), noise > 1)\n"
        "  lost: prev(lost, 0) + unread\n"
        "agreements:\n  first:\n    clauses:\n"
        "      share: {kind: revenue_share, from: a, to: b, base: 5 USD/year, rate: 20%, "
        "until: day}\n"
        "      rest: {kind: revenue_share, from: a, to: b, base: 5 USD/year, rate: off, "
        "enabled: "
        "false}\n"
        "series: [share.paid, 2 * shown, latch]\n"
        "metrics: {paid: total(share.paid) * of_metric}\n";
    engine *e = engine_open(yaml);
    ent_plan_lint(e->plan, &e->problems);
    ent_file_lint(e->plan, NULL, &e->problems);
    expect_problem(e, "W0706", "no clause, flow or metric reads the quantity lost");
    engine_close(e);
}

static void sources_have_an_age(void **state) {
    (void)state;
    static const char yaml[] =
        "entente: 1\ntitle: Old\ncurrency: USD\n"
        "horizon: {start: 2027-01-01, end: 2027-12-31, step: year}\n"
        "sources: {old: {title: Old, date: 2025-12-31}, new: {title: New, date: "
        "2026-01-01}}\n"
        "parties: {a: {discount: 8%}, b: {discount: 8%}}\n"
        "agreements: {first: {clauses: {share: {kind: revenue_share, from: a, to: b, "
        "base: 5 "
        "USD/year, rate: 20%, source: [old, new]}}}}\n";
    engine *e = engine_open(yaml);
    ent_plan_lint(e->plan, &e->problems);
    ent_file_lint(e->plan, NULL, &e->problems);
    assert_int_equal(e->problems.count, 0);
    const ent_file_lint_options options = {true, ent_day_of(2026, 1, 1)};
    ent_file_lint(e->plan, &options, &e->problems);
    expect_problem(e, "W0709", "the source old is from before 2026-01-01");
    engine_close(e);
}

/* Each row beside its neighbour that is in order. */
static void days_are_held_against_the_periods(void **state) {
    (void)state;
    static const struct {
        const char *clause, *found;
    } rows[] = {
        {"milestone_payment, from: a, to: b, amount: 1, trigger: noise > 2, by: "
         "2028-12-31",
         ""},
        {"milestone_payment, from: a, to: b, amount: 1, trigger: noise > 2, by: "
         "2028-12-30",
         "W0723 "},
        {"milestone_payment, from: a, to: b, amount: 1, trigger: 2028-03-01, by: day",
         "W0723 "},
        {"milestone_payment, from: a, to: b, amount: 1, trigger: 2027-03-01, by: day",
         ""},
        {"milestone_payment, from: a, to: b, amount: 1, trigger: 2026-12-31", "W0726 "},
        {"milestone_payment, from: a, to: b, amount: 1, trigger: 2027-01-01", ""},
        {"equity_stake, holder: a, issuer: b, fraction: 10%, valuation: 5, until: "
         "2028-12-31",
         "W0724 "},
        {"equity_stake, holder: a, issuer: b, fraction: 10%, valuation: 5, until: "
         "2029-12-31",
         ""},
        {"equity_stake, holder: a, issuer: b, fraction: 10%, valuation: 5, until: "
         "2028-12-31, exit: noise > 2",
         ""},
        {"equity_stake, holder: a, issuer: b, fraction: 10%, valuation: 5, until: day, "
         "exit: noise > 2",
         "W0723 "},
        {"first_rights, holder: a, grantor: b, offers: 4/year, able: 1, released: 0, "
         "until: day",
         ""},
        {"purchase_commitment, buyer: a, seller: b, spend: 4, start: 2028-01-01, "
         "schedule: {2028: 5, 2029: 5}",
         ""},
        {"purchase_commitment, buyer: a, seller: b, spend: 4, start: 2028-01-02, "
         "schedule: {2028: 5, 2029: 5}",
         "W0725 "},
        {"purchase_commitment, buyer: a, seller: b, spend: 4, until: day, "
         "schedule: {2027: 5, 2028: 5}",
         ""},
        {"revenue_share, from: a, to: b, base: 5, rate: 20%, lag: 2 years", ""},
        {"revenue_share, from: a, to: b, base: 5, rate: 20%, lag: 25 months", "W0727 "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *clause = text_of("      more: {kind: %s}\n", rows[i].clause);
        assert_string_equal(found("", clause), rows[i].found);
        free(clause);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_found_where_nothing_is_odd),
        cmocka_unit_test(conditions_are_known_or_not),
        cmocka_unit_test(days_after_the_horizon),
        cmocka_unit_test(caps_and_what_is_paid),
        cmocka_unit_test(exclusive_rights_may_follow_one_another),
        cmocka_unit_test(what_is_read_is_read),
        cmocka_unit_test(sources_have_an_age),
        cmocka_unit_test(days_are_held_against_the_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
