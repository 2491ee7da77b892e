/* Lines of text on pages. */
#include <math.h>
#include <string.h>

#include "plots/paper/pdf.h"

/* In parts of the type size. */
static const double LEADING = 1.38, BASELINE = 1.02;

double ent_pdf_leading(const ent_pdf_type *type) {
    return LEADING * type->size;
}

void ent_pdf_need(ent_pdf *pdf, double height) {
    if (pdf->y + height > ENT_PDF_BOTTOM && pdf->y > ENT_PDF_TOP)
        ent_pdf_turn(pdf);
}

/* ---- Layouts ---- */

static void mark(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to) {
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

static const char MONO[] = "DejaVu Sans Mono, monospace";
/* Its letters are wide for their size. */
static const double MONO_SIZE = 0.88;

static void mark_span(PangoAttrList *list, const ent_inline *span, size_t from) {
    const size_t to = from + span->length;
    if (span->kind == ENT_INLINE_CODE) {
        mark(list, pango_attr_family_new(MONO), from, to);
        mark(list, pango_attr_scale_new(MONO_SIZE), from, to);
    } else if (span->kind == ENT_INLINE_STRONG)
        mark(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
    else if (span->kind == ENT_INLINE_LINK)
        /* Also what ent_pdf_line knows links by. */
        mark(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, to);
}

/* A line may end between a sign and a currency's: not so here. */
static void keep_signs(PangoAttrList *list, const char *text) {
    for (const char *at = text; (at = strchr(at, '$')) != NULL; at++) {
        const size_t to = (size_t)(at - text), sign = ent_sign_before(text, to);
        if (sign > 0)
            mark(list, pango_attr_allow_breaks_new(FALSE), to - sign, to + 1);
    }
}

static void set_text(PangoLayout *layout, const char *text) {
    PangoAttrList *list = pango_attr_list_new();
    GString *plain = g_string_new(NULL);
    ent_inline span;
    while (ent_inline_next(&text, &span)) {
        mark_span(list, &span, plain->len);
        g_string_append_len(plain, span.text, (gssize)span.length);
    }
    keep_signs(list, plain->str);
    pango_layout_set_text(layout, plain->str, (int)plain->len);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    g_string_free(plain, TRUE);
}

PangoLayout *ent_pdf_layout(const ent_pdf *pdf, const ent_pdf_type *type,
                            const char *text, double width) {
    PangoLayout *layout = pango_layout_new(ent_fonts_context(pdf->fonts));
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, type->mono ? "DejaVu Sans Mono, monospace"
                                                       : ENT_FONT_FAMILY);
    pango_font_description_set_weight(font, type->bold ? PANGO_WEIGHT_BOLD
                                                       : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_stretch(font, PANGO_STRETCH_CONDENSED);
    pango_font_description_set_size(font, (gint)lround(type->size * PANGO_SCALE));
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    if (width > 0)
        pango_layout_set_width(layout, (int)ceil(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    set_text(layout, text);
    return layout;
}

double ent_pdf_line_width(PangoLayout *layout, int line) {
    PangoRectangle logical;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, line), NULL,
                                  &logical);
    return (double)logical.width / PANGO_SCALE;
}

/* ---- Drawing ---- */

/* The stretch from..to of a line leads where its text says. */
static void put_link(const ent_pdf *pdf, PangoLayout *layout, const int stretch[2],
                     const double box[4]) {
    const char *text = pango_layout_get_text(layout) + stretch[0];
    GString *tag = g_string_new(NULL);
    g_string_append_printf(tag, "rect=[%.2f %.2f %.2f %.2f] uri='", box[0], box[1],
                           box[2], box[3]);
    for (int i = 0; i < stretch[1] - stretch[0]; i++)
        if (text[i] == '\'')
            g_string_append(tag, "%27");
        else if (text[i] == '\\')
            g_string_append(tag, "%5C");
        else
            g_string_append_c(tag, text[i]);
    g_string_append(tag, "'");
    cairo_tag_begin(pdf->cairo, CAIRO_TAG_LINK, tag->str);
    cairo_tag_end(pdf->cairo, CAIRO_TAG_LINK);
    g_string_free(tag, TRUE);
}

static void put_links(const ent_pdf *pdf, PangoLayout *layout, int number,
                      const double box[4]) {
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, number);
    PangoAttrIterator *at =
        pango_attr_list_get_iterator(pango_layout_get_attributes(layout));
    do {
        int stretch[2], *ranges, count;
        pango_attr_iterator_range(at, &stretch[0], &stretch[1]);
        if (pango_attr_iterator_get(at, PANGO_ATTR_UNDERLINE) == NULL ||
            stretch[1] <= line->start_index ||
            stretch[0] >= line->start_index + line->length)
            continue;
        pango_layout_line_get_x_ranges(line, stretch[0], stretch[1], &ranges, &count);
        for (int i = 0; i < count; i++) {
            const double from = (double)ranges[2 * i] / PANGO_SCALE,
                         to = (double)ranges[2 * i + 1] / PANGO_SCALE;
            put_link(pdf, layout, stretch,
                     (double[]){box[0] + from, box[1], to - from, box[3]});
        }
        g_free(ranges);
    } while (pango_attr_iterator_next(at));
    pango_attr_iterator_destroy(at);
}

void ent_pdf_line(const ent_pdf *pdf, PangoLayout *layout, const ent_pdf_type *type,
                  int line, const double at[2], uint32_t colour) {
    if (!pdf->drawing)
        return;
    ent_cairo_colour(pdf->cairo, colour);
    cairo_move_to(pdf->cairo, at[0], at[1] + BASELINE * type->size);
    pango_cairo_show_layout_line(pdf->cairo,
                                 pango_layout_get_line_readonly(layout, line));
    put_links(pdf, layout, line, (double[]){at[0], at[1], 0, ent_pdf_leading(type)});
}

void ent_pdf_text(ent_pdf *pdf, const ent_pdf_type *type, const char *text, double x,
                  uint32_t colour) {
    const double leading = ent_pdf_leading(type);
    PangoLayout *layout =
        ent_pdf_layout(pdf, type, text, ENT_PDF_LEFT + ENT_PDF_MEASURE - x);
    const int count = pango_layout_get_line_count(layout);
    for (int i = 0; i < count; i++) {
        const bool first = i == 0 && count > 1, last = i == count - 2;
        ent_pdf_need(pdf, (first || last ? 2 : 1) * leading);
        ent_pdf_line(pdf, layout, type, i, (double[]){x, pdf->y}, colour);
        pdf->y += leading;
    }
    g_object_unref(layout);
}

void ent_pdf_rule(const ent_pdf *pdf, double x, double width, double thick,
                  uint32_t colour) {
    if (!pdf->drawing)
        return;
    ent_cairo_colour(pdf->cairo, colour);
    cairo_rectangle(pdf->cairo, x, pdf->y, width, thick);
    cairo_fill(pdf->cairo);
}
