/* A tornado: a lane for each input, bars to either side of the mean. */
#include "plots/charts/tornado_parts.h"

#include <math.h>

#include "plots/chart_data.h"
#include "plots/keys.h"
#include "plots/lanes.h"

enum { LOWEST, HIGHEST, ENDS }; /* their hues too */

typedef struct {
    ent_page page;
    const ent_tornado *t;
    const ent_swing **swings; /* widest first */
    ent_lanes lanes;
    ent_scale scale;
    ent_key keys[ENDS];
    double key_width;
} layout;

/* A text beside a bar. */
typedef struct {
    const char *text;
    double value; /* of the end it stands at */
    bool leftward;
    double extent[2]; /* of the letters, points */
} end_label;

/* Share of a lane that its bar fills; gap of a label in the labels' leading; share of the
 * drawing that labels may take; width of the keys in the labels' leading. */
static const double FILLED = 0.66, LABEL_GAP = 0.35, LABELS_MOST = 0.7, KEYS_MOST = 26,
                    MEAN_ROOM = 2;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

/* ---- Room ---- */

static void set_lanes(layout *l, ent_page_text *texts) {
    const size_t most = l->t->count < ENT_SWINGS_MOST ? l->t->count : ENT_SWINGS_MOST;
    ent_lane *lanes = ent_arena_take(&l->page.scene->arena, most, sizeof *lanes);
    for (size_t i = 0; i < most; i++)
        lanes[i] = (ent_lane){.name = l->swings[i]->name};
    l->keys[LOWEST] = (ent_key){"lowest tenth of the input", ENT_ROLE_LABEL, ENT_ROLE_BAR,
                                .hue = LOWEST};
    l->keys[HIGHEST] =
        (ent_key){"highest tenth", ENT_ROLE_LABEL, ENT_ROLE_BAR, .hue = HIGHEST};
    l->key_width = fmin(KEYS_MOST * leading(l), ent_page_inner_width(&l->page));
    l->lanes = (ent_lanes){.lanes = lanes,
                           .count = most,
                           .room = ent_keys_block(&l->page, l->keys, ENDS, l->key_width) +
                                   MEAN_ROOM * leading(l)};
    for (;; l->lanes.count--) {
        texts->note = ent_tornado_note(l->t, l->swings, l->lanes.count, l->page.scene);
        if (ent_lanes_fit(&l->lanes, &l->page, texts) || l->lanes.count == 1)
            return;
    }
}

/* ---- Labels ---- */

/* The texts at the ends of a lane's bars, the left one first; one for both where they lie
 * on one side.  Returns how many. */
static int labels_of(const layout *l, size_t i, end_label labels[ENDS]) {
    const ent_swing *s = l->swings[i];
    const char *low = ent_swing_input(s, false, l->page.scene),
               *high = ent_swing_input(s, true, l->page.scene);
    const bool falls = s->low > s->high;
    if (ent_swing_kinked(l->t, s)) {
        const bool left = s->low < l->t->mean;
        labels[0] =
            (end_label){.text = ent_scene_format(l->page.scene, "%s, %s", low, high),
                        .value = falls == left ? s->high : s->low,
                        .leftward = left};
        return 1;
    }
    labels[0] = (end_label){
        .text = falls ? high : low, .value = falls ? s->high : s->low, .leftward = true};
    labels[1] =
        (end_label){.text = falls ? low : high, .value = falls ? s->low : s->high};
    return 2;
}

static double label_room(const layout *l, const end_label *label) {
    return ent_page_width(&l->page, ENT_ROLE_LABEL, label->text) + LABEL_GAP * leading(l);
}

static void widen(ent_lanes_range *range, double value) {
    range->low = value < range->low ? value : range->low;
    range->high = value > range->high ? value : range->high;
}

/* The outcomes to be shown, and so much beyond them that the labels have room. */
static ent_lanes_range range_of(const layout *l) {
    enum { TURNS = 12 };
    ent_lanes_range range = {.unit = l->t->unit,
                             .low = l->t->mean,
                             .high = l->t->mean,
                             .span = {0, l->lanes.count},
                             .bare = true};
    const double width = l->lanes.box.right - l->lanes.box.left;
    end_label labels[ENDS];
    for (size_t i = 0; i < l->lanes.count; i++) {
        widen(&range, l->swings[i]->low);
        widen(&range, l->swings[i]->high);
    }
    const double most = (range.high - range.low) / (1 - LABELS_MOST);
    for (int turn = 0; turn < TURNS; turn++) {
        const double each = (range.high - range.low) / width;
        for (size_t i = 0; each > 0 && i < l->lanes.count; i++) {
            const int count = labels_of(l, i, labels);
            for (int k = 0; k < count; k++)
                widen(&range, labels[k].value + (labels[k].leftward ? -1 : 1) * each *
                                                    label_room(l, &labels[k]));
        }
        if (range.high - range.low > most)
            break;
    }
    return range;
}

static void place_label(const layout *l, end_label *label) {
    const double width = ent_page_width(&l->page, ENT_ROLE_LABEL, label->text);
    const double gap = LABEL_GAP * leading(l);
    const double x = ent_scale_at(&l->scale, label->value);
    label->extent[0] = label->leftward ? x - gap - width : x + gap;
    label->extent[1] = label->extent[0] + width;
}

/* ---- Drawing ---- */

static bool is_covered(const layout *l, size_t i, double x) {
    end_label labels[ENDS];
    const int count = labels_of(l, i, labels);
    for (int k = 0; k < count; k++) {
        place_label(l, &labels[k]);
        if (x > labels[k].extent[0] - 1 && x < labels[k].extent[1] + 1)
            return true;
    }
    return false;
}

/* A gridline, broken where a label stands. */
static void draw_gridline(const layout *l, double x) {
    size_t begin = 0;
    for (size_t i = 0; i <= l->lanes.count; i++) {
        if (i < l->lanes.count && !is_covered(l, i, x))
            continue;
        if (i > begin)
            ent_lanes_rule(&l->lanes, &l->page, ENT_ROLE_GRID, x, (size_t[]){begin, i});
        begin = i + 1;
    }
}

static void draw_grid(const layout *l) {
    ent_format format = ent_format_of(l->t->unit);
    ent_ticks ticks = ent_axis_fitting(&l->page, &format, &l->scale);
    for (int i = 0; i < ticks.count; i++)
        draw_gridline(l, ent_scale_at(&l->scale, ent_ticks_at(&ticks, i)));
}

static void draw_bar(const layout *l, int hue, double value, const double span[2]) {
    const double spine = ent_scale_at(&l->scale, l->t->mean);
    const double x = ent_scale_at(&l->scale, value);
    if (x == spine)
        return;
    ent_scene_rect(l->page.scene, ENT_ROLE_BAR, x < spine ? x : spine, span[0],
                   (double[]){x < spine ? spine - x : x - spine, span[1] - span[0]})
        ->hue = hue;
}

static void draw_lane(const layout *l, size_t i) {
    const ent_swing *s = l->swings[i];
    const double half = FILLED / 2 * l->lanes.pitch, y = l->lanes.centres[i];
    const bool kinked = ent_swing_kinked(l->t, s);
    draw_bar(l, LOWEST, s->low, (double[]){y - half, kinked ? y : y + half});
    draw_bar(l, HIGHEST, s->high, (double[]){kinked ? y : y - half, y + half});
    end_label labels[ENDS];
    const int count = labels_of(l, i, labels);
    const double baseline = y + ent_page_rise(&l->page, ENT_ROLE_LABEL) / 2;
    for (int k = 0; k < count; k++) {
        place_label(l, &labels[k]);
        ent_page_write(&l->page, ENT_ROLE_LABEL,
                       (double[]){labels[k].extent[0], baseline}, labels[k].text,
                       ENT_ALIGN_START);
    }
}

/* The mean, where all bars begin. */
static void draw_spine(const layout *l) {
    const ent_page *page = &l->page;
    const double x = ent_scale_at(&l->scale, l->t->mean);
    const char *text =
        ent_scene_format(page->scene, "mean %s",
                         ent_tornado_value(l->t, l->t->mean, l->t->se, page->scene));
    const double half = ent_page_width(page, ENT_ROLE_STRONG, text) / 2;
    const double left = page->body.left + half, right = page->body.right - half;
    const double middle = x < left ? left : x > right ? right : x;
    const double top = l->lanes.box.top;
    ent_scene_line(page->scene, ENT_ROLE_ZERO,
                   (double[]){x, top - LABEL_GAP * leading(l), x, l->lanes.box.bottom});
    ent_page_write(page, ENT_ROLE_STRONG,
                   (double[]){middle, top - 2 * LABEL_GAP * leading(l)}, text,
                   ENT_ALIGN_MIDDLE);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_tornado *t = l->t = data;
    ent_scene *scene = l->page.scene;
    l->swings = ent_tornado_sorted(t, &scene->arena);
    *texts = (ent_page_text){.text = &t->text,
                             .description = ent_tornado_describe(t, l->swings, scene)};
    set_lanes(l, texts);
}

static void draw(void *state) {
    layout *l = state;
    ent_lanes_place(&l->lanes, &l->page);
    const ent_lanes_range range = range_of(l);
    ent_keys_draw_block(&l->page, l->keys, ENDS, l->key_width,
                        (double[]){l->page.body.left, l->page.body.top});
    l->scale = ent_lanes_axis(&l->lanes, &l->page, &range);
    draw_grid(l);
    ent_lanes_write(&l->lanes, &l->page);
    for (size_t i = 0; i < l->lanes.count; i++)
        draw_lane(l, i);
    draw_spine(l);
}

const ent_chart_type ent_tornado_chart = {.name = "tornado",
                                          .layout_size = sizeof(layout),
                                          .check = ent_tornado_check,
                                          .set_texts = set_texts,
                                          .draw = draw,
                                          .print_csv = ent_tornado_print_csv};
