/* What the hot files of the clause kinds share. */
#ifndef ENT_CLAUSE_HELP_H
#define ENT_CLAUSE_HELP_H

#include <math.h>
#include <stddef.h>

#include "model/contract/clause.h"
#include "model/world/elementary.h"

/* The kinds, one for each instruction set (listed in clause_kinds.c). */
extern const ent_clause_kind ENT_ISA(ent_clause_revenue_share),
    ENT_ISA(ent_clause_licence), ENT_ISA(ent_clause_exclusivity),
    ENT_ISA(ent_clause_purchase_commitment), ENT_ISA(ent_clause_first_rights),
    ENT_ISA(ent_clause_equity_stake), ENT_ISA(ent_clause_milestone_payment),
    ENT_ISA(ent_clause_event_terms), ENT_ISA(ent_clause_fee),
    ENT_ISA(ent_clause_profit_share), ENT_ISA(ent_clause_warrant);

/* Columns that stand in for a field that is not given, so that no loop asks twice. */
extern const double ENT_ISA(ent_column_zero)[ENT_SLICE];
extern const double ENT_ISA(ent_column_one)[ENT_SLICE];

/* The column of a field, or one that stands in for it. */
static inline const double *ent_column_or(const double *column, const double *otherwise) {
    return column ? column : otherwise;
}

/* Plain comparisons become one instruction where fmin and fmax are calls.  Both give `x`
 * where it is not a number, so an impossible amount stays visible. */
static inline double ent_at_most(double x, double limit) {
    return limit < x ? limit : x;
}
static inline double ent_at_least(double x, double limit) {
    return x < limit ? limit : x;
}

/* The row of a field table for a party's role. */
#define ENT_ROLE(role, text)                                                             \
    {                                                                                    \
        .name = (role), .type = ENT_NAME, .of = ENT_OF_PARTY, ENT_ANY, .required = true, \
        .help = (text)                                                                   \
    }

/* The rows of an amount of money, of one that was reached before the horizon, and of a
 * payment lag; and of the output that the engine fills with it (clause.h).  The lag's help begins with
 * when it is paid. */
#define ENT_MONEY(word, eg, text)                                                        \
    {                                                                                    \
        .name = (word), .type = ENT_FORMULA, .unit = "money", ENT_FROM(0),               \
        .example = (eg), .help = (text)                                                  \
    }
#define ENT_TO_DATE(word, eg, text)                                                      \
    {                                                                                    \
        .name = (word), .type = ENT_FORMULA, .unit = "money", ENT_FROM(0),               \
        .standard = "0", .example = (eg), .help = (text)                                 \
    }
#define ENT_LAG(text)                                                                    \
    {                                                                                    \
        .name = "lag", .type = ENT_SPAN, ENT_ANY, .example = "3 months",                 \
        .help = text "; the money moves in the period that holds the day, and is "       \
                     "discounted at the day itself"                                      \
    }
#define ENT_OUTSTANDING                                                                  \
    {                                                                                    \
        "outstanding", "money", ENT_STOCK,                                               \
            "Payable and not yet paid; at the horizon's end, paid before its day"        \
    }

#endif
