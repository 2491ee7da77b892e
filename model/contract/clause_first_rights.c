/* first_rights: the right to ship first, of first offer or of first refusal.
 *
 * What is offered in a period in which the right is alive, and what still waits, is
 *   taken      where `able` holds: the holder has it first;
 *   released   else, where `released` holds: the grantor goes elsewhere;
 *   held       else: it waits for the holder, and is offered again in the next period.
 *
 *   alive(t)      = in force at the period's end, and not lapsed before this period
 *   offered(t)    = offers (a count of the period, while alive), or
 *                   offers x length x share of days in force (a rate, until it has lapsed)
 *   held(t)       = held(t-1) + offered - taken - released
 *   value(t)      = taken x lead_value
 *   delay_cost(t) = held(t-1) x cost_of_delay x length
 *   lapsed(t)     = 1 from the period in which the rule is first met (never; the first release; the
 *                   N-th release in a row), or that holds the day `cure` after its end, if nothing is
 *                   taken until then
 *
 * The source is the usual wording: "[Grantor] shall first offer each [product] to [holder]; if
 * [holder] cannot and chooses not to support it, [grantor] may offer it elsewhere.  The right lapses
 * if [holder] has let [N] consecutive offers go, unless it accepts another within [cure period]."
 *
 * - `offers` is a count of the period (launches), or a rate of anything a year: of money for a right
 * of first refusal on spend.  A rate's amounts are in its own unit, and a release of a rate counts
 * one for each period, whatever its size.  Less than nothing is none.
 * - All that is offered in a period, for the first time or again, meets the same `able` and
 * `released`.
 * - A right lapses at the period's end, so what is offered in that period is still offered under it;
 * the next period's is not.  What waits when the right ends, lapses or is suspended is free: it is
 * neither taken nor released under it.
 * - The row grows by each release, begins anew when an offer is taken, and is unchanged by one that is
 * held: holding is neither.  Within the cure period one taken offer is enough, in any period up to the
 * one that holds its last day; more releases do not prolong it.
 * - An offer is made at its period's end, as events are, and waits from there: a wait of a quarter
 * costs a quarter of cost_of_delay.  What still waits at the horizon has cost its wait until then.
 * - lead_value and cost_of_delay are money for each offer; of a rate of money, shares of it.
 * - value is an estimate of what leading is worth to the holder.  It comes from the market and is
 * marked, not cash: nobody pays it under the agreement.  The cost of delay is cash, sales that the
 * grantor's own flows still show. */
#include <assert.h>

#include "model/contract/clause_help.h"

enum { HOLDER, GRANTOR, OFFERS, ABLE, RELEASED, LEAD_VALUE, COST_OF_DELAY, LAPSE, CURE };
enum { NEVER, FIRST, AFTER_N };
static const char *const choices[] = {
    [NEVER] = "never", [FIRST] = "first", [AFTER_N] = "after N in a row", NULL};
static const ent_field fields[] = {
    [HOLDER] = ENT_ROLE("holder", "Party that has the right"),
    [GRANTOR] = ENT_ROLE("grantor", "Party that must offer to it first"),
    [OFFERS] = {.name = "offers",
                .type = ENT_FORMULA,
                ENT_FROM(0),
                .required = true,
                .example = "launches",
                .help =
                    "Offers of the period, or a rate of what is offered: spend a year"},
    [ABLE] = {.name = "able",
              .type = ENT_CONDITION,
              ENT_ANY,
              .required = true,
              .example = "capacity >= 1",
              .help = "Whether the holder can take the period's offers"},
    [RELEASED] = {.name = "released",
                  .type = ENT_CONDITION,
                  ENT_ANY,
                  .required = true,
                  .example = "not able and not willing",
                  .help = "Whether the grantor may go elsewhere with what is not taken"},
    [LEAD_VALUE] = {.name = "lead_value",
                    .type = ENT_FORMULA,
                    .unit = "money/flow:offers",
                    ENT_ANY,
                    .example = "lead_days * value_per_lead_day",
                    .help = "What leading with one taken offer is worth to the holder"},
    [COST_OF_DELAY] = {.name = "cost_of_delay",
                       .type = ENT_FORMULA,
                       .unit = "money/year/flow:offers",
                       ENT_ANY,
                       .example = "200m",
                       .help = "What a year's wait of one held offer costs the grantor"},
    [LAPSE] = {.name = "lapse",
               .type = ENT_CHOICE,
               ENT_FROM(1),
               .standard = "never",
               .example = "after 2 in a row",
               .choices = choices,
               .help = "How many released offers in a row end the right"},
    [CURE] = {.name = "cure",
              .type = ENT_SPAN,
              ENT_ANY,
              .example = "90 days",
              .help = "How long the holder may still save the right by taking an offer"},
};

enum {
    OUT_ALIVE,
    OUT_OFFERED,
    OUT_TAKEN,
    OUT_RELEASED,
    OUT_HELD,
    OUT_LAPSED,
    OUT_VALUE,
    OUT_DELAY_COST
};
static const ent_output outputs[] = {
    [OUT_ALIVE] = {"alive", "1", ENT_LEVEL_FLAG, "1 while in force and not lapsed"},
    [OUT_OFFERED] = {"offered", "flow:offers", ENT_FLOW,
                     "What is offered under the right"},
    [OUT_TAKEN] = {"taken", "flow:offers", ENT_FLOW, "What the holder takes"},
    [OUT_RELEASED] = {"released", "flow:offers", ENT_FLOW, "What goes elsewhere"},
    [OUT_HELD] = {"held", "flow:offers", ENT_STOCK,
                  "What waits for the holder, to be offered again", .kept = true},
    [OUT_LAPSED] = {"lapsed", "1", ENT_EVENT,
                    "1 from the period in which the right lapses"},
    [OUT_VALUE] = {"value", "money", ENT_FLOW,
                   "What the lead is worth to the holder; marked, not cash", LEAD_VALUE},
    [OUT_DELAY_COST] = {"delay_cost", "money", ENT_FLOW,
                        "What the wait of held offers costs the grantor", COST_OF_DELAY},
};

static const ent_line_kind lines[] = {
    {.output = OUT_VALUE, .from = ENT_LINE_MARKET, .to = HOLDER, .marked = true},
    {.output = OUT_DELAY_COST, .from = GRANTOR, .to = ENT_LINE_MARKET},
};

/* ROW: releases in a row.  DUE: 1 + the period in which the right lapses, 0 while none is known. */
enum { ROW, DUE, STATES };

typedef struct {
    double limit; /* releases in a row that end the right; infinite for never */
    const double
        *cured; /* for each period, the last in which a rule met in it can be cured */
} lapse_terms;

static const lapse_terms *terms_of(const ent_call *c) {
    return c->data;
}

/* A count is of events, which are in force or not by the period's end; all else goes by days. */
static bool counted(const ent_call *c) {
    return c->dimension[OFFERS] == ENT_PURE;
}

/* What is offered, what becomes of it and of what waits, and what the wait has cost until now. */
static void offer(const ent_call *c) {
    const double now = (double)c->t, length = c->period->length;
    const double scale = c->dimension[OFFERS] == ENT_PER_YEAR ? length : 1;
    const double *zero = ENT_ISA(ent_column_zero);
    const double *in_force = counted(c) ? c->standing : c->share;
    const double *offers = c->in[OFFERS], *able = c->in[ABLE], *waived = c->in[RELEASED];
    const double *lead = ent_column_or(c->in[LEAD_VALUE], zero);
    const double *cost = ent_column_or(c->in[COST_OF_DELAY], zero);
    const double *standing = c->standing, *due = c->state[DUE];
    double *alive = c->out[OUT_ALIVE], *offered = c->out[OUT_OFFERED];
    double *taken = c->out[OUT_TAKEN], *released = c->out[OUT_RELEASED];
    double *held = c->out[OUT_HELD], *value = c->out[OUT_VALUE];
    double *delay_cost = c->out[OUT_DELAY_COST];
    EACH {
        const double stands = standing[i], share = in_force[i], waits = held[i];
        const bool over = (due[i] != 0) & (due[i] <= now);
        const double lasts = over ? 0 : share;
        const double first = ent_at_least(offers[i], 0) * scale * lasts;
        const double delay = waits * cost[i] * length;
        const double open = lasts > 0 ? first + waits : 0;
        const double took = able[i] != 0 ? open : 0, left = able[i] != 0 ? 0 : open;
        alive[i] = over ? 0 : stands;
        offered[i] = first;
        taken[i] = took;
        released[i] = waived[i] != 0 ? left : 0;
        held[i] = waived[i] != 0 ? 0 : left;
        value[i] = took * lead[i];
        delay_cost[i] = lasts > 0 ? delay : 0;
    }
}

/* An offer taken ends the row and cures it; then the row may be full, and the time for a cure
 * over. */
static void lapse(const ent_call *c) {
    const bool each = counted(c);
    const double limit = terms_of(c)->limit, now = (double)c->t + 1;
    const double last = terms_of(c)->cured[c->t] + 1;
    const double *taken = c->out[OUT_TAKEN], *released = c->out[OUT_RELEASED];
    double *row = c->state[ROW], *due = c->state[DUE], *lapsed = c->out[OUT_LAPSED];
    EACH {
        const double more = each ? released[i] : released[i] > 0 ? 1 : 0;
        row[i] = (taken[i] > 0 ? 0 : row[i]) + more;
        due[i] = taken[i] > 0 ? 0 : due[i];
        due[i] = due[i] == 0 ? (row[i] >= limit ? last : 0) : due[i];
        lapsed[i] = ((due[i] != 0) & (due[i] <= now)) ? 1 : 0;
    }
}

/* What waits goes on waiting while the right is alive. */
static void wait(const ent_call *c) {
    const double *alive = c->out[OUT_ALIVE], *lapsed = c->out[OUT_LAPSED];
    double *held = c->out[OUT_HELD];
    EACH {
        const double waits = held[i];
        held[i] = alive[i] > lapsed[i] ? waits : 0;
    }
}

static void apply(const ent_call *c) {
    offer(c);
    if (terms_of(c)->limit < (double)INFINITY)
        lapse(c);
    else
        EACH c->out[OUT_LAPSED][i] = 0;
    wait(c);
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *rule = &entry->fields[LAPSE], *cure = &entry->fields[CURE];
    lapse_terms *terms = ent_arena_take(arena, 1, sizeof *terms);
    assert(rule->index != AFTER_N || rule->number >= 1); /* the reader takes no other N */
    terms->limit = rule->index == AFTER_N ? rule->number
                   : rule->index == FIRST ? 1
                                          : (double)INFINITY;
    terms->cured = ent_periods_after(arena, periods, count, cure->span);
    *data = terms;
    if (!cure->given || rule->index != NEVER)
        return true;
    ent_problem *problem = ent_problem_add(
        problems, "E0741", cure->at, ent_problem_text(problems, "%s.cure", entry->path),
        "a right that never lapses has nothing to cure");
    problem->help =
        "add `lapse: first` or `lapse: after 2 in a row`, or leave `cure` out";
    return false;
}

const ent_clause_kind ENT_ISA(ent_clause_first_rights) = {
    .kind =
        {.name = "first_rights",
         .help =
             "The right to ship first, of first offer or refusal: each offer is taken, "
             "released or held, and the right may lapse.",
         .fields = fields,
         .field_count = ENT_LENGTH(fields)},
    .sentence =
        "{grantor} makes every offer to {holder} first, {term}. What is offered: "
        "{offers}. {holder} takes it where {able}; what it does not take goes elsewhere "
        "where {released}, and waits otherwise, to be offered again.[ Leading is worth "
        "{lead_value} to {holder} each time.][ Each that waits costs {grantor} "
        "{cost_of_delay}.] {lapse?never:The right does not lapse|first:The right lapses "
        "with the first offer that goes elsewhere|after N in a row:The right lapses "
        "after # offers in a row that go elsewhere}[, unless it takes one within "
        "{cure}].",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .state_count = STATES,
    .prepare = prepare,
    .apply = apply,
};
