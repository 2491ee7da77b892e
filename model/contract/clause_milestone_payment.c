/* milestone_payment: an amount paid once, when something first comes true.
 *
 *   triggered(t) = 1 from the period in which `trigger` first holds while in force
 *   paid(t)      = amount, in that period and `lag` later (the engine's part: clause.h); else 0
 *   outstanding  = fallen due and not yet paid at the period's end
 *
 * The source is the usual wording: "Within [days] of the first achievement of [event], [payer]
 * shall pay [payee] [amount]; each milestone is payable once, and none that is first achieved
 * after [long-stop date]."
 *
 * - It is paid once on each path, whatever becomes of the trigger later.
 * - A trigger that holds already when the clause comes into force has been met by then: it is
 * paid in the first period at whose end the clause is in force.
 * - `by` is the last day on which the trigger counts.  As events fall at a period's end, one
 * whose period ends after `by` comes too late.
 * - amount is read in the period of the trigger: it may be a formula of what is known by then.
 * - A day is a trigger too: `trigger: 2028-06-30` pays in the period that holds the day. */
#include "model/contract/clause_help.h"

enum { FROM, TO, AMOUNT, TRIGGER, BY, LAG };
static const ent_field fields[] = {
    [FROM] = ENT_ROLE("from", "Party that pays"),
    [TO] = ENT_ROLE("to", "Party that is paid"),
    [AMOUNT] = {.name = "amount",
                .type = ENT_FORMULA,
                .unit = "money",
                ENT_FROM(0),
                .required = true,
                .example = "25m",
                .help = "What is paid, as it is in the period of the trigger"},
    [TRIGGER] = {.name = "trigger",
                 .type = ENT_CONDITION,
                 ENT_ANY,
                 .required = true,
                 .example = "approval",
                 .help = "What has to come true: an event, a condition or a day"},
    [BY] = {.name = "by",
            .type = ENT_DATE,
            ENT_ANY,
            .example = "2030-12-31",
            .help = "Last day on which the trigger counts"},
    [LAG] = ENT_LAG("How long after the period of the trigger it is paid"),
};

enum { OUT_PAID, OUT_TRIGGERED, OUT_OUTSTANDING };
static const ent_output outputs[] = {
    [OUT_PAID] = {"paid", "money", ENT_FLOW, "The amount, in the period of the trigger"},
    [OUT_TRIGGERED] = {"triggered", "1", ENT_EVENT,
                       "1 from the period in which the trigger first holds",
                       .kept = true},
    [OUT_OUTSTANDING] = ENT_OUTSTANDING,
};

static const ent_line_kind lines[] = {{.output = OUT_PAID,
                                       .from = FROM,
                                       .to = TO,
                                       .lag = LAG,
                                       .outstanding = OUT_OUTSTANDING}};

static void apply(const ent_call *c) {
    const double *amount = c->in[AMOUNT], *trigger = c->in[TRIGGER];
    const double *standing = c->standing;
    double *paid = c->out[OUT_PAID], *triggered = c->out[OUT_TRIGGERED];
    EACH {
        const double before = triggered[i], owed = ent_at_least(amount[i], 0);
        const bool first = (trigger[i] != 0) & (standing[i] != 0) & (before == 0);
        paid[i] = first ? owed : 0;
        triggered[i] = first ? 1 : before;
    }
}

/* The term ends with the long stop, if it does not end before. */
static ent_day last_day(const ent_entry *entry, ent_day until) {
    const ent_day by = entry->fields[BY].day;
    if (by == ENT_NO_DAY || until == ENT_NO_DAY)
        return by == ENT_NO_DAY ? until : by;
    return by < until ? by : until;
}

static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    const ent_value *by = &entry->fields[BY], *start = &entry->common[ENT_CLAUSE_START];
    (void)count, (void)arena, (void)data;
    if (by->day == ENT_NO_DAY)
        return true;
    const char *path = ent_problem_text(problems, "%s.by", entry->path);
    if (start->day != ENT_NO_DAY && by->day < start->day) {
        ent_problem *problem =
            ent_problem_add(problems, "E0722", by->at, path,
                            "the last day lies before the clause starts");
        ent_problem_also(problem, start->at, "it starts here");
        return false;
    }
    if (by->day < periods[0].first)
        ent_problem_add(problems, "W0701", by->at, path,
                        "the last day lies before the horizon: nothing is ever paid");
    return true;
}

const ent_clause_kind ENT_ISA(ent_clause_milestone_payment) = {
    .kind = {.name = "milestone_payment",
             .help = "Pays an amount once, when an event or a condition first holds.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields)},
    .sentence = "{from} pays {to} {amount} once, when {trigger}[, {lag} later], {term}.",
    .ends = "{by}",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .lines = lines,
    .line_count = ENT_LENGTH(lines),
    .last_day = last_day,
    .prepare = prepare,
    .apply = apply,
};
