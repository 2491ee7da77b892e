/* Names: who is called what, and whether what is referred to is there. */
#ifndef ENT_NAMES_H
#define ENT_NAMES_H

#include "scenarios/reader/reading.h"

/* Checks that no two entries share a name and none takes a reserved one, and that
 * parties, sources, agreements, correlated names and dates by name exist; fills in the
 * indices of parties.  `root` is the tree the scenario was read from: names of entries
 * that could not be read count as known, so that one mistake is told once. */
void ent_names_check(ent_reading *, const ent_yaml *root);

#endif
