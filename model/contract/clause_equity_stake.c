/* equity_stake: a share of a company, diluted, and marked once when the holder leaves.
 *
 *   fraction(t)     = fraction x dilution while held, else 0
 *   value(t)        = fraction(t) x valuation
 *   marked_value(t) = value in the period of the exit, or in the horizon's last period
 * where there is none; else 0 exited(t)       = 1 from the period in which `exit` first
 * holds while the stake is held
 *
 * The source is the usual wording: "[Holder] holds [fraction] of the shares of [issuer]
 * on a fully diluted basis, to be diluted by further issues [dilution]", and the
 * convention of marking a holding that is not sold at its value on the reporting date.
 *
 * - Held: in force at the period's end and not left in an earlier period.  A stake whose
 * term ended before the exit is gone, and is worth and marked at 0.
 * - The exit falls at the period's end: value and fraction still show in that period and
 * are 0 from the next.  An `exit` that holds before the stake is in force is an exit as
 * soon as it is.
 * - A day is an exit too: `exit: 2030-12-31`, in the period that holds it; one after the
 * horizon is none.
 * - value is linear in valuation, below 0 too: write `max(0 USD, ...)` where liability is
 * limited.
 * - marked_value is value, not cash.  It is taken from the issuer where the scenario
 * books the issuer's worth (a marked flow to it), so that the whole is not counted twice;
 * else from the market. */
#include "model/contract/clause_help.h"

enum { HOLDER, ISSUER, FRACTION, DILUTION, VALUATION, EXIT };
static const ent_field fields[] = {
    [HOLDER] = ENT_ROLE("holder", "Party that holds the shares"),
    [ISSUER] = ENT_ROLE("issuer", "Party whose shares they are"),
    [FRACTION] = {.name = "fraction",
                  .type = ENT_FORMULA,
                  .unit = "share",
                  ENT_WITHIN(0, 1),
                  .required = true,
                  .example = "27%",
                  .help = "Share of the issuer before further dilution"},
    [DILUTION] = {.name = "dilution",
                  .type = ENT_FORMULA,
                  .unit = "1",
                  ENT_FROM(0),
                  .standard = "1",
                  .example = "exp(-3%/year * t)",
                  .help = "What is left of the share; 1 at the start"},
    [VALUATION] = {.name = "valuation",
                   .type = ENT_FORMULA,
                   .unit = "money",
                   ENT_ANY,
                   .required = true,
                   .example = "equity_value",
                   .help = "What the whole issuer is worth"},
    [EXIT] = {.name = "exit",
              .type = ENT_CONDITION,
              ENT_ANY,
              .example = "2030-12-31",
              .help =
                  "When the holder leaves: an event or a date; the horizon if left out"},
};

enum { OUT_FRACTION, OUT_VALUE, OUT_MARKED_VALUE, OUT_EXITED };
static const ent_output outputs[] = {
    [OUT_FRACTION] = {"fraction", "1", ENT_STOCK, "Share held"},
    [OUT_VALUE] = {"value", "money", ENT_STOCK, "What the share is worth"},
    [OUT_MARKED_VALUE] = {"marked_value", "money", ENT_FLOW,
                          "Its value at the exit or the horizon, once; marked, not cash"},
    [OUT_EXITED] = {"exited", "1", ENT_EVENT, "1 from the period of the exit", EXIT,
                    .kept = true},
};

static const ent_line_kind lines[] = {
    {.output = OUT_MARKED_VALUE,
     .from = ENT_LINE_BOOKED(ISSUER),
     .to = HOLDER,
     .marked = true},
};

static void hold(const ent_call *c) {
    const double *dilution = ent_column_or(c->in[DILUTION], ENT_ISA(ent_column_one));
    const double *share = c->in[FRACTION], *valuation = c->in[VALUATION];
    const double *standing = c->standing;
    const double *gone = c->in[EXIT] ? c->out[OUT_EXITED] : ENT_ISA(ent_column_zero);
    double *fraction = c->out[OUT_FRACTION], *value = c->out[OUT_VALUE];
    EACH {
        const double held = share[i] * dilution[i] * (standing[i] * (1 - gone[i]));
        fraction[i] = held;
        value[i] = held * valuation[i];
    }
}

static void mark(const ent_call *c, const double *leaves) {
    const double *value = c->out[OUT_VALUE];
    double *marked = c->out[OUT_MARKED_VALUE];
    EACH marked[i] = leaves[i] != 0 ? value[i] : 0;
}

static void leave(const ent_call *c) {
    const double *leaves = c->in[EXIT], *standing = c->standing;
    double *exited = c->out[OUT_EXITED];
    EACH {
        const double stands = standing[i], before = exited[i];
        exited[i] = ((leaves[i] != 0) & (stands != 0)) ? 1 : before;
    }
}

static void apply(const ent_call *c) {
    hold(c);
    mark(c, c->last ? ENT_ISA(ent_column_one)
                    : ent_column_or(c->in[EXIT], ENT_ISA(ent_column_zero)));
    if (c->in[EXIT])
        leave(c);
}

const ent_clause_kind ENT_ISA(ent_clause_equity_stake) = {
    .kind =
        {.name = "equity_stake",
         .help =
             "A share of a company, diluted over time and marked at an exit or at the "
             "horizon.",
         .fields = fields,
         .field_count = ENT_LENGTH(fields)},
    .sentence = "{holder} holds {fraction} of {issuer}[, diluted by {dilution}], {term}. "
                "The whole is valued at {valuation}; the stake is marked once, "
                "[when {exit}][!exit at the end of the horizon], if it is still held "
                "then.",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .apply = apply,
};
