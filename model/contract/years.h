/* Contract years: the years that annual terms of a clause count by. */
#ifndef ENT_YEARS_H
#define ENT_YEARS_H

#include "model/calendar.h"
#include "model/scenario.h"

/* Where a period stands in its contract year. */
typedef struct {
    bool begins; /* the year's first period within the horizon */
    bool ends;   /* its last, or the horizon's */
    double days; /* of the whole year: 365 or 366 */
} ent_contract_year;

/* The field table's row of the day on which contract years begin. */
#define ENT_YEAR_FROM                                                                    \
    {                                                                                    \
        .name = "year_from", .type = ENT_YEAR_DAY, ENT_ANY, .standard = "01-01",         \
        .example = "07-01", .help = "Day on which each contract year begins, month-day"  \
    }

/* One for each period, in the arena; `from` is the value of that field.  NULL after a problem
 * (E0723): a year must begin where a period begins. */
const ent_contract_year *ent_contract_years(const ent_entry *, const ent_value *from,
                                            const ent_period *, size_t count, ent_arena *,
                                            ent_problems *);

#endif
