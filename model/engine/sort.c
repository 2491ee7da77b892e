#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/engine/summarise.h"

/* Digits of a stretch's number, by how many values there are. */
#define BITS_MANY 12
#define BITS_FEW 8
#define MANY 16384
#define FEW 32 /* up to here insertion is cheaper than anything else */
#define DIGITS_MOST (1u << BITS_MANY)

/* Equal stretches of a range, as many as two digits tell apart.  The greater a value, the greater
 * the number of its stretch, or the same: rounding keeps the order. */
typedef struct {
    double low, scale;
    int bits;
} ruler;

static inline uint32_t stretch_of(ruler r, double x) {
    return (uint32_t)(int32_t)((x - r.low) * r.scale);
}

static inline uint32_t lower_digit(ruler r, double x) {
    return stretch_of(r, x) & ((1u << r.bits) - 1);
}

static inline uint32_t upper_digit(ruler r, double x) {
    return stretch_of(r, x) >> r.bits;
}

static ruler ruler_of(double low, double high, size_t count) {
    const int bits = count < MANY ? BITS_FEW : BITS_MANY;
    const double stretches = (double)((uint32_t)1 << 2 * bits);
    return (ruler){low, (stretches - 2) / (high - low), bits}; /* the top may round up */
}

/* From how many there are of each digit to where the first of them goes. */
static void add_up(uint32_t *of, int bits) {
    uint32_t next = 0;
    for (size_t v = 0; v < (size_t)1 << bits; v++) {
        const uint32_t n = of[v];
        of[v] = next;
        next += n;
    }
}

/* Two stable passes: in order then, but within a stretch.  Never inlined: ent_sort calls itself,
 * and the counts take 32 KiB of the stack. */
static __attribute__((noinline)) void
sort_by_stretch(double *restrict x, double *restrict room, size_t count, ruler r) {
    uint32_t lower[DIGITS_MOST], upper[DIGITS_MOST];
    memset(lower, 0, sizeof *lower << r.bits);
    memset(upper, 0, sizeof *upper << r.bits);
    for (size_t i = 0; i < count; i++) {
        lower[lower_digit(r, x[i])]++;
        upper[upper_digit(r, x[i])]++;
    }
    add_up(lower, r.bits);
    add_up(upper, r.bits);
    for (size_t i = 0; i < count; i++)
        room[lower[lower_digit(r, x[i])]++] = x[i];
    for (size_t i = 0; i < count; i++)
        x[upper[upper_digit(r, room[i])]++] = room[i];
}

/* What is in order is not written to: columns of zeros may be one (summarise.c). */
static void insert(double *x, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const double value = x[i];
        size_t k = i;
        if (x[i - 1] <= value)
            continue;
        for (; k && x[k - 1] > value; k--)
            x[k] = x[k - 1];
        x[k] = value;
    }
}

/* What is out of order within its stretch.  A crowded one is sorted for itself: its own range is
 * that much smaller. */
static void sort_within(double *x, double *room, size_t count, ruler r) {
    for (size_t i = 1; i < count; i++) {
        if (x[i] >= x[i - 1])
            continue;
        const uint32_t here = stretch_of(r, x[i]);
        size_t from = i - 1;
        while (from && stretch_of(r, x[from - 1]) == here)
            from--;
        while (i + 1 < count && stretch_of(r, x[i + 1]) == here)
            i++;
        ent_sort(x + from, room, i + 1 - from);
    }
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Yes or no on every path: nothing to sort, only to count.  False if there is a third value. */
static bool sort_two(double *x, size_t count, double low, double high) {
    enum { STEP = 256 };
    size_t of_low = 0;
    for (size_t i = 0; i < count; i += STEP) {
        const size_t n = count - i < STEP ? count - i : STEP;
        size_t lows = 0, highs = 0;
        for (size_t k = 0; k < n; k++) {
            lows += x[i + k] == low;
            highs += x[i + k] == high;
        }
        if (lows + highs != n)
            return false;
        of_low += lows;
    }
    for (size_t i = 0; i < count; i++)
        x[i] = i < of_low ? low : high;
    return true;
}

/* Dates that never come go to the end; returns how many others there are. */
static size_t infinite_last(double *x, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const double value = x[i];
        x[kept] = value;
        kept += value < (double)INFINITY;
    }
    for (size_t i = kept; i < count; i++)
        x[i] = (double)INFINITY;
    return kept;
}

void ent_range(const double *x, size_t count, double *low, double *high) {
    double least = x[0], greatest = x[0];
    for (size_t i = 1; i < count; i++) { /* branches that are hardly ever taken */
        if (x[i] < least)
            least = x[i];
        if (x[i] > greatest)
            greatest = x[i];
    }
    *low = least;
    *high = greatest;
}

/* A radix sort: metrics come by the million, and it is several times faster than comparing. */
void ent_sort(double *x, double *room, size_t count) {
    double low, high;
    if (count <= FEW) {
        insert(x, count);
        return;
    }
    ent_range(x, count, &low, &high);
    if (low == high || sort_two(x, count, low, high))
        return;
    if (high == (double)INFINITY) {
        ent_sort(x, room, infinite_last(x, count));
        return;
    }
    const ruler r = ruler_of(low, high, count);
    if (r.scale > 0 && r.scale < (double)INFINITY) {
        sort_by_stretch(x, room, count, r);
        sort_within(x, room, count, r);
    } else {
        qsort(x, count, sizeof *x, compare); /* too far apart, or too close */
    }
}
