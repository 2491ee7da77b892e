/* A waterfall: lanes whose bars begin where the one above ends; totals begin at zero. */
#include "plots/charts/waterfall_parts.h"

#include <math.h>

#include "plots/lanes.h"

typedef struct {
    ent_page page;
    const ent_waterfall *w;
    ent_waterfall_bar *bars;
    size_t count;
    ent_lanes lanes;
    ent_scale scale;
} layout;

/* A bar's part of its lane; in points at a line of 0.75: the most it may have, the least
 * width of what is there at all, and of hatching. */
static const double BAR_PART = 0.64, BAR_MOST = 17, WIDTH_LEAST = 0.75, HATCH = 3.2;

static const char *figure_of(const layout *l, const ent_waterfall_bar *bar) {
    const ent_waterfall *w = l->w;
    if (!bar->total)
        return ent_waterfall_change(w, bar->value, bar->se, l->page.scene);
    bool start = w->start && bar == l->bars;
    return ent_waterfall_total_text(w, start ? w->start : &w->end, l->page.scene);
}

static void fill_lanes(layout *l) {
    ent_scene *scene = l->page.scene;
    ent_lane *lanes = ent_arena_take(&scene->arena, l->count, sizeof *lanes);
    for (size_t i = 0; i < l->count; i++) {
        const ent_waterfall_bar *bar = &l->bars[i];
        lanes[i] = (ent_lane){
            .name = bar->name, .strong = bar->total, .figures = {figure_of(l, bar)}};
        if (bar->folded > 0)
            lanes[i].name = ent_scene_format(scene, "%s (%zu)", bar->name, bar->folded);
    }
    l->lanes = (ent_lanes){.lanes = lanes, .count = l->count};
}

static bool has_marked(const layout *l) {
    for (size_t i = 0; i < l->count; i++)
        if (l->bars[i].marked)
            return true;
    return false;
}

static const char *note_of(const layout *l) {
    const char *interval = "";
    if (ent_waterfall_has_interval(l->w))
        interval = ent_scene_format(l->page.scene, " Line on the total: %s.",
                                    l->w->interval ? l->w->interval : "interval");
    return ent_scene_format(
        l->page.scene, "Bars: %s; filled what adds, pale what takes away.%s%s%s%s",
        l->w->text.paths ? "means over the futures" : "one future",
        has_marked(l) ? " Hatched: marked value, no cash." : "", interval,
        l->w->remark ? " " : "", l->w->remark ? l->w->remark : "");
}

/* Folds as many of the smallest steps as it takes. */
static void set_lanes(layout *l, ent_page_text *texts) {
    size_t loose = 0;
    for (size_t i = 0; i < l->w->count; i++)
        loose += !l->w->steps[i].kept;
    for (size_t folded = 0;; folded += folded ? 1 : 2) {
        l->count = ent_waterfall_bars(l->w, folded, l->page.scene, &l->bars);
        fill_lanes(l);
        texts->note = note_of(l);
        if (ent_lanes_fit(&l->lanes, &l->page, texts) || folded >= loose)
            return;
    }
}

static void set_scale(layout *l) {
    ent_lanes_range range = {.unit = l->w->unit, .span = {0, l->count}};
    for (size_t i = 0; i < l->count; i++)
        for (int end = 0; end < 2; end++) {
            double value = end ? l->bars[i].to : l->bars[i].from;
            range.low = value < range.low ? value : range.low;
            range.high = value > range.high ? value : range.high;
        }
    if (ent_waterfall_has_interval(l->w)) {
        range.low = l->w->end.low < range.low ? l->w->end.low : range.low;
        range.high = l->w->end.high > range.high ? l->w->end.high : range.high;
    }
    l->scale = ent_lanes_axis(&l->lanes, &l->page, &range);
}

/* ---- Drawing ---- */

static double thickness(const layout *l) {
    double part = BAR_PART * l->lanes.pitch, most = ent_page_scaled(&l->page, BAR_MOST);
    return part > most ? most : part;
}

/* Slanted lines from edge to edge of a box. */
static void hatch(const layout *l, const ent_box *box, ent_role role) {
    double height = box->bottom - box->top, width = box->right - box->left;
    int count = (int)ceil((width + height) / ent_page_scaled(&l->page, HATCH));
    for (int i = 1; i < count; i++) {
        double k = i * ent_page_scaled(&l->page, HATCH) - height;
        double left = k < 0 ? 0 : k, right = k + height > width ? width : k + height;
        ent_scene_line(l->page.scene, role,
                       (double[]){box->left + left, box->bottom - (left - k),
                                  box->left + right, box->bottom - (right - k)})
            ->hue = l->w->hue;
    }
}

static void draw_bar(const layout *l, size_t i) {
    const ent_waterfall_bar *bar = &l->bars[i];
    double from = ent_scale_at(&l->scale, bar->from),
           to = ent_scale_at(&l->scale, bar->to);
    double half = thickness(l) / 2, y = l->lanes.centres[i],
           least = ent_page_scaled(&l->page, WIDTH_LEAST);
    ent_box box = {fmin(from, to), y - half, fmax(from, to), y + half};
    if (bar->value == 0)
        return;
    if (box.right - box.left < least)
        box.right = box.left + least;
    ent_role role = bar->total        ? ENT_ROLE_TOTAL
                    : bar->value >= 0 ? ENT_ROLE_BAR
                                      : ENT_ROLE_BAR_PALE;
    ent_scene_rect(l->page.scene, role, box.left, box.top,
                   (double[]){box.right - box.left, 2 * half})
        ->hue = l->w->hue;
    if (bar->marked)
        hatch(l, &box, bar->value >= 0 ? ENT_ROLE_HATCH : ENT_ROLE_EDGE);
}

/* From the end of one bar to the beginning of the next. */
static void draw_connector(const layout *l, size_t i) {
    double x = ent_scale_at(&l->scale, l->bars[i].to), half = thickness(l) / 2;
    ent_scene_line(
        l->page.scene, ENT_ROLE_LEADER,
        (double[]){x, l->lanes.centres[i] + half, x, l->lanes.centres[i + 1] - half});
}

static void draw_stretch(const layout *l, ent_role role, double from, double to) {
    double y = l->lanes.centres[l->count - 1];
    if (to > from)
        ent_scene_line(l->page.scene, role, (double[]){from, y, to, y});
}

/* In the page's colour where it lies upon the bar. */
static void draw_interval(const layout *l) {
    double from = ent_scale_at(&l->scale, l->w->end.low),
           to = ent_scale_at(&l->scale, l->w->end.high);
    double zero = ent_scale_at(&l->scale, 0),
           end = ent_scale_at(&l->scale, l->w->end.value);
    double left = fmin(zero, end), right = fmax(zero, end);
    draw_stretch(l, ENT_ROLE_THRESHOLD, from, fmin(to, left));
    draw_stretch(l, ENT_ROLE_HATCH, fmax(from, left), fmin(to, right));
    draw_stretch(l, ENT_ROLE_THRESHOLD, fmax(from, right), to);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_waterfall *w = l->w = data;
    *texts = (ent_page_text){.text = &w->text,
                             .description = ent_waterfall_describe(w, l->page.scene)};
    set_lanes(l, texts);
}

static void draw(void *state) {
    layout *l = state;
    const ent_waterfall_total *end = &l->w->end;
    ent_lanes_place(&l->lanes, &l->page);
    set_scale(l);
    ent_lanes_write(&l->lanes, &l->page);
    for (size_t i = 0; i < l->count; i++)
        draw_bar(l, i);
    for (size_t i = 0; i + 1 < l->count; i++)
        draw_connector(l, i);
    if (ent_waterfall_has_interval(l->w) && end->high > end->low)
        draw_interval(l);
}

const ent_chart_type ent_waterfall_chart = {.name = "waterfall",
                                            .layout_size = sizeof(layout),
                                            .check = ent_waterfall_chart_check,
                                            .set_texts = set_texts,
                                            .draw = draw,
                                            .print_csv = ent_waterfall_print_csv};
