/* One path, payment by payment. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/engine/slice.h"

typedef struct {
    ent_trace *trace;
    const ent_plan *plan;
    size_t agreement;
    bool *happened; /* by event */
} tracer;

static ent_trace_line *add_line(tracer *t, size_t period) {
    ent_trace *trace = t->trace;
    trace->lines = ent_arena_grow(&trace->arena, trace->lines, trace->line_count,
                                  sizeof *trace->lines);
    ent_trace_line *line = &trace->lines[trace->line_count++];
    *line = (ent_trace_line){.period = period, .day = t->plan->periods[period].last};
    return line;
}

/* A period's lines come in the order of computing; shown are transfers, then events, by name. */
static void sort_lines(ent_trace *trace, size_t from) {
    ent_trace_line *lines = trace->lines;
    for (size_t i = from + 1; i < trace->line_count; i++) {
        const ent_trace_line line = lines[i];
        size_t at = i;
        for (; at > from && (lines[at - 1].kind > line.kind ||
                             (lines[at - 1].kind == line.kind &&
                              strcmp(lines[at - 1].name, line.name) > 0));
             at--)
            lines[at] = lines[at - 1];
        lines[at] = line;
    }
}

static void on_period(void *context, ent_slice *slice, size_t a, size_t period) {
    tracer *t = context;
    const ent_agreement_plan *plan = &t->plan->agreements[a];
    if (a != t->agreement)
        return;
    const size_t from_line = t->trace->line_count;
    for (size_t l = 0; l < plan->line_count; l++) {
        const ent_line *from = plan->lines[l];
        const double amount = ent_column(slice, from->amount, period)[0];
        if (amount == 0 || amount - amount != 0)
            continue;
        ent_trace_line *line = add_line(t, period);
        line->kind = ENT_TRACE_TRANSFER;
        line->name = from->name;
        line->from = from->from;
        line->to = from->to;
        line->amount = amount;
        line->marked = from->marked;
        double *sums = from->marked ? t->trace->marked : t->trace->cash;
        if (from->from >= 0)
            sums[from->from] -= amount;
        if (from->to >= 0)
            sums[from->to] += amount;
    }
    for (size_t e = 0; e < plan->event_count; e++) {
        if (t->happened[e] || ent_column(slice, plan->events[e].ref, period)[0] == 0)
            continue;
        t->happened[e] = true;
        ent_trace_line *line = add_line(t, period);
        line->kind = ENT_TRACE_EVENT;
        line->name = plan->events[e].name;
    }
    sort_lines(t->trace, from_line);
    for (size_t w = 0; w < plan->watched_count; w++) {
        const ent_watched *watched = &plan->watched[w];
        const double value = ent_column(slice, watched->ref, period)[0];
        t->trace->series[w].values[period] = watched->negated ? -value : value;
    }
}

static void on_done(void *context, ent_slice *slice) {
    tracer *t = context;
    ent_trace *trace = t->trace;
    const ent_agreement_plan *plan = &t->plan->agreements[t->agreement];
    const size_t n = plan->metric_count;
    trace->metric_count = n;
    trace->metrics = ent_arena_take(&trace->arena, n + 1, sizeof *trace->metrics);
    trace->metric_names =
        ent_arena_take(&trace->arena, n + 1, sizeof *trace->metric_names);
    trace->metric_units =
        ent_arena_take(&trace->arena, n + 1, sizeof *trace->metric_units);
    trace->metric_kinds =
        ent_arena_take(&trace->arena, n + 1, sizeof *trace->metric_kinds);
    for (size_t m = 0; m < n; m++) {
        trace->metrics[m] = ent_column(slice, plan->metrics[m].ref, 0)[0];
        trace->metric_names[m] = plan->metrics[m].name;
        trace->metric_units[m] = plan->metrics[m].unit;
        trace->metric_kinds[m] = plan->metrics[m].kind;
    }
}

static void prepare_series(tracer *t) {
    ent_trace *trace = t->trace;
    const ent_agreement_plan *plan = &t->plan->agreements[t->agreement];
    const size_t periods = t->plan->period_count;
    trace->period_count = periods;
    trace->days = ent_arena_take(&trace->arena, periods, sizeof *trace->days);
    for (size_t p = 0; p < periods; p++)
        trace->days[p] = t->plan->periods[p].last;
    trace->series_count = plan->watched_count;
    trace->series =
        ent_arena_take(&trace->arena, plan->watched_count + 1, sizeof *trace->series);
    for (size_t w = 0; w < plan->watched_count; w++)
        trace->series[w] = (ent_trace_series){
            plan->watched[w].name, plan->watched[w].unit, plan->watched[w].measure,
            ent_arena_take(&trace->arena, periods, sizeof(double))};
}

static bool find_agreement(const ent_plan *plan, const char *name, size_t *found,
                           ent_problems *problems) {
    static const ent_place nowhere;
    const size_t count = plan->agreement_count;
    const char *names[64];
    *found = count - 1;
    for (size_t a = 0; name && a < count; a++) {
        if (a < 64)
            names[a] = plan->agreements[a].name;
        *found = a;
        if (!strcmp(name, plan->agreements[a].name))
            return true;
    }
    if (!name && count)
        return true;
    ent_problem *problem = ent_problem_add(
        problems, "E0308", nowhere, NULL,
        name ? "there is no agreement %s" : "there is no agreement", name);
    if (name)
        problem->help = ent_names_help(problems, name, names, count < 64 ? count : 64,
                                       "the agreements are");
    return false;
}

ent_status ent_trace_path(const ent_plan *plan, const char *agreement, uint64_t path,
                          const ent_run_options *options, ent_trace **out,
                          ent_problems *problems) {
    static const ent_run_options none;
    const ent_scenario *s = plan->scenario;
    const size_t parties = s->parties.count;
    tracer t = {.plan = plan};
    *out = NULL;
    if (!options)
        options = &none;
    if (!find_agreement(plan, agreement, &t.agreement, problems))
        return ENT_USAGE;
    ent_trace *trace = calloc(1, sizeof *trace);
    ent_slice *slice = ent_slice_make(plan);
    if (!trace || !slice) {
        free(trace);
        ent_slice_free(slice);
        ent_problem_add(problems, "E0902", (ent_place){0}, NULL,
                        "there is not enough memory for this path");
        return ENT_FAILED;
    }
    trace->scenario = s;
    trace->agreement = plan->agreements[t.agreement].name;
    trace->path = path;
    trace->seed = options->seed_given ? options->seed : s->seed;
    trace->cash = ent_arena_take(&trace->arena, parties + 1, sizeof *trace->cash);
    trace->marked = ent_arena_take(&trace->arena, parties + 1, sizeof *trace->marked);
    t.trace = trace;
    prepare_series(&t);
    t.happened = ent_arena_take(
        &trace->arena, plan->agreements[t.agreement].event_count + 1, sizeof *t.happened);
    const ent_watcher watcher = {.context = &t, .period = on_period, .done = on_done};
    const ent_chance chance = {trace->seed, options->base_case};
    ent_slice_run(plan, slice, chance, path, 1, &watcher);
    const ent_fault fault = slice->fault;
    ent_slice_free(slice);
    *out = trace;
    if (!fault.found)
        return ENT_OK;
    ent_fault_report(plan, &fault, problems)->help =
        "the lines are what could be computed; look at what this formula reads";
    return ENT_FAILED;
}

void ent_trace_free(ent_trace *trace) {
    if (!trace)
        return;
    ent_arena_free(&trace->arena);
    free(trace);
}
