/* mixture: with weight w1 one distribution, with w2 another ...
 *
 *   F(x) = w1 F1(x) + w2 F2(x) + ...,  Q(u) = the least double x with F(x) >= u
 *
 * Found by bisection over the doubles between the least and the greatest of the parts' quantiles:
 * exact to the last bit, whatever the parts (atoms come out as they are written), without a table
 * whose error would have to be argued for, and rising with u, which the choice of a part by a
 * uniform of its own would not be. */
#include "model/world/distribution_help.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { WEIGHT };
static const ent_field part_fields[] = {
    [WEIGHT] = {.name = "weight",
                .type = ENT_NUMBER,
                .unit = "1",
                ENT_FROM(0),
                .required = true,
                .example = "30%",
                .help = "How likely this part is; weights need not add up to 1"},
};
static const ent_kind part = {
    .name = "part",
    .help = "One part of a mixture: its weight, its distribution and the fields of that.",
    .fields = part_fields,
    .field_count = ENT_LENGTH(part_fields),
    .draws = true,
};

enum { OF };
static const ent_field fields[] = {
    [OF] = {.name = "of",
            .type = ENT_ROWS,
            .row = &part,
            .required = true,
            .example =
                "[{weight: 30%, distribution: normal, mean: 1, sd: 0.1}, {weight: 70%, "
                "distribution: lognormal, median: 2, log_sd: 0.5}]",
            .help = "The distributions, each with its weight"},
    ENT_TRUNCATE_ROWS,
};

static bool prepare_part(const ent_entry *row, ent_arena *arena, ent_drawn *drawn,
                         double *weight, ent_problems *problems) {
    const ent_value *given = &row->fields[WEIGHT];
    *weight = given->number;
    if (!(*weight > 0.0)) {
        ent_problem_add(problems, "E0708", given->at, row->path,
                        "the weight of a part is %s, not above 0", given->text)
            ->help = "write a positive weight, or drop this part";
        return false;
    }
    return ent_distribution_prepare(row->inner, arena, drawn, problems);
}

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    const ent_value *of = &entry->fields[OF];
    ent_drawn *parts = ent_arena_take(arena, of->row_count, sizeof *parts);
    double *weights = ent_arena_take(arena, of->row_count, sizeof *weights), sum = 0.0;
    bool good = true;
    for (size_t i = 0; i < of->row_count; i++) {
        good &= prepare_part(&of->rows[i], arena, &parts[i], &weights[i], problems);
        sum += weights[i];
    }
    if (good && !isfinite(sum)) {
        ent_problem_add(problems, "E0708", of->at, entry->path,
                        "these weights add up to more than a number can hold")
            ->help = "divide them all by the same number: only their ratios count";
        return false;
    }
    for (size_t i = 0; i < of->row_count; i++)
        weights[i] /= sum;
    drawn->parts = parts;
    drawn->table = weights;
    drawn->table_count = of->row_count;
    return good;
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    double at[ENT_DRAW_BATCH], one[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        memcpy(at, x + first, count * sizeof *at);
        for (size_t p = 0; p < drawn->table_count; p++) {
            ent_distribution_cdf(&drawn->parts[p], at, one, count);
            for (size_t i = 0; i < count; i++)
                u[first + i] = (p ? u[first + i] : 0.0) + drawn->table[p] * one[i];
        }
        /* Weights rounded may add up to a little less or more than 1. */
        for (size_t i = 0; i < count; i++)
            u[first + i] = u[first + i] > 1.0 - 0x1p-50 ? 1.0 : u[first + i];
    }
}

/* The doubles in their order, as whole numbers. */
static int64_t rank_of(double x) {
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static double double_of(int64_t rank) {
    const int64_t bits = rank < 0 ? INT64_MIN - rank : rank;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Where one quantile lies: above rank `low` and not above rank `high`. */
typedef struct {
    double u, at_low, at_high; /* F at both */
    int64_t low, high, next;   /* and where to look next */
    size_t lane;
    bool failed; /* a part's quantile is not a number */
} bracket;

/* Between the least and the greatest of the parts' quantiles. */
static void begin(const ent_drawn *drawn, const double *u, bracket *all, size_t n) {
    double x[ENT_DRAW_BATCH];
    assert(drawn->table_count > 0);
    for (size_t p = 0; p < drawn->table_count; p++) {
        ent_distribution_quantile(&drawn->parts[p], u, x, n);
        for (size_t i = 0; i < n; i++) {
            bracket *b = &all[i];
            const int64_t rank = rank_of(x[i]);
            b->failed = (p && b->failed) || isnan(x[i]);
            b->low = !p || rank <= b->low ? rank - 1 : b->low;
            b->high = !p || rank > b->high ? rank : b->high;
        }
    }
    for (size_t i = 0; i < n; i++) {
        all[i].u = u[i];
        all[i].lane = i;
        x[i] = double_of(all[i].low);
    }
    cdf(drawn, x, x, n);
    for (size_t i = 0; i < n; i++) {
        all[i].at_low = x[i];
        x[i] = double_of(all[i].high);
    }
    cdf(drawn, x, x, n);
    for (size_t i = 0; i < n; i++)
        all[i].at_high = x[i];
}

/* By turns where the chord meets u, twice as far from the nearer end, so that the other end comes
 * close as well (as in Alefeld, Potra and Shi 1995), and the middle rank, so that an atom is found
 * as surely as a slope. */
static int64_t choose(const bracket *b, int step) {
    const double low = double_of(b->low), high = double_of(b->high);
    const double below = b->u - b->at_low, above = b->at_high - b->u;
    const double chord = (high - low) / (b->at_high - b->at_low);
    if (step % 3 == 2)
        return (b->low >> 1) + (b->high >> 1) + (b->low & b->high & 1);
    const int64_t next = rank_of(step % 3 == 0   ? low + below * chord
                                 : below < above ? low + 2.0 * below * chord
                                                 : high - 2.0 * above * chord);
    return next <= b->low ? b->low + 1 : next >= b->high ? b->high - 1 : next;
}

/* Puts in place the quantiles that are found; how many are left, moved to the front. */
static size_t finish(bracket *open, size_t n, double *x) {
    size_t left = 0;
    for (size_t i = 0; i < n; i++) {
        if (open[i].failed || open[i].high <= open[i].low + 1)
            x[open[i].lane] = open[i].failed ? NAN : double_of(open[i].high);
        else
            open[left++] = open[i];
    }
    return left;
}

static void narrow(const ent_drawn *drawn, bracket *open, size_t n, int step) {
    double f[ENT_DRAW_BATCH];
    for (size_t i = 0; i < n; i++) {
        open[i].next = choose(&open[i], step);
        f[i] = double_of(open[i].next);
    }
    cdf(drawn, f, f, n);
    for (size_t i = 0; i < n; i++) {
        const bool above = f[i] >= open[i].u;
        *(above ? &open[i].high : &open[i].low) = open[i].next;
        *(above ? &open[i].at_high : &open[i].at_low) = f[i];
    }
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    bracket open[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        begin(drawn, u + first, open, count);
        size_t left = finish(open, count, x + first);
        for (int step = 0; left > 0; step++) {
            narrow(drawn, open, left, step);
            left = finish(open, left, x + first);
        }
    }
}

static double mean(const ent_drawn *drawn) {
    double sum = 0.0;
    for (size_t p = 0; p < drawn->table_count; p++)
        sum += drawn->table[p] * ent_distribution_mean(&drawn->parts[p]);
    return sum;
}

const ent_distribution ent_distribution_mixture = {
    .kind = {"mixture",
             "One of several distributions, each with its weight: two scenarios in one "
             "number.",
             fields, ENT_LENGTH(fields)},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
