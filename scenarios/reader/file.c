#include "scenarios/reader/file.h"

#include <errno.h>
#include <string.h>

#include "scenarios/scenarios.h"

int ent_text_width(const char *text, const char *end) {
    int width = 0;
    for (; text < end; text++) {
        width += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return width;
}

static ent_file *too_large(ent_place asked, const char *name, ent_problems *problems) {
    ent_problem *problem = ent_problem_add(
        problems, "E0102", asked, NULL, "%s is larger than %d KiB, the most that is read",
        name, ENT_FILE_BYTES / 1024);
    const char *file = strrchr(name, '/');
    problem->help = strcmp(file == NULL ? name : file + 1, "results.json") == 0
                        ? "these are results of a run: `entente plot` draws them; here a "
                          "scenario is read"
                        : "move long tables into files of their own";
    return NULL;
}

/* Of text that is in the arena, with a NUL behind it. */
static ent_file *file_of(const char *name, const char *text, size_t size,
                         ent_arena *arena) {
    if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        size -= 3;
    }
    ent_file *file = ent_arena_take(arena, 1, sizeof *file);
    file->name = ent_arena_text(arena, name, strlen(name));
    file->text = text;
    file->size = size;
    return file;
}

ent_file *ent_file_from_text(const char *name, const char *text, size_t size,
                             ent_arena *arena, ent_problems *problems) {
    if (size > ENT_FILE_BYTES) {
        return too_large((ent_place){0}, name, problems);
    }
    return file_of(name, ent_arena_text(arena, text, size), size, arena);
}

void ent_file_keep(ent_scenario *scenario, const ent_file *file) {
    scenario->files = ent_arena_grow(&scenario->arena, scenario->files,
                                     scenario->file_count, sizeof *scenario->files);
    scenario->files[scenario->file_count++] = file;
}

static ent_file *unreadable(ent_place asked, const char *path, int reason,
                            ent_problems *problems) {
    ent_problem_add(problems, "E0101", asked, NULL, "cannot read %s: %s", path,
                    strerror(reason));
    return NULL;
}

ent_file *ent_file_load(const char *path, ent_place asked, ent_arena *arena,
                        ent_problems *problems) {
    bool standard = strcmp(path, "-") == 0;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        return unreadable(asked, path, errno, problems);
    }
    /* One byte more than allowed tells a file at the limit from a larger one. */
    char *text = ent_arena_take(arena, ENT_FILE_BYTES + 2, 1);
    errno = 0;
    size_t size = fread(text, 1, ENT_FILE_BYTES + 1, stream);
    int reason = ferror(stream) ? (errno != 0 ? errno : EIO) : 0;
    if (!standard) {
        fclose(stream);
    }
    if (reason != 0) {
        return unreadable(asked, path, reason, problems);
    }
    if (size > ENT_FILE_BYTES) {
        return too_large(asked, path, problems);
    }
    return file_of(standard ? "<stdin>" : path, text, size, arena);
}

/* Bytes of the UTF-8 character at `s`, its code point in `code`; 0 if it is malformed
 * (overlong, surrogate, beyond U+10FFFF, cut off). */
static size_t decode(const unsigned char *s, const unsigned char *end, unsigned *code) {
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = *s < 0x80             ? 1
                    : (*s & 0xe0) == 0xc0 ? 2
                    : (*s & 0xf0) == 0xe0 ? 3
                    : (*s & 0xf8) == 0xf0 ? 4
                                          : 0;
    if (length == 0 || (size_t)(end - s) < length) {
        return 0;
    }
    *code = length == 1 ? *s : *s & (0x7fU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
        *code = *code << 6 | (s[i] & 0x3fU);
    }
    bool surrogate = *code >= 0xd800 && *code <= 0xdfff;
    return *code < least[length] || *code > 0x10ffff || surrogate ? 0 : length;
}

/* How far the check has come. */
typedef struct {
    const unsigned char *s, *end;
    ent_place at;
    bool yaml;   /* so that a tab must not indent */
    bool margin; /* nothing but blanks so far on this line */
} cursor;

static bool refuse(const cursor *c, ent_problems *problems, const char *code,
                   const char *message, const char *help) {
    ent_problem_add(problems, code, c->at, NULL, "%s", message)->help = help;
    return false;
}

static bool is_line_break(const cursor *c, unsigned code) {
    return code == '\n' || (code == '\r' && c->s + 1 < c->end && c->s[1] == '\n');
}

static bool check_character(const cursor *c, unsigned code, ent_problems *problems) {
    if (code == '\t' && c->yaml && c->margin) {
        return refuse(c, problems, "E0106", "a tab before the first word of a line",
                      "indent with spaces");
    }
    if (code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029) {
        return refuse(c, problems, "E0105", "a line break other than LF or CR LF",
                      "end lines with LF");
    }
    if ((code < 0x20 && code != '\t') || (code >= 0x7f && code < 0xa0) ||
        code == 0xfffe || code == 0xffff || code == 0xfeff) {
        ent_problem_add(problems, "E0105", c->at, NULL,
                        "a control character, U+%04X, which no text may hold", code);
        return false;
    }
    return true;
}

static void step(cursor *c, size_t length, unsigned code, bool line_break) {
    c->s += line_break && code == '\r' ? 2 : length;
    if (line_break) {
        c->at.line++;
        c->at.column = 1;
    } else {
        c->at.column++;
    }
    c->margin = line_break || (c->margin && (code == ' ' || code == '\t'));
}

/* Passes over what is right in every text, the letters and signs of ASCII and their blanks. */
static void pass_plain(cursor *c) {
    const unsigned char *from = c->s;
    while (c->s < c->end && *c->s >= 0x20 && *c->s < 0x7f) {
        c->margin = c->margin && *c->s == ' ';
        c->s++;
    }
    c->at.column += (int)(c->s - from);
}

static bool not_utf8(const cursor *c, ent_problems *problems) {
    bool sixteen =
        c->at.line == 1 && c->at.column == 1 && c->end - c->s >= 2 &&
        ((c->s[0] == 0xff && c->s[1] == 0xfe) || (c->s[0] == 0xfe && c->s[1] == 0xff));
    return refuse(c, problems, "E0104",
                  sixteen ? "the file is UTF-16, not UTF-8"
                          : "the file is not UTF-8 here",
                  "save it as UTF-8");
}

bool ent_file_check(const ent_file *file, bool yaml, ent_problems *problems) {
    cursor c = {.s = (const unsigned char *)file->text,
                .at = {file, 1, 1, 1},
                .yaml = yaml,
                .margin = true};
    c.end = c.s + file->size;
    if (file->size == 0) {
        return refuse(&c, problems, "E0103", "the file is empty",
                      yaml ? "begin with `entente: 1`"
                           : "it needs a first row with the names of its columns");
    }
    for (pass_plain(&c); c.s < c.end; pass_plain(&c)) {
        unsigned code = 0;
        size_t length = decode(c.s, c.end, &code);
        if (length == 0) {
            return not_utf8(&c, problems);
        }
        bool line_break = is_line_break(&c, code);
        if (!line_break && !check_character(&c, code, problems)) {
            return false;
        }
        step(&c, length, code, line_break);
    }
    return true;
}
