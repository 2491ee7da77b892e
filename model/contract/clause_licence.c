/* licence: the right to use something, what it is worth to the licensee, and a royalty if
 * any.
 *
 *   active(t)    = 1 while in force at the period's end, else 0
 *   value(t)     = base x margin x length x share of days in force
 *   royalty(t)   = base x royalty x length x share of days in force; not below 0
 *   exclusive(t) = active and `exclusive` holds
 *
 * The source is the usual wording: "[Licensor] grants [licensee] a [non-]exclusive
 * licence to use
 * [...] until [until], against a royalty of [royalty] of [base]."
 *
 * - value is what the licensee earns from licensed products, estimated by a margin.  It
 * comes from the market and is marked: nobody pays it under the agreement.  Where the
 * products' own flows are modelled, leave `margin` out or the same money is counted
 * twice.  It may be negative.
 * - royalty is cash from licensee to licensor; a negative base makes none due, as in
 * revenue_share.
 * - base, margin and royalty are optional: without base a licence moves nothing. */
#include "model/contract/clause_help.h"

enum { LICENSOR, LICENSEE, BASE, MARGIN, ROYALTY, EXCLUSIVE };
static const ent_field fields[] = {
    [LICENSOR] = ENT_ROLE("licensor", "Party that grants the right"),
    [LICENSEE] = ENT_ROLE("licensee", "Party that may use it"),
    [BASE] = {.name = "base",
              .type = ENT_FORMULA,
              .unit = "money/year",
              ENT_ANY,
              .example = "licensed_sales",
              .help = "The licensee's revenue from licensed products"},
    [MARGIN] = {.name = "margin",
                .type = ENT_FORMULA,
                .unit = "share",
                .min = -INFINITY,
                .max = 1,
                .example = "40%",
                .help = "Share of the base that the licensee keeps as profit"},
    [ROYALTY] = {.name = "royalty",
                 .type = ENT_FORMULA,
                 .unit = "share",
                 ENT_WITHIN(0, 1),
                 .example = "5%",
                 .help = "Share of the base that the licensee pays; none if left out"},
    [EXCLUSIVE] = {.name = "exclusive",
                   .type = ENT_CONDITION,
                   ENT_ANY,
                   .standard = "false",
                   .example = "not agi",
                   .help = "Whether the licensee alone may use it; may change in time"},
};

enum { OUT_ACTIVE, OUT_VALUE, OUT_ROYALTY, OUT_EXCLUSIVE };
static const ent_output outputs[] = {
    [OUT_ACTIVE] = {"active", "1", ENT_LEVEL_FLAG, "1 while the licence is in force",
                    .stands = true},
    [OUT_VALUE] = {"value", "money", ENT_FLOW,
                   "The licensee's margin from licensed products; marked, not cash",
                   MARGIN},
    [OUT_ROYALTY] = {"royalty", "money", ENT_FLOW, "What the licensee pays for the right",
                     ROYALTY},
    [OUT_EXCLUSIVE] = {"exclusive", "1", ENT_LEVEL_FLAG,
                       "1 while the licence is in force and exclusive"},
};

static const ent_line_kind lines[] = {
    {.output = OUT_VALUE, .from = ENT_LINE_MARKET, .to = LICENSEE, .marked = true},
    {.output = OUT_ROYALTY, .from = LICENSEE, .to = LICENSOR},
};

static void apply(const ent_call *c) {
    const double *zero = ENT_ISA(ent_column_zero);
    const double *base = ent_column_or(c->in[BASE], zero), *share = c->share;
    const double *margin = c->in[MARGIN], *rate = c->in[ROYALTY];
    const double *alone = ent_column_or(c->in[EXCLUSIVE], zero);
    const double *standing = c->standing;
    double *exclusive = c->out[OUT_EXCLUSIVE];
    double *value = c->out[OUT_VALUE], *royalty = c->out[OUT_ROYALTY];
    const double length = c->period->length;
    EACH exclusive[i] = alone[i] != 0 ? standing[i] : 0;
    if (margin)
        EACH value[i] = base[i] * margin[i] * length * share[i];
    if (rate)
        EACH royalty[i] = ent_at_least(base[i] * rate[i] * length * share[i], 0);
}

const ent_clause_kind ENT_ISA(ent_clause_licence) = {
    .kind =
        {.name = "licence",
         .help =
             "A right to use something: the licensee's margin from licensed products, "
             "and a royalty if any.",
         .fields = fields,
         .field_count = ENT_LENGTH(fields)},
    .sentence =
        "{licensor} gives {licensee} a licence[, against a royalty of {royalty} of "
        "{base}][, exclusive while {exclusive}], {term}.[ It is worth {margin} of {base} "
        "to {licensee}.]",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .apply = apply,
};
