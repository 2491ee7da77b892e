/* The table of a list of tiers (clause_tiers.h: what they mean). */
#ifndef ENT_TIERS_H
#define ENT_TIERS_H

#include "model/scenario.h"

enum { ENT_TIER_ABOVE, ENT_TIER_RATE, ENT_TIER_CELLS };

extern const ent_kind ent_tier;

/* The row of a list of tiers. */
#define ENT_TIERS(text)                                                                  \
    {                                                                                    \
        .name = "tiers", .type = ENT_ROWS, .row = &ent_tier, ENT_ANY,                    \
        .example = "[{above: 0, rate: 5%}, {above: 500m, rate: 8%}]", .help = (text)     \
    }

/* What the table cannot say of an entry: exactly one of its fields `rate` and `tiers` is given
 * (E0724), thresholds that are known rise (E0725).  Adds problems and returns false. */
bool ent_tiers_check(const ent_entry *, int rate, int tiers, ent_problems *);

/* The same of a waterfall, whose tiers are layers of what has been paid: each tier can be reached
 * (E0727). */
bool ent_waterfall_check(const ent_value *tiers, ent_problems *);

#endif
