/* Fields that are maps: values by year, by date, by weight, by name. */
#include <string.h>

#include "model/number.h"
#include "scenarios/reader/values.h"

/* What one key may be, and how its pair becomes an item. */
typedef struct {
    bool (*read)(const ent_where *, const ent_field *, const ent_yaml_pair *, ent_item *);
    double (*order)(const ent_item *); /* items are sorted by it; NULL: as written */
} map_form;

static bool bad_key(const ent_where *where, const ent_yaml_pair *pair, const char *code,
                    const char *message, const char *help) {
    ent_problem_add(where->reading->problems, code, pair->at, where->path, message,
                    pair->key)
        ->help = help;
    return false;
}

/* Insertion: files list them in order. */
static void sort(ent_value *value, double (*order)(const ent_item *)) {
    for (size_t i = 1; i < value->item_count; i++) {
        ent_item item = value->items[i];
        size_t j = i;
        for (; j > 0 && order(&value->items[j - 1]) > order(&item); j--) {
            value->items[j] = value->items[j - 1];
        }
        value->items[j] = item;
    }
}

static bool read_map(const ent_where *where, const ent_field *field, const ent_yaml *node,
                     ent_value *value, const map_form *form) {
    if (node->kind != ENT_YAML_MAP) {
        return ent_value_wrong_shape(where, field, node);
    }
    if (node->count == 0) {
        ent_value_anchor(ent_problem_add(where->reading->problems, "E0203", node->at,
                                         where->path, "`%s` is empty", field->name),
                         node);
        return false;
    }
    bool good = true;
    value->items = ent_arena_take(&where->reading->scenario->arena, node->count,
                                  sizeof *value->items);
    for (size_t i = 0; i < node->count; i++) {
        const ent_yaml_pair *pair = &node->pairs[i];
        ent_item *item = &value->items[value->item_count];
        *item =
            (ent_item){.key = pair->key, .at = pair->value->at, .key_day = ENT_NO_DAY};
        item->text = pair->value->kind == ENT_YAML_SCALAR ? pair->value->text : NULL;
        bool item_good = !pair->value->broken && form->read(where, field, pair, item);
        value->item_count += item_good;
        good = good && item_good;
    }
    if (form->order != NULL) {
        sort(value, form->order);
    }
    return good;
}

/* Two spellings of one key ("1" and "1.0") that YAML does not see as duplicates. */
static bool distinct(const ent_where *where, const ent_yaml *node, const ent_value *value,
                     double (*order)(const ent_item *)) {
    for (size_t i = 1; i < value->item_count; i++) {
        if (order(&value->items[i - 1]) == order(&value->items[i])) {
            ent_problem *problem =
                ent_problem_add(where->reading->problems, "E0108", value->items[i].at,
                                where->path, "`%s` is given twice", value->items[i].key);
            ent_problem_also(problem, value->items[i - 1].at, "first given here");
            ent_value_anchor(problem, node);
            return false;
        }
    }
    return true;
}

static double key_number(const ent_item *item) {
    return item->key_number;
}
static double key_day(const ent_item *item) {
    return item->key_day;
}

/* --- years --- */

static bool read_year(const ent_where *where, const ent_field *field,
                      const ent_yaml_pair *pair, ent_item *item) {
    const char *k = pair->key;
    bool year = strlen(k) == 4 && strspn(k, "0123456789") == 4 &&
                strcmp(k, "1900") >= 0 && strcmp(k, "2199") <= 0;
    if (!year) {
        return bad_key(where, pair, "E0211", "`%s` is not a year", "write 2026: 30bn");
    }
    item->key_number =
        1000 * (k[0] - '0') + 100 * (k[1] - '0') + 10 * (k[2] - '0') + (k[3] - '0');
    return ent_value_number(where, field, pair->value, &item->number);
}

bool ent_value_years(const ent_where *where, const ent_field *field, const ent_yaml *node,
                     ent_value *value) {
    static const map_form form = {read_year, key_number};
    return read_map(where, field, node, value, &form);
}

/* --- days --- */

static bool read_day(const ent_where *where, const ent_field *field,
                     const ent_yaml_pair *pair, ent_item *item) {
    if (!ent_day_read(pair->key, &item->key_day)) {
        return bad_key(where, pair, "E0211", "`%s` is not a date",
                       "write year-month-day: 2030-12-31");
    }
    return ent_value_number(where, field, pair->value, &item->number);
}

bool ent_value_days(const ent_where *where, const ent_field *field, const ent_yaml *node,
                    ent_value *value) {
    static const map_form form = {read_day, key_day};
    return read_map(where, field, node, value, &form);
}

/* --- weights --- */

static bool read_weight(const ent_where *where, const ent_field *field,
                        const ent_yaml_pair *pair, ent_item *item) {
    /* The key is a number like any other of the field; a weight is a pure number. */
    const ent_yaml key = {
        .kind = ENT_YAML_SCALAR, .at = pair->at, .plain = true, .text = pair->key};
    static const ent_field weight = {
        .name = "weight", .type = ENT_NUMBER, .unit = "1", ENT_FROM(0)};
    return ent_value_number(where, field, &key, &item->key_number) &&
           ent_value_number(where, &weight, pair->value, &item->number);
}

bool ent_value_weights(const ent_where *where, const ent_field *field,
                       const ent_yaml *node, ent_value *value) {
    static const map_form form = {read_weight, key_number};
    return read_map(where, field, node, value, &form) &&
           distinct(where, node, value, key_number);
}

/* --- levels --- */

static bool read_level(const ent_where *where, const ent_field *field,
                       const ent_yaml_pair *pair, ent_item *item) {
    const ent_yaml key = {
        .kind = ENT_YAML_SCALAR, .at = pair->at, .plain = true, .text = pair->key};
    static const ent_field level = {
        .name = "level", .type = ENT_NUMBER, .unit = "share", ENT_WITHIN(1e-6, 1 - 1e-6)};
    return ent_value_number(where, &level, &key, &item->key_number) &&
           ent_value_number(where, field, pair->value, &item->number);
}

bool ent_value_levels(const ent_where *where, const ent_field *field,
                      const ent_yaml *node, ent_value *value) {
    static const map_form form = {read_level, key_number};
    return read_map(where, field, node, value, &form) &&
           distinct(where, node, value, key_number);
}

/* --- readings --- */

static bool read_reading(const ent_where *where, const ent_field *field,
                         const ent_yaml_pair *pair, ent_item *item) {
    if (!ent_name_valid(pair->key, true)) {
        return bad_key(where, pair, "E0311", "`%s` is not a name for a reading",
                       "use lower-case letters, digits and _, a letter first");
    }
    if (strcmp(pair->key, "none") == 0) {
        return bad_key(where, pair, "E0311", "`%s` cannot name a reading",
                       "`use: none` would clear the field; call it zero or nothing");
    }
    if (pair->value->kind == ENT_YAML_SCALAR &&
        ent_day_read(pair->value->text, &item->key_day)) {
        return true;
    }
    return ent_value_number(where, field, pair->value, &item->number);
}

bool ent_value_readings(const ent_where *where, const ent_field *field,
                        const ent_yaml *node, ent_value *value) {
    static const map_form form = {read_reading, NULL};
    if (!read_map(where, field, node, value, &form)) {
        return false;
    }
    for (size_t i = 1; i < value->item_count; i++) {
        bool date = value->items[i].key_day != ENT_NO_DAY;
        if (date != (value->items[0].key_day != ENT_NO_DAY)) {
            ent_problem *problem =
                ent_problem_add(where->reading->problems, "E0220", value->items[i].at,
                                where->path, "the readings are numbers and dates mixed");
            ent_problem_also(problem, value->items[0].at,
                             date ? "this is a number" : "this is a date");
            return false;
        }
    }
    return true;
}
