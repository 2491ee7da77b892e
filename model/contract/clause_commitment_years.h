/* A commitment by the year: what each year owes, and how years are set off against one another.
 * Part of clause_purchase_commitment.c. */
#ifndef ENT_CLAUSE_COMMITMENT_YEARS_H
#define ENT_CLAUSE_COMMITMENT_YEARS_H

#include "model/contract/clause_help.h"
#include "model/contract/commitment.h"

static inline const ent_commitment *commitment_of(const ent_call *c) {
    return c->data;
}

static inline const ent_commitment_period *commitment_period_of(const ent_call *c) {
    return &commitment_of(c)->periods[c->t];
}

/* What no period shows but one that settles. */
static void settle_nothing(const ent_call *c) {
    double *shortfall = c->out[OUT_SHORTFALL], *paid = c->out[OUT_PAID];
    EACH shortfall[i] = paid[i] = 0;
}

/* ---- Within a year ---- */

static void open_year(const ent_call *c) {
    const ent_commitment *terms = commitment_of(c);
    const double scheduled = commitment_period_of(c)->scheduled;
    double *annual = c->state[STATE_ANNUAL], *spent = c->state[STATE_SPENT];
    double *lost = c->state[STATE_LOST];
    EACH annual[i] =
        terms->scheduled ? scheduled : ent_at_least(c->in[COMMITMENT_ANNUAL][i], 0);
    EACH spent[i] = lost[i] = 0;
}

/* The year's commitment for its days in force, as far as they are known by now, in `due`. */
static void owe(const ent_call *c, double *due) {
    const ent_commitment_period *p = commitment_period_of(c);
    const double *annual = c->state[STATE_ANNUAL], *share = c->share;
    double *lost = c->state[STATE_LOST];
    EACH {
        lost[i] += share[i] > 0 ? 0 : p->days;
        due[i] = annual[i] * ((p->term_days - lost[i]) / p->year_days);
    }
}

static void spend(const ent_call *c, const double *due) {
    const double length = c->period->length;
    const double *rate = c->in[COMMITMENT_SPEND], *share = c->share;
    double *spent = c->state[STATE_SPENT], *drawn = c->out[OUT_DRAWN];
    double *remaining = c->out[OUT_REMAINING];
    EACH {
        const double counts = ent_at_least(rate[i] * length * share[i], 0);
        drawn[i] = ent_at_most(counts, ent_at_least(due[i] - spent[i], 0));
        spent[i] += counts;
        remaining[i] = ent_at_least(due[i] - spent[i], 0);
    }
}

static void count_up(const ent_call *c) {
    const double *drawn = c->out[OUT_DRAWN];
    double *total = c->state[STATE_TOTAL], *cumulative = c->out[OUT_CUMULATIVE];
    EACH {
        const double now = total[i] + drawn[i];
        total[i] = cumulative[i] = now;
    }
}

/* ---- Between years ---- */

/* Moves from the lots what `wanted` asks for, the oldest first; `taken` grows by it. */
static void draw_lots(const ent_call *c, size_t first, ent_set_off right, double *wanted,
                      double *taken) {
    const size_t year = commitment_period_of(c)->year;
    for (size_t age = right.lots; age > 0; age--) {
        double *lot = c->state[first + (year + right.lots - age) % right.lots];
        EACH {
            const double now = ent_at_most(wanted[i], lot[i]);
            lot[i] -= now;
            wanted[i] -= now;
            taken[i] += now;
        }
    }
}

/* The year's own lot takes the place of the one whose years are over. */
static void put_lot(const ent_call *c, size_t first, ent_set_off right,
                    const double *amount) {
    if (right.lots == 0)
        return;
    double *lot = c->state[first + commitment_period_of(c)->year % right.lots];
    EACH lot[i] = amount[i] + (right.expires ? 0 : lot[i]);
}

static void sum_lots(const ent_call *c, size_t first, ent_set_off right, double *sum) {
    EACH sum[i] = 0;
    for (size_t l = 0; l < right.lots; l++)
        EACH sum[i] += c->state[first + l][i];
}

/* What is missing is first met by what earlier years carried forward, what is in excess first
 * recovers what earlier shortfalls paid for.  On one path only one of the two is not 0. */
static void settle_year(const ent_call *c, const double *due) {
    const ent_commitment *terms = commitment_of(c);
    const double *spent = c->state[STATE_SPENT];
    const double *rate =
        ent_column_or(c->in[COMMITMENT_SHORTFALL_RATE], ENT_ISA(ent_column_one));
    double *shortfall = c->out[OUT_SHORTFALL], *paid = c->out[OUT_PAID];
    double *fell_short = c->state[STATE_FELL_SHORT];
    double excess[ENT_SLICE], covered[ENT_SLICE] = {0};
    EACH {
        shortfall[i] = ent_at_least(due[i] - spent[i], 0);
        excess[i] = ent_at_least(spent[i] - due[i], 0);
    }
    draw_lots(c, STATE_CARRIED, terms->carry_forward, shortfall, covered);
    draw_lots(c, STATE_MAKE_UP, terms->make_up, excess, c->out[OUT_MADE_UP]);
    EACH {
        paid[i] = shortfall[i] * rate[i] * terms->payable;
        fell_short[i] = shortfall[i] > 0 ? 1 : fell_short[i];
    }
    put_lot(c, STATE_CARRIED, terms->carry_forward, excess);
    put_lot(c, STATE_MAKE_UP, terms->make_up, paid);
}

static void end_term(const ent_call *c) {
    const double *share = c->share, *fell_short = c->state[STATE_FELL_SHORT];
    double *met = c->state[STATE_MET];
    EACH met[i] = share[i] > 0 ? 1 - fell_short[i] : 0;
}

static void apply_years(const ent_call *c) {
    const ent_commitment *terms = commitment_of(c);
    double due[ENT_SLICE];
    if (c->year_begins)
        open_year(c);
    owe(c, due);
    spend(c, due);
    count_up(c);
    settle_nothing(c);
    EACH c->out[OUT_MADE_UP][i] = 0;
    if (commitment_period_of(c)->year_settles || c->settles)
        settle_year(c, due);
    if (c->settles)
        end_term(c);
    EACH c->out[OUT_MET][i] = c->state[STATE_MET][i];
    sum_lots(c, STATE_MAKE_UP, terms->make_up, c->out[OUT_MAKE_UP_BALANCE]);
    sum_lots(c, STATE_CARRIED, terms->carry_forward, c->out[OUT_CARRIED]);
}

#endif
