/* Markov chains in continuous time: who is where after a while. */
#ifndef ENT_CHAIN_H
#define ENT_CHAIN_H

#include <stddef.h>

#define ENT_CHAIN_MOST 32 /* states */

/* Transition probabilities over `years`: p = exp(Q years), where Q holds rates[i][j] per
 * year off its diagonal and rows that add up to 0.  Both are rows of `n`, at most
 * ENT_CHAIN_MOST; the diagonal of `rates` is not read.  Rows of p add up to 1.
 *
 * By uniformisation (Jensen 1953): with r the largest rate of leaving a state, exp(Q h) is
 * the Poisson mixture of mean r h of powers of I + Q / r.  Nothing is subtracted, so small
 * probabilities keep their digits; long times are squared together from shorter ones. */
void ent_chain_step(const double *rates, size_t n, double years, double *p);

#endif
