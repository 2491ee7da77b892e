/* The dots' data: quantiles, how they are stacked, told in words, and written as CSV. */
#include <math.h>

#include "plots/chart_data.h"
#include "plots/charts/dots_parts.h"

/* ---- Dots ---- */

static bool is_mass(const ent_tally *tally, double value) {
    for (size_t i = 0; i < tally->mass_count; i++)
        if (ent_outcome_same(tally->masses[i].value, value))
            return true;
    return false;
}

static double share_of_dot(int i) {
    return (i + 0.5) / ENT_DOTS;
}

void ent_dots_make(const ent_histogram *h, const ent_tally *tally,
                   ent_dot dots[ENT_DOTS]) {
    const bool date = ent_format_of(h->unit).show == ENT_SHOW_DATE;
    const double last = (double)h->count - 1, all = (double)tally->total - 1;
    for (int i = 0; i < ENT_DOTS; i++) {
        const double rank = share_of_dot(i) * all;
        ent_dot *dot = &dots[i];
        *dot = (ent_dot){.never = rank > last};
        if (!dot->never) {
            const size_t below = (size_t)rank, above = below + (rank > (double)below);
            const double from = h->sorted[below], to = h->sorted[above];
            /* Between two days lies no outcome. */
            dot->value = date ? from : from + (rank - (double)below) * (to - from);
            dot->mass = is_mass(tally, dot->value);
        }
        const bool above = dot->never || (h->threshold && dot->value > *h->threshold &&
                                          !ent_outcome_same(*h->threshold, dot->value));
        dot->hit = !h->threshold || (date ? !above : above);
    }
}

size_t ent_dots_hits(const ent_dot dots[ENT_DOTS]) {
    size_t hits = 0;
    for (int i = 0; i < ENT_DOTS; i++)
        hits += dots[i].hit;
    return hits;
}

/* ---- Stacking ---- */

/* Columns; outcomes an even distance apart that share one. */
enum { COLUMNS_LEAST = 6, COLUMNS_MOST = 60, SHARED_MOST = 8 };

static int column_at(const ent_stacking *s, double value) {
    return (int)ceil((value - s->anchor) / s->step - s->slack) - 1 -
           (int)round((s->low - s->anchor) / s->step);
}

int ent_dots_column(const ent_stacking *s, double value) {
    const int column = column_at(s, value);
    if (!(value > s->split) || ent_outcome_same(s->split, value))
        return column;
    const int split = column_at(s, s->split);
    return column > split ? column : split + 1;
}

int ent_dots_in(const ent_stacking *s, const ent_dot dots[ENT_DOTS], int column,
                bool *mass) {
    int count = 0;
    *mass = true;
    for (int i = 0; i < ENT_DOTS; i++) {
        if (dots[i].never || ent_dots_column(s, dots[i].value) != column)
            continue;
        *mass = *mass && dots[i].mass &&
                (count == 0 || ent_outcome_same(dots[i - 1].value, dots[i].value));
        count++;
    }
    return count;
}

int ent_dots_never(const ent_dot dots[ENT_DOTS]) {
    int count = 0;
    for (int i = 0; i < ENT_DOTS; i++)
        count += dots[i].never;
    return count;
}

static int tallest_of(const ent_stacking *s, const ent_dot dots[ENT_DOTS]) {
    int most = 0;
    bool mass;
    for (int i = 0; i < ENT_DOTS && !dots[i].never; i++) {
        const int count = ent_dots_in(s, dots, ent_dots_column(s, dots[i].value), &mass);
        most = count > most ? count : most;
    }
    return most;
}

/* Columns of a step, edges on the anchor, around all dots and the threshold. */
static ent_stacking columns_of(double anchor, double step, double slack,
                               const double range[2]) {
    ent_stacking s = {.anchor = anchor, .step = step, .slack = slack, .split = NAN};
    s.low = anchor + step * floor((range[0] - anchor) / step);
    s.high = anchor + step * ceil((range[1] - anchor) / step);
    if (range[0] <= s.low + slack * step) /* a lower edge is outside its column */
        s.low -= step;
    s.columns = (int)round((s.high - s.low) / step);
    return s;
}

/* What is to be stacked, and in what room. */
typedef struct {
    const ent_dot *dots;
    double width, height, never;
} room;

/* Shrinks the dots until those that never came fit in their own room. */
static void fit_never(ent_stacking *s, const room *r) {
    static const double SMALLER = 0.97;
    const int count = ent_dots_never(r->dots);
    for (s->never_abreast = 1; count > 0; s->diameter *= SMALLER) {
        const int abreast = (int)(r->never / s->diameter);
        s->never_abreast = abreast > 1 ? abreast : 1;
        if (ceil((double)count / s->never_abreast) * s->diameter <= r->height)
            return;
    }
}

/* Takes the stacking if its dots are larger; by much, if they stand abreast. */
static void try_stacking(ent_stacking *best, ent_stacking s, const room *r) {
    static const double WORTH = 1.4, BETWEEN = 0.6; /* of a dot, from pile to pile */
    enum { ABREAST_MOST = 8 };
    const double width = r->width / (s.columns + 1);
    const int tallest = tallest_of(&s, r->dots);
    for (int k = 1; k <= ABREAST_MOST; k++) {
        s.abreast = k;
        const double places = k > 1 ? k + BETWEEN : 1;
        s.diameter = fmin(width / places, r->height / ceil((double)tallest / k));
        fit_never(&s, r);
        s.worth = s.diameter / (k > 1 ? WORTH : 1);
        if (s.worth > best->worth)
            *best = s;
    }
}

static double spacing_of(const ent_tally *tally) {
    double least = tally->high - tally->low;
    for (size_t i = 1; i < tally->mass_count; i++)
        least = fmin(least, tally->masses[i].value - tally->masses[i - 1].value);
    /* Quarters differ by a day or two: the even spacing that spans them all. */
    const double spans = round((tally->high - tally->low) / least);
    return (tally->high - tally->low) / spans;
}

/* The least and the greatest dot. */
static void ends_of(const ent_dot dots[ENT_DOTS], double ends[2]) {
    ends[0] = ends[1] = dots[0].value;
    for (int i = 0; i < ENT_DOTS && !dots[i].never; i++)
        ends[1] = dots[i].value;
}

/* The dots and the threshold. */
static void range_of(const ent_histogram *h, const double ends[2], double range[2]) {
    range[0] = h->threshold ? fmin(ends[0], *h->threshold) : ends[0];
    range[1] = h->threshold ? fmax(ends[1], *h->threshold) : ends[1];
}

/* Outcomes an even distance apart: each has a column, or several share one where dots
 * would be tiny.  A day is the end of its period, its column's upper edge; any other value
 * stands amid its column. */
static ent_stacking stack_even(const ent_tally *tally, bool dates, const double range[2],
                               const room *r) {
    /* Ends of quarters stray by a day or two from an even grid. */
    static const double SLACK = 0.05;
    static const double TINY = 1.0 / 120; /* of the width */
    ent_stacking best = {0};
    const double spacing = spacing_of(tally);
    for (int k = 1; k <= SHARED_MOST; k *= 2) {
        if (k > 1 &&
            (best.diameter > TINY * r->width || k * spacing > (range[1] - range[0]) / 2))
            break;
        const double anchor = dates ? range[1] : tally->low - spacing / 2;
        ent_stacking s = columns_of(anchor, k * spacing, SLACK, range);
        s.even = true;
        try_stacking(&best, s, r);
    }
    return best;
}

/* The first column stands over the first dot, or a lone one over all of them; with a
 * threshold among the dots, an edge on it; where many futures meet it exactly, they stand
 * over it. */
static ent_stacking columns_around(const ent_histogram *h, const ent_tally *tally,
                                   const double ends[2], double step) {
    static const double ROUNDING = 1e-9;
    const double at = h->threshold ? *h->threshold : ends[0];
    double range[2];
    range_of(h, ends, range);
    if (!h->threshold || at < ends[0] - step || at > ends[1] + step) {
        const bool lone = h->threshold && ends[1] - ends[0] < step;
        const double first = lone ? (ends[0] + ends[1]) / 2 : ends[0];
        return columns_of(first - step / 2, step, ROUNDING, range);
    }
    if (!is_mass(tally, at))
        return columns_of(at, step, ROUNDING, range);
    const double wider[] = {range[0], fmax(range[1], at + step)};
    ent_stacking s = columns_of(at - step / 2, step, ROUNDING, wider);
    s.split = at;
    return s;
}

ent_stacking ent_dots_stack(const ent_histogram *h, const ent_tally *tally,
                            const ent_dot dots[ENT_DOTS], const double size[2],
                            double never) {
    const room r = {dots, size[0], size[1], never};
    const bool dates = ent_format_of(h->unit).show == ENT_SHOW_DATE;
    double ends[2], range[2];
    ent_stacking best = {0};
    ends_of(dots, ends);
    range_of(h, ends, range);
    const double width = range[1] - range[0];
    if (ent_outcome_same(range[0], range[1])) { /* one value: a column of its own */
        const double one = dates ? 365 : range[0] == 0 ? 1 : fabs(range[0]) / 4;
        const double around[] = {range[0] - 1.4 * one, range[0] + 1.4 * one};
        try_stacking(&best, columns_of(range[0] - one / 2, one, 0, around), &r);
        return best;
    }
    /* A threshold far away from all outcomes leaves them no columns of their own. */
    if (tally->discrete && tally->high > tally->low &&
        width <= (double)COLUMNS_MOST * SHARED_MOST * spacing_of(tally))
        return stack_even(tally, dates, range, &r);
    for (int n = COLUMNS_LEAST; n <= COLUMNS_MOST; n++)
        try_stacking(&best, columns_around(h, tally, ends, width / n), &r);
    return best;
}

/* ---- Words ---- */

const char *ent_dots_threshold(const ent_histogram *h, const ent_dot dots[ENT_DOTS],
                               ent_scene *scene) {
    const bool date = ent_format_of(h->unit).show == ENT_SHOW_DATE;
    return ent_scene_format(scene, "%zu of %d %s %s", ent_dots_hits(dots), ENT_DOTS,
                            date ? "by" : "above", ent_histogram_threshold(h, scene));
}

const char *ent_dots_describe(const ent_histogram *h, const ent_tally *tally,
                              const ent_dot dots[ENT_DOTS], ent_scene *scene) {
    const char *subtitle = h->text.subtitle ? h->text.subtitle : "one outcome";
    const int never = ent_dots_never(dots), came = ENT_DOTS - never;
    const char *range = "";
    if (came > 0)
        range = ent_scene_format(
            scene, " They stand from %s to %s.",
            ent_histogram_value(h, dots[0].value, tally->median_se, scene),
            ent_histogram_value(h, dots[came - 1].value, tally->median_se, scene));
    const char *marked = "";
    if (h->threshold)
        marked = ent_scene_format(scene, " %s.", ent_dots_threshold(h, dots, scene));
    const char *none = never ? ent_scene_format(scene, " Never: %d.", never) : "";
    return ent_scene_format(
        scene, "Quantile dot plot: %s. %d dots for %s, each for an equal share.%s%s%s",
        subtitle, ENT_DOTS, ent_chart_counted(tally->total, "future", scene), range,
        marked, none);
}

const char *ent_dots_note(const ent_histogram *h, const ent_tally *tally,
                          const ent_dot dots[ENT_DOTS], ent_scene *scene) {
    const bool date = ent_format_of(h->unit).show == ENT_SHOW_DATE;
    const char *side = "", *never = "";
    if (h->threshold)
        side = ent_scene_format(scene, " Filled: %s %s.", date ? "by" : "above",
                                ent_histogram_threshold(h, scene));
    if (h->never > 0 && ent_dots_never(dots) == 0)
        never = ent_scene_format(scene, " Never, too rare for a dot: %s.",
                                 ent_histogram_share(h->never, tally, scene));
    return ent_scene_format(scene, "Each dot stands for one in %d of the futures.%s%s",
                            ENT_DOTS, side, never);
}

void ent_dots_print_csv(const void *chart, FILE *out) {
    const ent_histogram *h = chart;
    ent_arena arena = {0};
    const ent_tally tally = ent_histogram_tally(h, ENT_BINS_MOST, &arena);
    ent_dot dots[ENT_DOTS];
    ent_dots_make(h, &tally, dots);
    fprintf(out, "dot,quantile,value,filled\n");
    for (int i = 0; i < ENT_DOTS; i++) {
        fprintf(out, "%d", i + 1);
        ent_csv_number(out, share_of_dot(i));
        if (dots[i].never)
            fputc(',', out);
        else
            ent_csv_number(out, dots[i].value);
        fprintf(out, ",%d\n", dots[i].hit);
    }
    ent_arena_free(&arena);
}
