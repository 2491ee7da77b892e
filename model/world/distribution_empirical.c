/* empirical: what has been observed, drawn again.
 *
 *   x_1 <= x_2 <= ... <= x_n, the data in rising order
 *   plain:         Q(u) = x_k, k the least whole number with k / n >= u: each observation
 *                  with probability 1 / n, the inverse of the empirical distribution
 *   interpolated:  Q(u) = x_k + f (x_(k+1) - x_k), with k + f = 1 + (n - 1) u: type 7 of
 *                  Hyndman and Fan (1996), the usual sample quantile, continuous between
 *                  the least and the greatest */
#include "model/world/distribution_help.h"

#include <stdlib.h>

enum { DATA, INTERPOLATE };
static const ent_field fields[] = {
    [DATA] = {.name = "data",
              .type = ENT_DATA,
              .unit = "own",
              ENT_ANY,
              .required = true,
              .example = "[0.7, 0.9, 0.95, 1.1, 1.3]",
              .help = "What has been observed: a list, or {csv: history.csv, column: "
                      "price}"},
    [INTERPOLATE] = {.name = "interpolate",
                     .type = ENT_FLAG,
                     .standard = "false",
                     .help = "Values between neighbouring observations occur too"},
    ENT_TRUNCATE_ROWS,
};

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    (void)problems;
    const ent_value *data = &entry->fields[DATA];
    double *x = ent_arena_take(arena, data->item_count, sizeof *x);
    for (size_t i = 0; i < data->item_count; i++)
        x[i] = data->items[i].number;
    qsort(x, data->item_count, sizeof *x, compare);
    drawn->p[0] = entry->fields[INTERPOLATE].number;
    drawn->table = x;
    drawn->table_count = data->item_count;
    return true;
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    const double *table = drawn->table, count = (double)drawn->table_count;
    const bool interpolate = drawn->p[0] != 0.0;
    for (size_t i = 0; i < n; i++) {
        const double h = interpolate ? (count - 1.0) * u[i] : ceil(count * u[i]) - 1.0;
        const size_t k = (size_t)h, next = k + 1 < drawn->table_count ? k + 1 : k;
        x[i] = table[k] + (h - (double)k) * (table[next] - table[k]);
    }
}

/* How many of the rising values are not above x. */
static size_t not_above(const ent_drawn *drawn, double x) {
    size_t low = 0, high = drawn->table_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (drawn->table[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    const double *table = drawn->table, count = (double)drawn->table_count;
    for (size_t i = 0; i < n; i++) {
        const size_t k = not_above(drawn, x[i]);
        if (drawn->p[0] == 0.0 || k == 0 || k == drawn->table_count)
            u[i] = (double)k / count;
        else
            u[i] = ((double)k - 1.0 + (x[i] - table[k - 1]) / (table[k] - table[k - 1])) /
                   (count - 1.0);
    }
}

static double mean(const ent_drawn *drawn) {
    const double *x = drawn->table, count = (double)drawn->table_count;
    double sum = 0.0;
    for (size_t i = 0; i < drawn->table_count; i++)
        sum += x[i];
    if (drawn->p[0] == 0.0 || drawn->table_count == 1)
        return sum / count;
    return (sum - 0.5 * (x[0] + x[drawn->table_count - 1])) / (count - 1.0);
}

const ent_distribution ent_distribution_empirical = {
    .kind = {"empirical",
             "What has been observed, drawn again: each value as likely as any other.",
             fields, ENT_LENGTH(fields)},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
