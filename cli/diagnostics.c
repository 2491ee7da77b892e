#include "cli/diagnostics.h"

#include <string.h>

/* A line longer than this is shown around its place only. */
#define LINE_CHARACTERS 160
#define TAB_WIDTH 4

typedef struct {
    FILE *out;
    const char *bold, *red, *yellow, *blue, *reset;
    int gutter; /* width of the line numbers */
} printer;

/* --- characters --- */

/* What stands for a byte that is no UTF-8: files are shown even if that is their mistake.
 */
#define MALFORMED 0x1aU

/* The code point at `s`, and its bytes. */
static unsigned decode(const char *s, size_t *bytes) {
    unsigned char c = (unsigned char)*s;
    size_t length = c < 0x80   ? 1
                    : c < 0xc0 ? 0
                    : c < 0xe0 ? 2
                    : c < 0xf0 ? 3
                    : c < 0xf8 ? 4
                               : 0;
    unsigned code = length == 1 ? c : c & (0x7fU >> length);
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)s[i] & 0xc0) != 0x80) {
            length = 0;
        } else {
            code = code << 6 | ((unsigned char)s[i] & 0x3fU);
        }
    }
    *bytes = length == 0 ? 1 : length;
    return length == 0 ? MALFORMED : code;
}

/* Columns that a character takes on a terminal: two for East Asian wide ones and most
 * pictographs, none for marks that combine.  Ranges rather than wcwidth(), whose answer
 * depends on the locale. */
static int cells(unsigned code) {
    static const struct {
        unsigned first, last;
        int cells;
    } ranges[] = {
        {0x0300, 0x036f, 0},   {0x200b, 0x200f, 0},   {0xfe00, 0xfe0f, 0},
        {0x1100, 0x115f, 2},   {0x2e80, 0x303e, 2},   {0x3041, 0xa4cf, 2},
        {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},   {0xfe30, 0xfe6f, 2},
        {0xff00, 0xff60, 2},   {0xffe0, 0xffe6, 2},   {0x1f300, 0x1f64f, 2},
        {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return ranges[i].cells;
        }
    }
    return 1;
}

/* --- source lines --- */

typedef struct {
    const char *text, *end;
} line_text;

static line_text source_line(const ent_place *at) {
    const char *text = at->file->text, *end = text + at->file->size;
    for (int line = 1; line < at->line && text < end; text++) {
        line += *text == '\n';
    }
    const char *line_end = memchr(text, '\n', (size_t)(end - text));
    line_end = line_end == NULL ? end : line_end;
    if (line_end > text && line_end[-1] == '\r') {
        line_end--;
    }
    return (line_text){text, line_end};
}

static void repeat(FILE *out, char c, int count) {
    for (int i = 0; i < count; i++) {
        putc(c, out);
    }
}

/* The characters of a line that are shown: [first, last), counted from 1. */
typedef struct {
    int first, last;
} window;

static window choose_window(const ent_place *at) {
    int first = at->column > LINE_CHARACTERS - 40 ? at->column - 40 : 1;
    return (window){first, first + LINE_CHARACTERS};
}

static void print_line(const printer *p, line_text line, window shown) {
    size_t bytes = 0;
    int column = 1;
    fputs(shown.first > 1 ? "..." : "", p->out);
    for (const char *c = line.text; c < line.end; c += bytes, column++) {
        unsigned code = decode(c, &bytes);
        if (column < shown.first || column >= shown.last) {
            continue;
        }
        if (code == '\t') {
            repeat(p->out, ' ', TAB_WIDTH);
        } else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
            putc('?', p->out); /* no escape of a file reaches the terminal */
        } else {
            fwrite(c, 1, bytes, p->out);
        }
    }
    fputs(shown.last <= column - 1 ? "...\n" : "\n", p->out);
}

/* Cells that characters [from, to) of the line take; beyond its end one each. */
static int span_cells(line_text line, int from, int to) {
    size_t bytes = 0;
    int column = 1, width = 0;
    for (const char *c = line.text; column < to; column++) {
        unsigned code = ' ';
        if (c < line.end) {
            code = decode(c, &bytes);
            c += bytes;
        }
        width += column < from ? 0 : code == '\t' ? TAB_WIDTH : cells(code);
    }
    return width;
}

static void print_gutter(const printer *p, int line) {
    if (line > 0) {
        fprintf(p->out, "%s%*d |%s", p->blue, p->gutter, line, p->reset);
    } else {
        fprintf(p->out, "%s%*s |%s", p->blue, p->gutter, "", p->reset);
    }
}

/* A row of `mark` under the place's characters, with a label. */
static void print_marks(const printer *p, const ent_place *at, char mark,
                        const char *colour, const char *label) {
    line_text line = source_line(at);
    window shown = choose_window(at);
    int last = at->column + (at->width > 0 ? at->width : 1);
    int before = span_cells(line, shown.first, at->column) + (shown.first > 1 ? 3 : 0);
    int width = span_cells(line, at->column, last < shown.last ? last : shown.last);
    print_gutter(p, 0);
    repeat(p->out, ' ', before + 1);
    fputs(colour, p->out);
    repeat(p->out, mark, width > 0 ? width : 1);
    fprintf(p->out, "%s%s%s\n", *label == '\0' ? "" : " ", label, p->reset);
}

/* One place: its line, and the marks under it. */
static void print_place(const printer *p, const ent_place *at, char mark,
                        const char *colour, const char *label) {
    line_text line = source_line(at);
    print_gutter(p, at->line);
    if (line.end > line.text) {
        putc(' ', p->out);
    }
    print_line(p, line, choose_window(at));
    print_marks(p, at, mark, colour, label);
}

/* --- problems --- */

static int digits(int number) {
    int count = 1;
    for (; number >= 10; number /= 10) {
        count++;
    }
    return count;
}

static int gutter_width(const ent_problem *problem) {
    int line = problem->at.line;
    for (int i = 0; i < problem->also_count; i++) {
        line = problem->also[i].at.line > line ? problem->also[i].at.line : line;
    }
    return digits(line);
}

static void print_further_place(const printer *p, const ent_problem *problem,
                                const ent_remark *remark) {
    const ent_place *at = &problem->at;
    if (remark->at.file == NULL || remark->at.line == 0) {
        return;
    }
    bool beside = remark->at.file == at->file && remark->at.line == at->line;
    if (beside && choose_window(&remark->at).first == choose_window(at).first) {
        print_marks(p, &remark->at, '-', p->blue, remark->label);
        return;
    }
    if (remark->at.file != at->file) {
        fprintf(p->out, "%*s%s:::%s %s:%d:%d\n", p->gutter, "", p->blue, p->reset,
                remark->at.file->name, remark->at.line, remark->at.column);
    } else {
        fprintf(p->out, "%s%*s...%s\n", p->blue, p->gutter, "", p->reset);
    }
    print_place(p, &remark->at, '-', p->blue, remark->label);
}

static void print_remark(const printer *p, const char *word, const char *text) {
    fprintf(p->out, "%*s %s=%s %s%s:%s %s\n", p->gutter, "", p->blue, p->reset, p->bold,
            word, p->reset, text);
}

/* Where the problem is: file, line, column, the source, further places. */
static void print_places(const printer *p, const ent_problem *problem,
                         const char *colour) {
    const ent_place *at = &problem->at;
    if (at->file == NULL || at->line == 0) {
        return;
    }
    fprintf(p->out, "%*s%s-->%s %s:%d:%d\n", p->gutter, "", p->blue, p->reset,
            at->file->name, at->line, at->column);
    print_gutter(p, 0);
    putc('\n', p->out);
    print_place(p, at, '^', colour, "");
    for (int i = 0; i < problem->also_count; i++) {
        print_further_place(p, problem, &problem->also[i]);
    }
}

static void print_problem(printer *p, const ent_problem *problem) {
    bool warning = !ent_problem_is_error(problem);
    const char *colour = warning ? p->yellow : p->red;
    p->gutter = gutter_width(problem);
    fprintf(p->out, "%s%s[%s]%s%s: %s%s\n", colour, warning ? "warning" : "error",
            problem->code, p->reset, p->bold, problem->message, p->reset);
    print_places(p, problem, colour);
    if (problem->path != NULL && *problem->path != '\0') {
        print_remark(p, "at", problem->path);
    }
    if (problem->help != NULL) {
        print_remark(p, "help", problem->help);
    }
    if (problem->note != NULL) {
        print_remark(p, "note", problem->note);
    }
    if (problem->promoted) {
        print_remark(p, "note", "a warning, made an error by -W error");
    }
    putc('\n', p->out);
}

static void print_count(FILE *out, size_t count, const char *word) {
    fprintf(out, "%zu %s%s", count, word, count == 1 ? "" : "s");
}

void ent_problems_print(const ent_problems *problems, FILE *out, bool colour) {
    printer p = {out, "", "", "", "", "", 1};
    if (colour) {
        p = (printer){out,       "\033[1m", "\033[1;31m", "\033[1;33m", "\033[1;34m",
                      "\033[0m", 1};
    }
    size_t all = problems->errors + problems->warnings;
    size_t shown =
        problems->count < ENT_PROBLEMS_SHOWN ? problems->count : ENT_PROBLEMS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        print_problem(&p, &problems->list[i]);
    }
    if (all > shown) {
        fprintf(out, "and %zu more\n\n", all - shown);
    }
    if (problems->errors > 0) {
        print_count(out, problems->errors, "error");
    }
    if (problems->errors > 0 && problems->warnings > 0) {
        fputs(", ", out);
    }
    if (problems->warnings > 0) {
        print_count(out, problems->warnings, "warning");
    }
    fputs(all > 0 ? "\n" : "", out);
}
