/* From a scenario to a plan: names, quantities, and the order of work. */
#include "model/engine/compile.h"

#include <stdlib.h>
#include <string.h>

ent_source_text ent_source_of(const ent_value *value, const ent_entry *entry) {
    return (ent_source_text){value->text ? value->text : "",
                             value->given ? value->at : entry->at, entry->path};
}

/* ---- Quantities ---- */

static void parse_quantities(ent_compiler *c) {
    for (size_t i = 0; i < c->symbol_count; i++) {
        ent_symbol *symbol = &c->symbols[i];
        if (symbol->kind != ENT_SYMBOL_QUANTITY)
            continue;
        const ent_source_text source =
            ent_source_of(&symbol->entry->common[ENT_QUANTITY_FORMULA], symbol->entry);
        symbol->tree = ent_parse(&source, &c->plan->units, c->arena, c->problems);
    }
}

static ent_operand compile_quantity(ent_scope *from, ent_symbol *symbol) {
    ent_compiler *c = from->c;
    const ent_entry *entry = symbol->entry;
    ent_scope scope = {.c = c, .at = symbol->own ? from->at : &c->world};
    const ent_value *unit_field = &entry->common[ENT_QUANTITY_UNIT];
    ent_unit unit;
    scope.source = ent_source_of(&entry->common[ENT_QUANTITY_FORMULA], entry);
    if (!symbol->tree)
        return ent_failed();
    ent_operand out = ent_compile_node(&scope, symbol->tree);
    if (out.failed || ent_is_date(&scope, symbol->tree, out))
        return ent_failed();
    if (unit_field->given && unit_field->text) {
        if (!ent_unit_read(unit_field->text, true, &c->plan->units, c->arena, &unit) ||
            !ent_check_unit(&scope, symbol->tree, &out, unit))
            return ent_failed();
    }
    out.bare = out.literal && out.bare && !unit_field->given;
    ent_emit_check(&scope, out, entry->path);
    return out;
}

static const char *const symbol_words[] = {"an assumption", "a driver", "a quantity",
                                           "a flow",        "a party",  "a clause"};

static ent_operand misused(ent_scope *scope, const ent_symbol *symbol,
                           const ent_node *node) {
    ent_compiler *c = scope->c;
    ent_problem *problem;
    if (scope->driver) {
        problem = ent_complain(scope, node, "E0303", "a driver may not read %s: %s is %s",
                               "an agreement or a quantity", symbol->name,
                               symbol_words[symbol->kind]);
        problem->note =
            "the world is simulated once and is the same for every agreement; drivers "
            "read assumptions, t, year and other drivers";
        return ent_failed();
    }
    problem = ent_complain(scope, node, "E0304", "%s is %s, not a number", symbol->name,
                           symbol_words[symbol->kind]);
    if (symbol->kind == ENT_SYMBOL_PARTY)
        problem->help = ent_problem_text(c->problems, "its cash of the period is net(%s)",
                                         symbol->name);
    else if (symbol->kind == ENT_SYMBOL_CLAUSE)
        problem->help = ent_problem_text(
            c->problems, "read one of its outputs, as in %s.%s", symbol->name,
            ((const ent_clause_kind *)(const void *)symbol->entry->kind)
                ->outputs[0]
                .name);
    else
        problem->help = "give the amount a name among the quantities, and read that";
    return ent_failed();
}

ent_operand ent_compile_symbol(ent_scope *scope, ent_symbol *symbol,
                               const ent_node *node) {
    ent_compiler *c = scope->c;
    symbol->used = true;
    if (symbol->kind > ENT_SYMBOL_QUANTITY ||
        (scope->driver && symbol->kind == ENT_SYMBOL_QUANTITY))
        return misused(scope, symbol, node);
    ent_context *home = symbol->own ? scope->at : &c->world;
    ent_binding *binding = &home->bindings[symbol - c->symbols];
    if (binding->progress == ENT_COMPILED)
        return ent_bring(c, scope->at, binding->operand);
    ent_scope inside = {.c = c, .at = home, .source = scope->source};
    if (!ent_enter(&inside, symbol))
        return ent_failed();
    const ent_operand out = symbol->kind == ENT_SYMBOL_QUANTITY
                                ? compile_quantity(&inside, symbol)
                                : ent_compile_driver(&inside, symbol);
    ent_leave(c);
    binding->operand = out;
    binding->progress = ENT_COMPILED;
    return ent_bring(c, scope->at, out);
}

static void compile_world_quantities(ent_compiler *c) {
    ent_scope scope = {.c = c, .at = &c->world};
    for (size_t i = 0; i < c->symbol_count; i++) {
        ent_symbol *symbol = &c->symbols[i];
        const bool used = symbol->used;
        if (symbol->kind == ENT_SYMBOL_QUANTITY && !symbol->own)
            ent_compile_symbol(&scope, symbol, NULL);
        symbol->used = used;
    }
    ent_compile_deferred(c, &c->world);
}

/* Whether an end in the same words, and so in the same column, came before the one at hand. */
static bool ends_again(const ent_context *at) {
    for (size_t i = 0; i < at->deferred_done; i++)
        if (at->deferred[i].step == ENT_STEP_ENDED &&
            at->deferred[i].state.base == at->deferred[at->deferred_done].state.base)
            return true;
    return false;
}

void ent_compile_deferred(ent_compiler *c, ent_context *at) {
    for (; at->deferred_done < at->deferred_count;
         at->deferred_done++) { /* the list may grow */
        const ent_deferred work = at->deferred[at->deferred_done];
        ent_scope scope = {
            .c = c, .at = at, .driver = work.driver, .source = work.source};
        ent_operand initial = work.initial;
        const ent_operand value = ent_compile_node(&scope, work.node);
        if (value.failed || ent_is_date(&scope, work.node, value))
            continue;
        if (work.step == ENT_STEP_ENDED) {
            if (ent_is_money(&scope, work.node, value))
                continue;
            ent_emit_check(&scope, value, work.source.path);
            if (!ends_again(at))
                ent_emit_step(c, ent_program_latch(c, at), ENT_STEP_ENDED, work.state,
                              value.ref, NULL);
            continue;
        }
        if (!ent_unit_equal(initial.unit, value.unit)) {
            ent_problem *problem =
                ent_complain(&scope, work.node, "E0501",
                             "prev() needs one unit: the value is %s, the first %s",
                             ent_unit_text(value.unit, &c->plan->units, c->arena),
                             ent_unit_text(initial.unit, &c->plan->units, c->arena));
            problem->help = ent_problem_text(
                c->problems, "give the second argument its unit, as in prev(x, 0 %s)",
                ent_unit_symbol(value.unit, &c->plan->units, c->arena));
            continue;
        }
        ent_emit(c, ent_program_latch(c, at),
                 (ent_step){c->plan->isa->operations[ENT_OP_COPY],
                            work.state,
                            {value.ref, ENT_NOWHERE, ENT_NOWHERE},
                            NULL});
    }
}

void ent_note_not_portable(ent_compiler *c, const char *name) {
    char text[400];
    const char *known = c->plan->not_portable, *at = strstr(known, name);
    if (at && (at == known || at[-1] == ' '))
        return;
    const int n = snprintf(text, sizeof text, "%s%s%s", known, *known ? ", " : "", name);
    if (n > 0 && (size_t)n < sizeof text)
        c->plan->not_portable = ent_arena_text(c->arena, text, (size_t)n);
}

/* ---- The whole ---- */

static void prepare_context(ent_compiler *c, ent_context *at, ent_agreement_plan *plan) {
    at->plan = plan;
    at->bindings = ent_arena_take(c->arena, c->symbol_count, sizeof *at->bindings);
    at->metric_progress =
        ent_arena_take(c->arena, c->scenario->metrics.count, sizeof *at->metric_progress);
    at->metric_operands =
        ent_arena_take(c->arena, c->scenario->metrics.count, sizeof *at->metric_operands);
    at->net = ent_arena_take(c->arena, c->scenario->parties.count + 1, sizeof *at->net);
    for (size_t p = 0; p <= c->scenario->parties.count; p++)
        at->net[p] = ENT_NOWHERE;
}

static bool prepare_plan(ent_plan *plan, const ent_scenario *scenario,
                         const ent_plan_options *options, ent_problems *problems) {
    static const ent_place nowhere;
    plan->scenario = scenario;
    plan->isa = ent_isa_find(options->isa);
    plan->not_portable = "";
    plan->where = ENT_NOWHERE;
    plan->where_text = options->where;
    if (!plan->isa) {
        ent_problem_add(problems, "E0903", nowhere, NULL,
                        "this machine cannot run the instruction set %s", options->isa);
        return false;
    }
    plan->units.names[ENT_UNIT_CURRENCY] = scenario->currency;
    plan->units.names[ENT_UNIT_YEAR] = "year";
    plan->units.count = 2;
    plan->periods = ent_periods_cut(&plan->arena, scenario->start, scenario->end,
                                    scenario->step, &plan->period_count);
    plan->first_year = plan->periods[0].year;
    plan->year_count =
        (size_t)(plan->periods[plan->period_count - 1].year - plan->first_year + 1);
    plan->agreement_count = scenario->agreement_count;
    plan->agreements =
        ent_arena_take(&plan->arena, plan->agreement_count, sizeof *plan->agreements);
    plan->baseline = plan->agreement_count;
    for (size_t i = 0; i < plan->agreement_count; i++) {
        plan->agreements[i].name = scenario->agreements[i].about.name;
        plan->agreements[i].title =
            scenario->agreements[i].about.common[ENT_AGREEMENT_TITLE].text;
        if (scenario->baseline && !strcmp(scenario->baseline, plan->agreements[i].name))
            plan->baseline = i;
    }
    return true;
}

static void keep_units(ent_compiler *c) {
    const ent_entries *quantities = &c->scenario->quantities;
    c->plan->quantity_units =
        ent_arena_take(c->arena, quantities->count + 1, sizeof *c->plan->quantity_units);
    for (size_t i = 0; i < quantities->count; i++) {
        const ent_symbol *symbol = ent_symbol_find(c, quantities->items[i].name);
        const ent_context *home =
            symbol->own && c->plan->agreement_count ? &c->agreements[0] : &c->world;
        c->plan->quantity_units[i] = ent_unit_symbol(
            home->bindings[symbol - c->symbols].operand.unit, &c->plan->units, c->arena);
    }
}

static void compile_all(ent_compiler *c, const ent_plan_options *options) {
    ent_collect_symbols(c);
    prepare_context(c, &c->world, NULL);
    c->agreements =
        ent_arena_take(c->arena, c->plan->agreement_count, sizeof *c->agreements);
    ent_compile_units(c);
    parse_quantities(c);
    ent_place_quantities(c);
    ent_compile_assumptions(c);
    ent_compile_drivers(c);
    if (options->inputs)
        ent_compile_inputs(c);
    ent_compile_correlations(c);
    ent_compile_discounts(c);
    for (size_t i = 0; i < c->plan->agreement_count; i++)
        prepare_context(c, &c->agreements[i], &c->plan->agreements[i]);
    compile_world_quantities(c);
    for (size_t i = 0; i < c->plan->agreement_count; i++)
        ent_compile_agreement(c, i);
    ent_compile_metrics(c, options);
    ent_place_columns(c);
    keep_units(c);
}

ent_status ent_plan_compile(const ent_scenario *scenario, const ent_plan_options *options,
                            ent_plan **out, ent_problems *problems) {
    static const ent_plan_options none;
    ent_plan *plan = calloc(1, sizeof *plan);
    const size_t errors = problems->errors;
    *out = NULL;
    if (!plan)
        return ENT_FAILED;
    if (!options)
        options = &none;
    ent_compiler c = {
        .plan = plan, .scenario = scenario, .problems = problems, .arena = &plan->arena};
    if (prepare_plan(plan, scenario, options, problems))
        compile_all(&c, options);
    if (problems->errors > errors) {
        ent_plan_free(plan);
        return ENT_INVALID;
    }
    *out = plan;
    return ENT_OK;
}

void ent_plan_free(ent_plan *plan) {
    if (!plan)
        return;
    ent_arena_free(&plan->arena);
    free(plan);
}
