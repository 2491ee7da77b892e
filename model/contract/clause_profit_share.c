/* profit_share: a share of profit, with losses carried forward; a waterfall.
 *
 *   earned(t)      = profit x length x share of days in force
 *   counts(t)      = max(earned - carried before, 0) with carry_losses, else max(earned, 0)
 *   carried(t)     = max(carried before - earned, 0) with carry_losses, else 0
 *   due(t)         = rate x counts; with tiers, each part of counts at its tier's rate
 *   payable(t)     = min(due, headroom)
 *   paid(t)        = payable, `lag` later (the engine's part: clause.h)
 *   headroom, cumulative, capped, outstanding: as for revenue_share
 *
 * The source is the usual wording: "[Payer] shall distribute to [payee] [rate] of profit until
 * [payee] has received [first hurdle], then [second rate] until it has received [second
 * hurdle] ..., losses of earlier periods being set off first."
 *
 * - tier_base: paid (the default) is that waterfall: `above` is what the payee has received,
 * from paid_to_date on.  With `tiers: [{above: 0, rate: 75%}, {above: 13bn, rate: 49%}, {above:
 * 92bn, rate: 0%}]` it gets 75% of profit until it has had 13bn, then 49% until it has had 92bn,
 * then nothing.  tier_base: profit counts the profit that has been shared, from profit_to_date.
 * - The distribution is settled period by period: without carry_losses a loss is the payer's own
 * and a later profit is shared whole.
 * - Losses are carried without limit of time, from losses_to_date on; those of days on which the
 * clause is not in force are not.
 * - cap, paid_to_date, profit_to_date and losses_to_date are read in the first period. */
#include "model/contract/clause_cap.h"
#include "model/contract/clause_tiers.h"
#include "model/contract/terms.h"

enum {
    FROM,
    TO,
    PROFIT,
    RATE,
    TIERS,
    TIER_BASE,
    CAP,
    PAID_TO_DATE,
    PROFIT_TO_DATE,
    CARRY_LOSSES,
    LOSSES_TO_DATE,
    LAG
};
static const char *const tier_bases[] = {"paid", "profit", NULL};
enum { PAID_BASE, PROFIT_BASE };
static const ent_field fields[] = {
    [FROM] = ENT_ROLE("from", "Party that pays"),
    [TO] = ENT_ROLE("to", "Party that is paid"),
    [PROFIT] = {.name = "profit",
                .type = ENT_FORMULA,
                .unit = "money/year",
                ENT_ANY,
                .required = true,
                .example = "revenue - costs",
                .help = "What is shared; a loss where it is negative"},
    [RATE] = {.name = "rate",
              .type = ENT_FORMULA,
              .unit = "share",
              ENT_WITHIN(0, 1),
              .example = "20%",
              .help = "Share of the profit that is due; this or tiers"},
    [TIERS] = ENT_TIERS("Rates that differ by layer, from the lowest up"),
    [TIER_BASE] = {.name = "tier_base",
                   .type = ENT_CHOICE,
                   ENT_ANY,
                   .standard = "paid",
                   .choices = tier_bases,
                   .help = "What the tiers are layers of: what the payee has had, or all "
                           "profit so far"},
    [CAP] = ENT_MONEY(
        "cap", "92bn",
        "Most that is ever paid, paid_to_date included; read in the first period"),
    [PAID_TO_DATE] =
        ENT_TO_DATE("paid_to_date", "1bn",
                    "What counts towards the cap and the tiers from before the horizon"),
    [PROFIT_TO_DATE] = ENT_TO_DATE("profit_to_date", NULL,
                                   "Profit that tiers count from before the horizon"),
    [CARRY_LOSSES] = {.name = "carry_losses",
                      .type = ENT_FLAG,
                      ENT_ANY,
                      .standard = "false",
                      .example = "true",
                      .help = "Whether losses are set off against later profit"},
    [LOSSES_TO_DATE] = ENT_TO_DATE("losses_to_date", "2bn",
                                   "Losses of before the horizon to be set off"),
    [LAG] = ENT_LAG("How long after each period's end it is paid"),
};

enum { PAID, DUE, CARRIED, CUMULATIVE, HEADROOM, CAPPED, OUTSTANDING };
static const ent_output outputs[] = {
    [PAID] = {"paid", "money", ENT_FLOW, "What is paid: due, as far as the cap allows"},
    [DUE] = {"due", "money", ENT_FLOW, "Share of the profit left after losses carried"},
    [CARRIED] = {"carried", "money", ENT_STOCK, "Losses still to be set off",
                 .kept = true},
    [CUMULATIVE] = {"cumulative", "money", ENT_STOCK,
                    "Payable so far, paid_to_date included", .kept = true},
    [HEADROOM] = {"headroom", "money", ENT_STOCK,
                  "Left under the cap; 0 if there is no cap", CAP, .kept = true},
    [CAPPED] = {"capped", "1", ENT_EVENT, "1 from the period in which the cap is reached",
                CAP},
    [OUTSTANDING] = ENT_OUTSTANDING,
};

static const ent_line_kind lines[] = {
    {.output = PAID, .from = FROM, .to = TO, .lag = LAG, .outstanding = OUTSTANDING}};

typedef struct {
    bool waterfall, carries;
} terms;

/* POSITION is where the next profit begins in the tiers. */
enum { LIMIT, POSITION, STATES };

static ent_cap total(const ent_call *c) {
    return (ent_cap){c->state[LIMIT], c->out[PAID], c->out[CUMULATIVE], c->out[HEADROOM],
                     c->out[CAPPED]};
}

static void open_terms(const ent_call *c, const terms *t) {
    const double *none = ENT_ISA(ent_column_zero);
    const double *paid = ent_column_or(c->in[PAID_TO_DATE], none);
    const double *profit = ent_column_or(c->in[PROFIT_TO_DATE], none);
    const double *losses = ent_column_or(c->in[LOSSES_TO_DATE], none);
    ent_cap_open(total(c), c->in[CAP], paid);
    EACH {
        c->state[POSITION][i] = t->waterfall ? paid[i] : profit[i];
        c->out[CARRIED][i] = losses[i];
    }
}

/* What is shared of the period's profit. */
static void count(const ent_call *c, bool carries, double *counts) {
    const double length = c->period->length;
    const double *profit = c->in[PROFIT], *share = c->share;
    double *carried = c->out[CARRIED];
    EACH counts[i] = profit[i] * length * share[i];
    EACH {
        const double net = counts[i] - carried[i];
        counts[i] = ent_at_least(net, 0);
        carried[i] = carries ? ent_at_least(0 - net, 0) : 0;
    }
}

static void owe(const ent_call *c, const double *rate, const double *counts) {
    double *due = c->out[DUE];
    EACH due[i] = ent_at_least(rate[i] * counts[i], 0);
}

static void owe_by_tiers(const ent_call *c, const terms *t, const double *counts) {
    double *position = c->state[POSITION];
    double rate[ENT_SLICE];
    if (t->waterfall)
        ent_waterfall_rate(&c->rows[TIERS], position, counts, rate);
    else {
        ent_tiered_rate(&c->rows[TIERS], position, counts, rate);
        EACH position[i] += counts[i];
    }
    owe(c, rate, counts);
}

static void apply(const ent_call *c) {
    const terms *t = c->data;
    double counts[ENT_SLICE];
    if (c->t == 0)
        open_terms(c, t);
    count(c, t->carries, counts);
    if (c->rows)
        owe_by_tiers(c, t, counts);
    else
        owe(c, c->in[RATE], counts);
    (c->in[CAP] ? ent_cap_pay : ent_cap_pay_all)(total(c), c->out[DUE]);
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *f = entry->fields;
    terms *t = ent_arena_take(arena, 1, sizeof *t);
    (void)periods, (void)count;
    t->waterfall = f[TIER_BASE].index == PAID_BASE;
    const bool tiered = f[TIERS].given;
    t->carries = f[CARRY_LOSSES].number != 0;
    *data = t;
    return ent_tiers_check(entry, RATE, TIERS, problems) &&
           ent_term_needs(entry, TIER_BASE, tiered, "`tiers`", problems) &&
           ent_term_needs(entry, PROFIT_TO_DATE, tiered && !t->waterfall,
                          "`tiers` and `tier_base: profit`", problems) &&
           ent_term_needs(entry, LOSSES_TO_DATE, t->carries, "`carry_losses: true`",
                          problems) &&
           (!t->waterfall || ent_waterfall_check(&f[TIERS], problems));
}

const ent_clause_kind ENT_ISA(ent_clause_profit_share) = {
    .kind = {.name = "profit_share",
             .help = "Pays a share of profit, at one rate or by a waterfall, with losses "
                     "carried forward or not, up to a cap.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields),
             .example = "from: alpha\n"
                        "to: beta\n"
                        "profit: revenue - costs\n"
                        "tiers: [{above: 0, rate: 75%}, {above: 13bn, rate: 49%}]\n"
                        "cap: 92bn\n"
                        "paid_to_date: 1bn\n"
                        "carry_losses: true\n"},
    .sentence =
        "{from} pays {to} [{rate}][!rate a share by tiers ({tiers})] of {profit}"
        "[, {lag} after each period], {term}."
        "{carry_losses?true: Losses are carried forward.|false: Losses are not carried "
        "forward.}"
        "[ {losses_to_date} of losses from before are set off first.]"
        "[ {paid_to_date} counts as paid before.]",
    .ends = "{cap} has been paid in all",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .state_count = STATES,
    .prepare = prepare,
    .apply = apply,
};
