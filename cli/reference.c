#include "cli/reference.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/prose.h"
#include "model/number.h"
#include "scenarios/scenarios.h"

const ent_topic_words ent_topic_words_of[ENT_TOPIC_GROUPS] = {
    [ENT_TOPIC_CLAUSE] = {"Clauses (`kind:` of a clause)", "clause", "clause", "kind",
                          "Besides, every clause takes the fields of `entente kinds "
                          "clause`: dates, conditions, sources."},
    [ENT_TOPIC_DRIVER] = {"Drivers (`kind:` of a driver)", "driver", "driver", "kind",
                          "Besides, every driver takes the fields of `entente kinds "
                          "driver`: unit, title, source, note."},
    [ENT_TOPIC_DISTRIBUTION] = {"Distributions (`distribution:` of an assumption)",
                                "distribution", "assumption", "distribution",
                                "Besides, the assumption takes the fields of `entente "
                                "kinds assumption`."},
    [ENT_TOPIC_SECTION] = {"Sections (what every entry of a part of the file can have)",
                           "section", NULL, NULL, NULL}};

static const ent_kind *const sections[] = {
    &ent_section_scenario,    &ent_section_horizon,    &ent_section_source,
    &ent_section_party,       &ent_section_assumption, &ent_section_driver,
    &ent_section_correlation, &ent_section_quantity,   &ent_section_flow,
    &ent_section_agreement,   &ent_section_clause,     &ent_section_metric,
    &ent_section_chart};

static const ent_kind *section_at(size_t i) {
    return i < sizeof sections / sizeof *sections ? sections[i] : NULL;
}

bool ent_topic_at(size_t i, ent_topic *topic) {
    static const ent_kind *(*const kind_at[])(size_t) = {
        [ENT_TOPIC_CLAUSE] = ent_clause_kind_at,
        [ENT_TOPIC_DRIVER] = ent_driver_kind_at,
        [ENT_TOPIC_DISTRIBUTION] = ent_distribution_kind_at,
        [ENT_TOPIC_SECTION] = section_at};
    for (int group = 0; group < ENT_TOPIC_GROUPS; group++) {
        size_t count = 0;
        while (kind_at[group](count) != NULL && count < i)
            count++;
        const ent_kind *kind = kind_at[group](count);
        if (kind != NULL) {
            *topic = (ent_topic){(ent_topic_group)group, kind, NULL};
            if (group == ENT_TOPIC_CLAUSE)
                topic->clause = ent_clause_kinds_baseline[i];
            return true;
        }
        i -= count;
    }
    return false;
}

/* ---- A field in words ---- */

static const char *const type_words[] = {[ENT_FORMULA] = "number or formula",
                                         [ENT_CONDITION] = "condition",
                                         [ENT_NUMBER] = "number",
                                         [ENT_COUNT] = "whole number",
                                         [ENT_DATE] = "date",
                                         [ENT_ROUGH_DATE] = "date, month or year",
                                         [ENT_SPAN] = "span",
                                         [ENT_YEAR_DAY] = "day of the year",
                                         [ENT_TEXT] = "text",
                                         [ENT_FLAG] = "true or false",
                                         [ENT_CHOICE] = "one of",
                                         [ENT_NAME] = "name",
                                         [ENT_NAMES] = "names",
                                         [ENT_FORMULAS] = "list of series",
                                         [ENT_RANGE] = "[low, high]",
                                         [ENT_YEARS] = "{year: value}",
                                         [ENT_DAYS] = "{date: value}",
                                         [ENT_WEIGHTS] = "{value: weight}",
                                         [ENT_LEVELS] = "{level: value}",
                                         [ENT_READINGS] = "{name: value}",
                                         [ENT_DATA] = "list of numbers or {csv, column}",
                                         [ENT_ROWS] = "list of maps"};
_Static_assert(sizeof type_words / sizeof *type_words == ENT_TYPES, "a word per type");

static const char *const of_words[] = {[ENT_OF_NOTHING] = "",
                                       [ENT_OF_PARTY] = " of a party",
                                       [ENT_OF_SOURCE] = " of sources",
                                       [ENT_OF_AGREEMENT] = " of an agreement",
                                       [ENT_OF_UNCERTAIN] = " of drivers or assumptions"};

static const struct {
    const char *unit, *words;
} unit_words[] = {{"1", ""},
                  {"share", ", a share"},
                  {"own", ", in its own unit"},
                  {"own/year", ", in its own unit a year"},
                  {"1/year", ", a year"},
                  {"money/year", ", money a year"},
                  {"money/flow:offers", ", money for each"},
                  {"money/year/flow:offers", ", money for each and year"},
                  {"year", ", years"}};

static void append(char *text, const char *more) {
    const size_t used = strlen(text);
    snprintf(text + used, ENT_TAKES_SIZE - used, "%s", more);
}

static void append_unit(char *text, const char *unit) {
    if (unit == NULL)
        return;
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
        if (strcmp(unit, unit_words[i].unit) == 0) {
            append(text, unit_words[i].words);
            return;
        }
    append(text, ", ");
    append(text, unit);
}

bool ent_field_has_range(const ent_field *f) {
    return f->type == ENT_FORMULA || f->type == ENT_NUMBER || f->type == ENT_COUNT;
}

/* A bound as a person would write it; empty where it is none that anybody meets. */
static const char *bound(const ent_field *f, double value, char *text, size_t size) {
    const double exact = 9007199254740992.0; /* 2^53 */
    *text = '\0';
    if (!isfinite(value) || fabs(value) >= exact)
        return text;
    if (f->unit != NULL && strcmp(f->unit, "share") == 0)
        snprintf(text, size, "%g%%", 100 * value);
    else
        ent_number_write(value, text, size);
    return text;
}

static void append_range(char *text, const ent_field *f) {
    char low[40], high[40], words[100] = "";
    if (!ent_field_has_range(f))
        return;
    bound(f, f->min, low, sizeof low);
    bound(f, f->max, high, sizeof high);
    if (*low != '\0' && *high != '\0' && f->min == f->max)
        snprintf(words, sizeof words, ", always %s", low);
    else if (*low != '\0' && *high != '\0')
        snprintf(words, sizeof words, ", %s to %s", low, high);
    else if (*low != '\0')
        snprintf(words, sizeof words, ", at least %s", low);
    else if (*high != '\0')
        snprintf(words, sizeof words, ", at most %s", high);
    append(text, words);
}

const char *ent_field_takes(const ent_field *f, char *text) {
    const bool single = f->choices != NULL && f->choices[0] != NULL && !f->choices[1];
    snprintf(text, ENT_TAKES_SIZE, "%s%s", single ? "only" : type_words[f->type],
             of_words[f->of]);
    for (size_t i = 0; f->choices != NULL && f->choices[i] != NULL; i++) {
        append(text, i == 0 ? " " : ", ");
        append(text, f->choices[i]);
    }
    append_unit(text, f->unit);
    append_range(text, f);
    return text;
}

/* What a field is in the example of its kind; NULL: it is left out. */
static const char *example_of(const ent_field *f, size_t index) {
    if (f->example != NULL && f->type != ENT_TEXT)
        return f->example;
    if (f->of == ENT_OF_PARTY)
        return index % 2 == 0 ? "alpha" : "beta";
    return NULL;
}

const char *ent_topic_example(const ent_topic *t, ent_arena *arena) {
    ent_prose lines = {.arena = arena};
    if (t->kind->example != NULL)
        return t->kind->example;
    for (size_t i = 0; i < t->kind->field_count; i++) {
        const ent_field *f = &t->kind->fields[i];
        if (example_of(f, i) != NULL)
            ent_prose_add(&lines, "%s: %s\n", f->name, example_of(f, i));
    }
    return ent_prose_text(&lines);
}
