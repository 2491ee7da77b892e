/* Functions that know of time: earlier periods, the calendar, a ledger's balance. */
#include <math.h>
#include <string.h>

#include "model/engine/functions.h"

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

ent_operand ent_compile_previous(ent_scope *scope, const ent_node *node,
                                 const ent_function *f) {
    ent_compiler *c = scope->c;
    (void)f;
    ent_operand first = ent_compile_node(scope, node->items[1]);
    if (first.failed || ent_is_date(scope, node->items[1], first))
        return ent_failed();
    ent_unit unit = first.unit;
    if (first.bare && first.value == 0 &&
        !ent_declared_unit(scope, node->items[0], &unit))
        unit = first.unit;
    const ent_ref state = ent_take_state(c, scope->at);
    ent_operand in[2] = {{.ref = state, .varies = true}, first};
    ent_operand out = ent_emit_operation(scope, ENT_OP_COPY, in, 1);
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

ent_operand ent_compile_running_sum(ent_scope *scope, const ent_node *node,
                                    const ent_function *f) {
    ent_compiler *c = scope->c;
    ent_operand in[4];
    (void)f;
    if (!ent_compile_arguments(scope, node, in) || !ent_without_date(scope, node, in))
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
    ent_operand out = ent_series(c, scope->at, values);
    out.unit = ent_unit_named(ENT_UNIT_YEAR, years ? 1 : 0);
    return out;
}

bool ent_is_time(const char *name) {
    return !strcmp(name, "t") || !strcmp(name, "dt") || !strcmp(name, "year");
}

ent_operand ent_compile_time(ent_scope *scope, const ent_node *node) {
    return time_series(scope, node->name, 0);
}

ent_operand ent_compile_since(ent_scope *scope, const ent_node *node,
                              const ent_function *f) {
    (void)f;
    if (node->items[0]->kind != ENT_NODE_DATE) {
        ent_problem *problem =
            ent_complain(scope, node->items[0], "E0410", "since() takes a day");
        problem->help = "write since(2028-01-01)";
        return ent_failed();
    }
    return time_series(scope, "since", node->items[0]->day);
}

ent_operand ent_compile_annualised(ent_scope *scope, const ent_node *node,
                                   const ent_function *f) {
    ent_operand in[4] = {{0}};
    (void)f;
    if (!ent_compile_arguments(scope, node, in) || !ent_without_date(scope, node, in))
        return ent_failed();
    if (ent_unit_per_year(in[0].unit)) {
        ent_complain(scope, node, "E0504", "%s is a rate already",
                     ent_operand_text(scope, node->items[0], in[0]));
        return ent_failed();
    }
    if (in[0].absent)
        return in[0]; /* nothing a year fits every unit too */
    in[1] = time_series(scope, "dt", 0);
    ent_operand out = ent_emit_operation(scope, ENT_OP_DIVIDE, in, 2);
    out.unit = ent_unit_times(in[0].unit, in[1].unit, -1);
    out.measure = ENT_RATE;
    return out;
}

/* ---- Ledgers ---- */

ent_operand ent_compile_net_call(ent_scope *scope, const ent_node *node,
                                 const ent_function *f) {
    int party;
    (void)f;
    if (scope->driver) {
        ent_complain(scope, node, "E0303",
                     "a driver cannot read a ledger: the world stays one");
        return ent_failed();
    }
    if (!ent_party_named(scope, node->items[0], &party))
        return ent_failed();
    return ent_compile_net(scope, party);
}

ent_operand ent_compile_balance(ent_scope *scope, const ent_node *node,
                                const ent_function *f) {
    ent_compiler *c = scope->c;
    ent_operand in = ent_compile_net_call(scope, node, f);
    if (in.failed)
        return in;
    ent_operand out = in;
    out.ref = ent_take_state(c, scope->at);
    out.measure = ENT_STOCK;
    ent_reset_to(c, scope->at, out.ref, 0.0);
    ent_emit_step(c, ent_program_each(c, scope->at), ENT_STEP_SUM, out.ref, in.ref, NULL);
    return out;
}
