#include "scenarios/reader/tree.h"

#include <string.h>
#include <yaml.h>

#include "scenarios/reader/file.h"
#include "scenarios/scenarios.h"

typedef struct {
    const char *name;
    ent_yaml *node; /* NULL while it is still being read */
    ent_place at;
} anchor;

typedef struct {
    const ent_file *file;
    ent_arena *arena;
    ent_problems *problems;
    yaml_parser_t parser;
    yaml_event_t event; /* the one being looked at; type YAML_NO_EVENT: none */
    const char *start, *end;
    const char
        *here; /* byte of character number `index`: marks move little, so it walks */
    size_t index;
    int shift; /* columns before `start` on the first line */
    anchor *anchors;
    size_t anchor_count;
    size_t nodes, aliases;
    const ent_trail *trail; /* to the node at hand */
} builder;

/* --- places --- */

static bool within_character(const char *byte) {
    return ((unsigned char)*byte & 0xc0) == 0x80;
}

static const char *byte_at(builder *b, size_t index) {
    const char *here = b->here;
    size_t at = b->index;
    for (; at < index && here < b->end; at++) {
        here++;
        while (here < b->end && within_character(here)) {
            here++;
        }
    }
    for (; at > index && here > b->start; at--) {
        here--;
        while (here > b->start && within_character(here)) {
            here--;
        }
    }
    b->here = here;
    b->index = at;
    return here;
}

static ent_place place_of(const builder *b, yaml_mark_t mark) {
    int shift = mark.line == 0 ? b->shift : 0;
    return (ent_place){b->file, (int)mark.line + 1, (int)mark.column + 1 + shift, 1};
}

/* The place of the event; its width ends with the line. */
static ent_place event_place(builder *b, const char **from, const char **to) {
    ent_place at = place_of(b, b->event.start_mark);
    *from = byte_at(b, b->event.start_mark.index);
    *to = byte_at(b, b->event.end_mark.index);
    const char *line_end = memchr(*from, '\n', (size_t)(*to - *from));
    int width = ent_text_width(*from, line_end == NULL ? *to : line_end);
    at.width = width > 0 ? width : 1;
    return at;
}

/* --- events --- */

static bool next_event(builder *b) {
    yaml_event_delete(&b->event);
    memset(&b->event, 0, sizeof b->event);
    if (yaml_parser_parse(&b->parser, &b->event)) {
        return true;
    }
    ent_place context = {0};
    if (b->parser.context != NULL) {
        context = place_of(b, b->parser.context_mark);
    }
    ent_yaml_complain(b->parser.problem == NULL ? "" : b->parser.problem,
                      place_of(b, b->parser.problem_mark), context, b->problems);
    return false;
}

static ent_yaml *refuse(builder *b, const char *code, ent_place at, const char *message,
                        const char *help) {
    ent_problem_add(b->problems, code, at, NULL, "%s", message)->help = help;
    return NULL;
}

/* --- nodes --- */

static ent_yaml *too_many_nodes(builder *b, ent_place at) {
    ent_problem_add(b->problems, "E0114", at, NULL,
                    "more than %d keys and values in one file", ENT_YAML_NODES);
    return NULL;
}

static ent_yaml *node_new(builder *b, ent_yaml_kind kind) {
    ent_yaml *node = ent_arena_take(b->arena, 1, sizeof *node);
    node->kind = kind;
    node->at = event_place(b, &node->from, &node->to);
    node->size = 1;
    if (++b->nodes > ENT_YAML_NODES) {
        return too_many_nodes(b, node->at);
    }
    return node;
}

/* What the whole knows of a part. */
static void count_part(ent_yaml *whole, const ent_yaml *part) {
    whole->size += part->size;
    whole->aliases += part->aliases;
    whole->height = part->height + 1 > whole->height ? part->height + 1 : whole->height;
    whole->alias_depth =
        part->alias_depth > whole->alias_depth ? part->alias_depth : whole->alias_depth;
}

static anchor *anchor_named(builder *b, const char *name) {
    /* The last of a name counts, as YAML has it. */
    for (size_t i = b->anchor_count; i > 0; i--) {
        if (strcmp(b->anchors[i - 1].name, name) == 0) {
            return &b->anchors[i - 1];
        }
    }
    return NULL;
}

/* Remembers an anchor of the current event; its index, or -1 if there is none. */
static int anchor_open(builder *b, const yaml_char_t *name, ent_place at) {
    if (name == NULL) {
        return -1;
    }
    const char *text = (const char *)name;
    b->anchors =
        ent_arena_grow(b->arena, b->anchors, b->anchor_count, sizeof *b->anchors);
    b->anchors[b->anchor_count] =
        (anchor){ent_arena_text(b->arena, text, strlen(text)), NULL, at};
    return (int)b->anchor_count++;
}

static ent_yaml *build(builder *b, int depth);

static ent_yaml *build_alias(builder *b, int depth) {
    const char *from, *to;
    ent_place at = event_place(b, &from, &to);
    const anchor *target = anchor_named(b, (const char *)b->event.data.alias.anchor);
    if (target == NULL) {
        return refuse(b, "E0109", at, "an alias of an anchor that is not there",
                      "write the anchor (&name) before its first alias (*name)");
    }
    if (target->node == NULL) {
        return refuse(b, "E0109", at, "an alias inside its own anchor never ends", NULL);
    }
    ent_yaml *node = ent_arena_take(b->arena, 1, sizeof *node);
    *node = *target->node;
    node->at = at;
    node->anchor = target->at;
    node->from = from;
    node->to = to;
    node->aliases++;
    node->alias_depth++;
    b->nodes += node->size;
    b->aliases += node->aliases;
    if (node->alias_depth > ENT_YAML_ALIAS_DEPTH || b->aliases > ENT_YAML_ALIASES) {
        ent_problem_add(b->problems, "E0109", at, NULL,
                        "aliases inside aliases: more than %d deep, or %d in all",
                        ENT_YAML_ALIAS_DEPTH, ENT_YAML_ALIASES);
        return NULL;
    }
    if (b->nodes > ENT_YAML_NODES) {
        return too_many_nodes(b, at);
    }
    return depth + node->height > ENT_YAML_DEPTH
               ? refuse(b, "E0113", at,
                        "the alias stands for something nested too deeply", NULL)
               : node;
}

static ent_yaml *build_scalar(builder *b) {
    ent_yaml *node = node_new(b, ENT_YAML_SCALAR);
    if (node == NULL) {
        return NULL;
    }
    const char *text = (const char *)b->event.data.scalar.value;
    size_t length = b->event.data.scalar.length;
    if (memchr(text, '\0', length) != NULL) {
        return refuse(b, "E0105", node->at, "a NUL character inside a text", NULL);
    }
    node->plain = b->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = ent_arena_text(b->arena, text, length);
    return node;
}

/* The end of a flow map or list, now that its closing bracket has been read. */
static void close_flow(builder *b, ent_yaml *node) {
    node->to = byte_at(b, b->event.end_mark.index);
    const char *line_end = memchr(node->from, '\n', (size_t)(node->to - node->from));
    node->at.width = ent_text_width(node->from, line_end == NULL ? node->to : line_end);
    ent_yaml_mend(node, b->file, b->trail, b->arena, b->problems);
}

static ent_yaml *build_list(builder *b, int depth) {
    ent_yaml *list = node_new(b, ENT_YAML_LIST);
    bool flow = b->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    if (list == NULL || !next_event(b)) {
        return NULL;
    }
    while (b->event.type != YAML_SEQUENCE_END_EVENT) {
        ent_yaml *item = build(b, depth + 1);
        if (item == NULL || !next_event(b)) {
            return NULL;
        }
        list->items =
            ent_arena_grow(b->arena, list->items, list->count, sizeof(ent_yaml *));
        list->items[list->count++] = item;
        count_part(list, item);
    }
    if (flow) {
        close_flow(b, list);
    }
    return list;
}

static bool is_word(builder *b, const ent_yaml *key) {
    if (key->kind != ENT_YAML_SCALAR || key->anchor.line != 0) {
        refuse(b, "E0116", key->at, "a key must be a word", "write `key: value`");
        return false;
    }
    return true;
}

static bool is_merge_key(builder *b, const ent_yaml *key) {
    if (key->plain && strcmp(key->text, "<<") == 0) {
        refuse(b, "E0110", key->at, "merge keys (`<<`) are not read",
               "use `based_on` in an agreement, or `extends` in a file");
        return true;
    }
    return false;
}

/* Adds a pair unless its key is no key or there already: told, so that whatever else is
 * wrong in the file can be told too.  In a flow map, pieces of values that commas cut may
 * look like keys given twice; there the whole map is looked at once it is mended. */
static void add_pair(builder *b, ent_yaml *map, const ent_yaml *key, ent_yaml *value) {
    const ent_yaml_pair *first = map->flow ? NULL : ent_yaml_pair_of(map, key->text);
    if (is_merge_key(b, key)) {
        return;
    }
    if (first != NULL) {
        ent_yaml_twice(first, key->at, b->trail, b->problems);
        return;
    }
    map->pairs = ent_arena_grow(b->arena, map->pairs, map->count, sizeof *map->pairs);
    map->pairs[map->count++] = (ent_yaml_pair){key->text, key->at, value};
    if (value->from == value->to) {
        value->from = value->to = key->to; /* an empty value stands behind its key */
    }
}

static ent_yaml *build_map(builder *b, int depth) {
    ent_yaml *map = node_new(b, ENT_YAML_MAP);
    bool flow = b->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    if (map == NULL || !next_event(b)) {
        return NULL;
    }
    map->flow = flow;
    while (b->event.type != YAML_MAPPING_END_EVENT) {
        ent_yaml *key = build(b, depth + 1);
        if (key == NULL || !is_word(b, key) || !next_event(b)) {
            return NULL;
        }
        const ent_trail here = {b->trail, key->text};
        b->trail = &here;
        ent_yaml *value = build(b, depth + 1);
        b->trail = here.outer;
        if (value == NULL || !next_event(b)) {
            return NULL;
        }
        count_part(map, key);
        count_part(map, value);
        add_pair(b, map, key, value);
    }
    if (flow) {
        close_flow(b, map);
    }
    return map;
}

/* The tag and the anchor that stand before the event's node; NULL if there is none. */
static void look_before(const yaml_event_t *event, const yaml_char_t **tag,
                        const yaml_char_t **name) {
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        *tag = event->data.scalar.tag;
        *name = event->data.scalar.anchor;
        break;
    case YAML_SEQUENCE_START_EVENT:
        *tag = event->data.sequence_start.tag;
        *name = event->data.sequence_start.anchor;
        break;
    case YAML_MAPPING_START_EVENT:
        *tag = event->data.mapping_start.tag;
        *name = event->data.mapping_start.anchor;
        break;
    default:
        *tag = *name = NULL;
    }
}

/* The node that begins with the current event. */
static ent_yaml *build(builder *b, int depth) {
    ent_place at = place_of(b, b->event.start_mark);
    if (depth > ENT_YAML_DEPTH) {
        ent_problem_add(b->problems, "E0113", at, NULL,
                        "maps and lists nested more than %d deep", ENT_YAML_DEPTH);
        return NULL;
    }
    const yaml_char_t *tag, *name;
    look_before(&b->event, &tag, &name);
    if (tag != NULL) {
        return refuse(b, "E0111", at, "tags (`!...`) are not read",
                      "write the value without a tag; quotes make it a text");
    }
    int opened = anchor_open(b, name, at);
    ent_yaml *node = NULL;
    if (b->event.type == YAML_ALIAS_EVENT) {
        return build_alias(b, depth);
    } else if (b->event.type == YAML_SCALAR_EVENT) {
        node = build_scalar(b);
    } else if (b->event.type == YAML_SEQUENCE_START_EVENT) {
        node = build_list(b, depth);
    } else if (b->event.type == YAML_MAPPING_START_EVENT) {
        node = build_map(b, depth);
    }
    if (opened >= 0) {
        b->anchors[opened].node = node;
    }
    return node;
}

/* Passes over an event, to the one behind it. */
static bool pass(builder *b) {
    bool first = next_event(b);
    return first && next_event(b);
}

static ent_yaml *build_document(builder *b) {
    if (!pass(b)) { /* the stream's start */
        return NULL;
    }
    if (b->event.type == YAML_STREAM_END_EVENT) {
        return refuse(b, "E0103", (ent_place){b->file, 1, 1 + b->shift, 1},
                      "the file holds nothing", "begin with `entente: 1`");
    }
    if (!next_event(b)) {
        return NULL;
    }
    ent_yaml *root = build(b, 1);
    if (root == NULL || !pass(b)) { /* the document's end */
        return NULL;
    }
    if (b->event.type != YAML_STREAM_END_EVENT) {
        return refuse(b, "E0112", place_of(b, b->event.start_mark),
                      "a second document begins here",
                      "put each scenario into its own file");
    }
    return root;
}

ent_yaml *ent_yaml_read(const ent_file *file, size_t offset, const ent_trail *trail,
                        ent_arena *arena, ent_problems *problems) {
    builder b = {.file = file, .arena = arena, .problems = problems, .trail = trail};
    b.start = b.here = file->text + offset;
    b.end = file->text + file->size;
    b.shift = ent_text_width(file->text, b.start);
    if (!yaml_parser_initialize(&b.parser)) {
        return refuse(&b, "E0107", (ent_place){0}, "the YAML parser found no memory",
                      NULL);
    }
    yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b.parser, (const unsigned char *)b.start,
                                 (size_t)(b.end - b.start));
    ent_yaml *root = build_document(&b);
    yaml_event_delete(&b.event);
    yaml_parser_delete(&b.parser);
    return root;
}
