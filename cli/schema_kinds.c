/* JSON Schema of the kinds: which it is, then the fields of that one alone. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "cli/schema.h"

const char *ent_schema_joined(char *name, const char *a, const char *b) {
    const int length = snprintf(name, ENT_SCHEMA_NAME, "%s_%s", a, b);
    assert(length > 0 && length < ENT_SCHEMA_NAME);
    return name;
}

json_t *ent_schema_present(const char *key) {
    return json_pack("{s: [s]}", "required", key);
}

json_t *ent_schema_branch(json_t *condition, json_t *then, json_t *otherwise) {
    return json_pack("{s: o, s: o, s: o*}", "if", condition, "then", then, "else",
                     otherwise);
}

static json_t *words_of(const ent_kind *(*kind_at)(size_t)) {
    json_t *words = json_array();
    for (size_t i = 0; kind_at(i) != NULL; i++)
        json_array_append_new(words, json_string(kind_at(i)->name));
    return words;
}

static json_t *tag_property(const ent_section_row *row) {
    char help[ENT_SCHEMA_NAME];
    snprintf(help, sizeof help, "Which %s it is; `entente kinds` lists them",
             strcmp(row->tag, "kind") == 0 ? "kind" : row->tag);
    return json_pack("{s: s, s: o}", "description", help, "enum", words_of(row->kind_at));
}

json_t *ent_schema_choose(const ent_section_row *row, const char *prefix) {
    json_t *list = json_array();
    char name[ENT_SCHEMA_NAME];
    for (size_t i = 0; row->kind_at(i) != NULL; i++) {
        const char *kind = row->kind_at(i)->name;
        json_t *is_kind = json_pack("{s: {s: {s: s}}, s: [s]}", "properties", row->tag,
                                    "const", kind, "required", row->tag);
        json_array_append_new(
            list, ent_schema_branch(is_kind,
                                    ent_schema_ref(ent_schema_joined(name, prefix, kind)),
                                    NULL));
    }
    return json_pack("{s: s, s: {s: o}, s: [s], s: o}", "type", "object", "properties",
                     row->tag, tag_property(row), "required", row->tag, "allOf", list);
}

/* Fields of which a kind that has them all takes exactly one. */
static const char *const either[][4] = {{"rate", "tiers"},
                                        {"amount", "schedule", "annual"}};

static json_t *one_of(const ent_kind *kind, const char *const *keys) {
    json_t *list = json_array();
    for (size_t i = 0; keys[i] != NULL; i++) {
        json_array_append_new(list, json_pack("{s: [s], s: {s: {s: {s: s}}}}", "required",
                                              keys[i], "properties", keys[i], "not",
                                              "const", "none"));
        if (ent_kind_field(kind, keys[i]) < 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static void exclude(const ent_kind *kind, json_t *map) {
    for (size_t i = 0; i < sizeof either / sizeof *either; i++) {
        json_t *list = one_of(kind, either[i]);
        if (list != NULL)
            json_object_set_new(map, "oneOf", list);
    }
}

/* The map of an entry whose tag says `kind`; `more` is a further table, or NULL. */
static json_t *kind_map(const ent_section_row *row, const ent_kind *kind,
                        const ent_kind *more) {
    const ent_kind *const tables[] = {kind, more, row->section};
    json_t *map = ent_schema_map(tables, 3, true);
    json_t *properties = json_object_get(map, "properties");
    json_object_set_new(
        properties, row->tag,
        json_pack("{s: s, s: s}", "const", kind->name, "description", kind->help));
    /* What would replace the entry is another way of saying what it is. */
    for (const char *const *key = row->replaces; *key != NULL; key++)
        if (strcmp(*key, row->tag) != 0)
            json_object_del(properties, *key);
    if (row->section == &ent_section_assumption)
        json_object_del(properties, "use");
    exclude(kind, map);
    json_object_set_new(map, "title", json_string(kind->name));
    json_object_set_new(map, "description", json_string(kind->help));
    return map;
}

/* A driver that draws takes the fields of the distribution that it names. */
static json_t *drawing_map(json_t *definitions, const ent_section_row *row,
                           const ent_kind *kind, const char *name) {
    const ent_section_row *distributions = ent_section_row_named("assumptions");
    char inner[ENT_SCHEMA_NAME];
    for (size_t i = 0; distributions->kind_at(i) != NULL; i++) {
        const ent_kind *drawn = distributions->kind_at(i);
        json_t *map = kind_map(row, kind, drawn);
        json_object_set_new(json_object_get(map, "properties"), distributions->tag,
                            json_pack("{s: s}", "const", drawn->name));
        json_object_set_new(definitions, ent_schema_joined(inner, name, drawn->name),
                            map);
    }
    return ent_schema_choose(distributions, name);
}

/* Rows that draw, each with the fields of the distribution that it names. */
static void define_drawing_rows(json_t *definitions, const ent_kind *kind) {
    const ent_section_row *distributions = ent_section_row_named("assumptions");
    char name[ENT_SCHEMA_NAME];
    for (size_t f = 0; f < kind->field_count; f++) {
        const ent_kind *row = kind->fields[f].row;
        if (row == NULL || !row->draws)
            continue;
        for (size_t i = 0; distributions->kind_at(i) != NULL; i++) {
            const ent_kind *const tables[] = {row, distributions->kind_at(i)};
            json_t *map = ent_schema_map(tables, 2, true);
            json_object_set_new(json_object_get(map, "properties"), distributions->tag,
                                json_pack("{s: s}", "const", tables[1]->name));
            json_object_set_new(definitions,
                                ent_schema_joined(name, row->name, tables[1]->name), map);
        }
        json_object_set_new(definitions, row->name,
                            ent_schema_choose(distributions, row->name));
    }
}

void ent_schema_define_kinds(json_t *definitions, const ent_section_row *row) {
    char name[ENT_SCHEMA_NAME];
    for (size_t i = 0; row->tag != NULL && row->kind_at(i) != NULL; i++) {
        const ent_kind *kind = row->kind_at(i);
        ent_schema_joined(name, row->one, kind->name);
        json_t *map = ent_kind_draws(kind) ? drawing_map(definitions, row, kind, name)
                                           : kind_map(row, kind, NULL);
        json_object_set_new(definitions, name, map);
        define_drawing_rows(definitions, kind);
    }
}
