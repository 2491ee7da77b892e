#include "scenarios/reader/entries.h"

#include <stdio.h>
#include <string.h>

#include "scenarios/reader/variants.h"

/* --- fields --- */

static const ent_kind *inner_kind(const ent_entry *entry) {
    return entry->inner == NULL ? NULL : entry->inner->kind;
}

/* The value of that name, and its field; NULL if the entry has none. */
static ent_value *value_named(const ent_reading_entry *e, const char *name,
                              const ent_field **field) {
    const ent_entry *entry = e->entry;
    const ent_kind *const kinds[] = {e->section, entry->kind, inner_kind(entry)};
    ent_value *const values[] = {entry->common, entry->fields,
                                 entry->inner == NULL ? NULL : entry->inner->fields};
    for (size_t k = 0; k < 3; k++) {
        int i = kinds[k] == NULL ? -1 : ent_kind_field(kinds[k], name);
        if (i >= 0) {
            *field = &kinds[k]->fields[i];
            return &values[k][i];
        }
    }
    return NULL;
}

static void add_fields(const ent_reading_entry *e, const ent_kind *kind,
                       ent_words *words) {
    for (size_t i = 0; kind != NULL && i < kind->field_count; i++) {
        ent_words_add(words, ent_entry_arena(e), kind->fields[i].name);
    }
}

/* A section that a scenario has one of. */
static bool is_single(const ent_kind *section) {
    return section == &ent_section_scenario || section == &ent_section_horizon;
}

/* A field that was probably meant is not missing as well. */
static void forgive(const ent_reading_entry *e, const char *name) {
    const ent_field *field = NULL;
    ent_value *value = name == NULL ? NULL : value_named(e, name, &field);
    if (value != NULL && !value->given) {
        *value = (ent_value){.given = true, .at = e->entry->at, .day = ENT_NO_DAY};
    }
}

static void tell_unknown_key(const ent_reading_entry *e, const ent_yaml_pair *pair) {
    ent_words words = {0};
    const ent_kind *kind = e->entry->kind;
    add_fields(e, kind, &words);
    add_fields(e, inner_kind(e->entry), &words);
    add_fields(e, e->section, &words);
    for (size_t i = 0; e->known != NULL && e->known[i] != NULL; i++) {
        ent_words_add(&words, ent_entry_arena(e), e->known[i]);
    }
    if (e->row != NULL && e->row->tag != NULL) {
        ent_words_add(&words, ent_entry_arena(e), e->row->tag);
    }
    const char *path = ent_path_join(ent_entry_arena(e), e->entry->path, pair->key);
    ent_problem *problem =
        kind == NULL ? ent_problem_add(
                           e->r->problems, "E0201", pair->at, path,
                           "`%s` is not a field of %s %s", pair->key,
                           is_single(e->section) ? "the" : ent_article(e->section->name),
                           e->section->name)
                     : ent_problem_add(e->r->problems, "E0201", pair->at, path,
                                       "`%s` is not a field of %s `%s`", pair->key,
                                       e->section->name, kind->name);
    problem->help = ent_words_help(&words, pair->key, "the fields are", e->r->problems);
    if (problem->help == NULL && kind != NULL) {
        problem->help = ent_problem_text(
            e->r->problems, "`entente kinds %s` lists its fields", kind->name);
    }
    forgive(e, ent_nearest(pair->key, words.items, words.count));
}

static bool is_known(const ent_reading_entry *e, const char *key) {
    for (size_t i = 0; e->known != NULL && e->known[i] != NULL; i++) {
        if (strcmp(e->known[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The key that names the entry's kind: read already. */
static bool is_tag(const ent_reading_entry *e, const char *key) {
    return e->row != NULL && e->row->tag != NULL &&
           (strcmp(e->row->tag, key) == 0 ||
            (e->entry->inner != NULL && strcmp(key, "distribution") == 0));
}

/* `none` clears a field, unless it is one of the field's choices. */
static bool clears(const ent_field *field, const ent_yaml *node) {
    if (!ent_yaml_is(node, "none")) {
        return false;
    }
    for (size_t i = 0; field->type == ENT_CHOICE && field->choices[i] != NULL; i++) {
        if (strcmp(field->choices[i], "none") == 0) {
            return false;
        }
    }
    return true;
}

static void read_field(const ent_reading_entry *e, const ent_yaml_pair *pair) {
    const ent_field *field = NULL;
    bool tag = is_tag(e, pair->key);
    ent_value *value = value_named(e, pair->key, &field);
    if (value == NULL) {
        if (!tag && !is_known(e, pair->key)) {
            tell_unknown_key(e, pair);
        }
        return;
    }
    if (clears(field, pair->value)) {
        return;
    }
    const ent_where where = {
        e->r, ent_path_join(ent_entry_arena(e), e->entry->path, pair->key), e->own_unit};
    if (!ent_value_read(&where, field, pair->value, value)) {
        *value = (ent_value){.at = pair->value->at, .day = ENT_NO_DAY};
    }
    value->given = true; /* given wrongly, it is still not missing */
    value->agreement = pair->agreement;
}

static void check_required(const ent_reading_entry *e, const ent_kind *kind,
                           const ent_value *values) {
    for (size_t i = 0; kind != NULL && i < kind->field_count; i++) {
        const ent_field *field = &kind->fields[i];
        if (field->required && !values[i].given) {
            ent_problem *problem = ent_problem_add(
                e->r->problems, "E0202", e->entry->at,
                ent_path_join(ent_entry_arena(e), e->entry->path, field->name),
                "`%s` is missing", field->name);
            problem->help =
                field->example == NULL
                    ? ent_problem_text(e->r->problems, "add `%s`: %s", field->name,
                                       field->help)
                    : ent_problem_text(e->r->problems, "add `%s: %s`: %s", field->name,
                                       field->example, field->help);
        }
    }
}

static ent_value *defaults(const ent_reading_entry *e, const ent_kind *kind) {
    if (kind == NULL) {
        return NULL;
    }
    ent_value *values =
        ent_arena_take(ent_entry_arena(e), kind->field_count, sizeof *values);
    const ent_where where = {e->r, e->entry->path, e->own_unit};
    for (size_t i = 0; i < kind->field_count; i++) {
        ent_value_default(&where, &kind->fields[i], e->entry->at, &values[i]);
    }
    return values;
}

static const char *own_unit(const ent_reading_entry *e) {
    const ent_yaml *unit = ent_yaml_get(e->map, "unit");
    bool text = unit != NULL && unit->kind == ENT_YAML_SCALAR &&
                !ent_yaml_is(unit, "none") && *unit->text != '\0';
    return text && ent_kind_field(e->section, "unit") >= 0 ? unit->text : NULL;
}

static void read_fields(ent_reading_entry *e) {
    ent_entry *entry = e->entry;
    entry->section = e->section;
    if (e->own_unit == NULL) {
        e->own_unit = own_unit(e);
    }
    entry->common = defaults(e, e->section);
    entry->fields = defaults(e, entry->kind);
    if (entry->inner != NULL) {
        entry->inner->fields = defaults(e, entry->inner->kind);
    }
    for (size_t i = 0; i < e->map->count; i++) {
        read_field(e, &e->map->pairs[i]);
    }
    check_required(e, e->section, entry->common);
    check_required(e, entry->kind, entry->fields);
    if (entry->inner != NULL) {
        check_required(e, entry->inner->kind, entry->inner->fields);
    }
}

/* --- entries --- */

static bool check_entry_name(ent_reading *r, const ent_section_row *row,
                             const ent_entry *entry) {
    bool dash = strcmp(row->name, "sources") == 0;
    if (ent_name_valid(entry->name, dash)) {
        return true;
    }
    ent_problem *problem = ent_problem_add(r->problems, "E0311", entry->at, entry->path,
                                           "`%s` cannot name %s %s", entry->name,
                                           ent_article(row->one), row->one);
    problem->note =
        dash ? "names are lower-case letters, digits, _ and -, a letter first, at "
               "most 64 characters"
             : "names are lower-case letters, digits and _, a letter first, at most "
               "64 characters";
    return false;
}

static void tell_entry_shape(const ent_reading_entry *e, const ent_yaml *node) {
    ent_problem *problem;
    if (ent_yaml_is(node, "none")) {
        problem = ent_problem_add(e->r->problems, "E0603", node->at, e->entry->path,
                                  "`none` drops what is inherited, but no %s `%s` is",
                                  e->row->one, e->entry->name);
        const char *meant = ent_entry_nearest(e);
        problem->help =
            meant == NULL ? "take the line out, or correct the name"
                          : ent_problem_text(e->r->problems, "did you mean `%s`?", meant);
        return;
    }
    problem = ent_problem_add(e->r->problems, "E0204", node->at, e->entry->path,
                              "the %s `%s` must be a map of its fields", e->row->one,
                              e->entry->name);
    problem->help = ent_problem_text(e->r->problems, "write %s: {...}", e->entry->name);
    ent_value_anchor(problem, node);
}

/* Reads one entry; false if there is nothing to keep of it. */
static bool read_entry(ent_reading_entry *e, const ent_yaml *node) {
    if (node->broken) {
        return false;
    }
    e->map = node;
    if (node->kind == ENT_YAML_SCALAR && e->row->short_form != NULL &&
        !ent_yaml_is(node, "none")) {
        ent_yaml *map = ent_yaml_map_new(ent_entry_arena(e), node->at);
        ent_yaml_set(ent_entry_arena(e), map,
                     (ent_yaml_pair){e->row->short_form, node->at, (ent_yaml *)node});
        e->map = map;
    } else if (node->kind != ENT_YAML_MAP) {
        tell_entry_shape(e, node);
        return false;
    }
    if (e->row->tag != NULL &&
        !ent_entry_find_kind(e, e->row, e->row->tag_required, &e->entry->kind)) {
        return false;
    }
    if (!ent_entry_read_inner(e)) {
        return false;
    }
    read_fields(e);
    return true;
}

void ent_entries_read(ent_reading *r, const ent_section_row *row, const ent_yaml *map,
                      const char *path, ent_entries *entries) {
    ent_arena *arena = &r->scenario->arena;
    *entries = (ent_entries){0};
    if (map == NULL || map->broken) {
        return;
    }
    if (map->kind != ENT_YAML_MAP) {
        ent_problem *problem =
            ent_problem_add(r->problems, "E0204", map->at, path,
                            "`%s` must be a map of names to entries", row->name);
        problem->help =
            ent_problem_text(r->problems, "write each %s under its name", row->one);
        return;
    }
    entries->items = ent_arena_take(arena, map->count, sizeof *entries->items);
    for (size_t i = 0; i < map->count; i++) {
        const ent_yaml_pair *pair = &map->pairs[i];
        ent_entry *entry = &entries->items[entries->count];
        *entry = (ent_entry){.name = pair->key,
                             .at = pair->at,
                             .section = row->section,
                             .agreement = pair->agreement,
                             .path = ent_path_join(arena, path, pair->key)};
        ent_reading_entry e = {
            .r = r, .row = row, .section = row->section, .entry = entry, .siblings = map};
        if (check_entry_name(r, row, entry) && read_entry(&e, pair->value)) {
            if (row->section == &ent_section_assumption) {
                ent_assumption_finish(r, e.map, entry);
            }
            entries->count++;
        }
    }
}

void ent_entry_read_plain(ent_reading *r, const ent_kind *section, const ent_yaml *map,
                          const char *const *known, ent_entry *entry) {
    ent_reading_entry e = {
        .r = r, .section = section, .map = map, .known = known, .entry = entry};
    read_fields(&e);
}

bool ent_entry_read_row(const ent_where *where, const ent_kind *row, const ent_yaml *map,
                        ent_entry *entry) {
    static const char *const tags[] = {"distribution", NULL};
    ent_reading_entry e = {.r = where->reading,
                           .section = row,
                           .map = map,
                           .known = row->draws ? tags : NULL,
                           .own_unit = where->own_unit,
                           .entry = entry};
    entry->kind = row;
    if (!ent_entry_read_inner(&e)) {
        return false;
    }
    entry->kind = NULL; /* its fields are the section's */
    read_fields(&e);
    entry->kind = row;
    entry->fields = entry->common;
    return true;
}

void ent_correlations_read(ent_reading *r, const ent_yaml *list, ent_entries *entries) {
    ent_arena *arena = &r->scenario->arena;
    *entries = (ent_entries){0};
    if (list == NULL || list->broken) {
        return;
    }
    if (list->kind != ENT_YAML_LIST) {
        ent_problem_add(r->problems, "E0204", list->at, "correlations",
                        "`correlations` must be a list")
            ->help = "write each as `- {between: [a, b], value: 0.3}`";
        return;
    }
    entries->items = ent_arena_take(arena, list->count, sizeof *entries->items);
    for (size_t i = 0; i < list->count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        ent_entry *entry = &entries->items[entries->count];
        *entry = (ent_entry){.name = ent_arena_text(arena, number, strlen(number)),
                             .at = list->items[i]->at,
                             .section = &ent_section_correlation};
        entry->path = ent_path_join(arena, "correlations", entry->name);
        if (list->items[i]->kind != ENT_YAML_MAP) {
            ent_problem_add(r->problems, "E0204", entry->at, entry->path,
                            "a correlation must be a map")
                ->help = "write {between: [a, b], value: 0.3}";
            continue;
        }
        ent_entry_read_plain(r, &ent_section_correlation, list->items[i], NULL, entry);
        entries->count++;
    }
}
