#include "scenarios/reader/names.h"

#include <string.h>

#include "model/engine/engine.h"
#include "model/word.h"

typedef struct {
    const char *name;
    const char *what; /* "driver" */
    ent_place at;
} symbol;

typedef struct {
    ent_reading *r;
    symbol *symbols;
    size_t count;
    const ent_yaml *root;
} checker;

static ent_arena *arena_of(const checker *c) {
    return &c->r->scenario->arena;
}

/* --- one namespace --- */

static bool is_reserved(const char *name) {
    static const char *const words[] = {"market", "and",  "or",    "not",
                                        "none",   "true", "false", NULL};
    for (size_t i = 0; words[i] != NULL; i++) {
        if (ent_same_word(words[i], name)) {
            return true;
        }
    }
    for (const char *const *f = ent_function_names(); *f != NULL; f++) {
        if (ent_same_word(*f, name)) {
            return true;
        }
    }
    return false;
}

static const symbol *find(const checker *c, const char *name) {
    for (size_t i = 0; i < c->count; i++) {
        if (ent_same_word(c->symbols[i].name, name)) {
            return &c->symbols[i];
        }
    }
    return NULL;
}

static void tell_reserved(const checker *c, const ent_yaml_pair *pair, const char *path) {
    ent_problem *problem =
        ent_problem_add(c->r->problems, "E0313", pair->at, path,
                        "the name `%s` is taken by the language", pair->key);
    if (strcmp(pair->key, "market") == 0) {
        problem->note = "`market`, the world outside, is always there and needs no entry";
    }
    problem->help = ent_problem_text(c->r->problems,
                                     "call it something else, like `%s_1`", pair->key);
}

/* `again`: the same entry may stand in several agreements. */
static void enter(checker *c, const ent_yaml_pair *pair, const ent_section_row *row,
                  const char *path, bool again) {
    const symbol *first = find(c, pair->key);
    if (first != NULL) {
        if (!again || strcmp(first->what, row->one) != 0) {
            ent_problem *problem =
                ent_problem_add(c->r->problems, "E0312", pair->at,
                                ent_path_join(arena_of(c), path, pair->key),
                                "`%s` is the name of %s %s already", pair->key,
                                ent_article(first->what), first->what);
            ent_problem_also(problem, first->at, "named here");
            problem->note =
                "assumptions, drivers, quantities, flows, parties, clauses and "
                "metrics share one set of names";
        }
        return;
    }
    if (is_reserved(pair->key)) {
        tell_reserved(c, pair, ent_path_join(arena_of(c), path, pair->key));
    }
    c->symbols = ent_arena_grow(arena_of(c), c->symbols, c->count, sizeof *c->symbols);
    c->symbols[c->count++] = (symbol){pair->key, row->one, pair->at};
}

static void enter_section(checker *c, const ent_section_row *row, const ent_yaml *section,
                          const char *path, bool again) {
    for (size_t i = 0;
         section != NULL && section->kind == ENT_YAML_MAP && i < section->count; i++) {
        enter(c, &section->pairs[i], row, path, again);
    }
}

static void enter_all(checker *c) {
    for (const ent_section_row *row = ent_section_rows; row->name != NULL; row++) {
        if (row->shares_names) {
            enter_section(c, row, ent_yaml_get(c->root, row->name), row->name, false);
        }
    }
    const ent_yaml *agreements = ent_yaml_get(c->root, "agreements");
    if (agreements == NULL || agreements->kind != ENT_YAML_MAP) {
        return;
    }
    static const ent_section_row *const rows[] = {&ent_clause_row,
                                                  &ent_agreement_flow_row};
    for (size_t i = 0; i < agreements->count; i++) {
        const ent_yaml_pair *pair = &agreements->pairs[i];
        const char *path = ent_path_join(arena_of(c), "agreements", pair->key);
        for (size_t k = 0; k < 2; k++) {
            enter_section(c, rows[k], ent_yaml_get(pair->value, rows[k]->name),
                          ent_path_join(arena_of(c), path, rows[k]->name), true);
        }
    }
}

/* --- references --- */

/* A name that refers to nothing. */
typedef struct {
    const char *code, *what; /* "E0314", "party" */
    const char *name, *path;
    ent_place at;
} missing;

static void tell_missing(const checker *c, const missing *m, const ent_words *words) {
    ent_problem *problem =
        ent_problem_add(c->r->problems, m->code, m->at, m->path,
                        "there is no %s called `%s`", m->what, m->name);
    problem->help = ent_words_help(words, m->name, "there are", c->r->problems);
}

static void check_party(const checker *c, ent_value *value, const char *path) {
    const ent_entries *parties = &c->r->scenario->parties;
    value->index = ENT_MARKET;
    for (size_t i = 0; i < parties->count; i++) {
        if (strcmp(parties->items[i].name, value->text) == 0) {
            value->index = (int)i;
            return;
        }
    }
    const ent_yaml *section = ent_yaml_get(c->root, "parties");
    if (strcmp(value->text, "market") == 0 ||
        ent_yaml_get(section, value->text) != NULL) {
        return;
    }
    ent_words words = ent_words_of(arena_of(c), section);
    ent_words_add(&words, arena_of(c), "market");
    const missing m = {"E0314", "party", value->text, path, value->at};
    tell_missing(c, &m, &words);
}

static void check_sources(const checker *c, const ent_value *value, const char *path) {
    const ent_yaml *section = ent_yaml_get(c->root, "sources");
    for (size_t i = 0; i < value->item_count; i++) {
        if (ent_yaml_get(section, value->items[i].text) == NULL) {
            ent_words words = ent_words_of(arena_of(c), section);
            const missing m = {"E0315", "source", value->items[i].text, path,
                               value->items[i].at};
            tell_missing(c, &m, &words);
        }
    }
}

static const ent_entry *entry_named(const ent_entries *entries, const char *name) {
    for (size_t i = 0; i < entries->count; i++) {
        if (strcmp(entries->items[i].name, name) == 0) {
            return &entries->items[i];
        }
    }
    return NULL;
}

static void check_date(const checker *c, const ent_value *value, const char *path) {
    const ent_entry *entry = entry_named(&c->r->scenario->assumptions, value->text);
    if (value->day != ENT_NO_DAY ||
        (entry != NULL && entry->common[ENT_ASSUMPTION_VALUE].day != ENT_NO_DAY)) {
        return;
    }
    if (entry == NULL &&
        ent_yaml_get(ent_yaml_get(c->root, "assumptions"), value->text)) {
        return; /* an assumption that is wrong itself */
    }
    ent_problem *problem = ent_problem_add(
        c->r->problems, "E0319", value->at, path,
        "`%s` is neither a date nor an assumption whose readings are dates", value->text);
    if (entry != NULL) {
        ent_problem_also(problem, entry->at, "this is a number");
    }
    problem->help = "write a date, like 2030-12-31";
}

/* --- correlations --- */

/* What the name is that a correlation may join: 1 a driver, 2 an assumption, 0 neither.  That
 * an assumption may be fixed, by an override say, is for the compiler to remark. */
static int uncertain(const checker *c, const char *name) {
    const ent_entry *assumption = entry_named(&c->r->scenario->assumptions, name);
    if (ent_yaml_get(ent_yaml_get(c->root, "drivers"), name) != NULL) {
        return 1;
    }
    return assumption != NULL ? 2 : 0;
}

static ent_words uncertain_words(const checker *c) {
    ent_words words = ent_words_of(arena_of(c), ent_yaml_get(c->root, "drivers"));
    const ent_entries *assumptions = &c->r->scenario->assumptions;
    for (size_t i = 0; i < assumptions->count; i++) {
        if (assumptions->items[i].kind != NULL) {
            ent_words_add(&words, arena_of(c), assumptions->items[i].name);
        }
    }
    return words;
}

static void check_between(const checker *c, const ent_value *value, const char *path) {
    int kinds[2] = {0, 0};
    if (value->item_count != 2 ||
        strcmp(value->items[0].text, value->items[1].text) == 0) {
        ent_problem_add(c->r->problems, "E0317", value->at, path,
                        "a correlation is between two different names");
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        const ent_item *item = &value->items[i];
        kinds[i] = uncertain(c, item->text);
        if (kinds[i] == 0) {
            ent_words words = uncertain_words(c);
            const missing m = {"E0317", "driver or uncertain assumption", item->text,
                               path, item->at};
            tell_missing(c, &m, &words);
        }
    }
    if (kinds[0] != 0 && kinds[1] != 0 && kinds[0] != kinds[1]) {
        ent_problem *problem =
            ent_problem_add(c->r->problems, "E0317", value->at, path,
                            "a driver cannot be correlated with an assumption");
        problem->note = "a driver draws in every period, an assumption once for the path";
    }
}

/* --- entries --- */

typedef struct {
    const ent_value *first; /* the first party named by the entry */
    const char *field;
} parties_seen;

static void check_two_parties(const checker *c, const ent_entry *entry,
                              const ent_field *field, const ent_value *value,
                              parties_seen *seen) {
    if (seen->first == NULL) {
        seen->first = value;
        seen->field = field->name;
    } else if (strcmp(seen->first->text, value->text) == 0) {
        ent_problem *problem =
            ent_problem_add(c->r->problems, "E0320", value->at, entry->path,
                            "`%s` and `%s` are the same party", seen->field, field->name);
        ent_problem_also(problem, seen->first->at, "named here");
    }
}

static void check_values(const checker *, const ent_entry *, const ent_kind *,
                         ent_value *);

static void check_value(const checker *c, const ent_field *field, ent_value *value,
                        const char *path) {
    if (field->type == ENT_NAME && field->of == ENT_OF_PARTY) {
        check_party(c, value, path);
    } else if (field->type == ENT_NAMES && field->of == ENT_OF_SOURCE) {
        check_sources(c, value, path);
    } else if (field->type == ENT_NAMES && field->of == ENT_OF_UNCERTAIN) {
        check_between(c, value, path);
    } else if (field->type == ENT_DATE) {
        check_date(c, value, path);
    }
    for (size_t i = 0; i < value->row_count; i++) {
        check_values(c, &value->rows[i], value->rows[i].kind, value->rows[i].fields);
    }
}

static void check_values(const checker *c, const ent_entry *entry, const ent_kind *kind,
                         ent_value *values) {
    parties_seen seen = {0};
    for (size_t i = 0; kind != NULL && i < kind->field_count; i++) {
        const ent_field *field = &kind->fields[i];
        if (values[i].given && values[i].text != NULL) {
            check_value(c, field, &values[i],
                        ent_path_join(arena_of(c), entry->path, field->name));
            if (field->type == ENT_NAME && field->of == ENT_OF_PARTY) {
                check_two_parties(c, entry, field, &values[i], &seen);
            }
        }
    }
}

static void check_entry(const checker *c, ent_entry *entry) {
    check_values(c, entry, entry->section, entry->common);
    check_values(c, entry, entry->kind, entry->fields);
    if (entry->inner != NULL) {
        check_values(c, entry, entry->inner->kind, entry->inner->fields);
    }
}

static void check_entries(const checker *c, ent_entries *entries) {
    for (size_t i = 0; i < entries->count; i++) {
        check_entry(c, &entries->items[i]);
    }
}

static void check_baseline(const checker *c) {
    const ent_scenario *scenario = c->r->scenario;
    const ent_yaml *agreements = ent_yaml_get(c->root, "agreements");
    if (scenario->baseline == NULL) {
        return;
    }
    for (size_t i = 0; i < scenario->agreement_count; i++) {
        if (strcmp(scenario->agreements[i].about.name, scenario->baseline) == 0) {
            return;
        }
    }
    const ent_yaml_pair *there = ent_yaml_pair_of(agreements, scenario->baseline);
    if (there != NULL) {
        const ent_yaml *abstract = ent_yaml_get(there->value, "abstract");
        if (ent_yaml_is(abstract, "true")) {
            ent_problem *problem = ent_problem_add(
                c->r->problems, "E0609", scenario->baseline_at, "baseline",
                "the baseline `%s` is abstract, so it is never run", scenario->baseline);
            ent_problem_also(problem, there->at, "this agreement");
        }
        return;
    }
    ent_words words = ent_words_of(arena_of(c), agreements);
    const missing m = {"E0316", "agreement", scenario->baseline, "baseline",
                       scenario->baseline_at};
    tell_missing(c, &m, &words);
}

void ent_names_check(ent_reading *r, const ent_yaml *root) {
    checker c = {.r = r, .root = root};
    ent_scenario *s = r->scenario;
    enter_all(&c);
    ent_entries *const sections[] = {&s->sources,    &s->parties, &s->assumptions,
                                     &s->drivers,    &s->flows,   &s->correlations,
                                     &s->quantities, &s->metrics};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        check_entries(&c, sections[i]);
    }
    for (size_t i = 0; i < s->agreement_count; i++) {
        check_entry(&c, &s->agreements[i].about);
        check_entries(&c, &s->agreements[i].clauses);
        check_entries(&c, &s->agreements[i].disabled);
        check_entries(&c, &s->agreements[i].flows);
    }
    check_baseline(&c);
}
