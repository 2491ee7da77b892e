/* Scenarios made up from a seed: every kind of clause, driver and memory, random terms and
 * roles.  One entry a line, so that tests can turn lines round and change them. */
#ifndef MADE_UP_DEAL_H
#define MADE_UP_DEAL_H

#include <stdint.h>

/* Two agreements, `base` and `more` (some clauses changed, dropped and disabled), three
 * parties a, b and c (c without a discount rate).  Money is written as multiples of
 * `money` USD.  Released with free. */
char *made_up_deal(uint64_t seed, double money);

/* The text with the entries of a section ("drivers:", at its indentation) in the reverse
 * order; entries are the lines that follow, indented deeper.  Fails the test if there are
 * fewer than two.  Released with free. */
char *text_reversed(const char *yaml, const char *section);
/* The text with the only or first occurrence of `from` replaced.  Fails the test if there
 * is none.  Released with free. */
char *text_with(const char *yaml, const char *from, const char *to);

#endif
