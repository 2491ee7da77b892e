/* Tables on pages: columns as wide as their texts ask, headers repeated on every page, columns that do not
 * fit side by side one group below the other, each with the first column. */
#include <math.h>
#include <string.h>

#include "plots/paper/pdf.h"

static const ent_pdf_type CELL = {7.4, false, false}, HEADER = {7.2, true, false},
                          CAPTION = {8.6, true, false};
static const double GAP = 9, ERROR_GAP = 2.5, PAD = 2.2;

/* The columns that stand side by side. */
typedef struct {
    ent_pdf *pdf;
    const ent_paper_table *table;
    size_t count, column[ENT_CELLS_MOST];
    double width[ENT_CELLS_MOST]; /* of the texts */
} group;

double ent_pdf_table_beginning(void) {
    return ent_pdf_leading(&CAPTION) + 2 * ent_pdf_leading(&HEADER) +
           2 * ent_pdf_leading(&CELL) + 6 * PAD;
}

/* ---- Widths ---- */

typedef struct {
    double least, most; /* the longest word; the whole text on a line */
} span_of_width;

/* Width of a text on one line. */
static double measure(const ent_pdf *pdf, const ent_pdf_type *type, const char *text) {
    /* Headers and cells differ by their weight alone. */
    char *key = g_strconcat(type->bold ? "b" : "r", text, NULL);
    const double *known = g_hash_table_lookup(pdf->widths, key);
    if (known != NULL) {
        g_free(key);
        return *known;
    }
    PangoLayout *layout = ent_pdf_layout(pdf, type, text, 0);
    double *width = g_new(double, 1);
    *width = ent_pdf_line_width(layout, 0);
    g_object_unref(layout);
    g_hash_table_insert(pdf->widths, key, width);
    return *width;
}

static void widen(const ent_pdf *pdf, const ent_pdf_type *type, const char *text,
                  span_of_width *width) {
    width->most = fmax(width->most, measure(pdf, type, text));
    for (; *text != '\0'; text += strspn(text, " ")) {
        char word[64];
        const size_t length = strcspn(text, " ");
        size_t shown = length < sizeof word ? length : sizeof word - 1;
        while (shown < length && (text[shown] & 0xC0) == 0x80) /* no part of a letter */
            shown--;
        snprintf(word, sizeof word, "%.*s", (int)shown, text);
        width->least = fmax(width->least, measure(pdf, type, word));
        text += length;
    }
}

/* Beyond that a word is broken. */
static const double WORD_MOST = 90;

static span_of_width width_of(const ent_pdf *pdf, const ent_paper_table *t, size_t c) {
    span_of_width width = {0, 0};
    widen(pdf, &HEADER, t->headers[c], &width);
    for (size_t i = c; i < t->cell_count; i += t->columns)
        widen(pdf, &CELL, t->cells[i], &width);
    if (t->kinds[c] != ENT_CELL_TEXT)
        width.least = width.most;
    width.least = fmin(width.least, WORD_MOST);
    return width;
}

static double gap_before(const ent_paper_table *t, size_t c, bool first) {
    return first ? 0 : t->kinds[c] == ENT_CELL_ERROR ? ERROR_GAP : GAP;
}

/* What is left is shared out by the roots of what the columns could still use, so that one of long
 * sentences does not take all. */
static void share_out(group *g, const span_of_width *widths, double left) {
    for (size_t i = 0; i < g->count; i++)
        g->width[i] = widths[g->column[i]].least;
    for (int round = 0; round < 12 && left > 0.5; round++) {
        double roots = 0, given = 0;
        for (size_t i = 0; i < g->count; i++)
            roots += sqrt(fmax(0, widths[g->column[i]].most - g->width[i]));
        for (size_t i = 0; i < g->count && roots > 0; i++) {
            const double wish = fmax(0, widths[g->column[i]].most - g->width[i]);
            const double more = fmin(wish, left * sqrt(wish) / roots);
            g->width[i] += more;
            given += more;
        }
        left -= given;
        if (given == 0)
            return;
    }
}

/* Takes as many columns from *next on as fit beside the first; at least one. */
static void choose(group *g, const span_of_width *widths, size_t *next) {
    const ent_paper_table *t = g->table;
    double used = widths[0].least;
    size_t c = *next;
    g->count = 0;
    g->column[g->count++] = 0;
    while (c < t->columns) {
        double more = 0;
        size_t end = c;
        do {
            if (ent_table_shows(t, end))
                more += gap_before(t, end, false) + widths[end].least;
            end++;
        } while (end < t->columns && t->kinds[end] == ENT_CELL_ERROR);
        if (g->count > 1 && used + more > ENT_PDF_MEASURE)
            break;
        used += more;
        for (; c < end; c++)
            if (ent_table_shows(t, c))
                g->column[g->count++] = c;
    }
    *next = c;
    share_out(g, widths, ENT_PDF_MEASURE - used);
}

/* ---- Rows ---- */

/* One row on its way to the page. */
typedef struct {
    const group *group;
    const ent_pdf_type *type;
    PangoLayout *layouts[ENT_CELLS_MOST];
    int most; /* lines of the longest cell */
} row;

static row begin_row(const group *g, const ent_pdf_type *type, const char *const *cells) {
    row r = {.group = g, .type = type};
    for (size_t i = 0; i < g->count; i++) {
        r.layouts[i] =
            ent_pdf_layout(g->pdf, type, cells[g->column[i]], g->width[i] + 0.5);
        const int lines = pango_layout_get_line_count(r.layouts[i]);
        r.most = lines > r.most ? lines : r.most;
    }
    return r;
}

static void end_row(row *r) {
    for (size_t i = 0; i < r->group->count; i++)
        g_object_unref(r->layouts[i]);
}

/* Draws lines from `first` to before `last`. */
static void put_lines(const row *r, int first, int last) {
    const group *g = r->group;
    const double leading = ent_pdf_leading(r->type);
    double x = ENT_PDF_LEFT;
    for (size_t i = 0; i < g->count; i++) {
        const ent_cell_kind kind = g->table->kinds[g->column[i]];
        const int count = pango_layout_get_line_count(r->layouts[i]);
        x += gap_before(g->table, g->column[i], i == 0);
        for (int line = first; line < last && line < count; line++) {
            const double rest = g->width[i] - ent_pdf_line_width(r->layouts[i], line);
            const double at[] = {x + (kind == ENT_CELL_NUMBER ? rest : 0),
                                 g->pdf->y + PAD + (line - first) * leading};
            ent_pdf_line(g->pdf, r->layouts[i], r->type, line, at,
                         kind == ENT_CELL_ERROR ? g->pdf->document->theme->muted
                                                : g->pdf->document->theme->ink);
        }
        x += g->width[i];
    }
}

static void put_header(const group *g) {
    const ent_theme *theme = g->pdf->document->theme;
    row r = begin_row(g, &HEADER, g->table->headers);
    put_lines(&r, 0, r.most);
    g->pdf->y += r.most * ent_pdf_leading(&HEADER) + 2 * PAD;
    ent_pdf_rule(g->pdf, ENT_PDF_LEFT, ENT_PDF_MEASURE, 0.9, theme->muted);
    g->pdf->y += 0.9;
    end_row(&r);
}

/* A row that would begin on this page and not fit is broken only if it is long. */
enum { LINES_KEPT_TOGETHER = 14 };

static void put_row(const group *g, const char *const *cells) {
    ent_pdf *pdf = g->pdf;
    const double leading = ent_pdf_leading(&CELL);
    row r = begin_row(g, &CELL, cells);
    bool fresh = false; /* just turned: there will be no more room than this */
    for (int line = 0; line < r.most;) {
        const double room = ENT_PDF_BOTTOM - pdf->y - 2 * PAD;
        const int fit = (int)floor(room / leading), rest = r.most - line;
        const bool breaks = fresh || (rest > LINES_KEPT_TOGETHER && fit > 3);
        if (rest > fit && !breaks) {
            ent_pdf_turn(pdf);
            put_header(g);
            fresh = true;
            continue;
        }
        const int last = rest > fit ? line + (fit > 0 ? fit : 1) : r.most;
        put_lines(&r, line, last);
        pdf->y += (last - line) * leading + 2 * PAD;
        line = last;
        fresh = false;
    }
    ent_pdf_rule(pdf, ENT_PDF_LEFT, ENT_PDF_MEASURE, 0.4, pdf->document->theme->grid);
    end_row(&r);
}

void ent_pdf_table(ent_pdf *pdf, const ent_paper_table *t) {
    span_of_width widths[ENT_CELLS_MOST];
    for (size_t c = 0; c < t->columns; c++)
        widths[c] = width_of(pdf, t, c);
    ent_pdf_need(pdf, ent_pdf_table_beginning());
    ent_pdf_text(pdf, &CAPTION, t->caption, ENT_PDF_LEFT, pdf->document->theme->ink);
    for (size_t next = 1, first = 1; first == 1 || next < t->columns; first = 0) {
        group g = {.pdf = pdf, .table = t};
        choose(&g, widths, &next);
        if (first == 0)
            ent_pdf_need(pdf, ent_pdf_table_beginning());
        put_header(&g);
        for (size_t r = 0; r < t->rows; r++)
            put_row(&g, t->cells + r * t->columns);
        pdf->y += 8;
    }
    pdf->y += 6;
}
