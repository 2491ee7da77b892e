#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/copies.h"
#include "tests/support/driver_harness.h"

enum { SHOCKS = 1 + ENT_SHOCKS_MORE, GIVEN = DRIVER_FIELDS + SHOCKS };

/* Written past every column's slice: a driver that goes too far is seen. */
static const double canary = -7.25e77;

/* One copy at work. */
typedef struct {
    ent_driver_kind kind;
    const ent_kernels *kernels;
    const void *data; /* what `prepare` left */
    double *state;    /* a column each: DRIVER_FIELDS of them */
    double *out;      /* and one for each period */
} copy;

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
    test_entry *about = entry_open(&kind_named(isa_copy(0)->driver_kinds, kind)->kind);
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

/* ---- What every copy is given ---- */

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

static void fill_shock(const ent_kernels *k, chance c, size_t t, uint64_t path,
                       double *column) {
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

/* The shocks that the kind asks for, a column each.  By the best copy's kernels:
 * test_kernels holds the copies to the same bits, and the baseline's take 30 times as long. */
static void fill_shocks(const test_driver *d, const copy *best, size_t t, uint64_t path,
                        double *columns) {
    static const char *const streams[] = {"drivers/test", "drivers/test/1",
                                          "drivers/test/2"};
    for (size_t s = 0; s < SHOCKS; s++) {
        const chance c = {ent_stream_key(20260427, streams[s]),
                          s == 0 ? best->kind.shock : best->kind.more[s - 1],
                          s == 0 ? d->u : d->more[s - 1]};
        if (c.shock != ENT_SHOCK_NONE)
            fill_shock(best->kernels, c, t, path, columns + s * ENT_COLUMN);
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

/* ---- The copies ---- */

static bool open_copy(test_driver *d, const ent_isa *isa, ent_arena *arena, copy *c) {
    const ent_entry *entry = &d->about->entry;
    *c = (copy){.kind = *kind_named(isa->driver_kinds, entry->kind->name),
                .kernels = isa->kernels,
                .state = column(arena, DRIVER_FIELDS),
                .out = column(arena, d->count)};
    if (c->kind.adapt)
        c->kind.adapt(entry, &c->kind);
    return !c->kind.prepare || c->kind.prepare(entry, d->periods, d->count, arena,
                                               &c->data, &d->about->problems);
}

/* One period through one copy, from the columns that all are given. */
static void run_period(const test_driver *d, const copy *c, ent_call call,
                       const double *given) {
    const double *in[DRIVER_FIELDS], *shocks = given + DRIVER_FIELDS * ENT_COLUMN;
    double *state[DRIVER_FIELDS], *out = c->out + call.t * ENT_COLUMN;
    if (!c->kind.apply) {
        for (size_t i = 0; i < ENT_SLICE; i++)
            out[i] = ((const double *)c->data)[call.t];
        return;
    }
    for (size_t f = 0; f < DRIVER_FIELDS; f++) {
        in[f] = is_input(d, f) ? given + f * ENT_COLUMN : NULL;
        state[f] = c->state + f * ENT_COLUMN;
    }
    call.in = in, call.state = state, call.out = &out;
    call.kernels = c->kernels, call.data = c->data;
    call.shock = c->kind.shock == ENT_SHOCK_NONE ? NULL : shocks;
    for (size_t s = 0; s < ENT_SHOCKS_MORE; s++)
        call.more[s] =
            c->kind.more[s] == ENT_SHOCK_NONE ? NULL : shocks + (s + 1) * ENT_COLUMN;
    c->kind.apply(&call);
}

static void run_periods(const test_driver *d, const copy *copies, size_t count,
                        uint64_t path, ent_arena *arena) {
    double *given = column(arena, GIVEN);
    ent_rows rows[DRIVER_FIELDS] = {{0}};
    fill_rows(d, rows, arena);
    for (size_t t = 0; t < d->count; t++) {
        fill_inputs(d, t, given);
        fill_shocks(d, &copies[count - 1], t, path, given + DRIVER_FIELDS * ENT_COLUMN);
        const ent_call call = {
            .rows = rows, .period = &d->periods[t], .t = t, .last = t + 1 == d->count};
        for (size_t n = 0; n < count; n++)
            run_period(d, &copies[n], call, given);
    }
    check_column(given, GIVEN, "a driver");
}

/* Requires of a copy that it wrote nowhere else, and the bits of the first. */
static void check_copy(const test_driver *d, const copy *c, const copy *first) {
    check_column(c->state, DRIVER_FIELDS, c->kind.kind.name);
    check_column(c->out, d->count, c->kind.kind.name);
    assert_memory_equal(c->out, first->out, d->count * ENT_COLUMN * sizeof *c->out);
}

bool driver_run(test_driver *d, uint64_t path) {
    ent_arena scratch = {0};
    copy copies[COPIES_MOST];
    size_t count = 0;
    while (isa_copy(count) && open_copy(d, isa_copy(count), &scratch, &copies[count]))
        count++;
    const bool prepared = !isa_copy(count);
    if (prepared) {
        run_periods(d, copies, count, path, &scratch);
        for (size_t n = 0; n < count; n++)
            check_copy(d, &copies[n], &copies[0]);
        if (!d->out)
            d->out = column(&d->about->arena, d->count);
        memcpy(d->out, copies[0].out, d->count * ENT_COLUMN * sizeof *d->out);
    }
    ent_arena_free(&scratch);
    return prepared;
}

double driver_at(const test_driver *d, size_t t, size_t path) {
    return d->out[t * ENT_COLUMN + path];
}
