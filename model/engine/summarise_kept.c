/* Summaries of numbers kept path by path. */
#include <math.h>
#include <string.h>

#include "model/engine/summarise.h"

#define ATOM_LEAST 0.001 /* of the paths: what fewer have is no value of its own */

static size_t finite_count(const double *sorted, size_t count) {
    while (count && sorted[count - 1] > 1.7976931348623157e308)
        count--;
    return count;
}

/* The finite values, in their order; `to` may be x.  Returns how many there are. */
static size_t only_finite(const double *x, size_t count, double *to) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const double value = x[i];
        to[n] = value; /* the next one goes over it if it is not finite */
        n += value - value == 0;
    }
    return n;
}

static void note_atom(ent_metric_result *m, double value, size_t count, size_t of) {
    const double q = (double)count / (double)of;
    if (count < 2 || !(q > ATOM_LEAST))
        return;
    size_t at = m->atom_count < 4 ? m->atom_count++ : 4;
    while (at && m->atoms[at - 1].probability < q) {
        if (at < 4)
            m->atoms[at] = m->atoms[at - 1];
        at--;
    }
    if (at < 4)
        m->atoms[at] = (ent_atom){ent_rounded(value), q, sqrt(q * (1 - q) / (double)of)};
}

/* Of the many values that are no atom only every hundredth is looked at, or so: an atom has more
 * than `step` of them side by side. */
static void sorted_atoms(ent_metric_result *m, const double *x, size_t count, size_t of) {
    const size_t step = (size_t)(ATOM_LEAST * (double)of) + 1;
    size_t end = 0; /* of the last value that was looked at */
    for (size_t at = step - 1; at < count; at = end + step - 1) {
        const double value = ent_rounded(x[at]);
        size_t first = at;
        while (first > end && ent_rounded(x[first - 1]) == value)
            first--;
        end = at + 1;
        while (end < count && ent_rounded(x[end]) == value)
            end++;
        note_atom(m, x[first], end - first, of);
    }
}

static void set_intervals(ent_metric_result *m, const double *x, size_t count) {
    static const int which[] = {ENT_P5, ENT_P50, ENT_P95};
    if (m->kind == ENT_FLAG_METRIC) {
        uint64_t hits = 0;
        for (size_t i = 0; i < count; i++)
            hits += x[i] != 0;
        ent_wilson(hits, count, &m->interval[1][0], &m->interval[1][1]);
        return;
    }
    for (int i = 0; i < 3; i++) {
        uint64_t low, high;
        ent_quantile_ranks(count, ent_percentile_of[which[i]], &low, &high);
        m->interval[i][0] = count ? x[low - 1] : NAN;
        m->interval[i][1] = count ? x[high - 1] : NAN;
    }
}

void ent_summarise_kept(const ent_summary_source *s, ent_metric_result *m, double *x,
                        double *room, double *quantiles) {
    const size_t count = s->count;
    /* Moments in order of path, so that they do not depend on how equal values are sorted. */
    const bool dates = m->kind == ENT_DATE_METRIC;
    const size_t finite = dates ? only_finite(x, count, room) : count;
    const ent_moments moments =
        ent_running_kept(s->plan->isa, m, dates ? room : x, finite);
    ent_sort(x, room, count);
    m->summary = (ent_summary){.n = moments.n,
                               .mean = moments.n ? moments.mean : NAN,
                               .sd = ent_moments_sd(&moments),
                               .se = ent_moments_se(&moments),
                               .min = count ? x[0] : NAN,
                               .max = finite ? x[finite_count(x, count) - 1] : NAN};
    for (int i = 0; i < ENT_PERCENTILES; i++)
        m->summary.percentile[i] = ent_quantile(x, count, ent_percentile_of[i]);
    for (size_t i = 0; i < ENT_QUANTILES; i++)
        quantiles[i] = ent_quantile(x, count, (double)i / (ENT_QUANTILES - 1));
    m->never = count ? (double)(count - finite) / (double)count : 0;
    sorted_atoms(m, x, finite, count);
    set_intervals(m, x, count);
    m->quantiles = quantiles;
    m->sorted = x;
    m->sorted_count = count;
}

/* Differences as they come: moments of whole slices of those that are finite. */
typedef struct {
    double *work;
    size_t count, summed, positive, zero;
    ent_moments moments;
} differences;

/* Adds what lies between `summed` and `end`. */
static void sum_up(const ent_isa *isa, differences *d, size_t end) {
    ent_moments part = {.n = end - d->summed};
    if (!part.n)
        return;
    isa->moments(d->work + d->summed, (size_t)part.n, &part.mean, &part.m2);
    ent_moments_merge(&d->moments, &part);
    d->summed = end;
}

static inline uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* Where x and y agree but for their last digits, 0. */
static inline double less(double x, double y) {
    const double z = x - y;
    return fabs(z) <= ENT_SAME_WITHIN * (fabs(x) + fabs(y)) ? 0 : z;
}

/* The same, of dates only where both came. */
static void subtract_some(const double *x, const double *y, size_t count,
                          differences *d) {
    for (size_t i = 0; i < count; i++) {
        const double z = x[i] - y[i];
        if (z - z != 0)
            continue;
        const double value = less(x[i], y[i]);
        d->positive += value > 0;
        d->zero += value == 0;
        d->work[d->count++] = value;
    }
}

/* Of at most a slice of paths.  Counted by their bits, since that can be done for several at once;
 * -0 is not among them. */
static void subtract(const double *restrict x, const double *restrict y, size_t count,
                     differences *d) {
    const uint64_t least_exponent = (uint64_t)1 << 52;
    double *restrict work = d->work + d->count;
    uint64_t infinite = 0, negative = 0, other = 0;
    for (size_t i = 0; i < count; i++) {
        const uint64_t plain = bits_of(x[i] - y[i]) << 1 >> 1;
        work[i] = less(x[i], y[i]);
        const uint64_t bits = bits_of(work[i]);
        infinite += (plain + least_exponent) >> 63;
        negative += bits >> 63;
        other += (bits | (0 - bits)) >> 63;
    }
    if (infinite) {
        subtract_some(x, y, count, d);
        return;
    }
    d->count += count;
    d->positive += other - negative;
    d->zero += count - other;
}

void ent_difference_kept(const ent_summary_source *s, ent_difference_result *d,
                         const double *x, const double *y, double *work, double *room) {
    static const double p[] = {0.05, 0.5, 0.95};
    double quantiles[ENT_LENGTH(p)];
    differences all = {.work = work};
    for (size_t i = 0; i < s->count; i += ENT_SLICE) {
        const size_t left = s->count - i;
        subtract(x + i, y + i, left < ENT_SLICE ? left : ENT_SLICE, &all);
        if (all.count - all.summed >= ENT_SLICE)
            sum_up(s->plan->isa, &all, all.summed + ENT_SLICE);
    }
    sum_up(s->plan->isa, &all, all.count);
    const size_t n = all.count;
    ent_select_quantiles(work, room, n, p, ENT_LENGTH(p), quantiles);
    d->n = n;
    d->mean = n ? all.moments.mean : NAN;
    d->se = ent_moments_se(&all.moments);
    d->p5 = quantiles[0];
    d->p50 = quantiles[1];
    d->p95 = quantiles[2];
    d->positive = n ? (double)all.positive / (double)n : NAN;
    d->zero = n ? (double)all.zero / (double)n : NAN;
}
