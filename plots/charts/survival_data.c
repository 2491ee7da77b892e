/* A survival chart's data: checked, told in words, and written as CSV. */
#include <math.h>

#include "plots/chart_data.h"
#include "plots/charts/survival_parts.h"

static void check_event(const ent_survival *s, const ent_survival_event *event,
                        ent_problems *problems) {
    if (!event->share || !event->label) {
        ent_chart_contradicts(problems, "an event needs a label and its shares");
        return;
    }
    if (!ent_chart_finite(event->share, s->count, "event's shares", problems))
        return;
    double before = 0;
    for (size_t t = 0; t < s->count; t++) {
        if (event->share[t] < before || event->share[t] > 1) {
            ent_chart_contradicts(
                problems, "the share of futures in which an event has happened must lie "
                          "between 0 and 1 and never fall");
            return;
        }
        before = event->share[t];
    }
}

void ent_survival_check(const void *chart, ent_problems *problems) {
    const ent_survival *s = chart;
    if (s->count == 0 || s->event_count == 0 || !s->ends || !s->events ||
        s->futures == 0) {
        ent_chart_empty("survival chart", problems);
        return;
    }
    if (s->event_count > ENT_LINES_MOST)
        ent_chart_contradicts(problems, "a survival chart has five events at most");
    if (!ent_chart_ordered(s->start, s->ends, s->count))
        ent_chart_contradicts(problems,
                              "the periods of a survival chart must follow each other");
    for (size_t i = 0; i < s->event_count && i < ENT_LINES_MOST; i++)
        check_event(s, &s->events[i], problems);
}

static const char *share_text(const ent_survival *s, double share, ent_scene *scene) {
    return ent_chart_share((uint64_t)llround(share * (double)s->futures), s->futures,
                           scene);
}

const char *ent_survival_final(const ent_survival *s, const ent_survival_event *event,
                               ent_scene *scene) {
    return share_text(s, event->share[s->count - 1], scene);
}

/* "; in half of them by 31 Mar 2029": where half of all futures have seen it. */
static const char *half_text(const ent_survival *s, const ent_survival_event *event,
                             ent_scene *scene) {
    for (size_t t = 0; t < s->count; t++)
        if (event->share[t] >= 0.5)
            return ent_scene_format(scene, "; in half by %s",
                                    ent_chart_day(s->ends[t], scene));
    return "";
}

const char *ent_survival_describe(const ent_survival *s, ent_scene *scene) {
    const char *text = ent_scene_format(
        scene, "Stepped lines over time: %s. %s from %s to %s, 0%% to 100%%.",
        s->text.subtitle ? s->text.subtitle : "share of futures",
        ent_chart_counted(s->count, "period", scene), ent_chart_day(s->start, scene),
        ent_chart_day(s->ends[s->count - 1], scene));
    for (size_t i = 0; i < s->event_count; i++)
        text =
            ent_scene_format(scene, "%s %s: %s by the end%s.", text, s->events[i].label,
                             ent_survival_final(s, &s->events[i], scene),
                             half_text(s, &s->events[i], scene));
    return text;
}

void ent_survival_print_csv(const void *chart, FILE *out) {
    const ent_survival *s = chart;
    fputs("period_end", out);
    for (size_t i = 0; i < s->event_count; i++) {
        fputc(',', out);
        ent_csv_text(out, s->events[i].label);
    }
    fputc('\n', out);
    for (size_t t = 0; t < s->count; t++) {
        char day[11];
        fputs(ent_day_write(s->ends[t], day), out);
        for (size_t i = 0; i < s->event_count; i++)
            ent_csv_number(out, s->events[i].share[t]);
        fputc('\n', out);
    }
}
