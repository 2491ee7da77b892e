/* Hot: moments, range and histogram buckets of a slice's values. */
#include "model/engine/operations_hot.h"

static inline lanes pick(mask m, lanes yes, lanes no) {
    return (lanes)(((mask)yes & m) | ((mask)no & ~m));
}

/* Eight interleaved partial sums around the first value, so that equal values have no spread at
 * all. */
typedef struct {
    lanes sum[2], square[2];
} partial;

static inline partial no_sums(void) {
    const lanes none = {0};
    return (partial){{none, none}, {none, none}};
}

static inline void take(partial *p, int half, lanes v, lanes origin) {
    const lanes d = v - origin;
    p->sum[half] += d;
    p->square[half] += d * d;
}

/* Adds the n values left over, then everything pairwise. */
static void close_sums(const partial *p, const double *rest, size_t left, double origin,
                       size_t n, double *mean, double *m2) {
    double sum[8], square[8];
    memcpy(sum, p->sum, sizeof sum);
    memcpy(square, p->square, sizeof square);
    for (size_t i = 0; i < left; i++) {
        const double d = rest[i] - origin;
        sum[i % 8] += d;
        square[i % 8] += d * d;
    }
    for (size_t width = 4; width; width /= 2)
        for (size_t k = 0; k < width; k++) {
            sum[k] += sum[k + width];
            square[k] += square[k + width];
        }
    const double spread = square[0] - sum[0] * sum[0] / (double)n;
    *mean = origin + sum[0] / (double)n;
    *m2 = spread > 0.0 ? spread : 0.0;
}

void ENT_ISA(ent_moments)(const double *x, size_t n, double *mean, double *m2) {
    if (all_zero(x, n)) {
        *mean = *m2 = 0.0;
        return;
    }
    const lanes origin = {x[0], x[0], x[0], x[0]};
    const size_t whole = n & ~(size_t)7;
    partial p = no_sums();
    for (size_t i = 0; i < whole; i += 8)
        for (int half = 0; half < 2; half++)
            take(&p, half, load(x + i + 4 * half), origin);
    close_sums(&p, x + whole, n - whole, x[0], n, mean, m2);
}

static inline double least(lanes a, lanes b) {
    const lanes four = pick(a < b, a, b);
    double low = four[0];
    for (int k = 1; k < 4; k++)
        low = four[k] < low ? four[k] : low;
    return low;
}

/* Rounding keeps the order, so the extremes alone are rounded. */
void ENT_ISA(ent_survey)(const double *x, size_t n, ent_survey *out, uint16_t *bucket) {
    const lanes origin = {x[0], x[0], x[0], x[0]};
    const size_t whole = n & ~(size_t)7;
    partial p = no_sums();
    lanes low[2] = {origin, origin}, high[2] = {origin, origin};
    for (size_t i = 0; i < whole; i += 8)
        for (int half = 0; half < 2; half++) {
            const lanes v = load(x + i + 4 * half);
            take(&p, half, v, origin);
            low[half] = pick(v < low[half], v, low[half]);
            high[half] = pick(v > high[half], v, high[half]);
        }
    close_sums(&p, x + whole, n - whole, x[0], n, &out->mean, &out->m2);
    double first = least(low[0], low[1]), last = -least(-high[0], -high[1]);
    for (size_t i = whole; i < n; i++) {
        first = x[i] < first ? x[i] : first;
        last = x[i] > last ? x[i] : last;
    }
    out->low = ent_rounded(first);
    out->high = ent_rounded(last);
    for (size_t i = 0; i < n; i++)
        bucket[i] = (uint16_t)ent_bucket(x[i]);
}

uint32_t ENT_ISA(ent_count)(const uint16_t *bucket, size_t n, uint32_t *buckets) {
    uint32_t pages = 0;
    for (size_t i = 0; i < n; i++)
        pages |= (uint32_t)1 << bucket[i] / ENT_BUCKET_PAGE;
    for (size_t i = 0; i < n; i++)
        buckets[bucket[i]]++;
    return pages;
}

size_t ENT_ISA(ent_count_rounded)(const double *x, size_t n, double value) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ent_rounded(x[i]) == value;
    return count;
}
