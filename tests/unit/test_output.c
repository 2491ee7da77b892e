/* What leaves the program: tables, JSON text, whole files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/json.h"
#include "cli/output.h"
#include "cli/table.h"

/* ---- Tables ---- */

static void expect_table(const ent_table *t, ent_form form, const char *wanted) {
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    ent_table_print(t, form, false, file);
    fclose(file);
    assert_string_equal(text, wanted);
    free(text);
}

static void fill(ent_table *t) {
    ent_table_column(t, "what", ENT_COLUMN_TEXT);
    ent_table_column(t, "mean", ENT_COLUMN_NUMBER);
    ent_table_column(t, "", ENT_COLUMN_ERROR);
    ent_table_column(t, "empty", ENT_COLUMN_TEXT);
    ent_table_column(t, "note", ENT_COLUMN_TEXT);
    static const char *const cells[] = {"a",  "1.5",    "± 0.1", "", "one, \"two\"",
                                        "bé", "−$10bn", "",      "", "x|y"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        ent_table_put(t, "%s", cells[i]);
}

static void text_is_aligned_by_characters(void **state) {
    (void)state;
    ent_table t = {0};
    fill(&t);
    expect_table(&t, ENT_AS_TEXT,
                 "  what     mean         note\n"
                 "  a         1.5 ± 0.1   one, \"two\"\n"
                 "  bé     −$10bn         x|y\n");
    ent_table_free(&t);
}

static void csv_quotes_what_needs_it(void **state) {
    (void)state;
    ent_table t = {0};
    fill(&t);
    expect_table(&t, ENT_AS_CSV,
                 "what,mean,,empty,note\n"
                 "a,1.5,± 0.1,,\"one, \"\"two\"\"\"\n"
                 "bé,−$10bn,,,x|y\n");
    ent_table_free(&t);
}

static void markdown_escapes_bars(void **state) {
    (void)state;
    ent_table t = {0};
    fill(&t);
    expect_table(&t, ENT_AS_MD,
                 "| what | mean |  | empty | note |\n"
                 "|---|---:|---|---|---|\n"
                 "| a | 1.5 | ± 0.1 |  | one, \"two\" |\n"
                 "| bé | −$10bn |  |  | x\\|y |\n");
    ent_table_free(&t);
}

static void prose_goes_on_below_itself(void **state) {
    (void)state;
    ent_table t = {0};
    ent_table_column(&t, "k", ENT_COLUMN_TEXT);
    ent_table_column(&t, "meaning", ENT_COLUMN_PROSE);
    ent_table_put(&t, "a");
    ent_table_put(
        &t, "%s%s",
        "one two three four five six seven eight nine ten eleven twelve thirteen ",
        "fourteen fifteen sixteen seventeen");
    expect_table(
        &t, ENT_AS_TEXT,
        "  k   meaning\n"
        "  a   one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen\n"
        "      sixteen seventeen\n");
    ent_table_free(&t);
}

static void exact_numbers_read_back(void **state) {
    (void)state;
    ent_table t = {0};
    static const double values[] = {0.1, 1e300, -0.0, 1.0 / 3, 38e9};
    ent_table_column(&t, "x", ENT_COLUMN_TEXT);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        ent_table_put_exact(&t, values[i]);
    ent_table_put_exact(&t, NAN);
    ent_table_put_exact(&t, INFINITY);
    expect_table(&t, ENT_AS_CSV,
                 "x\n0.1\n1e+300\n0\n0.3333333333333333\n38000000000\n\n\n");
    ent_table_free(&t);
}

/* ---- JSON ---- */

static void expect_json(json_t *value, const char *wanted) {
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    ent_json_write(value, file);
    fclose(file);
    json_decref(value);
    assert_string_equal(text, wanted);
    free(text);
}

static void json_numbers_are_short_and_never_odd(void **state) {
    (void)state;
    json_t *list = json_array();
    static const double values[] = {0.1, -0.0, NAN, INFINITY, 100000, 2.5e-7};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        json_array_append_new(list, ent_json_number(values[i]));
    json_array_append_new(list, ent_json_count(9007199254740993U));
    expect_json(list, "[0.1, 0, null, null, 100000, 2.5e-07, 9007199254740993]\n");
}

static void json_texts_are_escaped(void **state) {
    (void)state;
    expect_json(ent_json_text("a\"b\\c\nd\té"), "\"a\\\"b\\\\c\\u000ad\\u0009é\"\n");
    expect_json(ent_json_text(NULL), "null\n");
}

static void json_members_keep_their_order(void **state) {
    (void)state;
    json_t *object = json_object(), *nested = json_array();
    json_object_set_new(object, "z", json_integer(1));
    json_object_set_new(object, "a", json_object());
    json_array_append_new(nested, json_array());
    json_array_append_new(nested, json_array());
    json_object_set_new(object, "lists", nested);
    json_object_set_new(object, "day", ent_json_day(0));
    expect_json(object,
                "{\n  \"z\": 1,\n  \"a\": {},\n  \"lists\": [\n    [],\n    []\n  ],\n"
                "  \"day\": \"1970-01-01\"\n}\n");
}

/* ---- Whole files ---- */

static char folder[] = "/tmp/entente-output-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
    (void)state;
    return rmdir(folder);
}

static size_t files_in_folder(void) {
    DIR *dir = opendir(folder);
    size_t count = 0;
    for (const struct dirent *e; (e = readdir(dir)) != NULL;)
        count += e->d_name[0] != '.';
    closedir(dir);
    return count;
}

static void nothing_shows_before_a_file_is_whole(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_output file;
    char path[64], text[16] = "";
    snprintf(path, sizeof path, "%s/x", folder);
    for (int round = 0; round < 2; round++) { /* the second replaces the first */
        assert_int_equal(ent_output_open(&file, folder, "x", &problems), ENT_OK);
        fprintf(file.to, "round %d", round);
        assert_int_equal(access(path, F_OK) == 0, round == 1);
        assert_int_equal(ent_output_close(&file, &problems), ENT_OK);
    }
    assert_int_equal(files_in_folder(), 1);
    FILE *back = fopen(path, "r");
    assert_non_null(fgets(text, sizeof text, back));
    fclose(back);
    assert_string_equal(text, "round 1");
    unlink(path);
    ent_problems_free(&problems);
}

static void a_file_that_fails_leaves_nothing(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_output file;
    char path[64];
    assert_int_equal(
        ent_output_open(&file, "/tmp/entente-no-such-folder", "x", &problems), ENT_FILE);
    assert_int_equal(problems.errors, 1);
    assert_string_equal(problems.list[0].code, "E0807");
    /* A folder in the file's place: the last step fails, and the temporary file goes. */
    snprintf(path, sizeof path, "%s/x", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_int_equal(ent_output_open(&file, folder, "x", &problems), ENT_OK);
    assert_int_equal(ent_output_close(&file, &problems), ENT_FILE);
    assert_int_equal(files_in_folder(), 1);
    rmdir(path);
    ent_problems_free(&problems);
}

static void folders_are_made_with_those_above(void **state) {
    (void)state;
    ent_problems problems = {0};
    char deep[64], upper[64];
    snprintf(upper, sizeof upper, "%s/a", folder);
    snprintf(deep, sizeof deep, "%s/a/b/", folder);
    assert_int_equal(ent_output_folder(deep, &problems), ENT_OK);
    assert_int_equal(ent_output_folder(deep, &problems), ENT_OK);
    assert_int_equal(rmdir(deep), 0);
    assert_int_equal(rmdir(upper), 0);
    assert_int_equal(ent_output_folder("/dev/null/x", &problems), ENT_FILE);
    ent_problems_free(&problems);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_aligned_by_characters),
        cmocka_unit_test(csv_quotes_what_needs_it),
        cmocka_unit_test(markdown_escapes_bars),
        cmocka_unit_test(prose_goes_on_below_itself),
        cmocka_unit_test(exact_numbers_read_back),
        cmocka_unit_test(json_numbers_are_short_and_never_odd),
        cmocka_unit_test(json_texts_are_escaped),
        cmocka_unit_test(json_members_keep_their_order),
        cmocka_unit_test(nothing_shows_before_a_file_is_whole),
        cmocka_unit_test(a_file_that_fails_leaves_nothing),
        cmocka_unit_test(folders_are_made_with_those_above),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
