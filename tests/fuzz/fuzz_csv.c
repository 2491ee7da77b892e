/* Fuzzes the reader of CSV files: the input is one, up to its second line the names of its
 * columns, of which `price` is read. */
#include <stdlib.h>
#include <string.h>

#include "scenarios/reader/csv.h"
#include "scenarios/reader/data.h"
#include "scenarios/reader/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth) {
    if (!truth) {
        abort();
    }
}

/* Cells stand in order, within the file, and their places within its lines. */
static void check_cells(const ent_file *file) {
    ent_csv csv = {file, file->text, 1, 1};
    ent_csv_cell cell = {.last = true};
    ent_arena arena = {0};
    ent_problems problems = {0};
    int line = 1;
    while (!cell.last || !ent_csv_at_end(&csv)) {
        const char *before = csv.at;
        if (!ent_csv_next(&csv, &cell, &problems)) {
            require(problems.errors == 1);
            break;
        }
        require(csv.at > before || csv.at == file->text + file->size);
        require(cell.from <= cell.to && cell.to <= file->text + file->size);
        require(cell.at.line >= line && cell.at.column >= 1 && cell.at.width >= 1);
        require(strlen(ent_csv_cell_text(&arena, &cell)) <=
                (size_t)(cell.to - cell.from));
        line = cell.at.line;
    }
    ent_arena_free(&arena);
    ent_problems_free(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ent_scenario scenario = {.currency = "USD"};
    ent_problems problems = {0};
    ent_reading reading = {&scenario, &problems, false};
    const ent_where where = {&reading, "drivers.x.data", NULL};
    const ent_field field = {"data", ENT_DATA, "own", ENT_ANY};
    const ent_csv_column asked = {"price", {0}};
    ent_value value = {0};
    const ent_file *file = ent_file_from_text("fuzz.csv", (const char *)data, size,
                                              &scenario.arena, &problems);
    if (file != NULL) {
        const bool good = ent_data_column(&where, &field, file, &asked, &value);
        require(good == (problems.errors == 0) && (!good || value.item_count > 0));
        check_cells(file);
    }
    ent_problems_free(&problems);
    ent_arena_free(&scenario.arena);
    return 0;
}
