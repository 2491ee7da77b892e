/* Assumptions, drivers and discount factors. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"
#include "model/number.h"

/* ---- Units ---- */

static void define_unit(ent_compiler *c, const ent_entry *entry, const ent_value *value) {
    ent_unit unit;
    if (!value->given || !value->text)
        return;
    const size_t n = ent_unit_read(value->text, true, &c->plan->units, c->arena, &unit);
    if (n && !value->text[n])
        return;
    ent_problem *problem = ent_problem_add(c->problems, "E0505", value->at, entry->path,
                                           "\"%s\" is not a unit", value->text);
    problem->help =
        "write USD, USD/year, 1/year, year, or names of your own such as USD/token";
}

void ent_compile_units(ent_compiler *c) {
    const ent_scenario *s = c->scenario;
    const struct {
        const ent_entries *entries;
        int field;
    } lists[] = {{&s->assumptions, ENT_ASSUMPTION_UNIT},
                 {&s->drivers, ENT_DRIVER_UNIT},
                 {&s->quantities, ENT_QUANTITY_UNIT},
                 {&s->metrics, ENT_METRIC_UNIT}};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < lists[l].entries->count; i++)
            define_unit(c, &lists[l].entries->items[i],
                        &lists[l].entries->items[i].common[lists[l].field]);
}

/* The unit that an entry declares; a pure number if none. */
static ent_unit declared(ent_compiler *c, const ent_value *value) {
    ent_unit unit = {{0}};
    if (value->given && value->text)
        ent_unit_read(value->text, false, &c->plan->units, c->arena, &unit);
    return unit;
}

size_t ent_add_stream(ent_compiler *c, const char *section, const char *name) {
    ent_plan *plan = c->plan;
    char text[160];
    snprintf(text, sizeof text, "%s/%s", section, name);
    const uint64_t key = ent_stream_key(0, text);
    for (size_t i = 0; i < plan->stream_count; i++)
        if (ent_stream_key(0, plan->streams[i]) == key)
            ent_problem_add(
                c->problems, "E0711", (ent_place){0}, text,
                "the names %s and %s lead to the same random numbers; rename one", text,
                plan->streams[i]);
    plan->streams = ent_arena_grow(c->arena, plan->streams, plan->stream_count,
                                   sizeof *plan->streams);
    plan->streams[plan->stream_count] = ent_arena_text(c->arena, text, strlen(text));
    return plan->stream_count++;
}

/* ---- Assumptions ---- */

/* Notes the distribution, and those that it mixes, if they are not the same on every machine. */
static void note_distribution(ent_compiler *c, const ent_entry *entry) {
    const ent_distribution *kind = (const void *)entry->kind;
    if (!kind->portable)
        ent_note_not_portable(c, kind->kind.name);
    for (size_t f = 0; f < kind->kind.field_count; f++)
        for (size_t i = 0; i < entry->fields[f].row_count; i++)
            note_distribution(c, entry->fields[f].rows[i].inner);
}

static ent_operand uncertain(ent_compiler *c, const ent_entry *entry, ent_unit unit) {
    ent_plan *plan = c->plan;
    ent_draw draw = {.name = entry->name};
    if (!ent_distribution_prepare(entry, c->arena, &draw.drawn, c->problems))
        return ent_failed();
    note_distribution(c, entry);
    draw.stream = ent_add_stream(c, "assumptions", entry->name);
    draw.out = ent_take_columns(c, 1, false);
    plan->draws = ent_arena_grow(c->arena, plan->draws, plan->draw_count, sizeof draw);
    plan->draws[plan->draw_count++] = draw;
    return (ent_operand){.ref = draw.out,
                         .unit = unit,
                         .measure = ent_unit_per_year(unit) ? ENT_RATE : ENT_STOCK};
}

void ent_compile_assumptions(ent_compiler *c) {
    for (size_t i = 0; i < c->symbol_count; i++) {
        const ent_symbol *symbol = &c->symbols[i];
        if (symbol->kind != ENT_SYMBOL_ASSUMPTION)
            continue;
        const ent_entry *entry = symbol->entry;
        const ent_unit unit = declared(c, &entry->common[ENT_ASSUMPTION_UNIT]);
        const ent_value *value = &entry->common[ENT_ASSUMPTION_VALUE];
        ent_binding *binding = &c->world.bindings[i];
        binding->progress = ENT_COMPILED;
        if (entry->kind) {
            binding->operand = uncertain(c, entry, unit);
            continue;
        }
        if (value->day != ENT_NO_DAY) {
            binding->operand = ent_date_operand(c, value->day);
            continue;
        }
        binding->operand =
            (ent_operand){.ref = ent_constant(c, value->number),
                          .unit = unit,
                          .literal = true,
                          .value = value->number,
                          .measure = ent_unit_per_year(unit) ? ENT_RATE : ENT_STOCK};
    }
}

/* ---- Drivers ---- */

static const ent_driver_kind *hot_kind(ent_compiler *c, const ent_entry *entry) {
    const ent_driver_kind *const *kinds = c->plan->isa->driver_kinds;
    while (strcmp((*kinds)->kind.name, entry->kind->name))
        kinds++;
    return *kinds;
}

static ent_ref add_shock(ent_compiler *c, ent_shock asked, const char *name) {
    ent_plan *plan = c->plan;
    if (asked == ENT_SHOCK_NONE)
        return ENT_NOWHERE;
    const bool once = asked == ENT_SHOCK_ONCE;
    ent_shock_plan shock = {.shock = asked, .stream = ent_add_stream(c, "drivers", name)};
    shock.out = ent_take_columns(c, once ? 1 : plan->period_count, !once);
    plan->shocks =
        ent_arena_grow(c->arena, plan->shocks, plan->shock_count, sizeof shock);
    plan->shocks[plan->shock_count++] = shock;
    return shock.out;
}

static ent_operand compile_process(ent_scope *scope, const ent_entry *entry,
                                   const ent_driver_kind *kind, ent_operand out) {
    ent_compiler *c = scope->c;
    ent_call_plan *call = ent_arena_take(c->arena, 1, sizeof *call);
    ent_ref *states = ent_arena_take(c->arena, kind->state_count + 1, sizeof *states);
    const ent_entry *known = ent_compile_fields(scope, entry, out.unit, call, NULL);
    if (!known)
        return ent_failed();
    if (kind->prepare && !kind->prepare(known, c->plan->periods, c->plan->period_count,
                                        c->arena, &call->data, c->problems))
        return ent_failed();
    if (entry->inner && entry->inner->kind)
        note_distribution(c, entry->inner);
    if (!kind->apply) {
        out.by_period = call->data;
        return out;
    }
    for (size_t i = 0; i < kind->state_count; i++) {
        states[i] = ent_take_columns(c, 1, false);
        ent_reset_to(c, &c->world, states[i], 0.0);
    }
    out.ref = ent_take_columns(c, 1, false);
    ent_ref *outs = ent_arena_take(c->arena, 1, sizeof *outs);
    outs[0] = out.ref;
    call->apply = kind->apply;
    call->shock = add_shock(c, kind->shock, entry->name);
    for (size_t i = 0; i < ENT_SHOCKS_MORE; i++)
        call->more[i] =
            add_shock(c, kind->more[i],
                      ent_problem_text(c->problems, "%s/%zu", entry->name, i + 1));
    call->share = call->standing = ENT_NOWHERE;
    call->settles_in = -1;
    call->out = outs, call->out_count = 1;
    call->state = states, call->state_count = kind->state_count;
    ent_emit_step(c, &c->plan->each, ENT_STEP_CALL, ENT_NOWHERE, ENT_NOWHERE, call);
    scope->source.at = entry->at;
    ent_emit_check(scope, out, entry->path);
    return out;
}

ent_operand ent_compile_driver(ent_scope *from, const ent_symbol *symbol) {
    ent_compiler *c = from->c;
    const ent_entry *entry = symbol->entry;
    ent_scope scope = {.c = c, .at = &c->world, .driver = true};
    ent_operand out = {.varies = true};
    ent_driver_kind kind = *hot_kind(c, entry);
    if (kind.adapt)
        kind.adapt(entry, &kind);
    out.unit = declared(c, &entry->common[ENT_DRIVER_UNIT]);
    out.measure = kind.measure;
    if (kind.measure == ENT_STOCK && ent_unit_per_year(out.unit))
        out.measure = ENT_RATE;
    return compile_process(&scope, entry, &kind, out);
}

bool ent_driver_is_flag(ent_compiler *c, const ent_symbol *symbol) {
    return symbol->kind == ENT_SYMBOL_DRIVER &&
           hot_kind(c, symbol->entry)->measure >= ENT_LEVEL_FLAG;
}

void ent_compile_drivers(ent_compiler *c) {
    ent_scope scope = {.c = c, .at = &c->world, .driver = true};
    for (size_t i = 0; i < c->symbol_count; i++) {
        if (c->symbols[i].kind != ENT_SYMBOL_DRIVER)
            continue;
        const bool used = c->symbols[i].used;
        ent_compile_symbol(&scope, &c->symbols[i], NULL);
        c->symbols[i].used = used;
    }
}

/* ---- Discounting ---- */

static ent_weights *discount_years(ent_compiler *c) {
    double *years = ent_weights_of(c, 0);
    ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
    for (size_t t = 0; t < c->plan->period_count; t++) {
        const ent_period *p = &c->plan->periods[t];
        years[t] = c->scenario->mid_period ? p->end - p->length / 2 : p->end;
    }
    weights->weights = years;
    return weights;
}

static ent_discount compile_discount(ent_compiler *c, const ent_entry *party,
                                     const ent_weights *years) {
    const ent_value *value = &party->common[ENT_PARTY_DISCOUNT];
    ent_scope scope = {.c = c, .at = &c->world, .driver = true};
    const ent_unit pure = {{0}};
    ent_discount out = {.given = false};
    if (!value->text)
        return out;
    scope.source = ent_source_of(value, party);
    scope.source.path = ent_problem_text(c->problems, "%s.discount", party->path);
    const ent_operand rate = ent_compile_formula(&scope, &pure);
    if (rate.failed ||
        !ent_in_range(&scope, &ent_section_party.fields[ENT_PARTY_DISCOUNT], rate))
        return out;
    if (rate.varies) {
        ent_complain(
            &scope, NULL, "E0713",
            "a discount rate is one number for each path: it cannot change in time");
        return out;
    }
    ent_emit_range(&scope, rate, &ent_section_party.fields[ENT_PARTY_DISCOUNT],
                   scope.source.path);
    out.given = true;
    if (rate.literal) {
        double *factors = ent_weights_of(c, 0);
        ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
        const double force = ent_log(1.0 + rate.value);
        for (size_t t = 0; t < c->plan->period_count; t++)
            factors[t] = ent_exp(0.0 - force * years->weights[t]);
        weights->weights = factors;
        out.factors = weights;
        out.force = (ent_operand){.ref = ENT_NOWHERE, .literal = true, .value = force};
        return out;
    }
    const ent_operand in[2] = {rate, {.ref = ent_constant(c, 1.0)}};
    const ent_operand growth = ent_emit_operation(&scope, ENT_OP_ADD, in, 2);
    const ent_operand force = ent_emit_operation(&scope, ENT_OP_LOG, &growth, 1);
    ent_emit_check(&scope, force, party->path);
    out.force = force;
    out.factor = (ent_operand){.ref = ent_take_columns(c, 1, false), .varies = true};
    ent_emit_step(c, &c->plan->each, ENT_STEP_DISCOUNT, out.factor.ref, force.ref, years);
    return out;
}

void ent_compile_discounts(ent_compiler *c) {
    const ent_entries *parties = &c->scenario->parties;
    const ent_weights *years = discount_years(c);
    c->discounts = ent_arena_take(c->arena, parties->count + 1, sizeof *c->discounts);
    for (size_t p = 0; p < parties->count; p++)
        c->discounts[p] = compile_discount(c, &parties->items[p], years);
}
