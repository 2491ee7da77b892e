/* The difference: what the parties, or chosen metrics, gain against the baseline. */
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/figure.h"

/* The words of a gain's sides. */
typedef struct {
    const char *below, *above;
} sides;

static bool is_shown(const ent_drawing *d, const ent_difference_result *m) {
    const char *metric = d->request->metric;
    return metric == NULL ? ent_drawing_npv_party(d, m->name) >= 0
                          : strcmp(metric, m->name) == 0;
}

static const char *gain_name(ent_drawing *d, const ent_difference_result *m) {
    const int party = ent_drawing_npv_party(d, m->name);
    return party >= 0 ? ent_drawing_party_name(d, party)
                      : ent_title_or(m->title, m->name);
}

static sides sides_of(const ent_drawing *d, const ent_difference_result *m) {
    if (m->kind == ENT_DATE_METRIC)
        return (sides){"earlier", "later"};
    return ent_drawing_npv_party(d, m->name) >= 0 ? (sides){"loses", "gains"}
                                                  : (sides){"lower", "higher"};
}

/* ---- What is compared ---- */

/* True for the comparisons asked for: one, or all. */
static bool is_asked(const ent_drawing *d, const ent_comparison *c) {
    return d->request->agreement == NULL || strcmp(c->agreement, d->agreement->name) == 0;
}

static const void *no_comparison(ent_drawing *d) {
    const ent_results *r = d->results;
    if (r->comparison_count == 0)
        return ent_drawing_refuse(
            d,
            ent_problem_text(d->problems,
                             "write `baseline: %s`, or add --set baseline=%s",
                             r->agreements[0].name, r->agreements[0].name),
            "the scenario names no baseline to compare with");
    return ent_drawing_refuse(d,
                              "name another with --agreement, or none to draw them all",
                              "%s is the baseline itself", d->agreement->name);
}

static const void *no_metric(ent_drawing *d, const ent_comparison *c) {
    const char **names = ent_arena_take(d->arena, c->metric_count + 1, sizeof *names);
    for (size_t i = 0; i < c->metric_count; i++)
        names[i] = c->metrics[i].name;
    ent_drawing_no_such(d, "metric", d->request->metric, names, c->metric_count);
    return NULL;
}

/* True after a problem: it cannot be drawn. */
static bool is_flag(ent_drawing *d, const ent_difference_result *m) {
    if (m->kind == ENT_FLAG_METRIC)
        ent_drawing_refuse(d, "draw a dumbbell of it, or a difference of amounts",
                           "%s is yes or no: its difference has no distribution",
                           m->name);
    return m->kind == ENT_FLAG_METRIC;
}

static bool is_refused(ent_drawing *d, const ent_difference_result *m) {
    if (is_flag(d, m))
        return true;
    if (m->n == 0)
        ent_drawing_refuse(d, "draw another metric",
                           "in no future does %s come in both versions", m->name);
    return m->n == 0;
}

static const ent_difference_result *shown_of(const ent_drawing *d,
                                             const ent_comparison *c) {
    for (size_t i = 0; i < c->metric_count; i++)
        if (is_shown(d, &c->metrics[i]))
            return &c->metrics[i];
    return NULL;
}

/* The comparisons asked for. */
typedef struct {
    const ent_comparison *newest; /* NULL: there is none */
    const ent_comparison *first;  /* with something to show; NULL: none has */
    size_t count, metrics; /* those with something to show, and all their metrics */
} asked;

static asked find_asked(const ent_drawing *d) {
    const ent_results *r = d->results;
    asked found = {0};
    for (size_t i = 0; i < r->comparison_count; i++) {
        const ent_comparison *c = &r->comparisons[i];
        found.newest = is_asked(d, c) ? c : found.newest;
        if (!is_asked(d, c) || shown_of(d, c) == NULL)
            continue;
        found.first = c;
        found.metrics += c->metric_count;
        found.count++;
    }
    return found;
}

static bool finds_names(ent_drawing *d) {
    const asked found = find_asked(d);
    if (found.newest == NULL)
        return ent_drawing_finds(d);
    if (found.first == NULL)
        return no_metric(d, found.newest) != NULL;
    return !is_flag(d, shown_of(d, found.first));
}

static ent_gain gain_of(ent_drawing *d, const ent_difference_result *m) {
    const int party = ent_drawing_npv_party(d, m->name);
    return (ent_gain){.name = gain_name(d, m),
                      .count = m->n,
                      .mean = m->mean,
                      .se = m->se,
                      .p5 = m->p5,
                      .p50 = m->p50,
                      .p95 = m->p95,
                      .positive = m->positive,
                      .zero = m->zero,
                      .hue = party >= 0 ? ent_drawing_party_hue(d, party) : 0};
}

/* ---- Words ---- */

enum { PARTIES_NAMED = 3 };

/* "OpenAI gains in 77.4% of futures, Microsoft in 34.0%" */
static const char *title_of_parties(ent_drawing *d, const ent_comparison *c,
                                    const char *opening) {
    char share[ENT_FORMAT_SIZE];
    const char *text = opening;
    int named = 0;
    bool moved = false;
    for (size_t i = 0; i < c->metric_count && named < PARTIES_NAMED; i++) {
        const ent_difference_result *m = &c->metrics[i];
        if (!is_shown(d, m))
            continue;
        moved = moved || m->zero < 1;
        text = ent_drawing_words(d, "%s%s%s %s %s", text, named > 0 ? ", " : "",
                                 gain_name(d, m), named > 0 ? "in" : "gains in",
                                 named > 0 ? ent_figure_headline(m->positive, m->n, share)
                                           : ent_drawing_futures(d, m->positive, m->n));
        named++;
    }
    return moved ? text : "No party's value changes in any future";
}

static const char *title_of_metric(ent_drawing *d, const ent_comparison *c,
                                   const ent_difference_result *m) {
    const bool up = m->positive >= 1 - m->positive - m->zero;
    const sides words = sides_of(d, m);
    if (!(m->zero < 1))
        return ent_drawing_words(d, "%s is the same in every future", gain_name(d, m));
    return ent_drawing_words(
        d, "%s: %s in %s under %s", gain_name(d, m), up ? words.above : words.below,
        ent_drawing_futures(d, up ? m->positive : 1 - m->positive - m->zero, m->n),
        ent_drawing_version(d, c->agreement));
}

static const char *title(ent_drawing *d, const ent_comparison *c, bool several) {
    for (size_t i = 0; d->request->metric != NULL && i < c->metric_count; i++)
        if (is_shown(d, &c->metrics[i]))
            return title_of_metric(d, c, &c->metrics[i]);
    const char *name = ent_drawing_version(d, c->agreement);
    return title_of_parties(d, c, several ? ent_drawing_words(d, "%s: ", name) : "");
}

static const char *subtitle(ent_drawing *d, const ent_comparison *c, const char *what,
                            bool several) {
    const char *baseline = ent_drawing_version(d, c->baseline);
    if (several)
        return ent_drawing_words(d, "Against %s: %s, on identical futures", baseline,
                                 what);
    return ent_drawing_words(d, "%s against %s: %s, on identical futures",
                             ent_drawing_version(d, c->agreement), baseline, what);
}

static const char *measure(ent_drawing *d, const ent_difference_result *m) {
    const char *unit = ent_drawing_unit(d, m->unit);
    if (m->kind == ENT_DATE_METRIC)
        return ent_drawing_words(d, "%s, years, where both come", gain_name(d, m));
    if (ent_drawing_npv_party(d, m->name) >= 0)
        return ent_drawing_words(d, "net present value, %s", unit);
    return ent_drawing_words(d, "%s%s%s", gain_name(d, m), *unit == '\0' ? "" : ", ",
                             unit);
}

/* ---- The chart ---- */

/* Adds the gains of one comparison, if it has any; false after a problem. */
static bool add_gains(ent_drawing *d, const ent_comparison *c, ent_difference *chart,
                      ent_gain *gains, bool several) {
    const size_t before = chart->count;
    for (size_t i = 0; i < c->metric_count; i++) {
        const ent_difference_result *m = &c->metrics[i];
        if (!is_shown(d, m))
            continue;
        if (is_refused(d, m))
            return false;
        chart->unit = m->kind == ENT_DATE_METRIC ? "year" : m->unit;
        chart->below = sides_of(d, m).below;
        chart->above = sides_of(d, m).above;
        gains[chart->count] = gain_of(d, m);
        if (several && chart->count == before)
            gains[chart->count].heading = ent_drawing_version(d, c->agreement);
        chart->count++;
    }
    return true;
}

static const void *fill(ent_drawing *d) {
    const ent_results *r = d->results;
    const asked found = find_asked(d);
    const bool several = found.count > 1;
    if (found.newest == NULL)
        return no_comparison(d);
    if (found.first == NULL)
        return no_metric(d, found.newest);
    ent_difference *chart = ent_arena_take(d->arena, 1, sizeof *chart);
    ent_gain *gains = ent_arena_take(d->arena, found.metrics, sizeof *gains);
    chart->gains = gains;
    /* The newest first: it is what the title speaks of. */
    for (size_t i = r->comparison_count; i-- > 0;)
        if (is_asked(d, &r->comparisons[i]) &&
            !add_gains(d, &r->comparisons[i], chart, gains, several))
            return NULL;
    const char *what = measure(d, shown_of(d, found.first));
    chart->text = ent_drawing_text(d, title(d, found.first, several),
                                   subtitle(d, found.first, what, several));
    return chart;
}

const ent_chart_kind ent_difference_kind = {
    .type = &ent_difference_chart,
    .help = "who gains against the baseline, on identical futures: every party's net "
            "present value, or one metric",
    .takes = ENT_TAKES_METRIC,
    .names = finds_names,
    .fill = fill,
};
