/* Entries of sections: typed by the tables of their section and kind. */
#ifndef ENT_ENTRIES_H
#define ENT_ENTRIES_H

#include "scenarios/reader/values.h"

/* Reads the entries of the section `row` that `map` gives (NULL: none) into `entries`;
 * `path` is the section's.  Problems go to the list; entries that are wrong may be left
 * out. */
void ent_entries_read(ent_reading *, const ent_section_row *, const ent_yaml *map,
                      const char *path, ent_entries *entries);

/* Reads the fields of one entry without kinds (`section`'s) from `map` into `entry`,
 * whose name, path and place are set.  Keys in `known` (NULL-terminated, may be NULL) are
 * left to the caller. */
void ent_entry_read_plain(ent_reading *, const ent_kind *section, const ent_yaml *map,
                          const char *const *known, ent_entry *entry);

/* Reads one map of a list of rows (ENT_ROWS): its cells are both `common` and `fields`.  What
 * "own" stands for in the units of cells is the unit of the entry that the list belongs to.
 * False after a problem for a row that draws from no known distribution. */
bool ent_entry_read_row(const ent_where *, const ent_kind *row, const ent_yaml *map,
                        ent_entry *entry);

/* Reads the list of correlations. */
void ent_correlations_read(ent_reading *, const ent_yaml *list, ent_entries *entries);

/* What a table cannot say about an assumption: it has exactly one of a value, readings
 * and a distribution.  Picks the reading that `use` names. */
void ent_assumption_finish(ent_reading *, const ent_yaml *map, ent_entry *entry);

#endif
