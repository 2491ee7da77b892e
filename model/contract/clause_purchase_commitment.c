/* purchase_commitment: take-or-pay.  The buyer's spend counts against a total or against a sum for
 * each year; what is missing when the time is up may be payable.
 *
 *   of a total (`amount`):
 *   remaining    = max(amount - drawn_to_date, 0) at the start, less what is drawn since
 *   drawn(t)     = min(spend x length x share of days in force, remaining); not below 0
 *   cumulative   = amount - remaining
 *   shortfall(t) = remaining, in the period in which the term ends; else 0
 *   met          = 1 from the period in which remaining is 0
 *
 *   by the year (`schedule` or `annual`):
 *   due          = the year's sum x share of the year's days in force
 *   drawn(t)     = as above, with remaining = max(due - the year's spend so far, 0)
 *   cumulative   = drawn_to_date + drawn so far
 *   shortfall(t) = due - the year's spend - what is carried forward, in the period in which the
 *                  year or the term ends; not below 0; else 0
 *   made_up(t)   = min(the year's spend - due, make_up_balance), then; not below 0
 *   met          = 1 from the period in which the term ends, if no year fell short
 *
 *   both:
 *   paid(t)      = shortfall x shortfall_rate with `shortfall: pay` or `extend`; else 0
 *
 * The source is the usual wording: "In each contract year [buyer] shall take and pay for, or pay for
 * if not taken, [quantity].  Quantities paid for but not taken may be taken within the [N] years that
 * follow, free of charge, once that year's quantity has been taken (make-up).  Quantities taken beyond
 * a year's quantity reduce those of the [N] years that follow (carry-forward)."
 *
 * - The spend itself is a flow of the scenario; the clause moves the deficiency alone, and back what
 * is made up.  A negative spend (a refund) takes nothing back.
 * - amount and drawn_to_date are read in the first period, annual as each calendar year begins.  Sums
 * for years are owed by days in force: a term of half a year owes half, and days on which the clause
 * is suspended or ended owe nothing.  shortfall_rate is read when a shortfall is settled.
 * - The term ends on `until`, or with the horizon where there is none.  A total that `ends_on` has
 * ended before, or that `when` suspends in that period, settles nothing; a year's sum is settled at
 * the year's end for the days that were in force.  What would be settled after the horizon never is,
 * and `check` warns.
 * - `shortfall: extend` moves the end of the term by `extend_by` where something remains: the buyer
 * may go on buying, and what is then missing is payable (at a shortfall_rate of 0%, lost).
 * - Excess first recovers what earlier shortfalls paid for, oldest first, then is carried forward;
 * the make-up balance is money, so a shortfall paid at half the price gives half of it back.  What is
 * neither made up nor carried when its years are over, or the term, is lost.
 * - Paying the deficiency does not meet the commitment: remaining keeps what was not bought. */
#include "model/contract/clause_commitment_years.h"

static const char *const choices[] = {[SHORTFALL_PAY] = "pay",
                                      [SHORTFALL_NONE] = "none",
                                      [SHORTFALL_EXTEND] = "extend",
                                      NULL};
static const ent_field fields[] = {
    [COMMITMENT_BUYER] = ENT_ROLE("buyer", "Party that has to buy"),
    [COMMITMENT_SELLER] = ENT_ROLE("seller", "Party that it buys from"),
    [COMMITMENT_SPEND] =
        {.name = "spend",
         .type = ENT_FORMULA,
         .unit = "money/year",
         ENT_ANY,
         .required = true,
         .example = "cloud_spend",
         .help = "What counts against the commitment; the payment itself is a flow"},
    [COMMITMENT_AMOUNT] =
        {.name = "amount",
         .type = ENT_FORMULA,
         .unit = "money",
         ENT_FROM(0),
         .example = "250bn",
         .help =
             "What has to be bought in all; read in the first period (or `schedule` or "
             "`annual`)"},
    [COMMITMENT_SCHEDULE] = {.name = "schedule",
                             .type = ENT_YEARS,
                             .unit = "money",
                             ENT_FROM(0),
                             .example = "{2027: 10bn, 2028: 15bn}",
                             .help = "What has to be bought in each calendar year; a "
                                     "year that is in force in part owes "
                                     "its share of the days"},
    [COMMITMENT_ANNUAL] =
        {.name = "annual",
         .type = ENT_FORMULA,
         .unit = "money",
         ENT_FROM(0),
         .example = "10bn",
         .help = "The same, as a formula, read as each calendar year begins; part years "
                 "likewise"},
    [COMMITMENT_DRAWN_TO_DATE] = {.name = "drawn_to_date",
                                  .type = ENT_FORMULA,
                                  .unit = "money",
                                  ENT_FROM(0),
                                  .standard = "0",
                                  .example = "6bn",
                                  .help = "What was bought before the horizon; counts "
                                          "towards `amount`"},
    [COMMITMENT_SHORTFALL] =
        {.name = "shortfall",
         .type = ENT_CHOICE,
         ENT_ANY,
         .standard = "pay",
         .choices = choices,
         .help = "What happens to what is missing: it is paid, or let go, or the term "
                 "goes on and it is paid then"},
    [COMMITMENT_SHORTFALL_RATE] =
        {.name = "shortfall_rate",
         .type = ENT_FORMULA,
         .unit = "share",
         ENT_WITHIN(0, 1),
         .standard = "100%",
         .example = "75%",
         .help =
             "Share of what is missing that is paid; `make_up` credits the money, so a "
             "shortfall paid at half gives half of it back"},
    [COMMITMENT_EXTEND_BY] = {.name = "extend_by",
                              .type = ENT_SPAN,
                              ENT_ANY,
                              .example = "1 year",
                              .help = "How long the term goes on at most, with "
                                      "`shortfall: extend`"},
    [COMMITMENT_MAKE_UP] =
        {.name = "make_up",
         .type = ENT_FLAG,
         ENT_ANY,
         .standard = "false",
         .help = "Whether what was paid for and not bought may be bought later, beyond "
                 "that year's sum, without paying again: each unit of money paid for a "
                 "shortfall pays for one unit of purchases"},
    [COMMITMENT_MAKE_UP_EXPIRY] = {.name = "make_up_expiry",
                                   .type = ENT_SPAN,
                                   ENT_ANY,
                                   .example = "3 years",
                                   .help =
                                       "For how many years, 1 to 10; to the term's end "
                                       "if left out"},
    [COMMITMENT_CARRY_FORWARD] =
        {.name = "carry_forward",
         .type = ENT_FLAG,
         ENT_ANY,
         .standard = "false",
         .help = "Whether what is bought beyond a year's sum counts towards later years"},
    [COMMITMENT_CARRY_FORWARD_EXPIRY] = {.name = "carry_forward_expiry",
                                         .type = ENT_SPAN,
                                         ENT_ANY,
                                         .example = "2 years",
                                         .help = "For how many years, 1 to 10; to the "
                                                 "term's end if left out"},
};

static const ent_output outputs[] = {
    [OUT_DRAWN] = {"drawn", "money", ENT_FLOW,
                   "Spend that counts against the commitment"},
    [OUT_CUMULATIVE] = {"cumulative", "money", ENT_STOCK,
                        "Drawn so far, drawn_to_date included"},
    [OUT_REMAINING] = {"remaining", "money", ENT_STOCK,
                       "Still to be bought, in all or in the year", .kept = true},
    [OUT_SHORTFALL] = {"shortfall", "money", ENT_FLOW,
                       "What is missing, in the period in which it is settled"},
    [OUT_PAID] = {"paid", "money", ENT_FLOW, "What the buyer pays for the shortfall"},
    [OUT_MET] = {"met", "1", ENT_EVENT,
                 "1 from the period in which nothing remains; by the year, from the "
                 "one in which its term ends without a shortfall"},
    [OUT_MADE_UP] = {"made_up", "money", ENT_FLOW,
                     "What the buyer gets back for buying later what it had paid for",
                     COMMITMENT_MAKE_UP},
    [OUT_MAKE_UP_BALANCE] = {"make_up_balance", "money", ENT_STOCK,
                             "Paid for shortfalls and not made up yet",
                             COMMITMENT_MAKE_UP},
    [OUT_CARRIED] = {"carried", "money", ENT_STOCK,
                     "Excess that counts towards later years", COMMITMENT_CARRY_FORWARD},
};

static const ent_line_kind lines[] = {
    {.output = OUT_PAID, .from = COMMITMENT_BUYER, .to = COMMITMENT_SELLER},
    {.output = OUT_MADE_UP, .from = COMMITMENT_SELLER, .to = COMMITMENT_BUYER},
};

static void open_terms(const ent_call *c) {
    const double *zero = ENT_ISA(ent_column_zero);
    const double *amount = ent_column_or(c->in[COMMITMENT_AMOUNT], zero);
    const double *before = ent_column_or(c->in[COMMITMENT_DRAWN_TO_DATE], zero);
    const bool yearly = commitment_of(c)->yearly;
    double *remaining = c->out[OUT_REMAINING], *total = c->state[STATE_TOTAL];
    EACH {
        remaining[i] = ent_at_least(amount[i] - before[i], 0);
        total[i] = yearly ? before[i] : ent_at_least(amount[i], 0);
    }
}

static void draw(const ent_call *c) {
    const double length = c->period->length;
    const double *rate = c->in[COMMITMENT_SPEND], *share = c->share;
    const double *total = c->state[STATE_TOTAL];
    double *drawn = c->out[OUT_DRAWN], *cumulative = c->out[OUT_CUMULATIVE];
    double *remaining = c->out[OUT_REMAINING], *met = c->out[OUT_MET];
    EACH {
        const double before = remaining[i];
        const double counts = ent_at_least(rate[i] * length * share[i], 0);
        const double now = ent_at_most(counts, before), after = before - now;
        drawn[i] = now;
        remaining[i] = after;
        cumulative[i] = total[i] - after;
        met[i] = after == 0 ? 1 : 0;
    }
}

/* In force is asked of the days (share), not of the period's end (standing): a term that
 * ends within the period is over by its end and still settles. */
static void settle(const ent_call *c) {
    const double *remaining = c->out[OUT_REMAINING], *share = c->share;
    const double *rate =
        ent_column_or(c->in[COMMITMENT_SHORTFALL_RATE], ENT_ISA(ent_column_one));
    const double payable = commitment_of(c)->payable;
    double *shortfall = c->out[OUT_SHORTFALL], *paid = c->out[OUT_PAID];
    EACH {
        shortfall[i] = share[i] > 0 ? remaining[i] : 0;
        paid[i] = shortfall[i] * rate[i] * payable;
    }
}

static void apply_total(const ent_call *c) {
    draw(c);
    settle_nothing(c);
    if (c->settles)
        settle(c);
}

static void apply(const ent_call *c) {
    if (c->t == 0)
        open_terms(c);
    (commitment_of(c)->yearly ? apply_years : apply_total)(c);
}

static size_t states(const void *data) {
    return ((const ent_commitment *)data)->yearly ? STATES : STATE_TOTAL + 1;
}

const ent_clause_kind ENT_ISA(ent_clause_purchase_commitment) = {
    .kind =
        {.name = "purchase_commitment",
         .help =
             "Take-or-pay: the buyer's spend counts against a total or a sum for each "
             "year, and what is missing may be payable, made up or carried.",
         .fields = fields,
         .field_count = ENT_LENGTH(fields),
         .example = "buyer: alpha\n"
                    "seller: beta\n"
                    "spend: cloud_spend\n"
                    "amount: 250bn\n"
                    "drawn_to_date: 6bn\n"
                    "shortfall: pay\n"},
    .sentence =
        "{buyer} commits to buying[ {amount}][ {annual} a year] from {seller}[ by "
        "calendar year ({schedule})], {term}.[!amount  A year in force in part owes its "
        "share of the days.] What counts is {spend}[, and {drawn_to_date} bought "
        "before]. {shortfall?pay:What is missing at the end[!amount  of each year] is "
        "paid|none:Nothing is due for what is missing|extend:If something is missing at "
        "the end, the term goes on for {extend_by} at most, and what is missing then is "
        "paid}[, at {shortfall_rate} of it].{make_up?true: What was paid for and not "
        "bought may be made up later[, within "
        "{make_up_expiry}].|false:}{carry_forward?true: What is bought beyond a year's "
        "sum counts towards later years[, for {carry_forward_expiry}].|false:}",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .state_count = STATES,
    .states = states,
    .last_day = ent_commitment_last_day,
    .prepare = ent_commitment_prepare,
    .apply = apply,
};
