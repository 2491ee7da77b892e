/* Quantiles of sorted values, and intervals. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "model/engine/summarise.h"

const double ent_percentile_of[ENT_PERCENTILES] = {0.01, 0.025, 0.05, 0.1,   0.25, 0.5,
                                                   0.75, 0.9,   0.95, 0.975, 0.99};
const char *const ent_percentile_name[ENT_PERCENTILES] = {
    "p1", "p2.5", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p97.5", "p99"};

size_t ent_quantile_rank(size_t count, double p, double *part) {
    const double h = p * (double)(count - 1);
    const size_t i = (size_t)h;
    *part = i + 1 < count ? h - (double)i : 0;
    return i + 1 < count ? i : count - 1;
}

double ent_quantile_between(const double *pair, double part) {
    if (part == 0 || pair[0] == pair[1])
        return pair[0]; /* INFINITY too */
    return pair[0] + part * (pair[1] - pair[0]);
}

double ent_quantile(const double *sorted, size_t count, double p) {
    double part;
    if (!count)
        return NAN;
    const size_t rank = ent_quantile_rank(count, p, &part);
    return ent_quantile_between(sorted + rank, part);
}

/* The least k with P(Binomial(n, p) <= k) >= q. */
static uint64_t binomial_quantile(uint64_t n, double p, double q) {
    const double mean = (double)n * p, sd = sqrt(mean * (1 - p));
    const double guess = mean + sd * gsl_cdf_ugaussian_Pinv(q);
    uint64_t k = guess < 0 ? 0 : guess > (double)n ? n : (uint64_t)guess;
    while (k > 0 && gsl_cdf_binomial_P((unsigned)(k - 1), p, (unsigned)n) >= q)
        k--;
    while (k < n && gsl_cdf_binomial_P((unsigned)k, p, (unsigned)n) < q)
        k++;
    return k;
}

void ent_quantile_ranks(uint64_t n, double p, uint64_t *low, uint64_t *high) {
    const uint64_t a = binomial_quantile(n, p, 0.025), b = binomial_quantile(n, p, 0.975);
    *low = a < 1 ? 1 : a;
    *high = b < 1 ? 1 : b > n ? n : b;
}

void ent_wilson(uint64_t hits, uint64_t n, double *low, double *high) {
    const double z = 1.959963984540054; /* the normal's 97.5% point */
    if (!n) {
        *low = 0;
        *high = 1;
        return;
    }
    const double count = (double)n, p = (double)hits / count, z2 = z * z / count;
    const double centre = (p + z2 / 2) / (1 + z2);
    const double half = z / (1 + z2) * sqrt(p * (1 - p) / count + z2 / (4 * count));
    *low = hits == 0 ? 0 : centre - half;
    *high = hits == n ? 1 : centre + half;
}
