/* Clause kinds.
 *
 * A kind is a table of fields, a table of outputs, a table of transfer lines and one function that
 * computes the outputs of one period of one slice.  It moves no money itself: the ledger moves each
 * line's output from payer to payee, so no clause can create or lose any.  One hot file
 * clause_KIND.c for each (copied for every instruction set); listed in clause_kinds.c. */
#ifndef ENT_CLAUSE_H
#define ENT_CLAUSE_H

#include "model/scenario.h"
#include "model/step.h"

typedef struct {
    const char *name;
    const char *
        unit; /* as in ent_field: "money", "money/year", "1" ... or "field:NAME", the unit
                         that this field's formula has; "flow:NAME", the unit of what it
                         makes in a period (USD of USD/year; of a count, a count) */
    ent_measure measure;
    const char *help;
    int needs; /* the optional field without which it is 0 throughout, and `apply` need not write
                  it: not given, or given as false; 0: none (field 0 is a party's) */
    bool
        stands; /* it is 1 while the clause is in force at the period's end, else 0: `apply` need
                    not write it */
    bool kept; /* `apply` finds in it what it held a period before, 0 before the first */
} ent_output;

/* Who a transfer line takes from or gives to: the index of a field that names a party, or: */
#define ENT_LINE_MARKET (-1)
#define ENT_LINE_BOOKED(field)                                                           \
    (-2 - (field)) /* the party named there if a marked flow credits it
                                                  (its worth is booked), else the market */

typedef struct {
    int output; /* the amount: an output that is a flow of money */
    int from, to;
    bool marked; /* value, not cash */
    /* A payment lag: the index of a field that is a span (0: the kind has none).  `apply` then writes
     * into `output` what falls due; where the field is given, the engine moves it later, and output
     * and line show what moves, in the period that holds the period's end + lag (the last one, if
     * that is after the horizon).  Present values count payable at that day itself:
     *   npv = sum over t of payable(t) x (1 + rate)^-(years to the end of t + lag)
     * (half a period less with `timing: mid`).  `outstanding`: the output, a stock, that the engine fills with what
     * has fallen due and not moved (0 without a lag); `apply` leaves it alone. */
    int lag, outstanding;
} ent_line_kind;

typedef struct {
    ent_kind kind; /* the fields beyond the common ones of ent_section_clause */
    /* The clause in plain words, one or more whole sentences, for `explain`: "{from} pays {to}
     * {rate} of {base}[, at most {annual_cap} a year], {term}."  {field} is a field's value; [...] is
     * left out unless every field named in it is given, [!field ...] if it is; {field?a:x|b:y}
     * chooses words by a choice or flag (# is a choice's number); {term} stands for when it is in
     * force.  Required.  A field given and not named is shown on a line of its own. */
    const char *sentence;
    /* What ends it besides dates and events, in the same form: "{cap} has been paid in all"; left
     * out unless every field named is given.  With `last_day` it is the kind's own last day.  May
     * be NULL. */
    const char *ends;
    const ent_output *outputs;
    size_t output_count;
    const ent_line_kind *lines;
    size_t line_count;
    size_t state_count;
    /* How many of them, from the first, a clause has; `data` is what `prepare` returned.  NULL: all. */
    size_t (*states)(const void *data);
    /* The last day of the term, where fields of the kind move it; the day given is `until`, or
     * ENT_NO_DAY.  NULL: none do. */
    ent_day (*last_day)(const ent_entry *, ent_day until);
    /* True of a clause whose first line moves on its first day alone, for `explain`.  NULL: never. */
    bool (*once)(const ent_entry *);
    /* Checks what the table cannot say; as ent_driver_kind.prepare.  Dates that the file gives by
     * name stand in the entry as days.  May be NULL. */
    bool (*prepare)(const ent_entry *, const ent_period *, size_t periods, ent_arena *,
                    const void **data, ent_problems *);
    void (*apply)(const ent_call *); /* NULL: no output needs it */
} ent_clause_kind;

/* Whether an output of the clause has what it needs. */
bool ent_output_lives(const ent_output *, const ent_entry *clause);

/* The party at an end of a line (`from` or `to`) of a clause of the agreement. */
int ent_line_end(const ent_scenario *, const ent_agreement *, const ent_entry *clause,
                 int end);

extern const ent_clause_kind *const ENT_ISA(ent_clause_kinds)[]; /* NULL-terminated */

#endif
