/* Which shocks and draws are correlated. */
#include <string.h>

#include "model/engine/compile.h"
#include "model/world/correlation.h"

/* The shock or draw of a name; -1 if it has none. */
static int chance_of(ent_compiler *c, const char *name, bool driver) {
    const ent_plan *plan = c->plan;
    const size_t count = driver ? plan->shock_count : plan->draw_count;
    const char *section = driver ? "drivers/" : "assumptions/";
    for (size_t i = 0; i < count; i++) {
        const char *stream =
            plan->streams[driver ? plan->shocks[i].stream : plan->draws[i].stream];
        if (!strncmp(stream, section, strlen(section)) &&
            !strcmp(stream + strlen(section), name))
            return (int)i;
    }
    return -1;
}

typedef struct {
    size_t members[64];
    size_t count;
    ent_correlation_pair pairs[512];
    size_t pair_count;
    ent_place at;
} group;

static int member(group *g, size_t chance) {
    for (size_t i = 0; i < g->count; i++)
        if (g->members[i] == chance)
            return (int)i;
    if (g->count == sizeof g->members / sizeof *g->members)
        return -1;
    g->members[g->count] = chance;
    return (int)g->count++;
}

/* Why a name cannot be correlated. */
static void report_certain(ent_compiler *c, const ent_entry *entry,
                           const ent_item *item) {
    const ent_symbol *symbol = ent_symbol_find(c, item->text);
    if (!symbol) {
        ent_problem_add(c->problems, "E0301", item->at, entry->path,
                        "nothing is named %s", item->text);
        return;
    }
    if (c->world.bindings[symbol - c->symbols].operand.failed)
        return; /* said already */
    /* Fixing an uncertain assumption, with --set say, should not need another edit. */
    const bool fixed = symbol->kind == ENT_SYMBOL_ASSUMPTION;
    ent_problem_add(
        c->problems, fixed ? "W0721" : "E0712", item->at,
        ent_problem_text(c->problems, "%s.between", entry->path),
        fixed ? "%s is fixed, so this correlation does nothing"
              : "%s has no chance in it: only uncertain assumptions and random drivers "
                "can be correlated",
        item->text);
}

/* Adds one entry to the group of drivers or of assumptions that it belongs to. */
static void add_pair(ent_compiler *c, const ent_entry *entry, group groups[2]) {
    const ent_value *between = &entry->common[ENT_CORRELATION_BETWEEN];
    int chance[2][2]; /* [which name][assumption, driver] */
    if (between->item_count != 2) {
        ent_problem_add(c->problems, "E0712", between->at, entry->path,
                        "a correlation is between two names, not %zu",
                        between->item_count);
        return;
    }
    for (int k = 0; k < 2; k++) {
        const ent_item *item = &between->items[k];
        chance[k][0] = chance_of(c, item->text, false);
        chance[k][1] = chance_of(c, item->text, true);
        if (chance[k][0] >= 0 || chance[k][1] >= 0)
            continue;
        report_certain(c, entry, item);
        return;
    }
    const int driver = chance[0][1] >= 0;
    for (int k = 0; k < 2 && driver; k++) {
        if (chance[k][1] < 0 || c->plan->shocks[chance[k][1]].shock != ENT_SHOCK_ONCE)
            continue;
        ent_problem_add(
            c->problems, "E0712", between->items[k].at, entry->path,
            "%s is drawn once for a path, so it cannot move with what is drawn every "
            "period",
            between->items[k].text);
        return;
    }
    if (chance[1][driver] < 0) {
        ent_problem *problem =
            ent_problem_add(c->problems, "E0712", between->at, entry->path,
                            "an assumption cannot be correlated with a driver: one is "
                            "drawn once, the other every period");
        problem->help = "correlate two drivers, or two assumptions";
        return;
    }
    group *g = &groups[driver];
    const int i = member(g, (size_t)chance[0][driver]),
              j = member(g, (size_t)chance[1][driver]);
    if (i < 0 || j < 0 || g->pair_count == sizeof g->pairs / sizeof *g->pairs) {
        ent_problem_add(c->problems, "E0712", between->at, entry->path,
                        "at most 64 names and 512 pairs can be correlated");
        return;
    }
    if (!g->pair_count)
        g->at = entry->at;
    g->pairs[g->pair_count++] = (ent_correlation_pair){
        (size_t)i, (size_t)j, entry->common[ENT_CORRELATION_VALUE].number, between->at};
}

/* The mixture is of lower triangular form, so the order of its members matters: it is that of their
 * names, not of the file. */
static void order_members(ent_compiler *c, group *g, bool driver) {
    const ent_plan *plan = c->plan;
    size_t place[sizeof g->members / sizeof *g->members],
        sorted[sizeof place / sizeof *place];
    const char *names[sizeof place / sizeof *place];
    for (size_t i = 0; i < g->count; i++) {
        const size_t m = g->members[i];
        names[i] = plan->streams[driver ? plan->shocks[m].stream : plan->draws[m].stream];
    }
    for (size_t i = 0; i < g->count; i++) {
        place[i] = 0;
        for (size_t j = 0; j < g->count; j++)
            place[i] += strcmp(names[j], names[i]) < 0;
        sorted[place[i]] = g->members[i];
    }
    memcpy(g->members, sorted, g->count * sizeof *sorted);
    for (size_t p = 0; p < g->pair_count; p++) {
        g->pairs[p].i = place[g->pairs[p].i];
        g->pairs[p].j = place[g->pairs[p].j];
    }
}

static void add_mix(ent_compiler *c, group *g, bool driver) {
    ent_plan *plan = c->plan;
    if (!g->pair_count)
        return;
    order_members(c, g, driver);
    ent_mix mix = {.count = g->count};
    const double *factor =
        ent_correlation_factor(g->pairs, g->pair_count, g->count, c->arena, c->problems);
    size_t *members = ent_arena_take(c->arena, g->count, sizeof *members);
    memcpy(members, g->members, g->count * sizeof *members);
    mix.members = members;
    mix.factor = factor;
    if (!factor)
        return;
    for (size_t i = 0; i < g->count; i++) {
        if (driver)
            plan->shocks[members[i]].mixed = true;
        else
            plan->draws[members[i]].mixed = true;
    }
    ent_mix **list = driver ? &plan->shock_mixes : &plan->draw_mixes;
    size_t *count = driver ? &plan->shock_mix_count : &plan->draw_mix_count;
    *list = ent_arena_grow(c->arena, *list, *count, sizeof mix);
    (*list)[(*count)++] = mix;
}

void ent_compile_correlations(ent_compiler *c) {
    group *groups = ent_arena_take(c->arena, 2, sizeof *groups);
    const ent_entries *list = &c->scenario->correlations;
    for (size_t i = 0; i < list->count; i++)
        add_pair(c, &list->items[i], groups);
    for (int driver = 0; driver < 2; driver++)
        add_mix(c, &groups[driver], driver);
}
