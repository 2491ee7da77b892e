/* Which quantities belong to the world, and which to agreements. */
#include <string.h>

#include "model/engine/compile.h"

#define NONE ((size_t)-1)

/* That a quantity's formula names another: one of the list of those that read it. */
typedef struct {
    size_t reader, next;
} reading;

typedef struct {
    ent_compiler *c;
    reading *readings;
    size_t count;
    size_t *first; /* by symbol: its first reading, or NONE */
    size_t *open;  /* symbols found to belong to agreements, their readers not told yet */
    size_t open_count;
} placing;

static void claim(placing *p, size_t symbol) {
    if (p->c->symbols[symbol].own)
        return;
    p->c->symbols[symbol].own = true;
    p->open[p->open_count++] = symbol;
}

static bool is_ledger(const ent_node *node) {
    return node->kind == ENT_NODE_CALL &&
           (!strcmp(node->name, "net") || !strcmp(node->name, "balance"));
}

static void note_readings(placing *p, size_t reader, const ent_node *node) {
    ent_compiler *c = p->c;
    if (is_ledger(node) || (node->kind == ENT_NODE_NAME && node->output)) {
        claim(p, reader);
        return;
    }
    const ent_symbol *read =
        node->kind == ENT_NODE_NAME ? ent_symbol_find(c, node->name) : NULL;
    if (read && read->tree) {
        const size_t symbol = (size_t)(read - c->symbols);
        p->readings =
            ent_arena_grow(c->arena, p->readings, p->count, sizeof *p->readings);
        p->readings[p->count] = (reading){reader, p->first[symbol]};
        p->first[symbol] = p->count++;
    }
    for (int i = 0; i < node->count; i++)
        note_readings(p, reader, node->items[i]);
}

void ent_place_quantities(ent_compiler *c) {
    const size_t count = c->symbol_count;
    placing p = {.c = c,
                 .first = ent_arena_take(c->arena, count, sizeof *p.first),
                 .open = ent_arena_take(c->arena, count, sizeof *p.open)};
    for (size_t i = 0; i < count; i++)
        p.first[i] = NONE;
    for (size_t i = 0; i < count; i++)
        if (c->symbols[i].tree)
            note_readings(&p, i, c->symbols[i].tree);
    while (p.open_count) {
        const size_t symbol = p.open[--p.open_count];
        for (size_t r = p.first[symbol]; r != NONE; r = p.readings[r].next)
            claim(&p, p.readings[r].reader);
    }
}
