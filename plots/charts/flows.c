/* The flows: payers left, receivers right, and a band for each flow between them.
 *
 * A payer's bands stand apart, each beside its own label, so that no label lies upon a
 * band; at the receiver they are stacked. */
#include "plots/charts/flows_parts.h"

#include "plots/chart_data.h"
#include "plots/page.h"

/* One band with its label, and above a payer's first the payer's. */
typedef struct {
    const ent_flow *flow;
    const char **lines, **head;
    size_t line_count, head_count;
    double left, right; /* its top at the payer and at the receiver */
} band;

/* A receiver with its words. */
typedef struct {
    int party;
    ent_flow_sum sum;
    const char **names, *sums[2];
    size_t name_count, sum_count;
    double top; /* of its bands */
} receiver;

typedef struct {
    ent_page page;
    const ent_flows *f;
    const int *payers, *takers; /* parties in the order they are drawn */
    band *bands;                /* by payer, then by receiver, larger first */
    size_t band_count;
    receiver *receivers;
    size_t receiver_count;
    bool nets;          /* receivers tell their net */
    double gap;         /* between parties */
    double left, right; /* where bands begin and end */
    double scale;       /* points for each unit of the amount */
} layout;

/* Columns of labels in parts of the page's width, at most. */
static const double LEFT_MOST = 0.42, RIGHT_MOST = 0.24;
/* Gaps in parts of the labels' leading: between labels and bands; between payers and
 * between receivers, where there is room and where there is little. */
static const double LABEL_GAP = 0.5, PARTY_GAP = 0.9, PARTY_GAP_LEAST = 0.35, NODE = 0.45;
/* The part of the height that labels alone may take. */
static const double LABELS_MOST = 0.93;
enum { BANDS_MOST = 12, CURVE_STEPS = 40 };

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

static double node_width(const layout *l) {
    return NODE * leading(l);
}

/* ---- Order ---- */

static void add_bands_between(layout *l, const int parties[2], const ent_flow *flows,
                              size_t count) {
    for (size_t i = 0; i < count; i++)
        if (flows[i].from == parties[0] && flows[i].to == parties[1])
            l->bands[l->band_count++] = (band){.flow = &flows[i]};
}

/* `flows` are the larger first, so each payer's are too. */
static void set_bands(layout *l, size_t most) {
    const ent_flow *flows;
    ent_scene *scene = l->page.scene;
    size_t count = ent_flows_fold(l->f, most, &flows, scene), parties = l->f->party_count;
    l->bands = ent_arena_take(&scene->arena, count, sizeof *l->bands);
    l->band_count = 0;
    for (size_t p = 0; p < parties; p++)
        for (size_t q = 0; q < parties; q++)
            add_bands_between(l, (int[]){l->payers[p], l->takers[q]}, flows, count);
}

static void set_receivers(layout *l) {
    const ent_flows *f = l->f;
    ent_arena *arena = &l->page.scene->arena;
    l->receivers = ent_arena_take(arena, f->party_count, sizeof *l->receivers);
    for (size_t p = 0; p < f->party_count; p++) {
        ent_flow_sum sum = ent_flows_received(f, l->takers[p]);
        if (sum.mean > 0)
            l->receivers[l->receiver_count++] =
                (receiver){.party = l->takers[p], .sum = sum};
    }
}

/* ---- Words ---- */

static bool begins_payer(const layout *l, size_t i) {
    return i == 0 || l->bands[i].flow->from != l->bands[i - 1].flow->from;
}

static void word_bands(layout *l, double width) {
    ent_scene *scene = l->page.scene;
    for (size_t i = 0; i < l->band_count; i++) {
        band *b = &l->bands[i];
        int payer = b->flow->from;
        ent_flow_sum sum = {b->flow->mean, b->flow->se};
        const char *text = ent_scene_format(scene, "%s %s", b->flow->label,
                                            ent_flows_amount(l->f, sum, false, scene));
        b->lines = ent_page_wrap(&l->page, ENT_ROLE_LABEL, text, width, &b->line_count);
        if (!begins_payer(l, i))
            continue;
        text = ent_scene_format(
            scene, "%s pays %s", l->f->parties[payer],
            ent_flows_amount(l->f, ent_flows_paid(l->f, payer), false, scene));
        b->head = ent_page_wrap(&l->page, ENT_ROLE_STRONG, text, width, &b->head_count);
    }
}

static void word_receivers(layout *l, double width) {
    for (size_t i = 0; i < l->receiver_count; i++) {
        receiver *r = &l->receivers[i];
        ent_scene *scene = l->page.scene;
        ent_flow_sum paid = ent_flows_paid(l->f, r->party);
        ent_flow_sum net = {r->sum.mean - paid.mean, r->sum.error + paid.error};
        r->names = ent_page_wrap(&l->page, ENT_ROLE_STRONG, l->f->parties[r->party],
                                 width, &r->name_count);
        r->sums[0] = ent_scene_format(scene, "receives %s",
                                      ent_flows_amount(l->f, r->sum, false, scene));
        r->sums[1] =
            ent_scene_format(scene, "net %s", ent_flows_amount(l->f, net, true, scene));
        r->sum_count = l->nets ? 2 : 1;
    }
}

static double widest(const ent_page *page, ent_role role, const char *const *lines,
                     size_t count) {
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        double width = ent_page_width(page, role, lines[i]);
        most = width > most ? width : most;
    }
    return most;
}

static double left_column(const layout *l) {
    double most = 0;
    for (size_t i = 0; i < l->band_count; i++) {
        const band *b = &l->bands[i];
        double own = widest(&l->page, ENT_ROLE_LABEL, b->lines, b->line_count);
        double head = widest(&l->page, ENT_ROLE_STRONG, b->head, b->head_count);
        most = own > most ? own : most;
        most = head > most ? head : most;
    }
    return most + LABEL_GAP * leading(l);
}

static double right_column(const layout *l) {
    double most = 0;
    for (size_t i = 0; i < l->receiver_count; i++) {
        const receiver *r = &l->receivers[i];
        double name = widest(&l->page, ENT_ROLE_STRONG, r->names, r->name_count);
        double sum = widest(&l->page, ENT_ROLE_LABEL, r->sums, r->sum_count);
        most = name > most ? name : most;
        most = sum > most ? sum : most;
    }
    return most + LABEL_GAP * leading(l);
}

/* ---- Room ---- */

static double band_height(const layout *l, const band *b, double scale) {
    double own = scale * b->flow->mean, text = (double)b->line_count * leading(l);
    return own > text ? own : text;
}

static double left_height(const layout *l, double scale) {
    double height = -l->gap;
    for (size_t i = 0; i < l->band_count; i++) {
        height += (double)l->bands[i].head_count * leading(l);
        height += begins_payer(l, i) ? l->gap : 0;
        height += band_height(l, &l->bands[i], scale);
    }
    return height;
}

static double receiver_height(const layout *l, const receiver *r, double scale) {
    double own = scale * r->sum.mean;
    double text = (double)(r->name_count + r->sum_count) * leading(l);
    return own > text ? own : text;
}

static double right_height(const layout *l, double scale) {
    double height = -l->gap;
    for (size_t i = 0; i < l->receiver_count; i++)
        height += receiver_height(l, &l->receivers[i], scale) + l->gap;
    return height;
}

static double height_at(const layout *l, double scale) {
    double left = left_height(l, scale), right = right_height(l, scale);
    return left > right ? left : right;
}

/* The largest scale at which both sides fit. */
static double scale_for(const layout *l, double height) {
    double low = 0, high = height / ent_flows_paid(l->f, -1).mean;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (height_at(l, middle) <= height)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Tries how much is told: whether that leaves the bands their part of the height. */
static bool fits(layout *l, size_t most, bool tight, double height) {
    double width = ent_page_inner_width(&l->page);
    l->nets = !tight;
    l->gap = (tight ? PARTY_GAP_LEAST : PARTY_GAP) * leading(l);
    set_bands(l, most);
    word_bands(l, LEFT_MOST * width);
    word_receivers(l, RIGHT_MOST * width);
    return height_at(l, 0) <= LABELS_MOST * height;
}

/* The height that suits all that can be told. */
static double wished_height(layout *l) {
    static const double TEXTS = 0.6;
    double least = l->page.look->size->body;
    fits(l, BANDS_MOST, false, 0);
    return height_at(l, 0) / TEXTS > least ? height_at(l, 0) / TEXTS : least;
}

/* Nets and gaps go first, then the smallest flows. */
static void choose_detail(layout *l, double height) {
    for (size_t most = BANDS_MOST; most > 0; most--)
        if (fits(l, most, false, height) || fits(l, most, true, height))
            return;
}

static void stack_bands(layout *l) {
    double y = l->page.body.top;
    for (size_t i = 0; i < l->band_count; i++) {
        band *b = &l->bands[i];
        double slot = band_height(l, b, l->scale);
        y += (double)b->head_count * leading(l);
        y += i > 0 && begins_payer(l, i) ? l->gap : 0;
        b->left = y + (slot - l->scale * b->flow->mean) / 2;
        y += slot;
    }
    double spare = l->page.body.bottom - l->page.body.top - right_height(l, l->scale);
    y = l->page.body.top;
    for (size_t r = 0; r < l->receiver_count; r++) {
        receiver *to = &l->receivers[r];
        double slot = receiver_height(l, to, l->scale);
        y += spare / (double)(l->receiver_count + 1);
        to->top = y + (slot - l->scale * to->sum.mean) / 2;
        double at = to->top;
        for (size_t i = 0; i < l->band_count; i++)
            if (l->bands[i].flow->to == to->party) {
                l->bands[i].right = at;
                at += l->scale * l->bands[i].flow->mean;
            }
        y += slot + l->gap;
    }
}

/* ---- Drawing ---- */

static void draw_band(const layout *l, size_t index) {
    const band *b = &l->bands[index];
    double points[4 * (CURVE_STEPS + 1)], width = l->scale * b->flow->mean;
    enum { LAST = 2 * CURVE_STEPS + 1 };
    for (int i = 0; i <= CURVE_STEPS; i++) {
        double s = (double)i / CURVE_STEPS;
        double x = l->left + s * (l->right - l->left);
        double y = b->left + (b->right - b->left) * s * s * (3 - 2 * s);
        points[2 * i] = points[2 * (LAST - i)] = x;
        points[2 * i + 1] = y;
        points[2 * (LAST - i) + 1] = y + width;
    }
    bool rest = b->flow->hue < 0;
    ent_scene_item *item =
        ent_scene_curve(l->page.scene, ENT_AREA,
                        rest ? ENT_ROLE_REST : ENT_ROLE_BAR_LIGHT, points, LAST + 1);
    item->hue = rest ? 0 : b->flow->hue;
    item->id = ent_scene_format(l->page.scene, "flow-%zu", index + 1);
}

static void draw_node(const layout *l, double x, double top, double amount) {
    double least = 2.5 * l->page.look->size->line, height = l->scale * amount;
    ent_scene_rect(l->page.scene, ENT_ROLE_MARKER, x, top,
                   (double[]){node_width(l), height > least ? height : least});
}

static void draw_payers(const layout *l) {
    double rise = ent_page_rise(&l->page, ENT_ROLE_LABEL);
    double x = l->left - node_width(l) - LABEL_GAP * leading(l), y = l->page.body.top;
    for (size_t i = 0; i < l->band_count; i++) {
        const band *b = &l->bands[i];
        y += i > 0 && begins_payer(l, i) ? l->gap : 0;
        for (size_t k = 0; k < b->head_count; k++, y += leading(l))
            ent_page_write(&l->page, ENT_ROLE_STRONG, (double[]){x, y + rise}, b->head[k],
                           ENT_ALIGN_END);
        double slot = band_height(l, b, l->scale);
        double text =
            y + (slot - (double)b->line_count * leading(l)) / 2 + (leading(l) + rise) / 2;
        for (size_t k = 0; k < b->line_count; k++)
            ent_page_write(&l->page, ENT_ROLE_LABEL,
                           (double[]){x, text + (double)k * leading(l)}, b->lines[k],
                           ENT_ALIGN_END);
        draw_node(l, l->left - node_width(l), b->left, b->flow->mean);
        y += slot;
    }
}

static void draw_receivers(const layout *l) {
    double rise = ent_page_rise(&l->page, ENT_ROLE_LABEL);
    double x = l->right + node_width(l) + LABEL_GAP * leading(l);
    for (size_t i = 0; i < l->receiver_count; i++) {
        const receiver *r = &l->receivers[i];
        double lines = (double)(r->name_count + r->sum_count);
        double y = r->top + (l->scale * r->sum.mean - lines * leading(l)) / 2 +
                   (leading(l) + rise) / 2;
        for (size_t k = 0; k < r->name_count; k++, y += leading(l))
            ent_page_write(&l->page, ENT_ROLE_STRONG, (double[]){x, y}, r->names[k],
                           ENT_ALIGN_START);
        for (size_t k = 0; k < r->sum_count; k++, y += leading(l))
            ent_page_write(&l->page, ENT_ROLE_LABEL, (double[]){x, y}, r->sums[k],
                           ENT_ALIGN_START);
        draw_node(l, l->right, r->top, r->sum.mean);
    }
}

static const char *note_of(const ent_flows *f, ent_scene *scene) {
    return ent_scene_format(scene,
                            "Widths to scale. In all %s moves, the same amount in and "
                            "out.",
                            ent_flows_amount(f, ent_flows_paid(f, -1), false, scene));
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_flows *f = l->f = data;
    ent_scene *scene = l->page.scene;
    l->takers = ent_flows_takers(f, scene);
    l->payers = ent_flows_payers(f, l->takers, scene);
    set_receivers(l);
    *texts = (ent_page_text){.text = &f->text,
                             .note = note_of(f, scene),
                             .description = ent_flows_describe(f, scene),
                             .body = wished_height(l)};
}

static bool place(void *state) {
    static const double WIDTH_LEAST = 0.2;
    layout *l = state;
    const ent_box *body = &l->page.body;
    const double height = body->bottom - body->top;
    choose_detail(l, height);
    l->left = body->left + left_column(l) + node_width(l);
    l->right = body->right - right_column(l) - node_width(l);
    l->scale = scale_for(l, height);
    if (l->right - l->left < WIDTH_LEAST * l->page.scene->width ||
        height_at(l, 0) > height)
        return false;
    stack_bands(l);
    return true;
}

static void draw(void *state) {
    const layout *l = state;
    for (size_t i = 0; i < l->band_count; i++)
        draw_band(l, i);
    draw_payers(l);
    draw_receivers(l);
}

const ent_chart_type ent_flows_chart = {.name = "flows",
                                        .layout_size = sizeof(layout),
                                        .check = ent_flows_check,
                                        .set_texts = set_texts,
                                        .place = place,
                                        .draw = draw,
                                        .print_csv = ent_flows_print_csv};
