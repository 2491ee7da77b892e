/* The register: what the answers rest on, and who says so. */
#include <string.h>

#include "cli/explain.h"
#include "cli/json.h"

/* ---- What depends on a name ---- */

static bool has(const json_t *list, const char *name) {
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item) {
        if (strcmp(json_string_value(item), name) == 0)
            return true;
    }
    return false;
}

/* Whatever reads the thing directly, in any agreement; of an agreement's terms, the
 * clause's name once. */
static json_t *readers(const ent_explained *e, const char *name) {
    json_t *list = json_array();
    for (size_t a = 0; a < e->words.scenario->agreement_count; a++) {
        const ent_outline *o = &e->outlines[a];
        const ent_thing *thing = ent_outline_find(o, name);
        for (size_t i = 0; thing != NULL && i < thing->reader_count; i++) {
            const char *reader = o->things[thing->read_by[i]].name;
            if (!has(list, reader))
                json_array_append_new(list, json_string(reader));
        }
    }
    return list;
}

/* ---- Assumptions ---- */

static const char *evidence(const ent_entry *assumption) {
    const ent_value *kind = &assumption->common[ENT_ASSUMPTION_KIND];
    return kind->given ? kind->text : NULL;
}

static json_t *readings(const ent_explained *e, const ent_entry *assumption) {
    const ent_value *all = &assumption->common[ENT_ASSUMPTION_READINGS];
    const char *use = assumption->common[ENT_ASSUMPTION_USE].text;
    json_t *list = json_array();
    for (size_t i = 0; i < all->item_count; i++) {
        json_t *reading = json_object();
        ent_explain_set(reading, "name", all->items[i].key);
        ent_explain_set(reading, "value",
                        ent_word_reading(&e->words, assumption, &all->items[i]));
        json_object_set_new(
            reading, "in_use",
            json_boolean(use != NULL && strcmp(use, all->items[i].key) == 0));
        json_array_append_new(list, reading);
    }
    return list;
}

static json_t *assumption(const ent_explained *e, const ent_entry *entry) {
    const ent_value *v = entry->common;
    const ent_field *range = &entry->section->fields[ENT_ASSUMPTION_RANGE];
    json_t *a = ent_explain_entry(entry->name, v[ENT_ASSUMPTION_TITLE].text);
    ent_explain_set(a, "value", ent_word_assumption(&e->words, entry));
    ent_explain_set(a, "distribution", entry->kind == NULL ? NULL : entry->kind->name);
    ent_explain_set(a, "parameters",
                    entry->kind == NULL ? NULL : ent_word_parameters(&e->words, entry));
    json_object_set_new(a, "readings", readings(e, entry));
    ent_explain_set(
        a, "range",
        v[ENT_ASSUMPTION_RANGE].given
            ? ent_word_value(&e->words, entry, range, &v[ENT_ASSUMPTION_RANGE])
            : NULL);
    ent_explain_set(a, "unit",
                    v[ENT_ASSUMPTION_UNIT].text == NULL ? "1"
                                                        : v[ENT_ASSUMPTION_UNIT].text);
    ent_explain_set(a, "kind", evidence(entry));
    json_object_set_new(a, "sources", ent_explain_names(&v[ENT_ASSUMPTION_SOURCE]));
    ent_explain_set(a, "note", v[ENT_ASSUMPTION_NOTE].text);
    json_object_set_new(a, "read_by", readers(e, entry->name));
    return a;
}

static json_t *counts(const ent_scenario *s) {
    size_t sourced = 0, judged = 0, disputed = 0, uncertain = 0, without = 0;
    for (size_t i = 0; i < s->assumptions.count; i++) {
        const ent_entry *entry = &s->assumptions.items[i];
        const bool source = entry->common[ENT_ASSUMPTION_SOURCE].given;
        const char *kind = evidence(entry);
        sourced += source;
        judged += kind != NULL && strcmp(kind, "judgement") == 0;
        disputed += entry->common[ENT_ASSUMPTION_READINGS].given;
        uncertain += entry->kind != NULL;
        without += !source && kind == NULL;
    }
    json_t *c = json_object();
    json_object_set_new(c, "assumptions", ent_json_count(s->assumptions.count));
    json_object_set_new(c, "sourced", ent_json_count(sourced));
    json_object_set_new(c, "judged", ent_json_count(judged));
    json_object_set_new(c, "disputed", ent_json_count(disputed));
    json_object_set_new(c, "uncertain", ent_json_count(uncertain));
    json_object_set_new(c, "without_source", ent_json_count(without));
    return c;
}

/* ---- Metrics, drivers and sources ---- */

static json_t *driver(const ent_explained *e, const ent_entry *entry) {
    const ent_value *v = entry->common;
    json_t *d = ent_explain_entry(entry->name, v[ENT_DRIVER_TITLE].text);
    ent_explain_set(d, "kind", entry->kind->name);
    ent_explain_set(d, "parameters", ent_word_parameters(&e->words, entry));
    ent_explain_set(d, "unit",
                    v[ENT_DRIVER_UNIT].text == NULL ? "1" : v[ENT_DRIVER_UNIT].text);
    json_object_set_new(d, "sources", ent_explain_names(&v[ENT_DRIVER_SOURCE]));
    ent_explain_set(d, "note", v[ENT_DRIVER_NOTE].text);
    json_object_set_new(d, "read_by", readers(e, entry->name));
    return d;
}

static json_t *metric(const ent_explained *e, const ent_entry *entry) {
    const ent_value *v = entry->common;
    const ent_thing *thing = ent_outline_find(&e->outlines[0], entry->name);
    json_t *m = ent_explain_entry(entry->name, v[ENT_METRIC_TITLE].text);
    ent_explain_set(m, "formula",
                    ent_word_formula(&e->words, v[ENT_METRIC_FORMULA].text, NULL));
    ent_explain_set(m, "unit", thing == NULL ? NULL : thing->unit);
    ent_explain_set(m, "note", v[ENT_METRIC_NOTE].text);
    return m;
}

static json_t *source(const ent_explained *e, const ent_entry *entry) {
    const ent_value *v = entry->common;
    json_t *s = ent_explain_entry(entry->name, v[ENT_SOURCE_TITLE].text);
    ent_explain_set(s, "words", ent_word_source(&e->words, entry));
    ent_explain_set(s, "by", v[ENT_SOURCE_BY].text);
    ent_explain_set(s, "date", v[ENT_SOURCE_DATE].given ? v[ENT_SOURCE_DATE].text : NULL);
    ent_explain_set(s, "kind", v[ENT_SOURCE_KIND].given ? v[ENT_SOURCE_KIND].text : NULL);
    ent_explain_set(s, "url", v[ENT_SOURCE_URL].text);
    ent_explain_set(s, "note", v[ENT_SOURCE_NOTE].text);
    return s;
}

static json_t *each(const ent_explained *e, const ent_entries *entries,
                    json_t *(*explain)(const ent_explained *, const ent_entry *)) {
    json_t *list = json_array();
    for (size_t i = 0; i < entries->count; i++)
        json_array_append_new(list, explain(e, &entries->items[i]));
    return list;
}

void ent_explain_evidence(const ent_explained *e, const ent_entry *entry,
                          json_t *document) {
    const ent_scenario *s = e->words.scenario;
    const bool assumed = entry == ent_word_entry(&s->assumptions, entry->name);
    json_object_set_new(document, "entry", (assumed ? assumption : driver)(e, entry));
    json_object_set_new(document, "sources", each(e, &s->sources, source));
}

void ent_explain_register(const ent_explained *e, json_t *document) {
    const ent_scenario *s = e->words.scenario;
    json_object_set_new(document, "metrics", each(e, &s->metrics, metric));
    json_object_set_new(document, "drivers", each(e, &s->drivers, driver));
    json_object_set_new(document, "assumptions", each(e, &s->assumptions, assumption));
    json_object_set_new(document, "sources", each(e, &s->sources, source));
    json_object_set_new(document, "counts", counts(s));
}
