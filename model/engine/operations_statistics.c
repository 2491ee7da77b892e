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
    const lanes origin = {x[0], x[0], x[0], x[0]};
    const size_t whole = n & ~(size_t)7;
    partial p = {{{0}, {0}}, {{0}, {0}}};
    for (size_t i = 0; i < whole; i += 8)
        for (int half = 0; half < 2; half++)
            take(&p, half, load(x + i + 4 * half), origin);
    close_sums(&p, x + whole, n - whole, x[0], n, mean, m2);
}

/* ent_rounded and ent_bucket, four at a time. */
static inline lanes round_lanes(lanes v) {
    return (lanes)(((mask)v + 0x800) & ~(mask){0xFFF, 0xFFF, 0xFFF, 0xFFF});
}

static inline mask bucket_lanes(lanes v) {
    typedef uint64_t bits __attribute__((vector_size(32)));
    const mask below = v < (lanes){0};
    mask k = (mask)(((bits)v << 1) >> (ENT_BUCKET_SHIFT + 1)) - (ENT_BUCKET_LOWEST - 1);
    k &= ~(k < 0);
    const mask far = k > ENT_BUCKET_HALF;
    k = (k & ~far) | (far & ENT_BUCKET_HALF);
    return ((k ^ below) - below) + ENT_BUCKET_HALF;
}

_Static_assert(ENT_BUCKETS <= UINT16_MAX, "four buckets to a lane");

/* Sixteen at a time, four buckets to a lane: out of order, which those who count them do not mind. */
void ENT_ISA(ent_survey)(const double *x, size_t n, ent_survey *out, uint16_t *bucket) {
    const lanes origin = {x[0], x[0], x[0], x[0]};
    const size_t whole = n & ~(size_t)15;
    partial p = {{{0}, {0}}, {{0}, {0}}};
    lanes low = round_lanes(origin), high = low;
    for (size_t i = 0; i < whole; i += 16) {
        mask four = {0};
        for (int k = 0; k < 4; k++) {
            const lanes v = load(x + i + 4 * k), r = round_lanes(v);
            take(&p, k % 2, v, origin);
            low = pick(r < low, r, low);
            high = pick(r > high, r, high);
            four |= bucket_lanes(r) << 16 * k;
        }
        memcpy(bucket + i, &four, sizeof four);
    }
    close_sums(&p, x + whole, n - whole, x[0], n, &out->mean, &out->m2);
    out->low = low[0];
    out->high = high[0];
    for (int k = 1; k < 4; k++) {
        out->low = low[k] < out->low ? low[k] : out->low;
        out->high = high[k] > out->high ? high[k] : out->high;
    }
    for (size_t i = whole; i < n; i++) {
        const double r = ent_rounded(x[i]);
        out->low = r < out->low ? r : out->low;
        out->high = r > out->high ? r : out->high;
        bucket[i] = (uint16_t)ent_bucket(r);
    }
}

size_t ENT_ISA(ent_count_rounded)(const double *x, size_t n, double value) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ent_rounded(x[i]) == value;
    return count;
}
