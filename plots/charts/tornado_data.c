/* A tornado's data: checked, sorted, told in words, and written as CSV. */
#include "plots/charts/tornado_parts.h"

#include <math.h>
#include <string.h>

#include "plots/chart_data.h"

void ent_tornado_check(const void *chart, ent_problems *problems) {
    const ent_tornado *t = chart;
    if (t->count == 0 || !t->swings) {
        ent_chart_empty("tornado", problems);
        return;
    }
    ent_chart_finite((double[]){t->mean, t->se}, 2, "tornado's mean", problems);
    for (size_t i = 0; i < t->count; i++) {
        const ent_swing *s = &t->swings[i];
        const double values[] = {s->low_input, s->high_input, s->low,
                                 s->low_se,    s->high,       s->high_se};
        if (!ent_chart_finite(values, sizeof values / sizeof *values, "tornado's swing",
                              problems))
            continue;
        if (s->low_input > s->high_input)
            ent_chart_contradicts(problems, "a tornado's input is lower in its highest "
                                            "tenth than in its lowest");
        if (s->low_se < 0 || s->high_se < 0)
            ent_chart_contradicts(problems, "a standard error is not below 0");
    }
}

double ent_swing_width(const ent_tornado *t, const ent_swing *s) {
    return fmax(fmax(s->low, s->high), t->mean) - fmin(fmin(s->low, s->high), t->mean);
}

bool ent_swing_kinked(const ent_tornado *t, const ent_swing *s) {
    return (s->low > t->mean && s->high > t->mean) ||
           (s->low < t->mean && s->high < t->mean);
}

const ent_swing **ent_tornado_sorted(const ent_tornado *t, ent_arena *arena) {
    const ent_swing **sorted = ent_arena_take(arena, t->count, sizeof *sorted);
    for (size_t i = 0; i < t->count; i++) {
        size_t k = i;
        double width = ent_swing_width(t, &t->swings[i]);
        for (; k > 0 && ent_swing_width(t, sorted[k - 1]) < width; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = &t->swings[i];
    }
    return sorted;
}

const char *ent_swing_input(const ent_swing *s, bool high, ent_scene *scene) {
    static const double DIGITS = 0.01; /* of the value: three, with their zeros */
    const double value = high ? s->high_input : s->low_input;
    char text[ENT_FORMAT_SIZE];
    ent_format format = ent_format_of(s->flag ? "%" : s->unit);
    if (s->flag && (value == 0 || value == 1))
        return value == 0 ? "no" : "yes";
    if (format.show == ENT_SHOW_MONEY && strcmp(format.suffix, " a year") == 0)
        format = ent_format_bare(format); /* a price keeps what it is the price of */
    return ent_scene_format(
        scene, "%s",
        ent_format_value(&format, value, DIGITS * fabs(value), text, sizeof text));
}

const char *ent_tornado_value(const ent_tornado *t, double value, double se,
                              ent_scene *scene) {
    return ent_chart_value(t->unit, value, se, scene);
}

/* ---- Words ---- */

/* A difference of outcomes; of shares in points. */
static const char *difference(const ent_tornado *t, double value, ent_scene *scene) {
    if (ent_format_of(t->unit).show != ENT_SHOW_PERCENT)
        return ent_chart_value(t->unit, value, value / 10, scene);
    return ent_scene_format(scene, "%s points",
                            ent_chart_value(NULL, 100 * value, 10 * value, scene));
}

/* The widest of the swings drawn that chance alone could make; 0 if there is none. */
static double within_chance(const ent_tornado *t, const ent_swing **swings,
                            size_t drawn) {
    static const double ERRORS = 3;
    double widest = 0;
    for (size_t i = 0; i < drawn; i++) {
        const ent_swing *s = swings[i];
        double error = ERRORS * sqrt(s->low_se * s->low_se + s->high_se * s->high_se);
        double width = ent_swing_width(t, s);
        if (width <= error && error > 0)
            widest = width > widest ? width : widest;
    }
    return widest;
}

static const char *not_drawn(const ent_tornado *t, const ent_swing **swings, size_t drawn,
                             ent_scene *scene) {
    enum { NAMED = 4 };
    const char *text = "";
    for (size_t i = drawn; i < t->count && i < drawn + NAMED; i++)
        text = ent_scene_format(scene, "%s%s%s", text, i > drawn ? ", " : "",
                                swings[i]->name);
    if (t->count > drawn + NAMED)
        text = ent_scene_format(scene, "%s and %zu more", text, t->count - drawn - NAMED);
    return text;
}

const char *ent_tornado_note(const ent_tornado *t, const ent_swing **swings, size_t drawn,
                             ent_scene *scene) {
    double chance = within_chance(t, swings, drawn);
    const char *text =
        "Bars: mean over the tenth of futures in which an input is lowest, and highest; "
        "at their ends, its own mean there. Other inputs vary too, and those that are "
        "correlated move along.";
    if (chance > 0)
        text = ent_scene_format(scene, "%s Swings of %s or less may be chance.", text,
                                difference(t, chance, scene));
    if (drawn < t->count)
        text = ent_scene_format(scene, "%s Smaller: %s.", text,
                                not_drawn(t, swings, drawn, scene));
    return text;
}

static const char *describe_swing(const ent_tornado *t, const ent_swing *s,
                                  ent_scene *scene) {
    return ent_scene_format(
        scene, " %s: %s where it is lowest (%s), %s where highest (%s).", s->name,
        ent_tornado_value(t, s->low, s->low_se, scene), ent_swing_input(s, false, scene),
        ent_tornado_value(t, s->high, s->high_se, scene),
        ent_swing_input(s, true, scene));
}

const char *ent_tornado_describe(const ent_tornado *t, const ent_swing **swings,
                                 ent_scene *scene) {
    const char *text = "";
    for (size_t i = 0; i < t->count && i < ENT_SWINGS_MOST; i++)
        text = ent_scene_format(scene, "%s%s", text, describe_swing(t, swings[i], scene));
    return ent_scene_format(scene, "Tornado: %s. The mean over all futures is %s.%s",
                            t->text.subtitle ? t->text.subtitle : "one outcome",
                            ent_tornado_value(t, t->mean, t->se, scene), text);
}

void ent_tornado_print_csv(const void *tornado, FILE *out) {
    const ent_tornado *t = tornado;
    ent_arena arena = {0};
    const ent_swing **swings = ent_tornado_sorted(t, &arena);
    fputs("input,unit,input_low,input_high,low,low_se,high,high_se,mean,mean_se\n", out);
    for (size_t i = 0; i < t->count; i++) {
        const ent_swing *s = swings[i];
        const double values[] = {s->low_input, s->high_input, s->low,  s->low_se,
                                 s->high,      s->high_se,    t->mean, t->se};
        ent_csv_text(out, s->name);
        fputc(',', out);
        ent_csv_text(out, s->unit ? s->unit : "1");
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            ent_csv_number(out, values[k]);
        fputc('\n', out);
    }
    ent_arena_free(&arena);
}
