/* Paths: thin lines for simulated futures, a strong one for the future that is told, with
 * what happens in it. */
#include "plots/charts/paths.h"

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/charts/paths_parts.h"
#include "plots/keys.h"
#include "plots/labels.h"

enum { MARKS_MOST = 6, FLAGS_MOST = MARKS_MOST + ENT_PATH_EVENTS_MOST };

typedef struct {
    ent_page page;
    const ent_paths *p;
    ent_format format;
    ent_keys keys;
    ent_ticks ticks;
    ent_box box;
    ent_scale time, value;
    ent_flag flags[FLAGS_MOST];
    size_t flag_count;
} layout;

/* In points at a line of 0.75: a dot's diameter. */
static const double DOT = 5.5;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

/* Keys first: how much room they need decides how high the page grows. */
static void set_keys(layout *l) {
    const ent_paths *p = l->p;
    ent_scene *scene = l->page.scene;
    const double *told = ent_paths_of(p, p->told);
    double middle = 0;
    for (size_t i = 0; i < p->future_count; i++)
        middle += ent_paths_of(p, i)[p->count - 1] / (double)p->future_count;
    l->keys.list[l->keys.count++] = (ent_key){
        .text = ent_scene_format(scene, "%s: %s%s", ent_paths_told(p, scene),
                                 ent_paths_value(p, ent_paths_outcome(p, p->told), scene),
                                 ent_paths_in_all(p)),
        .role = ENT_ROLE_STRONG,
        .sample = ENT_ROLE_CHOSEN,
        .hue = p->hue,
        .value = told[p->count - 1]};
    if (p->future_count > 1)
        l->keys.list[l->keys.count++] =
            (ent_key){.text = ent_chart_counted(p->future_count - 1,
                                                "other simulated future", scene),
                      .role = ENT_ROLE_LABEL,
                      .sample = ENT_ROLE_PATH,
                      .value = middle};
    ent_keys_fit(&l->page, &l->keys);
}

static double x_of(const layout *l, size_t t) {
    const ent_paths *p = l->p;
    return ent_scale_at(
        &l->time, ent_chart_place_in_time(
                      p->measure, ent_chart_first_day(p->start, p->ends, t), p->ends[t]));
}

/* Events of the future told, and days of the agreement, which give way to them. */
static void set_flags(layout *l) {
    const ent_paths *p = l->p;
    const ent_day days[] = {p->start, p->ends[p->count - 1]};
    size_t count;
    const ent_mark *marks =
        ent_chart_marks(p->marks, p->mark_count, days, l->page.scene, &count);
    count = count < MARKS_MOST ? count : MARKS_MOST;
    const ent_flag *others = ent_labels_marks(&l->page, marks, count, &l->time);
    for (size_t i = 0; i < p->event_count && i < ENT_PATH_EVENTS_MOST; i++)
        l->flags[l->flag_count++] =
            (ent_flag){.x = x_of(l, p->events[i].period),
                       .text = p->events[i].label,
                       .line = ENT_ROLE_LEADER,
                       .label = ENT_ROLE_STRONG,
                       .weight = 1,
                       .end = ent_paths_of(p, p->told)[p->events[i].period]};
    for (size_t i = 0; i < count; i++)
        l->flags[l->flag_count++] = others[i];
}

/* Lines need no baseline, but get it where it costs little. */
static void range_of(const layout *l, double range[2]) {
    const double *values = l->p->values;
    range[0] = range[1] = values[0];
    for (size_t i = 0; i < l->p->future_count * l->p->count; i++) {
        range[0] = values[i] < range[0] ? values[i] : range[0];
        range[1] = values[i] > range[1] ? values[i] : range[1];
    }
    if (l->format.show == ENT_SHOW_DATE)
        return;
    if (range[0] > 0 && range[0] < range[1] / 2)
        range[0] = 0;
    if (range[1] < 0 && range[1] > range[0] / 2)
        range[1] = 0;
}

static bool place(void *state) {
    layout *l = state;
    const ent_paths *p = l->p;
    const ent_page *page = &l->page;
    const double half = ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    double range[2];
    l->box = page->body;
    l->box.bottom -= ent_axis_row(page);
    ent_keys_take(page, &l->keys, &l->box);
    range_of(l, range);
    l->ticks = ent_ticks_over(range[0], range[1],
                              ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->ticks, &l->format);
    l->time =
        (ent_scale){p->start, p->ends[p->count - 1] + 1.0, l->box.left, l->box.right};
    set_flags(l);
    const ent_box bounds = {l->box.left, l->box.top, page->body.right, l->box.bottom};
    const double flags = ent_labels_flags(page, l->flags, &l->flag_count, &bounds);
    l->box.top += flags > half ? flags : half;
    l->value = ent_axis_fill(&l->ticks, range[0], range[1], &l->box);
    for (size_t i = 0; i < l->flag_count; i++) /* an event's line ends on its dot */
        if (l->flags[i].line == ENT_ROLE_LEADER)
            l->flags[i].bottom = ent_scale_at(&l->value, l->flags[i].end);
    return ent_page_has_room(&l->page, &l->box);
}

/* A lone period is a short line amid the drawing. */
static void draw_path(const layout *l, size_t future, ent_role role, const char *id) {
    const ent_paths *p = l->p;
    const size_t columns = p->count == 1 ? 2 : p->count;
    double *points = ent_arena_take(&l->page.scene->arena, 2 * columns, sizeof *points);
    for (size_t c = 0; c < columns; c++) {
        const size_t t = p->count == 1 ? 0 : c;
        points[2 * c] = x_of(l, t);
        points[2 * c + 1] = ent_scale_at(&l->value, ent_paths_of(p, future)[t]);
    }
    if (p->count == 1) {
        const double quarter = (l->box.right - l->box.left) / 4;
        points[0] = l->box.left + quarter;
        points[2] = l->box.right - quarter;
    }
    ent_scene_item *item =
        ent_scene_curve(l->page.scene, ENT_POLYLINE, role, points, columns);
    item->id = id;
    item->hue = role == ENT_ROLE_CHOSEN ? p->hue : 0;
}

static void draw_events(const layout *l) {
    for (size_t i = 0; i < l->flag_count; i++)
        if (l->flags[i].line == ENT_ROLE_LEADER)
            ent_scene_disc(l->page.scene, ENT_ROLE_DOT, l->flags[i].x, l->flags[i].bottom,
                           ent_page_scaled(&l->page, DOT))
                ->hue = l->p->hue;
}

static void draw_keys(layout *l) {
    for (size_t i = 0; i < l->keys.count; i++)
        if (l->keys.list[i].sample == ENT_ROLE_CHOSEN)
            l->keys.list[i].from = x_of(l, l->p->count - 1);
    ent_keys_draw(&l->page, &l->keys, &l->box, &l->value);
}

/* The rest of the unit at the top gridline gives way to a flag's line. */
static void draw_vertical(const layout *l) {
    ent_format format = l->format;
    const double end = l->box.left + leading(l) / 2 +
                       ent_page_width(&l->page, ENT_ROLE_SCALE, format.suffix);
    for (size_t f = 0; f < l->flag_count; f++)
        if (l->flags[f].x < end)
            format = ent_format_bare(format);
    ent_axis_vertical(&l->page, &l->ticks, &format, &l->value, &l->box);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_paths *p = l->p = data;
    l->format = ent_format_of(p->unit);
    set_keys(l);
    *texts = (ent_page_text){.text = &p->text,
                             .note = ent_paths_note(p, l->page.scene),
                             .description = ent_paths_describe(p, l->page.scene),
                             .body = l->keys.body};
}

static void draw(void *state) {
    layout *l = state;
    draw_vertical(l);
    for (size_t i = 0; i < l->p->future_count; i++)
        if (i != l->p->told)
            draw_path(l, i, ENT_ROLE_PATH, NULL);
    ent_axis_zero(&l->page, &l->value, &l->box);
    ent_axis_dates(&l->page, &l->time, &l->box);
    ent_labels_draw_flags(&l->page, l->flags, l->flag_count, &l->box);
    draw_path(l, l->p->told, ENT_ROLE_CHOSEN, "told");
    draw_events(l);
    draw_keys(l);
}

const ent_chart_type ent_paths_chart = {.name = "paths",
                                        .layout_size = sizeof(layout),
                                        .check = ent_paths_check,
                                        .set_texts = set_texts,
                                        .place = place,
                                        .draw = draw,
                                        .print_csv = ent_paths_print_csv};
