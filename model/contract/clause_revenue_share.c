/* revenue_share: a share of the payer's revenue, up to a cap.
 *
 *   counts(t)   = max(base x length x share of days in force, 0)
 *   due(t)      = rate x counts; with tiers, each part of counts at its tier's rate
 *   payable(t)  = min(due, annual headroom, headroom); in a period that settles, at first
 *                 max(due, minimum x share of the year in force - payable so far this year)
 *   paid(t)     = payable, `lag` later (the engine's part: clause.h)
 *   forgone(t)  = due - payable, where a cap cut it
 *   headroom    = max(cap - paid_to_date, 0) at the start, less what was payable since
 *   cumulative  = cap - headroom with a cap, else paid_to_date + payable so far
 *   capped      = 1 from the period in which headroom is 0; 0 for ever without a cap
 *   outstanding = payable and not yet moved at the period's end
 *
 * The source is the usual wording: "[Payer] shall pay [rate] of [base] accruing in each
 * period from [start] until [until], within [lag] of its end, provided that total payments
 * shall not exceed [cap], of which [paid_to_date] had been paid, nor payments in any
 * contract year [annual_cap], nor fall short in any such year of [minimum]."
 *
 * - Exactly the cap is paid (clause_cap.h).  Where more was paid before, nothing more is and
 * cumulative is the cap.
 * - A negative base makes nothing due: a refund is a term of its own and is not assumed.
 * - cap, paid_to_date and base_to_date are read in the first period, path by path; later
 * changes are ignored.  annual_cap and minimum are read in the first period of each
 * contract year.  A first year that begins before the horizon has its annual cap whole, but
 * owes only its share of the minimum: neither knows what was paid before.
 * - A minimum is settled in the last period of each contract year, in the one in which the
 * term ends by date, and in the horizon's last.  It never breaks a cap.
 * - Tiers count base from base_to_date on, or (tier_base: annual) from 0 anew in each
 * contract year; base_to_date is then what the first year already had.
 * - Without a cap there is no headroom to report and it reads 0, as a clause that is not
 * there does; capped tells the two apart. */
#include "model/contract/clause_cap.h"
#include "model/contract/clause_tiers.h"
#include "model/contract/terms.h"
#include "model/contract/years.h"

enum {
    FROM,
    TO,
    BASE,
    RATE,
    TIERS,
    TIER_BASE,
    BASE_TO_DATE,
    CAP,
    ANNUAL_CAP,
    MINIMUM,
    PAID_TO_DATE,
    YEAR_FROM,
    LAG
};
static const char *const tier_bases[] = {"cumulative", "annual", NULL};
enum { CUMULATIVE_BASE, ANNUAL_BASE };
static const ent_field fields[] = {
    [FROM] = ENT_ROLE("from", "Party that pays"),
    [TO] = ENT_ROLE("to", "Party that is paid"),
    [BASE] = {.name = "base",
              .type = ENT_FORMULA,
              .unit = "money/year",
              ENT_ANY,
              .required = true,
              .example = "revenue",
              .help = "What is shared; nothing is due while it is negative"},
    [RATE] = {.name = "rate",
              .type = ENT_FORMULA,
              .unit = "share",
              ENT_WITHIN(0, 1),
              .example = "20%",
              .help = "Share of the base that is due; this or tiers"},
    [TIERS] = ENT_TIERS("Rates that differ by layer of the base, from the lowest up"),
    [TIER_BASE] = {.name = "tier_base",
                   .type = ENT_CHOICE,
                   ENT_ANY,
                   .standard = "cumulative",
                   .choices = tier_bases,
                   .help =
                       "What the tiers are layers of: all base so far, or each year's"},
    [BASE_TO_DATE] = ENT_TO_DATE("base_to_date", NULL,
                                 "Base that tiers count from before the horizon"),
    [CAP] = ENT_MONEY(
        "cap", "38bn",
        "Most that is ever paid, paid_to_date included; read in the first period"),
    [ANNUAL_CAP] = ENT_MONEY("annual_cap", "6bn",
                             "Most that is paid for a year; read as each year begins"),
    [MINIMUM] =
        ENT_MONEY("minimum", "1bn",
                  "Least that is paid for a year, pro rata if in force for a part of it"),
    [PAID_TO_DATE] = ENT_TO_DATE("paid_to_date", "1.5bn",
                                 "What counts towards the cap from before the horizon"),
    [YEAR_FROM] = ENT_YEAR_FROM,
    [LAG] = ENT_LAG("How long after each period's end it is paid"),
};

enum { PAID, DUE, CUMULATIVE, HEADROOM, FORGONE, CAPPED, OUTSTANDING };
static const ent_output outputs[] = {
    [PAID] = {"paid", "money", ENT_FLOW, "What is paid: due, as far as the caps allow"},
    [DUE] = {"due", "money", ENT_FLOW, "Rate x base, before any cap or minimum"},
    [CUMULATIVE] = {"cumulative", "money", ENT_STOCK,
                    "Payable so far, paid_to_date included", .kept = true},
    [HEADROOM] = {"headroom", "money", ENT_STOCK,
                  "Left under the cap; 0 if there is no cap", CAP, .kept = true},
    [FORGONE] = {"forgone", "money", ENT_FLOW,
                 "Due but not payable, because a cap cut it"},
    [CAPPED] = {"capped", "1", ENT_EVENT, "1 from the period in which the cap is reached",
                CAP},
    [OUTSTANDING] = ENT_OUTSTANDING,
};

static const ent_line_kind lines[] = {
    {.output = PAID, .from = FROM, .to = TO, .lag = LAG, .outstanding = OUTSTANDING}};

typedef struct {
    const ent_contract_year *years;
    bool annual_tiers;
    bool plain; /* no tiers, nothing annual */
} terms;

/* LIMIT is the total cap.  Of tiers and annual terms alone: POSITION is where the next base begins in
 * the tiers, ANNUAL_ROOM what is left of the annual cap; the last three are of the contract year and
 * its minimum. */
enum { LIMIT, POSITION, ANNUAL_ROOM, LEAST, YEAR_PAID, YEAR_DAYS, STATES };

static size_t states(const void *data) {
    return ((const terms *)data)->plain ? LIMIT + 1 : STATES;
}

static ent_cap total(const ent_call *c) {
    return (ent_cap){c->state[LIMIT], c->out[PAID], c->out[CUMULATIVE], c->out[HEADROOM],
                     c->out[CAPPED]};
}

static void open_terms(const ent_call *c) {
    const double *before = ent_column_or(c->in[PAID_TO_DATE], ENT_ISA(ent_column_zero));
    const double *base = ent_column_or(c->in[BASE_TO_DATE], ENT_ISA(ent_column_zero));
    ent_cap_open(total(c), c->in[CAP], before);
    if (c->rows)
        EACH c->state[POSITION][i] = base[i];
}

static void open_year(const ent_call *c) {
    const double *cap = c->in[ANNUAL_CAP], *least = c->in[MINIMUM];
    if (cap)
        EACH c->state[ANNUAL_ROOM][i] = ent_at_least(cap[i], 0);
    if (least)
        EACH {
            c->state[LEAST][i] = least[i];
            c->state[YEAR_PAID][i] = c->state[YEAR_DAYS][i] = 0;
        }
    if (((const terms *)c->data)->annual_tiers && c->t)
        EACH c->state[POSITION][i] = 0;
}

static void owe(const ent_call *c, const double *rate) {
    const double length = c->period->length;
    const double *base = c->in[BASE], *share = c->share;
    double *due = c->out[DUE];
    EACH due[i] = ent_at_least(rate[i] * base[i] * length * share[i], 0);
}

static void owe_by_tiers(const ent_call *c) {
    const double length = c->period->length;
    const double *base = c->in[BASE], *share = c->share;
    double *position = c->state[POSITION];
    double counts[ENT_SLICE], rate[ENT_SLICE];
    EACH counts[i] = ent_at_least(base[i] * length * share[i], 0);
    ent_tiered_rate(&c->rows[TIERS], position, counts, rate);
    EACH position[i] += counts[i];
    owe(c, rate);
}

/* What is owed if the year's minimum is to be met.  Days that have been settled for count
 * no more. */
static void guarantee(const ent_call *c, double *owed) {
    const ent_contract_year *year = &((const terms *)c->data)->years[c->t];
    const double length = c->period->last - c->period->first + 1;
    const double *due = c->out[DUE], *least = c->state[LEAST],
                 *paid = c->state[YEAR_PAID];
    double *days = c->state[YEAR_DAYS];
    EACH {
        days[i] += c->share[i] * length;
        owed[i] = due[i];
    }
    if (!year->ends && !c->settles)
        return;
    EACH {
        owed[i] = ent_at_least(due[i], least[i] * (days[i] / year->days) - paid[i]);
        days[i] = 0;
    }
}

static void pay(const ent_call *c, const double *owed) {
    const double *due = c->out[DUE], *paid = c->out[PAID];
    double *annual = c->in[ANNUAL_CAP] ? c->state[ANNUAL_ROOM] : NULL;
    double *forgone = c->out[FORGONE];
    double within[ENT_SLICE];
    if (annual) {
        EACH within[i] = ent_at_most(owed[i], annual[i]);
        owed = within;
    }
    (c->in[CAP] ? ent_cap_pay : ent_cap_pay_all)(total(c), owed);
    if (annual)
        EACH annual[i] -= paid[i];
    EACH forgone[i] = ent_at_least(due[i] - paid[i], 0);
}

static void pay_at_least(const ent_call *c) {
    double owed[ENT_SLICE];
    guarantee(c, owed);
    pay(c, owed);
    EACH c->state[YEAR_PAID][i] += c->out[PAID][i];
}

static void apply(const ent_call *c) {
    if (c->t == 0)
        open_terms(c);
    if (((const terms *)c->data)->years[c->t].begins)
        open_year(c);
    if (c->rows)
        owe_by_tiers(c);
    else
        owe(c, c->in[RATE]);
    if (c->in[MINIMUM])
        pay_at_least(c);
    else
        pay(c, c->out[DUE]);
}

static bool check_minimum(const ent_entry *entry, ent_problems *problems) {
    const ent_value *least = &entry->fields[MINIMUM], *cap = &entry->fields[ANNUAL_CAP];
    if (!least->known || !cap->known || least->number <= cap->number)
        return true;
    ent_problem *problem = ent_problem_add(
        problems, "E0726", least->at, entry->path,
        "the minimum of a year, %s, is above its cap, %s", least->text, cap->text);
    ent_problem_also(problem, cap->at, "the cap");
    problem->help = "lower the minimum, or raise annual_cap";
    return false;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    terms *t = ent_arena_take(arena, 1, sizeof *t);
    t->years = ent_contract_years(entry, &entry->fields[YEAR_FROM], periods, count, arena,
                                  problems);
    const bool tiered = entry->fields[TIERS].given;
    t->annual_tiers = entry->fields[TIER_BASE].index == ANNUAL_BASE;
    t->plain =
        !tiered && !entry->fields[ANNUAL_CAP].given && !entry->fields[MINIMUM].given;
    *data = t;
    return ent_tiers_check(entry, RATE, TIERS, problems) &&
           ent_term_needs(entry, TIER_BASE, tiered, "`tiers`", problems) &&
           ent_term_needs(entry, BASE_TO_DATE, tiered, "`tiers`", problems) &&
           check_minimum(entry, problems) && t->years;
}

const ent_clause_kind ENT_ISA(ent_clause_revenue_share) = {
    .kind = {.name = "revenue_share",
             .help =
                 "Pays a share of a revenue, at one rate or by tiers, up to a total cap "
                 "and between a minimum and a cap for each year.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields),
             .example = "from: alpha\n"
                        "to: beta\n"
                        "base: revenue\n"
                        "rate: 20%\n"
                        "cap: 38bn\n"
                        "annual_cap: 6bn\n"
                        "paid_to_date: 1.5bn\n"
                        "lag: 3 months\n"},
    .sentence = "{from} pays {to} [{rate}][!rate a share by tiers ({tiers}"
                "{tier_base?cumulative:|annual:, anew each year})] of {base}"
                "[, at least {minimum} a year][, at most {annual_cap} a year]"
                "[, {lag} after each period], {term}."
                "[ {paid_to_date} counts as paid before.][ Years run from {year_from}.]",
    .ends = "{cap} has been paid in all",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .state_count = STATES,
    .states = states,
    .prepare = prepare,
    .apply = apply,
};
