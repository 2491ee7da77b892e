/* Overrides: `--set agreements.oct-2025.clauses.revenue_share.rate=15%`. */
#ifndef ENT_OVERRIDE_H
#define ENT_OVERRIDE_H

#include "scenarios/reader/reading.h"

/* The scenario with one more value set, before agreements inherit from one another.  Adds
 * a problem and returns the scenario as it was if the override is malformed (E0601) or
 * reaches nothing (E0602). A field that no table has is told later, by whoever reads the
 * entry. */
ent_yaml *ent_override(ent_reading *, ent_yaml *root, const char *text);

#endif
