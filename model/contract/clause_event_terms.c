/* event_terms: from an event to its effect under the agreement.
 *
 *   occurred(t)  = 1 from the period in which `event` first holds while in force
 *   effective(t) = 1 from the period that holds the day: end of the first period in which the
 *                  event has occurred and `verified` holds, plus `lag`
 *
 * The source is the usual wording: "Upon [event], as verified by [an independent panel], the
 * rights under [sections] shall end [months] after the verification."  Other clauses name the
 * effect: `ends_on: panel.effective`.
 *
 * - An event that has occurred stays so: `verified` is asked in its period and in every later
 * one in which the clause is in force, so that a verification may come later.  The lag runs
 * from the later of the two.
 * - Both fall at their period's end, and so does the effect, at the end of the period that
 * holds the day after the lag.  Without a lag it is the same period.
 * - Once the lag runs, nothing stops it: not an event that is over, not the term's end.
 * - It moves no money. */
#include "model/contract/clause_help.h"

enum { EVENT, VERIFIED, LAG };
static const ent_field fields[] = {
    [EVENT] = {.name = "event",
               .type = ENT_CONDITION,
               ENT_ANY,
               .required = true,
               .example = "agi",
               .help = "What has to occur: a driver, a condition or a day"},
    [VERIFIED] = {.name = "verified",
                  .type = ENT_CONDITION,
                  ENT_ANY,
                  .standard = "true",
                  .example = "panel_agrees",
                  .help = "Whether it counts; asked from its period on, until it does"},
    [LAG] = {.name = "lag",
             .type = ENT_SPAN,
             ENT_ANY,
             .standard = "0 days",
             .example = "6 months",
             .help = "How long after it is verified it takes effect"},
};

enum { OUT_EFFECTIVE, OUT_OCCURRED };
static const ent_output outputs[] = {
    [OUT_EFFECTIVE] = {"effective", "1", ENT_EVENT,
                       "1 from the period in which it takes effect"},
    [OUT_OCCURRED] = {"occurred", "1", ENT_EVENT,
                      "1 from the period in which the event occurs, verified or not",
                      .kept = true},
};

/* DUE: 1 + the period in which it takes effect, 0 until it is verified. */
enum { DUE, STATES };

static void apply(const ent_call *c) {
    const double now = (double)c->t + 1, then = ((const double *)c->data)[c->t] + 1;
    const double *event = c->in[EVENT], *standing = c->standing;
    const double *verified = ent_column_or(c->in[VERIFIED], ENT_ISA(ent_column_one));
    double *due = c->state[DUE];
    double *occurred = c->out[OUT_OCCURRED], *effective = c->out[OUT_EFFECTIVE];
    EACH {
        const double in_force = standing[i], day = due[i];
        const double occurs = event[i] != 0 ? in_force : 0;
        const double is = ent_at_least(occurred[i], occurs);
        const double counts = verified[i] != 0 ? is * in_force : 0;
        const double effect = ((day == 0) & (counts != 0)) ? then : day;
        occurred[i] = is;
        due[i] = effect;
        effective[i] = ((effect != 0) & (effect <= now)) ? 1 : 0;
    }
}

/* `data` is, for each period, the one in which what is verified in it takes effect. */
static bool prepare(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_arena *arena, const void **data, ent_problems *problems) {
    (void)problems;
    *data = ent_periods_after(arena, periods, count, entry->fields[LAG].span);
    return true;
}

const ent_clause_kind ENT_ISA(ent_clause_event_terms) = {
    .kind = {.name = "event_terms",
             .help =
                 "Turns an event into its effect under the agreement: verified or not, "
                 "after a delay; other clauses say `ends_on: NAME.effective`.",
             .fields = fields,
             .field_count = ENT_LENGTH(fields)},
    .sentence = "Once {event}[, and verified ({verified})], it takes effect"
                "[ {lag} later][!lag  at once]. It counts {term}.",
    .outputs = outputs,
    .output_count = ENT_LENGTH(outputs),
    .state_count = STATES,
    .prepare = prepare,
    .apply = apply,
};
