/* CSV as RFC 4180 has it, cell by cell, and the columns of files that scenarios name. */
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

#include "scenarios/reader/csv.h"
#include "tests/support/reading_harness.h"

/* ---- Cells ---- */

typedef struct {
    const char *text; /* what it says; NULL: the row's end, and at the end of all */
    int line, column, width;
} expected;

static ent_file file_of(const char *text) {
    return (ent_file){"t.csv", text, strlen(text)};
}

static void expect_cells(const char *text, const expected *cells) {
    ent_arena arena = {0};
    ent_problems problems = {0};
    ent_file file = file_of(text);
    ent_csv csv = {&file, file.text, 1, 1};
    ent_csv_cell cell = {.last = true};
    while (cells->text) {
        assert_false(cell.last && ent_csv_at_end(&csv));
        assert_true(ent_csv_next(&csv, &cell, &problems));
        assert_string_equal(ent_csv_cell_text(&arena, &cell), cells->text);
        assert_int_equal(cell.at.line, cells->line);
        assert_int_equal(cell.at.column, cells->column);
        assert_int_equal(cell.at.width, cells->width);
        cells++;
        assert_int_equal(cell.last, cells->text == NULL);
        cells += cell.last;
    }
    assert_true(ent_csv_at_end(&csv));
    assert_int_equal(problems.errors, 0);
    ent_arena_free(&arena);
}

static void cells_and_rows_end_as_the_standard_says(void **state) {
    (void)state;
    static const char *const texts[] = {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2",
                                        "a,b\n1,2\n\n \r\n\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_cells(texts[i], (expected[]){{"a", 1, 1, 1},
                                            {"b", 1, 3, 1},
                                            {NULL},
                                            {"1", 2, 1, 1},
                                            {"2", 2, 3, 1},
                                            {NULL},
                                            {NULL}});
}

static void quotes_hold_commas_breaks_and_quotes(void **state) {
    (void)state;
    expect_cells("\"a, b\",\"say \"\"x\"\"\"\n\"two\nlines\",3\n\"\",\"\"\"\"\n",
                 (expected[]){{"a, b", 1, 1, 6},
                              {"say \"x\"", 1, 8, 11},
                              {NULL},
                              {"two\nlines", 2, 1, 11},
                              {"3", 3, 8, 1},
                              {NULL},
                              {"", 4, 1, 2},
                              {"\"", 4, 4, 4},
                              {NULL},
                              {NULL}});
}

/* Blanks around count only within quotes; columns are counted in characters. */
static void blanks_and_letters_are_placed(void **state) {
    (void)state;
    expect_cells(" a b ,\t\"\xc3\xa4 \" ,x\n,\xe2\x82\xac"
                 "5,\n",
                 (expected[]){{"a b", 1, 2, 3},
                              {"\xc3\xa4 ", 1, 8, 4},
                              {"x", 1, 14, 1},
                              {NULL},
                              {"", 2, 1, 1},
                              {"\xe2\x82\xac"
                               "5",
                               2, 2, 2},
                              {"", 2, 5, 1},
                              {NULL},
                              {NULL}});
}

static void a_blank_line_between_rows_is_a_row(void **state) {
    (void)state;
    expect_cells("1\n\n2\n", (expected[]){{"1", 1, 1, 1},
                                          {NULL},
                                          {"", 2, 1, 1},
                                          {NULL},
                                          {"2", 3, 1, 1},
                                          {NULL},
                                          {NULL}});
}

static void broken_quotes_are_told_where_they_are(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int line, column;
    } cases[] = {{"\"a", 1, 1},        {"\"a\"\"", 1, 1}, {"\"", 1, 1},
                 {"a\"b\"", 1, 2},     {"\"a\"b", 1, 4},  {"\"a\nb\" c", 2, 4},
                 {"\"a\" \"b\"", 1, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ent_problems problems = {0};
        ent_file file = file_of(cases[i].text);
        ent_csv csv = {&file, file.text, 1, 1};
        ent_csv_cell cell;
        assert_false(ent_csv_next(&csv, &cell, &problems));
        assert_int_equal(problems.errors, 1);
        assert_string_equal(problems.list[0].code, "E0117");
        assert_int_equal(problems.list[0].at.line, cases[i].line);
        assert_int_equal(problems.list[0].at.column, cases[i].column);
        ent_problems_free(&problems);
    }
}

/* ---- Files ---- */

static char folder[64];

static int make_folder(void **state) {
    (void)state;
    strcpy(folder, "build/ent_csv_XXXXXX");
    char path[128];
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/below", folder);
    return mkdir(path, 0700);
}

static void write_file(const char *name, const char *text) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    fclose(file);
}

static int remove_folder(void **state) {
    (void)state;
    static const char *const names[] = {"a.yaml", "below/b.yaml", "below/t.csv",
                                        "t.csv",  "below",        ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    return 0;
}

#define REPLAY(file, column)                                                             \
    "drivers:\n  x: {kind: replay, repeat: true, data: {csv: " file ", column: " column  \
    "}}\n"

static ent_status read_file(const char *name, const char *override, reading *r) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    const ent_read_options options = {&override, override != NULL};
    *r = (reading){0};
    return ent_scenario_read(path, &options, &r->scenario, &r->problems);
}

static const ent_value *data_of(const reading *r) {
    return reading_field(reading_entry(&r->scenario->drivers, "x"), "data");
}

static void numbers_are_read_as_in_scenarios(void **state) {
    (void)state;
    static const double values[] = {1.5e9, -0.2, 1e-3, 1200, 0};
    reading r;
    write_file("t.csv",
               "\xef\xbb\xbfx, a b ,y\n,1.5bn,\n,-20%,\n,\"1e-3\",\n,1_200,\n,0,\n");
    write_file("a.yaml", BASE REPLAY("t.csv", "a b"));
    assert_int_equal(read_file("a.yaml", NULL, &r), ENT_OK);
    const ent_value *data = data_of(&r);
    assert_int_equal(data->item_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_true(data->items[i].number == values[i]);
    assert_int_equal(data->items[3].at.line, 5);
    assert_int_equal(data->items[3].at.column, 2);
    assert_string_equal(data->text, "t.csv, column a b");
    reading_close(&r);
}

/* A table belongs to the results: their hash changes with it, and only then. */
static void the_hash_covers_tables(void **state) {
    (void)state;
    char hashes[3][65];
    reading r;
    write_file("a.yaml", BASE REPLAY("t.csv", "x"));
    for (size_t i = 0; i < 3; i++) {
        write_file("t.csv", i == 1 ? "x\n1\n2\n" : "x\n1\n3\n");
        assert_int_equal(read_file("a.yaml", NULL, &r), ENT_OK);
        strcpy(hashes[i], r.scenario->sha256);
        assert_int_equal(r.scenario->file_count, 2);
        reading_close(&r);
    }
    assert_string_equal(hashes[0], hashes[2]);
    assert_string_not_equal(hashes[0], hashes[1]);
}

/* A path is seen from the file that says it; an override stands beside the first. */
static void a_table_lies_beside_the_file_that_names_it(void **state) {
    (void)state;
    reading r;
    write_file("t.csv", "x\n1\n");
    write_file("below/t.csv", "x\n2\n");
    write_file("below/b.yaml", BASE REPLAY("t.csv", "x"));
    write_file("a.yaml", "extends: below/b.yaml\n");
    assert_int_equal(read_file("a.yaml", NULL, &r), ENT_OK);
    assert_true(data_of(&r)->items[0].number == 2);
    reading_close(&r);
    assert_int_equal(read_file("a.yaml", "drivers.x.data.csv=t.csv", &r), ENT_OK);
    assert_true(data_of(&r)->items[0].number == 1);
    reading_close(&r);
}

static void a_link_does_not_lead_out(void **state) {
    (void)state;
    reading r;
    char path[128];
    snprintf(path, sizeof path, "%s/t.csv", folder);
    remove(path);
    assert_int_equal(symlink("../../README.md", path), 0);
    write_file("a.yaml", BASE REPLAY("t.csv", "x"));
    assert_int_equal(read_file("a.yaml", NULL, &r), ENT_INVALID);
    assert_string_equal(r.problems.list[0].code, "E0606");
    reading_close(&r);
    remove(path);
    assert_int_equal(read_file("a.yaml", NULL, &r), ENT_FILE);
    reading_close(&r);
}

static void a_long_table_has_its_limit(void **state) {
    (void)state;
    const size_t lines = ENT_DATA_NUMBERS;
    char *text = malloc(2 * lines + 8), *end = text;
    assert_non_null(text);
    *end++ = 'x', *end++ = '\n';
    for (size_t i = 0; i < lines; i++)
        *end++ = '7', *end++ = '\n';
    *end = '\0';
    reading r;
    write_file("a.yaml", BASE REPLAY("t.csv", "x"));
    write_file("t.csv", text);
    assert_int_equal(read_file("a.yaml", NULL, &r), ENT_OK);
    assert_int_equal(data_of(&r)->item_count, lines);
    reading_close(&r);
    strcpy(end, "7\n");
    write_file("t.csv", text);
    assert_int_equal(read_file("a.yaml", NULL, &r), ENT_INVALID);
    assert_int_equal(r.problems.errors, 1);
    assert_string_equal(r.problems.list[0].code, "E0102");
    assert_int_equal(r.problems.list[0].at.line, (int)lines + 2);
    reading_close(&r);
    free(text);
}

/* A list as long as a file can hold is read in no time: its text is put together once. */
static void a_long_list_is_read(void **state) {
    (void)state;
    const size_t count = 19000;
    char *text = malloc(4 * count + 2000), *end = text;
    assert_non_null(text);
    end += sprintf(end, "%s", BASE "drivers:\n  x: {kind: replay, data: [");
    for (size_t i = 0; i < count; i++)
        end += sprintf(end, "%s%zu", i ? "," : "", i % 10);
    sprintf(end, "]}\n");
    reading r = reading_good(text, NULL);
    assert_int_equal(data_of(&r)->item_count, count);
    assert_int_equal(strlen(data_of(&r)->text), 3 * count - 2);
    reading_close(&r);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_and_rows_end_as_the_standard_says),
        cmocka_unit_test(quotes_hold_commas_breaks_and_quotes),
        cmocka_unit_test(blanks_and_letters_are_placed),
        cmocka_unit_test(a_blank_line_between_rows_is_a_row),
        cmocka_unit_test(broken_quotes_are_told_where_they_are),
        cmocka_unit_test(numbers_are_read_as_in_scenarios),
        cmocka_unit_test(the_hash_covers_tables),
        cmocka_unit_test(a_table_lies_beside_the_file_that_names_it),
        cmocka_unit_test(a_link_does_not_lead_out),
        cmocka_unit_test(a_long_table_has_its_limit),
        cmocka_unit_test(a_long_list_is_read),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
