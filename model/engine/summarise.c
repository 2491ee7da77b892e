#include "model/engine/summarise.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void *take(const ent_summary_source *s, size_t count, size_t size) {
    return ent_arena_take(&s->results->arena, count, size);
}

/* ---- Work for all threads: one metric, difference or input at a time ---- */

typedef struct {
    const ent_summary_source *s;
    bool differences;
    bool inputs; /* `metric` is an input */
    size_t agreement, metric;
    ent_metric_result *result;
    ent_difference_result *difference;
    double *quantiles;
} job;

typedef struct {
    job *jobs;
    size_t count, next;
    pthread_mutex_t lock;
} queue;

static const double *kept_column(const ent_summary_source *s, size_t a, size_t m) {
    return s->kept->columns[a][m];
}

static size_t baseline_metric(const ent_summary_source *s, const char *name) {
    const ent_agreement_plan *base = &s->plan->agreements[s->plan->baseline];
    size_t m = 0;
    while (strcmp(base->metrics[m].name, name))
        m++;
    return m;
}

static void do_job(const job *j, double *work, double *room) {
    const ent_summary_source *s = j->s;
    const ent_places *places = &s->layout->agreements[j->agreement];
    if (j->inputs)
        ent_inputs_find(s, j->metric, work, room);
    else if (j->differences && s->layout->streaming)
        ent_difference_streamed(s, j->difference, places->differences + j->metric);
    else if (j->differences)
        ent_difference_kept(
            s, j->difference, kept_column(s, j->agreement, j->metric),
            kept_column(s, s->plan->baseline, baseline_metric(s, j->difference->name)),
            work, room);
    else if (s->layout->streaming)
        ent_summarise_streamed(s, j->result, places->metrics + j->metric, j->quantiles);
    else {
        ent_inputs_effects(s, j->result, kept_column(s, j->agreement, j->metric));
        ent_summarise_kept(s, j->result, s->kept->columns[j->agreement][j->metric], room,
                           j->quantiles);
    }
}

typedef struct {
    queue *jobs;
    double *room; /* twice the kept paths */
    pthread_t thread;
} helper;

static void *do_jobs(void *context) {
    const helper *h = context;
    queue *q = h->jobs;
    for (;;) {
        pthread_mutex_lock(&q->lock);
        const size_t i = q->next < q->count ? q->next++ : q->count;
        pthread_mutex_unlock(&q->lock);
        if (i == q->count)
            return NULL;
        do_job(&q->jobs[i], h->room, h->room + q->jobs[i].s->count);
    }
}

/* Fewer threads where there is little memory: each needs room to sort one metric. */
static void do_all(const ent_summary_source *s, job *jobs, size_t count,
                   unsigned threads) {
    const size_t room = 2 * s->count + 1;
    queue q = {.jobs = jobs, .count = count};
    helper helpers[256] = {{0}};
    unsigned started = 0;
    double *memory = malloc(room * threads * sizeof *memory);
    for (; !memory && threads > 1; threads--)
        memory = malloc(room * (threads - 1) * sizeof *memory);
    double *const rooms = memory ? memory : take(s, room, sizeof *rooms);
    pthread_mutex_init(&q.lock, NULL);
    for (unsigned i = 0; i < threads; i++)
        helpers[i] = (helper){.jobs = &q, .room = rooms + i * room};
    while (started + 1 < threads && started + 1 < count &&
           pthread_create(&helpers[started + 1].thread, NULL, do_jobs,
                          &helpers[started + 1]) == 0)
        started++;
    do_jobs(&helpers[0]);
    for (unsigned i = 1; i <= started; i++)
        pthread_join(helpers[i].thread, NULL);
    pthread_mutex_destroy(&q.lock);
    free(memory);
}

static size_t compact(const double *where, double *x, size_t paths) {
    size_t n = 0;
    for (size_t i = 0; i < paths; i++)
        if (where[i] != 0)
            x[n++] = x[i];
    return n;
}

/* With `where`, the kept values that count, side by side. */
static void compact_kept(ent_summary_source *s) {
    const double *where = s->kept->where;
    const size_t paths = (size_t)s->results->paths;
    s->count = s->layout->streaming ? 0 : paths;
    if (!where || s->layout->streaming)
        return;
    for (size_t a = 0; a < s->plan->agreement_count; a++)
        for (size_t m = 0; m < s->plan->agreements[a].metric_count; m++)
            s->count = compact(where, s->kept->columns[a][m], paths);
    for (size_t i = 0; s->kept->inputs && i < s->plan->input_count; i++)
        compact(where, s->kept->inputs[i], paths);
}

/* Before the columns are sorted. */
static void find_tenths(ent_summary_source *s, unsigned threads) {
    ent_inputs_lay_out(s);
    const size_t count = s->results->input_count;
    job *jobs = take(s, count + 1, sizeof *jobs);
    for (size_t i = 0; i < count; i++)
        jobs[i] = (job){.s = s, .inputs = true, .metric = i};
    if (count)
        do_all(s, jobs, count, threads);
}

static void summarise_metrics(ent_summary_source *s, unsigned threads) {
    size_t count = 0, limit = 0;
    const ent_plan *plan = s->plan;
    for (size_t a = 0; a < plan->agreement_count; a++)
        limit += plan->agreements[a].metric_count;
    job *jobs = take(s, limit + 1, sizeof *jobs);
    for (size_t c = 0; c < s->results->comparison_count; c++) {
        const size_t a = c < plan->baseline ? c : c + 1;
        for (size_t m = 0; m < s->results->comparisons[c].metric_count; m++)
            jobs[count++] = (job){.s = s,
                                  .differences = true,
                                  .agreement = a,
                                  .metric = m,
                                  .difference = &s->results->comparisons[c].metrics[m]};
    }
    do_all(s, jobs, count, threads); /* before the columns are sorted */
    count = 0;
    for (size_t a = 0; a < plan->agreement_count; a++)
        for (size_t m = 0; m < plan->agreements[a].metric_count; m++)
            jobs[count++] = (job){.s = s,
                                  .agreement = a,
                                  .metric = m,
                                  .result = &s->results->agreements[a].metrics[m],
                                  .quantiles = take(s, ENT_QUANTILES, sizeof(double))};
    do_all(s, jobs, count, threads);
}

/* ---- The rest ---- */

static void describe_metric(const ent_metric_plan *plan, ent_metric_result *m) {
    m->name = plan->name;
    m->title = plan->title;
    m->unit = plan->unit;
    m->kind = plan->kind;
    m->built_in = plan->built_in;
}

static void streamed_total(const ent_summary_source *s, ent_metric_result *m,
                           const ent_total *total, size_t place) {
    m->name = total->name;
    m->unit = total->unit;
    m->kind = ENT_NUMBER_METRIC;
    m->built_in = true;
    ent_summarise_streamed(s, m, place, take(s, ENT_QUANTILES, sizeof(double)));
}

/* Of one tally, or of its mirror image. */
static ent_summary summary_of(const ent_summary_source *s, size_t place, bool negated,
                              ent_atom atoms[3]) {
    ent_counts counts = s->all->counts[place];
    ent_moments moments = s->all->moments[place];
    if (negated) {
        counts.buckets = s->mirror;
        ent_counts_mirror(&counts, &s->all->counts[place]);
        moments = ent_moments_mirror(moments);
    }
    ent_counts_atoms(&counts, atoms);
    return ent_tally_summary(&counts, &moments);
}

static void summarise_series(const ent_summary_source *s, ent_series_result *r, size_t a,
                             size_t w) {
    const ent_watched *watched = &s->plan->agreements[a].watched[w];
    const size_t periods = s->plan->period_count,
                 place = s->layout->agreements[a].series[w];
    ent_summary *summaries = take(s, periods, sizeof *summaries);
    ent_atom(*atoms)[3] = take(s, periods, sizeof *atoms);
    for (size_t t = 0; t < periods; t++)
        summaries[t] = summary_of(s, place + t, watched->negated, atoms[t]);
    *r = (ent_series_result){.name = watched->name,
                             .title = watched->title,
                             .unit = watched->unit,
                             .measure = watched->measure,
                             .periods = summaries,
                             .atoms = (const ent_atom(*)[3])atoms};
    r->samples = s->kept->samples + s->kept->sample_at[a][w];
    r->sample_count = s->kept->sampled;
}

static int period_when(const double *by_period, size_t periods, double p) {
    for (size_t t = 0; t < periods; t++)
        if (by_period[t] >= p)
            return (int)t;
    return -1;
}

static void summarise_event(const ent_summary_source *s, ent_event_result *r, size_t a,
                            size_t e) {
    const size_t periods = s->plan->period_count;
    const uint64_t *hits = &s->all->events[s->layout->agreements[a].events + e * periods];
    const uint64_t n = s->results->where_count;
    double *share = take(s, periods, sizeof *share);
    for (size_t t = 0; t < periods; t++)
        share[t] = n ? (double)hits[t] / (double)n : 0;
    const double q = share[periods - 1];
    *r = (ent_event_result){
        .name = s->plan->agreements[a].events[e].name,
        .title = s->plan->agreements[a].events[e].title,
        .probability = q,
        .se = sqrt(q * (1 - q) / (double)n),
        .by_period = share,
        .sample_when = s->kept->when + s->kept->when_at[a] + e * ENT_SAMPLES,
        .example = s->all->examples[s->layout->agreements[a].examples + e]};
    ent_wilson(hits[periods - 1], n, &r->low, &r->high);
    r->when[0] = period_when(share, periods, 0.05);
    r->when[1] = period_when(share, periods, 0.5);
    r->when[2] = period_when(share, periods, 0.95);
}

static ent_estimate estimate(const ent_summary_source *s, size_t place, bool negated) {
    const ent_moments *m = &s->all->moments[s->layout->tallies + place];
    const double mean = negated ? 0.0 - m->mean : m->mean;
    return (ent_estimate){m->n ? mean : 0, m->n ? ent_moments_se(m) : 0};
}

static void summarise_owner(const ent_summary_source *s, ent_clause_result *r, size_t a,
                            size_t o) {
    const ent_agreement_plan *plan = &s->plan->agreements[a];
    const ent_owner *owner = &plan->owners[o];
    ent_atom atoms[3];
    const ent_places *places = &s->layout->agreements[a];
    const size_t parties = s->plan->scenario->parties.count, years = s->plan->year_count;
    *r = (ent_clause_result){owner->name,
                             owner->title,
                             owner->kind,
                             take(s, parties + 1, sizeof *r->npv),
                             take(s, years * parties + 1, sizeof *r->by_year),
                             owner->term};
    for (size_t p = 0; p < parties; p++) {
        const bool pays = ent_side_of(plan, o, (int)p, false).negated;
        const bool discounted_pays = ent_side_of(plan, o, (int)p, true).negated;
        r->npv[p] = summary_of(s, places->npv + o * parties + p, discounted_pays, atoms);
        for (size_t y = 0; y < years; y++)
            r->by_year[y * parties + p] =
                estimate(s, places->years + (o * years + y) * parties + p, pays);
    }
}

static void summarise_agreement(const ent_summary_source *s, size_t a) {
    const ent_agreement_plan *plan = &s->plan->agreements[a];
    ent_agreement_result *r = &s->results->agreements[a];
    for (size_t i = 0; i < plan->total_count; i++)
        streamed_total(s, &r->metrics[plan->metric_count + i], &plan->totals[i],
                       s->layout->agreements[a].totals + i);
    r->series = take(s, plan->watched_count + 1, sizeof *r->series);
    r->series_count = plan->watched_count;
    for (size_t w = 0; w < plan->watched_count; w++)
        summarise_series(s, &r->series[w], a, w);
    r->events = take(s, plan->event_count + 1, sizeof *r->events);
    r->event_count = plan->event_count;
    for (size_t e = 0; e < plan->event_count; e++)
        summarise_event(s, &r->events[e], a, e);
    r->clauses = take(s, plan->owner_count + 1, sizeof *r->clauses);
    r->clause_count = plan->owner_count;
    for (size_t o = 0; o < plan->owner_count; o++)
        summarise_owner(s, &r->clauses[o], a, o);
    r->transfers = take(s, plan->line_count + 1, sizeof *r->transfers);
    r->transfer_count = plan->line_count;
    for (size_t l = 0; l < plan->line_count; l++) {
        const ent_line *line = plan->lines[l];
        r->transfers[l] =
            (ent_transfer_result){line->from, line->to, line->name, line->marked,
                                  estimate(s, s->layout->agreements[a].lines + l, false)};
    }
}

static void lay_out(const ent_summary_source *s) {
    ent_results *r = s->results;
    const ent_plan *plan = s->plan;
    r->periods = plan->periods;
    r->period_count = plan->period_count;
    r->first_year = plan->first_year;
    r->year_count = plan->year_count;
    r->agreement_count = plan->agreement_count;
    r->agreements = take(s, plan->agreement_count + 1, sizeof *r->agreements);
    r->comparison_count =
        plan->baseline < plan->agreement_count ? plan->agreement_count - 1 : 0;
    r->comparisons = take(s, r->comparison_count + 1, sizeof *r->comparisons);
    for (size_t a = 0; a < plan->agreement_count; a++) {
        const ent_agreement_plan *from = &plan->agreements[a];
        ent_agreement_result *to = &r->agreements[a];
        to->name = from->name;
        to->title = from->title;
        to->metric_count = from->metric_count + from->total_count;
        to->metrics = take(s, to->metric_count + 1, sizeof *to->metrics);
        for (size_t m = 0; m < to->metric_count; m++)
            to->metrics[m].running =
                take(s, ENT_RUNNING_MOST, sizeof *to->metrics[m].running);
        for (size_t m = 0; m < from->metric_count; m++)
            describe_metric(&from->metrics[m], &to->metrics[m]);
        if (!r->comparison_count || a == plan->baseline)
            continue;
        ent_comparison *c = &r->comparisons[a < plan->baseline ? a : a - 1];
        *c = (ent_comparison){.agreement = from->name,
                              .baseline = plan->agreements[plan->baseline].name,
                              .metrics =
                                  take(s, from->metric_count + 1, sizeof *c->metrics),
                              .metric_count = from->metric_count};
        for (size_t m = 0; m < from->metric_count; m++) {
            const ent_metric_plan *metric = &from->metrics[m];
            c->metrics[m] = (ent_difference_result){.name = metric->name,
                                                    .title = metric->title,
                                                    .unit = metric->unit,
                                                    .kind = metric->kind};
        }
    }
}

void ent_summarise(ent_results *results, const ent_layout *layout,
                   const ent_gathered *all, ent_kept *kept, unsigned threads) {
    const ent_plan *plan = layout->plan;
    ent_summary_source s = {results, layout, all, kept, plan, 0, NULL, NULL};
    const bool choosing = plan->where.base >= 0;
    results->where = plan->where_text;
    results->where_count = choosing ? all->events[layout->events] : results->paths;
    if (plan->agreement_count && choosing)
        results->where_agreement = plan->agreements[plan->where_agreement].name;
    s.mirror = take(&s, ENT_BUCKETS, sizeof *s.mirror);
    lay_out(&s);
    compact_kept(&s);
    find_tenths(&s, threads);
    summarise_metrics(&s, threads);
    for (size_t a = 0; a < plan->agreement_count; a++)
        summarise_agreement(&s, a);
}
