/* Steps that do the same with less: not a bit changes.
 *
 * An operation whose result goes to the next step alone, and a check of what has just
 * been computed, cost a pass over the slice each.  Pairs that are common become one
 * step, which rounds as often and in the same order.  What is the same on all paths is read as
 * one number, not as a column full of it. */
#include "model/engine/compile.h"

/* `second` reads the result of `first` as its input `at`. */
static const struct {
    ent_operation first, second;
    int at;
    ent_operation both; /* of first's inputs and second's other one */
} pairs[] = {
    {ENT_OP_MULTIPLY, ENT_OP_MULTIPLY, 0, ENT_OP_PRODUCT},
    {ENT_OP_MULTIPLY, ENT_OP_MULTIPLY, 1, ENT_OP_PRODUCT},
    {ENT_OP_MULTIPLY, ENT_OP_ADD, 0, ENT_OP_PRODUCT_PLUS},
    {ENT_OP_MULTIPLY, ENT_OP_ADD, 1, ENT_OP_PRODUCT_PLUS},
    {ENT_OP_MULTIPLY, ENT_OP_SUBTRACT, 1, ENT_OP_LESS_PRODUCT},
    {ENT_OP_SUBTRACT, ENT_OP_MULTIPLY, 0, ENT_OP_DIFFERENCE_TIMES},
    {ENT_OP_SUBTRACT, ENT_OP_MULTIPLY, 1, ENT_OP_DIFFERENCE_TIMES},
};

static bool same(ent_ref a, ent_ref b) {
    return a.base == b.base && a.stride == b.stride;
}

/* How often a step reads it, other than by its data. */
static int reads(const ent_step *step, ent_ref ref) {
    int count = 0;
    for (size_t i = 0; i < ENT_LENGTH(step->in); i++)
        count += same(step->in[i], ref);
    return count;
}

static bool fuse_pair(const ent_isa *isa, const ent_step *first, ent_step *second) {
    for (size_t i = 0; i < ENT_LENGTH(pairs); i++) {
        const int at = pairs[i].at;
        if (first->run != isa->operations[pairs[i].first] ||
            second->run != isa->operations[pairs[i].second] ||
            !same(second->in[at], first->out) || reads(second, first->out) != 1)
            continue;
        *second = (ent_step){isa->operations[pairs[i].both],
                             second->out,
                             {first->in[0], first->in[1], second->in[1 - at]},
                             NULL};
        return true;
    }
    return false;
}

static bool fuse_check(const ent_isa *isa, const ent_step *first, ent_step *second) {
    int code = 0;
    if (second->run != isa->steps[ENT_STEP_CHECK] || !same(second->in[0], first->out))
        return false;
    while (code < ENT_OP_COUNT && isa->operations[code] != first->run)
        code++;
    if (code == ENT_OP_COUNT || !isa->checked_operations[code])
        return false;
    const ent_checked *wanted = second->data;
    *second = *first;
    second->run = isa->checked_operations[code];
    second->data = wanted;
    return true;
}

void ent_fuse(const ent_isa *isa, ent_program *program, const bool *passes) {
    size_t kept = 0;
    bool passes_on = false; /* what the last step kept has computed */
    for (size_t i = 0; i < program->count; i++) {
        ent_step *step = &program->items[i];
        ent_step *last = kept ? &program->items[kept - 1] : NULL;
        const bool fused = last && ((passes_on && fuse_pair(isa, last, step)) ||
                                    fuse_check(isa, last, step));
        kept -= fused;
        program->items[kept++] = *step;
        passes_on = passes[i];
    }
    program->count = kept;
}

/* ---- Numbers ---- */

/* The last input of an operation: 1 or 2. */
static size_t last_input(const ent_step *step) {
    return step->in[2].base < 0 ? 1 : 2;
}

/* The same operation on a number; NULL if there is none. */
static ent_step_function *with_number(const ent_isa *isa, const ent_step *step) {
    for (int code = 0; code < ENT_OP_COUNT; code++) {
        if (step->run == isa->operations[code])
            return isa->number_operations[code];
        if (step->run == isa->checked_operations[code])
            return isa->checked_number_operations[code];
    }
    return NULL;
}

bool ent_takes_number(const ent_isa *isa, const ent_step *step) {
    for (int code = 0; code < ENT_OP_COUNT; code++)
        if (isa->number_operations[code] &&
            (step->run == isa->number_operations[code] ||
             step->run == isa->checked_number_operations[code]))
            return true;
    return false;
}

static bool commutes(const ent_isa *isa, const ent_step *step) {
    static const ent_operation codes[] = {ENT_OP_ADD, ENT_OP_MULTIPLY};
    for (size_t i = 0; i < ENT_LENGTH(codes); i++)
        if (step->run == isa->operations[codes[i]] ||
            step->run == isa->checked_operations[codes[i]])
            return true;
    return false;
}

/* Columns that hold one number: of the world, and of the agreement at hand. */
typedef struct {
    bool *world, *own;
} numbers;

static bool *number_at(const numbers *n, ent_ref ref) {
    return (ref.base & ENT_OWN ? n->own : n->world) + (ref.base & ~ENT_OWN);
}

static bool is_number(const numbers *n, ent_ref ref) {
    return ref.base >= 0 && !ref.stride && *number_at(n, ref);
}

static void find_numbers(const ent_plan *plan, const ent_program *each,
                         const numbers *n) {
    for (size_t i = 0; i < plan->constant_count; i++)
        *number_at(n, plan->constants[i].ref) = true;
    for (size_t i = 0; i < each->count; i++)
        if (each->items[i].run == plan->isa->steps[ENT_STEP_FILL])
            *number_at(n, each->items[i].out) = true;
}

static void take_number(const ent_isa *isa, const numbers *n, ent_step *step) {
    ent_step_function *run = with_number(isa, step);
    ent_ref *last = &step->in[last_input(step)];
    if (!run)
        return;
    if (commutes(isa, step) && is_number(n, step->in[0])) {
        const ent_ref number = step->in[0];
        step->in[0] = *last;
        *last = number;
    }
    if (is_number(n, *last))
        step->run = run;
}

void ent_take_numbers(const ent_plan *plan, ent_program *each, size_t own_columns,
                      ent_arena *arena) {
    const numbers n = {ent_arena_take(arena, plan->world.columns + 1, sizeof *n.world),
                       ent_arena_take(arena, own_columns + 1, sizeof *n.own)};
    find_numbers(plan, each, &n);
    for (size_t i = 0; i < each->count; i++)
        take_number(plan->isa, &n, &each->items[i]);
}
