#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/reading_harness.h"

reading reading_of(const char *text, const char *const *overrides, size_t count) {
    reading r = {0};
    const ent_read_options options = {overrides, count};
    ent_status status = ent_scenario_read_text("test.yaml", text, strlen(text), &options,
                                               &r.scenario, &r.problems);
    assert_int_equal(status == ENT_OK, r.problems.errors == 0);
    return r;
}

reading reading_good(const char *text, const char *override) {
    reading r = reading_of(text, &override, override == NULL ? 0 : 1);
    if (r.problems.count > 0) {
        const ent_problem *p = &r.problems.list[0];
        fail_msg("line %d: %s", p->at.line, p->message);
    }
    return r;
}

void reading_close(reading *r) {
    ent_problems_free(&r->problems);
    ent_scenario_free(r->scenario);
}

void expect_reading_problem(const char *text, const char *override, const char *code) {
    reading r = reading_of(text, &override, override == NULL ? 0 : 1);
    assert_int_equal(r.problems.count, 1);
    assert_string_equal(r.problems.list[0].code, code);
    reading_close(&r);
}

const ent_agreement *reading_agreement(const reading *r, const char *name) {
    for (size_t i = 0; i < r->scenario->agreement_count; i++) {
        if (strcmp(r->scenario->agreements[i].about.name, name) == 0) {
            return &r->scenario->agreements[i];
        }
    }
    fail_msg("no agreement %s", name);
    return NULL;
}

const ent_entry *reading_entry(const ent_entries *entries, const char *name) {
    for (size_t i = 0; i < entries->count; i++) {
        if (strcmp(entries->items[i].name, name) == 0) {
            return &entries->items[i];
        }
    }
    return NULL;
}

const ent_value *reading_field(const ent_entry *e, const char *name) {
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
const char *reading_term(const reading *r, const char *version, const char *clause,
                         const char *name) {
    const ent_value *value = reading_field(
        reading_entry(&reading_agreement(r, version)->clauses, clause), name);
    return value->given ? value->text : NULL;
}
