/* Keys of random streams. */
#include "model/world/kernels.h"

/* FNV-1a, 64 bits: spreads names that differ in one letter over all bits of the key. */
static uint64_t hash_name(const char *name) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 0x100000001b3u;
    return hash;
}

/* The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that
 * avalanches. */
static uint64_t mix_bits(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint64_t ent_stream_key(uint64_t seed, const char *stream) {
    return mix_bits(mix_bits(seed + 0x9e3779b97f4a7c15u) ^ hash_name(stream));
}
