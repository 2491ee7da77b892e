/* Columns and steps: where the compiler's output goes. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "model/engine/compile.h"

ent_ref ent_take_columns(ent_compiler *c, size_t count, bool timeline) {
    const ent_ref ref = {(int32_t)c->plan->world.columns, timeline ? 1 : 0};
    c->plan->world.columns += count;
    return ref;
}

ent_ref ent_take_own(ent_context *at) {
    return (ent_ref){(int32_t)(at->plan->space.columns++) | ENT_OWN, 0};
}

ent_ref ent_take_state(ent_compiler *c, ent_context *at) {
    return at->plan ? ent_take_own(at) : ent_take_columns(c, 1, false);
}

ent_ref ent_constant(ent_compiler *c, double value) {
    ent_plan *plan = c->plan;
    for (size_t i = 0; i < plan->constant_count; i++)
        if (!memcmp(&plan->constants[i].value, &value, sizeof value))
            return plan->constants[i].ref;
    const ent_ref ref = ent_take_columns(c, 1, false);
    plan->constants = ent_arena_grow(c->arena, plan->constants, plan->constant_count,
                                     sizeof *plan->constants);
    plan->constants[plan->constant_count++] = (ent_reset){ref, value};
    return ref;
}

/* One column, filled anew every period: a column for each would crowd everything else out of the
 * caches. */
ent_ref ent_timeline(ent_compiler *c, ent_context *at, const double *values) {
    const size_t bytes = c->plan->period_count * sizeof *values;
    for (size_t i = 0; i < at->fill_count; i++)
        if (!memcmp(at->fills[i].weights->weights, values, bytes))
            return at->fills[i].ref;
    ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
    weights->weights = values;
    const ent_ref ref = ent_take_state(c, at);
    ent_emit_step(c, ent_program_each(c, at), ENT_STEP_FILL, ref, ENT_NOWHERE, weights);
    at->fills = ent_arena_grow(c->arena, at->fills, at->fill_count, sizeof *at->fills);
    at->fills[at->fill_count++] = (ent_fill){weights, ref};
    return ref;
}

ent_operand ent_series(ent_compiler *c, ent_context *at, const double *values) {
    return (ent_operand){
        .ref = ent_timeline(c, at, values), .varies = true, .by_period = values};
}

/* A column for each period of a series of the world. */
static ent_ref export(ent_compiler *c, ent_ref from) {
    ent_plan *plan = c->plan;
    for (size_t i = 0; i < plan->export_count; i++)
        if (plan->exports[i].from.base == from.base)
            return plan->exports[i].to;
    const ent_ref to = ent_take_columns(c, plan->period_count, true);
    plan->exports = ent_arena_grow(c->arena, plan->exports, plan->export_count,
                                   sizeof *plan->exports);
    plan->exports[plan->export_count++] = (ent_export){from, to, false};
    return to;
}

ent_operand ent_bring(ent_compiler *c, ent_context *at, ent_operand operand) {
    const bool foreign = at->plan && operand.varies && !operand.ref.stride &&
                         operand.ref.base >= 0 && !(operand.ref.base & ENT_OWN);
    if (operand.failed)
        return operand;
    if (operand.by_period)
        operand.ref = ent_timeline(c, at, operand.by_period);
    else if (foreign)
        operand.ref = export(c, operand.ref);
    return operand;
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

/* What the check of an operand would repeat.  A range that is as narrow holds what is finite too. */
static bool is_checked(ent_compiler *c, const ent_program *program, ent_ref ref,
                       const ent_checked *wanted) {
    const ent_isa *isa = c->plan->isa;
    for (size_t i = 0; i < program->count; i++) {
        const ent_step *step = &program->items[i];
        const ent_checked *there = step->data;
        if (step->in[0].base != ref.base)
            continue;
        if (step->run == isa->steps[ENT_STEP_CHECK] && !wanted->field)
            return true;
        if (step->run == isa->steps[ENT_STEP_RANGE] && there->low >= wanted->low &&
            there->high <= wanted->high)
            return true;
    }
    return false;
}

/* A field that only names a quantity was checked with that quantity, and one that reads the world may
 * have been checked in an earlier agreement. */
static bool is_checked_anywhere(ent_scope *scope, ent_ref ref,
                                const ent_checked *wanted) {
    ent_compiler *c = scope->c;
    if (ref.base & ENT_OWN)
        return scope->at->plan && is_checked(c, &scope->at->plan->each, ref, wanted);
    for (size_t a = 0; ref.stride && a < c->plan->agreement_count; a++)
        if (is_checked(c, &c->plan->agreements[a].each, ref, wanted))
            return true;
    return is_checked(c, &c->plan->once, ref, wanted) ||
           is_checked(c, &c->plan->each, ref, wanted);
}

/* That computes an operand. */
static ent_program *program_of(ent_scope *scope, ent_operand operand) {
    ent_compiler *c = scope->c;
    return scope->metric     ? &c->plan->metrics
           : !operand.varies ? &c->plan->once
                             : ent_program_each(c, scope->at);
}

static void emit_checked(ent_scope *scope, ent_operand operand, ent_step_kind kind,
                         ent_checked wanted) {
    ent_compiler *c = scope->c;
    wanted.agreement = scope->at->plan ? scope->at->plan->name : NULL;
    wanted.at = scope->source.at;
    wanted.text = scope->source.text;
    if (is_checked_anywhere(scope, operand.ref, &wanted))
        return;
    ent_checked *checked = ent_arena_take(c->arena, 1, sizeof *checked);
    *checked = wanted;
    ent_emit_step(c, program_of(scope, operand), kind, ENT_NOWHERE, operand.ref, checked);
}

/* Yes or no, whatever is compared. */
static bool is_verdict(ent_compiler *c, const ent_program *program, ent_ref ref) {
    static const ent_operation verdicts[] = {
        ENT_OP_LESS,          ENT_OP_LESS_EQUAL, ENT_OP_GREATER,
        ENT_OP_GREATER_EQUAL, ENT_OP_EQUAL,      ENT_OP_NOT_EQUAL,
        ENT_OP_AND,           ENT_OP_OR,         ENT_OP_NOT};
    if (program->count == 0)
        return false;
    const ent_step *last = program->items + program->count - 1;
    for (size_t i = 0; i < ENT_LENGTH(verdicts); i++)
        if (last->run == c->plan->isa->operations[verdicts[i]])
            return last->out.base == ref.base;
    return false;
}

void ent_emit_check(ent_scope *scope, ent_operand operand, const char *name) {
    ent_compiler *c = scope->c;
    const bool exported = operand.ref.stride != 0; /* checked in the world */
    if (operand.failed || operand.literal || operand.date || operand.by_period ||
        exported || is_verdict(c, program_of(scope, operand), operand.ref))
        return;
    emit_checked(scope, operand, ENT_STEP_CHECK,
                 (ent_checked){.name = name, .low = -DBL_MAX, .high = DBL_MAX});
}

double ent_slack(const ent_field *field) {
    return field->unit && !strncmp(field->unit, "money", 5) ? 1e-3 : 1e-9;
}

void ent_emit_range(ent_scope *scope, ent_operand operand, const ent_field *field,
                    const char *name) {
    ent_checked wanted = {.name = name, .field = field, .low = -DBL_MAX, .high = DBL_MAX};
    if (operand.failed || operand.literal || operand.date || operand.by_period)
        return;
    const double slack = ent_slack(field);
    if (field->min > -INFINITY)
        wanted.low = field->min - slack;
    if (field->max < INFINITY)
        wanted.high = field->max + slack;
    emit_checked(scope, operand, ENT_STEP_RANGE, wanted);
}

/* Whether all that an operation takes is the same on every path, and some of it changes in time. */
static bool is_known(const ent_operand *in, size_t count) {
    bool in_time = false;
    for (size_t i = 0; i < count; i++) {
        if (!in[i].by_period && (!in[i].literal || in[i].absent))
            return false;
        in_time |= in[i].by_period != NULL;
    }
    return in_time;
}

/* What an operation gives where all is known: one number for each period, by the very code that would
 * compute it for each path.  NULL where there is no finite number, which the run is to tell. */
static const double *fold(ent_compiler *c, ent_operation code, const ent_operand *in,
                          size_t count) {
    enum { OUT = 3 };
    double memory[OUT + 1][ENT_COLUMN] = {{0}};
    double *columns[OUT + 1] = {memory[0], memory[1], memory[2], memory[OUT]};
    ent_slice slice = {.world = columns, .kernels = c->plan->isa->kernels};
    const ent_step step = {
        c->plan->isa->operations[code], {OUT, 0}, {{0, 0}, {1, 0}, {2, 0}}, NULL};
    double *values = ent_weights_of(c, 0);
    for (size_t t = 0; t < c->plan->period_count; t++) {
        for (size_t i = 0; i < count; i++)
            memory[i][0] = in[i].by_period ? in[i].by_period[t] : in[i].value;
        step.run(&step, &slice, t);
        values[t] = memory[OUT][0];
        if (!isfinite(values[t]))
            return NULL;
    }
    return values;
}

ent_operand ent_emit_operation(ent_scope *scope, ent_operation code,
                               const ent_operand *in, size_t count) {
    ent_compiler *c = scope->c;
    const double *known =
        !scope->metric && is_known(in, count) ? fold(c, code, in, count) : NULL;
    if (known)
        return ent_series(c, scope->at, known);
    ent_step step = {c->plan->isa->operations[code],
                     ENT_NOWHERE,
                     {ENT_NOWHERE, ENT_NOWHERE, ENT_NOWHERE},
                     NULL};
    ent_operand out = {.ref = ENT_NOWHERE};
    for (size_t i = 0; i < count; i++) {
        step.in[i] = in[i].ref;
        out.varies |= in[i].varies;
    }
    step.out = scope->metric || !out.varies ? ent_take_columns(c, 1, false)
                                            : ent_take_state(c, scope->at);
    ent_emit(c, program_of(scope, out), step);
    out.ref = step.out;
    return out;
}
