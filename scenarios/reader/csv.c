#include "scenarios/reader/csv.h"

#include <string.h>

#include "scenarios/reader/file.h"

static const char *end_of(const ent_csv *csv) {
    return csv->file->text + csv->file->size;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Bytes of the line break at `s`; 0 if there is none. */
static size_t break_at(const char *s, const char *end) {
    if (s < end && *s == '\n') {
        return 1;
    }
    return end - s >= 2 && s[0] == '\r' && s[1] == '\n' ? 2 : 0;
}

bool ent_csv_at_end(const ent_csv *csv) {
    const char *s = csv->at, *end = end_of(csv);
    while (s < end && (is_blank(*s) || break_at(s, end) > 0)) {
        s++;
    }
    return s == end;
}

/* Moves to `to`, counting lines and columns. */
static void advance(ent_csv *csv, const char *to) {
    while (csv->at < to) {
        size_t line_break = break_at(csv->at, end_of(csv));
        if (line_break > 0) {
            csv->at += line_break;
            csv->line++;
            csv->column = 1;
        } else {
            csv->column += ((unsigned char)*csv->at & 0xc0) != 0x80;
            csv->at++;
        }
    }
}

static ent_place here(const ent_csv *csv) {
    return (ent_place){csv->file, csv->line, csv->column, 1};
}

static bool broken(ent_place at, ent_problems *problems, const char *message,
                   const char *help) {
    ent_problem_add(problems, "E0117", at, NULL, "%s", message)->help = help;
    return false;
}

/* From behind the first quote to behind the last one. */
static bool read_quoted(ent_csv *csv, ent_csv_cell *cell, ent_problems *problems) {
    const char *s = csv->at + 1, *end = end_of(csv);
    while (s < end && (*s != '"' || (s + 1 < end && s[1] == '"'))) {
        s += *s == '"' ? 2 : 1;
    }
    if (s == end) {
        return broken(cell->at, problems, "this quote is never closed",
                      "close it, or write a quote within quotes twice: \"\"");
    }
    cell->from = csv->at + 1;
    cell->to = s;
    cell->quoted = true;
    advance(csv, s + 1);
    cell->at.width = ent_text_width(cell->from, cell->to) + 2;
    return true;
}

static bool read_plain(ent_csv *csv, ent_csv_cell *cell, ent_problems *problems) {
    const char *s = csv->at, *end = end_of(csv);
    while (s < end && *s != ',' && *s != '"' && break_at(s, end) == 0) {
        s++;
    }
    cell->from = cell->to = csv->at;
    advance(csv, s);
    if (s < end && *s == '"') {
        return broken(here(csv), problems, "a quote within a cell without quotes",
                      "put the whole cell in quotes, and write the quote twice: \"\"");
    }
    cell->to = s;
    while (cell->to > cell->from && is_blank(cell->to[-1])) {
        cell->to--;
    }
    int width = ent_text_width(cell->from, cell->to);
    cell->at.width = width > 0 ? width : 1;
    return true;
}

static void skip_blanks(ent_csv *csv) {
    const char *s = csv->at;
    while (s < end_of(csv) && is_blank(*s)) {
        s++;
    }
    advance(csv, s);
}

bool ent_csv_next(ent_csv *csv, ent_csv_cell *cell, ent_problems *problems) {
    skip_blanks(csv);
    const char *end = end_of(csv);
    *cell = (ent_csv_cell){.at = here(csv)};
    if (csv->at < end && *csv->at == '"') {
        if (!read_quoted(csv, cell, problems)) {
            return false;
        }
        skip_blanks(csv);
    } else if (!read_plain(csv, cell, problems)) {
        return false;
    }
    size_t line_break = break_at(csv->at, end);
    cell->last = csv->at == end || line_break > 0;
    if (!cell->last && *csv->at != ',') {
        return broken(here(csv), problems, "text behind a closing quote",
                      "put a comma between cells, or the quotes around the whole cell");
    }
    advance(csv, csv->at + (cell->last ? line_break : 1));
    return true;
}

const char *ent_csv_cell_text(ent_arena *arena, const ent_csv_cell *cell) {
    const size_t size = (size_t)(cell->to - cell->from);
    char *text = ent_arena_take(arena, size + 1, 1);
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        text[length++] = cell->from[i];
        i += cell->quoted && cell->from[i] == '"';
    }
    text[length] = '\0';
    return text;
}
