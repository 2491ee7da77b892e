#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "model/engine/summarise.h"

#define DIGIT 11
#define DIGITS 6
#define VALUES (1u << DIGIT)

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

/* How often each value of each digit occurs. */
typedef struct {
    size_t of[DIGITS][VALUES];
} digit_counts;

static void count_digits(const uint64_t *keys, size_t count, digit_counts *digits) {
    memset(digits, 0, sizeof *digits);
    for (size_t i = 0; i < count; i++)
        for (int d = 0; d < DIGITS; d++)
            digits->of[d][keys[i] >> d * DIGIT & (VALUES - 1)]++;
}

/* One stable pass by digit `d`; false if all have the same digit, so that nothing had to move. */
static bool pass(const uint64_t *from, uint64_t *to, size_t count, int d, size_t *place) {
    const int shift = d * DIGIT;
    if (place[from[0] >> shift & (VALUES - 1)] == count)
        return false;
    size_t next = 0;
    for (size_t v = 0; v < VALUES; v++) {
        const size_t n = place[v];
        place[v] = next;
        next += n;
    }
    for (size_t i = 0; i < count; i++)
        to[place[from[i] >> shift & (VALUES - 1)]++] = from[i];
    return true;
}

/* A radix sort from the lowest digit: metrics come by the million, and it is several times faster
 * than comparing. */
void ent_sort(double *x, double *room, size_t count) {
    digit_counts digits;
    if (ascending(x, count) || sort_two(x, count))
        return;
    uint64_t *a = (uint64_t *)(void *)x, *b = (uint64_t *)(void *)room;
    for (size_t i = 0; i < count; i++) {
        const uint64_t key = to_key(x[i]);
        memcpy(&a[i], &key, sizeof key);
    }
    count_digits(a, count, &digits);
    for (int d = 0; d < DIGITS; d++) {
        if (!pass(a, b, count, d, digits.of[d]))
            continue;
        uint64_t *swap = a;
        a = b;
        b = swap;
    }
    for (size_t i = 0; i < count; i++) {
        const double value = from_key(a[i]);
        memcpy(&x[i], &value, sizeof value);
    }
}
