/* What can be wrong with an override. */
#include <string.h>

#include "scenarios/reader/file.h"
#include "scenarios/reader/inherit.h"
#include "scenarios/reader/override_parts.h"
#include "scenarios/reader/sections.h"

static ent_arena *arena_of(const ent_overriding *o) {
    return &o->r->scenario->arena;
}

static bool is_scalar(const ent_yaml *node) {
    return node != NULL && node->kind == ENT_YAML_SCALAR;
}

void ent_override_malformed(ent_reading *r, const ent_file *file, const char *message) {
    const int width = ent_text_width(file->text, file->text + file->size);
    const ent_place at = {file, 1, 1, width > 0 ? width : 1};
    ent_problem *problem = ent_problem_add(r->problems, "E0601", at, NULL, "%s", message);
    problem->help = "write a dotted path and a value: --set assumptions.cap.value=60bn";
}

/* The path from word `i` on: "tiers.2.rate". */
static const char *path_from(const ent_overriding *o, size_t i) {
    const char *path = o->path[i].word;
    while (++i < o->count)
        path = ent_problem_text(o->r->problems, "%s.%s", path, o->path[i].word);
    return path;
}

/* ---- A word that names nothing ---- */

static ent_problem *unreached(const ent_overriding *o, size_t i) {
    return ent_problem_add(o->r->problems, "E0602", o->path[i].at, NULL,
                           "the override reaches nothing: there is no `%s` %s%s",
                           o->path[i].word, i == 0 ? "at the top of the scenario" : "in ",
                           i == 0 ? "" : o->path[i - 1].word);
}

/* The field that stands for an entry that is named alone. */
static const char *main_field(const ent_overriding *o, const char *section,
                              const ent_yaml *entry) {
    if (o->count > 1 || is_scalar(entry))
        return "";
    if (strcmp(section, "assumptions") == 0)
        return ent_yaml_get(entry, "readings") != NULL ? ".use" : ".value";
    return strcmp(section, "quantities") == 0 || strcmp(section, "metrics") == 0
               ? ".formula"
               : ".FIELD";
}

/* The path, where its first word names an entry of a section or a clause; else NULL. */
static const char *with_section(const ent_overriding *o) {
    static const char *const sections[] = {"assumptions", "drivers", "quantities",
                                           "metrics",     "parties", "flows"};
    const char *word = o->path[0].word, *section = NULL;
    const ent_yaml *entry = NULL;
    for (size_t i = 0; i < sizeof sections / sizeof *sections && entry == NULL; i++) {
        section = sections[i];
        entry = ent_yaml_get(ent_yaml_get(o->root, section), word);
    }
    const ent_yaml *all = o->agreements;
    for (size_t i = 0;
         all != NULL && all->kind == ENT_YAML_MAP && entry == NULL && i < all->count;
         i++) {
        section =
            ent_problem_text(o->r->problems, "agreements.%s.clauses", all->pairs[i].key);
        entry = ent_yaml_get(ent_yaml_get(all->pairs[i].value, "clauses"), word);
    }
    return entry == NULL
               ? NULL
               : ent_problem_text(o->r->problems, "write %s.%s%s%s", section,
                                  path_from(o, 0), main_field(o, section, entry),
                                  strchr(o->file->text, '='));
}

ent_yaml *ent_override_unreached(const ent_overriding *o, size_t i,
                                 const ent_words *words, const char *what) {
    ent_problem *problem = unreached(o, i);
    const char *whole = i == 0 ? with_section(o) : NULL;
    problem->help = whole != NULL ? whole
                    : i == 0 && ent_section_row_named(o->path[i].word) != NULL
                        ? "the file must have this section: --set changes what is there"
                        : ent_words_help(words, o->path[i].word, what, o->r->problems);
    return NULL;
}

const ent_yaml *ent_override_base(const ent_overriding *o, const ent_yaml *agreement) {
    const ent_yaml *base = ent_yaml_get(agreement, "based_on");
    return is_scalar(base) ? ent_yaml_get(o->agreements, base->text) : NULL;
}

/* Adds the keys of the map that are not yet there and drop nothing. */
static void add_keys(const ent_overriding *o, const ent_yaml *map, ent_words *words) {
    for (size_t i = 0; map != NULL && map->kind == ENT_YAML_MAP && i < map->count; i++) {
        bool known = ent_yaml_is(map->pairs[i].value, "none");
        for (size_t k = 0; k < words->count && !known; k++)
            known = strcmp(words->items[k], map->pairs[i].key) == 0;
        if (!known)
            ent_words_add(words, arena_of(o), map->pairs[i].key);
    }
}

ent_yaml *ent_override_no_entry(const ent_overriding *o, const ent_yaml *agreement,
                                size_t i) {
    ent_words words = {0};
    for (int steps = 0; agreement != NULL && steps < ENT_AGREEMENTS; steps++) {
        add_keys(o, ent_yaml_get(agreement, o->path[i - 1].word), &words);
        agreement = ent_override_base(o, agreement);
    }
    return ent_override_unreached(o, i, &words, "there are");
}

/* The base that states the field, by its name; NULL if none does. */
static const char *stated_by(const ent_overriding *o, const char *field) {
    const ent_yaml *agreement = ent_yaml_get(o->agreements, o->path[1].word);
    for (int steps = 0; agreement != NULL && steps < ENT_AGREEMENTS; steps++) {
        const ent_yaml *base = ent_yaml_get(agreement, "based_on");
        const ent_yaml *section = ent_yaml_get(agreement, o->path[2].word);
        const ent_yaml *entry = ent_yaml_get(section, o->path[3].word);
        /* What is stated with its kind replaces all that came before. */
        if (ent_yaml_get(entry, "kind") != NULL || ent_yaml_is(entry, "none"))
            return NULL;
        agreement = ent_override_base(o, agreement);
        entry = ent_yaml_get(ent_yaml_get(agreement, o->path[2].word), o->path[3].word);
        if (ent_yaml_get(entry, field) != NULL)
            return base->text;
    }
    return NULL;
}

ent_yaml *ent_override_no_field(const ent_overriding *o, const ent_yaml *entry,
                                size_t i) {
    const bool inside = i == 4 && strcmp(o->path[0].word, "agreements") == 0;
    const char *field = o->path[i].word;
    const char *base = inside ? stated_by(o, field) : NULL;
    if (base == NULL) {
        ent_words words = {0};
        add_keys(o, entry, &words);
        return ent_override_unreached(o, i, &words, "given are");
    }
    ent_problem *problem = unreached(o, i);
    problem->help = ent_problem_text(
        o->r->problems,
        "%s inherits it from %s: write agreements.%s.%s%s, or state `%s` in %s too",
        o->path[1].word, base, base, path_from(o, 2), strchr(o->file->text, '='), field,
        o->path[1].word);
    return NULL;
}

/* ---- A path that ends too early ---- */

/* A pair with one value: of what is given the first that the entry has too, else the
 * entry's own first; NULL if there is none. */
static const ent_yaml_pair *example(const ent_yaml *given, const ent_yaml *entry) {
    if (entry == NULL || entry->kind != ENT_YAML_MAP)
        return NULL;
    for (size_t i = 0; given->kind == ENT_YAML_MAP && i < given->count; i++)
        if (is_scalar(given->pairs[i].value) &&
            is_scalar(ent_yaml_get(entry, given->pairs[i].key)))
            return &given->pairs[i];
    for (size_t i = 0; i < entry->count; i++)
        if (is_scalar(entry->pairs[i].value))
            return &entry->pairs[i];
    return NULL;
}

/* What may be meant; NULL: nobody can tell. */
static const char *longer(const ent_overriding *o, const ent_yaml *entry) {
    const ent_yaml *readings = ent_yaml_get(entry, "readings");
    if (o->count == 2 && strcmp(o->path[0].word, "assumptions") == 0 &&
        is_scalar(o->value)) {
        const bool use = ent_yaml_get(readings, o->value->text) != NULL;
        return ent_problem_text(o->r->problems, "write %s.%s=%s", path_from(o, 0),
                                use ? "use" : "value", o->value->text);
    }
    const ent_yaml_pair *pair = example(o->value, entry);
    return pair == NULL
               ? NULL
               : ent_problem_text(o->r->problems, "one field at a time, as in %s.%s=%s",
                                  path_from(o, 0), pair->key, pair->value->text);
}

ent_yaml *ent_override_too_short(const ent_overriding *o, const ent_yaml *entry) {
    const ent_override_word *last = &o->path[o->count - 1];
    ent_problem *problem = ent_problem_add(
        o->r->problems, "E0602", last->at, NULL,
        "`%s` holds several values; the override must name one of them", last->word);
    problem->help = longer(o, entry);
    return NULL;
}
