/* PDF: A4 pages with running feet, a list of contents, bookmarks and links. */
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#include "plots/paper/pdf.h"

static const ent_pdf_type TITLE = {21, true, false}, SUBTITLE = {10, false, false},
                          BODY = {9.2, false, false}, COMMAND = {7.6, false, true},
                          FOOT = {7.2, false, false}, ENTRY = {8.8, false, false};
static const ent_pdf_type HEADINGS[] = {{15, true, false}, {11, true, false}};
static const double INDENT = 12, PARAGRAPH_GAP = 5, FIGURE_GAP = 10;

/* ---- Pages ---- */

static void put_foot(const ent_pdf *pdf) {
    const ent_paper *d = pdf->document;
    const double y = ENT_PDF_BOTTOM + 18;
    char number[64];
    snprintf(number, sizeof number, "page %d of %d", pdf->page, pdf->pages);
    PangoLayout *right = ent_pdf_layout(pdf, &FOOT, number, 0);
    const double width = ent_pdf_line_width(right, 0);
    const double x = ENT_PDF_LEFT + ENT_PDF_MEASURE - width;
    PangoLayout *left =
        ent_pdf_layout(pdf, &FOOT, d->running == NULL ? d->title : d->running,
                       ENT_PDF_MEASURE - width - 20);
    pango_layout_set_ellipsize(left, PANGO_ELLIPSIZE_END);
    ent_pdf_line(pdf, left, &FOOT, 0, (double[]){ENT_PDF_LEFT, y}, d->theme->muted);
    ent_pdf_line(pdf, right, &FOOT, 0, (double[]){x, y}, d->theme->muted);
    g_object_unref(left);
    g_object_unref(right);
}

static void begin_page(ent_pdf *pdf) {
    pdf->page++;
    pdf->y = ENT_PDF_TOP;
    if (!pdf->drawing || pdf->document->theme->page == 0xFFFFFF)
        return;
    ent_cairo_colour(pdf->cairo, pdf->document->theme->page);
    cairo_paint(pdf->cairo);
}

static void end_page(ent_pdf *pdf) {
    if (!pdf->drawing)
        return;
    put_foot(pdf);
    cairo_show_page(pdf->cairo);
}

void ent_pdf_turn(ent_pdf *pdf) {
    end_page(pdf);
    begin_page(pdf);
}

/* ---- Contents ---- */

static void put_entry(ent_pdf *pdf, const ent_block *block, int page) {
    const ent_theme *theme = pdf->document->theme;
    const double x = ENT_PDF_LEFT + (block->level - 2) * INDENT;
    const double leading = ent_pdf_leading(&ENTRY);
    char number[24], tag[1400];
    snprintf(number, sizeof number, "%d", page);
    ent_pdf_need(pdf, leading);
    PangoLayout *right = ent_pdf_layout(pdf, &ENTRY, number, 0);
    PangoLayout *left =
        ent_pdf_layout(pdf, &ENTRY, block->text, ENT_PDF_LEFT + ENT_PDF_MEASURE - x - 30);
    pango_layout_set_ellipsize(left, PANGO_ELLIPSIZE_END);
    const double end = ENT_PDF_LEFT + ENT_PDF_MEASURE - ent_pdf_line_width(right, 0);
    ent_pdf_line(pdf, left, &ENTRY, 0, (double[]){x, pdf->y}, theme->ink);
    ent_pdf_line(pdf, right, &ENTRY, 0, (double[]){end, pdf->y}, theme->ink);
    if (pdf->drawing) {
        snprintf(tag, sizeof tag, "rect=[%.2f %.2f %.2f %.2f] dest='%.60s'", x, pdf->y,
                 ENT_PDF_LEFT + ENT_PDF_MEASURE - x, leading, block->id);
        cairo_tag_begin(pdf->cairo, CAIRO_TAG_LINK, tag);
        cairo_tag_end(pdf->cairo, CAIRO_TAG_LINK);
    }
    pdf->y += leading;
    g_object_unref(left);
    g_object_unref(right);
}

static void put_contents(ent_pdf *pdf) {
    const ent_paper *d = pdf->document;
    pdf->y += 10;
    ent_pdf_text(pdf, &HEADINGS[1], "Contents", ENT_PDF_LEFT, d->theme->ink);
    pdf->y += 3;
    for (size_t i = 0; i < d->count; i++)
        if (d->blocks[i].kind == ENT_BLOCK_HEADING)
            put_entry(pdf, &d->blocks[i], pdf->heading_pages[i]);
    pdf->y += 8;
}

/* Where links and bookmarks lead. */
static void put_mark(const ent_pdf *pdf, const ent_block *block, int *parent) {
    char tag[800];
    if (!pdf->drawing)
        return;
    snprintf(tag, sizeof tag, "name='%.60s' x=%.2f y=%.2f", block->id, ENT_PDF_LEFT,
             pdf->y);
    cairo_tag_begin(pdf->cairo, CAIRO_TAG_DEST, tag);
    cairo_tag_end(pdf->cairo, CAIRO_TAG_DEST);
    snprintf(tag, sizeof tag, "dest='%.60s'", block->id);
    const int made = cairo_pdf_surface_add_outline(
        pdf->surface, block->level == 2 ? CAIRO_PDF_OUTLINE_ROOT : *parent, block->text,
        tag, 0);
    if (block->level == 2)
        *parent = made;
}

/* ---- Blocks ---- */

static double figure_scale(const ent_scene *scene) {
    const double room = ENT_PDF_BOTTOM - ENT_PDF_TOP;
    return fmin(ENT_PDF_MEASURE / scene->width, room / scene->height);
}

/* The least that should stand on the page where the block begins. */
static double beginning(const ent_paper *d, size_t i) {
    if (i >= d->count)
        return 0;
    const ent_block *block = &d->blocks[i];
    switch (block->kind) {
    case ENT_BLOCK_HEADING:
        return 2 * ent_pdf_leading(&HEADINGS[block->level - 2]) + beginning(d, i + 1);
    case ENT_BLOCK_TABLE:
        return ent_pdf_table_beginning();
    case ENT_BLOCK_FIGURE:
        return block->scene->height * figure_scale(block->scene);
    case ENT_BLOCK_PARAGRAPH:
    case ENT_BLOCK_ITEM:
    case ENT_BLOCK_COMMAND:
        break;
    }
    return 2 * ent_pdf_leading(&BODY);
}

static void put_heading(ent_pdf *pdf, size_t i, int *parent) {
    const ent_block *block = &pdf->document->blocks[i];
    const ent_pdf_type *type = &HEADINGS[block->level - 2];
    ent_pdf_need(pdf, beginning(pdf->document, i));
    if (pdf->y > ENT_PDF_TOP)
        pdf->y += block->level == 2 ? 16 : 9;
    pdf->heading_pages[i] = pdf->page;
    put_mark(pdf, block, parent);
    if (block->level == 2) {
        ent_pdf_rule(pdf, ENT_PDF_LEFT, ENT_PDF_MEASURE, 1.2, pdf->document->theme->ink);
        pdf->y += 6;
    }
    ent_pdf_text(pdf, type, block->text, ENT_PDF_LEFT, pdf->document->theme->ink);
    pdf->y += 4;
}

static void put_item(ent_pdf *pdf, const ent_block *block) {
    const uint32_t ink = pdf->document->theme->ink;
    ent_pdf_need(pdf, 2 * ent_pdf_leading(&BODY));
    PangoLayout *bullet = ent_pdf_layout(pdf, &BODY, "\xe2\x80\xa2", 0);
    ent_pdf_line(pdf, bullet, &BODY, 0, (double[]){ENT_PDF_LEFT + 3, pdf->y}, ink);
    g_object_unref(bullet);
    ent_pdf_text(pdf, &BODY, block->text, ENT_PDF_LEFT + INDENT, ink);
    pdf->y += 2.5;
}

static void put_figure(ent_pdf *pdf, const ent_scene *scene) {
    const double scale = figure_scale(scene);
    ent_pdf_need(pdf, scene->height * scale);
    if (pdf->drawing) {
        cairo_save(pdf->cairo);
        cairo_translate(pdf->cairo, ENT_PDF_LEFT, pdf->y);
        cairo_scale(pdf->cairo, scale, scale);
        ent_cairo_scene(pdf->cairo, scene, pdf->fonts);
        cairo_restore(pdf->cairo);
    }
    pdf->y += scene->height * scale + FIGURE_GAP;
}

static void put_block(ent_pdf *pdf, size_t i, int *parent) {
    const ent_block *block = &pdf->document->blocks[i];
    const uint32_t ink = pdf->document->theme->ink;
    switch (block->kind) {
    case ENT_BLOCK_HEADING:
        put_heading(pdf, i, parent);
        break;
    case ENT_BLOCK_TABLE:
        ent_pdf_table(pdf, block->table);
        break;
    case ENT_BLOCK_FIGURE:
        put_figure(pdf, block->scene);
        break;
    case ENT_BLOCK_ITEM:
        put_item(pdf, block);
        break;
    case ENT_BLOCK_PARAGRAPH:
    case ENT_BLOCK_COMMAND:
        ent_pdf_text(pdf, block->kind == ENT_BLOCK_COMMAND ? &COMMAND : &BODY,
                     block->text, ENT_PDF_LEFT, ink);
        pdf->y += PARAGRAPH_GAP;
        break;
    }
}

/* ---- All ---- */

static void set(ent_pdf *pdf, bool drawing) {
    const ent_paper *d = pdf->document;
    int parent = CAIRO_PDF_OUTLINE_ROOT;
    pdf->drawing = drawing;
    pdf->page = 0;
    begin_page(pdf);
    ent_pdf_text(pdf, &TITLE, d->title, ENT_PDF_LEFT, d->theme->ink);
    pdf->y += 4;
    ent_pdf_text(pdf, &SUBTITLE, d->subtitle, ENT_PDF_LEFT, d->theme->muted);
    put_contents(pdf);
    for (size_t i = 0; i < d->count; i++)
        put_block(pdf, i, &parent);
    end_page(pdf);
    pdf->pages = pdf->page;
}

ent_status ent_paper_write_pdf(const ent_paper *document, const char *path, FILE *to,
                               ent_problems *problems) {
    ent_arena arena = {0};
    ent_pdf pdf = {
        .document = document,
        .fonts = ent_fonts_new(ENT_FONT_FAMILY),
        .surface = cairo_pdf_surface_create_for_stream(ent_cairo_put, to, ENT_PDF_WIDTH,
                                                       ENT_PDF_HEIGHT),
        .heading_pages = ent_arena_take(&arena, document->count + 1, sizeof(int)),
        .widths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    ent_cairo_properties(
        pdf.surface, &(ent_pdf_properties){document->title, document->author,
                                           document->description, "", document->date});
    pdf.cairo = cairo_create(pdf.surface);
    set(&pdf, false);
    set(&pdf, true);
    cairo_status_t drawn = cairo_status(pdf.cairo);
    cairo_destroy(pdf.cairo);
    cairo_surface_finish(pdf.surface);
    drawn = drawn ? drawn : cairo_surface_status(pdf.surface);
    cairo_surface_destroy(pdf.surface);
    g_hash_table_destroy(pdf.widths);
    ent_fonts_free(pdf.fonts);
    ent_arena_free(&arena);
    return ent_cairo_fine(drawn, path, problems) ? ENT_OK : ENT_FILE;
}
