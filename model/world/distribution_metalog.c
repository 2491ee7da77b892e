/* metalog: Keelin 2016, The Metalog Distributions, Decision Analysis 13.  With l = ln(u / (1 - u))
 * and c = u - 1/2,
 *
 *   M(u) = a1 + a2 l + a3 c l + a4 c + a5 c^2 + a6 c^2 l + a7 c^3 + a8 c^3 l + ...
 *   x = M;  min + exp(M) with `min`;  max - exp(-M) with `max`;
 *   (min + max exp(M)) / (1 + exp(M)) with both
 *
 * As many terms as quantiles, and so through each of them exactly.  M must rise everywhere. */
#include "model/world/distribution_help.h"

#include <math.h>
#include <stdlib.h>

#include "model/world/kernels.h"

enum { QUANTILES, MAP = ENT_QUANTILE_LEVELS, COEFFICIENTS, MIN, MAX };
static const ent_field fields[] = {
    ENT_QUANTILE_ROWS,
    [MAP] = {.name = "quantiles",
             .type = ENT_LEVELS,
             .unit = "own",
             ENT_ANY,
             .example = "{5%: 12, 50%: 24, 80%: 31, 95%: 40}",
             .help = "Quantiles of any level, 2 to 16 of them"},
    [COEFFICIENTS] = {.name = "coefficients",
                      .type = ENT_DATA,
                      .unit = "own",
                      ENT_ANY,
                      .help =
                          "Instead of quantiles, a1, a2 ... in Keelin's order, 2 to 16 "
                          "of them, as another tool fitted them"},
    [MIN] = ENT_OWN("min", "Nothing is below this; it is approached, not reached"),
    [MAX] = ENT_OWN("max", "Nothing is above this; it is approached, not reached"),
    ENT_TRUNCATE_ROWS,
};

enum { TERMS = 16, POWERS = TERMS / 2 };
#define LAST_LOGIT 36.8 /* of the uniforms 2^-53 from 0 and 1 */

/* M = sum of plain[k] c^k + l sum of logit[k] c^k. */
typedef struct {
    double plain[POWERS], logit[POWERS];
} shape;

typedef struct {
    size_t count;
    double level[TERMS], value[TERMS];
    ent_place at[TERMS];
    const char *name[TERMS], *text[TERMS];
} points;

/* ---- What is given ---- */

static bool too_many(const ent_entry *entry, ent_problems *problems) {
    ent_problem_add(problems, "E0702", entry->fields[MAP].at, entry->path,
                    "`quantiles` has more than %d levels", TERMS)
        ->help = "keep those that are best known";
    return false;
}

static void add(points *p, double level, double value, const char *name, const char *text,
                ent_place at) {
    p->level[p->count] = level;
    p->value[p->count] = value;
    p->name[p->count] = name;
    p->text[p->count] = text;
    p->at[p->count++] = at;
}

static bool collect(const ent_entry *entry, points *p, ent_problems *problems) {
    const ent_value *map = &entry->fields[MAP];
    for (int q = 0; q < ENT_QUANTILE_LEVELS; q++) {
        const ent_value *value = &entry->fields[QUANTILES + q];
        if (value->given)
            add(p, ent_quantile_levels[q], value->number, fields[QUANTILES + q].name,
                value->text, value->at);
    }
    if (map->given && p->count) {
        ent_problem_add(problems, "E0702", map->at, entry->path,
                        "`quantiles` cannot stand beside %s", p->name[0])
            ->help = ent_problem_text(problems, "write %s inside `quantiles`: %g%%: %s",
                                      p->name[0], 100.0 * p->level[0], p->text[0]);
        return false;
    }
    if (map->item_count > TERMS)
        return too_many(entry, problems);
    for (size_t i = 0; i < map->item_count; i++) {
        const ent_item *item = &map->items[i];
        add(p, item->key_number, item->number, item->key, item->text, item->at);
    }
    if (p->count >= 2)
        return true;
    ent_problem_add(problems, "E0701", p->count ? p->at[0] : entry->at, entry->path,
                    "a metalog needs two quantiles or more")
        ->help = "add for example `p10`, `p50` and `p90`";
    return false;
}

static bool rising(const ent_entry *entry, const points *p, ent_problems *problems) {
    for (size_t i = 1; i < p->count; i++)
        if (!(p->value[i] > p->value[i - 1])) {
            ent_problem_add(problems, "E0703", p->at[i], entry->path,
                            "%s is %s, not above %s, which is %s", p->name[i], p->text[i],
                            p->name[i - 1], p->text[i - 1])
                ->help =
                ent_problem_text(problems, "write a number above %s", p->text[i - 1]);
            return false;
        }
    return true;
}

static bool within(const ent_entry *entry, const points *p, ent_problems *problems) {
    const ent_value *min = &entry->fields[MIN], *max = &entry->fields[MAX];
    if (min->given && max->given && !ent_below(entry, MIN, MAX, problems))
        return false;
    for (size_t i = 0; i < p->count; i++) {
        const bool low = min->given && p->value[i] <= min->number;
        if (!low && !(max->given && p->value[i] >= max->number))
            continue;
        ent_problem_add(problems, "E0706", p->at[i], entry->path,
                        "%s is %s, not %s, which is %s", p->name[i], p->text[i],
                        low ? "above min" : "below max", low ? min->text : max->text)
            ->help = low ? "write a lower `min`" : "write a higher `max`";
        return false;
    }
    return true;
}

/* ---- Fitting ---- */

/* Where term `k` (from 0) of Keelin's order stands. */
static double *place_of(shape *s, size_t k) {
    static const int logit[] = {0, 1, 1, 0};
    static const int power[] = {0, 0, 1, 1};
    const size_t high = k / 2; /* from the fifth on: plain, logit, plain, logit */
    if (k < 4)
        return (logit[k] ? s->logit : s->plain) + power[k];
    return (k % 2 ? s->logit : s->plain) + high;
}

static double value_of(const shape *s, double c, double l) {
    double plain = 0.0, logit = 0.0;
    for (size_t k = POWERS; k-- > 0;) {
        plain = plain * c + s->plain[k];
        logit = logit * c + s->logit[k];
    }
    return plain + logit * l;
}

/* What a value of x is as a value of M. */
static double unbounded(const ent_drawn *drawn, double x) {
    const double below = x - drawn->p[0], above = drawn->p[1] - x;
    if (isfinite(below) && isfinite(above))
        return ent_log(below / above);
    return isfinite(below) ? ent_log(below) : isfinite(above) ? -ent_log(above) : x;
}

/* Row by row: the basis at each level, and what M must be there. */
static void equations(const ent_drawn *drawn, const points *p,
                      double rows[TERMS][TERMS + 1]) {
    for (size_t i = 0; i < p->count; i++) {
        const double c = p->level[i] - 0.5,
                     l = ent_log(p->level[i] / (1.0 - p->level[i]));
        for (size_t k = 0; k < p->count; k++) {
            shape one = {{0.0}, {0.0}};
            *place_of(&one, k) = 1.0;
            rows[i][k] = value_of(&one, c, l);
        }
        rows[i][p->count] = unbounded(drawn, p->value[i]);
    }
}

static void exchange(double *a, double *b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const double kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

/* Gauss and Jordan with the greatest pivot of the column; own arithmetic, so that every machine
 * gets the same bits.  The levels differ, so the matrix is regular. */
static void solve(double rows[TERMS][TERMS + 1], size_t n) {
    for (size_t k = 0; k < n; k++) {
        size_t best = k;
        for (size_t i = k + 1; i < n; i++)
            best = fabs(rows[i][k]) > fabs(rows[best][k]) ? i : best;
        exchange(rows[k], rows[best], n + 1);
        for (size_t i = 0; i < n; i++) {
            const double factor = rows[i][k] / rows[k][k];
            for (size_t j = k; j <= n && i != k; j++)
                rows[i][j] -= factor * rows[k][j];
        }
    }
    for (size_t k = 0; k < n; k++)
        rows[k][n] /= rows[k][k];
}

/* ---- Whether M rises ---- */

/* M at the logit l, exact in both tails. */
static double at_logit(const shape *s, double l) {
    return value_of(s, 1.0 / (1.0 + ent_exp(-l)) - 0.5, l);
}

/* u of a logit in words: "62.3%"; the upper tail to two digits of what is left. */
static const char *level_text(double l, ent_problems *problems) {
    const double rest = 100.0 / (1.0 + ent_exp(l));
    return rest < 1.0 ? ent_problem_text(problems, "100%% - %.2g%%", rest)
                      : ent_problem_text(problems, "%.3g%%", 100.0 - rest);
}

static const char *range_text(double from, double to, ent_problems *problems) {
    const char *low = level_text(from, problems), *high = level_text(to, problems);
    return to >= LAST_LOGIT - 0.5 ? ent_problem_text(problems, "above %s", low)
           : from <= 0.5 - LAST_LOGIT
               ? ent_problem_text(problems, "below %s", high)
               : ent_problem_text(problems, "from %s to %s", low, high);
}

/* The quantile without which the rest is likeliest to fit: the nearest to the fault, but
 * of those inside. */
static size_t culprit(const points *p, double l) {
    size_t best = p->count > 2 ? 1 : 0;
    double least = INFINITY;
    for (size_t i = 1; i + 1 < p->count; i++) {
        const double away = fabs(ent_log(p->level[i] / (1.0 - p->level[i])) - l);
        if (away < least) {
            least = away;
            best = i;
        }
    }
    return best;
}

static bool refuse(const ent_entry *entry, const points *p, double from, double to,
                   ent_problems *problems) {
    if (p->count == 0) {
        ent_problem_add(problems, "E0710", entry->fields[COEFFICIENTS].at, entry->path,
                        "the values of this metalog would fall at the levels %s",
                        range_text(from, to, problems))
            ->help = "correct the coefficients, or give the quantiles they come from";
        return false;
    }
    const size_t drop = culprit(p, 0.5 * (from + to));
    ent_problem *problem = ent_problem_add(
        problems, "E0710", p->at[drop], entry->path,
        "no metalog has these %zu quantiles: its values would fall at the levels %s",
        p->count, range_text(from, to, problems));
    problem->note = "a higher level must have a higher value everywhere, not only at "
                    "the levels given";
    problem->help = ent_problem_text(
        problems,
        p->count > 2 ? "drop %s, or move it towards the line through its neighbours"
                     : "write other values for %s",
        p->name[drop]);
    return false;
}

static bool rises(const ent_entry *entry, const points *p, const shape *s,
                  ent_problems *problems) {
    enum { STEPS = 3680 };
    const double step = LAST_LOGIT / STEPS,
                 scale = fabs(at_logit(s, 2.0) - at_logit(s, -2.0));
    double before = at_logit(s, -STEPS * step), from = NAN;
    for (int i = 1 - STEPS; i <= STEPS; i++) {
        const double l = i * step, m = at_logit(s, l);
        const bool falls = m < before - 1e-12 * scale;
        if (falls && isnan(from))
            from = l - step;
        if (!isnan(from) && (!falls || i == STEPS))
            return refuse(entry, p, from, falls ? l : l - step, problems);
        before = m;
    }
    return true;
}

static bool from_quantiles(const ent_entry *entry, const ent_drawn *drawn, points *p,
                           shape *s, ent_problems *problems) {
    double rows[TERMS][TERMS + 1];
    if (!collect(entry, p, problems) || !rising(entry, p, problems) ||
        !within(entry, p, problems))
        return false;
    equations(drawn, p, rows);
    solve(rows, p->count);
    for (size_t k = 0; k < p->count; k++)
        *place_of(s, k) = rows[k][p->count];
    return true;
}

static bool from_coefficients(const ent_entry *entry, shape *s, ent_problems *problems) {
    const ent_value *given = &entry->fields[COEFFICIENTS], *min = &entry->fields[MIN],
                    *max = &entry->fields[MAX];
    for (int f = QUANTILES; f <= MAP; f++)
        if (entry->fields[f].given) {
            ent_problem_add(problems, "E0702", given->at, entry->path,
                            "`coefficients` cannot stand beside %s", fields[f].name)
                ->help = "keep the quantiles, which can be checked by eye";
            return false;
        }
    if (given->item_count < 2 || given->item_count > TERMS) {
        ent_problem_add(problems, given->item_count < 2 ? "E0701" : "E0702", given->at,
                        entry->path, "a metalog has 2 to %d coefficients, not %zu", TERMS,
                        given->item_count)
            ->help = "write them in the order of Keelin 2016: [a1, a2, a3]";
        return false;
    }
    for (size_t k = 0; k < given->item_count; k++)
        *place_of(s, k) = given->items[k].number;
    return !min->given || !max->given || ent_below(entry, MIN, MAX, problems);
}

static bool prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                    ent_problems *problems) {
    points p = {.count = 0};
    const ent_value *min = &entry->fields[MIN], *max = &entry->fields[MAX];
    drawn->p[0] = min->given ? min->number : -INFINITY;
    drawn->p[1] = max->given ? max->number : INFINITY;
    shape *s = ent_arena_take(arena, 1, sizeof *s);
    drawn->table = s->plain;
    drawn->table_count = ENT_LENGTH(s->plain) + ENT_LENGTH(s->logit);
    return (entry->fields[COEFFICIENTS].given
                ? from_coefficients(entry, s, problems)
                : from_quantiles(entry, drawn, &p, s, problems)) &&
           rises(entry, &p, s, problems);
}

/* ---- Drawing ---- */

static void bound(const ent_drawn *drawn, double *x, size_t n) {
    const double min = drawn->p[0], max = drawn->p[1];
    const bool low = isfinite(min), high = isfinite(max);
    if (!low && !high)
        return;
    for (size_t i = 0; i < n && high; i++)
        x[i] = -x[i];
    ent_exponentials(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = !high ? min + x[i] : !low ? max - x[i] : min + (max - min) / (1.0 + x[i]);
}

static void quantile(const ent_drawn *drawn, const double *u, double *x, size_t n) {
    const double *plain = drawn->table, *logit = drawn->table + POWERS;
    double l[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        for (size_t i = 0; i < count; i++)
            l[i] = u[first + i] / (1.0 - u[first + i]);
        ent_logarithms(l, count);
        for (size_t i = 0; i < count; i++) {
            const double c = u[first + i] - 0.5;
            double a = 0.0, b = 0.0;
            for (size_t k = POWERS; k-- > 0;) {
                a = a * c + plain[k];
                b = b * c + logit[k];
            }
            x[first + i] = a + b * l[i];
        }
    }
    bound(drawn, x, n);
}

/* Without bounds: the mean of c^k is 2^-k / (k + 1) for an even k, that of c^k l for an odd k is
 * 2^(1 - k) / (k + 1) times 1 + 1/3 + 1/5 ... 1/k; the others are 0. */
static double mean(const ent_drawn *drawn) {
    const double *plain = drawn->table, *logit = drawn->table + POWERS;
    double sum = 0.0, scale = 1.0, odd = 0.0;
    if (isfinite(drawn->p[0]) || isfinite(drawn->p[1]))
        return NAN;
    for (size_t k = 0; k < POWERS; k++, scale *= 0.5) {
        if (k % 2 == 0) {
            sum += plain[k] * scale / (double)(k + 1);
            continue;
        }
        odd += 1.0 / (double)k;
        sum += logit[k] * 2.0 * scale / (double)(k + 1) * odd;
    }
    return sum;
}

const ent_distribution ent_distribution_metalog = {
    .kind = {"metalog",
             "Through all the quantiles given, whatever their number (2 to 16) and "
             "shape, with `min`, `max` or both as bounds (Keelin 2016).",
             fields, ENT_LENGTH(fields)},
    .portable = true,
    .prepare = prepare,
    .quantile = quantile,
    .mean = mean,
};
