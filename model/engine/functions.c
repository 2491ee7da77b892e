/* The functions of formulas. */
#include <math.h>
#include <string.h>

#include "model/engine/compile.h"

typedef struct function function;
typedef ent_operand compile_function(ent_scope *, const ent_node *, const function *,
                                     bool named);
struct function {
    const char *name;
    int least, most; /* arguments */
    int where;       /* 1: formulas of a period; 2: metrics; 3: both */
    ent_operation code;
    compile_function *compile;
};

static compile_function plain, same, pure, choose, root, power, previous, running_sum,
    annualised, since, net, balance, leaf;

static const function functions[] = {
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
    {"prev", 2, 2, 1, 0, previous},
    {"sum", 1, 1, 1, 0, running_sum},
    {"annualised", 1, 1, 1, 0, annualised},
    {"since", 1, 1, 1, 0, since},
    {"net", 1, 1, 1, 0, net},
    {"balance", 1, 1, 1, 0, balance},
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
}

static bool usable(ent_scope *scope, const ent_node *node, const function *f) {
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

ent_operand ent_compile_call(ent_scope *scope, const ent_node *node, bool named) {
    const size_t depth = scope->at->depth;
    ent_operand out = ent_failed();
    size_t i = 0;
    while (i < FUNCTIONS && strcmp(functions[i].name, node->name))
        i++;
    if (i == FUNCTIONS)
        unknown_function(scope, node);
    else if (usable(scope, node, &functions[i])) {
        ent_reserve_temporary(scope);
        out = functions[i].compile(scope, node, &functions[i], named);
    }
    /* The result may stand in the slot set aside: that is taken until the caller is done. */
    scope->at->depth = named ? depth : depth + 1;
    return out;
}

/* Compiles all arguments; false if one failed.  Afterwards the depth is back to `slot`. */
static bool arguments(ent_scope *scope, const ent_node *node, ent_operand *in) {
    const size_t slot = scope->at->depth - 1;
    bool good = true;
    for (int i = 0; i < node->count; i++) {
        in[i] = ent_compile_node(scope, node->items[i], false);
        good &= !in[i].failed;
    }
    scope->at->depth = slot;
    return good;
}

static bool without_date(ent_scope *scope, const ent_node *node, const ent_operand *in) {
    for (int i = 0; i < node->count; i++) {
        if (!in[i].date)
            continue;
        ent_complain(scope, node->items[i], "E0507",
                     "a date cannot be calculated with: it may never come");
        return false;
    }
    return true;
}

static ent_operand finish(ent_scope *scope, const ent_node *node, const function *f,
                          const ent_operand *in, bool named) {
    ent_operand out = ent_emit_operation(scope, f->code, in, (size_t)node->count, named);
    out.unit = in[0].unit;
    out.measure = in[0].measure;
    out.date = in[0].date;
    return out;
}

static ent_operand plain(ent_scope *scope, const ent_node *node, const function *f,
                         bool named) {
    ent_operand in[4];
    if (!arguments(scope, node, in) || !without_date(scope, node, in))
        return ent_failed();
    return finish(scope, node, f, in, named);
}

static ent_operand same(ent_scope *scope, const ent_node *node, const function *f,
                        bool named) {
    ent_operand in[4];
    if (!arguments(scope, node, in))
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
    return finish(scope, node, f, in, named);
}

static ent_operand pure(ent_scope *scope, const ent_node *node, const function *f,
                        bool named) {
    ent_operand in[4];
    if (!arguments(scope, node, in) || !without_date(scope, node, in))
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
    ent_operand out = finish(scope, node, f, in, named);
    out.measure = ENT_STOCK;
    return out;
}

static ent_operand choose(ent_scope *scope, const ent_node *node, const function *f,
                          bool named) {
    ent_operand in[4];
    if (!arguments(scope, node, in))
        return ent_failed();
    if (in[0].date || in[1].date != in[2].date) {
        ent_complain(scope, node, "E0507",
                     "a date stands where if() needs something else");
        return ent_failed();
    }
    if (!ent_same_unit(scope, node, node->items[1], &in[1], node->items[2], &in[2]))
        return ent_failed();
    ent_operand out = ent_emit_operation(scope, f->code, in, 3, named);
    const ent_operand like = in[1].literal ? in[2] : in[1];
    out.unit = in[1].unit;
    out.measure = like.measure;
    out.date = like.date;
    return out;
}

static ent_operand root(ent_scope *scope, const ent_node *node, const function *f,
                        bool named) {
    ent_operand in[4];
    ent_unit unit;
    if (!arguments(scope, node, in) || !without_date(scope, node, in))
        return ent_failed();
    ent_operand out = ent_emit_operation(scope, f->code, in, 1, named);
    if (!ent_unit_power(in[0].unit, 0.5, &unit)) {
        ent_complain(scope, node, "E0503", "the square root of %s has no unit",
                     ent_operand_text(scope, node->items[0], in[0]));
        return ent_failed();
    }
    out.unit = unit;
    return out;
}

static ent_operand power(ent_scope *scope, const ent_node *node, const function *f,
                         bool named) {
    ent_node caret = *node;
    (void)f;
    caret.kind = ENT_NODE_OPERATOR;
    caret.name = "^";
    return ent_compile_node(scope, &caret, named);
}

/* ---- Memory: what a period knows of earlier ones ---- */

bool ent_declared_unit(ent_scope *scope, const ent_node *node, ent_unit *unit) {
    static const int fields[] = {[ENT_SYMBOL_ASSUMPTION] = ENT_ASSUMPTION_UNIT,
                                 [ENT_SYMBOL_DRIVER] = ENT_DRIVER_UNIT,
                                 [ENT_SYMBOL_QUANTITY] = ENT_QUANTITY_UNIT};
    if (node->kind != ENT_NODE_NAME)
        return false;
    const ent_symbol *symbol = ent_symbol_find(scope->c, node->name);
    if (symbol && node->output)
        return ent_output_declares(scope->c, symbol, node->output, unit);
    if (!symbol || symbol->kind > ENT_SYMBOL_QUANTITY)
        return false;
    const ent_value *value = &symbol->entry->common[fields[symbol->kind]];
    if (!value->given || !value->text)
        return false;
    return ent_unit_read(value->text, true, &scope->c->plan->units, scope->c->arena,
                         unit) > 0;
}

/* Whether what is not compiled yet will be a flag, as far as its own and its names' formulas say. */
#define FLAG_DEPTH 8
static bool is_flag(ent_compiler *c, const ent_node *node, int depth) {
    static const char *const arithmetic[] = {"+", "-", "*", "/", "^", "neg"};
    const bool call = node->kind == ENT_NODE_CALL;
    if (!depth)
        return false;
    if (node->kind == ENT_NODE_OPERATOR) {
        for (size_t i = 0; i < ENT_LENGTH(arithmetic); i++)
            if (!strcmp(node->name, arithmetic[i]))
                return false;
        return true;
    }
    if (call && !strcmp(node->name, "prev"))
        return is_flag(c, node->items[0], depth - 1);
    if (call && (!strcmp(node->name, "if") || !strcmp(node->name, "max") ||
                 !strcmp(node->name, "min")))
        return is_flag(c, node->items[node->count - 2], depth - 1) ||
               is_flag(c, node->items[node->count - 1], depth - 1);
    const ent_symbol *symbol =
        node->kind == ENT_NODE_NAME ? ent_symbol_find(c, node->name) : NULL;
    return symbol && (node->output   ? ent_output_is_flag(c, symbol, node->output)
                      : symbol->tree ? is_flag(c, symbol->tree, depth - 1)
                                     : ent_driver_is_flag(c, symbol));
}

static ent_operand previous(ent_scope *scope, const ent_node *node, const function *f,
                            bool named) {
    ent_compiler *c = scope->c;
    const size_t slot = scope->at->depth - 1;
    (void)f;
    ent_operand first = ent_compile_node(scope, node->items[1], true);
    scope->at->depth = slot;
    if (first.failed || ent_is_date(scope, node->items[1], first))
        return ent_failed();
    ent_unit unit = first.unit;
    if (first.bare && first.value == 0 &&
        !ent_declared_unit(scope, node->items[0], &unit))
        unit = first.unit;
    const ent_ref state = ent_take_state(c, scope->at);
    ent_operand in[2] = {{.ref = state, .varies = true}, first};
    ent_operand out = ent_emit_operation(scope, ENT_OP_COPY, in, 1, named);
    ent_program *program = ent_program_each(c, scope->at);
    ent_step *step = &program->items[program->count - 1];
    step->run = c->plan->isa->steps[ENT_STEP_PREVIOUS];
    step->in[1] = first.ref;
    out.unit = unit;
    out.measure =
        is_flag(scope->c, node->items[0], FLAG_DEPTH) ? ENT_LEVEL_FLAG : first.measure;
    first.unit = unit;
    ent_context *at = scope->at;
    at->deferred =
        ent_arena_grow(c->arena, at->deferred, at->deferred_count, sizeof *at->deferred);
    at->deferred[at->deferred_count++] = (ent_deferred){.node = node->items[0],
                                                        .source = scope->source,
                                                        .step = ENT_STEP_PREVIOUS,
                                                        .state = state,
                                                        .initial = first,
                                                        .driver = scope->driver};
    return out;
}

static ent_operand running_sum(ent_scope *scope, const ent_node *node, const function *f,
                               bool named) {
    ent_compiler *c = scope->c;
    ent_operand in[4];
    (void)f;
    (void)named;
    if (!arguments(scope, node, in) || !without_date(scope, node, in))
        return ent_failed();
    const bool rate = ent_unit_per_year(in[0].unit);
    ent_operand out = {.ref = ent_take_state(c, scope->at),
                       .varies = true,
                       .measure = ENT_STOCK,
                       .unit = in[0].unit};
    ent_weights *weights = NULL;
    if (rate) {
        double *lengths = ent_weights_of(c, 0);
        for (size_t t = 0; t < c->plan->period_count; t++)
            lengths[t] = c->plan->periods[t].length;
        weights = ent_arena_take(c->arena, 1, sizeof *weights);
        weights->weights = lengths;
        out.unit = ent_unit_times(out.unit, ent_unit_named(ENT_UNIT_YEAR, 1), 1);
    }
    ent_reset_to(c, scope->at, out.ref, 0.0);
    ent_emit_step(c, ent_program_each(c, scope->at), ENT_STEP_SUM, out.ref, in[0].ref,
                  weights);
    return out;
}

/* From a day before the horizon to its start, cut as the horizon itself is. */
static double years_before(ent_compiler *c, ent_day from) {
    ent_arena arena = {0};
    size_t count;
    const ent_period *before = ent_periods_cut(
        &arena, from, c->plan->periods[0].first - 1, c->scenario->step, &count);
    const double years = before[count - 1].end;
    ent_arena_free(&arena);
    return years;
}

static ent_operand time_series(ent_scope *scope, const char *name, ent_day from) {
    ent_compiler *c = scope->c;
    double *values = ent_weights_of(c, 0);
    for (size_t t = 0; t < c->plan->period_count; t++) {
        const ent_period *p = &c->plan->periods[t];
        if (name[0] == 'd')
            values[t] = p->length;
        else if (name[0] == 'y')
            values[t] = p->year;
        else
            values[t] = p->end;
    }
    if (name[0] == 's') { /* since: years from the beginning of that day */
        const ent_period *p = c->plan->periods;
        const int k = ent_period_of(p, c->plan->period_count, from);
        double origin = from < p[0].first ? 0.0 - years_before(c, from) : INFINITY;
        if (k >= 0)
            origin = p[k].end - p[k].length * ent_period_share(&p[k], from, ENT_NO_DAY);
        for (size_t t = 0; t < c->plan->period_count; t++)
            values[t] =
                values[t] > origin && p[t].last >= from ? values[t] - origin : 0.0;
    }
    const bool years = name[0] != 'y';
    return (ent_operand){.ref = ent_timeline(c, scope->at, values),
                         .varies = true,
                         .measure = ENT_STOCK,
                         .unit = ent_unit_named(ENT_UNIT_YEAR, years ? 1 : 0)};
}

bool ent_is_time(const char *name) {
    return !strcmp(name, "t") || !strcmp(name, "dt") || !strcmp(name, "year");
}

ent_operand ent_compile_time(ent_scope *scope, const ent_node *node) {
    return time_series(scope, node->name, 0);
}

static ent_operand since(ent_scope *scope, const ent_node *node, const function *f,
                         bool named) {
    (void)f;
    (void)named;
    if (node->items[0]->kind != ENT_NODE_DATE) {
        ent_problem *problem =
            ent_complain(scope, node->items[0], "E0410", "since() takes a day");
        problem->help = "write since(2028-01-01)";
        return ent_failed();
    }
    return time_series(scope, "since", node->items[0]->day);
}

static ent_operand annualised(ent_scope *scope, const ent_node *node, const function *f,
                              bool named) {
    ent_operand in[4] = {{0}};
    (void)f;
    if (!arguments(scope, node, in) || !without_date(scope, node, in))
        return ent_failed();
    if (ent_unit_per_year(in[0].unit)) {
        ent_complain(scope, node, "E0504", "%s is a rate already",
                     ent_operand_text(scope, node->items[0], in[0]));
        return ent_failed();
    }
    in[1] = time_series(scope, "dt", 0);
    ent_operand out = ent_emit_operation(scope, ENT_OP_DIVIDE, in, 2, named);
    out.unit = ent_unit_times(in[0].unit, in[1].unit, -1);
    out.measure = ENT_RATE;
    return out;
}

/* ---- Ledgers ---- */

static ent_operand net(ent_scope *scope, const ent_node *node, const function *f,
                       bool named) {
    int party;
    (void)f;
    (void)named;
    if (scope->driver) {
        ent_complain(scope, node, "E0303",
                     "a driver cannot read a ledger: the world stays one");
        return ent_failed();
    }
    if (!ent_party_named(scope, node->items[0], &party))
        return ent_failed();
    return ent_compile_net(scope, party, node);
}

static ent_operand balance(ent_scope *scope, const ent_node *node, const function *f,
                           bool named) {
    ent_compiler *c = scope->c;
    ent_operand in = net(scope, node, f, named);
    if (in.failed)
        return in;
    ent_operand out = in;
    out.ref = ent_take_state(c, scope->at);
    out.measure = ENT_STOCK;
    ent_reset_to(c, scope->at, out.ref, 0.0);
    ent_emit_step(c, ent_program_each(c, scope->at), ENT_STEP_SUM, out.ref, in.ref, NULL);
    return out;
}

static ent_operand leaf(ent_scope *scope, const ent_node *node, const function *f,
                        bool named) {
    (void)f;
    (void)named;
    return ent_compile_metric_call(scope, node);
}
