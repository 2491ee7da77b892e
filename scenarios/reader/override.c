#include "scenarios/reader/override.h"

#include <string.h>

#include "scenarios/reader/file.h"
#include "scenarios/reader/inherit.h"
#include "scenarios/reader/override_parts.h"

#define OVERRIDE_BYTES 4096

typedef ent_overriding override;

static ent_arena *arena_of(const override *o) {
    return &o->r->scenario->arena;
}
static bool is_map(const ent_yaml *node) {
    return node != NULL && node->kind == ENT_YAML_MAP;
}

/* --- setting --- */

/* A copy of `map` in which segment `i` is `value`. */
static ent_yaml *with(const override *o, const ent_yaml *map, size_t i, ent_yaml *value) {
    ent_yaml *copy = ent_yaml_copy(arena_of(o), map);
    const ent_yaml_pair *old = ent_yaml_pair_of(map, o->path[i].word);
    ent_place at = old == NULL ? o->path[i].at : old->at;
    ent_yaml_set(arena_of(o), copy, (ent_yaml_pair){o->path[i].word, at, value});
    return copy;
}

/* Like `with`, but the map is NULL where the value inside could not be set. */
static ent_yaml *with_inner(const override *o, const ent_yaml *map, size_t i,
                            ent_yaml *inner) {
    return inner == NULL ? NULL : with(o, map, i, inner);
}

static ent_yaml *set_deep(const override *o, const ent_yaml *node, size_t i);

/* Item number `word` of a list, counted from 1. */
static ent_yaml *set_item(const override *o, const ent_yaml *list, size_t i) {
    const char *word = i < o->count ? o->path[i].word : "";
    size_t number = 0;
    for (const char *c = word; *c >= '0' && *c <= '9' && number < 100000; c++) {
        number = 10 * number + (size_t)(*c - '0');
    }
    if (number < 1 || number > list->count ||
        strspn(word, "0123456789") != strlen(word)) {
        const ent_words none = {0};
        return ent_override_unreached(o, i, &none, "");
    }
    ent_yaml *item =
        i + 1 == o->count ? o->value : set_deep(o, list->items[number - 1], i + 1);
    if (item == NULL) {
        return NULL;
    }
    ent_yaml *copy = ent_arena_take(arena_of(o), 1, sizeof *copy);
    *copy = *list;
    copy->items = ent_arena_take(arena_of(o), list->count, sizeof(ent_yaml *));
    memcpy(copy->items, list->items, list->count * sizeof(ent_yaml *));
    copy->items[number - 1] = item;
    return copy;
}

/* Sets a value inside a field: a year of a curve, a reading. */
static ent_yaml *set_deep(const override *o, const ent_yaml *node, size_t i) {
    if (node->kind == ENT_YAML_LIST) {
        return set_item(o, node, i);
    }
    const ent_yaml *inner = ent_yaml_get(node, o->path[i].word);
    bool correlation = i == 2 && strcmp(o->path[0].word, "correlations") == 0;
    if (inner == NULL && !correlation) {
        ent_words words = ent_words_of(arena_of(o), node);
        return ent_override_unreached(o, i, &words, "there are");
    }
    return with_inner(o, node, i,
                      i + 1 == o->count ? o->value : set_deep(o, inner, i + 1));
}

/* An assumption that is given a value is fixed: what made it uncertain or disputed goes.
 */
static ent_yaml *fix_assumption(const override *o, const ent_yaml *entry) {
    ent_yaml *fixed = ent_yaml_map_new(arena_of(o), entry->at);
    for (size_t i = 0; i < entry->count; i++) {
        int field = ent_kind_field(&ent_section_assumption, entry->pairs[i].key);
        if (field >= 0 && field != ENT_ASSUMPTION_READINGS &&
            field != ENT_ASSUMPTION_USE) {
            ent_yaml_set(arena_of(o), fixed, entry->pairs[i]);
        }
    }
    return fixed;
}

static const ent_yaml *long_form(const override *o, const ent_section_row *row,
                                 const ent_yaml *entry) {
    if (row->short_form == NULL || entry->kind != ENT_YAML_SCALAR) {
        return entry;
    }
    ent_yaml *map = ent_yaml_map_new(arena_of(o), entry->at);
    ent_yaml_set(arena_of(o), map,
                 (ent_yaml_pair){row->short_form, entry->at, (ent_yaml *)entry});
    return map;
}

/* Sets the field that segment `i` names. */
static ent_yaml *set_field(const override *o, const ent_section_row *row,
                           const ent_yaml *entry, size_t i) {
    entry = long_form(o, row, entry);
    if (!is_map(entry)) {
        return (ent_yaml *)entry; /* the entry is wrong, and told where it is read */
    }
    if (i + 1 < o->count) {
        const ent_yaml *field = ent_yaml_get(entry, o->path[i].word);
        return field == NULL ? ent_override_no_field(o, entry, i)
                             : with_inner(o, entry, i, set_deep(o, field, i + 1));
    }
    if (row->section == &ent_section_assumption &&
        strcmp(o->path[i].word, "value") == 0) {
        entry = fix_assumption(o, entry);
    }
    return with(o, entry, i, o->value);
}

/* Sets the entry that segment `i` names, or one of its fields.  `section` may be an empty
 * map; `inherited`: the entry is inherited from another agreement. */
static ent_yaml *set_entry(const override *o, const ent_section_row *row,
                           const ent_yaml *section, size_t i, bool inherited) {
    const ent_yaml *entry = ent_yaml_get(section, o->path[i].word);
    if (entry == NULL && !inherited) {
        ent_words words = ent_words_of(arena_of(o), section);
        return ent_override_unreached(o, i, &words, "there are");
    }
    if (i + 1 == o->count) {
        bool none = ent_yaml_is(o->value, "none");
        if (none && !inherited) {
            ent_yaml *copy = ent_yaml_copy(arena_of(o), section);
            ent_yaml_drop(copy, o->path[i].word);
            return copy;
        }
        return none || row->short_form != NULL ? with(o, section, i, o->value)
                                               : ent_override_too_short(o, entry);
    }
    if (entry == NULL) {
        entry = ent_yaml_map_new(arena_of(o), o->path[i].at);
    }
    return with_inner(o, section, i, set_field(o, row, entry, i + 1));
}

/* --- agreements --- */

/* Whether the agreement's bases, from `agreement` on, have the entry. */
static bool is_inherited(const override *o, const ent_yaml *agreement,
                         const char *section, const char *name) {
    for (int steps = 0; agreement != NULL && steps < ENT_AGREEMENTS; steps++) {
        agreement = ent_override_base(o, agreement);
        const ent_yaml *entry = ent_yaml_get(ent_yaml_get(agreement, section), name);
        if (entry != NULL) {
            return !ent_yaml_is(entry, "none");
        }
    }
    return false;
}

static ent_yaml *set_in_agreement(const override *o, const ent_yaml *agreement) {
    const ent_section_row *row = strcmp(o->path[2].word, "clauses") == 0 ? &ent_clause_row
                                 : strcmp(o->path[2].word, "flows") == 0
                                     ? &ent_agreement_flow_row
                                     : NULL;
    if (row == NULL) {
        return o->count == 3 ? with(o, agreement, 2, o->value)
                             : ent_override_unreached(o, 2, &(ent_words){0}, "");
    }
    if (o->count == 3) {
        return ent_override_too_short(o, NULL);
    }
    const ent_yaml *section = ent_yaml_get(agreement, row->name);
    if (section == NULL) {
        section = ent_yaml_map_new(arena_of(o), o->path[2].at);
    }
    const ent_yaml *entry = ent_yaml_get(section, o->path[3].word);
    bool inherited = is_inherited(o, agreement, row->name, o->path[3].word);
    if ((entry == NULL && !inherited) || ent_yaml_is(entry, "none")) {
        return ent_override_no_entry(o, agreement, 3);
    }
    return with_inner(o, agreement, 2, set_entry(o, row, section, 3, inherited));
}

static ent_yaml *set_agreement(const override *o, const ent_yaml *agreements) {
    const ent_yaml *agreement = ent_yaml_get(agreements, o->path[1].word);
    if (!is_map(agreement)) {
        ent_words words = ent_words_of(arena_of(o), agreements);
        return ent_override_unreached(o, 1, &words, "the agreements are");
    }
    if (o->count == 2) {
        return ent_override_too_short(o, agreement);
    }
    return with_inner(o, agreements, 1, set_in_agreement(o, agreement));
}

/* --- the top --- */

static ent_yaml *set_horizon(const override *o, const ent_yaml *horizon) {
    return o->count == 1   ? ent_override_too_short(o, horizon)
           : o->count == 2 ? with(o, horizon, 1, o->value)
                           : ent_override_unreached(o, 2, &(ent_words){0}, "");
}

/* What the first segment names, with the value set in it. */
static ent_yaml *set_below(const override *o, const ent_yaml *below) {
    const char *word = o->path[0].word;
    const ent_section_row *row = ent_section_row_named(word);
    if (o->count == 1) {
        return ent_override_too_short(o, below);
    }
    if (row != NULL) {
        return set_entry(o, row, below, 1, false);
    }
    if (strcmp(word, "agreements") == 0) {
        return set_agreement(o, below);
    }
    return strcmp(word, "horizon") == 0 ? set_horizon(o, below) : set_deep(o, below, 1);
}

static ent_yaml *set_top(const override *o, ent_yaml *root) {
    const char *word = o->path[0].word;
    ent_yaml *below = ent_yaml_get(root, word);
    if (ent_kind_field(&ent_section_scenario, word) >= 0 && o->count == 1) {
        return with(o, root, 0, o->value);
    }
    if (below == NULL || below->kind == ENT_YAML_SCALAR) {
        ent_words words = ent_top_words(arena_of(o));
        return ent_override_unreached(o, 0, &words, "there are");
    }
    return with_inner(o, root, 0, set_below(o, below));
}

/* --- reading --- */

/* Splits what stands before the `=` at its dots. */
static bool read_path(override *o, const char *equals) {
    const char *text = o->file->text, *word = text;
    o->count = 0;
    while (word <= equals && o->count < ENT_OVERRIDE_SEGMENTS) {
        const char *end = word;
        while (end < equals && *end != '.') {
            end++;
        }
        ent_override_word *s = &o->path[o->count++];
        const char *first = word + strspn(word, " "), *last = end;
        while (last > first && last[-1] == ' ') {
            last--;
        }
        if (first >= last) {
            return false;
        }
        s->word = ent_arena_text(arena_of(o), first, (size_t)(last - first));
        s->at = (ent_place){o->file, 1, ent_text_width(text, first) + 1,
                            ent_text_width(first, last)};
        word = end + 1;
    }
    return word > equals;
}

/* The value: a list, map or quoted text as YAML, else what stands there, commas and all.
 */
static ent_yaml *read_value(override *o, const char *equals) {
    const char *first = equals + 1 + strspn(equals + 1, " ");
    const char *last = o->file->text + o->file->size;
    while (last > first && last[-1] == ' ') {
        last--;
    }
    if (first < last && strchr("[{\"'", *first) != NULL) {
        ent_trail trail[ENT_OVERRIDE_SEGMENTS];
        for (size_t i = 0; i < o->count; i++) {
            trail[i] = (ent_trail){i == 0 ? NULL : &trail[i - 1], o->path[i].word};
        }
        return ent_yaml_read(o->file, (size_t)(first - o->file->text),
                             &trail[o->count - 1], arena_of(o), o->r->problems);
    }
    if (first == last) {
        ent_override_malformed(o->r, o->file, "the override has no value");
        return NULL;
    }
    const ent_place at = {o->file, 1, ent_text_width(o->file->text, first) + 1,
                          ent_text_width(first, last)};
    return ent_yaml_scalar_new(
        arena_of(o), at, ent_arena_text(arena_of(o), first, (size_t)(last - first)));
}

ent_yaml *ent_override(ent_reading *r, ent_yaml *root, const char *text) {
    ent_file *file = ent_arena_take(&r->scenario->arena, 1, sizeof *file);
    file->name = "--set";
    file->size = strlen(text);
    file->text = ent_arena_text(&r->scenario->arena, text, file->size);
    override o = {.r = r,
                  .path = {{.word = ""}},
                  .file = file,
                  .root = root,
                  .agreements = ent_yaml_get(root, "agreements")};
    const char *equals = strchr(file->text, '=');
    if (file->size > OVERRIDE_BYTES ||
        (file->size > 0 && !ent_file_check(file, true, r->problems))) {
        if (file->size > OVERRIDE_BYTES) {
            ent_override_malformed(r, file, "the override is too long");
        }
        return root;
    }
    if (equals == NULL || strchr(file->text, '\n') != NULL || !read_path(&o, equals)) {
        ent_override_malformed(r, file, "the override is no path and value");
        return root;
    }
    o.value = read_value(&o, equals);
    ent_yaml *set = o.value == NULL ? NULL : set_top(&o, root);
    return set == NULL ? root : set;
}
