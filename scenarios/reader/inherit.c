#include "scenarios/reader/inherit.h"

#include <string.h>

#include "scenarios/scenarios.h"

static bool is_map(const ent_yaml *node) {
    return node != NULL && node->kind == ENT_YAML_MAP;
}

static bool replaces(const ent_section_row *row, const ent_yaml *entry) {
    for (const char *const *key = row->replaces; *key != NULL; key++) {
        if (ent_yaml_pair_of(entry, *key) != NULL) {
            return true;
        }
    }
    return false;
}

/* The fields of `base` with those of `over` on top. */
static ent_yaml *merge_fields(ent_arena *arena, const ent_yaml *base,
                              const ent_yaml *over) {
    ent_yaml *merged = ent_yaml_copy(arena, base);
    for (size_t i = 0; i < over->count; i++) {
        ent_yaml_set(arena, merged, over->pairs[i]);
    }
    merged->broken = base->broken || over->broken;
    return merged;
}

/* `luck: a * b` is `luck: {formula: a * b}`. */
static const ent_yaml *long_form(ent_arena *arena, const ent_section_row *row,
                                 const ent_yaml *entry) {
    if (row->short_form == NULL || entry->kind != ENT_YAML_SCALAR) {
        return entry;
    }
    ent_yaml *map = ent_yaml_map_new(arena, entry->at);
    ent_yaml_set(arena, map,
                 (ent_yaml_pair){row->short_form, entry->at, (ent_yaml *)entry});
    return map;
}

static ent_yaml_pair merge_entry(ent_arena *arena, const ent_section_row *row,
                                 const ent_yaml_pair *base, const ent_yaml_pair *over) {
    const ent_yaml *old = long_form(arena, row, base->value);
    if (!is_map(old) || !is_map(over->value) || replaces(row, over->value)) {
        return *over;
    }
    return (ent_yaml_pair){base->key, base->at, merge_fields(arena, old, over->value),
                           base->agreement};
}

/* The entries of a section: `over` on top of `base`; either may be NULL. */
static ent_yaml *merge_section(ent_arena *arena, const ent_section_row *row,
                               const ent_yaml *base, const ent_yaml *over) {
    if (!is_map(base) || (over != NULL && !is_map(over))) {
        return (ent_yaml *)(over != NULL ? over : base);
    }
    ent_yaml *merged = ent_yaml_copy(arena, base);
    for (size_t i = 0; over != NULL && i < over->count; i++) {
        const ent_yaml_pair *pair = &over->pairs[i];
        const ent_yaml_pair *old = ent_yaml_pair_of(base, pair->key);
        if (old == NULL) {
            ent_yaml_set(arena, merged, *pair);
        } else if (ent_yaml_is(pair->value, "none") && !ent_yaml_is(old->value, "none")) {
            ent_yaml_drop(merged, pair->key);
        } else {
            ent_yaml_set(arena, merged, merge_entry(arena, row, old, pair));
        }
    }
    return merged;
}

/* Puts the merged entries of one section into `merged`, which has the fields of `over`.
 */
static void inherit_section(ent_arena *arena, const ent_section_row *row,
                            ent_yaml *merged, const ent_yaml *base,
                            const ent_yaml *over) {
    const ent_yaml_pair *from = ent_yaml_pair_of(base, row->name);
    const ent_yaml_pair *to = ent_yaml_pair_of(over, row->name);
    if (from != NULL || to != NULL) {
        const ent_yaml_pair *place = to != NULL ? to : from;
        ent_yaml *value = merge_section(arena, row, from == NULL ? NULL : from->value,
                                        to == NULL ? NULL : to->value);
        ent_yaml_set(arena, merged, (ent_yaml_pair){place->key, place->at, value});
    }
}

/* --- files --- */

static ent_yaml *merge_agreement(ent_arena *arena, const ent_yaml *base,
                                 const ent_yaml *over) {
    ent_yaml *merged = merge_fields(arena, base, over);
    inherit_section(arena, &ent_clause_row, merged, base, over);
    inherit_section(arena, &ent_agreement_flow_row, merged, base, over);
    return merged;
}

static ent_yaml *merge_agreements(ent_arena *arena, const ent_yaml *base,
                                  const ent_yaml *over) {
    ent_yaml *merged = ent_yaml_copy(arena, base);
    for (size_t i = 0; i < over->count; i++) {
        ent_yaml_pair pair = over->pairs[i];
        const ent_yaml *old = ent_yaml_get(base, pair.key);
        if (old != NULL && ent_yaml_is(pair.value, "none")) {
            ent_yaml_drop(merged, pair.key);
            continue;
        }
        if (is_map(old) && is_map(pair.value)) {
            pair.value = merge_agreement(arena, old, pair.value);
        }
        ent_yaml_set(arena, merged, pair);
    }
    return merged;
}

static ent_yaml *merge_top(ent_arena *arena, const char *key, const ent_yaml *base,
                           ent_yaml *over) {
    const ent_section_row *row = ent_section_row_named(key);
    if (!is_map(base) || !is_map(over)) {
        return over;
    }
    if (row != NULL) {
        return merge_section(arena, row, base, over);
    }
    if (strcmp(key, "agreements") == 0) {
        return merge_agreements(arena, base, over);
    }
    return strcmp(key, "horizon") == 0 ? merge_fields(arena, base, over) : over;
}

ent_yaml *ent_inherit_file(ent_reading *r, const ent_yaml *base, const ent_yaml *over) {
    ent_arena *arena = &r->scenario->arena;
    ent_yaml *merged = ent_yaml_copy(arena, base);
    for (size_t i = 0; i < over->count; i++) {
        ent_yaml_pair pair = over->pairs[i];
        const ent_yaml *old = ent_yaml_get(base, pair.key);
        if (ent_yaml_is(pair.value, "none")) {
            ent_yaml_drop(merged, pair.key);
            continue;
        }
        pair.value = merge_top(arena, pair.key, old, pair.value);
        ent_yaml_set(arena, merged, pair);
    }
    merged->at = over->at;
    return merged;
}

/* --- agreements --- */

typedef enum { UNSEEN, OPEN, DONE } progress;

typedef struct {
    ent_reading *r;
    ent_yaml *map; /* the agreements; replaced one by one by their resolved form */
    progress *state;
    size_t entries; /* clauses and flows of those resolved */
} resolver;

static size_t index_of(const ent_yaml *map, const char *key) {
    size_t i = 0;
    while (i < map->count && strcmp(map->pairs[i].key, key) != 0) {
        i++;
    }
    return i;
}

static void tell_unknown(resolver *s, const ent_yaml *based_on, const char *path) {
    ent_words words = ent_words_of(&s->r->scenario->arena, s->map);
    ent_problem *problem =
        ent_problem_add(s->r->problems, "E0316", based_on->at, path,
                        "there is no agreement called `%s`", based_on->text);
    problem->help =
        ent_words_help(&words, based_on->text, "the agreements are", s->r->problems);
}

static void tell_cycle(resolver *s, const ent_yaml *based_on, const char *path) {
    ent_problem *problem = ent_problem_add(
        s->r->problems, "E0604", based_on->at, path,
        "the agreement is based on itself, by way of `%s`", based_on->text);
    problem->help = "take out one `based_on` of the circle";
}

static void resolve(resolver *s, size_t i);

/* The resolved agreement that agreement `i` is based on; NULL if none, or after a
 * problem. */
static const ent_yaml *base_of(resolver *s, size_t i) {
    const ent_yaml_pair *pair = ent_yaml_pair_of(s->map->pairs[i].value, "based_on");
    if (pair == NULL || pair->value->kind != ENT_YAML_SCALAR ||
        ent_yaml_is(pair->value, "none") || ent_yaml_is_empty(pair->value)) {
        return NULL;
    }
    ent_arena *arena = &s->r->scenario->arena;
    const char *path = ent_path_join(
        arena, ent_path_join(arena, "agreements", s->map->pairs[i].key), "based_on");
    size_t base = index_of(s->map, pair->value->text);
    if (base == s->map->count) {
        tell_unknown(s, pair->value, path);
        return NULL;
    }
    if (s->state[base] == OPEN) {
        tell_cycle(s, pair->value, path);
        return NULL;
    }
    resolve(s, base);
    return s->map->pairs[base].value;
}

static size_t entries_in(const ent_yaml *agreement) {
    const ent_yaml *clauses = ent_yaml_get(agreement, "clauses");
    const ent_yaml *flows = ent_yaml_get(agreement, "flows");
    return (is_map(clauses) ? clauses->count : 0) + (is_map(flows) ? flows->count : 0);
}

static void resolve(resolver *s, size_t i) {
    if (s->state[i] != UNSEEN || !is_map(s->map->pairs[i].value)) {
        return;
    }
    s->state[i] = OPEN;
    const ent_yaml *base = base_of(s, i);
    if (is_map(base) && s->entries <= ENT_AGREEMENT_ENTRIES) {
        ent_arena *arena = &s->r->scenario->arena;
        const ent_yaml *over = s->map->pairs[i].value;
        ent_yaml *merged = ent_yaml_copy(arena, over);
        inherit_section(arena, &ent_clause_row, merged, base, over);
        inherit_section(arena, &ent_agreement_flow_row, merged, base, over);
        s->map->pairs[i].value = merged;
    }
    s->entries += entries_in(s->map->pairs[i].value);
    s->state[i] = DONE;
}

/* The map with each of its pairs marked as the agreement's. */
static ent_yaml *marked(ent_arena *arena, const ent_yaml *map, const char *agreement) {
    ent_yaml *copy = ent_yaml_copy(arena, map);
    for (size_t i = 0; i < copy->count; i++) {
        copy->pairs[i].agreement = agreement;
    }
    return copy;
}

static void mark_section(ent_arena *arena, ent_yaml *agreement, const char *section,
                         const char *name) {
    const ent_yaml_pair *pair = ent_yaml_pair_of(agreement, section);
    if (pair == NULL || !is_map(pair->value)) {
        return;
    }
    ent_yaml *entries = marked(arena, pair->value, name);
    for (size_t i = 0; i < entries->count; i++) {
        ent_yaml_pair *entry = &entries->pairs[i];
        entry->value =
            is_map(entry->value) ? marked(arena, entry->value, name) : entry->value;
    }
    ent_yaml_set(arena, agreement, (ent_yaml_pair){pair->key, pair->at, entries});
}

/* So that a field that is inherited still tells which agreement states it. */
static void mark_agreements(ent_arena *arena, ent_yaml *agreements) {
    for (size_t i = 0; i < agreements->count; i++) {
        ent_yaml_pair *pair = &agreements->pairs[i];
        if (is_map(pair->value)) {
            pair->value = ent_yaml_copy(arena, pair->value);
            mark_section(arena, pair->value, ent_clause_row.name, pair->key);
            mark_section(arena, pair->value, ent_agreement_flow_row.name, pair->key);
        }
    }
}

/* Whether there are few enough agreements and clauses to go on. */
static bool check_limits(resolver *s, const ent_yaml_pair *agreements) {
    if (s->map->count > ENT_AGREEMENTS) {
        ent_problem_add(s->r->problems, "E0610", agreements->at, "agreements",
                        "%zu agreements; a scenario holds at most %d", s->map->count,
                        ENT_AGREEMENTS);
        return false;
    }
    if (s->entries > ENT_AGREEMENT_ENTRIES) {
        ent_problem_add(
            s->r->problems, "E0610", agreements->at, "agreements",
            "the agreements, with what they inherit, have more than %d clauses "
            "and flows",
            ENT_AGREEMENT_ENTRIES);
        return false;
    }
    return true;
}

ent_yaml *ent_inherit_agreements(ent_reading *r, ent_yaml *root) {
    ent_arena *arena = &r->scenario->arena;
    const ent_yaml_pair *agreements = ent_yaml_pair_of(root, "agreements");
    if (agreements == NULL || !is_map(agreements->value)) {
        return root;
    }
    resolver s = {.r = r, .map = ent_yaml_copy(arena, agreements->value)};
    if (!check_limits(&s, agreements)) {
        return NULL;
    }
    s.state = ent_arena_take(arena, s.map->count, sizeof *s.state);
    mark_agreements(arena, s.map);
    for (size_t i = 0; i < s.map->count; i++) {
        resolve(&s, i);
    }
    if (!check_limits(&s, agreements)) {
        return NULL;
    }
    ent_yaml *resolved = ent_yaml_copy(arena, root);
    ent_yaml_set(arena, resolved,
                 (ent_yaml_pair){agreements->key, agreements->at, s.map});
    return resolved;
}
