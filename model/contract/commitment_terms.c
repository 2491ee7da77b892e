/* The terms of a purchase_commitment: which go together, and what its years hold. */
#include "model/contract/commitment.h"

static const char *path_of(const ent_entry *entry, int field, ent_problems *problems) {
    return ent_problem_text(problems, "%s.%s", entry->path,
                            entry->kind->fields[field].name);
}

static ent_problem *complain(const ent_entry *entry, int field, const char *code,
                             ent_problems *problems, const char *message) {
    return ent_problem_add(problems, code, entry->fields[field].at,
                           path_of(entry, field, problems), "%s", message);
}

/* ---- Which amount ---- */

static bool check_amounts(const ent_entry *entry, ent_problems *problems) {
    static const int fields[] = {COMMITMENT_AMOUNT, COMMITMENT_SCHEDULE,
                                 COMMITMENT_ANNUAL};
    int first = -1;
    for (size_t i = 0; i < 3; i++) {
        if (!entry->fields[fields[i]].given)
            continue;
        if (first >= 0) {
            ent_problem *problem = complain(entry, fields[i], "E0740", problems,
                                            "a commitment has one amount, not two");
            ent_problem_also(problem, entry->fields[first].at, "the first is given here");
            problem->help = "keep `amount` (in all), `schedule` (a sum for each year) or "
                            "`annual` (the same formula every year)";
            return false;
        }
        first = fields[i];
    }
    if (first >= 0)
        return true;
    ent_problem *problem = ent_problem_add(problems, "E0740", entry->at, entry->path,
                                           "the commitment does not say to what amount");
    problem->help =
        "add `amount: 25bn` (in all), `schedule: {2027: 10bn, 2028: 15bn}` or "
        "`annual: 10bn`";
    return false;
}

/* ---- What goes together ---- */

static bool is_true(const ent_entry *entry, int field) {
    return entry->fields[field].number != 0;
}

static bool refuse(const ent_entry *entry, int field, ent_problems *problems,
                   const char *message, const char *help) {
    complain(entry, field, "E0741", problems, message)->help = help;
    return false;
}

static bool check_extension(const ent_entry *entry, ent_problems *problems) {
    const bool extends = entry->fields[COMMITMENT_SHORTFALL].index == SHORTFALL_EXTEND;
    const bool by = entry->fields[COMMITMENT_EXTEND_BY].given;
    if (by && !extends)
        return refuse(entry, COMMITMENT_EXTEND_BY, problems,
                      "`extend_by` says how long, but nothing extends the term",
                      "add `shortfall: extend`, or leave `extend_by` out");
    if (!extends)
        return true;
    if (!by)
        return refuse(entry, COMMITMENT_SHORTFALL, problems,
                      "the term is to be extended, but not how long",
                      "add `extend_by: 1 year`");
    if (!entry->fields[COMMITMENT_AMOUNT].given)
        return refuse(entry, COMMITMENT_SHORTFALL, problems,
                      "a commitment by the year is settled each year, not extended",
                      "write `shortfall: pay` or `none`, or commit to one `amount`");
    if (!entry->common[ENT_CLAUSE_UNTIL].given)
        return refuse(entry, COMMITMENT_SHORTFALL, problems,
                      "a term without an end cannot be extended", "add `until`");
    return true;
}

static bool check_right(const ent_entry *entry, int right, int expiry,
                        ent_problems *problems) {
    if (entry->fields[expiry].given && !is_true(entry, right))
        return refuse(entry, expiry, problems, "there is no such right that could expire",
                      ent_problem_text(problems,
                                       "add `%s: true`, or leave the expiry out",
                                       entry->kind->fields[right].name));
    if (is_true(entry, right) && entry->fields[COMMITMENT_AMOUNT].given)
        return refuse(entry, right, problems,
                      "only a commitment by the year sets years off against one another",
                      "give `schedule` or `annual` instead of `amount`");
    const ent_span span = entry->fields[expiry].span;
    if (!entry->fields[expiry].given ||
        (span.days == 0 && span.months > 0 && span.months % 12 == 0 &&
         span.months <= 12 * ENT_LOTS))
        return true;
    complain(entry, expiry, "E0742", problems,
             "an expiry is a whole number of years, 1 to 10")
        ->help = "write `3 years`; leave it out for a right that lasts to the term's end";
    return false;
}

static bool check_terms(const ent_entry *entry, ent_problems *problems) {
    bool good = check_extension(entry, problems);
    good &= check_right(entry, COMMITMENT_MAKE_UP, COMMITMENT_MAKE_UP_EXPIRY, problems);
    good &= check_right(entry, COMMITMENT_CARRY_FORWARD, COMMITMENT_CARRY_FORWARD_EXPIRY,
                        problems);
    if (good && is_true(entry, COMMITMENT_MAKE_UP) &&
        entry->fields[COMMITMENT_SHORTFALL].index != SHORTFALL_PAY)
        good = refuse(entry, COMMITMENT_MAKE_UP, problems,
                      "where no shortfall is paid there is nothing to make up",
                      "write `shortfall: pay`, or leave `make_up` out");
    return good;
}

/* ---- The term and its years ---- */

ent_day ent_commitment_last_day(const ent_entry *entry, ent_day until) {
    return until != ENT_NO_DAY &&
                   entry->fields[COMMITMENT_SHORTFALL].index == SHORTFALL_EXTEND
               ? ent_day_add(until, entry->fields[COMMITMENT_EXTEND_BY].span)
               : until;
}

/* Days that both stretches share. */
static double overlap(ent_day from, ent_day to, ent_day first, ent_day last) {
    const ent_day a = from > first ? from : first, b = to < last ? to : last;
    return b < a ? 0 : b - a + 1;
}

typedef struct {
    ent_day first, last;
} term;

static term term_of(const ent_entry *entry, const ent_period *periods, size_t count) {
    const ent_day start = entry->common[ENT_CLAUSE_START].day;
    const ent_day end =
        ent_commitment_last_day(entry, entry->common[ENT_CLAUSE_UNTIL].day);
    return (term){start != ENT_NO_DAY && start > periods[0].first ? start
                                                                  : periods[0].first,
                  end != ENT_NO_DAY ? end : periods[count - 1].last};
}

static bool scheduled(const ent_value *schedule, int year, double *amount) {
    for (size_t i = 0; i < schedule->item_count; i++)
        if (schedule->items[i].key_number == year) {
            *amount = schedule->items[i].number;
            return true;
        }
    return false;
}

static bool year_missing(const ent_entry *entry, int year, ent_problems *problems) {
    ent_problem *problem = ent_problem_add(
        problems, "E0716", entry->fields[COMMITMENT_SCHEDULE].at,
        path_of(entry, COMMITMENT_SCHEDULE, problems), "the schedule lacks %d", year);
    problem->help = ent_problem_text(
        problems, "add `%d: ...`; a year without a commitment is `%d: 0`", year, year);
    return false;
}

/* False after a problem: the schedule lacks a year of the term. */
static bool lay_out(const ent_entry *entry, const ent_period *periods, size_t count,
                    ent_commitment *terms, ent_problems *problems) {
    const ent_value *schedule = &entry->fields[COMMITMENT_SCHEDULE];
    const term in = term_of(entry, periods, count);
    int missing = 0;
    for (size_t t = 0; t < count; t++) {
        const ent_period *p = &periods[t];
        const ent_day begins = ent_day_of(p->year, 1, 1),
                      ends = ent_day_of(p->year, 12, 31);
        ent_commitment_period *out = &terms->periods[t];
        *out = (ent_commitment_period){
            .year = (size_t)(p->year - periods[0].year),
            .term_days = overlap(in.first, in.last, begins, ends),
            .days = overlap(in.first, in.last, p->first, p->last),
            .year_days = ends - begins + 1,
            .year_settles = p->last == ends && p->first <= in.last};
        if (out->term_days > 0 && schedule->given && missing != p->year &&
            !scheduled(schedule, p->year, &out->scheduled)) {
            missing = p->year;
            year_missing(entry, p->year, problems);
        }
    }
    return missing == 0;
}

/* A settlement that falls after the horizon is never made. */
static void warn_unsettled(const ent_entry *entry, const ent_period *last, bool yearly,
                           ent_problems *problems) {
    const ent_value *until = &entry->common[ENT_CLAUSE_UNTIL];
    const ent_day end = ent_commitment_last_day(entry, until->day);
    char day[11];
    if (end == ENT_NO_DAY || end <= last->last)
        return;
    if (yearly && last->last == ent_day_of(last->year, 12, 31))
        return;
    ent_problem *problem = ent_problem_add(
        problems, "W0720", until->at, ent_problem_text(problems, "%s.until", entry->path),
        yearly ? "the horizon ends within a year of the commitment, so that year's "
                 "shortfall is never settled"
        : end != until->day
            ? "the commitment, once extended, ends after the horizon, so its shortfall "
              "is "
              "never settled"
            : "the commitment ends after the horizon, so its shortfall is never settled");
    problem->help = ent_problem_text(
        problems,
        yearly ? "end it within the horizon, or extend the horizon to the "
                 "end of a year"
               : "end it within the horizon, or extend the horizon to %s",
        ent_day_write(end, day));
}

static ent_set_off set_off(const ent_entry *entry, int right, int expiry) {
    const bool expires = entry->fields[expiry].given;
    const size_t years = (size_t)entry->fields[expiry].span.months / 12;
    return (ent_set_off){!is_true(entry, right) ? 0 : expires ? years : 1, expires};
}

bool ent_commitment_prepare(const ent_entry *entry, const ent_period *periods,
                            size_t count, ent_arena *arena, const void **data,
                            ent_problems *problems) {
    ent_commitment *terms = ent_arena_take(arena, 1, sizeof *terms);
    if (!check_amounts(entry, problems) || !check_terms(entry, problems))
        return false;
    terms->scheduled = entry->fields[COMMITMENT_SCHEDULE].given;
    terms->yearly = terms->scheduled || entry->fields[COMMITMENT_ANNUAL].given;
    terms->payable = entry->fields[COMMITMENT_SHORTFALL].index == SHORTFALL_NONE ? 0 : 1;
    terms->make_up = set_off(entry, COMMITMENT_MAKE_UP, COMMITMENT_MAKE_UP_EXPIRY);
    terms->carry_forward =
        set_off(entry, COMMITMENT_CARRY_FORWARD, COMMITMENT_CARRY_FORWARD_EXPIRY);
    terms->periods = ent_arena_take(arena, count, sizeof *terms->periods);
    *data = terms;
    warn_unsettled(entry, &periods[count - 1], terms->yearly, problems);
    return lay_out(entry, periods, count, terms, problems);
}
