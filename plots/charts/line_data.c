/* A line chart's data: checked, told in words, and written as CSV. */
#include "plots/charts/line_parts.h"

#include "plots/chart_data.h"

bool ent_line_named(const ent_swept_line *l) {
    for (size_t i = 0; i < l->count; i++)
        if (l->points[i].name)
            return true;
    return false;
}

static void check_point(const ent_swept_line *l, size_t i, ent_problems *problems) {
    const ent_swept *p = &l->points[i];
    const double values[] = {p->at, p->mean, p->se, p->low, p->high};
    if (!ent_chart_finite(values, sizeof values / sizeof *values, "line", problems))
        return;
    if (p->se < 0)
        ent_chart_contradicts(problems, "a standard error is not below 0");
    if (p->low > p->high)
        ent_chart_contradicts(problems, "a band's lower edge lies above its upper");
    if (i > 0 && !ent_line_named(l) && !(p->at > p[-1].at))
        ent_chart_contradicts(problems, "the values of a line's term must ascend");
}

void ent_line_check(const void *chart, ent_problems *problems) {
    const ent_swept_line *l = chart;
    size_t before = problems->errors;
    if (l->count == 0 || !l->points) {
        ent_chart_empty("line", problems);
        return;
    }
    for (size_t i = 0; i < l->count && problems->errors == before; i++)
        check_point(l, i, problems);
    ent_chart_finite(l->solved, 1, "break-even", problems);
    ent_chart_finite(l->written, 1, "value as written", problems);
}

const char *ent_line_term(const ent_swept_line *l, double value, ent_scene *scene) {
    return ent_chart_value(l->term_unit, value, 0, scene);
}

const char *ent_line_name(const ent_swept_line *l, size_t i, ent_scene *scene) {
    const ent_swept *p = &l->points[i];
    return p->name ? p->name : ent_line_term(l, p->at, scene);
}

static const char *describe_point(const ent_swept_line *l, size_t i, ent_scene *scene) {
    const ent_swept *p = &l->points[i];
    const char *mean = ent_chart_value(l->unit, p->mean, p->se, scene);
    const char *at = p->name ? "" : "At ", *name = ent_line_name(l, i, scene);
    if (!l->band)
        return ent_scene_format(scene, " %s%s: %s.", at, name, mean);
    return ent_scene_format(scene, " %s%s: %s, %s from %s to %s.", at, name, mean,
                            l->band, ent_chart_value(l->unit, p->low, p->se, scene),
                            ent_chart_value(l->unit, p->high, p->se, scene));
}

const char *ent_line_describe(const ent_swept_line *l, ent_scene *scene) {
    const char *text = "";
    for (size_t i = 0; i < l->count; i++)
        text = ent_scene_format(scene, "%s%s", text, describe_point(l, i, scene));
    if (l->solved)
        text = ent_scene_format(scene, "%s It breaks even at %s.", text,
                                ent_line_term(l, *l->solved, scene));
    return ent_scene_format(scene, "Line chart: %s, over %s.%s",
                            l->text.subtitle ? l->text.subtitle : "one outcome",
                            l->term ? l->term : "one term", text);
}

void ent_line_print_csv(const void *line, FILE *out) {
    const ent_swept_line *l = line;
    const bool named = ent_line_named(l);
    ent_csv_text(out, l->term ? l->term : "value");
    fputs(l->band ? ",mean,se,low,high\n" : ",mean,se\n", out);
    for (size_t i = 0; i < l->count; i++) {
        const ent_swept *p = &l->points[i];
        const double values[] = {p->mean, p->se, p->low, p->high};
        char text[ENT_FORMAT_SIZE];
        if (named && p->name)
            ent_csv_text(out, p->name);
        else
            fputs(ent_format_exact(p->at, text, sizeof text), out);
        for (int k = 0; k < (l->band ? 4 : 2); k++)
            ent_csv_number(out, values[k]);
        fputc('\n', out);
    }
}
