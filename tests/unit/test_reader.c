/* The reader: entries, names, and the scenario as a whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/codes.h"
#include "scenarios/reader/file.h"
#include "scenarios/reader/sha256.h"
#include "scenarios/reader/values.h"
#include "scenarios/scenarios.h"

#define HEAD                                                                             \
    "entente: 1\ntitle: Test\ncurrency: EUR\n"                                           \
    "horizon: {start: 2026-01-01, end: 2027-12-31, step: month}\n"                       \
    "parties:\n  maker: {name: Maker, discount: 10%}\n  seller: {}\n"
#define SHARE                                                                            \
    "agreements:\n  first:\n    clauses:\n"                                              \
    "      share: {kind: revenue_share, from: seller, to: maker, base: sales, rate: "    \
    "20%}\n"
#define WORLD                                                                            \
    "drivers:\n  sales: {kind: gbm, unit: EUR/year, initial: 1bn, drift: 0, "            \
    "volatility: 9%}\n"

static ent_scenario *read_good(const char *text) {
    ent_scenario *scenario = NULL;
    ent_problems problems = {0};
    ent_status status =
        ent_scenario_read_text("t.yaml", text, strlen(text), NULL, &scenario, &problems);
    if (status != ENT_OK || problems.count > 0) {
        fail_msg("line %d: %s", problems.list[0].at.line, problems.list[0].message);
    }
    ent_problems_free(&problems);
    return scenario;
}

/* Exactly one problem, and it is this. */
static void assert_only(const char *text, const char *code) {
    ent_scenario *scenario = NULL;
    ent_problems problems = {0};
    ent_status status =
        ent_scenario_read_text("t.yaml", text, strlen(text), NULL, &scenario, &problems);
    assert_int_equal(status == ENT_OK, problems.errors == 0);
    if (problems.count != 1 || strcmp(problems.list[0].code, code) != 0) {
        fail_msg("expected one %s, got %zu problems, the first %s: %s", code,
                 problems.count, problems.count > 0 ? problems.list[0].code : "-",
                 problems.count > 0 ? problems.list[0].message : "");
    }
    ent_problems_free(&problems);
    ent_scenario_free(scenario);
}

static void the_top_and_its_defaults(void **state) {
    (void)state;
    ent_scenario *s = read_good(HEAD WORLD SHARE);
    assert_string_equal(s->title, "Test");
    assert_string_equal(s->currency, "EUR");
    assert_null(s->note);
    assert_null(s->baseline);
    assert_int_equal(s->step, ENT_MONTHLY);
    assert_int_equal(s->paths, 100000);
    assert_int_equal(s->seed, 1);
    assert_false(s->mid_period);
    assert_false(s->series_given);
    assert_int_equal(s->file_count, 1);
    assert_int_equal(strlen(s->sha256), 64);
    ent_scenario_free(s);
    s = read_good(HEAD WORLD SHARE "timing: mid\npaths: 5\nseed: 0\nbaseline: first\n"
                                   "series: [sales]\nnote: text\n");
    assert_true(s->mid_period);
    assert_int_equal(s->paths, 5);
    assert_int_equal(s->seed, 0);
    assert_string_equal(s->baseline, "first");
    assert_int_equal(s->series.item_count, 1);
    ent_scenario_free(s);
}

static void parties_are_indexed_in_file_order(void **state) {
    (void)state;
    ent_scenario *s = read_good(
        HEAD WORLD SHARE "flows:\n  income: {from: market, to: maker, amount: sales}\n");
    const ent_value *flow = s->flows.items[0].common;
    assert_int_equal(flow[ENT_FLOW_FROM].index, ENT_MARKET);
    assert_int_equal(flow[ENT_FLOW_TO].index, 0);
    const ent_entry *share = &s->agreements[0].clauses.items[0];
    assert_int_equal(share->fields[ent_kind_field(share->kind, "from")].index, 1);
    assert_int_equal(share->fields[ent_kind_field(share->kind, "to")].index, 0);
    ent_scenario_free(s);
}

static void short_forms_are_formulas(void **state) {
    (void)state;
    ent_scenario *s = read_good(HEAD WORLD SHARE "quantities:\n  twice: sales * 2\n"
                                                 "metrics:\n  all: total(sales)\n");
    assert_string_equal(s->quantities.items[0].common[ENT_QUANTITY_FORMULA].text,
                        "sales * 2");
    assert_int_equal(s->quantities.items[0].common[ENT_QUANTITY_FORMULA].at.line, 15);
    assert_string_equal(s->metrics.items[0].common[ENT_METRIC_FORMULA].text,
                        "total(sales)");
    ent_scenario_free(s);
}

static void each_period_has_its_distribution_inside(void **state) {
    (void)state;
    ent_scenario *s =
        read_good(HEAD SHARE "drivers:\n  sales: {kind: each_period, unit: EUR/year, "
                             "distribution: uniform, min: 1bn, max: 2bn EUR/year}\n");
    const ent_entry *sales = &s->drivers.items[0];
    assert_string_equal(sales->kind->name, "each_period");
    assert_non_null(sales->inner);
    assert_string_equal(sales->inner->kind->name, "uniform");
    assert_true(sales->inner->fields[ent_kind_field(sales->inner->kind, "max")].number ==
                2e9);
    ent_scenario_free(s);
    assert_only(HEAD SHARE
                "drivers:\n  sales: {kind: each_period, distribution: uniform, "
                "min: 1, max: 2, mean: 3}\n",
                "E0201");
    assert_only(HEAD SHARE "drivers:\n  sales: {kind: each_period}\n", "E0202");
    assert_only(HEAD SHARE
                "drivers:\n  sales: {kind: each_period, distribution: unifrom}\n",
                "E0215");
}

static void readings_are_picked(void **state) {
    (void)state;
    ent_scenario *s = read_good(
        HEAD WORLD SHARE "assumptions:\n"
                         "  n: {readings: {a: 5, b: 7}, use: b}\n"
                         "  d: {readings: {a: 2030-12-31, b: 2032-12-31}, use: a}\n"
                         "  u: {value: 38bn EUR}\n");
    const ent_entry *a = s->assumptions.items;
    assert_true(a[0].common[ENT_ASSUMPTION_VALUE].number == 7);
    assert_true(a[0].common[ENT_ASSUMPTION_VALUE].given);
    assert_int_equal(a[0].common[ENT_ASSUMPTION_VALUE].at.column, 27);
    assert_int_equal(a[1].common[ENT_ASSUMPTION_VALUE].day, ent_day_of(2030, 12, 31));
    assert_string_equal(a[2].common[ENT_ASSUMPTION_UNIT].text, "EUR");
    ent_scenario_free(s);
}

static void an_assumption_is_one_thing(void **state) {
    (void)state;
    static const char *const wrong[] = {
        "{note: x}",
        "{value: 1, distribution: uniform, min: 0, max: 1}",
        "{value: 1, readings: {a: 1}}",
        "{value: 1, use: a}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[1000];
        snprintf(text, sizeof text, "%sassumptions:\n  x: %s\n", HEAD WORLD SHARE,
                 wrong[i]);
        assert_only(text, "E0219");
    }
    assert_only(HEAD WORLD SHARE "assumptions:\n  x: {readings: {a: 1}}\n", "E0202");
    assert_only(HEAD WORLD SHARE "assumptions:\n  x: {readings: {a: 1}, use: b}\n",
                "E0318");
    assert_only(HEAD WORLD SHARE "assumptions:\n  x: {min: 0, value: 1}\n", "E0201");
}

static void a_date_may_be_an_assumption(void **state) {
    (void)state;
    ent_scenario *s = read_good(
        HEAD WORLD "assumptions:\n  last_day: {readings: {a: 2027-06-30}, use: a}\n" SHARE
                   "      other: {kind: exclusivity, holder: maker, grantor: seller, "
                   "until: last_day}\n");
    const ent_value *until = &s->agreements[0].clauses.items[1].common[ENT_CLAUSE_UNTIL];
    assert_string_equal(until->text, "last_day");
    assert_int_equal(until->day, ENT_NO_DAY);
    ent_scenario_free(s);
    assert_only(HEAD WORLD
                "assumptions:\n  last_day: {readings: {a: 2027-06-30}, use: a}\n" SHARE
                "      other: {kind: exclusivity, holder: maker, grantor: seller, "
                "until: last_day, start: 2027-07-01}\n",
                "E0722");
}

/* One slip, one message: nothing that follows from it is told. */
static void mistakes_do_not_cascade(void **state) {
    (void)state;
    assert_only(HEAD SHARE "drivers:\n  sales: {kind: gmb}\n", "E0215");
    assert_only(HEAD WORLD SHARE "parties: {x: {}}\n", "E0108");
    assert_only(HEAD WORLD SHARE "sources:\n  s: {titel: x}\n", "E0201");
    assert_only(HEAD WORLD SHARE "metrics:\n  m: [a]\n", "E0204");
    assert_only(HEAD WORLD SHARE "assumptions:\n  x: {valu: 5}\n", "E0201");
    assert_only(HEAD SHARE
                "drivers:\n  sales: {kind: gbm, intial: 1, drift: 0, volatility: 0}\n",
                "E0201");
    assert_only(HEAD SHARE
                "driver:\n  sales: {kind: gbm, initial: 1, drift: 0, volatility: 0}\n"
                "correlations: []\nassumptions:\n  d: {value: 3}\n",
                "E0201");
    assert_only(HEAD WORLD SHARE "quantities:\n  q: {formula: max(a, b)}\n", "E0115");
    assert_only(HEAD WORLD SHARE "series: [total(sales, 2026, 2027)]\n", "E0115");
    assert_only(HEAD WORLD SHARE "correlations: {a: b}\n", "E0204");
    assert_only(HEAD WORLD SHARE "assumptions:\n  x: 5\n", "E0204");
}

static void names_are_one_set(void **state) {
    (void)state;
    assert_only(HEAD WORLD SHARE "quantities:\n  sales: 5\n", "E0312");
    assert_only(HEAD WORLD SHARE "quantities:\n  share: 5\n", "E0312");
    assert_only(HEAD WORLD SHARE "metrics:\n  maker: 5\n", "E0312");
    assert_only(HEAD WORLD SHARE "quantities:\n  t: 5\n", "E0313");
    assert_only(HEAD WORLD SHARE "quantities:\n  year: 5\n", "E0313");
    assert_only(HEAD WORLD SHARE "quantities:\n  and: 5\n", "E0313");
    /* Sources and agreements have names of their own. */
    ent_scenario_free(read_good(HEAD WORLD SHARE "sources:\n  sales: {title: x}\n"));
}

static void correlations(void **state) {
    (void)state;
    assert_only(HEAD WORLD SHARE "correlations:\n  - {between: [sales], value: 0}\n",
                "E0317");
    assert_only(HEAD WORLD SHARE
                "correlations:\n  - {between: [sales, maker], value: 0}\n",
                "E0317");
    assert_only(HEAD WORLD SHARE
                "assumptions:\n  u: {distribution: uniform, min: 0, max: 1}\n"
                "correlations:\n  - {between: [sales, u], value: 0.5}\n",
                "E0317");
    assert_only(HEAD WORLD SHARE "assumptions:\n  u: {value: 1}\n"
                                 "correlations:\n  - {between: [sales, u], value: 0.5}\n",
                "E0317");
    assert_only(HEAD WORLD SHARE
                "assumptions:\n  u: {distribution: uniform, min: 0, max: 1}\n"
                "  v: {distribution: uniform, min: 0, max: 1}\n"
                "correlations:\n  - {between: [u, v], value: 1.5}\n",
                "E0207");
}

static void a_file_that_is_not_there(void **state) {
    (void)state;
    ent_scenario *scenario = NULL;
    ent_problems problems = {0};
    assert_int_equal(ent_scenario_read("no/such/file.yaml", NULL, &scenario, &problems),
                     ENT_FILE);
    assert_string_equal(problems.list[0].code, "E0101");
    ent_problems_free(&problems);
    ent_scenario_free(scenario);
    ent_scenario_free(NULL);
}

/* --- tables --- */

/* FIPS 180-4, examples of one and two blocks, and of a million letters. */
static void sha256_meets_its_published_digests(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"}};
    char digits[65];
    ent_sha256 sha;
    for (size_t i = 0; i < 3; i++) {
        ent_sha256_begin(&sha);
        ent_sha256_add(&sha, cases[i][0], strlen(cases[i][0]));
        ent_sha256_end(&sha, digits);
        assert_string_equal(digits, cases[i][1]);
    }
    ent_sha256_begin(&sha);
    for (int i = 0; i < 1000000; i++) {
        ent_sha256_add(&sha, "a", 1);
    }
    ent_sha256_end(&sha, digits);
    assert_string_equal(
        digits, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void check_fields(const ent_kind *kind) {
    for (size_t i = 0; i < kind->field_count; i++) {
        const ent_field *field = &kind->fields[i];
        if (field->help == NULL || field->help[strlen(field->help) - 1] == '.' ||
            (field->type == ENT_CHOICE) != (field->choices != NULL) ||
            (field->required && field->standard != NULL) ||
            ent_kind_field(kind, field->name) != (int)i) {
            fail_msg("%s.%s", kind->name, field->name);
        }
    }
    assert_int_equal(ent_kind_field(kind, "no_such_field"), -1);
}

/* What the reader, the manual and the schema rely on in every table. */
static void tables_are_complete(void **state) {
    (void)state;
    check_fields(&ent_section_scenario);
    check_fields(&ent_section_horizon);
    check_fields(&ent_section_agreement);
    check_fields(&ent_section_clause);
    check_fields(&ent_section_correlation);
    for (const ent_section_row *row = ent_section_rows; row->name != NULL; row++) {
        check_fields(row->section);
        for (size_t i = 0; row->kind_at != NULL && row->kind_at(i) != NULL; i++) {
            check_fields(row->kind_at(i));
        }
    }
    for (size_t i = 0; ent_clause_kind_at(i) != NULL; i++) {
        check_fields(ent_clause_kind_at(i));
    }
}

/* No field of a kind hides behind a common one. */
static void kinds_do_not_repeat_common_fields(void **state) {
    (void)state;
    for (size_t i = 0; ent_clause_kind_at(i) != NULL; i++) {
        const ent_kind *kind = ent_clause_kind_at(i);
        for (size_t k = 0; k < kind->field_count; k++) {
            assert_int_equal(ent_kind_field(&ent_section_clause, kind->fields[k].name),
                             -1);
        }
    }
    for (size_t i = 0; ent_driver_kind_at(i) != NULL; i++) {
        const ent_kind *kind = ent_driver_kind_at(i);
        for (size_t k = 0; k < kind->field_count; k++) {
            assert_int_equal(ent_kind_field(&ent_section_driver, kind->fields[k].name),
                             -1);
        }
    }
}

static void codes_are_in_order_and_explained(void **state) {
    (void)state;
    const char *before = "";
    for (size_t i = 0; ent_code_at(i) != NULL; i++) {
        const ent_code *row = ent_code_at(i);
        assert_true(strcmp(before, row->code) < 0);
        assert_true(strlen(row->title) >= 5 && strlen(row->explanation) > 20);
        assert_ptr_equal(ent_code_named(row->code), row);
        before = row->code;
    }
    assert_null(ent_code_named("E9999"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_top_and_its_defaults),
        cmocka_unit_test(parties_are_indexed_in_file_order),
        cmocka_unit_test(short_forms_are_formulas),
        cmocka_unit_test(each_period_has_its_distribution_inside),
        cmocka_unit_test(readings_are_picked),
        cmocka_unit_test(an_assumption_is_one_thing),
        cmocka_unit_test(a_date_may_be_an_assumption),
        cmocka_unit_test(mistakes_do_not_cascade),
        cmocka_unit_test(names_are_one_set),
        cmocka_unit_test(correlations),
        cmocka_unit_test(a_file_that_is_not_there),
        cmocka_unit_test(sha256_meets_its_published_digests),
        cmocka_unit_test(tables_are_complete),
        cmocka_unit_test(kinds_do_not_repeat_common_fields),
        cmocka_unit_test(codes_are_in_order_and_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
