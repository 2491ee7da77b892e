/* YAML as a tree: places, aliases, limits, values cut at commas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scenarios/reader/file.h"
#include "scenarios/reader/tree.h"
#include "scenarios/scenarios.h"

typedef struct {
    ent_arena arena;
    ent_problems problems;
    ent_file *file;
    ent_yaml *root;
} parsed;

static parsed *parse(const char *text) {
    parsed *p = calloc(1, sizeof *p);
    p->file =
        ent_file_from_text("test.yaml", text, strlen(text), &p->arena, &p->problems);
    assert_non_null(p->file);
    if (ent_file_check(p->file, true, &p->problems)) {
        p->root = ent_yaml_read(p->file, 0, NULL, &p->arena, &p->problems);
    }
    return p;
}

static void done(parsed *p) {
    ent_problems_free(&p->problems);
    ent_arena_free(&p->arena);
    free(p);
}

static void assert_place(ent_place at, int line, int column, int width) {
    if (at.line != line || at.column != column || at.width != width) {
        fail_msg("%d:%d, %d wide; expected %d:%d, %d", at.line, at.column, at.width, line,
                 column, width);
    }
}

static void assert_refused(const char *text, const char *code) {
    parsed *p = parse(text);
    if (p->problems.count == 0) {
        fail_msg("accepted, expected %s: %.60s", code, text);
    }
    assert_string_equal(p->problems.list[0].code, code);
    done(p);
}

static void assert_accepted(const char *text) {
    parsed *p = parse(text);
    if (p->problems.count > 0) {
        fail_msg("%s: %.60s", p->problems.list[0].message, text);
    }
    assert_non_null(p->root);
    done(p);
}

static void values_know_their_places(void **state) {
    (void)state;
    parsed *p = parse("a: one\nb: {c: [x, yy], d: 'q r'}\ne:\n  f: text\n");
    assert_int_equal(p->problems.count, 0);
    assert_int_equal(p->root->count, 3);
    assert_place(ent_yaml_pair_of(p->root, "a")->at, 1, 1, 1);
    assert_place(ent_yaml_get(p->root, "a")->at, 1, 4, 3);
    const ent_yaml *b = ent_yaml_get(p->root, "b");
    assert_place(b->at, 2, 4, 22);
    assert_place(ent_yaml_get(b, "c")->at, 2, 8, 7);
    assert_place(ent_yaml_get(b, "c")->items[1]->at, 2, 12, 2);
    assert_place(ent_yaml_get(b, "d")->at, 2, 20, 5);
    assert_place(ent_yaml_get(ent_yaml_get(p->root, "e"), "f")->at, 4, 6, 4);
    done(p);
}

static void columns_count_characters_not_bytes(void **state) {
    (void)state;
    parsed *p =
        parse("\xef\xbb\xbf{k: \xc3\xa9\xe5\xa5\x91\xf0\x9f\x92\xb6, n: 5}\r\nx: 1\r\n");
    done(p); /* a second value after a flow map at the top: only the byte order mark
                matters */
    p = parse(
        "\xef\xbb\xbfk: {k: \xc3\xa9\xe5\xa5\x91\xf0\x9f\x92\xb6, n: 5}\r\nx: 12\r\n");
    assert_int_equal(p->problems.count, 0);
    const ent_yaml *map = ent_yaml_get(p->root, "k");
    assert_place(ent_yaml_get(map, "k")->at, 1, 8, 3);
    assert_place(ent_yaml_get(map, "n")->at, 1, 16, 1);
    assert_place(ent_yaml_get(p->root, "x")->at, 2, 4, 2);
    done(p);
}

static void quotes_and_blocks_are_not_plain(void **state) {
    (void)state;
    parsed *p = parse("a: none\nb: 'none'\nc: \"none\"\nd: |\n  none\n");
    assert_true(ent_yaml_is(ent_yaml_get(p->root, "a"), "none"));
    assert_false(ent_yaml_is(ent_yaml_get(p->root, "b"), "none"));
    assert_false(ent_yaml_is(ent_yaml_get(p->root, "c"), "none"));
    assert_string_equal(ent_yaml_get(p->root, "d")->text, "none\n");
    assert_false(ent_yaml_get(p->root, "d")->plain);
    done(p);
}

static void an_alias_stands_where_it_is_written(void **state) {
    (void)state;
    parsed *p = parse("a: &x {k: v}\nb: *x\n");
    const ent_yaml *b = ent_yaml_get(p->root, "b");
    assert_place(b->at, 2, 4, 2);
    assert_int_equal(b->anchor.line, 1);
    assert_string_equal(ent_yaml_get(b, "k")->text, "v");
    done(p);
}

static void what_is_no_part_of_the_language_is_refused(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"", "E0103"},
        {"# only\n", "E0103"},
        {"a: 1\na: 2\n", "E0108"},
        {"{a: 1, b: 2, a: 3}\n", "E0108"},
        {"a: *x\n", "E0109"},
        {"a: &x [*x]\n", "E0109"},
        {"<<: {}\n", "E0110"},
        {"a: !!str b\n", "E0111"},
        {"a: ! b\n", "E0111"},
        {"a: !x {}\n", "E0111"},
        {"a: 1\n---\nb: 2\n", "E0112"},
        {"? [a]\n: b\n", "E0116"},
        {"{[a]: b}\n", "E0116"},
        {"a: &x b\n*x : c\n", "E0116"},
        {"a: [b\n", "E0107"},
        {"a: 'b\n", "E0107"},
        {"\ta: 1\n", "E0106"},
        {"a:\n \tb: 1\n", "E0106"},
        {"a: b\x01\n", "E0105"},
        {"a: b\rc: d\n", "E0105"},
        {"a: \xc2\x85 b\n", "E0105"},
        {"a: \x7f\n", "E0105"},
        {"a: \xff\n", "E0104"},
        {"a: \xc0\xaf\n", "E0104"},
        {"a: \xed\xa0\x80\n", "E0104"},
        {"a: \xf4\x90\x80\x80\n", "E0104"},
        {"a: \xe5\xa5", "E0104"},
        {"a: \"\\0\"\n", "E0105"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_refused(cases[i][0], cases[i][1]);
    }
    assert_accepted("a: <<\n");
    assert_accepted("'<<': 1\n");
    assert_accepted("a:\tb # a tab between words\n");
    assert_accepted("%YAML 1.1\n---\na: 1\n...\n");
}

static void a_second_use_of_an_anchor_name_counts(void **state) {
    (void)state;
    parsed *p = parse("a: &x 1\nb: &x 2\nc: *x\n");
    assert_string_equal(ent_yaml_get(p->root, "c")->text, "2");
    done(p);
}

/* --- limits --- */

static char *repeat(const char *before, const char *what, size_t count,
                    const char *after) {
    char *text = malloc(strlen(before) + count * strlen(what) + strlen(after) + 1);
    char *end = text + sprintf(text, "%s", before);
    for (size_t i = 0; i < count; i++) {
        end += sprintf(end, "%s", what);
    }
    strcpy(end, after);
    return text;
}

static void assert_limit(const char *before, const char *what, size_t most,
                         const char *after, const char *code) {
    char *text = repeat(before, what, most, after);
    assert_accepted(text);
    free(text);
    text = repeat(before, what, most + 1, after);
    assert_refused(text, code);
    free(text);
}

static void depth_is_limited(void **state) {
    (void)state;
    /* The map at the top and the innermost scalar are levels too. */
    char *good = repeat("a: ", "[", 30, "x"), *text = repeat(good, "]", 30, "\n");
    assert_accepted(text);
    free(good);
    free(text);
    good = repeat("a: ", "[", 31, "x");
    text = repeat(good, "]", 31, "\n");
    assert_refused(text, "E0113");
    free(good);
    free(text);
}

static void depth_behind_an_alias_counts(void **state) {
    (void)state;
    /* Twenty lists behind the alias, under the map at the top and so many more. */
    static const struct {
        size_t more;
        bool good;
    } cases[] = {{11, true}, {12, false}};
    for (size_t i = 0; i < 2; i++) {
        char *deep = repeat("a: &x ", "[", 20, ""),
             *closed = repeat(deep, "]", 20, "\nb: ");
        char *more = repeat(closed, "[", cases[i].more, "*x");
        char *text = repeat(more, "]", cases[i].more, "\n");
        if (cases[i].good) {
            assert_accepted(text);
        } else {
            assert_refused(text, "E0113");
        }
        free(deep);
        free(closed);
        free(more);
        free(text);
    }
}

static void keys_and_values_are_limited(void **state) {
    (void)state;
    /* The map, its key and its list are three of them. */
    assert_limit("a: [", "x,", ENT_YAML_NODES - 3, "]\n", "E0114");
}

static void aliases_are_limited_in_number(void **state) {
    (void)state;
    assert_limit("a: &x y\nb: [", "*x,", ENT_YAML_ALIASES, "]\n", "E0109");
}

static void aliases_are_limited_in_depth(void **state) {
    (void)state;
    char text[1024] = "a0: &a0 x\n";
    for (int i = 1; i <= ENT_YAML_ALIAS_DEPTH + 1; i++) {
        sprintf(text + strlen(text), "a%d: &a%d [*a%d]\n", i, i, i - 1);
        if (i == ENT_YAML_ALIAS_DEPTH) {
            assert_accepted(text);
        }
    }
    assert_refused(text, "E0109");
}

static void size_is_limited(void **state) {
    (void)state;
    char *text = repeat("a: 1 #", "x", ENT_FILE_BYTES - 6, "");
    assert_accepted(text);
    free(text);
    text = repeat("a: 1 #", "x", ENT_FILE_BYTES - 5, "");
    ent_arena arena = {0};
    ent_problems problems = {0};
    assert_null(ent_file_from_text("big.yaml", text, strlen(text), &arena, &problems));
    assert_string_equal(problems.list[0].code, "E0102");
    ent_problems_free(&problems);
    ent_arena_free(&arena);
    free(text);
}

/* --- commas --- */

static void assert_cut(const char *text, const char *help) {
    parsed *p = parse(text);
    if (p->problems.count != 1) {
        fail_msg("%zu problems: %s", p->problems.count, text);
    }
    assert_string_equal(p->problems.list[0].code, "E0115");
    assert_string_equal(p->problems.list[0].help, help);
    done(p);
}

static void values_cut_at_commas_are_told_once(void **state) {
    (void)state;
    assert_cut("a: {formula: max(a, b)}\n", "quote it: formula: \"max(a, b)\"");
    assert_cut("a: {formula: max(a, b), unit: x}\n", "quote it: formula: \"max(a, b)\"");
    assert_cut("a: {f: if(a, max(b, c), d), u: x}\n",
               "quote it: f: \"if(a, max(b, c), d)\"");
    assert_cut("a: {f: if(a, 0, 0), u: x}\n", "quote it: f: \"if(a, 0, 0)\"");
    assert_cut("a: {note: first, second}\n", "quote it: note: \"first, second\"");
    assert_cut("a: [x, total(x, 2026, 2030), y]\n", "quote it: \"total(x, 2026, 2030)\"");
    assert_cut("a: {f: in(\"b\", c)}\n", "quote it: f: 'in(\"b\", c)'");
    assert_cut("a: {f: max(a,\n  b)}\n", "quote it: f: \"max(a,   b)\"");
}

static void the_pieces_are_joined(void **state) {
    (void)state;
    parsed *p = parse("a: {f: max(a, b), u: x}\nl: [m, max(a, b), n]\n");
    const ent_yaml *a = ent_yaml_get(p->root, "a"), *l = ent_yaml_get(p->root, "l");
    assert_int_equal(a->count, 2);
    assert_string_equal(ent_yaml_get(a, "f")->text, "max(a, b)");
    assert_true(ent_yaml_get(a, "f")->broken);
    assert_string_equal(ent_yaml_get(a, "u")->text, "x");
    assert_int_equal(l->count, 3);
    assert_string_equal(l->items[1]->text, "max(a, b)");
    assert_string_equal(l->items[2]->text, "n");
    done(p);
}

static void commas_that_cut_nothing_are_left_alone(void **state) {
    (void)state;
    assert_accepted("a: {f: \"max(a, b)\", u: x}\n");
    assert_accepted("a: max(a, b)\n");
    assert_accepted("a: [net(a), f(b)]\n");
    assert_accepted("a: {b: , c: 1}\n");
    assert_accepted("a: {b: 1, c: }\n");
    assert_accepted("a: [(, x]\n");
    assert_accepted("a: {b: 1,}\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_know_their_places),
        cmocka_unit_test(columns_count_characters_not_bytes),
        cmocka_unit_test(quotes_and_blocks_are_not_plain),
        cmocka_unit_test(an_alias_stands_where_it_is_written),
        cmocka_unit_test(what_is_no_part_of_the_language_is_refused),
        cmocka_unit_test(a_second_use_of_an_anchor_name_counts),
        cmocka_unit_test(depth_is_limited),
        cmocka_unit_test(depth_behind_an_alias_counts),
        cmocka_unit_test(keys_and_values_are_limited),
        cmocka_unit_test(aliases_are_limited_in_number),
        cmocka_unit_test(aliases_are_limited_in_depth),
        cmocka_unit_test(size_is_limited),
        cmocka_unit_test(values_cut_at_commas_are_told_once),
        cmocka_unit_test(the_pieces_are_joined),
        cmocka_unit_test(commas_that_cut_nothing_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
