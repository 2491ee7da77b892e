/* fee: a fixed or indexed payment, once or at regular dates; an advance, recouped or not.
 *
 *   paid(t)        = amount x indexation x the instalments whose day lies in the period; 0
 *                    where the clause is not in force
 *   recouped(t)    = min(recoup_from, outstanding before + paid); not below 0
 *   outstanding(t) = outstanding_to_date + paid so far - recouped so far; 0 without
 *                    recoup_from
 *
 * The source is the usual wording: "[Payer] shall pay [payee] [amount] upon signature and on
 * each anniversary, adjusted by [index]" and "[Payer] shall pay an advance of [amount],
 * recoupable from the royalties payable hereunder; no royalty shall be paid until the advance
 * has been recouped."
 *
 * - Instalments fall on the clause's start (the horizon's, if it has none) and then every
 * month, quarter or year after that day, the last day of a short month standing in for one it
 * lacks; `once`: on that day only.  Each is due in full if its day is in the term; what falls
 * in a period is paid at its end.
 * - amount and indexation are read in the period of the instalment.
 * - An advance is recouped by paying back: the royalty clause pays as if there were no
 * advance, and the recipient of both returns each royalty until the advance is used up.  The
 * two cross in the same period, so that nothing moves on balance until then, no clause reads
 * the other's result, and each keeps its own caps and terms.
 * - Recoupment goes on after the fee's own term: it ends with the advance, or with the
 * royalties.  What is never recouped is the payer's loss. */
#include "model/contract/clause_help.h"
#include "model/contract/terms.h"

enum { FROM, TO, AMOUNT, EVERY, INDEXATION, RECOUP_FROM, OUTSTANDING_TO_DATE };
static const char *const intervals[] = {"once", "month", "quarter", "year", NULL};
static const ent_field fields[] = {
    [FROM] = ENT_ROLE("from", "Party that pays"),
    [TO] = ENT_ROLE("to", "Party that is paid"),
    [AMOUNT] = {.name = "amount",
                .type = ENT_FORMULA,
                .unit = "money",
                ENT_FROM(0),
                .required = true,
                .example = "500k",
                .help = "Each instalment, before indexation"},
    [EVERY] = {.name = "every",
               .type = ENT_CHOICE,
               ENT_ANY,
               .standard = "once",
               .choices = intervals,
               .help = "How often it is paid, from the clause's start on"},
    [INDEXATION] = {.name = "indexation",
                    .type = ENT_FORMULA,
                    .unit = "1",
                    ENT_FROM(0),
                    .standard = "1",
                    .example = "exp(2%/year * t)",
                    .help = "What the amount is multiplied by; 1 at the start"},
    [RECOUP_FROM] = {.name = "recoup_from",
                     .type = ENT_FORMULA,
                     .unit = "money",
                     ENT_ANY,
                     .example = "royalty.paid",
                     .help =
                         "What is paid back in each period until the advance is used up"},
    [OUTSTANDING_TO_DATE] = ENT_TO_DATE(
        "outstanding_to_date", NULL, "Paid before the horizon and still to be recouped"),
};

enum { OUT_PAID, OUT_RECOUPED, OUT_OUTSTANDING };
static const ent_output outputs[] = {
    [OUT_PAID] = {"paid", "money", ENT_FLOW, "Instalments of the period"},
    [OUT_RECOUPED] = {"recouped", "money", ENT_FLOW,
                      "What the payee returns out of what it receives", RECOUP_FROM},
    [OUT_OUTSTANDING] = {"outstanding", "money", ENT_STOCK,
                         "Advance still to be recouped", RECOUP_FROM, .kept = true},
};

static const ent_line_kind lines[] = {
    {.output = OUT_PAID, .from = FROM, .to = TO},
    {.output = OUT_RECOUPED, .from = TO, .to = FROM},
};

/* In force is asked of the days (share): a term may end in the instalment's period. */
static void pay(const ent_call *c) {
    const double count = ((const double *)c->data)[c->t];
    const double *amount = c->in[AMOUNT], *share = c->share;
    const double *index = ent_column_or(c->in[INDEXATION], ENT_ISA(ent_column_one));
    double *paid = c->out[OUT_PAID];
    EACH paid[i] = share[i] > 0 ? ent_at_least(count * amount[i] * index[i], 0) : 0;
}

static void recoup(const ent_call *c) {
    const double *from = c->in[RECOUP_FROM], *paid = c->out[OUT_PAID];
    const double *before = c->in[OUTSTANDING_TO_DATE];
    double *recouped = c->out[OUT_RECOUPED], *outstanding = c->out[OUT_OUTSTANDING];
    if (c->t == 0 && before)
        EACH outstanding[i] = before[i];
    EACH {
        const double open = outstanding[i] + paid[i];
        const double now = ent_at_most(ent_at_least(from[i], 0), open);
        recouped[i] = now;
        outstanding[i] = open - now;
    }
}

static void apply(const ent_call *c) {
    pay(c);
    if (c->in[RECOUP_FROM])
        recoup(c);
}

/* How many instalments fall in each period; the sum of all. */
static double place(const ent_entry *entry, const ent_period *periods, size_t count,
                    double *instalments) {
    static const int months[] = {0, 1, 3, 12}; /* in the order of `intervals` */
    const ent_day given = entry->common[ENT_CLAUSE_START].day;
    const ent_day until = entry->common[ENT_CLAUSE_UNTIL].day;
    const ent_day start = given == ENT_NO_DAY ? periods[0].first : given;
    const int every = months[entry->fields[EVERY].index];
    ent_day day = start;
    double sum = 0;
    for (int k = 1;
         day <= periods[count - 1].last && (until == ENT_NO_DAY || day <= until); k++) {
        const int t = ent_period_of(periods, count, day);
        if (t >= 0)
            instalments[t]++, sum++;
        if (every == 0)
            break;
        day = ent_day_add(start, (ent_span){.months = k * every});
    }
    return sum;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *before = &entry->fields[OUTSTANDING_TO_DATE];
    double *instalments = ent_arena_take(arena, count, sizeof *instalments);
    const double sum = place(entry, periods, count, instalments);
    *data = instalments;
    if (sum == 0 && !before->given)
        ent_problem_add(problems, "W0722", entry->at, entry->path,
                        "no instalment falls in the horizon, so nothing is ever paid");
    return ent_term_needs(entry, OUTSTANDING_TO_DATE, entry->fields[RECOUP_FROM].given,
                          "`recoup_from`", problems);
}

static bool once(const ent_entry *entry) {
    return entry->fields[EVERY].index == 0;
}

const ent_clause_kind ENT_ISA(ent_clause_fee) = {
    .kind = {.name = "fee",
             .help =
                 "Pays an amount once or at regular dates, indexed or not; an advance "
                 "may be recouped from what the payee receives later.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields)},
    .sentence =
        "{from} pays {to} {amount} {every?once:once|month:each month|quarter:each "
        "quarter|year:each year}[, multiplied by {indexation}], {term}."
        "[ {to} returns {recoup_from} until that is recouped.]"
        "[ {outstanding_to_date} is still to be recouped from before.]",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .once = once,
    .prepare = prepare,
    .apply = apply,
};
