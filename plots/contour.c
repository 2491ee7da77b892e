#include "plots/contour.h"

#include <string.h>

/* Edges of the grid: 2 (y across + x) leads from point (x, y) to the right, one more
 * upwards.  A contour passes each at most once, so it is told by its neighbours. */
enum { NONE = -1 };

typedef struct {
    const double *values;
    size_t across, up;
    double level;
    int (*next)[2]; /* of each edge: the edges that the line goes on to, or NONE */
} grid;

static double at(const grid *g, size_t x, size_t y) {
    return g->values[y * g->across + x];
}

static bool is_above(const grid *g, size_t x, size_t y) {
    return at(g, x, y) >= g->level;
}

static int edge(const grid *g, size_t x, size_t y, bool upwards) {
    return (int)(2 * (y * g->across + x) + upwards);
}

static void join(const grid *g, int a, int b) {
    g->next[a][g->next[a][0] != NONE] = b;
    g->next[b][g->next[b][0] != NONE] = a;
}

/* The line through the square whose lower left corner is (x, y).  Sides are numbered
 * around it: below, right, above, left; side k lies between corners k and k + 1. */
static void join_square(const grid *g, size_t x, size_t y) {
    const int sides[] = {edge(g, x, y, false), edge(g, x + 1, y, true),
                         edge(g, x, y + 1, false), edge(g, x, y, true)};
    const bool corners[] = {is_above(g, x, y), is_above(g, x + 1, y),
                            is_above(g, x + 1, y + 1), is_above(g, x, y + 1)};
    int crossed[4], count = 0;
    for (int k = 0; k < 4; k++)
        if (corners[k] != corners[(k + 1) % 4])
            crossed[count++] = sides[k];
    if (count == 2)
        join(g, crossed[0], crossed[1]);
    if (count < 4)
        return;
    const double sum =
        at(g, x, y) + at(g, x + 1, y) + at(g, x + 1, y + 1) + at(g, x, y + 1);
    const bool linked = (sum >= 4 * g->level) == corners[0];
    join(g, sides[0], sides[linked ? 1 : 3]);
    join(g, sides[2], sides[linked ? 3 : 1]);
}

/* Where the level lies on an edge. */
static void put_point(const grid *g, int which, double point[2]) {
    const size_t i = (size_t)which / 2, x = i % g->across, y = i / g->across;
    const bool upwards = which % 2;
    const double from = at(g, x, y), to = upwards ? at(g, x, y + 1) : at(g, x + 1, y);
    const double part = (g->level - from) / (to - from);
    point[0] = (double)x + (upwards ? 0 : part);
    point[1] = (double)y + (upwards ? part : 0);
}

/* Takes the link between an edge and its neighbour away; NONE if it has none. */
static int leave(const grid *g, int here) {
    const int side = g->next[here][0] == NONE;
    const int to = g->next[here][side];
    g->next[here][side] = NONE;
    if (to != NONE)
        g->next[to][g->next[to][0] != here] = NONE;
    return to;
}

/* Follows the line from an edge on. */
static ent_contour_line follow(const grid *g, int from, ent_arena *arena) {
    ent_contour_line line = {NULL, 0};
    for (int here = from; here != NONE; here = leave(g, here)) {
        line.points =
            ent_arena_grow(arena, line.points, line.count, 2 * sizeof *line.points);
        put_point(g, here, line.points + 2 * line.count++);
    }
    return line;
}

static bool has_links(const grid *g, int which, int count) {
    return (g->next[which][0] != NONE) + (g->next[which][1] != NONE) == count;
}

size_t ent_contour(const double *values, const size_t size[2], double level,
                   ent_arena *arena, ent_contour_line **lines) {
    grid g = {values, size[0], size[1], level, NULL};
    const size_t edges = 2 * size[0] * size[1];
    size_t count = 0;
    *lines = NULL;
    g.next = ent_arena_take(arena, edges, sizeof *g.next);
    memset(g.next, 0xFF, edges * sizeof *g.next);
    for (size_t y = 0; y + 1 < size[1]; y++)
        for (size_t x = 0; x + 1 < size[0]; x++)
            join_square(&g, x, y);
    /* Open lines from their ends; what is left are rings. */
    for (int links = 1; links <= 2; links++)
        for (int i = 0; i < (int)edges; i++) {
            if (!has_links(&g, i, links))
                continue;
            *lines = ent_arena_grow(arena, *lines, count, sizeof **lines);
            (*lines)[count++] = follow(&g, i, arena);
        }
    return count;
}
