/* exclusivity: who alone may sell or serve what.
 *
 *   active = 1 while the clause is in force at the period's end, else 0
 *
 * The source is the usual wording: "[Grantor] shall make [scope] available solely through
 * [holder] from [start] until [until]."  The clause moves no money: what exclusivity is
 * worth lies in the formulas that read `active` (where customers go, what may be resold),
 * and `value` finds it by switching the clause off. */
#include "model/contract/clause_help.h"

enum { HOLDER, GRANTOR, SCOPE };
static const ent_field fields[] = {
    [HOLDER] = ENT_ROLE("holder", "Party that alone may sell or serve"),
    [GRANTOR] = ENT_ROLE("grantor", "Party that is bound by it"),
    [SCOPE] = {.name = "scope",
               .type = ENT_TEXT,
               ENT_ANY,
               .example = "interfaces to the grantor's models",
               .help = "What it covers, in words"},
};

enum { ACTIVE };
static const ent_output outputs[] = {
    [ACTIVE] = {"active", "1", ENT_LEVEL_FLAG, "1 while the exclusivity is in force",
                .stands = true},
};

const ent_clause_kind ENT_ISA(ent_clause_exclusivity) = {
    .kind = {.name = "exclusivity",
             .help = "Says who alone may sell or serve something; moves no money itself, "
                     "formulas read whether it is active.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields)},
    .sentence = "{grantor} gives {holder} an exclusive right[ ({scope})], {term}.",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
};
