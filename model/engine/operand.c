/* What a formula compiled to: which units go together, and what is said where they do not. */
#include <stdarg.h>
#include <string.h>

#include "model/engine/compile.h"

ent_operand ent_failed(void) {
    return (ent_operand){.failed = true, .ref = ENT_NOWHERE};
}

ent_problem *ent_complain(ent_scope *scope, const ent_node *node, const char *code,
                          const char *format, ...) {
    char text[400];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    const ent_place at = node ? ent_node_place(&scope->source, node) : scope->source.at;
    return ent_problem_add(scope->c->problems, code, at, scope->source.path, "%s", text);
}

static const char *unit_text(ent_scope *scope, ent_unit unit) {
    return ent_unit_text(unit, &scope->c->plan->units, scope->c->arena);
}

const char *ent_operand_text(ent_scope *scope, const ent_node *node,
                             ent_operand operand) {
    const char *text = ent_node_text(&scope->source, node, scope->c->arena);
    const bool is_flow = operand.measure == ENT_FLOW && !ent_unit_pure(operand.unit);
    return ent_problem_text(scope->c->problems, "%s (%s%s)", text,
                            unit_text(scope, operand.unit),
                            operand.date ? ", a date"
                            : is_flow    ? ", a flow"
                                         : "");
}

static const char *join_unit(const char *unit) {
    return unit[0] == '1' ? unit + 1 : unit;
}

/* A rate beside a flow, or a bare literal beside a unit, has a known remedy. */
static void suggest_unit(ent_scope *scope, ent_problem *problem, const ent_node *a,
                         ent_operand x, const ent_node *b, ent_operand y) {
    ent_problems *problems = scope->c->problems;
    const ent_unit_names *names = &scope->c->plan->units;
    const ent_unit per_year = ent_unit_named(ENT_UNIT_YEAR, -1);
    if (x.bare || y.bare) {
        const ent_node *literal = x.bare ? a : b;
        const ent_unit unit = x.bare ? y.unit : x.unit;
        const char *symbol = ent_unit_symbol(unit, names, scope->c->arena);
        problem->help =
            ent_problem_text(problems, "give the number its unit: %s%s%s",
                             ent_node_text(&scope->source, literal, scope->c->arena),
                             symbol[0] == '1' ? "" : " ", join_unit(symbol));
        return;
    }
    for (int i = 0; i < 2; i++) {
        const ent_node *node = i ? b : a;
        const ent_operand flow = i ? y : x, rate = i ? x : y;
        if (!ent_unit_equal(ent_unit_times(flow.unit, per_year, 1), rate.unit))
            continue;
        problem->help = ent_problem_text(
            problems, "turn the period's amount into a rate: annualised(%s)",
            ent_node_text(&scope->source, node, scope->c->arena));
    }
}

bool ent_same_unit(ent_scope *scope, const ent_node *node, const ent_node *a,
                   ent_operand *x, const ent_node *b, ent_operand *y) {
    if (x->bare && x->value == 0)
        x->unit = y->unit;
    if (y->bare && y->value == 0)
        y->unit = x->unit;
    if (ent_unit_equal(x->unit, y->unit))
        return true;
    const char *left = ent_operand_text(scope, a, *x),
               *right = ent_operand_text(scope, b, *y);
    ent_problem *problem;
    if (node->kind == ENT_NODE_CALL)
        problem = ent_complain(scope, node, "E0501", "%s() needs one unit: %s and %s",
                               node->name, left, right);
    else if (!strcmp(node->name, "+"))
        problem = ent_complain(scope, node, "E0501", "cannot add %s and %s", left, right);
    else if (!strcmp(node->name, "-"))
        problem =
            ent_complain(scope, node, "E0501", "cannot subtract %s from %s", right, left);
    else
        problem =
            ent_complain(scope, node, "E0501", "cannot compare %s with %s", left, right);
    suggest_unit(scope, problem, a, *x, b, *y);
    return false;
}

/* ---- Units that fields expect ---- */

ent_unit ent_field_unit(ent_compiler *c, const char *unit, ent_unit own, bool *any) {
    const ent_unit money = ent_unit_named(ENT_UNIT_CURRENCY, 1);
    const ent_unit per_year = ent_unit_named(ENT_UNIT_YEAR, -1);
    ent_unit read = {{0}};
    *any = unit == NULL;
    if (!unit || !strcmp(unit, "1") || !strcmp(unit, "share"))
        return read;
    if (!strcmp(unit, "money"))
        return money;
    if (!strcmp(unit, "money/year"))
        return ent_unit_times(money, per_year, 1);
    if (!strcmp(unit, "own"))
        return own;
    if (!strcmp(unit, "own/year"))
        return ent_unit_times(own, per_year, 1);
    ent_unit_read(unit, false, &c->plan->units, c->arena, &read);
    return read;
}

ent_unit ent_flow_unit(ent_unit unit) {
    return ent_unit_per_year(unit)
               ? ent_unit_times(unit, ent_unit_named(ENT_UNIT_YEAR, 1), 1)
               : unit;
}

bool ent_is_money(ent_scope *scope, const ent_node *node, ent_operand operand) {
    if (operand.failed || operand.bare || !operand.unit.twice[ENT_UNIT_CURRENCY])
        return false;
    ent_problem *problem =
        ent_complain(scope, node, "E0502", "a condition stands here, and this is %s",
                     unit_text(scope, operand.unit));
    problem->help = ent_problem_text(
        scope->c->problems, "compare it: %s > 0",
        node ? ent_node_text(&scope->source, node, scope->c->arena) : scope->source.text);
    return true;
}

bool ent_check_unit(ent_scope *scope, const ent_node *node, ent_operand *operand,
                    ent_unit expected) {
    if (operand->failed)
        return false;
    if (operand->bare &&
        (operand->value == 0 || node->kind == ENT_NODE_NUMBER || node->count == 1))
        operand->unit = expected;
    if (ent_unit_equal(operand->unit, expected) && !operand->date)
        return true;
    const ent_unit years = ent_unit_times(expected, operand->unit, -1);
    ent_problem *problem = ent_complain(
        scope, node, "E0502", "this needs %s, but %s", unit_text(scope, expected),
        operand->date ? "a date stands here"
                      : ent_problem_text(scope->c->problems, "the formula gives %s",
                                         unit_text(scope, operand->unit)));
    if (ent_unit_equal(years, ent_unit_named(ENT_UNIT_YEAR, 1)))
        problem->help =
            "a multiple of something yearly is in years (6 years * x, or an assumption "
            "with `unit: year`); the amount of a period is x * dt";
    else if (ent_unit_equal(years, ent_unit_named(ENT_UNIT_YEAR, -1)))
        problem->help = ent_problem_text(
            scope->c->problems,
            "declare it per year (`unit: %s`, or %s behind a number); "
            "annualised(...) turns an amount of the period into a rate",
            ent_unit_symbol(expected, &scope->c->plan->units, scope->c->arena),
            ent_unit_symbol(expected, &scope->c->plan->units, scope->c->arena));
    return false;
}

bool ent_is_date(ent_scope *scope, const ent_node *node, ent_operand operand) {
    if (!operand.date)
        return false;
    ent_problem *problem = ent_complain(
        scope, node, "E0507", "this needs a number in every period, not a date");
    problem->help = "compare `year`, or use since(2028-01-01)";
    return true;
}
