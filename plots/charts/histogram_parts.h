/* The parts of the histogram's module, which cdf and dots, pictures of the same data, use
 * too. */
#ifndef ENT_HISTOGRAM_PARTS_H
#define ENT_HISTOGRAM_PARTS_H

#include "plots/plots.h"

/* One value that many futures share exactly. */
typedef struct {
    double value;
    uint64_t count;
} ent_mass;

enum { ENT_ATOMS_MOST = 6 };

/* The sample, counted.  Every future is in one place: a mass, a bin, beyond the bins, or
 * never. */
typedef struct {
    uint64_t total;   /* futures, with those that never had an outcome */
    ent_mass *masses; /* ascending by value */
    size_t mass_count;
    bool discrete;      /* all futures are in masses, too many to name each */
    double first, step; /* bin i: [(first + i) step, (first + i + 1) step) */
    uint64_t *bins;
    size_t bin_count;
    uint64_t below, above; /* beyond the bins: tails too long to draw */
    double low, high;      /* least and greatest value drawn, masses and threshold too */
    bool has_median;       /* not where at least half are "never" */
    double median, median_se, mean, mean_se;
} ent_tally;

/* Reports everything that is wrong with the data. */
void ent_histogram_check(const void *chart, ent_problems *);
/* Counts into at most `most` bins. */
ent_tally ent_histogram_tally(const ent_histogram *, size_t most, ent_arena *);
/* Edges of a bin. */
double ent_tally_edge(const ent_tally *, size_t bin);
/* True of two outcomes that differ by rounding alone. */
bool ent_outcome_same(double a, double b);
/* Futures above a value, by more than rounding; "never" is above everything. */
uint64_t ent_histogram_above(const ent_histogram *, double value);
/* A value of the chart in words; a date by its quarter or month where it is the last of
 * one. */
const char *ent_histogram_value(const ent_histogram *, double value, double se,
                                ent_scene *);
/* A share of all futures, and the one of those at or below a value with its interval:
 * "34.0% (33.7% to 34.3%)" (Wilson's, 95%). */
const char *ent_histogram_share(uint64_t count, const ent_tally *, ent_scene *);
const char *ent_histogram_sure_share(uint64_t count, const ent_tally *, ent_scene *);
/* " Exactly 38bn: 66%. Never: 3%." of the point masses and what never comes; "" if there is neither. */
const char *ent_histogram_masses(const ent_histogram *, const ent_tally *, ent_scene *);
/* The threshold in words: its label, else its value. */
const char *ent_histogram_threshold(const ent_histogram *, ent_scene *);
/* " Not drawn: ..." of the tails that the tally cut off; "" if it cut none. */
const char *ent_histogram_tails(const ent_histogram *, const ent_tally *, ent_scene *);
/* The alt text, in the scene's memory. */
const char *ent_histogram_describe(const ent_histogram *, const ent_tally *, ent_scene *);
/* What the bars are, for the footer. */
const char *ent_histogram_note(const ent_histogram *, const ent_tally *, ent_scene *);

/* Bins of the CSV, whatever the size of the drawing. */
enum { ENT_BINS_MOST = 40 };
/* The plotted numbers, of a chart that passed its layout. */
void ent_histogram_print_csv(const void *histogram, FILE *);

#endif
