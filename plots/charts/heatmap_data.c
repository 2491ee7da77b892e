/* A heat map's data: checked, told in words, and written as CSV. */
#include "plots/charts/heatmap_parts.h"

#include <math.h>

#include "plots/chart_data.h"

static size_t cell_count(const ent_heatmap *h) {
    return h->across.count * h->up.count;
}

static void check_term(const ent_varied *term, ent_problems *problems) {
    const double *x = term->values;
    if (!x && !term->names) {
        ent_chart_contradicts(problems, "a heat map's term has neither values nor names");
        return;
    }
    if (!ent_chart_finite(x, term->count, "heat map's term", problems) || term->names)
        return;
    for (size_t i = 1; i < term->count; i++)
        if (x[i] <= x[i - 1]) {
            ent_chart_contradicts(problems,
                                  "the values of a heat map's term must ascend");
            return;
        }
}

void ent_heatmap_check(const void *chart, ent_problems *problems) {
    const ent_heatmap *h = chart;
    if (cell_count(h) == 0 || !h->values) {
        ent_chart_empty("heat map", problems);
        return;
    }
    check_term(&h->across, problems);
    check_term(&h->up, problems);
    ent_chart_finite(h->values, cell_count(h), "heat map", problems);
    ent_chart_finite(h->level, 1, "heat map's level", problems);
    ent_chart_finite(&h->se, 1, "heat map's error", problems);
}

static ent_heat_range extent(const ent_heatmap *h) {
    ent_heat_range range = {h->values[0], h->values[0]};
    for (size_t i = 1; i < cell_count(h); i++) {
        range.low = fmin(range.low, h->values[i]);
        range.high = fmax(range.high, h->values[i]);
    }
    return range;
}

ent_heat_range ent_heatmap_range(const ent_heatmap *h) {
    ent_heat_range range = extent(h);
    if (!h->sided)
        return range;
    const double middle = h->level ? *h->level : 0;
    const double reach = fmax(range.high - middle, middle - range.low);
    return (ent_heat_range){middle - reach, middle + reach};
}

/* ---- Words ---- */

const char *ent_varied_name(const ent_varied *term, size_t i, ent_scene *scene) {
    return term->names ? term->names[i]
                       : ent_chart_value(term->unit, term->values[i], 0, scene);
}

const char *ent_heatmap_value(const ent_heatmap *h, double value, ent_scene *scene) {
    return ent_chart_value(h->unit, value, h->se, scene);
}

/* The scale of all cells and the decimals that its numbers need: three digits of the
 * largest, fewer where the error is larger. */
static void shared_scale(const ent_heatmap *h, int *scale, int *decimals) {
    enum { DIGITS = 3 };
    const ent_heat_range range = extent(h);
    const bool percent = ent_format_of(h->unit).show == ENT_SHOW_PERCENT;
    const double factor = percent ? 100 : 1;
    const double most = factor * fmax(fabs(range.low), fabs(range.high));
    *scale = ent_format_scale(most);
    const int decade = ent_format_decade(most) - *scale;
    *decimals = DIGITS - 1 - decade;
    if (h->se > 0) {
        const int place = *scale - ent_format_decade(factor * h->se);
        *decimals = place < *decimals ? place : *decimals;
    }
    *decimals = *decimals < 0 ? 0 : *decimals;
}

const char *ent_heatmap_number(const ent_heatmap *h, double value, ent_scene *scene) {
    char text[ENT_FORMAT_SIZE];
    int scale, decimals;
    const bool percent = ent_format_of(h->unit).show == ENT_SHOW_PERCENT;
    shared_scale(h, &scale, &decimals);
    ent_format_scaled(percent ? 100 * value : value, scale, decimals, text, sizeof text);
    return ent_scene_format(scene, "%s", text);
}

const char *ent_heatmap_note(const ent_heatmap *h, bool told, ent_scene *scene) {
    int scale, decimals;
    const ent_format format = ent_format_of(h->unit);
    shared_scale(h, &scale, &decimals);
    const char *word = ent_format_word(scale);
    const bool percent = format.show == ENT_SHOW_PERCENT;
    if (!told)
        return NULL;
    if (!percent && !*word && !*format.prefix && !*format.suffix)
        return "Cells hold their value.";
    return ent_scene_format(scene, "Cells are in %s%s%s.", format.prefix,
                            percent ? "%" : word, format.suffix);
}

/* The cell with the least, or the greatest outcome. */
static size_t outermost(const ent_heatmap *h, bool greatest) {
    size_t found = 0;
    for (size_t i = 1; i < cell_count(h); i++)
        if (greatest ? h->values[i] > h->values[found] : h->values[i] < h->values[found])
            found = i;
    return found;
}

static const char *describe_cell(const ent_heatmap *h, size_t cell, ent_scene *scene) {
    return ent_scene_format(scene, "%s at %s and %s",
                            ent_heatmap_value(h, h->values[cell], scene),
                            ent_varied_name(&h->across, cell % h->across.count, scene),
                            ent_varied_name(&h->up, cell / h->across.count, scene));
}

static const char *describe_term(const ent_varied *term, ent_scene *scene) {
    return ent_scene_format(
        scene, "%s, %s to %s", term->title ? term->title : "the other term",
        ent_varied_name(term, 0, scene), ent_varied_name(term, term->count - 1, scene));
}

const char *ent_heatmap_describe(const ent_heatmap *h, ent_scene *scene) {
    size_t above = 0;
    const char *level = "";
    for (size_t i = 0; h->level && i < cell_count(h); i++)
        above += h->values[i] >= *h->level;
    if (h->level)
        level = ent_scene_format(scene, " At or above %s: %zu of %zu cells.",
                                 ent_heatmap_value(h, *h->level, scene), above,
                                 cell_count(h));
    return ent_scene_format(
        scene, "Heat map: %s. Across: %s. Up: %s. Least: %s. Greatest: %s.%s",
        h->text.subtitle ? h->text.subtitle : "one outcome",
        describe_term(&h->across, scene), describe_term(&h->up, scene),
        describe_cell(h, outermost(h, false), scene),
        describe_cell(h, outermost(h, true), scene), level);
}

static void put_term(const ent_varied *term, size_t i, FILE *out) {
    if (term->names)
        ent_csv_text(out, term->names[i]);
    else {
        char text[ENT_FORMAT_SIZE];
        fputs(ent_format_exact(term->values[i], text, sizeof text), out);
    }
}

void ent_heatmap_print_csv(const void *heatmap, FILE *out) {
    const ent_heatmap *h = heatmap;
    ent_csv_text(out, h->across.title ? h->across.title : "across");
    fputc(',', out);
    ent_csv_text(out, h->up.title ? h->up.title : "up");
    fputs(",value\n", out);
    for (size_t i = 0; i < cell_count(h); i++) {
        put_term(&h->across, i % h->across.count, out);
        fputc(',', out);
        put_term(&h->up, i / h->across.count, out);
        ent_csv_number(out, h->values[i]);
        fputc('\n', out);
    }
}
