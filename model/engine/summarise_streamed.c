/* Summaries of numbers that streamed by. */
#include <math.h>
#include <string.h>

#include "model/engine/summarise.h"

/* Ascending p of n values of which only those counted are finite, the others above all. */
static void streamed_quantiles(const ent_counts *c, uint64_t n, const double *p,
                               size_t count, double *answers) {
    double scaled[ENT_QUANTILES];
    const double finite = (double)c->n - 1, all = (double)n - 1;
    for (size_t i = 0; i < count; i++)
        scaled[i] = c->n > 1 ? p[i] * all / finite : 0;
    ent_counts_quantiles(c, scaled, count, answers);
    for (size_t i = 0; i < count; i++)
        if (!c->n || p[i] * all > finite)
            answers[i] = n ? INFINITY : NAN;
}

void ent_summarise_streamed(const ent_summary_source *s, ent_metric_result *m,
                            size_t place, double *quantiles) {
    static const int which[] = {ENT_P5, ENT_P50, ENT_P95};
    const ent_counts *c = &s->all->counts[place];
    const uint64_t n = s->results->where_count;
    ent_atom atoms[3];
    double shares[ENT_QUANTILES];
    m->summary = ent_tally_summary(c, &s->all->moments[place]);
    streamed_quantiles(c, n, ent_percentile_of, ENT_PERCENTILES, m->summary.percentile);
    for (size_t i = 0; i < ENT_QUANTILES; i++)
        shares[i] = (double)i / (ENT_QUANTILES - 1);
    streamed_quantiles(c, n, shares, ENT_QUANTILES, quantiles);
    m->quantiles = quantiles;
    ent_running_streamed(s, m, place);
    m->never = n ? (double)(n - c->n) / (double)n : 0;
    m->atom_count = ent_counts_atoms(c, atoms);
    memcpy(m->atoms, atoms, m->atom_count * sizeof *atoms);
    for (int i = 0; i < 3; i++) {
        uint64_t low, high;
        ent_quantile_ranks(n, ent_percentile_of[which[i]], &low, &high);
        const double ends[2] = {(double)(low - 1) / (double)(n - 1),
                                (double)(high - 1) / (double)(n - 1)};
        streamed_quantiles(c, n, ends, 2, m->interval[i]);
    }
    if (m->kind == ENT_FLAG_METRIC)
        ent_wilson(c->n - (c->low == 0 ? c->at_low : c->zeros), c->n, &m->interval[1][0],
                   &m->interval[1][1]);
}

void ent_difference_streamed(const ent_summary_source *s, ent_difference_result *d,
                             size_t place) {
    const ent_counts *c = &s->all->counts[place];
    const ent_moments *m = &s->all->moments[place];
    uint64_t above = 0;
    for (int32_t k = ENT_BUCKET_HALF + 1; k < ENT_BUCKETS; k++)
        above += c->buckets[k];
    const uint64_t zeros = c->low == 0 ? c->at_low : c->high == 0 ? c->at_high : c->zeros;
    d->n = c->n;
    d->mean = c->n ? m->mean : NAN;
    d->se = ent_moments_se(m);
    d->p5 = ent_counts_quantile(c, 0.05);
    d->p50 = ent_counts_quantile(c, 0.5);
    d->p95 = ent_counts_quantile(c, 0.95);
    d->positive = c->n ? (double)above / (double)c->n : NAN;
    d->zero = c->n ? (double)zeros / (double)c->n : NAN;
}
