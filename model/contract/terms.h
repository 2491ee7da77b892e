/* What the fields of an entry must be to one another. */
#ifndef ENT_TERMS_H
#define ENT_TERMS_H

#include "model/scenario.h"

/* False, after a problem (E0741), if the field is given though it does nothing without what
 * `needs` says ("`tiers`") and `met` is false. */
bool ent_term_needs(const ent_entry *, int field, bool met, const char *needs,
                    ent_problems *);

#endif
