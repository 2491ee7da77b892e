#include "scenarios/reader/values.h"

#include <string.h>

#include "model/word.h"
#include "scenarios/scenarios.h"

/* --- shapes --- */

static const char *const nouns[] = {
    [ENT_FORMULA] = "a number or a formula",
    [ENT_CONDITION] = "a condition",
    [ENT_NUMBER] = "a number",
    [ENT_COUNT] = "a whole number",
    [ENT_DATE] = "a date",
    [ENT_ROUGH_DATE] = "a date",
    [ENT_SPAN] = "a span of time",
    [ENT_YEAR_DAY] = "a day of the year, like 07-01",
    [ENT_TEXT] = "a text",
    [ENT_FLAG] = "true or false",
    [ENT_CHOICE] = "one of its choices",
    [ENT_NAME] = "a name",
    [ENT_NAMES] = "a name or a list of names",
    [ENT_FORMULAS] = "a list of names and formulas, like [revenue, net(openai)]",
    [ENT_RANGE] = "a range, like [20bn, 100bn]",
    [ENT_YEARS] = "a value for each year, like {2026: 30bn, 2027: 62bn}",
    [ENT_DAYS] = "a value for each date, like {2026-04-27: 0.156, 2027-01-01: 0.264}",
    [ENT_WEIGHTS] = "a weight for each value, like {1: 30%, 2: 70%}",
    [ENT_LEVELS] = "a value for each level, like {10%: 17, 50%: 24, 90%: 35}",
    [ENT_READINGS] = "a value for each reading, like {low: 1bn, high: 5bn}",
    [ENT_DATA] = "a list of numbers, or {csv: history.csv, column: price},",
    [ENT_ROWS] = "a list of maps",
};
_Static_assert(sizeof nouns / sizeof *nouns == ENT_TYPES, "a noun per type");

static const char *const shapes[] = {[ENT_YAML_SCALAR] = "a single value",
                                     [ENT_YAML_MAP] = "a map",
                                     [ENT_YAML_LIST] = "a list"};

ent_problem *ent_value_anchor(ent_problem *problem, const ent_yaml *node) {
    if (node->anchor.line != 0) {
        ent_problem_also(problem, node->anchor, "defined here");
    }
    return problem;
}

bool ent_value_wrong_shape(const ent_where *where, const ent_field *field,
                           const ent_yaml *node) {
    ent_problem *problem = ent_problem_add(where->reading->problems, "E0204", node->at,
                                           where->path, "%s where %s is expected",
                                           shapes[node->kind], nouns[field->type]);
    ent_value_anchor(problem, node);
    return false;
}

const char *ent_value_scalar(const ent_where *where, const ent_field *field,
                             const ent_yaml *node) {
    if (node->kind != ENT_YAML_SCALAR) {
        ent_value_wrong_shape(where, field, node);
        return NULL;
    }
    if (ent_yaml_is_empty(node) || *node->text == '\0') {
        ent_problem *problem =
            ent_problem_add(where->reading->problems, "E0203", node->at, where->path,
                            "`%s` has no value", field->name);
        problem->help = ent_problem_text(
            where->reading->problems,
            "give it %s, leave it out, or write `none` to clear an inherited one",
            nouns[field->type]);
        ent_value_anchor(problem, node);
        return NULL;
    }
    return node->text;
}

/* --- words --- */

bool ent_name_valid(const char *text, bool dash) {
    size_t length = strlen(text);
    return *text >= 'a' && *text <= 'z' && length <= ENT_NAME_LENGTH &&
           strspn(text, dash ? "abcdefghijklmnopqrstuvwxyz0123456789_-"
                             : "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

/* Words that some YAML readers take for true or false: whoever writes one as a text may
 * have meant either. */
static bool is_flag_word(const char *text) {
    static const char *const words[] = {"yes",  "Yes",   "YES",   "no",   "No",   "NO",
                                        "on",   "On",    "ON",    "off",  "Off",  "OFF",
                                        "y",    "Y",     "n",     "N",    "true", "True",
                                        "TRUE", "false", "False", "FALSE"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (ent_same_word(text, words[i])) {
            return true;
        }
    }
    return false;
}

static bool read_text(const ent_where *where, const ent_field *field,
                      const ent_yaml *node, ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    if (value->text != NULL && node->plain && is_flag_word(node->text)) {
        ent_problem *problem =
            ent_problem_add(where->reading->problems, "E0217", node->at, where->path,
                            "%s where a text is expected", node->text);
        problem->help =
            ent_problem_text(where->reading->problems,
                             "if the word is meant, quote it: \"%s\"", node->text);
        ent_value_anchor(problem, node);
        return false;
    }
    return value->text != NULL;
}

static bool read_flag(const ent_where *where, const ent_field *field,
                      const ent_yaml *node, ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    if (value->text == NULL) {
        return false;
    }
    value->number = strcmp(node->text, "true") == 0;
    if (node->plain && (value->number == 1 || strcmp(node->text, "false") == 0)) {
        return true;
    }
    ent_problem *problem =
        ent_problem_add(where->reading->problems, "E0205", node->at, where->path,
                        "`%s` is neither true nor false", node->text);
    bool yes = strchr("yYtT1", node->text[0]) != NULL || strcmp(node->text, "on") == 0 ||
               strcmp(node->text, "On") == 0 || strcmp(node->text, "ON") == 0;
    if (is_flag_word(node->text)) {
        problem->help = yes ? "write `true`" : "write `false`";
    }
    ent_value_anchor(problem, node);
    return false;
}

/* --- choices --- */

/* Whether `text` is the choice; an N in it ("after N in a row") stands for a whole
 * number. */
static bool choice_matches(const char *choice, const char *text, double *number) {
    const char *n = strstr(choice, "N");
    if (n == NULL) {
        return strcmp(choice, text) == 0;
    }
    size_t before = (size_t)(n - choice);
    size_t digits =
        strncmp(choice, text, before) == 0 ? strspn(text + before, "0123456789") : 0;
    if (digits == 0 || digits > 6 || strcmp(text + before + digits, n + 1) != 0) {
        return false;
    }
    *number = 0;
    for (size_t i = 0; i < digits; i++) {
        *number = *number * 10 + (text[before + i] - '0');
    }
    return *number >= 1;
}

static bool read_choice(const ent_where *where, const ent_field *field,
                        const ent_yaml *node, ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    if (value->text == NULL) {
        return false;
    }
    ent_words words = {0};
    for (int i = 0; field->choices[i] != NULL; i++) {
        if (choice_matches(field->choices[i], node->text, &value->number)) {
            value->index = i;
            return true;
        }
        ent_words_add(&words, &where->reading->scenario->arena, field->choices[i]);
    }
    ent_problem *problem =
        ent_problem_add(where->reading->problems, "E0213", node->at, where->path,
                        "`%s` is none of the choices", node->text);
    problem->help =
        ent_words_help(&words, node->text, "the choices are", where->reading->problems);
    ent_value_anchor(problem, node);
    return false;
}

/* --- names --- */

static bool check_name(const ent_where *where, const ent_field *field,
                       const ent_yaml *node) {
    bool dash = field->of == ENT_OF_AGREEMENT || field->of == ENT_OF_SOURCE;
    if (ent_name_valid(node->text, dash)) {
        return true;
    }
    ent_problem *problem = ent_problem_add(where->reading->problems, "E0311", node->at,
                                           where->path, "`%s` is not a name", node->text);
    problem->note = dash ? "names are lower-case letters, digits, _ and -, a letter first"
                         : "names are lower-case letters, digits and _, a letter first";
    if (field->of == ENT_OF_SOURCE) {
        problem->help = "describe the source under `sources:` and write its name here, "
                        "or write `kind: judgement` and the reason in `note:`";
    }
    ent_value_anchor(problem, node);
    return false;
}

static bool read_name(const ent_where *where, const ent_field *field,
                      const ent_yaml *node, ent_value *value) {
    value->text = ent_value_scalar(where, field, node);
    return value->text != NULL && check_name(where, field, node);
}

static bool add_item(const ent_where *where, const ent_field *field, const ent_yaml *node,
                     ent_value *value) {
    if (node->broken) {
        return false;
    }
    ent_arena *arena = &where->reading->scenario->arena;
    const char *text = ent_value_scalar(where, field, node);
    if (text == NULL || (field->type == ENT_NAMES && !check_name(where, field, node))) {
        return false;
    }
    value->items =
        ent_arena_grow(arena, value->items, value->item_count, sizeof *value->items);
    value->items[value->item_count++] = (ent_item){.text = text, .at = node->at};
    return true;
}

/* A list; of names, one alone will do. */
static bool read_list(const ent_where *where, const ent_field *field,
                      const ent_yaml *node, ent_value *value) {
    if (node->kind == ENT_YAML_SCALAR && field->type == ENT_NAMES) {
        return add_item(where, field, node, value) && (value->text = node->text) != NULL;
    }
    if (node->kind != ENT_YAML_LIST) {
        return ent_value_wrong_shape(where, field, node);
    }
    bool good = true;
    ent_arena *arena = &where->reading->scenario->arena;
    for (size_t i = 0; i < node->count; i++) {
        good = add_item(where, field, node->items[i], value) && good;
    }
    if (value->item_count > 0) {
        value->text = ent_items_text(arena, value->items, value->item_count);
    }
    return good;
}

/* --- all types --- */

static bool read_number(const ent_where *where, const ent_field *field,
                        const ent_yaml *node, ent_value *value) {
    return ent_value_number(where, field, node, &value->number);
}

typedef bool reader(const ent_where *, const ent_field *, const ent_yaml *, ent_value *);
static reader *const readers[] = {
    [ENT_FORMULA] = ent_value_formula,
    [ENT_CONDITION] = ent_value_formula,
    [ENT_NUMBER] = read_number,
    [ENT_COUNT] = ent_value_count,
    [ENT_DATE] = ent_value_date,
    [ENT_ROUGH_DATE] = ent_value_rough_date,
    [ENT_SPAN] = ent_value_span,
    [ENT_YEAR_DAY] = ent_value_year_day,
    [ENT_TEXT] = read_text,
    [ENT_FLAG] = read_flag,
    [ENT_CHOICE] = read_choice,
    [ENT_NAME] = read_name,
    [ENT_NAMES] = read_list,
    [ENT_FORMULAS] = read_list,
    [ENT_RANGE] = ent_value_range,
    [ENT_YEARS] = ent_value_years,
    [ENT_DAYS] = ent_value_days,
    [ENT_WEIGHTS] = ent_value_weights,
    [ENT_LEVELS] = ent_value_levels,
    [ENT_READINGS] = ent_value_readings,
    [ENT_DATA] = ent_value_data,
    [ENT_ROWS] = ent_value_rows,
};
_Static_assert(sizeof readers / sizeof *readers == ENT_TYPES, "a reader per type");

bool ent_value_read(const ent_where *where, const ent_field *field, const ent_yaml *node,
                    ent_value *value) {
    *value = (ent_value){.at = node->at, .day = ENT_NO_DAY};
    if (node->broken) {
        return false;
    }
    if (node->kind == ENT_YAML_SCALAR) {
        value->text = node->text;
    }
    return readers[field->type](where, field, node, value);
}

void ent_value_default(const ent_where *where, const ent_field *field, ent_place at,
                       ent_value *value) {
    *value = (ent_value){.at = at, .day = ENT_NO_DAY};
    if (field->standard != NULL) {
        ent_yaml node = {
            .kind = ENT_YAML_SCALAR, .at = at, .plain = true, .text = field->standard};
        readers[field->type](where, field, &node, value);
        value->text = value->text == NULL ? field->standard : value->text;
    }
}
