/* Drawing from any distribution: truncation, distribution functions, means. */
#include "model/world/distribution_help.h"

#include <math.h>

#define LEAST_MASS 1e-6
#define LAST_U (1.0 - 0x1p-53) /* no quantile of 1 is asked for */

/* ---- Distribution functions ---- */

/* P(X <= x) as the greatest u whose quantile is not above x, to the last bit: bisection
 * between neighbours. */
static double bisected(const ent_drawn *drawn, double x) {
    double low = 0.0, high = 1.0, q;
    for (int i = 0; i < 200; i++) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high)
            break;
        drawn->kind->quantile(drawn, &middle, &q, 1);
        if (q <= x)
            low = middle;
        else
            high = middle;
    }
    return high == 1.0 ? 1.0 : low;
}

static void untruncated(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    if (drawn->kind->cdf) {
        drawn->kind->cdf(drawn, x, u, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        u[i] = bisected(drawn, x[i]);
}

void ent_distribution_cdf(const ent_drawn *drawn, const double *x, double *u, size_t n) {
    double asked[ENT_DRAW_BATCH];
    for (size_t first = 0; first < n; first += ENT_DRAW_BATCH) {
        const size_t count = n - first < ENT_DRAW_BATCH ? n - first : ENT_DRAW_BATCH;
        for (size_t i = 0; i < count; i++)
            asked[i] = x[first + i];
        untruncated(drawn, asked, u + first, count);
        if (!drawn->truncated)
            continue;
        for (size_t i = 0; i < count; i++) {
            const double share = (u[first + i] - drawn->from) / (drawn->to - drawn->from);
            u[first + i] = asked[i] < drawn->low     ? 0.0
                           : asked[i] >= drawn->high ? 1.0
                           : share < 0.0             ? 0.0
                           : share > 1.0             ? 1.0
                                                     : share;
        }
    }
}

/* ---- Truncation ---- */

void ent_distribution_quantile(const ent_drawn *drawn, const double *u, double *x,
                               size_t n) {
    if (!drawn->truncated) {
        drawn->kind->quantile(drawn, u, x, n);
        return;
    }
    /* Above `from`, where the last value that was cut off still stands. */
    const double from = nextafter(drawn->from, 1.0), to = drawn->to;
    for (size_t i = 0; i < n; i++) {
        const double inside = drawn->from + (to - drawn->from) * u[i];
        x[i] = inside < from ? from : inside > to ? to : inside;
    }
    drawn->kind->quantile(drawn, x, x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = x[i] < drawn->low ? drawn->low : x[i] > drawn->high ? drawn->high : x[i];
}

static bool refuse(const ent_entry *entry, const ent_value *value, double mass,
                   ent_problems *problems) {
    ent_problem *problem = ent_problem_add(
        problems, "E0709", value->at, entry->path,
        "truncated here, %s of the %s is left: less than a millionth",
        mass > 0.0 ? ent_problem_text(problems, "a share of %.2g", mass) : "nothing",
        entry->kind->name);
    problem->help = "truncate farther out, or correct the distribution's own fields";
    return false;
}

/* Sets what is left between `low` and `high`; false after a problem. */
static bool truncate(const ent_entry *entry, ent_drawn *drawn, ent_problems *problems) {
    const int below = ent_kind_field(entry->kind, "truncate_below"),
              above = ent_kind_field(entry->kind, "truncate_above");
    const ent_value *low = below < 0 ? NULL : &entry->fields[below],
                    *high = above < 0 ? NULL : &entry->fields[above];
    if (!low || !high || !(low->given || high->given))
        return true;
    if (low->given && high->given && !ent_below(entry, below, above, problems))
        return false;
    drawn->low = low->given ? low->number : -INFINITY;
    drawn->high = high->given ? high->number : INFINITY;
    drawn->to = LAST_U;
    if (low->given) {
        const double before = nextafter(drawn->low, -INFINITY);
        untruncated(drawn, &before, &drawn->from, 1);
    }
    if (high->given)
        untruncated(drawn, &drawn->high, &drawn->to, 1);
    drawn->to = drawn->to < LAST_U ? drawn->to : LAST_U;
    drawn->truncated = true;
    if (drawn->to - drawn->from >= LEAST_MASS)
        return true;
    return refuse(entry, high->given ? high : low, drawn->to - drawn->from, problems);
}

bool ent_distribution_prepare(const ent_entry *entry, ent_arena *arena, ent_drawn *drawn,
                              ent_problems *problems) {
    const ent_distribution *kind = (const void *)entry->kind;
    *drawn = (ent_drawn){.kind = kind};
    return kind->prepare(entry, arena, drawn, problems) &&
           truncate(entry, drawn, problems);
}

double ent_distribution_mean(const ent_drawn *drawn) {
    return drawn->truncated ? NAN : drawn->kind->mean(drawn);
}
