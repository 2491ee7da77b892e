#include "scenarios/reader/horizon.h"

#include <string.h>

#include "scenarios/reader/entries.h"
#include "scenarios/scenarios.h"

/* The day of a field that must be written as a date; ENT_NO_DAY after a problem. */
static ent_day written_day(ent_reading *r, const ent_value *value, const char *path) {
    if (value->given && value->text != NULL && value->day == ENT_NO_DAY &&
        ent_name_valid(value->text, false)) {
        ent_problem_add(r->problems, "E0211", value->at, path, "`%s` is not a date",
                        value->text)
            ->help = "the horizon's days are fixed: write a date, like 2030-12-31";
    }
    return value->given ? value->day : ENT_NO_DAY;
}

/* How many periods the horizon would have, without cutting them. */
static long periods_of(const ent_scenario *s, ent_step_size step) {
    static const int months[] = {
        [ENT_DAILY] = 0, [ENT_MONTHLY] = 1, [ENT_QUARTERLY] = 3, [ENT_YEARLY] = 12};
    int year[2], month[2], day;
    if (step == ENT_DAILY) {
        return (long)s->end - s->start + 1;
    }
    ent_day_split(s->start, &year[0], &month[0], &day);
    ent_day_split(s->end, &year[1], &month[1], &day);
    long place[2];
    for (int i = 0; i < 2; i++) {
        place[i] = (12L * year[i] + month[i] - 1) / months[step];
    }
    return place[1] - place[0] + 1;
}

static void tell_too_many(ent_reading *r, ent_place at) {
    static const char *const steps[] = {[ENT_DAILY] = "day",
                                        [ENT_MONTHLY] = "month",
                                        [ENT_QUARTERLY] = "quarter",
                                        [ENT_YEARLY] = "year"};
    const ent_scenario *s = r->scenario;
    ent_step_size fits = s->step;
    ent_problem *problem = ent_problem_add(
        r->problems, "E0721", at, "horizon.step",
        "the horizon would have %ld periods, and at most %d can be simulated",
        periods_of(s, s->step), ENT_PERIODS);
    while (fits != ENT_YEARLY && periods_of(s, fits) > ENT_PERIODS) {
        fits = (ent_step_size)(fits + 1);
    }
    if (periods_of(s, fits) <= ENT_PERIODS) {
        problem->help = ent_problem_text(r->problems,
                                         "write `step: %s` (%ld periods), or end earlier",
                                         steps[fits], periods_of(s, fits));
    } else {
        problem->help = "choose an earlier end";
    }
}

static void check_horizon(ent_reading *r, const ent_value *v) {
    ent_scenario *s = r->scenario;
    if (s->start == ENT_NO_DAY || s->end == ENT_NO_DAY) {
        return;
    }
    if (s->end < s->start) {
        ent_problem *problem =
            ent_problem_add(r->problems, "E0720", v[ENT_HORIZON_END].at, "horizon.end",
                            "the horizon ends before it starts");
        ent_problem_also(problem, v[ENT_HORIZON_START].at, "it starts here");
    } else if (periods_of(s, s->step) > ENT_PERIODS) {
        tell_too_many(r,
                      v[ENT_HORIZON_STEP].given ? v[ENT_HORIZON_STEP].at : s->horizon_at);
    }
}

void ent_horizon_read(ent_reading *r, const ent_yaml *root) {
    ent_scenario *s = r->scenario;
    const ent_yaml_pair *pair = ent_yaml_pair_of(root, "horizon");
    if (pair == NULL) {
        ent_problem_add(r->problems, "E0202", root->at, "horizon", "`horizon` is missing")
            ->help = "add `horizon: {start: 2026-04-27, end: 2032-12-31, step: quarter}`";
        return;
    }
    s->horizon_at = pair->at;
    if (pair->value->kind != ENT_YAML_MAP) {
        ent_problem_add(r->problems, "E0204", pair->value->at, "horizon",
                        "`horizon` must be a map")
            ->help = "write {start: 2026-04-27, end: 2032-12-31, step: quarter}";
        return;
    }
    ent_entry entry = {.name = "horizon", .at = pair->at, .path = "horizon"};
    ent_entry_read_plain(r, &ent_section_horizon, pair->value, NULL, &entry);
    const ent_value *v = entry.common;
    s->start = written_day(r, &v[ENT_HORIZON_START], "horizon.start");
    s->end = written_day(r, &v[ENT_HORIZON_END], "horizon.end");
    s->step = (ent_step_size)v[ENT_HORIZON_STEP].index;
    check_horizon(r, v);
}

/* --- terms --- */

/* The day a field says, be it by the name of an assumption. */
static ent_day day_of(const ent_scenario *s, const ent_value *value) {
    if (!value->given || value->text == NULL || value->day != ENT_NO_DAY) {
        return value->given ? value->day : ENT_NO_DAY;
    }
    for (size_t i = 0; i < s->assumptions.count; i++) {
        if (strcmp(s->assumptions.items[i].name, value->text) == 0) {
            return s->assumptions.items[i].common[ENT_ASSUMPTION_VALUE].day;
        }
    }
    return ENT_NO_DAY;
}

static void check_term(ent_reading *r, const ent_entry *clause) {
    const ent_value *start = &clause->common[ENT_CLAUSE_START];
    const ent_value *until = &clause->common[ENT_CLAUSE_UNTIL];
    const ent_scenario *s = r->scenario;
    ent_day first = day_of(s, start), last = day_of(s, until);
    const char *path = ent_path_join(&r->scenario->arena, clause->path, "until");
    if (first != ENT_NO_DAY && last != ENT_NO_DAY && last < first) {
        ent_problem *problem = ent_problem_add(r->problems, "E0722", until->at, path,
                                               "the clause ends before it starts");
        ent_problem_also(problem, start->at, "it starts here");
    } else if (last != ENT_NO_DAY && s->start != ENT_NO_DAY && last < s->start) {
        ent_problem *problem =
            ent_problem_add(r->problems, "W0701", until->at, path,
                            "the clause ends before the horizon starts: it does nothing");
        ent_problem_also(problem, s->horizon_at, "the horizon");
    }
    if (first != ENT_NO_DAY && s->end != ENT_NO_DAY && first > s->end) {
        ent_problem *problem =
            ent_problem_add(r->problems, "W0701", start->at,
                            ent_path_join(&r->scenario->arena, clause->path, "start"),
                            "the clause starts after the horizon ends: it does nothing");
        ent_problem_also(problem, s->horizon_at, "the horizon");
    }
}

void ent_terms_check(ent_reading *r) {
    const ent_scenario *s = r->scenario;
    for (size_t i = 0; i < s->agreement_count; i++) {
        for (size_t k = 0; k < s->agreements[i].clauses.count; k++) {
            check_term(r, &s->agreements[i].clauses.items[k]);
        }
    }
}
