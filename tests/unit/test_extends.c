/* Files that extend files. */
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

#include "tests/support/reading_harness.h"

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
    assert_true(reading_field(reading_entry(&s->assumptions, "a"), "value")->number == 5);
    assert_string_equal(reading_field(reading_entry(&s->assumptions, "a"), "note")->text,
                        "kept");
    assert_true(reading_field(reading_entry(&s->assumptions, "a"), "range")->given);
    assert_true(reading_field(reading_entry(&s->assumptions, "b"), "value")->number == 7);
    assert_null(reading_field(reading_entry(&s->assumptions, "b"), "note")->text);
    assert_string_equal(
        reading_field(reading_entry(&s->quantities, "q"), "formula")->text, "a + b");
    assert_string_equal(reading_field(reading_entry(&s->quantities, "q"), "title")->text,
                        "With a title");
    assert_string_equal(reading_term(&r, "second", "share", "cap"), "4bn");
    assert_string_equal(reading_term(&r, "second", "share", "rate"), "20%");
    assert_null(reading_entry(&reading_agreement(&r, "second")->clauses, "alone"));
    assert_int_equal(s->file_count, 2);
    /* Values know the file they come from. */
    const ent_value *rate = reading_field(
        reading_entry(&reading_agreement(&r, "second")->clauses, "share"), "rate");
    assert_non_null(strstr(rate->at.file->name, "below/base.yaml"));
    reading_close(&r);
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
        reading_close(&r);
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
        expect_reading_problem(text, NULL, "E0606");
    }
    reading r = reading_of(BASE "extends: ..name.yaml\n", NULL, 0);
    assert_string_equal(r.problems.list[0].code, "E0101"); /* allowed, but not there */
    reading_close(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_extends_another_by_the_same_rule),
        cmocka_unit_test(chains_of_files_are_limited),
        cmocka_unit_test(paths_that_lead_out_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
