/* The outline of a plan: what there is in one agreement, in which unit, and what reads what.
 *
 * For readers (`explain`), not for running: it is made from the formulas as they are written. */
#ifndef ENT_OUTLINE_H
#define ENT_OUTLINE_H

#include "model/engine/engine.h"

typedef enum {
    ENT_THING_ASSUMPTION,
    ENT_THING_DRIVER,
    ENT_THING_QUANTITY,
    ENT_THING_FLOW,
    ENT_THING_PARTY, /* reads the clauses and flows that move its money, and its discount */
    ENT_THING_CLAUSE, /* reads what its fields name */
    ENT_THING_OUTPUT, /* "revenue_share.paid": reads its clause */
    ENT_THING_METRIC
} ent_thing_kind;

/* "assumption", "driver" ... */
const char *ent_thing_word(ent_thing_kind);

/* Whatever has a name. */
typedef struct {
    ent_thing_kind kind;
    const char *name;
    const ent_entry
        *entry; /* of an output, its clause's; NULL if this agreement lacks it: then it
                               reads as 0 */
    const char *unit;  /* "USD/year", "1", "date"; NULL: clauses, parties, flows */
    const char *title; /* NULL: none */
    const size_t
        *reads; /* indices of things, in the order in which they are first named */
    const size_t *read_by; /* indices of the things that read it, rising */
    size_t read_count, reader_count;
} ent_thing;

typedef struct {
    const char *agreement;
    const ent_thing
        *things; /* assumptions, drivers, quantities, flows, parties, clauses with their
                                outputs, metrics: each in file order; then outputs of clauses that
                                this agreement lacks */
    size_t count;
    const size_t *sorted; /* all but those last ones, by name */
    size_t sorted_count;
} ent_outline;

/* The outline of agreement number `agreement` of the scenario.  Lives in the arena, points into the
 * plan and its scenario, and does not change with either.  Cost: every formula is parsed again. */
ent_outline ent_outline_make(const ent_plan *, size_t agreement, ent_arena *);

/* The thing of that name, or NULL. */
const ent_thing *ent_outline_find(const ent_outline *, const char *name);

#endif
