/* A heat map: a grid of cells between two terms, with the line of break-even. */
#include "plots/charts/heatmap_parts.h"

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/contour.h"
#include "plots/keys.h"
#include "plots/ramp.h"

typedef struct {
    ent_page page;
    const ent_heatmap *h;
    ent_box box;  /* of the cells */
    double names; /* width of the names of rows, gap included */
    double head;  /* height above the cells */
    bool told;    /* cells hold their values */
    ent_heat_range range;
    ent_key level;
    double key_height;
} layout;

/* In parts of the labels' leading: gaps, height of a cell that asks for room, least height
 * of one with a text, and the bar that tells the ramp. */
static const double GAP = 0.5, CELL = 2.2, CELL_LEAST = 1.15, BAR_WIDE = 14,
                    BAR_HIGH = 0.8, ROW_APART = 1.2;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

/* ---- Room ---- */

static double widest(const layout *l, const ent_varied *term) {
    double most = 0;
    for (size_t i = 0; i < term->count; i++) {
        const char *name = ent_varied_name(term, i, l->page.scene);
        const double width = ent_page_width(&l->page, ENT_ROLE_SCALE, name);
        most = width > most ? width : most;
    }
    return most;
}

static double widest_number(const layout *l) {
    double most = 0;
    for (size_t i = 0; i < l->h->across.count * l->h->up.count; i++) {
        const char *text = ent_heatmap_number(l->h, l->h->values[i], l->page.scene);
        const double width = ent_page_width(&l->page, ENT_ROLE_CELL_TEXT, text);
        most = width > most ? width : most;
    }
    return most;
}

/* Names of rows take what they need, but leave most of the page to the cells. */
static void measure_names(layout *l) {
    static const double NAMES_MOST = 0.3;
    const double width = widest(l, &l->h->up),
                 most = NAMES_MOST * ent_page_inner_width(&l->page);
    l->names = (width < most ? width : most) + GAP * leading(l);
}

/* What stands above the cells: the title of the rows, the level, and what colours mean. */
static void measure_head(layout *l) {
    l->head = (1 + GAP) * leading(l);
    if (l->h->level) {
        l->level = (ent_key){.text = ent_scene_format(
                                 l->page.scene, "%s %s",
                                 l->h->level_label ? l->h->level_label : "where it is",
                                 ent_heatmap_value(l->h, *l->h->level, l->page.scene)),
                             .role = ENT_ROLE_LABEL,
                             .sample = ENT_ROLE_CONTOUR};
        l->key_height =
            ent_keys_block(&l->page, &l->level, 1, ent_page_inner_width(&l->page));
        l->head += l->key_height + GAP / 2 * leading(l);
    }
    if (!l->told)
        l->head += (BAR_HIGH + 1 + GAP) * leading(l);
}

/* The room below the cells: names and the title of the columns. */
static double foot(const layout *l) {
    return ent_axis_row(&l->page) + (1 + GAP) * leading(l);
}

/* What cells ask for; without values in them hardly more than a square. */
static double cells_height(const layout *l) {
    static const double HIGH = 0.8; /* of the width */
    const double asked = (double)l->h->up.count * CELL * leading(l);
    const double most = HIGH * (ent_page_inner_width(&l->page) - l->names);
    return !l->told && asked > most ? most : asked;
}

/* The room that the drawing asks for, and the note, which says what is in the cells. */
static void ask_room(layout *l, ent_page_text *texts) {
    measure_head(l);
    texts->note = ent_heatmap_note(l->h, l->told, l->page.scene);
    texts->body = l->head + foot(l) + cells_height(l);
}

/* Cells hold their values where there are few and each has room. */
static void decide_told(layout *l, ent_page_text *texts) {
    const double each =
        (ent_page_inner_width(&l->page) - l->names) / (double)l->h->across.count;
    l->told = l->h->across.count * l->h->up.count <= ENT_CELLS_TOLD &&
              widest_number(l) + GAP * leading(l) <= each;
    ask_room(l, texts);
    const double high = ent_page_room(&l->page, texts) - l->head - foot(l);
    if (!l->told || high >= (double)l->h->up.count * CELL_LEAST * leading(l))
        return;
    l->told = false;
    ask_room(l, texts);
}

static bool place(void *state) {
    static const double CELL_MOST = 4; /* in the labels' leading */
    layout *l = state;
    const double most = CELL_MOST * leading(l) * (double)l->h->up.count;
    l->box = l->page.body;
    l->box.left += l->names;
    l->box.top += l->head;
    l->box.bottom -= foot(l);
    if (l->box.bottom - l->box.top > most)
        l->box.bottom = l->box.top + most;
    return l->box.bottom - l->box.top >= leading(l);
}

/* ---- Cells ---- */

/* Middle of column or row `i`, or of what lies between; rows go up. */
static double column_at(const layout *l, double i) {
    return l->box.left +
           (i + 0.5) * (l->box.right - l->box.left) / (double)l->h->across.count;
}

static double row_at(const layout *l, double i) {
    return l->box.bottom -
           (i + 0.5) * (l->box.bottom - l->box.top) / (double)l->h->up.count;
}

static int step_of(const layout *l, double value) {
    return ent_ramp_step(value, l->range.low, l->range.high);
}

/* Neighbours overlap by a hair, so that no seam shows between them. */
static void draw_cell(const layout *l, size_t x, size_t y, const double size[2]) {
    const double value = l->h->values[y * l->h->across.count + x];
    ent_scene_rect(l->page.scene, l->h->sided ? ENT_ROLE_SIDE : ENT_ROLE_CELL,
                   column_at(l, (double)x) - size[0] / 2,
                   row_at(l, (double)y) - size[1] / 2, size)
        ->hue = step_of(l, value);
}

static void write_cell(const layout *l, size_t x, size_t y) {
    const ent_role role = l->h->sided ? ENT_ROLE_SIDE_TEXT : ENT_ROLE_CELL_TEXT;
    const double value = l->h->values[y * l->h->across.count + x];
    const double rise = ent_page_rise(&l->page, role);
    ent_page_write(&l->page, role,
                   (double[]){column_at(l, (double)x), row_at(l, (double)y) + rise / 2},
                   ent_heatmap_number(l->h, value, l->page.scene), ENT_ALIGN_MIDDLE)
        ->hue = step_of(l, value);
}

/* Where a line crosses a number, the number's ground is laid over it. */
static void clear_cell(const layout *l, size_t x, size_t y) {
    const double value = l->h->values[y * l->h->across.count + x];
    const char *text = ent_heatmap_number(l->h, value, l->page.scene);
    const double width = ent_page_width(&l->page, ENT_ROLE_CELL_TEXT, text) + 2;
    draw_cell(l, x, y, (double[]){width, leading(l)});
}

static void each_cell(const layout *l, void (*draw)(const layout *, size_t, size_t)) {
    for (size_t y = 0; y < l->h->up.count; y++)
        for (size_t x = 0; x < l->h->across.count; x++)
            draw(l, x, y);
}

static void fill_cell(const layout *l, size_t x, size_t y) {
    static const double HAIR = 0.25;
    const double size[] = {column_at(l, 1) - column_at(l, 0) + HAIR,
                           row_at(l, 0) - row_at(l, 1) + HAIR};
    draw_cell(l, x, y, size);
}

static void draw_contour(const layout *l) {
    ent_contour_line *lines;
    const size_t size[] = {l->h->across.count, l->h->up.count};
    const size_t count =
        ent_contour(l->h->values, size, *l->h->level, &l->page.scene->arena, &lines);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < lines[i].count; k++) {
            lines[i].points[2 * k] = column_at(l, lines[i].points[2 * k]);
            lines[i].points[2 * k + 1] = row_at(l, lines[i].points[2 * k + 1]);
        }
        ent_scene_curve(l->page.scene, ENT_POLYLINE, ENT_ROLE_HALO, lines[i].points,
                        lines[i].count);
        ent_scene_curve(l->page.scene, ENT_POLYLINE, ENT_ROLE_CONTOUR, lines[i].points,
                        lines[i].count);
    }
}

/* ---- Terms ---- */

/* Every how many names there is room for one. */
static size_t stride(double each, double needed) {
    size_t every = 1;
    while ((double)every * each < needed)
        every++;
    return every;
}

static void write_rows(const layout *l) {
    const ent_page *page = &l->page;
    const double rise = ent_page_rise(page, ENT_ROLE_SCALE);
    const size_t every = stride(row_at(l, 0) - row_at(l, 1), ROW_APART * leading(l));
    for (size_t i = 0; i < l->h->up.count; i += every) {
        const char *name = ent_page_shorten(page, ENT_ROLE_SCALE,
                                            ent_varied_name(&l->h->up, i, page->scene),
                                            l->names - GAP * leading(l));
        ent_page_write(
            page, ENT_ROLE_SCALE,
            (double[]){l->box.left - GAP * leading(l), row_at(l, (double)i) + rise / 2},
            name, ENT_ALIGN_END);
    }
    if (l->h->up.title)
        ent_page_write(page, ENT_ROLE_STRONG,
                       (double[]){page->body.left, l->box.top - GAP * leading(l)},
                       ent_page_shorten(page, ENT_ROLE_STRONG, l->h->up.title,
                                        ent_page_inner_width(&l->page)),
                       ENT_ALIGN_START);
}

static void write_columns(const layout *l) {
    const ent_page *page = &l->page;
    const double each = column_at(l, 1) - column_at(l, 0), gap = GAP * leading(l);
    const double right = page->body.right;
    double most = widest(l, &l->h->across);
    most = most > l->names + each ? l->names + each : most;
    const size_t every = stride(each, most + gap);
    for (size_t i = 0; i < l->h->across.count; i += every) {
        const char *name = ent_page_shorten(
            page, ENT_ROLE_SCALE, ent_varied_name(&l->h->across, i, page->scene), most);
        const double half = ent_page_width(page, ENT_ROLE_SCALE, name) / 2;
        double x = column_at(l, (double)i);
        x = x + half > right ? right - half : x;
        ent_page_write(page, ENT_ROLE_SCALE,
                       (double[]){x, ent_axis_baseline(page, &l->box)}, name,
                       ENT_ALIGN_MIDDLE);
    }
    if (l->h->across.title)
        ent_page_write(
            page, ENT_ROLE_STRONG,
            (double[]){right, ent_axis_baseline(page, &l->box) + leading(l) + gap / 2},
            ent_page_shorten(page, ENT_ROLE_STRONG, l->h->across.title,
                             ent_page_inner_width(&l->page)),
            ENT_ALIGN_END);
}

/* ---- Keys ---- */

/* The ramp as a bar, with the outcomes at its ends. */
static void draw_ramp(const layout *l, double top) {
    const ent_page *page = &l->page;
    const double left = page->body.left, wide = BAR_WIDE * leading(l);
    const double each = wide / ENT_RAMP_STEPS, high = BAR_HIGH * leading(l);
    for (int i = 0; i < ENT_RAMP_STEPS; i++)
        ent_scene_rect(page->scene, l->h->sided ? ENT_ROLE_SIDE : ENT_ROLE_CELL,
                       left + i * each, top, (double[]){each + 0.25, high})
            ->hue = i;
    const double y = top + high + ent_page_rise(page, ENT_ROLE_SCALE) + 2;
    ent_page_write(page, ENT_ROLE_SCALE, (double[]){left, y},
                   ent_heatmap_value(l->h, l->range.low, page->scene), ENT_ALIGN_START);
    ent_page_write(page, ENT_ROLE_SCALE, (double[]){left + wide, y},
                   ent_heatmap_value(l->h, l->range.high, page->scene), ENT_ALIGN_END);
}

static void draw_keys(const layout *l) {
    double top = l->page.body.top;
    if (l->h->level)
        ent_keys_draw_block(&l->page, &l->level, 1, ent_page_inner_width(&l->page),
                            (double[]){l->page.body.left, top});
    if (!l->told)
        draw_ramp(l, top + l->key_height);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_heatmap *h = l->h = data;
    l->range = ent_heatmap_range(h);
    *texts = (ent_page_text){.text = &h->text,
                             .description = ent_heatmap_describe(h, l->page.scene)};
    measure_names(l);
    decide_told(l, texts);
}

static void draw(void *state) {
    const layout *l = state;
    each_cell(l, fill_cell);
    if (l->h->level)
        draw_contour(l);
    if (l->told && l->h->level)
        each_cell(l, clear_cell);
    if (l->told)
        each_cell(l, write_cell);
    write_rows(l);
    write_columns(l);
    draw_keys(l);
}

const ent_chart_type ent_heatmap_chart = {.name = "heatmap",
                                          .layout_size = sizeof(layout),
                                          .check = ent_heatmap_check,
                                          .set_texts = set_texts,
                                          .place = place,
                                          .draw = draw,
                                          .print_csv = ent_heatmap_print_csv};
