/* A world whose every number can be worked out by hand.
 *
 * Four years from 2027; `ramp` is 10, 20, 30, 40 a year; the clause `share` pays a tenth of it, at most
 * 5, in the agreement `old`, and a fifth without a cap in `new`.  In the base case `luck` is 7. */
#ifndef HAND_WORLD_H
#define HAND_WORLD_H

#include "tests/support/engine_harness.h"

/* Compiles it, cut by `step`, with further lines of its quantities and metrics; the plan is NULL where
 * they are wrong, and they are printed. */
engine *hand_world_open(const char *step, const char *quantities, const char *metrics);

#endif
