/* The formula fields and dates of drivers and clauses. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"

/* The period in which a value known for all of them leaves the range; their number if none.  What is
 * calculated may do so by a rounding. */
static size_t outside(ent_scope *scope, const ent_field *field, ent_operand operand) {
    const size_t periods = scope->c->plan->period_count;
    const double slack = operand.by_period ? ent_slack(field) : 0;
    for (size_t t = 0; t < periods; t++) {
        const double x = operand.by_period ? operand.by_period[t] : operand.value;
        if (x < field->min - slack || x > field->max + slack)
            return t;
    }
    return periods;
}

/* The reader checks numbers written in the field itself; here, those that a name stands for.  What
 * differs by path is checked in the run. */
bool ent_in_range(ent_scope *scope, const ent_field *field, ent_operand operand) {
    if ((!operand.literal && !operand.by_period) || operand.date)
        return true;
    const size_t t = outside(scope, field, operand);
    if (t == scope->c->plan->period_count)
        return true;
    const double value = operand.by_period ? operand.by_period[t] : operand.value;
    const bool below = value < field->min;
    char day[11], when[40] = "", is[ENT_FIELD_TEXT], bound[ENT_FIELD_TEXT];
    if (operand.by_period)
        snprintf(when, sizeof when, " in the period to %s",
                 ent_day_write(scope->c->plan->periods[t].last, day));
    ent_problem *problem =
        ent_complain(scope, NULL, "E0207", "%s is %s%s, %s the %s, %s",
                     scope->source.text, ent_field_text(field, value, is), when,
                     below ? "below" : "above", below ? "minimum" : "maximum",
                     ent_field_text(field, below ? field->min : field->max, bound));
    if (field->unit && !strcmp(field->unit, "share") && value > 1 && value <= 100)
        problem->help = ent_problem_text(
            scope->c->problems, "did you mean %.10g%% (%.10g)?", value, value / 100);
    return false;
}

ent_day ent_day_named(ent_compiler *c, const char *text) {
    ent_day day;
    if (!text || ent_day_read(text, &day))
        return text ? day : ENT_NO_DAY;
    const ent_symbol *symbol = ent_symbol_find(c, text);
    return symbol && symbol->kind == ENT_SYMBOL_ASSUMPTION
               ? symbol->entry->common[ENT_ASSUMPTION_VALUE].day
               : ENT_NO_DAY;
}

ent_day ent_day_of_value(ent_compiler *c, const ent_entry *entry,
                         const ent_value *value) {
    if (!value->given || value->day != ENT_NO_DAY || !value->text)
        return value->day;
    const ent_day day = ent_day_named(c, value->text);
    if (day != ENT_NO_DAY)
        return day;
    ent_problem *problem = ent_problem_add(
        c->problems, "E0707", value->at, entry->path,
        ent_symbol_find(c, value->text) ? "%s is not a date" : "nothing is named %s",
        value->text);
    problem->help =
        "write a day, as in 2030-12-31, or name an assumption whose readings are days";
    return ENT_NO_DAY;
}

/* A day alone, as a condition, holds from the period that it lies in. */
static ent_operand from_day(ent_scope *scope, ent_day day) {
    ent_compiler *c = scope->c;
    double *holds = ent_weights_of(c, 0);
    for (size_t t = 0; t < c->plan->period_count; t++)
        holds[t] = c->plan->periods[t].last >= day;
    return ent_series(c, scope->at, holds);
}

/* The unit that a field's table asks for, where the units of earlier fields are known. */
static ent_unit unit_of(ent_scope *scope, const ent_entry *entry, const ent_field *field,
                        ent_unit own, const ent_unit *units, bool *any) {
    ent_compiler *c = scope->c;
    const char *each = field->unit ? strstr(field->unit, "/flow:") : NULL;
    if (!each || !units)
        return ent_field_unit(c, field->unit, own, any);
    const char *whole =
        ent_arena_text(c->arena, field->unit, (size_t)(each - field->unit));
    const int of = ent_kind_field(entry->kind, each + strlen("/flow:"));
    return ent_unit_times(ent_field_unit(c, whole, own, any), ent_flow_unit(units[of]),
                          -1);
}

/* Says of the last problem whose unit the field's follows from. */
static void note_each(ent_scope *scope, const ent_entry *entry, const ent_field *field,
                      const ent_unit *units) {
    ent_compiler *c = scope->c;
    ent_problems *problems = c->problems;
    const char *of = field->unit ? strstr(field->unit, "/flow:") : NULL;
    if (!of || !units || problems->count == 0)
        return;
    of += strlen("/flow:");
    problems->list[problems->count - 1].note = ent_problem_text(
        problems, "it is for each of `%s`, which make %s in a period", of,
        ent_unit_text(ent_flow_unit(units[ent_kind_field(entry->kind, of)]),
                      &c->plan->units, c->arena));
}

static bool is_bounded(const ent_field *field) {
    return field->type == ENT_FORMULA &&
           (field->min > -INFINITY || field->max < INFINITY);
}

static ent_operand compile_field(ent_scope *scope, const ent_entry *entry, size_t f,
                                 ent_unit own, const ent_unit *units) {
    const ent_field *field = &entry->kind->fields[f];
    const ent_value *value = &entry->fields[f];
    bool any;
    ent_operand operand = {.ref = ENT_NOWHERE};
    if ((field->type != ENT_FORMULA && field->type != ENT_CONDITION) || !value->text)
        return operand;
    const ent_unit unit = unit_of(scope, entry, field, own, units, &any);
    const ent_day day =
        field->type == ENT_CONDITION ? ent_day_named(scope->c, value->text) : ENT_NO_DAY;
    if (day != ENT_NO_DAY)
        return from_day(scope, day);
    scope->source = ent_source_of(value, entry);
    scope->source.path =
        ent_problem_text(scope->c->problems, "%s.%s", entry->path, field->name);
    operand =
        ent_compile_formula(scope, any || field->type == ENT_CONDITION ? NULL : &unit);
    if (operand.failed)
        note_each(scope, entry, field, units);
    if (!operand.failed &&
        (ent_is_date(scope, NULL, operand) || !ent_in_range(scope, field, operand)))
        return ent_failed();
    if (field->type == ENT_CONDITION && ent_is_money(scope, NULL, operand))
        return ent_failed();
    if (is_bounded(field))
        ent_emit_range(scope, operand, field, scope->source.path);
    else
        ent_emit_check(scope, operand, scope->source.path);
    return operand;
}

/* The entry with values of its own, so that what is known of them can be noted. */
static ent_entry *copy_entry(ent_compiler *c, const ent_entry *entry) {
    const size_t count = entry->kind->field_count;
    ent_entry *copy = ent_arena_take(c->arena, 1, sizeof *copy);
    *copy = *entry;
    copy->fields = ent_arena_take(c->arena, count + 1, sizeof *copy->fields);
    for (size_t f = 0; f < count; f++)
        copy->fields[f] = entry->fields[f];
    return copy;
}

static bool compile_cells(ent_scope *scope, ent_entry *entry, ent_unit own, ent_ref *refs,
                          ent_unit *units) {
    bool good = true;
    for (size_t f = 0; f < entry->kind->field_count; f++) {
        const ent_operand operand = compile_field(scope, entry, f, own, units);
        good &= !operand.failed;
        refs[f] = operand.ref;
        if (operand.literal) {
            entry->fields[f].known = true;
            entry->fields[f].number = operand.value;
        }
        if (units)
            units[f] = operand.unit;
    }
    return good;
}

static bool compile_rows(ent_scope *scope, ent_value *value, ent_unit own,
                         ent_rows_plan *plan) {
    ent_compiler *c = scope->c;
    const size_t width = value->rows[0].kind->field_count;
    ent_entry *rows = ent_arena_take(c->arena, value->row_count, sizeof *rows);
    ent_ref *cells = ent_arena_take(c->arena, value->row_count * width, sizeof *cells);
    bool good = true;
    for (size_t r = 0; r < value->row_count; r++) {
        rows[r] = *copy_entry(c, &value->rows[r]);
        good &= compile_cells(scope, &rows[r], own, cells + r * width, NULL);
    }
    value->rows = rows;
    *plan = (ent_rows_plan){value->row_count, value->row_count * width, cells};
    return good;
}

static bool compile_lists(ent_scope *scope, ent_entry *entry, ent_unit own,
                          ent_call_plan *call) {
    const size_t count = entry->kind->field_count;
    ent_rows_plan *rows = NULL;
    bool good = true;
    for (size_t f = 0; f < count; f++) {
        if (!entry->fields[f].row_count)
            continue;
        if (!rows)
            rows = ent_arena_take(scope->c->arena, count, sizeof *rows);
        good &= compile_rows(scope, &entry->fields[f], own, &rows[f]);
    }
    call->rows = rows;
    return good;
}

const ent_entry *ent_compile_fields(ent_scope *scope, const ent_entry *entry,
                                    ent_unit own, ent_call_plan *call, ent_unit *units) {
    ent_compiler *c = scope->c;
    ent_entry *known = copy_entry(c, entry);
    for (size_t f = 0; f < entry->kind->field_count; f++)
        if (entry->kind->fields[f].type == ENT_DATE)
            known->fields[f].day = ent_day_of_value(c, entry, &entry->fields[f]);
    ent_ref *in = ent_arena_take(c->arena, entry->kind->field_count + 1, sizeof *in);
    const bool good = compile_cells(scope, known, own, in, units);
    call->in = in, call->in_count = entry->kind->field_count;
    return compile_lists(scope, known, own, call) && good ? known : NULL;
}
