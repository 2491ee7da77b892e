/* The ledger: what one party receives and pays in each year, clause by clause.  Part of
 * plots.h, whose defaults hold. */
#ifndef ENT_LEDGER_CHART_H
#define ENT_LEDGER_CHART_H

#include "plots/chart.h"

/* One clause or flow: what it moves to the party in each calendar year, less than 0 where
 * the party pays. */
typedef struct {
    const char *label;
    const double *mean; /* over the futures */
    const double *se;   /* its standard error; NULL: none */
    double total_se;    /* that of the sum over the years; 0: unknown */
    int hue;            /* the clause's; less than 0: several clauses together */
} ent_ledger_entry;

enum { ENT_LEDGER_MOST = 8 };

typedef struct {
    ent_chart_text text;
    const char *unit;   /* "USD" */
    ent_day start, end; /* of the horizon: its first and last year may be cut short */
    size_t count;       /* calendar years from the start's to the end's */
    const ent_ledger_entry *entries; /* drawn from zero outwards in this order */
    size_t entry_count;              /* 1 to ENT_LEDGER_MOST */
} ent_ledger;

extern const ent_chart_type ent_ledger_chart;

#endif
