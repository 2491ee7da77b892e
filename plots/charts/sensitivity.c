/* A sensitivity chart: a lane for each input, with two bars from zero. */
#include "plots/charts/sensitivity_parts.h"

#include <math.h>

#include "plots/chart_data.h"
#include "plots/keys.h"
#include "plots/lanes.h"

enum { KEYS = 2 };

typedef struct {
    ent_page page;
    const ent_sensitivity *s;
    const ent_sobol **inputs; /* largest first */
    ent_lanes lanes;
    ent_scale scale;
    ent_key keys[KEYS];
    double key_width;
} layout;

/* Share of a lane that its bars fill; width of the keys and a gap, in the labels'
 * leading. */
static const double FILLED = 0.7, KEYS_MOST = 34, GAP = 0.5;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

static void set_lanes(layout *l, ent_page_text *texts) {
    const size_t most = l->s->count < ENT_SOBOLS_MOST ? l->s->count : ENT_SOBOLS_MOST;
    ent_lane *lanes = ent_arena_take(&l->page.scene->arena, most, sizeof *lanes);
    for (size_t i = 0; i < most; i++) {
        const ent_sobol *in = l->inputs[i];
        lanes[i] =
            (ent_lane){.name = in->name,
                       .figures = {ent_sobol_share(in->total, in->total_low,
                                                   in->total_high, l->page.scene),
                                   ent_sobol_share(in->first, in->first_low,
                                                   in->first_high, l->page.scene)}};
    }
    l->keys[0] =
        (ent_key){"with all it shares with others", ENT_ROLE_LABEL, ENT_ROLE_BAR_LIGHT};
    l->keys[1] = (ent_key){"by the input alone", ENT_ROLE_LABEL, ENT_ROLE_BAR};
    l->key_width = fmin(KEYS_MOST * leading(l), ent_page_inner_width(&l->page));
    const double keys = ent_keys_block(&l->page, l->keys, KEYS, l->key_width);
    l->lanes = (ent_lanes){.lanes = lanes,
                           .count = most,
                           .heads = {"in all", "alone"},
                           .room = keys + GAP * leading(l)};
    for (;; l->lanes.count--) {
        texts->note =
            ent_sensitivity_note(l->s, l->inputs, l->lanes.count, l->page.scene);
        if (ent_lanes_fit(&l->lanes, &l->page, texts) || l->lanes.count == 1)
            return;
    }
}

static ent_lanes_range range_of(const layout *l) {
    ent_lanes_range range = {.unit = "%", .span = {0, l->lanes.count}};
    for (size_t i = 0; i < l->lanes.count; i++) {
        const ent_sobol *in = l->inputs[i];
        range.low = fmin(range.low, fmin(in->first_low, in->total_low));
        range.high = fmax(range.high, fmax(in->first_high, in->total_high));
    }
    return range;
}

/* A bar from zero to the index, and its interval. */
static void draw_bar(const layout *l, ent_role role, const double index[3],
                     const double span[2]) {
    const double zero = ent_scale_at(&l->scale, 0),
                 end = ent_scale_at(&l->scale, index[0]);
    const double middle = (span[0] + span[1]) / 2;
    if (end != zero)
        ent_scene_rect(l->page.scene, role, fmin(zero, end), span[0],
                       (double[]){fabs(end - zero), span[1] - span[0]});
    ent_scene_line(l->page.scene, ENT_ROLE_ZERO,
                   (double[]){ent_scale_at(&l->scale, index[1]), middle,
                              ent_scale_at(&l->scale, index[2]), middle});
}

static void draw_lane(const layout *l, size_t i) {
    const ent_sobol *in = l->inputs[i];
    const double half = FILLED / 2 * l->lanes.pitch, y = l->lanes.centres[i];
    draw_bar(l, ENT_ROLE_BAR_LIGHT, (double[]){in->total, in->total_low, in->total_high},
             (double[]){y - half, y});
    draw_bar(l, ENT_ROLE_BAR, (double[]){in->first, in->first_low, in->first_high},
             (double[]){y, y + half});
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_sensitivity *s = l->s = data;
    ent_scene *scene = l->page.scene;
    l->inputs = ent_sensitivity_sorted(s, &scene->arena);
    *texts = (ent_page_text){
        .text = &s->text, .description = ent_sensitivity_describe(s, l->inputs, scene)};
    set_lanes(l, texts);
}

static void draw(void *state) {
    layout *l = state;
    ent_lanes_place(&l->lanes, &l->page);
    const ent_lanes_range range = range_of(l);
    ent_keys_draw_block(&l->page, l->keys, KEYS, l->key_width,
                        (double[]){l->page.body.left, l->page.body.top});
    l->scale = ent_lanes_axis(&l->lanes, &l->page, &range);
    ent_lanes_write(&l->lanes, &l->page);
    for (size_t i = 0; i < l->lanes.count; i++)
        draw_lane(l, i);
    ent_lanes_rule(&l->lanes, &l->page, ENT_ROLE_ZERO, ent_scale_at(&l->scale, 0),
                   range.span);
}

const ent_chart_type ent_sensitivity_chart = {.name = "sensitivity",
                                              .layout_size = sizeof(layout),
                                              .check = ent_sensitivity_check,
                                              .set_texts = set_texts,
                                              .draw = draw,
                                              .print_csv = ent_sensitivity_print_csv};
