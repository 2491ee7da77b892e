#include "cli/messages.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cli/diagnostics.h"

/* ---- Places ---- */

/* Bytes of the file, from its beginning. */
typedef struct {
    size_t from, to;
} byte_span;

static const char *after_character(const char *c, const char *end) {
    do {
        c++;
    } while (c < end && ((unsigned char)*c & 0xC0U) == 0x80U);
    return c;
}

static byte_span bytes_of(const ent_place *at) {
    const char *start = at->file->text, *end = start + at->file->size, *c = start;
    for (int line = 1; line < at->line && c < end; c++)
        line += *c == '\n';
    for (int column = 1; column < at->column && c < end && *c != '\n'; column++)
        c = after_character(c, end);
    const char *from = c;
    for (int i = 0; i < at->width && c < end && *c != '\n'; i++)
        c = after_character(c, end);
    return (byte_span){(size_t)(from - start), (size_t)(c - start)};
}

/* ---- Objects ---- */

/* A file's name or a value quoted from it need not be UTF-8, and JSON must be. */
static json_t *text_of(const char *text) {
    json_t *json = json_string(text);
    char *plain = json == NULL ? malloc(strlen(text) + 1) : NULL;
    if (plain == NULL)
        return json;
    size_t n = 0;
    for (; text[n] != '\0'; n++)
        plain[n] = (unsigned char)text[n] < 0x80 ? text[n] : '?';
    plain[n] = '\0';
    json = json_string(plain);
    free(plain);
    return json;
}

static void set_text(json_t *object, const char *key, const char *text) {
    if (text != NULL)
        json_object_set_new(object, key, text_of(text));
}

static void set_number(json_t *object, const char *key, size_t number) {
    json_object_set_new(object, key, json_integer((json_int_t)number));
}

static void set_place(json_t *object, const ent_place *at) {
    if (at->file == NULL || at->line == 0)
        return;
    const byte_span bytes = bytes_of(at);
    set_text(object, "file", at->file->name);
    set_number(object, "line", (size_t)at->line);
    set_number(object, "column", (size_t)at->column);
    set_number(object, "end_column", (size_t)(at->column + at->width));
    set_number(object, "byte_start", bytes.from);
    set_number(object, "byte_end", bytes.to);
}

static void print_object(json_t *object, FILE *to) {
    char *text = json_dumps(object, JSON_COMPACT);
    if (text != NULL)
        fprintf(to, "%s\n", text);
    free(text);
    json_decref(object);
}

static void print_json(const ent_problem *problem, FILE *to) {
    json_t *object = json_object(), *labels = json_array();
    set_text(object, "level", ent_problem_is_error(problem) ? "error" : "warning");
    set_text(object, "code", problem->code);
    set_text(object, "message", problem->message);
    set_place(object, &problem->at);
    set_text(object, "path", problem->path);
    set_text(object, "help", problem->help);
    set_text(object, "note", problem->note);
    for (int i = 0; i < problem->also_count; i++) {
        json_t *label = json_object();
        set_text(label, "label", problem->also[i].label);
        set_place(label, &problem->also[i].at);
        json_array_append_new(labels, label);
    }
    json_object_set_new(object, "labels", labels);
    print_object(object, to);
}

/* ---- Printing ---- */

void ent_messages_print(const ent_options *o, ent_problems *problems) {
    const bool shown = problems->errors > 0 || (problems->warnings > 0 && !o->quiet);
    if (!shown)
        return;
    ent_problems_sort(problems);
    if (!o->json_messages) {
        ent_problems_print(problems, stderr, ent_options_color(o, stderr));
        return;
    }
    for (size_t i = 0; i < problems->count; i++)
        if (!o->quiet || ent_problem_is_error(&problems->list[i]))
            print_json(&problems->list[i], stderr);
}

void ent_message_note(const ent_options *o, const char *format, ...) {
    char text[4608];
    va_list arguments;
    if (o->quiet)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (!o->json_messages) {
        fprintf(stderr, "%s\n", text);
        return;
    }
    json_t *object = json_object();
    set_text(object, "level", "note");
    set_text(object, "message", text);
    print_object(object, stderr);
}
