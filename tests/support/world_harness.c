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

#define COPIES(isa)                                                                      \
    extern const ent_kernels ent_kernels_##isa;                                          \
    extern const ent_driver_kind *const ent_driver_kinds_##isa[]
COPIES(baseline);
#ifdef ENT_X86_64
COPIES(v3);
COPIES(v4);
#endif

enum { SHOCKS = 1 + ENT_SHOCKS_MORE };

/* Written past every column's slice: a driver that goes too far is seen. */
static const double canary = -7.25e77;

typedef struct {
    const ent_kernels *kernels;
    const ent_driver_kind *const *drivers;
} copy;

static copy copy_number(size_t n) {
    if (n == 0)
        return (copy){&ent_kernels_baseline, ent_driver_kinds_baseline};
#ifdef ENT_X86_64
    __builtin_cpu_init();
    const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                    __builtin_cpu_supports("bmi2");
    const bool v4 =
        v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl");
    if (n == 1 && v3)
        return (copy){&ent_kernels_v3, ent_driver_kinds_v3};
    if (n == 2 && v4)
        return (copy){&ent_kernels_v4, ent_driver_kinds_v4};
#endif
    return (copy){NULL, NULL};
}

const ent_kernels *kernels_copy(size_t n) {
    return copy_number(n).kernels;
}

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

/* ---- Drivers ---- */

static const ent_driver_kind *kind_named(const ent_driver_kind *const *list,
                                         const char *name) {
    while (*list && strcmp((*list)->kind.name, name))
        list++;
    if (!*list)
        fail_msg("there is no driver kind %s", name);
    return *list;
}

static ent_day day_of(const char *text) {
    ent_day day;
    assert_true(ent_day_read(text, &day));
    return day;
}

static double *column(ent_arena *arena, size_t count) {
    double *all = ent_arena_take(arena, count * ENT_COLUMN, sizeof *all);
    for (size_t i = 0; i < count * ENT_COLUMN; i++)
        all[i] = i % ENT_COLUMN < ENT_SLICE ? 0.0 : canary;
    return all;
}

static void check_column(const double *all, size_t count, const char *name) {
    for (size_t i = 0; i < count * ENT_COLUMN; i++)
        if (i % ENT_COLUMN >= ENT_SLICE && all[i] != canary)
            fail_msg("%s wrote past its slice", name);
}

test_driver *driver_open(const char *kind, const char *start, const char *end,
                         ent_step_size step) {
    test_entry *about = entry_open(&kind_named(ent_driver_kinds_baseline, kind)->kind);
    test_driver *d = ent_arena_take(&about->arena, 1, sizeof *d);
    d->about = about;
    d->periods =
        ent_periods_cut(&about->arena, day_of(start), day_of(end), step, &d->count);
    return d;
}

void driver_close(test_driver *d) {
    entry_close(d->about);
}

void driver_set(test_driver *d, const char *field, double value) {
    entry_number(d->about, field, value);
    d->in[ent_kind_field(d->about->entry.kind, field)] = value;
}

static void fill_inputs(const test_driver *d, size_t t, double *columns) {
    for (size_t i = 0; i < ENT_SLICE; i++) {
        double in[DRIVER_FIELDS];
        memcpy(in, d->in, sizeof in);
        if (d->varies)
            d->varies(t, i, in);
        for (size_t f = 0; f < DRIVER_FIELDS; f++)
            columns[f * ENT_COLUMN + i] = in[f];
    }
}

typedef struct {
    uint64_t key;
    ent_shock shock;
    double u; /* 0: random */
} chance;

static void fill_shock(chance c, size_t t, uint64_t path, double *column) {
    const ent_kernels *k = kernels_copy(0);
    uint32_t words[4 * ENT_COLUMN];
    if (c.shock == ENT_SHOCK_ONCE)
        t = 0;
    k->philox(c.key, path, (uint32_t)(t / 4), ENT_SLICE, words);
    k->uniform(words + t % 4 * ENT_COLUMN, column, ENT_SLICE);
    for (size_t i = 0; c.u != 0.0 && i < ENT_SLICE; i++)
        column[i] = c.u;
    if (c.shock == ENT_SHOCK_NORMAL)
        k->normal_quantile(column, column, ENT_SLICE);
}

/* The shocks that the kind asks for, a column each. */
static void fill_shocks(const test_driver *d, const ent_driver_kind *kind, size_t t,
                        uint64_t path, double *columns) {
    static const char *const streams[] = {"drivers/test", "drivers/test/1",
                                          "drivers/test/2"};
    for (size_t s = 0; s < SHOCKS; s++) {
        const chance c = {ent_stream_key(20260427, streams[s]),
                          s == 0 ? kind->shock : kind->more[s - 1],
                          s == 0 ? d->u : d->more[s - 1]};
        fill_shock(c, t, path, columns + s * ENT_COLUMN);
    }
}

/* Whether `apply` sees a column: of a formula that is given or has a default. */
static bool is_input(const test_driver *d, size_t f) {
    const ent_kind *kind = d->about->entry.kind;
    return f < kind->field_count && kind->fields[f].type == ENT_FORMULA &&
           (d->about->entry.fields[f].text || d->varies);
}

/* The cells of the rows, the same on every path and in every period. */
static void fill_rows(const test_driver *d, ent_rows *rows, ent_arena *arena) {
    const ent_kind *kind = d->about->entry.kind;
    for (size_t f = 0; f < kind->field_count; f++) {
        const ent_value *list = &d->about->entry.fields[f];
        const size_t width = list->row_count ? kind->fields[f].row->field_count : 0;
        const double **cells =
            ent_arena_take(arena, list->row_count * width + 1, sizeof *cells);
        for (size_t c = 0; c < list->row_count * width; c++) {
            const ent_value *value = &list->rows[c / width].fields[c % width];
            const bool formula =
                kind->fields[f].row->fields[c % width].type == ENT_FORMULA;
            double *column = ent_arena_take(arena, ENT_SLICE, sizeof *column);
            for (size_t i = 0; i < ENT_SLICE; i++)
                column[i] = value->number;
            cells[c] = formula && value->text ? column : NULL;
        }
        rows[f] = (ent_rows){list->row_count, cells};
    }
}

/* One period through one copy; `room` holds inputs, the shocks and the state in its
 * columns. */
static void run_period(const test_driver *d, const ent_driver_kind *kind,
                       const ent_call *call, double *room, double *out) {
    const double *in[DRIVER_FIELDS];
    double *state[DRIVER_FIELDS], *outs[] = {out};
    for (size_t f = 0; f < DRIVER_FIELDS; f++) {
        in[f] = is_input(d, f) ? room + f * ENT_COLUMN : NULL;
        state[f] = room + (DRIVER_FIELDS + SHOCKS + f) * ENT_COLUMN;
    }
    ent_call one = *call;
    one.in = in, one.state = state, one.out = outs;
    one.period = &d->periods[call->t];
    const double *shocks = room + DRIVER_FIELDS * ENT_COLUMN;
    one.shock = kind->shock == ENT_SHOCK_NONE ? NULL : shocks;
    for (size_t s = 0; s < ENT_SHOCKS_MORE; s++)
        one.more[s] =
            kind->more[s] == ENT_SHOCK_NONE ? NULL : shocks + (s + 1) * ENT_COLUMN;
    kind->apply(&one);
}

static bool run_copy(test_driver *d, copy c, uint64_t path, double *out) {
    ent_driver_kind adapted = *kind_named(c.drivers, d->about->entry.kind->name);
    const ent_driver_kind *kind = &adapted;
    if (kind->adapt)
        kind->adapt(&d->about->entry, &adapted);
    ent_arena *arena = &d->about->arena;
    const void *data = NULL;
    if (kind->prepare && !kind->prepare(&d->about->entry, d->periods, d->count, arena,
                                        &data, &d->about->problems))
        return false;
    ent_arena scratch = {0};
    double *room = column(&scratch, 2 * DRIVER_FIELDS + SHOCKS);
    ent_rows rows[DRIVER_FIELDS] = {{0}};
    fill_rows(d, rows, &scratch);
    for (size_t t = 0; t < d->count; t++) {
        if (!kind->apply) {
            for (size_t i = 0; i < ENT_SLICE; i++)
                out[t * ENT_COLUMN + i] = ((const double *)data)[t];
            continue;
        }
        fill_inputs(d, t, room);
        fill_shocks(d, kind, t, path, room + DRIVER_FIELDS * ENT_COLUMN);
        ent_call call = {.rows = rows,
                         .t = t,
                         .last = t + 1 == d->count,
                         .kernels = c.kernels,
                         .data = data};
        run_period(d, kind, &call, room, out + t * ENT_COLUMN);
    }
    check_column(room, 2 * DRIVER_FIELDS + SHOCKS, kind->kind.name);
    check_column(out, d->count, kind->kind.name);
    ent_arena_free(&scratch);
    return true;
}

bool driver_run(test_driver *d, uint64_t path) {
    if (!d->out)
        d->out = column(&d->about->arena, d->count);
    if (!run_copy(d, copy_number(0), path, d->out))
        return false;
    for (size_t n = 1; copy_number(n).kernels; n++) {
        ent_arena scratch = {0};
        double *other = column(&scratch, d->count);
        assert_true(run_copy(d, copy_number(n), path, other));
        assert_memory_equal(d->out, other, d->count * ENT_COLUMN * sizeof *other);
        ent_arena_free(&scratch);
    }
    return true;
}

double driver_at(const test_driver *d, size_t t, size_t path) {
    return d->out[t * ENT_COLUMN + path];
}
