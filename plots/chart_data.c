#include "plots/chart_data.h"

#include <math.h>
#include <string.h>

void ent_chart_empty(const char *chart, ent_problems *problems) {
    ent_problem_add(problems, "E0803", (ent_place){0}, NULL, "the %s has no data to draw",
                    chart);
}

bool ent_chart_finite(const double *values, size_t count, const char *what,
                      ent_problems *problems) {
    for (size_t i = 0; values && i < count; i++)
        if (!isfinite(values[i])) {
            ent_problem_add(problems, "E0804", (ent_place){0}, NULL,
                            "value %zu of the %s is not a finite number", i + 1, what);
            return false;
        }
    return true;
}

void ent_chart_contradicts(ent_problems *problems, const char *message) {
    ent_problem_add(problems, "E0805", (ent_place){0}, NULL, "%s", message);
}

ent_day ent_chart_first_day(ent_day start, const ent_day *ends, size_t t) {
    return t > 0 ? ends[t - 1] + 1 : start;
}

double ent_chart_place_in_time(ent_measure measure, ent_day first, ent_day last) {
    const double end = last + 1.0;
    const bool level =
        measure == ENT_STOCK || measure == ENT_LEVEL_FLAG || measure == ENT_EVENT;
    return level ? end : (first + end) / 2;
}

bool ent_chart_ordered(ent_day start, const ent_day *ends, size_t count) {
    for (size_t t = 1; t < count; t++)
        if (ends[t] <= ends[t - 1])
            return false;
    return start <= ends[0];
}

/* From this part of the median on, the mean is another story. */
static const double MEAN_APART = 0.05;

bool ent_chart_mean_apart(const double *mean, const double *median, size_t count) {
    double apart = 0, size = 0;
    for (size_t i = 0; mean && i < count; i++) {
        apart += fabs(mean[i] - median[i]);
        size += fabs(median[i]);
    }
    return apart > MEAN_APART * size;
}

static const char *copy(const char *text, ent_scene *scene) {
    return ent_arena_text(&scene->arena, text, strlen(text));
}

const char *ent_chart_value(const char *unit, double value, double se, ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of(unit);
    ent_format_value(&format, value, isfinite(se) ? se : 0, text, sizeof text);
    return copy(text, scene);
}

const char *ent_chart_outcome(const char *unit, double value, double se,
                              ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    if (ent_format_of(unit).show != ENT_SHOW_DATE)
        return ent_chart_value(unit, value, se, scene);
    return copy(ent_format_last_day((ent_day)value, text, sizeof text), scene);
}

const char *ent_chart_change(const char *unit, double value, double se,
                             ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of(unit);
    ent_format_change(&format, value, isfinite(se) ? se : 0, text, sizeof text);
    return copy(text, scene);
}

const char *ent_chart_share(uint64_t count, uint64_t of, ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    return copy(ent_format_share(count, of, text, sizeof text), scene);
}

const char *ent_chart_counted(uint64_t count, const char *what, ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    return copy(ent_format_counted(count, what, text, sizeof text), scene);
}

const char *ent_chart_day(ent_day day, ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    return copy(ent_format_date(day, ENT_TO_DAY, text, sizeof text), scene);
}

const ent_mark *ent_chart_marks(const ent_mark *marks, size_t count,
                                const ent_day days[2], ent_scene *scene, size_t *found) {
    ent_mark *inside = ent_arena_take(&scene->arena, count + 1, sizeof *inside);
    *found = 0;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].day < days[0] || marks[i].day > days[1])
            continue;
        inside[*found] = marks[i];
        if (!inside[*found].label)
            inside[*found].label = ent_chart_day(marks[i].day, scene);
        ++*found;
    }
    return inside;
}

const char *ent_chart_marked(const ent_mark *marks, size_t count, ent_scene *scene) {
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = ent_scene_format(scene, "%s%s%s, %s", text,
                                i ? "; " : " Marked: ", marks[i].label,
                                ent_chart_day(marks[i].day, scene));
    return count > 0 ? ent_scene_format(scene, "%s.", text) : text;
}

void ent_csv_text(FILE *out, const char *text) {
    bool plain = strpbrk(text, ",\"\r\n") == NULL;
    if (!plain)
        fputc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    if (!plain)
        fputc('"', out);
}

void ent_csv_number(FILE *out, double value) {
    char text[ENT_FORMAT_SIZE];
    fprintf(out, ",%s", ent_format_exact(value, text, sizeof text));
}
