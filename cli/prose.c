#include "cli/prose.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/number.h"

enum { ROOM_FIRST = 256, NAME_MOST = 64 };

static void append(ent_prose *p, const char *text, size_t length) {
    if (p->length + length + 1 > p->room) {
        const size_t room = 2 * (p->length + length + ROOM_FIRST);
        char *larger = ent_arena_take(p->arena, room, 1);
        if (p->length > 0)
            memcpy(larger, p->text, p->length);
        p->text = larger;
        p->room = room;
    }
    memcpy(p->text + p->length, text, length);
    p->length += length;
    p->text[p->length] = '\0';
}

void ent_prose_add(ent_prose *p, const char *format, ...) {
    char text[1024];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length < sizeof text) {
        append(p, text, (size_t)length);
    } else if (length > 0) {
        char *all = ent_arena_take(p->arena, (size_t)length + 1, 1);
        vsnprintf(all, (size_t)length + 1, format, again);
        append(p, all, (size_t)length);
    }
    va_end(again);
}

const char *ent_prose_text(const ent_prose *p) {
    return p->text == NULL ? "" : p->text;
}

/* ---- Templates ---- */

/* A piece of a template. */
typedef struct {
    const char *from, *to;
} span;

/* The end of the bracket that opens at `at`: its closing sign. */
static const char *closing(const char *at, const char *end) {
    int depth = 0;
    for (; at < end; at++) {
        depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
        if (depth == 0)
            return at;
    }
    assert(false); /* a bracket of a template is not closed */
    return end;
}

/* The first of `signs` that stands in the piece outside all brackets, or its end. */
static const char *first_of(span piece, const char *signs) {
    const char *at = piece.from;
    for (; at < piece.to && strchr(signs, *at) == NULL; at++)
        if (*at == '{' || *at == '[')
            at = closing(at, piece.to);
    return at;
}

static const char *name_of(span piece, char name[NAME_MOST]) {
    const size_t length = (size_t)(piece.to - piece.from);
    assert(length > 0 && length < NAME_MOST);
    memcpy(name, piece.from, length);
    name[length] = '\0';
    return name;
}

/* Whether every field named directly in the piece is given.  What an inner bracket names
 * is its own affair. */
static bool all_given(span piece, const ent_template_fields *fields) {
    char name[NAME_MOST];
    for (const char *at = piece.from; at < piece.to; at++) {
        if (*at == '[') {
            at = closing(at, piece.to);
        } else if (*at == '{') {
            const span field = {at + 1, closing(at, piece.to)};
            const span named = {field.from, first_of(field, "?")};
            if (!fields->given(fields->context, name_of(named, name)))
                return false;
            at = field.to;
        }
    }
    return true;
}

static void fill(ent_prose *, span, const ent_template_fields *);

/* `choice:words`, filled if `choice` is the one in use. */
static bool fill_arm(ent_prose *p, span arm, const char *choice, double number,
                     const ent_template_fields *fields) {
    const char *colon = first_of(arm, ":");
    const size_t length = (size_t)(colon - arm.from);
    if (colon == arm.to || strlen(choice) != length ||
        memcmp(choice, arm.from, length) != 0)
        return false;
    const span words = {colon + 1, arm.to};
    const char *sign = first_of(words, "#");
    char text[40];
    fill(p, (span){words.from, sign}, fields);
    if (sign < words.to) {
        ent_prose_add(p, "%s", ent_number_write(number, text, sizeof text));
        fill(p, (span){sign + 1, words.to}, fields);
    }
    return true;
}

static void fill_choice(ent_prose *p, const char *name, span arms,
                        const ent_template_fields *fields) {
    double number = 0;
    const char *choice = fields->choice(fields->context, name, &number);
    while (choice != NULL && arms.from < arms.to) {
        const char *bar = first_of(arms, "|");
        if (fill_arm(p, (span){arms.from, bar}, choice, number, fields))
            return;
        arms.from = bar < arms.to ? bar + 1 : arms.to;
    }
}

static void fill_field(ent_prose *p, span field, const ent_template_fields *fields) {
    char name[NAME_MOST];
    const char *ask = first_of(field, "?");
    name_of((span){field.from, ask}, name);
    if (ask < field.to)
        fill_choice(p, name, (span){ask + 1, field.to}, fields);
    else
        fields->write(fields->context, name, p);
}

static void fill_optional(ent_prose *p, span piece, const ent_template_fields *fields) {
    char name[NAME_MOST];
    if (piece.from < piece.to && *piece.from == '!') {
        const char *blank = first_of(piece, " ");
        const span named = {piece.from + 1, blank};
        if (!fields->given(fields->context, name_of(named, name)))
            fill(p, (span){blank < piece.to ? blank + 1 : blank, piece.to}, fields);
    } else if (all_given(piece, fields)) {
        fill(p, piece, fields);
    }
}

static void fill(ent_prose *p, span piece, const ent_template_fields *fields) {
    const char *at = piece.from;
    while (at < piece.to) {
        const char *next = at;
        while (next < piece.to && *next != '{' && *next != '[')
            next++;
        append(p, at, (size_t)(next - at));
        at = next;
        if (at == piece.to)
            return;
        const span inside = {at + 1, closing(at, piece.to)};
        (*at == '{' ? fill_field : fill_optional)(p, inside, fields);
        at = inside.to + 1;
    }
}

void ent_prose_fill(ent_prose *p, const char *template,
                    const ent_template_fields *fields) {
    fill(p, (span){template, template + strlen(template)}, fields);
}
