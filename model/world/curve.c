/* Curves: points and yearly totals, integrated over periods. */
#include "model/world/curve.h"

#include <gsl/gsl_interp.h>
#include <math.h>
#include <stdlib.h>

#include "model/world/kernels.h"

/* Knots in time order: x in days since 1970, as the beginning of a day. */
typedef struct {
    double *x, *y;
    size_t count;
    int interpolation;
    gsl_interp *cubic; /* monotone, with three knots or more */
} knots;

/* A knot after all that are not later. */
static void insert(knots *k, double x, double y) {
    size_t i = k->count++;
    for (; i > 0 && k->x[i - 1] > x; i--) {
        k->x[i] = k->x[i - 1];
        k->y[i] = k->y[i - 1];
    }
    k->x[i] = x;
    k->y[i] = y;
}

static knots take_knots(ent_arena *arena, size_t room) {
    knots k = {.x = ent_arena_take(arena, room, sizeof(double)),
               .y = ent_arena_take(arena, room, sizeof(double))};
    return k;
}

/* Steffen's cubic needs three knots; through two, the straight line is the monotone
 * one. */
static void join(knots *k, int interpolation) {
    k->interpolation = interpolation;
    if (interpolation != ENT_CURVE_MONOTONE || k->count < 3)
        return;
    k->cubic = gsl_interp_alloc(gsl_interp_steffen, k->count);
    if (!k->cubic)
        abort();
    gsl_interp_init(k->cubic, k->x, k->y, k->count);
}

static void release(knots *k) {
    gsl_interp_free(k->cubic);
}

/* The mean of a + (b - a) t, or of a (b/a)^t, over t from 0 to 1.  The second is the
 * logarithmic mean: (b - a) / ln(b/a) = m r / artanh r with m the middle and r = (b -
 * a) / (b + a); near r = 0 by the series of artanh. */
static double segment_mean(double a, double b, int interpolation) {
    double middle = 0.5 * (a + b), r = (b - a) / (b + a), r2 = r * r;
    if (interpolation == ENT_CURVE_STEP)
        return a;
    if (interpolation != ENT_CURVE_LOG)
        return middle;
    if (fabs(r) < 0.01)
        return middle / (1.0 + r2 * (1.0 / 3 + r2 * (1.0 / 5 + r2 * (1.0 / 7 + r2 / 9))));
    return (b - a) / ent_log(b / a);
}

/* The value at x inside segment i. */
static double segment_value(const knots *k, size_t i, double x) {
    double share = (x - k->x[i]) / (k->x[i + 1] - k->x[i]);
    double a = k->y[i], b = k->y[i + 1];
    if (k->interpolation == ENT_CURVE_STEP)
        return a;
    if (k->interpolation == ENT_CURVE_LOG)
        return a * ent_exp(share * ent_log(b / a));
    return a + share * (b - a);
}

static double segment_integral(const knots *k, size_t i, double from, double to) {
    if (k->cubic)
        return gsl_interp_eval_integ(k->cubic, k->x, k->y, from, to, NULL);
    double a = from == k->x[i] ? k->y[i] : segment_value(k, i, from);
    double b = to == k->x[i + 1] ? k->y[i + 1] : segment_value(k, i, to);
    return (to - from) * segment_mean(a, b, k->interpolation);
}

/* The integral over [from, to]; before the first knot and after the last the curve is
 * flat. */
static double integral(const knots *k, double from, double to) {
    double first = k->x[0], last = k->x[k->count - 1], sum = 0.0;
    if (from < first)
        sum += ((to < first ? to : first) - from) * k->y[0];
    for (size_t i = 0; i + 1 < k->count; i++) {
        double low = from > k->x[i] ? from : k->x[i];
        double high = to < k->x[i + 1] ? to : k->x[i + 1];
        if (low < high)
            sum += segment_integral(k, i, low, high);
    }
    if (to > last)
        sum += (to - (from > last ? from : last)) * k->y[k->count - 1];
    return sum;
}

/* ---- Points ---- */

static bool all_positive(const ent_curve *curve, ent_problems *problems) {
    bool good = true;
    for (size_t i = 0; i < curve->points->item_count; i++) {
        const ent_item *item = &curve->points->items[i];
        if (item->number > 0.0)
            continue;
        ent_problem_add(problems, "E0714", item->at, curve->path,
                        "the value of %s is %s, which has no logarithm", item->key,
                        item->text)
            ->help = "write a positive number, or `interpolation: linear`";
        good = false;
    }
    return good;
}

static bool horizon_covered(const ent_curve *curve, const knots *k,
                            const ent_period *periods, size_t count,
                            ent_problems *problems) {
    ent_day start = periods[0].first, end = periods[count - 1].last;
    bool early = start<k->x[0], late = end> k->x[k->count - 1];
    char day[11];
    if (curve->flat || (!early && !late))
        return true;
    ent_problem *problem =
        ent_problem_add(problems, "E0715", curve->points->at, curve->path,
                        "the points do not reach the horizon's %s, %s",
                        early ? "start" : "end", ent_day_write(early ? start : end, day));
    problem->help =
        ent_problem_text(problems, "add a point on %s, or `extend: flat`", day);
    return false;
}

static const double *through_points(const ent_curve *curve, const ent_period *periods,
                                    size_t count, ent_arena *arena,
                                    ent_problems *problems) {
    knots k = take_knots(arena, curve->points->item_count);
    for (size_t i = 0; i < curve->points->item_count; i++)
        insert(&k, curve->points->items[i].key_day, curve->points->items[i].number);
    bool good = curve->interpolation != ENT_CURVE_LOG || all_positive(curve, problems);
    if (!horizon_covered(curve, &k, periods, count, problems) || !good)
        return NULL;
    double *values = ent_arena_take(arena, count, sizeof *values);
    join(&k, curve->interpolation);
    for (size_t t = 0; t < count; t++) {
        double from = periods[t].first, to = (double)periods[t].last + 1.0;
        values[t] = integral(&k, from, to) / (to - from);
    }
    release(&k);
    return values;
}

/* ---- Yearly totals ---- */

static bool has_year(const ent_value *yearly, int year) {
    for (size_t i = 0; i < yearly->item_count; i++)
        if ((int)yearly->items[i].key_number == year)
            return true;
    return false;
}

/* Every year from the first given, and of the horizon, to the horizon's last. */
static bool years_complete(const ent_curve *curve, int first, int last,
                           ent_problems *problems) {
    for (size_t i = 0; i < curve->yearly->item_count; i++) {
        int year = (int)curve->yearly->items[i].key_number;
        first = year < first ? year : first;
        last = year > last ? year : last;
    }
    bool good = true;
    for (int year = first; year <= last; year++) {
        if (has_year(curve->yearly, year))
            continue;
        ent_problem_add(problems, "E0716", curve->yearly->at, curve->path,
                        "the total of %d is missing", year)
            ->help = ent_problem_text(problems, "add `%d: ...` to `yearly`", year);
        good = false;
    }
    return good;
}

/* The running total at the ends of years; 0 at the beginning of the first. */
static knots running_total(const ent_value *yearly, ent_arena *arena) {
    knots totals = take_knots(arena, yearly->item_count + 1);
    for (size_t i = 0; i < yearly->item_count; i++)
        insert(&totals, yearly->items[i].key_number, yearly->items[i].number);
    knots k = take_knots(arena, yearly->item_count + 1);
    double sum = 0.0;
    insert(&k, ent_day_of((int)totals.x[0], 1, 1), sum);
    for (size_t i = 0; i < totals.count; i++) {
        sum += totals.y[i];
        insert(&k, ent_day_of((int)totals.x[i] + 1, 1, 1), sum);
    }
    return k;
}

static double total_at(const knots *k, double x) {
    if (k->cubic)
        return gsl_interp_eval(k->cubic, k->x, k->y, x, NULL);
    return segment_value(k, 0, x);
}

static const double *through_years(const ent_curve *curve, const ent_period *periods,
                                   size_t count, ent_arena *arena,
                                   ent_problems *problems) {
    if (!years_complete(curve, periods[0].year, periods[count - 1].year, problems))
        return NULL;
    double *values = ent_arena_take(arena, count, sizeof *values);
    knots k = running_total(curve->yearly, arena);
    join(&k, ENT_CURVE_MONOTONE);
    for (size_t t = 0; t < count; t++) {
        double before = total_at(&k, periods[t].first);
        double after = total_at(&k, (double)periods[t].last + 1.0);
        values[t] = (after - before) / periods[t].length;
    }
    release(&k);
    return values;
}

const double *ent_curve_values(const ent_curve *curve, const ent_period *periods,
                               size_t count, ent_arena *arena, ent_problems *problems) {
    const ent_value *points = curve->points, *yearly = curve->yearly;
    if (points && yearly) {
        ent_problem *problem =
            ent_problem_add(problems, "E0717", yearly->at, curve->path,
                            "a curve has either points or yearly totals");
        ent_problem_also(problem, points->at, "points given here");
        problem->help = "drop one of the two";
        return NULL;
    }
    if ((!points || !points->item_count) && (!yearly || !yearly->item_count)) {
        ent_problem_add(problems, "E0717", curve->at, curve->path,
                        "a curve needs points or yearly totals")
            ->help = "add `points: {2026-04-27: 1}` or `yearly: {2026: 30bn}`";
        return NULL;
    }
    return points ? through_points(curve, periods, count, arena, problems)
                  : through_years(curve, periods, count, arena, problems);
}
