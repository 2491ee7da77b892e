/* A fan: nested bands around a median, named at their right-hand end. */
#include "plots/charts/fan_parts.h"

#include "plots/axis.h"
#include "plots/chart_data.h"
#include "plots/labels.h"

static const char bands_note[] =
    "Each band holds its share of futures in each period separately; "
    "no single future follows an edge.";

/* One label at the right-hand end: what it names ends between two heights. */
typedef struct {
    const char *text, *id;
    ent_role role, key; /* of the text, of what it names */
    double low, high;   /* values */
} end_label;

enum { LABELS_MOST = ENT_BANDS_MOST + 2 };

typedef struct {
    ent_page page;
    const ent_fan *fan;
    ent_format format;
    ent_band bands[ENT_BANDS_MOST];
    bool mean;
    size_t columns; /* points along x: periods, or both sides of a lone one */
    double *xs;
    ent_ticks ticks;
    ent_box box;
    ent_scale time, value;
    end_label labels[LABELS_MOST];
    size_t label_count;
    ent_flag *flags;
    size_t flag_count;
} layout;

/* Gaps in parts of the labels' leading. */
static const double LEADER = 0.9, KEY_GAP = 0.35;

static double leading(const layout *l) {
    return ent_page_leading(&l->page, ENT_ROLE_LABEL);
}

static size_t period_of(const layout *l, size_t column) {
    return l->fan->count == 1 ? 0 : column;
}

static void reach(const double *values, size_t count, double range[2]) {
    for (size_t i = 0; values && i < count; i++) {
        range[0] = values[i] < range[0] ? values[i] : range[0];
        range[1] = values[i] > range[1] ? values[i] : range[1];
    }
}

/* Least and greatest value drawn, with the baseline: bands are areas, so they stand on
 * zero; days have none. */
static void range_of(const layout *l, double range[2]) {
    const ent_fan *fan = l->fan;
    bool dates = l->format.show == ENT_SHOW_DATE;
    range[0] = range[1] = dates ? fan->median[0] : 0;
    reach(fan->median, fan->count, range);
    if (l->mean)
        reach(fan->mean, fan->count, range);
    for (size_t i = 0; i < fan->band_count; i++) {
        reach(fan->bands[i].low, fan->count, range);
        reach(fan->bands[i].high, fan->count, range);
    }
    reach(fan->samples, fan->sample_count * fan->count, range);
}

static void add_label(layout *l, end_label label) {
    l->labels[l->label_count++] = label;
}

static void name_lines(layout *l) {
    const ent_fan *fan = l->fan;
    ent_scene *scene = l->page.scene;
    size_t last = fan->count - 1;
    char text[ENT_FORMAT_SIZE];
    const ent_format bare = ent_format_bare(l->format);
    ent_format_value(&bare, fan->median[last], fan->se, text, sizeof text);
    add_label(l, (end_label){ent_scene_format(scene, "%s %s", ent_fan_line(fan), text),
                             "median", ENT_ROLE_STRONG, ENT_ROLE_MEDIAN,
                             fan->median[last], fan->median[last]});
    if (!l->mean)
        return;
    ent_format_value(&bare, fan->mean[last], fan->se, text, sizeof text);
    add_label(l, (end_label){ent_scene_format(scene, "mean %s", text), "mean",
                             ENT_ROLE_LABEL, ENT_ROLE_MEAN, fan->mean[last],
                             fan->mean[last]});
}

/* A band's label stands beside the strip that shows between it and the next narrower one.
 */
static void name_bands(layout *l) {
    static const char *const ids[] = {"band-1", "band-2", "band-3"};
    const ent_fan *fan = l->fan;
    size_t last = fan->count - 1;
    for (size_t i = 0; i < fan->band_count; i++) {
        bool inner = i + 1 == fan->band_count;
        double low = inner ? fan->median[last] : l->bands[i + 1].high[last];
        char share[ENT_FORMAT_SIZE];
        ent_format percent = ent_format_of("%");
        ent_format_value(&percent, l->bands[i].coverage, 0, share, sizeof share);
        const char *text = ent_scene_format(l->page.scene, "%s of futures", share);
        add_label(l, (end_label){text, ids[i], ENT_ROLE_LABEL,
                                 (ent_role)(ENT_ROLE_BAND_1 + i), low,
                                 l->bands[i].high[last]});
    }
}

static double label_column(const layout *l) {
    double most = 0;
    for (size_t i = 0; i < l->label_count; i++) {
        double width = ent_page_width(&l->page, l->labels[i].role, l->labels[i].text);
        most = width > most ? width : most;
    }
    double key = ent_page_rise(&l->page, ENT_ROLE_LABEL);
    return (LEADER + KEY_GAP) * leading(l) + key + most;
}

static void set_columns(layout *l) {
    const ent_fan *fan = l->fan;
    l->columns = fan->count == 1 ? 2 : fan->count;
    l->xs = ent_arena_take(&l->page.scene->arena, l->columns, sizeof *l->xs);
    for (size_t i = 0; i < fan->count; i++)
        l->xs[i] = ent_scale_at(
            &l->time, ent_chart_place_in_time(fan->measure, ent_fan_first_day(fan, i),
                                              fan->ends[i]));
    if (fan->count == 1) {
        double width = l->box.right - l->box.left;
        l->xs[0] = l->box.left + width / 4;
        l->xs[1] = l->box.right - width / 4;
    }
}

/* Columns left and right first, then rows of flags above, then what is left is the
 * drawing. */
static bool place(void *state) {
    layout *l = state;
    name_bands(l);
    name_lines(l);
    const ent_fan *fan = l->fan;
    ent_page *page = &l->page;
    double range[2];
    l->box = page->body;
    l->box.bottom -= ent_axis_row(page);
    l->box.top += ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    range_of(l, range);
    l->ticks = ent_ticks_over(range[0], range[1],
                              ent_axis_most(page, l->box.bottom - l->box.top));
    l->box.left += ent_axis_column(page, &l->ticks, &l->format);
    l->box.right -= label_column(l);
    l->time = (ent_scale){ent_fan_first_day(fan, 0), fan->ends[fan->count - 1] + 1.0,
                          l->box.left, l->box.right};
    set_columns(l);
    const ent_mark *marks = ent_fan_marks(fan, page->scene, &l->flag_count);
    l->flags = ent_labels_marks(page, marks, l->flag_count, &l->time);
    ent_box bounds = {l->box.left, l->box.top, page->body.right, l->box.bottom};
    const double flags = ent_labels_flags(page, l->flags, &l->flag_count, &bounds);
    if (flags > 0)
        l->box.top += flags - ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    l->value = ent_axis_fill(&l->ticks, range[0], range[1], &l->box);
    return ent_page_has_room(&l->page, &l->box);
}

static void draw_line(const layout *l, ent_role role, const char *id,
                      const double *values) {
    ent_scene *scene = l->page.scene;
    double *points = ent_arena_take(&scene->arena, 2 * l->columns, sizeof *points);
    for (size_t i = 0; i < l->columns; i++) {
        points[2 * i] = l->xs[i];
        points[2 * i + 1] = ent_scale_at(&l->value, values[period_of(l, i)]);
    }
    ent_scene_item *item = ent_scene_curve(scene, ENT_POLYLINE, role, points, l->columns);
    item->id = id;
    item->hue = role == ENT_ROLE_EDGE ? l->fan->hue : 0;
}

static void draw_band(const layout *l, size_t i) {
    static const char *const ids[] = {"band-1", "band-2", "band-3"};
    ent_scene *scene = l->page.scene;
    double *points = ent_arena_take(&scene->arena, 4 * l->columns, sizeof *points);
    for (size_t c = 0; c < l->columns; c++) {
        size_t t = period_of(l, c), back = 2 * l->columns - 1 - c;
        points[2 * c] = points[2 * back] = l->xs[c];
        points[2 * c + 1] = ent_scale_at(&l->value, l->bands[i].high[t]);
        points[2 * back + 1] = ent_scale_at(&l->value, l->bands[i].low[t]);
    }
    ent_scene_item *item = ent_scene_curve(
        scene, ENT_AREA, (ent_role)(ENT_ROLE_BAND_1 + i), points, 2 * l->columns);
    item->id = ids[i];
    item->hue = l->fan->hue;
}

static void draw_curves(const layout *l) {
    const ent_fan *fan = l->fan;
    for (size_t i = 0; i < fan->band_count; i++)
        draw_band(l, i);
    if (fan->band_count > 0) {
        draw_line(l, ENT_ROLE_EDGE, NULL, l->bands[0].high);
        draw_line(l, ENT_ROLE_EDGE, NULL, l->bands[0].low);
    }
    for (size_t i = 0; fan->samples && i < fan->sample_count; i++)
        draw_line(l, ENT_ROLE_PATH, NULL, fan->samples + i * fan->count);
    if (l->mean)
        draw_line(l, ENT_ROLE_MEAN, "mean", fan->mean);
    draw_line(l, ENT_ROLE_MEDIAN, "median", fan->median);
}

/* The sample beside a label: a square of a band, a stroke of a line. */
static void draw_key(const layout *l, const end_label *label, double x, double middle) {
    double side = ent_page_rise(&l->page, ENT_ROLE_LABEL);
    ent_scene *scene = l->page.scene;
    if (label->key >= ENT_ROLE_BAND_1 && label->key <= ENT_ROLE_BAND_3)
        ent_scene_rect(scene, label->key, x, middle - side / 2, (double[]){side, side})
            ->hue = l->fan->hue;
    else
        ent_scene_line(scene, label->key, (double[]){x, middle, x + side, middle});
}

static void sort_labels(layout *l) {
    for (size_t i = 1; i < l->label_count; i++)
        for (size_t j = i; j > 0; j--) {
            end_label *a = &l->labels[j - 1], *b = &l->labels[j];
            if (a->low + a->high >= b->low + b->high)
                break;
            end_label kept = *a;
            *a = *b;
            *b = kept;
        }
}

static void draw_labels(layout *l) {
    double wishes[LABELS_MOST], centres[LABELS_MOST], heights[LABELS_MOST];
    double rise = ent_page_rise(&l->page, ENT_ROLE_LABEL), end = l->xs[l->columns - 1];
    double x = l->box.right + LEADER * leading(l);
    sort_labels(l);
    for (size_t i = 0; i < l->label_count; i++) {
        const end_label *label = &l->labels[i];
        wishes[i] = ent_scale_at(&l->value, (label->low + label->high) / 2);
        centres[i] = wishes[i];
        heights[i] = leading(l);
    }
    /* Flags may stand above the labels; without any there is room up to the body's top.
     */
    double top = l->flag_count ? l->box.top : l->box.top - leading(l) / 2;
    ent_labels_spread(centres, heights, l->label_count, top,
                      l->box.bottom + leading(l) / 2);
    for (size_t i = 0; i < l->label_count; i++) {
        const end_label *label = &l->labels[i];
        double text_x = x + rise + KEY_GAP * leading(l);
        ent_scene_line(l->page.scene, ENT_ROLE_LEADER,
                       (double[]){end + 1, wishes[i], x - 2, centres[i]});
        draw_key(l, label, x, centres[i]);
        ent_page_write(&l->page, label->role, (double[]){text_x, centres[i] + rise / 2},
                       label->text, ENT_ALIGN_START);
    }
}

static const char *note_of(const ent_fan *fan, ent_scene *scene) {
    const char *bands = fan->band_count ? bands_note : "";
    if (!fan->samples || fan->sample_count == 0)
        return bands;
    return ent_scene_format(scene, "%s Thin lines: %zu simulated futures.", bands,
                            fan->sample_count);
}

static void set_texts(void *state, const void *data, ent_page_text *texts) {
    layout *l = state;
    const ent_fan *fan = l->fan = data;
    l->format = ent_format_of(fan->unit);
    l->mean = ent_chart_mean_apart(fan->mean, fan->median, fan->count);
    ent_fan_sort_bands(fan, l->bands);
    *texts = (ent_page_text){.text = &fan->text,
                             .note = note_of(fan, l->page.scene),
                             .description = ent_fan_describe(fan, l->page.scene)};
}

/* The rest of the unit stands at the left end of the top gridline: the format without it where the
 * outer band runs through there.  The subtitle has it too. */
static ent_format axis_format(const layout *l) {
    const ent_format bare = ent_format_bare(l->format);
    const double *highest = l->fan->band_count > 0 ? l->bands[0].high : l->fan->median;
    const double *lowest = l->fan->band_count > 0 ? l->bands[0].low : l->fan->median;
    const double y =
        ent_scale_at(&l->value, ent_ticks_at(&l->ticks, ent_ticks_unit(&l->ticks)));
    const double rise = ent_page_rise(&l->page, ENT_ROLE_SCALE);
    const double end =
        l->box.left + ent_page_width(&l->page, ENT_ROLE_SCALE, l->format.suffix);
    for (size_t i = 0; i < l->columns && l->xs[i] < end; i++)
        if (ent_scale_at(&l->value, highest[period_of(l, i)]) < y + rise &&
            ent_scale_at(&l->value, lowest[period_of(l, i)]) > y - rise)
            return bare;
    return l->format;
}

static void draw(void *state) {
    layout *l = state;
    const ent_format format = axis_format(l);
    ent_axis_vertical(&l->page, &l->ticks, &format, &l->value, &l->box);
    draw_curves(l);
    ent_axis_zero(&l->page, &l->value, &l->box);
    ent_axis_dates(&l->page, &l->time, &l->box);
    ent_labels_draw_flags(&l->page, l->flags, l->flag_count, &l->box);
    draw_labels(l);
}

const ent_chart_type ent_fan_chart = {.name = "fan",
                                      .layout_size = sizeof(layout),
                                      .check = ent_fan_check,
                                      .set_texts = set_texts,
                                      .place = place,
                                      .draw = draw,
                                      .print_csv = ent_fan_print_csv};
