/* A cumulative distribution: one curve that rises from none of the futures to all, with
 * upright steps at values that many share. */
#include "plots/charts/cdf.h"

#include "plots/chart_data.h"
#include "plots/charts/cdf_parts.h"
#include "plots/charts/outcome_axis.h"
#include "plots/labels.h"

typedef struct {
    ent_page page;
    const ent_histogram *h;
    ent_tally tally;
    const ent_cdf_step *steps;
    size_t step_count;
    ent_ticks shares;
    ent_box box;
    ent_outcome_axis axis;
    ent_scale share;
    ent_flag flags[ENT_ATOMS_MOST + 3];
    size_t flag_count;
} layout;

/* In points at a line of 0.75: the width of a jump's stroke and of the bar of "never",
 * and a dot's diameter. */
static const double JUMP_WIDTH = 3, NEVER_WIDTH = 10, DOT = 5;

static double height_of(const layout *l, uint64_t futures) {
    return ent_scale_at(&l->share, (double)futures / (double)l->tally.total);
}

static uint64_t upto(const layout *l, double value) {
    return l->tally.total - ent_histogram_above(l->h, value);
}

/* `counts`: the futures that it names, and at how many on the curve its line ends. */
static void add_flag(layout *l, double x, const char *text, ent_role line,
                     const uint64_t counts[2]) {
    const bool strong = line == ENT_ROLE_THRESHOLD || !l->h->threshold;
    const double share = (double)counts[0] / (double)l->tally.total;
    l->flags[l->flag_count++] = (ent_flag){
        .x = x,
        .text = text,
        .line = line,
        .label = strong && line != ENT_ROLE_LEADER ? ENT_ROLE_STRONG : ENT_ROLE_LABEL,
        .weight = ent_outcome_weight(line, share),
        .end = (double)counts[1]};
}

/* Its flag then names the median's value already. */
static bool median_is_mass(const ent_tally *tally) {
    for (size_t i = 0; !tally->discrete && i < tally->mass_count; i++)
        if (ent_outcome_same(tally->masses[i].value, tally->median))
            return true;
    return false;
}

static void set_flags(layout *l) {
    const ent_tally *tally = &l->tally;
    ent_scene *scene = l->page.scene;
    const uint64_t whole = tally->total;
    if (tally->has_median && !median_is_mass(tally))
        add_flag(l, ent_scale_at(&l->axis.value, tally->median),
                 ent_scene_format(
                     scene, "median %s",
                     ent_histogram_value(l->h, tally->median, tally->median_se, scene)),
                 ENT_ROLE_MEDIAN, (uint64_t[]){0, (whole + 1) / 2});
    for (size_t i = 0; !tally->discrete && i < tally->mass_count; i++)
        add_flag(
            l, ent_scale_at(&l->axis.value, tally->masses[i].value),
            ent_scene_format(scene, "exactly %s: %s",
                             ent_histogram_value(l->h, tally->masses[i].value, 0, scene),
                             ent_histogram_share(tally->masses[i].count, tally, scene)),
            ENT_ROLE_LEADER,
            (uint64_t[]){tally->masses[i].count, upto(l, tally->masses[i].value)});
    if (l->h->never > 0)
        add_flag(l, l->axis.never_x,
                 ent_scene_format(scene, "never: %s",
                                  ent_histogram_share(l->h->never, tally, scene)),
                 ENT_ROLE_LEADER, (uint64_t[]){l->h->never, whole});
    if (l->h->threshold)
        add_flag(l, ent_scale_at(&l->axis.value, *l->h->threshold),
                 ent_cdf_threshold(l->h, tally, scene), ENT_ROLE_THRESHOLD,
                 (uint64_t[]){0, 0});
}

static bool place(void *state) {
    layout *l = state;
    ent_page *page = &l->page;
    const ent_format percent = ent_format_of("%");
    double range[2];
    l->box = page->body;
    l->box.bottom -= ent_axis_row(page);
    l->box.top += ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    l->shares = ent_ticks_over(0, 1, ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->shares, &percent);
    ent_outcome_range(l->h, &l->tally, range);
    l->axis = ent_outcome_axis_make(page, l->h, range, &l->box);
    set_flags(l);
    ent_box bounds = {l->box.left, l->box.top, page->body.right, l->box.bottom};
    l->box.top += ent_labels_flags(page, l->flags, &l->flag_count, &bounds);
    l->share = ent_axis_fill(&l->shares, 0, 1, &l->box);
    for (size_t i = 0; i < l->flag_count; i++)
        l->flags[i].bottom = height_of(l, (uint64_t)l->flags[i].end);
    return ent_page_has_room(page, &l->box);
}

typedef struct {
    double *points;
    size_t count;
} curve;

static void bend(const layout *l, curve *c, double value, uint64_t futures) {
    c->points[2 * c->count] = ent_scale_at(&l->axis.value, value);
    c->points[2 * c->count++ + 1] = height_of(l, futures);
}

static void draw_curve(const layout *l) {
    const ent_scale *value = &l->axis.value;
    curve c = {
        ent_arena_take(&l->page.scene->arena, 4 * l->step_count + 4, sizeof *c.points),
        0};
    bend(l, &c, value->low, upto(l, value->low));
    for (size_t i = 0; i < l->step_count; i++) {
        const ent_cdf_step *step = &l->steps[i];
        if (step->value < value->low || step->value > value->high)
            continue;
        if (step->jump)
            bend(l, &c, step->value, step->below);
        bend(l, &c, step->value, step->upto);
    }
    bend(l, &c, value->high, upto(l, value->high));
    ent_scene_item *item =
        ent_scene_curve(l->page.scene, ENT_POLYLINE, ENT_ROLE_CHOSEN, c.points, c.count);
    item->id = "curve";
    item->hue = l->h->hue;
}

static void draw_rise(const layout *l, double x, double width, const uint64_t rise[2]) {
    const double top = height_of(l, rise[1]), bottom = height_of(l, rise[0]);
    ent_scene_rect(l->page.scene, ENT_ROLE_ATOM, x - width / 2, top,
                   (double[]){width, bottom - top});
}

static void draw_rises(const layout *l) {
    const ent_tally *tally = &l->tally;
    for (size_t i = 0; !tally->discrete && i < tally->mass_count; i++) {
        const uint64_t at = upto(l, tally->masses[i].value);
        draw_rise(l, ent_scale_at(&l->axis.value, tally->masses[i].value),
                  ent_page_scaled(&l->page, JUMP_WIDTH),
                  (uint64_t[]){at - tally->masses[i].count, at});
    }
    if (l->h->never > 0)
        draw_rise(l, l->axis.never_x, ent_page_scaled(&l->page, NEVER_WIDTH),
                  (uint64_t[]){l->h->count, tally->total});
}

/* Where the threshold meets the curve. */
static void draw_crossing(const layout *l) {
    if (!l->h->threshold)
        return;
    const double x = ent_scale_at(&l->axis.value, *l->h->threshold);
    const double y = height_of(l, upto(l, *l->h->threshold));
    ent_scene_line(l->page.scene, ENT_ROLE_EVENT, (double[]){l->box.left, y, x, y});
    ent_scene_disc(l->page.scene, ENT_ROLE_DOT, x, y, ent_page_scaled(&l->page, DOT))
        ->hue = l->h->hue;
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    enum { BINS = 40 }; /* of the tally: they decide where long tails are cut */
    layout *l = state;
    const ent_histogram *h = l->h = data;
    ent_scene *scene = l->page.scene;
    l->tally = ent_histogram_tally(h, BINS, &scene->arena);
    l->steps = ent_cdf_steps(h, &scene->arena, &l->step_count);
    *texts = (ent_page_text){.text = &h->text,
                             .note = ent_cdf_note(h, &l->tally, scene),
                             .description = ent_cdf_describe(h, &l->tally, scene)};
}

static void draw(void *state) {
    const layout *l = state;
    const ent_format percent = ent_format_of("%");
    ent_box wide = l->box;
    wide.right = l->page.body.right;
    ent_axis_vertical(&l->page, &l->shares, &percent, &l->share, &wide);
    ent_axis_zero(&l->page, &l->share, &wide);
    ent_labels_draw_flags(&l->page, l->flags, l->flag_count, &l->box);
    draw_curve(l);
    draw_rises(l);
    draw_crossing(l);
    ent_outcome_axis_draw(&l->axis, &l->page, &l->box);
}

const ent_chart_type ent_cdf_chart = {.name = "cdf",
                                      .layout_size = sizeof(layout),
                                      .check = ent_histogram_check,
                                      .set_texts = set_texts,
                                      .place = place,
                                      .draw = draw,
                                      .print_csv = ent_cdf_print_csv};
