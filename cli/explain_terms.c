/* The document of a scenario: parties, agreements, clauses, flows. */
#include <string.h>

#include "cli/explain.h"
#include "cli/json.h"
#include "cli/version.h"
#include "model/contract/clause.h"

void ent_explain_set(json_t *object, const char *key, const char *text) {
    json_object_set_new(object, key, ent_json_text(text));
}

json_t *ent_explain_entry(const char *name, const char *title) {
    json_t *entry = json_object();
    ent_explain_set(entry, "name", name);
    ent_explain_set(entry, "title", title);
    return entry;
}

json_t *ent_explain_names(const ent_value *value) {
    json_t *names = json_array();
    for (size_t i = 0; i < value->item_count; i++)
        json_array_append_new(names, json_string(value->items[i].text));
    return names;
}

/* ---- Where a term comes from ---- */

/* The agreement, file or option that states the value; NULL: this agreement, this file. */
static const char *origin(const ent_explained *e, const ent_value *value,
                          const char *agreement) {
    const ent_scenario *s = e->words.scenario;
    const ent_file *file = value->at.file;
    if (file != NULL && strcmp(file->name, "--set") == 0)
        return "--set";
    if (value->agreement != NULL && agreement != NULL &&
        strcmp(value->agreement, agreement) != 0)
        return value->agreement;
    return file != NULL && s->file_count > 0 && file != s->files[0] ? file->name : NULL;
}

/* Adds the field to the origin's list: [{"from": ..., "fields": [...]}]. */
static void add_origin(json_t *origins, const char *from, const char *field) {
    size_t i;
    json_t *known;
    json_array_foreach(origins, i, known) {
        if (strcmp(json_string_value(json_object_get(known, "from")), from) == 0) {
            json_array_append_new(json_object_get(known, "fields"), json_string(field));
            return;
        }
    }
    json_t *fresh = json_object();
    ent_explain_set(fresh, "from", from);
    json_object_set_new(fresh, "fields", json_array());
    json_array_append_new(json_object_get(fresh, "fields"), json_string(field));
    json_array_append_new(origins, fresh);
}

/* One kind's fields of an entry. */
typedef struct {
    const ent_explained *e;
    const ent_entry *entry;
    const char *agreement;
    json_t *fields, *origins;
    size_t given;
} fields;

static void add_fields(fields *f, const ent_kind *kind, const ent_value *values) {
    for (size_t i = 0; kind != NULL && i < kind->field_count; i++) {
        if (!values[i].given)
            continue;
        const char *from = origin(f->e, &values[i], f->agreement);
        const char *words =
            ent_word_value(&f->e->words, f->entry, &kind->fields[i], &values[i]);
        json_t *field = json_object();
        ent_explain_set(field, "field", kind->fields[i].name);
        ent_explain_set(field, "value", words);
        ent_explain_set(field, "from", from);
        json_array_append_new(f->fields, field);
        f->given++;
        if (from != NULL)
            add_origin(f->origins, from, kind->fields[i].name);
    }
}

/* The fields of an entry that are given, and those that come from elsewhere.  An origin of
 * all of them has no list. */
static void put_fields(const ent_explained *e, const ent_entry *entry,
                       const char *agreement, json_t *to) {
    fields f = {e, entry, agreement, json_array(), json_array(), 0};
    add_fields(&f, entry->kind, entry->fields);
    add_fields(&f, entry->section, entry->common);
    json_t *first = json_array_get(f.origins, 0);
    if (first != NULL && json_array_size(json_object_get(first, "fields")) == f.given)
        json_object_set_new(first, "fields", json_null());
    json_object_set_new(to, "fields", f.fields);
    json_object_set_new(to, "origins", f.origins);
}

/* ---- Clauses ---- */

static const ent_clause_kind *kind_of(const ent_entry *clause) {
    return (const ent_clause_kind *)(const void *)clause->kind;
}

/* The clause and the agreement it stands in. */
typedef struct {
    const ent_explained *e;
    const ent_entry *clause;
    const ent_agreement *agreement;
} standing;

static const char *end_of(const standing *s, int end) {
    const ent_wording *w = &s->e->words;
    return ent_word_party(w, ent_line_end(w->scenario, s->agreement, s->clause, end));
}

/* Whether the line moves anything. */
static bool moves(const ent_entry *clause, const ent_line_kind *line) {
    return ent_output_lives(&kind_of(clause)->outputs[line->output], clause);
}

static json_t *payment(const char *from, const char *to, const char *what, bool marked) {
    json_t *p = json_object();
    ent_explain_set(p, "from", from);
    ent_explain_set(p, "to", to);
    ent_explain_set(p, "what", what);
    json_object_set_new(p, "marked", json_boolean(marked));
    return p;
}

/* A kind without lines binds its second party to its first. */
static json_t *payments(const standing *s) {
    const ent_clause_kind *kind = kind_of(s->clause);
    json_t *list = json_array();
    for (size_t i = 0; i < kind->line_count; i++) {
        const ent_line_kind *line = &kind->lines[i];
        if (moves(s->clause, line))
            json_array_append_new(
                list, payment(end_of(s, line->from), end_of(s, line->to),
                              kind->outputs[line->output].name, line->marked));
    }
    int parties[2], count = 0;
    for (int i = 0; kind->line_count == 0 && i < (int)kind->kind.field_count; i++)
        if (kind->kind.fields[i].of == ENT_OF_PARTY && count < 2)
            parties[count++] = i;
    if (count == 2)
        json_array_append_new(
            list, payment(end_of(s, parties[1]), end_of(s, parties[0]), NULL, false));
    return list;
}

/* Adds "counted_before: calendar_2026 $1.4bn (in use), ..." if the name's value is
 * disputed. */
static void add_dispute(const ent_explained *e, const char *name, json_t *list) {
    const ent_entry *entry = ent_word_entry(&e->words.scenario->assumptions, name);
    const char *readings = entry == NULL ? NULL : ent_word_readings(&e->words, entry);
    ent_prose p = {.arena = e->words.arena};
    if (readings == NULL)
        return;
    ent_prose_add(&p, "%s: %s", name, readings);
    json_array_append_new(list, json_string(ent_prose_text(&p)));
}

/* The disputed values that the clause names. */
static json_t *disputes(const ent_explained *e, const ent_entry *clause) {
    json_t *list = json_array();
    for (size_t a = 0; a < e->words.scenario->agreement_count; a++) {
        const ent_outline *o = &e->outlines[a];
        const ent_thing *thing = ent_outline_find(o, clause->name);
        if (thing == NULL || thing->entry != clause)
            continue;
        for (size_t i = 0; i < thing->read_count; i++)
            add_dispute(e, o->things[thing->reads[i]].name, list);
    }
    return list;
}

/* Fields that neither the sentence nor a line of its own tells. */
static json_t *untold(const ent_explained *e, const ent_entry *clause) {
    json_t *list = json_array();
    for (size_t i = 0; i < clause->kind->field_count; i++) {
        const ent_field *field = &clause->kind->fields[i];
        if (!clause->fields[i].given || ent_word_tells(clause, field->name))
            continue;
        json_t *pair = json_object();
        ent_explain_set(pair, "field", field->name);
        ent_explain_set(pair, "value",
                        ent_word_value(&e->words, clause, field, &clause->fields[i]));
        json_array_append_new(list, pair);
    }
    return list;
}

static json_t *clause_document(const ent_explained *e, const ent_entry *clause,
                               const ent_agreement *agreement) {
    const standing s = {e, clause, agreement};
    const ent_value *v = clause->common;
    const char *ends[ENT_WORD_ENDS];
    const size_t count = ent_word_ends(&e->words, clause, ends);
    json_t *c = ent_explain_entry(clause->name, v[ENT_CLAUSE_TITLE].text);
    ent_explain_set(c, "kind", clause->kind->name);
    ent_explain_set(c, "sentence", ent_word_clause(&e->words, clause));
    json_object_set_new(c, "besides", untold(e, clause));
    json_object_set_new(c, "disputed", disputes(e, clause));
    ent_explain_set(c, "note", v[ENT_CLAUSE_NOTE].text);
    json_object_set_new(c, "sources", ent_explain_names(&v[ENT_CLAUSE_SOURCE]));
    json_object_set_new(c, "payments", payments(&s));
    ent_explain_set(c, "starts", ent_word_start(&e->words, clause));
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_string(ends[i]));
    json_object_set_new(c, "ends", list);
    put_fields(e, clause, agreement->about.name, c);
    return c;
}

static json_t *flow_document(const ent_explained *e, const ent_entry *flow,
                             const char *agreement) {
    const ent_value *v = flow->common;
    json_t *f = ent_explain_entry(flow->name, v[ENT_FLOW_TITLE].text);
    ent_explain_set(f, "sentence", ent_word_flow(&e->words, flow));
    ent_explain_set(f, "note", v[ENT_FLOW_NOTE].text);
    json_object_set_new(f, "sources", ent_explain_names(&v[ENT_FLOW_SOURCE]));
    put_fields(e, flow, agreement, f);
    return f;
}

/* ---- Agreements and the rest ---- */

static json_t *flows(const ent_explained *e, const ent_entries *entries,
                     const char *agreement) {
    json_t *list = json_array();
    for (size_t i = 0; i < entries->count; i++)
        json_array_append_new(list, flow_document(e, &entries->items[i], agreement));
    return list;
}

static json_t *agreement(const ent_explained *e, const ent_agreement *a) {
    const ent_value *v = a->about.common;
    json_t *object = ent_explain_entry(a->about.name, v[ENT_AGREEMENT_TITLE].text);
    ent_explain_set(object, "based_on",
                    v[ENT_AGREEMENT_BASED_ON].given ? v[ENT_AGREEMENT_BASED_ON].text
                                                    : NULL);
    ent_explain_set(object, "note", v[ENT_AGREEMENT_NOTE].text);
    json_object_set_new(object, "sources", ent_explain_names(&v[ENT_AGREEMENT_SOURCE]));
    json_t *clauses = json_array(), *off = json_array();
    for (size_t i = 0; i < a->clauses.count; i++)
        json_array_append_new(clauses, clause_document(e, &a->clauses.items[i], a));
    for (size_t i = 0; i < a->disabled.count; i++)
        json_array_append_new(off, json_string(a->disabled.items[i].name));
    json_object_set_new(object, "clauses", clauses);
    json_object_set_new(object, "switched_off", off);
    json_object_set_new(object, "flows", flows(e, &a->flows, a->about.name));
    return object;
}

static json_t *parties(const ent_explained *e) {
    const ent_entries *entries = &e->words.scenario->parties;
    json_t *list = json_array();
    for (size_t i = 0; i < entries->count; i++) {
        const ent_entry *party = &entries->items[i];
        const ent_value *discount = &party->common[ENT_PARTY_DISCOUNT];
        json_t *p = ent_explain_entry(party->name, ent_word_party(&e->words, (int)i));
        ent_explain_set(p, "discount",
                        discount->given
                            ? ent_word_formula(&e->words, discount->text, "share")
                            : NULL);
        ent_explain_set(p, "note", party->common[ENT_PARTY_NOTE].text);
        json_array_append_new(list, p);
    }
    return list;
}

static json_t *scenario(const ent_explained *e) {
    static const char *const steps[] = {[ENT_DAILY] = "day",
                                        [ENT_MONTHLY] = "month",
                                        [ENT_QUARTERLY] = "quarter",
                                        [ENT_YEARLY] = "year"};
    const ent_scenario *s = e->words.scenario;
    json_t *object = json_object(), *set = json_array();
    ent_explain_set(object, "title", s->title);
    ent_explain_set(object, "note", s->note);
    ent_explain_set(object, "sha256", s->sha256);
    ent_explain_set(object, "currency", s->currency);
    json_object_set_new(object, "start", ent_json_day(s->start));
    json_object_set_new(object, "end", ent_json_day(s->end));
    ent_explain_set(object, "step", steps[s->step]);
    json_object_set_new(object, "periods",
                        ent_json_count(ent_plan_measure(e->plan).periods));
    ent_explain_set(object, "timing", s->mid_period ? "mid" : "end");
    ent_explain_set(object, "baseline", s->baseline);
    for (size_t i = 0; i < s->override_count; i++)
        json_array_append_new(set, json_string(s->overrides[i]));
    json_object_set_new(object, "overrides", set);
    return object;
}

json_t *ent_explain_scenario(const ent_explained *e) {
    const ent_scenario *s = e->words.scenario;
    json_t *document = json_object(), *agreements = json_array();
    ent_explain_set(document, "entente", ENT_VERSION);
    json_object_set_new(document, "format", json_integer(1));
    json_object_set_new(document, "scenario", scenario(e));
    json_object_set_new(document, "parties", parties(e));
    for (size_t i = 0; i < s->agreement_count; i++)
        if (e->agreement == NULL ||
            strcmp(e->agreement, s->agreements[i].about.name) == 0)
            json_array_append_new(agreements, agreement(e, &s->agreements[i]));
    json_object_set_new(document, "agreements", agreements);
    json_object_set_new(document, "flows", flows(e, &s->flows, NULL));
    ent_explain_register(e, document);
    return document;
}
