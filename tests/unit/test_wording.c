/* A scenario's parts in plain English. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/wording.h"
#include "tests/support/engine_harness.h"

static const char head[] =
    "entente: 1\ntitle: Test\ncurrency: USD\n"
    "horizon: {start: 2026-04-27, end: 2032-12-31, step: quarter}\n"
    "parties:\n  openai: {name: OpenAI}\n  microsoft: {name: Microsoft, discount: 9%}\n"
    "assumptions:\n  share_rate: {value: 20%}\n  top: {value: 38bn, unit: USD}\n"
    "  yearly: {value: 0.04, unit: 1/year}\n"
    "  reach: {distribution: lognormal, p10: 0.6, p90: 1.2}\n"
    "  part: {distribution: uniform, min: 0%, max: 50%}\n"
    "  yes: {distribution: bernoulli, p: 30%}\n"
    "  before: {unit: USD, readings: {now: 0bn, ever: 4.75bn}, use: ever}\n"
    "  last_day: {readings: {soon: 2030-12-31, late: 2032-12-31}, use: soon}\n"
    "drivers:\n  sales: {kind: gbm, unit: USD/year, initial: 10bn, drift: 4%, "
    "volatility: 0.2}\n  agi: {kind: hazard, rate: 10%}\n"
    "quantities:\n  revenue: {formula: sales * reach, unit: USD/year}\n"
    "  verified: {formula: agi, title: AGI verified}\n"
    "  azure_share: {formula: sales / 2, title: Azure share}\n"
    "  worth: {formula: 3 years * sales, title: What it is worth}\n";

typedef struct {
    engine *engine;
    ent_arena arena;
    ent_wording w;
} worded;

static void open(worded *m, const char *clauses) {
    char *yaml = text_of("%sagreements:\n  only:\n    clauses:\n%s", head, clauses);
    *m = (worded){.engine = engine_open(yaml)};
    m->w = (ent_wording){m->engine->scenario, &m->arena};
    free(yaml);
}

static void shut(worded *m) {
    ent_arena_free(&m->arena);
    engine_close(m->engine);
}

#define ALONE "      alone: {kind: exclusivity, holder: microsoft, grantor: openai}\n"

/* The first clause of a scenario with that line. */
static void expect_clause(const char *clause, const char *wanted) {
    worded m;
    open(&m, clause);
    assert_string_equal(
        ent_word_clause(&m.w, &m.engine->scenario->agreements[0].clauses.items[0]),
        wanted);
    shut(&m);
}

static void the_central_clause_reads_like_a_term_sheet(void **state) {
    (void)state;
    expect_clause("      share: {kind: revenue_share, from: openai, to: microsoft, "
                  "base: revenue, rate: 20%, cap: 38bn, until: 2030-12-31}\n",
                  "OpenAI pays Microsoft 20% of revenue, modelled quarterly, from 27 "
                  "April 2026 until 31 December 2030 or until $38bn has been paid in "
                  "all, whichever comes first.");
}

static void a_day_of_the_year_and_tiers_by_year_are_told(void **state) {
    (void)state;
    expect_clause("      share: {kind: revenue_share, from: openai, to: microsoft, base: "
                  "revenue, tiers: [{above: 0, rate: 5%}], tier_base: annual, "
                  "year_from: 07-01}\n",
                  "OpenAI pays Microsoft a share by tiers (above $0, rate 5%, anew each "
                  "year) of revenue, modelled quarterly, from 27 April 2026 until the "
                  "horizon ends on 31 December 2032. Years run from 1 July.");
}

static void a_last_day_of_its_own_comes_in_place_of_the_horizon(void **state) {
    (void)state;
    expect_clause(
        "      step: {kind: milestone_payment, from: openai, to: microsoft, "
        "amount: 1bn, trigger: 2028-11-10, by: 2028-12-31}\n",
        "OpenAI pays Microsoft $1bn once, when 10 November 2028 comes, modelled "
        "quarterly, from 27 April 2026 until 31 December 2028.");
}

static void what_is_paid_once_is_paid_on_its_day(void **state) {
    (void)state;
    expect_clause("      upfront: {kind: fee, from: microsoft, to: openai, amount: 5m, "
                  "start: 2027-03-01}\n",
                  "Microsoft pays OpenAI $5m once, on 1 March 2027.");
    expect_clause("      upfront: {kind: fee, from: microsoft, to: openai, amount: 5m, "
                  "ends_on: agi, recoup_from: 1m}\n",
                  "Microsoft pays OpenAI $5m once, on 27 April 2026, unless agi before. "
                  "OpenAI returns $1m until that is recouped.");
}

static void what_may_end_a_clause_is_listed(void **state) {
    (void)state;
    expect_clause("      share: {kind: revenue_share, from: openai, to: microsoft, "
                  "base: worth / 1 year, rate: share_rate, cap: top, annual_cap: 2bn, "
                  "start: 2027-01-01, until: last_day, ends_on: verified, "
                  "when: sales > 1bn USD/year, paid_to_date: before}\n",
                  "OpenAI pays Microsoft 20% (share_rate) of `worth / 1 year`, at most "
                  "$2bn a year, modelled quarterly, from 1 January 2027 until 31 "
                  "December 2030 (last_day, disputed), until $38bn (top) has been paid "
                  "in all or when verified (AGI verified), whichever comes first, while "
                  "`sales > 1bn USD/year`. $4.75bn (before, disputed) counts as paid "
                  "before.");
    expect_clause(ALONE, "OpenAI gives Microsoft an exclusive right, from 27 April 2026 "
                         "until the horizon ends on 31 December 2032.");
}

static void numbers_keep_every_digit(void **state) {
    (void)state;
    worded m;
    open(&m, ALONE);
    const ent_wording *w = &m.w;
    assert_string_equal(ent_word_number(w, 38e9, "USD"), "$38bn");
    assert_string_equal(ent_word_number(w, 8.1015e9, "USD"), "$8.1015bn");
    assert_string_equal(ent_word_number(w, 10e9, "USD/year"), "$10bn a year");
    assert_string_equal(ent_word_number(w, -2.5, "1"), "\xe2\x88\x92"
                                                       "2.5");
    assert_string_equal(ent_word_number(w, 0.367, "share"), "36.7%");
    assert_string_equal(ent_word_number(w, 0.07, "share"), "7%");
    assert_string_equal(ent_word_number(w, 1.5, "year"), "1.5 years");
    assert_string_equal(ent_word_number(w, 0.2, "1/year"), "0.2 a year");
    assert_string_equal(ent_word_literal(w, "20%", 0.2, "1"), "20%");
    assert_string_equal(ent_word_literal(w, "-5bp", -0.0005, NULL), "\xe2\x88\x92"
                                                                    "5bp");
    assert_string_equal(ent_word_literal(w, "4%", 0.04, "1/year"), "4% a year");
    assert_string_equal(ent_word_literal(w, "250 billion", 250e9, "USD"), "$250bn");
    shut(&m);
}

static void formulas_are_numbers_names_or_themselves(void **state) {
    (void)state;
    worded m;
    open(&m, ALONE);
    const ent_wording *w = &m.w;
    assert_string_equal(ent_word_formula(w, "38bn", "USD"), "$38bn");
    assert_string_equal(ent_word_formula(w, "10bn USD/year", NULL), "$10bn a year");
    assert_string_equal(ent_word_formula(w, "3%/year", NULL), "3% a year");
    assert_string_equal(ent_word_formula(w, "-1", NULL), "\xe2\x88\x92"
                                                         "1");
    assert_string_equal(ent_word_formula(w, "2030-12-31", NULL), "31 December 2030");
    assert_string_equal(ent_word_formula(w, "share_rate", "share"), "20% (share_rate)");
    assert_string_equal(ent_word_formula(w, "reach", "1"), "0.6 to 1.2 with 80% (reach)");
    assert_string_equal(ent_word_formula(w, "before", "USD"),
                        "$4.75bn (before, disputed)");
    assert_string_equal(ent_word_formula(w, "worth", "USD"), "What it is worth (worth)");
    assert_string_equal(ent_word_formula(w, "azure_share", "USD"), "azure_share");
    assert_string_equal(ent_word_formula(w, "sales", NULL), "sales");
    assert_string_equal(ent_word_formula(w, "alone.active", NULL), "alone.active");
    assert_string_equal(ent_word_formula(w, "max(sales,\n  2 * worth)", NULL),
                        "`max(sales, 2 * worth)`");
    assert_string_equal(ent_word_formula(w, "2 years * sales", NULL),
                        "`2 years * sales`");
    shut(&m);
}

static const char *assumption(const worded *m, const char *name) {
    return ent_word_assumption(&m->w,
                               ent_word_entry(&m->engine->scenario->assumptions, name));
}

static void assumptions_say_how_sure_they_are(void **state) {
    (void)state;
    worded m;
    open(&m, ALONE);
    assert_string_equal(assumption(&m, "share_rate"), "20%");
    assert_string_equal(assumption(&m, "yearly"), "0.04 a year");
    assert_string_equal(assumption(&m, "reach"), "0.6 to 1.2 with 80%");
    assert_string_equal(assumption(&m, "part"), "5% to 45% with 80%");
    assert_string_equal(assumption(&m, "yes"), "true with a chance of 30%");
    assert_string_equal(assumption(&m, "last_day"), "31 December 2030");
    const ent_entries *all = &m.engine->scenario->assumptions;
    assert_string_equal(ent_word_readings(&m.w, ent_word_entry(all, "before")),
                        "now $0, ever $4.75bn (in use)");
    assert_null(ent_word_readings(&m.w, ent_word_entry(all, "top")));
    const ent_entry *sales = ent_word_entry(&m.engine->scenario->drivers, "sales");
    assert_string_equal(ent_word_parameters(&m.w, sales),
                        "initial $10bn a year, drift 4% a year, volatility 20%");
    shut(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_central_clause_reads_like_a_term_sheet),
        cmocka_unit_test(a_day_of_the_year_and_tiers_by_year_are_told),
        cmocka_unit_test(a_last_day_of_its_own_comes_in_place_of_the_horizon),
        cmocka_unit_test(what_is_paid_once_is_paid_on_its_day),
        cmocka_unit_test(what_may_end_a_clause_is_listed),
        cmocka_unit_test(numbers_keep_every_digit),
        cmocka_unit_test(formulas_are_numbers_names_or_themselves),
        cmocka_unit_test(assumptions_say_how_sure_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
