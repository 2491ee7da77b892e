/* discrete: one of a list of values, by weight; x is the least value with P(X <= x) >=
 * u. */
#include "model/world/distribution_help.h"

#include <math.h>

enum { VALUES };
static const ent_field fields[] = {
    [VALUES] = {.name = "values",
                .type = ENT_WEIGHTS,
                .unit = "own",
                ENT_ANY,
                .required = true,
                .example = "{1: 20%, 2: 50%, 4: 30%}",
                .help = "Each value and its weight; weights need not add up to 1"},
    ENT_TRUNCATE_ROWS,
};

static bool weights_positive(const ent_entry *entry, ent_problems *problems) {
    const ent_value *values = &entry->fields[VALUES];
    bool good = true;
    if (!values->item_count) {
        ent_problem_add(problems, "E0701", values->at, entry->path,
                        "there is no value to draw")
            ->help = "add for example `values: {1: 20%, 2: 80%}`";
        return false;
    }
    for (size_t i = 0; i < values->item_count; i++) {
        const ent_item *item = &values->items[i];
        if (item->number > 0.0)
            continue;
        ent_problem_add(problems, "E0708", item->at, entry->path,
                        "the weight of %s is %s, not above 0", item->key, item->text)
            ->help =
            ent_problem_text(problems, "write a positive weight, or drop %s", item->key);
        good = false;
    }
    return good;
}

/* Values in rising order with their weights beside, so that x rises with u. */
static void sort_into(const ent_value *values, double *x, double *weight) {
    for (size_t i = 0; i < values->item_count; i++) {
        const ent_item *item = &values->items[i];
        size_t j = i;
        for (; j > 0 && x[j - 1] > item->key_number; j--) {
            x[j] = x[j - 1];
            weight[j] = weight[j - 1];
        }
        x[j] = item->key_number;
        weight[j] = item->number;
    }
}

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    const ent_value *values = &entry->fields[VALUES];
    if (!weights_positive(entry, problems))
        return false;
    size_t count = values->item_count;
    double *x = ent_arena_take(arena, 2 * count, sizeof *x), *share = x + count,
           sum = 0.0;
    sort_into(values, x, share);
    for (size_t i = 0; i < count; i++)
        sum = share[i] = sum + share[i];
    if (!isfinite(sum)) {
        ent_problem_add(problems, "E0708", values->at, entry->path,
                        "these weights add up to more than a number can hold")
            ->help = "divide them all by the same number: only their ratios count";
        return false;
    }
    for (size_t i = 0; i < count; i++)
        share[i] /= sum;
    drawn->table = x;
    drawn->table_count = count;
    return true;
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    const double *share = drawn->table + drawn->table_count;
    for (size_t i = 0; i < n; i++) {
        size_t low = 0, high = drawn->table_count - 1;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (share[middle] < u[i])
                low = middle + 1;
            else
                high = middle;
        }
        x[i] = drawn->table[low];
    }
}

static void cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    const double *share = drawn->table + drawn->table_count;
    for (size_t i = 0; i < n; i++) {
        size_t low = 0, high = drawn->table_count;
        while (low < high) { /* how many values are not above x */
            size_t middle = (low + high) / 2;
            if (drawn->table[middle] <= x[i])
                low = middle + 1;
            else
                high = middle;
        }
        u[i] = low ? share[low - 1] : 0.0;
    }
}

static double mean(const ent_drawn *drawn) {
    const double *share = drawn->table + drawn->table_count;
    double sum = 0.0, before = 0.0;
    for (size_t i = 0; i < drawn->table_count; i++) {
        sum += drawn->table[i] * (share[i] - before);
        before = share[i];
    }
    return sum;
}

const ent_distribution ent_distribution_discrete = {
    .kind = {"discrete", "One of a list of values, each with its weight.", fields,
             ENT_LENGTH(fields)},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
};
