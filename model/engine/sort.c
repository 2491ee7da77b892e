#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "model/engine/summarise.h"

#define DIGIT 11
#define DIGITS 6
#define HALF (DIGITS / 2)
#define VALUES (1u << DIGIT)
#define MOVES 4 /* for each value, at most, before a pass is cheaper */

/* Bits in the order of the numbers: negative ones turned over. */
static uint64_t to_key(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static double from_key(uint64_t key) {
    const uint64_t bits = key >> 63 ? key & ~((uint64_t)1 << 63) : ~key;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static bool ascending(const double *x, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (x[i] < x[i - 1])
            return false;
    return true;
}

/* Yes or no on every path: nothing to sort, only to count.  False if there is a third value. */
static bool sort_two(double *x, size_t count) {
    const double a = x[0];
    double b = a;
    size_t of_a = 0;
    for (size_t i = 0; i < count; i++) {
        if (x[i] != a && b == a)
            b = x[i];
        if (x[i] != a && x[i] != b)
            return false;
        of_a += x[i] == a;
    }
    const size_t lower = a < b ? of_a : count - of_a;
    for (size_t i = 0; i < count; i++)
        x[i] = (i < lower) == (a < b) ? a : b;
    return true;
}

/* How often each digit from `first` on occurs, in one reading. */
static void count_digits(const uint64_t *keys, size_t count, int first,
                         uint32_t of[HALF][VALUES]) {
    memset(of, 0, HALF * sizeof *of);
    for (size_t i = 0; i < count; i++)
        for (int d = 0; d < HALF; d++)
            of[d][keys[i] >> (first + d) * DIGIT & (VALUES - 1)]++;
}

/* One stable pass by a digit that occurs `of` times; false if all have the same, so that nothing had to
 * move. */
static bool pass(const uint64_t *from, uint64_t *to, size_t count, int shift,
                 uint32_t of[VALUES]) {
    if (of[from[0] >> shift & (VALUES - 1)] == count)
        return false;
    uint32_t next = 0;
    for (size_t v = 0; v < VALUES; v++) {
        const uint32_t n = of[v];
        of[v] = next;
        next += n;
    }
    for (size_t i = 0; i < count; i++)
        to[of[from[i] >> shift & (VALUES - 1)]++] = from[i];
    return true;
}

/* Passes by half of the digits, from `first` up; returns the array that holds the result. */
static uint64_t *passes(uint64_t *a, uint64_t *b, size_t count, int first) {
    uint32_t of[HALF][VALUES];
    count_digits(a, count, first, of);
    for (int d = 0; d < HALF; d++) {
        if (!pass(a, b, count, (first + d) * DIGIT, of[d]))
            continue;
        uint64_t *swap = a;
        a = b;
        b = swap;
    }
    return a;
}

/* Puts what the lower digits left out of order in place; false if that would take too long. */
static bool insert(uint64_t *a, size_t count) {
    size_t moves = 0;
    for (size_t i = 1; i < count; i++) {
        const uint64_t key = a[i];
        size_t k = i;
        for (; k && a[k - 1] > key; k--)
            a[k] = a[k - 1];
        a[k] = key;
        moves += i - k;
        if (moves > MOVES * count)
            return false;
    }
    return true;
}

/* A radix sort: metrics come by the million, and it is several times faster than comparing.  The upper
 * half of the bits nearly always decides; only where many values share it do the others need passes of
 * their own. */
void ent_sort(double *x, double *room, size_t count) {
    if (ascending(x, count) || sort_two(x, count))
        return;
    uint64_t *keys = (uint64_t *)(void *)x, *other = (uint64_t *)(void *)room;
    for (size_t i = 0; i < count; i++) {
        const uint64_t key = to_key(x[i]);
        memcpy(&keys[i], &key, sizeof key);
    }
    uint64_t *sorted = passes(keys, other, count, HALF);
    if (!insert(sorted, count)) {
        sorted = passes(sorted, sorted == keys ? other : keys, count, 0);
        sorted = passes(sorted, sorted == keys ? other : keys, count, HALF);
    }
    for (size_t i = 0; i < count; i++) {
        const double value = from_key(sorted[i]);
        memcpy(&x[i], &value, sizeof value);
    }
}
