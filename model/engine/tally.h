/* Summaries that take values as they stream by, in memory that does not grow with their
 * number.  Private to model/engine.
 *
 * A tally has two halves.  Counts (log-histogram, least and greatest value, zeros) are
 * whole numbers and can be added in any order, so each thread has its own, but for the
 * buckets, into which all count.  Moments are sums of rounded numbers, so each block has
 * its own and blocks are merged in their order. */
#ifndef ENT_TALLY_H
#define ENT_TALLY_H

#include <pthread.h>

#include "model/engine/engine.h"
#include "model/engine/operations.h"

typedef struct {
    uint64_t n;
    double mean, m2; /* sum of squared distances from the mean */
} ent_moments;

/* Adds b to a (Chan, Golub and LeVeque 1983). */
void ent_moments_merge(ent_moments *a, const ent_moments *b);
double ent_moments_sd(const ent_moments *); /* NaN if n < 2 */
double ent_moments_se(const ent_moments *); /* of the mean */

#define ENT_WAITING 16 /* slices whose values wait to be counted, at most */

typedef struct {
    uint32_t *buckets; /* ENT_BUCKETS counts, owned by whoever owns the tally */
    pthread_mutex_t
        *lock;     /* of the buckets, if several tallies count into them, or NULL */
    uint32_t used; /* bit k unset: page k of them is all 0, and untouched */
    /* Slices still to be counted: the buckets of each are ENT_SLICE numbers, `apart` from the
     * next one's; owned by the same. */
    uint32_t waiting_count;
    uint16_t *waiting;
    size_t apart;
    uint64_t n, zeros, at_low, at_high;
    double low, high;
} ent_counts;

/* Adds n values, at most ENT_SLICE, to both halves.  Counts see them rounded
 * (ent_rounded), and put off the buckets: those of a tally were pushed out of the
 * caches since its last slice. */
void ent_tally_add(const ent_isa *, ent_counts *, ent_moments *, const double *x,
                   size_t n);
/* Counts what waits.  Due before the counts are merged, mirrored or asked for anything. */
void ent_counts_settle(const ent_isa *, ent_counts *);
/* Adds b to a, both of which count into the same buckets. */
void ent_counts_merge(ent_counts *a, const ent_counts *b);
/* What the values with their signs turned would have been counted as; `into->buckets` is the
 * caller's, used for nothing else, since only the range between the extremes is written. */
void ent_counts_mirror(ent_counts *into, const ent_counts *);
ent_moments ent_moments_mirror(ent_moments);

/* Fills min, max and percentiles; mean, sd and se from the moments. */
ent_summary ent_tally_summary(const ent_counts *, const ent_moments *);
/* The p-quantile: at the least and greatest value and at zero to one part in 10^12,
 * elsewhere linear in a bucket 1/128 wide (relative). */
double ent_counts_quantile(const ent_counts *, double p);
/* The same for `count` ascending p in one walk. */
void ent_counts_quantiles(const ent_counts *, const double *p, size_t count,
                          double *answers);
/* Values that hold a share of their own: zero, the least and the greatest, where more than one path
 * in a thousand has them.  Returns how many; probabilities with standard errors. */
size_t ent_counts_atoms(const ent_counts *, ent_atom atoms[3]);

#endif
