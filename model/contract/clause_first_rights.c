/* first_rights: the right to ship first, of first offer or of first refusal.
 *
 * Each offer of a period in which the right is alive is
 *   taken      where `able` holds: the holder has it first;
 *   released   else, where `released` holds: the grantor goes elsewhere;
 *   held       else: it waits for the holder, and waiting costs the grantor.
 *
 *   alive(t)      = in force at the period's end, and not lapsed before this period
 *   value(t)      = taken x lead_value
 *   delay_cost(t) = held x cost_of_delay
 *   lapsed(t)     = 1 from the period in which the rule is first met:
 *                   never; the first released offer; the N-th released offer in a row
 *
 * The source is the usual wording: "[Grantor] shall first offer each [product] to
 * [holder]; if [holder] cannot and chooses not to support it, [grantor] may offer it
 * elsewhere.  The right lapses if [holder] has let [N] consecutive offers go."
 *
 * - Offers are a count of the period (a poisson driver).  Where one is made continuously,
 * count one for each period: `offers: spend > 0`.  A negative count is none.
 * - All offers of a period meet the same `able` and `released`.
 * - A right lapses at the period's end, so every offer of that period is still made under
 * it; the next period's are not.
 * - The row grows by each released offer, begins anew when one is taken, and is unchanged
 * by one that is held: holding is neither.  Offers before the right is in force, or while
 * `when` suspends it, are not made under it and leave the row as it is.
 * - A held offer is counted once.  cost_of_delay is the cost of its whole wait; it is not
 * offered again.
 * - value is an estimate of what leading is worth to the holder.  It comes from the
 * market and is marked, not cash: nobody pays it under the agreement.  The cost of delay
 * is cash, sales that the grantor's own flows still show. */
#include <assert.h>

#include "model/contract/clause_help.h"

enum { HOLDER, GRANTOR, OFFERS, ABLE, RELEASED, LEAD_VALUE, COST_OF_DELAY, LAPSE };
enum { NEVER, FIRST, AFTER_N };
static const char *const choices[] = {
    [NEVER] = "never", [FIRST] = "first", [AFTER_N] = "after N in a row", NULL};
static const ent_field fields[] = {
    [HOLDER] = ENT_ROLE("holder", "Party that has the right"),
    [GRANTOR] = ENT_ROLE("grantor", "Party that must offer to it first"),
    [OFFERS] = {.name = "offers",
                .type = ENT_FORMULA,
                .unit = "1",
                ENT_FROM(0),
                .required = true,
                .example = "launches",
                .help = "Offers of the period; `spend > 0` counts one for each period"},
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
                    .unit = "money",
                    ENT_ANY,
                    .example = "lead_days * value_per_lead_day",
                    .help = "What leading with one taken offer is worth to the holder"},
    [COST_OF_DELAY] = {.name = "cost_of_delay",
                       .type = ENT_FORMULA,
                       .unit = "money",
                       ENT_ANY,
                       .example = "50m",
                       .help = "What one held offer's whole wait costs the grantor"},
    [LAPSE] = {.name = "lapse",
               .type = ENT_CHOICE,
               ENT_FROM(1),
               .standard = "never",
               .example = "after 2 in a row",
               .choices = choices,
               .help = "How many released offers in a row end the right"},
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
    [OUT_OFFERED] = {"offered", "1", ENT_FLOW, "Offers made under the right"},
    [OUT_TAKEN] = {"taken", "1", ENT_FLOW, "Offers that the holder takes"},
    [OUT_RELEASED] = {"released", "1", ENT_FLOW, "Offers that go elsewhere"},
    [OUT_HELD] = {"held", "1", ENT_FLOW, "Offers that wait for the holder"},
    [OUT_LAPSED] = {"lapsed", "1", ENT_EVENT,
                    "1 from the period in which the right lapses"},
    [OUT_VALUE] = {"value", "money", ENT_FLOW,
                   "What the lead is worth to the holder; marked, not cash"},
    [OUT_DELAY_COST] = {"delay_cost", "money", ENT_FLOW,
                        "What held offers cost the grantor"},
};

static const ent_line_kind lines[] = {
    {.output = OUT_VALUE,
     .from = ENT_LINE_MARKET,
     .to = HOLDER,
     .marked = true,
     .needs = LEAD_VALUE},
    {.output = OUT_DELAY_COST,
     .from = GRANTOR,
     .to = ENT_LINE_MARKET,
     .needs = COST_OF_DELAY},
};

/* ROW: offers released in a row.  The right is alive while it is below the limit, and
 * once lapsed nothing moves it any more. */
enum { ROW, STATES };

static double limit_of(const ent_call *c) {
    return *(const double *)c->data;
}

static void offer(const ent_call *c) {
    const double limit = limit_of(c);
    const double *offers = c->in[OFFERS], *standing = c->standing, *row = c->state[ROW];
    double *alive = c->out[OUT_ALIVE], *offered = c->out[OUT_OFFERED];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        alive[i] = row[i] < limit ? standing[i] : 0;
        offered[i] = ent_at_least(offers[i], 0) * alive[i];
    }
}

/* What is not taken waits in `held` until it is known what is released. */
static void take(const ent_call *c) {
    const double *able = c->in[ABLE], *offered = c->out[OUT_OFFERED];
    double *taken = c->out[OUT_TAKEN], *held = c->out[OUT_HELD];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        taken[i] = able[i] != 0 ? offered[i] : 0;
        held[i] = able[i] != 0 ? 0 : offered[i];
    }
}

static void release(const ent_call *c) {
    const double *waived = c->in[RELEASED];
    double *released = c->out[OUT_RELEASED], *held = c->out[OUT_HELD];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        const double left = held[i];
        released[i] = waived[i] != 0 ? left : 0;
        held[i] = waived[i] != 0 ? 0 : left;
    }
}

static void lapse(const ent_call *c) {
    const double limit = limit_of(c);
    const double *taken = c->out[OUT_TAKEN], *released = c->out[OUT_RELEASED];
    double *row = c->state[ROW], *lapsed = c->out[OUT_LAPSED];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        row[i] = (taken[i] > 0 ? 0 : row[i]) + released[i];
        lapsed[i] = row[i] >= limit ? 1 : 0;
    }
}

static void price(const ent_call *c) {
    const double *zero = ENT_ISA(ent_column_zero);
    const double *lead = ent_column_or(c->in[LEAD_VALUE], zero);
    const double *delay = ent_column_or(c->in[COST_OF_DELAY], zero);
    const double *taken = c->out[OUT_TAKEN], *held = c->out[OUT_HELD];
    double *value = c->out[OUT_VALUE], *cost = c->out[OUT_DELAY_COST];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        value[i] = taken[i] * lead[i];
        cost[i] = held[i] * delay[i];
    }
}

static void apply(const ent_call *c) {
    offer(c);
    take(c);
    release(c);
    lapse(c);
    price(c);
}

/* `data` is how many released offers in a row end the right: infinite for never. */
static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *rule = &entry->fields[LAPSE];
    double *limit = ent_arena_take(arena, 1, sizeof *limit);
    (void)periods, (void)count, (void)problems;
    assert(rule->index != AFTER_N || rule->number >= 1); /* the reader takes no other N */
    *limit = rule->index == AFTER_N ? rule->number : rule->index == FIRST ? 1 : INFINITY;
    *data = limit;
    return true;
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
        "{grantor} makes every offer to {holder} first, {term}. "
        "Offers are counted by {offers}. {holder} takes them where {able}; what it does "
        "not take goes elsewhere "
        "where {released}, and waits otherwise.[ Leading with one is worth {lead_value} "
        "to {holder}.][ One that waits costs {grantor} {cost_of_delay}.] "
        "{lapse?never:The right does not lapse|first:The right lapses with the first "
        "offer that goes elsewhere|after N in a row:The right lapses after # offers in a "
        "row that go elsewhere}.",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .state_count = STATES,
    .prepare = prepare,
    .apply = apply,
};
