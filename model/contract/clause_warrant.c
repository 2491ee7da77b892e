/* warrant: the right to buy shares of a company at a set price, settled net.
 *
 *   intrinsic(t)    = fraction x vested x max(valuation - strike, 0), until it is exercised
 *   value(t)        = intrinsic while in force at the period's end, else 0
 *   marked_value(t) = intrinsic, in the period in which it is exercised or its term ends; else 0
 *   exercised(t)    = 1 from the period in which it is exercised
 *
 * The source is the usual wording: "[Issuer] grants [holder] warrants over [fraction] of its
 * shares, vesting as [vested], exercisable at a price per share that values [issuer] at [strike]
 * until [until]; on exercise [holder] may elect to receive the excess in shares (net
 * exercise)."
 *
 * - It is exercised in the first period at whose end `exercise` holds while it is in force and
 * worth something, or on the last day of its term; without either, on the horizon.  Worth
 * nothing then, it lapses: nobody exercises at a loss.
 * - All of it is exercised at once, with what has vested by then; the rest lapses.
 * - The value is intrinsic: what waiting might add is what the simulation finds by letting it
 * run to its end.
 * - marked_value is value, not cash.  It is taken from the issuer where the scenario books the
 * issuer's worth (a marked flow to it), else from the market. */
#include "model/contract/clause_help.h"

enum { HOLDER, ISSUER, FRACTION, VESTED, VALUATION, STRIKE, EXERCISE };
static const ent_field fields[] = {
    [HOLDER] = ENT_ROLE("holder", "Party that may buy"),
    [ISSUER] = ENT_ROLE("issuer", "Party whose shares they are"),
    [FRACTION] = {.name = "fraction",
                  .type = ENT_FORMULA,
                  .unit = "share",
                  ENT_WITHIN(0, 1),
                  .required = true,
                  .example = "10%",
                  .help = "Share of the issuer that may be bought in all"},
    [VESTED] = {.name = "vested",
                .type = ENT_FORMULA,
                .unit = "share",
                ENT_WITHIN(0, 1),
                .standard = "100%",
                .example = "min(sum(spend * dt) / 90bn USD, 1)",
                .help = "Part of it that may be exercised so far"},
    [VALUATION] = {.name = "valuation",
                   .type = ENT_FORMULA,
                   .unit = "money",
                   ENT_ANY,
                   .required = true,
                   .example = "equity_value",
                   .help = "What the whole issuer is worth"},
    [STRIKE] = {.name = "strike",
                .type = ENT_FORMULA,
                .unit = "money",
                ENT_FROM(0),
                .required = true,
                .example = "500bn",
                .help = "Value of the whole issuer at which its price is set"},
    [EXERCISE] = {.name = "exercise",
                  .type = ENT_CONDITION,
                  ENT_ANY,
                  .example = "ipo",
                  .help = "When the holder exercises: an event or a date; the end of the "
                          "term if left out"},
};

enum { OUT_VALUE, OUT_MARKED_VALUE, OUT_EXERCISED };
static const ent_output outputs[] = {
    [OUT_VALUE] = {"value", "money", ENT_STOCK, "What exercising now would give"},
    [OUT_MARKED_VALUE] = {"marked_value", "money", ENT_FLOW,
                          "What exercising gives, once; marked, not cash"},
    [OUT_EXERCISED] = {"exercised", "1", ENT_EVENT,
                       "1 from the period in which it is exercised", .kept = true},
};

static const ent_line_kind lines[] = {
    {.output = OUT_MARKED_VALUE,
     .from = ENT_LINE_BOOKED(ISSUER),
     .to = HOLDER,
     .marked = true},
};

static void price(const ent_call *c) {
    const double *vested = ent_column_or(c->in[VESTED], ENT_ISA(ent_column_one));
    const double *fraction = c->in[FRACTION], *strike = c->in[STRIKE];
    const double *valuation = c->in[VALUATION], *done = c->out[OUT_EXERCISED];
    double *value = c->out[OUT_VALUE];
    EACH value[i] = fraction[i] * vested[i] * (1 - done[i]) *
                    ent_at_least(valuation[i] - strike[i], 0);
}

/* On the last day of its term the warrant is in force by its days (share), though not any more
 * at the period's end (standing). */
static void exercise(const ent_call *c) {
    const double *zero = ENT_ISA(ent_column_zero);
    const double *wanted = ent_column_or(c->in[EXERCISE], zero);
    const double *ends = c->settles ? c->share : zero, *standing = c->standing;
    double *value = c->out[OUT_VALUE], *marked = c->out[OUT_MARKED_VALUE];
    EACH {
        const double now = wanted[i] != 0 ? standing[i] : 0;
        marked[i] = now + ends[i] > 0 ? value[i] : 0;
        value[i] *= standing[i];
    }
}

static void apply(const ent_call *c) {
    double *exercised = c->out[OUT_EXERCISED];
    const double *marked = c->out[OUT_MARKED_VALUE];
    price(c);
    exercise(c);
    EACH exercised[i] = marked[i] > 0 ? 1 : exercised[i];
}

const ent_clause_kind ENT_ISA(ent_clause_warrant) = {
    .kind = {.name = "warrant",
             .help = "The right to buy shares of a company at a set price, settled net.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields)},
    .sentence = "{holder} may buy {fraction} of {issuer} at a price that values it at "
                "{strike}[, as far as vested: {vested}], {term}. The whole is valued at "
                "{valuation}; the excess is marked once, [when {exercise} or ]when the "
                "term ends; what an event ends first lapses.",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .apply = apply,
};
