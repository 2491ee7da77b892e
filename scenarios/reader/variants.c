#include "scenarios/reader/variants.h"

#include <string.h>

ent_arena *ent_entry_arena(const ent_reading_entry *e) {
    return &e->r->scenario->arena;
}

static const ent_kind *kind_named(const ent_section_row *row, const char *name) {
    const ent_kind *kind = NULL;
    for (size_t i = 0;
         (kind = row->kind_at(i)) != NULL && strcmp(kind->name, name) != 0;) {
        i++;
    }
    return kind;
}

static ent_words kind_words(const ent_reading_entry *e, const ent_section_row *row) {
    ent_words words = {0};
    for (size_t i = 0; row->kind_at(i) != NULL; i++) {
        ent_words_add(&words, ent_entry_arena(e), row->kind_at(i)->name);
    }
    return words;
}

const char *ent_entry_nearest(const ent_reading_entry *e) {
    ent_words words = {0};
    for (size_t i = 0; e->siblings != NULL && i < e->siblings->count; i++) {
        if (strcmp(e->siblings->pairs[i].key, e->entry->name) != 0) {
            ent_words_add(&words, ent_entry_arena(e), e->siblings->pairs[i].key);
        }
    }
    return ent_nearest(e->entry->name, words.items, words.count);
}

/* The kind that may be meant, or where they all are listed. */
static const char *kinds_help(const ent_reading_entry *e, const ent_section_row *row,
                              const char *word) {
    ent_words words = kind_words(e, row);
    const char *help = ent_words_help(&words, word, "the kinds are", e->r->problems);
    return help != NULL ? help : "`entente kinds` lists them all";
}

static void tell_no_kind(const ent_reading_entry *e) {
    ent_problem *problem = ent_problem_add(e->r->problems, "E0216", e->entry->at,
                                           e->entry->path, "the %s `%s` has no `%s`",
                                           e->row->one, e->entry->name, e->row->tag);
    problem->help = kinds_help(e, e->row, "");
    const char *meant = ent_entry_nearest(e);
    if (meant != NULL) {
        problem->help = ent_problem_text(e->r->problems, "did you mean `%s`?", meant);
    }
    problem->note =
        "an entry without it can only change one that is inherited under this name";
}

static void tell_unknown_kind(const ent_reading_entry *e, const ent_section_row *row,
                              const ent_yaml *node) {
    ent_problem *problem = ent_problem_add(
        e->r->problems, "E0215", node->at,
        ent_path_join(ent_entry_arena(e), e->entry->path, row->tag),
        "there is no %s of kind `%s`",
        strcmp(row->tag, "kind") == 0 ? row->one : "distribution", node->text);
    problem->help = kinds_help(e, row, node->text);
    ent_value_anchor(problem, node);
}

bool ent_entry_find_kind(const ent_reading_entry *e, const ent_section_row *row,
                         bool required, const ent_kind **kind) {
    const ent_yaml *node = ent_yaml_get(e->map, row->tag);
    *kind = NULL;
    if (node == NULL || ent_yaml_is(node, "none")) {
        if (required) {
            tell_no_kind(e);
        }
        return !required;
    }
    const ent_where where = {
        e->r, ent_path_join(ent_entry_arena(e), e->entry->path, row->tag), NULL};
    const ent_field field = {.name = row->tag, .type = ENT_NAME};
    const char *name = node->broken ? NULL : ent_value_scalar(&where, &field, node);
    if (name == NULL) {
        return false;
    }
    *kind = kind_named(row, name);
    if (*kind == NULL) {
        tell_unknown_kind(e, row, node);
    }
    return *kind != NULL;
}

bool ent_entry_read_inner(const ent_reading_entry *e) {
    if (e->entry->kind == NULL || !ent_kind_draws(e->entry->kind)) {
        return true;
    }
    const ent_section_row *row = ent_section_row_named("assumptions");
    const ent_kind *kind = NULL;
    ent_reading_entry as_distribution = *e;
    as_distribution.row = row;
    if (ent_yaml_get(e->map, row->tag) == NULL) {
        ent_problem *problem =
            ent_problem_add(e->r->problems, "E0202", e->entry->at,
                            ent_path_join(ent_entry_arena(e), e->entry->path, row->tag),
                            "`%s` is missing", row->tag);
        problem->help =
            "add `distribution: normal` with its `mean` and `sd`, or another; "
            "`entente kinds` lists them";
        return false;
    }
    if (!ent_entry_find_kind(&as_distribution, row, true, &kind)) {
        return false;
    }
    ent_entry *inner = ent_arena_take(ent_entry_arena(e), 1, sizeof *inner);
    *inner = (ent_entry){
        .name = e->entry->name, .at = e->entry->at, .path = e->entry->path, .kind = kind};
    e->entry->inner = inner;
    return true;
}
