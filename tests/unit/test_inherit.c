/* Inheritance: files that extend files, overrides, agreements based on agreements, in
 * this order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "scenarios/scenarios.h"

#define HEAD                                                                             \
    "entente: 1\ntitle: Test\ncurrency: USD\n"                                           \
    "horizon: {start: 2026-01-01, end: 2027-12-31, step: quarter}\n"
#define PARTIES "parties:\n  maker: {name: Maker, discount: 10%}\n  seller: {}\n"
#define FIRST                                                                            \
    "agreements:\n  first:\n    title: First\n    clauses:\n"                            \
    "      share: {kind: revenue_share, from: seller, to: maker, base: 10bn USD/year, "  \
    "rate: 20%, cap: 9bn, note: original}\n"                                             \
    "      alone: {kind: exclusivity, holder: maker, grantor: seller}\n"
#define BASE HEAD PARTIES FIRST

typedef struct {
    ent_scenario *scenario;
    ent_problems problems;
} reading;

static reading read_with(const char *text, const char *const *overrides, size_t count) {
    reading r = {0};
    const ent_read_options options = {overrides, count};
    ent_status status = ent_scenario_read_text("test.yaml", text, strlen(text), &options,
                                               &r.scenario, &r.problems);
    assert_int_equal(status == ENT_OK, r.problems.errors == 0);
    return r;
}

static reading read_good(const char *text, const char *override) {
    reading r = read_with(text, &override, override == NULL ? 0 : 1);
    if (r.problems.count > 0) {
        const ent_problem *p = &r.problems.list[0];
        fail_msg("line %d: %s", p->at.line, p->message);
    }
    return r;
}

static void done(reading *r) {
    ent_problems_free(&r->problems);
    ent_scenario_free(r->scenario);
}

static void assert_problem(const char *text, const char *override, const char *code) {
    reading r = read_with(text, &override, override == NULL ? 0 : 1);
    assert_int_equal(r.problems.count, 1);
    assert_string_equal(r.problems.list[0].code, code);
    done(&r);
}

static const ent_agreement *agreement(const reading *r, const char *name) {
    for (size_t i = 0; i < r->scenario->agreement_count; i++) {
        if (strcmp(r->scenario->agreements[i].about.name, name) == 0) {
            return &r->scenario->agreements[i];
        }
    }
    fail_msg("no agreement %s", name);
    return NULL;
}

static const ent_entry *entry(const ent_entries *entries, const char *name) {
    for (size_t i = 0; i < entries->count; i++) {
        if (strcmp(entries->items[i].name, name) == 0) {
            return &entries->items[i];
        }
    }
    return NULL;
}

static const ent_value *field(const ent_entry *e, const char *name) {
    assert_non_null(e);
    int i = ent_kind_field(e->section, name);
    if (i >= 0) {
        return &e->common[i];
    }
    i = ent_kind_field(e->kind, name);
    assert_true(i >= 0);
    return &e->fields[i];
}

/* The text of a field of a clause. */
static const char *term(const reading *r, const char *version, const char *clause,
                        const char *name) {
    const ent_value *value = field(entry(&agreement(r, version)->clauses, clause), name);
    return value->given ? value->text : NULL;
}

/* --- based_on --- */

static void a_version_inherits_clauses_but_no_title(void **state) {
    (void)state;
    reading r = read_good(BASE "  second: {based_on: first}\n", NULL);
    assert_int_equal(agreement(&r, "second")->clauses.count, 2);
    assert_string_equal(term(&r, "second", "share", "cap"), "9bn");
    assert_null(agreement(&r, "second")->about.common[ENT_AGREEMENT_TITLE].text);
    const ent_entry *share = entry(&agreement(&r, "second")->clauses, "share");
    assert_string_equal(share->path, "agreements.second.clauses.share");
    done(&r);
}

static void without_a_kind_only_the_named_fields_change(void **state) {
    (void)state;
    reading r = read_good(BASE "  second:\n    based_on: first\n    clauses:\n"
                               "      share: {rate: 15%, cap: none}\n",
                          NULL);
    assert_string_equal(term(&r, "second", "share", "rate"), "15%");
    assert_null(term(&r, "second", "share", "cap"));
    assert_string_equal(term(&r, "second", "share", "note"), "original");
    assert_string_equal(term(&r, "first", "share", "rate"), "20%");
    assert_string_equal(term(&r, "first", "share", "cap"), "9bn");
    done(&r);
}

static void with_a_kind_the_entry_is_replaced_whole(void **state) {
    (void)state;
    reading r =
        read_good(BASE "  second:\n    based_on: first\n    clauses:\n"
                       "      share: {kind: revenue_share, from: maker, to: seller, "
                       "base: 1bn USD/year, rate: 5%}\n",
                  NULL);
    assert_null(term(&r, "second", "share", "cap"));
    assert_null(term(&r, "second", "share", "note"));
    assert_string_equal(term(&r, "second", "share", "from"), "maker");
    done(&r);
}

static void none_drops_an_entry(void **state) {
    (void)state;
    reading r = read_good(BASE "  second: {based_on: first, clauses: {share: none}}\n"
                               "  third: {based_on: second}\n",
                          NULL);
    assert_int_equal(agreement(&r, "second")->clauses.count, 1);
    assert_null(entry(&agreement(&r, "third")->clauses, "share"));
    assert_int_equal(agreement(&r, "first")->clauses.count, 2);
    done(&r);
}

static void the_order_of_versions_does_not_matter(void **state) {
    (void)state;
    reading r = read_good(
        HEAD PARTIES "agreements:\n"
                     "  third: {based_on: second, clauses: {alone: {note: changed}}}\n"
                     "  second: {based_on: first, clauses: {alone: {scope: all}}}\n"
                     "  first: {clauses: {alone: {kind: exclusivity, holder: maker, "
                     "grantor: seller}}}\n",
        NULL);
    assert_string_equal(term(&r, "third", "alone", "scope"), "all");
    assert_string_equal(term(&r, "third", "alone", "note"), "changed");
    assert_null(term(&r, "second", "alone", "note"));
    assert_string_equal(r.scenario->agreements[0].about.name, "third");
    done(&r);
}

static void an_abstract_agreement_is_left_out(void **state) {
    (void)state;
    reading r = read_good(HEAD PARTIES
                          "agreements:\n"
                          "  base: {abstract: true, clauses: {alone: {kind: exclusivity, "
                          "holder: maker, grantor: seller}}}\n"
                          "  real: {based_on: base}\n",
                          NULL);
    assert_int_equal(r.scenario->agreement_count, 1);
    assert_int_equal(agreement(&r, "real")->clauses.count, 1);
    done(&r);
}

static void flows_of_an_agreement_are_inherited_too(void **state) {
    (void)state;
    reading r =
        read_good(BASE "    flows:\n      fine: {from: maker, to: market, amount: 1bn, "
                       "on: 2027-01-01}\n"
                       "  second: {based_on: first, flows: {fine: {amount: 2bn}}}\n",
                  NULL);
    const ent_entry *fine = entry(&agreement(&r, "second")->flows, "fine");
    assert_string_equal(field(fine, "amount")->text, "2bn");
    assert_int_equal(field(fine, "to")->index, ENT_MARKET);
    done(&r);
}

static void a_disabled_clause_is_set_apart(void **state) {
    (void)state;
    reading r = read_good(BASE, "agreements.first.clauses.share.enabled=false");
    assert_int_equal(agreement(&r, "first")->clauses.count, 1);
    assert_int_equal(agreement(&r, "first")->disabled.count, 1);
    assert_string_equal(agreement(&r, "first")->disabled.items[0].name, "share");
    done(&r);
}

/* `none` is a value where it is one of the choices. */
static void a_choice_called_none_is_not_cleared(void **state) {
    (void)state;
    reading r =
        read_good(HEAD PARTIES
                  "agreements:\n  first:\n    clauses:\n"
                  "      volume: {kind: purchase_commitment, buyer: seller, "
                  "seller: maker, spend: 1bn USD/year, amount: 9bn, shortfall: none}\n",
                  NULL);
    assert_string_equal(term(&r, "first", "volume", "shortfall"), "none");
    done(&r);
}

static void a_circle_is_told_and_ends(void **state) {
    (void)state;
    assert_problem(HEAD PARTIES "agreements:\n  a: {based_on: b}\n  b: {based_on: a}\n",
                   NULL, "E0604");
    assert_problem(HEAD PARTIES "agreements:\n  a: {based_on: a}\n", NULL, "E0604");
}

/* --- overrides --- */

static void an_override_reaches_those_who_inherit(void **state) {
    (void)state;
    reading r =
        read_good(BASE "  second: {based_on: first, clauses: {share: {cap: 3bn}}}\n",
                  "agreements.first.clauses.share.rate=15%");
    assert_string_equal(term(&r, "first", "share", "rate"), "15%");
    assert_string_equal(term(&r, "second", "share", "rate"), "15%");
    done(&r);
    r = read_good(BASE "  second: {based_on: first, clauses: {share: {cap: 3bn}}}\n",
                  "agreements.first.clauses.share.cap=5bn");
    assert_string_equal(term(&r, "first", "share", "cap"), "5bn");
    assert_string_equal(term(&r, "second", "share", "cap"), "3bn");
    done(&r);
}

static void an_inherited_clause_can_be_overridden_in_one_version(void **state) {
    (void)state;
    reading r =
        read_good(BASE "  second: {based_on: first}\n  third: {based_on: second}\n",
                  "agreements.second.clauses.share.cap=60bn");
    assert_string_equal(term(&r, "first", "share", "cap"), "9bn");
    assert_string_equal(term(&r, "second", "share", "cap"), "60bn");
    assert_string_equal(term(&r, "third", "share", "cap"), "60bn");
    done(&r);
    r = read_good(BASE "  second: {based_on: first}\n",
                  "agreements.second.clauses.share=none");
    assert_int_equal(agreement(&r, "second")->clauses.count, 1);
    assert_int_equal(agreement(&r, "first")->clauses.count, 2);
    done(&r);
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
    reading r = read_with(text, overrides, sizeof overrides / sizeof overrides[0]);
    assert_int_equal(r.problems.count, 0);
    const ent_scenario *s = r.scenario;
    assert_true(field(entry(&s->assumptions, "fixed"), "value")->number == 5);
    assert_string_equal(field(entry(&s->assumptions, "fixed"), "note")->text, "kept");
    assert_true(field(entry(&s->assumptions, "fixed"), "range")->items[1].number == 9);
    assert_true(field(entry(&s->assumptions, "disputed"), "value")->number == 2);
    assert_true(field(entry(&s->drivers, "plan"), "yearly")->items[1].number == 7e9);
    assert_true(field(entry(&s->drivers, "plan"), "yearly")->items[0].number == 1e9);
    assert_string_equal(field(entry(&s->quantities, "short"), "formula")->text,
                        "plan * 3");
    assert_int_equal(s->end, ent_day_of(2026, 12, 31));
    assert_int_equal(s->paths, 1000);
    assert_int_equal(s->seed, 9);
    assert_string_equal(s->title, "Another, with a comma");
    assert_int_equal(s->override_count, 9);
    assert_string_equal(s->overrides[0], "assumptions.fixed.value = 5");
    done(&r);
}

static void a_value_fixes_what_was_drawn_or_disputed(void **state) {
    (void)state;
    char text[2000];
    snprintf(text, sizeof text, "%s%s", BASE, WORLD);
    *strstr(text, "correlations") = '\0';
    reading r = read_good(text, "assumptions.drawn.value=1.5");
    const ent_entry *drawn = entry(&r.scenario->assumptions, "drawn");
    assert_null(drawn->kind);
    assert_true(field(drawn, "value")->number == 1.5);
    assert_string_equal(field(drawn, "unit")->text, "USD");
    done(&r);
    r = read_good(text, "assumptions.disputed.value=4");
    assert_true(field(entry(&r.scenario->assumptions, "disputed"), "value")->number == 4);
    done(&r);
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
        reading r = read_with(text, &cases[i], 1);
        bool told = false;
        for (size_t k = 0; k < r.problems.count; k++) {
            told = told || strcmp(r.problems.list[k].at.file->name, "--set") == 0;
        }
        if (!told) {
            fail_msg("nothing was said about %s", cases[i]);
        }
        done(&r);
    }
}

static void malformed_overrides_are_errors(void **state) {
    (void)state;
    static const char *const cases[] = {
        "",          "=",      "=5",         "paths",
        "paths=",    "a..b=5", ".a=5",       "a.b.c.d.e.f.g.h.i=5",
        "paths=\"5", "a\n=5",  "pa\x01ths=5"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading r = read_with(BASE, &cases[i], 1);
        assert_int_equal(r.problems.errors, 1);
        done(&r);
    }
}

/* --- extends --- */

static void write_file(const char *folder, const char *name, const char *text) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void remove_file(const char *folder, const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    remove(path);
}

static void a_file_extends_another_by_the_same_rule(void **state) {
    (void)state;
    char folder[] = "build/ent_inherit_XXXXXX", path[512];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/below", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(folder, "below/base.yaml",
               BASE
               "  second: {based_on: first, clauses: {alone: none}}\n"
               "assumptions:\n  a: {value: 1, note: kept}\n  b: {value: 2, note: gone}\n"
               "  c: {value: 3}\n"
               "quantities:\n  q: a + b\n"
               "series: [q]\n");
    write_file(folder, "top.yaml",
               "extends: below/base.yaml\ntitle: On top\n"
               "horizon: {end: 2028-12-31}\nseries: none\n"
               "parties: {third: {}}\n"
               "assumptions:\n  a: {range: [0, 3]}\n  b: {value: 7}\n  c: none\n"
               "quantities: {q: {title: With a title}}\n"
               "agreements:\n  second: {clauses: {share: {cap: 4bn}}}\n");
    snprintf(path, sizeof path, "%s/top.yaml", folder);
    const char *override = "assumptions.a.value=5";
    const ent_read_options options = {&override, 1};
    reading r = {0};
    assert_int_equal(ent_scenario_read(path, &options, &r.scenario, &r.problems), ENT_OK);
    const ent_scenario *s = r.scenario;
    assert_string_equal(s->title, "On top");
    assert_int_equal(s->start, ent_day_of(2026, 1, 1));
    assert_int_equal(s->end, ent_day_of(2028, 12, 31));
    assert_false(s->series_given);
    assert_int_equal(s->parties.count, 3);
    assert_int_equal(s->assumptions.count, 2);
    assert_true(field(entry(&s->assumptions, "a"), "value")->number == 5);
    assert_string_equal(field(entry(&s->assumptions, "a"), "note")->text, "kept");
    assert_true(field(entry(&s->assumptions, "a"), "range")->given);
    assert_true(field(entry(&s->assumptions, "b"), "value")->number == 7);
    assert_null(field(entry(&s->assumptions, "b"), "note")->text);
    assert_string_equal(field(entry(&s->quantities, "q"), "formula")->text, "a + b");
    assert_string_equal(field(entry(&s->quantities, "q"), "title")->text, "With a title");
    assert_string_equal(term(&r, "second", "share", "cap"), "4bn");
    assert_string_equal(term(&r, "second", "share", "rate"), "20%");
    assert_null(entry(&agreement(&r, "second")->clauses, "alone"));
    assert_int_equal(s->file_count, 2);
    /* Values know the file they come from. */
    const ent_value *rate =
        field(entry(&agreement(&r, "second")->clauses, "share"), "rate");
    assert_non_null(strstr(rate->at.file->name, "below/base.yaml"));
    done(&r);
    remove_file(folder, "top.yaml");
    remove_file(folder, "below/base.yaml");
    remove_file(folder, "below");
    rmdir(folder);
}

static void chains_of_files_are_limited(void **state) {
    (void)state;
    char folder[] = "build/ent_inherit_XXXXXX", path[512], name[32], text[4096];
    assert_non_null(mkdtemp(folder));
    write_file(folder, "f1.yaml", BASE);
    for (int i = 2; i <= ENT_EXTENDS_CHAIN + 1; i++) {
        snprintf(name, sizeof name, "f%d.yaml", i);
        snprintf(text, sizeof text, "extends: f%d.yaml\n", i - 1);
        write_file(folder, name, text);
    }
    for (int i = ENT_EXTENDS_CHAIN; i <= ENT_EXTENDS_CHAIN + 1; i++) {
        reading r = {0};
        snprintf(path, sizeof path, "%s/f%d.yaml", folder, i);
        ent_status status = ent_scenario_read(path, NULL, &r.scenario, &r.problems);
        assert_int_equal(status, i == ENT_EXTENDS_CHAIN ? ENT_OK : ENT_INVALID);
        if (status != ENT_OK) {
            assert_string_equal(r.problems.list[0].code, "E0607");
        }
        done(&r);
    }
    for (int i = 1; i <= ENT_EXTENDS_CHAIN + 1; i++) {
        snprintf(name, sizeof name, "f%d.yaml", i);
        remove_file(folder, name);
    }
    rmdir(folder);
}

static void paths_that_lead_out_are_refused(void **state) {
    (void)state;
    static const char *const cases[] = {"../a.yaml", "/a.yaml", "b/../../a.yaml",
                                        "b/..",      "..",      "b\\a.yaml"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[2000];
        snprintf(text, sizeof text, "%sextends: %s\n", BASE, cases[i]);
        assert_problem(text, NULL, "E0606");
    }
    reading r = read_with(BASE "extends: ..name.yaml\n", NULL, 0);
    assert_string_equal(r.problems.list[0].code, "E0101"); /* allowed, but not there */
    done(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_inherits_clauses_but_no_title),
        cmocka_unit_test(without_a_kind_only_the_named_fields_change),
        cmocka_unit_test(with_a_kind_the_entry_is_replaced_whole),
        cmocka_unit_test(none_drops_an_entry),
        cmocka_unit_test(the_order_of_versions_does_not_matter),
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
        cmocka_unit_test(a_file_extends_another_by_the_same_rule),
        cmocka_unit_test(chains_of_files_are_limited),
        cmocka_unit_test(paths_that_lead_out_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
