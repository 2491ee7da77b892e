/* A clause run on one slice, period by period, without an engine.
 *
 * A test opens a deal, fills its fields, runs it and asks for outputs.  Every run goes
 * through each copy of the kind that this machine can execute and requires the same bits
 * of all; and on every run outputs must be finite, flags 0 or 1, events must stay on, and
 * no column may be written past its slice.  Mistakes in a test (a name that the kind has
 * not) fail that test. */
#ifndef CLAUSE_HARNESS_H
#define CLAUSE_HARNESS_H

#include <stddef.h>
#include <stdint.h>

#include "model/contract/clause.h"

#define DEAL_COLUMNS 32
#define DEAL_CELLS 64 /* of the rows of one list */
#define ALL SIZE_MAX  /* every period, or every path */

typedef struct {
    const ent_clause_kind *kind; /* the baseline copy: the tables are the same in all */
    ent_arena arena;
    ent_period *periods;
    size_t count;
    double *cells[DEAL_CELLS]; /* of the one list of rows, row after row: likewise */
    size_t list, rows;         /* which field that is; how many rows it has */
    double *in[DEAL_COLUMNS];  /* [field]: a column for each period; NULL: not given */
    double *out[DEAL_COLUMNS]; /* [output]: likewise; of the last run */
    unsigned char dimension[DEAL_COLUMNS]; /* [field]: ENT_PURE ... */
    double *share, *standing;              /* a column for each period */
    size_t settles;        /* the period in which the term ends; ALL: none of them */
    ent_entry entry;       /* what `prepare` reads */
    ent_problems problems; /* what `prepare` said in the last run */
} clause_deal;

/* A deal of that kind over a horizon, in force throughout, with no field given.  Days as
 * "2026-04-27".  Released by deal_close. */
clause_deal *deal_open(const char *kind, const char *start, const char *end,
                       ent_step_size);
void deal_close(clause_deal *);

/* Gives a field a day or a length of time, or a sum for one more year.  Before deal_term, where
 * it moves the term. */
void deal_day(clause_deal *, const char *field, const char *day);
void deal_span(clause_deal *, const char *field, int months, int days);
void deal_year(clause_deal *, const char *field, int year, double value);
/* What a field counts in (ENT_PURE unless said). */
void deal_dimension(clause_deal *, const char *field, unsigned char);
/* The term, both days in it; NULL leaves a side open.  Undoes deal_end. */
void deal_term(clause_deal *, const char *start, const char *until);
/* `ends_on`: on this path the clause is in force to the end of period t, and not after
 * it. */
void deal_end(clause_deal *, size_t t, size_t path);
/* Gives a field a value in period t (or ALL) on one path (or ALL).  Where the field was
 * not given, it is 0 elsewhere. */
void deal_set(clause_deal *, const char *field, size_t t, size_t path, double value);
/* Gives a cell of row `row` (from 0) of a list of rows a value in every period, on one path (or
 * ALL).  Rows are given in order; a kind has one list in a test. */
void deal_row(clause_deal *, const char *field, size_t row, const char *cell, size_t path,
              double value);
/* Gives a field that is a day of the year: "07-01". */
void deal_year_day(clause_deal *, const char *field, const char *day);
/* Which of a field's choices is taken, and its N. */
void deal_choose(clause_deal *, const char *field, int index, double n);

/* Runs every copy.  With `prepare` refusing, says so by false and runs nothing. */
bool deal_run(clause_deal *);

double deal_at(const clause_deal *, const char *output, size_t t, size_t path);
/* Requires a value, to 13 digits; 0 exactly. */
void deal_expect(const clause_deal *, const char *output, size_t t, size_t path,
                 double expected);
/* The same to an error of 1e-13, for differences of about 1; 0 exactly. */
void deal_expect_near(const clause_deal *, const char *output, size_t t, size_t path,
                      double expected);
/* Requires that line `index` moves `output` from one party's field to another's
 * ("market", "booked:issuer"). */
void deal_expect_line(const clause_deal *, size_t index, const char *output,
                      const char *from, const char *to, bool marked);

/* A kind's baseline copy by name, or NULL; and the n-th list that this machine can run
 * (baseline first, the best last), or NULL. */
const ent_clause_kind *clause_kind_named(const ent_clause_kind *const *list,
                                         const char *name);
const ent_clause_kind *const *clause_kind_list(size_t n);

/* The next of a sequence of uniforms in (0, 1); for made-up inputs. */
double deal_random(uint64_t *state);

#endif
