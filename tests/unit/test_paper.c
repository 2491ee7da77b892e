/* Papers: marks within texts, ids, and what each writer makes of the worst that a text can hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plots/paper/writers.h"
#include "tests/support/chart_harness.h"

/* ---- Marks ---- */

/* Each stretch as its kind's letter and its text: "t(a )c(b)". */
static const char *stretches(const char *text) {
    static char found[512];
    ent_inline at;
    found[0] = '\0';
    while (ent_inline_next(&text, &at))
        snprintf(found + strlen(found), sizeof found - strlen(found), "%c(%.*s)",
                 "tcsl"[at.kind], (int)at.length, at.text);
    return found;
}

static void marks_are_found(void **state) {
    (void)state;
    assert_string_equal(stretches(""), "");
    assert_string_equal(stretches("plain"), "t(plain)");
    assert_string_equal(stretches("a `b` c"), "t(a )c(b)t( c)");
    assert_string_equal(stretches("**New.**  It"), "s(New.)t(  It)");
    assert_string_equal(stretches("see https://a.b/c?d=1."),
                        "t(see )l(https://a.b/c?d=1)t(.)");
}

static void what_is_no_mark_stays(void **state) {
    (void)state;
    assert_string_equal(stretches("a ` b"), "t(a ` b)");
    assert_string_equal(stretches("2 ** 3"), "t(2 ** 3)");
    assert_string_equal(stretches("``"), "t(``)");
    assert_string_equal(stretches("****"), "t(****)");
    assert_string_equal(stretches("http://"), "t(http://)");
}

/* ---- Writers ---- */

/* A paper with one of everything but figures. */
static void build(ent_paper *paper, const char *nasty) {
    ent_problems problems = {0};
    ent_look look;
    assert_int_equal(ent_look_find(NULL, NULL, &look, &problems), ENT_OK);
    *paper = (ent_paper){.title = nasty,
                         .subtitle = nasty,
                         .description = nasty,
                         .author = "nobody",
                         .theme = look.theme};
    ent_paper_heading(paper, 2, "Results");
    ent_paper_heading(paper, 2, "Results");
    ent_paper_heading(paper, 3, "%s", "7 — odd");
    ent_paper_add(paper, ENT_BLOCK_PARAGRAPH, "%s", nasty);
    ent_paper_add(paper, ENT_BLOCK_ITEM, "%s", nasty);
    ent_paper_add(paper, ENT_BLOCK_ITEM, "%s", nasty);
    ent_paper_add(paper, ENT_BLOCK_COMMAND, "%s", nasty);
    ent_paper_table *table = ent_paper_add_table(paper, nasty);
    ent_paper_column(paper, table, ENT_CELL_TEXT, "what");
    ent_paper_column(paper, table, ENT_CELL_NUMBER, "mean");
    ent_paper_column(paper, table, ENT_CELL_ERROR, "");
    ent_paper_column(paper, table, ENT_CELL_TEXT, "empty");
    const char *cells[] = {nasty, "1", "± 2", ""};
    for (size_t i = 0; i < 4; i++)
        ent_paper_cell(paper, table, "%s", cells[i]);
    assert_int_equal(table->rows, 1);
}

/* What the writer of that ending makes of it; to be freed. */
static char *written(const ent_paper *paper, const char *path, size_t *size) {
    ent_problems problems = {0};
    char *text = NULL;
    FILE *to = open_memstream(&text, size);
    assert_non_null(to);
    assert_int_equal(ent_paper_form_of(path)->write(paper, path, to, &problems), ENT_OK);
    fclose(to);
    assert_int_equal(problems.count, 0);
    return text;
}

static size_t times(const char *text, const char *what) {
    size_t count = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what))
        count++;
    return count;
}

static void ids_are_unique_and_begin_with_a_letter(void **state) {
    (void)state;
    ent_paper paper;
    build(&paper, "x");
    assert_string_equal(paper.blocks[0].id, "results");
    assert_string_equal(paper.blocks[1].id, "results-2");
    assert_string_equal(paper.blocks[2].id, "s-7-odd");
    ent_paper_free(&paper);
}

static void html_lets_no_text_be_a_tag(void **state) {
    (void)state;
    ent_paper paper;
    size_t size;
    build(&paper, "<script>alert(\"1\")</script> & `<b>` \001 **<i>** https://a.b/\"<x>");
    char *text = written(&paper, "x.html", &size);
    assert_int_equal(times(text, "<script"), 0);
    assert_int_equal(times(text, "<b>"), 0);
    assert_int_equal(times(text, "<i>"), 0);
    assert_int_equal(times(text, "<x>"), 0);
    assert_int_equal(times(text, "\001"), 0);
    assert_true(times(text, "&lt;script&gt;") > 5);
    assert_int_equal(times(text, "href=\"https://a.b/\""), 7);
    free(text);
    ent_paper_free(&paper);
}

static void html_breaks_a_word_longer_than_a_column(void **state) {
    (void)state;
    char word[201];
    memset(word, 'a', 200);
    word[200] = '\0';
    ent_paper paper;
    size_t size;
    build(&paper, word);
    char *text = written(&paper, "x.html", &size);
    /* Two items and two texts of a table, each in five pieces; a command is scrolled. */
    assert_true(times(text, "<wbr>") >= 4 * 4);
    assert_int_equal(times(text, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa<wbr>"),
                     times(text, "<wbr>"));
    free(text);
    ent_paper_free(&paper);
}

static void every_element_is_closed(void **state) {
    (void)state;
    static const char *const tags[] = {"section", "table",  "tr",  "ul",     "li",
                                       "nav",     "header", "pre", "caption"};
    ent_paper paper;
    size_t size;
    build(&paper, "x");
    char *text = written(&paper, "x.html", &size);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        char open[32], closed[32];
        snprintf(open, sizeof open, "<%s", tags[i]);
        snprintf(closed, sizeof closed, "</%s>", tags[i]);
        assert_true(times(text, closed) > 0);
        /* <header> also begins with <h. */
        assert_true(times(text, open) >= times(text, closed));
    }
    assert_int_equal(times(text, "<li>"), times(text, "</li>"));
    assert_int_equal(times(text, "<ul>"), times(text, "</ul>"));
    assert_int_equal(times(text, "<section"), times(text, "</section>"));
    free(text);
    ent_paper_free(&paper);
}

static void a_column_without_cells_is_left_out(void **state) {
    (void)state;
    ent_paper paper;
    size_t size;
    build(&paper, "x");
    char *html = written(&paper, "x.html", &size), *md = written(&paper, "x.md", &size);
    assert_null(strstr(html, "empty"));
    assert_non_null(
        strstr(html, "<th scope=\"col\" colspan=\"2\" class=\"n\">mean</th>"));
    assert_non_null(strstr(md, "| what | mean |\n|---|---:|\n| x | 1 ± 2 |\n"));
    free(html);
    free(md);
    ent_paper_free(&paper);
}

static void markdown_keeps_cells_in_their_row(void **state) {
    (void)state;
    ent_paper paper;
    size_t size;
    build(&paper, "a | b\nc * d <e> [f]");
    char *text = written(&paper, "x.md", &size);
    assert_non_null(strstr(text, "| a \\| b c \\* d \\<e> \\[f\\] | 1 ± 2 |\n"));
    free(text);
    ent_paper_free(&paper);
}

/* ---- Pages ---- */

static size_t pages(const char *pdf, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i + 12 < size; i++)
        count += memcmp(pdf + i, "/Type /Page", 11) == 0 && pdf[i + 11] != 's';
    return count;
}

static void a_row_taller_than_a_page_is_broken(void **state) {
    (void)state;
    enum { LENGTH = 40000 };
    char *text = malloc(LENGTH + 1);
    assert_non_null(text);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = i % 7 == 6 ? ' ' : 'm';
    text[LENGTH] = '\0';
    ent_paper paper;
    size_t size;
    build(&paper, "short");
    ent_paper_table *table = paper.blocks[paper.count - 1].table;
    for (int i = 0; i < 4; i++)
        ent_paper_cell(&paper, table, "%s", i == 1 ? "1" : text);
    char *pdf = written(&paper, "x.pdf", &size);
    assert_memory_equal(pdf, "%PDF-", 5);
    assert_true(pages(pdf, size) > 2);
    size_t again_size;
    char *again = written(&paper, "x.pdf", &again_size);
    assert_int_equal(size, again_size);
    assert_memory_equal(pdf, again, size);
    free(again);
    free(pdf);
    free(text);
    ent_paper_free(&paper);
}

static void many_columns_stand_in_groups(void **state) {
    (void)state;
    ent_paper paper;
    size_t size;
    build(&paper, "x");
    ent_paper_table *table = ent_paper_add_table(&paper, "wide");
    for (int c = 0; c < ENT_CELLS_MOST + 3; c++)
        ent_paper_column(&paper, table, ENT_CELL_NUMBER, "a_number");
    assert_int_equal(table->columns, ENT_CELLS_MOST);
    for (int c = 0; c < 2 * ENT_CELLS_MOST; c++)
        ent_paper_cell(&paper, table, "%d,000,000,000", c);
    assert_int_equal(table->rows, 2);
    char *pdf = written(&paper, "x.pdf", &size);
    assert_true(pages(pdf, size) >= 1);
    free(pdf);
    ent_paper_free(&paper);
}

static void an_unknown_ending_is_refused(void **state) {
    (void)state;
    ent_problems problems = {0};
    ent_paper paper;
    build(&paper, "x");
    assert_null(ent_paper_form_of("x.txt"));
    assert_null(ent_paper_form_of("a.html/x"));
    assert_int_equal(ent_paper_save(&paper, "x.txt", &problems), ENT_USAGE);
    assert_string_equal(problems.list[0].code, "E0813");
    assert_int_equal(ent_paper_save(&paper, "/nowhere/x.html", &problems), ENT_FILE);
    ent_problems_free(&problems);
    ent_paper_free(&paper);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_found),
        cmocka_unit_test(what_is_no_mark_stays),
        cmocka_unit_test(ids_are_unique_and_begin_with_a_letter),
        cmocka_unit_test(html_lets_no_text_be_a_tag),
        cmocka_unit_test(html_breaks_a_word_longer_than_a_column),
        cmocka_unit_test(every_element_is_closed),
        cmocka_unit_test(a_column_without_cells_is_left_out),
        cmocka_unit_test(markdown_keeps_cells_in_their_row),
        cmocka_unit_test(a_row_taller_than_a_page_is_broken),
        cmocka_unit_test(many_columns_stand_in_groups),
        cmocka_unit_test(an_unknown_ending_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
