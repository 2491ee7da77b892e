/* An override while it is applied, and what can be wrong with it.  Private to override*.c. */
#ifndef ENT_OVERRIDE_PARTS_H
#define ENT_OVERRIDE_PARTS_H

#include "scenarios/reader/reading.h"

#define ENT_OVERRIDE_SEGMENTS 8

/* One word of the path. */
typedef struct {
    const char *word;
    ent_place at;
} ent_override_word;

typedef struct {
    ent_reading *r;
    const ent_file *file; /* the override's own text */
    ent_override_word path[ENT_OVERRIDE_SEGMENTS];
    size_t count;
    ent_yaml *value;
    const ent_yaml *root, *agreements;
} ent_overriding;

/* The agreement that this one is based on; NULL if it says none, or none that is there. */
const ent_yaml *ent_override_base(const ent_overriding *, const ent_yaml *agreement);

/* Each adds one problem.  Those that return a tree return NULL, for the caller to hand on. */

/* The text is no path and value. */
void ent_override_malformed(ent_reading *, const ent_file *, const char *message);
/* Word `i` of the path names nothing; `what` begins the list of `words`. */
ent_yaml *ent_override_unreached(const ent_overriding *, size_t i, const ent_words *,
                                 const char *what);
/* Word `i` names no clause or flow of the agreement or its bases. */
ent_yaml *ent_override_no_entry(const ent_overriding *, const ent_yaml *agreement,
                                size_t i);
/* Word `i` names a field that the entry does not state, and that is to be changed inside. */
ent_yaml *ent_override_no_field(const ent_overriding *, const ent_yaml *entry, size_t i);
/* The path ends at `entry`, which holds several values. */
ent_yaml *ent_override_too_short(const ent_overriding *, const ent_yaml *entry);

#endif
