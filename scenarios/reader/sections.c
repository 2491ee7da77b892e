#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "model/contract/clause.h"
#include "model/world/distribution.h"
#include "model/world/driver.h"
#include "scenarios/reader/reading.h"

/* The first member of each of these kinds is its ent_kind. */
const ent_kind *ent_driver_kind_at(size_t i) {
    return (const ent_kind *)ent_driver_kinds_baseline[i];
}

const ent_kind *ent_clause_kind_at(size_t i) {
    return (const ent_kind *)ent_clause_kinds_baseline[i];
}

const ent_kind *ent_distribution_kind_at(size_t i) {
    return (const ent_kind *)ent_distributions[i];
}

bool ent_kind_draws(const ent_kind *kind) {
    return kind->draws;
}

static const char *const replaces_assumption[] = {"value", "readings", "distribution",
                                                  NULL};
static const char *const replaces_by_kind[] = {"kind", "distribution", NULL};
static const char *const replaces_by_formula[] = {"formula", NULL};
static const char *const replaces_by_chart[] = {"chart", NULL};
static const char *const replaces_never[] = {NULL};

#define AT(member) offsetof(ent_scenario, member)

const ent_section_row ent_section_rows[] = {
    {"sources", "source", &ent_section_source, NULL, false, NULL, NULL, replaces_never,
     AT(sources), false},
    {"parties", "party", &ent_section_party, NULL, false, NULL, NULL, replaces_never,
     AT(parties), true},
    {"assumptions", "assumption", &ent_section_assumption, "distribution", false,
     ent_distribution_kind_at, NULL, replaces_assumption, AT(assumptions), true},
    {"drivers", "driver", &ent_section_driver, "kind", true, ent_driver_kind_at, NULL,
     replaces_by_kind, AT(drivers), true},
    {"quantities", "quantity", &ent_section_quantity, NULL, false, NULL, "formula",
     replaces_by_formula, AT(quantities), true},
    {"flows", "flow", &ent_section_flow, NULL, false, NULL, NULL, replaces_never,
     AT(flows), true},
    {"metrics", "metric", &ent_section_metric, NULL, false, NULL, "formula",
     replaces_by_formula, AT(metrics), true},
    {"charts", "chart", &ent_section_chart, NULL, false, NULL, NULL, replaces_by_chart,
     AT(charts), false},
    {NULL},
};

const ent_section_row ent_clause_row = {"clauses",
                                        "clause",
                                        &ent_section_clause,
                                        "kind",
                                        true,
                                        ent_clause_kind_at,
                                        NULL,
                                        replaces_by_kind,
                                        offsetof(ent_agreement, clauses),
                                        true};
const ent_section_row ent_agreement_flow_row = {
    "flows", "flow",         &ent_section_flow,
    NULL,    false,          NULL,
    NULL,    replaces_never, offsetof(ent_agreement, flows),
    true};

const ent_section_row *ent_section_row_named(const char *name) {
    for (const ent_section_row *row = ent_section_rows; row->name != NULL; row++) {
        if (strcmp(row->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}

const char *const ent_top_keys[] = {
    "extends",    "horizon",      "sources", "parties", "assumptions",
    "drivers",    "quantities",   "flows",   "metrics", "charts",
    "agreements", "correlations", NULL};

ent_words ent_top_words(ent_arena *arena) {
    ent_words words = {0};
    for (size_t i = 0; i < ent_section_scenario.field_count; i++) {
        ent_words_add(&words, arena, ent_section_scenario.fields[i].name);
    }
    for (size_t i = 0; ent_top_keys[i] != NULL; i++) {
        ent_words_add(&words, arena, ent_top_keys[i]);
    }
    return words;
}

const char *ent_text_join(ent_arena *arena, const char *a, const char *b) {
    const size_t first = strlen(a), second = strlen(b);
    char *text = ent_arena_take(arena, first + second + 1, 1);
    memcpy(text, a, first);
    memcpy(text + first, b, second);
    return text;
}

const char *ent_items_text(ent_arena *arena, const ent_item *items, size_t count) {
    size_t size = 1, used = 0;
    for (size_t i = 0; i < count; i++) {
        size += strlen(items[i].text) + 2;
    }
    char *text = ent_arena_take(arena, size, 1);
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%s", i == 0 ? "" : ", ",
                                 items[i].text);
    }
    return text;
}

const char *ent_path_join(ent_arena *arena, const char *a, const char *b) {
    const size_t first = strlen(a), second = strlen(b);
    if (first == 0) {
        return b;
    }
    char *path = ent_arena_take(arena, first + second + 2, 1);
    memcpy(path, a, first);
    path[first] = '.';
    memcpy(path + first + 1, b, second);
    return path;
}

const char *ent_article(const char *word) {
    return strchr("aeio", *word) ? "an" : "a";
}

void ent_words_add(ent_words *words, ent_arena *arena, const char *word) {
    words->items =
        ent_arena_grow(arena, words->items, words->count, sizeof *words->items);
    words->items[words->count++] = word;
}

ent_words ent_words_of(ent_arena *arena, const ent_yaml *map) {
    ent_words words = {0};
    for (size_t i = 0; map != NULL && map->kind == ENT_YAML_MAP && i < map->count; i++) {
        ent_words_add(&words, arena, map->pairs[i].key);
    }
    return words;
}

const char *ent_words_help(const ent_words *words, const char *word, const char *what,
                           ent_problems *problems) {
    const size_t most = 8;
    const char *nearest = ent_nearest(word, words->items, words->count);
    const char *list = "";
    for (size_t i = 0; i < words->count && words->count <= most; i++) {
        const char *before = i == 0 ? "" : i + 1 == words->count ? " and " : ", ";
        list = ent_problem_text(problems, "%s%s%s", list, before, words->items[i]);
    }
    if (nearest != NULL && *list != '\0') {
        return ent_problem_text(problems, "did you mean `%s`? %s: %s", nearest, what,
                                list);
    }
    if (nearest != NULL) {
        return ent_problem_text(problems, "did you mean `%s`?", nearest);
    }
    return *list == '\0' ? NULL : ent_problem_text(problems, "%s: %s", what, list);
}
