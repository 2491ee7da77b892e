#include "model/engine/unit.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static size_t name_length(const char *text) {
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_')
        n++;
    return isalpha((unsigned char)text[0]) ? n : 0;
}

static int find_name(const char *text, size_t n, bool define, ent_unit_names *names,
                     ent_arena *arena) {
    if (n == 5 && !strncmp(text, "years", 5))
        n = 4;
    for (size_t i = 0; i < names->count; i++)
        if (strlen(names->names[i]) == n && !strncmp(names->names[i], text, n))
            return (int)i;
    if (!define || names->count == ENT_UNIT_NAMES)
        return -1;
    names->names[names->count] = ent_arena_text(arena, text, n);
    return (int)names->count++;
}

size_t ent_unit_read(const char *text, bool define, ent_unit_names *names,
                     ent_arena *arena, ent_unit *unit) {
    const char *p = text;
    int sign = 1;
    memset(unit, 0, sizeof *unit);
    if (*p == '1' && !isalnum((unsigned char)p[1]) && p[1] != '.') {
        p++;
        if (*p != '/')
            return 1;
    }
    if (*p == '/')
        sign = -1, p++;
    for (;;) {
        const size_t n = name_length(p);
        const int name = n ? find_name(p, n, define, names, arena) : -1;
        if (name < 0)
            return 0;
        unit->twice[name] = (signed char)(unit->twice[name] + 2 * sign);
        p += n;
        if (*p != '/' && *p != '*')
            break;
        sign = *p++ == '/' ? -1 : 1;
    }
    return (size_t)(p - text);
}

static void append_side(char *text, size_t size, ent_unit unit,
                        const ent_unit_names *names, int sign) {
    for (size_t i = 0; i < names->count; i++) {
        const int twice = sign * unit.twice[i];
        if (twice <= 0)
            continue;
        const size_t n = strlen(text);
        const char *join = sign < 0 ? "/" : n ? "*" : "";
        if (twice == 2)
            snprintf(text + n, size - n, "%s%s", join, names->names[i]);
        else if (twice % 2 == 0)
            snprintf(text + n, size - n, "%s%s^%d", join, names->names[i], twice / 2);
        else
            snprintf(text + n, size - n, "%s%s^%.1f", join, names->names[i], twice / 2.0);
    }
}

const char *ent_unit_symbol(ent_unit unit, const ent_unit_names *names,
                            ent_arena *arena) {
    char text[256] = "";
    append_side(text, sizeof text, unit, names, 1);
    if (!text[0])
        text[0] = '1', text[1] = '\0';
    append_side(text, sizeof text, unit, names, -1);
    return ent_arena_text(arena, text, strlen(text));
}

const char *ent_unit_text(ent_unit unit, const ent_unit_names *names, ent_arena *arena) {
    return ent_unit_pure(unit) ? "a pure number" : ent_unit_symbol(unit, names, arena);
}

bool ent_unit_equal(ent_unit a, ent_unit b) {
    return !memcmp(&a, &b, sizeof a);
}

bool ent_unit_pure(ent_unit unit) {
    static const ent_unit pure;
    return ent_unit_equal(unit, pure);
}

ent_unit ent_unit_times(ent_unit a, ent_unit b, int sign) {
    for (int i = 0; i < ENT_UNIT_NAMES; i++)
        a.twice[i] = (signed char)(a.twice[i] + sign * b.twice[i]);
    return a;
}

bool ent_unit_power(ent_unit unit, double power, ent_unit *out) {
    for (int i = 0; i < ENT_UNIT_NAMES; i++) {
        const double twice = unit.twice[i] * power;
        if (!(twice >= -100 && twice <= 100) || twice != (int)twice)
            return false;
        out->twice[i] = (signed char)twice;
    }
    return true;
}

ent_unit ent_unit_named(int name, int power) {
    ent_unit unit = {{0}};
    unit.twice[name] = (signed char)(2 * power);
    return unit;
}

bool ent_unit_per_year(ent_unit unit) {
    return unit.twice[ENT_UNIT_YEAR] == -2;
}
