/* Nodes to operations, with their units. */
#include <string.h>

#include "model/engine/compile.h"

static ent_operand compile_number(ent_scope *scope, const ent_node *node) {
    return (ent_operand){.ref = ent_constant(scope->c, node->number),
                         .unit = node->unit,
                         .measure = ent_unit_per_year(node->unit) ? ENT_RATE : ENT_STOCK,
                         .literal = true,
                         .value = node->number,
                         .bare = !node->has_unit};
}

static void unknown_name(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    const size_t limit = c->symbol_count + c->scenario->metrics.count + 3;
    const char **names = ent_arena_take(c->arena, limit, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < c->symbol_count; i++)
        names[count++] = c->symbols[i].name;
    for (size_t i = 0; scope->metric && i < c->scenario->metrics.count; i++)
        names[count++] = c->scenario->metrics.items[i].name;
    names[count++] = "year";
    const char *nearest = ent_nearest(node->name, names, count);
    ent_problem *problem =
        ent_complain(scope, node, "E0301", "nothing is named %s", node->name);
    if (nearest)
        problem->help = ent_problem_text(c->problems, "did you mean %s?", nearest);
    else if (ent_function_where(node->name))
        problem->help = ent_problem_text(c->problems, "%s is a function: write %s(...)",
                                         node->name, node->name);
}

static ent_operand compile_name(ent_scope *scope, const ent_node *node) {
    if (node->output) {
        if (!scope->metric && !scope->driver)
            return ent_compile_output(scope, node);
        if (scope->metric)
            return ent_compile_metric_name(scope, node);
    }
    if (scope->metric)
        return ent_compile_metric_name(scope, node);
    if (ent_is_time(node->name) && !node->output)
        return ent_compile_time(scope, node);
    ent_symbol *symbol = ent_symbol_find(scope->c, node->name);
    if (!symbol) {
        unknown_name(scope, node);
        return ent_failed();
    }
    if (node->output && symbol->kind != ENT_SYMBOL_CLAUSE) {
        ent_complain(scope, node, "E0307", "%s is not a clause, so it has no outputs",
                     node->name);
        return ent_failed();
    }
    return ent_compile_symbol(scope, symbol, node);
}

static ent_measure measure_of(const ent_operand *in, size_t count, ent_unit unit) {
    if (ent_unit_per_year(unit))
        return ENT_RATE;
    for (size_t i = 0; i < count; i++)
        if (in[i].measure == ENT_FLOW)
            return ENT_FLOW;
    return ENT_STOCK;
}

static bool no_date(ent_scope *scope, const ent_node *node, const ent_operand *in,
                    size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!in[i].date)
            continue;
        ent_problem *problem =
            ent_complain(scope, node->items[i], "E0507",
                         "a date cannot be calculated with: it may never come");
        problem->help =
            "compare it (first(x) <= 2028-12-31), or take min() or max() of two dates";
        return false;
    }
    return true;
}

static ent_operand multiply(ent_scope *scope, const ent_node *node, ent_operand *in) {
    const bool divide = node->name[0] == '/';
    if (!no_date(scope, node, in, 2))
        return ent_failed();
    for (int i = 0; i < 2; i++)
        if (in[i].absent && !(divide && i == 1))
            return in[i]; /* nothing of anything fits every unit too */
    ent_operand out =
        ent_emit_operation(scope, divide ? ENT_OP_DIVIDE : ENT_OP_MULTIPLY, in, 2);
    out.unit = ent_unit_times(in[0].unit, in[1].unit, divide ? -1 : 1);
    out.measure = measure_of(in, 2, out.unit);
    return out;
}

static ent_operand add(ent_scope *scope, const ent_node *node, ent_operand *in) {
    if (!no_date(scope, node, in, 2))
        return ent_failed();
    if (!ent_same_unit(scope, node, node->items[0], &in[0], node->items[1], &in[1]))
        return ent_failed();
    ent_operand out = ent_emit_operation(
        scope, node->name[0] == '+' ? ENT_OP_ADD : ENT_OP_SUBTRACT, in, 2);
    out.unit = in[0].unit;
    out.measure = measure_of(in, 2, out.unit);
    return out;
}

static ent_operand raise(ent_scope *scope, const ent_node *node, ent_operand *in) {
    ent_unit unit = {{0}};
    if (!no_date(scope, node, in, 2))
        return ent_failed();
    if (!ent_unit_pure(in[1].unit)) {
        ent_complain(scope, node->items[1], "E0503",
                     "an exponent must be a pure number: %s",
                     ent_operand_text(scope, node->items[1], in[1]));
        return ent_failed();
    }
    if (!ent_unit_pure(in[0].unit) &&
        (!in[1].literal || !ent_unit_power(in[0].unit, in[1].value, &unit))) {
        ent_problem *problem =
            ent_complain(scope, node, "E0503",
                         "%s can only be raised to a whole or half number written out",
                         ent_operand_text(scope, node->items[0], in[0]));
        problem->help = "divide by its unit first, so that a pure number is raised";
        return ent_failed();
    }
    ent_operand out = ent_emit_operation(scope, ENT_OP_POWER, in, 2);
    out.unit = unit;
    out.measure = measure_of(in, 1, unit);
    return out;
}

static ent_operand compare(ent_scope *scope, const ent_node *node, ent_operand *in) {
    static const struct {
        const char *sign;
        ent_operation code;
    } codes[] = {{"<", ENT_OP_LESS},       {"<=", ENT_OP_LESS_EQUAL},
                 {">", ENT_OP_GREATER},    {"==", ENT_OP_EQUAL},
                 {"!=", ENT_OP_NOT_EQUAL}, {">=", ENT_OP_GREATER_EQUAL}};
    size_t i = 0;
    while (strcmp(codes[i].sign, node->name))
        i++;
    if (in[0].date != in[1].date) {
        const int other = in[0].date ? 1 : 0;
        ent_problem *problem = ent_complain(scope, node->items[other], "E0507",
                                            "a date can only be compared with a date");
        problem->help = "write a day, as in 2028-12-31";
        return ent_failed();
    }
    if (!ent_same_unit(scope, node, node->items[0], &in[0], node->items[1], &in[1]))
        return ent_failed();
    ent_operand out = ent_emit_operation(scope, codes[i].code, in, 2);
    out.measure = ENT_LEVEL_FLAG;
    return out;
}

static ent_operand combine(ent_scope *scope, const ent_node *node, ent_operand *in) {
    const ent_operation code = !strcmp(node->name, "and")  ? ENT_OP_AND
                               : !strcmp(node->name, "or") ? ENT_OP_OR
                                                           : ENT_OP_NOT;
    if (!no_date(scope, node, in, (size_t)node->count))
        return ent_failed();
    ent_operand out = ent_emit_operation(scope, code, in, (size_t)node->count);
    out.measure = ENT_LEVEL_FLAG;
    return out;
}

static ent_operand negate(ent_scope *scope, const ent_node *node, ent_operand *in) {
    if (!no_date(scope, node, in, 1))
        return ent_failed();
    if (in[0].literal) { /* -5% is as much a literal as 5% */
        in[0].value = 0.0 - in[0].value;
        in[0].ref = ent_constant(scope->c, in[0].value);
        return in[0];
    }
    ent_operand out = ent_emit_operation(scope, ENT_OP_NEGATE, in, 1);
    out.unit = in[0].unit;
    out.measure = in[0].measure;
    return out;
}

typedef ent_operand operator_function(ent_scope *, const ent_node *, ent_operand *);
static const struct {
    const char *sign;
    operator_function *compile;
} operators[] = {
    {"+", add},      {"-", add},       {"*", multiply}, {"/", multiply},  {"^", raise},
    {"<", compare},  {"<=", compare},  {">", compare},  {">=", compare},  {"==", compare},
    {"!=", compare}, {"and", combine}, {"or", combine}, {"not", combine}, {"neg", negate},
};

static ent_operand compile_operator(ent_scope *scope, const ent_node *node) {
    ent_operand in[2] = {{0}};
    bool failed = false;
    for (int i = 0; i < node->count; i++) {
        in[i] = ent_compile_node(scope, node->items[i]);
        failed |= in[i].failed;
    }
    size_t i = 0;
    while (strcmp(operators[i].sign, node->name))
        i++;
    return failed ? ent_failed() : operators[i].compile(scope, node, in);
}

static ent_operand compile_any(ent_scope *scope, const ent_node *node) {
    switch (node->kind) {
    case ENT_NODE_NUMBER:
        return compile_number(scope, node);
    case ENT_NODE_NAME:
        return compile_name(scope, node);
    case ENT_NODE_CALL:
        return ent_compile_call(scope, node);
    case ENT_NODE_OPERATOR:
        return compile_operator(scope, node);
    case ENT_NODE_DATE:
        if (scope->metric)
            return ent_compile_metric_name(scope, node);
        break;
    case ENT_NODE_TEXT:
        break;
    }
    ent_problem *problem =
        ent_complain(scope, node, "E0410",
                     node->kind == ENT_NODE_DATE
                         ? "a date can only stand in since(), at() or a comparison"
                         : "a quoted name can only stand in in()");
    char day[11];
    if (node->kind == ENT_NODE_DATE) {
        ent_day_write(node->day, day);
        problem->help = ent_problem_text(scope->c->problems,
                                         "a condition that holds from this day on is "
                                         "since(%s) > 0; a last day is `until: %s`",
                                         day, day);
    }
    return ent_failed();
}

/* Formulas that need one another are compiled inside one another: a chain without end would use up
 * the program's stack. */
#define NESTING_LIMIT 4000

ent_operand ent_compile_node(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    if (c->nesting == NESTING_LIMIT) {
        if (!c->nested_too_deep)
            ent_complain(scope, node, "E0408",
                         "the chain of formulas that need one another is too long")
                ->help =
                "join some of them, so that fewer stand between here and its start";
        c->nested_too_deep = true;
        return ent_failed();
    }
    c->nesting++;
    const ent_operand out = compile_any(scope, node);
    c->nesting--;
    return out;
}

ent_operand ent_compile_formula(ent_scope *scope, const ent_unit *expected) {
    ent_compiler *c = scope->c;
    ent_node *node = ent_parse(&scope->source, &c->plan->units, c->arena, c->problems);
    if (!node)
        return ent_failed();
    ent_operand out = ent_compile_node(scope, node);
    if (expected && !out.failed && !ent_check_unit(scope, node, &out, *expected))
        return ent_failed();
    return out;
}
