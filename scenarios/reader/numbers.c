/* Numbers in fields: literals, their units and ranges. */
#include <math.h>
#include <string.h>

#include "model/number.h"
#include "scenarios/reader/values.h"

typedef struct {
    double value;
    bool found, percent, overflow;
    const char *rest; /* what stands behind it, without blanks before */
} literal;

static literal scan(const char *text) {
    text += strspn(text, " ");
    bool minus = *text == '-';
    text += minus || *text == '+';
    ent_number number = ent_number_scan(text);
    const char *rest = text + number.length;
    rest += strspn(rest, " ");
    return (literal){.value = minus ? -number.value : number.value,
                     .found = number.length > 0,
                     .percent = number.percent,
                     .overflow = number.overflow,
                     .rest = rest};
}

const char *ent_literal_unit(const char *text) {
    literal number = scan(text);
    return number.found && *number.rest != '\0' ? number.rest : NULL;
}

/* --- units --- */

/* The unit that the field's numbers have, in the scenario's words; NULL: any. */
static const char *expected_unit(const ent_where *where, const ent_field *field) {
    const char *unit = field->unit, *currency = where->reading->scenario->currency;
    const char *whole = NULL;
    if (unit != NULL && strstr(unit, "/flow:") != NULL) {
        return NULL; /* another field decides: the compiler's to judge */
    }
    if (unit == NULL || strcmp(unit, "share") == 0) {
        return unit == NULL ? NULL : "1";
    }
    if (strncmp(unit, "money", 5) == 0) {
        whole = currency;
        unit += 5;
    } else if (strncmp(unit, "own", 3) == 0) {
        whole = where->own_unit;
        unit += 3;
    } else {
        return unit;
    }
    return whole == NULL ? NULL
                         : ent_text_join(&where->reading->scenario->arena, whole, unit);
}

/* Scales of other house styles, in ours; NULL if the word is none. */
static const char *scale_of(const char *word) {
    static const char *const scales[][2] = {
        {"K", "k"},     {"M", "m"},     {"MM", "m"},   {"mio", "m"},  {"Mio", "m"},
        {"mn", "m"},    {"mln", "m"},   {"B", "bn"},   {"Bn", "bn"},  {"BN", "bn"},
        {"b", "bn"},    {"bln", "bn"},  {"mrd", "bn"}, {"Mrd", "bn"}, {"T", "tn"},
        {"lakh", "e5"}, {"crore", "e7"}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (strcmp(word, scales[i][0]) == 0) {
            return scales[i][1];
        }
    }
    return NULL;
}

/* The number with that scale in place of what stands behind it. */
static const char *rescaled(const ent_where *where, const ent_yaml *node,
                            const literal *number, const char *scale) {
    const int length = (int)(strlen(node->text) - strlen(number->rest));
    const int digits = length - (length > 0 && node->text[length - 1] == ' ');
    return ent_problem_text(where->reading->problems, "did you mean %.*s%s?", digits,
                            node->text, scale);
}

/* Where the number brings its own unit, a scale word in capitals would pass for one. */
static bool check_scale(const ent_where *where, const ent_yaml *node,
                        const literal *number) {
    const char *scale = scale_of(number->rest);
    if (scale == NULL || !(number->rest[0] >= 'A' && number->rest[0] <= 'Z')) {
        return true;
    }
    ent_problem *problem =
        ent_problem_add(where->reading->problems, "E0209", node->at, where->path,
                        "`%s` would be read as a unit of that name", number->rest);
    ent_value_anchor(problem, node);
    problem->help = rescaled(where, node, number, scale);
    return false;
}

static bool check_unit(const ent_where *where, const ent_field *field,
                       const ent_yaml *node, const literal *number) {
    const char *expected = expected_unit(where, field);
    if (*number->rest != '\0' && expected == NULL && field->unit != NULL) {
        return check_scale(where, node, number);
    }
    if (*number->rest == '\0' || expected == NULL ||
        ent_unit_text_same(number->rest, expected)) {
        return true;
    }
    bool pure = strcmp(expected, "1") == 0;
    const char *scale = scale_of(number->rest);
    ent_problem *problem = ent_value_anchor(
        ent_problem_add(where->reading->problems, "E0209", node->at, where->path,
                        pure ? "a pure number is expected, but `%s` follows it"
                             : "the unit is `%s`, but `%s` is expected",
                        number->rest, expected),
        node);
    problem->help =
        pure ? "leave the unit out"
             : ent_problem_text(where->reading->problems,
                                "write the number in %s; the unit may be left out",
                                expected);
    if (scale != NULL) {
        problem->help = rescaled(where, node, number, scale);
    }
    return false;
}

/* --- ranges --- */

/* A bound as the field's numbers are written. */
static const char *bound(const ent_where *where, const ent_field *field, double value) {
    char text[40];
    if (field->unit != NULL && strcmp(field->unit, "share") == 0) {
        return ent_problem_text(where->reading->problems, "%s%%",
                                ent_number_write(value * 100, text, sizeof text));
    }
    return ent_problem_text(where->reading->problems, "%s",
                            ent_number_write(value, text, sizeof text));
}

static bool check_range(const ent_where *where, const ent_field *field,
                        const ent_yaml *node, double value) {
    if (value >= field->min && value <= field->max) {
        return true;
    }
    bool low = value < field->min;
    ent_problem *problem = ent_problem_add(
        where->reading->problems, "E0207", node->at, where->path, "%s is %s, %s",
        node->text, low ? "below the minimum" : "above the maximum",
        bound(where, field, low ? field->min : field->max));
    ent_value_anchor(problem, node);
    return false;
}

/* A bare 20 where a share is meant: the commonest slip of all. */
static bool check_share(const ent_where *where, const ent_field *field,
                        const ent_yaml *node, const literal *number) {
    if (field->unit == NULL || strcmp(field->unit, "share") != 0 || number->percent ||
        fabs(number->value) <= 1) {
        return true;
    }
    char percent[40], fraction[40];
    ent_problems *problems = where->reading->problems;
    ent_problem *problem = ent_problem_add(problems, "E0208", node->at, where->path,
                                           "%s where a fraction is expected", node->text);
    problem->help = ent_problem_text(
        problems, "did you mean %s%% (%s)?",
        ent_number_write(number->value, percent, sizeof percent),
        ent_number_write(number->value / 100, fraction, sizeof fraction));
    if (number->value <= field->max) {
        problem->note = ent_problem_text(
            problems, "if it is really %s times the whole, write %s%%", percent,
            ent_number_write(number->value * 100, fraction, sizeof fraction));
    }
    ent_value_anchor(problem, node);
    return false;
}

static bool check_literal(const ent_where *where, const ent_field *field,
                          const ent_yaml *node, const literal *number) {
    if (number->overflow) {
        ent_value_anchor(ent_problem_add(where->reading->problems, "E0221", node->at,
                                         where->path, "%s is too large a number",
                                         node->text),
                         node);
        return false;
    }
    return check_share(where, field, node, number) &&
           check_range(where, field, node, number->value);
}

/* --- fields --- */

/* What to write in place of a text that looks like a number. */
static const char *number_advice(const ent_where *where, const char *text,
                                 const literal *number) {
    static const char *const scales =
        "the scales are k, m, bn, tn (or thousand, million, "
        "billion, trillion), % and bp";
    size_t letters = strspn(text, "$\xe2\x82\xac\xc2\xa3");
    if (letters > 0) {
        return ent_problem_text(where->reading->problems,
                                "leave the currency sign out: %s", text + letters);
    }
    if (number->found && *number->rest == ',') {
        return ent_thousands_help(text, where->reading->problems);
    }
    if (number->found) {
        return scales;
    }
    return ent_name_valid(text, false) ? "this must be a fixed number, not a name" : NULL;
}

static bool not_a_number(const ent_where *where, const ent_yaml *node,
                         const literal *number) {
    ent_problem *problem =
        ent_value_anchor(ent_problem_add(where->reading->problems, "E0206", node->at,
                                         where->path, "`%s` is not a number", node->text),
                         node);
    problem->help = number_advice(where, node->text, number);
    return false;
}

/* Whether what follows a number may be a unit at all. */
static bool unit_like(const char *rest) {
    return *rest == '\0' || *rest == '/' || *rest == '1' ||
           strspn(rest,
                  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/*") ==
               strlen(rest);
}

bool ent_value_number(const ent_where *where, const ent_field *field,
                      const ent_yaml *node, double *value) {
    const char *text = ent_value_scalar(where, field, node);
    if (text == NULL) {
        return false;
    }
    literal number = scan(text);
    if (!number.found || !unit_like(number.rest)) {
        return not_a_number(where, node, &number);
    }
    *value = number.value;
    return check_unit(where, field, node, &number) &&
           check_literal(where, field, node, &number);
}

bool ent_value_count(const ent_where *where, const ent_field *field, const ent_yaml *node,
                     ent_value *value) {
    const char *text = ent_value_scalar(where, field, node);
    if (text == NULL) {
        return false;
    }
    literal number = scan(text);
    if (!number.found || *number.rest != '\0') {
        return not_a_number(where, node, &number);
    }
    if (number.percent || (!number.overflow && number.value != floor(number.value))) {
        ent_value_anchor(ent_problem_add(where->reading->problems, "E0210", node->at,
                                         where->path, "%s is not a whole number", text),
                         node);
        return false;
    }
    value->number = number.value;
    return check_literal(where, field, node, &number);
}

bool ent_value_formula(const ent_where *where, const ent_field *field,
                       const ent_yaml *node, ent_value *value) {
    const char *text = ent_value_scalar(where, field, node);
    if (text == NULL) {
        return false;
    }
    value->text = text;
    if (field->type == ENT_CONDITION && node->plain) {
        value->text = strcmp(text, "true") == 0    ? "1"
                      : strcmp(text, "false") == 0 ? "0"
                                                   : text;
    }
    literal number = scan(text);
    if (!number.found || *number.rest != '\0') {
        return true; /* a formula: the compiler's to judge */
    }
    value->number = number.value;
    return check_literal(where, field, node, &number);
}

static bool range_shape(const ent_where *where, const ent_yaml *node,
                        const char *message) {
    ent_problem *problem =
        ent_value_anchor(ent_problem_add(where->reading->problems, "E0214", node->at,
                                         where->path, "%s", message),
                         node);
    problem->help = "write the low end, then the high end: [20bn, 100bn]";
    return false;
}

bool ent_value_range(const ent_where *where, const ent_field *field, const ent_yaml *node,
                     ent_value *value) {
    if (node->kind != ENT_YAML_LIST) {
        return ent_value_wrong_shape(where, field, node);
    }
    if (node->count != 2) {
        return range_shape(where, node, "a range has two ends");
    }
    value->items =
        ent_arena_take(&where->reading->scenario->arena, 2, sizeof *value->items);
    value->item_count = 2;
    for (size_t i = 0; i < 2; i++) {
        ent_item *item = &value->items[i];
        if (node->items[i]->broken ||
            !ent_value_number(where, field, node->items[i], &item->number)) {
            return false;
        }
        item->text = node->items[i]->text;
        item->at = node->items[i]->at;
    }
    return value->items[0].number < value->items[1].number ||
           range_shape(where, node, "the range's low end is not below its high end");
}
