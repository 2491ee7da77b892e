/* A waterfall's data: checked, folded, told in words, and written as CSV. */
#include "plots/charts/waterfall_parts.h"

#include <math.h>
#include <stdlib.h>

#include "plots/chart_data.h"

/* What rounding may leave between the sum of the steps and the end, as a part of all that
 * is summed. */
static const double CLOSING_SLACK = 1e-9;
/* Steps smaller than this part of the largest bar are hardly seen. */
static const double SEEN_LEAST = 0.005;

bool ent_waterfall_has_interval(const ent_waterfall *w) {
    return isfinite(w->end.low) && isfinite(w->end.high);
}

static bool check_values(const ent_waterfall *w, ent_problems *problems) {
    bool finite = ent_chart_finite(&w->end.value, 1, "waterfall's end", problems);
    if (w->start)
        finite &= ent_chart_finite(&w->start->value, 1, "waterfall's start", problems);
    for (size_t i = 0; finite && i < w->count; i++)
        finite = ent_chart_finite(&w->steps[i].value, 1, "waterfall's step", problems);
    return finite;
}

void ent_waterfall_chart_check(const void *chart, ent_problems *problems) {
    const ent_waterfall *w = chart;
    if (w->count == 0 && !w->start) {
        ent_chart_empty("waterfall", problems);
        return;
    }
    if (!check_values(w, problems))
        return;
    double sum = w->start ? w->start->value : 0, size = fabs(sum) + fabs(w->end.value);
    for (size_t i = 0; i < w->count; i++) {
        sum += w->steps[i].value;
        size += fabs(w->steps[i].value);
    }
    if (fabs(sum - w->end.value) > CLOSING_SLACK * size)
        ent_chart_contradicts(problems,
                              "the steps of a waterfall must add up to its end");
    if (ent_waterfall_has_interval(w) && w->end.low > w->end.high)
        ent_chart_contradicts(problems, "the interval of a waterfall's end must ascend");
}

/* ---- Bars ---- */

static int by_size(const void *a, const void *b) {
    const ent_waterfall_step *x = *(const ent_waterfall_step *const *)a;
    const ent_waterfall_step *y = *(const ent_waterfall_step *const *)b;
    double one = fabs(x->value), two = fabs(y->value);
    return one != two ? (one > two) - (one < two) : (x > y) - (x < y);
}

static double largest(const ent_waterfall *w) {
    double most = fabs(w->end.value);
    for (size_t i = 0; i < w->count; i++)
        most = fabs(w->steps[i].value) > most ? fabs(w->steps[i].value) : most;
    return most;
}

/* Which steps are folded.  One alone is not: it would only lose its name. */
static bool *choose(const ent_waterfall *w, size_t folded, ent_scene *scene) {
    bool *chosen = ent_arena_take(&scene->arena, w->count + 1, sizeof *chosen);
    const ent_waterfall_step **sorted =
        ent_arena_take(&scene->arena, w->count + 1, sizeof *sorted);
    size_t count = 0, counts[2] = {0};
    for (size_t i = 0; i < w->count; i++)
        if (!w->steps[i].kept)
            sorted[count++] = &w->steps[i];
    qsort(sorted, count, sizeof *sorted, by_size);
    for (size_t i = 0; i < count; i++) {
        chosen[sorted[i] - w->steps] =
            i < folded || fabs(sorted[i]->value) < SEEN_LEAST * largest(w);
        counts[sorted[i]->marked] += chosen[sorted[i] - w->steps];
    }
    for (size_t i = 0; i < w->count; i++)
        chosen[i] = chosen[i] && counts[w->steps[i].marked] > 1;
    return chosen;
}

typedef struct {
    ent_waterfall_bar *bars;
    size_t count;
    double at; /* the running total */
} run_of_bars;

static void add_bar(run_of_bars *run, ent_waterfall_bar bar) {
    bar.from = bar.total ? 0 : run->at;
    bar.to = bar.total ? bar.value : run->at + bar.value;
    run->at = bar.to;
    run->bars[run->count++] = bar;
}

static void add_total(run_of_bars *run, const ent_waterfall_total *total) {
    add_bar(run, (ent_waterfall_bar){.name = total->name,
                                     .value = total->value,
                                     .se = total->se,
                                     .total = true});
}

/* Steps of cash or marked value one by one, then those that are folded. */
static void add_steps(run_of_bars *run, const ent_waterfall *w, const bool *chosen,
                      bool marked) {
    ent_waterfall_bar other = {.name = marked ? "Other, marked" : "Other",
                               .marked = marked};
    double variance = 0;
    for (size_t i = 0; i < w->count; i++) {
        const ent_waterfall_step *s = &w->steps[i];
        if (s->kept || s->marked != marked)
            continue;
        if (!chosen[i]) {
            add_bar(run, (ent_waterfall_bar){.name = s->name,
                                             .value = s->value,
                                             .se = s->se,
                                             .marked = marked});
            continue;
        }
        other.value += s->value;
        variance += isfinite(s->se) ? s->se * s->se : 0;
        other.folded++;
    }
    other.se = sqrt(variance);
    if (other.folded > 0)
        add_bar(run, other);
}

size_t ent_waterfall_bars(const ent_waterfall *w, size_t folded, ent_scene *scene,
                          ent_waterfall_bar **bars) {
    run_of_bars run = {.bars =
                           ent_arena_take(&scene->arena, w->count + 4, sizeof **bars)};
    const bool *chosen = choose(w, folded, scene);
    if (w->start)
        add_total(&run, w->start);
    add_steps(&run, w, chosen, false);
    add_steps(&run, w, chosen, true);
    for (size_t i = 0; i < w->count; i++)
        if (w->steps[i].kept)
            add_bar(&run, (ent_waterfall_bar){.name = w->steps[i].name,
                                              .value = w->steps[i].value,
                                              .se = w->steps[i].se,
                                              .marked = w->steps[i].marked});
    add_total(&run, &w->end);
    *bars = run.bars;
    return run.count;
}

/* ---- Words ---- */

const char *ent_waterfall_change(const ent_waterfall *w, double value, double se,
                                 ent_scene *scene) {
    return ent_chart_change(w->unit, value, se, scene);
}

const char *ent_waterfall_total_text(const ent_waterfall *w,
                                     const ent_waterfall_total *total, ent_scene *scene) {
    return w->change ? ent_chart_change(w->unit, total->value, total->se, scene)
                     : ent_chart_value(w->unit, total->value, total->se, scene);
}

static const char *describe_interval(const ent_waterfall *w, ent_scene *scene) {
    const double se = 2 * w->end.se;
    if (!ent_waterfall_has_interval(w))
        return "";
    return ent_scene_format(scene, " (%s: %s to %s)",
                            w->interval ? w->interval : "interval",
                            ent_chart_value(w->unit, w->end.low, se, scene),
                            ent_chart_value(w->unit, w->end.high, se, scene));
}

const char *ent_waterfall_describe(const ent_waterfall *w, ent_scene *scene) {
    const char *text = "";
    if (w->start)
        text = ent_scene_format(scene, " %s: %s.", w->start->name,
                                ent_waterfall_total_text(w, w->start, scene));
    for (size_t i = 0; i < w->count; i++)
        text = ent_scene_format(
            scene, "%s %s%s: %s.", text, w->steps[i].name,
            w->steps[i].marked && !w->steps[i].kept ? " (marked)" : "",
            ent_waterfall_change(w, w->steps[i].value, w->steps[i].se, scene));
    return ent_scene_format(scene, "Waterfall: %s.%s %s: %s%s.",
                            w->text.subtitle ? w->text.subtitle : "by clause", text,
                            w->end.name, ent_waterfall_total_text(w, &w->end, scene),
                            describe_interval(w, scene));
}

static void put_line(FILE *out, const char *what, const char *name, bool marked,
                     const double values[6]) {
    fprintf(out, "%s,", what);
    ent_csv_text(out, name);
    fputs(marked ? ",marked" : *what == 's' ? ",cash" : ",", out);
    for (int i = 0; i < 6; i++)
        if (isfinite(values[i]))
            ent_csv_number(out, values[i]);
        else
            fputc(',', out);
    fputc('\n', out);
}

void ent_waterfall_print_csv(const void *waterfall, FILE *out) {
    const ent_waterfall *w = waterfall;
    double at = w->start ? w->start->value : 0;
    fputs("what,name,booked_as,value,se,from,to,low,high\n", out);
    if (w->start)
        put_line(out, "total", w->start->name, false,
                 (double[]){at, w->start->se, 0, at, NAN, NAN});
    for (size_t i = 0; i < w->count; i++) {
        const ent_waterfall_step *s = &w->steps[i];
        put_line(out, "step", s->name, s->marked,
                 (double[]){s->value, s->se, at, at + s->value, NAN, NAN});
        at += s->value;
    }
    put_line(
        out, "total", w->end.name, false,
        (double[]){w->end.value, w->end.se, 0, w->end.value, w->end.low, w->end.high});
}
