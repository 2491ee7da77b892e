/* The tables of every clause kind: what the reader, the reference pages and the ledger
 * rely on. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/engine/operations.h"
#include "tests/support/clause_harness.h"

static bool among(const char *word, const char *const *words) {
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* [a-z][a-z0-9_]*, as every name of the language. */
static void check_name(const char *name) {
    assert_true(islower((unsigned char)*name));
    assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(name));
}

/* One sentence, without its full stop. */
static void check_help(const char *kind, const char *name, const char *help) {
    if (!help || islower((unsigned char)*help) || help[strlen(help) - 1] == '.')
        fail_msg("%s.%s: help \"%s\"", kind, name, help ? help : "");
}

static void check_field(const ent_kind *kind, size_t f);

/* A list of rows has no default, an example that messages show, and no lists inside. */
static void check_row(const ent_field *field) {
    const ent_kind *row = field->row;
    assert_true(!field->standard && field->example);
    check_name(row->name);
    for (size_t f = 0; f < row->field_count; f++) {
        assert_null(row->fields[f].row);
        check_field(row, f);
    }
}

static void check_field(const ent_kind *kind, size_t f) {
    static const char *const units[] = {
        "money", "money/year",        "1",
        "share", "money/flow:offers", "money/year/flow:offers",
        NULL};
    const ent_field *field = &kind->fields[f];
    check_name(field->name);
    check_help(kind->name, field->name, field->help);
    assert_int_equal(ent_kind_field(kind, field->name), f); /* no name twice */
    assert_int_equal(ent_kind_field(&ent_section_clause, field->name), -1);
    assert_true(field->min <= field->max);
    assert_true(!field->unit || among(field->unit, units));
    assert_true((field->type == ENT_FORMULA || field->type == ENT_YEARS) ||
                field->unit == NULL);
    assert_true((field->type == ENT_CHOICE) == (field->choices != NULL));
    assert_true(!field->choices || among(field->standard, field->choices));
    assert_true((field->type == ENT_NAME) == (field->of == ENT_OF_PARTY));
    assert_false(field->required && field->standard);
    assert_true((field->type == ENT_ROWS) == (field->row != NULL));
    if (field->row)
        check_row(field);
}

static void every_field_can_be_read_and_explained(void **state) {
    (void)state;
    const ent_clause_kind *const *list = clause_kind_list(0);
    for (; *list; list++) {
        const ent_kind *kind = &(*list)->kind;
        check_name(kind->name);
        assert_true(kind->help[strlen(kind->help) - 1] == '.');
        assert_true(clause_kind_named(clause_kind_list(0), kind->name) == *list);
        size_t cells = 0;
        for (size_t f = 0; f < kind->field_count; f++) {
            check_field(kind, f);
            if (kind->fields[f].row)
                cells += kind->fields[f].row->field_count * ENT_ROWS_MOST;
        }
        assert_true(cells <= ENT_CELL_LIMIT);
    }
}

/* What a measure allows: money flows and stocks, flags that are pure numbers. */
static void check_unit(const ent_kind *kind, const ent_output *output) {
    const bool flag = output->measure == ENT_EVENT || output->measure == ENT_LEVEL_FLAG;
    const bool money = strcmp(output->unit, "money") == 0;
    assert_true(money || strcmp(output->unit, "1") == 0 ||
                (strncmp(output->unit, "flow:", 5) == 0 &&
                 ent_kind_field(kind, output->unit + 5) >= 0));
    assert_false(flag && money);
    assert_true(output->measure != ENT_RATE); /* a clause's amounts are of the period */
}

/* Without the field it must be 0, so the field has no default but false. */
static void check_needs(const ent_kind *kind, const ent_output *output) {
    const ent_field *needed = &kind->fields[output->needs];
    if (output->needs == 0)
        return;
    assert_true((size_t)output->needs < kind->field_count);
    assert_false(needed->required);
    assert_true(needed->type == ENT_FLAG ? strcmp(needed->standard, "false") == 0
                                         : needed->standard == NULL);
}

static void every_output_has_a_name_and_a_unit(void **state) {
    (void)state;
    const ent_clause_kind *const *list = clause_kind_list(0);
    for (; *list; list++) {
        const ent_clause_kind *kind = *list;
        assert_true(kind->output_count > 0);
        for (size_t o = 0; o < kind->output_count; o++) {
            check_name(kind->outputs[o].name);
            check_help(kind->kind.name, kind->outputs[o].name, kind->outputs[o].help);
            check_unit(&kind->kind, &kind->outputs[o]);
            check_needs(&kind->kind, &kind->outputs[o]);
            for (size_t p = 0; p < o; p++)
                assert_string_not_equal(kind->outputs[p].name, kind->outputs[o].name);
        }
    }
}

static void check_end(const ent_clause_kind *kind, int party) {
    if (party == ENT_LINE_MARKET)
        return;
    const int field = party < 0 ? -2 - party : party;
    assert_true(field >= 0 && (size_t)field < kind->kind.field_count);
    assert_true(kind->kind.fields[field].of == ENT_OF_PARTY);
    assert_true(kind->kind.fields[field].required);
}

/* A lag is a span, and what it holds back is a stock of money. */
static void check_lag(const ent_clause_kind *kind, const ent_line_kind *line) {
    if (!line->lag)
        return;
    assert_int_equal(kind->kind.fields[line->lag].type, ENT_SPAN);
    assert_int_equal(kind->outputs[line->outstanding].measure, ENT_STOCK);
    assert_string_equal(kind->outputs[line->outstanding].unit, "money");
}

static void every_line_moves_money_between_parties(void **state) {
    (void)state;
    const ent_clause_kind *const *list = clause_kind_list(0);
    for (; *list; list++)
        for (size_t l = 0; l < (*list)->line_count; l++) {
            const ent_line_kind *line = &(*list)->lines[l];
            assert_true(line->output >= 0 &&
                        (size_t)line->output < (*list)->output_count);
            assert_true((*list)->outputs[line->output].measure == ENT_FLOW);
            assert_string_equal((*list)->outputs[line->output].unit, "money");
            check_lag(*list, line);
            check_end(*list, line->from);
            check_end(*list, line->to);
            assert_true(line->from != line->to);
        }
}

static void every_instruction_set_has_the_same_kinds(void **state) {
    (void)state;
    for (size_t n = 1; clause_kind_list(n); n++)
        for (size_t k = 0;; k++) {
            const ent_clause_kind *a = clause_kind_list(0)[k],
                                  *b = clause_kind_list(n)[k];
            assert_true(!a == !b);
            if (!a)
                break;
            assert_string_equal(a->kind.name, b->kind.name);
            assert_int_equal(a->kind.field_count, b->kind.field_count);
            assert_int_equal(a->output_count, b->output_count);
            assert_int_equal(a->state_count, b->state_count);
            assert_true(!a->apply || a->apply != b->apply);
        }
}

static void the_first_library_is_there(void **state) {
    (void)state;
    static const char *const names[] = {
        "revenue_share", "licence",      "exclusivity",       "purchase_commitment",
        "first_rights",  "equity_stake", "milestone_payment", "event_terms"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        assert_non_null(clause_kind_named(clause_kind_list(0), names[k]));
    assert_null(clause_kind_named(clause_kind_list(0), "barter"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_can_be_read_and_explained),
        cmocka_unit_test(every_output_has_a_name_and_a_unit),
        cmocka_unit_test(every_line_moves_money_between_parties),
        cmocka_unit_test(every_instruction_set_has_the_same_kinds),
        cmocka_unit_test(the_first_library_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
