/* revenue_share: a share of the payer's revenue, up to a cap.
 *
 *   due(t)      = rate x base x length x share of days in force; not below 0
 *   paid(t)     = min(due, annual headroom, headroom)
 *   forgone(t)  = due - paid
 *   headroom    = max(cap - paid_to_date, 0) at the start, less what is paid since
 *   cumulative  = cap - headroom with a cap, else paid_to_date + paid so far
 *   capped      = 1 from the period in which headroom is 0; 0 for ever without a cap
 *
 * The source is the usual wording: "[Payer] shall pay [rate] of [base] accruing in each
 * period from [start] until [until], provided that total payments shall not exceed [cap],
 * of which [paid_to_date] had been paid, nor payments in any calendar year [annual_cap]."
 *
 * - Headroom is the state, not the running total: subtracting the last payment from
 * itself gives exactly 0, and exactly the cap is paid.  Where more than the cap was paid
 * before, nothing more is due and cumulative is the cap.
 * - A negative base makes nothing due: a refund is a term of its own and is not assumed.
 * - cap and paid_to_date are read in the first period, path by path; later changes are
 * ignored. annual_cap is read in the first period of each calendar year, and a first year
 * that begins within the horizon has it whole.
 * - Without a cap there is no headroom to report and it reads 0, as a clause that is not
 * there does; capped tells the two apart. */
#include "model/contract/clause_help.h"

enum { FROM, TO, BASE, RATE, CAP, ANNUAL_CAP, PAID_TO_DATE };
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
              .required = true,
              .example = "20%",
              .help = "Share of the base that is due"},
    [CAP] =
        {.name = "cap",
         .type = ENT_FORMULA,
         .unit = "money",
         ENT_FROM(0),
         .example = "38bn",
         .help =
             "Most that is ever paid, paid_to_date included; read in the first period"},
    [ANNUAL_CAP] = {.name = "annual_cap",
                    .type = ENT_FORMULA,
                    .unit = "money",
                    ENT_FROM(0),
                    .example = "6bn",
                    .help =
                        "Most that is paid in a calendar year; read as each year begins"},
    [PAID_TO_DATE] = {.name = "paid_to_date",
                      .type = ENT_FORMULA,
                      .unit = "money",
                      ENT_FROM(0),
                      .standard = "0",
                      .example = "1.5bn",
                      .help = "What counts towards the cap from before the horizon"},
};

enum { PAID, DUE, CUMULATIVE, HEADROOM, FORGONE, CAPPED };
static const ent_output outputs[] = {
    [PAID] = {"paid", "money", ENT_FLOW, "What is paid: due, as far as the caps allow"},
    [DUE] = {"due", "money", ENT_FLOW, "Rate x base, before any cap"},
    [CUMULATIVE] = {"cumulative", "money", ENT_STOCK,
                    "Paid so far, paid_to_date included"},
    [HEADROOM] = {"headroom", "money", ENT_STOCK,
                  "Left under the cap; 0 if there is no cap"},
    [FORGONE] = {"forgone", "money", ENT_FLOW, "Due but not paid, because a cap cut it"},
    [CAPPED] = {"capped", "1", ENT_EVENT,
                "1 from the period in which the cap is reached"},
};

static const ent_line_kind lines[] = {{.output = PAID, .from = FROM, .to = TO}};

/* ROOM is infinite where there is no such cap: it then limits nothing and never runs out.
 * COUNTED is the cap, or the running total where there is none. */
enum { ROOM, ANNUAL_ROOM, COUNTED, STATES };

static void open_terms(const ent_call *c) {
    const double *cap = c->in[CAP];
    const double *before = ent_column_or(c->in[PAID_TO_DATE], ENT_ISA(ent_column_zero));
    for (size_t i = 0; i < ENT_SLICE; i++) {
        c->state[ROOM][i] = cap ? ent_at_least(cap[i] - before[i], 0) : INFINITY;
        c->state[COUNTED][i] = cap ? ent_at_least(cap[i], 0) : before[i];
    }
}

static void open_year(const ent_call *c) {
    const double *cap = c->in[ANNUAL_CAP];
    for (size_t i = 0; i < ENT_SLICE; i++)
        c->state[ANNUAL_ROOM][i] = cap ? ent_at_least(cap[i], 0) : INFINITY;
}

/* Two loops rather than one: with this few columns in each, the compiler can still check
 * that none overlap, and vectorises. */
static void owe(const ent_call *c) {
    const double length = c->period->length;
    const double *base = c->in[BASE], *rate = c->in[RATE], *share = c->share;
    double *due = c->out[DUE];
    for (size_t i = 0; i < ENT_SLICE; i++)
        due[i] = ent_at_least(rate[i] * base[i] * length * share[i], 0);
}

static void pay(const ent_call *c) {
    const double *due = c->out[DUE];
    double *room = c->state[ROOM], *annual = c->state[ANNUAL_ROOM];
    double *paid = c->out[PAID], *forgone = c->out[FORGONE];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        const double now = ent_at_most(ent_at_most(due[i], annual[i]), room[i]);
        paid[i] = now;
        forgone[i] = due[i] - now;
        annual[i] -= now;
        room[i] -= now;
    }
}

static void report_capped(const ent_call *c) {
    const double *room = c->state[ROOM], *cap = c->state[COUNTED];
    double *cumulative = c->out[CUMULATIVE], *headroom = c->out[HEADROOM];
    double *capped = c->out[CAPPED];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        cumulative[i] = cap[i] - room[i];
        headroom[i] = room[i];
        capped[i] = room[i] == 0 ? 1 : 0;
    }
}

static void report_uncapped(const ent_call *c) {
    const double *paid = c->out[PAID];
    double *total = c->state[COUNTED], *cumulative = c->out[CUMULATIVE];
    double *headroom = c->out[HEADROOM], *capped = c->out[CAPPED];
    for (size_t i = 0; i < ENT_SLICE; i++) {
        total[i] += paid[i];
        cumulative[i] = total[i];
        headroom[i] = 0;
        capped[i] = 0;
    }
}

static void apply(const ent_call *c) {
    if (c->t == 0)
        open_terms(c);
    if (c->year_begins)
        open_year(c);
    owe(c);
    pay(c);
    (c->in[CAP] ? report_capped : report_uncapped)(c);
}

const ent_clause_kind ENT_ISA(ent_clause_revenue_share) = {
    .kind = {.name = "revenue_share",
             .help =
                 "Pays a share of a revenue, up to a total cap and a cap for each year.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields)},
    .sentence =
        "{from} pays {to} {rate} of {base}[, at most {annual_cap} a year], {term}."
        "[ {paid_to_date} counts as paid before.]",
    .ends = "{cap} has been paid in all",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .state_count = STATES,
    .apply = apply,
};
