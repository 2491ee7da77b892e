/* JSON Schema of single fields: one function for each type. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/json.h"
#include "cli/reference.h"
#include "cli/schema.h"
#include "model/number.h"
#include "scenarios/scenarios.h"

/* ---- Parts ---- */

json_t *ent_schema_ref(const char *name) {
    return json_pack("{s: s+}", "$ref", "#/definitions/", name);
}

json_t *ent_schema_any(json_t *alternatives) {
    if (json_array_size(alternatives) != 1)
        return json_pack("{s: o}", "anyOf", alternatives);
    json_t *only = json_incref(json_array_get(alternatives, 0));
    json_decref(alternatives);
    return only;
}

static json_t *type_named(const char *name) {
    return json_pack("{s: s}", "type", name);
}

static json_t *text_like(const char *pattern) {
    return json_pack("{s: s, s: s}", "type", "string", "pattern", pattern);
}

json_t *ent_schema_name(bool dash) {
    char pattern[48];
    snprintf(pattern, sizeof pattern, "^[a-z][a-z0-9_%s]{0,%d}$", dash ? "-" : "",
             ENT_NAME_LENGTH - 1);
    return text_like(pattern);
}

/* As ent_number_scan reads them, and ent_day_read. */
#define DIGITS "[0-9](_?[0-9])*"
#define AMOUNT                                                                           \
    "^ *[-+]?" DIGITS "(\\.[0-9](_?[0-9])*)?([eE][-+]?[0-9]+)?"                          \
    "( ?(k|thousand|m|million|bn|billion|tn|trillion|%|bp))?"
#define DAY "(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define LENGTH "[0-9]{1,5} *(day|week|month|quarter|year)s?"

void ent_schema_define_texts(json_t *definitions) {
    static const struct {
        const char *name, *pattern, *what;
    } texts[] = {
        {"number", AMOUNT " *([A-Za-z/_1][A-Za-z0-9_/* ]*)?$",
         "A number as text, with a scale and its unit: 38bn, 20%, 250bn USD, 3%/year"},
        {"pure_number", AMOUNT " *$", "A number as text: 20%, 5bp, 100k, 1_000"},
        {"day", "^" DAY "$", "A date: 2030-12-31"},
        {"rough_day", "^(" DAY "|(19|2[01])[0-9]{2}(-(0[1-9]|1[0-2]))?)$",
         "A date as well as it is known: 2026-04-27, 2026-04 or 2026"},
        {"span", "^ *" LENGTH "( +" LENGTH ")* *$",
         "A span of time: 6 months, 1 year 6 months"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json_t *text = text_like(texts[i].pattern);
        json_object_set_new(text, "description", json_string(texts[i].what));
        json_object_set_new(definitions, texts[i].name, text);
    }
}

/* ---- Numbers ---- */

static bool is_share(const ent_field *f) {
    return f->unit != NULL && strcmp(f->unit, "share") == 0;
}

/* A bare number: within its range, and a share within one (20 is refused: 20%). */
static json_t *bare_number(const ent_field *f) {
    json_t *number = type_named(f->type == ENT_COUNT ? "integer" : "number");
    const double low = is_share(f) && f->min < -1 ? -1 : f->min;
    const double high = is_share(f) && f->max > 1 ? 1 : f->max;
    if (isfinite(low))
        json_object_set_new(number, "minimum", ent_json_number(low));
    if (isfinite(high))
        json_object_set_new(number, "maximum", ent_json_number(high));
    return number;
}

static json_t *number(const ent_field *f) {
    const bool pure = f->type == ENT_COUNT || is_share(f) ||
                      (f->unit != NULL && strcmp(f->unit, "1") == 0);
    return json_pack("[o, o]", bare_number(f),
                     ent_schema_ref(pure ? "pure_number" : "number"));
}

static json_t *formula(const ent_field *f) {
    return json_pack("[o, {s: s, s: i}]", bare_number(f), "type", "string", "minLength",
                     1);
}

static json_t *condition(const ent_field *f) {
    json_t *list = formula(f);
    json_array_append_new(list, type_named("boolean"));
    return list;
}

/* ---- Words ---- */

static json_t *text(const ent_field *f) {
    (void)f;
    return json_pack("[{s: s, s: i}, {s: s}]", "type", "string", "minLength", 1, "type",
                     "number");
}

static json_t *year_day(const ent_field *f) {
    (void)f;
    return json_pack("[o]", text_like("^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
}

static json_t *flag(const ent_field *f) {
    (void)f;
    return json_pack("[{s: s}]", "type", "boolean");
}

/* A choice with an N in it stands for a whole number there. */
static json_t *choice(const ent_field *f) {
    json_t *words = json_array(), *list = json_array();
    json_array_append_new(list, json_pack("{s: O}", "enum", words));
    for (size_t i = 0; f->choices[i] != NULL; i++) {
        const char *n = strchr(f->choices[i], 'N');
        char pattern[80];
        if (n == NULL) {
            json_array_append_new(words, json_string(f->choices[i]));
            continue;
        }
        snprintf(pattern, sizeof pattern, "^%.*s[0-9]{1,6}%s$", (int)(n - f->choices[i]),
                 f->choices[i], n + 1);
        json_array_append_new(list, text_like(pattern));
    }
    json_decref(words);
    return list;
}

static json_t *one_name(const ent_field *f) {
    return ent_schema_name(f->of == ENT_OF_AGREEMENT || f->of == ENT_OF_SOURCE ||
                           f->of == ENT_OF_NOTHING);
}

static json_t *name(const ent_field *f) {
    return json_pack("[o]", one_name(f));
}

static json_t *list_of(json_t *items) {
    return json_pack("{s: s, s: o}", "type", "array", "items", items);
}

static json_t *names(const ent_field *f) {
    return json_pack("[o, o]", one_name(f), list_of(one_name(f)));
}

static json_t *formulas(const ent_field *f) {
    (void)f;
    return json_pack("[o]",
                     list_of(json_pack("{s: [s, s]}", "type", "string", "number")));
}

/* ---- Time ---- */

static json_t *date(const ent_field *f) {
    (void)f;
    return json_pack("[o, o]", ent_schema_ref("day"), ent_schema_name(false));
}

/* YAML reads a year alone as a number. */
static json_t *rough_date(const ent_field *f) {
    (void)f;
    return json_pack("[o, {s: s, s: i, s: i}]", ent_schema_ref("rough_day"), "type",
                     "integer", "minimum", 1900, "maximum", 2199);
}

static json_t *span(const ent_field *f) {
    (void)f;
    return json_pack("[o]", ent_schema_ref("span"));
}

/* ---- Maps and lists ---- */

/* A map whose keys match the pattern. */
static json_t *keyed(const char *pattern, json_t *values) {
    return json_pack("[{s: s, s: i, s: {s: o}, s: b}]", "type", "object", "minProperties",
                     1, "patternProperties", pattern, values, "additionalProperties", 0);
}

static json_t *range(const ent_field *f) {
    json_t *ends = list_of(ent_schema_any(number(f)));
    json_object_set_new(ends, "minItems", json_integer(2));
    json_object_set_new(ends, "maxItems", json_integer(2));
    return json_pack("[o]", ends);
}

static json_t *years(const ent_field *f) {
    return keyed("^(19|2[01])[0-9]{2}$", ent_schema_any(number(f)));
}

static json_t *days(const ent_field *f) {
    return keyed("^" DAY "$", ent_schema_any(number(f)));
}

static json_t *weights(const ent_field *f) {
    static const ent_field weight = {"weight", ENT_NUMBER, "1", ENT_FROM(0)};
    (void)f;
    return keyed(AMOUNT " *([A-Za-z/_1].*)?$", ent_schema_any(number(&weight)));
}

static json_t *levels(const ent_field *f) {
    return keyed("^ *(0?\\.[0-9]+|[0-9]+(\\.[0-9]+)? ?(%|bp)) *$",
                 ent_schema_any(number(f)));
}

static json_t *readings(const ent_field *f) {
    json_t *list = number(f);
    json_array_append_new(list, ent_schema_ref("day"));
    return keyed("^[a-z][a-z0-9_-]*$", ent_schema_any(list));
}

static json_t *rows(const ent_field *f) {
    json_t *list = list_of(f->row->draws ? ent_schema_ref(f->row->name)
                                         : ent_schema_map(&f->row, 1, true));
    json_object_set_new(list, "minItems", json_integer(1));
    json_object_set_new(list, "maxItems", json_integer(ENT_ROWS_MOST));
    return json_pack("[o]", list);
}

/* A series of numbers, or where one stands. */
static json_t *described_text(const char *what) {
    return json_pack("{s: s, s: s}", "description", what, "type", "string");
}

static json_t *data(const ent_field *f) {
    json_t *list = list_of(ent_schema_any(number(f)));
    json_object_set_new(list, "minItems", json_integer(1));
    return json_pack("[o, {s: s, s: {s: o, s: o}, s: [s, s], s: b}]", list, "type",
                     "object", "properties", "csv",
                     described_text("A file in this folder or below"), "column",
                     described_text("The name of its column"), "required", "csv",
                     "column", "additionalProperties", 0);
}

/* ---- All types ---- */

/* What each type may be: a list of alternatives. */
static json_t *(*const alternatives[])(const ent_field *) = {
    [ENT_FORMULA] = formula,   [ENT_CONDITION] = condition,
    [ENT_NUMBER] = number,     [ENT_COUNT] = number,
    [ENT_DATE] = date,         [ENT_SPAN] = span,
    [ENT_YEAR_DAY] = year_day, [ENT_TEXT] = text,
    [ENT_FLAG] = flag,         [ENT_CHOICE] = choice,
    [ENT_NAME] = name,         [ENT_NAMES] = names,
    [ENT_FORMULAS] = formulas, [ENT_RANGE] = range,
    [ENT_YEARS] = years,       [ENT_DAYS] = days,
    [ENT_WEIGHTS] = weights,   [ENT_LEVELS] = levels,
    [ENT_READINGS] = readings, [ENT_DATA] = data,
    [ENT_ROWS] = rows,         [ENT_ROUGH_DATE] = rough_date,
};
_Static_assert(sizeof alternatives / sizeof *alternatives == ENT_TYPES,
               "a schema for each type");

/* Whether every text will do, `none` among them. */
static bool any_text(ent_type type) {
    return type == ENT_FORMULA || type == ENT_CONDITION || type == ENT_TEXT ||
           type == ENT_NAME || type == ENT_NAMES || type == ENT_DATE;
}

static bool is_structured(ent_type type) {
    return type == ENT_FORMULAS || type >= ENT_RANGE;
}

/* A value as JSON, from how it would be written in YAML. */
static json_t *written(const ent_field *f, const char *value) {
    const ent_number scanned = ent_number_scan(value);
    if (f->type == ENT_FLAG)
        return json_boolean(strcmp(value, "true") == 0);
    if (ent_field_has_range(f) && scanned.length == strlen(value) && !scanned.percent &&
        strspn(value, "0123456789.") == strlen(value))
        return scanned.value == floor(scanned.value)
                   ? json_integer((json_int_t)scanned.value)
                   : json_real(scanned.value);
    return json_string(value);
}

/* `about`, then what the field may be. */
static json_t *described(json_t *about, json_t *what) {
    json_object_update(about, what);
    json_decref(what);
    return about;
}

json_t *ent_schema_field(const ent_field *f) {
    char takes[ENT_TAKES_SIZE], help[2 * ENT_TAKES_SIZE];
    json_t *list = alternatives[f->type](f);
    if (!f->required && !any_text(f->type))
        json_array_append_new(list, json_pack("{s: s}", "const", "none"));
    snprintf(help, sizeof help, "%s (%s)%s%s", f->help, ent_field_takes(f, takes),
             is_structured(f->type) && f->example != NULL ? ", for example " : "",
             is_structured(f->type) && f->example != NULL ? f->example : "");
    json_t *field = json_pack("{s: s}", "description", help);
    if (f->standard != NULL)
        json_object_set_new(field, "default", written(f, f->standard));
    if (f->example != NULL && !is_structured(f->type) && *f->example != '[')
        json_object_set_new(field, "examples", json_pack("[o]", written(f, f->example)));
    return described(field, ent_schema_any(list));
}

json_t *ent_schema_map(const ent_kind *const *kinds, size_t count, bool whole) {
    json_t *properties = json_object(), *required = json_array();
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; kinds[k] != NULL && i < kinds[k]->field_count; i++) {
            const ent_field *f = &kinds[k]->fields[i];
            json_object_set_new(properties, f->name, ent_schema_field(f));
            if (f->required)
                json_array_append_new(required, json_string(f->name));
        }
    json_t *map = json_pack("{s: s, s: o, s: b}", "type", "object", "properties",
                            properties, "additionalProperties", 0);
    if (whole && json_array_size(required) > 0)
        json_object_set(map, "required", required);
    json_decref(required);
    return map;
}
