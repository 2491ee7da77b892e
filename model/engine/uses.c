#include "model/engine/uses.h"

void ent_use(ent_uses *u, ent_ref ref, bool writes) {
    const size_t first = (size_t)ref.base & ~(size_t)ENT_OWN;
    const size_t count = ref.stride ? u->plan->period_count : 1;
    if (ref.base < 0 || (ref.base & ENT_OWN) != u->own)
        return;
    for (size_t t = 0; t < count; t++)
        u->visit(u, first + t, writes);
}

static void use_all(ent_uses *u, const ent_ref *refs, size_t count, bool writes) {
    for (size_t i = 0; i < count; i++)
        ent_use(u, refs[i], writes);
}

static void use_call(ent_uses *u, const ent_call_plan *call) {
    const ent_ref more[] = {call->shock, call->more[0], call->more[1], call->share,
                            call->standing};
    use_all(u, call->in, call->in_count, false);
    for (size_t f = 0; call->rows && f < call->in_count; f++)
        use_all(u, call->rows[f].cells, call->rows[f].cell_count, false);
    use_all(u, more, ENT_LENGTH(more), false);
    use_all(u, call->state, call->state_count, false);
    use_all(u, call->out, call->out_count, true);
}

static void use_booking(ent_uses *u, ent_ref entry, const ent_booking *b) {
    const size_t count = entry.base & ENT_OWN ? ENT_JOURNAL : 1;
    for (size_t k = 0; k < count; k++, entry.base++)
        ent_use(u, entry, false);
    use_all(u, b->sums, b->count, false);
    ent_use(u, b->total, false);
}

static void use_lag(ent_uses *u, const ent_lag *lag) {
    ent_ref ring = lag->ring;
    for (size_t k = 0; k < lag->ring_size; k++, ring.base++)
        ent_use(u, ring, false);
    ent_use(u, lag->late, false);
    ent_use(u, lag->outstanding, true);
}

/* ENT_STEP_COUNT: an operation. */
static ent_step_kind kind_of(const ent_plan *plan, const ent_step *step) {
    int kind = 0;
    while (kind < ENT_STEP_COUNT && plan->isa->steps[kind] != step->run)
        kind++;
    return (ent_step_kind)kind;
}

/* Reads before writes.  What a step adds to or leaves as it was, it reads. */
void ent_use_step(ent_uses *u, const ent_step *step) {
    static const bool writes_anew[ENT_STEP_COUNT + 1] = {
        [ENT_STEP_FORCE] = true,    [ENT_STEP_NET] = true,      [ENT_STEP_LAG] = true,
        [ENT_STEP_DISCOUNT] = true, [ENT_STEP_PREVIOUS] = true, [ENT_STEP_COUNT] = true};
    const ent_step_kind kind = kind_of(u->plan, step);
    const size_t inputs = step->in[2].base < 0 ? 2 : 3;
    const bool number = ent_takes_number(u->plan->isa, step);
    use_all(u, step->in, inputs - number, false);
    if (kind == ENT_STEP_CALL)
        use_call(u, step->data);
    else if (kind == ENT_STEP_BOOK)
        use_booking(u, step->in[0], step->data);
    else if (kind == ENT_STEP_LAG)
        use_lag(u, step->data);
    else if (kind == ENT_STEP_NET)
        use_all(u, ((const ent_net *)step->data)->amounts,
                ((const ent_net *)step->data)->count, false);
    else if (kind == ENT_STEP_FORCE)
        ent_use(u, ((const ent_force *)step->data)->standing, true);
    if (!writes_anew[kind])
        ent_use(u, step->out, false);
    ent_use(u, step->out, true);
}

void ent_use_program(ent_uses *u, const ent_program *program) {
    for (size_t i = 0; i < program->count; i++)
        ent_use_step(u, &program->items[i]);
}

/* What is looked at when a period's steps are done. */
void ent_use_shown(ent_uses *u, const ent_agreement_plan *plan) {
    for (size_t i = 0; i < plan->line_count; i++)
        ent_use(u, plan->lines[i]->amount, false);
    for (size_t i = 0; i < plan->journal_count; i++)
        ent_use(u, plan->journals[i].amount, false);
    for (size_t i = 0; i < plan->watched_count; i++)
        ent_use(u, plan->watched[i].ref, false);
    for (size_t i = 0; i < plan->event_count; i++)
        ent_use(u, plan->events[i].ref, false);
}

void ent_use_resets(ent_uses *u, const ent_reset *resets, size_t count) {
    for (size_t i = 0; i < count; i++)
        ent_use(u, resets[i].ref, false);
}
