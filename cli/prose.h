/* Sentences: text that grows, and templates filled with the fields of an entry.
 *
 * A template is a sentence with places in it:
 *   {cap}                     the field's value in words
 *   {every?year:a year|month:a month}
 *                             words chosen by the value of a choice or flag; # is its number
 *   [, at most {cap}]         left out unless every field named in it is given
 *   [!cap without a cap]      left out if the field is given; the blank is no part of it
 * Brackets may stand inside brackets and inside chosen words. */
#ifndef ENT_PROSE_H
#define ENT_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"

/* A text under construction.  Zeroed but for its arena, it is empty. */
typedef struct {
    ent_arena *arena;
    char *text; /* NUL-terminated once anything was added */
    size_t length, room;
} ent_prose;

void ent_prose_add(ent_prose *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The text so far; "" if nothing was added. */
const char *ent_prose_text(const ent_prose *);

/* What templates ask of an entry.  `field` is a name of the template. */
typedef struct {
    const void *context;
    bool (*given)(const void *context, const char *field);
    void (*write)(const void *context, const char *field, ent_prose *);
    /* The choice in use, as its table writes it ("after N in a row"), and its number. */
    const char *(*choice)(const void *context, const char *field, double *number);
} ent_template_fields;

/* Adds the template, filled.  A choice that the template has no words for adds nothing. */
void ent_prose_fill(ent_prose *, const char *template, const ent_template_fields *);

#endif
