#include "model/engine/summarise.h"

#include <math.h>
#include <string.h>

static void *take(const ent_summary_source *s, size_t count, size_t size) {
    return ent_arena_take(&s->results->arena, count, size);
}

/* ---- Jobs ---- */

static void do_input(const ent_summary_source *s, const ent_job *j, const ent_desk *d) {
    ent_inputs_find(s, j->index, d->work, d->room);
}

static void subtract(const ent_summary_source *s, size_t a, size_t m, const ent_desk *d) {
    const size_t base = s->plan->baseline;
    ent_difference_result *to = &s->results->comparisons[a < base ? a : a - 1].metrics[m];
    if (s->layout->streaming)
        ent_difference_streamed(s, to, s->layout->agreements[a].differences + m);
    else
        ent_difference_kept(s, to, s->kept->columns[a][m], s->kept->columns[base][m],
                            d->work, d->room);
}

static void summarise_metric(const ent_summary_source *s, size_t a, size_t m,
                             const ent_desk *d) {
    ent_metric_result *to = &s->results->agreements[a].metrics[m];
    double *quantiles = s->blanks[a].quantiles + m * ENT_QUANTILES;
    if (s->layout->streaming) {
        ent_summarise_streamed(s, to, s->layout->agreements[a].metrics + m, quantiles);
        return;
    }
    ent_inputs_effects(s, to, s->kept->columns[a][m]);
    /* The room that differences have used already: other pages would have to be brought. */
    ent_summarise_kept(s, to, s->kept->columns[a][m], d->work, quantiles);
}

/* In all agreements, which have the same metrics: differences while its columns are at hand and not
 * yet sorted. */
static void do_metric(const ent_summary_source *s, const ent_job *j, const ent_desk *d) {
    for (size_t a = 0; s->results->comparison_count && a < s->plan->agreement_count; a++)
        if (a != s->plan->baseline)
            subtract(s, a, j->index, d);
    for (size_t a = 0; a < s->plan->agreement_count; a++)
        summarise_metric(s, a, j->index, d);
}

static void do_total(const ent_summary_source *s, const ent_job *j, const ent_desk *d) {
    const size_t m = s->plan->agreements[j->agreement].metric_count + j->index;
    (void)d;
    ent_summarise_streamed(s, &s->results->agreements[j->agreement].metrics[m],
                           s->layout->agreements[j->agreement].totals + j->index,
                           s->blanks[j->agreement].quantiles + m * ENT_QUANTILES);
}

/* Of one tally, or of its mirror image. */
static ent_summary summary_of(const ent_summary_source *s, size_t place, bool negated,
                              const ent_desk *d, ent_atom atoms[3]) {
    ent_counts counts = s->all->counts[place];
    ent_moments moments = s->all->moments[place];
    if (negated) {
        counts.buckets = d->mirror;
        ent_counts_mirror(&counts, &s->all->counts[place]);
        moments = ent_moments_mirror(moments);
    }
    ent_counts_atoms(&counts, atoms);
    return ent_tally_summary(&counts, &moments);
}

static void do_series(const ent_summary_source *s, const ent_job *j, const ent_desk *d) {
    const size_t periods = s->plan->period_count, first = j->index * periods,
                 place = s->layout->agreements[j->agreement].series[j->index];
    const bool negated = s->plan->agreements[j->agreement].watched[j->index].negated;
    const ent_blank *to = &s->blanks[j->agreement];
    for (size_t t = 0; t < periods; t++)
        to->periods[first + t] =
            summary_of(s, place + t, negated, d, to->atoms[first + t]);
}

static void do_owner(const ent_summary_source *s, const ent_job *j, const ent_desk *d) {
    const ent_places *places = &s->layout->agreements[j->agreement];
    const size_t parties = s->plan->scenario->parties.count, first = j->index * parties;
    ent_atom atoms[3];
    for (size_t p = 0; p < parties; p++) {
        const bool turned = ent_side_turned(&places->discounted[first + p]);
        s->results->agreements[j->agreement].clauses[j->index].npv[p] =
            summary_of(s, places->npv + first + p, turned, d, atoms);
    }
}

typedef struct {
    ent_job *jobs;
    size_t count;
} list;

static void add(list *to, size_t count, ent_job job) {
    for (job.index = 0; job.index < count; job.index++)
        to->jobs[to->count++] = job;
}

static void do_all(const ent_summary_source *s, const ent_desks *desks) {
    const ent_plan *plan = s->plan;
    const ent_results *r = s->results;
    size_t most = r->input_count;
    for (size_t a = 0; a < plan->agreement_count; a++)
        most += r->agreements[a].metric_count + plan->agreements[a].watched_count +
                plan->agreements[a].owner_count;
    list l = {.jobs = take(s, most + 1, sizeof *l.jobs)};
    add(&l, r->input_count, (ent_job){.run = do_input});
    ent_jobs_do(s, desks, l.jobs, l.count); /* metrics ask for them */
    l.count = 0;
    if (plan->agreement_count)
        add(&l, plan->agreements[0].metric_count, (ent_job){.run = do_metric});
    for (size_t a = 0; a < plan->agreement_count; a++) {
        add(&l, plan->agreements[a].total_count, (ent_job){do_total, a, 0});
        add(&l, plan->agreements[a].watched_count, (ent_job){do_series, a, 0});
        add(&l, plan->agreements[a].owner_count, (ent_job){do_owner, a, 0});
    }
    ent_jobs_do(s, desks, l.jobs, l.count);
}

/* ---- What one thread lays out for all: the arena is its own ---- */

static size_t compact(const double *where, double *x, size_t paths) {
    size_t n = 0;
    for (size_t i = 0; i < paths; i++)
        if (where[i] != 0)
            x[n++] = x[i];
    return n;
}

/* Columns of zeros alone become one: nobody writes to it, and only its pages are brought. */
static void share_zeros(const ent_summary_source *s) {
    double *zeros = NULL;
    for (size_t a = 0; a < s->plan->agreement_count; a++)
        for (size_t m = 0; m < s->plan->agreements[a].metric_count; m++) {
            double **column = &s->kept->columns[a][m];
            if (s->all->written[s->layout->agreements[a].kept + m])
                continue;
            zeros = zeros ? zeros : *column;
            *column = zeros;
        }
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

static void lay_out_series(const ent_summary_source *s, ent_series_result *r, size_t a,
                           size_t w) {
    const size_t first = w * s->plan->period_count;
    r->periods = s->blanks[a].periods + first;
    r->atoms = (const ent_atom(*)[3])(s->blanks[a].atoms + first);
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
    r->probability = q;
    r->se = sqrt(q * (1 - q) / (double)n);
    r->by_period = share;
    r->sample_when = s->kept->when + s->kept->when_at[a] + e * ENT_SAMPLES;
    r->example = s->all->examples[s->layout->agreements[a].examples + e];
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

/* But for its present values. */
static void summarise_owner(const ent_summary_source *s, ent_clause_result *r, size_t a,
                            size_t o) {
    const ent_owner *owner = &s->plan->agreements[a].owners[o];
    const ent_places *places = &s->layout->agreements[a];
    const size_t parties = s->plan->scenario->parties.count, years = s->plan->year_count;
    *r = (ent_clause_result){owner->name,
                             owner->title,
                             owner->kind,
                             take(s, parties + 1, sizeof *r->npv),
                             take(s, years * parties + 1, sizeof *r->by_year),
                             owner->term};
    for (size_t p = 0; p < parties; p++) {
        const bool turned = ent_side_turned(&places->yearly[o * parties + p]);
        for (size_t y = 0; y < years; y++)
            r->by_year[y * parties + p] =
                estimate(s, places->years + (o * years + y) * parties + p, turned);
    }
}

static void lay_out_agreement(const ent_summary_source *s, size_t a) {
    const ent_agreement_plan *plan = &s->plan->agreements[a];
    ent_agreement_result *r = &s->results->agreements[a];
    const size_t cells = plan->watched_count * s->plan->period_count;
    for (size_t m = 0; m < r->metric_count; m++)
        r->metrics[m].running = take(s, ENT_RUNNING_MOST, sizeof *r->metrics[m].running);
    s->blanks[a] =
        (ent_blank){.quantiles = take(s, r->metric_count * ENT_QUANTILES, sizeof(double)),
                    .periods = take(s, cells, sizeof(ent_summary)),
                    .atoms = take(s, cells, sizeof *s->blanks[a].atoms)};
    for (size_t w = 0; w < r->series_count; w++)
        lay_out_series(s, &r->series[w], a, w);
    for (size_t e = 0; e < r->event_count; e++)
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

void ent_summarise(ent_results *results, const ent_layout *layout,
                   const ent_gathered *all, ent_kept *kept, unsigned threads) {
    const ent_plan *plan = layout->plan;
    ent_summary_source s = {results, layout, all, kept, plan, 0, NULL, NULL};
    ent_desks desks;
    const bool choosing = plan->where.base >= 0;
    results->where = plan->where_text;
    results->where_count = choosing ? all->events[layout->events] : results->paths;
    if (plan->agreement_count && choosing)
        results->where_agreement = plan->agreements[plan->where_agreement].name;
    s.blanks = take(&s, plan->agreement_count + 1, sizeof *s.blanks);
    share_zeros(&s);
    compact_kept(&s);
    ent_inputs_lay_out(&s);
    for (size_t a = 0; a < plan->agreement_count; a++)
        lay_out_agreement(&s, a);
    ent_desks_make(&desks, s.count, threads, &results->arena);
    do_all(&s, &desks);
    ent_desks_free(&desks);
}
