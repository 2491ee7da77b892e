/* Which kind an entry is: read first, so that only the fields of that kind are asked for.
 */
#ifndef ENT_VARIANTS_H
#define ENT_VARIANTS_H

#include "scenarios/reader/values.h"

/* An entry being read. */
typedef struct {
    ent_reading *r;
    const ent_section_row *row; /* NULL: without kinds */
    const ent_kind *section;
    const ent_yaml *map;
    const char *const *known; /* keys that the caller reads, or NULL */
    const char *own_unit;
    const ent_yaml *siblings; /* the section it stands in */
    ent_entry *entry;
} ent_reading_entry;

ent_arena *ent_entry_arena(const ent_reading_entry *);

/* The name of the entry of the same section whose name is closest, or NULL. */
const char *ent_entry_nearest(const ent_reading_entry *);

/* The kind that the row's tag names.  False after a problem (E0215, E0216); `kind` is
 * NULL if there is no tag and none is required. */
bool ent_entry_find_kind(const ent_reading_entry *, const ent_section_row *,
                         bool required, const ent_kind **kind);

/* Makes the inner entry of a kind that draws (ent_kind) from a distribution whose
 * fields stand among its own.  False after a problem (E0202, E0215). */
bool ent_entry_read_inner(const ent_reading_entry *);

#endif
