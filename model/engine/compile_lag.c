/* Lines with a payment lag: what falls due in a period moves in a later one, and is discounted at its
 * own day. */
#include "model/engine/compile.h"

/* In which period each period's payable moves: the one that holds its end + span; -1 after the
 * horizon. */
static size_t place(ent_compiler *c, ent_span span, int *moves_in) {
    const ent_period *p = c->plan->periods;
    const size_t count = c->plan->period_count;
    size_t ring = 1;
    for (size_t t = 0; t < count; t++) {
        moves_in[t] = ent_period_of(p, count, ent_day_after(&p[t], span));
        if (moves_in[t] >= 0 && (size_t)moves_in[t] - t + 1 > ring)
            ring = (size_t)moves_in[t] - t + 1;
    }
    return ring;
}

/* The years to the day on which each period's payable is to be paid, counted like the horizon's own,
 * also beyond it; half a period less with `timing: mid`. */
static const ent_weights *years_to(ent_compiler *c, ent_span span) {
    const ent_plan *plan = c->plan;
    ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
    double *years = ent_weights_of(c, 0);
    ent_arena arena = {0};
    size_t count;
    const ent_period *p =
        ent_periods_cut(&arena, c->scenario->start,
                        ent_day_after(&plan->periods[plan->period_count - 1], span),
                        c->scenario->step, &count);
    for (size_t t = 0; t < plan->period_count; t++) {
        const ent_day day = ent_day_after(&plan->periods[t], span);
        const ent_period *in = &p[ent_period_of(p, count, day)];
        years[t] = in->end - in->length * (1 - ent_period_share(in, ENT_NO_DAY, day));
        if (c->scenario->mid_period)
            years[t] -= plan->periods[t].length / 2;
    }
    ent_arena_free(&arena);
    weights->weights = years;
    return weights;
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
    lag->years = years_to(c, span);
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
