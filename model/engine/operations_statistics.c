/* Hot: moments, range and histogram buckets of a slice's values. */
#include "model/engine/operations_hot.h"

/* Compilers see neither of these in plain C, or take detours around them; the values are the same. */
#ifdef __AVX2__
#include <immintrin.h>

static inline lanes lesser(lanes a, lanes b) {
    return (lanes)_mm256_min_pd((__m256d)a, (__m256d)b);
}

static inline lanes greater(lanes a, lanes b) {
    return (lanes)_mm256_max_pd((__m256d)a, (__m256d)b);
}

/* The upper halves of eight rounded values: 0 1 4 5 2 3 6 7. */
static inline __m256i upper_halves(const double *x) {
    const mask half = {0x800, 0x800, 0x800, 0x800};
    const mask a = (mask)load(x) + half, b = (mask)load(x + 4) + half;
    return (__m256i)_mm256_shuffle_ps((__m256)a, (__m256)b, 0xDD);
}

/* How far they are from the middle, -1 and less for what is in it. */
static inline __m256i distance(__m256i upper) {
    const __m256i plain = _mm256_slli_epi32(upper, 1);
    return _mm256_sub_epi32(_mm256_srli_epi32(plain, ENT_BUCKET_SHIFT - 31),
                            _mm256_set1_epi32(ENT_BUCKET_LOWEST - 1));
}

/* ent_bucket of sixteen values. */
static inline void put_buckets(const double *x, uint16_t *bucket) {
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    const __m256i middle = _mm256_set1_epi16(ENT_BUCKET_HALF);
    const __m256i a = upper_halves(x), b = upper_halves(x + 8);
    __m256i k = _mm256_packus_epi32(distance(a), distance(b));
    k = _mm256_sign_epi16(_mm256_min_epu16(k, middle), _mm256_packs_epi32(a, b));
    k = _mm256_permutevar8x32_epi32(_mm256_add_epi16(k, middle), order);
    memcpy(bucket, &k, sizeof k);
}
#else
static inline lanes pick(mask m, lanes yes, lanes no) {
    return (lanes)(((mask)yes & m) | ((mask)no & ~m));
}

static inline lanes lesser(lanes a, lanes b) {
    return pick(a < b, a, b);
}

static inline lanes greater(lanes a, lanes b) {
    return pick(a > b, a, b);
}

static inline void put_buckets(const double *x, uint16_t *bucket) {
    for (size_t i = 0; i < 16; i++)
        bucket[i] = (uint16_t)ent_bucket(x[i]);
}
#endif

/* Eight interleaved partial sums around the first value, so that equal values have no spread at
 * all. */
typedef struct {
    lanes sum[2], square[2];
} partial;

static inline partial no_sums(void) {
    const lanes none = {0};
    return (partial){{none, none}, {none, none}};
}

static inline void take(partial *p, const double *x, lanes origin) {
    for (int half = 0; half < 2; half++) {
        const lanes d = load(x + 4 * half) - origin;
        p->sum[half] += d;
        p->square[half] += d * d;
    }
}

/* The values left over and, since it adds nothing to sums and range, the first of all again. */
static void fill_up(double *last, size_t size, const double *x, size_t whole, size_t n) {
    for (size_t i = 0; i < size; i++)
        last[i] = x[0];
    memcpy(last, x + whole, (n - whole) * sizeof *x);
}

/* Pairwise. */
static inline double add_up(const lanes half[2]) {
    const lanes four = half[0] + half[1];
    return (four[0] + four[2]) + (four[1] + four[3]);
}

static inline void close_sums(const partial *p, double origin, size_t n, double *mean,
                              double *m2) {
    const double sum = add_up(p->sum), count = (double)n;
    const double spread = add_up(p->square) - sum * sum / count;
    *mean = origin + sum / count;
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
    double last[8];
    for (size_t i = 0; i < whole; i += 8)
        take(&p, x + i, origin);
    if (whole < n) {
        fill_up(last, 8, x, whole, n);
        take(&p, last, origin);
    }
    close_sums(&p, x[0], n, mean, m2);
}

typedef struct {
    partial sums;
    lanes low, high;
} extent;

static inline void survey_eight(extent *e, const double *x, lanes origin) {
    take(&e->sums, x, origin);
    for (int half = 0; half < 2; half++) {
        e->low = lesser(load(x + 4 * half), e->low);
        e->high = greater(load(x + 4 * half), e->high);
    }
}

/* Rounding keeps the order, so the extremes alone are rounded. */
void ENT_ISA(ent_survey)(const double *x, size_t n, ent_survey *out, uint16_t *bucket) {
    const lanes origin = {x[0], x[0], x[0], x[0]};
    const size_t whole = n & ~(size_t)15;
    extent e = {no_sums(), origin, origin};
    double last[16];
    for (size_t i = 0; i < whole; i += 16) {
        survey_eight(&e, x + i, origin);
        survey_eight(&e, x + i + 8, origin);
        put_buckets(x + i, bucket + i);
    }
    if (whole < n) {
        uint16_t buckets[16];
        fill_up(last, 16, x, whole, n);
        survey_eight(&e, last, origin);
        survey_eight(&e, last + 8, origin);
        put_buckets(last, buckets);
        memcpy(bucket + whole, buckets, (n - whole) * sizeof *bucket);
    }
    close_sums(&e.sums, x[0], n, &out->mean, &out->m2);
    double low = e.low[0], high = e.high[0];
    for (int k = 1; k < 4; k++) {
        low = e.low[k] < low ? e.low[k] : low;
        high = e.high[k] > high ? e.high[k] : high;
    }
    out->low = ent_rounded(low);
    out->high = ent_rounded(high);
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
