/* A fan's data: checked, told in words, and written as CSV. */
#include "plots/charts/fan_parts.h"

#include <math.h>
#include <string.h>

#include "plots/chart_data.h"

static bool ordered(const ent_fan *fan) {
    for (size_t t = 1; t < fan->count; t++)
        if (fan->ends[t] <= fan->ends[t - 1])
            return false;
    return fan->start == ENT_NO_DAY || fan->start <= fan->ends[0];
}

void ent_fan_sort_bands(const ent_fan *fan, ent_band sorted[ENT_BANDS_MOST]) {
    for (size_t i = 0; i < fan->band_count; i++) {
        size_t at = i;
        for (; at > 0 && sorted[at - 1].coverage < fan->bands[i].coverage; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = fan->bands[i];
    }
}

/* Whether each band lies within the wider one and around the median. */
static bool nested(const ent_fan *fan, const ent_band *bands) {
    for (size_t t = 0; t < fan->count; t++)
        for (size_t i = 0; i < fan->band_count; i++) {
            bool last = i + 1 == fan->band_count;
            double low = last ? fan->median[t] : bands[i + 1].low[t];
            double high = last ? fan->median[t] : bands[i + 1].high[t];
            if (bands[i].low[t] > low || bands[i].high[t] < high)
                return false;
        }
    return true;
}

static bool bands_finite(const ent_fan *fan, ent_problems *problems) {
    bool fine = true;
    for (size_t i = 0; i < fan->band_count; i++) {
        fine &=
            ent_chart_finite(fan->bands[i].low, fan->count, "band's low edge", problems);
        fine &= ent_chart_finite(fan->bands[i].high, fan->count, "band's high edge",
                                 problems);
        if (!(fan->bands[i].coverage > 0 && fan->bands[i].coverage < 1)) {
            ent_chart_contradicts(problems,
                                  "a band's coverage must lie between 0% and 100%");
            fine = false;
        }
    }
    return fine;
}

void ent_fan_check(const void *chart, ent_problems *problems) {
    const ent_fan *fan = chart;
    if (fan->count == 0 || !fan->median || !fan->ends) {
        ent_chart_empty("fan chart", problems);
        return;
    }
    if (fan->band_count > ENT_BANDS_MOST)
        ent_chart_contradicts(problems, "a fan chart has three bands at most");
    if (!ordered(fan))
        ent_chart_contradicts(problems,
                              "the periods of a fan chart must follow each other");
    bool fine = ent_chart_finite(fan->median, fan->count, "median", problems);
    ent_chart_finite(fan->mean, fan->count, "mean", problems);
    ent_chart_finite(fan->samples, fan->sample_count * fan->count, "sampled futures",
                     problems);
    if (fan->band_count <= ENT_BANDS_MOST && bands_finite(fan, problems) && fine) {
        ent_band bands[ENT_BANDS_MOST];
        ent_fan_sort_bands(fan, bands);
        if (!nested(fan, bands))
            ent_chart_contradicts(problems,
                                  "a fan's bands must lie within each other and around "
                                  "the median");
    }
}

ent_day ent_fan_first_day(const ent_fan *fan, size_t t) {
    if (t > 0 || fan->start != ENT_NO_DAY)
        return ent_chart_first_day(fan->start, fan->ends, t);
    /* Unknown: a lone period is taken for a quarter. */
    return fan->ends[0] - (fan->count > 1 ? fan->ends[1] - fan->ends[0] : 91) + 1;
}

const ent_mark *ent_fan_marks(const ent_fan *fan, ent_scene *scene, size_t *count) {
    const ent_day days[] = {ent_fan_first_day(fan, 0), fan->ends[fan->count - 1]};
    return ent_chart_marks(fan->marks, fan->mark_count, days, scene, count);
}

static const char *value_text(const ent_fan *fan, ent_scene *scene, double value) {
    return ent_chart_value(fan->unit, value, fan->se, scene);
}

static size_t highest(const double *values, size_t count) {
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (values[i] > values[best])
            best = i;
    return best;
}

const char *ent_fan_line(const ent_fan *fan) {
    return fan->line == NULL ? "median" : fan->line;
}

/* How the median runs: first, highest if that is neither, last. */
static const char *describe_median(const ent_fan *fan, ent_scene *scene) {
    size_t last = fan->count - 1, top = highest(fan->median, fan->count);
    const char *end = value_text(fan, scene, fan->median[last]);
    if (last == 0)
        return ent_scene_format(scene, "The %s is %s.", ent_fan_line(fan), end);
    const char *peak = "";
    if (top > 0 && top < last)
        peak = ent_scene_format(scene, ", is highest at %s in the period to %s,",
                                value_text(fan, scene, fan->median[top]),
                                ent_chart_day(fan->ends[top], scene));
    return ent_scene_format(scene, "The %s begins at %s%s and ends at %s.",
                            ent_fan_line(fan), value_text(fan, scene, fan->median[0]),
                            peak, end);
}

static const char *describe_bands(const ent_fan *fan, ent_scene *scene) {
    ent_band bands[ENT_BANDS_MOST];
    size_t last = fan->count - 1;
    const char *text = "";
    ent_fan_sort_bands(fan, bands);
    for (size_t i = 0; i < fan->band_count; i++) {
        const char *joint = i == 0                     ? " In the last period, "
                            : i + 1 == fan->band_count ? " and "
                                                       : ", ";
        text =
            ent_scene_format(scene, "%s%s%s of the futures lie between %s and %s", text,
                             joint, ent_chart_value("%", bands[i].coverage, 0, scene),
                             value_text(fan, scene, bands[i].low[last]),
                             value_text(fan, scene, bands[i].high[last]));
    }
    return fan->band_count ? ent_scene_format(scene, "%s.", text) : text;
}

static const char *describe_rest(const ent_fan *fan, ent_scene *scene) {
    const char *text = "";
    if (ent_chart_mean_apart(fan->mean, fan->median, fan->count))
        text =
            ent_scene_format(scene, " The mean differs from the median; it ends at %s.",
                             value_text(fan, scene, fan->mean[fan->count - 1]));
    size_t count;
    const ent_mark *marks = ent_fan_marks(fan, scene, &count);
    return ent_scene_format(scene, "%s%s", text, ent_chart_marked(marks, count, scene));
}

const char *ent_fan_describe(const ent_fan *fan, ent_scene *scene) {
    const char *subtitle = fan->text.subtitle ? fan->text.subtitle : "one series";
    return ent_scene_format(scene, "Fan chart over time: %s. %s from %s to %s. %s%s%s",
                            subtitle, ent_chart_counted(fan->count, "period", scene),
                            ent_chart_day(ent_fan_first_day(fan, 0), scene),
                            ent_chart_day(fan->ends[fan->count - 1], scene),
                            describe_median(fan, scene), describe_bands(fan, scene),
                            describe_rest(fan, scene));
}

/* 0.95 as "95", 0.975 as "97.5". */
static const char *percent(double share, char text[ENT_FORMAT_SIZE]) {
    return ent_format_point(100 * share, text, ENT_FORMAT_SIZE);
}

static void put_heading(const ent_fan *fan, const ent_band *bands, FILE *out) {
    char low[ENT_FORMAT_SIZE], high[ENT_FORMAT_SIZE];
    fprintf(out, "period_end,%s", fan->line == NULL ? "median" : "value");
    if (fan->mean)
        fputs(",mean", out);
    for (size_t i = 0; i < fan->band_count; i++)
        fprintf(out, ",low_%s,high_%s", percent(bands[i].coverage, low),
                percent(bands[i].coverage, high));
    for (size_t i = 0; fan->samples && i < fan->sample_count; i++)
        fprintf(out, ",future_%zu", i + 1);
    fputc('\n', out);
}

void ent_fan_print_csv(const void *chart, FILE *out) {
    const ent_fan *fan = chart;
    ent_band bands[ENT_BANDS_MOST];
    ent_fan_sort_bands(fan, bands);
    put_heading(fan, bands, out);
    for (size_t t = 0; t < fan->count; t++) {
        char day[11];
        fputs(ent_day_write(fan->ends[t], day), out);
        ent_csv_number(out, fan->median[t]);
        if (fan->mean)
            ent_csv_number(out, fan->mean[t]);
        for (size_t i = 0; i < fan->band_count; i++) {
            ent_csv_number(out, bands[i].low[t]);
            ent_csv_number(out, bands[i].high[t]);
        }
        for (size_t i = 0; fan->samples && i < fan->sample_count; i++)
            ent_csv_number(out, fan->samples[i * fan->count + t]);
        fputc('\n', out);
    }
}
