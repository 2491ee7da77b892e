/* The document of two versions: what was added, dropped and changed. */
#include <string.h>

#include "cli/explain.h"
#include "cli/version.h"

/* The same clause or flow in both versions; NULL where a version lacks it. */
typedef struct {
    const ent_entry *old, *new;
    bool old_off, new_off; /* there, but switched off */
} pair;

static void add_change(json_t *list, const char *field, const char *old,
                       const char *new) {
    if (strcmp(old, new) == 0)
        return;
    json_t *change = json_object();
    ent_explain_set(change, "field", field);
    ent_explain_set(change, "old", old);
    ent_explain_set(change, "new", new);
    json_array_append_new(list, change);
}

/* The fields of one table that differ. */
static void add_fields(json_t *list, const ent_wording *w, const pair *p, bool common) {
    const ent_kind *kind = common ? p->old->section : p->old->kind;
    for (size_t i = 0; kind != NULL && i < kind->field_count; i++) {
        const ent_field *field = &kind->fields[i];
        const ent_value *old = common ? &p->old->common[i] : &p->old->fields[i];
        const ent_value *new = common ? &p->new->common[i] : &p->new->fields[i];
        if (strcmp(field->name, "enabled") != 0)
            add_change(list, field->name, ent_word_value(w, p->old, field, old),
                       ent_word_value(w, p->new, field, new));
    }
}

static const char *change_of(const pair *p, const json_t *fields) {
    if (p->old == NULL || p->new == NULL)
        return p->old == NULL ? "added" : "dropped";
    if (p->old_off != p->new_off)
        return p->new_off ? "switched off" : "switched on";
    if (p->old->kind != p->new->kind)
        return "replaced";
    return json_array_size(fields) > 0 ? "changed" : "unchanged";
}

static const char *sentence(const ent_wording *w, const ent_entry *entry) {
    if (entry == NULL)
        return NULL;
    return entry->section == &ent_section_clause ? ent_word_clause(w, entry)
                                                 : ent_word_flow(w, entry);
}

static json_t *compared(const ent_wording *w, const pair *p) {
    const ent_entry *any = p->new != NULL ? p->new : p->old;
    const int title = ent_kind_field(any->section, "title");
    json_t *object = ent_explain_entry(any->name, any->common[title].text);
    json_t *fields = json_array();
    if (p->old != NULL && p->new != NULL && p->old->kind == p->new->kind)
        add_fields(fields, w, p, false);
    if (p->old != NULL && p->new != NULL)
        add_fields(fields, w, p, true);
    ent_explain_set(object, "change", change_of(p, fields));
    ent_explain_set(object, "was", sentence(w, p->old));
    ent_explain_set(object, "now", sentence(w, p->new));
    json_object_set_new(object, "fields", fields);
    return object;
}

/* Finds the entry of that name, switched on or off. */
static const ent_entry *find(const ent_entries *on, const ent_entries *off,
                             const char *name, bool *is_off) {
    const ent_entry *entry = ent_word_entry(on, name);
    const ent_entry *other = entry == NULL ? ent_word_entry(off, name) : NULL;
    *is_off = other != NULL;
    return entry != NULL ? entry : other;
}

/* All that the old version has, then what is new. */
static json_t *all(const ent_wording *w, const ent_entries old[2],
                   const ent_entries new[2]) {
    json_t *list = json_array();
    for (int i = 0; i < 4; i++) {
        const ent_entries *from = i < 2 ? &old[i] : &new[i - 2];
        for (size_t k = 0; k < from->count; k++) {
            const char *name = from->items[k].name;
            pair p = {0};
            p.old = find(&old[0], &old[1], name, &p.old_off);
            p.new = find(&new[0], &new[1], name, &p.new_off);
            if (i < 2 || p.old == NULL)
                json_array_append_new(list, compared(w, &p));
        }
    }
    return list;
}

json_t *ent_explain_difference(const ent_explained *e, size_t from, size_t to) {
    const ent_agreement *a = &e->words.scenario->agreements[from];
    const ent_agreement *b = &e->words.scenario->agreements[to];
    const ent_entries old_clauses[] = {a->clauses, a->disabled};
    const ent_entries new_clauses[] = {b->clauses, b->disabled};
    const ent_entries old_flows[] = {a->flows, {0}}, new_flows[] = {b->flows, {0}};
    json_t *document = json_object(), *difference = json_object();
    ent_explain_set(document, "entente", ENT_VERSION);
    json_object_set_new(document, "format", json_integer(1));
    ent_explain_set(difference, "from", a->about.name);
    ent_explain_set(difference, "to", b->about.name);
    json_object_set_new(difference, "clauses", all(&e->words, old_clauses, new_clauses));
    json_object_set_new(difference, "flows", all(&e->words, old_flows, new_flows));
    json_object_set_new(document, "difference", difference);
    return document;
}
