/* Hot: the steps that call drivers and clauses, keep ledgers and sum metrics. */
#include "model/engine/operations_hot.h"
#include "model/engine/plan.h"

static void bring_rows(const ent_call_plan *p, const ent_slice *x, size_t t,
                       ent_rows *rows, const double **cells) {
    for (size_t f = 0; f < p->in_count; f++) {
        const ent_rows_plan *from = &p->rows[f];
        rows[f] = (ent_rows){from->count, cells};
        for (size_t i = 0; i < from->cell_count; i++)
            *cells++ = from->cells[i].base < 0 ? NULL : ent_column(x, from->cells[i], t);
    }
}

static void step_call(const ent_step *s, ent_slice *x, size_t t) {
    const ent_call_plan *p = s->data;
    ent_rows rows[ENT_CALL_LIMIT];
    const double *cells[ENT_CELL_LIMIT];
    const double *in[ENT_CALL_LIMIT];
    double *out[ENT_CALL_LIMIT], *state[ENT_CALL_LIMIT];
    for (size_t i = 0; i < p->in_count; i++)
        in[i] = p->in[i].base < 0 ? NULL : ent_column(x, p->in[i], t);
    for (size_t i = 0; i < p->out_count; i++)
        out[i] = ent_column(x, p->out[i], t);
    for (size_t i = 0; i < p->state_count; i++)
        state[i] = ent_column(x, p->state[i], t);
    if (p->rows)
        bring_rows(p, x, t, rows, cells);
    const ent_call call = {
        .in = in,
        .rows = p->rows ? rows : NULL,
        .out = out,
        .state = state,
        .period = &x->periods[t],
        .t = t,
        .last = t + 1 == x->period_count,
        .year_begins = t == 0 || x->periods[t].year != x->periods[t - 1].year,
        .kernels = x->kernels,
        .data = p->data,
        .dimension = p->dimension,
        .shock = p->shock.base < 0 ? NULL : ent_column(x, p->shock, t),
        .more = {p->more[0].base < 0 ? NULL : ent_column(x, p->more[0], t),
                 p->more[1].base < 0 ? NULL : ent_column(x, p->more[1], t)},
        .share = p->share.base < 0 ? NULL : ent_column(x, p->share, t),
        .standing = p->standing.base < 0 ? NULL : ent_column(x, p->standing, t),
        .settles = p->settles_in == (int)t,
    };
    p->apply(&call);
}

static void step_force(const ent_step *s, ent_slice *x, size_t t) {
    const ent_force *f = s->data;
    double *restrict share = ent_column(x, s->out, t);
    double *restrict standing = ent_column(x, f->standing, t);
    const double a = f->share_by_period[t], b = f->standing_by_period[t];
    if (s->in[0].base < 0) {
        EACH share[i] = a, standing[i] = b;
    } else {
        const double *restrict ended = ent_column(x, s->in[0], t);
        EACH {
            share[i] = ended[i] != 0.0 ? 0.0 : a;
            standing[i] = ended[i] != 0.0 ? 0.0 : b;
        }
    }
    if (s->in[1].base >= 0) {
        const double *restrict when = ent_column(x, s->in[1], t);
        EACH {
            share[i] = when[i] != 0.0 ? share[i] : 0.0;
            standing[i] = when[i] != 0.0 ? standing[i] : 0.0;
        }
    }
}

static void step_ended(const ent_step *s, ent_slice *x, size_t t) {
    const double *restrict a = ent_column(x, s->in[0], t);
    double *restrict o = ent_column(x, s->out, t);
    if (!all_zero(a, ENT_SLICE))
        EACH o[i] = ((a[i] != 0.0) | (o[i] != 0.0)) ? 1.0 : 0.0;
}

/* Four amounts at a time, so that the sum is not written and read again for each: in their order all the
 * same. */
static void step_net(const ent_step *s, ent_slice *x, size_t t) {
    const ent_net *net = s->data;
    double *restrict o = ent_column(x, s->out, t);
    size_t l = 0;
    EACH o[i] = 0.0;
    for (; l + 4 <= net->count; l += 4) {
        const double *restrict a = ent_column(x, net->amounts[l], t);
        const double *restrict b = ent_column(x, net->amounts[l + 1], t);
        const double *restrict c = ent_column(x, net->amounts[l + 2], t);
        const double *restrict d = ent_column(x, net->amounts[l + 3], t);
        const double p = net->signs[l], q = net->signs[l + 1];
        const double r = net->signs[l + 2], v = net->signs[l + 3];
        EACH o[i] = o[i] + p * a[i] + q * b[i] + r * c[i] + v * d[i];
    }
    for (; l < net->count; l++) {
        const double *restrict a = ent_column(x, net->amounts[l], t);
        const double p = net->signs[l];
        EACH o[i] += p * a[i];
    }
}

static double *ring_column(const ent_lag *lag, const ent_slice *x, size_t t) {
    ent_ref ref = lag->ring;
    ref.base += (int32_t)(t % lag->ring_size);
    return ent_column(x, ref, 0);
}

static void add_to(double *restrict o, const double *restrict a) {
    EACH o[i] += a[i];
}

/* What is outstanding is summed anew, so that it is exactly 0 when nothing is. */
static void step_lag(const ent_step *s, ent_slice *x, size_t t) {
    const ent_lag *lag = s->data;
    const bool last = t + 1 == x->period_count, late = lag->moves_in[t] < 0;
    double *restrict moved = ent_column(x, s->out, t);
    double *restrict open = ent_column(x, lag->outstanding, t);
    double *after = ent_column(x, lag->late, t), *now = ring_column(lag, x, t);
    add_to(late ? after : ring_column(lag, x, (size_t)lag->moves_in[t]),
           ent_column(x, s->in[0], t));
    EACH moved[i] = last ? now[i] + after[i] : now[i];
    EACH now[i] = 0.0;
    EACH open[i] = after[i];
    for (size_t k = 1; k < lag->ring_size; k++)
        add_to(open, ring_column(lag, x, t + k));
}

/* A discount factor that differs by path. */
static void step_discounted(const ent_step *s, ent_slice *x, size_t t) {
    const double *restrict a = ent_column(x, s->in[0], t);
    const double *restrict factor = ent_column(x, s->in[1], t);
    double *restrict o = ent_column(x, s->out, t);
    EACH o[i] += factor[i] * a[i];
}

static void step_discount(const ent_step *s, ent_slice *x, size_t t) {
    const double years = ((const ent_weights *)s->data)->weights[t];
    const double *restrict force = ent_column(x, s->in[0], t);
    double *restrict o = ent_column(x, s->out, t);
    EACH o[i] = 0.0 - force[i] * years;
    x->kernels->exp(o, o, ENT_SLICE);
}

static void step_sum(const ent_step *s, ent_slice *x, size_t t) {
    const ent_weights *w = s->data;
    const double *restrict a = ent_column(x, s->in[0], t);
    double *restrict o = ent_column(x, s->out, t);
    const double weight = w ? w->weights[t] : 1.0;
    if (weight == 0.0 || all_zero(a, ENT_SLICE))
        return;
    if (weight == 1.0)
        EACH o[i] += a[i];
    else
        EACH o[i] += weight * a[i];
}

static void zero(double *o) {
    EACH o[i] = 0.0;
}

/* Some entries of a journal: those that are not 0 on all paths, with the periods they are of. */
typedef struct {
    size_t count;
    const double *amount[ENT_JOURNAL];
    size_t period[ENT_JOURNAL];
} entries;

static entries entries_of(ent_ref column, const ent_slice *x, size_t t) {
    const int next = column.base & ENT_OWN ? 1 : 0;
    entries e = {.count = 0};
    for (size_t k = 0; k < x->entries; k++, column.base += next) {
        const size_t period = t + 1 + k - x->entries;
        const double *a = ent_column(x, column, period);
        if (all_zero(a, ENT_SLICE))
            continue;
        e.amount[e.count] = a;
        e.period[e.count++] = period;
    }
    return e;
}

/* One after the other, as if each were added by itself.  A sum begins with its first amount: what the
 * column held is neither cleared nor read. */
static inline void add_entries(double *restrict o, const entries *e, size_t count,
                               const double *weights, bool begins) {
    double weight[ENT_JOURNAL];
    for (size_t k = 0; weights && k < count; k++)
        weight[k] = weights[e->period[k]];
    EACH {
        double sum = begins ? 0.0 : o[i];
        for (size_t k = 0; k < count; k++)
            sum += weights ? weight[k] * e->amount[k][i] : e->amount[k][i];
        o[i] = sum;
    }
}

/* The number of entries as one that compilers know; whether there are weights they should know too. */
static inline void add_counted(double *o, const entries *e, const double *weights,
                               bool begins) {
    if (e->count == 1)
        add_entries(o, e, 1, weights, begins);
    else if (e->count == 2)
        add_entries(o, e, 2, weights, begins);
    else if (e->count == 3)
        add_entries(o, e, 3, weights, begins);
    else if (e->count == ENT_JOURNAL)
        add_entries(o, e, ENT_JOURNAL, weights, begins);
    else if (begins)
        zero(o);
}

static void step_book(const ent_step *s, ent_slice *x, size_t t) {
    const ent_booking *b = s->data;
    const entries e = entries_of(s->in[0], x, t);
    const size_t first = t + 1 - x->entries;
    const bool yearly = b->total.base >= 0;
    const bool new_year = first == 0 || x->periods[first - 1].last_of_year;
    for (size_t i = 0; i < b->count; i++) {
        const bool begins = first == 0 || (yearly && i + 1 == b->count && new_year);
        double *sum = ent_column(x, b->sums[i], t);
        if (b->weights[i])
            add_counted(sum, &e, b->weights[i], begins);
        else
            add_counted(sum, &e, NULL, begins);
    }
    if (!yearly)
        return;
    double *total = ent_column(x, b->total, t);
    if (first == 0)
        zero(total);
    if (x->periods[t].last_of_year)
        add_to(total, ent_column(x, b->sums[b->count - 1], t));
}

static void step_fill_first(const ent_step *s, ent_slice *x, size_t t) {
    *ent_column(x, s->out, t) = ((const ent_weights *)s->data)->weights[t];
}

/* The column is this step's alone: while the value stays, it is there already. */
static void step_fill(const ent_step *s, ent_slice *x, size_t t) {
    const double *weights = ((const ent_weights *)s->data)->weights;
    const double value = weights[t];
    double *o = ent_column(x, s->out, t);
    if (t && !memcmp(&weights[t], &weights[t - 1], sizeof value))
        return;
    EACH o[i] = value;
}

static void copy(double *restrict o, const double *restrict a) {
    EACH o[i] = a[i];
}

static void step_pick(const ent_step *s, ent_slice *x, size_t t) {
    if (((const ent_weights *)s->data)->weights[t] != 0.0)
        copy(ent_column(x, s->out, t), ent_column(x, s->in[0], t));
}

static void step_highest(const ent_step *s, ent_slice *x, size_t t) {
    const double *restrict a = ent_column(x, s->in[0], t);
    double *restrict o = ent_column(x, s->out, t);
    EACH o[i] = a[i] > o[i] ? a[i] : o[i];
}

static void step_lowest(const ent_step *s, ent_slice *x, size_t t) {
    const double *restrict a = ent_column(x, s->in[0], t);
    double *restrict o = ent_column(x, s->out, t);
    EACH o[i] = a[i] < o[i] ? a[i] : o[i];
}

static void step_first(const ent_step *s, ent_slice *x, size_t t) {
    const double when = ((const ent_weights *)s->data)->weights[t];
    const double *restrict a = ent_column(x, s->in[0], t);
    double *restrict o = ent_column(x, s->out, t);
    if (!all_zero(a, ENT_SLICE))
        EACH o[i] = ((a[i] != 0.0) & (o[i] > when)) ? when : o[i];
}

static void step_previous(const ent_step *s, ent_slice *x, size_t t) {
    copy(ent_column(x, s->out, t), ent_column(x, t ? s->in[0] : s->in[1], t));
}

static void step_check(const ent_step *s, ent_slice *x, size_t t) {
    const double *restrict a = ent_column(x, s->in[0], t);
    uint64_t any = 0;
    EACH any |= not_finite(a[i]);
    if (any << 1)
        find_fault(s, s->in[0], x, t);
}

static void step_range(const ent_step *s, ent_slice *x, size_t t) {
    const ent_checked *c = s->data;
    const double *a = ent_column(x, s->in[0], t);
    const lanes low = {c->low, c->low, c->low, c->low};
    const lanes high = {c->high, c->high, c->high, c->high};
    mask good = {-1, -1, -1, -1};
    for (size_t i = 0; i < ENT_SLICE; i += 4)
        good &= (load(a + i) >= low) & (load(a + i) <= high);
    if (good[0] & good[1] & good[2] & good[3])
        return;
    for (size_t i = 0; i < x->count; i++)
        if (!(a[i] >= c->low && a[i] <= c->high)) {
            note_fault(s, s->in[0], x, t, i);
            return;
        }
}

ent_step_function *const ENT_ISA(ent_steps)[ENT_STEP_COUNT] = {
    [ENT_STEP_CALL] = step_call,         [ENT_STEP_FORCE] = step_force,
    [ENT_STEP_ENDED] = step_ended,       [ENT_STEP_NET] = step_net,
    [ENT_STEP_LAG] = step_lag,           [ENT_STEP_DISCOUNTED] = step_discounted,
    [ENT_STEP_DISCOUNT] = step_discount, [ENT_STEP_SUM] = step_sum,
    [ENT_STEP_BOOK] = step_book,         [ENT_STEP_PICK] = step_pick,
    [ENT_STEP_FILL] = step_fill,         [ENT_STEP_FILL_FIRST] = step_fill_first,
    [ENT_STEP_HIGHEST] = step_highest,   [ENT_STEP_LOWEST] = step_lowest,
    [ENT_STEP_FIRST] = step_first,       [ENT_STEP_EVER] = step_ended,
    [ENT_STEP_PREVIOUS] = step_previous, [ENT_STEP_CHECK] = step_check,
    [ENT_STEP_RANGE] = step_range,
};
