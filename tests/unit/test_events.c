/* Events between clauses: a day as a condition, and what one clause's event ends in another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/engine_harness.h"
#include "tests/support/made_up_deal.h"

static const char form[] =
    "entente: 1\n"
    "title: Events\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2028-12-31, step: quarter}\n"
    "parties: {a: {discount: 10%%}, b: {discount: 8%%}}\n"
    "assumptions:\n"
    "  turn: {readings: {early: 2027-05-15, late: 2028-05-01, never: 2031-01-01}, use: "
    "%s}\n"
    "agreements:\n"
    "  one:\n"
    "    clauses:\n"
    "      panel: {kind: event_terms, event: turn, lag: 6 months}\n"
    "      bonus: {kind: milestone_payment, from: a, to: b, amount: 5, "
    "trigger: panel.effective}\n"
    "      share: {kind: revenue_share, from: a, to: b, base: 4 USD/year, rate: 100%%, "
    "ends_on: panel.effective}\n"
    "      stake: {kind: equity_stake, holder: a, issuer: b, fraction: 10%%, "
    "valuation: 30, exit: turn}\n"
    "      late: {kind: milestone_payment, from: b, to: a, amount: 2, trigger: turn, "
    "lag: 30 days}\n"
    "      sole: {kind: exclusivity, holder: a, grantor: b, "
    "when: not (panel.occurred and bonus.triggered)}\n"
    "      same: {kind: exclusivity, holder: a, grantor: b, ends_on: panel.effective}\n"
    "      brief: {kind: exclusivity, holder: a, grantor: b, ends_on: panel.effective, "
    "until: 2027-06-30}\n"
    "      later: {kind: exclusivity, holder: a, grantor: b, ends_on: panel.effective, "
    "start: 2028-01-01}\n"
    "metrics:\n"
    "  occurs: first(panel.occurred)\n"
    "  takes_effect: first(panel.effective)\n"
    "  bonus_paid: total(bonus.paid)\n"
    "  shared: total(share.paid)\n"
    "  leaves: first(stake.exited)\n"
    "  marked_2027: total(stake.marked_value, 2027)\n"
    "  marked_in_all: total(stake.marked_value)\n"
    "  sole_for: total(sole.active)\n"
    "  same_for: total(same.active)\n"
    "  brief_for: total(brief.active)\n"
    "  later_for: total(later.active)\n"
    "  owed: at(late.outstanding, 2027-06-30)\n"
    "  late_in_june: at(late.triggered, 2027-06-30)\n"
    "  late_until_june: at(balance(a), 2027-06-30)\n"
    "  late_paid: total(late.paid)\n";

static engine *open_use(const char *reading) {
    char *yaml = text_of(form, reading);
    engine *e = engine_open_run(yaml, 10);
    free(yaml);
    return e;
}

/* 15 May 2027 lies in the quarter to 30 June; six months on is 30 December. */
static void a_day_is_an_event_of_its_period(void **state) {
    (void)state;
    engine *e = open_use("early");
    expect_close(engine_mean(e, NULL, "occurs"), 0.5, 0);
    expect_close(engine_mean(e, NULL, "takes_effect"), 1, 0);
    expect_close(engine_mean(e, NULL, "leaves"), 0.5, 0);
    expect_close(engine_mean(e, NULL, "marked_2027"), 3, 1e-15);
    expect_close(engine_mean(e, NULL, "marked_in_all"), 3, 1e-15);
    engine_close(e);
}

enum { READINGS = 3, MEANS = 3 };
static const char *const readings[READINGS] = {"early", "late", "never"};

static void expect_means(const char *const *metrics, const double values[][MEANS]) {
    for (size_t r = 0; r < READINGS; r++) {
        engine *e = open_use(readings[r]);
        for (size_t m = 0; m < MEANS; m++)
            expect_close(engine_mean(e, NULL, metrics[m]), values[r][m], 0);
        engine_close(e);
    }
}

/* In force in the whole period of the event, and not in the next. */
static void one_clause_ends_another(void **state) {
    (void)state;
    static const char *const metrics[] = {"bonus_paid", "shared", "sole_for"};
    static const double values[READINGS][MEANS] = {{5, 4, 3}, {5, 8, 7}, {0, 8, 8}};
    expect_means(metrics, values);
}

/* Clauses that one event ends have their own terms all the same. */
static void one_clause_ends_several(void **state) {
    (void)state;
    static const char *const metrics[] = {"same_for", "brief_for", "later_for"};
    static const double values[READINGS][MEANS] = {{4, 2, 0}, {8, 2, 4}, {8, 2, 4}};
    expect_means(metrics, values);
}

/* Triggered by the end of June, paid 30 days later: in the third quarter. */
static void a_milestone_may_be_paid_later(void **state) {
    (void)state;
    engine *e = open_use("early");
    expect_close(engine_mean(e, NULL, "late_in_june"), 1, 0);
    expect_close(engine_mean(e, NULL, "owed"), 2, 0);
    expect_close(engine_mean(e, NULL, "late_until_june"), -2, 0); /* the share alone */
    expect_close(engine_mean(e, NULL, "late_paid"), 2, 0);
    engine_close(e);
}

/* A day beyond the horizon never comes in it: the stake is marked at its end. */
static void a_day_after_the_horizon_does_not_come(void **state) {
    (void)state;
    engine *e = open_use("never");
    expect_close(engine_metric(e, NULL, "occurs")->never, 1, 0);
    expect_close(engine_metric(e, NULL, "leaves")->never, 1, 0);
    expect_close(engine_mean(e, NULL, "marked_2027"), 0, 0);
    expect_close(engine_mean(e, NULL, "marked_in_all"), 3, 1e-15);
    engine_close(e);
}

static void a_day_written_out_is_the_same(void **state) {
    (void)state;
    char *named = text_of(form, "early");
    const char *const fields[] = {"event: turn", "exit: turn"};
    for (size_t i = 0; i < 2; i++) {
        char *written =
            text_with(named, fields[i], i ? "exit: 2027-05-15" : "event: 2027-05-15");
        engine *a = engine_open_run(named, 10), *b = engine_open_run(written, 10);
        char *x = engine_digest(a->results), *y = engine_digest(b->results);
        expect_same_text(x, y, fields[i]);
        free(x), free(y), free(written);
        engine_close(a);
        engine_close(b);
    }
    free(named);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_an_event_of_its_period),
        cmocka_unit_test(one_clause_ends_another),
        cmocka_unit_test(one_clause_ends_several),
        cmocka_unit_test(a_milestone_may_be_paid_later),
        cmocka_unit_test(a_day_after_the_horizon_does_not_come),
        cmocka_unit_test(a_day_written_out_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
