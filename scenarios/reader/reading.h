/* What the parts of the reader share. */
#ifndef ENT_READING_H
#define ENT_READING_H

#include "model/scenario.h"
#include "scenarios/reader/sections.h"
#include "scenarios/reader/tree.h"

typedef struct {
    ent_scenario *scenario;
    ent_problems *problems;
    bool unreadable; /* a file that the scenario names could not be read */
} ent_reading;

/* "a.b", or "b" if `a` is empty; lives in the arena. */
const char *ent_path_join(ent_arena *, const char *a, const char *b);

/* A list of names gathered for ent_nearest and for messages. */
typedef struct {
    const char **items;
    size_t count;
} ent_words;

/* All keys that the top of a scenario may have. */
ent_words ent_top_words(ent_arena *);

/* "ab". */
const char *ent_text_join(ent_arena *, const char *a, const char *b);

/* The items' texts: "a, b, c". */
const char *ent_items_text(ent_arena *, const ent_item *, size_t count);

/* "a" or "an", as the word wants it. */
const char *ent_article(const char *word);

void ent_words_add(ent_words *, ent_arena *, const char *);
/* The keys of a map. */
ent_words ent_words_of(ent_arena *, const ent_yaml *map);
/* "did you mean `x`?" with the closest of the words, or "there is a, b and c" if they are
 * at most 8; else NULL. */
const char *ent_words_help(const ent_words *, const char *word, const char *what,
                           ent_problems *);

#endif
