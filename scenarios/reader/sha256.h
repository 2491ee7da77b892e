/* SHA-256 (FIPS 180-4). */
#ifndef ENT_SHA256_H
#define ENT_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed by ent_sha256_begin; a value. */
typedef struct {
    uint32_t state[8];
    unsigned char block[64];
    uint64_t size; /* bytes so far */
} ent_sha256;

void ent_sha256_begin(ent_sha256 *);
void ent_sha256_add(ent_sha256 *, const void *bytes, size_t size);
/* Writes 64 hexadecimal digits and a NUL. */
void ent_sha256_end(ent_sha256 *, char digits[65]);

#endif
