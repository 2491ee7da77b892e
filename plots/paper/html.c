/* One HTML file: nothing is loaded, nothing is run, charts are inline SVG. */
#include <string.h>

#include "plots/paper/writers.h"
#include "plots/plots.h"

static void put_escaped(const char *text, size_t length, FILE *to) {
    for (size_t i = 0; i < length; i++) {
        /* A line may end between a sign and a currency's: a word joiner keeps them together. */
        if (text[i] == '$' && ent_sign_before(text, i) > 0)
            fputs("&#8288;", to);
        switch (text[i]) {
        case '&':
            fputs("&amp;", to);
            break;
        case '<':
            fputs("&lt;", to);
            break;
        case '>':
            fputs("&gt;", to);
            break;
        case '"':
            fputs("&quot;", to);
            break;
        default:
            fputc((unsigned char)text[i] < ' ' ? ' ' : text[i], to);
        }
    }
}

static void put_whole(const char *text, FILE *to) {
    put_escaped(text, strlen(text), to);
}

/* A word longer than any of a language may break: a table would grow beyond the page. */
static void put_breaking(const char *text, size_t length, FILE *to) {
    enum { WORD_MOST = 40 };
    size_t from = 0, letters = 0;
    for (size_t i = 0; i < length; i++) {
        if (((unsigned char)text[i] & 0xC0) == 0x80)
            continue;
        if (letters == WORD_MOST) {
            put_escaped(text + from, i - from, to);
            fputs("<wbr>", to);
            from = i;
            letters = 0;
        }
        letters = (unsigned char)text[i] <= ' ' ? 0 : letters + 1;
    }
    put_escaped(text + from, length - from, to);
}

static void put_link(const ent_inline *span, FILE *to) {
    fputs("<a href=\"", to);
    put_escaped(span->text, span->length, to);
    fputs("\" rel=\"noreferrer\">", to);
    put_breaking(span->text, span->length, to);
    fputs("</a>", to);
}

static void put_text(const char *text, FILE *to) {
    static const char *const tags[] = {
        [ENT_INLINE_CODE] = "code", [ENT_INLINE_STRONG] = "strong"};
    ent_inline span;
    while (ent_inline_next(&text, &span)) {
        if (span.kind == ENT_INLINE_LINK) {
            put_link(&span, to);
            continue;
        }
        const char *tag = span.kind == ENT_INLINE_TEXT ? NULL : tags[span.kind];
        if (tag != NULL)
            fprintf(to, "<%s>", tag);
        put_breaking(span.text, span.length, to);
        if (tag != NULL)
            fprintf(to, "</%s>", tag);
    }
}

/* ---- Tables ---- */

/* Whether the column after this one is its error, and shown. */
static bool has_error(const ent_paper_table *t, size_t c) {
    return c + 1 < t->columns && t->kinds[c + 1] == ENT_CELL_ERROR &&
           ent_table_shows(t, c + 1);
}

static void put_headers(const ent_paper_table *t, FILE *to) {
    fputs("<thead><tr>", to);
    for (size_t c = 0; c < t->columns; c++) {
        if (!ent_table_shows(t, c) || t->kinds[c] == ENT_CELL_ERROR)
            continue;
        /* A column without a header is no header's cell. */
        const char *tag = *t->headers[c] == '\0' ? "td" : "th";
        fprintf(to, "<%s%s%s%s>", tag,
                *tag == 't' && tag[1] == 'h' ? " scope=\"col\"" : "",
                has_error(t, c) ? " colspan=\"2\"" : "",
                t->kinds[c] == ENT_CELL_NUMBER ? " class=\"n\"" : "");
        put_text(t->headers[c], to);
        fprintf(to, "</%s>", tag);
    }
    fputs("</tr></thead>\n", to);
}

static void put_row(const ent_paper_table *t, const char *const *cells, FILE *to) {
    static const char *const classes[] = {[ENT_CELL_TEXT] = "",
                                          [ENT_CELL_NUMBER] = " class=\"n\"",
                                          [ENT_CELL_ERROR] = " class=\"e\""};
    fputs("<tr>", to);
    for (size_t c = 0; c < t->columns; c++) {
        if (!ent_table_shows(t, c))
            continue;
        const char *tag = c == 0 ? "th" : "td";
        fprintf(to, "<%s%s%s>", tag, c == 0 ? " scope=\"row\"" : "",
                classes[t->kinds[c]]);
        put_text(cells[c], to);
        fprintf(to, "</%s>", tag);
    }
    fputs("</tr>\n", to);
}

/* Texts of a table that is wide because of them need room to be read. */
static bool is_wordy(const ent_paper_table *t) {
    enum { LONG = 90 };
    size_t longs = 0;
    for (size_t i = 0; i < t->cell_count; i++)
        longs += strlen(t->cells[i]) > LONG;
    return longs > 0;
}

/* A box of its own takes the scrolling, by finger, wheel or keyboard. */
static void put_table(const ent_block *block, FILE *to) {
    const ent_paper_table *t = block->table;
    fprintf(to,
            "<section class=\"box\" aria-labelledby=\"%s\" tabindex=\"0\">\n"
            "<table%s>\n<caption id=\"%s\">",
            block->id, is_wordy(t) ? " class=\"wordy\"" : "", block->id);
    put_text(t->caption, to);
    fputs("</caption>\n", to);
    put_headers(t, to);
    fputs("<tbody>\n", to);
    for (size_t r = 0; r < t->rows; r++)
        put_row(t, t->cells + r * t->columns, to);
    fputs("</tbody>\n</table>\n</section>\n", to);
}

/* ---- Figures ---- */

static void put_figure(const ent_block *block, FILE *to) {
    fprintf(to, "<figure id=\"%s\">\n<div class=\"%s\">\n", block->id,
            block->narrow == NULL ? "only" : "wide");
    ent_scene_print_svg(block->scene, to);
    fputs("</div>\n", to);
    if (block->narrow != NULL) {
        fputs("<div class=\"narrow\">\n", to);
        ent_scene_print_svg(block->narrow, to);
        fputs("</div>\n", to);
    }
    fputs("<figcaption><details><summary>In words<span class=\"out\">: ", to);
    put_text(block->scene->title, to);
    fputs("</span></summary><p>", to);
    put_text(block->scene->description, to);
    fputs("</p></details></figcaption>\n</figure>\n", to);
}

/* ---- Structure ---- */

/* Headings of the second level with those of the third inside. */
static void put_contents(const ent_paper *document, FILE *to) {
    int level = 1;
    fputs("<nav aria-labelledby=\"contents-title\">\n"
          "<p id=\"contents-title\">Contents</p>\n",
          to);
    for (size_t i = 0; i < document->count; i++) {
        const ent_block *block = &document->blocks[i];
        if (block->kind != ENT_BLOCK_HEADING)
            continue;
        if (block->level <= level)
            fputs("</li>\n", to);
        for (; level > block->level; level--)
            fputs("</ul></li>\n", to);
        for (; level < block->level; level++)
            fputs("<ul>\n", to);
        fprintf(to, "<li><a href=\"#%s\">", block->id);
        put_text(block->text, to);
        fputs("</a>", to);
    }
    for (; level > 1; level--)
        fputs("</li></ul>\n", to);
    fputs("</nav>\n", to);
}

static void put_heading(const ent_block *block, bool *open, FILE *to) {
    if (block->level == 2) {
        fputs(*open ? "</section>\n" : "", to);
        fprintf(to, "<section aria-labelledby=\"%s\">\n", block->id);
        *open = true;
    }
    fprintf(to, "<h%d id=\"%s\">", block->level, block->id);
    put_text(block->text, to);
    fprintf(to, "</h%d>\n", block->level);
}

static void put_block(const ent_block *block, bool *section, FILE *to) {
    static const char *const tags[] = {
        [ENT_BLOCK_PARAGRAPH] = "p", [ENT_BLOCK_ITEM] = "li"};
    switch (block->kind) {
    case ENT_BLOCK_HEADING:
        put_heading(block, section, to);
        return;
    case ENT_BLOCK_TABLE:
        put_table(block, to);
        return;
    case ENT_BLOCK_FIGURE:
        put_figure(block, to);
        return;
    case ENT_BLOCK_COMMAND:
        fputs("<pre tabindex=\"0\"><code>", to);
        put_whole(block->text, to);
        fputs("</code></pre>\n", to);
        return;
    case ENT_BLOCK_PARAGRAPH:
    case ENT_BLOCK_ITEM:
        break;
    }
    fprintf(to, "<%s>", tags[block->kind]);
    put_text(block->text, to);
    fprintf(to, "</%s>\n", tags[block->kind]);
}

static void put_body(const ent_paper *document, FILE *to) {
    bool section = false, list = false;
    for (size_t i = 0; i < document->count; i++) {
        const bool item = document->blocks[i].kind == ENT_BLOCK_ITEM;
        if (item != list)
            fputs(item ? "<ul>\n" : "</ul>\n", to);
        list = item;
        put_block(&document->blocks[i], &section, to);
    }
    fputs(list ? "</ul>\n" : "", to);
    fputs(section ? "</section>\n" : "", to);
}

static void put_head(const ent_paper *document, FILE *to) {
    const bool dark = document->dark != NULL;
    fprintf(to,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"%s\">\n<meta name=\"description\" "
            "content=\"",
            dark ? "light dark" : "light");
    put_whole(document->description, to);
    fputs("\">\n<meta name=\"author\" content=\"", to);
    put_whole(document->author, to);
    fputs("\">\n<title>", to);
    put_whole(document->title, to);
    /* An icon that is empty is one that is not asked for. */
    fputs("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n", to);
    ent_html_style(document, to);
    fputs("</style>\n</head>\n", to);
}

ent_status ent_paper_write_html(const ent_paper *document, const char *path, FILE *to,
                                ent_problems *problems) {
    (void)path;
    (void)problems;
    put_head(document, to);
    fputs("<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n"
          "<header>\n<h1>",
          to);
    put_text(document->title, to);
    fputs("</h1>\n<p>", to);
    put_text(document->subtitle, to);
    fputs("</p>\n</header>\n", to);
    put_contents(document, to);
    fputs("<main id=\"main\">\n", to);
    put_body(document, to);
    fputs("</main>\n</body>\n</html>\n", to);
    return ENT_OK;
}
