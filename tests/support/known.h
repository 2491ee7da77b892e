/* Known answers: each is required and, on request, written down.
 *
 * What is asserted and what tests/VALIDATION.md shows is the same call, so that the two cannot
 * differ.  Where the environment variable ENT_CASES names a file, every answer adds a line to it:
 *
 *     case TAB source TAB expected TAB obtained TAB standard error TAB distance
 *
 * with no more digits than the error leaves, so that every machine writes the same line. */
#ifndef KNOWN_H
#define KNOWN_H

#include "tests/support/engine_harness.h"

typedef struct {
    const char *of;     /* the case, in words: "capped share of one year: mean paid" */
    const char *source; /* who says so: "Hull", "exact moments", "quadrature (SciPy)" */
    double expected, obtained;
    double error; /* standard error of what was simulated; 0: none */
    double
        rounding; /* of what is expected: half a unit of the last printed digit, its own 4.5
                        standard errors, or what a numerical rule errs by at most */
} known;

/* Requires |obtained - expected| <= 4.5 error + rounding. */
void expect_known(known);

/* The same of a metric's mean in an agreement (NULL: the only one): fills `obtained` and `error`.
 * Requires also that the error is not so large that anything would pass: at most `resolution`
 * times what is expected. */
void engine_expect_known(const engine *, const char *agreement, const char *metric,
                         double resolution, known);

#endif
