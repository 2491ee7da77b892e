/* A scenario from a file: load, extend, override, inherit, then read section by section.
 */
#include <stdlib.h>
#include <string.h>

#include "scenarios/reader/beside.h"
#include "scenarios/reader/entries.h"
#include "scenarios/reader/file.h"
#include "scenarios/reader/horizon.h"
#include "scenarios/reader/inherit.h"
#include "scenarios/reader/names.h"
#include "scenarios/reader/override.h"
#include "scenarios/reader/sha256.h"
#include "scenarios/scenarios.h"

/* --- files --- */

/* A file of another version is not read further: what else it says cannot be judged. */
static bool check_version(ent_reading *r, const ent_yaml *root) {
    const ent_yaml *version = ent_yaml_get(root, "entente");
    if (version == NULL || version->kind != ENT_YAML_SCALAR ||
        strspn(version->text, "0123456789.") != strlen(version->text) ||
        strcmp(version->text, "1") == 0 || *version->text == '\0') {
        return true;
    }
    ent_problem_add(r->problems, "E0218", version->at, "entente",
                    "format version %s is not known", version->text)
        ->help = ent_yaml_get(root, "periods") != NULL
                     ? "these are results of a run: `entente plot` draws them; here a "
                       "scenario is read"
                     : "this program reads version 1: `entente: 1`";
    return false;
}

/* The tree of one file; NULL after a problem. */
static ent_yaml *read_tree(ent_reading *r, const ent_file *file) {
    ent_file_keep(r->scenario, file);
    if (!ent_file_check(file, true, r->problems)) {
        return NULL;
    }
    ent_yaml *root = ent_yaml_read(file, 0, NULL, &r->scenario->arena, r->problems);
    if (root == NULL || root->kind == ENT_YAML_MAP) {
        return root != NULL && check_version(r, root) ? root : NULL;
    }
    ent_problem_add(r->problems, "E0204", root->at, NULL,
                    "a scenario must be a map of fields")
        ->help = "begin with `entente: 1`";
    return NULL;
}

/* The path that `extends` names, seen from here; NULL after a problem. */
static const char *extended_path(ent_reading *r, const ent_yaml *node) {
    const ent_where where = {r, "extends", NULL};
    const ent_field field = {.name = "extends", .type = ENT_TEXT};
    const char *path = ent_value_scalar(&where, &field, node);
    return path == NULL ? NULL
                        : ent_path_beside(&where, node, path,
                                          "a file may extend one in its own folder or "
                                          "below");
}

/* The tree of `file` and of all that it extends, merged; NULL after a problem. */
static ent_yaml *read_extended(ent_reading *r, const ent_file *file, int depth,
                               ent_status *status) {
    ent_yaml *root = read_tree(r, file);
    const ent_yaml *extends = ent_yaml_get(root, "extends");
    if (extends == NULL || ent_yaml_is(extends, "none")) {
        return root;
    }
    const char *path = extended_path(r, extends);
    if (path == NULL) {
        return NULL;
    }
    if (depth == ENT_EXTENDS_CHAIN) {
        ent_problem_add(r->problems, "E0607", extends->at, "extends",
                        "more than %d files extend one another", ENT_EXTENDS_CHAIN)
            ->help = "look for a file that extends itself";
        return NULL;
    }
    ent_file *base_file =
        ent_file_load(path, extends->at, &r->scenario->arena, r->problems);
    if (base_file == NULL) {
        *status = ENT_FILE;
        return NULL;
    }
    ent_yaml *base = read_extended(r, base_file, depth + 1, status);
    return base == NULL ? NULL : ent_inherit_file(r, base, root);
}

static void hash_files(ent_scenario *scenario) {
    ent_sha256 sha;
    ent_sha256_begin(&sha);
    for (size_t i = 0; i < scenario->file_count; i++) {
        ent_sha256_add(&sha, scenario->files[i]->text, scenario->files[i]->size);
    }
    ent_sha256_end(&sha, scenario->sha256);
}

static ent_yaml *apply_overrides(ent_reading *r, ent_yaml *root,
                                 const ent_read_options *options) {
    for (size_t i = 0; options != NULL && i < options->override_count; i++) {
        const char *text = options->overrides[i];
        ent_scenario *s = r->scenario;
        root = ent_override(r, root, text);
        s->overrides = ent_arena_grow(&s->arena, s->overrides, s->override_count,
                                      sizeof *s->overrides);
        s->overrides[s->override_count++] = ent_arena_text(&s->arena, text, strlen(text));
    }
    return root;
}

/* --- the top --- */

static bool is_word(const ent_words *words, const char *word) {
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->items[i], word) == 0) {
            return true;
        }
    }
    return false;
}

/* Tells keys that are none, and takes them for what was probably meant, so that a slip in
 * the name of a section does not make everything in it unknown. */
static ent_yaml *mend_top(ent_reading *r, ent_yaml *root) {
    ent_arena *arena = &r->scenario->arena;
    ent_words words = ent_top_words(arena);
    ent_yaml *mended = ent_yaml_copy(arena, root);
    for (size_t i = 0; i < root->count; i++) {
        const ent_yaml_pair *pair = &root->pairs[i];
        if (is_word(&words, pair->key)) {
            continue;
        }
        ent_problem *problem =
            ent_problem_add(r->problems, "E0201", pair->at, pair->key,
                            "`%s` is not a field of the scenario", pair->key);
        problem->help = ent_words_help(&words, pair->key, "the fields are", r->problems);
        const char *meant = ent_nearest(pair->key, words.items, words.count);
        ent_yaml_drop(mended, pair->key);
        if (meant != NULL && ent_yaml_pair_of(mended, meant) == NULL) {
            ent_yaml_set(arena, mended, (ent_yaml_pair){meant, pair->at, pair->value});
        }
    }
    return mended;
}

static void read_top(ent_reading *r, const ent_yaml *root) {
    ent_scenario *s = r->scenario;
    ent_entry top = {.name = "scenario", .at = root->at, .path = ""};
    ent_entry_read_plain(r, &ent_section_scenario, root, ent_top_keys, &top);
    const ent_value *v = top.common;
    s->title = v[ENT_SCENARIO_TITLE].text;
    s->note = v[ENT_SCENARIO_NOTE].text;
    s->currency = v[ENT_SCENARIO_CURRENCY].text;
    s->mid_period = v[ENT_SCENARIO_TIMING].index == 1;
    s->paths = (uint64_t)v[ENT_SCENARIO_PATHS].number;
    s->seed = (uint64_t)v[ENT_SCENARIO_SEED].number;
    s->baseline = v[ENT_SCENARIO_BASELINE].text;
    s->baseline_at = v[ENT_SCENARIO_BASELINE].at;
    s->series = v[ENT_SCENARIO_SERIES];
    s->series_given = s->series.given;
}

/* --- agreements --- */

/* Moves the clauses that are switched off to `disabled`. */
static void part_disabled(ent_reading *r, ent_agreement *agreement) {
    ent_entries *clauses = &agreement->clauses, *disabled = &agreement->disabled;
    size_t kept = 0;
    disabled->items =
        ent_arena_take(&r->scenario->arena, clauses->count, sizeof *disabled->items);
    for (size_t i = 0; i < clauses->count; i++) {
        const ent_value *enabled = &clauses->items[i].common[ENT_CLAUSE_ENABLED];
        if (enabled->number == 0) {
            disabled->items[disabled->count++] = clauses->items[i];
        } else {
            clauses->items[kept++] = clauses->items[i];
        }
    }
    clauses->count = kept;
}

/* Reads one agreement; false if it only serves as a base or is no map. */
static bool read_agreement(ent_reading *r, const ent_yaml_pair *pair,
                           ent_agreement *agreement) {
    static const char *const sections[] = {"clauses", "flows", NULL};
    ent_arena *arena = &r->scenario->arena;
    const char *path = ent_path_join(arena, "agreements", pair->key);
    *agreement =
        (ent_agreement){.about = {.name = pair->key, .at = pair->at, .path = path}};
    if (!ent_name_valid(pair->key, true)) {
        ent_problem_add(r->problems, "E0311", pair->at, path,
                        "`%s` cannot name an agreement", pair->key)
            ->note =
            "names are lower-case letters, digits, _ and -, a letter first, at most "
            "64 characters";
        return false;
    }
    if (pair->value->kind != ENT_YAML_MAP) {
        ent_problem_add(r->problems, "E0204", pair->value->at, path,
                        "the agreement `%s` must be a map of its fields", pair->key)
            ->help = "write its clauses under `clauses:`";
        return false;
    }
    ent_entry_read_plain(r, &ent_section_agreement, pair->value, sections,
                         &agreement->about);
    ent_entries_read(r, &ent_clause_row, ent_yaml_get(pair->value, "clauses"),
                     ent_path_join(arena, path, "clauses"), &agreement->clauses);
    ent_entries_read(r, &ent_agreement_flow_row, ent_yaml_get(pair->value, "flows"),
                     ent_path_join(arena, path, "flows"), &agreement->flows);
    part_disabled(r, agreement);
    return agreement->about.common[ENT_AGREEMENT_ABSTRACT].number == 0;
}

static void read_agreements(ent_reading *r, const ent_yaml *root) {
    ent_scenario *s = r->scenario;
    const ent_yaml_pair *pair = ent_yaml_pair_of(root, "agreements");
    if (pair == NULL || pair->value->kind != ENT_YAML_MAP || pair->value->count == 0) {
        ent_place at = pair == NULL ? root->at : pair->at;
        ent_problem_add(r->problems, "E0608", at, "agreements", "there is no agreement")
            ->help = "add at least one under `agreements:`";
        return;
    }
    const ent_yaml *map = pair->value;
    s->agreements = ent_arena_take(&s->arena, map->count, sizeof *s->agreements);
    s->bases = ent_arena_take(&s->arena, map->count, sizeof *s->bases);
    for (size_t i = 0; i < map->count; i++) {
        ent_agreement agreement = {0};
        if (read_agreement(r, &map->pairs[i], &agreement)) {
            s->agreements[s->agreement_count++] = agreement;
        } else {
            s->bases[s->base_count++] = agreement;
        }
    }
    if (s->agreement_count == 0 && r->problems->errors == 0) {
        ent_problem_add(r->problems, "E0608", pair->at, "agreements",
                        "every agreement is abstract, so none is run")
            ->help = "take out one `abstract: true`";
    }
}

/* --- all of it --- */

static void read_sections(ent_reading *r, const ent_yaml *root) {
    ent_scenario *s = r->scenario;
    read_top(r, root);
    ent_horizon_read(r, root);
    for (const ent_section_row *row = ent_section_rows; row->name != NULL; row++) {
        ent_entries *entries = (ent_entries *)(void *)((char *)s + row->offset);
        ent_entries_read(r, row, ent_yaml_get(root, row->name), row->name, entries);
    }
    ent_correlations_read(r, ent_yaml_get(root, "correlations"), &s->correlations);
    read_agreements(r, root);
    ent_names_check(r, root);
    ent_terms_check(r);
}

static ent_status read_file(ent_reading *r, const ent_file *file,
                            const ent_read_options *options) {
    ent_status status = ENT_INVALID;
    ent_yaml *root = read_extended(r, file, 1, &status);
    if (root == NULL) {
        return status;
    }
    root = apply_overrides(r, mend_top(r, root), options);
    root = ent_inherit_agreements(r, root);
    if (root != NULL) {
        read_sections(r, root);
    }
    hash_files(r->scenario);
    return r->problems->errors == 0 ? ENT_OK : r->unreadable ? ENT_FILE : ENT_INVALID;
}

static ent_scenario *scenario_new(void) {
    ent_scenario *scenario = calloc(1, sizeof *scenario);
    if (scenario == NULL) {
        fputs("entente: out of memory\n", stderr);
        exit(ENT_FAILED);
    }
    return scenario;
}

ent_status ent_scenario_read(const char *path, const ent_read_options *options,
                             ent_scenario **scenario, ent_problems *problems) {
    *scenario = scenario_new();
    ent_reading r = {*scenario, problems, false};
    const ent_file *file =
        ent_file_load(path, (ent_place){0}, &r.scenario->arena, problems);
    return file == NULL ? ENT_FILE : read_file(&r, file, options);
}

ent_status ent_scenario_read_text(const char *name, const char *text, size_t size,
                                  const ent_read_options *options,
                                  ent_scenario **scenario, ent_problems *problems) {
    *scenario = scenario_new();
    ent_reading r = {*scenario, problems, false};
    const ent_file *file =
        ent_file_from_text(name, text, size, &r.scenario->arena, problems);
    return file == NULL ? ENT_INVALID : read_file(&r, file, options);
}
