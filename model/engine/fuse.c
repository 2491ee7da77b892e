/* Two steps made one.
 *
 * An operation whose result goes to the next step alone, and a check of what has just
 * been computed, cost a pass over the slice each.  Pairs that are common become one
 * step, which rounds as often and in the same order: not a bit changes. */
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
