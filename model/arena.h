/* An arena: memory that is released all at once.
 *
 * Zeroed, it is empty and ready.  Everything a scenario or a plan points to lives in its arena, so
 * each has one owner and one release. */
#ifndef ENT_ARENA_H
#define ENT_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct ent_arena_chunk ent_arena_chunk;
typedef struct {
    ent_arena_chunk *chunks;
    size_t next_chunk; /* bytes; 0: as many as the first one has */
} ent_arena;

/* `count` zeroed items of `size` bytes, aligned for any type.  Never NULL: when memory runs out
 * the program ends with a message on stderr and exit code 1, which no caller could better. */
void *ent_arena_take(ent_arena *, size_t count, size_t size);

/* A copy of `length` bytes of text, NUL-terminated. */
char *ent_arena_text(ent_arena *, const char *text, size_t length);
/* A text as vsnprintf makes it, however long. */
char *ent_arena_format(ent_arena *, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Releases everything taken; the arena is empty and ready again. */
void ent_arena_free(ent_arena *);

/* Grows a list by one: returns `items`, or a larger copy of it, with room for `count` + 1 items of
 * `size` bytes.  Capacities are powers of two, so the list carries no capacity of its own. */
void *ent_arena_grow(ent_arena *, void *items, size_t count, size_t size);

#endif
