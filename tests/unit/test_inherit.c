/* Inheritance: overrides, then agreements based on agreements. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/reading_harness.h"

/* --- based_on --- */

static void a_version_inherits_clauses_but_no_title(void **state) {
    (void)state;
    reading r = reading_good(BASE "  second: {based_on: first}\n", NULL);
    assert_int_equal(reading_agreement(&r, "second")->clauses.count, 2);
    assert_string_equal(reading_term(&r, "second", "share", "cap"), "9bn");
    assert_null(reading_agreement(&r, "second")->about.common[ENT_AGREEMENT_TITLE].text);
    const ent_entry *share =
        reading_entry(&reading_agreement(&r, "second")->clauses, "share");
    assert_string_equal(share->path, "agreements.second.clauses.share");
    reading_close(&r);
}

static void without_a_kind_only_the_named_fields_change(void **state) {
    (void)state;
    reading r = reading_good(BASE "  second:\n    based_on: first\n    clauses:\n"
                                  "      share: {rate: 15%, cap: none}\n",
                             NULL);
    assert_string_equal(reading_term(&r, "second", "share", "rate"), "15%");
    assert_null(reading_term(&r, "second", "share", "cap"));
    assert_string_equal(reading_term(&r, "second", "share", "note"), "original");
    assert_string_equal(reading_term(&r, "first", "share", "rate"), "20%");
    assert_string_equal(reading_term(&r, "first", "share", "cap"), "9bn");
    reading_close(&r);
}

static void with_a_kind_the_entry_is_replaced_whole(void **state) {
    (void)state;
    reading r =
        reading_good(BASE "  second:\n    based_on: first\n    clauses:\n"
                          "      share: {kind: revenue_share, from: maker, to: seller, "
                          "base: 1bn USD/year, rate: 5%}\n",
                     NULL);
    assert_null(reading_term(&r, "second", "share", "cap"));
    assert_null(reading_term(&r, "second", "share", "note"));
    assert_string_equal(reading_term(&r, "second", "share", "from"), "maker");
    reading_close(&r);
}

static void none_drops_an_entry(void **state) {
    (void)state;
    reading r = reading_good(BASE "  second: {based_on: first, clauses: {share: none}}\n"
                                  "  third: {based_on: second}\n",
                             NULL);
    assert_int_equal(reading_agreement(&r, "second")->clauses.count, 1);
    assert_null(reading_entry(&reading_agreement(&r, "third")->clauses, "share"));
    assert_int_equal(reading_agreement(&r, "first")->clauses.count, 2);
    reading_close(&r);
}

static void the_order_of_versions_does_not_matter(void **state) {
    (void)state;
    reading r = reading_good(
        HEAD PARTIES "agreements:\n"
                     "  third: {based_on: second, clauses: {alone: {note: changed}}}\n"
                     "  second: {based_on: first, clauses: {alone: {scope: all}}}\n"
                     "  first: {clauses: {alone: {kind: exclusivity, holder: maker, "
                     "grantor: seller}}}\n",
        NULL);
    assert_string_equal(reading_term(&r, "third", "alone", "scope"), "all");
    assert_string_equal(reading_term(&r, "third", "alone", "note"), "changed");
    assert_null(reading_term(&r, "second", "alone", "note"));
    assert_string_equal(r.scenario->agreements[0].about.name, "third");
    reading_close(&r);
}

/* Which agreement states the field of the clause; "" if it is not given. */
static const char *stated_by(const reading *r, const char *agreement, const char *clause,
                             const char *field) {
    const ent_entry *entry =
        reading_entry(&reading_agreement(r, agreement)->clauses, clause);
    const int common = ent_kind_field(entry->section, field);
    const ent_value *value = common >= 0
                                 ? &entry->common[common]
                                 : &entry->fields[ent_kind_field(entry->kind, field)];
    return value->agreement == NULL ? "" : value->agreement;
}

static void every_term_tells_which_agreement_states_it(void **state) {
    (void)state;
    const char *set[] = {"agreements.first.clauses.share.rate=19%",
                         "agreements.third.clauses.share.note=mine"};
    reading r = reading_of(BASE "  second:\n    based_on: first\n    clauses:\n"
                                "      share: {cap: 8bn}\n"
                                "  third: {based_on: second}\n",
                           set, 2);
    assert_string_equal(stated_by(&r, "first", "share", "cap"), "first");
    assert_string_equal(stated_by(&r, "second", "share", "cap"), "second");
    assert_string_equal(stated_by(&r, "third", "share", "cap"), "second");
    assert_string_equal(stated_by(&r, "third", "share", "from"), "first");
    assert_string_equal(stated_by(&r, "third", "share", "rate"), "first");
    assert_string_equal(stated_by(&r, "third", "share", "note"), "third");
    assert_string_equal(stated_by(&r, "third", "share", "annual_cap"), "");
    const ent_entry *share =
        reading_entry(&reading_agreement(&r, "third")->clauses, "share");
    assert_string_equal(share->agreement, "first");
    reading_close(&r);
}

static void an_abstract_agreement_is_left_out(void **state) {
    (void)state;
    reading r = reading_good(
        HEAD PARTIES "agreements:\n"
                     "  base: {abstract: true, clauses: {alone: {kind: exclusivity, "
                     "holder: maker, grantor: seller}}}\n"
                     "  real: {based_on: base}\n",
        NULL);
    assert_int_equal(r.scenario->agreement_count, 1);
    assert_int_equal(reading_agreement(&r, "real")->clauses.count, 1);
    reading_close(&r);
}

static void flows_of_an_agreement_are_inherited_too(void **state) {
    (void)state;
    reading r = reading_good(
        BASE "    flows:\n      fine: {from: maker, to: market, amount: 1bn, "
             "on: 2027-01-01}\n"
             "  second: {based_on: first, flows: {fine: {amount: 2bn}}}\n",
        NULL);
    const ent_entry *fine =
        reading_entry(&reading_agreement(&r, "second")->flows, "fine");
    assert_string_equal(reading_field(fine, "amount")->text, "2bn");
    assert_int_equal(reading_field(fine, "to")->index, ENT_MARKET);
    reading_close(&r);
}

static void a_disabled_clause_is_set_apart(void **state) {
    (void)state;
    reading r = reading_good(BASE, "agreements.first.clauses.share.enabled=false");
    assert_int_equal(reading_agreement(&r, "first")->clauses.count, 1);
    assert_int_equal(reading_agreement(&r, "first")->disabled.count, 1);
    assert_string_equal(reading_agreement(&r, "first")->disabled.items[0].name, "share");
    reading_close(&r);
}

/* `none` is a value where it is one of the choices. */
static void a_choice_called_none_is_not_cleared(void **state) {
    (void)state;
    reading r = reading_good(
        HEAD PARTIES
        "agreements:\n  first:\n    clauses:\n"
        "      volume: {kind: purchase_commitment, buyer: seller, "
        "seller: maker, spend: 1bn USD/year, amount: 9bn, shortfall: none}\n",
        NULL);
    assert_string_equal(reading_term(&r, "first", "volume", "shortfall"), "none");
    reading_close(&r);
}

static void a_circle_is_told_and_ends(void **state) {
    (void)state;
    expect_reading_problem(HEAD PARTIES
                           "agreements:\n  a: {based_on: b}\n  b: {based_on: a}\n",
                           NULL, "E0604");
    expect_reading_problem(HEAD PARTIES "agreements:\n  a: {based_on: a}\n", NULL,
                           "E0604");
}

/* --- overrides --- */

static void an_override_reaches_those_who_inherit(void **state) {
    (void)state;
    reading r =
        reading_good(BASE "  second: {based_on: first, clauses: {share: {cap: 3bn}}}\n",
                     "agreements.first.clauses.share.rate=15%");
    assert_string_equal(reading_term(&r, "first", "share", "rate"), "15%");
    assert_string_equal(reading_term(&r, "second", "share", "rate"), "15%");
    reading_close(&r);
    r = reading_good(BASE "  second: {based_on: first, clauses: {share: {cap: 3bn}}}\n",
                     "agreements.first.clauses.share.cap=5bn");
    assert_string_equal(reading_term(&r, "first", "share", "cap"), "5bn");
    assert_string_equal(reading_term(&r, "second", "share", "cap"), "3bn");
    reading_close(&r);
}

static void an_inherited_clause_can_be_overridden_in_one_version(void **state) {
    (void)state;
    reading r =
        reading_good(BASE "  second: {based_on: first}\n  third: {based_on: second}\n",
                     "agreements.second.clauses.share.cap=60bn");
    assert_string_equal(reading_term(&r, "first", "share", "cap"), "9bn");
    assert_string_equal(reading_term(&r, "second", "share", "cap"), "60bn");
    assert_string_equal(reading_term(&r, "third", "share", "cap"), "60bn");
    reading_close(&r);
    r = reading_good(BASE "  second: {based_on: first}\n",
                     "agreements.second.clauses.share=none");
    assert_int_equal(reading_agreement(&r, "second")->clauses.count, 1);
    assert_int_equal(reading_agreement(&r, "first")->clauses.count, 2);
    reading_close(&r);
}

#define WORLD                                                                            \
    "assumptions:\n"                                                                     \
    "  fixed: {value: 3, note: kept}\n"                                                  \
    "  drawn: {distribution: uniform, min: 1, max: 2, unit: USD, range: [1, 2]}\n"       \
    "  disputed: {readings: {low: 1, high: 2}, use: low}\n"                              \
    "drivers:\n"                                                                         \
    "  plan: {kind: curve, unit: USD/year, yearly: {2026: 1bn, 2027: 2bn}}\n"            \
    "quantities:\n  short: plan * 2\n"                                                   \
    "correlations:\n  - {between: [a, b], value: 0.1}\n"

static void overrides_set_what_they_name(void **state) {
    (void)state;
    const char *overrides[] = {"assumptions.fixed.value = 5",
                               "assumptions.disputed.use=high",
                               "drivers.plan.yearly.2027=7bn",
                               "quantities.short=plan * 3",
                               "horizon.end=2026-12-31",
                               "paths=1000",
                               "seed=9",
                               "title=Another, with a comma",
                               "assumptions.fixed.range=[1, 9]"};
    char text[2000];
    snprintf(text, sizeof text, "%s%s", BASE, WORLD);
    *strstr(text, "correlations") = '\0';
    reading r = reading_of(text, overrides, sizeof overrides / sizeof overrides[0]);
    assert_int_equal(r.problems.count, 0);
    const ent_scenario *s = r.scenario;
    assert_true(reading_field(reading_entry(&s->assumptions, "fixed"), "value")->number ==
                5);
    assert_string_equal(
        reading_field(reading_entry(&s->assumptions, "fixed"), "note")->text, "kept");
    assert_true(reading_field(reading_entry(&s->assumptions, "fixed"), "range")
                    ->items[1]
                    .number == 9);
    assert_true(
        reading_field(reading_entry(&s->assumptions, "disputed"), "value")->number == 2);
    assert_true(
        reading_field(reading_entry(&s->drivers, "plan"), "yearly")->items[1].number ==
        7e9);
    assert_true(
        reading_field(reading_entry(&s->drivers, "plan"), "yearly")->items[0].number ==
        1e9);
    assert_string_equal(
        reading_field(reading_entry(&s->quantities, "short"), "formula")->text,
        "plan * 3");
    assert_int_equal(s->end, ent_day_of(2026, 12, 31));
    assert_int_equal(s->paths, 1000);
    assert_int_equal(s->seed, 9);
    assert_string_equal(s->title, "Another, with a comma");
    assert_int_equal(s->override_count, 9);
    assert_string_equal(s->overrides[0], "assumptions.fixed.value = 5");
    reading_close(&r);
}

static void a_value_fixes_what_was_drawn_or_disputed(void **state) {
    (void)state;
    char text[2000];
    snprintf(text, sizeof text, "%s%s", BASE, WORLD);
    *strstr(text, "correlations") = '\0';
    reading r = reading_good(text, "assumptions.drawn.value=1.5");
    const ent_entry *drawn = reading_entry(&r.scenario->assumptions, "drawn");
    assert_null(drawn->kind);
    assert_true(reading_field(drawn, "value")->number == 1.5);
    assert_string_equal(reading_field(drawn, "unit")->text, "USD");
    reading_close(&r);
    r = reading_good(text, "assumptions.disputed.value=4");
    assert_true(
        reading_field(reading_entry(&r.scenario->assumptions, "disputed"), "value")
            ->number == 4);
    reading_close(&r);
}

static void overrides_that_reach_nothing_are_errors(void **state) {
    (void)state;
    static const char *const cases[] = {"assumption.fixed.value=5",
                                        "assumptions.fixd.value=5",
                                        "agreements.frist.title=x",
                                        "agreements.first.clauses.shar.cap=5bn",
                                        "agreements.first.clause.x=5",
                                        "drivers.plan.yearly.2031=5bn",
                                        "assumptions.fixed=5",
                                        "agreements.first.clauses.share=5",
                                        "horizon=5",
                                        "correlations.2.value=0.5",
                                        "correlations.x.value=0.5",
                                        "assumptions.disputed.readings.mid=3",
                                        "extends=x",
                                        "horizon.end.x=1",
                                        "agreements=none",
                                        "drivers=none"};
    char text[2000];
    snprintf(text, sizeof text, "%s%s", BASE, WORLD);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r = reading_of(text, &cases[i], 1);
        bool told = false;
        for (size_t k = 0; k < r.problems.count; k++) {
            told = told || strcmp(r.problems.list[k].at.file->name, "--set") == 0;
        }
        if (!told) {
            fail_msg("nothing was said about %s", cases[i]);
        }
        reading_close(&r);
    }
}

static void malformed_overrides_are_errors(void **state) {
    (void)state;
    static const char *const cases[] = {
        "",          "=",      "=5",         "paths",
        "paths=",    "a..b=5", ".a=5",       "a.b.c.d.e.f.g.h.i=5",
        "paths=\"5", "a\n=5",  "pa\x01ths=5"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r = reading_of(BASE, &cases[i], 1);
        assert_int_equal(r.problems.errors, 1);
        reading_close(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_inherits_clauses_but_no_title),
        cmocka_unit_test(without_a_kind_only_the_named_fields_change),
        cmocka_unit_test(with_a_kind_the_entry_is_replaced_whole),
        cmocka_unit_test(none_drops_an_entry),
        cmocka_unit_test(the_order_of_versions_does_not_matter),
        cmocka_unit_test(every_term_tells_which_agreement_states_it),
        cmocka_unit_test(an_abstract_agreement_is_left_out),
        cmocka_unit_test(flows_of_an_agreement_are_inherited_too),
        cmocka_unit_test(a_disabled_clause_is_set_apart),
        cmocka_unit_test(a_choice_called_none_is_not_cleared),
        cmocka_unit_test(a_circle_is_told_and_ends),
        cmocka_unit_test(an_override_reaches_those_who_inherit),
        cmocka_unit_test(an_inherited_clause_can_be_overridden_in_one_version),
        cmocka_unit_test(overrides_set_what_they_name),
        cmocka_unit_test(a_value_fixes_what_was_drawn_or_disputed),
        cmocka_unit_test(overrides_that_reach_nothing_are_errors),
        cmocka_unit_test(malformed_overrides_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
