/* The functions of formulas. */
#include <math.h>
#include <string.h>

#include "model/engine/functions.h"

static ent_function_compile plain, same, pure, choose, root, power, leaf;

static const ent_function functions[] = {
    {"if", 3, 3, 3, ENT_OP_SELECT, choose},
    {"min", 2, 2, 3, ENT_OP_MIN, same},
    {"max", 2, 2, 3, ENT_OP_MAX, same},
    {"clamp", 3, 3, 3, ENT_OP_CLAMP, same},
    {"abs", 1, 1, 3, ENT_OP_ABS, plain},
    {"floor", 1, 1, 3, ENT_OP_FLOOR, plain},
    {"ceil", 1, 1, 3, ENT_OP_CEIL, plain},
    {"exp", 1, 1, 3, ENT_OP_EXP, pure},
    {"log", 1, 1, 3, ENT_OP_LOG, pure},
    {"sin", 1, 1, 3, ENT_OP_SIN, pure},
    {"cos", 1, 1, 3, ENT_OP_COS, pure},
    {"logistic", 1, 1, 3, ENT_OP_LOGISTIC, pure},
    {"sqrt", 1, 1, 3, ENT_OP_SQRT, root},
    {"pow", 2, 2, 3, ENT_OP_POWER, power},
    {"prev", 2, 2, 1, 0, ent_compile_previous},
    {"sum", 1, 1, 1, 0, ent_compile_running_sum},
    {"annualised", 1, 1, 1, 0, ent_compile_annualised},
    {"since", 1, 1, 1, 0, ent_compile_since},
    {"net", 1, 1, 1, 0, ent_compile_net_call},
    {"balance", 1, 1, 1, 0, ent_compile_balance},
    {"npv", 1, 2, 2, 0, leaf},
    {"cash", 1, 1, 2, 0, leaf},
    {"marked", 1, 1, 2, 0, leaf},
    {"total", 1, 3, 2, 0, leaf},
    {"last", 1, 1, 2, 0, leaf},
    {"at", 2, 2, 2, 0, leaf},
    {"highest", 1, 1, 2, 0, leaf},
    {"lowest", 1, 1, 2, 0, leaf},
    {"mean", 1, 1, 2, 0, leaf},
    {"first", 1, 1, 2, 0, leaf},
    {"ever", 1, 1, 2, 0, leaf},
    {"in", 2, 2, 2, 0, leaf},
};
#define FUNCTIONS (sizeof functions / sizeof *functions)

const char *const *ent_function_names(void) {
    static const char *const names[] = {
        "if",   "min",    "max",        "clamp", "abs",      "floor",   "ceil",
        "exp",  "log",    "sin",        "cos",   "logistic", "sqrt",    "pow",
        "prev", "sum",    "annualised", "since", "net",      "balance", "npv",
        "cash", "marked", "total",      "last",  "at",       "highest", "lowest",
        "mean", "first",  "ever",       "in",    "t",        "dt",      "year",
        "and",  "or",     "not",        "none",  "market",   NULL};
    return names;
}

int ent_function_where(const char *name) {
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (!strcmp(functions[i].name, name))
            return functions[i].where;
    return 0;
}

static const char *list_of_names(ent_problems *problems) {
    const char *list = "there are: ";
    for (size_t i = 0; i < FUNCTIONS; i++)
        list = ent_problem_text(problems, "%s%s%s", list, i == 0 ? "" : ", ",
                                functions[i].name);
    return list;
}

static void unknown_function(ent_scope *scope, const ent_node *node) {
    const char *names[FUNCTIONS];
    for (size_t i = 0; i < FUNCTIONS; i++)
        names[i] = functions[i].name;
    const char *nearest = ent_nearest(node->name, names, FUNCTIONS);
    ent_problem *problem =
        ent_complain(scope, node, "E0302", "there is no function %s()", node->name);
    if (nearest)
        problem->help =
            ent_problem_text(scope->c->problems, "did you mean %s()?", nearest);
    else if (ent_symbol_find(scope->c, node->name))
        problem->help = ent_problem_text(scope->c->problems,
                                         "to multiply, write %s * (...)", node->name);
    else
        problem->help = list_of_names(scope->c->problems);
}

static bool usable(ent_scope *scope, const ent_node *node, const ent_function *f) {
    if (node->count < f->least || node->count > f->most) {
        const bool range = f->least != f->most;
        ent_complain(scope, node, "E0406", "%s() takes %d%s argument%s, not %d", f->name,
                     f->least, range ? f->most == 2 ? " or 2" : " to 3" : "",
                     f->most > 1 ? "s" : "", node->count);
        return false;
    }
    if (f->where & (scope->metric ? 2 : 1))
        return true;
    ent_problem *problem = ent_complain(
        scope, node, "E0411",
        scope->metric ? "%s() belongs to one period, and a metric sees a whole path"
                      : "%s() looks at a whole path: it is for metrics",
        f->name);
    if (scope->metric)
        problem->help = ent_problem_text(
            scope->c->problems, "make it a quantity, then take total(), last(), at(), "
                                "highest() ... of that quantity");
    else
        problem->help =
            "within a period, sum(x) is the running total, balance(party) a ledger's";
    return false;
}

ent_operand ent_compile_call(ent_scope *scope, const ent_node *node) {
    ent_operand out = ent_failed();
    size_t i = 0;
    while (i < FUNCTIONS && strcmp(functions[i].name, node->name))
        i++;
    if (i == FUNCTIONS)
        unknown_function(scope, node);
    else if (usable(scope, node, &functions[i]))
        out = functions[i].compile(scope, node, &functions[i]);
    return out;
}

bool ent_compile_arguments(ent_scope *scope, const ent_node *node, ent_operand *in) {
    bool good = true;
    for (int i = 0; i < node->count; i++) {
        in[i] = ent_compile_node(scope, node->items[i]);
        good &= !in[i].failed;
    }
    return good;
}

bool ent_without_date(ent_scope *scope, const ent_node *node, const ent_operand *in) {
    for (int i = 0; i < node->count; i++) {
        if (!in[i].date)
            continue;
        ent_complain(scope, node->items[i], "E0507",
                     "a date cannot be calculated with: it may never come");
        return false;
    }
    return true;
}

static ent_operand finish(ent_scope *scope, const ent_node *node, const ent_function *f,
                          const ent_operand *in) {
    ent_operand out = ent_emit_operation(scope, f->code, in, (size_t)node->count);
    out.unit = in[0].unit;
    out.measure = in[0].measure;
    out.date = in[0].date;
    return out;
}

static ent_operand plain(ent_scope *scope, const ent_node *node, const ent_function *f) {
    ent_operand in[4];
    if (!ent_compile_arguments(scope, node, in) || !ent_without_date(scope, node, in))
        return ent_failed();
    return finish(scope, node, f, in);
}

static ent_operand same(ent_scope *scope, const ent_node *node, const ent_function *f) {
    ent_operand in[4];
    if (!ent_compile_arguments(scope, node, in))
        return ent_failed();
    for (int i = 1; i < node->count; i++) {
        if (in[0].date != in[i].date) {
            ent_complain(scope, node, "E0507", "%s() of a date needs dates only",
                         f->name);
            return ent_failed();
        }
        if (!ent_same_unit(scope, node, node->items[0], &in[0], node->items[i], &in[i]))
            return ent_failed();
    }
    if (in[0].literal && !in[1].literal)
        in[0].measure = in[1].measure;
    return finish(scope, node, f, in);
}

static ent_operand pure(ent_scope *scope, const ent_node *node, const ent_function *f) {
    ent_operand in[4];
    if (!ent_compile_arguments(scope, node, in) || !ent_without_date(scope, node, in))
        return ent_failed();
    if (!ent_unit_pure(in[0].unit)) {
        ent_problem *problem =
            ent_complain(scope, node->items[0], "E0503", "%s() takes a pure number: %s",
                         f->name, ent_operand_text(scope, node->items[0], in[0]));
        problem->help = "divide by an amount of the same unit first";
        return ent_failed();
    }
    if (f->code == ENT_OP_SIN || f->code == ENT_OP_COS)
        ent_note_not_portable(scope->c, node->name);
    ent_operand out = finish(scope, node, f, in);
    out.measure = ENT_STOCK;
    return out;
}

static ent_operand choose(ent_scope *scope, const ent_node *node, const ent_function *f) {
    ent_operand in[4];
    if (!ent_compile_arguments(scope, node, in))
        return ent_failed();
    if (in[0].date || in[1].date != in[2].date) {
        ent_complain(scope, node, "E0507",
                     "a date stands where if() needs something else");
        return ent_failed();
    }
    if (!ent_same_unit(scope, node, node->items[1], &in[1], node->items[2], &in[2]))
        return ent_failed();
    ent_operand out = ent_emit_operation(scope, f->code, in, 3);
    const ent_operand like = in[1].literal ? in[2] : in[1];
    out.unit = in[1].unit;
    out.measure = like.measure;
    out.date = like.date;
    return out;
}

static ent_operand root(ent_scope *scope, const ent_node *node, const ent_function *f) {
    ent_operand in[4] = {{0}};
    ent_unit unit;
    if (!ent_compile_arguments(scope, node, in) || !ent_without_date(scope, node, in))
        return ent_failed();
    ent_operand out = ent_emit_operation(scope, f->code, in, 1);
    if (!ent_unit_power(in[0].unit, 0.5, &unit)) {
        ent_complain(scope, node, "E0503", "the square root of %s has no unit",
                     ent_operand_text(scope, node->items[0], in[0]));
        return ent_failed();
    }
    out.unit = unit;
    return out;
}

static ent_operand power(ent_scope *scope, const ent_node *node, const ent_function *f) {
    ent_node caret = *node;
    (void)f;
    caret.kind = ENT_NODE_OPERATOR;
    caret.name = "^";
    return ent_compile_node(scope, &caret);
}

static ent_operand leaf(ent_scope *scope, const ent_node *node, const ent_function *f) {
    (void)f;
    return ent_compile_metric_call(scope, node);
}
