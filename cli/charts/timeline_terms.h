/* The terms of an agreement's clauses, as the timeline shows them (timeline_terms.c). */
#ifndef ENT_TIMELINE_TERMS_H
#define ENT_TIMELINE_TERMS_H

#include "cli/charts/drawing.h"

/* A clause with what is known of its end. */
typedef struct {
    ent_drawing *d; /* of the agreement that the clause is of */
    const ent_clause_result *clause;
    ent_day from, until;             /* until ENT_NO_DAY: no last day */
    size_t last;                     /* its last period */
    const ent_event_result *own;     /* what its kind ends by, in some futures; or NULL */
    const ent_event_result *foreign; /* the event of its `ends_on`; or NULL */
} ent_timeline_term;

/* The clauses of the drawing's agreement that have a day within the horizon, those of a
 * group together; `terms` has room for all clauses.  Returns their number. */
size_t ent_timeline_terms(ent_drawing *, ent_timeline_term *terms);

/* "Payments", "Rights": what the clause is about. */
const char *ent_timeline_group(const ent_timeline_term *);
/* The share of futures in which it is in force in each period; NULL: no event ends it. */
const double *ent_timeline_in_force(const ent_timeline_term *);
/* The share in which an event ends it. */
double ent_timeline_ended(const ent_timeline_term *);
/* Whether that event ends it, rather than being what the clause is for. */
bool ent_timeline_is_ended(const ent_timeline_term *);

/* `before` and a day: "until 30 Jun 2031". */
const char *ent_timeline_day(ent_drawing *, const char *before, ent_day);
/* What may end it, and when it begins and ends by its days; NULL: nothing. */
const char *ent_timeline_note(const ent_timeline_term *);
/* "capped in 99.2%"; NULL: no event ends it. */
const char *ent_timeline_brief(const ent_timeline_term *);
/* "capped in 99% of futures, most often in late 2028", for a title; of one that an event ends. */
const char *ent_timeline_end_words(const ent_timeline_term *);

#endif
