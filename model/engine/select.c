#include <assert.h>
#include <math.h>

#include "model/engine/summarise.h"

#define BINS 2048

/* Equal stretches of a range.  The greater a value, the greater its bin, or the same:
 * rounding keeps the order. */
typedef struct {
    double low, scale;
} ruler;

static inline size_t bin_of(ruler r, double x) {
    return (size_t)(int32_t)((x - r.low) * r.scale);
}

/* Which bins hold a wanted rank, and where those values will be once all other bins are
 * gone and the rest is in order. */
static void mark(const uint32_t *counts, size_t *ranks, size_t rank_count, bool *wanted) {
    size_t below = 0, gone = 0, next = 0;
    for (size_t b = 0; b < BINS; b++) {
        below += counts[b];
        for (wanted[b] = false; next < rank_count && ranks[next] < below; next++) {
            ranks[next] -= gone;
            wanted[b] = true;
        }
        gone += wanted[b] ? 0 : counts[b];
    }
}

/* Of most values it is enough to know that they are not the ones.  Returns how many are left. */
static size_t leave_out(double *x, size_t count, size_t *ranks, size_t rank_count) {
    uint32_t counts[BINS] = {0};
    bool wanted[BINS];
    size_t kept = 0;
    if (count <= BINS)
        return count;
    double low, high;
    ent_range(x, count, &low, &high);
    const ruler r = {low, (BINS - 1) / (high - low)};
    if (!(r.scale > 0 && r.scale < (double)INFINITY))
        return count; /* all are equal, or too far apart */
    for (size_t i = 0; i < count; i++)
        counts[bin_of(r, x[i])]++;
    mark(counts, ranks, rank_count, wanted);
    for (size_t i = 0; i < count; i++) {
        const double value = x[i];
        x[kept] = value; /* the next one goes over it if it is not kept */
        kept += wanted[bin_of(r, value)];
    }
    return kept;
}

void ent_select_quantiles(double *x, double *room, size_t count, const double *p,
                          size_t p_count, double *answers) {
    enum { MOST = 8 };
    size_t ranks[2 * MOST]; /* of each: its own and the next, ascending together */
    double part[MOST];
    assert(p_count <= MOST);
    for (size_t i = 0; count && i < p_count; i++) {
        const size_t rank = ent_quantile_rank(count, p[i], &part[i]);
        ranks[2 * i] = rank;
        ranks[2 * i + 1] = part[i] > 0 ? rank + 1 : rank;
    }
    if (count)
        ent_sort(x, room, leave_out(x, count, ranks, 2 * p_count));
    for (size_t i = 0; i < p_count; i++)
        answers[i] =
            count ? ent_quantile_between(x + ranks[2 * i], part[i]) : (double)NAN;
}
