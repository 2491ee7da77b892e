/* Random words and uniforms. */
#include "model/world/kernels_parts.h"

#include "model/world/elementary.h"

/* Lanes of 64 bits that hold words of 32: what their upper halves hold is never read,
 * because the product uses the lower halves only and `keep` cuts.  The product of
 * lower halves is one instruction wherever there are vectors, but compilers take
 * detours around it; so the two widths of lanes are named here, and all else is the
 * same plain C. */
#if defined(__AVX512F__)
#include <immintrin.h>
enum { LANES = 8 };
typedef uint64_t ent_lanes __attribute__((vector_size(64)));
static const ent_lanes lane_number = {0, 1, 2, 3, 4, 5, 6, 7};
static inline ent_lanes product(ent_lanes x, ent_lanes y) {
    return (ent_lanes)_mm512_mul_epu32((__m512i)x, (__m512i)y);
}
static inline void keep(uint32_t *words, ent_lanes x, ent_lanes y) {
    _mm256_storeu_si256((__m256i *)words, _mm512_cvtepi64_epi32((__m512i)x));
    _mm256_storeu_si256((__m256i *)words + 1, _mm512_cvtepi64_epi32((__m512i)y));
}
#elif defined(__AVX2__)
#include <immintrin.h>
enum { LANES = 4 };
typedef uint64_t ent_lanes __attribute__((vector_size(32)));
static const ent_lanes lane_number = {0, 1, 2, 3};
static inline ent_lanes product(ent_lanes x, ent_lanes y) {
    return (ent_lanes)_mm256_mul_epu32((__m256i)x, (__m256i)y);
}
static inline void keep(uint32_t *words, ent_lanes x, ent_lanes y) {
    __m256 cut = _mm256_shuffle_ps((__m256)x, (__m256)y, 0x88);
    _mm256_storeu_si256((__m256i *)words, _mm256_permute4x64_epi64((__m256i)cut, 0xd8));
}
#else
enum { LANES = 1 };
typedef uint64_t ent_lanes;
static const ent_lanes lane_number = 0;
static inline ent_lanes product(ent_lanes x, ent_lanes y) {
    return (x & 0xffffffffu) * y;
}
static inline void keep(uint32_t *words, ent_lanes x, ent_lanes y) {
    words[0] = (uint32_t)x;
    words[1] = (uint32_t)y;
}
#endif

typedef struct {
    ent_lanes a, b, c, d;
} ent_counter;

static inline ent_counter philox_round(ent_counter x, const ent_lanes *key) {
    const ent_lanes none = {0};
    ent_lanes p = product(x.a, none + 0xD2511F53u), q = product(x.c, none + 0xCD9E8D57u);
    return (ent_counter){(q >> 32) ^ x.b ^ key[0], q, (p >> 32) ^ x.d ^ key[1], p};
}

enum { ROUNDS = 10 };

/* The key grows by the Weyl constants of Salmon et al., section 3.3. */
static void spread_keys(uint64_t key, ent_lanes keys[ROUNDS][2]) {
    const ent_lanes none = {0};
    uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
    for (int r = 0; r < ROUNDS; r++, key0 += 0x9E3779B9u, key1 += 0xBB67AE85u) {
        keys[r][0] = none + key0;
        keys[r][1] = none + key1;
    }
}

/* Vectors of counters that go through the rounds side by side: one alone waits for its
 * own products half of the time. */
enum { PAIR = 2, COUNTERS = PAIR * LANES };

static inline void philox_lanes(ent_lanes keys[ROUNDS][2], uint64_t path, uint32_t group,
                                uint32_t *words, size_t stride) {
    const ent_lanes none = {0};
    ent_counter x[PAIR];
    for (size_t j = 0; j < PAIR; j++) {
        ent_lanes p = lane_number + (path + j * LANES);
        x[j] = (ent_counter){p, p >> 32, none + group, none};
    }
    for (int r = 0; r < ROUNDS; r++)
        for (size_t j = 0; j < PAIR; j++)
            x[j] = philox_round(x[j], keys[r]);
    keep(words, x[0].a, x[1].a);
    keep(words + stride, x[0].b, x[1].b);
    keep(words + 2 * stride, x[0].c, x[1].c);
    keep(words + 3 * stride, x[0].d, x[1].d);
}

void ENT_ISA(ent_kernel_philox)(uint64_t key, uint64_t path, uint32_t group, size_t n,
                                uint32_t *words) {
    ent_lanes keys[ROUNDS][2];
    spread_keys(key, keys);
    size_t i = 0;
    for (; i + COUNTERS <= n; i += COUNTERS)
        philox_lanes(keys, path + i, group, words + i, ENT_COLUMN);
    if (i == n)
        return;
    uint32_t rest[4 * COUNTERS];
    philox_lanes(keys, path + i, group, rest, COUNTERS);
    for (size_t w = 0; w < 4; w++)
        memcpy(words + w * ENT_COLUMN + i, rest + w * COUNTERS, (n - i) * sizeof *words);
}

void ENT_ISA(ent_kernel_uniform)(const uint32_t *words, double *u, size_t n) {
    ENT_LANES
    for (size_t i = 0; i < n; i++)
        u[i] = fma(double_of_count(words[i]), 0x1p-32, 0x1p-33);
}

void ENT_ISA(ent_kernel_uniform52)(const uint32_t *high, const uint32_t *low, double *u,
                                   size_t n) {
    ENT_LANES
    for (size_t i = 0; i < n; i++) {
        uint64_t bits = (uint64_t)high[i] << 20 | low[i] >> 12;
        u[i] = fma(double_of_count(bits), 0x1p-52, 0x1p-53);
    }
}
