#include <string.h>

#include "scenarios/reader/entries.h"

/* The first two ways in which the map says what the assumption is. */
static size_t ways(const ent_yaml *map, const ent_yaml_pair *given[3]) {
    static const char *const keys[] = {"value", "readings", "distribution"};
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        const ent_yaml_pair *pair = ent_yaml_pair_of(map, keys[i]);
        if (pair != NULL && !ent_yaml_is(pair->value, "none")) {
            given[count++] = pair;
        }
    }
    return count;
}

static void tell_ways(ent_reading *r, const ent_entry *entry,
                      const ent_yaml_pair *given[3], size_t count) {
    ent_problem *problem;
    if (count == 0) {
        problem = ent_problem_add(r->problems, "E0219", entry->at, entry->path,
                                  "the assumption `%s` has no value", entry->name);
    } else {
        problem = ent_problem_add(r->problems, "E0219", given[1]->at, entry->path,
                                  "`%s` and `%s` exclude one another", given[0]->key,
                                  given[1]->key);
        ent_problem_also(problem, given[0]->at, "given here");
    }
    problem->note =
        "an assumption has one of `value` (fixed), `readings` with `use` (disputed) "
        "and `distribution` (uncertain)";
}

static void pick(ent_reading *r, ent_entry *entry) {
    ent_value *readings = &entry->common[ENT_ASSUMPTION_READINGS];
    ent_value *use = &entry->common[ENT_ASSUMPTION_USE];
    ent_words words = {0};
    if (!use->given || use->text == NULL || readings->item_count == 0) {
        return;
    }
    for (size_t i = 0; i < readings->item_count; i++) {
        const ent_item *item = &readings->items[i];
        if (strcmp(item->key, use->text) == 0) {
            entry->common[ENT_ASSUMPTION_VALUE] = (ent_value){.given = true,
                                                              .at = item->at,
                                                              .text = item->text,
                                                              .number = item->number,
                                                              .day = item->key_day};
            return;
        }
        ent_words_add(&words, &r->scenario->arena, item->key);
    }
    const char *path = ent_path_join(&r->scenario->arena, entry->path, "use");
    ent_problem *problem = ent_problem_add(r->problems, "E0318", use->at, path,
                                           "there is no reading called `%s`", use->text);
    problem->help = ent_words_help(&words, use->text, "the readings are", r->problems);
}

static void check_use(ent_reading *r, const ent_entry *entry, bool readings) {
    const ent_value *use = &entry->common[ENT_ASSUMPTION_USE];
    if (readings && !use->given) {
        const char *path = ent_path_join(&r->scenario->arena, entry->path, "use");
        ent_problem_add(r->problems, "E0202", entry->at, path, "`use` is missing")->help =
            "add `use:` with the name of the reading that counts";
    } else if (!readings && use->given) {
        ent_problem_add(r->problems, "E0219", use->at, entry->path,
                        "`use` picks a reading, but there are no `readings`");
    }
}

/* `value: 38bn USD` says the unit too. */
static void infer_unit(ent_entry *entry) {
    ent_value *unit = &entry->common[ENT_ASSUMPTION_UNIT];
    const ent_value *value = &entry->common[ENT_ASSUMPTION_VALUE];
    if (!unit->given && value->given && value->day == ENT_NO_DAY && value->text != NULL) {
        unit->text = ent_literal_unit(value->text);
        unit->at = value->at;
    }
}

void ent_assumption_finish(ent_reading *r, const ent_yaml *map, ent_entry *entry) {
    const ent_yaml_pair *given[3];
    size_t count = ways(map, given);
    if (count != 1) {
        /* Without any, one may have been meant by a key that is told already. */
        if (count > 1 || !(entry->common[ENT_ASSUMPTION_VALUE].given ||
                           entry->common[ENT_ASSUMPTION_READINGS].given)) {
            tell_ways(r, entry, given, count);
        }
        return;
    }
    bool readings = strcmp(given[0]->key, "readings") == 0;
    check_use(r, entry, readings);
    if (readings) {
        pick(r, entry);
    }
    infer_unit(entry);
}
