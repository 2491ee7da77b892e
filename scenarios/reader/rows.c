/* Fields that are lists of maps: tiers, regimes. */
#include <stdio.h>
#include <string.h>

#include "scenarios/reader/entries.h"

static bool wrong_shape(const ent_where *where, const ent_field *field,
                        const ent_yaml *node, const char *message) {
    ent_problem *problem = ent_problem_add(where->reading->problems, "E0204", node->at,
                                           where->path, message, field->row->name);
    problem->help =
        ent_problem_text(where->reading->problems, "write %s", field->example);
    ent_value_anchor(problem, node);
    return false;
}

static bool check_count(const ent_where *where, const ent_field *field,
                        const ent_yaml *node) {
    if (node->count >= 1 && node->count <= ENT_ROWS_MOST) {
        return true;
    }
    ent_problem *problem =
        node->count == 0
            ? ent_problem_add(where->reading->problems, "E0203", node->at, where->path,
                              "`%s` is empty", field->name)
            : ent_problem_add(where->reading->problems, "E0222", node->at, where->path,
                              "%zu rows; a list of them may have %d", node->count,
                              ENT_ROWS_MOST);
    ent_value_anchor(problem, node);
    return false;
}

/* `text` and the fields given, as "above 0, rate 5%". */
static const char *fields_text(ent_arena *arena, const char *text, const ent_entry *row) {
    for (size_t i = 0; i < row->kind->field_count; i++) {
        const ent_value *cell = &row->fields[i];
        if (cell->given && cell->text != NULL) {
            text = ent_text_join(arena, text, *text == '\0' ? "" : ", ");
            text = ent_text_join(arena, text, row->kind->fields[i].name);
            text = ent_text_join(arena, ent_text_join(arena, text, " "), cell->text);
        }
    }
    return text;
}

/* The row as a text; of one that draws, "weight 30%, normal, mean 1, sd 0.1". */
static const char *row_text(ent_arena *arena, const ent_entry *row) {
    const char *text = fields_text(arena, "", row);
    if (row->inner != NULL) {
        text = ent_text_join(arena, text,
                             ent_text_join(arena, ", ", row->inner->kind->name));
        text = fields_text(arena, text, row->inner);
    }
    return text;
}

static void read_row(const ent_where *where, const ent_field *field, const ent_yaml *node,
                     size_t i, ent_value *value) {
    ent_arena *arena = &where->reading->scenario->arena;
    ent_entry *row = &value->rows[value->row_count];
    char number[24];
    if (node->broken) {
        return;
    }
    snprintf(number, sizeof number, "%zu", i + 1);
    *row = (ent_entry){.name = ent_arena_text(arena, number, strlen(number)),
                       .at = node->at};
    row->path = ent_path_join(arena, where->path, row->name);
    if (node->kind != ENT_YAML_MAP) {
        const ent_where at = {where->reading, row->path, where->own_unit};
        wrong_shape(&at, field, node, "a %s must be a map");
        return;
    }
    if (!ent_entry_read_row(where, field->row, node, row)) {
        return;
    }
    value->row_count++;
    value->text = ent_text_join(arena, value->row_count == 1 ? "" : value->text,
                                value->row_count == 1 ? "" : "; ");
    value->text = ent_text_join(arena, value->text, row_text(arena, row));
}

bool ent_value_rows(const ent_where *where, const ent_field *field, const ent_yaml *node,
                    ent_value *value) {
    const size_t errors = where->reading->problems->errors;
    if (node->kind != ENT_YAML_LIST) {
        return wrong_shape(where, field, node, "a list is expected, one map for each %s");
    }
    if (!check_count(where, field, node)) {
        return false;
    }
    value->rows = ent_arena_take(&where->reading->scenario->arena, node->count,
                                 sizeof *value->rows);
    for (size_t i = 0; i < node->count; i++) {
        read_row(where, field, node->items[i], i, value);
    }
    return where->reading->problems->errors == errors;
}
