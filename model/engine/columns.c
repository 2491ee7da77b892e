/* In which order steps go, which become one, and where the columns of a plan lie.
 *
 * The compiler gives each result a column of its own.  Most hold something only from the step that
 * writes it to the last that reads it, within one period: such columns take turns in a few places,
 * so that a slice keeps to the caches.  The others keep their place from period to period. */
#include <string.h>

#include "model/engine/uses.h"

#define UNPLACED UINT32_MAX

/* What is known of one column of a space. */
typedef struct {
    bool seen;       /* by a step of the period's program */
    bool kept;       /* from period to period */
    bool shown;      /* kept, or read outside of the period's steps */
    bool read;       /* by a step other than the one that fills it */
    uint32_t behind; /* not 0: it shares the place of the column so many before it */
    uint32_t last;   /* step that touches it */
    uint32_t writer; /* the last step that writes it, counted from 1 */
    uint32_t user;   /* the last that touches it, counted from 1 */
    uint32_t users;  /* how many touch it */
    uint32_t place;
} life;

typedef struct survey survey;
struct survey {
    ent_uses uses; /* first */
    const ent_program *each;
    ent_space *space;
    life *lives;
    uint32_t step; /* at hand; each->count: after them all */
    void (*touch)(survey *, life *, bool writes);
    uint32_t *ended, *free; /* ASSIGN: columns' places: free after the step; free */
    size_t ended_count, free_count;
};

static void visit(ent_uses *uses, size_t column, bool writes) {
    survey *s = (survey *)uses;
    s->touch(s, &s->lives[column], writes);
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
        ent_use_step(&s->uses, &s->each->items[s->step]);
    ent_use_program(&s->uses, latch);
}

static void measure_own(survey *s, const ent_agreement_plan *plan) {
    measure_period(s, &plan->latch);
    ent_use_shown(&s->uses, plan);
}

static void measure_world(survey *s) {
    measure_period(s, &s->uses.plan->latch);
    for (size_t i = 0; i < s->uses.plan->export_count; i++)
        ent_use(&s->uses, s->uses.plan->exports[i].from, false);
}

/* ---- What nothing needs ---- */

static void note_reader(survey *s, life *column, bool writes) {
    (void)s;
    column->read |= !writes;
}

/* What the period's steps read, but for those that fill columns. */
static void note_readers(survey *s, const ent_program *latch) {
    const ent_isa *isa = s->uses.plan->isa;
    s->touch = note_reader;
    for (size_t i = 0; i < s->each->count; i++)
        if (s->each->items[i].run != isa->steps[ENT_STEP_FILL])
            ent_use_step(&s->uses, &s->each->items[i]);
    ent_use_program(&s->uses, latch);
}

static bool is_needed(const survey *s, ent_ref ref) {
    const life *column = &s->lives[ref.base & ~ENT_OWN];
    return column->shown || column->read;
}

/* Steps that fill what a formula took that was folded into one series (emit.c).  What has been read
 * until now is shown. */
static void leave_out_fills(survey *s, ent_program *each, const ent_program *latch) {
    const ent_isa *isa = s->uses.plan->isa;
    size_t left = 0;
    for (size_t i = 0; i < s->space->columns; i++)
        s->lives[i].shown = s->lives[i].kept || s->lives[i].read;
    note_readers(s, latch);
    for (size_t i = 0; i < each->count; i++)
        if (each->items[i].run != isa->steps[ENT_STEP_FILL] ||
            is_needed(s, each->items[i].out))
            each->items[left++] = each->items[i];
    each->count = left;
}

/* Once steps read numbers: all but the first path of what is read so alone. */
static void leave_out_paths(survey *s, ent_program *each, const ent_program *latch) {
    const ent_isa *isa = s->uses.plan->isa;
    for (size_t i = 0; i < s->space->columns; i++)
        s->lives[i].read = false;
    note_readers(s, latch);
    for (size_t i = 0; i < each->count; i++)
        if (each->items[i].run == isa->steps[ENT_STEP_FILL] &&
            !is_needed(s, each->items[i].out))
            each->items[i].run = isa->steps[ENT_STEP_FILL_FIRST];
}

/* ---- Order ---- */

static void note_use(survey *s, life *column, bool writes) {
    column->users += column->user != s->step + 1;
    column->user = s->step + 1;
    if (writes)
        column->writer = s->step + 1;
}

/* A step that only takes in what another has computed, and that no step of the period looks at.  Not a
 * check: of two that fail on a path, the first is the one to tell. */
static bool is_sink(const survey *s, const ent_step *step) {
    static const ent_step_kind kinds[] = {ENT_STEP_SUM,    ENT_STEP_PICK,
                                          ENT_STEP_LOWEST, ENT_STEP_FIRST,
                                          ENT_STEP_EVER,   ENT_STEP_HIGHEST};
    const bool own = (step->out.base & ENT_OWN) == s->uses.own;
    for (size_t k = 0; k < ENT_LENGTH(kinds); k++)
        if (step->run == s->uses.plan->isa->steps[kinds[k]])
            return !own || s->lives[step->out.base & ~ENT_OWN].users == 1;
    return false;
}

/* The step that a sink is to follow, counted from 1; 0: it stays where it is. */
static uint32_t source_of(const survey *s, size_t i) {
    const ent_step *step = &s->each->items[i];
    const ent_ref in = step->in[0];
    if (!is_sink(s, step) || in.stride || (in.base & ENT_OWN) != s->uses.own)
        return 0;
    const uint32_t writer = s->lives[in.base & ~ENT_OWN].writer;
    return writer <= i ? writer : 0;
}

/* Sinks go right behind what they take in, while it is in the nearest cache.  Those of one source are a
 * list, of steps counted from 1. */
static void move_sinks(ent_compiler *c, survey *s, ent_program *each) {
    uint32_t *source = ent_arena_take(c->arena, each->count + 1, sizeof *source);
    uint32_t *first = ent_arena_take(c->arena, each->count + 1, sizeof *first);
    uint32_t *next = ent_arena_take(c->arena, each->count + 1, sizeof *next);
    ent_step *moved = ent_arena_take(c->arena, each->count + 1, sizeof *moved);
    size_t count = 0;
    s->touch = note_use;
    for (s->step = 0; s->step < each->count; s->step++)
        ent_use_step(&s->uses, &each->items[s->step]);
    for (size_t i = each->count; i > 0; i--) {
        source[i] = source_of(s, i - 1);
        next[i] = first[source[i]];
        first[source[i]] = (uint32_t)i;
    }
    for (size_t i = 1; i <= each->count; i++) {
        if (!source[i])
            moved[count++] = each->items[i - 1];
        for (size_t k = first[i]; k; k = next[k])
            moved[count++] = each->items[k - 1];
    }
    if (count) /* a world may have no steps at all */
        memcpy(each->items, moved, count * sizeof *moved);
}

/* ---- Steps that become one ---- */

static void fuse(ent_compiler *c, const survey *s, ent_program *each) {
    bool *passes = ent_arena_take(c->arena, each->count + 1, sizeof *passes);
    for (size_t i = 0; i < each->count; i++) {
        const ent_ref out = each->items[i].out;
        if (out.base < 0 || out.stride || (out.base & ENT_OWN) != s->uses.own)
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
        s->lives[i].place = s->lives[i].behind ? s->lives[i - s->lives[i].behind].place
                            : is_passing(&s->lives[i]) ? UNPLACED
                                                       : (uint32_t)space->places++;
    s->touch = assign;
    for (s->step = 0; s->step < s->each->count; s->step++) {
        s->ended_count = 0;
        ent_use_step(&s->uses, &s->each->items[s->step]);
        for (size_t i = 0; i < s->ended_count; i++)
            s->free[s->free_count++] = s->ended[i];
    }
    for (size_t i = 0; i < space->columns; i++)
        places[i] = s->lives[i].place;
    space->place = places;
}

static survey begin(ent_compiler *c, const ent_program *each, ent_space *space,
                    int32_t own) {
    return (survey){.uses = {c->plan, own, visit},
                    .each = each,
                    .space = space,
                    .lives = ent_arena_take(c->arena, space->columns + 1, sizeof(life))};
}

/* What lives within a period is computed in its journal, wherever else it would lie; the rest is copied
 * there.  A copy's column needs no place: it always lies in the journal. */
static void place_journals(ent_compiler *c, survey *s, ent_agreement_plan *plan) {
    for (size_t i = 0; i < plan->journal_count; i++) {
        ent_journal *journal = &plan->journals[i];
        const ent_ref amount = journal->amount, copy = journal->now;
        s->lives[copy.base & ~ENT_OWN].behind = ENT_JOURNAL;
        if (is_passing(&s->lives[amount.base & ~ENT_OWN]))
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
    ent_use_resets(&s.uses, plan->resets, plan->reset_count);
    ent_use_program(&s.uses, &plan->book);
    ent_use_program(&s.uses, &plan->finish);
    s.touch = note_reader;
    ent_use_shown(&s.uses, plan);
    leave_out_fills(&s, &plan->each, &plan->latch);
    measure_own(&s, plan);
    fuse(c, &s, &plan->each);
    move_sinks(c, &s, &plan->each);
    ent_take_numbers(c->plan, &plan->each, plan->space.columns, c->arena);
    leave_out_paths(&s, &plan->each, &plan->latch);
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
        ent_use(&s->uses, export->from, false);
        if (!export->moves)
            ent_emit(c, &plan->each,
                     (ent_step){plan->isa->operations[ENT_OP_COPY],
                                export->to,
                                {export->from, ENT_NOWHERE, ENT_NOWHERE},
                                NULL});
    }
}

static void share_shocks(survey *s) {
    for (size_t i = 0; i < s->uses.plan->shock_count; i++) {
        const ent_ref out = s->uses.plan->shocks[i].out;
        for (size_t t = ENT_SHOCK_PERIODS; out.stride && t < s->uses.plan->period_count;
             t++)
            s->lives[(size_t)out.base + t].behind = ENT_SHOCK_PERIODS;
    }
}

/* Agreements come after the world's last period: what they read of it is kept. */
static void place_world(ent_compiler *c) {
    ent_plan *plan = c->plan;
    survey s = begin(c, &plan->each, &plan->world, 0);
    s.touch = keep;
    for (size_t a = 0; a < plan->agreement_count; a++) {
        const ent_agreement_plan *agreement = &plan->agreements[a];
        ent_use_program(&s.uses, &agreement->each);
        ent_use_program(&s.uses, &agreement->book);
        ent_use_program(&s.uses, &agreement->latch);
        ent_use_program(&s.uses, &agreement->finish);
        ent_use_shown(&s.uses, agreement);
    }
    ent_use_resets(&s.uses, plan->resets, plan->reset_count);
    ent_use_program(&s.uses, &plan->once);
    ent_use_program(&s.uses, &plan->metrics);
    for (size_t i = 0; i < plan->input_count; i++)
        ent_use(&s.uses, plan->inputs[i].ref, false);
    share_shocks(&s);
    leave_out_fills(&s, &plan->each, &plan->latch);
    measure_world(&s);
    fuse(c, &s, &plan->each);
    move_sinks(c, &s, &plan->each);
    ent_take_numbers(plan, &plan->each, 0, c->arena);
    leave_out_paths(&s, &plan->each, &plan->latch);
    measure_period(&s, &plan->latch);
    place_exports(c, &s);
    assign_places(c, &s);
}

void ent_place_columns(ent_compiler *c) {
    place_world(c);
    for (size_t a = 0; a < c->plan->agreement_count; a++)
        place_own(c, &c->plan->agreements[a]);
}
