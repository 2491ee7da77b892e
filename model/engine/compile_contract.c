/* The clauses of one agreement. */
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"

/* Copies of the values, dates by name as the days they stand for. */
static ent_value *dated(ent_compiler *c, const ent_entry *entry, const ent_kind *table,
                        const ent_value *values) {
    ent_value *out = ent_arena_take(c->arena, table->field_count + 1, sizeof *out);
    for (size_t f = 0; f < table->field_count; f++) {
        out[f] = values[f];
        if (table->fields[f].type == ENT_DATE)
            out[f].day = ent_day_of_value(c, entry, &values[f]);
    }
    return out;
}

static ent_ref condition(ent_scope *scope, const ent_entry *entry, int field) {
    const ent_value *value = &entry->common[field];
    if (!value->text)
        return ENT_NOWHERE;
    scope->source = ent_source_of(value, entry);
    scope->source.path = ent_problem_text(scope->c->problems, "%s.when", entry->path);
    const ent_operand operand = ent_compile_formula(scope, NULL);
    if (operand.failed || ent_is_date(scope, NULL, operand) ||
        ent_is_money(scope, NULL, operand))
        return ENT_NOWHERE;
    ent_emit_check(scope, operand, scope->source.path);
    return operand.ref;
}

/* 1 once it has ended; the same column for the same words. */
static ent_ref end_in_words(ent_scope *scope, const char *text) {
    const ent_context *at = scope->at;
    for (size_t i = 0; i < at->deferred_count; i++)
        if (at->deferred[i].step == ENT_STEP_ENDED &&
            !strcmp(at->deferred[i].source.text, text))
            return at->deferred[i].state;
    const ent_ref ended = ent_take_own(scope->at);
    ent_reset_to(scope->c, scope->at, ended, 0.0);
    return ended;
}

static ent_ref defer_end(ent_scope *scope, const ent_entry *entry) {
    ent_compiler *c = scope->c;
    const ent_value *value = &entry->common[ENT_CLAUSE_ENDS_ON];
    ent_context *at = scope->at;
    if (!value->text)
        return ENT_NOWHERE;
    const ent_ref ended = end_in_words(scope, value->text);
    ent_source_text source = ent_source_of(value, entry);
    source.path = ent_problem_text(c->problems, "%s.ends_on", entry->path);
    ent_node *node = ent_parse(&source, &c->plan->units, c->arena, c->problems);
    if (!node)
        return ended;
    at->deferred =
        ent_arena_grow(c->arena, at->deferred, at->deferred_count, sizeof *at->deferred);
    at->deferred[at->deferred_count++] = (ent_deferred){
        .node = node, .source = source, .step = ENT_STEP_ENDED, .state = ended};
    return ended;
}

/* A step that finds when another clause is in force, if it is for the same reasons. */
static const ent_step *same_force(const ent_scope *scope, const ent_step *wanted) {
    const ent_program *each = &scope->at->plan->each;
    const ent_force *force = wanted->data;
    const size_t bytes = scope->c->plan->period_count * sizeof(double);
    for (size_t i = 0; i < each->count; i++) {
        const ent_step *s = &each->items[i];
        const ent_force *is = s->data;
        if (s->run == wanted->run && s->in[0].base == wanted->in[0].base &&
            s->in[1].base == wanted->in[1].base &&
            !memcmp(is->share_by_period, force->share_by_period, bytes) &&
            !memcmp(is->standing_by_period, force->standing_by_period, bytes))
            return s;
    }
    return NULL;
}

/* When a clause is in force that may end or be suspended. */
static void emit_force(ent_scope *scope, ent_force *force, ent_ref ended, ent_ref when,
                       ent_call_plan *call) {
    ent_step step = {scope->c->plan->isa->steps[ENT_STEP_FORCE],
                     ENT_NOWHERE,
                     {ended, when, ENT_NOWHERE},
                     force};
    const ent_step *same = same_force(scope, &step);
    if (!same) {
        step.out = ent_take_own(scope->at);
        force->standing = ent_take_own(scope->at);
        ent_emit(scope->c, &scope->at->plan->each, step);
        same = &step;
    }
    call->share = same->out;
    call->standing = ((const ent_force *)same->data)->standing;
}

static ent_term term_of(const ent_clause_kind *kind, const ent_entry *entry) {
    const ent_value *common = entry->common;
    const ent_day until = common[ENT_CLAUSE_UNTIL].day;
    return (ent_term){common[ENT_CLAUSE_START].day,
                      kind->last_day ? kind->last_day(entry, until) : until,
                      common[ENT_CLAUSE_ENDS_ON].text, common[ENT_CLAUSE_WHEN].text};
}

/* When the clause is in force: writes the refs of its share and standing, and the period in which
 * its term ends. */
static void compile_force(ent_scope *scope, const ent_entry *entry,
                          const ent_clause_kind *kind, ent_call_plan *call) {
    ent_compiler *c = scope->c;
    const size_t periods = c->plan->period_count;
    const ent_period *p = c->plan->periods;
    const ent_day start = entry->common[ENT_CLAUSE_START].day;
    const ent_day given = entry->common[ENT_CLAUSE_UNTIL].day;
    const ent_day until = kind->last_day ? kind->last_day(entry, given) : given;
    double *share = ent_weights_of(c, 0), *standing = ent_weights_of(c, 0);
    for (size_t t = 0; t < periods; t++) {
        share[t] = ent_period_share(&p[t], start, until);
        standing[t] = (start == ENT_NO_DAY || start <= p[t].last) &&
                      (until == ENT_NO_DAY || p[t].last <= until);
    }
    if (start != ENT_NO_DAY && given != ENT_NO_DAY && given < start) {
        ent_problem *problem =
            ent_problem_add(c->problems, "E0722", entry->common[ENT_CLAUSE_UNTIL].at,
                            entry->path, "the clause ends before it starts");
        ent_problem_also(problem, entry->common[ENT_CLAUSE_START].at, "it starts here");
    }
    call->settles_in =
        ent_period_of(p, periods, until == ENT_NO_DAY ? p[periods - 1].last : until);
    const ent_ref when = condition(scope, entry, ENT_CLAUSE_WHEN);
    const ent_ref ended = defer_end(scope, entry);
    if (ended.base < 0 && when.base < 0) { /* the same on every path */
        call->share = ent_timeline(c, scope->at, share);
        call->standing = ent_timeline(c, scope->at, standing);
        return;
    }
    ent_force *force = ent_arena_take(c->arena, 1, sizeof *force);
    *force = (ent_force){share, standing, ENT_NOWHERE};
    emit_force(scope, force, ended, when, call);
}

/* The sum of an output over the horizon: its transfer line's, if it has one. */
static ent_ref sum_output(ent_scope *scope, ent_ref output) {
    const ent_agreement_plan *plan = scope->at->plan;
    const ent_owner *owner = &plan->owners[plan->owner_count - 1];
    for (size_t l = owner->first_line; l < owner->first_line + owner->line_count; l++)
        if (plan->lines[l]->amount.base == output.base)
            return plan->lines[l]->total;
    const ent_ref sum = ent_take_own(scope->at);
    ent_reset_to(scope->c, scope->at, sum, 0.0);
    ent_emit_step(scope->c, &scope->at->plan->each, ENT_STEP_SUM, sum, output, NULL);
    return sum;
}

static void add_total(ent_scope *scope, const ent_entry *entry, const ent_output *output,
                      ent_operand operand) {
    ent_compiler *c = scope->c;
    ent_agreement_plan *plan = scope->at->plan;
    char name[200];
    snprintf(name, sizeof name, "total.%s.%s", entry->name, output->name);
    const ent_ref sum = sum_output(scope, operand.ref);
    plan->totals =
        ent_arena_grow(c->arena, plan->totals, plan->total_count, sizeof *plan->totals);
    plan->totals[plan->total_count++] =
        (ent_total){ent_arena_text(c->arena, name, strlen(name)),
                    ent_unit_symbol(operand.unit, &c->plan->units, c->arena), sum};
}

static void add_event(ent_scope *scope, const ent_entry *entry, const ent_output *output,
                      ent_ref ref) {
    ent_compiler *c = scope->c;
    ent_agreement_plan *plan = scope->at->plan;
    char name[200];
    snprintf(name, sizeof name, "%s.%s", entry->name, output->name);
    plan->events =
        ent_arena_grow(c->arena, plan->events, plan->event_count, sizeof *plan->events);
    plan->events[plan->event_count++] =
        (ent_watched){.name = ent_arena_text(c->arena, name, strlen(name)),
                      .unit = "1",
                      .measure = ENT_EVENT,
                      .ref = ref};
}

static const unsigned char *dimensions(ent_compiler *c, const ent_unit *units,
                                       size_t count) {
    unsigned char *of = ent_arena_take(c->arena, count + 1, sizeof *of);
    for (size_t f = 0; f < count; f++)
        of[f] = ent_unit_pure(units[f])       ? ENT_PURE
                : ent_unit_per_year(units[f]) ? ENT_PER_YEAR
                                              : ENT_AMOUNT;
    return of;
}

static void add_line(ent_scope *scope, ent_binding *binding, const ent_line_kind *kind,
                     size_t owner) {
    const ent_entry *entry = binding->entry;
    const ent_span span = kind->lag ? entry->fields[kind->lag].span : (ent_span){0, 0};
    const ent_lag *lag = NULL;
    if (span.months || span.days) {
        lag = ent_emit_lag(scope, span, binding->outputs[kind->output].ref);
        binding->outputs[kind->output].ref = lag->moved;
        binding->outputs[kind->outstanding].ref = lag->outstanding;
    } else if (kind->lag)
        binding->outputs[kind->outstanding].ref = ent_constant(scope->c, 0.0);
    ent_add_line(scope, owner,
                 (ent_line){.amount = binding->outputs[kind->output].ref,
                            .marked = kind->marked,
                            .from = ent_line_party(scope, entry, kind->from),
                            .to = ent_line_party(scope, entry, kind->to)},
                 lag);
}

/* Where an output is read: what is known without the clause is not where it may write. */
static ent_ref place_of(ent_scope *scope, const ent_entry *entry,
                        const ent_output *output, const ent_call_plan *call,
                        ent_ref written) {
    if (!ent_output_lives(output, entry))
        return ent_constant(scope->c, 0.0);
    if (output->kept)
        ent_reset_to(scope->c, scope->at, written, 0.0);
    return output->stands ? call->standing : written;
}

static bool compile_clause(ent_scope *scope, ent_binding *binding) {
    ent_compiler *c = scope->c;
    ent_entry *entry = ent_arena_take(c->arena, 1, sizeof *entry);
    *entry = *binding->entry;
    entry->common = dated(c, entry, &ent_section_clause, entry->common);
    entry->fields = dated(c, entry, entry->kind, entry->fields);
    const ent_clause_kind *kind = ent_hot_clause(c, entry);
    ent_call_plan *call = ent_arena_take(c->arena, 1, sizeof *call);
    const size_t fields = entry->kind->field_count;
    ent_ref *out = ent_arena_take(c->arena, kind->output_count + 1, sizeof *out);
    ent_ref *state = ent_arena_take(c->arena, kind->state_count + 1, sizeof *state);
    ent_unit *units = ent_arena_take(c->arena, fields + 1, sizeof *units);
    const ent_unit pure = {{0}};
    const ent_entry *known = ent_compile_fields(scope, entry, pure, call, units);
    if (!known)
        return false;
    compile_force(scope, entry, kind, call);
    if (kind->prepare && !kind->prepare(known, c->plan->periods, c->plan->period_count,
                                        c->arena, &call->data, c->problems))
        return false;
    for (size_t i = 0; i < kind->output_count; i++) {
        out[i] = ent_take_own(scope->at);
        binding->outputs[i] =
            (ent_operand){.ref = place_of(scope, entry, &kind->outputs[i], call, out[i]),
                          .varies = true,
                          .measure = kind->outputs[i].measure,
                          .unit = ent_output_unit(c, entry, &kind->outputs[i], units)};
    }
    const size_t states = kind->states ? kind->states(call->data) : kind->state_count;
    for (size_t i = 0; i < states; i++) {
        state[i] = ent_take_own(scope->at);
        ent_reset_to(c, scope->at, state[i], 0.0);
    }
    call->apply = kind->apply;
    call->shock = call->more[0] = call->more[1] = ENT_NOWHERE;
    call->dimension = dimensions(c, units, fields);
    call->out = out, call->out_count = kind->output_count;
    call->state = state, call->state_count = states;
    if (kind->apply)
        ent_emit_step(c, &scope->at->plan->each, ENT_STEP_CALL, ENT_NOWHERE, ENT_NOWHERE,
                      call);
    const size_t owner = ent_add_owner(
        c, scope->at->plan, entry, entry->common[ENT_CLAUSE_TITLE].text, kind->kind.name);
    scope->at->plan->owners[owner].term = term_of(kind, entry);
    for (size_t i = 0; i < kind->line_count; i++)
        add_line(scope, binding, &kind->lines[i], owner);
    for (size_t i = 0; i < kind->output_count; i++) {
        const ent_output *output = &kind->outputs[i];
        if (output->measure == ENT_FLOW)
            add_total(scope, entry, output, binding->outputs[i]);
        if (output->measure == ENT_EVENT)
            add_event(scope, entry, output, binding->outputs[i].ref);
    }
    return true;
}

bool ent_compile_clause(ent_scope *from, ent_symbol *symbol) {
    ent_compiler *c = from->c;
    ent_binding *binding = &from->at->bindings[symbol - c->symbols];
    if (binding->progress == ENT_COMPILED)
        return !binding->operand.failed;
    ent_scope scope = {.c = c, .at = from->at, .source = from->source};
    if (!ent_enter(&scope, symbol))
        return false;
    binding->operand.failed = !compile_clause(&scope, binding);
    ent_leave(c);
    binding->progress = ENT_COMPILED;
    return !binding->operand.failed;
}

/* ---- An agreement ---- */

static void bind(ent_compiler *c, ent_context *at, const ent_entries *entries) {
    for (size_t i = 0; i < entries->count; i++) {
        const ent_symbol *symbol = ent_symbol_find(c, entries->items[i].name);
        ent_binding *binding = &at->bindings[symbol - c->symbols];
        binding->entry = &entries->items[i];
        if (symbol->kind == ENT_SYMBOL_CLAUSE)
            binding->outputs =
                ent_arena_take(c->arena, ENT_CALL_LIMIT, sizeof *binding->outputs);
    }
}

void ent_compile_agreement(ent_compiler *c, size_t agreement) {
    ent_context *at = &c->agreements[agreement];
    ent_scope scope = {.c = c, .at = at};
    bind(c, at, &c->scenario->flows);
    bind(c, at, &c->scenario->agreements[agreement].clauses);
    bind(c, at, &c->scenario->agreements[agreement].flows);
    for (size_t i = 0; i < c->symbol_count; i++) {
        ent_symbol *symbol = &c->symbols[i];
        const bool used = symbol->used;
        if (symbol->kind == ENT_SYMBOL_QUANTITY && symbol->own)
            ent_compile_symbol(&scope, symbol, NULL);
        else if (at->bindings[i].entry && symbol->kind == ENT_SYMBOL_FLOW)
            ent_compile_flow(&scope, symbol);
        else if (at->bindings[i].entry)
            ent_compile_clause(&scope, symbol);
        symbol->used = used;
    }
    ent_compile_deferred(c, at);
}
