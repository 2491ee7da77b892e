/* Looking into trees and making new ones. */
#include "model/word.h"
#include "scenarios/reader/tree.h"

const ent_yaml_pair *ent_yaml_pair_of(const ent_yaml *map, const char *key) {
    if (map == NULL || map->kind != ENT_YAML_MAP) {
        return NULL;
    }
    for (size_t i = 0; i < map->count; i++) {
        if (ent_same_word(map->pairs[i].key, key)) {
            return &map->pairs[i];
        }
    }
    return NULL;
}

ent_yaml *ent_yaml_get(const ent_yaml *map, const char *key) {
    const ent_yaml_pair *pair = ent_yaml_pair_of(map, key);
    return pair == NULL ? NULL : pair->value;
}

bool ent_yaml_is(const ent_yaml *node, const char *text) {
    return node != NULL && node->kind == ENT_YAML_SCALAR && node->plain &&
           ent_same_word(node->text, text);
}

bool ent_yaml_is_empty(const ent_yaml *node) {
    return ent_yaml_is(node, "") || ent_yaml_is(node, "~") || ent_yaml_is(node, "null");
}

static ent_yaml *node_at(ent_arena *arena, ent_yaml_kind kind, ent_place at) {
    ent_yaml *node = ent_arena_take(arena, 1, sizeof *node);
    node->kind = kind;
    node->at = at;
    node->size = 1;
    return node;
}

ent_yaml *ent_yaml_map_new(ent_arena *arena, ent_place at) {
    return node_at(arena, ENT_YAML_MAP, at);
}

ent_yaml *ent_yaml_scalar_new(ent_arena *arena, ent_place at, const char *text) {
    ent_yaml *node = node_at(arena, ENT_YAML_SCALAR, at);
    node->plain = true;
    node->text = text;
    return node;
}

void ent_yaml_set(ent_arena *arena, ent_yaml *map, ent_yaml_pair pair) {
    for (size_t i = 0; i < map->count; i++) {
        if (ent_same_word(map->pairs[i].key, pair.key)) {
            map->pairs[i] = pair;
            return;
        }
    }
    map->pairs = ent_arena_grow(arena, map->pairs, map->count, sizeof *map->pairs);
    map->pairs[map->count++] = pair;
}

void ent_yaml_drop(ent_yaml *map, const char *key) {
    size_t kept = 0;
    for (size_t i = 0; i < map->count; i++) {
        if (strcmp(map->pairs[i].key, key) != 0) {
            map->pairs[kept++] = map->pairs[i];
        }
    }
    map->count = kept;
}

ent_yaml *ent_yaml_copy(ent_arena *arena, const ent_yaml *map) {
    ent_yaml *copy = node_at(arena, ENT_YAML_MAP, map->at);
    copy->anchor = map->anchor;
    copy->broken = map->broken;
    for (size_t i = 0; i < map->count; i++) {
        copy->pairs =
            ent_arena_grow(arena, copy->pairs, copy->count, sizeof *copy->pairs);
        copy->pairs[copy->count++] = map->pairs[i];
    }
    return copy;
}
