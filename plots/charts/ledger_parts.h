/* The parts of the ledger's module. */
#ifndef ENT_LEDGER_PARTS_H
#define ENT_LEDGER_PARTS_H

#include "plots/plots.h"

/* Reports everything that is wrong with the data. */
void ent_ledger_check(const void *chart, ent_problems *);
int ent_ledger_first_year(const ent_ledger *);
/* What a year brings in all, and the most that its standard error can be: that of sums is
 * at most the sum of errors. */
double ent_ledger_net(const ent_ledger *, size_t year, double *error);
/* What an entry brings in all years; the net of all entries where it is NULL. */
double ent_ledger_total(const ent_ledger *, const ent_ledger_entry *, double *error);
/* An amount in words. */
const char *ent_ledger_amount(const ent_ledger *, double value, double error,
                              ent_scene *);
/* Which days of a year are simulated: "from 27 Apr"; NULL: all. */
const char *ent_ledger_days(const ent_ledger *, size_t year, ent_scene *);
/* The alt text, and the note on the marks, in the scene's memory. */
const char *ent_ledger_describe(const ent_ledger *, ent_scene *);
const char *ent_ledger_note(const ent_ledger *, ent_scene *);
void ent_ledger_print_csv(const void *chart, FILE *);

#endif
