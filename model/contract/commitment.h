/* What the files of purchase_commitment share: its fields, outputs and state, and its terms
 * as they are worked out before a run. */
#ifndef ENT_COMMITMENT_H
#define ENT_COMMITMENT_H

#include "model/contract/clause.h"

enum {
    COMMITMENT_BUYER,
    COMMITMENT_SELLER,
    COMMITMENT_SPEND,
    COMMITMENT_AMOUNT,
    COMMITMENT_SCHEDULE,
    COMMITMENT_ANNUAL,
    COMMITMENT_DRAWN_TO_DATE,
    COMMITMENT_SHORTFALL,
    COMMITMENT_SHORTFALL_RATE,
    COMMITMENT_EXTEND_BY,
    COMMITMENT_MAKE_UP,
    COMMITMENT_MAKE_UP_EXPIRY,
    COMMITMENT_CARRY_FORWARD,
    COMMITMENT_CARRY_FORWARD_EXPIRY
};
/* `shortfall`, in the order of its choices. */
enum { SHORTFALL_PAY, SHORTFALL_NONE, SHORTFALL_EXTEND };

enum {
    OUT_DRAWN,
    OUT_CUMULATIVE,
    OUT_REMAINING,
    OUT_SHORTFALL,
    OUT_PAID,
    OUT_MET,
    OUT_MADE_UP,
    OUT_MAKE_UP_BALANCE,
    OUT_CARRIED
};

/* Lots of one right: one for each year that they last. */
#define ENT_LOTS 10

/* The total, or what has counted so far.  By the year alone: the yearly sum, the spend of its days in
 * force, its days of the term that were not in force; whether any year fell short, whether the term
 * ended with none; the lots of both rights. */
enum {
    STATE_TOTAL,
    STATE_ANNUAL,
    STATE_SPENT,
    STATE_LOST,
    STATE_FELL_SHORT,
    STATE_MET,
    STATE_MAKE_UP,
    STATE_CARRIED = STATE_MAKE_UP + ENT_LOTS,
    STATES = STATE_CARRIED + ENT_LOTS
};

/* A right to set years off against one another.  lots 0: there is none; 1 lot that does not expire
 * takes in all years. */
typedef struct {
    size_t lots;
    bool expires;
} ent_set_off;

typedef struct {
    size_t year;      /* calendar years since the horizon's first */
    double scheduled; /* the year's sum, if there is a schedule */
    double term_days; /* days of the year that lie in the term */
    double days;      /* days of the period that do */
    double year_days; /* 365 or 366 */
    bool
        year_settles; /* the year ends with this period, and some of it was in the term */
} ent_commitment_period;

typedef struct {
    double payable; /* 1: a shortfall is paid; 0: it is let go */
    bool yearly, scheduled;
    ent_set_off make_up, carry_forward;
    ent_commitment_period *periods;
} ent_commitment;

/* `prepare` and `last_day` of the kind; `data` is an ent_commitment. */
bool ent_commitment_prepare(const ent_entry *, const ent_period *, size_t periods,
                            ent_arena *, const void **data, ent_problems *);
ent_day ent_commitment_last_day(const ent_entry *, ent_day until);

#endif
