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

enum { MEMBERS = 64, PAIRS = 512 };
typedef struct {
    size_t members[MEMBERS]; /* indices of shocks or of draws */
    size_t count;
    ent_correlation_pair pairs[PAIRS];
    const ent_entry *entries[PAIRS]; /* that say so */
    size_t pair_count;
} group;

static int member(group *g, size_t chance) {
    for (size_t i = 0; i < g->count; i++)
        if (g->members[i] == chance)
            return (int)i;
    if (g->count == MEMBERS)
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
    if (i < 0 || j < 0 || g->pair_count == PAIRS) {
        ent_problem_add(c->problems, "E0712", between->at, entry->path,
                        "at most %d names and %d pairs can be correlated", MEMBERS,
                        PAIRS);
        return;
    }
    g->entries[g->pair_count] = entry;
    g->pairs[g->pair_count++] =
        (ent_correlation_pair){.i = (size_t)i,
                               .j = (size_t)j,
                               .value = entry->common[ENT_CORRELATION_VALUE].number,
                               .at = between->at};
}

/* The mixture is of lower triangular form, so the order of its members matters: it is that of their
 * names, not of the file. */
static void order_members(ent_compiler *c, group *g, bool driver) {
    const ent_plan *plan = c->plan;
    size_t place[MEMBERS], sorted[MEMBERS];
    const char *names[MEMBERS];
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

/* ---- What a value means ---- */

/* The entry's words for a pair, as the offer of other values repeats them. */
static void describe(ent_compiler *c, const ent_entry *entry,
                     ent_correlation_pair *pair) {
    const ent_value *measure = &entry->common[ENT_CORRELATION_MEASURE],
                    *dof = &entry->common[ENT_CORRELATION_DOF];
    const ent_item *names = entry->common[ENT_CORRELATION_BETWEEN].items;
    pair->names = ent_problem_text(c->problems, "[%s, %s]", names[0].text, names[1].text);
    pair->more =
        ent_problem_text(c->problems, "%s%s%s%s", measure->given ? ", measure: " : "",
                         measure->given ? measure->text : "", dof->given ? ", dof: " : "",
                         dof->given ? dof->text : "");
}

/* A problem with one field of an entry. */
static ent_problem *complain(ent_compiler *c, const ent_entry *entry, int field,
                             const char *code, const char *message) {
    return ent_problem_add(c->problems, code, entry->common[field].at,
                           ent_problem_text(c->problems, "%s.%s", entry->path,
                                            entry->section->fields[field].name),
                           "%s", message);
}

static bool wrong_measure(ent_compiler *c, const ent_entry *entry, const char *why,
                          const char *help) {
    const char *measure = entry->common[ENT_CORRELATION_MEASURE].text;
    complain(c, entry, ENT_CORRELATION_MEASURE, "E0732",
             ent_problem_text(c->problems, "`measure: %s` %s", measure, why))
        ->help = help;
    return false;
}

/* Pearson's correlation of two assumptions, if it can be had. */
static bool relate_values(ent_compiler *c, const group *g, const ent_entry *entry,
                          ent_correlation_pair *pair) {
    const ent_draw *draws[2] = {&c->plan->draws[g->members[pair->i]],
                                &c->plan->draws[g->members[pair->j]]};
    const ent_value *value = &entry->common[ENT_CORRELATION_VALUE];
    int heavy = 0;
    pair->relation.series =
        ent_linear_series(&draws[0]->drawn, &draws[1]->drawn, c->arena, &heavy);
    if (!pair->relation.series) {
        complain(c, entry, ENT_CORRELATION_VALUE, "E0733",
                 ent_problem_text(
                     c->problems,
                     "%s has no variance to speak of: it is 0, infinite, or hangs on "
                     "futures that are hardly ever drawn",
                     draws[heavy]->name))
            ->help = "write `measure: rank`";
        return false;
    }
    const double least = ent_relation_value(&pair->relation, -1.0),
                 most = ent_relation_value(&pair->relation, 1.0);
    if (pair->value > least && pair->value < most)
        return true;
    ent_problem *problem = complain(
        c, entry, ENT_CORRELATION_VALUE, "E0731",
        ent_problem_text(c->problems,
                         "the values of %s and %s can have a linear correlation from "
                         "%.3g to %.3g, not %s",
                         draws[0]->name, draws[1]->name, least, most, value->text));
    problem->help =
        "write a value in between, or `measure: rank`, which reaches -1 and 1";
    return false;
}

static bool relate(ent_compiler *c, const group *g, size_t p, bool driver, double dof,
                   ent_correlation_pair *pair) {
    const ent_entry *entry = g->entries[p];
    pair->relation.measure =
        (ent_correlation_measure)entry->common[ENT_CORRELATION_MEASURE].index;
    describe(c, entry, pair);
    const ent_correlation_measure measure = pair->relation.measure;
    if (dof > 0 && (measure == ENT_MEASURE_RANK || measure == ENT_MEASURE_LINEAR))
        return wrong_measure(c, entry, "has no exact meaning under a t copula",
                             "write `measure: kendall`, or drop `dof`");
    if (measure != ENT_MEASURE_LINEAR)
        return true;
    if (driver)
        return wrong_measure(c, entry, "is of assumptions: a driver has many values",
                             "write `measure: rank`, of the drivers' shocks");
    return relate_values(c, g, entry, pair);
}

/* The degrees of freedom that entries of the group state, 0 if none does; below 0 after a
 * problem. */
static double dof_of(ent_compiler *c, const group *g) {
    const ent_value *first = NULL;
    for (size_t p = 0; p < g->pair_count; p++) {
        const ent_value *dof = &g->entries[p]->common[ENT_CORRELATION_DOF];
        if (!dof->given || (first && dof->number == first->number))
            continue;
        if (!first) {
            first = dof;
            continue;
        }
        ent_problem *problem = complain(
            c, g->entries[p], ENT_CORRELATION_DOF, "E0734",
            ent_problem_text(
                c->problems,
                "the copula has %s degrees of freedom here and %s above, for what hangs "
                "together",
                dof->text, first->text));
        ent_problem_also(problem, first->at, "given here");
        problem->help = "state `dof` once, or the same everywhere";
        return -1;
    }
    return first ? first->number : 0;
}

/* ---- Mixtures ---- */

static void keep(ent_compiler *c, const ent_mix *mix, bool driver) {
    ent_plan *plan = c->plan;
    ent_mix **list = driver ? &plan->shock_mixes : &plan->draw_mixes;
    size_t *count = driver ? &plan->shock_mix_count : &plan->draw_mix_count;
    for (size_t i = 0; i < mix->count; i++) {
        if (driver)
            plan->shocks[mix->members[i]].mixed = true;
        else
            plan->draws[mix->members[i]].mixed = true;
    }
    *list = ent_arena_grow(c->arena, *list, *count, sizeof *mix);
    (*list)[(*count)++] = *mix;
}

static void add_mix(ent_compiler *c, group *g, bool driver) {
    const double dof = dof_of(c, g);
    bool good = dof >= 0;
    for (size_t p = 0; p < g->pair_count && dof >= 0; p++)
        good &= relate(c, g, p, driver, dof, &g->pairs[p]);
    if (!good)
        return;
    size_t *members = ent_arena_take(c->arena, g->count, sizeof *members);
    memcpy(members, g->members, g->count * sizeof *members);
    ent_mix mix = {.count = g->count, .members = members, .dof = dof};
    mix.factor =
        ent_correlation_factor(g->pairs, g->pair_count, g->count, c->arena, c->problems);
    if (!mix.factor)
        return;
    if (dof > 0) {
        const ent_plan *plan = c->plan;
        const size_t first =
            driver ? plan->shocks[members[0]].stream : plan->draws[members[0]].stream;
        mix.stream = ent_add_stream(c, "dependence", plan->streams[first]);
        ent_note_not_portable(c, "t copula");
    }
    keep(c, &mix, driver);
}

/* The members that hang together with member `root`, the first of them, and their pairs. */
static void part_of(const group *all, const size_t *label, size_t root, group *part) {
    size_t place[MEMBERS];
    part->count = part->pair_count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (label[i] == root) {
            place[i] = part->count;
            part->members[part->count++] = all->members[i];
        }
    for (size_t p = 0; p < all->pair_count; p++) {
        ent_correlation_pair pair = all->pairs[p];
        if (label[pair.i] != root)
            continue;
        pair.i = place[pair.i];
        pair.j = place[pair.j];
        part->entries[part->pair_count] = all->entries[p];
        part->pairs[part->pair_count++] = pair;
    }
}

/* Parts that hang together are mixed each by itself, since a t copula joins all of its part. */
static void add_mixes(ent_compiler *c, group *all, group *part, bool driver) {
    size_t label[MEMBERS];
    order_members(c, all, driver);
    for (size_t i = 0; i < all->count; i++)
        label[i] = i;
    for (size_t round = 0; round < all->count; round++)
        for (size_t p = 0; p < all->pair_count; p++) {
            size_t *a = &label[all->pairs[p].i], *b = &label[all->pairs[p].j];
            *a = *b = *a < *b ? *a : *b;
        }
    for (size_t root = 0; root < all->count; root++)
        if (label[root] == root) {
            part_of(all, label, root, part);
            add_mix(c, part, driver);
        }
}

void ent_compile_correlations(ent_compiler *c) {
    ent_arena scratch = {0};
    group *groups = ent_arena_take(&scratch, 3, sizeof *groups);
    const ent_entries *list = &c->scenario->correlations;
    for (size_t i = 0; i < list->count; i++)
        add_pair(c, &list->items[i], groups);
    for (int driver = 0; driver < 2; driver++)
        add_mixes(c, &groups[driver], &groups[2], driver);
    ent_arena_free(&scratch);
}
