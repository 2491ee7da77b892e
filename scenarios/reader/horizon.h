/* Days: the horizon, and the terms of clauses within it. */
#ifndef ENT_HORIZON_H
#define ENT_HORIZON_H

#include "scenarios/reader/reading.h"

/* Reads `horizon` into the scenario (E0720, E0721). */
void ent_horizon_read(ent_reading *, const ent_yaml *root);

/* Checks that clauses end after they start (E0722) and lie in the horizon (W0701). */
void ent_terms_check(ent_reading *);

#endif
