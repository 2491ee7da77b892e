/* Random words and uniforms. */
#include "model/world/kernels_parts.h"

#include "model/world/elementary.h"

/* Words of 32 bits in 64-bit lanes: what the upper halves hold is never read, because the product
 * uses the lower halves only and the last step cuts. */
typedef struct {
    uint64_t a, b, c, d;
} ent_words;

static inline ent_words philox_round(ent_words x, uint32_t key0, uint32_t key1) {
    uint64_t p = (x.a & 0xffffffffu) * 0xD2511F53u;
    uint64_t q = (x.c & 0xffffffffu) * 0xCD9E8D57u;
    return (ent_words){(q >> 32) ^ x.b ^ key0, q, (p >> 32) ^ x.d ^ key1, p};
}

/* The key grows by the Weyl constants of Salmon et al., table 2. */
#define ROUND(r) x = philox_round(x, key0 + (r) * 0x9E3779B9u, key1 + (r) * 0xBB67AE85u)

static inline ent_words philox_words(ent_words x, uint32_t key0, uint32_t key1) {
    ROUND(0u), ROUND(1u), ROUND(2u), ROUND(3u), ROUND(4u);
    ROUND(5u), ROUND(6u), ROUND(7u), ROUND(8u), ROUND(9u);
    return x;
}

void ENT_ISA(ent_kernel_philox)(uint64_t key, uint64_t path, uint32_t group, size_t n,
                                uint32_t *words) {
    uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
    uint32_t *a = words, *b = words + ENT_COLUMN, *c = b + ENT_COLUMN, *d = c + ENT_COLUMN;
    ENT_LANES
    for (size_t i = 0; i < n; i++) {
        uint64_t p = path + i;
        ent_words x = philox_words((ent_words){p, p >> 32, group, 0}, key0, key1);
        a[i] = (uint32_t)x.a;
        b[i] = (uint32_t)x.b;
        c[i] = (uint32_t)x.c;
        d[i] = (uint32_t)x.d;
    }
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
