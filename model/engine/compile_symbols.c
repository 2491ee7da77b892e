/* The names of a scenario, and circles among what they stand for. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/engine/compile.h"

static int by_name(const void *a, const void *b) {
    return strcmp(((const ent_symbol *)a)->name, ((const ent_symbol *)b)->name);
}

ent_symbol *ent_symbol_find(ent_compiler *c, const char *name) {
    const ent_symbol key = {.name = name};
    return c->symbol_count
               ? bsearch(&key, c->symbols, c->symbol_count, sizeof *c->symbols, by_name)
               : NULL;
}

static void add_symbols(ent_compiler *c, ent_symbol_kind kind,
                        const ent_entries *entries) {
    for (size_t i = 0; i < entries->count; i++) {
        c->symbols =
            ent_arena_grow(c->arena, c->symbols, c->symbol_count, sizeof *c->symbols);
        c->symbols[c->symbol_count] = (ent_symbol){.name = entries->items[i].name,
                                                   .kind = kind,
                                                   .entry = &entries->items[i],
                                                   .place = c->symbol_count};
        c->symbol_count++;
    }
}

/* By name, then as they came. */
static int by_name_and_place(const void *a, const void *b) {
    const ent_symbol *x = a, *y = b;
    const int order = strcmp(x->name, y->name);
    return order ? order : x->place < y->place ? -1 : 1;
}

/* A clause is one name, however many agreements have it: the first counts. */
static void drop_repeats(ent_compiler *c) {
    size_t kept = 0;
    for (size_t i = 0; i < c->symbol_count; i++)
        if (!kept || strcmp(c->symbols[kept - 1].name, c->symbols[i].name) != 0)
            c->symbols[kept++] = c->symbols[i];
    c->symbol_count = kept;
}

/* Of a name that several have, the first is kept: clauses that some agreement runs come before those
 * that none has enabled. */
static void add_agreements(ent_compiler *c, const ent_agreement *agreements,
                           size_t count) {
    for (size_t i = 0; i < count; i++) {
        add_symbols(c, ENT_SYMBOL_CLAUSE, &agreements[i].clauses);
        add_symbols(c, ENT_SYMBOL_FLOW, &agreements[i].flows);
    }
    for (size_t i = 0; i < count; i++)
        add_symbols(c, ENT_SYMBOL_CLAUSE, &agreements[i].disabled);
}

void ent_collect_symbols(ent_compiler *c) {
    const ent_scenario *s = c->scenario;
    add_symbols(c, ENT_SYMBOL_PARTY, &s->parties);
    add_symbols(c, ENT_SYMBOL_ASSUMPTION, &s->assumptions);
    add_symbols(c, ENT_SYMBOL_DRIVER, &s->drivers);
    add_symbols(c, ENT_SYMBOL_QUANTITY, &s->quantities);
    add_symbols(c, ENT_SYMBOL_FLOW, &s->flows);
    add_agreements(c, s->agreements, s->agreement_count);
    add_agreements(c, s->bases, s->base_count);
    if (c->symbol_count)
        qsort(c->symbols, c->symbol_count, sizeof *c->symbols, by_name_and_place);
    drop_repeats(c);
}

/* ---- Cycles ---- */

static void report_cycle(ent_scope *scope, const ent_symbol *symbol) {
    ent_compiler *c = scope->c;
    char text[300] = "";
    size_t from = 0;
    const size_t index = (size_t)(symbol - c->symbols);
    while (from < c->stack_count && c->stack[from] != index)
        from++;
    /* Begin with the first name of the alphabet, so that one cycle reads the same wherever it is
     * met. */
    size_t first = from;
    for (size_t i = from; i < c->stack_count; i++)
        if (c->symbols[c->stack[i]].kind != ENT_SYMBOL_PARTY &&
            c->stack[i] < c->stack[first])
            first = i;
    const size_t length = c->stack_count - from;
    assert(length > 0); /* what is being compiled is on the stack */
    for (size_t i = 0; i <= length; i++) {
        const ent_symbol *s = &c->symbols[c->stack[from + (first - from + i) % length]];
        const size_t n = strlen(text);
        snprintf(text + n, sizeof text - n,
                 s->kind == ENT_SYMBOL_PARTY ? "%snet(%s)" : "%s%s", i ? " -> " : "",
                 s->name);
    }
    const ent_symbol *head = &c->symbols[c->stack[first]];
    ent_problem *problem =
        ent_problem_add(c->problems, "E0506", head->entry->at, head->entry->path,
                        "these need one another within one period: %s", text);
    problem->help = "break the circle with last period's value: prev(x, initial)";
}

bool ent_enter(ent_scope *scope, const ent_symbol *symbol) {
    ent_compiler *c = scope->c;
    ent_binding *binding = &scope->at->bindings[symbol - c->symbols];
    if (binding->progress == ENT_COMPILING) {
        report_cycle(scope, symbol);
        return false;
    }
    binding->progress = ENT_COMPILING;
    c->stack = ent_arena_grow(c->arena, c->stack, c->stack_count, sizeof *c->stack);
    c->stack[c->stack_count++] = (size_t)(symbol - c->symbols);
    return true;
}

void ent_leave(ent_compiler *c) {
    c->stack_count--;
}

void ent_push_party(ent_compiler *c, int party) {
    if (party < 0)
        return;
    const ent_symbol *symbol = ent_symbol_find(c, c->scenario->parties.items[party].name);
    c->stack = ent_arena_grow(c->arena, c->stack, c->stack_count, sizeof *c->stack);
    c->stack[c->stack_count++] = (size_t)(symbol - c->symbols);
}

void ent_pop_party(ent_compiler *c, int party) {
    if (party >= 0)
        c->stack_count--;
}
