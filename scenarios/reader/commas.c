/* Values that YAML cut at a comma.
 *
 * Inside { } a plain value ends at a comma, so `{formula: max(a, b)}` silently means a
 * formula "max(a" and a key "b)" without a value.  Nobody means that. */
#include <string.h>

#include "model/number.h"
#include "scenarios/reader/file.h"
#include "scenarios/reader/tree.h"

/* A formula is cut into no more pieces than this; it bounds the search for a closing
 * bracket. */
#define PIECES 32

/* Brackets opened less brackets closed. */
static int open_brackets(const char *text) {
    int open = 0;
    for (; *text != '\0'; text++) {
        open += (*text == '(') - (*text == ')');
    }
    return open;
}

/* A key that stands alone, without even a colon. */
static bool is_lone_key(const ent_yaml_pair *pair, const ent_file *file) {
    const ent_yaml *value = pair->value;
    if (!ent_yaml_is(value, "") || value->from == NULL) {
        return false;
    }
    const char *c = value->from, *end = file->text + file->size;
    c += strspn(c, " \t\r\n");
    return c >= end || *c == ',' || *c == '}' || *c == '#';
}

/* The source from the first piece to the last. */
static const char *joined(const char *from, const char *to, ent_arena *arena) {
    char *text = ent_arena_text(arena, from, (size_t)(to - from));
    for (char *c = text; *c != '\0'; c++) {
        *c = *c == '\n' || *c == '\r' ? ' ' : *c;
    }
    return text;
}

const char *ent_thousands_help(const char *text, ent_problems *problems) {
    char plain[64], word[64];
    size_t length = 0, i = strspn(text, "0123456789");
    if (i < 1 || i > 3 || text[i] != ',') {
        return NULL;
    }
    memcpy(plain, text, i);
    length = i;
    while (text[i] == ',' && strspn(text + i + 1, "0123456789") == 3 &&
           length + 4 < sizeof plain) {
        memcpy(plain + length, text + i + 1, 3);
        length += 3;
        i += 4;
    }
    if (length == strspn(text, "0123456789") || text[i] == ',') {
        return NULL;
    }
    plain[length] = '\0';
    const double value = ent_number_scan(plain).value;
    if (text[i] == '.' || ent_number_scan(text + i - 3).length > 3) {
        return ent_problem_text(problems, "write thousands without commas: %s%s", plain,
                                text + i);
    }
    if (value < 1e6) {
        snprintf(word, sizeof word, "%gk", value / 1000);
    } else {
        ent_number_write(value, word, sizeof word);
    }
    return ent_problem_text(problems, "write thousands without commas: %s%s, or %s%s",
                            plain, text + i, word, text + i);
}

typedef struct {
    const char *key; /* NULL in a list */
    ent_yaml *first; /* the value that was cut */
    const char *to;  /* the end of its last piece */
    const ent_trail *trail;
} cut;

static void tell(const cut *c, const char *fields, ent_arena *arena,
                 ent_problems *problems) {
    const char *whole = joined(c->first->from, c->to, arena);
    ent_place at = c->first->at;
    const char *line_end = memchr(c->first->from, '\n', (size_t)(c->to - c->first->from));
    at.width = ent_text_width(c->first->from, line_end == NULL ? c->to : line_end);
    char path[ENT_TRAIL_SIZE];
    ent_problem *problem =
        ent_problem_add(problems, "E0115", at, ent_trail_write(c->trail, c->key, path),
                        "the comma inside %s cuts this value in two", fields);
    const char *thousands = ent_thousands_help(whole, problems);
    problem->help = thousands != NULL ? thousands
                    : strchr(whole, '"') != NULL
                        ? ent_problem_text(problems, "quote it: %s%s'%s'",
                                           c->key == NULL ? "" : c->key,
                                           c->key == NULL ? "" : ": ", whole)
                        : ent_problem_text(problems, "quote it: %s%s\"%s\"",
                                           c->key == NULL ? "" : c->key,
                                           c->key == NULL ? "" : ": ", whole);
    problem->note = "inside { } and [ ], YAML ends a value that is not quoted at a comma";
    c->first->text = whole;
    c->first->to = c->to;
    c->first->at.width = at.width;
    c->first->broken = true;
}

/* How many lone keys behind pair `i` are pieces of its value. */
static size_t pieces(const ent_yaml *map, size_t i, const ent_file *file) {
    const ent_yaml *value = map->pairs[i].value;
    if (value->kind != ENT_YAML_SCALAR || !value->plain || value->from == NULL ||
        value->from == value->to || value->anchor.line != 0) {
        return 0;
    }
    size_t count = 0;
    while (i + 1 + count < map->count && is_lone_key(&map->pairs[i + 1 + count], file)) {
        count++;
    }
    return count;
}

static void mend_map(ent_yaml *map, const ent_file *file, const ent_trail *trail,
                     ent_arena *arena, ent_problems *problems) {
    size_t kept = 0;
    for (size_t i = 0; i < map->count; i++) {
        map->pairs[kept] = map->pairs[i];
        size_t more = pieces(map, i, file);
        if (more > 0) {
            const cut c = {map->pairs[i].key, map->pairs[i].value,
                           map->pairs[i + more].value->from, trail};
            tell(&c, "{ }", arena, problems);
            i += more;
        }
        kept++;
    }
    map->count = kept;
}

/* How many items behind item `i` close the brackets that it leaves open. */
static size_t closing_items(const ent_yaml *list, size_t i) {
    int open = 0;
    for (size_t j = i; j < list->count && j - i <= PIECES; j++) {
        const ent_yaml *item = list->items[j];
        if (item->kind != ENT_YAML_SCALAR || !item->plain || item->anchor.line != 0) {
            return 0;
        }
        open += open_brackets(item->text);
        if (open <= 0) {
            return j - i;
        }
    }
    return 0;
}

static void mend_list(ent_yaml *list, const ent_trail *trail, ent_arena *arena,
                      ent_problems *problems) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        list->items[kept] = list->items[i];
        size_t more = closing_items(list, i);
        if (more > 0) {
            const cut c = {NULL, list->items[i], list->items[i + more]->to, trail};
            tell(&c, "[ ]", arena, problems);
            i += more;
        }
        kept++;
    }
    list->count = kept;
}

static void drop_duplicates(ent_yaml *map, const ent_trail *trail,
                            ent_problems *problems) {
    size_t count = map->count;
    map->count = 0;
    for (size_t i = 0; i < count; i++) {
        const ent_yaml_pair pair = map->pairs[i];
        const ent_yaml_pair *first = ent_yaml_pair_of(map, pair.key);
        if (first != NULL) {
            ent_yaml_twice(first, pair.at, trail, problems);
        } else {
            map->pairs[map->count++] = pair;
        }
    }
}

void ent_yaml_mend(ent_yaml *node, const ent_file *file, const ent_trail *trail,
                   ent_arena *arena, ent_problems *problems) {
    if (node->kind == ENT_YAML_MAP) {
        mend_map(node, file, trail, arena, problems);
        drop_duplicates(node, trail, problems);
    } else {
        mend_list(node, trail, arena, problems);
    }
}
