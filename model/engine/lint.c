#include "model/engine/lint.h"

#include <math.h>
#include <string.h>

#include "model/engine/lint_parts.h"

/* Ended by NULL. */
static ent_lint_check *const of_terms[] = {
    ent_lint_horizon, ent_lint_events,      ent_lint_limits, ent_lint_sizes,
    ent_lint_ranges,  ent_lint_exclusivity, ent_lint_days,   NULL};
static ent_lint_check *const of_file[] = {ent_lint_unused, ent_lint_sources, NULL};

static void run_checks(ent_lint *l, const ent_plan *plan, ent_lint_check *const *checks) {
    l->plan = plan;
    l->scenario = plan->scenario;
    l->units = plan->units;
    l->quantities =
        ent_arena_take(&l->arena, l->scenario->quantities.count + 1, sizeof(ent_node *));
    for (; *checks; checks++)
        (*checks)(l);
    ent_problems_free(&l->silence);
    ent_arena_free(&l->arena);
}

void ent_plan_lint(const ent_plan *plan, ent_problems *problems) {
    ent_lint l = {.problems = problems};
    run_checks(&l, plan, of_terms);
}

void ent_file_lint(const ent_plan *plan, const ent_file_lint_options *options,
                   ent_problems *problems) {
    ent_lint l = {.problems = problems};
    if (options)
        l.options = *options;
    run_checks(&l, plan, of_file);
}

/* ---- After a run ---- */

#define FUTURES_LEAST 1000

/* The clause's term that says its cap, if it gives one. */
static const ent_value *cap_of(const ent_results *r, size_t a, const char *event,
                               const ent_entry **clause) {
    const ent_entries *clauses = &r->scenario->agreements[a].clauses;
    const char *dot = strchr(event, '.');
    for (size_t i = 0; dot && !strcmp(dot, ".capped") && i < clauses->count; i++) {
        const ent_entry *entry = &clauses->items[i];
        const size_t length = strlen(entry->name);
        if (length != (size_t)(dot - event) || strncmp(entry->name, event, length))
            continue;
        *clause = entry;
        return ent_lint_field(entry, "cap");
    }
    return NULL;
}

static void check_caps(const ent_results *r, ent_problems *problems) {
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t i = 0; i < r->agreements[a].event_count; i++) {
            const ent_event_result *e = &r->agreements[a].events[i];
            const ent_entry *clause = NULL;
            const ent_value *cap = cap_of(r, a, e->name, &clause);
            if (!cap || e->probability > 0)
                continue;
            ent_problem *problem = ent_problem_add(
                problems, "W0901", cap->at,
                ent_problem_text(problems, "%s.cap", clause->path),
                "this cap is never reached in %llu futures, so it changes nothing",
                (unsigned long long)r->paths);
            problem->help = "lower it, or leave it out, if that is not what is meant";
        }
}

/* Whether the metric is 0, or its day never comes, in every future of every agreement. */
static bool is_never(const ent_results *r, size_t m) {
    for (size_t a = 0; a < r->agreement_count; a++) {
        const ent_metric_result *metric = &r->agreements[a].metrics[m];
        const bool flag = metric->kind == ENT_FLAG_METRIC && metric->summary.max == 0;
        const bool date = metric->kind == ENT_DATE_METRIC && metric->summary.n == 0;
        if (metric->built_in || !(flag || date))
            return false;
    }
    return true;
}

static void check_metrics(const ent_results *r, ent_problems *problems) {
    const ent_entries *entries = &r->scenario->metrics;
    for (size_t m = 0; m < r->agreements[0].metric_count; m++) {
        const ent_metric_result *metric = &r->agreements[0].metrics[m];
        if (!is_never(r, m))
            continue;
        for (size_t i = 0; i < entries->count; i++) {
            const ent_entry *entry = &entries->items[i];
            if (strcmp(entry->name, metric->name))
                continue;
            ent_problem *problem = ent_problem_add(
                problems, "W0902", entry->common[ENT_METRIC_FORMULA].at, entry->path,
                metric->kind == ENT_DATE_METRIC
                    ? "%s never comes in %llu futures"
                    : "%s does not hold in any of %llu futures",
                entry->name, (unsigned long long)r->paths);
            problem->help = "is there a slip in what it asks for?";
        }
    }
}

void ent_results_lint(const ent_results *r, ent_problems *problems) {
    if (r->base_case || r->where || r->paths < FUTURES_LEAST || !r->agreement_count)
        return;
    check_caps(r, problems);
    check_metrics(r, problems);
}
