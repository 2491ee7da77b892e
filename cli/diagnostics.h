/* Problems, printed for people. */
#ifndef ENT_DIAGNOSTICS_H
#define ENT_DIAGNOSTICS_H

#include <stdbool.h>
#include <stdio.h>

#include "model/problem.h"

/* How many problems are printed in full; the rest are counted. */
#define ENT_PROBLEMS_SHOWN 20

/* Prints the problems in the list's order (call ent_problems_sort before), each with its
 * source line, a caret under the place, further places, help and note, and a closing line
 * that counts them. Prints nothing for an empty list.  `colour`: with ANSI escapes. */
void ent_problems_print(const ent_problems *, FILE *, bool colour);

#endif
