/* Made-up terms and futures of one clause, for properties that need no answer.
 *
 * Every draw comes from a seed: the same seed, the same terms and future. */
#ifndef MADE_UP_TERMS_H
#define MADE_UP_TERMS_H

#include "tests/support/clause_harness.h"

/* How many seeds a property is tried on; the periods of 2026-04-27 to 2028-12-31. */
enum { DEALS = 12, QUARTERS = 11 };

/* Uniform between two numbers; one in eight times 0, so that edges are met. */
double made_up_value(uint64_t *seed, double low, double high);

/* A field that differs by path and period. */
void made_up_fill(clause_deal *, const char *field, uint64_t *seed, double low,
                  double high);
/* Terms: one draw for each path, the same in every period. */
void made_up_fix(clause_deal *, const char *field, uint64_t *seed, double low,
                 double high);
/* The events that end it: on each path after some period, or never. */
void made_up_end(clause_deal *, uint64_t *seed);

/* Requires `output` never to be lower in `more`, in any period of any path, and somewhere higher. */
void made_up_expect_never_lower(const clause_deal *less, const clause_deal *more,
                                const char *output);
/* Requires `output` to be exactly four times as much: a power of two, so that not even the last bit
 * may differ. */
void made_up_expect_times_four(const clause_deal *once, const clause_deal *four,
                               const char *output);

#endif
