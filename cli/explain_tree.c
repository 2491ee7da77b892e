/* The document of one name: what it reads, and what that reads, down to numbers. */
#include <string.h>

#include "cli/explain.h"
#include "cli/version.h"

/* Deeper than that a tree is no help: ask for one of its leaves. */
#define DEPTH_MOST 6

typedef struct {
    const ent_explained *e;
    const ent_outline *outline;
    bool *shown; /* by thing: repeats are named, not told again */
} tree;

static const char *field_text(const ent_entry *entry, const char *field) {
    const int i = ent_kind_field(entry->section, field);
    return i < 0 ? NULL : entry->common[i].text;
}

static const char *drawn_as(const ent_wording *w, const ent_entry *entry) {
    ent_prose p = {.arena = w->arena};
    ent_prose_add(&p, "%s: %s", entry->kind->name, ent_word_parameters(w, entry));
    return ent_prose_text(&p);
}

/* What is behind the name, in a few words: a value, a formula, a kind; NULL for nothing. */
static const char *behind(const ent_explained *e, const ent_thing *thing) {
    const ent_wording *w = &e->words;
    if (thing->entry == NULL)
        return "0: no clause of that name in this agreement";
    switch (thing->kind) {
    case ENT_THING_ASSUMPTION:
        return ent_word_assumption(w, thing->entry);
    case ENT_THING_DRIVER:
        return drawn_as(w, thing->entry);
    case ENT_THING_QUANTITY:
    case ENT_THING_METRIC:
        return field_text(thing->entry, "formula");
    case ENT_THING_FLOW:
        return ent_word_flow(w, thing->entry);
    case ENT_THING_PARTY:
        return "net cash, from all that moves it";
    case ENT_THING_CLAUSE:
        return ent_word_clause(w, thing->entry);
    case ENT_THING_OUTPUT:
        break;
    }
    return NULL;
}

static json_t *node(tree *t, size_t place, int depth) {
    const ent_thing *thing = &t->outline->things[place];
    json_t *n = ent_explain_entry(thing->name, thing->title), *reads = json_array();
    const bool repeated = t->shown[place];
    const bool cut = !repeated && depth == DEPTH_MOST && thing->read_count > 0;
    ent_explain_set(n, "kind", ent_thing_word(thing->kind));
    ent_explain_set(n, "unit", thing->unit);
    ent_explain_set(n, "is", behind(t->e, thing));
    ent_explain_set(n, "disputed",
                    thing->kind == ENT_THING_ASSUMPTION
                        ? ent_word_readings(&t->e->words, thing->entry)
                        : NULL);
    json_object_set_new(n, "repeated", json_boolean(repeated && thing->read_count > 0));
    json_object_set_new(n, "cut", json_boolean(cut));
    if (!cut)
        t->shown[place] = true;
    for (size_t i = 0; !repeated && !cut && i < thing->read_count; i++)
        json_array_append_new(reads, node(t, thing->reads[i], depth + 1));
    json_object_set_new(n, "reads", reads);
    return n;
}

/* ---- A source ---- */

static bool cites(const ent_thing *thing, const char *source) {
    const ent_entry *entry = thing->kind == ENT_THING_OUTPUT ? NULL : thing->entry;
    const int i = entry == NULL ? -1 : ent_kind_field(entry->section, "source");
    for (size_t k = 0; i >= 0 && k < entry->common[i].item_count; k++)
        if (strcmp(entry->common[i].items[k].text, source) == 0)
            return true;
    return false;
}

/* A source: below it, what cites it.  NULL if there is none of that name. */
static json_t *source_node(tree *t, const char *name) {
    const ent_wording *w = &t->e->words;
    const ent_entry *source = ent_word_entry(&w->scenario->sources, name);
    if (source == NULL)
        return NULL;
    json_t *n = ent_explain_entry(name, NULL), *by = json_array();
    ent_explain_set(n, "kind", "source");
    ent_explain_set(n, "unit", NULL);
    ent_explain_set(n, "is", ent_word_source(w, source));
    ent_explain_set(n, "disputed", NULL);
    json_object_set_new(n, "repeated", json_false());
    json_object_set_new(n, "cut", json_false());
    for (size_t i = 0; i < t->outline->count; i++)
        if (cites(&t->outline->things[i], name))
            json_array_append_new(by, node(t, i, DEPTH_MOST));
    json_object_set_new(n, "reads", by);
    return n;
}

json_t *ent_explain_name(const ent_explained *e, size_t agreement, const char *name) {
    tree t = {.e = e, .outline = &e->outlines[agreement]};
    const ent_thing *thing = ent_outline_find(t.outline, name);
    t.shown = ent_arena_take(e->words.arena, t.outline->count, sizeof *t.shown);
    json_t *top = thing != NULL ? node(&t, (size_t)(thing - t.outline->things), 0)
                                : source_node(&t, name);
    if (top == NULL)
        return NULL;
    json_t *document = json_object();
    ent_explain_set(document, "entente", ENT_VERSION);
    json_object_set_new(document, "format", json_integer(1));
    ent_explain_set(document, "agreement", t.outline->agreement);
    json_object_set_new(document, "tree", top);
    if (thing != NULL &&
        (thing->kind == ENT_THING_ASSUMPTION || thing->kind == ENT_THING_DRIVER))
        ent_explain_evidence(e, thing->entry, document);
    return document;
}
