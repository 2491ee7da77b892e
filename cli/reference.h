/* The reference as data: every kind and section, and a field in words.  `kinds`, the
 * manual pages and the JSON Schema are made from it. */
#ifndef ENT_REFERENCE_H
#define ENT_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/contract/clause.h"

typedef enum {
    ENT_TOPIC_CLAUSE,
    ENT_TOPIC_DRIVER,
    ENT_TOPIC_DISTRIBUTION,
    ENT_TOPIC_SECTION,
    ENT_TOPIC_GROUPS
} ent_topic_group;

typedef struct {
    const char *title;  /* "Clauses (`kind:` of a clause)" */
    const char *one;    /* "clause" */
    const char *entry;  /* what an entry of it is called: "clause", "assumption" */
    const char *tag;    /* the key that names the kind; NULL for sections */
    const char *common; /* what else its entries take, a sentence; NULL for sections */
} ent_topic_words;
extern const ent_topic_words ent_topic_words_of[ENT_TOPIC_GROUPS];

/* One thing that can be looked up. */
typedef struct {
    ent_topic_group group;
    const ent_kind *kind;
    const ent_clause_kind *clause; /* NULL for all others */
} ent_topic;

/* The i-th topic, groups in their order; false past the last. */
bool ent_topic_at(size_t i, ent_topic *);

#define ENT_TAKES_SIZE 512
/* What a field takes, in words: "number or formula, money, at least 0".  Returns `text`,
 * of ENT_TAKES_SIZE characters. */
const char *ent_field_takes(const ent_field *, char *text);

/* Whether the field is a number written out, so that its range applies. */
bool ent_field_has_range(const ent_field *);

/* The fields of an entry that is right as a whole, each line ended by a newline.  Lives in the
 * arena or as long as the kind. */
const char *ent_topic_example(const ent_topic *, ent_arena *);

#endif
