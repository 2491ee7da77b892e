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
