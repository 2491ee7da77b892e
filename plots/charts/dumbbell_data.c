/* A dumbbell's data: checked, told in words, and written as CSV. */
#include "plots/charts/dumbbell_parts.h"

#include <math.h>

#include "plots/chart_data.h"

static bool is_date(const char *unit) {
    return ent_format_of(unit).show == ENT_SHOW_DATE;
}

/* Only a date may be infinitely far. */
static bool check_values(const ent_compared *metric, const ent_spread *s,
                         ent_problems *problems) {
    const double values[] = {s->low, s->middle, s->high};
    for (int i = 0; i < 3; i++) {
        bool never = is_date(metric->unit) && isinf(values[i]) && values[i] > 0;
        if (!never && !ent_chart_finite(&values[i], 1, "dumbbell", problems))
            return false;
    }
    return true;
}

static void check_metric(const ent_dumbbell *d, const ent_compared *metric,
                         ent_problems *problems) {
    for (size_t v = 0; v < d->version_count; v++) {
        const ent_spread *s = &metric->spreads[v];
        if (!check_values(metric, s, problems))
            return;
        if (s->low > s->middle || s->middle > s->high) {
            ent_chart_contradicts(problems, "the percentiles of a dumbbell must ascend");
            return;
        }
    }
}

void ent_dumbbell_check(const void *chart, ent_problems *problems) {
    const ent_dumbbell *d = chart;
    if (d->count == 0 || d->version_count == 0) {
        ent_chart_empty("dumbbell", problems);
        return;
    }
    if (d->version_count > ENT_VERSIONS_MOST) {
        ent_chart_contradicts(problems, "a dumbbell compares eight versions at most");
        return;
    }
    for (size_t i = 0; i < d->count; i++)
        check_metric(d, &d->metrics[i], problems);
}

static const char *value_in_words(double value, double se, const char *unit,
                                  ent_scene *scene) {
    return isinf(value) ? "never" : ent_chart_outcome(unit, value, se, scene);
}

bool ent_compared_is_share(const ent_compared *metric) {
    return metric->futures > 0 && ent_format_of(metric->unit).show == ENT_SHOW_PERCENT;
}

const char *ent_compared_middle(const ent_compared *metric, size_t version,
                                ent_scene *scene) {
    const ent_spread *s = &metric->spreads[version];
    if (!ent_compared_is_share(metric))
        return value_in_words(s->middle, s->se, metric->unit, scene);
    uint64_t count = (uint64_t)round(s->middle * (double)metric->futures);
    return ent_chart_share(count, metric->futures, scene);
}

const char *ent_dumbbell_describe(const ent_dumbbell *d, ent_scene *scene) {
    const char *text = "";
    for (size_t i = 0; i < d->count; i++) {
        const ent_compared *metric = &d->metrics[i];
        text = ent_scene_format(scene, "%s %s:", text, metric->name);
        for (size_t v = 0; v < d->version_count; v++) {
            const ent_spread *s = &metric->spreads[v];
            double se = 2 * s->se;
            text = ent_scene_format(scene, "%s%s %s %s (%s to %s)", text, v ? ";" : "",
                                    d->versions[v], ent_compared_middle(metric, v, scene),
                                    value_in_words(s->low, se, metric->unit, scene),
                                    value_in_words(s->high, se, metric->unit, scene));
        }
        text = ent_scene_format(scene, "%s.", text);
    }
    return ent_scene_format(scene, "Versions compared: %s.%s",
                            d->text.subtitle ? d->text.subtitle : "medians", text);
}

static void put_value(FILE *out, double value, const char *unit) {
    char text[ENT_FORMAT_SIZE];
    if (isinf(value)) {
        fputs(",never", out);
        return;
    }
    if (!is_date(unit)) {
        ent_csv_number(out, value);
        return;
    }
    int year, month, day;
    ent_day_split((ent_day)value, &year, &month, &day);
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    fprintf(out, ",%s", text);
}

void ent_dumbbell_print_csv(const void *dumbbell, FILE *out) {
    const ent_dumbbell *d = dumbbell;
    fputs("metric,unit,version,low,middle,high\n", out);
    for (size_t i = 0; i < d->count; i++)
        for (size_t v = 0; v < d->version_count; v++) {
            const ent_compared *metric = &d->metrics[i];
            ent_csv_text(out, metric->name);
            fputc(',', out);
            ent_csv_text(out, metric->unit ? metric->unit : "");
            fputc(',', out);
            ent_csv_text(out, d->versions[v]);
            put_value(out, metric->spreads[v].low, metric->unit);
            put_value(out, metric->spreads[v].middle, metric->unit);
            put_value(out, metric->spreads[v].high, metric->unit);
            fputc('\n', out);
        }
}
