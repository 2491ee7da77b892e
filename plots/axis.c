#include "plots/axis.h"

#include <math.h>

/* Distance of gridlines, and gap of labels, in parts of the labels' leading. */
static const double GRID_APART = 3.2, LABEL_GAP = 0.5, TICK_LENGTH = 0.35;

double ent_scale_at(const ent_scale *scale, double value)
{
    double share = (value - scale->low) / (scale->high - scale->low);
    return scale->from + share * (scale->to - scale->from);
}

int ent_axis_most(const ent_page *page, double length)
{
    int most = (int)(length / (GRID_APART * ent_page_leading(page, ENT_ROLE_SCALE))) + 1;
    return most < 3 ? 3 : most > 7 ? 7 : most;
}

double ent_axis_column(const ent_page *page, const ent_ticks *ticks, const ent_format *format)
{
    char label[ENT_FORMAT_SIZE];
    double most = 0;
    for (int i = 0; i < ticks->count; i++) {
        ent_ticks_label(ticks, format, i, label, sizeof label);
        double width = ent_page_width(page, ENT_ROLE_SCALE, label);
        most = width > most ? width : most;
    }
    return most + LABEL_GAP * ent_page_leading(page, ENT_ROLE_SCALE);
}

static ent_scale over_ticks(const ent_ticks *ticks, double from, double to)
{
    return (ent_scale){ent_ticks_at(ticks, 0), ent_ticks_at(ticks, ticks->count - 1), from, to};
}

void ent_axis_vertical(const ent_page *page, const ent_ticks *ticks, const ent_format *format,
                       const ent_box *box)
{
    ent_scale scale = over_ticks(ticks, box->bottom, box->top);
    double x = box->left - LABEL_GAP * ent_page_leading(page, ENT_ROLE_SCALE);
    double middle = ent_page_rise(page, ENT_ROLE_SCALE) / 2;
    char label[ENT_FORMAT_SIZE];
    for (int i = 0; i < ticks->count; i++) {
        double y = ent_scale_at(&scale, ent_ticks_at(ticks, i));
        ent_scene_line(page->scene, ENT_ROLE_GRID, (double[]){box->left, y, box->right, y});
        ent_ticks_label(ticks, format, i, label, sizeof label);
        ent_page_write(page, ENT_ROLE_SCALE, (double[]){x, y + middle}, label, ENT_ALIGN_END);
    }
}

void ent_axis_zero(const ent_page *page, const ent_ticks *ticks, const ent_box *box)
{
    ent_scale scale = over_ticks(ticks, box->bottom, box->top);
    double y = scale.low <= 0 && scale.high >= 0 ? ent_scale_at(&scale, 0) : box->bottom;
    ent_scene_line(page->scene, ENT_ROLE_ZERO, (double[]){box->left, y, box->right, y});
}

double ent_axis_row(const ent_page *page)
{
    return (1 + TICK_LENGTH) * ent_page_leading(page, ENT_ROLE_SCALE);
}

static void tick_at(const ent_page *page, double x, const ent_box *box)
{
    double length = TICK_LENGTH * ent_page_leading(page, ENT_ROLE_SCALE);
    ent_scene_line(page->scene, ENT_ROLE_TICK, (double[]){x, box->bottom, x, box->bottom + length});
}

double ent_axis_baseline(const ent_page *page, const ent_box *box)
{
    double leading = ent_page_leading(page, ENT_ROLE_SCALE);
    return box->bottom + (TICK_LENGTH + 0.15) * leading + ent_page_rise(page, ENT_ROLE_SCALE);
}

void ent_axis_numbers(const ent_page *page, const ent_ticks *ticks, const ent_format *format,
                      const ent_scale *scale, const ent_box *box)
{
    char label[ENT_FORMAT_SIZE];
    for (int i = 0; i < ticks->count; i++) {
        double at[] = {ent_scale_at(scale, ent_ticks_at(ticks, i)), ent_axis_baseline(page, box)};
        tick_at(page, at[0], box);
        ent_ticks_label(ticks, format, i, label, sizeof label);
        ent_page_write(page, ENT_ROLE_SCALE, at, label, ENT_ALIGN_MIDDLE);
    }
}

ent_ticks ent_axis_fitting(const ent_page *page, const ent_format *format, const ent_scale *scale)
{
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
            widest = width > widest ? width : widest;
        }
        if (widest + gap <= room)
            break;
    }
    return ticks;
}

/* The finest stretch whose names do not touch. */
static ent_stretch stretch_for(const ent_page *page, const ent_scale *days)
{
    double room = fabs(days->to - days->from);
    double gap = LABEL_GAP * ent_page_leading(page, ENT_ROLE_SCALE);
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

void ent_axis_dates(const ent_page *page, const ent_scale *days, const ent_box *box)
{
    ent_stretch stretch = stretch_for(page, days);
    ent_day last = (ent_day)ceil(days->high);
    for (ent_day day = ent_stretch_floor(stretch, (ent_day)days->low); day <= last;) {
        ent_day next = ent_stretch_next(stretch, day);
        double begin = ent_scale_at(days, day < days->low ? days->low : day);
        double end = ent_scale_at(days, next > days->high ? days->high : next);
        char label[ENT_FORMAT_SIZE];
        ent_stretch_label(stretch, day, label, sizeof label);
        if (day >= days->low)
            tick_at(page, begin, box);
        /* One year's or month's name stands amid it, cut short or not, where it fits; a longer
         * stretch is named after its first year, at its beginning. */
        bool amid = stretch.years <= 1;
        double x = amid ? (begin + end) / 2 : begin;
        if (amid ? end - begin >= ent_page_width(page, ENT_ROLE_SCALE, label) : day >= days->low)
            ent_page_write(page, ENT_ROLE_SCALE, (double[]){x, ent_axis_baseline(page, box)}, label,
                           ENT_ALIGN_MIDDLE);
        day = next;
    }
}
