/* A dumbbell: a block of lanes for each metric, a lane for each version, the medians
 * joined; metrics of one unit on one scale. */
#include "plots/charts/dumbbell_parts.h"

#include <math.h>
#include <string.h>

#include "plots/lanes.h"

typedef struct {
    ent_page page;
    const ent_dumbbell *d;
    ent_lanes lanes;
    const ent_compared **order; /* the metrics drawn */
    size_t *panels;             /* of each, ascending */
    size_t count, panel_count;
} layout;

/* Diameter of a median's dot in points at a line of 0.75. */
static const double DOT = 7;
/* Above a metric's name, and above the first of another unit, besides the axis of the unit
 * before; in the labels' leading. */
static const double METRIC_ABOVE = 0.5, PANEL_ABOVE = 0.5;

static void widen(double range[2], double value) {
    if (isinf(value))
        return;
    range[0] = value < range[0] ? value : range[0];
    range[1] = value > range[1] ? value : range[1];
}

/* What a metric covers in all versions; from INFINITY to -INFINITY if it never comes. */
static void range_of(const layout *l, const ent_compared *metric, double range[2]) {
    range[0] = INFINITY;
    range[1] = -INFINITY;
    for (size_t v = 0; v < l->d->version_count; v++) {
        widen(range, metric->spreads[v].low);
        widen(range, metric->spreads[v].middle);
        widen(range, metric->spreads[v].high);
    }
}

/* On one scale: of one unit, and each covers enough of what both need. */
static bool same_panel(const layout *l, const ent_compared *a, const ent_compared *b) {
    static const double LOST = 1.0 / 8;
    double one[2], two[2];
    if (strcmp(a->unit ? a->unit : "", b->unit ? b->unit : "") != 0)
        return false;
    range_of(l, a, one);
    range_of(l, b, two);
    double both = fmax(one[1], two[1]) - fmin(one[0], two[0]);
    double least = fmin(one[1] - one[0], two[1] - two[0]);
    return !(least > 0) || least >= LOST * both;
}

/* True if a metric shares a scale with all that are on this one; `i` of them are ordered. */
static bool joins(const layout *l, size_t i, size_t panel) {
    for (size_t k = 0; k < i; k++)
        if (l->panels[k] == panel && !same_panel(l, l->order[k], &l->d->metrics[i]))
            return false;
    return true;
}

/* The first `count` metrics, each behind the last before it that shares its scale. */
static void set_order(layout *l) {
    ent_arena *arena = &l->page.scene->arena;
    l->order = ent_arena_take(arena, l->count, sizeof *l->order);
    l->panels = ent_arena_take(arena, l->count, sizeof *l->panels);
    l->panel_count = 0;
    for (size_t i = 0; i < l->count; i++) {
        size_t at = 0, panel = 0;
        while (panel < l->panel_count && !joins(l, i, panel))
            panel++;
        while (at < i && l->panels[at] <= panel)
            at++;
        memmove(l->order + at + 1, l->order + at, (i - at) * sizeof *l->order);
        memmove(l->panels + at + 1, l->panels + at, (i - at) * sizeof *l->panels);
        l->order[at] = &l->d->metrics[i];
        l->panels[at] = panel;
        l->panel_count += panel == l->panel_count;
    }
}

static bool opens_panel(const layout *l, size_t metric) {
    return metric > 0 && l->panels[metric - 1] != l->panels[metric];
}

static void fill_lanes(layout *l) {
    size_t versions = l->d->version_count;
    ent_scene *scene = l->page.scene;
    ent_lane *lanes = ent_arena_take(&scene->arena, l->count * versions, sizeof *lanes);
    double axis = ent_axis_row(&l->page) / ent_page_leading(&l->page, ENT_ROLE_LABEL);
    for (size_t i = 0; i < l->count * versions; i++) {
        const ent_compared *metric = l->order[i / versions];
        lanes[i] =
            (ent_lane){.name = l->d->versions[i % versions],
                       .figures = {ent_compared_middle(metric, i % versions, scene)}};
        if (i % versions > 0)
            continue;
        lanes[i].heading = metric->name;
        lanes[i].above = i > 0 ? METRIC_ABOVE : 0;
        if (opens_panel(l, i / versions))
            lanes[i].above = axis + PANEL_ABOVE;
    }
    l->lanes =
        (ent_lanes){.lanes = lanes, .count = l->count * versions, .heads = {"median"}};
}

static bool has_share(const layout *l) {
    for (size_t i = 0; i < l->count; i++)
        if (ent_compared_is_share(l->order[i]))
            return true;
    return false;
}

static bool has_never(const layout *l) {
    for (size_t i = 0; i < l->count * l->d->version_count; i++) {
        const ent_compared *metric = l->order[i / l->d->version_count];
        if (isinf(metric->spreads[i % l->d->version_count].high))
            return true;
    }
    return false;
}

static const char *note_of(const layout *l) {
    size_t left = l->d->count - l->count;
    ent_scene *scene = l->page.scene;
    const char *more =
        left
            ? ent_scene_format(scene, " Not drawn here for want of room: %zu more.", left)
            : "";
    return ent_scene_format(
        scene, "Line: 80%% of futures, 10th to 90th percentile. Dot: the median.%s%s%s%s",
        l->panel_count > 1 ? " Each block has a scale of its own." : "",
        has_share(l) ? " Of a share: the share itself, and its 95% interval." : "",
        has_never(l)
            ? " A line to the right-hand end, or none: in the other futures, never."
            : "",
        more);
}

/* As many metrics as the page has room for. */
static void set_lanes(layout *l, ent_page_text *texts) {
    for (l->count = l->d->count;; l->count--) {
        set_order(l);
        fill_lanes(l);
        texts->note = note_of(l);
        if (ent_lanes_fit(&l->lanes, &l->page, texts) || l->count == 1)
            return;
    }
}

/* ---- Drawing ---- */

/* The values of metrics from `first` to before `end`; false if there are none. */
static bool find_range(const layout *l, size_t first, size_t end,
                       ent_lanes_range *range) {
    size_t versions = l->d->version_count;
    double all[2] = {INFINITY, -INFINITY};
    for (size_t i = first; i < end; i++) {
        double own[2];
        range_of(l, l->order[i], own);
        widen(all, own[0]);
        widen(all, own[1]);
    }
    *range = (ent_lanes_range){.unit = l->order[first]->unit,
                               .low = all[0],
                               .high = all[1],
                               .span = {first * versions, end * versions}};
    return all[0] <= all[1];
}

/* What never comes lies at the drawing's right-hand end. */
static double x_of(const layout *l, const ent_scale *scale, double value) {
    return isinf(value) ? l->lanes.box.right : ent_scale_at(scale, value);
}

static void draw_spread(const layout *l, const ent_scale *scale, size_t metric,
                        size_t v) {
    const ent_spread *s = &l->order[metric]->spreads[v];
    double y = l->lanes.centres[metric * l->d->version_count + v];
    double from = x_of(l, scale, s->low), to = x_of(l, scale, s->high);
    if (isinf(s->low))
        return;
    if (to > from)
        ent_scene_line(l->page.scene, ENT_ROLE_CHOSEN, (double[]){from, y, to, y})->hue =
            l->d->hues[v];
    if (!isinf(s->middle))
        ent_scene_disc(l->page.scene, ENT_ROLE_DOT, x_of(l, scale, s->middle), y,
                       ent_page_scaled(&l->page, DOT))
            ->hue = l->d->hues[v];
}

/* From each version's median to the next one's. */
static void draw_bar(const layout *l, const ent_scale *scale, size_t metric) {
    for (size_t v = 1; v < l->d->version_count; v++) {
        const ent_spread *s = &l->order[metric]->spreads[v - 1];
        const double *y = &l->lanes.centres[metric * l->d->version_count + v - 1];
        if (isinf(s[0].middle) || isinf(s[1].middle))
            continue;
        ent_scene_line(l->page.scene, ENT_ROLE_LEADER,
                       (double[]){x_of(l, scale, s[0].middle), y[0],
                                  x_of(l, scale, s[1].middle), y[1]});
    }
}

static void draw_panel(const layout *l, size_t first, size_t end) {
    ent_lanes_range range;
    if (!find_range(l, first, end, &range))
        return;
    ent_scale scale = ent_lanes_axis(&l->lanes, &l->page, &range);
    for (size_t i = first; i < end; i++) {
        draw_bar(l, &scale, i);
        for (size_t v = 0; v < l->d->version_count; v++)
            draw_spread(l, &scale, i, v);
    }
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_dumbbell *d = l->d = data;
    *texts = (ent_page_text){.text = &d->text,
                             .description = ent_dumbbell_describe(d, l->page.scene)};
    set_lanes(l, texts);
}

static void draw(void *state) {
    layout *l = state;
    ent_lanes_place(&l->lanes, &l->page);
    ent_lanes_write(&l->lanes, &l->page);
    for (size_t first = 0, i = 1; first < l->count; i++)
        if (i == l->count || opens_panel(l, i)) {
            draw_panel(l, first, i);
            first = i;
        }
}

const ent_chart_type ent_dumbbell_chart = {.name = "dumbbell",
                                           .layout_size = sizeof(layout),
                                           .check = ent_dumbbell_check,
                                           .set_texts = set_texts,
                                           .draw = draw,
                                           .print_csv = ent_dumbbell_print_csv};
