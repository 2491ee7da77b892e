/* Memory for what is large, straight from the system.
 *
 * Where the system has large pages, much memory comes in them: bringing 2 MiB at once costs a tenth
 * of bringing it 4 KiB at a time, and giving it back a thirtieth.  But large pages that are not at
 * hand are dear, most of all where the machine is a virtual one that gives idle memory back; less is
 * better taken from the small pages that lie about.  What is touched only here and there is better
 * left to calloc. */
#ifndef ENT_PAGES_H
#define ENT_PAGES_H

#include <stddef.h>

#define ENT_PAGES_LARGE ((size_t)2 << 20)
#define ENT_PAGES_MUCH (8 * ENT_PAGES_LARGE)

/* The bytes that come when `bytes` are asked for: of much memory whole large pages. */
static inline size_t ent_pages_round(size_t bytes) {
    return bytes < ENT_PAGES_MUCH
               ? bytes
               : (bytes + ENT_PAGES_LARGE - 1) / ENT_PAGES_LARGE * ENT_PAGES_LARGE;
}

/* Zeroed memory, aligned for any type and to a cache line; NULL if there is none. */
void *ent_pages_take(size_t bytes);
/* `bytes` as asked for; `memory` may be NULL. */
void ent_pages_free(void *memory, size_t bytes);

#endif
