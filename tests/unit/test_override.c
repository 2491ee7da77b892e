/* Overrides at every level of a scenario, and shapes that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scenarios/scenarios.h"

#define HEAD                                                                             \
    "entente: 1\ntitle: Test\ncurrency: USD\n"                                           \
    "horizon: {start: 2026-01-01, end: 2027-12-31}\n"                                    \
    "parties: {maker: {}, seller: {}}\n"
#define WORLD                                                                            \
    "drivers:\n"                                                                         \
    "  a: {kind: gbm, initial: 1, drift: 0, volatility: 10%}\n"                          \
    "  b: {kind: gbm, initial: 1, drift: 0, volatility: 10%}\n"                          \
    "correlations:\n"                                                                    \
    "  - {between: [a, b], value: 0.1}\n"                                                \
    "quantities: {q: a * b, gone: a + b}\n"
#define AGREEMENTS                                                                       \
    "agreements:\n  first:\n    title: First\n    clauses:\n"                            \
    "      alone: {kind: exclusivity, holder: maker, grantor: seller}\n"
#define WHOLE HEAD WORLD AGREEMENTS

static ent_scenario *scenario;
static ent_problems problems;

static int release(void **state) {
    (void)state;
    ent_problems_free(&problems);
    ent_scenario_free(scenario);
    scenario = NULL;
    return 0;
}

/* Reads with one override (NULL: none), in place of what was read before. */
static ent_status read_with(const char *text, const char *override) {
    release(NULL);
    const ent_read_options options = {&override, override == NULL ? 0 : 1};
    return ent_scenario_read_text("o.yaml", text, strlen(text), &options, &scenario,
                                  &problems);
}

static void set(const char *override) {
    if (read_with(WHOLE, override) != ENT_OK) {
        fail_msg("%s: %s", override, problems.list[0].message);
    }
}

static void assert_told(const char *text, const char *override, const char *code) {
    assert_int_equal(read_with(text, override), ENT_INVALID);
    if (problems.count != 1 || strcmp(problems.list[0].code, code) != 0) {
        fail_msg("%zu problems, the first %s: %s", problems.count, problems.list[0].code,
                 problems.list[0].message);
    }
}

static void correlations_are_counted_from_one(void **state) {
    (void)state;
    set("correlations.1.value=-0.4");
    const ent_entry *correlation = &scenario->correlations.items[0];
    assert_true(correlation->common[ENT_CORRELATION_VALUE].number == -0.4);
    set("correlations.1.note=new");
    assert_string_equal(scenario->correlations.items[0].common[ENT_CORRELATION_NOTE].text,
                        "new");
    assert_told(WHOLE, "correlations.0.value=0.5", "E0602");
    assert_told(WHOLE, "correlations.2.value=0.5", "E0602");
    assert_told(WHOLE, "correlations.1x.value=0.5", "E0602");
    assert_told(WHOLE, "correlations.1.between.3=a", "E0602");
    assert_told(WHOLE, "correlations.1.vale=0.5", "E0201");
}

static void short_forms_take_fields(void **state) {
    (void)state;
    set("quantities.q.title=Product");
    const ent_value *q = scenario->quantities.items[0].common;
    assert_string_equal(q[ENT_QUANTITY_FORMULA].text, "a * b");
    assert_string_equal(q[ENT_QUANTITY_TITLE].text, "Product");
    set("quantities.q.formula=a");
    assert_string_equal(scenario->quantities.items[0].common[ENT_QUANTITY_FORMULA].text,
                        "a");
}

static void entries_can_be_dropped(void **state) {
    (void)state;
    set("quantities.gone=none");
    assert_int_equal(scenario->quantities.count, 1);
    set("agreements.first.clauses.alone=none");
    assert_int_equal(scenario->agreements[0].clauses.count, 0);
}

static void agreements_take_fields(void **state) {
    (void)state;
    set("agreements.first.title=Renamed");
    assert_string_equal(scenario->agreements[0].about.common[ENT_AGREEMENT_TITLE].text,
                        "Renamed");
    assert_told(WHOLE, "agreements.first.titel=Renamed", "E0201");
    assert_told(WHOLE, "agreements.first.title.x=Renamed", "E0602");
}

static void an_override_ends_at_one_value(void **state) {
    (void)state;
    static const char *const cases[] = {
        "agreements.first=x", "agreements.first.clauses=x",
        "horizon=x",          "drivers=x",
        "drivers.a=x",        "agreements=x"};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_told(WHOLE, cases[i], "E0602");
    }
    assert_told(WHOLE, "drivers.a.drift.x=5", "E0602");
    assert_told(WHOLE, "drivers.a.note.x=5", "E0602");
}

static void blanks_around_the_parts_do_not_matter(void **state) {
    (void)state;
    set(" drivers . a . drift  =  5%  ");
    const ent_entry *a = &scenario->drivers.items[0];
    assert_string_equal(a->fields[ent_kind_field(a->kind, "drift")].text, "5%");
}

static void an_override_has_a_limit(void **state) {
    (void)state;
    static char text[4200];
    memset(text, 'x', sizeof text - 1);
    memcpy(text, "title=", 6);
    assert_told(WHOLE, text, "E0601");
    text[4096] = '\0';
    set(text);
}

static void an_entry_that_is_wrong_is_told_where_it_is_read(void **state) {
    (void)state;
    assert_told(HEAD AGREEMENTS "assumptions: {x: 5}\n", "assumptions.x.value=6",
                "E0204");
}

static void shapes_that_are_wrong_are_told_once(void **state) {
    (void)state;
    assert_told(HEAD AGREEMENTS "assumptions: [x]\n", NULL, "E0204");
    assert_told(HEAD AGREEMENTS "correlations: [x]\n", NULL, "E0204");
    assert_told(HEAD AGREEMENTS "correlations: [{between: [a, b], value: 1, x: {}}]\n"
                                "drivers:\n  a: {kind: constant, value: 1}\n"
                                "  b: {kind: constant, value: 1}\n",
                NULL, "E0201");
    assert_told(HEAD "agreements: {Bad: {}}\n", NULL, "E0311");
    assert_told(HEAD "agreements: {bad: 5, good: {}}\n", NULL, "E0204");
    assert_told(HEAD AGREEMENTS "extends:\n", NULL, "E0203");
    assert_told("entente: 1\ntitle: T\ncurrency: USD\nhorizon: 5\nagreements: {a: {}}\n",
                NULL, "E0204");
}

static void a_clause_after_the_horizon_is_warned_of(void **state) {
    (void)state;
    assert_int_equal(read_with(WHOLE, "agreements.first.clauses.alone.start=2028-01-01"),
                     ENT_OK);
    assert_int_equal(problems.warnings, 1);
    assert_string_equal(problems.list[0].code, "W0701");
    set("agreements.first.clauses.alone.start=2027-12-31");
    assert_int_equal(problems.warnings, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(correlations_are_counted_from_one, release),
        cmocka_unit_test_teardown(short_forms_take_fields, release),
        cmocka_unit_test_teardown(entries_can_be_dropped, release),
        cmocka_unit_test_teardown(agreements_take_fields, release),
        cmocka_unit_test_teardown(an_override_ends_at_one_value, release),
        cmocka_unit_test_teardown(blanks_around_the_parts_do_not_matter, release),
        cmocka_unit_test_teardown(an_override_has_a_limit, release),
        cmocka_unit_test_teardown(an_entry_that_is_wrong_is_told_where_it_is_read,
                                  release),
        cmocka_unit_test_teardown(shapes_that_are_wrong_are_told_once, release),
        cmocka_unit_test_teardown(a_clause_after_the_horizon_is_warned_of, release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
