/* Lines with a payment lag: what falls due in a period moves in a later one. */
#include "model/engine/compile.h"
#include "model/world/elementary.h"

/* In which period each period's payable moves: the one that holds its end + span; -1 after the
 * horizon. */
static size_t place(ent_compiler *c, ent_span span, int *moves_in) {
    const ent_period *p = c->plan->periods;
    const size_t count = c->plan->period_count;
    size_t ring = 1;
    for (size_t t = 0; t < count; t++) {
        moves_in[t] = ent_period_of(p, count, ent_day_add(p[t].last, span));
        if (moves_in[t] >= 0 && (size_t)moves_in[t] - t + 1 > ring)
            ring = (size_t)moves_in[t] - t + 1;
    }
    return ring;
}

static ent_ref take_zero(ent_scope *scope) {
    const ent_ref ref = ent_take_own(scope->at);
    ent_reset_to(scope->c, scope->at, ref, 0.0);
    return ref;
}

const ent_lag *ent_emit_lag(ent_scope *scope, ent_span span, ent_ref payable) {
    ent_compiler *c = scope->c;
    ent_lag *lag = ent_arena_take(c->arena, 1, sizeof *lag);
    int *moves_in = ent_arena_take(c->arena, c->plan->period_count, sizeof *moves_in);
    *lag = (ent_lag){.span = span, .payable = payable, .moves_in = moves_in};
    lag->ring_size = place(c, span, moves_in);
    lag->ring = take_zero(scope);
    for (size_t k = 1; k < lag->ring_size; k++)
        take_zero(scope); /* own columns are taken one after another */
    lag->late = take_zero(scope);
    lag->outstanding = ent_take_own(scope->at);
    lag->moved = ent_take_own(scope->at);
    ent_emit_step(c, &scope->at->plan->each, ENT_STEP_LAG, lag->moved, payable, lag);
    return lag;
}

/* ---- What moves early, because its day lies after the horizon ---- */

/* For each period the years to the day on which its payable would move, counted like the horizon's
 * own; the horizon's end where it moves within. */
static void late_years(ent_compiler *c, const ent_lag *lag, double end, double *years) {
    const ent_plan *plan = c->plan;
    const ent_day last =
        ent_day_add(plan->periods[plan->period_count - 1].last, lag->span);
    ent_arena arena = {0};
    size_t count;
    const ent_period *p =
        ent_periods_cut(&arena, c->scenario->start, last, c->scenario->step, &count);
    for (size_t t = 0; t < plan->period_count; t++) {
        years[t] = end;
        if (lag->moves_in[t] >= 0)
            continue;
        const ent_day day = ent_day_add(plan->periods[t].last, lag->span);
        const ent_period *in = &p[ent_period_of(p, count, day)];
        years[t] = in->end - in->length * (1 - ent_period_share(in, ENT_NO_DAY, day));
        if (c->scenario->mid_period)
            years[t] -= plan->periods[t].length / 2;
    }
    ent_arena_free(&arena);
}

/* npv += payable x (factor at its own day - factor at the horizon's end) */
static void correct(ent_scope *scope, const ent_lag *lag, const ent_discount *discount,
                    ent_ref npv, const ent_weights *years, double end) {
    ent_compiler *c = scope->c;
    ent_program *each = &scope->at->plan->each;
    const size_t periods = c->plan->period_count;
    if (discount->force.literal) {
        const double force = discount->force.value;
        double *factors = ent_weights_of(c, 0);
        ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
        for (size_t t = 0; t < periods; t++)
            factors[t] =
                ent_exp(0.0 - force * years->weights[t]) - ent_exp(0.0 - force * end);
        weights->weights = factors;
        ent_emit_step(c, each, ENT_STEP_SUM, npv, lag->payable, weights);
        return;
    }
    ent_weights *ends = ent_arena_take(c->arena, 1, sizeof *ends);
    ends->weights = ent_weights_of(c, end);
    const ent_ref own = ent_take_own(scope->at), then = ent_take_own(scope->at);
    const ent_ref force = discount->force.ref;
    ent_emit_step(c, each, ENT_STEP_DISCOUNT, own, force, years);
    ent_emit_step(c, each, ENT_STEP_DISCOUNT, then, force, ends);
    ent_emit(c, each,
             (ent_step){c->plan->isa->operations[ENT_OP_SUBTRACT],
                        own,
                        {own, then, ENT_NOWHERE},
                        NULL});
    ent_emit(c, each,
             (ent_step){c->plan->isa->steps[ENT_STEP_DISCOUNTED],
                        npv,
                        {lag->payable, own, ENT_NOWHERE},
                        NULL});
}

void ent_book_late(ent_scope *scope, const ent_line *line, const ent_lag *lag) {
    ent_compiler *c = scope->c;
    const ent_period *last = &c->plan->periods[c->plan->period_count - 1];
    const double end = c->scenario->mid_period ? last->end - last->length / 2 : last->end;
    double *years = ent_weights_of(c, 0);
    ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
    const int parties[] = {line->from, line->to};
    const ent_ref npvs[] = {line->npv_from, line->npv_to};
    late_years(c, lag, end, years);
    weights->weights = years;
    for (int i = 0; i < 2; i++)
        if (npvs[i].base >= 0)
            correct(scope, lag, &c->discounts[parties[i]], npvs[i], weights, end);
}
