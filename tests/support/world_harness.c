#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/world_harness.h"

/* ---- Entries ---- */

static ent_value *field_of(test_entry *e, const char *name) {
    int field = ent_kind_field(e->entry.kind, name);
    if (field < 0)
        fail_msg("%s has no field %s", e->entry.kind->name, name);
    return &e->entry.fields[field];
}

static void set_default(ent_value *value, const ent_field *field) {
    value->text = field->standard;
    value->day = ENT_NO_DAY;
    if (field->standard && field->type == ENT_NUMBER)
        value->number = strtod(field->standard, NULL);
    for (int c = 0; field->standard && field->choices && field->choices[c]; c++)
        if (!strcmp(field->choices[c], field->standard))
            value->index = c;
}

test_entry *entry_open(const ent_kind *kind) {
    test_entry *e = calloc(1, sizeof *e);
    assert_non_null(e);
    e->entry.name = e->entry.path = kind->name;
    e->entry.kind = kind;
    e->entry.fields = ent_arena_take(&e->arena, kind->field_count + 1, sizeof(ent_value));
    for (size_t f = 0; f < kind->field_count; f++)
        set_default(&e->entry.fields[f], &kind->fields[f]);
    return e;
}

void entry_close(test_entry *e) {
    ent_problems_free(&e->problems);
    ent_arena_free(&e->arena);
    free(e);
}

void entry_number(test_entry *e, const char *field, double value) {
    char text[32];
    snprintf(text, sizeof text, "%g", value);
    entry_text(e, field, text);
    field_of(e, field)->number = value;
}

void entry_text(test_entry *e, const char *field, const char *text) {
    ent_value *value = field_of(e, field);
    value->given = true;
    value->text = ent_arena_text(&e->arena, text, strlen(text));
}

void entry_choose(test_entry *e, const char *field, const char *choice) {
    const char *const *choices =
        e->entry.kind->fields[ent_kind_field(e->entry.kind, field)].choices;
    entry_text(e, field, choice);
    for (int c = 0; choices[c]; c++)
        if (!strcmp(choices[c], choice))
            field_of(e, field)->index = c;
}

void entry_item(test_entry *e, const char *field, const char *key, double value) {
    ent_value *map = field_of(e, field);
    ent_item item = {.key = key, .text = "(as in the test)", .number = value};
    map->given = true;
    if (!ent_day_read(key, &item.key_day))
        item.key_number = strtod(key, NULL);
    map->items = ent_arena_grow(&e->arena, map->items, map->item_count, sizeof item);
    map->items[map->item_count++] = item;
}

void entry_part(test_entry *e, double weight, const test_entry *part) {
    ent_value *of = field_of(e, "of");
    ent_value *fields = ent_arena_take(&e->arena, 1, sizeof *fields);
    fields[0] = (ent_value){.given = true, .text = "(as in the test)", .number = weight};
    of->given = true;
    of->rows = ent_arena_grow(&e->arena, of->rows, of->row_count, sizeof *of->rows);
    of->rows[of->row_count++] = (ent_entry){
        .name = "part",
        .path = "part",
        .kind = e->entry.kind->fields[ent_kind_field(e->entry.kind, "of")].row,
        .fields = fields,
        .inner = (ent_entry *)&part->entry};
}

void entry_data(test_entry *e, const char *field, const double *values, size_t count) {
    ent_value *data = field_of(e, field);
    data->given = true;
    data->item_count = count;
    data->items = ent_arena_take(&e->arena, count + 1, sizeof *data->items);
    for (size_t i = 0; i < count; i++)
        data->items[i] = (ent_item){.text = "(as in the test)", .number = values[i]};
}

static void open_row(test_entry *e, ent_value *list, const ent_kind *kind) {
    ent_entry row = {.name = "row", .path = "row", .kind = kind};
    row.fields = ent_arena_take(&e->arena, kind->field_count, sizeof *row.fields);
    for (size_t f = 0; f < kind->field_count; f++)
        set_default(&row.fields[f], &kind->fields[f]);
    list->given = true;
    list->rows = ent_arena_grow(&e->arena, list->rows, list->row_count, sizeof row);
    list->rows[list->row_count++] = row;
}

ent_value *entry_cell(test_entry *e, const char *field, size_t row, const char *cell) {
    ent_value *list = field_of(e, field);
    const ent_kind *kind =
        e->entry.kind->fields[ent_kind_field(e->entry.kind, field)].row;
    while (list->row_count <= row)
        open_row(e, list, kind);
    ent_value *value = &list->rows[row].fields[ent_kind_field(kind, cell)];
    value->given = true;
    value->text = "(as in the test)";
    return value;
}

void entry_expect_problem(const test_entry *e, const char *code) {
    assert_int_equal(e->problems.errors, 1);
    assert_string_equal(e->problems.list[0].code, code);
    assert_non_null(e->problems.list[0].help);
}

/* ---- Distributions ---- */

test_entry *distribution_open(const char *name, ent_drawn *drawn, ...) {
    const ent_distribution *kind = ent_distribution_named(name);
    assert_non_null(kind);
    test_entry *e = entry_open(&kind->kind);
    va_list list;
    va_start(list, drawn);
    for (const char *field = va_arg(list, const char *); field;
         field = va_arg(list, const char *))
        entry_number(e, field, va_arg(list, double));
    va_end(list);
    *drawn = (ent_drawn){0};
    assert_true(ent_distribution_prepare(&e->entry, &e->arena, drawn, &e->problems));
    assert_int_equal(e->problems.errors, 0);
    assert_ptr_equal(drawn->kind, kind);
    return e;
}

double draw(const ent_drawn *drawn, double u) {
    double x;
    ent_distribution_quantile(drawn, &u, &x, 1);
    return x;
}

test_entry *discrete_open(const char *const *keys, const double *weights, size_t count) {
    test_entry *e = entry_open(&ent_distribution_named("discrete")->kind);
    for (size_t i = 0; i < count; i++)
        entry_item(e, "values", keys[i], weights[i]);
    return e;
}

bool distribution_prepared(test_entry *e, ent_drawn *drawn) {
    return ent_distribution_prepare(&e->entry, &e->arena, drawn, &e->problems);
}
