/* The timeline: what is in force when, and what may end it?  Part of plots.h, whose
 * defaults hold. */
#ifndef ENT_TIMELINE_H
#define ENT_TIMELINE_H

#include "plots/chart.h"

/* One clause. */
typedef struct {
    const char *title;
    const char
        *note; /* what may end it and when: "capped in 66% of futures; until ..." */
    const char *brief; /* in its place where room is short: "capped in 66%" */
    const char *group; /* a heading above the first of several; NULL: none */
    ent_day from;      /* its first day; at or before the horizon's: in force already */
    ent_day until; /* its last day; ENT_NO_DAY or after the horizon: it goes on beyond */
    /* The share of futures in which it is still in force in each period, 0 to 1, never
     * rising; NULL: in all, whenever its days let it. */
    const double *in_force;
    int hue; /* the clause's */
} ent_timeline_row;

typedef struct {
    ent_chart_text text;
    size_t count;                 /* periods, at least 1 */
    ent_day start;                /* first day of the first period */
    const ent_day *ends;          /* last day of each period, ascending */
    const ent_timeline_row *rows; /* those of a group follow each other */
    size_t row_count;
} ent_timeline;

extern const ent_chart_type ent_timeline_chart;

#endif
