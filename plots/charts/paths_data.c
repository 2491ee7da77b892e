/* Paths' data: checked, told in words, and written as CSV. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "plots/chart_data.h"
#include "plots/charts/paths_parts.h"

const double *ent_paths_of(const ent_paths *p, size_t future) {
    return p->values + future * p->count;
}

void ent_paths_check(const void *chart, ent_problems *problems) {
    const ent_paths *p = chart;
    if (p->count == 0 || p->future_count == 0 || !p->values || !p->ends || !p->numbers) {
        ent_chart_empty("chart of paths", problems);
        return;
    }
    for (size_t t = 0; t < p->count; t++)
        if (p->ends[t] < ent_chart_first_day(p->start, p->ends, t)) {
            ent_chart_contradicts(problems, "the periods must follow each other");
            break;
        }
    if (p->told >= p->future_count)
        ent_chart_contradicts(problems,
                              "the future that is told must be one of those drawn");
    for (size_t i = 0; i < p->event_count; i++)
        if (p->events[i].period >= p->count)
            ent_chart_contradicts(problems, "an event must come in one of the periods");
    ent_chart_finite(p->values, p->future_count * p->count, "simulated futures",
                     problems);
}

double ent_paths_outcome(const ent_paths *p, size_t future) {
    const double *values = ent_paths_of(p, future);
    if (p->measure != ENT_FLOW)
        return values[p->count - 1];
    double sum = 0;
    for (size_t t = 0; t < p->count; t++)
        sum += values[t];
    return sum;
}

void ent_paths_outcomes(const ent_paths *p, double range[2]) {
    range[0] = INFINITY;
    range[1] = -INFINITY;
    for (size_t i = 0; i < p->future_count; i++) {
        range[0] = fmin(range[0], ent_paths_outcome(p, i));
        range[1] = fmax(range[1], ent_paths_outcome(p, i));
    }
}

const char *ent_paths_in_all(const ent_paths *p) {
    return p->measure == ENT_FLOW ? " in all" : "";
}

const char *ent_paths_value(const ent_paths *p, double value, ent_scene *scene) {
    return ent_chart_value(p->unit, value, 0, scene);
}

const char *ent_paths_told(const ent_paths *p, ent_scene *scene) {
    if (p->told_label)
        return p->told_label;
    return ent_scene_format(scene, "future %" PRIu64, p->numbers[p->told]);
}

/* How the future that is told runs: first, highest and lowest where they are neither end,
 * last. */
static const char *describe_told(const ent_paths *p, ent_scene *scene) {
    const double *values = ent_paths_of(p, p->told);
    size_t top = 0, last = p->count - 1;
    for (size_t t = 1; t < p->count; t++)
        top = values[t] > values[top] ? t : top;
    const char *peak = "";
    if (top > 0 && top < last && values[top] > values[last])
        peak = ent_scene_format(scene, ", is highest at %s in the period to %s,",
                                ent_paths_value(p, values[top], scene),
                                ent_chart_day(p->ends[top], scene));
    return ent_scene_format(
        scene, "%s begins at %s%s and %s %s%s.",
        p->future_count == 1 ? "It"
                             : ent_scene_format(scene, "Of %zu, %s", p->future_count,
                                                ent_paths_told(p, scene)),
        ent_paths_value(p, values[0], scene), peak,
        p->measure == ENT_FLOW ? "comes to" : "ends at",
        ent_paths_value(p, ent_paths_outcome(p, p->told), scene), ent_paths_in_all(p));
}

static const char *describe_days(const ent_paths *p, ent_scene *scene) {
    const char *text = "";
    for (size_t i = 0; i < p->event_count; i++)
        text = ent_scene_format(scene, "%s %s.", text, p->events[i].label);
    size_t count;
    const ent_mark *marks =
        ent_chart_marks(p->marks, p->mark_count,
                        (ent_day[]){p->start, p->ends[p->count - 1]}, scene, &count);
    return ent_scene_format(scene, "%s%s", text, ent_chart_marked(marks, count, scene));
}

const char *ent_paths_describe(const ent_paths *p, ent_scene *scene) {
    const char *subtitle = p->text.subtitle ? p->text.subtitle : "one series";
    const char *others = "";
    double range[2];
    ent_paths_outcomes(p, range);
    if (p->future_count > 1)
        others =
            ent_scene_format(scene, " All %zu %s between %s and %s%s.", p->future_count,
                             p->measure == ENT_FLOW ? "come to" : "end",
                             ent_paths_value(p, range[0], scene),
                             ent_paths_value(p, range[1], scene), ent_paths_in_all(p));
    return ent_scene_format(scene, "%s over time: %s. %s from %s to %s. %s%s%s",
                            p->future_count == 1 ? "One future" : "Simulated futures",
                            subtitle, ent_chart_counted(p->count, "period", scene),
                            ent_chart_day(p->start, scene),
                            ent_chart_day(p->ends[p->count - 1], scene),
                            describe_told(p, scene), others, describe_days(p, scene));
}

const char *ent_paths_note(const ent_paths *p, ent_scene *scene) {
    const char *dots = "";
    if (p->event_count > 0)
        dots = ent_scene_format(scene, " Dots: events of %s.", ent_paths_told(p, scene));
    if (p->future_count < 2)
        return *dots ? dots + 1 : NULL;
    return ent_scene_format(
        scene, "Each line is one simulated future; none is likelier than another.%s",
        dots);
}

/* The events of a period, one after another. */
static void put_events(const ent_paths *p, size_t t, FILE *out) {
    ent_arena arena = {0};
    char *text = ent_arena_text(&arena, "", 0);
    for (size_t i = 0; i < p->event_count; i++)
        if (p->events[i].period == t) {
            const size_t size = strlen(text) + strlen(p->events[i].label) + 3;
            char *longer = ent_arena_take(&arena, size, 1);
            snprintf(longer, size, "%s%s%s", text, *text ? "; " : "", p->events[i].label);
            text = longer;
        }
    ent_csv_text(out, text);
    ent_arena_free(&arena);
}

void ent_paths_print_csv(const void *chart, FILE *out) {
    const ent_paths *p = chart;
    fputs("period_end,told,events", out);
    for (size_t i = 0; i < p->future_count; i++)
        fprintf(out, ",future_%" PRIu64, p->numbers[i]);
    fputc('\n', out);
    for (size_t t = 0; t < p->count; t++) {
        char day[11];
        fputs(ent_day_write(p->ends[t], day), out);
        ent_csv_number(out, ent_paths_of(p, p->told)[t]);
        fputc(',', out);
        put_events(p, t, out);
        for (size_t i = 0; i < p->future_count; i++)
            ent_csv_number(out, ent_paths_of(p, i)[t]);
        fputc('\n', out);
    }
}
