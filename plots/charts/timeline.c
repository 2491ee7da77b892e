/* A timeline: a bar for each clause, as high as the share of futures in which it is still
 * in force, below its title and what may end it. */
#include "plots/charts/timeline_parts.h"

#include "plots/axis.h"
#include "plots/chart_data.h"

/* How much is told; each step leaves something out.  At last titles stand left of their
 * bars. */
typedef enum { ALL, NO_GROUPS, NO_CONSTANTS, BRIEF, TITLES_BESIDE, DETAILS } detail;

/* A row with its words. */
typedef struct {
    const ent_timeline_row *row;
    const char **title, **note, *group; /* group NULL: no heading above */
    size_t title_count, note_count;
    bool beside; /* the note follows the title on its line */
} lane;

typedef struct {
    ent_page page;
    const ent_timeline *t;
    lane *lanes;
    size_t lane_count;
    const char **rest; /* constant rows named together */
    size_t rest_count;
    double column; /* of titles left of the bars; 0: they stand above */
    ent_box box;
    ent_scale time;
    double bar, gap; /* height of a bar; between bar and next lane */
} layout;

/* In parts of the labels' leading: a bar's height, the gap below it, at their least and at
 * their most; the gap between title and note; the length of an arrow; between title and
 * bar, and below what is in force throughout. */
static const double BAR = 0.42, BAR_MOST = 1.1, GAP = 0.35, GAP_MOST = 1.1, BESIDE = 0.7,
                    ARROW = 0.75, TEXT_GAP = 0.25, REST_GAP = 0.45;
/* The column of titles left of bars, at most, in parts of the width. */
static const double COLUMN_MOST = 0.4;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

/* ---- Words ---- */

/* A title on one line: what does not fit ends in an ellipsis. */
static void shorten(const layout *l, lane *own, double width) {
    own->title = ent_page_wrap(&l->page, ENT_ROLE_STRONG, own->row->title, width,
                               &own->title_count);
    if (own->title_count > 1)
        own->title[0] = ent_scene_format(l->page.scene, "%s\xe2\x80\xa6", own->title[0]);
    own->title_count = 1;
}

static lane lane_of(const layout *l, const ent_timeline_row *row, detail how) {
    double width = ent_page_inner_width(&l->page);
    lane made = {.row = row};
    if (how == TITLES_BESIDE) {
        shorten(l, &made, COLUMN_MOST * width);
        return made;
    }
    made.title =
        ent_page_wrap(&l->page, ENT_ROLE_STRONG, row->title, width, &made.title_count);
    const char *note = how == BRIEF ? row->brief : row->note;
    if (!note)
        return made;
    double used = made.title_count == 1
                      ? ent_page_width(&l->page, ENT_ROLE_STRONG, made.title[0]) +
                            BESIDE * leading(l)
                      : width;
    made.beside = used + ent_page_width(&l->page, ENT_ROLE_SCALE, note) <= width;
    if (made.beside || how < BRIEF)
        made.note =
            ent_page_wrap(&l->page, ENT_ROLE_SCALE, note, width, &made.note_count);
    return made;
}

/* The widest title, if they stand left of the bars. */
static double column_of(const layout *l, detail how) {
    double most = 0;
    for (size_t i = 0; how == TITLES_BESIDE && i < l->lane_count; i++) {
        double own = ent_page_width(&l->page, ENT_ROLE_STRONG, l->lanes[i].title[0]) +
                     BESIDE * leading(l);
        most = own > most ? own : most;
    }
    return most;
}

static bool same_group(const ent_timeline_row *a, const ent_timeline_row *b) {
    const char *x = a->group, *y = b->group;
    while (x && y && *x && *x == *y) {
        x++;
        y++;
    }
    return x && y && *x == *y;
}

static void set_lanes(layout *l, detail how) {
    const ent_timeline *t = l->t;
    ent_scene *scene = l->page.scene;
    const char *rest = NULL;
    l->lanes = ent_arena_take(&scene->arena, t->row_count, sizeof *l->lanes);
    l->lane_count = l->rest_count = 0;
    for (size_t i = 0; i < t->row_count; i++) {
        const ent_timeline_row *row = &t->rows[i];
        if (how >= NO_CONSTANTS && ent_timeline_is_constant(t, row)) {
            rest = ent_scene_format(scene, "%s%s",
                                    rest ? ent_scene_format(scene, "%s, ", rest)
                                         : "In force throughout: ",
                                    row->title);
            continue;
        }
        lane *made = &l->lanes[l->lane_count++];
        *made = lane_of(l, row, how);
        if (how == ALL && row->group && (i == 0 || !same_group(row, &t->rows[i - 1])))
            made->group = row->group;
    }
    if (rest)
        l->rest = ent_page_wrap(&l->page, ENT_ROLE_SCALE, rest,
                                ent_page_inner_width(&l->page), &l->rest_count);
    l->column = column_of(l, how);
}

/* ---- Room ---- */

static double lines_of(const lane *own) {
    return (double)(own->title_count + (own->beside ? 0 : own->note_count) +
                    (own->group != NULL));
}

static double text_height(const layout *l) {
    double lines = (double)l->rest_count + (l->rest_count ? REST_GAP : 0);
    for (size_t i = 0; i < l->lane_count; i++)
        lines += lines_of(&l->lanes[i]);
    return lines * leading(l);
}

/* The height with bars and gaps of these parts of the leading. */
static double height_with(const layout *l, double bar, double gap) {
    double lanes =
        text_height(l) + (double)l->lane_count * (bar + gap + TEXT_GAP) * leading(l);
    /* A bar takes the place of the gaps above and below it. */
    if (l->column > 0)
        lanes -= (double)l->lane_count * (BAR + TEXT_GAP) * leading(l);
    return lanes + ent_axis_row(&l->page);
}

/* Tells as much as the body has room for; false if there is too little for anything. */
static bool choose_detail(layout *l) {
    double height = l->page.body.bottom - l->page.body.top;
    for (int how = ALL; how < DETAILS; how++) {
        set_lanes(l, (detail)how);
        if (height_with(l, BAR, GAP) <= height)
            return true;
    }
    return false;
}

/* Room to spare makes bars and gaps larger. */
static void divide(layout *l) {
    double height = l->page.body.bottom - l->page.body.top;
    double least = height_with(l, BAR, GAP), most = height_with(l, BAR_MOST, GAP_MOST);
    double part = most > least ? (height - least) / (most - least) : 0;
    part = part > 1 ? 1 : part;
    l->bar = (BAR + part * (BAR_MOST - BAR)) * leading(l);
    l->gap = (GAP + part * (GAP_MOST - GAP)) * leading(l);
    l->box = l->page.body;
    l->box.right -= ARROW * leading(l);
    l->box.bottom = l->page.body.top +
                    height_with(l, l->bar / leading(l), l->gap / leading(l)) -
                    ent_axis_row(&l->page);
    l->time = (ent_scale){l->t->start, l->t->ends[l->t->count - 1] + 1.0,
                          l->box.left + l->column, l->box.right};
}

/* ---- Drawing ---- */

/* Ticks where the axis has them, behind each bar. */
static void draw_grid(const layout *l, double top) {
    enum { TICKS_MOST = 14 };
    ent_stretch each =
        ent_stretch_over((ent_day)l->time.low, (ent_day)l->time.high, TICKS_MOST);
    double over = TEXT_GAP * leading(l) / 2;
    ent_day day = ent_stretch_next(each, ent_stretch_floor(each, (ent_day)l->time.low));
    for (; day < l->time.high; day = ent_stretch_next(each, day)) {
        double x = ent_scale_at(&l->time, day);
        ent_scene_line(l->page.scene, ENT_ROLE_GRID,
                       (double[]){x, top - over, x, top + l->bar + l->gap / 2});
    }
}

/* Where a row's bar begins and ends in a period; false if it does not reach into it. */
static bool stretch_in(const layout *l, const ent_day days[2], size_t t, double ends[2]) {
    ent_day first = ent_chart_first_day(l->t->start, l->t->ends, t), last = l->t->ends[t];
    if (days[1] < first || days[0] > last)
        return false;
    ends[0] = ent_scale_at(&l->time, days[0] > first ? days[0] : first);
    ends[1] = ent_scale_at(&l->time, (days[1] < last ? days[1] : last) + 1.0);
    return true;
}

/* The part of the bar that is filled, its lower edge the bar's: from period to period as
 * high as the share of futures. */
static void draw_share(const layout *l, const ent_timeline_row *row, double top,
                       const ent_day days[2]) {
    size_t count = l->t->count, used = 0;
    double *points =
        ent_arena_take(&l->page.scene->arena, 4 * (count + 1), sizeof *points);
    double bottom = top + l->bar, ends[2] = {0, 0}, begin = 0;
    for (size_t t = 0; t < count; t++) {
        double share = row->in_force[t];
        if (!stretch_in(l, days, t, ends) || share == 0)
            continue;
        begin = used == 0 ? ends[0] : begin;
        for (int i = 0; i < 2; i++) {
            points[2 * used] = ends[i];
            points[2 * used++ + 1] = bottom - share * l->bar;
        }
    }
    if (used == 0)
        return;
    points[2 * used] = points[2 * (used - 1)];
    points[2 * used++ + 1] = bottom;
    points[2 * used] = begin;
    points[2 * used++ + 1] = bottom;
    ent_scene_curve(l->page.scene, ENT_AREA, ENT_ROLE_BAR, points, used)->hue = row->hue;
}

/* What goes on beyond the horizon ends in an arrow. */
static void draw_arrow(const layout *l, const ent_timeline_row *row, double top) {
    double share = row->in_force ? row->in_force[l->t->count - 1] : 1;
    double middle = top + l->bar / 2, x = l->box.right;
    double tip = x + ARROW * leading(l) * 0.8;
    if (!ent_timeline_goes_on(l->t, row))
        return;
    ent_role role = share > 0.5 ? ENT_ROLE_BAR : ENT_ROLE_BAR_PALE;
    ent_scene_curve(l->page.scene, ENT_AREA, role,
                    (double[]){x, top, tip, middle, x, top + l->bar}, 3)
        ->hue = row->hue;
}

static void draw_bar(const layout *l, const ent_timeline_row *row, double top) {
    ent_day days[2];
    draw_grid(l, top);
    if (!ent_timeline_days(l->t, row, days))
        return;
    double from = ent_scale_at(&l->time, days[0]);
    double to = ent_scale_at(&l->time, days[1] + 1.0);
    ent_role role = row->in_force ? ENT_ROLE_BAR_PALE : ENT_ROLE_BAR;
    ent_scene_rect(l->page.scene, role, from, top, (double[]){to - from, l->bar})->hue =
        row->hue;
    if (row->in_force)
        draw_share(l, row, top, days);
    draw_arrow(l, row, top);
}

static double draw_lines(const layout *l, ent_role role, const char *const *lines,
                         size_t count, double top) {
    double rise = ent_page_rise(&l->page, ENT_ROLE_LABEL);
    for (size_t i = 0; i < count; i++, top += leading(l))
        ent_page_write(&l->page, role,
                       (double[]){l->box.left, top + (leading(l) + rise) / 2}, lines[i],
                       ENT_ALIGN_START);
    return top;
}

/* The title left of its bar. */
static double draw_row(const layout *l, const lane *own, double top) {
    double height = leading(l) + l->bar - BAR * leading(l);
    draw_lines(l, ENT_ROLE_STRONG, own->title, 1, top + (height - leading(l)) / 2);
    draw_bar(l, own->row, top + (height - l->bar) / 2);
    return top + height + l->gap;
}

static double draw_lane(const layout *l, const lane *own, double top) {
    double rise = ent_page_rise(&l->page, ENT_ROLE_LABEL);
    if (l->column > 0)
        return draw_row(l, own, top);
    if (own->group)
        top = draw_lines(l, ENT_ROLE_SCALE, &own->group, 1, top);
    if (own->beside) {
        double x = l->box.left + BESIDE * leading(l) +
                   ent_page_width(&l->page, ENT_ROLE_STRONG, own->title[0]);
        ent_page_write(&l->page, ENT_ROLE_STRONG,
                       (double[]){l->box.left, top + (leading(l) + rise) / 2},
                       own->title[0], ENT_ALIGN_START);
        ent_page_write(&l->page, ENT_ROLE_SCALE,
                       (double[]){x, top + (leading(l) + rise) / 2}, own->note[0],
                       ENT_ALIGN_START);
        top += leading(l);
    } else {
        top = draw_lines(l, ENT_ROLE_STRONG, own->title, own->title_count, top);
        top = draw_lines(l, ENT_ROLE_SCALE, own->note, own->note_count, top);
    }
    top += TEXT_GAP * leading(l);
    draw_bar(l, own->row, top);
    return top + l->bar + l->gap;
}

static const char *note_of(const ent_timeline *t) {
    static const char *const notes[2][2] = {
        {NULL, "Arrows: it goes on."},
        {"Filled: the share of futures in which a clause is still in force.",
         "Filled: the share of futures in which a clause is still in force. Arrows: it "
         "goes on."}};
    bool filled = false, arrows = false;
    for (size_t i = 0; i < t->row_count; i++) {
        const ent_timeline_row *row = &t->rows[i];
        filled = filled || (row->in_force && row->in_force[t->count - 1] < 1);
        arrows = arrows || ent_timeline_goes_on(t, row);
    }
    return notes[filled][arrows];
}

/* The height that everything asks for. */
static double wished_height(layout *l) {
    set_lanes(l, ALL);
    return height_with(l, (BAR + BAR_MOST) / 2, (GAP + GAP_MOST) / 2);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_timeline *t = l->t = data;
    *texts = (ent_page_text){.text = &t->text,
                             .note = note_of(t),
                             .description = ent_timeline_describe(t, l->page.scene),
                             .body = wished_height(l),
                             .fitted = !(l->page.look->size->height > 0)};
}

static bool place(void *state) {
    layout *l = state;
    const bool fits = choose_detail(l);
    if (fits)
        divide(l);
    return fits;
}

static void draw(void *state) {
    const layout *l = state;
    double top = l->box.top;
    for (size_t i = 0; i < l->lane_count; i++)
        top = draw_lane(l, &l->lanes[i], top);
    draw_lines(l, ENT_ROLE_SCALE, l->rest, l->rest_count, top);
    ent_scene_line(l->page.scene, ENT_ROLE_TICK,
                   (double[]){l->time.from, l->box.bottom, l->time.to, l->box.bottom});
    ent_axis_dates(&l->page, &l->time, &l->box);
}

const ent_chart_type ent_timeline_chart = {.name = "timeline",
                                           .layout_size = sizeof(layout),
                                           .check = ent_timeline_check,
                                           .set_texts = set_texts,
                                           .place = place,
                                           .draw = draw,
                                           .print_csv = ent_timeline_print_csv};
