/* CSV (RFC 4180), cell by cell, each with its place.
 *
 * Rows end with LF or CR LF, cells with a comma; a cell in double quotes may hold both, and
 * a double quote written twice.  Blanks around a cell without quotes do not count.  Blank
 * lines at the end of the file are no rows.  Our own and not libcsv, because that reports
 * neither line nor column, which every message here needs. */
#ifndef ENT_CSV_H
#define ENT_CSV_H

#include "model/arena.h"
#include "model/problem.h"

/* How far a file is read; begins as {.file, .at = file->text, .line = 1, .column = 1}. */
typedef struct {
    const ent_file *file;
    const char *at;
    int line, column;
} ent_csv;

typedef struct {
    const char *from, *to; /* its bytes, without quotes around and blanks */
    bool quoted;
    bool last; /* of its row */
    ent_place at;
} ent_csv_cell;

/* Whether there is no further row; to be asked where a row begins. */
bool ent_csv_at_end(const ent_csv *);

/* Reads the next cell.  False after a problem (E0117): what follows cannot be judged. */
bool ent_csv_next(ent_csv *, ent_csv_cell *, ent_problems *);

/* What the cell says. */
const char *ent_csv_cell_text(ent_arena *, const ent_csv_cell *);

#endif
