/* What the distributions share: quantiles as parameters, and checks. */
#include "model/world/distribution_help.h"

#include <math.h>

#include "model/world/kernels.h"

const double ent_quantile_levels[ENT_QUANTILE_LEVELS] = {0.01, 0.05, 0.10, 0.25, 0.50,
                                                         0.75, 0.90, 0.95, 0.99};

static bool given(const ent_entry *entry, int field) {
    return entry->fields[field].given;
}

static const char *name_of(const ent_entry *entry, int field) {
    return entry->kind->fields[field].name;
}

static int quantiles_given(const ent_entry *entry, int first) {
    int count = 0;
    for (int q = 0; q < ENT_QUANTILE_LEVELS; q++)
        count += given(entry, first + q);
    return count;
}

/* The first field given of those before `first` that is none of the two; -1: none. */
static int other_than(const ent_entry *entry, int first, int a, int b) {
    for (int f = 0; f < first; f++)
        if (f != a && f != b && given(entry, f))
            return f;
    return -1;
}

static bool exclude(const ent_entry *entry, int field, int against,
                    ent_problems *problems) {
    ent_problem *problem = ent_problem_add(
        problems, "E0702", entry->fields[field].at, entry->path,
        "%s cannot stand beside %s", name_of(entry, field), name_of(entry, against));
    ent_problem_also(
        problem, entry->fields[against].at,
        ent_problem_text(problems, "%s given here", name_of(entry, against)));
    problem->help = ent_problem_text(problems, "drop `%s` or `%s`", name_of(entry, field),
                                     name_of(entry, against));
    return false;
}

static bool rising(const ent_entry *entry, int first, ent_problems *problems) {
    int before = -1;
    for (int q = 0; q < ENT_QUANTILE_LEVELS; q++) {
        const ent_value *value = &entry->fields[first + q];
        if (!value->given)
            continue;
        if (before >= 0 && !(value->number > entry->fields[before].number)) {
            ent_problem *problem = ent_problem_add(
                problems, "E0703", value->at, entry->path,
                "%s is %s, not above %s, which is %s", name_of(entry, first + q),
                value->text, name_of(entry, before), entry->fields[before].text);
            problem->help = ent_problem_text(problems, "write a number above %s",
                                             entry->fields[before].text);
            return false;
        }
        before = first + q;
    }
    return true;
}

static bool quantiles_alone(const ent_entry *entry, int first, ent_problems *problems) {
    int last = -1;
    for (int q = 0; q < ENT_QUANTILE_LEVELS; q++)
        if (given(entry, first + q))
            last = first + q;
    for (int f = 0; f < first; f++)
        if (given(entry, f))
            return exclude(entry, f, last, problems);
    int count = quantiles_given(entry, first);
    if (count == 2 || count == 3)
        return rising(entry, first, problems);
    ent_problem_add(problems, count < 2 ? "E0701" : "E0702", entry->fields[last].at,
                    entry->path, "a %s takes two or three quantiles, not %d",
                    entry->kind->name, count)
        ->help =
        count < 2 ? "add a second one, such as `p90`" : "keep `p10`, `p50` and `p90`";
    return false;
}

static bool missing(const ent_entry *entry, int field, ent_problems *problems) {
    if (field < 0)
        ent_problem_add(problems, "E0701", entry->at, entry->path,
                        "a %s needs `%s` and `%s`, or two quantiles", entry->kind->name,
                        name_of(entry, 0), name_of(entry, 1))
            ->help = "add for example `p10` and `p90`";
    else
        ent_problem_add(problems, "E0701", entry->at, entry->path, "`%s` is missing",
                        name_of(entry, field))
            ->help = ent_problem_text(problems, "add `%s: ...`", name_of(entry, field));
    return false;
}

ent_given ent_quantiles_or_pair(const ent_entry *entry, int first, const int (*pairs)[2],
                                int *pair, ent_problems *problems) {
    if (quantiles_given(entry, first))
        return quantiles_alone(entry, first, problems) ? ENT_GIVEN_BY_QUANTILES
                                                       : ENT_GIVEN_WRONGLY;
    for (*pair = 0; pairs[*pair][0] >= 0; ++*pair) {
        int a = pairs[*pair][0], b = pairs[*pair][1];
        if (!given(entry, a) && !given(entry, b))
            continue;
        int had = given(entry, a) ? a : b, other = other_than(entry, first, a, b);
        bool good = other < 0 || exclude(entry, other, had, problems);
        if (good && !(given(entry, a) && given(entry, b)))
            good = missing(entry, had == a ? b : a, problems);
        return good ? ENT_GIVEN_BY_PAIR : ENT_GIVEN_WRONGLY;
    }
    missing(entry, -1, problems);
    return ENT_GIVEN_WRONGLY;
}

/* ---- Fitting ---- */

typedef struct {
    double z[ENT_QUANTILE_LEVELS], y[ENT_QUANTILE_LEVELS];
    int field[ENT_QUANTILE_LEVELS];
    int count;
} points;

static bool collect(const ent_entry *entry, int first, bool logarithms, points *p,
                    ent_problems *problems) {
    for (int q = 0; q < ENT_QUANTILE_LEVELS; q++) {
        const ent_value *value = &entry->fields[first + q];
        if (!value->given)
            continue;
        if (logarithms && !(value->number > 0.0)) {
            ent_problem_add(problems, "E0706", value->at, entry->path,
                            "%s of a %s must be above 0, not %s",
                            name_of(entry, first + q), entry->kind->name, value->text)
                ->help = "write a positive number, or `distribution: normal`";
            return false;
        }
        p->z[p->count] = ent_normal_quantile(ent_quantile_levels[q]);
        p->y[p->count] = logarithms ? ent_log(value->number) : value->number;
        p->field[p->count++] = first + q;
    }
    return true;
}

static void least_squares(const points *p, double fit[2]) {
    double z = 0.0, y = 0.0, zz = 0.0, zy = 0.0;
    for (int i = 0; i < p->count; i++) {
        z += p->z[i] / p->count;
        y += p->y[i] / p->count;
    }
    for (int i = 0; i < p->count; i++) {
        zz += (p->z[i] - z) * (p->z[i] - z);
        zy += (p->z[i] - z) * (p->y[i] - y);
    }
    fit[1] = zy / zz;
    fit[0] = y - fit[1] * z;
}

bool ent_quantiles_fit(const ent_entry *entry, int first, bool logarithms, double fit[2],
                       ent_problems *problems) {
    const double tolerance = 0.1; /* standard deviations */
    points p = {.count = 0};
    if (!collect(entry, first, logarithms, &p, problems))
        return false;
    least_squares(&p, fit);
    for (int i = 0; i < p.count; i++) {
        double y = fit[0] + fit[1] * p.z[i];
        if (fabs(y - p.y[i]) <= tolerance * fit[1])
            continue;
        ent_problem *problem = ent_problem_add(
            problems, "E0704", entry->fields[p.field[i]].at, entry->path,
            "no %s has these three quantiles: the nearest has %s at %.4g, not %s",
            entry->kind->name, name_of(entry, p.field[i]), logarithms ? ent_exp(y) : y,
            entry->fields[p.field[i]].text);
        problem->help =
            ent_problem_text(problems, "keep two quantiles, or try `distribution: %s`",
                             logarithms ? "normal" : "lognormal");
        return false;
    }
    return true;
}

/* ---- Checks and arrays ---- */

bool ent_below(const ent_entry *entry, int low, int high, ent_problems *problems) {
    const ent_value *a = &entry->fields[low], *b = &entry->fields[high];
    if (a->number < b->number)
        return true;
    ent_problem *problem = ent_problem_add(
        problems, "E0705", a->at, entry->path, "%s is %s, not below %s, which is %s",
        name_of(entry, low), a->text, name_of(entry, high), b->text);
    ent_problem_also(problem, b->at,
                     ent_problem_text(problems, "%s given here", name_of(entry, high)));
    problem->help =
        ent_problem_text(problems, "write a %s below %s", name_of(entry, low), b->text);
    return false;
}

bool ent_mode_within(const ent_entry *entry, int low, int mode, int high,
                     ent_problems *problems) {
    const ent_value *a = &entry->fields[low], *m = &entry->fields[mode],
                    *b = &entry->fields[high];
    if (a->number <= m->number && m->number <= b->number)
        return true;
    ent_problem_add(problems, "E0707", m->at, entry->path,
                    "the %s is %s, outside the range from %s to %s", name_of(entry, mode),
                    m->text, a->text, b->text)
        ->help =
        ent_problem_text(problems, "write a number from %s to %s", a->text, b->text);
    return false;
}

bool ent_above_zero(const ent_entry *entry, int field, ent_problems *problems) {
    const ent_value *value = &entry->fields[field];
    if (value->number > 0.0)
        return true;
    ent_problem_add(problems, "E0706", value->at, entry->path,
                    "the %s of the %s must be above 0, not %s", name_of(entry, field),
                    entry->kind->name, value->text)
        ->help = "write a positive number";
    return false;
}

void ent_normal_quantiles(const double *u, double *z, size_t n) {
    ent_kernels_here()->normal_quantile(u, z, n);
}

void ent_normal_cdfs(const double *x, double centre, double width, double *u, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const double away = x[i] - centre;
        u[i] = width > 0.0 ? away / width : away >= 0.0 ? INFINITY : -INFINITY;
    }
    ent_kernels_here()->normal_cdf(u, u, n);
}

/* w = 1 - u is rounded by c = (w - 1) + u, which is exact: ln(1 - u) = ln w - c / w. */
void ent_exponential_quantiles(const double *u, double *x, size_t n) {
    const ent_kernels *k = ent_kernels_here();
    double w[ENT_DRAW_BATCH], log[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        for (size_t i = 0; i < count; i++)
            w[i] = 1.0 - u[first + i];
        k->log(w, log, count);
        for (size_t i = 0; i < count; i++) {
            const double rounded = (w[i] - 1.0) + u[first + i];
            x[first + i] = rounded / w[i] - log[i];
        }
    }
}

/* Kahan's way: what rounding did to exp(-x) is undone by its own logarithm. */
void ent_exponential_cdfs(const double *x, double *u, size_t n) {
    const ent_kernels *k = ent_kernels_here();
    double e[ENT_DRAW_BATCH], log[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        for (size_t i = 0; i < count; i++)
            e[i] = -x[first + i];
        k->exp(e, e, count);
        k->log(e, log, count);
        for (size_t i = 0; i < count; i++) {
            const double t = x[first + i], lost = 1.0 - e[i];
            u[first + i] = lost == 0.0 ? t : lost == 1.0 ? 1.0 : lost * (t / -log[i]);
        }
    }
}

void ent_logarithms(double *x, size_t n) {
    ent_kernels_here()->log(x, x, n);
}

void ent_exponentials(double *x, size_t n) {
    ent_kernels_here()->exp(x, x, n);
}
