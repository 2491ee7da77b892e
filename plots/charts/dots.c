/* Dots: fifty of them in columns, so that odds can be counted. */
#include "plots/charts/dots.h"

#include "plots/chart_data.h"
#include "plots/charts/dots_parts.h"
#include "plots/charts/outcome_axis.h"
#include "plots/labels.h"

typedef struct {
    ent_page page;
    const ent_histogram *h;
    ent_histogram counted; /* the same; no "never" where it is too rare for a dot */
    ent_tally tally;
    ent_dot dots[ENT_DOTS];
    ent_stacking stacking;
    ent_box box;
    ent_outcome_axis axis;
    ent_flag flags[ENT_ATOMS_MOST + 2];
    size_t flag_count;
} layout;

/* How much of a dot's place is filled. */
static const double DOT_FILLED = 0.9;

static int dots_in(const layout *l, int column) {
    bool mass;
    return column < 0 ? 0 : ent_dots_in(&l->stacking, l->dots, column, &mass);
}

static double column_width(const layout *l) {
    return ent_scale_at(&l->axis.value, l->stacking.low + l->stacking.step) -
           ent_scale_at(&l->axis.value, l->stacking.low);
}

/* Where the line of the threshold stands: where values have columns of their own, behind the
 * last one that is not above it. */
static double threshold_x(const layout *l) {
    const ent_stacking *s = &l->stacking;
    double value = *l->h->threshold;
    const bool counted = s->even && l->axis.format.show != ENT_SHOW_DATE;
    if (counted || value == s->split)
        value = s->low + (ent_dots_column(s, value) + 1) * s->step;
    return ent_scale_at(&l->axis.value, value);
}

/* A pile of one value stands over it, as far as its neighbours and the threshold let it. */
static double pile_middle(const layout *l, int column) {
    const ent_stacking *s = &l->stacking;
    const double half = column_width(l) / 2;
    const double middle = ent_scale_at(&l->axis.value, s->low + (column + 0.5) * s->step);
    bool mass;
    const int count = ent_dots_in(s, l->dots, column, &mass);
    if (l->tally.discrete || count == 0 || !mass)
        return middle;
    double value = 0;
    for (int i = 0; i < ENT_DOTS; i++)
        if (!l->dots[i].never && ent_dots_column(s, l->dots[i].value) == column)
            value = l->dots[i].value;
    double x = ent_scale_at(&l->axis.value, value);
    if (dots_in(l, column + 1) > 0 && x > middle)
        x = middle;
    if (dots_in(l, column - 1) > 0 && x < middle)
        x = middle;
    if (l->h->threshold && value <= *l->h->threshold && x > threshold_x(l) - half)
        x = threshold_x(l) - half;
    if (l->h->threshold && value > *l->h->threshold && x < threshold_x(l) + half)
        x = threshold_x(l) + half;
    return x;
}

/* Top of a pile of so many dots. */
static double pile_top(const layout *l, int count, int abreast) {
    return l->box.bottom - (count + abreast - 1) / abreast * l->stacking.diameter;
}

static int dots_at(const layout *l, const ent_mass *mass) {
    int count = 0;
    for (int i = 0; i < ENT_DOTS; i++)
        count += l->dots[i].mass && ent_outcome_same(l->dots[i].value, mass->value);
    return count;
}

/* A flag of a pile names so many dots. */
static void add_flag(layout *l, ent_flag flag, int dots) {
    flag.label = flag.line == ENT_ROLE_THRESHOLD ? ENT_ROLE_STRONG : ENT_ROLE_LABEL;
    flag.weight = ent_outcome_weight(flag.line, (double)dots / ENT_DOTS);
    l->flags[l->flag_count++] = flag;
}

/* Where masses of a discrete outcome are many they are read off the axis.  Lines of flags
 * that name a pile end on it. */
static void set_flags(layout *l) {
    ent_scene *scene = l->page.scene;
    const int never = ent_dots_never(l->dots);
    l->flag_count = 0;
    if (l->h->threshold)
        add_flag(l,
                 (ent_flag){.x = threshold_x(l),
                            .text = ent_dots_threshold(l->h, l->dots, scene),
                            .line = ENT_ROLE_THRESHOLD},
                 0);
    for (size_t i = 0; !l->tally.discrete && i < l->tally.mass_count; i++) {
        const ent_mass *mass = &l->tally.masses[i];
        const int column = ent_dots_column(&l->stacking, mass->value);
        const int count = dots_at(l, mass);
        if (count > 1) /* one dot is no pile */
            add_flag(l,
                     (ent_flag){.x = pile_middle(l, column),
                                .text = ent_scene_format(
                                    scene, "exactly %s: %d of %d",
                                    ent_histogram_value(l->h, mass->value, 0, scene),
                                    count, ENT_DOTS),
                                .line = ENT_ROLE_LEADER,
                                .bottom =
                                    pile_top(l, dots_in(l, column), l->stacking.abreast)},
                     count);
    }
    if (never > 0)
        add_flag(l,
                 (ent_flag){
                     .x = l->axis.never_x,
                     .text = ent_scene_format(scene, "never: %d of %d", never, ENT_DOTS),
                     .line = ENT_ROLE_LEADER,
                     .bottom = pile_top(l, never, l->stacking.never_abreast)},
                 never);
}

/* Stacks the dots in the box and makes the axis fit the columns. */
static void stack(layout *l) {
    static const double NEVER_ROOM = 0.14; /* of the width, at least */
    const ent_page *page = &l->page;
    const double whole = l->box.right - l->box.left;
    double never = 0;
    if (l->counted.never > 0) {
        never = 1.5 * ent_page_width(page, ENT_ROLE_SCALE, "never");
        never = never > NEVER_ROOM * whole ? never : NEVER_ROOM * whole;
    }
    const double gap = never > 0 ? ent_page_leading(page, ENT_ROLE_LABEL) : 0;
    const double size[] = {whole - never - gap, l->box.bottom - l->box.top};
    ent_stacking *s = &l->stacking;
    *s = ent_dots_stack(l->h, &l->tally, l->dots, size, never);
    const double range[] = {s->low - s->step / 2, s->high + s->step / 2};
    ent_box box = {l->box.left, l->box.top, l->box.right - never - gap, l->box.bottom};
    ent_histogram came = l->counted;
    came.never = 0;
    l->axis = ent_outcome_axis_make(page, &came, range, &box);
    l->axis.h = &l->counted;
    l->axis.never_x = l->box.right - never / 2;
    /* Columns have become narrower where the last number needs room. */
    if (s->diameter > column_width(l) / s->abreast)
        s->diameter = column_width(l) / s->abreast;
}

static bool place(void *state) {
    layout *l = state;
    ent_page *page = &l->page;
    l->box = page->body;
    l->box.bottom -= ent_axis_row(page);
    stack(l);
    set_flags(l);
    l->box.top += ent_labels_flags(page, l->flags, &l->flag_count, &page->body);
    stack(l); /* in what the flags have left */
    set_flags(l);
    ent_labels_flags(page, l->flags, &l->flag_count, &page->body);
    return ent_page_has_room(page, &l->box);
}

static ent_role role_of(const layout *l, const ent_dot *dot) {
    if (!dot->hit)
        return ENT_ROLE_RING;
    return dot->never || (dot->mass && !l->tally.discrete) ? ENT_ROLE_ATOM : ENT_ROLE_DOT;
}

/* The x of the place-th dot of a pile of `count`: rows are filled from the left, and the
 * last, shorter one stands amid the pile. */
static double dot_x(const layout *l, double middle, int place, int count, int abreast) {
    const int row = place / abreast, left = count - row * abreast;
    const int in_row = left < abreast ? left : abreast;
    return middle + (place % abreast - (in_row - 1) / 2.0) * l->stacking.diameter;
}

static void draw_pile(const layout *l, const ent_dot *dots, int count) {
    const ent_stacking *s = &l->stacking;
    const int abreast = dots->never ? s->never_abreast : s->abreast;
    const double middle =
        dots->never ? l->axis.never_x : pile_middle(l, ent_dots_column(s, dots->value));
    for (int i = 0; i < count; i++) {
        const double y = l->box.bottom - (i / abreast + 0.5) * s->diameter;
        ent_scene_disc(l->page.scene, role_of(l, &dots[i]),
                       dot_x(l, middle, i, count, abreast), y, DOT_FILLED * s->diameter)
            ->hue = l->h->hue;
    }
}

static void draw_dots(const layout *l) {
    for (int i = 0, count; i < ENT_DOTS; i += count) {
        const ent_dot *dot = &l->dots[i];
        count = dot->never ? ent_dots_never(l->dots)
                           : dots_in(l, ent_dots_column(&l->stacking, dot->value));
        draw_pile(l, dot, count);
    }
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_histogram *h = l->h = data;
    ent_scene *scene = l->page.scene;
    l->tally = ent_histogram_tally(h, ENT_BINS_MOST, &scene->arena);
    ent_dots_make(h, &l->tally, l->dots);
    l->counted = *h;
    if (ent_dots_never(l->dots) == 0)
        l->counted.never = 0;
    *texts =
        (ent_page_text){.text = &h->text,
                        .note = ent_dots_note(h, &l->tally, l->dots, scene),
                        .description = ent_dots_describe(h, &l->tally, l->dots, scene)};
}

static void draw(void *state) {
    const layout *l = state;
    const ent_box *box = &l->box;
    ent_labels_draw_flags(&l->page, l->flags, l->flag_count, box);
    draw_dots(l);
    ent_scene_line(l->page.scene, ENT_ROLE_ZERO,
                   (double[]){box->left, box->bottom, l->page.body.right, box->bottom});
    ent_outcome_axis_draw(&l->axis, &l->page, box);
}

const ent_chart_type ent_dots_chart = {.name = "dots",
                                       .layout_size = sizeof(layout),
                                       .check = ent_histogram_check,
                                       .set_texts = set_texts,
                                       .place = place,
                                       .draw = draw,
                                       .print_csv = ent_dots_print_csv};
