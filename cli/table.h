/* Tables: the same rows as aligned text, CSV or Markdown. */
#ifndef ENT_TABLE_H
#define ENT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/options.h"
#include "model/arena.h"

typedef enum {
    ENT_COLUMN_TEXT,
    ENT_COLUMN_PROSE,  /* the last one: text that may go on below itself */
    ENT_COLUMN_NUMBER, /* numbers */
    ENT_COLUMN_ERROR   /* left, one blank after the column before: a number's error */
} ent_column_kind;

/* A table under construction.  Zeroed, it is empty; released by ent_table_free. */
typedef struct {
    ent_arena arena;
    const char **headers;
    ent_column_kind *kinds;
    size_t column_count;
    const char **cells; /* row by row */
    size_t cell_count;
} ent_table;

/* Adds a column; all columns come before the first cell.  The header is copied. */
void ent_table_column(ent_table *, const char *header, ent_column_kind);
/* Adds the next cell of the row at hand; a row is full when every column has one. */
void ent_table_put(ent_table *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds a number in full precision: what CSV wants.  NaN and infinity give an empty cell.
 */
void ent_table_put_exact(ent_table *, double);

/* Prints as text, CSV or Markdown (JSON: as CSV).  `bold`: headers in bold, for text on a
 * terminal. Text columns that hold nothing at all are left out. */
void ent_table_print(const ent_table *, ent_form, bool bold, FILE *);
void ent_table_free(ent_table *);

/* The same as text, in blocks of as many columns as fit into `room` characters (0: all), each with the
 * first column; an error stays beside its number.  ent_table_print does so on a terminal. */
void ent_table_print_within(const ent_table *, size_t room, bool bold, FILE *);

/* Prints a text broken at blanks so that lines end before column 100, or where a narrower terminal does; lines after the
 * first begin at column `indent`, where the first already is.  No newline after the last.
 */
void ent_table_wrap(const char *text, size_t indent, FILE *);

/* Characters of a UTF-8 text. */
size_t ent_table_width(const char *);

#endif
