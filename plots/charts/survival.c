/* A survival chart: a stepped line for each event, named at its end. */
#include "plots/charts/survival_parts.h"

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/keys.h"
#include "plots/labels.h"

typedef struct {
    ent_page page;
    const ent_survival *s;
    ent_keys keys;
    ent_format percent;
    ent_ticks ticks;
    ent_box box;
    ent_scale time, share;
    ent_flag *flags;
    size_t flag_count;
} layout;

static ent_role line_of(size_t event) {
    return (ent_role)(ENT_ROLE_LINE_1 + event);
}

/* Keys first: how much room they need decides how high the page grows. */
static void set_keys(layout *l) {
    const ent_survival *s = l->s;
    ent_page *page = &l->page;
    for (size_t i = 0; i < s->event_count; i++)
        l->keys.list[i] = (ent_key){
            .text = ent_scene_format(page->scene, "%s %s",
                                     ent_survival_final(s, &s->events[i], page->scene),
                                     s->events[i].label),
            .role = ENT_ROLE_LABEL,
            .sample = line_of(i),
            .hue = s->events[i].hue,
            .value = s->events[i].share[s->count - 1]};
    l->keys.count = s->event_count;
    ent_keys_fit(page, &l->keys);
}

static bool place(void *state) {
    layout *l = state;
    const ent_survival *s = l->s;
    ent_page *page = &l->page;
    double half = ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    l->box = page->body;
    l->box.bottom -= ent_axis_row(page);
    l->box.top += half;
    ent_keys_take(page, &l->keys, &l->box);
    l->ticks = ent_ticks_over(0, 1, ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->ticks, &l->percent);
    l->time =
        (ent_scale){s->start, s->ends[s->count - 1] + 1.0, l->box.left, l->box.right};
    const ent_mark *marks = ent_chart_marks(s->marks, s->mark_count,
                                            (ent_day[]){s->start, s->ends[s->count - 1]},
                                            page->scene, &l->flag_count);
    l->flags = ent_labels_marks(page, marks, l->flag_count, &l->time);
    ent_box bounds = {l->box.left, l->box.top, page->body.right, l->box.bottom};
    const double flags = ent_labels_flags(page, l->flags, &l->flag_count, &bounds);
    if (flags > 0)
        l->box.top += flags - half;
    l->share = (ent_scale){0, 1, l->box.bottom, l->box.top};
    return ent_page_has_room(&l->page, &l->box);
}

/* Nothing happens before a period's end; there the line steps up.  It begins with the first
 * step: until then it would hide the axis. */
static void draw_event(const layout *l, size_t i) {
    const ent_survival *s = l->s;
    ent_scene *scene = l->page.scene;
    double *points = ent_arena_take(&scene->arena, 4 * s->count, sizeof *points);
    double before = l->box.bottom;
    size_t used = 0;
    for (size_t t = 0; t < s->count; t++) {
        double x = ent_scale_at(&l->time, s->ends[t] + 1.0);
        double y = ent_scale_at(&l->share, s->events[i].share[t]);
        if (s->events[i].share[t] == 0)
            continue;
        points[2 * used] = x;
        points[2 * used++ + 1] = before;
        points[2 * used] = x;
        points[2 * used++ + 1] = before = y;
    }
    if (used == 0)
        return;
    ent_scene_item *item = ent_scene_curve(scene, ENT_POLYLINE, line_of(i), points, used);
    item->hue = s->events[i].hue;
    item->id = ent_scene_format(scene, "event-%zu", i + 1);
}

static void draw_keys(layout *l) {
    for (size_t i = 0; i < l->keys.count; i++)
        l->keys.list[i].from = l->box.right;
    ent_keys_draw(&l->page, &l->keys, &l->box, &l->share);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_survival *s = l->s = data;
    l->percent = ent_format_of("%");
    set_keys(l);
    *texts = (ent_page_text){.text = &s->text,
                             .description = ent_survival_describe(s, l->page.scene),
                             .body = l->keys.body};
}

static void draw(void *state) {
    layout *l = state;
    ent_axis_vertical(&l->page, &l->ticks, &l->percent, &l->share, &l->box);
    ent_labels_draw_flags(&l->page, l->flags, l->flag_count, &l->box);
    for (size_t i = l->s->event_count; i > 0; i--)
        draw_event(l, i - 1);
    ent_axis_zero(&l->page, &l->share, &l->box);
    ent_axis_dates(&l->page, &l->time, &l->box);
    draw_keys(l);
}

const ent_chart_type ent_survival_chart = {.name = "survival",
                                           .layout_size = sizeof(layout),
                                           .check = ent_survival_check,
                                           .set_texts = set_texts,
                                           .place = place,
                                           .draw = draw,
                                           .print_csv = ent_survival_print_csv};
