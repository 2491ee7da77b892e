/* The list of clause kinds: to add one, write clause_KIND.c, declare it in clause_help.h
 * and name it here. */
#include "model/contract/clause_help.h"

#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)
#define SIXTY_FOUR(x) SIXTEEN(x), SIXTEEN(x), SIXTEEN(x), SIXTEEN(x)
#define SLICE(x) SIXTY_FOUR(x), SIXTY_FOUR(x), SIXTY_FOUR(x), SIXTY_FOUR(x)

const double ENT_ISA(ent_column_zero)[ENT_SLICE] = {0};
const double ENT_ISA(ent_column_one)[] = {SLICE(1)};
_Static_assert(sizeof ENT_ISA(ent_column_one) == ENT_SLICE * sizeof(double),
               "SLICE writes out one slice");

const ent_clause_kind *const ENT_ISA(ent_clause_kinds)[] = {
    &ENT_ISA(ent_clause_revenue_share),
    &ENT_ISA(ent_clause_licence),
    &ENT_ISA(ent_clause_exclusivity),
    &ENT_ISA(ent_clause_purchase_commitment),
    &ENT_ISA(ent_clause_first_rights),
    &ENT_ISA(ent_clause_equity_stake),
    &ENT_ISA(ent_clause_milestone_payment),
    &ENT_ISA(ent_clause_event_terms),
    &ENT_ISA(ent_clause_fee),
    &ENT_ISA(ent_clause_profit_share),
    &ENT_ISA(ent_clause_warrant),
    NULL,
};
