/* A ledger: receipts stacked above zero, payments below, and the net upon them. */
#include "plots/charts/ledger_parts.h"

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/keys.h"

typedef struct {
    ent_page page;
    const ent_ledger *g;
    ent_format format;
    ent_role roles[ENT_LEDGER_MOST];
    ent_keys keys;
    ent_ticks ticks;
    ent_box box;
    ent_scale value;
    double pitch; /* from bar to bar */
} layout;

/* Of a bar's pitch; in points at a line of 0.75. */
static const double FILLED = 0.72, SEGMENT_GAP = 0.5, DOT = 5.5;
/* Segments lower than this part of the leading get no leader from their key. */
static const double LED = 0.25;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

/* Six hues go round: who shares one with an entry before is drawn in a lighter tone. */
static void choose_roles(layout *l) {
    static const ent_role tones[] = {ENT_ROLE_BAR, ENT_ROLE_BAR_LIGHT, ENT_ROLE_BAR_PALE};
    for (size_t i = 0; i < l->g->entry_count; i++) {
        size_t shared = 0;
        int hue = l->g->entries[i].hue;
        for (size_t k = 0; k < i; k++)
            shared += hue >= 0 && l->g->entries[k].hue >= 0 &&
                      l->g->entries[k].hue % ENT_HUES == hue % ENT_HUES;
        l->roles[i] = hue < 0 ? ENT_ROLE_REST : tones[shared < 2 ? shared : 2];
    }
}

/* Where the entry's segment of a year begins and ends, in the unit. */
static void segment(const ent_ledger *g, size_t entry, size_t year, double ends[2]) {
    double own = g->entries[entry].mean[year];
    ends[0] = 0;
    for (size_t i = 0; i < entry; i++) {
        double before = g->entries[i].mean[year];
        if ((before > 0) == (own > 0))
            ends[0] += before;
    }
    ends[1] = ends[0] + own;
}

static void reach(double range[2], double value) {
    range[0] = value < range[0] ? value : range[0];
    range[1] = value > range[1] ? value : range[1];
}

static void range_of(const ent_ledger *g, double range[2]) {
    range[0] = range[1] = 0;
    for (size_t y = 0; y < g->count; y++) {
        double error, net = ent_ledger_net(g, y, &error);
        reach(range, net - 2 * error);
        reach(range, net + 2 * error);
        for (size_t i = 0; i < g->entry_count; i++) {
            double ends[2];
            segment(g, i, y, ends);
            reach(range, ends[1]);
        }
    }
}

/* The last year in which the entry (NULL: any) moves something, else the last. */
static size_t last_year(const ent_ledger *g, const ent_ledger_entry *entry) {
    size_t y = g->count - 1;
    while (entry && y > 0 && entry->mean[y] == 0)
        y--;
    return entry && entry->mean[y] == 0 ? g->count - 1 : y;
}

/* A key stands beside the middle of its entry's segment, in the last year that has one;
 * `from` is the size of the last year's until the scale is known. */
static ent_key key_of(layout *l, size_t i) {
    const ent_ledger *g = l->g;
    const ent_ledger_entry *entry = i < g->entry_count ? &g->entries[i] : NULL;
    double error, ends[2], size = 0;
    if (entry) {
        segment(g, i, last_year(g, entry), ends);
        size = entry->mean[g->count - 1];
    } else {
        ends[0] = ends[1] = ent_ledger_net(g, g->count - 1, &error);
    }
    double total = ent_ledger_total(g, entry, &error);
    return (ent_key){
        .text = ent_scene_format(l->page.scene, "%s %s", entry ? entry->label : "Net",
                                 ent_ledger_amount(g, total, error, l->page.scene)),
        .role = entry ? ENT_ROLE_LABEL : ENT_ROLE_STRONG,
        .sample = entry ? l->roles[i] : ENT_ROLE_MARKER,
        .hue = entry && entry->hue >= 0 ? entry->hue : 0,
        .value = (ends[0] + ends[1]) / 2,
        .from = size < 0 ? -size : size};
}

/* Keys first: how much room they need decides how high the page grows. */
static void set_keys(layout *l) {
    l->keys.count = l->g->entry_count + 1;
    for (size_t i = 0; i < l->keys.count; i++)
        l->keys.list[i] = key_of(l, i);
    ent_keys_fit(&l->page, &l->keys);
}

static bool place(void *state) {
    layout *l = state;
    ent_page *page = &l->page;
    double range[2], half = ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    l->box = page->body;
    /* A second line below the axis tells which part of a year is simulated. */
    l->box.bottom -= ent_axis_row(page) + leading(l);
    l->box.top += half;
    ent_keys_take(page, &l->keys, &l->box);
    range_of(l->g, range);
    l->ticks = ent_ticks_over(range[0], range[1],
                              ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->ticks, &l->format);
    l->value = ent_axis_fill(&l->ticks, range[0], range[1], &l->box);
    l->pitch = (l->box.right - l->box.left) / (double)l->g->count;
    return ent_page_has_room(&l->page, &l->box);
}

static double middle_of(const layout *l, size_t year) {
    return l->box.left + ((double)year + 0.5) * l->pitch;
}

static void draw_segment(const layout *l, size_t i, size_t y) {
    double ends[2], gap = ent_page_scaled(&l->page, SEGMENT_GAP) / 2;
    segment(l->g, i, y, ends);
    double from = ent_scale_at(&l->value, ends[0]), to = ent_scale_at(&l->value, ends[1]);
    double top = from < to ? from : to, height = from < to ? to - from : from - to;
    if (height == 0)
        return;
    /* The gap is taken from what can spare it. */
    gap = height > 4 * gap ? gap : 0;
    double x = middle_of(l, y) - FILLED * l->pitch / 2;
    int hue = l->g->entries[i].hue;
    ent_scene_rect(l->page.scene, l->roles[i], x, top + gap,
                   (double[]){FILLED * l->pitch, height - 2 * gap})
        ->hue = hue < 0 ? 0 : hue;
}

/* A year in which nothing moves has none. */
static void draw_net(const layout *l, size_t y) {
    bool moves = false;
    for (size_t i = 0; i < l->g->entry_count; i++)
        moves = moves || l->g->entries[i].mean[y] != 0;
    if (!moves)
        return;
    double error, net = ent_ledger_net(l->g, y, &error), x = middle_of(l, y);
    double low = ent_scale_at(&l->value, net - 2 * error);
    double high = ent_scale_at(&l->value, net + 2 * error);
    if (low - high > ent_page_scaled(&l->page, DOT))
        ent_scene_line(l->page.scene, ENT_ROLE_THRESHOLD, (double[]){x, high, x, low});
    ent_scene_disc(l->page.scene, ENT_ROLE_MARKER, x, ent_scale_at(&l->value, net),
                   ent_page_scaled(&l->page, DOT));
}

/* Years that have room are named; the first and last say which days they hold. */
static void draw_years(const layout *l) {
    const ent_page *page = &l->page;
    double y = ent_axis_baseline(page, &l->box);
    double room = ent_page_width(page, ENT_ROLE_SCALE, "2000 ");
    size_t each = 1 + (size_t)(room / l->pitch);
    for (size_t i = 0; i < l->g->count; i++) {
        const char *days = ent_ledger_days(l->g, i, page->scene);
        bool last = i > 0 && i + 1 == l->g->count;
        if (i % each == 0)
            ent_page_write(
                page, ENT_ROLE_SCALE, (double[]){middle_of(l, i), y},
                ent_scene_format(page->scene, "%d", ent_ledger_first_year(l->g) + (int)i),
                ENT_ALIGN_MIDDLE);
        if (days)
            ent_page_write(page, ENT_ROLE_SCALE,
                           (double[]){last ? l->box.right : l->box.left, y + leading(l)},
                           days, last ? ENT_ALIGN_END : ENT_ALIGN_START);
    }
}

/* Low segments get no leader. */
static void draw_keys(layout *l) {
    const double end = middle_of(l, l->g->count - 1) + FILLED * l->pitch / 2;
    const double zero = ent_scale_at(&l->value, 0);
    for (size_t i = 0; i < l->keys.count; i++) {
        ent_key *key = &l->keys.list[i];
        const double height = zero - ent_scale_at(&l->value, key->from);
        key->from = height > LED * leading(l) ? end : 0;
    }
    ent_keys_draw(&l->page, &l->keys, &l->box, &l->value);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_ledger *g = l->g = data;
    l->format = ent_format_of(g->unit);
    choose_roles(l);
    set_keys(l);
    *texts = (ent_page_text){.text = &g->text,
                             .note = ent_ledger_note(g, l->page.scene),
                             .description = ent_ledger_describe(g, l->page.scene),
                             .body = l->keys.body};
}

static void draw(void *state) {
    layout *l = state;
    const ent_ledger *g = l->g;
    ent_axis_vertical(&l->page, &l->ticks, &l->format, &l->value, &l->box);
    for (size_t i = 0; i < g->entry_count; i++)
        for (size_t y = 0; y < g->count; y++)
            draw_segment(l, i, y);
    ent_axis_zero(&l->page, &l->value, &l->box);
    for (size_t y = 0; y < g->count; y++)
        draw_net(l, y);
    draw_years(l);
    draw_keys(l);
}

const ent_chart_type ent_ledger_chart = {.name = "ledger",
                                         .layout_size = sizeof(layout),
                                         .check = ent_ledger_check,
                                         .set_texts = set_texts,
                                         .place = place,
                                         .draw = draw,
                                         .print_csv = ent_ledger_print_csv};
