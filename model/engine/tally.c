#include "model/engine/tally.h"

#include <math.h>
#include <string.h>

void ent_moments_merge(ent_moments *a, const ent_moments *b) {
    if (!b->n)
        return;
    if (!a->n) {
        *a = *b;
        return;
    }
    const double n = (double)a->n + (double)b->n, delta = b->mean - a->mean;
    a->mean += delta * ((double)b->n / n);
    a->m2 += b->m2 + delta * delta * ((double)a->n * (double)b->n / n);
    a->n += b->n;
}

double ent_moments_sd(const ent_moments *m) {
    return m->n < 2 ? NAN : sqrt(m->m2 / (double)(m->n - 1));
}

double ent_moments_se(const ent_moments *m) {
    return ent_moments_sd(m) / sqrt((double)m->n);
}

/* Takes in that `add` of the values have the extreme `value`; `further`: beyond the one kept. */
static void merge_extreme(double *kept, uint64_t *count, double value, uint64_t add,
                          bool further) {
    if (further) {
        *kept = value + 0.0; /* -0 equals 0: whichever came first, it is 0 */
        *count = add;
    } else if (value == *kept) {
        *count += add;
    }
}

/* Extremes and zeros.  Most slices move no extreme, and then nothing has to be counted. */
static void add_points(const ent_isa *isa, ent_counts *c, const double *x, size_t n,
                       double low, double high) {
    const bool first = c->n == 0;
    const bool lower = first || low < c->low, higher = first || high > c->high;
    const bool at_low = lower || low == c->low, at_high = higher || high == c->high;
    const bool even = low == high; /* then both counts are of the same value */
    const uint64_t lows =
        at_low || low == 0 || (even && at_high) ? isa->count_rounded(x, n, low) : 0;
    const uint64_t highs = even                   ? lows
                           : at_high || high == 0 ? isa->count_rounded(x, n, high)
                                                  : 0;
    merge_extreme(&c->low, &c->at_low, low, lows, lower);
    merge_extreme(&c->high, &c->at_high, high, highs, higher);
    if (low == 0)
        c->zeros += lows;
    else if (high == 0)
        c->zeros += highs;
    else if (low < 0 && high > 0)
        c->zeros += isa->count_rounded(x, n, 0.0);
}

/* The buckets of a slice's values, soon to be read or written. */
static void prefetch_buckets(const uint16_t *bucket) {
    enum { LINE = 64 / sizeof *bucket }; /* of a cache */
    for (size_t i = 0; i < ENT_SLICE; i += LINE)
        __builtin_prefetch(bucket + i);
}

static void lock(const ent_counts *c) {
    if (c->lock)
        pthread_mutex_lock(c->lock);
}

static void unlock(const ent_counts *c) {
    if (c->lock)
        pthread_mutex_unlock(c->lock);
}

void ent_counts_settle(const ent_isa *isa, ent_counts *c) {
    lock(c);
    for (size_t i = 0; i < c->waiting_count; i++) {
        const uint16_t *bucket = c->waiting + i * c->apart;
        if (i + 1 < c->waiting_count)
            prefetch_buckets(bucket + c->apart);
        c->used |= isa->count(bucket, ENT_SLICE, c->buckets);
    }
    unlock(c);
    c->waiting_count = 0;
}

/* Counts what does not wait: values that all have one bucket, and less than a slice. */
static void count_now(const ent_isa *isa, ent_counts *c, const uint16_t *bucket, size_t n,
                      bool even) {
    lock(c);
    if (even) {
        c->buckets[bucket[0]] += (uint32_t)n;
        c->used |= (uint32_t)1 << bucket[0] / ENT_BUCKET_PAGE;
    } else {
        c->used |= isa->count(bucket, n, c->buckets);
    }
    unlock(c);
}

void ent_tally_add(const ent_isa *isa, ent_counts *c, ent_moments *m, const double *x,
                   size_t n) {
    ent_survey survey;
    uint16_t few[ENT_SLICE], *bucket = few;
    if (!n)
        return;
    if (c->waiting_count == ENT_WAITING)
        ent_counts_settle(isa, c);
    if (n == ENT_SLICE)
        bucket = c->waiting + c->waiting_count * c->apart;
    prefetch_buckets(bucket);
    isa->survey(x, n, &survey, bucket);
    ent_moments_merge(m, &(ent_moments){n, survey.mean, survey.m2});
    add_points(isa, c, x, n, survey.low, survey.high);
    c->n += n;
    const bool even = survey.low == survey.high;
    if (even || n < ENT_SLICE)
        count_now(isa, c, bucket, n, even);
    else
        c->waiting_count++;
}

void ent_counts_merge(ent_counts *a, const ent_counts *b) {
    if (!b->n)
        return;
    const bool first = a->n == 0;
    merge_extreme(&a->low, &a->at_low, b->low, b->at_low, first || b->low < a->low);
    merge_extreme(&a->high, &a->at_high, b->high, b->at_high, first || b->high > a->high);
    a->zeros += b->zeros;
    a->n += b->n;
    a->used |= b->used;
}

void ent_counts_mirror(ent_counts *into, const ent_counts *c) {
    uint32_t *buckets = into->buckets;
    uint16_t *waiting = into->waiting;
    *into = *c;
    into->buckets = buckets, into->waiting = waiting;
    into->used = UINT32_MAX;
    into->low = 0.0 - c->high, into->at_low = c->at_high;
    into->high = 0.0 - c->low, into->at_high = c->at_low;
    const int64_t last = c->n ? ent_bucket(c->high) : -1;
    for (int64_t k = c->n ? ent_bucket(c->low) : 0; k <= last; k++)
        buckets[ENT_BUCKETS - 1 - k] = c->buckets[k];
}

ent_moments ent_moments_mirror(ent_moments m) {
    m.mean = 0.0 - m.mean;
    return m;
}

/* ---- Quantiles ---- */

/* The lower edge of the bucket k steps from the middle; 2^-40 for k = 1. */
static double edge(int64_t k) {
    const uint64_t bits = ((uint64_t)((1023 - 40) << 7) + (uint64_t)(k - 1)) << 45;
    double x;
    memcpy(&x, &bits, sizeof x);
    return k <= 0 ? 0.0 : x;
}

static void bucket_range(int64_t bucket, double *low, double *high) {
    const int64_t k = bucket - ENT_BUCKET_HALF;
    const int64_t m = k < 0 ? -k : k;
    *low = k < 0 ? -edge(m + 1) : edge(m);
    *high = k < 0 ? -edge(m) : edge(m + 1);
    if (k == 0)
        *low = -edge(1), *high = edge(1);
}

/* Buckets that are looked at together: most hold nothing. */
enum { STRIDE = 16 };
_Static_assert(ENT_BUCKET_PAGE % STRIDE == 0, "no stride lies on two pages");

static uint32_t stride_sum(const uint32_t *buckets) {
    uint32_t sum = 0;
    for (size_t i = 0; i < STRIDE; i++)
        sum += buckets[i];
    return sum;
}

/* Walks the distribution from below: a stretch is a point (low == high) or spread evenly.  Ranks to
 * be found ascend. */
typedef struct {
    const double *ranks;
    double *answers;
    size_t count, next;
    double passed;
} walk;

/* No rank lies within the next `count`: whatever they are, they are passed. */
static bool pass_by(walk *w, double count) {
    const bool beyond = w->next == w->count || w->ranks[w->next] >= w->passed + count;
    if (beyond)
        w->passed += count;
    return beyond;
}

static void pass(walk *w, double low, double high, double count) {
    for (; w->next < w->count && w->ranks[w->next] < w->passed + count; w->next++) {
        const double part = (w->ranks[w->next] - w->passed + 0.5) / count;
        const double x = low == high ? low : low + (high - low) * part;
        w->answers[w->next] = x > high ? high : x;
    }
    w->passed += count;
}

static double clip(double x, double low, double high) {
    return x < low ? low : x > high ? high : x;
}

static void pass_bucket(walk *w, const ent_counts *c, int64_t k, int64_t first,
                        int64_t last) {
    double low, high, count = c->buckets[k];
    if (k != first && k != last && pass_by(w, count))
        return;
    bucket_range(k, &low, &high);
    low = clip(low, c->low, c->high);
    high = clip(high, c->low, c->high);
    if (k == first)
        count -= (double)c->at_low;
    if (k == last)
        count -= (double)c->at_high;
    if (k == ENT_BUCKET_HALF && c->low < 0 && c->high > 0) {
        const double around = (count - (double)c->zeros) / 2;
        pass(w, low, 0.0, around);
        pass(w, 0.0, 0.0, (double)c->zeros);
        pass(w, 0.0, high, around);
        return;
    }
    pass(w, low, high, count);
}

/* A stride is passed at once where no rank is among it and none of its buckets is special. */
static void pass_stride(walk *w, const ent_counts *c, int64_t k, int64_t first,
                        int64_t last) {
    const int64_t end = k + STRIDE;
    const bool special =
        k <= first || end > last || (k <= ENT_BUCKET_HALF && end > ENT_BUCKET_HALF);
    if (!special && pass_by(w, stride_sum(c->buckets + k)))
        return;
    for (int64_t i = k < first ? first : k; i < end && i <= last; i++)
        if (c->buckets[i])
            pass_bucket(w, c, i, first, last);
}

/* Most buckets hold nothing, most pages of them too. */
static void pass_page(walk *w, const ent_counts *c, int64_t page, int64_t first,
                      int64_t last) {
    const int64_t from = page * ENT_BUCKET_PAGE, end = from + ENT_BUCKET_PAGE;
    if (!(c->used >> page & 1))
        return;
    for (int64_t k = from < first ? first / STRIDE * STRIDE : from;
         k < end && k <= last && w->next < w->count; k += STRIDE)
        pass_stride(w, c, k, first, last);
}

/* Quantiles of ascending p. */
static void find_quantiles(const ent_counts *c, const double *p, size_t count,
                           double *answers) {
    double ranks[ENT_QUANTILES];
    for (size_t i = 0; i < count; i++) {
        ranks[i] = p[i] * (double)(c->n ? c->n - 1 : 0);
        answers[i] = c->n ? c->high : NAN;
    }
    if (!c->n || c->low == c->high)
        return;
    walk w = {.ranks = ranks, .answers = answers, .count = count};
    const int64_t first = ent_bucket(c->low), last = ent_bucket(c->high);
    pass(&w, c->low, c->low, (double)c->at_low);
    for (int64_t page = first / ENT_BUCKET_PAGE; page <= last / ENT_BUCKET_PAGE; page++)
        pass_page(&w, c, page, first, last);
}

void ent_counts_quantiles(const ent_counts *c, const double *p, size_t count,
                          double *answers) {
    for (size_t i = 0; i < count; i += ENT_QUANTILES) {
        const size_t part = count - i < ENT_QUANTILES ? count - i : ENT_QUANTILES;
        find_quantiles(c, p + i, part, answers + i);
    }
}

double ent_counts_quantile(const ent_counts *c, double p) {
    double answer;
    find_quantiles(c, &p, 1, &answer);
    return answer;
}

static bool weighty(uint64_t count, uint64_t n) {
    return count > 1 && (double)count > 0.001 * (double)n;
}

size_t ent_counts_atoms(const ent_counts *c, ent_atom atoms[3]) {
    const struct {
        double value;
        uint64_t count;
    } points[] = {{c->low, c->at_low},
                  {c->high, c->high == c->low ? 0 : c->at_high},
                  {0.0, c->low == 0 || c->high == 0 ? 0 : c->zeros}};
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        if (!c->n || !weighty(points[i].count, c->n))
            continue;
        const double q = (double)points[i].count / (double)c->n;
        ent_atom atom = {points[i].value, q, sqrt(q * (1 - q) / (double)c->n)};
        size_t at = count++;
        for (; at && atoms[at - 1].probability < q; at--)
            atoms[at] = atoms[at - 1];
        atoms[at] = atom;
    }
    return count;
}

ent_summary ent_tally_summary(const ent_counts *c, const ent_moments *m) {
    ent_summary s = {.n = m->n,
                     .mean = m->n ? m->mean : NAN,
                     .se = ent_moments_se(m),
                     .sd = ent_moments_sd(m),
                     .min = c->n ? c->low : NAN,
                     .max = c->n ? c->high : NAN};
    ent_counts_quantiles(c, ent_percentile_of, ENT_PERCENTILES, s.percentile);
    return s;
}
