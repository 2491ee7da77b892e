/* The copies of hot code, one for each instruction set that this build has and this machine
 * can run: number 0 is the baseline, the last the best, and then comes NULL. */
#ifndef COPIES_H
#define COPIES_H

#include "model/engine/operations.h"

enum { COPIES_MOST = 3 };

const ent_isa *isa_copy(size_t n);
const ent_kernels *kernels_copy(size_t n);

#endif
