/* The codes of problems, explained: one row for each.
 *
 * E01xx files and YAML, E02xx fields and values, E03xx names and references, E04xx the
 * grammar of formulas, E05xx units and order, E06xx inheritance, overrides and
 * agreements, E07xx meaning (dates, distributions, drivers, correlations), E08xx charts
 * and output, E09xx the run; W... warnings, numbered the same way.  A new code is one row
 * in codes_*.c; tests/errors/run.sh checks that none is missing. */
#ifndef ENT_CODES_H
#define ENT_CODES_H

#include <stddef.h>

typedef struct {
    const char *code;        /* "E0208" */
    const char *title;       /* a few words, no full stop */
    const char *explanation; /* what it means, why it is one, what to do: two or three
                                sentences */
} ent_code;

/* Row `i` of all codes in their order, or NULL past the last. */
const ent_code *ent_code_at(size_t i);

/* The row of a code ("E0208"), or NULL. */
const ent_code *ent_code_named(const char *code);

/* The parts of the list, each in the order of its codes and ended by a row of NULLs. */
extern const ent_code ent_codes_file[], ent_codes_name[], ent_codes_formula[],
    ent_codes_inheritance[], ent_codes_meaning[], ent_codes_output[], ent_codes_warning[];

#endif
