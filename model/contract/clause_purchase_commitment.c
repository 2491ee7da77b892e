/* purchase_commitment: take-or-pay.  The buyer's spend counts against a total; what is
 * missing at the end may be payable.
 *
 *   remaining    = max(amount - drawn_to_date, 0) at the start, less what is drawn since
 *   drawn(t)     = min(spend x length x share of days in force, remaining); not below 0
 *   cumulative   = amount - remaining
 *   shortfall(t) = remaining, in the period in which the term ends; else 0
 *   paid(t)      = shortfall, if `shortfall: pay`; else 0
 *   met          = 1 from the period in which remaining is 0
 *
 * The source is the usual wording: "[Buyer] shall purchase [amount] of services from
 * [seller] by [until]; if purchases fall short, buyer shall pay the shortfall."
 *
 * - The spend itself is a flow of the scenario; the clause moves the deficiency alone.
 * - remaining is the state, so that it reaches exactly 0; spend beyond it counts for
 * nothing, and a negative spend (a refund) takes nothing back.
 * - amount and drawn_to_date are read in the first period, path by path.
 * - The term ends on `until`, or with the horizon where there is none.  A commitment that
 * `ends_on` has ended before, or that `when` suspends in that period, settles nothing: it
 * is not in force on any day of it.  One whose `until` lies after the horizon settles
 * nothing either, and `check` warns.
 * - Paying the deficiency does not meet the commitment: remaining keeps what was not
 * bought. */
#include "model/contract/clause_help.h"

enum { BUYER, SELLER, SPEND, AMOUNT, DRAWN_TO_DATE, SHORTFALL };
static const char *const choices[] = {"pay", "none", NULL};
static const ent_field fields[] = {
    [BUYER] = ENT_ROLE("buyer", "Party that has to buy"),
    [SELLER] = ENT_ROLE("seller", "Party that it buys from"),
    [SPEND] = {.name = "spend",
               .type = ENT_FORMULA,
               .unit = "money/year",
               ENT_ANY,
               .required = true,
               .example = "cloud_spend",
               .help =
                   "What counts against the commitment; the payment itself is a flow"},
    [AMOUNT] = {.name = "amount",
                .type = ENT_FORMULA,
                .unit = "money",
                ENT_FROM(0),
                .required = true,
                .example = "250bn",
                .help = "What has to be bought in all; read in the first period"},
    [DRAWN_TO_DATE] = {.name = "drawn_to_date",
                       .type = ENT_FORMULA,
                       .unit = "money",
                       ENT_FROM(0),
                       .standard = "0",
                       .example = "6bn",
                       .help = "What was bought before the horizon"},
    [SHORTFALL] = {.name = "shortfall",
                   .type = ENT_CHOICE,
                   ENT_ANY,
                   .standard = "pay",
                   .choices = choices,
                   .help = "What happens to what is missing when the term ends"},
};

enum { OUT_DRAWN, OUT_CUMULATIVE, OUT_REMAINING, OUT_SHORTFALL, OUT_PAID, OUT_MET };
static const ent_output outputs[] = {
    [OUT_DRAWN] = {"drawn", "money", ENT_FLOW,
                   "Spend that counts against the commitment"},
    [OUT_CUMULATIVE] = {"cumulative", "money", ENT_STOCK,
                        "Drawn so far, drawn_to_date included"},
    [OUT_REMAINING] = {"remaining", "money", ENT_STOCK, "Still to be bought"},
    [OUT_SHORTFALL] = {"shortfall", "money", ENT_FLOW,
                       "What is missing, in the period in which the term ends"},
    [OUT_PAID] = {"paid", "money", ENT_FLOW, "What the buyer pays for the shortfall"},
    [OUT_MET] = {"met", "1", ENT_EVENT, "1 from the period in which nothing remains"},
};

static const ent_line_kind lines[] = {{.output = OUT_PAID, .from = BUYER, .to = SELLER}};

/* TOTAL is kept because `amount` counts as it was in the first period. */
enum { REMAINING, TOTAL, STATES };

static void open_terms(const ent_call *c) {
    const double *amount = c->in[AMOUNT];
    const double *before = ent_column_or(c->in[DRAWN_TO_DATE], ENT_ISA(ent_column_zero));
    double *remaining = c->state[REMAINING], *total = c->state[TOTAL];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        remaining[i] = ent_at_least(amount[i] - before[i], 0);
        total[i] = ent_at_least(amount[i], 0);
    }
}

static void draw(const ent_call *c) {
    const double length = c->period->length;
    const double *spend = c->in[SPEND], *share = c->share;
    double *remaining = c->state[REMAINING], *drawn = c->out[OUT_DRAWN];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        const double counts = ent_at_least(spend[i] * length * share[i], 0);
        drawn[i] = ent_at_most(counts, remaining[i]);
        remaining[i] -= drawn[i];
    }
}

static void report(const ent_call *c) {
    const double *remaining = c->state[REMAINING], *total = c->state[TOTAL];
    double *cumulative = c->out[OUT_CUMULATIVE], *left = c->out[OUT_REMAINING];
    double *met = c->out[OUT_MET];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        cumulative[i] = total[i] - remaining[i];
        left[i] = remaining[i];
        met[i] = remaining[i] == 0 ? 1 : 0;
    }
}

/* In force is asked of the days (share), not of the period's end (standing): a term that
 * ends within the period is over by its end and still settles. */
static void settle(const ent_call *c) {
    const double *remaining = c->state[REMAINING], *share = c->share;
    const double payable = *(const double *)c->data;
    const double *settles = c->settles ? share : ENT_ISA(ent_column_zero);
    double *shortfall = c->out[OUT_SHORTFALL], *paid = c->out[OUT_PAID];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        shortfall[i] = settles[i] > 0 ? remaining[i] : 0;
        paid[i] = shortfall[i] * payable;
    }
}

static void apply(const ent_call *c) {
    if (c->t == 0)
        open_terms(c);
    draw(c);
    report(c);
    settle(c);
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    static const double payable[] = {1, 0}; /* in the order of `choices` */
    const ent_value *until = &entry->common[ENT_CLAUSE_UNTIL];
    char day[11];
    (void)arena;
    *data = &payable[entry->fields[SHORTFALL].index];
    if (until->given && until->day != ENT_NO_DAY &&
        until->day > periods[count - 1].last) {
        ent_problem *problem = ent_problem_add(
            problems, "W0720", until->at,
            ent_problem_text(problems, "%s.until", entry->path),
            "the commitment ends after the horizon, so its shortfall is never settled");
        problem->help = ent_problem_text(
            problems, "end it within the horizon, or extend the horizon to %s",
            ent_day_write(until->day, day));
    }
    return true;
}

const ent_clause_kind ENT_ISA(ent_clause_purchase_commitment) = {
    .kind = {.name = "purchase_commitment",
             .help = "Take-or-pay: the buyer's spend counts against a total, and what is "
                     "missing when the term ends may be payable.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields)},
    .sentence = "{buyer} commits to buying {amount} from {seller}, {term}. "
                "What counts is {spend}[, and {drawn_to_date} bought before]. "
                "{shortfall?pay:What is missing at the end is paid|none:Nothing is due "
                "for what is "
                "missing at the end}.",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .state_count = STATES,
    .prepare = prepare,
    .apply = apply,
};
