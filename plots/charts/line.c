/* A line chart: the outcome over one term, with its band and its break-even. */
#include "plots/charts/line_parts.h"

#include <math.h>

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/keys.h"
#include "plots/labels.h"

enum { KEYS_MOST = 3, FLAGS_MOST = 2 };

typedef struct {
    ent_page page;
    const ent_swept_line *l;
    ent_format format;
    bool named, errors;
    ent_key keys[KEYS_MOST];
    size_t key_count;
    double key_height;
    ent_flag flags[FLAGS_MOST];
    size_t flag_count;
    ent_ticks ticks; /* of the outcome */
    ent_box box;
    ent_scale term, value;
} layout;

/* In points at a line of 0.75: a dot's diameter.  In the labels' leading: gaps. */
static const double DOT = 5, GAP = 0.5;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

/* ---- Keys and flags ---- */

static void add_key(layout *l, const char *text, ent_role sample) {
    l->keys[l->key_count++] = (ent_key){
        .text = text, .role = ENT_ROLE_LABEL, .sample = sample, .hue = l->l->hue};
}

static double edge(const ent_swept *p, int side) {
    return p->mean + side * ENT_LINE_ERRORS * p->se;
}

static void find_outcomes(const layout *l, double *low, double *high) {
    *low = *high = l->l->points[0].mean;
    for (size_t i = 0; i < l->l->count; i++) {
        const ent_swept *p = &l->l->points[i];
        *low = fmin(*low, edge(p, -1));
        *high = fmax(*high, edge(p, 1));
        if (l->l->band) {
            *low = fmin(*low, p->low);
            *high = fmax(*high, p->high);
        }
    }
}

/* Whether errors can be seen beside the line. */
static bool has_errors(const layout *l) {
    static const double VISIBLE = 0.01; /* of all outcomes */
    double low, high, most = 0;
    find_outcomes(l, &low, &high);
    for (size_t i = 0; i < l->l->count; i++)
        most = fmax(most, ENT_LINE_ERRORS * l->l->points[i].se);
    return most > VISIBLE * (high - low);
}

static void set_keys(layout *l) {
    add_key(l, "mean", l->named ? ENT_ROLE_DOT : ENT_ROLE_CHOSEN);
    l->errors = has_errors(l);
    if (l->errors)
        add_key(l, "its two standard errors",
                l->named ? ENT_ROLE_CHOSEN : ENT_ROLE_BAND_3);
    if (l->l->band)
        add_key(l, l->l->band, l->named ? ENT_ROLE_EDGE : ENT_ROLE_BAND_1);
    l->key_height =
        ent_keys_block(&l->page, l->keys, l->key_count, ent_page_inner_width(&l->page)) +
        GAP * leading(l);
}

static void add_flag(layout *l, const char *word, double at, ent_role line) {
    if (at < l->term.low || at > l->term.high)
        return;
    l->flags[l->flag_count++] = (ent_flag){
        .x = ent_scale_at(&l->term, at),
        .text = ent_scene_format(l->page.scene, "%s %s", word,
                                 ent_line_term(l->l, at, l->page.scene)),
        .line = line,
        .weight = line == ENT_ROLE_THRESHOLD,
        .label = line == ENT_ROLE_THRESHOLD ? ENT_ROLE_STRONG : ENT_ROLE_LABEL};
}

static void set_flags(layout *l) {
    if (l->named)
        return;
    if (l->l->solved)
        add_flag(l, "breaks even at", *l->l->solved, ENT_ROLE_THRESHOLD);
    if (l->l->written)
        add_flag(l, "as written:", *l->l->written, ENT_ROLE_EVENT);
}

/* ---- Room ---- */

/* The term's scale, from box to box; named values have a column each. */
static void set_term(layout *l) {
    const ent_swept *p = l->l->points, *last = p + l->l->count - 1;
    const double count = (double)l->l->count;
    double low = l->named ? -0.5 : p->at, high = l->named ? count - 0.5 : last->at;
    if (!(high > low)) { /* one value */
        const double room = low != 0 ? fabs(low) / 2 : 1;
        low -= room;
        high += room;
    }
    l->term = (ent_scale){low, high, l->box.left, l->box.right};
    if (l->named)
        return;
    const ent_format format = ent_format_of(l->l->term_unit);
    ent_ticks ticks = ent_axis_fitting(&l->page, &format, &l->term);
    l->box.right -= ent_axis_overhang(&l->page, &ticks, &format, &l->term);
    l->term.to = l->box.right;
}

static bool place(void *state) {
    layout *l = state;
    const ent_page *page = &l->page;
    double low, high;
    find_outcomes(l, &low, &high);
    l->box = page->body;
    l->box.top += l->key_height + ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    l->box.bottom -= ent_axis_row(page) + (1 + GAP / 2) * leading(l);
    l->ticks = ent_ticks_over(low, high, ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->ticks, &l->format);
    set_term(l);
    set_flags(l);
    ent_box bounds = {l->box.left, l->box.top, page->body.right, l->box.bottom};
    l->box.top += ent_labels_flags(page, l->flags, &l->flag_count, &bounds);
    l->value = ent_axis_fill(&l->ticks, low, high, &l->box);
    return ent_page_has_room(page, &l->box);
}

/* ---- Drawing ---- */

static double x_of(const layout *l, size_t i) {
    return ent_scale_at(&l->term, l->named ? (double)i : l->l->points[i].at);
}

static double y_of(const layout *l, double value) {
    return ent_scale_at(&l->value, value);
}

typedef double edge_of(const ent_swept *, int side);

static double band_edge(const ent_swept *p, int side) {
    return side < 0 ? p->low : p->high;
}

static void draw_band(const layout *l, edge_of *find, ent_role role, const char *id) {
    ent_scene *scene = l->page.scene;
    const size_t count = l->l->count;
    double *points = ent_arena_take(&scene->arena, 4 * count, sizeof *points);
    for (size_t i = 0; i < count; i++) {
        double *above = points + 2 * i, *below = points + 2 * (2 * count - 1 - i);
        above[0] = below[0] = x_of(l, i);
        above[1] = y_of(l, find(&l->l->points[i], 1));
        below[1] = y_of(l, find(&l->l->points[i], -1));
    }
    ent_scene_item *item = ent_scene_curve(scene, ENT_AREA, role, points, 2 * count);
    item->id = id;
    item->hue = l->l->hue;
    for (size_t side = 0; side < 2 && role == ENT_ROLE_BAND_1; side++)
        ent_scene_curve(scene, ENT_POLYLINE, ENT_ROLE_EDGE, points + side * 2 * count,
                        count)
            ->hue = l->l->hue;
}

static void draw_line(const layout *l) {
    ent_scene *scene = l->page.scene;
    const size_t count = l->l->count;
    double *points = ent_arena_take(&scene->arena, 2 * count, sizeof *points);
    for (size_t i = 0; i < count; i++) {
        points[2 * i] = x_of(l, i);
        points[2 * i + 1] = y_of(l, l->l->points[i].mean);
    }
    ent_scene_item *item =
        ent_scene_curve(scene, ENT_POLYLINE, ENT_ROLE_CHOSEN, points, count);
    item->id = "mean";
    item->hue = l->l->hue;
}

static void draw_whisker(const layout *l, size_t i, edge_of *find, ent_role role) {
    const ent_swept *p = &l->l->points[i];
    const double x = x_of(l, i);
    ent_scene_line(l->page.scene, role,
                   (double[]){x, y_of(l, find(p, 1)), x, y_of(l, find(p, -1))})
        ->hue = l->l->hue;
}

/* What was computed, upon what only joins it. */
static void draw_points(const layout *l) {
    const double diameter = ent_page_scaled(&l->page, DOT);
    for (size_t i = 0; i < l->l->count; i++) {
        if (l->named && l->l->band)
            draw_whisker(l, i, band_edge, ENT_ROLE_EDGE);
        if (l->named && l->errors)
            draw_whisker(l, i, edge, ENT_ROLE_CHOSEN);
        ent_scene_disc(l->page.scene, ENT_ROLE_DOT, x_of(l, i),
                       y_of(l, l->l->points[i].mean), diameter)
            ->hue = l->l->hue;
    }
}

static void write_names(const layout *l) {
    const ent_page *page = &l->page;
    const double each = x_of(l, 1) - x_of(l, 0), gap = GAP * leading(l);
    for (size_t i = 0; i < l->l->count; i++)
        ent_page_write(page, ENT_ROLE_SCALE,
                       (double[]){x_of(l, i), ent_axis_baseline(page, &l->box)},
                       ent_page_shorten(page, ENT_ROLE_SCALE,
                                        ent_line_name(l->l, i, page->scene), each - gap),
                       ENT_ALIGN_MIDDLE);
}

static void draw_term(const layout *l) {
    const ent_page *page = &l->page;
    const ent_format format = ent_format_of(l->l->term_unit);
    if (l->named) {
        write_names(l);
    } else {
        ent_ticks ticks = ent_axis_fitting(page, &format, &l->term);
        ent_axis_numbers(page, &ticks, &format, &l->term, &l->box);
    }
    if (l->l->term)
        ent_page_write(page, ENT_ROLE_STRONG,
                       (double[]){page->body.right, ent_axis_baseline(page, &l->box) +
                                                        (1 + GAP / 2) * leading(l)},
                       ent_page_shorten(page, ENT_ROLE_STRONG, l->l->term,
                                        ent_page_inner_width(&l->page)),
                       ENT_ALIGN_END);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_swept_line *line = l->l = data;
    l->format = ent_format_of(line->unit);
    l->named = ent_line_named(line);
    set_keys(l);
    *texts = (ent_page_text){.text = &line->text,
                             .description = ent_line_describe(line, l->page.scene),
                             .body = l->page.look->size->body + l->key_height};
}

static void draw(void *state) {
    const layout *l = state;
    ent_keys_draw_block(&l->page, l->keys, l->key_count, ent_page_inner_width(&l->page),
                        (double[]){l->page.body.left, l->page.body.top});
    ent_axis_vertical(&l->page, &l->ticks, &l->format, &l->value, &l->box);
    if (!l->named && l->l->band)
        draw_band(l, band_edge, ENT_ROLE_BAND_1, "band");
    if (!l->named && l->errors)
        draw_band(l, edge, ENT_ROLE_BAND_3, "error");
    if (l->value.low <= 0 && l->value.high >= 0)
        ent_axis_zero(&l->page, &l->value, &l->box);
    ent_labels_draw_flags(&l->page, l->flags, l->flag_count, &l->box);
    if (!l->named)
        draw_line(l);
    draw_points(l);
    draw_term(l);
}

const ent_chart_type ent_line_chart = {.name = "line",
                                       .layout_size = sizeof(layout),
                                       .check = ent_line_check,
                                       .set_texts = set_texts,
                                       .place = place,
                                       .draw = draw,
                                       .print_csv = ent_line_print_csv};
