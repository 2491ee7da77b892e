/* A convergence: the mean over ever more futures, in a band that narrows. */
#include "plots/charts/convergence.h"

#include <math.h>

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/charts/convergence_parts.h"
#include "plots/keys.h"

enum { TICKS_MOST = 40 };

typedef struct {
    ent_page page;
    const ent_convergence *c;
    ent_format format;
    size_t first; /* point drawn */
    ent_keys keys;
    ent_ticks ticks;
    ent_box box;
    ent_scale futures, value; /* futures by their logarithm */
} layout;

/* In points at a line of 0.75: a dot's diameter. */
static const double DOT = 4;
static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

static double edge(const ent_settling *p, int side) {
    return p->mean + side * ENT_BAND_ERRORS * p->se;
}

static void set_keys(layout *l) {
    const ent_page *page = &l->page;
    const ent_settling *last = &l->c->points[l->c->count - 1];
    ent_scene *scene = page->scene;
    l->keys.list[0] = (ent_key){
        .text = ent_scene_format(scene, "mean %s",
                                 ent_convergence_mean(l->c, l->c->count - 1, scene)),
        .role = ENT_ROLE_STRONG,
        .sample = ENT_ROLE_CHOSEN,
        .hue = l->c->hue,
        .value = last->mean};
    l->keys.list[1] = (ent_key){
        .text = ent_scene_format(scene, "\xc2\xb1%s, %d standard errors",
                                 ent_convergence_half(l->c, l->c->count - 1, scene),
                                 ENT_BAND_ERRORS),
        .role = ENT_ROLE_LABEL,
        .sample = ENT_ROLE_BAND_2,
        .hue = l->c->hue,
        .value = edge(last, -1)};
    l->keys.count = 2;
    ent_keys_fit(page, &l->keys);
}

/* Days have their gridlines where months or years begin. */
static ent_stretch stretch_of(const layout *l, double low, double high) {
    const int most = ent_axis_most(&l->page, l->box.bottom - l->box.top);
    return ent_stretch_over((ent_day)low, (ent_day)high, most);
}

static char *day_label(ent_stretch stretch, ent_day day, char text[ENT_FORMAT_SIZE]) {
    const ent_date_detail detail =
        stretch.each <= ENT_EACH_WEEK ? ENT_TO_DAY : ENT_TO_MONTH;
    return ent_format_date(day, detail, text, ENT_FORMAT_SIZE);
}

static double days_column(const layout *l, double low, double high) {
    const ent_stretch stretch = stretch_of(l, low, high);
    char label[ENT_FORMAT_SIZE];
    double most = 0;
    ent_day day = ent_stretch_floor(stretch, (ent_day)low);
    for (; day <= high; day = ent_stretch_next(stretch, day))
        most = fmax(most, ent_page_width(&l->page, ENT_ROLE_SCALE,
                                         day_label(stretch, day, label)));
    return most + leading(l) / 2;
}

static bool place(void *state) {
    layout *l = state;
    const ent_page *page = &l->page;
    const ent_convergence *c = l->c;
    double low = edge(&c->points[l->first], -1), high = edge(&c->points[l->first], 1);
    for (size_t i = l->first; i < c->count; i++) {
        low = fmin(low, edge(&c->points[i], -1));
        high = fmax(high, edge(&c->points[i], 1));
    }
    l->box = page->body;
    /* A second row below the numbers says what they are. */
    l->box.bottom -= ent_axis_row(page) + ent_page_leading(page, ENT_ROLE_SCALE);
    l->box.top += ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    ent_keys_take(page, &l->keys, &l->box);
    const bool dates = l->format.show == ENT_SHOW_DATE;
    if (dates && high - low < 14) { /* a fortnight, where all agree */
        low -= 7;
        high += 7;
    }
    l->ticks = ent_ticks_over(low, high, ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left +=
        dates ? days_column(l, low, high) : ent_axis_column(page, &l->ticks, &l->format);
    if (!l->keys.beside)
        l->box.right -= leading(l); /* half of the last number */
    const double from = log2((double)c->points[l->first].futures);
    const double to = log2((double)c->points[c->count - 1].futures);
    l->futures = (ent_scale){from, to, l->box.left, l->box.right};
    l->value = dates ? (ent_scale){low, high, l->box.bottom, l->box.top}
                     : ent_axis_fill(&l->ticks, low, high, &l->box);
    return ent_page_has_room(&l->page, &l->box);
}

static void point_at(const layout *l, size_t i, double value, double at[2]) {
    at[0] = ent_scale_at(&l->futures, log2((double)l->c->points[i].futures));
    at[1] = ent_scale_at(&l->value, value);
}

static void draw_days(const layout *l) {
    const ent_stretch stretch = stretch_of(l, l->value.low, l->value.high);
    const double middle = ent_page_rise(&l->page, ENT_ROLE_SCALE) / 2;
    char label[ENT_FORMAT_SIZE];
    ent_day day = ent_stretch_floor(stretch, (ent_day)l->value.low);
    for (; day <= l->value.high; day = ent_stretch_next(stretch, day)) {
        const double y = ent_scale_at(&l->value, day);
        if (day < l->value.low)
            continue;
        ent_scene_line(l->page.scene, ENT_ROLE_GRID,
                       (double[]){l->box.left, y, l->box.right, y});
        ent_page_write(&l->page, ENT_ROLE_SCALE,
                       (double[]){l->box.left - leading(l) / 2, y + middle},
                       day_label(stretch, day, label), ENT_ALIGN_END);
    }
}

static void draw_vertical(const layout *l) {
    if (l->format.show == ENT_SHOW_DATE)
        draw_days(l);
    else
        ent_axis_vertical(&l->page, &l->ticks, &l->format, &l->value, &l->box);
}

static void draw_band(const layout *l) {
    const ent_convergence *c = l->c;
    ent_scene *scene = l->page.scene;
    const size_t count = c->count - l->first;
    double *points = ent_arena_take(&scene->arena, 4 * count, sizeof *points);
    for (size_t i = 0; i < count; i++) {
        const ent_settling *p = &c->points[l->first + i];
        point_at(l, l->first + i, edge(p, 1), points + 2 * i);
        point_at(l, l->first + i, edge(p, -1), points + 2 * (2 * count - 1 - i));
    }
    ent_scene_item *item =
        ent_scene_curve(scene, ENT_AREA, ENT_ROLE_BAND_2, points, 2 * count);
    item->id = "band";
    item->hue = c->hue;
    for (size_t side = 0; side < 2; side++)
        ent_scene_curve(scene, ENT_POLYLINE, ENT_ROLE_EDGE, points + side * 2 * count,
                        count)
            ->hue = c->hue;
}

static void draw_mean(const layout *l) {
    const ent_convergence *c = l->c;
    ent_scene *scene = l->page.scene;
    const size_t count = c->count - l->first;
    double *points = ent_arena_take(&scene->arena, 2 * count, sizeof *points);
    for (size_t i = 0; i < count; i++)
        point_at(l, l->first + i, c->points[l->first + i].mean, points + 2 * i);
    const double y = points[2 * count - 1];
    ent_scene_line(scene, ENT_ROLE_EVENT, (double[]){l->box.left, y, l->box.right, y});
    ent_scene_item *item =
        ent_scene_curve(scene, ENT_POLYLINE, ENT_ROLE_CHOSEN, points, count);
    item->id = "mean";
    item->hue = c->hue;
    const double diameter = ent_page_scaled(&l->page, DOT);
    for (size_t i = 0; i < count; i++)
        ent_scene_disc(scene, ENT_ROLE_DOT, points[2 * i], points[2 * i + 1], diameter)
            ->hue = c->hue;
}

/* Coarseness 0: 1, 2 and 5 times powers of ten; n: every n-th power alone. */
static size_t round_numbers(const layout *l, int coarseness, double *numbers) {
    static const double mantissa[] = {1, 2, 5};
    const double low = exp2(l->futures.low) - 0.5, high = exp2(l->futures.high) + 0.5;
    size_t count = 0;
    for (int place = 0; count + 3 <= TICKS_MOST; place++) {
        const double power = pow(10, place);
        if (power > high)
            break;
        for (int i = 0; i < (coarseness == 0 ? 3 : 1); i++) {
            const double number = power * mantissa[i];
            const bool taken = coarseness == 0 || place % coarseness == 0;
            if (taken && number >= low && number <= high)
                numbers[count++] = number;
        }
    }
    return count;
}

static bool apart(const layout *l, const double *numbers, size_t count) {
    char text[ENT_FORMAT_SIZE];
    const double gap = ent_page_leading(&l->page, ENT_ROLE_SCALE);
    double end = -1e9;
    for (size_t i = 0; i < count; i++) {
        ent_format_count((uint64_t)numbers[i], text, sizeof text);
        const double half = ent_page_width(&l->page, ENT_ROLE_SCALE, text) / 2;
        const double x = ent_scale_at(&l->futures, log2(numbers[i]));
        if (x - half < end + gap)
            return false;
        end = x + half;
    }
    return true;
}

static void draw_futures(const layout *l) {
    static const char name[] = "futures (log scale)";
    const ent_page *page = &l->page;
    double numbers[TICKS_MOST];
    size_t count = round_numbers(l, 0, numbers);
    for (int coarseness = 1; !apart(l, numbers, count); coarseness++)
        count = round_numbers(l, coarseness, numbers);
    const double baseline = ent_axis_baseline(page, &l->box);
    const double tick = 0.35 * ent_page_leading(page, ENT_ROLE_SCALE);
    for (size_t i = 0; i < count; i++) {
        char text[ENT_FORMAT_SIZE];
        const double x = ent_scale_at(&l->futures, log2(numbers[i]));
        ent_scene_line(page->scene, ENT_ROLE_TICK,
                       (double[]){x, l->box.bottom, x, l->box.bottom + tick});
        ent_page_write(page, ENT_ROLE_SCALE, (double[]){x, baseline},
                       ent_format_count((uint64_t)numbers[i], text, sizeof text),
                       ENT_ALIGN_MIDDLE);
    }
    ent_page_write(
        page, ENT_ROLE_SCALE,
        (double[]){l->box.right, baseline + ent_page_leading(page, ENT_ROLE_SCALE)}, name,
        ENT_ALIGN_END);
}

static const char note[] =
    "Each mean is over the first futures of the run, twice as many as before. Four times "
    "as many futures halve the band. The vertical axis spans it.";

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_convergence *c = l->c = data;
    l->format = ent_format_of(c->unit);
    l->first = ent_convergence_first(c);
    set_keys(l);
    *texts = (ent_page_text){.text = &c->text,
                             .note = note,
                             .description = ent_convergence_describe(c, l->page.scene),
                             .body = l->keys.body};
}

static void draw(void *state) {
    layout *l = state;
    draw_vertical(l);
    draw_band(l);
    draw_mean(l);
    ent_axis_zero(&l->page, &l->value, &l->box);
    draw_futures(l);
    ent_keys_draw(&l->page, &l->keys, &l->box, &l->value);
}

const ent_chart_type ent_convergence_chart = {.name = "convergence",
                                              .layout_size = sizeof(layout),
                                              .check = ent_convergence_check,
                                              .set_texts = set_texts,
                                              .place = place,
                                              .draw = draw,
                                              .print_csv = ent_convergence_print_csv};
