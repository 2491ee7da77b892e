/* Checks of days against the periods: what comes too late, is cut short, or lies before it all. */
#include <stdio.h>
#include <string.h>

#include "model/engine/lint_parts.h"
#include "model/number.h"

/* The day a condition is, if it is one. */
static ent_day day_of(ent_lint *l, const ent_value *condition) {
    ent_day day = ENT_NO_DAY;
    if (condition && condition->text && ent_day_read(condition->text, &day))
        return day;
    return ent_lint_day(l, condition);
}

static ent_day start_of(ent_lint *l, const ent_entry *clause) {
    const ent_day start = ent_lint_day(l, &clause->common[ENT_CLAUSE_START]);
    return start != ENT_NO_DAY && start > l->scenario->start ? start : l->scenario->start;
}

/* ---- Events of the last period ---- */

/* Clauses that count events, and the last day on which they do. */
static const struct {
    const char *kind, *last, *event;
} counting[] = {
    {"milestone_payment", "by", "trigger"},
    {"milestone_payment", "until", "trigger"},
    {"equity_stake", "until", "exit"},
    {"first_rights", "until", "offers"},
};

/* Offers that are a rate count by days, so that none is lost. */
static bool is_rate(ent_lint *l, const char *name) {
    const ent_entries *drivers = &l->scenario->drivers;
    const ent_entries *quantities = &l->scenario->quantities;
    for (size_t i = 0; i < drivers->count; i++)
        if (!strcmp(drivers->items[i].name, name))
            return !drivers->items[i].kind ||
                   strcmp(drivers->items[i].kind->name, "poisson") != 0;
    for (size_t i = 0; i < quantities->count; i++)
        if (!strcmp(quantities->items[i].name, name))
            return strstr(l->plan->quantity_units[i], "year") != NULL;
    return true;
}

static bool counts(ent_lint *l, const ent_value *event, const ent_period *in) {
    const ent_day day = event ? day_of(l, event) : ENT_NO_DAY;
    return event && (day == ENT_NO_DAY || (day >= in->first && day <= in->last));
}

static void check_last(ent_lint *l, const ent_entry *clause, const char *last,
                       const char *event) {
    const ent_value *value = ent_lint_field(clause, last);
    const ent_day day = ent_lint_day(l, value);
    const ent_period *p = l->plan->periods;
    const int t = day == ENT_NO_DAY ? -1 : ent_period_of(p, l->plan->period_count, day);
    const ent_value *what = ent_lint_field(clause, event);
    char text[3][11];
    if (t < 0 || p[t].last == day || !counts(l, what, &p[t]) ||
        (!strcmp(event, "offers") && is_rate(l, what->text)))
        return;
    ent_day_write(day, text[0]);
    ent_day_write(p[t].last, text[1]);
    ent_day_write(p[t].first - 1, text[2]);
    ent_problem *problem = ent_problem_add(
        l->problems, "W0723", value->at, ent_lint_path(l, clause, last),
        "what happens in the period to %s comes too late: events fall at a period's end, "
        "and the last day is %s",
        text[1], text[0]);
    problem->help = ent_problem_text(l->problems,
                                     "write %s to count that period, or %s to leave it "
                                     "out on purpose",
                                     text[1], text[2]);
}

static void check_events(ent_lint *l, const ent_entry *clause) {
    for (size_t i = 0; i < ENT_LENGTH(counting); i++)
        if (!strcmp(counting[i].kind, clause->kind->name))
            check_last(l, clause, counting[i].last, counting[i].event);
}

/* ---- A stake that is never marked ---- */

static void check_stake(ent_lint *l, const ent_entry *clause) {
    const ent_value *until = &clause->common[ENT_CLAUSE_UNTIL];
    const ent_day day = ent_lint_day(l, until);
    char text[11];
    if (strcmp(clause->kind->name, "equity_stake") || ent_lint_field(clause, "exit") ||
        day == ENT_NO_DAY || day < l->scenario->start || day >= l->scenario->end)
        return;
    ent_problem_add(
        l->problems, "W0724", until->at, ent_lint_path(l, clause, "until"),
        "the stake is gone before the horizon ends, so it is never marked and "
        "worth nothing")
        ->help = ent_problem_text(l->problems,
                                  "write `exit: %s` instead, to mark it then; or leave "
                                  "`until` out",
                                  ent_day_write(day, text));
}

/* ---- Years of a schedule that are cut short ---- */

static void check_cut(ent_lint *l, const ent_entry *clause, const ent_item *item,
                      ent_day first, ent_day last) {
    const int year = (int)item->key_number;
    const ent_day begins = ent_day_of(year, 1, 1), ends = ent_day_of(year, 12, 31);
    const ent_day from = first > begins ? first : begins, to = last < ends ? last : ends;
    const int days = to - from + 1, all = ends - begins + 1;
    if (days <= 0 || days == all || !(item->number > 0))
        return;
    ent_problem *problem = ent_problem_add(
        l->problems, "W0725", item->at, ent_lint_path(l, clause, "schedule"),
        "only %d of the %d days of %d count, so that share of %s is owed", days, all,
        year, item->text);
    problem->help = ent_problem_text(
        l->problems, "to owe %s in full in these days, write %.6g times as much",
        item->text, (double)all / days);
}

/* An `until` within a year is meant to cut it; what ends after the horizon has W0720. */
static void check_schedule(ent_lint *l, const ent_entry *clause) {
    const ent_value *schedule = ent_lint_field(clause, "schedule");
    const ent_day until = ent_lint_day(l, &clause->common[ENT_CLAUSE_UNTIL]);
    const ent_day far = ent_day_of(2199, 12, 31);
    if (!schedule || strcmp(clause->kind->name, "purchase_commitment"))
        return;
    for (size_t i = 0; i < schedule->item_count; i++)
        check_cut(l, clause, &schedule->items[i], start_of(l, clause),
                  until == ENT_NO_DAY ? l->scenario->end : far);
}

/* ---- Days before the horizon ---- */

static const struct {
    const char *kind, *field, *effect;
} events[] = {
    {"milestone_payment", "trigger", "so the amount is paid in the first one"},
    {"equity_stake", "exit", "so the stake is marked in the first one"},
    {"warrant", "exercise", "so it is exercised as soon as it is worth something"},
    {"event_terms", "event", "so the event occurs in the first one"},
};

static void check_before(ent_lint *l, const ent_entry *clause) {
    for (size_t i = 0; i < ENT_LENGTH(events); i++) {
        const ent_value *value = ent_lint_field(clause, events[i].field);
        const ent_day day = value ? day_of(l, value) : ENT_NO_DAY;
        if (strcmp(events[i].kind, clause->kind->name) || day == ENT_NO_DAY ||
            day >= l->scenario->start)
            continue;
        ent_problem_add(
            l->problems, "W0726", value->at, ent_lint_path(l, clause, events[i].field),
            "this day lies before the simulated periods, %s", events[i].effect)
            ->help =
            "leave the clause out if that is over and done; or is the year right?";
    }
}

/* ---- Lags beyond the horizon ---- */

static void check_lag(ent_lint *l, const ent_entry *clause) {
    const ent_value *lag = ent_lint_field(clause, "lag");
    const ent_period *first = &l->plan->periods[0];
    if (!lag || ent_day_after(first, lag->span) <= l->scenario->end)
        return;
    ent_problem *problem =
        ent_problem_add(l->problems, "W0727", lag->at, ent_lint_path(l, clause, "lag"),
                        "with a lag of %s everything falls after the horizon", lag->text);
    ent_problem_also(problem, l->scenario->horizon_at, "the horizon");
    problem->help = "write a shorter lag, or extend the horizon";
}

void ent_lint_days(ent_lint *l) {
    for (size_t a = 0; a < l->scenario->agreement_count; a++)
        for (size_t i = 0; i < l->scenario->agreements[a].clauses.count; i++) {
            const ent_entry *clause = &l->scenario->agreements[a].clauses.items[i];
            check_events(l, clause);
            check_stake(l, clause);
            check_schedule(l, clause);
            check_before(l, clause);
            check_lag(l, clause);
        }
}
