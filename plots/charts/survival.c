/* A survival chart: a stepped line for each event, named at its end. */
#include "plots/charts/survival_parts.h"

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/keys.h"
#include "plots/labels.h"

typedef struct {
    ent_page page;
    const ent_survival *s;
    ent_key keys[ENT_LINES_MOST];
    bool beside;   /* the keys stand in a column, else in a block above */
    double column; /* width of that column, or height of the block */
    ent_format percent;
    ent_ticks ticks;
    ent_box box;
    ent_scale time, share;
    ent_flag *flags;
    size_t flag_count;
} layout;

/* The key's column in parts of the page's width: at most so wide, and on pages of so many
 * leadings or more. */
static const double COLUMN_MOST = 0.36, WIDE_PAGE = 36;
static const double FLAG_ROOM = 0.35;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

static ent_role line_of(size_t event) {
    return (ent_role)(ENT_ROLE_LINE_1 + event);
}

/* Keys first: how much room they need decides how high the page grows. */
static double set_keys(layout *l) {
    const ent_survival *s = l->s;
    ent_page *page = &l->page;
    const ent_size *size = page->look->size;
    double width = ent_page_inner_width(&l->page);
    for (size_t i = 0; i < s->event_count; i++)
        l->keys[i] = (ent_key){
            .text = ent_scene_format(page->scene, "%s %s",
                                     ent_survival_final(s, &s->events[i], page->scene),
                                     s->events[i].label),
            .role = ENT_ROLE_LABEL,
            .sample = line_of(i),
            .hue = s->events[i].hue,
            .at = -s->events[i].share[s->count - 1]};
    l->beside = width >= WIDE_PAGE * leading(l);
    if (!l->beside) {
        l->column = ent_keys_block(page, l->keys, s->event_count, width);
        return size->body + l->column;
    }
    l->column = ent_keys_column(page, l->keys, s->event_count, COLUMN_MOST * width);
    return ent_keys_height(page, l->keys, s->event_count) + 3 * leading(l);
}

static void set_flags(layout *l) {
    const ent_survival *s = l->s;
    l->flags = ent_arena_take(&l->page.scene->arena, s->mark_count + 1, sizeof *l->flags);
    for (size_t i = 0; i < s->mark_count; i++) {
        const ent_mark *mark = &s->marks[i];
        if (mark->day < s->start || mark->day > s->ends[s->count - 1] || !mark->label)
            continue;
        l->flags[l->flag_count++] = (ent_flag){.x = ent_scale_at(&l->time, mark->day),
                                               .text = mark->label,
                                               .line = ENT_ROLE_EVENT,
                                               .label = ENT_ROLE_LABEL};
    }
}

static bool place(void *state) {
    layout *l = state;
    const ent_survival *s = l->s;
    ent_page *page = &l->page;
    double half = ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    l->box = page->body;
    l->box.bottom -= ent_axis_row(page);
    l->box.top += half;
    if (!l->beside)
        l->box.top += l->column + leading(l) / 2;
    l->ticks = ent_ticks_over(0, 1, ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->ticks, &l->percent);
    if (l->beside)
        l->box.right -= l->column;
    l->time =
        (ent_scale){s->start, s->ends[s->count - 1] + 1.0, l->box.left, l->box.right};
    set_flags(l);
    ent_box bounds = {l->box.left, l->box.top, page->body.right, l->box.bottom};
    int rows = ent_labels_flags(page, l->flags, l->flag_count, &bounds);
    if (rows > 0)
        l->box.top += (rows + FLAG_ROOM) * leading(l) - half;
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
    const ent_survival *s = l->s;
    if (!l->beside) {
        ent_keys_draw_block(&l->page, l->keys, s->event_count,
                            l->page.body.right - l->page.body.left,
                            (double[]){l->page.body.left, l->page.body.top});
        return;
    }
    for (size_t i = 0; i < s->event_count; i++) {
        l->keys[i].at = ent_scale_at(&l->share, -l->keys[i].at);
        l->keys[i].from = l->box.right;
    }
    ent_keys_draw_column(&l->page, l->keys, s->event_count, &l->box,
                         l->box.bottom + leading(l));
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_survival *s = l->s = data;
    l->percent = ent_format_of("%");
    *texts = (ent_page_text){.text = &s->text,
                             .description = ent_survival_describe(s, l->page.scene),
                             .body = set_keys(l)};
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
