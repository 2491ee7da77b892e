/* Markdown with GitHub's tables; charts are SVG files in a folder beside. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "plots/chart_data.h"
#include "plots/paper/writers.h"

typedef struct {
    const ent_paper *document;
    char folder[4096];
    const char *name; /* of the folder, as seen from the file */
    FILE *to;
    ent_problems *problems;
} writer;

/* A text with what Markdown would take for marks of its own kept from it. */
static void put_plain(const char *text, size_t length, FILE *to) {
    for (size_t i = 0; i < length; i++) {
        const char next = i + 1 < length ? text[i + 1] : '\0';
        const bool tag = text[i] == '<' && ((next >= 'a' && next <= 'z') || next == '/' ||
                                            (next >= 'A' && next <= 'Z') || next == '!');
        if (tag || strchr("\\*[]|", text[i]) != NULL)
            fputc('\\', to);
        fputc(text[i] == '\n' ? ' ' : text[i], to);
    }
}

static void put_text(const char *text, FILE *to) {
    ent_inline span;
    while (ent_inline_next(&text, &span)) {
        const char *mark = span.kind == ENT_INLINE_CODE     ? "`"
                           : span.kind == ENT_INLINE_STRONG ? "**"
                                                            : "";
        fputs(mark, to);
        if (span.kind == ENT_INLINE_CODE || span.kind == ENT_INLINE_LINK)
            fwrite(span.text, 1, span.length, to);
        else
            put_plain(span.text, span.length, to);
        fputs(mark, to);
    }
}

/* ---- Tables ---- */

static void put_row(const ent_paper_table *t, const char *const *cells, FILE *to) {
    for (size_t c = 0; c < t->columns; c++) {
        if (!ent_table_shows(t, c))
            continue;
        const bool error = t->kinds[c] == ENT_CELL_ERROR;
        fputs(error ? (*cells[c] == '\0' ? "" : " ") : c == 0 ? "| " : " | ", to);
        put_text(cells[c], to);
    }
    fputs(" |\n", to);
}

/* A number and its error share a cell. */
static void put_table(const ent_paper_table *t, FILE *to) {
    fputs("**", to);
    put_text(t->caption, to);
    fputs("**\n\n", to);
    put_row(t, t->headers, to);
    for (size_t c = 0; c < t->columns; c++)
        if (ent_table_shows(t, c) && t->kinds[c] != ENT_CELL_ERROR)
            fputs(t->kinds[c] == ENT_CELL_NUMBER ? "|---:" : "|---", to);
    fputs("|\n", to);
    for (size_t r = 0; r < t->rows; r++)
        put_row(t, t->cells + r * t->columns, to);
    fputc('\n', to);
}

/* ---- Figures ---- */

static ent_status put_figure(writer *w, const ent_block *block) {
    char path[4200];
    snprintf(path, sizeof path, "%s/%s.svg", w->folder, block->id);
    if (mkdir(w->folder, 0777) != 0 && errno != EEXIST) {
        ent_problem_add(w->problems, "E0807", (ent_place){0}, NULL,
                        "cannot make the folder %s: %s", w->folder, strerror(errno));
        return ENT_FILE;
    }
    fputs("![", w->to);
    put_text(block->scene->title, w->to);
    /* Blanks would end the address. */
    fprintf(w->to, "](<%s/%s.svg>)\n\n", w->name, block->id);
    put_text(block->scene->description, w->to);
    fputs("\n\n", w->to);
    return ent_scene_save_svg(block->scene, path, w->problems);
}

/* ---- All ---- */

static ent_status put_block(writer *w, const ent_block *block, bool last_item) {
    switch (block->kind) {
    case ENT_BLOCK_TABLE:
        put_table(block->table, w->to);
        return ENT_OK;
    case ENT_BLOCK_FIGURE:
        return put_figure(w, block);
    case ENT_BLOCK_COMMAND:
        fprintf(w->to, "```sh\n%s\n```\n\n", block->text);
        return ENT_OK;
    case ENT_BLOCK_HEADING:
        fprintf(w->to, "%s ", block->level == 2 ? "##" : "###");
        break;
    case ENT_BLOCK_ITEM:
        fputs("- ", w->to);
        break;
    case ENT_BLOCK_PARAGRAPH:
        break;
    }
    put_text(block->text, w->to);
    fputs(block->kind == ENT_BLOCK_ITEM && !last_item ? "\n" : "\n\n", w->to);
    return ENT_OK;
}

ent_status ent_paper_write_markdown(const ent_paper *document, const char *path, FILE *to,
                                    ent_problems *problems) {
    writer w = {.document = document, .to = to, .problems = problems};
    ent_paper_folder(path, w.folder, sizeof w.folder);
    const char *slash = strrchr(w.folder, '/');
    w.name = slash == NULL ? w.folder : slash + 1;
    fputs("# ", to);
    put_text(document->title, to);
    fputs("\n\n", to);
    put_text(document->subtitle, to);
    fputs("\n\n", to);
    ent_status status = ENT_OK;
    for (size_t i = 0; i < document->count && status == ENT_OK; i++) {
        const bool more = i + 1 < document->count;
        status = put_block(&w, &document->blocks[i],
                           !more || document->blocks[i + 1].kind != ENT_BLOCK_ITEM);
    }
    return status;
}
