#include "plots/paper/paper.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "plots/chart_data.h"
#include "plots/paper/writers.h"

const ent_paper_form ent_paper_forms[] = {
    {".html", "one web page", ent_paper_write_html},
    {".pdf", "pages to print", ent_paper_write_pdf},
    {".md", "Markdown, with its charts beside it", ent_paper_write_markdown},
    {NULL, NULL, NULL}};

const ent_paper_form *ent_paper_form_of(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash == NULL ? path : slash, '.');
    for (const ent_paper_form *form = ent_paper_forms; form->ending != NULL; form++)
        if (dot != NULL && strcmp(dot, form->ending) == 0)
            return form;
    return NULL;
}

void ent_paper_free(ent_paper *document) {
    for (size_t i = 0; i < document->count; i++) {
        const ent_block *block = &document->blocks[i];
        if (block->scene != NULL)
            ent_scene_free(block->scene);
        if (block->narrow != NULL)
            ent_scene_free(block->narrow);
    }
    ent_arena_free(&document->arena);
    *document = (ent_paper){0};
}

/* ---- Building ---- */

static ent_block *append(ent_paper *document, ent_block_kind kind) {
    document->blocks = ent_arena_grow(&document->arena, document->blocks, document->count,
                                      sizeof *document->blocks);
    ent_block *block = &document->blocks[document->count++];
    *block = (ent_block){.kind = kind};
    return block;
}

static bool id_is_taken(const ent_paper *document, const char *id) {
    for (size_t i = 0; i < document->count; i++)
        if (document->blocks[i].id != NULL && strcmp(document->blocks[i].id, id) == 0)
            return true;
    return false;
}

enum { ID_LENGTH = 48 };

/* "Terms side by side" becomes "terms-side-by-side"; a second one gets a number. */
static const char *make_id(ent_paper *document, const char *text) {
    const size_t room = ID_LENGTH + 24;
    char *id = ent_arena_take(&document->arena, room, 1);
    size_t length = 0;
    for (; *text != '\0' && length < ID_LENGTH; text++) {
        const char c = *text >= 'A' && *text <= 'Z' ? (char)(*text + 'a' - 'A') : *text;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            id[length++] = c;
        else if (length > 0 && id[length - 1] != '-')
            id[length++] = '-';
    }
    if (length > 0 && id[length - 1] == '-')
        id[--length] = '\0';
    /* An id begins with a letter. */
    if (length == 0 || id[0] < 'a') {
        memmove(id + 2, id, length);
        memcpy(id, "s-", 2);
        length += 2;
    }
    for (unsigned next = 2; id_is_taken(document, id); next++)
        snprintf(id + length, room - length, "-%u", next);
    return id;
}

void ent_paper_heading(ent_paper *document, int level, const char *format, ...) {
    va_list rest;
    va_start(rest, format);
    const char *text = ent_arena_format(&document->arena, format, rest);
    va_end(rest);
    const char *id = make_id(document, text);
    ent_block *block = append(document, ENT_BLOCK_HEADING);
    block->level = level;
    block->text = text;
    block->id = id;
}

void ent_paper_add(ent_paper *document, ent_block_kind kind, const char *format, ...) {
    va_list rest;
    va_start(rest, format);
    const char *text = ent_arena_format(&document->arena, format, rest);
    va_end(rest);
    append(document, kind)->text = text;
}

ent_paper_table *ent_paper_add_table(ent_paper *document, const char *caption) {
    ent_paper_table *table = ent_arena_take(&document->arena, 1, sizeof *table);
    const char *id = make_id(document, "table");
    table->caption = ent_arena_text(&document->arena, caption, strlen(caption));
    ent_block *block = append(document, ENT_BLOCK_TABLE);
    block->table = table;
    block->id = id;
    return table;
}

void ent_paper_column(ent_paper *document, ent_paper_table *table, ent_cell_kind kind,
                      const char *header) {
    if (table->columns == ENT_CELLS_MOST)
        return;
    table->kinds[table->columns] = kind;
    table->headers[table->columns++] =
        ent_arena_text(&document->arena, header, strlen(header));
}

void ent_paper_cell(ent_paper *document, ent_paper_table *table, const char *format,
                    ...) {
    va_list rest;
    va_start(rest, format);
    table->cells = ent_arena_grow(&document->arena, table->cells, table->cell_count,
                                  sizeof *table->cells);
    table->cells[table->cell_count++] = ent_arena_format(&document->arena, format, rest);
    va_end(rest);
    table->rows = table->columns == 0 ? 0 : table->cell_count / table->columns;
}

static ent_scene *take_scene(ent_paper *document, ent_scene *scene) {
    ent_scene *kept = ent_arena_take(&document->arena, 1, sizeof *kept);
    *kept = *scene;
    *scene = (ent_scene){0};
    return kept;
}

size_t ent_paper_figure(ent_paper *document, ent_scene *scene) {
    const char *id = make_id(document, "figure");
    ent_scene *kept = take_scene(document, scene);
    ent_block *block = append(document, ENT_BLOCK_FIGURE);
    block->scene = kept;
    block->id = id;
    kept->name = id;
    return document->count - 1;
}

void ent_paper_narrow(ent_paper *document, size_t figure, ent_scene *scene) {
    ent_block *block = &document->blocks[figure];
    char id[64];
    const int length = snprintf(id, sizeof id, "%s-narrow", block->id);
    block->narrow = take_scene(document, scene);
    block->narrow->name = ent_arena_text(&document->arena, id, (size_t)length);
}

bool ent_table_shows(const ent_paper_table *table, size_t column) {
    for (size_t i = column; i < table->cell_count; i += table->columns)
        if (*table->cells[i] != '\0')
            return true;
    return column == 0;
}

/* ---- Writing ---- */

ent_status ent_paper_check_path(const char *path, ent_problems *problems) {
    if (ent_paper_form_of(path) != NULL)
        return ENT_OK;
    ent_problem_add(problems, "E0813", (ent_place){0}, NULL,
                    "\"%s\" does not end like a report", path)
        ->help = "-o NAME.html, NAME.pdf or NAME.md";
    return ENT_USAGE;
}

ent_status ent_paper_save(const ent_paper *document, const char *path,
                          ent_problems *problems) {
    ent_outfile file;
    ent_status opened = ent_paper_check_path(path, problems);
    if (opened == ENT_OK)
        opened = ent_outfile_open(&file, path, problems);
    if (opened != ENT_OK)
        return opened;
    const ent_status written =
        ent_paper_form_of(path)->write(document, path, file.stream, problems);
    const ent_status closed = ent_outfile_close(&file, written == ENT_OK, problems);
    return written != ENT_OK ? written : closed;
}

void ent_paper_folder(const char *path, char *folder, size_t size) {
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash == NULL ? path : slash, '.');
    const size_t stem = dot == NULL ? strlen(path) : (size_t)(dot - path);
    snprintf(folder, size, "%.*s_figures", (int)stem, path);
}
