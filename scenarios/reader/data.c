/* Fields that are series of numbers: a list, or a column of a CSV file. */
#include <string.h>

#include "scenarios/reader/beside.h"
#include "scenarios/reader/csv.h"
#include "scenarios/reader/data.h"
#include "scenarios/reader/file.h"
#include "scenarios/scenarios.h"

static ent_arena *arena_of(const ent_where *where) {
    return &where->reading->scenario->arena;
}

static ent_problems *problems_of(const ent_where *where) {
    return where->reading->problems;
}

/* One number more.  A wrong one is told and left out. */
static bool add_number(const ent_where *where, const ent_field *field,
                       const ent_yaml *node, ent_value *value) {
    ent_item item = {.key = "", .text = node->text, .at = node->at};
    ent_field number = *field;
    /* Without a unit to compare with, "1oo" would pass for a number of some unit `oo`. */
    number.unit = where->own_unit == NULL ? "1" : field->unit;
    if (node->broken || !ent_value_number(where, &number, node, &item.number)) {
        return false;
    }
    value->items =
        ent_arena_grow(arena_of(where), value->items, value->item_count, sizeof item);
    value->items[value->item_count++] = item;
    return true;
}

static bool no_numbers(const ent_where *where, const ent_field *field, ent_place at) {
    ent_problem_add(problems_of(where), "E0203", at, where->path, "`%s` holds no numbers",
                    field->name)
        ->help = "give it at least one";
    return false;
}

static bool too_many(const ent_where *where, ent_place at) {
    ent_problem *problem =
        ent_problem_add(problems_of(where), "E0102", at, where->path,
                        "more than %d numbers, the most that is read", ENT_DATA_NUMBERS);
    problem->help = "give a shorter series, or one of longer periods";
    return false;
}

/* --- a column --- */

typedef struct {
    const ent_where *where;
    const ent_field *field;
    const ent_csv_column *asked;
    ent_csv csv;
    size_t width;  /* cells of the header, and so of every row */
    size_t column; /* the one that counts */
} table;

static bool no_column(const table *t, const ent_words *names, const char *header) {
    ent_problems *problems = problems_of(t->where);
    ent_problem *problem =
        ent_problem_add(problems, "E0119", t->asked->at, t->where->path,
                        "%s has no column `%s`", t->csv.file->name, t->asked->name);
    const bool semicolons = t->width == 1 && strchr(header, ';') != NULL;
    problem->help =
        semicolons ? "its cells seem to be parted by semicolons: save it with commas"
                   : ent_words_help(names, t->asked->name, "its columns are", problems);
    return false;
}

static bool twice(const table *t, ent_place again, ent_place first) {
    ent_problem *problem =
        ent_problem_add(problems_of(t->where), "E0119", again, t->where->path,
                        "two columns are called `%s`", t->asked->name);
    ent_problem_also(problem, first, "first here");
    problem->help = "rename one of them";
    return false;
}

/* Reads the names of the columns and finds the one that is asked for. */
static bool read_header(table *t) {
    ent_csv_cell cell = {0};
    ent_words names = {0};
    ent_place found = {0};
    while (!cell.last) {
        if (!ent_csv_next(&t->csv, &cell, problems_of(t->where))) {
            return false;
        }
        const char *name = ent_csv_cell_text(arena_of(t->where), &cell);
        if (strcmp(name, t->asked->name) == 0) {
            if (found.line != 0) {
                return twice(t, cell.at, found);
            }
            found = cell.at;
            t->column = t->width;
        }
        ent_words_add(&names, arena_of(t->where), name);
        t->width++;
    }
    return found.line != 0 || no_column(t, &names, names.items[0]);
}

/* Whether the row has as many cells as the header. */
static bool check_width(const table *t, size_t cells, ent_place row) {
    if (cells == t->width) {
        return true;
    }
    ent_problem *problem =
        ent_problem_add(problems_of(t->where), "E0118", row, t->where->path,
                        "this row has %zu cell%s, the header %zu", cells,
                        cells == 1 ? "" : "s", t->width);
    problem->help = cells < t->width
                        ? "add what is missing; an empty cell needs its comma"
                        : "a comma within a cell needs quotes around the cell";
    return false;
}

static bool take_cell(const table *t, const ent_csv_cell *cell, ent_value *value) {
    const ent_yaml node = {.kind = ENT_YAML_SCALAR,
                           .at = cell->at,
                           .plain = true,
                           .text = ent_csv_cell_text(arena_of(t->where), cell)};
    if (node.text[strspn(node.text, " \t")] == '\0') {
        ent_problem *problem =
            ent_problem_add(problems_of(t->where), "E0120", cell->at, t->where->path,
                            "an empty cell in column `%s`", t->asked->name);
        problem->help = "fill it in, or take the row out";
        return false;
    }
    return add_number(t->where, t->field, &node, value);
}

/* Reads one row; `good` becomes false if it is wrong.  False if no more can be read. */
static bool read_row(table *t, ent_value *value, bool *good) {
    ent_csv_cell cell = {0}, wanted = {0};
    ent_place row = {0};
    size_t cells = 0;
    while (!cell.last) {
        if (!ent_csv_next(&t->csv, &cell, problems_of(t->where))) {
            *good = false;
            return false;
        }
        row = cells == 0 ? cell.at : row;
        wanted = cells == t->column ? cell : wanted;
        cells++;
    }
    bool right = check_width(t, cells, row) && take_cell(t, &wanted, value);
    *good = *good && right;
    return true;
}

bool ent_data_column(const ent_where *where, const ent_field *field, const ent_file *file,
                     const ent_csv_column *asked, ent_value *value) {
    table t = {where, field, asked, {file, file->text, 1, 1}, 0, 0};
    bool good = true;
    if (!ent_file_check(file, false, problems_of(where)) || !read_header(&t)) {
        return false;
    }
    const ent_place end = {file, t.csv.line, 1, 1};
    while (!ent_csv_at_end(&t.csv)) {
        if (value->item_count == ENT_DATA_NUMBERS) {
            return too_many(where, (ent_place){file, t.csv.line, 1, 1});
        }
        if (!read_row(&t, value, &good)) {
            break;
        }
    }
    return good && (value->item_count > 0 || no_numbers(where, field, end));
}

/* --- a file --- */

/* The file of that name: read once, however often it is asked for. */
static const ent_file *load(const ent_where *where, const ent_yaml *node,
                            const char *path) {
    ent_scenario *scenario = where->reading->scenario;
    for (size_t i = 0; i < scenario->file_count; i++) {
        if (strcmp(scenario->files[i]->name, path) == 0) {
            return scenario->files[i];
        }
    }
    const ent_file *file =
        ent_file_load(path, node->at, &scenario->arena, where->reading->problems);
    if (file == NULL) {
        where->reading->unreadable = true;
    } else {
        ent_file_keep(scenario, file);
    }
    return file;
}

static bool unknown_key(const ent_where *where, const ent_yaml_pair *pair) {
    const char *const keys[] = {"csv", "column"};
    const char *nearest = ent_nearest(pair->key, keys, 2);
    ent_problem *problem =
        ent_problem_add(problems_of(where), "E0201", pair->at, where->path,
                        "`%s` is not a field of a table", pair->key);
    problem->help = nearest == NULL ? "the fields are: csv and column"
                                    : ent_problem_text(problems_of(where),
                                                       "did you mean `%s`?", nearest);
    return false;
}

/* The text of one of the two keys; NULL after a problem. */
static const char *text_of(const ent_where *where, const ent_yaml *map, const char *key,
                           const char *example) {
    const ent_field field = {.name = key, .type = ENT_TEXT};
    const ent_yaml *node = ent_yaml_get(map, key);
    if (node != NULL) {
        return node->broken ? NULL : ent_value_scalar(where, &field, node);
    }
    ent_problem *problem = ent_problem_add(problems_of(where), "E0202", map->at,
                                           where->path, "`%s` is missing", key);
    problem->help = ent_problem_text(problems_of(where), "add `%s: %s`", key, example);
    return NULL;
}

static bool read_table(const ent_where *where, const ent_field *field,
                       const ent_yaml *node, ent_value *value) {
    bool good = true;
    for (size_t i = 0; i < node->count; i++) {
        const char *key = node->pairs[i].key;
        if (strcmp(key, "csv") != 0 && strcmp(key, "column") != 0) {
            good = unknown_key(where, &node->pairs[i]);
        }
    }
    const char *name = good ? text_of(where, node, "csv", "history.csv") : NULL;
    const char *column = good ? text_of(where, node, "column", "price") : NULL;
    if (name == NULL || column == NULL) {
        return false;
    }
    const ent_yaml *at = ent_yaml_get(node, "csv");
    const char *path =
        ent_path_beside(where, at, name, "tables lie beside the scenario or below it");
    const ent_file *file = path == NULL ? NULL : load(where, at, path);
    const ent_csv_column asked = {column, ent_yaml_get(node, "column")->at};
    value->text = ent_text_join(arena_of(where), name, ", column ");
    value->text = ent_text_join(arena_of(where), value->text, column);
    return file != NULL && ent_data_column(where, field, file, &asked, value);
}

static bool read_list(const ent_where *where, const ent_field *field,
                      const ent_yaml *node, ent_value *value) {
    bool good = true;
    for (size_t i = 0; i < node->count; i++) {
        good = add_number(where, field, node->items[i], value) && good;
    }
    value->text = ent_items_text(arena_of(where), value->items, value->item_count);
    return good && (value->item_count > 0 || no_numbers(where, field, node->at));
}

bool ent_value_data(const ent_where *where, const ent_field *field, const ent_yaml *node,
                    ent_value *value) {
    switch (node->kind) {
    case ENT_YAML_LIST:
        return read_list(where, field, node, value);
    case ENT_YAML_MAP:
        return read_table(where, field, node, value);
    default:
        return ent_value_wrong_shape(where, field, node);
    }
}
