/* Anonymous memory and large pages are not in POSIX. */
#define _DEFAULT_SOURCE
#include "model/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Sanitizers see only what their own allocator gives. */
#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED
#endif

#if defined MAP_ANONYMOUS && !defined SANITIZED

static char *map(size_t bytes) {
    void *memory =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

/* The system aligns to its smallest page: what sticks out on both sides goes back. */
static char *map_aligned(size_t bytes) {
    char *memory = map(bytes + ENT_PAGES_LARGE);
    if (!memory)
        return NULL;
    const size_t after = (uintptr_t)memory % ENT_PAGES_LARGE;
    const size_t before = ENT_PAGES_LARGE - after;
    munmap(memory, before);
    if (after)
        munmap(memory + before + bytes, after);
    return memory + before;
}

void *ent_pages_take(size_t bytes) {
    const size_t whole = ent_pages_round(bytes + !bytes);
    if (whole < ENT_PAGES_MUCH)
        return map(whole);
    char *memory = map_aligned(whole);
#ifdef MADV_HUGEPAGE
    if (memory)
        (void)madvise(memory, whole, MADV_HUGEPAGE); /* or it stays in small ones */
#endif
    return memory;
}

void ent_pages_free(void *memory, size_t bytes) {
    if (memory)
        munmap(memory, ent_pages_round(bytes + !bytes));
}

#else

#define CACHE_LINE 64

void *ent_pages_take(size_t bytes) {
    const size_t whole = (ent_pages_round(bytes) / CACHE_LINE + 1) * CACHE_LINE;
    void *memory = aligned_alloc(CACHE_LINE, whole);
    return memory ? memset(memory, 0, whole) : NULL;
}

void ent_pages_free(void *memory, size_t bytes) {
    (void)bytes;
    free(memory);
}

#endif
