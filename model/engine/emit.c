/* Columns and steps: where the compiler's output goes. */
#include <string.h>

#include "model/engine/compile.h"

ent_ref ent_take_columns(ent_compiler *c, size_t count, bool timeline) {
    const ent_ref ref = {(int32_t)c->plan->columns, timeline ? 1 : 0};
    c->plan->columns += count;
    return ref;
}

static ent_ref take_timeline(ent_compiler *c) {
    return ent_take_columns(c, c->plan->period_count, true);
}

ent_ref ent_take_own(ent_context *at) {
    return (ent_ref){(int32_t)(at->columns++) | ENT_OWN, 0};
}

ent_ref ent_take_state(ent_compiler *c, ent_context *at) {
    return at->plan ? ent_take_own(at) : ent_take_columns(c, 1, false);
}

static void add_fixed(ent_compiler *c, ent_ref ref, const double *values) {
    ent_plan *plan = c->plan;
    plan->fixed =
        ent_arena_grow(c->arena, plan->fixed, plan->fixed_count, sizeof *plan->fixed);
    plan->fixed[plan->fixed_count++] = (ent_fixed){ref, values};
}

ent_ref ent_constant(ent_compiler *c, double value) {
    const ent_plan *plan = c->plan;
    for (size_t i = 0; i < plan->fixed_count; i++)
        if (!plan->fixed[i].ref.stride &&
            !memcmp(plan->fixed[i].values, &value, sizeof value))
            return plan->fixed[i].ref;
    double *kept = ent_arena_take(c->arena, 1, sizeof *kept);
    *kept = value;
    const ent_ref ref = ent_take_columns(c, 1, false);
    add_fixed(c, ref, kept);
    return ref;
}

ent_ref ent_timeline(ent_compiler *c, const double *values) {
    const ent_plan *plan = c->plan;
    const size_t bytes = plan->period_count * sizeof *values;
    for (size_t i = 0; i < plan->fixed_count; i++)
        if (plan->fixed[i].ref.stride && !memcmp(plan->fixed[i].values, values, bytes))
            return plan->fixed[i].ref;
    const ent_ref ref = take_timeline(c);
    add_fixed(c, ref, values);
    return ref;
}

double *ent_weights_of(ent_compiler *c, double value) {
    double *weights = ent_arena_take(c->arena, c->plan->period_count, sizeof *weights);
    for (size_t t = 0; t < c->plan->period_count; t++)
        weights[t] = value;
    return weights;
}

void ent_emit(ent_compiler *c, ent_program *program, ent_step step) {
    program->items =
        ent_arena_grow(c->arena, program->items, program->count, sizeof step);
    program->items[program->count++] = step;
}

void ent_emit_step(ent_compiler *c, ent_program *program, ent_step_kind kind, ent_ref out,
                   ent_ref in, const void *data) {
    ent_emit(
        c, program,
        (ent_step){c->plan->isa->steps[kind], out, {in, ENT_NOWHERE, ENT_NOWHERE}, data});
}

ent_program *ent_program_each(ent_compiler *c, ent_context *at) {
    return at->plan ? &at->plan->each : &c->plan->each;
}

ent_program *ent_program_latch(ent_compiler *c, ent_context *at) {
    return at->plan ? &at->plan->latch : &c->plan->latch;
}

void ent_reset_to(ent_compiler *c, ent_context *at, ent_ref ref, double value) {
    ent_reset **list = at->plan ? &at->plan->resets : &c->plan->resets;
    size_t *count = at->plan ? &at->plan->reset_count : &c->plan->reset_count;
    *list = ent_arena_grow(c->arena, *list, *count, sizeof **list);
    (*list)[(*count)++] = (ent_reset){ref, value};
}

/* A field that only names a quantity was checked with that quantity. */
static bool is_checked(ent_compiler *c, const ent_program *program, ent_ref ref) {
    for (size_t i = 0; i < program->count; i++)
        if (program->items[i].run == c->plan->isa->steps[ENT_STEP_CHECK] &&
            program->items[i].in[0].base == ref.base)
            return true;
    return false;
}

/* Written by the engine before the first slice. */
static bool is_fixed(ent_compiler *c, ent_ref ref) {
    for (size_t i = 0; i < c->plan->fixed_count; i++)
        if (c->plan->fixed[i].ref.base == ref.base)
            return true;
    return false;
}

void ent_emit_check(ent_scope *scope, ent_operand operand, const char *name) {
    ent_compiler *c = scope->c;
    if (operand.failed || operand.literal || operand.date || is_fixed(c, operand.ref))
        return;
    if (is_checked(c, &c->plan->once, operand.ref) ||
        is_checked(c, &c->plan->each, operand.ref) ||
        (scope->at->plan && is_checked(c, &scope->at->plan->each, operand.ref)))
        return;
    ent_checked *checked = ent_arena_take(c->arena, 1, sizeof *checked);
    checked->name = name;
    checked->agreement = scope->at->plan ? scope->at->plan->name : NULL;
    ent_program *program = scope->metric     ? &c->plan->metrics
                           : !operand.varies ? &c->plan->once
                                             : ent_program_each(c, scope->at);
    ent_emit_step(c, program, ENT_STEP_CHECK, ENT_NOWHERE, operand.ref, checked);
}

/* A column that lives to the next step only: by depth of the formula, so that few serve all. */
static ent_ref take_temporary(ent_compiler *c, ent_context *at) {
    if (at->depth == at->temporary_count) {
        at->temporaries = ent_arena_grow(c->arena, at->temporaries, at->temporary_count,
                                         sizeof *at->temporaries);
        at->temporaries[at->temporary_count++] = ent_take_state(c, at);
    }
    return at->temporaries[at->depth++];
}

void ent_reserve_temporary(ent_scope *scope) {
    take_temporary(scope->c, scope->at);
}

ent_operand ent_emit_operation(ent_scope *scope, ent_operation code,
                               const ent_operand *in, size_t count, bool named) {
    ent_compiler *c = scope->c;
    ent_step step = {c->plan->isa->operations[code],
                     ENT_NOWHERE,
                     {ENT_NOWHERE, ENT_NOWHERE, ENT_NOWHERE},
                     NULL};
    ent_operand out = {.ref = ENT_NOWHERE};
    for (size_t i = 0; i < count; i++) {
        step.in[i] = in[i].ref;
        out.varies |= in[i].varies;
    }
    ent_program *program;
    if (scope->metric) {
        program = &c->plan->metrics;
        step.out = ent_take_columns(c, 1, false);
    } else if (!out.varies) {
        program = &c->plan->once;
        step.out = ent_take_columns(c, 1, false);
    } else {
        program = ent_program_each(c, scope->at);
        if (!named)
            step.out = take_temporary(c, scope->at);
        else if (scope->at->plan)
            step.out = ent_take_own(scope->at);
        else
            step.out = take_timeline(c);
    }
    ent_emit(c, program, step);
    out.ref = step.out;
    return out;
}
