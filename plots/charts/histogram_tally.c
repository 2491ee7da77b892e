/* Counting a sample honestly: point masses apart, equal bins for the rest, tails told. */
#include <math.h>
#include <string.h>

#include "plots/charts/histogram_parts.h"
#include "plots/ticks.h"

/* A value shared by this share of the futures is a point mass, as in the tables. */
static const double MASS_LEAST = 0.01;
/* With at most so many values, most futures sharing theirs, and none closer than this
 * part of the range, the outcome is discrete. */
enum { VALUES_MOST = 60, BINS_LEAST = 8 };
static const double SHARED_LEAST = 0.9, APART_LEAST = 1.0 / 150;
/* A tail of this share is cut off where it would add more than TAIL_ROOM to the drawing.
 */
static const double TAIL = 0.01, TAIL_ROOM = 0.5;

double ent_tally_edge(const ent_tally *tally, size_t bin) {
    return (tally->first + (double)bin) * tally->step;
}

/* Sums of rounded payments that should be one value, such as a cap, differ in their last digits. */
#define SAME_WITHIN 0x1p-40

bool ent_outcome_same(double a, double b) {
    return fabs(a - b) <= SAME_WITHIN * fabs(a);
}

static size_t run_length(const ent_histogram *h, size_t i) {
    size_t end = i + 1;
    while (end < h->count && ent_outcome_same(h->sorted[i], h->sorted[end]))
        end++;
    return end - i;
}

static bool is_discrete(const ent_histogram *h) {
    size_t values = 0, shared = 0;
    double apart = APART_LEAST * (h->sorted[h->count - 1] - h->sorted[0]);
    for (size_t i = 0, run; i < h->count && values <= VALUES_MOST; i += run, values++) {
        run = run_length(h, i);
        shared += run > 1 ? run : 0;
        if (i > 0 && h->sorted[i] - h->sorted[i - 1] < apart)
            return false;
    }
    return values <= VALUES_MOST && (double)shared >= SHARED_LEAST * (double)h->count;
}

/* Keeps the masses that are large enough; of more than ENT_ATOMS_MOST, the largest. */
static void find_masses(const ent_histogram *h, ent_tally *tally, ent_arena *arena) {
    double least = tally->discrete ? 1 : fmax(2, MASS_LEAST * (double)tally->total);
    for (size_t i = 0, run; i < h->count; i += run) {
        run = run_length(h, i);
        if ((double)run < least)
            continue;
        tally->masses = ent_arena_grow(arena, tally->masses, tally->mass_count,
                                       sizeof *tally->masses);
        tally->masses[tally->mass_count++] = (ent_mass){h->sorted[i], run};
    }
    while (!tally->discrete && tally->mass_count > ENT_ATOMS_MOST) {
        size_t small = 0;
        for (size_t i = 1; i < tally->mass_count; i++)
            if (tally->masses[i].count < tally->masses[small].count)
                small = i;
        memmove(tally->masses + small, tally->masses + small + 1,
                (--tally->mass_count - small) * sizeof *tally->masses);
    }
}

static bool is_mass(const ent_tally *tally, double value) {
    for (size_t i = 0; i < tally->mass_count; i++)
        if (ent_outcome_same(tally->masses[i].value, value))
            return true;
    return false;
}

/* The futures that are in no mass, still ascending. */
static double *find_rest(const ent_histogram *h, const ent_tally *tally, ent_arena *arena,
                         size_t *count) {
    double *rest = ent_arena_take(arena, h->count, sizeof *rest);
    *count = 0;
    for (size_t i = 0; i < h->count; i++)
        if (!is_mass(tally, h->sorted[i]))
            rest[(*count)++] = h->sorted[i];
    return rest;
}

/* Freedman and Diaconis's width, 2 IQR / cube root of n, within what the page can show.
 * Round steps lie a factor of 2 to 2.5 apart, so up to half as many again are allowed. */
static int bins_for(const double *rest, size_t count, double range, size_t most) {
    double width = 2 * (rest[count * 3 / 4] - rest[count / 4]) / cbrt((double)count);
    double bins = width > 0 ? range / width : BINS_LEAST;
    bins = 1.5 * (bins < BINS_LEAST ? BINS_LEAST : bins);
    return (int)(bins > (double)most ? (double)most : bins);
}

static void fill_bins(const double *rest, size_t count, ent_tally *tally) {
    double low = ent_tally_edge(tally, 0), high = ent_tally_edge(tally, tally->bin_count);
    for (size_t i = 0; i < count; i++) {
        if (rest[i] < low)
            tally->below++;
        else if (rest[i] > high)
            tally->above++;
        else {
            double at = floor(rest[i] / tally->step) - tally->first;
            size_t bin = at > 0 ? (size_t)at : 0;
            tally->bins[bin < tally->bin_count ? bin : tally->bin_count - 1]++;
        }
    }
}

static void count_rest(const double *rest, size_t count, size_t most, ent_tally *tally,
                       ent_arena *arena) {
    size_t cut = (size_t)(TAIL * (double)count);
    double low = rest[cut], high = rest[count - 1 - cut], kept = high - low;
    if (low - rest[0] <= TAIL_ROOM * kept)
        low = rest[0];
    if (rest[count - 1] - high <= TAIL_ROOM * kept)
        high = rest[count - 1];
    ent_ticks edges =
        ent_ticks_over(low, high, bins_for(rest, count, high - low, most) + 1);
    tally->first = edges.first;
    tally->step = ent_ticks_step(&edges);
    tally->bin_count = (size_t)edges.count - 1;
    tally->bins = ent_arena_take(arena, tally->bin_count, sizeof *tally->bins);
    fill_bins(rest, count, tally);
    tally->low = ent_tally_edge(tally, 0);
    tally->high = ent_tally_edge(tally, tally->bin_count);
}

static void extend(ent_tally *tally, double value) {
    tally->low = value < tally->low ? value : tally->low;
    tally->high = value > tally->high ? value : tally->high;
}

static double value_at(const ent_histogram *h, double rank) {
    double last = (double)h->count - 1, at = rank < 0 ? 0 : rank > last ? last : rank;
    size_t below = (size_t)at,
           above = below + (at > (double)below && below < h->count - 1);
    return h->sorted[below] +
           (at - (double)below) * (h->sorted[above] - h->sorted[below]);
}

/* Half the distance of the order statistics one standard deviation of the rank, sqrt(n)/2,
 * to either side. */
double ent_histogram_median_error(const ent_histogram *h) {
    const double total = (double)(h->count + h->never), middle = (total - 1) / 2;
    const double spread = sqrt(total) / 2;
    return (value_at(h, middle + spread) - value_at(h, middle - spread)) / 2;
}

/* "Never" counts as later than everything. */
static void find_centre(const ent_histogram *h, ent_tally *tally) {
    double n = (double)h->count, middle = ((double)tally->total - 1) / 2;
    double sum = 0, squares = 0;
    tally->has_median = middle <= n - 1;
    tally->median = value_at(h, middle);
    tally->median_se = ent_histogram_median_error(h);
    for (size_t i = 0; i < h->count; i++)
        sum += h->sorted[i];
    tally->mean = sum / n;
    for (size_t i = 0; i < h->count; i++)
        squares += (h->sorted[i] - tally->mean) * (h->sorted[i] - tally->mean);
    tally->mean_se = h->count > 1 ? sqrt(squares / (n - 1) / n) : 0;
}

ent_tally ent_histogram_tally(const ent_histogram *h, size_t most, ent_arena *arena) {
    enum { NAMED_MOST = 3 };
    ent_tally tally = {.total = h->count + h->never};
    size_t rest_count = 0;
    tally.discrete = is_discrete(h);
    find_masses(h, &tally, arena);
    ent_arena scratch = {0};
    double *rest = find_rest(h, &tally, &scratch, &rest_count);
    tally.low = tally.high = h->sorted[0];
    if (rest_count > 0)
        count_rest(rest, rest_count, most, &tally, arena);
    ent_arena_free(&scratch);
    for (size_t i = 0; i < tally.mass_count; i++)
        extend(&tally, tally.masses[i].value);
    if (h->threshold)
        extend(&tally, *h->threshold);
    tally.discrete = tally.discrete && tally.mass_count > NAMED_MOST;
    find_centre(h, &tally);
    if (rest_count == 0) /* the median is one of few values, not a number with an error */
        tally.median_se = 0;
    return tally;
}

uint64_t ent_histogram_above(const ent_histogram *h, double value) {
    const double limit = value + SAME_WITHIN * fabs(value);
    size_t low = 0, high = h->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (h->sorted[middle] <= limit)
            low = middle + 1;
        else
            high = middle;
    }
    return h->count - low + h->never;
}
