/* A document: headings, paragraphs, lists, tables and charts as values, and its writers.
 *
 *     ent_paper --> HTML (one file), Markdown (charts beside it) or PDF (A4 pages)
 *
 * Texts are UTF-8 and copied.  In paragraphs, items and cells, `words` between backquotes are code, words
 * between two asterisks on each side are strong, and an http or https address is a link; everything else
 * stands as it is.  Nothing here reads the clock: the same document, the same bytes (PDF: given the same
 * fonts). */
#ifndef ENT_PAPER_H
#define ENT_PAPER_H

#include <stdbool.h>
#include <stdio.h>

#include "model/arena.h"
#include "model/calendar.h"
#include "model/problem.h"
#include "plots/look.h"
#include "plots/scene.h"

typedef enum {
    ENT_BLOCK_HEADING,
    ENT_BLOCK_PARAGRAPH,
    ENT_BLOCK_ITEM,    /* of a list: those that follow one another */
    ENT_BLOCK_COMMAND, /* to be typed: kept as it is */
    ENT_BLOCK_TABLE,
    ENT_BLOCK_FIGURE
} ent_block_kind;

typedef enum {
    ENT_CELL_TEXT,
    ENT_CELL_NUMBER,
    ENT_CELL_ERROR /* stands close to the number before it, under the same header */
} ent_cell_kind;

enum { ENT_CELLS_MOST = 64 };

/* A table.  Its first column names the rows. */
typedef struct {
    const char *caption;
    size_t columns, rows;
    const char *headers[ENT_CELLS_MOST];
    ent_cell_kind kinds[ENT_CELLS_MOST];
    const char **cells; /* row by row; "" is empty */
    size_t cell_count;
} ent_paper_table;

typedef struct {
    ent_block_kind kind;
    int level;      /* of a heading: 2 or 3 */
    const char *id; /* of a heading, figure or table: unique in the document, [a-z0-9-] */
    const char *text; /* of anything but tables and figures */
    ent_paper_table *table;
    ent_scene *scene;  /* of a figure */
    ent_scene *narrow; /* the same figure for a telephone's width, or NULL */
} ent_block;

/* Zeroed, it is empty; the caller sets what is not a block.  Owns its scenes. */
typedef struct {
    ent_arena arena;
    const char *title, *subtitle;
    const char *description; /* for search engines and the file's properties */
    const char *author;
    const char *running; /* foot of each printed page; NULL: the title */
    ent_day date;        /* what a PDF says of its making; 0: 2000-01-01 */
    const ent_theme *theme;
    const ent_theme *dark; /* HTML: for readers who prefer dark; NULL: the same for all */
    ent_block *blocks;
    size_t count;
} ent_paper;

void ent_paper_free(ent_paper *);

/* ---- Building ---- */

void ent_paper_heading(ent_paper *, int level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A paragraph, item or command. */
void ent_paper_add(ent_paper *, ent_block_kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* An empty table; it lives as long as the document. */
ent_paper_table *ent_paper_add_table(ent_paper *, const char *caption);
void ent_paper_column(ent_paper *, ent_paper_table *, ent_cell_kind, const char *header);
/* The next cell of the row at hand; a row is full when every column has one. */
void ent_paper_cell(ent_paper *, ent_paper_table *, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A figure of a chart that is laid out; the scene is moved into the document.  Returns the block's
 * place. */
size_t ent_paper_figure(ent_paper *, ent_scene *);
/* Gives that figure its narrow form; moved too. */
void ent_paper_narrow(ent_paper *, size_t figure, ent_scene *);

/* ---- Writing ---- */

typedef struct ent_paper_form {
    const char *ending; /* ".html" */
    const char *what;   /* "one web page" */
    /* `path`: of the file, for names of what is put beside it; `to`: the file, open. */
    ent_status (*write)(const ent_paper *, const char *path, FILE *to, ent_problems *);
} ent_paper_form;

/* The forms there are; ends with a row whose ending is NULL. */
extern const ent_paper_form ent_paper_forms[];
/* The form that suits the path's ending, or NULL. */
const ent_paper_form *ent_paper_form_of(const char *path);

/* ENT_USAGE with E0813 where there is none. */
__attribute__((warn_unused_result)) ent_status ent_paper_check_path(const char *path,
                                                                    ent_problems *);

/* Writes the document whole or not at all, in the form that its ending says.  Markdown puts its
 * charts as SVG into a folder beside: report.md, report_figures/.  Errors: E0807, E0808, ENT_FILE;
 * those of ent_paper_check_path. */
__attribute__((warn_unused_result)) ent_status
ent_paper_save(const ent_paper *, const char *path, ent_problems *);

/* The folder for the charts of a Markdown file: "out/report_figures". */
void ent_paper_folder(const char *path, char *folder, size_t size);

#endif
