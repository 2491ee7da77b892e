/* JSON Schema of the sections and of the whole file.
 *
 * Each section has two definitions: `assumption` is a whole entry; `assumption_change` may
 * also change a few fields of one that is inherited, or be `none`, which drops it.  Which
 * holds depends on whether there is anything to inherit from: `extends` at the top,
 * `based_on` in an agreement.  An entry's kind is looked at first, and only the fields of
 * that kind are then judged. */
#include "cli/schema.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "scenarios/scenarios.h"

/* An entry that is a map as `map` says, or else is as `otherwise` says. */
static json_t *map_or(json_t *map, json_t *otherwise) {
    return ent_schema_branch(json_pack("{s: s}", "type", "object"), map, otherwise);
}

static json_t *none(void) {
    return json_pack("{s: s, s: s}", "const", "none", "description",
                     "Drops what is inherited");
}

/* ---- Entries ---- */

/* Whether the tag names a kind (`none` clears it). */
static json_t *tagged(const ent_section_row *row) {
    return json_pack("{s: [s], s: {s: {s: {s: s}}}}", "required", row->tag, "properties",
                     row->tag, "not", "const", "none");
}

/* An assumption that is not drawn: a value, or readings of which one is in use. */
static json_t *fixed_assumption(const ent_section_row *row) {
    json_t *map = ent_schema_map(&row->section, 1, true);
    json_object_set_new(json_object_get(map, "properties"), row->tag, none());
    json_object_set_new(
        map, "description",
        json_string("An assumption has one of `value` (fixed), `readings` "
                    "with `use` (disputed) and `distribution` (uncertain)"));
    json_object_set_new(
        map, "oneOf",
        json_pack("[o, o]", ent_schema_present("value"), ent_schema_present("readings")));
    json_object_set_new(
        map, "dependencies",
        json_pack("{s: [s], s: [s]}", "readings", "use", "use", "readings"));
    return map;
}

/* Adds the alternatives of `from` to `to`, unless they are there. */
static void widen(json_t *to, const json_t *from) {
    if (to == NULL || json_equal(to, from))
        return;
    json_t *list = json_object_get(to, "anyOf");
    if (list == NULL) {
        json_t *first = json_copy(to);
        json_object_clear(to);
        list = json_array();
        json_array_append_new(list, first);
        json_object_set_new(to, "anyOf", list);
    }
    for (size_t i = 0; i < json_array_size(list); i++)
        if (json_equal(json_array_get(list, i), from))
            return;
    json_array_append_new(list, json_deep_copy(from));
}

/* A few fields of an entry that is inherited, of whichever kind it is. */
static json_t *changed_fields(const ent_section_row *row) {
    json_t *map = ent_schema_map(&row->section, 1, false);
    json_t *properties = json_object_get(map, "properties");
    const ent_section_row *distributions = ent_section_row_named("assumptions");
    const ent_kind *(*const lists[])(size_t) = {row->kind_at, distributions->kind_at};
    const size_t count = row->tag == NULL ? 0 : strcmp(row->name, "drivers") == 0 ? 2 : 1;
    for (size_t l = 0; l < count; l++)
        for (size_t k = 0; lists[l](k) != NULL; k++)
            for (size_t i = 0; i < lists[l](k)->field_count; i++) {
                const ent_field *f = &lists[l](k)->fields[i];
                json_t *field = ent_schema_field(f);
                json_t *there = json_object_get(properties, f->name);
                if (there == NULL)
                    json_object_set(properties, f->name, field);
                widen(there, field);
                json_decref(field);
            }
    if (row->tag != NULL && !row->tag_required)
        json_object_set_new(properties, row->tag, none());
    return map;
}

/* What an entry that is no map may be; NULL: it must be one. */
static json_t *not_a_map(const ent_section_row *row, bool change) {
    if (row->short_form != NULL)
        return json_pack("{s: [s, s], s: i}", "type", "string", "number", "minLength", 1);
    return change ? none() : NULL;
}

static void define_entry(json_t *definitions, const ent_section_row *row) {
    char name[ENT_SCHEMA_NAME], fields[ENT_SCHEMA_NAME];
    json_t *whole = row->tag == NULL ? ent_schema_map(&row->section, 1, true)
                    : row->tag_required
                        ? ent_schema_choose(row, row->one)
                        : ent_schema_branch(tagged(row), ent_schema_choose(row, row->one),
                                            fixed_assumption(row));
    if (row->tag == NULL || row->tag_required == false)
        json_object_set_new(whole, "type", json_string("object"));
    json_object_set_new(whole, "description", json_string(row->section->help));
    json_t *otherwise = not_a_map(row, false);
    if (otherwise != NULL) {
        json_object_set_new(definitions, ent_schema_joined(fields, row->one, "fields"),
                            whole);
        whole = map_or(ent_schema_ref(fields), otherwise);
    }
    json_object_set_new(definitions, row->one, whole);

    json_t *changed = changed_fields(row);
    if (row->tag != NULL)
        changed =
            ent_schema_branch(tagged(row), ent_schema_choose(row, row->one), changed);
    json_object_set_new(definitions, ent_schema_joined(name, row->one, "change"),
                        map_or(changed, not_a_map(row, true)));
}

/* ---- Sections ---- */

/* A map of names to entries as the definition `one` says. */
static json_t *named_entries(const char *one, bool dash, const char *help) {
    return json_pack("{s: s, s: s, s: o, s: o}", "description", help, "type", "object",
                     "propertyNames", ent_schema_name(dash), "additionalProperties",
                     ent_schema_ref(one));
}

static json_t *section(const ent_section_row *row, bool change) {
    char name[ENT_SCHEMA_NAME];
    const char *one = change ? ent_schema_joined(name, row->one, "change") : row->one;
    return named_entries(one, strcmp(row->name, "sources") == 0, row->section->help);
}

/* Clauses and flows of an agreement, whole or as changes. */
static json_t *terms(bool change) {
    return json_pack("{s: {s: o, s: o}}", "properties", ent_clause_row.name,
                     section(&ent_clause_row, change), ent_agreement_flow_row.name,
                     section(&ent_agreement_flow_row, change));
}

static json_t *agreement(void) {
    static const ent_kind *const table = &ent_section_agreement;
    json_t *map = ent_schema_map(&table, 1, true);
    json_t *properties = json_object_get(map, "properties");
    json_object_set_new(properties, ent_clause_row.name,
                        json_pack("{s: s}", "description", "Its clauses, by name"));
    json_object_set_new(properties, ent_agreement_flow_row.name,
                        json_pack("{s: s}", "description",
                                  "Cash lines of this agreement alone, by name"));
    json_object_set_new(map, "description", json_string(table->help));
    return map;
}

static void define_agreements(json_t *definitions) {
    json_t *whole = agreement();
    json_object_set_new(whole, "if", ent_schema_present("based_on"));
    json_object_set_new(whole, "then", terms(true));
    json_object_set_new(whole, "else", terms(false));
    json_object_set_new(definitions, "agreement", whole);
    json_t *change = agreement();
    json_object_set_new(change, "allOf", json_pack("[o]", terms(true)));
    json_object_set_new(definitions, "agreement_change", map_or(change, none()));
}

/* ---- The top ---- */

static json_t *horizon(bool change) {
    static const ent_kind *const table = &ent_section_horizon;
    json_t *map = ent_schema_map(&table, 1, !change);
    json_t *properties = json_object_get(map, "properties");
    const char *const days[] = {"start", "end"};
    for (size_t i = 0; i < 2; i++) { /* written out: no assumption may stand for them */
        json_t *day = json_object_get(properties, days[i]);
        json_object_del(day, "anyOf");
        json_object_set_new(day, "allOf", json_pack("[o]", ent_schema_ref("day")));
    }
    json_object_set_new(map, "description", json_string(table->help));
    return map;
}

static json_t *correlations(bool change) {
    static const ent_kind *const table = &ent_section_correlation;
    (void)change;
    return json_pack("{s: s, s: s, s: o}", "description", table->help, "type", "array",
                     "items", ent_schema_map(&table, 1, true));
}

static json_t *agreements(bool change) {
    json_t *map = named_entries(change ? "agreement_change" : "agreement", true,
                                "The versions of the terms, by name");
    json_object_set_new(map, "minProperties", json_integer(1));
    return map;
}

static json_t *extends(bool change) {
    (void)change;
    return json_pack("{s: s, s: s, s: i}", "description",
                     "A file in this folder or below whose entries are inherited", "type",
                     "string", "minLength", 1);
}

/* What may stand under a key of the top that is no field of the scenario. */
static json_t *top_key(const char *key, bool change) {
    static const struct {
        const char *key;
        json_t *(*make)(bool);
    } others[] = {{"extends", extends},
                  {"horizon", horizon},
                  {"correlations", correlations},
                  {"agreements", agreements}};
    const ent_section_row *row = ent_section_row_named(key);
    if (row != NULL)
        return section(row, change);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].key, key) == 0)
            return others[i].make(change);
    assert(false); /* a key of the top without a schema */
    return NULL;
}

/* The sections of a file that extends another (any of them may be `none`), or of one that
 * stands alone. */
static json_t *top(bool change) {
    json_t *properties = json_object();
    for (size_t i = 0; ent_top_keys[i] != NULL; i++) {
        json_t *value = top_key(ent_top_keys[i], change);
        if (change)
            value = json_pack("{s: {s: s}, s: o*, s: o}", "if", "const", "none", "then",
                              NULL, "else", value);
        json_object_set_new(properties, ent_top_keys[i], value);
    }
    return json_pack("{s: o}", "properties", properties);
}

static json_t *required_at_top(void) {
    json_t *required = json_array();
    for (size_t i = 0; i < ent_section_scenario.field_count; i++)
        if (ent_section_scenario.fields[i].required)
            json_array_append_new(required,
                                  json_string(ent_section_scenario.fields[i].name));
    json_array_append_new(required, json_string("horizon"));
    json_array_append_new(required, json_string("agreements"));
    return required;
}

static json_t *root(void) {
    static const ent_kind *const table = &ent_section_scenario;
    json_t *map = ent_schema_map(&table, 1, false);
    json_t *properties = json_object_get(map, "properties");
    for (size_t i = 0; ent_top_keys[i] != NULL; i++) {
        json_t *whole = top_key(ent_top_keys[i], false);
        json_object_set_new(
            properties, ent_top_keys[i],
            json_pack("{s: O}", "description", json_object_get(whole, "description")));
        json_decref(whole);
    }
    json_t *alone = top(false);
    json_object_set_new(alone, "required", required_at_top());
    json_object_set_new(map, "if", ent_schema_present("extends"));
    json_object_set_new(map, "then", top(true));
    json_object_set_new(map, "else", alone);
    return map;
}

json_t *ent_schema_scenario(void) {
    json_t *definitions = json_object();
    ent_schema_define_texts(definitions);
    for (const ent_section_row *row = ent_section_rows; row->name != NULL; row++) {
        ent_schema_define_kinds(definitions, row);
        define_entry(definitions, row);
    }
    ent_schema_define_kinds(definitions, &ent_clause_row);
    define_entry(definitions, &ent_clause_row);
    define_agreements(definitions);
    json_t *schema = json_pack(
        "{s: s, s: s, s: s}", "$schema", "http://json-schema.org/draft-07/schema#",
        "title", "entente scenario, format 1", "description",
        "A partnership agreement as data: parties, assumptions, drivers, quantities, "
        "flows, agreements and metrics.  Made by `entente schema`; entente-scenario(5) "
        "explains the format.");
    json_object_update_new(schema, root());
    json_object_set_new(schema, "definitions", definitions);
    return schema;
}
