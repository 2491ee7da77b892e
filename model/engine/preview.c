/* The results of a plan before anything is simulated: all names, to which a run adds its numbers. */
#include "model/engine/plan.h"

static void add_metrics(ent_results *r, const ent_agreement_plan *plan,
                        ent_agreement_result *a) {
    a->metric_count = plan->metric_count + plan->total_count;
    a->metrics = ent_arena_take(&r->arena, a->metric_count, sizeof *a->metrics);
    for (size_t m = 0; m < plan->metric_count; m++) {
        const ent_metric_plan *from = &plan->metrics[m];
        a->metrics[m] = (ent_metric_result){.name = from->name,
                                            .title = from->title,
                                            .unit = from->unit,
                                            .kind = from->kind,
                                            .built_in = from->built_in};
    }
    for (size_t t = 0; t < plan->total_count; t++)
        a->metrics[plan->metric_count + t] =
            (ent_metric_result){.name = plan->totals[t].name,
                                .unit = plan->totals[t].unit,
                                .kind = ENT_NUMBER_METRIC,
                                .built_in = true};
}

static void add_series(ent_results *r, const ent_agreement_plan *plan,
                       ent_agreement_result *a) {
    a->series_count = plan->watched_count;
    a->series = ent_arena_take(&r->arena, a->series_count, sizeof *a->series);
    for (size_t w = 0; w < a->series_count; w++)
        a->series[w] = (ent_series_result){.name = plan->watched[w].name,
                                           .title = plan->watched[w].title,
                                           .unit = plan->watched[w].unit,
                                           .measure = plan->watched[w].measure};
    a->event_count = plan->event_count;
    a->events = ent_arena_take(&r->arena, a->event_count, sizeof *a->events);
    for (size_t e = 0; e < a->event_count; e++) {
        a->events[e].name = plan->events[e].name;
        a->events[e].title = plan->events[e].title;
    }
}

static void add_comparison(ent_results *r, const ent_plan *plan,
                           const ent_agreement_plan *of) {
    ent_comparison *c = &r->comparisons[r->comparison_count++];
    c->agreement = of->name;
    c->baseline = plan->agreements[plan->baseline].name;
    c->metric_count = of->metric_count;
    c->metrics = ent_arena_take(&r->arena, c->metric_count, sizeof *c->metrics);
    for (size_t m = 0; m < c->metric_count; m++)
        c->metrics[m] = (ent_difference_result){.name = of->metrics[m].name,
                                                .title = of->metrics[m].title,
                                                .unit = of->metrics[m].unit,
                                                .kind = of->metrics[m].kind};
}

void ent_plan_preview(const ent_plan *plan, ent_results *r) {
    const bool compares = plan->baseline < plan->agreement_count;
    *r = (ent_results){.scenario = plan->scenario,
                       .plan = plan,
                       .periods = plan->periods,
                       .period_count = plan->period_count,
                       .first_year = plan->first_year,
                       .year_count = plan->year_count,
                       .agreement_count = plan->agreement_count};
    r->agreements =
        ent_arena_take(&r->arena, plan->agreement_count, sizeof *r->agreements);
    r->comparisons =
        ent_arena_take(&r->arena, plan->agreement_count, sizeof *r->comparisons);
    for (size_t a = 0; a < plan->agreement_count; a++) {
        const ent_agreement_plan *from = &plan->agreements[a];
        r->agreements[a].name = from->name;
        r->agreements[a].title = from->title;
        add_metrics(r, from, &r->agreements[a]);
        add_series(r, from, &r->agreements[a]);
        if (compares && a != plan->baseline)
            add_comparison(r, plan, from);
    }
}
