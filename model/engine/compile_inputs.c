/* Uncertain inputs whose values are kept by path. */
#include <string.h>

#include "model/engine/compile.h"

/* Whether the entry's own numbers are written in percent. */
static bool in_percent(const ent_entry *entry) {
    for (size_t i = 0; i < entry->kind->field_count; i++) {
        const ent_field *field = &entry->kind->fields[i];
        const ent_value *value = &entry->fields[i];
        if (field->unit && !strcmp(field->unit, "own") && value->given && value->text &&
            strchr(value->text, '%'))
            return true;
    }
    return entry->inner && entry->inner->kind && in_percent(entry->inner);
}

static ent_input_plan *add(ent_compiler *c, const ent_symbol *symbol,
                           const ent_operand *operand, int title) {
    ent_plan *plan = c->plan;
    static const ent_unit pure = {{0}};
    const ent_entry *entry = symbol->entry;
    plan->inputs =
        ent_arena_grow(c->arena, plan->inputs, plan->input_count, sizeof *plan->inputs);
    ent_input_plan *input = &plan->inputs[plan->input_count++];
    *input =
        (ent_input_plan){.name = symbol->name,
                         .title = entry->common[title].text,
                         .unit = ent_unit_symbol(operand->unit, &plan->units, c->arena),
                         .measure = operand->measure,
                         .ref = operand->ref};
    if (ent_unit_equal(operand->unit, pure) && in_percent(entry))
        input->unit = "%";
    return input;
}

/* Its mean over the horizon; what is counted in each period, by the year. */
static ent_ref mean_of(ent_compiler *c, const ent_operand *operand) {
    const ent_plan *plan = c->plan;
    const double years = plan->periods[plan->period_count - 1].end;
    ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
    double *weight = ent_weights_of(c, 0);
    for (size_t t = 0; t < plan->period_count; t++)
        weight[t] =
            (operand->measure == ENT_FLOW ? 1.0 : plan->periods[t].length) / years;
    weights->weights = weight;
    const ent_ref sum = ent_take_columns(c, 1, false);
    ent_reset_to(c, &c->world, sum, 0.0);
    ent_emit_step(c, &c->plan->each, ENT_STEP_SUM, sum, operand->ref, weights);
    return sum;
}

void ent_compile_inputs(ent_compiler *c) {
    for (int drivers = 0; drivers < 2; drivers++)
        for (size_t i = 0; i < c->symbol_count; i++) {
            const ent_symbol *symbol = &c->symbols[i];
            const ent_operand *operand = &c->world.bindings[i].operand;
            const ent_symbol_kind kind =
                drivers ? ENT_SYMBOL_DRIVER : ENT_SYMBOL_ASSUMPTION;
            if (symbol->kind != kind || !symbol->entry->kind || operand->failed ||
                operand->literal || operand->by_period)
                continue;
            ent_input_plan *input = add(
                c, symbol, operand, drivers ? ENT_DRIVER_TITLE : ENT_ASSUMPTION_TITLE);
            input->driver = drivers;
            if (drivers)
                input->ref = mean_of(c, operand);
            else if (!strcmp(symbol->entry->kind->name, "bernoulli"))
                input->measure = ENT_LEVEL_FLAG;
        }
}
