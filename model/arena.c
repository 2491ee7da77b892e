#include "model/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Most scenarios fit in a few chunks, and each is twice the last, up to a limit.  A request above
 * a quarter of the next gets a chunk of its own, so that little of a chunk is ever left unused. */
#define CHUNK_LEAST ((size_t)64 * 1024)
#define CHUNK_MOST ((size_t)2 << 20)

struct ent_arena_chunk {
    ent_arena_chunk *next;
    size_t used, size;
    max_align_t data[];
};

static _Noreturn void out_of_memory(void) {
    fputs("entente: out of memory\n", stderr);
    exit(1);
}

/* A chunk of so many bytes, header and all. */
static ent_arena_chunk *chunk_new(size_t bytes) {
    ent_arena_chunk *chunk = calloc(1, bytes);
    if (chunk == NULL) {
        out_of_memory();
    }
    chunk->size = bytes - sizeof *chunk;
    return chunk;
}

static size_t room(const ent_arena_chunk *chunk) {
    return chunk->size - chunk->used;
}

/* A chunk with room for `bytes`, from which they are to be taken. */
static ent_arena_chunk *chunk_for(ent_arena *arena, size_t bytes) {
    ent_arena_chunk *head = arena->chunks;
    if (head != NULL && room(head) >= bytes) {
        return head;
    }
    const size_t next = arena->next_chunk != 0 ? arena->next_chunk : CHUNK_LEAST;
    const bool own = bytes > next / 4;
    ent_arena_chunk *chunk = chunk_new(own ? sizeof *chunk + bytes : next);
    if (!own) {
        arena->next_chunk = next < CHUNK_MOST ? 2 * next : next;
    }
    /* Behind the head goes what will have less room left. */
    if (head != NULL && room(chunk) - bytes < room(head)) {
        chunk->next = head->next;
        head->next = chunk;
    } else {
        chunk->next = head;
        arena->chunks = chunk;
    }
    return chunk;
}

void *ent_arena_take(ent_arena *arena, size_t count, size_t size) {
    const size_t align = _Alignof(max_align_t);
    if (size != 0 && count > (SIZE_MAX / 2) / size) {
        out_of_memory();
    }
    size_t bytes = count * size;
    bytes = bytes == 0 ? align : (bytes + align - 1) / align * align;
    ent_arena_chunk *chunk = chunk_for(arena, bytes);
    void *taken = (char *)chunk->data + chunk->used;
    chunk->used += bytes;
    return taken;
}

char *ent_arena_text(ent_arena *arena, const char *text, size_t length) {
    char *copy = ent_arena_take(arena, length + 1, 1);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *ent_arena_format(ent_arena *arena, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    const size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = ent_arena_take(arena, size, 1);
    vsnprintf(text, size, format, arguments);
    return text;
}

void ent_arena_free(ent_arena *arena) {
    ent_arena_chunk *chunk = arena->chunks;
    while (chunk != NULL) {
        ent_arena_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    *arena = (ent_arena){0};
}

void *ent_arena_grow(ent_arena *arena, void *items, size_t count, size_t size) {
    /* Room is 0, 1, 2, 4, 8 ...: full exactly when the count is 0 or a power of two. */
    if ((count & (count - 1)) != 0) {
        return items;
    }
    void *larger = ent_arena_take(arena, count == 0 ? 1 : 2 * count, size);
    if (count > 0) {
        memcpy(larger, items, count * size);
    }
    return larger;
}
