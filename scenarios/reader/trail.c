#include "scenarios/reader/trail.h"

#include <string.h>

#include "scenarios/scenarios.h"

static void add(char *text, const char *key) {
    const size_t used = strlen(text), room = ENT_TRAIL_SIZE - used;
    const char *dot = used == 0 ? "" : ".";
    snprintf(text + used, room, "%s%.*s", dot, ENT_TRAIL_SIZE, key);
    /* A character that was cut in two goes whole. */
    size_t end = strlen(text);
    while (end > 0 && ((unsigned char)text[end - 1] & 0xc0) == 0x80)
        end--;
    if (strlen(text) == ENT_TRAIL_SIZE - 1 && end > 0)
        text[end - 1] = '\0';
}

static void walk(const ent_trail *trail, char *text) {
    if (trail == NULL)
        return;
    walk(trail->outer, text);
    add(text, trail->key);
}

const char *ent_trail_write(const ent_trail *trail, const char *key,
                            char text[ENT_TRAIL_SIZE]) {
    text[0] = '\0';
    walk(trail, text);
    if (key != NULL)
        add(text, key);
    return text;
}
