/* What the parts of the reader share. */
#ifndef ENT_READING_H
#define ENT_READING_H

#include "model/scenario.h"
#include "scenarios/reader/tree.h"

typedef struct {
    ent_scenario *scenario;
    ent_problems *problems;
} ent_reading;

/* A section of the file: a map of named entries. */
typedef struct {
    const char *name; /* "assumptions" */
    const char *one;  /* "assumption", in messages */
    const ent_kind *section;
    const char *tag; /* the key that names the variant: "kind", "distribution", or NULL */
    bool tag_required;
    const ent_kind *(*kind_at)(
        size_t i);          /* the variants, NULL at the end; NULL without a tag */
    const char *short_form; /* the field that an entry without a map gives, or NULL */
    const char *const
        *replaces;     /* keys that make an entry given again replace the old one */
    size_t offset;     /* of its ent_entries in ent_scenario (or ent_agreement) */
    bool shares_names; /* in the one namespace of what formulas may refer to */
} ent_section_row;

extern const ent_section_row
    ent_section_rows[]; /* of the scenario; `name` NULL at the end */
extern const ent_section_row ent_clause_row, ent_agreement_flow_row;
const ent_section_row *ent_section_row_named(const char *name);

const ent_kind *ent_driver_kind_at(size_t i);
const ent_kind *ent_clause_kind_at(size_t i);
const ent_kind *ent_distribution_kind_at(size_t i);

/* "a.b", or "b" if `a` is empty; lives in the arena. */
const char *ent_path_join(ent_arena *, const char *a, const char *b);

/* A list of names gathered for ent_nearest and for messages. */
typedef struct {
    const char **items;
    size_t count;
} ent_words;

/* The keys that the top of a scenario may have besides the fields of
 * ent_section_scenario; NULL at the end. */
extern const char *const ent_top_keys[];
/* All that it may have. */
ent_words ent_top_words(ent_arena *);

/* "ab". */
const char *ent_text_join(ent_arena *, const char *a, const char *b);

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
