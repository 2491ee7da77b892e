#include "cli/table.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/figure.h"

size_t ent_table_width(const char *text) {
    size_t width = 0;
    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xC0U) != 0x80U;
    return width;
}

#define LINE_WIDTH 100 /* of prose, on wide terminals and in files */
#define PROSE_WIDTH 40 /* at least, however far right it begins */

/* Columns of the terminal, or 0 where the text goes elsewhere. */
static size_t room_of(FILE *to) {
#ifdef TIOCGWINSZ
    struct winsize size;
    if (isatty(fileno(to)) == 1 && ioctl(fileno(to), TIOCGWINSZ, &size) == 0)
        return size.ws_col;
#else
    (void)to;
#endif
    return 0;
}

void ent_table_wrap(const char *text, size_t indent, FILE *to) {
    const size_t terminal = room_of(to);
    const size_t line = terminal > 0 && terminal < LINE_WIDTH ? terminal : LINE_WIDTH;
    const size_t room = indent + PROSE_WIDTH < line ? line - indent : PROSE_WIDTH;
    size_t used = 0;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        char word[256];
        snprintf(word, sizeof word, "%.*s", (int)(length < 255 ? length : 255), text);
        const size_t width = ent_table_width(word);
        if (used > 0 && used + 1 + width > room) {
            fprintf(to, "\n%*s", (int)indent, "");
            used = 0;
        } else if (used > 0) {
            fputc(' ', to);
            used++;
        }
        fputs(word, to);
        used += width;
        text += length + strspn(text + length, " ");
    }
}

void ent_table_column(ent_table *t, const char *header, ent_column_kind align) {
    assert(t->cell_count == 0);
    t->headers =
        ent_arena_grow(&t->arena, t->headers, t->column_count, sizeof *t->headers);
    t->kinds = ent_arena_grow(&t->arena, t->kinds, t->column_count, sizeof *t->kinds);
    t->headers[t->column_count] = ent_arena_text(&t->arena, header, strlen(header));
    t->kinds[t->column_count++] = align;
}

void ent_table_put(ent_table *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = ent_arena_format(&t->arena, format, arguments);
    va_end(arguments);
    t->cells = ent_arena_grow(&t->arena, t->cells, t->cell_count, sizeof *t->cells);
    t->cells[t->cell_count++] = text;
}

void ent_table_put_exact(ent_table *t, double value) {
    char text[ENT_FORMAT_SIZE] = "";
    if (isfinite(value))
        ent_format_exact(value, text, sizeof text);
    ent_table_put(t, "%s", text);
}

static void print_padding(size_t count, FILE *to) {
    while (count-- > 0)
        fputc(' ', to);
}

/* Widest cell of each column; 0 for a column without content, which is not shown. */
static void measure(const ent_table *t, size_t *widths) {
    for (size_t c = 0; c < t->column_count; c++) {
        widths[c] = 0;
        for (size_t i = c; i < t->cell_count; i += t->column_count) {
            const size_t width = ent_table_width(t->cells[i]);
            widths[c] = width > widths[c] ? width : widths[c];
        }
        const size_t header = ent_table_width(t->headers[c]);
        if (widths[c] > 0 && header > widths[c])
            widths[c] = header;
    }
}

/* Blanks at a line's end are not printed: they are held back until more text follows. */
static void print_line(const ent_table *t, const char *const *cells, const size_t *widths,
                       FILE *to) {
    size_t pending = 2, at = 0;
    bool first = true;
    for (size_t c = 0; c < t->column_count; c++) {
        if (widths[c] == 0)
            continue;
        pending += first ? 0 : t->kinds[c] == ENT_COLUMN_ERROR ? 1 : 3;
        first = false;
        const size_t rest = widths[c] - ent_table_width(cells[c]);
        const bool right = t->kinds[c] == ENT_COLUMN_NUMBER;
        if (*cells[c] == '\0') {
            pending += rest;
            continue;
        }
        print_padding(pending + (right ? rest : 0), to);
        at += pending + widths[c];
        if (t->kinds[c] == ENT_COLUMN_PROSE)
            ent_table_wrap(cells[c], at - widths[c], to);
        else
            fputs(cells[c], to);
        pending = right ? 0 : rest;
        at -= pending;
    }
    fputc('\n', to);
}

/* ---- Narrow terminals ---- */

/* What a column and its error take of a line; the next one goes to `next`. */
static size_t span_of(const ent_table *t, const size_t *widths, size_t c, size_t *next) {
    size_t span = 0;
    *next = c;
    do {
        if (widths[*next] > 0)
            span += widths[*next] + (*next == c ? 3 : 1);
        ++*next;
    } while (*next < t->column_count && t->kinds[*next] == ENT_COLUMN_ERROR);
    return span;
}

/* The widths of as many columns as fit into `room`, from column `from` on, beside those up to `fixed`;
 * at least one.  Returns the first that does not. */
static size_t choose_columns(const ent_table *t, const size_t *all, size_t room,
                             size_t fixed, size_t from, size_t *widths) {
    size_t used = 0, c, next;
    bool shown = false;
    memset(widths, 0, t->column_count * sizeof *widths);
    for (c = 0; c < fixed; c = next) {
        used += span_of(t, all, c, &next);
        memcpy(widths + c, all + c, (next - c) * sizeof *widths);
    }
    for (c = from; c < t->column_count; c = next) {
        const size_t span = span_of(t, all, c, &next);
        if (shown && used + span > room + 1) /* the first gap is one less */
            break;
        shown = shown || span > 0;
        used += span;
        memcpy(widths + c, all + c, (next - c) * sizeof *widths);
    }
    return c;
}

static void print_columns(const ent_table *t, const size_t *widths, bool bold, FILE *to) {
    fputs(bold ? "\033[1m" : "", to);
    print_line(t, t->headers, widths, to);
    fputs(bold ? "\033[0m" : "", to);
    for (size_t i = 0; i + t->column_count <= t->cell_count; i += t->column_count)
        print_line(t, t->cells + i, widths, to);
}

void ent_table_print_within(const ent_table *t, size_t room, bool bold, FILE *to) {
    ent_arena arena = {0};
    size_t *all = ent_arena_take(&arena, t->column_count + 1, sizeof *all), fixed;
    size_t *widths = ent_arena_take(&arena, t->column_count + 1, sizeof *widths);
    measure(t, all);
    for (size_t c = 0; c < t->column_count; c++)
        if (t->kinds[c] == ENT_COLUMN_PROSE)
            room = 0; /* wraps already */
    if (room == 0 || t->column_count < 2) {
        print_columns(t, all, bold, to);
        ent_arena_free(&arena);
        return;
    }
    span_of(t, all, 0, &fixed);
    for (size_t from = fixed; from < t->column_count;) {
        if (from > fixed)
            fputc('\n', to);
        from = choose_columns(t, all, room, fixed, from, widths);
        print_columns(t, widths, bold, to);
    }
    ent_arena_free(&arena);
}

static void print_csv_cell(const char *text, FILE *to) {
    if (strpbrk(text, ",\"\n\r") == NULL) {
        fputs(text, to);
        return;
    }
    fputc('"', to);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', to);
        fputc(*text, to);
    }
    fputc('"', to);
}

static void print_csv_line(const char *const *cells, size_t count, FILE *to) {
    for (size_t c = 0; c < count; c++) {
        if (c > 0)
            fputc(',', to);
        print_csv_cell(cells[c], to);
    }
    fputc('\n', to);
}

static void print_csv(const ent_table *t, FILE *to) {
    print_csv_line(t->headers, t->column_count, to);
    for (size_t i = 0; i + t->column_count <= t->cell_count; i += t->column_count)
        print_csv_line(t->cells + i, t->column_count, to);
}

static void print_md_line(const char *const *cells, size_t count, FILE *to) {
    for (size_t c = 0; c < count; c++) {
        fputs(c == 0 ? "| " : " | ", to);
        for (const char *text = cells[c]; *text != '\0'; text++) {
            if (*text == '|')
                fputc('\\', to);
            fputc(*text == '\n' ? ' ' : *text, to);
        }
    }
    fputs(" |\n", to);
}

static void print_md(const ent_table *t, FILE *to) {
    print_md_line(t->headers, t->column_count, to);
    for (size_t c = 0; c < t->column_count; c++)
        fputs(t->kinds[c] == ENT_COLUMN_NUMBER ? "|---:" : "|---", to);
    fputs("|\n", to);
    for (size_t i = 0; i + t->column_count <= t->cell_count; i += t->column_count)
        print_md_line(t->cells + i, t->column_count, to);
}

void ent_table_print(const ent_table *t, ent_form format, bool bold, FILE *to) {
    if (format == ENT_AS_TEXT)
        ent_table_print_within(t, room_of(to), bold, to);
    else if (format == ENT_AS_MD)
        print_md(t, to);
    else
        print_csv(t, to);
}

void ent_table_free(ent_table *t) {
    ent_arena_free(&t->arena);
    *t = (ent_table){0};
}
