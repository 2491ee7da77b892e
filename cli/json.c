#include "cli/json.h"

#include <math.h>

#include "plots/format.h"

json_t *ent_json_number(double value) {
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *ent_json_count(uint64_t value) {
    return json_integer((json_int_t)value);
}

json_t *ent_json_text(const char *text) {
    return text == NULL ? json_null() : json_string(text);
}

json_t *ent_json_day(ent_day day) {
    char text[11];
    return json_string(ent_day_write(day, text));
}

static void write_value(const json_t *, int depth, FILE *);

static void write_text(const char *text, FILE *to) {
    fputc('"', to);
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            fprintf(to, "\\%c", *c);
        else if (*c < 0x20)
            fprintf(to, "\\u%04x", *c);
        else
            fputc(*c, to);
    }
    fputc('"', to);
}

static void new_line(int depth, FILE *to) {
    fprintf(to, "\n%*s", 2 * depth, "");
}

static void write_members(const json_t *object, int depth, FILE *to) {
    const char *key, *before = "{";
    json_t *member;
    /* jansson keeps members in the order of insertion; its iterators take no const. */
    json_object_foreach((json_t *)(uintptr_t)object, key, member) {
        fputs(before, to);
        new_line(depth + 1, to);
        write_text(key, to);
        fputs(": ", to);
        write_value(member, depth + 1, to);
        before = ",";
    }
    if (*before == '{')
        fputc('{', to);
    else
        new_line(depth, to);
    fputc('}', to);
}

static bool is_nested(const json_t *list) {
    const json_t *first = json_array_get(list, 0);
    return json_is_object(first) || json_is_array(first);
}

static void write_items(const json_t *list, int depth, FILE *to) {
    const bool nested = is_nested(list);
    fputc('[', to);
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (i > 0)
            fputs(nested ? "," : ", ", to);
        if (nested)
            new_line(depth + 1, to);
        write_value(json_array_get(list, i), depth + 1, to);
    }
    if (nested)
        new_line(depth, to);
    fputc(']', to);
}

static void write_value(const json_t *value, int depth, FILE *to) {
    char text[ENT_FORMAT_SIZE];
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        write_members(value, depth, to);
        break;
    case JSON_ARRAY:
        write_items(value, depth, to);
        break;
    case JSON_STRING:
        write_text(json_string_value(value), to);
        break;
    case JSON_INTEGER:
        fprintf(to, "%lld", (long long)json_integer_value(value));
        break;
    case JSON_REAL:
        fputs(ent_format_exact(json_real_value(value), text, sizeof text), to);
        break;
    case JSON_TRUE:
        fputs("true", to);
        break;
    case JSON_FALSE:
        fputs("false", to);
        break;
    case JSON_NULL:
        fputs("null", to);
        break;
    }
}

void ent_json_write(const json_t *value, FILE *to) {
    write_value(value, 0, to);
    fputc('\n', to);
}
