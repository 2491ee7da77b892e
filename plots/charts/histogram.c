/* A histogram: equal bins, and bars of their own for values that many futures share
 * exactly. */
#include "plots/charts/histogram_parts.h"
#include "plots/charts/outcome_axis.h"

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/labels.h"

typedef struct {
    ent_page page;
    const ent_histogram *h;
    ent_tally tally;
    ent_ticks shares;
    ent_box box;
    ent_outcome_axis axis;
    ent_scale share;
    double back; /* how far before their value discrete dates are drawn */
    ent_flag flags[ENT_ATOMS_MOST + 4];
    size_t flag_count;
} layout;

/* In points at a line of 0.75: the least width of a bin, a gap between bars, a point
 * mass's bar and the least height of what is there at all. */
static const double BIN_LEAST = 5, BAR_GAP = 0.5, ATOM_WIDTH = 5, HEIGHT_LEAST = 0.75;

/* Where a value is drawn.  A date among discrete ones is the end of a period: it is drawn
 * amid it. */
static double x_of(const layout *l, double value) {
    return ent_scale_at(&l->axis.value, value - l->back);
}

static double share_of(const layout *l, uint64_t count) {
    return (double)count / (double)l->tally.total;
}

static const char *share_text(const layout *l, uint64_t count) {
    return ent_histogram_share(count, &l->tally, l->page.scene);
}

static double greatest_share(const layout *l) {
    uint64_t most = l->h->never;
    for (size_t i = 0; i < l->tally.bin_count; i++)
        most = l->tally.bins[i] > most ? l->tally.bins[i] : most;
    for (size_t i = 0; i < l->tally.mass_count; i++)
        most = l->tally.masses[i].count > most ? l->tally.masses[i].count : most;
    return share_of(l, most);
}

static double top_of(const layout *l, uint64_t count) {
    double y = ent_scale_at(&l->share, share_of(l, count));
    double least = l->box.bottom - ent_page_scaled(&l->page, HEIGHT_LEAST);
    return count > 0 && y > least ? least : y;
}

/* A flag of a mass names `count` futures, the others none. */
static void add_flag(layout *l, double x, const char *text, ent_role line,
                     uint64_t count) {
    l->flags[l->flag_count++] =
        (ent_flag){.x = x,
                   .text = text,
                   .line = line,
                   .label = line == ENT_ROLE_MEDIAN ? ENT_ROLE_STRONG : ENT_ROLE_LABEL,
                   .weight = ent_outcome_weight(line, share_of(l, count)),
                   .end = (double)count};
}

static void flag_centre(layout *l) {
    const ent_tally *tally = &l->tally;
    ent_scene *scene = l->page.scene;
    if (tally->has_median)
        add_flag(l, x_of(l, tally->median),
                 ent_scene_format(
                     scene, "median %s",
                     ent_histogram_value(l->h, tally->median, tally->median_se, scene)),
                 ENT_ROLE_MEDIAN, 0);
    if (l->axis.format.show != ENT_SHOW_DATE && l->h->never == 0 &&
        ent_chart_mean_apart(&tally->mean, &tally->median, 1))
        add_flag(l, ent_scale_at(&l->axis.value, tally->mean),
                 ent_scene_format(
                     scene, "mean %s",
                     ent_histogram_value(l->h, tally->mean, tally->mean_se, scene)),
                 ENT_ROLE_MEAN, 0);
}

static void flag_threshold(layout *l) {
    if (!l->h->threshold)
        return;
    const char *label = ent_histogram_threshold(l->h, l->page.scene);
    const char *side = l->axis.format.show == ENT_SHOW_DATE ? "later than" : "above";
    uint64_t above = ent_histogram_above(l->h, *l->h->threshold);
    add_flag(
        l, ent_scale_at(&l->axis.value, *l->h->threshold),
        ent_scene_format(l->page.scene, "%s %s %s", share_text(l, above), side, label),
        ENT_ROLE_THRESHOLD, 0);
}

static void flag_masses(layout *l) {
    const ent_tally *tally = &l->tally;
    for (size_t i = 0; !tally->discrete && i < tally->mass_count; i++)
        add_flag(l, x_of(l, tally->masses[i].value),
                 ent_scene_format(
                     l->page.scene, "exactly %s: %s",
                     ent_histogram_value(l->h, tally->masses[i].value, 0, l->page.scene),
                     share_text(l, tally->masses[i].count)),
                 ENT_ROLE_LEADER, tally->masses[i].count);
    if (l->h->never > 0)
        add_flag(l, l->axis.never_x,
                 ent_scene_format(l->page.scene, "never: %s", share_text(l, l->h->never)),
                 ENT_ROLE_LEADER, l->h->never);
}

/* The lines of masses end on their bars. */
static void set_flag_bottoms(layout *l) {
    for (size_t i = 0; i < l->flag_count; i++)
        if (l->flags[i].line == ENT_ROLE_LEADER)
            l->flags[i].bottom = top_of(l, (uint64_t)l->flags[i].end);
}

static bool place(void *state) {
    layout *l = state;
    ent_page *page = &l->page;
    l->box = page->body;
    l->box.bottom -= ent_axis_row(page);
    l->box.top += ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    ent_format percent = ent_format_of("%");
    l->shares = ent_ticks_over(0, greatest_share(l),
                               ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->shares, &percent);
    double range[2];
    ent_outcome_range(l->h, &l->tally, range);
    if (l->tally.discrete && ent_format_of(l->h->unit).show == ENT_SHOW_DATE)
        l->back = ent_outcome_least_apart(&l->tally) / 2 - 1;
    l->axis = ent_outcome_axis_make(page, l->h, range, &l->box);
    flag_centre(l);
    flag_threshold(l);
    flag_masses(l);
    ent_box bounds = {l->box.left, l->box.top, page->body.right, l->box.bottom};
    l->box.top += ent_labels_flags(page, l->flags, &l->flag_count, &bounds);
    l->share = ent_axis_fill(&l->shares, 0, greatest_share(l), &l->box);
    set_flag_bottoms(l);
    return ent_page_has_room(page, &l->box);
}

static void draw_bar(const layout *l, ent_role role, const double sides[2],
                     uint64_t count) {
    if (count == 0)
        return;
    double top = top_of(l, count);
    ent_scene_rect(l->page.scene, role, sides[0], top,
                   (double[]){sides[1] - sides[0], l->box.bottom - top})
        ->hue = l->h->hue;
}

static void draw_bins(const layout *l) {
    double gap = ent_page_scaled(&l->page, BAR_GAP) / 2;
    for (size_t i = 0; i < l->tally.bin_count; i++) {
        double from = ent_scale_at(&l->axis.value, ent_tally_edge(&l->tally, i));
        double to = ent_scale_at(&l->axis.value, ent_tally_edge(&l->tally, i + 1));
        draw_bar(l, ENT_ROLE_BAR, (double[]){from + gap, to - gap}, l->tally.bins[i]);
    }
}

static void draw_masses(const layout *l) {
    static const double FILLED = 0.8; /* of the distance between discrete bars */
    const ent_tally *tally = &l->tally;
    double half = ent_page_scaled(&l->page, ATOM_WIDTH) / 2;
    if (tally->discrete)
        half =
            FILLED / 2 *
            (x_of(l, tally->low + ent_outcome_least_apart(tally)) - x_of(l, tally->low));
    ent_role role = tally->discrete ? ENT_ROLE_BAR : ENT_ROLE_ATOM;
    for (size_t i = 0; i < tally->mass_count; i++) {
        double x = x_of(l, tally->masses[i].value);
        draw_bar(l, role, (double[]){x - half, x + half}, tally->masses[i].count);
    }
}

static void draw_never(const layout *l) {
    double half = ent_page_scaled(&l->page, ATOM_WIDTH);
    draw_bar(l, ENT_ROLE_ATOM, (double[]){l->axis.never_x - half, l->axis.never_x + half},
             l->h->never);
}

/* Beside a tall point mass fine bins would vanish: they are widened until the tallest
 * reaches a sixth of it, or few are left. */
static void count_sample(layout *l) {
    static const double VISIBLE = 1.0 / 6;
    enum { BINS_FEW = 14 };
    const ent_size *size = l->page.look->size;
    size_t most =
        (size_t)((size->width - 4 * size->margin) / ent_page_scaled(&l->page, BIN_LEAST));
    for (most = most < ENT_BINS_MOST ? most : ENT_BINS_MOST;; most -= most / 4) {
        l->tally = ent_histogram_tally(l->h, most, &l->page.scene->arena);
        uint64_t bin = 0, mass = 0;
        for (size_t i = 0; i < l->tally.bin_count; i++)
            bin = l->tally.bins[i] > bin ? l->tally.bins[i] : bin;
        for (size_t i = 0; i < l->tally.mass_count; i++)
            mass = l->tally.masses[i].count > mass ? l->tally.masses[i].count : mass;
        if ((double)bin >= VISIBLE * (double)mass || most <= BINS_FEW)
            return;
    }
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_histogram *h = l->h = data;
    count_sample(l);
    *texts = (ent_page_text){.text = &h->text,
                             .note = ent_histogram_note(h, &l->tally, l->page.scene),
                             .description =
                                 ent_histogram_describe(h, &l->tally, l->page.scene)};
}

static void draw(void *state) {
    const layout *l = state;
    const ent_format percent = ent_format_of("%");
    ent_box wide = l->box;
    wide.right = l->page.body.right;
    ent_axis_vertical(&l->page, &l->shares, &percent, &l->share, &wide);
    draw_bins(l);
    /* Lines cross bins, but do not hide the slim bar of a point mass. */
    if (l->tally.discrete)
        draw_masses(l);
    ent_labels_draw_flags(&l->page, l->flags, l->flag_count, &l->box);
    if (!l->tally.discrete)
        draw_masses(l);
    draw_never(l);
    ent_axis_zero(&l->page, &l->share, &wide);
    ent_outcome_axis_draw(&l->axis, &l->page, &l->box);
}

const ent_chart_type ent_histogram_chart = {.name = "histogram",
                                            .layout_size = sizeof(layout),
                                            .check = ent_histogram_check,
                                            .set_texts = set_texts,
                                            .place = place,
                                            .draw = draw,
                                            .print_csv = ent_histogram_print_csv};
