/* A difference: a lane for each gain, on one scale around zero. */
#include "plots/charts/difference_parts.h"

#include "plots/chart_data.h"
#include "plots/lanes.h"

typedef struct {
    ent_page page;
    const ent_difference *d;
    ent_lanes lanes;
    ent_scale scale;
} layout;

/* In points at a line of 0.75: diameters of the median's dot and the mean's ring. */
static const double DOT = 7, RING = 4.5;
/* Above a heading that is not the first, in the labels' leading. */
static const double HEADING_ABOVE = 0.4;

static const ent_lane *lanes_of(const ent_difference *d, ent_scene *scene) {
    ent_lane *lanes = ent_arena_take(&scene->arena, d->count, sizeof *lanes);
    for (size_t i = 0; i < d->count; i++) {
        const ent_gain *gain = &d->gains[i];
        lanes[i] = (ent_lane){
            .name = gain->name,
            .figures = {ent_gain_share(gain, scene), ent_gain_median(d, gain, scene)},
            .heading = gain->heading,
            .above = i > 0 && gain->heading ? HEADING_ABOVE : 0};
    }
    return lanes;
}

static bool has_rings(const ent_difference *d, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ent_gain_mean_apart(&d->gains[i]))
            return true;
    return false;
}

static const char *note_of(const layout *l) {
    size_t count = l->lanes.count, left = l->d->count - count;
    const char *rings = has_rings(l->d, count) ? " Ring: the mean." : "";
    const char *note = ent_scene_format(
        l->page.scene,
        "Line: 90%% of futures, 5th to 95th percentile. Dot: the median.%s", rings);
    if (left == 0)
        return note;
    return ent_scene_format(l->page.scene,
                            "%s Not drawn here for want of room: %zu more.", note, left);
}

/* As many lanes as the page has room for. */
static void set_lanes(layout *l, ent_page_text *texts) {
    const char *share = ent_scene_format(l->page.scene, "%s in", l->d->above);
    l->lanes =
        (ent_lanes){.lanes = lanes_of(l->d, l->page.scene), .heads = {share, "median"}};
    for (l->lanes.count = l->d->count;; l->lanes.count--) {
        texts->note = note_of(l);
        if (ent_lanes_fit(&l->lanes, &l->page, texts) || l->lanes.count == 1)
            return;
    }
}

static void set_scale(layout *l) {
    ent_lanes_range range = {.unit = l->d->unit, .span = {0, l->lanes.count}};
    for (size_t i = 0; i < l->lanes.count; i++) {
        const ent_gain *gain = &l->d->gains[i];
        double low = gain->mean < gain->p5 ? gain->mean : gain->p5;
        double high = gain->mean > gain->p95 ? gain->mean : gain->p95;
        range.low = low < range.low ? low : range.low;
        range.high = high > range.high ? high : range.high;
    }
    l->scale = ent_lanes_axis(&l->lanes, &l->page, &range);
}

static void draw_gain(const layout *l, size_t i) {
    const ent_gain *gain = &l->d->gains[i];
    ent_scene *scene = l->page.scene;
    double y = l->lanes.centres[i], x = ent_scale_at(&l->scale, gain->p50);
    double from = ent_scale_at(&l->scale, gain->p5),
           to = ent_scale_at(&l->scale, gain->p95);
    if (to > from)
        ent_scene_line(scene, ENT_ROLE_CHOSEN, (double[]){from, y, to, y})->hue =
            gain->hue;
    ent_scene_disc(scene, ENT_ROLE_DOT, x, y, ent_page_scaled(&l->page, DOT))->hue =
        gain->hue;
    if (ent_gain_mean_apart(gain))
        ent_scene_disc(scene, ENT_ROLE_RING, ent_scale_at(&l->scale, gain->mean), y,
                       ent_page_scaled(&l->page, RING))
            ->hue = gain->hue;
}

/* The words beside zero, where they fit within the drawing. */
static void write_sides(const layout *l) {
    const ent_page *page = &l->page;
    double gap = ent_page_leading(page, ENT_ROLE_SCALE) / 2;
    double x = ent_scale_at(&l->scale, 0), y = ent_lanes_head_baseline(&l->lanes, page);
    const char *words[] = {l->d->below, l->d->above};
    for (int side = 0; side < 2; side++) {
        double width = gap + ent_page_width(page, ENT_ROLE_SCALE, words[side]);
        double room = side ? l->lanes.box.right - x : x - l->lanes.box.left;
        if (width <= room)
            ent_page_write(page, ENT_ROLE_SCALE, (double[]){side ? x + gap : x - gap, y},
                           words[side], side ? ENT_ALIGN_START : ENT_ALIGN_END);
    }
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_difference *d = l->d = data;
    *texts = (ent_page_text){.text = &d->text,
                             .description = ent_difference_describe(d, l->page.scene)};
    set_lanes(l, texts);
}

static void draw(void *state) {
    layout *l = state;
    ent_lanes_place(&l->lanes, &l->page);
    set_scale(l);
    ent_lanes_write(&l->lanes, &l->page);
    write_sides(l);
    for (size_t i = 0; i < l->lanes.count; i++)
        draw_gain(l, i);
}

const ent_chart_type ent_difference_chart = {.name = "difference",
                                             .layout_size = sizeof(layout),
                                             .check = ent_difference_check,
                                             .set_texts = set_texts,
                                             .draw = draw,
                                             .print_csv = ent_difference_print_csv};
