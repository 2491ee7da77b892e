#include "plots/axis.h"

#include <math.h>

/* Distance of gridlines, and gap of labels, in parts of the labels' leading. */
static const double GRID_APART = 2.7, LABEL_GAP = 0.5, TICK_LENGTH = 0.35;

double ent_scale_at(const ent_scale *scale, double value) {
    double share = (value - scale->low) / (scale->high - scale->low);
    return scale->from + share * (scale->to - scale->from);
}

int ent_axis_most(const ent_page *page, double length) {
    int most = (int)(length / (GRID_APART * ent_page_leading(page, ENT_ROLE_SCALE))) + 1;
    return most < 3 ? 3 : most > 7 ? 7 : most;
}

double ent_axis_column(const ent_page *page, const ent_ticks *ticks,
                       const ent_format *format) {
    char label[ENT_FORMAT_SIZE];
    double most = 0;
    for (int i = 0; i < ticks->count; i++) {
        ent_ticks_label(ticks, format, i, label, sizeof label);
        double width = ent_page_width(page, ENT_ROLE_SCALE, label);
        most = width > most ? width : most;
    }
    return most + LABEL_GAP * ent_page_leading(page, ENT_ROLE_SCALE);
}

/* A last tick further beyond the data than this part of a step is dropped. */
static const double TICK_SPARE = 0.6;

ent_scale ent_axis_fill(ent_ticks *ticks, double low, double high, const ent_box *box) {
    double spare = TICK_SPARE * ent_ticks_step(ticks);
    if (ticks->count > 3 && ent_ticks_at(ticks, ticks->count - 1) > high + spare)
        ticks->count--;
    if (ticks->count > 3 && ent_ticks_at(ticks, 0) < low - spare) {
        ticks->first++;
        ticks->count--;
    }
    double first = ent_ticks_at(ticks, 0), last = ent_ticks_at(ticks, ticks->count - 1);
    return (ent_scale){first < low ? first : low, last > high ? last : high, box->bottom,
                       box->top};
}

/* Writes the rest of the unit at the top gridline and returns where the line may begin.
 */
static double write_suffix(const ent_page *page, const ent_format *format, double x,
                           double y) {
    if (!format->suffix[0])
        return x;
    double gap = LABEL_GAP * ent_page_leading(page, ENT_ROLE_SCALE);
    bool word = format->suffix[0] == ' ';
    double begin = word ? x - gap / 2 : x - gap;
    ent_page_write(page, ENT_ROLE_SCALE, (double[]){begin, y}, format->suffix + word,
                   ENT_ALIGN_START);
    return begin + ent_page_width(page, ENT_ROLE_SCALE, format->suffix + word) + gap / 2;
}

void ent_axis_vertical(const ent_page *page, const ent_ticks *ticks,
                       const ent_format *format, const ent_scale *scale,
                       const ent_box *box) {
    double x = box->left - LABEL_GAP * ent_page_leading(page, ENT_ROLE_SCALE);
    double middle = ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    char label[ENT_FORMAT_SIZE];
    for (int i = 0; i < ticks->count; i++) {
        double y = ent_scale_at(scale, ent_ticks_at(ticks, i)), begin = box->left;
        /* At the bottom it would run into the other axis. */
        if (i == ent_ticks_unit(ticks) && y < box->bottom - middle)
            begin = write_suffix(page, format, begin, y + middle);
        ent_scene_line(page->scene, ENT_ROLE_GRID, (double[]){begin, y, box->right, y});
        ent_ticks_label(ticks, format, i, label, sizeof label);
        ent_page_write(page, ENT_ROLE_SCALE, (double[]){x, y + middle}, label,
                       ENT_ALIGN_END);
    }
}

void ent_axis_zero(const ent_page *page, const ent_scale *scale, const ent_box *box) {
    bool inside = scale->low <= 0 && scale->high >= 0;
    double y = inside ? ent_scale_at(scale, 0) : box->bottom;
    ent_scene_line(page->scene, ENT_ROLE_ZERO, (double[]){box->left, y, box->right, y});
}

double ent_axis_row(const ent_page *page) {
    return (1 + TICK_LENGTH) * ent_page_leading(page, ENT_ROLE_SCALE);
}

static void tick_at(const ent_page *page, double x, const ent_box *box) {
    double length = TICK_LENGTH * ent_page_leading(page, ENT_ROLE_SCALE);
    ent_scene_line(page->scene, ENT_ROLE_TICK,
                   (double[]){x, box->bottom, x, box->bottom + length});
}

double ent_axis_baseline(const ent_page *page, const ent_box *box) {
    double leading = ent_page_leading(page, ENT_ROLE_SCALE);
    return box->bottom + (TICK_LENGTH + 0.15) * leading +
           ent_page_rise(page, ENT_ROLE_SCALE);
}

void ent_axis_numbers(const ent_page *page, const ent_ticks *ticks,
                      const ent_format *format, const ent_scale *scale,
                      const ent_box *box) {
    char label[ENT_FORMAT_SIZE];
    for (int i = 0; i < ticks->count; i++) {
        double at[] = {ent_scale_at(scale, ent_ticks_at(ticks, i)),
                       ent_axis_baseline(page, box)};
        tick_at(page, at[0], box);
        ent_ticks_label(ticks, format, i, label, sizeof label);
        ent_page_write(page, ENT_ROLE_SCALE, at, label, ENT_ALIGN_MIDDLE);
    }
    if (ticks->count == 0 || !format->suffix[0])
        return;
    int unit = ent_ticks_unit(ticks);
    bool word = format->suffix[0] == ' ';
    ent_ticks_label(ticks, format, unit, label, sizeof label);
    double x = ent_scale_at(scale, ent_ticks_at(ticks, unit)) +
               ent_page_width(page, ENT_ROLE_SCALE, label) / 2 +
               (word ? ent_page_width(page, ENT_ROLE_SCALE, " ") : 0);
    ent_page_write(page, ENT_ROLE_SCALE, (double[]){x, ent_axis_baseline(page, box)},
                   format->suffix + word, ENT_ALIGN_START);
}

double ent_axis_overhang(const ent_page *page, const ent_ticks *ticks,
                         const ent_format *format, const ent_scale *scale) {
    char label[ENT_FORMAT_SIZE];
    if (ticks->count == 0)
        return 0;
    double x = ent_scale_at(scale, ent_ticks_at(ticks, ticks->count - 1));
    ent_ticks_label(ticks, format, ticks->count - 1, label, sizeof label);
    double end = x + ent_page_width(page, ENT_ROLE_SCALE, label) / 2;
    if (ent_ticks_unit(ticks) == ticks->count - 1)
        end += ent_page_width(page, ENT_ROLE_SCALE, format->suffix);
    return end > scale->to ? end - scale->to : 0;
}

ent_ticks ent_axis_fitting(const ent_page *page, const ent_format *format,
                           const ent_scale *scale) {
    double gap = 2 * LABEL_GAP * ent_page_leading(page, ENT_ROLE_SCALE);
    ent_ticks ticks = {0};
    for (int most = 8; most >= 3; most--) {
        ticks = ent_ticks_inside(scale->low, scale->high, most);
        double each = ent_ticks_step(&ticks) / (scale->high - scale->low);
        double room = each * fabs(scale->to - scale->from), widest = 0;
        for (int i = 0; i < ticks.count; i++) {
            char label[ENT_FORMAT_SIZE];
            ent_ticks_label(&ticks, format, i, label, sizeof label);
            double width = ent_page_width(page, ENT_ROLE_SCALE, label);
            /* A unit that stands on the first tick grows towards the second. */
            if (i == ent_ticks_unit(&ticks) && i < ticks.count - 1)
                width += 2 * ent_page_width(page, ENT_ROLE_SCALE, format->suffix);
            widest = width > widest ? width : widest;
        }
        if (widest + gap <= room)
            break;
    }
    return ticks;
}

/* The finest stretch whose names do not touch. */
static ent_stretch stretch_for(const ent_page *page, const ent_scale *days) {
    double room = fabs(days->to - days->from);
    double gap = LABEL_GAP / 2 * ent_page_leading(page, ENT_ROLE_SCALE);
    ent_stretch stretch = {ENT_EACH_DAY, 0};
    for (int most = 100; most >= 1; most--) {
        char label[ENT_FORMAT_SIZE];
        stretch = ent_stretch_over((ent_day)days->low, (ent_day)days->high, most);
        ent_stretch_label(stretch, (ent_day)days->low, label, sizeof label);
        double each = room / ((days->high - days->low + 1) / ent_stretch_days(stretch));
        if (each >= ent_page_width(page, ENT_ROLE_SCALE, label) + gap)
            break;
    }
    return stretch;
}

/* A year's or month's name stands amid it, cut short or not, where it fits; of a longer
 * stretch its first year is named. */
static void name_stretch(const ent_page *page, ent_stretch stretch, ent_day day,
                         const ent_scale *days, double y) {
    ent_stretch one = {stretch.each, stretch.years ? 1 : 0};
    ent_day next = ent_stretch_next(one, day);
    double begin = ent_scale_at(days, day < days->low ? days->low : day);
    double end = ent_scale_at(days, next > days->high ? days->high : next);
    char label[ENT_FORMAT_SIZE];
    ent_stretch_label(stretch, day, label, sizeof label);
    double width = ent_page_width(page, ENT_ROLE_SCALE, label);
    bool whole = day >= days->low && next <= days->high + 1;
    if (end - begin >= width || (stretch.years > 1 && whole))
        ent_page_write(page, ENT_ROLE_SCALE, (double[]){(begin + end) / 2, y}, label,
                       ENT_ALIGN_MIDDLE);
}

void ent_axis_dates(const ent_page *page, const ent_scale *days, const ent_box *box) {
    /* Years keep a tick each until they stand closer than this part of the leading. */
    static const double TICKS_APART = 0.6;
    ent_stretch stretch = stretch_for(page, days), step = stretch;
    double points_a_day = fabs(days->to - days->from) / (days->high - days->low);
    if (366 * points_a_day >= TICKS_APART * ent_page_leading(page, ENT_ROLE_SCALE) &&
        step.years)
        step.years = 1;
    ent_day day = ent_stretch_floor(step, (ent_day)days->low);
    for (; day <= days->high; day = ent_stretch_next(step, day)) {
        if (day >= days->low)
            tick_at(page, ent_scale_at(days, day), box);
        if (ent_stretch_floor(stretch, day) == day)
            name_stretch(page, stretch, day, days, ent_axis_baseline(page, box));
    }
}
