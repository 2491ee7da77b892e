/* A sensitivity chart's data: checked, sorted, told in words, and written as CSV. */
#include "plots/charts/sensitivity_parts.h"

#include "plots/chart_data.h"

/* An interval of 95% is so many standard errors wide. */
static const double INTERVAL = 3.92;

void ent_sensitivity_check(const void *chart, ent_problems *problems) {
    const ent_sensitivity *s = chart;
    if (s->count == 0 || !s->inputs) {
        ent_chart_empty("sensitivity chart", problems);
        return;
    }
    for (size_t i = 0; i < s->count; i++) {
        const ent_sobol *in = &s->inputs[i];
        const double values[] = {in->first, in->first_low, in->first_high,
                                 in->total, in->total_low, in->total_high};
        if (!ent_chart_finite(values, sizeof values / sizeof *values,
                              "sensitivity chart's input", problems))
            continue;
        if (in->first_low > in->first || in->first > in->first_high ||
            in->total_low > in->total || in->total > in->total_high)
            ent_chart_contradicts(problems,
                                  "a sensitivity index lies outside its interval");
    }
}

const ent_sobol **ent_sensitivity_sorted(const ent_sensitivity *s, ent_arena *arena) {
    const ent_sobol **sorted = ent_arena_take(arena, s->count, sizeof *sorted);
    for (size_t i = 0; i < s->count; i++) {
        size_t k = i;
        for (; k > 0 && sorted[k - 1]->total < s->inputs[i].total; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = &s->inputs[i];
    }
    return sorted;
}

const char *ent_sobol_share(double share, double low, double high, ent_scene *scene) {
    return ent_chart_value("%", share, (high - low) / INTERVAL, scene);
}

const char *ent_sensitivity_note(const ent_sensitivity *s, const ent_sobol **inputs,
                                 size_t drawn, ent_scene *scene) {
    enum { NAMED = 4 };
    const char *rest = "";
    for (size_t i = drawn; i < s->count && i < drawn + NAMED; i++)
        rest = ent_scene_format(scene, "%s%s%s", rest,
                                i > drawn ? ", " : " Smaller: ", inputs[i]->name);
    if (s->count > drawn + NAMED)
        rest = ent_scene_format(scene, "%s and %zu more", rest, s->count - drawn - NAMED);
    return ent_scene_format(
        scene,
        "Shares of the outcome's variance (Sobol indices); lines: 95%% intervals.%s%s",
        rest, *rest ? "." : "");
}

const char *ent_sensitivity_describe(const ent_sensitivity *s, const ent_sobol **inputs,
                                     ent_scene *scene) {
    const char *text = "";
    for (size_t i = 0; i < s->count && i < ENT_SOBOLS_MOST; i++) {
        const ent_sobol *in = inputs[i];
        text = ent_scene_format(
            scene, "%s %s: %s in all, %s alone.", text, in->name,
            ent_sobol_share(in->total, in->total_low, in->total_high, scene),
            ent_sobol_share(in->first, in->first_low, in->first_high, scene));
    }
    return ent_scene_format(scene, "Sensitivity: %s, shares of its variance.%s",
                            s->text.subtitle ? s->text.subtitle : "one outcome", text);
}

void ent_sensitivity_print_csv(const void *sensitivity, FILE *out) {
    const ent_sensitivity *s = sensitivity;
    ent_arena arena = {0};
    const ent_sobol **inputs = ent_sensitivity_sorted(s, &arena);
    fputs("input,first,first_low,first_high,total,total_low,total_high\n", out);
    for (size_t i = 0; i < s->count; i++) {
        const ent_sobol *in = inputs[i];
        const double values[] = {in->first, in->first_low, in->first_high,
                                 in->total, in->total_low, in->total_high};
        ent_csv_text(out, in->name);
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            ent_csv_number(out, values[k]);
        fputc('\n', out);
    }
    ent_arena_free(&arena);
}
