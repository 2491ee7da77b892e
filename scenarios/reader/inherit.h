/* Inheritance: one rule for files that extend files and agreements based on agreements.
 *
 * Named entries are inherited.  An entry given again with a key that says what it is
 * (`kind`, `value`, `formula` ...: ent_section_row.replaces) replaces the old one whole;
 * given without, it changes only the fields it names; `none` drops it.  Lists are
 * replaced.  A `none` that drops nothing, and a change of nothing, are left in the tree:
 * the entry reader tells them. */
#ifndef ENT_INHERIT_H
#define ENT_INHERIT_H

#include "scenarios/reader/reading.h"

/* Most agreements of a scenario, and most clauses and flows of all of them together. */
#define ENT_AGREEMENTS 100
#define ENT_AGREEMENT_ENTRIES 2000

/* The scenario `over`, which extends `base`. */
ent_yaml *ent_inherit_file(ent_reading *, const ent_yaml *base, const ent_yaml *over);

/* The scenario with every `based_on` resolved: clauses and flows of the base merged into
 * the agreement. Titles, sources and notes are an agreement's own.  The pairs of clauses,
 * flows and their fields then name the agreement that states them. */
ent_yaml *ent_inherit_agreements(ent_reading *, ent_yaml *root);

#endif
