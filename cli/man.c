#include "cli/man.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* One character as roff wants it.  In code, marks that a printer would make typographic stay
 * what they are. */
static void put(char c, bool code, FILE *to) {
    static const struct {
        char c;
        bool always;
        const char *roff;
    } marks[] = {{'\\', true, "\\e"},   {'-', false, "\\-"},   {'\'', false, "\\(aq"},
                 {'^', false, "\\(ha"}, {'~', false, "\\(ti"}, {'"', true, "\\(dq"},
                 {'`', true, "\\(ga"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].c == c && (code || marks[i].always)) {
            fputs(marks[i].roff, to);
            return;
        }
    fputc(c, to);
}

static void put_code(const char *text, size_t length, FILE *to) {
    for (size_t i = 0; i < length; i++)
        put(text[i], true, to);
}

/* A line that begins with a dot or an apostrophe would be a command. */
static void guard(const char *text, FILE *to) {
    if (*text == '.' || *text == '\'')
        fputs("\\&", to);
}

static void put_text(const char *text, FILE *to) {
    guard(text, to);
    for (; *text != '\0'; text++) {
        const char *end = *text == '`' ? strchr(text + 1, '`') : NULL;
        if (end == NULL) {
            put(*text, false, to);
            continue;
        }
        fputs("\\fB", to);
        put_code(text + 1, (size_t)(end - text - 1), to);
        fputs("\\fR", to);
        text = end;
    }
}

void ent_man_begin(const char *name, int section, const char *what, ent_man *man) {
    fputs(".TH \"", man->to);
    for (const char *c = name; *c != '\0'; c++)
        put((char)toupper((unsigned char)*c), true, man->to);
    fprintf(man->to, "\" %d \"\" \"entente %s\" \"\"\n", section, ENT_VERSION);
    ent_man_heading("NAME", man);
    put_code(name, strlen(name), man->to);
    fputs(" \\- ", man->to);
    put_text(what, man->to);
    fputc('\n', man->to);
}

static void heading(const char *macro, const char *title, ent_man *man) {
    fputs(macro, man->to);
    put_text(title, man->to);
    fputc('\n', man->to);
    man->fresh = true;
}

void ent_man_heading(const char *title, ent_man *man) {
    heading(".SH ", title, man);
}

void ent_man_subheading(const char *title, ent_man *man) {
    heading(".SS ", title, man);
}

/* After a heading a paragraph has begun already. */
static void begin_paragraph(ent_man *man) {
    fputs(man->fresh ? "" : ".PP\n", man->to);
    man->fresh = false;
}

void ent_man_paragraph(const char *text, ent_man *man) {
    begin_paragraph(man);
    put_text(text, man->to);
    fputc('\n', man->to);
}

void ent_man_paragraphs(const char *text, ent_man *man) {
    for (const char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        char paragraph[1536];
        const size_t blanks = strspn(text, " ");
        snprintf(paragraph, sizeof paragraph, "%.*s", (int)(end - text - (int)blanks),
                 text + blanks);
        if (blanks == 0) {
            ent_man_paragraph(paragraph, man);
            continue;
        }
        fputs(".IP \\(bu 2\n", man->to);
        put_text(paragraph, man->to);
        fputc('\n', man->to);
    }
}

void ent_man_item(const char *term, const char *note, const char *text, ent_man *man) {
    fputs(".TP\n\\fB", man->to);
    put_code(term, strlen(term), man->to);
    fputs("\\fR", man->to);
    if (note != NULL && *note != '\0') {
        fputs(" (", man->to);
        put_text(note, man->to);
        fputc(')', man->to);
    }
    fputc('\n', man->to);
    put_text(text, man->to);
    fputc('\n', man->to);
    man->fresh = false;
}

void ent_man_lines(const char *lines, ent_man *man) {
    begin_paragraph(man);
    fputs(".nf\n.RS 4\n", man->to);
    for (const char *end; (end = strchr(lines, '\n')) != NULL; lines = end + 1) {
        guard(lines, man->to);
        put_code(lines, (size_t)(end - lines), man->to);
        fputc('\n', man->to);
    }
    fputs(".RE\n.fi\n", man->to);
}
