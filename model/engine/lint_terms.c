/* Checks of what clauses and drivers say. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/engine/lint_parts.h"
#include "model/number.h"

typedef void visitor(ent_lint *, const ent_entry *);

static void each_clause(ent_lint *l, visitor *visit) {
    for (size_t a = 0; a < l->scenario->agreement_count; a++)
        for (size_t i = 0; i < l->scenario->agreements[a].clauses.count; i++)
            visit(l, &l->scenario->agreements[a].clauses.items[i]);
}

static void each_driver(ent_lint *l, visitor *visit) {
    for (size_t i = 0; i < l->scenario->drivers.count; i++)
        visit(l, &l->scenario->drivers.items[i]);
}

/* The assumption that a field names, or NULL. */
static const ent_entry *named(ent_lint *l, const ent_value *value) {
    const ent_entries *assumptions = &l->scenario->assumptions;
    for (size_t i = 0; i < assumptions->count; i++)
        if (!strcmp(assumptions->items[i].name, value->text))
            return &assumptions->items[i];
    return NULL;
}

static void show_named(ent_lint *l, ent_problem *problem, const ent_value *value) {
    const ent_entry *assumption = named(l, value);
    if (assumption)
        ent_problem_also(problem, assumption->common[ENT_ASSUMPTION_VALUE].at,
                         "the value");
}

/* ---- The horizon ---- */

static void check_day(ent_lint *l, const ent_entry *clause, const ent_field *field,
                      const ent_value *value) {
    const ent_day day = field->type == ENT_DATE ? ent_lint_day(l, value) : ENT_NO_DAY;
    char text[11];
    if (day == ENT_NO_DAY || day <= l->scenario->end || !strcmp(field->name, "start"))
        return;
    ent_problem *problem = ent_problem_add(
        l->problems, "W0702", value->at, ent_lint_path(l, clause, field->name),
        "the horizon ends before this day, %s: what comes after it is not simulated",
        ent_day_write(day, text));
    ent_problem_also(problem, l->scenario->horizon_at, "the horizon");
    problem->help =
        ent_problem_text(l->problems,
                         "extend the horizon to %s, or say that the rest is left out on "
                         "purpose: -W no-W0702",
                         text);
}

static void check_days(ent_lint *l, const ent_entry *clause) {
    const ent_kind *common = &ent_section_clause;
    /* A commitment to a total then settles nothing and has its own word, W0720; one by the year
     * only loses its later years. */
    const bool settles = !strcmp(clause->kind->name, "purchase_commitment") &&
                         ent_lint_field(clause, "amount");
    for (size_t f = 0; f < common->field_count && !settles; f++)
        check_day(l, clause, &common->fields[f], &clause->common[f]);
    for (size_t f = 0; f < clause->kind->field_count; f++)
        check_day(l, clause, &clause->kind->fields[f], &clause->fields[f]);
}

void ent_lint_horizon(ent_lint *l) {
    each_clause(l, check_days);
}

/* ---- What can never happen ---- */

/* Conditions without which a clause is idle, and what their absence means. */
static const struct {
    const char *kind; /* NULL: every clause */
    const char *field, *effect, *help;
    bool
        switched; /* an assumption may well switch it off: only what names nothing is a slip */
} conditions[] = {
    {NULL, "when", "so the clause is never in force",
     "`enabled: false` switches a clause off", false},
    {NULL, "ends_on", "so it never ends the clause", "leave `ends_on` out", false},
    {"first_rights", "able", "so no offer is ever taken", "say when the holder can",
     false},
    {"event_terms", "event", "so the event never takes effect",
     "name a flag that may come", false},
    {"event_terms", "verified", "so the event never takes effect",
     "name a flag: an assumption that is 0 or 1, or an event", true},
    {"warrant", "exercise", "so only the end of the term marks it",
     "leave `exercise` out", false},
    {"milestone_payment", "trigger", "so nothing is ever paid",
     "name a flag that may come", false},
};

static void check_conditions(ent_lint *l, const ent_entry *clause) {
    for (size_t i = 0; i < ENT_LENGTH(conditions); i++) {
        const ent_value *value = ent_lint_field(clause, conditions[i].field);
        if (!value || !ent_lint_never(l, value) ||
            (conditions[i].switched && ent_lint_names(l, value)) ||
            (conditions[i].kind && strcmp(conditions[i].kind, clause->kind->name)))
            continue;
        ent_problem *problem =
            ent_problem_add(l->problems, "W0704", value->at,
                            ent_lint_path(l, clause, conditions[i].field),
                            "this never holds, %s", conditions[i].effect);
        problem->help = conditions[i].help;
        show_named(l, problem, value);
    }
}

static void check_hazard(ent_lint *l, const ent_entry *driver) {
    const ent_value *rate = ent_lint_field(driver, "rate");
    if (!driver->kind || strcmp(driver->kind->name, "hazard") || !rate ||
        !ent_lint_never(l, rate))
        return;
    ent_problem *problem =
        ent_problem_add(l->problems, "W0703", rate->at, ent_lint_path(l, driver, "rate"),
                        "at a rate of 0 the event never comes");
    problem->help = "write the events expected a year, as in 10%";
    show_named(l, problem, rate);
}

void ent_lint_events(ent_lint *l) {
    each_clause(l, check_conditions);
    each_driver(l, check_hazard);
}

/* ---- Caps and guarantees ---- */

static void compare(ent_lint *l, const ent_entry *clause, const char *code,
                    const char *const names[2]) {
    const ent_value *cap = ent_lint_field(clause, names[0]);
    const ent_value *floor = ent_lint_field(clause, names[1]);
    double most, least;
    char text[2][64];
    if (!ent_lint_known(l, cap, &most) || !ent_lint_known(l, floor, &least))
        return;
    const bool reached = code[4] == '2';
    if (most > least || (most == least && !reached))
        return;
    ent_number_write(most, text[0], sizeof text[0]);
    ent_number_write(least, text[1], sizeof text[1]);
    ent_problem *problem = ent_problem_add(
        l->problems, code, cap->at, ent_lint_path(l, clause, names[0]),
        reached ? "the cap, %s, is reached before the start: %s is already paid"
                : "the cap, %s, is below what is guaranteed for one year, %s",
        text[0], text[1]);
    ent_problem_also(problem, floor->at, reached ? "already paid" : "guaranteed a year");
    problem->help = reached
                        ? "the clause pays nothing: raise the cap, or check what "
                          "`paid_to_date` counts"
                        : "raise the cap, or lower the guarantee: the cap counts first";
}

static void check_limits(ent_lint *l, const ent_entry *clause) {
    static const char *const guarantee[] = {"cap", "minimum"};
    static const char *const paid[] = {"cap", "paid_to_date"};
    compare(l, clause, "W0711", guarantee);
    compare(l, clause, "W0712", paid);
}

void ent_lint_limits(ent_lint *l) {
    each_clause(l, check_limits);
}

/* ---- Forgotten percent signs ---- */

#define RATE_MOST 3 /* 300% a year */

/* Whether the field says how fast its driver grows or spreads: `long_run_growth`, but not
 * `volatility_speed`. */
static bool is_growth(const char *name) {
    static const char *const ends[] = {"drift", "growth", "volatility"};
    const size_t length = strlen(name);
    for (size_t i = 0; i < ENT_LENGTH(ends); i++) {
        const size_t end = strlen(ends[i]);
        if (length >= end && !strcmp(name + length - end, ends[i]))
            return true;
    }
    return !strcmp(name, "p") || !strcmp(name, "q"); /* of adoption */
}

static void check_size(ent_lint *l, const ent_entry *driver, size_t f) {
    const ent_field *field = &driver->kind->fields[f];
    const ent_value *value = &driver->fields[f];
    double x;
    if (!is_growth(field->name) || !ent_lint_known(l, value, &x) ||
        !(fabs(x) > RATE_MOST))
        return;
    ent_problem *problem = ent_problem_add(
        l->problems, "W0707", value->at, ent_lint_path(l, driver, field->name),
        "%s is %.6g, that is %.6g%% a year", field->name, x, 100 * x);
    if (fabs(x) <= 300)
        problem->help = ent_problem_text(l->problems, "did you mean %.6g%%%s?", x,
                                         strstr(value->text, "/year") ? "/year" : "");
    show_named(l, problem, value);
}

static void check_sizes(ent_lint *l, const ent_entry *driver) {
    for (size_t f = 0; driver->kind && f < driver->kind->field_count; f++) {
        const ent_value *value = &driver->fields[f];
        check_size(l, driver, f);
        for (size_t i = 0; i < value->row_count; i++)
            for (size_t k = 0; k < value->rows[i].kind->field_count; k++)
                check_size(l, &value->rows[i], k);
    }
}

void ent_lint_sizes(ent_lint *l) {
    each_driver(l, check_sizes);
}

static void check_range(ent_lint *l, const ent_entry *assumption) {
    const ent_value *value = &assumption->common[ENT_ASSUMPTION_VALUE];
    const ent_value *range = &assumption->common[ENT_ASSUMPTION_RANGE];
    if (!value->given || value->day != ENT_NO_DAY || range->item_count != 2)
        return;
    const double x = value->number, low = range->items[0].number,
                 high = range->items[1].number;
    if (x >= low && x <= high)
        return;
    ent_problem *problem =
        ent_problem_add(l->problems, "W0713", value->at,
                        ent_problem_text(l->problems, "%s.value", assumption->path),
                        "%s is %s, outside its range of %s to %s", assumption->name,
                        value->text, range->items[0].text, range->items[1].text);
    ent_problem_also(problem, range->items[0].at, "the range");
    problem->help = x / 100 >= low && x / 100 <= high
                        ? ent_problem_text(l->problems, "did you mean %s%%?", value->text)
                        : "look at its scale, or widen `range`";
}

void ent_lint_ranges(ent_lint *l) {
    for (size_t i = 0; i < l->scenario->assumptions.count; i++)
        check_range(l, &l->scenario->assumptions.items[i]);
}

/* ---- Exclusivity ---- */

static bool same_text(const ent_value *a, const ent_value *b) {
    return a && b ? !strcmp(a->text, b->text) : !a && !b;
}

static bool overlap(ent_lint *l, const ent_entry *a, const ent_entry *b) {
    const ent_entry *const both[] = {a, b};
    ent_day start[2], until[2];
    for (int i = 0; i < 2; i++) {
        if (ent_lint_field(both[i], "when"))
            return false; /* the one may hold only where the other does not */
        start[i] = ent_lint_day(l, &both[i]->common[ENT_CLAUSE_START]);
        until[i] = ent_lint_day(l, &both[i]->common[ENT_CLAUSE_UNTIL]);
    }
    for (int i = 0; i < 2; i++)
        if (until[i] != ENT_NO_DAY && start[!i] != ENT_NO_DAY && until[i] < start[!i])
            return false;
    return true;
}

static void check_pair(ent_lint *l, const ent_entry *a, const ent_entry *b) {
    const ent_value *holder[] = {ent_lint_field(a, "holder"),
                                 ent_lint_field(b, "holder")};
    if (strcmp(a->kind->name, "exclusivity") || strcmp(b->kind->name, "exclusivity") ||
        same_text(holder[0], holder[1]) ||
        !same_text(ent_lint_field(a, "grantor"), ent_lint_field(b, "grantor")) ||
        !same_text(ent_lint_field(a, "scope"), ent_lint_field(b, "scope")) ||
        !overlap(l, a, b))
        return;
    ent_problem *problem = ent_problem_add(
        l->problems, "W0705", holder[1]->at, ent_lint_path(l, b, "holder"),
        "%s and %s are both alone in the same right at the same time", holder[0]->text,
        holder[1]->text);
    ent_problem_also(problem, holder[0]->at, "also exclusive");
    problem->help = "tell the two apart by `scope`, or end one before the other starts";
}

void ent_lint_exclusivity(ent_lint *l) {
    for (size_t a = 0; a < l->scenario->agreement_count; a++) {
        const ent_entries *clauses = &l->scenario->agreements[a].clauses;
        for (size_t i = 0; i < clauses->count; i++)
            for (size_t j = i + 1; j < clauses->count; j++)
                check_pair(l, &clauses->items[i], &clauses->items[j]);
    }
}
