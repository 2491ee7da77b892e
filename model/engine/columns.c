/* Which steps become one, and where the columns of a plan lie.
 *
 * The compiler gives each result a column of its own.  Most hold something only from the step that
 * writes it to the last that reads it, within one period: such columns take turns in a few places,
 * so that a slice keeps to the caches.  The others keep their place from period to period. */
#include "model/engine/compile.h"

#define UNPLACED UINT32_MAX

/* What is known of one column of a space. */
typedef struct {
    bool seen;     /* by a step of the period's program */
    bool kept;     /* from period to period */
    bool read;     /* by a step other than the one that fills it */
    bool shared;   /* with what lies ENT_SHOCK_PERIODS columns before it */
    uint32_t last; /* step that touches it */
    uint32_t place;
} life;

typedef struct survey survey;
struct survey {
    const ent_plan *plan;
    const ent_program *each;
    ent_space *space;
    int32_t own; /* ENT_OWN, or 0: the world's space */
    life *lives;
    uint32_t step; /* at hand; each->count: after them all */
    void (*touch)(survey *, life *, bool writes);
    uint32_t *ended, *free; /* ASSIGN: columns' places: free after the step; free */
    size_t ended_count, free_count;
};

/* ---- Which columns a step touches ---- */

static void touch(survey *s, ent_ref ref, bool writes) {
    const size_t first = (size_t)ref.base & ~(size_t)ENT_OWN;
    const size_t count = ref.stride ? s->plan->period_count : 1;
    if (ref.base < 0 || (ref.base & ENT_OWN) != s->own)
        return;
    for (size_t t = 0; t < count; t++)
        s->touch(s, &s->lives[first + t], writes);
}

static void touch_all(survey *s, const ent_ref *refs, size_t count, bool writes) {
    for (size_t i = 0; i < count; i++)
        touch(s, refs[i], writes);
}

static void touch_call(survey *s, const ent_call_plan *call) {
    const ent_ref more[] = {call->shock, call->more[0], call->more[1], call->share,
                            call->standing};
    touch_all(s, call->in, call->in_count, false);
    for (size_t f = 0; call->rows && f < call->in_count; f++)
        touch_all(s, call->rows[f].cells, call->rows[f].cell_count, false);
    touch_all(s, more, ENT_LENGTH(more), false);
    touch_all(s, call->state, call->state_count, false);
    touch_all(s, call->out, call->out_count, true);
}

static void touch_booking(survey *s, ent_ref entry, const ent_booking *b) {
    const size_t count = entry.base & ENT_OWN ? ENT_JOURNAL : 1;
    for (size_t k = 0; k < count; k++, entry.base++)
        touch(s, entry, false);
    touch_all(s, b->sums, b->count, false);
    touch(s, b->total, false);
}

static void touch_lag(survey *s, const ent_lag *lag) {
    ent_ref ring = lag->ring;
    for (size_t k = 0; k < lag->ring_size; k++, ring.base++)
        touch(s, ring, false);
    touch(s, lag->late, false);
    touch(s, lag->outstanding, true);
}

/* ENT_STEP_COUNT: an operation. */
static ent_step_kind kind_of(const ent_plan *plan, const ent_step *step) {
    int kind = 0;
    while (kind < ENT_STEP_COUNT && plan->isa->steps[kind] != step->run)
        kind++;
    return (ent_step_kind)kind;
}

/* Reads before writes.  What a step adds to or leaves as it was, it reads. */
static void touch_step(survey *s, const ent_step *step) {
    static const bool writes_anew[ENT_STEP_COUNT + 1] = {
        [ENT_STEP_FORCE] = true,    [ENT_STEP_NET] = true,      [ENT_STEP_LAG] = true,
        [ENT_STEP_DISCOUNT] = true, [ENT_STEP_PREVIOUS] = true, [ENT_STEP_COUNT] = true};
    const ent_step_kind kind = kind_of(s->plan, step);
    touch_all(s, step->in, ENT_LENGTH(step->in), false);
    if (kind == ENT_STEP_CALL)
        touch_call(s, step->data);
    else if (kind == ENT_STEP_BOOK)
        touch_booking(s, step->in[0], step->data);
    else if (kind == ENT_STEP_LAG)
        touch_lag(s, step->data);
    else if (kind == ENT_STEP_NET)
        touch_all(s, ((const ent_net *)step->data)->amounts,
                  ((const ent_net *)step->data)->count, false);
    else if (kind == ENT_STEP_FORCE)
        touch(s, ((const ent_force *)step->data)->standing, true);
    if (!writes_anew[kind])
        touch(s, step->out, false);
    touch(s, step->out, true);
}

static void touch_program(survey *s, const ent_program *program) {
    for (size_t i = 0; i < program->count; i++)
        touch_step(s, &program->items[i]);
}

/* What is looked at when a period's steps are done. */
static void touch_shown(survey *s, const ent_agreement_plan *plan) {
    for (size_t i = 0; i < plan->line_count; i++)
        touch(s, plan->lines[i]->amount, false);
    for (size_t i = 0; i < plan->journal_count; i++)
        touch(s, plan->journals[i].amount, false);
    for (size_t i = 0; i < plan->watched_count; i++)
        touch(s, plan->watched[i].ref, false);
    for (size_t i = 0; i < plan->event_count; i++)
        touch(s, plan->events[i].ref, false);
}

static void touch_resets(survey *s, const ent_reset *resets, size_t count) {
    for (size_t i = 0; i < count; i++)
        touch(s, resets[i].ref, false);
}

/* ---- How long each column lives ---- */

static void keep(survey *s, life *column, bool writes) {
    (void)s;
    (void)writes;
    column->kept = true;
}

/* A column that is read before it is written holds something from the last period. */
static void measure(survey *s, life *column, bool writes) {
    if (!column->seen && (!writes || s->step == s->each->count))
        column->kept = true;
    column->seen = true;
    column->last = s->step;
}

static bool is_passing(const life *column) {
    return column->seen && !column->kept;
}

static void measure_period(survey *s, const ent_program *latch) {
    for (size_t i = 0; i < s->space->columns; i++)
        s->lives[i].seen = false;
    s->touch = measure;
    for (s->step = 0; s->step < s->each->count; s->step++)
        touch_step(s, &s->each->items[s->step]);
    touch_program(s, latch);
}

static void measure_own(survey *s, const ent_agreement_plan *plan) {
    measure_period(s, &plan->latch);
    touch_shown(s, plan);
}

static void measure_world(survey *s) {
    measure_period(s, &s->plan->latch);
    for (size_t i = 0; i < s->plan->export_count; i++)
        touch(s, s->plan->exports[i].from, false);
}

/* ---- Steps that nothing needs ---- */

static void note_reader(survey *s, life *column, bool writes) {
    (void)s;
    column->read |= !writes;
}

static bool is_fill(const survey *s, const ent_step *step) {
    return step->run == s->plan->isa->steps[ENT_STEP_FILL];
}

static bool is_needed(const survey *s, ent_ref ref) {
    const life *column = &s->lives[ref.base & ~ENT_OWN];
    return column->kept || column->read;
}

/* What a formula took that was folded into one series (emit.c).  What is kept is read elsewhere. */
static void leave_out_fills(survey *s, ent_program *each, const ent_program *latch) {
    size_t left = 0;
    s->touch = note_reader;
    for (size_t i = 0; i < each->count; i++)
        if (!is_fill(s, &each->items[i]))
            touch_step(s, &each->items[i]);
    touch_program(s, latch);
    for (size_t i = 0; i < each->count; i++)
        if (!is_fill(s, &each->items[i]) || is_needed(s, each->items[i].out))
            each->items[left++] = each->items[i];
    each->count = left;
}

/* ---- Steps that become one ---- */

static void fuse(ent_compiler *c, const survey *s, ent_program *each) {
    bool *passes = ent_arena_take(c->arena, each->count + 1, sizeof *passes);
    for (size_t i = 0; i < each->count; i++) {
        const ent_ref out = each->items[i].out;
        if (out.base < 0 || out.stride || (out.base & ENT_OWN) != s->own)
            continue;
        const life *column = &s->lives[out.base & ~ENT_OWN];
        passes[i] = is_passing(column) && column->last == i + 1;
    }
    ent_fuse(c->plan->isa, each, passes);
}

/* ---- Places ---- */

static void assign(survey *s, life *column, bool writes) {
    (void)writes;
    if (!is_passing(column))
        return;
    if (column->place == UNPLACED)
        column->place =
            s->free_count ? s->free[--s->free_count] : (uint32_t)s->space->places++;
    if (column->last == s->step) {
        s->ended[s->ended_count++] = column->place;
        column->last = UNPLACED; /* once */
    }
}

/* A place is free again only after the step: no step writes over what it reads. */
static void assign_places(ent_compiler *c, survey *s) {
    ent_space *space = s->space;
    uint32_t *places = ent_arena_take(c->arena, space->columns + 1, sizeof *places);
    s->ended = ent_arena_take(c->arena, space->columns + 1, sizeof *s->ended);
    s->free = ent_arena_take(c->arena, space->columns + 1, sizeof *s->free);
    for (size_t i = 0; i < space->columns; i++)
        s->lives[i].place = s->lives[i].shared ? s->lives[i - ENT_SHOCK_PERIODS].place
                            : is_passing(&s->lives[i]) ? UNPLACED
                                                       : (uint32_t)space->places++;
    s->touch = assign;
    for (s->step = 0; s->step < s->each->count; s->step++) {
        s->ended_count = 0;
        touch_step(s, &s->each->items[s->step]);
        for (size_t i = 0; i < s->ended_count; i++)
            s->free[s->free_count++] = s->ended[i];
    }
    for (size_t i = 0; i < space->columns; i++)
        places[i] = s->lives[i].place;
    space->place = places;
}

static survey begin(ent_compiler *c, const ent_program *each, ent_space *space,
                    int32_t own) {
    return (survey){.plan = c->plan,
                    .each = each,
                    .space = space,
                    .own = own,
                    .lives = ent_arena_take(c->arena, space->columns + 1, sizeof(life))};
}

/* What lives within a period is computed in its journal, wherever else it would lie; the rest is copied
 * there.  A copy's column needs no place: it always lies in the journal. */
static void place_journals(ent_compiler *c, survey *s, ent_agreement_plan *plan) {
    for (size_t i = 0; i < plan->journal_count; i++) {
        ent_journal *journal = &plan->journals[i];
        const ent_ref amount = journal->amount, copy = journal->now;
        s->lives[copy.base & ~ENT_OWN].shared = true;
        if ((amount.base & ENT_OWN) && is_passing(&s->lives[amount.base & ~ENT_OWN]))
            journal->now = amount;
        else
            ent_emit(c, &plan->each,
                     (ent_step){c->plan->isa->operations[ENT_OP_COPY],
                                copy,
                                {amount, ENT_NOWHERE, ENT_NOWHERE},
                                NULL});
    }
}

static void place_own(ent_compiler *c, ent_agreement_plan *plan) {
    survey s = begin(c, &plan->each, &plan->space, ENT_OWN);
    s.touch = keep;
    touch_resets(&s, plan->resets, plan->reset_count);
    touch_program(&s, &plan->book);
    touch_program(&s, &plan->finish);
    s.touch = note_reader;
    touch_shown(&s, plan);
    leave_out_fills(&s, &plan->each, &plan->latch);
    measure_own(&s, plan);
    fuse(c, &s, &plan->each);
    measure_own(&s, plan);
    place_journals(c, &s, plan);
    assign_places(c, &s);
}

/* What lives within a period needs no copy: it is computed in the place where it is kept.  The rest is
 * copied at each period's end. */
static void place_exports(ent_compiler *c, survey *s) {
    ent_plan *plan = c->plan;
    s->touch = keep;
    for (size_t i = 0; i < plan->export_count; i++) {
        ent_export *export = &plan->exports[i];
        export->moves = is_passing(&s->lives[export->from.base]);
        touch(s, export->from, false);
        if (!export->moves)
            ent_emit(c, &plan->each,
                     (ent_step){plan->isa->operations[ENT_OP_COPY],
                                export->to,
                                {export->from, ENT_NOWHERE, ENT_NOWHERE},
                                NULL});
    }
}

static void share_shocks(survey *s) {
    for (size_t i = 0; i < s->plan->shock_count; i++) {
        const ent_ref out = s->plan->shocks[i].out;
        for (size_t t = ENT_SHOCK_PERIODS; out.stride && t < s->plan->period_count; t++)
            s->lives[(size_t)out.base + t].shared = true;
    }
}

/* Agreements come after the world's last period: what they read of it is kept. */
static void place_world(ent_compiler *c) {
    ent_plan *plan = c->plan;
    survey s = begin(c, &plan->each, &plan->world, 0);
    s.touch = keep;
    for (size_t a = 0; a < plan->agreement_count; a++) {
        const ent_agreement_plan *agreement = &plan->agreements[a];
        touch_program(&s, &agreement->each);
        touch_program(&s, &agreement->book);
        touch_program(&s, &agreement->latch);
        touch_program(&s, &agreement->finish);
        touch_shown(&s, agreement);
    }
    touch_resets(&s, plan->resets, plan->reset_count);
    touch_program(&s, &plan->once);
    touch_program(&s, &plan->metrics);
    for (size_t i = 0; i < plan->input_count; i++)
        touch(&s, plan->inputs[i].ref, false);
    share_shocks(&s);
    leave_out_fills(&s, &plan->each, &plan->latch);
    measure_world(&s);
    fuse(c, &s, &plan->each);
    measure_period(&s, &plan->latch);
    place_exports(c, &s);
    assign_places(c, &s);
}

void ent_place_columns(ent_compiler *c) {
    place_world(c);
    for (size_t a = 0; a < c->plan->agreement_count; a++)
        place_own(c, &c->plan->agreements[a]);
}
