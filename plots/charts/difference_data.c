/* A difference's data: checked, told in words, and written as CSV. */
#include "plots/charts/difference_parts.h"

#include <math.h>

#include "plots/chart_data.h"

/* What rounding leaves of shares that add up to one. */
static const double SHARE_SLACK = 1e-9;

static void check_gain(const ent_gain *gain, ent_problems *problems) {
    const double values[] = {gain->mean, gain->p5,       gain->p50,
                             gain->p95,  gain->positive, gain->zero};
    if (gain->count == 0) {
        ent_chart_empty("difference", problems);
        return;
    }
    if (!ent_chart_finite(values, sizeof values / sizeof *values, "difference", problems))
        return;
    bool shares = gain->positive >= 0 && gain->zero >= 0 &&
                  gain->positive + gain->zero <= 1 + SHARE_SLACK;
    if (gain->p5 > gain->p50 || gain->p50 > gain->p95)
        ent_chart_contradicts(problems, "the percentiles of a difference must ascend");
    else if (!shares)
        ent_chart_contradicts(problems,
                              "the shares of a difference must add up to one at most");
}

void ent_difference_check(const void *chart, ent_problems *problems) {
    const ent_difference *d = chart;
    if (d->count == 0 || !d->gains) {
        ent_chart_empty("difference", problems);
        return;
    }
    for (size_t i = 0; i < d->count; i++)
        check_gain(&d->gains[i], problems);
}

const char *ent_gain_share(const ent_gain *gain, ent_scene *scene) {
    uint64_t above = (uint64_t)round(gain->positive * (double)gain->count);
    return ent_chart_share(above, gain->count, scene);
}

const char *ent_gain_median(const ent_difference *d, const ent_gain *gain,
                            ent_scene *scene) {
    /* A normal's median errs by so much more than its mean. */
    static const double MEDIAN_ERROR = 1.2533;
    return ent_chart_change(d->unit, gain->p50, MEDIAN_ERROR * gain->se, scene);
}

bool ent_gain_mean_apart(const ent_gain *gain) {
    return gain->p95 > gain->p5 && ent_chart_mean_apart(&gain->mean, &gain->p50, 1);
}

static const char *describe_gain(const ent_difference *d, const ent_gain *gain,
                                 const char *heading, ent_scene *scene) {
    return ent_scene_format(
        scene, " %s%s%s: median %s, 90%% of futures from %s to %s, %s in %s.",
        heading ? heading : "", heading ? ", " : "", gain->name,
        ent_gain_median(d, gain, scene),
        ent_chart_change(d->unit, gain->p5, 2 * gain->se, scene),
        ent_chart_change(d->unit, gain->p95, 2 * gain->se, scene), d->above,
        ent_gain_share(gain, scene));
}

const char *ent_difference_describe(const ent_difference *d, ent_scene *scene) {
    const char *text = "", *heading = NULL;
    for (size_t i = 0; i < d->count; i++) {
        heading = d->gains[i].heading ? d->gains[i].heading : heading;
        text = ent_scene_format(scene, "%s%s", text,
                                describe_gain(d, &d->gains[i], heading, scene));
    }
    return ent_scene_format(scene, "Differences: %s.%s",
                            d->text.subtitle ? d->text.subtitle : "paired", text);
}

void ent_difference_print_csv(const void *difference, FILE *out) {
    const ent_difference *d = difference;
    const char *heading = "";
    fputs("heading,name,futures,mean,se,p5,p50,p95,positive,zero\n", out);
    for (size_t i = 0; i < d->count; i++) {
        const ent_gain *gain = &d->gains[i];
        heading = gain->heading ? gain->heading : heading;
        ent_csv_text(out, heading);
        fputc(',', out);
        ent_csv_text(out, gain->name);
        const double values[] = {
            (double)gain->count, gain->mean, gain->se,       gain->p5,
            gain->p50,           gain->p95,  gain->positive, gain->zero};
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            if (isfinite(values[k]))
                ent_csv_number(out, values[k]);
            else
                fputc(',', out);
        fputc('\n', out);
    }
}
