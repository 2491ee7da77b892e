/* Formulas to trees: shape, places and what is no formula. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/engine/parser.h"

typedef struct {
    ent_arena arena;
    ent_problems problems;
    ent_unit_names names;
    ent_source_text source;
    ent_node *tree;
} parsed;

static void parse_into(parsed *p, const char *text) {
    memset(p, 0, sizeof *p);
    p->names = (ent_unit_names){.names = {"USD", "year"}, .count = 2};
    p->source =
        (ent_source_text){.text = text, .at = {NULL, 3, 10, 1}, .path = "quantities.x"};
    p->tree = ent_parse(&p->source, &p->names, &p->arena, &p->problems);
}

static void release(parsed *p) {
    ent_arena_free(&p->arena);
    ent_problems_free(&p->problems);
}

/* The tree with every operation in brackets. */
static void write_tree(const ent_node *n, char *to) {
    char *end = to + strlen(to);
    switch (n->kind) {
    case ENT_NODE_NUMBER:
        sprintf(end, "%g%s", n->number, n->has_unit ? "u" : "");
        return;
    case ENT_NODE_DATE:
        ent_day_write(n->day, end);
        return;
    case ENT_NODE_TEXT:
        sprintf(end, "\"%s\"", n->name);
        return;
    case ENT_NODE_NAME:
        sprintf(end, "%s%s%s", n->name, n->output ? "." : "", n->output ? n->output : "");
        return;
    default:
        break;
    }
    sprintf(end, "(%s", n->name);
    for (int i = 0; i < n->count; i++) {
        strcat(to, " ");
        write_tree(n->items[i], to);
    }
    strcat(to, ")");
}

static void trees_have_their_shape(void **state) {
    (void)state;
    static const struct {
        const char *text, *tree;
    } rows[] = {
        {"1 + 2 * 3", "(+ 1 (* 2 3))"},
        {"1 - 2 - 3", "(- (- 1 2) 3)"},
        {"2 ^ 3 ^ 4", "(^ 2 (^ 3 4))"},
        {"-2 ^ 2", "(neg (^ 2 2))"},
        {"2 ^ -2", "(^ 2 (neg 2))"},
        {"-a * b", "(* (neg a) b)"},
        {"a / b * c", "(* (/ a b) c)"},
        {"not a and b or c", "(or (and (not a) b) c)"},
        {"not a == b", "(not (== a b))"},
        {"a + 1 <= b - 1", "(<= (+ a 1) (- b 1))"},
        {"(a or b) and c", "(and (or a b) c)"},
        {"not not a", "(not (not a))"},
        {"f(a, g(b), 1)", "(f a (g b) 1)"},
        {"f()", "(f)"},
        {"share.paid * 2", "(* share.paid 2)"},
        {"at(x, 2030-12-31)", "(at x 2030-12-31)"},
        {"2030 - 12 - 31", "(- (- 2030 12) 31)"},
        {"in(\"oct-2025\", m)", "(in \"oct-2025\" m)"},
        {"in('oct-2025', m)", "(in \"oct-2025\" m)"},
        {"10bn USD + 3%/year * 2 years", "(+ 1e+10u (* 0.03u 2u))"},
        {"2 USD / year", "(/ 2u year)"},
        {"5 and 3", "(and 5 3)"},
        {".5 + 1.5m", "(+ 0.5 1.5e+06)"},
        {"+a", "a"},
        {"  a\n+\tb ", "(+ a b)"},
        {"order + and_more", "(+ order and_more)"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p;
        char text[400] = "";
        parse_into(&p, rows[i].text);
        if (!p.tree)
            fail_msg("%s: %s", rows[i].text, p.problems.list[0].message);
        write_tree(p.tree, text);
        assert_string_equal(text, rows[i].tree);
        release(&p);
    }
}

static void what_is_no_formula_is_refused_where_it_breaks(void **state) {
    (void)state;
    static const struct {
        const char *text, *code;
        int column, width; /* in the file: the formula begins in column 10 */
    } rows[] = {
        {"", "E0409", 10, 1},
        {"   ", "E0409", 10, 1},
        {"1 +", "E0403", 13, 1},
        {"1 2", "E0403", 12, 1},
        {"(1 + 2", "E0403", 16, 1},
        {"1 + 2)", "E0403", 15, 1},
        {"a = b", "E0402", 12, 1},
        {"a & b", "E0402", 12, 1},
        {"a | b", "E0402", 12, 1},
        {"!a", "E0402", 10, 1},
        {"a $ b", "E0402", 12, 1},
        {"a < b < c", "E0407", 16, 1},
        {"f(1, 2, 3, 4, 5)", "E0406", 24, 1},
        {"f(1,)", "E0403", 14, 1},
        {"a.", "E0403", 12, 1},
        {"a.2", "E0403", 11, 2},
        {"10q", "E0404", 10, 3},
        {"1.2.3", "E0404", 10, 5},
        {"1e999", "E0404", 10, 5},
        {"2026-02-30", "E0405", 10, 10},
        {"\"open", "E0401", 10, 1},
        {"* 2", "E0403", 10, 1},
        {"and", "E0403", 10, 3},
        {"12 \xC3\xA9", "E0402", 13, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed p;
        parse_into(&p, rows[i].text);
        if (p.tree || p.problems.count != 1)
            fail_msg("%s: %zu problems", rows[i].text, p.problems.count);
        const ent_problem *problem = &p.problems.list[0];
        if (strcmp(problem->code, rows[i].code) || problem->at.column != rows[i].column ||
            problem->at.width != rows[i].width)
            fail_msg("%s: %s at %d, %d wide: %s", rows[i].text, problem->code,
                     problem->at.column, problem->at.width, problem->message);
        assert_int_equal(problem->at.line, 3);
        release(&p);
    }
}

static void depth_and_length_have_limits(void **state) {
    (void)state;
    enum { SIZE = 4100 };
    static char text[SIZE];
    parsed p;
    for (int depth = 50; depth <= 2000; depth += 1950) {
        memset(text, '(', (size_t)depth);
        text[depth] = '1';
        memset(text + depth + 1, ')', (size_t)depth);
        text[2 * depth + 1] = 0;
        parse_into(&p, text);
        assert_int_equal(p.tree != NULL, depth == 50);
        if (depth != 50)
            assert_string_equal(p.problems.list[0].code, "E0408");
        release(&p);
    }
    memset(text, '-', 3000);
    strcpy(text + 3000, "1");
    parse_into(&p, text);
    assert_null(p.tree);
    release(&p);
    memset(text, '1', SIZE - 1);
    text[SIZE - 1] = 0;
    parse_into(&p, text);
    assert_string_equal(p.problems.list[0].code, "E0408");
    release(&p);
}

static void nodes_know_their_place(void **state) {
    (void)state;
    parsed p;
    parse_into(&p, "1 + share.paid * f(2, x)");
    const ent_node *product = p.tree->items[1];
    const ent_place at = ent_node_place(&p.source, product);
    assert_int_equal(at.line, 3);
    assert_int_equal(at.column, 14);
    assert_int_equal(at.width, 20);
    assert_string_equal(ent_node_text(&p.source, product, &p.arena),
                        "share.paid * f(2, x)");
    assert_string_equal(ent_node_text(&p.source, product->items[1], &p.arena), "f(2, x)");
    release(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_have_their_shape),
        cmocka_unit_test(what_is_no_formula_is_refused_where_it_breaks),
        cmocka_unit_test(depth_and_length_have_limits),
        cmocka_unit_test(nodes_know_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
