/* The functions of metrics: what looks at a whole path. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"

/* ---- Leaves: what looks at a whole path ---- */

/* A formula of a period, inside a metric. */
static ent_operand inner(ent_scope *scope, const ent_node *node) {
    ent_scope period = *scope;
    period.metric = false;
    const ent_operand out = ent_compile_node(&period, node);
    if (!out.failed && ent_is_date(&period, node, out))
        return ent_failed();
    return out;
}

/* A column of the world, so that other agreements can read it, set anew before each agreement. */
static ent_ref keep(ent_scope *scope, double start) {
    const ent_ref ref = ent_take_columns(scope->c, 1, false);
    ent_reset_to(scope->c, scope->at, ref, start);
    return ref;
}

/* Where the agreement keeps the same of the same series for another metric; nowhere if it does not. */
static ent_ref kept_already(const ent_scope *scope, ent_step_kind kind, ent_ref in,
                            const double *weights) {
    const ent_plan *plan = scope->c->plan;
    const ent_program *program = &scope->at->plan->each;
    for (size_t i = 0; i < program->count; i++) {
        const ent_step *step = &program->items[i];
        const ent_weights *data = step->data;
        if (step->run == plan->isa->steps[kind] && !(step->out.base & ENT_OWN) &&
            step->in[0].base == in.base && step->in[0].stride == in.stride &&
            !data == !weights &&
            (!data ||
             !memcmp(data->weights, weights, plan->period_count * sizeof *weights)))
            return step->out;
    }
    return ENT_NOWHERE;
}

static ent_operand watch(ent_scope *scope, ent_step_kind step, double start,
                         ent_operand in, const double *weights) {
    ent_compiler *c = scope->c;
    ent_weights *data = NULL;
    ent_operand out = {.ref = kept_already(scope, step, in.ref, weights),
                       .unit = in.unit,
                       .measure = in.measure};
    if (out.ref.base >= 0)
        return out;
    if (weights) {
        data = ent_arena_take(c->arena, 1, sizeof *data);
        data->weights = weights;
    }
    out.ref = keep(scope, start);
    ent_emit_step(c, &scope->at->plan->each, step, out.ref, in.ref, data);
    return out;
}

/* A year written out, within the horizon; 0 after a problem. */
static int year_argument(ent_scope *scope, const ent_node *node) {
    const ent_plan *plan = scope->c->plan;
    const int last = plan->first_year + (int)plan->year_count - 1;
    const double year = node->kind == ENT_NODE_NUMBER ? node->number : 0;
    if (year >= plan->first_year && year <= last && year == floor(year))
        return (int)year;
    ent_complain(scope, node, "E0412", "expected a calendar year from %d to %d here",
                 plan->first_year, last);
    return 0;
}

static ent_operand total(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    const ent_plan *plan = c->plan;
    int from = plan->first_year, to = from + (int)plan->year_count - 1;
    if (node->count > 1) {
        from = to = year_argument(scope, node->items[1]);
        if (node->count > 2)
            to = year_argument(scope, node->items[2]);
        if (!from || !to)
            return ent_failed();
        if (to < from) {
            ent_complain(scope, node, "E0412", "the last year comes before the first");
            return ent_failed();
        }
    }
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed)
        return in;
    const bool rate = ent_unit_per_year(in.unit);
    double *weights = ent_weights_of(c, 0);
    for (size_t t = 0; t < plan->period_count; t++) {
        const ent_period *p = &plan->periods[t];
        if (p->year >= from && p->year <= to)
            weights[t] = rate ? p->length : 1.0;
    }
    ent_operand out = watch(scope, ENT_STEP_SUM, 0.0, in, weights);
    if (rate)
        out.unit = ent_unit_times(out.unit, ent_unit_named(ENT_UNIT_YEAR, 1), 1);
    out.measure = ENT_STOCK;
    return out;
}

static ent_operand mean(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    const ent_plan *plan = c->plan;
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed)
        return in;
    double *weights = ent_weights_of(c, 0);
    for (size_t t = 0; t < plan->period_count; t++)
        weights[t] = plan->periods[t].length / plan->periods[plan->period_count - 1].end;
    ent_operand out = watch(scope, ENT_STEP_SUM, 0.0, in, weights);
    if (out.measure == ENT_LEVEL_FLAG || out.measure == ENT_EVENT)
        out.measure = ENT_STOCK;
    return out;
}

static ent_operand pick(ent_scope *scope, const ent_node *node, size_t period) {
    double *weights = ent_weights_of(scope->c, 0);
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed)
        return in;
    weights[period] = 1;
    return watch(scope, ENT_STEP_PICK, 0.0, in, weights);
}

static ent_operand last(ent_scope *scope, const ent_node *node) {
    return pick(scope, node, scope->c->plan->period_count - 1);
}

static ent_operand at(ent_scope *scope, const ent_node *node) {
    const ent_plan *plan = scope->c->plan;
    const ent_node *day = node->items[1];
    if (day->kind != ENT_NODE_DATE) {
        ent_problem *problem = ent_complain(scope, day, "E0410", "at() takes a day");
        problem->help = "write at(x, 2030-12-31)";
        return ent_failed();
    }
    const int period = ent_period_of(plan->periods, plan->period_count, day->day);
    if (period >= 0)
        return pick(scope, node, (size_t)period);
    ent_complain(scope, day, "E0706", "this day lies outside the horizon");
    return ent_failed();
}

static ent_operand extreme(ent_scope *scope, const ent_node *node) {
    const bool high = node->name[0] == 'h';
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed)
        return in;
    return watch(scope, high ? ENT_STEP_HIGHEST : ENT_STEP_LOWEST,
                 high ? -INFINITY : INFINITY, in, NULL);
}

static ent_operand first(ent_scope *scope, const ent_node *node) {
    const ent_plan *plan = scope->c->plan;
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed)
        return in;
    double *ends = ent_weights_of(scope->c, 0);
    for (size_t t = 0; t < plan->period_count; t++)
        ends[t] = plan->periods[t].end;
    ent_operand out = watch(scope, ENT_STEP_FIRST, INFINITY, in, ends);
    out.unit = (ent_unit){{0}};
    out.date = true;
    return out;
}

static ent_operand ever(ent_scope *scope, const ent_node *node) {
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed)
        return in;
    ent_operand out = watch(scope, ENT_STEP_EVER, 0.0, in, NULL);
    out.unit = (ent_unit){{0}};
    out.measure = ENT_LEVEL_FLAG;
    return out;
}

/* ---- Present values: sums over the agreement's lines ---- */

static ent_ref sum_lines(ent_scope *scope, int party, const char *owner, bool cash,
                         bool marked) {
    ent_compiler *c = scope->c;
    ent_agreement_plan *plan = scope->at->plan;
    ent_net *net = ent_net_make(c->arena, plan->line_count);
    for (size_t i = 0; i < plan->line_count; i++) {
        const ent_line *line = plan->lines[i];
        if (owner && strcmp(owner, line->name))
            continue;
        if (line->marked ? !marked : !cash)
            continue;
        if (line->from == party && line->npv_from.base >= 0)
            ent_net_add(net, line->npv_from, -1);
        if (line->to == party && line->npv_to.base >= 0)
            ent_net_add(net, line->npv_to, 1);
    }
    const ent_ref sum = ent_take_columns(c, 1, false);
    ent_emit_step(c, &plan->finish, ENT_STEP_NET, sum, ENT_NOWHERE, net);
    return sum;
}

ent_operand ent_present_value(ent_scope *scope, int party, const char *owner, bool cash,
                              bool marked) {
    ent_context *at = scope->at;
    size_t i = 0;
    for (; i < at->present_count; i++) {
        const ent_present *p = &at->presents[i];
        if (p->party == party && p->owner == owner && p->cash == cash &&
            p->marked == marked)
            break;
    }
    if (i == at->present_count) {
        const ent_ref sum = sum_lines(scope, party, owner, cash, marked);
        at->presents = ent_arena_grow(scope->c->arena, at->presents, at->present_count,
                                      sizeof *at->presents);
        at->presents[at->present_count++] =
            (ent_present){party, owner, cash, marked, sum};
    }
    return (ent_operand){.ref = at->presents[i].sum,
                         .measure = ENT_STOCK,
                         .unit = ent_unit_named(ENT_UNIT_CURRENCY, 1)};
}

static void not_an_owner(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    const char **names = ent_arena_take(c->arena, c->symbol_count + 1, sizeof *names);
    const char *text = ent_node_text(&scope->source, node, c->arena);
    size_t count = 0;
    for (size_t i = 0; i < c->symbol_count; i++)
        if (c->symbols[i].kind == ENT_SYMBOL_CLAUSE ||
            c->symbols[i].kind == ENT_SYMBOL_FLOW)
            names[count++] = c->symbols[i].name;
    ent_complain(scope, node, "E0307", "%s is not a clause or a flow", text)->help =
        ent_names_help(c->problems, text, names, count, "clauses and flows are");
}

static ent_operand npv(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    const char *owner = NULL;
    int party;
    if (!ent_party_named(scope, node->items[0], &party))
        return ent_failed();
    const ent_entry *entry = party < 0 ? NULL : &c->scenario->parties.items[party];
    if (!entry || !entry->common[ENT_PARTY_DISCOUNT].text) {
        ent_problem *problem =
            ent_complain(scope, node->items[0], "E0413",
                         "%s has no discount rate, so no present value",
                         entry ? entry->name : "market");
        if (entry)
            problem->help = ent_problem_text(
                c->problems, "give parties.%s a discount, as in 10%%", entry->name);
        return ent_failed();
    }
    if (node->count > 1) {
        const ent_node *name = node->items[1];
        const ent_symbol *symbol = name->kind == ENT_NODE_NAME && !name->output
                                       ? ent_symbol_find(c, name->name)
                                       : NULL;
        if (!symbol ||
            (symbol->kind != ENT_SYMBOL_CLAUSE && symbol->kind != ENT_SYMBOL_FLOW)) {
            not_an_owner(scope, name);
            return ent_failed();
        }
        owner = symbol->name;
    }
    const bool is_cash = node->name[0] == 'c', is_marked = node->name[0] == 'm';
    return ent_present_value(scope, party, owner, !is_marked, !is_cash);
}

/* ---- Other agreements, other metrics ---- */

static ent_operand in_agreement(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    const ent_node *name = node->items[0];
    const size_t count = c->plan->agreement_count;
    const char **names = ent_arena_take(c->arena, count + 1, sizeof *names);
    const char *text = name->kind == ENT_NODE_TEXT || name->kind == ENT_NODE_NAME
                           ? name->name
                           : ent_node_text(&scope->source, name, c->arena);
    for (size_t i = 0; i < count; i++) {
        names[i] = c->plan->agreements[i].name;
        if (name->kind != ENT_NODE_TEXT || strcmp(names[i], text))
            continue;
        ent_scope there = *scope;
        there.at = &c->agreements[i];
        return ent_compile_node(&there, node->items[1]);
    }
    const char *nearest = ent_nearest(text, names, count);
    ent_problem *problem =
        ent_complain(scope, name, "E0308", "there is no agreement \"%s\"", text);
    problem->help =
        nearest ? ent_problem_text(c->problems, "write in(\"%s\", ...)", nearest)
                : ent_names_help(c->problems, text, names, count, "the agreements are");
    return ent_failed();
}

ent_operand ent_compile_metric_call(ent_scope *scope, const ent_node *node) {
    static const struct {
        const char *name;
        ent_operand (*compile)(ent_scope *, const ent_node *);
    } leaves[] = {{"npv", npv},         {"cash", npv},       {"marked", npv},
                  {"total", total},     {"last", last},      {"at", at},
                  {"highest", extreme}, {"lowest", extreme}, {"mean", mean},
                  {"first", first},     {"ever", ever},      {"in", in_agreement}};
    size_t i = 0;
    while (strcmp(leaves[i].name, node->name))
        i++;
    return leaves[i].compile(scope, node);
}
