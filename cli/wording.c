/* Numbers, names and values of fields in words. */
#include "cli/wording.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/number.h"
#include "model/world/distribution.h"
#include "plots/format.h"

#define MINUS "\xe2\x88\x92"

static ent_prose prose(const ent_wording *w) {
    return (ent_prose){.arena = w->arena};
}

static const char *kept(const ent_wording *w, const char *text) {
    return ent_arena_text(w->arena, text, strlen(text));
}

const ent_entry *ent_word_entry(const ent_entries *entries, const char *name) {
    for (size_t i = 0; i < entries->count; i++)
        if (strcmp(entries->items[i].name, name) == 0)
            return &entries->items[i];
    return NULL;
}

/* ---- Days and numbers ---- */

const char *ent_word_day(const ent_wording *w, ent_day day) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year, month, date;
    char text[40];
    ent_day_split(day, &year, &month, &date);
    snprintf(text, sizeof text, "%d %s %d", date, months[month - 1], year);
    return kept(w, text);
}

const char *ent_word_rough_day(const ent_wording *w, const ent_value *date) {
    const char *day = ent_word_day(w, date->day);
    const size_t given = strlen(date->text);
    return given == 4 ? date->text : given == 7 ? strchr(day, ' ') + 1 : day;
}

/* A field's unit in the scenario's words; "share" and NULL stay. */
static const char *unit_of(const ent_wording *w, const char *unit, const char *own) {
    ent_prose p = prose(w);
    if (unit == NULL || strcmp(unit, "share") == 0)
        return unit;
    if (strncmp(unit, "money", 5) == 0)
        ent_prose_add(&p, "%s%s", w->scenario->currency, unit + 5);
    else if (strncmp(unit, "own", 3) == 0)
        ent_prose_add(&p, "%s%s", own == NULL ? "1" : own, unit + 3);
    else
        return unit;
    return ent_prose_text(&p);
}

static const char *percent(const ent_wording *w, double value) {
    ent_prose p = prose(w);
    ent_prose_add(&p, "%s%.10g%%", value < 0 ? MINUS : "", 100 * fabs(value));
    return ent_prose_text(&p);
}

const char *ent_word_number(const ent_wording *w, double value, const char *unit) {
    const bool share = unit != NULL && strcmp(unit, "share") == 0;
    const ent_format format = ent_format_of(share ? NULL : unit);
    char digits[40];
    ent_prose p = prose(w);
    if (share)
        return percent(w, value);
    ent_number_write(fabs(value), digits, sizeof digits);
    ent_prose_add(&p, "%s%s%s%s", value < 0 ? MINUS : "", format.prefix, digits,
                  ent_format_behind(&format, digits));
    return ent_prose_text(&p);
}

const char *ent_word_literal(const ent_wording *w, const char *text, double value,
                             const char *unit) {
    const char *from = text == NULL ? "" : text + strspn(text, " +-");
    const ent_number number = ent_number_scan(from);
    if (number.length == 0 || !number.percent)
        return ent_word_number(w, value, unit);
    const bool yearly = (unit != NULL && strcmp(unit, "1/year") == 0) ||
                        strcmp(from + number.length, "/year") == 0;
    ent_prose p = prose(w);
    ent_prose_add(&p, "%s%.*s%s", value < 0 ? MINUS : "", (int)number.length, from,
                  yearly ? " a year" : "");
    return ent_prose_text(&p);
}

/* ---- Names and formulas ---- */

const char *ent_word_party(const ent_wording *w, int party) {
    if (party < 0)
        return "the market";
    const ent_entry *entry = &w->scenario->parties.items[party];
    const char *name = entry->common[ENT_PARTY_NAME].text;
    return name == NULL ? entry->name : name;
}

/* Whether the title says no more than the name: "Azure share" of azure_share. */
static bool is_same(const char *title, const char *name) {
    for (; *title != '\0' && *name != '\0'; title++, name++)
        if (tolower((unsigned char)*title) != (*name == '_' ? ' ' : *name))
            return false;
    return *title == *name;
}

/* The title of a quantity or driver; NULL if it has none, or none that says more. */
static const char *title_of(const ent_wording *w, const char *name) {
    const ent_scenario *s = w->scenario;
    const ent_entry *quantity = ent_word_entry(&s->quantities, name);
    const ent_entry *driver = ent_word_entry(&s->drivers, name);
    const char *title = quantity != NULL ? quantity->common[ENT_QUANTITY_TITLE].text
                        : driver != NULL ? driver->common[ENT_DRIVER_TITLE].text
                                         : NULL;
    return title == NULL || is_same(title, name) ? NULL : title;
}

const char *ent_word_name(const ent_wording *w, const char *name) {
    const ent_entry *entry = ent_word_entry(&w->scenario->assumptions, name);
    const char *title = title_of(w, name);
    ent_prose p = prose(w);
    if (entry != NULL) {
        ent_prose_add(&p, "%s (%s%s)", ent_word_assumption(w, entry), name,
                      entry->common[ENT_ASSUMPTION_READINGS].given ? ", disputed" : "");
        return ent_prose_text(&p);
    }
    if (title == NULL)
        return kept(w, name);
    ent_prose_add(&p, "%s (%s)", title, name);
    return ent_prose_text(&p);
}

/* A lone name, perhaps of an output: "sales", "share.paid". */
static bool is_name(const char *text) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char inside[] = "abcdefghijklmnopqrstuvwxyz0123456789_.";
    return *text != '\0' && strchr(letters, *text) != NULL &&
           text[strspn(text, inside)] == '\0';
}

/* What may follow a number that stands alone: nothing, or a unit. */
static bool is_unit(const char *text) {
    for (; *text != '\0'; text++)
        if (*text != '/' && *text != '_' && !(*text >= '0' && *text <= '9') &&
            !((*text | 32) >= 'a' && (*text | 32) <= 'z'))
            return false;
    return true;
}

/* The formula on one line. */
static const char *on_one_line(const ent_wording *w, const char *text) {
    ent_prose p = prose(w);
    while (*(text += strspn(text, " \n\t")) != '\0') {
        const size_t length = strcspn(text, " \n\t");
        ent_prose_add(&p, "%s%.*s", p.length == 0 ? "" : " ", (int)length, text);
        text += length;
    }
    return ent_prose_text(&p);
}

const char *ent_word_formula(const ent_wording *w, const char *text, const char *unit) {
    text = on_one_line(w, text);
    const bool minus = *text == '-';
    const char *from = text + minus;
    const ent_number number = ent_number_scan(from);
    ent_day day;
    if (ent_day_read(text, &day))
        return ent_word_day(w, day);
    const char *rest = from + number.length + strspn(from + number.length, " ");
    if (number.length > 0 && is_unit(rest))
        return ent_word_literal(w, text, minus ? -number.value : number.value,
                                *rest == '\0' || number.percent ? unit : rest);
    if (is_name(text))
        return ent_word_name(w, text);
    ent_prose p = prose(w);
    ent_prose_add(&p, "`%s`", text);
    return ent_prose_text(&p);
}

/* ---- Values ---- */

/* The part of an item before its value: a year, a day, a name. */
static const char *key_of(const ent_wording *w, const ent_field *field,
                          const ent_item *item, const char *unit) {
    if (field->type == ENT_DAYS)
        return ent_word_day(w, item->key_day);
    if (field->type == ENT_WEIGHTS)
        return ent_word_literal(w, item->key, item->key_number, unit);
    return item->key;
}

static const char *items_of(const ent_wording *w, const ent_field *field,
                            const ent_value *value, const char *unit) {
    const bool keyed = field->type == ENT_YEARS || field->type == ENT_DAYS ||
                       field->type == ENT_WEIGHTS || field->type == ENT_LEVELS;
    const bool plain = field->type == ENT_NAMES || field->type == ENT_FORMULAS;
    ent_prose p = prose(w);
    for (size_t i = 0; i < value->item_count; i++) {
        const ent_item *item = &value->items[i];
        ent_prose_add(&p, "%s", i == 0 ? "" : field->type == ENT_RANGE ? " to " : ", ");
        if (keyed)
            ent_prose_add(&p, "%s: ", key_of(w, field, item, unit));
        ent_prose_add(&p, "%s",
                      plain ? item->text
                            : ent_word_literal(w, item->text, item->number,
                                               field->type == ENT_WEIGHTS ? "1" : unit));
    }
    return ent_prose_text(&p);
}

static const char *own_unit(const ent_entry *entry) {
    const int unit = entry->section ? ent_kind_field(entry->section, "unit") : -1;
    return unit < 0 ? NULL : entry->common[unit].text;
}

/* ---- One function for each type of field ---- */

/* A value to be put in words. */
typedef struct {
    const ent_wording *w;
    const ent_entry *entry;
    const ent_field *field;
    const ent_value *value;
    const char *unit; /* in the scenario's words */
} wanted;

static const char *formula_in_words(const wanted *a) {
    return ent_word_formula(a->w, a->value->text, a->unit);
}
/* A condition is not what its title calls, but that it holds: so the name comes first. */
static const char *condition_in_words(const wanted *a) {
    const char *title = title_of(a->w, a->value->text);
    ent_prose p = prose(a->w);
    ent_day day;
    if (ent_day_read(a->value->text, &day)) {
        ent_prose_add(&p, "%s comes", ent_word_day(a->w, day));
        return ent_prose_text(&p);
    }
    if (title == NULL)
        return ent_word_formula(a->w, a->value->text, NULL);
    ent_prose_add(&p, "%s (%s)", a->value->text, title);
    return ent_prose_text(&p);
}
static const char *number_in_words(const wanted *a) {
    return ent_word_literal(a->w, a->value->text, a->value->number, a->unit);
}
static const char *day_in_words(const wanted *a) {
    return a->value->day != ENT_NO_DAY ? ent_word_day(a->w, a->value->day)
                                       : ent_word_name(a->w, a->value->text);
}
/* "1 July": the day without its year. */
static const char *year_day_in_words(const wanted *a) {
    const char *text = ent_word_day(a->w, a->value->day);
    ent_prose p = prose(a->w);
    ent_prose_add(&p, "%.*s", (int)(strrchr(text, ' ') - text), text);
    return ent_prose_text(&p);
}
static const char *name_in_words(const wanted *a) {
    return a->field->of == ENT_OF_PARTY ? ent_word_party(a->w, a->value->index)
                                        : a->value->text;
}
static const char *flag_in_words(const wanted *a) {
    return a->value->number != 0 ? "true" : "false";
}
static const char *text_in_words(const wanted *a) {
    return a->value->text == NULL ? "none" : a->value->text;
}
static const char *readings_in_words(const wanted *a) {
    return ent_word_readings(a->w, a->entry);
}
static const char *items_in_words(const wanted *a) {
    return items_of(a->w, a->field, a->value, a->unit);
}

/* "above $0, rate 5%; above $500m, rate 8%" */
static const char *rows_in_words(const wanted *a) {
    ent_prose p = prose(a->w);
    for (size_t i = 0; i < a->value->row_count; i++)
        ent_prose_add(&p, "%s%s", i == 0 ? "" : "; ",
                      ent_word_parameters(a->w, &a->value->rows[i]));
    return ent_prose_text(&p);
}

static const char *rough_day_in_words(const wanted *a) {
    return ent_word_rough_day(a->w, a->value);
}

static const char *(*const in_words[])(const wanted *) = {
    [ENT_FORMULA] = formula_in_words,
    [ENT_CONDITION] = condition_in_words,
    [ENT_NUMBER] = number_in_words,
    [ENT_COUNT] = text_in_words,
    [ENT_DATE] = day_in_words,
    [ENT_SPAN] = text_in_words,
    [ENT_TEXT] = text_in_words,
    [ENT_FLAG] = flag_in_words,
    [ENT_CHOICE] = text_in_words,
    [ENT_NAME] = name_in_words,
    [ENT_NAMES] = items_in_words,
    [ENT_FORMULAS] = items_in_words,
    [ENT_RANGE] = items_in_words,
    [ENT_YEARS] = items_in_words,
    [ENT_DAYS] = items_in_words,
    [ENT_WEIGHTS] = items_in_words,
    [ENT_LEVELS] = items_in_words,
    [ENT_READINGS] = readings_in_words,
    [ENT_ROWS] = rows_in_words,
    [ENT_YEAR_DAY] = year_day_in_words,
    [ENT_ROUGH_DATE] = rough_day_in_words};
_Static_assert(sizeof in_words / sizeof *in_words == ENT_TYPES, "a type without words");

const char *ent_word_value(const ent_wording *w, const ent_entry *entry,
                           const ent_field *field, const ent_value *value) {
    const wanted a = {w, entry, field, value, unit_of(w, field->unit, own_unit(entry))};
    if (!value->given && field->standard == NULL)
        return "none";
    return (in_words[field->type] ? in_words[field->type] : text_in_words)(&a);
}

const char *ent_word_parameters(const ent_wording *w, const ent_entry *entry) {
    ent_prose p = prose(w);
    for (size_t i = 0; entry->kind != NULL && i < entry->kind->field_count; i++)
        if (entry->fields[i].given)
            ent_prose_add(
                &p, "%s%s %s", p.length == 0 ? "" : ", ", entry->kind->fields[i].name,
                ent_word_value(w, entry, &entry->kind->fields[i], &entry->fields[i]));
    if (entry->inner != NULL) {
        ent_entry inner = *entry->inner;
        inner.section = entry->section;
        inner.common = entry->common;
        ent_prose_add(&p, "%s %s", inner.kind->name, ent_word_parameters(w, &inner));
    }
    return ent_prose_text(&p);
}
