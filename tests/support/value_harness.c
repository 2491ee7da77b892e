#include "tests/support/value_harness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "scenarios/reader/file.h"

void value_open(valued *v, const ent_field *field, const char *text) {
    char whole[512];
    *v = (valued){.scenario = {.currency = "USD"}};
    snprintf(whole, sizeof whole, "x: %s\n", text);
    ent_file *file = ent_file_from_text("v.yaml", whole, strlen(whole),
                                        &v->scenario.arena, &v->problems);
    ent_yaml *root = ent_yaml_read(file, 0, NULL, &v->scenario.arena, &v->problems);
    assert_non_null(root);
    ent_reading r = {&v->scenario, &v->problems};
    const ent_where where = {&r, "test.x", "token"};
    v->good = ent_value_read(&where, field, ent_yaml_get(root, "x"), &v->value);
    assert_int_equal(v->good, v->problems.errors == 0);
}

void value_close(valued *v) {
    ent_problems_free(&v->problems);
    ent_arena_free(&v->scenario.arena);
}

void expect_bad(const ent_field *field, const char *text, const char *code) {
    valued v;
    value_open(&v, field, text);
    if (v.good) {
        fail_msg("%s was accepted", text);
    }
    assert_string_equal(v.problems.list[0].code, code);
    assert_string_equal(v.problems.list[0].path, "test.x");
    value_close(&v);
}

void expect_number(const ent_field *field, const char *text, double number) {
    valued v;
    value_open(&v, field, text);
    if (!v.good) {
        fail_msg("%s: %s", text, v.problems.list[0].message);
    }
    assert_true(v.value.number == number);
    value_close(&v);
}

void expect_text(const ent_field *field, const char *text, const char *read) {
    valued v;
    value_open(&v, field, text);
    if (!v.good) {
        fail_msg("%s: %s", text, v.problems.list[0].message);
    }
    assert_string_equal(v.value.text, read);
    value_close(&v);
}
