/* Which columns steps read and write.  Private to model/engine. */
#ifndef ENT_USES_H
#define ENT_USES_H

#include "model/engine/compile.h"

/* Whoever wants to know is the owner of one of these, its first member. */
typedef struct ent_uses ent_uses;
struct ent_uses {
    const ent_plan *plan;
    int32_t own; /* ENT_OWN: columns of the agreement at hand; 0: of the world */
    void (*visit)(ent_uses *, size_t column, bool writes);
};

/* Visits the columns that a series has, if they are of the space that is looked at. */
void ent_use(ent_uses *, ent_ref, bool writes);
/* Visits what a step uses, reads before writes.  What it adds to or leaves as it was, it reads; a number
 * it does not use as a column. */
void ent_use_step(ent_uses *, const ent_step *);
void ent_use_program(ent_uses *, const ent_program *);
/* Visits, as read, what is looked at when a period's steps are done. */
void ent_use_shown(ent_uses *, const ent_agreement_plan *);
void ent_use_resets(ent_uses *, const ent_reset *, size_t count);

#endif
