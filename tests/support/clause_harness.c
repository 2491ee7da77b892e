#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/clause_harness.h"
#include "tests/support/copies.h"

/* Relative: the few roundings of a schedule worked out in another order. */
static const double tolerance = 1e-13;
/* Written past every column's slice: a clause that goes too far is seen. */
static const double canary = -7.25e77;

const ent_clause_kind *const *clause_kind_list(size_t n) {
    const ent_isa *isa = isa_copy(n);
    return isa ? isa->clause_kinds : NULL;
}

const ent_clause_kind *clause_kind_named(const ent_clause_kind *const *list,
                                         const char *name) {
    for (; *list; list++)
        if (strcmp((*list)->kind.name, name) == 0)
            return *list;
    return NULL;
}

static ent_day day_of(const char *text) {
    ent_day day;
    if (!ent_day_read(text, &day))
        fail_msg("%s is not a day", text);
    return day;
}

static double *columns(clause_deal *d, double value) {
    double *all = ent_arena_take(&d->arena, d->count * ENT_COLUMN, sizeof *all);
    for (size_t i = 0; i < d->count * ENT_COLUMN; i++)
        all[i] = i % ENT_COLUMN < ENT_SLICE ? value : canary;
    return all;
}

static void check_canaries(const clause_deal *d, const double *column) {
    for (size_t i = 0; i < d->count * ENT_COLUMN; i++)
        if (i % ENT_COLUMN >= ENT_SLICE && column[i] != canary)
            fail_msg("%s wrote past its slice", d->kind->kind.name);
}

clause_deal *deal_open(const char *kind, const char *start, const char *end,
                       ent_step_size step) {
    ent_arena arena = {0};
    clause_deal *d = ent_arena_take(&arena, 1, sizeof *d);
    d->kind = clause_kind_named(clause_kind_list(0), kind);
    assert_non_null(d->kind);
    assert_true(d->kind->kind.field_count <= DEAL_COLUMNS);
    assert_true(d->kind->output_count <= DEAL_COLUMNS);
    assert_true(d->kind->state_count <= DEAL_COLUMNS);
    d->arena = arena;
    d->periods = ent_periods_cut(&d->arena, day_of(start), day_of(end), step, &d->count);
    d->entry.name = d->entry.path = kind;
    d->entry.kind = &d->kind->kind;
    d->entry.common = ent_arena_take(&d->arena, ENT_CLAUSE_NOTE + 1, sizeof(ent_value));
    d->entry.fields =
        ent_arena_take(&d->arena, d->kind->kind.field_count, sizeof(ent_value));
    for (size_t o = 0; o < d->kind->output_count; o++)
        d->out[o] = columns(d, NAN);
    for (size_t f = 0; f < d->kind->kind.field_count; f++) {
        d->entry.fields[f].day = ENT_NO_DAY;
        if (d->kind->kind.fields[f].type == ENT_YEAR_DAY)
            deal_year_day(d, d->kind->kind.fields[f].name,
                          d->kind->kind.fields[f].standard);
    }
    deal_term(d, NULL, NULL);
    return d;
}

void deal_close(clause_deal *d) {
    ent_arena arena = d->arena;
    ent_problems_free(&d->problems);
    ent_arena_free(&arena);
}

void deal_term(clause_deal *d, const char *start, const char *until) {
    const ent_day from = start ? day_of(start) : ENT_NO_DAY;
    const ent_day given = until ? day_of(until) : ENT_NO_DAY;
    const ent_day to = d->kind->last_day ? d->kind->last_day(&d->entry, given) : given;
    d->entry.common[ENT_CLAUSE_START] = (ent_value){.given = start != NULL, .day = from};
    d->entry.common[ENT_CLAUSE_UNTIL] = (ent_value){.given = until != NULL, .day = given};
    d->share = columns(d, 0);
    d->standing = columns(d, 0);
    d->settles = to != ENT_NO_DAY ? ALL : d->count - 1;
    for (size_t t = 0; t < d->count; t++) {
        const ent_period *p = &d->periods[t];
        const double share = ent_period_share(p, from, to);
        const bool stands =
            (!start || from <= p->last) && (to == ENT_NO_DAY || to >= p->last);
        if (to != ENT_NO_DAY && p->first <= to && to <= p->last)
            d->settles = t;
        for (size_t i = 0; i < ENT_SLICE; i++) {
            d->share[t * ENT_COLUMN + i] = share;
            d->standing[t * ENT_COLUMN + i] = stands ? 1 : 0;
        }
    }
}

void deal_end(clause_deal *d, size_t end, size_t path) {
    for (size_t t = end + 1; t < d->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            if (path == ALL || path == i)
                d->share[t * ENT_COLUMN + i] = d->standing[t * ENT_COLUMN + i] = 0;
}

static size_t field_of(const clause_deal *d, const char *name) {
    const int f = ent_kind_field(&d->kind->kind, name);
    if (f < 0)
        fail_msg("%s has no field %s", d->kind->kind.name, name);
    return (size_t)f;
}

static size_t output_of(const clause_deal *d, const char *name) {
    for (size_t o = 0; o < d->kind->output_count; o++)
        if (strcmp(d->kind->outputs[o].name, name) == 0)
            return o;
    fail_msg("%s has no output %s", d->kind->kind.name, name);
    return 0;
}

void deal_set(clause_deal *d, const char *field, size_t t, size_t path, double value) {
    const size_t f = field_of(d, field);
    const ent_type type = d->kind->kind.fields[f].type;
    assert_true(type == ENT_FORMULA || type == ENT_CONDITION);
    d->entry.fields[f].given = true;
    if (!d->in[f])
        d->in[f] = columns(d, 0);
    for (size_t s = 0; s < d->count; s++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            if ((t == ALL || t == s) && (path == ALL || path == i))
                d->in[f][s * ENT_COLUMN + i] = value;
}

static ent_value *value_of(clause_deal *d, const char *field) {
    ent_value *v = &d->entry.fields[field_of(d, field)];
    v->given = true;
    return v;
}

void deal_day(clause_deal *d, const char *field, const char *day) {
    value_of(d, field)->day = day_of(day);
}

void deal_span(clause_deal *d, const char *field, int months, int days) {
    value_of(d, field)->span = (ent_span){months, days};
}

void deal_year(clause_deal *d, const char *field, int year, double value) {
    ent_value *v = value_of(d, field);
    v->items = ent_arena_grow(&d->arena, v->items, v->item_count, sizeof *v->items);
    v->items[v->item_count++] = (ent_item){.key_number = year, .number = value};
}

void deal_dimension(clause_deal *d, const char *field, unsigned char dimension) {
    d->dimension[field_of(d, field)] = dimension;
}

static void open_row(clause_deal *d, size_t f, size_t row) {
    const ent_kind *kind = d->kind->kind.fields[f].row;
    ent_value *list = &d->entry.fields[f];
    const size_t most = DEAL_CELLS / kind->field_count;
    assert_true(row <= list->row_count && row < most);
    if (!list->rows)
        list->rows = ent_arena_take(&d->arena, most, sizeof *list->rows);
    if (row < list->row_count)
        return;
    list->given = true;
    list->rows[row] = (ent_entry){.name = "row", .path = d->entry.path, .kind = kind};
    list->rows[row].fields =
        ent_arena_take(&d->arena, kind->field_count, sizeof(ent_value));
    d->list = f;
    d->rows = ++list->row_count;
}

void deal_row(clause_deal *d, const char *field, size_t row, const char *cell,
              size_t path, double value) {
    const size_t f = field_of(d, field);
    const ent_kind *kind = d->kind->kind.fields[f].row;
    assert_non_null(kind);
    const int column = ent_kind_field(kind, cell);
    assert_true(column >= 0);
    open_row(d, f, row);
    d->entry.fields[f].rows[row].fields[column] = (ent_value){
        .given = true, .text = "a cell", .known = path == ALL, .number = value};
    double **to = &d->cells[row * kind->field_count + (size_t)column];
    if (!*to)
        *to = columns(d, 0);
    for (size_t t = 0; t < d->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            if (path == ALL || path == i)
                (*to)[t * ENT_COLUMN + i] = value;
}

void deal_year_day(clause_deal *d, const char *field, const char *day) {
    char text[11] = "2001-";
    strncat(text, day, 5);
    d->entry.fields[field_of(d, field)].day = day_of(text);
}

void deal_choose(clause_deal *d, const char *field, int index, double n) {
    ent_value *v = &d->entry.fields[field_of(d, field)];
    *v = (ent_value){.given = true, .index = index, .number = n};
}

/* What the engine fills: without a lag it is 0, and the clause must not touch it. */
static void fill_outstanding(const ent_clause_kind *kind, const ent_line_kind *line,
                             double *const *out) {
    if (!line->lag)
        return;
    assert_string_equal(kind->outputs[line->outstanding].name, "outstanding");
    for (size_t i = 0; i < ENT_SLICE; i++) {
        assert_true(isnan(out[line->outstanding][i]));
        out[line->outstanding][i] = 0;
    }
}

/* What the engine knows, whether the clause writes it or not. */
static void fill_known(const clause_deal *d, double *const *out, size_t t) {
    for (size_t o = 0; o < d->kind->output_count; o++)
        for (size_t i = 0; i < ENT_SLICE; i++)
            if (!ent_output_lives(&d->kind->outputs[o], &d->entry))
                out[o][i] = 0;
            else if (d->kind->outputs[o].stands)
                out[o][i] = d->standing[t * ENT_COLUMN + i];
}

/* One period.  Outputs that are not kept hold no number before it: one that is not computed is seen. */
static void step(const clause_deal *d, const ent_clause_kind *kind, const void *data,
                 double *const *state, double *const *out, size_t t) {
    const double *in[DEAL_COLUMNS] = {0};
    double *to[DEAL_COLUMNS] = {0};
    const double *cells[DEAL_CELLS] = {0};
    ent_rows rows[DEAL_COLUMNS] = {{0}};
    for (size_t f = 0; f < kind->kind.field_count; f++)
        in[f] = d->in[f] ? d->in[f] + t * ENT_COLUMN : NULL;
    for (size_t k = 0; k < DEAL_CELLS; k++)
        cells[k] = d->cells[k] ? d->cells[k] + t * ENT_COLUMN : NULL;
    rows[d->list] = (ent_rows){d->rows, cells};
    for (size_t o = 0; o < kind->output_count; o++) {
        to[o] = out[o] + t * ENT_COLUMN;
        for (size_t i = 0; i < ENT_SLICE; i++)
            to[o][i] = !kind->outputs[o].kept ? NAN : t ? (to[o] - ENT_COLUMN)[i] : 0;
    }
    const ent_call call = {
        .in = in,
        .rows = d->rows ? rows : NULL,
        .out = to,
        .state = state,
        .period = &d->periods[t],
        .t = t,
        .last = t + 1 == d->count,
        .year_begins = t == 0 || d->periods[t].year != d->periods[t - 1].year,
        .data = data,
        .dimension = d->dimension,
        .share = d->share + t * ENT_COLUMN,
        .standing = d->standing + t * ENT_COLUMN,
        .settles = t == d->settles,
    };
    if (kind->apply)
        kind->apply(&call);
    for (size_t l = 0; l < kind->line_count; l++)
        fill_outstanding(kind, &kind->lines[l], to);
    fill_known(d, to, t);
}

static bool run_copy(clause_deal *d, const ent_clause_kind *kind, double *const *out) {
    const void *data = NULL;
    if (kind->prepare &&
        !kind->prepare(&d->entry, d->periods, d->count, &d->arena, &data, &d->problems))
        return false;
    double state[DEAL_COLUMNS][ENT_COLUMN] = {{0}}, *states[DEAL_COLUMNS];
    const size_t count = kind->states ? kind->states(data) : kind->state_count;
    for (size_t s = 0; s < DEAL_COLUMNS; s++) {
        states[s] = s < count ? state[s] : NULL;
        state[s][ENT_SLICE] = canary;
    }
    for (size_t t = 0; t < d->count; t++)
        step(d, kind, data, states, out, t);
    for (size_t s = 0; s < DEAL_COLUMNS; s++)
        assert_true(state[s][ENT_SLICE] == canary);
    for (size_t o = 0; o < kind->output_count; o++)
        check_canaries(d, out[o]);
    return true;
}

/* What holds for the outputs of every kind. */
static void check_output(const clause_deal *d, size_t o) {
    const ent_output *output = &d->kind->outputs[o];
    const bool flag = output->measure == ENT_EVENT || output->measure == ENT_LEVEL_FLAG;
    for (size_t t = 0; t < d->count; t++)
        for (size_t i = 0; i < ENT_SLICE; i++) {
            const double x = d->out[o][t * ENT_COLUMN + i];
            const double before = t ? d->out[o][(t - 1) * ENT_COLUMN + i] : 0;
            if (!isfinite(x) || (flag && x != 0 && x != 1) ||
                (output->measure == ENT_EVENT && x < before))
                fail_msg("%s.%s is %.17g in period %zu of path %zu", d->kind->kind.name,
                         output->name, x, t, i);
        }
}

bool deal_run(clause_deal *d) {
    double *other[DEAL_COLUMNS] = {0};
    ent_problems_free(&d->problems);
    if (!run_copy(d, d->kind, d->out))
        return false;
    for (size_t o = 0; o < d->kind->output_count; o++) {
        check_output(d, o);
        other[o] = columns(d, NAN);
    }
    for (size_t n = 1; clause_kind_list(n); n++) {
        const char *name = d->kind->kind.name;
        ent_problems_free(&d->problems);
        assert_true(run_copy(d, clause_kind_named(clause_kind_list(n), name), other));
        for (size_t o = 0; o < d->kind->output_count; o++)
            if (memcmp(other[o], d->out[o], d->count * ENT_COLUMN * sizeof(double)) != 0)
                fail_msg("%s.%s differs between copies 0 and %zu", name,
                         d->kind->outputs[o].name, n);
    }
    return true;
}

double deal_at(const clause_deal *d, const char *output, size_t t, size_t path) {
    assert_true(t < d->count && path < ENT_SLICE);
    return d->out[output_of(d, output)][t * ENT_COLUMN + path];
}

void deal_expect(const clause_deal *d, const char *output, size_t t, size_t path,
                 double expected) {
    const double is = deal_at(d, output, t, path);
    /* What should be 0 must be exactly 0: flags, what a cap leaves, what is not in force.
     */
    if (!(fabs(is - expected) <= tolerance * fabs(expected)))
        fail_msg("%s in period %zu of path %zu: %.17g, expected %.17g", output, t, path,
                 is, expected);
}

void deal_expect_near(const clause_deal *d, const char *output, size_t t, size_t path,
                      double expected) {
    const double is = deal_at(d, output, t, path);
    if (!(fabs(is - expected) <= (expected == 0 ? 0 : tolerance)))
        fail_msg("%s in period %zu of path %zu: %.17g, expected %.17g", output, t, path,
                 is, expected);
}

static void expect_party(const clause_deal *d, int party, const char *expected) {
    char name[80] = "market";
    if (party >= 0)
        snprintf(name, sizeof name, "%s", d->kind->kind.fields[party].name);
    else if (party != ENT_LINE_MARKET)
        snprintf(name, sizeof name, "booked:%s", d->kind->kind.fields[-2 - party].name);
    assert_string_equal(name, expected);
}

void deal_expect_line(const clause_deal *d, size_t index, const char *output,
                      const char *from, const char *to, bool marked) {
    assert_true(index < d->kind->line_count);
    const ent_line_kind *line = &d->kind->lines[index];
    assert_string_equal(d->kind->outputs[line->output].name, output);
    expect_party(d, line->from, from);
    expect_party(d, line->to, to);
    assert_true(line->marked == marked);
}

/* splitmix64 (Steele, Lea, Flood 2014). */
double deal_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    return ((double)(z >> 12) + 0.5) * 0x1p-52;
}
