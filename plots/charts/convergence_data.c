/* A convergence's data: checked, told in words, and written as CSV. */
#include <math.h>

#include "plots/chart_data.h"
#include "plots/charts/convergence_parts.h"

void ent_convergence_check(const void *chart, ent_problems *problems) {
    const ent_convergence *c = chart;
    const size_t before = problems->errors;
    if (c->count < 2 || !c->points) {
        ent_chart_empty("convergence chart", problems);
        return;
    }
    for (size_t i = 0; i < c->count && problems->errors == before; i++) {
        const ent_settling *p = &c->points[i];
        ent_chart_finite(&p->mean, 1, "mean", problems);
        ent_chart_finite(&p->se, 1, "standard error", problems);
        if (p->se < 0)
            ent_chart_contradicts(problems, "a standard error cannot be below 0");
        if (p->futures < 1 || (i > 0 && p->futures <= p[-1].futures))
            ent_chart_contradicts(
                problems, "each mean must be over more futures than the one before");
    }
}

size_t ent_convergence_first(const ent_convergence *c) {
    enum { SPAN = 200 };
    size_t first = 0;
    while (first + 2 < c->count &&
           c->points[first].futures < c->points[c->count - 1].futures / SPAN)
        first++;
    return first;
}

const char *ent_convergence_mean(const ent_convergence *c, size_t point,
                                 ent_scene *scene) {
    return ent_chart_value(c->unit, c->points[point].mean, c->points[point].se, scene);
}

const char *ent_convergence_half(const ent_convergence *c, size_t point,
                                 ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of(c->unit);
    const ent_settling *p = &c->points[point];
    return ent_scene_format(scene, "%s",
                            ent_format_distance(&format, p->mean, ENT_BAND_ERRORS * p->se,
                                                p->se, text, sizeof text));
}

static const char *describe_point(const ent_convergence *c, size_t point,
                                  ent_scene *scene) {
    return ent_scene_format(scene, "%s, give or take %s, over %s",
                            ent_convergence_mean(c, point, scene),
                            ent_convergence_half(c, point, scene),
                            ent_chart_counted(c->points[point].futures, "future", scene));
}

const char *ent_convergence_describe(const ent_convergence *c, ent_scene *scene) {
    const char *subtitle = c->text.subtitle ? c->text.subtitle : "one mean";
    return ent_scene_format(
        scene,
        "Convergence chart: %s. The mean begins at %s and ends at %s. The band is %d "
        "standard errors to either side; four times as many futures halve it.",
        subtitle, describe_point(c, ent_convergence_first(c), scene),
        describe_point(c, c->count - 1, scene), ENT_BAND_ERRORS);
}

void ent_convergence_print_csv(const void *chart, FILE *out) {
    const ent_convergence *c = chart;
    fputs("futures,mean,standard_error\n", out);
    for (size_t i = 0; i < c->count; i++) {
        fprintf(out, "%llu", (unsigned long long)c->points[i].futures);
        ent_csv_number(out, c->points[i].mean);
        ent_csv_number(out, c->points[i].se);
        fputc('\n', out);
    }
}
