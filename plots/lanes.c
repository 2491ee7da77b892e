#include "plots/lanes.h"

#include <math.h>

/* Shares of the page's width: the names at most, the drawing at least. */
static const double NAMES_MOST = 0.4, DRAWING_LEAST = 0.36;
/* In parts of the labels' leading: gaps beside names and figures, what a lane has around
 * its lines at least, and what suits around one line, and around more beyond the least; how
 * far a lane may grow beyond that. */
static const double NAME_GAP = 0.8, FIGURE_GAP = 0.9, AROUND_LEAST = 0.1, AROUND = 0.8,
                    AROUND_TALL = 0.3, HEAD_GAP = 0.25;
static const double GROWTH = 2;

static double leading(const ent_page *page) {
    return ent_page_leading(page, ENT_ROLE_LABEL);
}

static ent_role role_of(const ent_lane *lane) {
    return lane->strong ? ENT_ROLE_STRONG : ENT_ROLE_LABEL;
}

/* Breaks a name into its lines, the last cut where more would follow, and returns the
 * width of the widest. */
static double break_name(ent_lanes *lanes, const ent_page *page, size_t i, double most) {
    const char **lines = &lanes->name_lines[i * ENT_LANE_LINES];
    const ent_role role = role_of(&lanes->lanes[i]);
    const char *name = lanes->lanes[i].name ? lanes->lanes[i].name : "";
    size_t count = 0, allowed = lanes->lines;
    const char **broken = ent_page_wrap(page, role, name, most, &count);
    double widest = 0;
    for (size_t k = 0; k < count && k < allowed; k++) {
        lines[k] = broken[k];
        for (size_t rest = k + 1; k + 1 == allowed && rest < count; rest++)
            lines[k] = ent_scene_format(page->scene, "%s %s", lines[k], broken[rest]);
        lines[k] = ent_page_shorten(page, role, lines[k], most);
        double width = ent_page_width(page, role, lines[k]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static double widest_figure(const ent_lanes *lanes, const ent_page *page, int column) {
    double widest = 0;
    for (size_t i = 0; i < lanes->count; i++) {
        const char *figure = lanes->lanes[i].figures[column];
        double width =
            figure ? ent_page_width(page, role_of(&lanes->lanes[i]), figure) : 0;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* A head is broken between words where it is much wider than the figures below it. */
static void set_figure(ent_lanes *lanes, const ent_page *page, int column) {
    static const double HEAD_MOST = 5; /* in the labels' leading */
    double widest = widest_figure(lanes, page, column), most = HEAD_MOST * leading(page);
    size_t *count = &lanes->head_counts[column];
    *count = 0;
    if (lanes->heads[column])
        lanes->head_lines[column] =
            ent_page_wrap(page, ENT_ROLE_SCALE, lanes->heads[column],
                          widest > most ? widest : most, count);
    for (size_t k = 0; k < *count; k++) {
        double width = ent_page_width(page, ENT_ROLE_SCALE, lanes->head_lines[column][k]);
        widest = width > widest ? width : widest;
    }
    lanes->figure[column] = widest > 0 ? widest + FIGURE_GAP * leading(page) : 0;
    double height = *count > 0 ? ((double)*count + HEAD_GAP) * leading(page) : 0;
    lanes->head = height > lanes->head ? height : lanes->head;
}

/* Drops the last columns of figures until the drawing has room. */
static void set_figures(ent_lanes *lanes, const ent_page *page, double width) {
    double left = width - lanes->names;
    lanes->figures = 0;
    lanes->head = 0;
    for (int k = 0; k < ENT_LANE_FIGURES; k++) {
        double head = lanes->head;
        set_figure(lanes, page, k);
        left -= lanes->figure[k];
        if (left < DRAWING_LEAST * width) {
            lanes->head = head;
            return;
        }
        lanes->figures++;
    }
}

static size_t tallest_name(const ent_lanes *lanes) {
    size_t most = 1;
    for (size_t i = 0; i < lanes->count; i++)
        for (size_t k = most; k < ENT_LANE_LINES; k++)
            if (lanes->name_lines[i * ENT_LANE_LINES + k])
                most = k + 1;
    return most;
}

static void set_lanes(ent_lanes *lanes, const ent_page *page, size_t lines) {
    double width = ent_page_inner_width(page);
    lanes->name_lines = ent_arena_take(&page->scene->arena, lanes->count * ENT_LANE_LINES,
                                       sizeof *lanes->name_lines);
    lanes->lines = lines;
    lanes->names = 0;
    lanes->extra = 0;
    for (size_t i = 0; i < lanes->count; i++) {
        double widest = break_name(lanes, page, i, NAMES_MOST * width);
        lanes->names = widest > lanes->names ? widest : lanes->names;
        lanes->extra += lanes->lanes[i].above * leading(page);
        lanes->extra += lanes->lanes[i].heading ? leading(page) : 0;
    }
    lanes->names += lanes->names > 0 ? NAME_GAP * leading(page) : 0;
    set_figures(lanes, page, width);
    lanes->least = ((double)tallest_name(lanes) + AROUND_LEAST) * leading(page);
}

static double suiting(const ent_lanes *lanes, const ent_page *page) {
    double one = (1 + AROUND) * leading(page),
           taller = lanes->least + AROUND_TALL * leading(page);
    return taller > one ? taller : one;
}

static double height_of(const ent_lanes *lanes, const ent_page *page) {
    bool grows = page->look->size->height == 0;
    double lane = grows ? suiting(lanes, page) : lanes->least;
    return lanes->room + lanes->head + lanes->extra + (double)lanes->count * lane +
           ent_axis_row(page);
}

bool ent_lanes_fit(ent_lanes *lanes, const ent_page *page, ent_page_text *texts) {
    double room = ent_page_room(page, texts);
    texts->fitted = true;
    for (size_t lines = ENT_LANE_LINES; lines > 0; lines--) {
        set_lanes(lanes, page, lines);
        texts->body = height_of(lanes, page);
        if (texts->body <= room)
            return true;
    }
    return false;
}

void ent_lanes_place(ent_lanes *lanes, const ent_page *page) {
    double most = GROWTH * suiting(lanes, page);
    lanes->box = page->body;
    lanes->box.bottom -= ent_axis_row(page);
    lanes->box.top += lanes->room;
    double free = lanes->box.bottom - lanes->box.top - lanes->head - lanes->extra;
    lanes->pitch = free / (double)lanes->count;
    lanes->pitch = lanes->pitch > most ? most : lanes->pitch;
    lanes->box.left += lanes->names;
    for (int k = 0; k < lanes->figures; k++)
        lanes->box.right -= lanes->figure[k];
    lanes->box.top += lanes->head;
    lanes->centres =
        ent_arena_take(&page->scene->arena, lanes->count, sizeof *lanes->centres);
    double y = lanes->box.top;
    for (size_t i = 0; i < lanes->count; i++) {
        y += lanes->lanes[i].above * leading(page);
        y += lanes->lanes[i].heading ? leading(page) : 0;
        lanes->centres[i] = y + lanes->pitch / 2;
        y += lanes->pitch;
    }
    lanes->box.bottom = y;
}

static void write_name(const ent_lanes *lanes, const ent_page *page, size_t i) {
    const char **lines = &lanes->name_lines[i * ENT_LANE_LINES];
    size_t count = 0;
    while (count < ENT_LANE_LINES && lines[count])
        count++;
    double rise = ent_page_rise(page, ENT_ROLE_LABEL);
    double x = lanes->box.left - lanes->names;
    double y = lanes->centres[i] + rise / 2 - ((double)count - 1) / 2 * leading(page);
    for (size_t k = 0; k < count; k++)
        ent_page_write(page, role_of(&lanes->lanes[i]),
                       (double[]){x, y + (double)k * leading(page)}, lines[k],
                       ENT_ALIGN_START);
}

static void write_heading(const ent_lanes *lanes, const ent_page *page, size_t i) {
    double top = lanes->centres[i] - lanes->pitch / 2 - leading(page);
    double room = lanes->box.right - lanes->box.left + lanes->names;
    const char *text =
        ent_page_shorten(page, ENT_ROLE_STRONG, lanes->lanes[i].heading, room);
    ent_page_write(page, ENT_ROLE_STRONG,
                   (double[]){lanes->box.left - lanes->names,
                              top + ent_page_rise(page, ENT_ROLE_STRONG)},
                   text, ENT_ALIGN_START);
}

double ent_lanes_head_baseline(const ent_lanes *lanes, const ent_page *page) {
    double leading_of = leading(page), rise = ent_page_rise(page, ENT_ROLE_SCALE);
    return lanes->box.top - HEAD_GAP * leading_of - (leading_of - rise) / 2;
}

static void write_figures(const ent_lanes *lanes, const ent_page *page, int column,
                          double right) {
    double rise = ent_page_rise(page, ENT_ROLE_LABEL);
    size_t count = lanes->head_counts[column];
    double y = ent_lanes_head_baseline(lanes, page);
    for (size_t k = 0; k < count; k++)
        ent_page_write(page, ENT_ROLE_SCALE,
                       (double[]){right, y - (double)(count - 1 - k) * leading(page)},
                       lanes->head_lines[column][k], ENT_ALIGN_END);
    for (size_t i = 0; i < lanes->count; i++)
        if (lanes->lanes[i].figures[column])
            ent_page_write(page, role_of(&lanes->lanes[i]),
                           (double[]){right, lanes->centres[i] + rise / 2},
                           lanes->lanes[i].figures[column], ENT_ALIGN_END);
}

void ent_lanes_write(const ent_lanes *lanes, const ent_page *page) {
    for (size_t i = 0; i < lanes->count; i++) {
        if (lanes->lanes[i].heading)
            write_heading(lanes, page, i);
        write_name(lanes, page, i);
    }
    double right = lanes->box.right;
    for (int k = 0; k < lanes->figures; k++) {
        right += lanes->figure[k];
        write_figures(lanes, page, k, right);
    }
}

double ent_lanes_bottom(const ent_lanes *lanes, size_t end) {
    return lanes->centres[end - 1] + lanes->pitch / 2;
}

void ent_lanes_rule(const ent_lanes *lanes, const ent_page *page, ent_role role, double x,
                    const size_t span[2]) {
    for (size_t begin = span[0], i = begin + 1; begin < span[1]; i++) {
        if (i < span[1] && !lanes->lanes[i].heading)
            continue;
        ent_scene_line(page->scene, role,
                       (double[]){x, lanes->centres[begin] - lanes->pitch / 2, x,
                                  ent_lanes_bottom(lanes, i)});
        begin = i;
    }
}

/* ---- Drawing ---- */

/* Room beside the outermost values, as a part of their range. */
static const double SIDE_ROOM = 0.03;

/* A lone value is given a neighbourhood. */
static ent_scale scale_over(const ent_lanes *lanes, const ent_lanes_range *range) {
    double low = range->low, high = range->high, size = fabs(low) + fabs(high);
    double room = SIDE_ROOM * (high - low);
    if (!(high - low > 1e-9 * size))
        room = size > 0 ? size / 4 : 1;
    if (!(high - low > 1e-9 * size) && ent_format_of(range->unit).show == ENT_SHOW_DATE)
        room = 365;
    return (ent_scale){low == 0 && high > 0 ? 0 : low - room,
                       high == 0 && low < 0 ? 0 : high + room, lanes->box.left,
                       lanes->box.right};
}

/* The last number of an axis may reach under the figures, not beyond them.  The scale is
 * made shorter for it, in steps, as its last tick then lies elsewhere. */
static ent_ticks spare_overhang(const ent_page *page, const ent_format *format,
                                ent_scale *scale) {
    enum { STEPS = 8 };
    ent_ticks ticks = ent_axis_fitting(page, format, scale);
    for (int i = 0; i < STEPS; i++) {
        double beyond = scale->to + ent_axis_overhang(page, &ticks, format, scale);
        if (beyond <= page->body.right)
            break;
        scale->to -= beyond - page->body.right;
        ticks = ent_axis_fitting(page, format, scale);
    }
    return ticks;
}

/* Two ticks make a scale: where fewer fit between the values, it reaches beyond them. */
static ent_ticks ticks_of(const ent_page *page, const ent_format *format,
                          ent_scale *scale) {
    double to = scale->to;
    ent_ticks ticks = spare_overhang(page, format, scale);
    if (ticks.count >= 2)
        return ticks;
    ent_ticks over = ent_ticks_over(scale->low, scale->high, 3);
    scale->low = ent_ticks_at(&over, 0);
    scale->high = ent_ticks_at(&over, over.count - 1);
    scale->to = to;
    return spare_overhang(page, format, scale);
}

ent_scale ent_lanes_axis(const ent_lanes *lanes, const ent_page *page,
                         const ent_lanes_range *range) {
    ent_scale scale = scale_over(lanes, range);
    ent_format format = ent_format_of(range->unit);
    ent_box box = lanes->box;
    box.bottom = ent_lanes_bottom(lanes, range->span[1]);
    if (format.show == ENT_SHOW_DATE) {
        ent_axis_dates(page, &scale, &box);
        return scale;
    }
    ent_ticks ticks = ticks_of(page, &format, &scale);
    for (int i = 0; !range->bare && i < ticks.count; i++)
        if (ent_ticks_at(&ticks, i) != 0)
            ent_lanes_rule(lanes, page, ENT_ROLE_GRID,
                           ent_scale_at(&scale, ent_ticks_at(&ticks, i)), range->span);
    if (!range->bare && scale.low <= 0 && scale.high >= 0)
        ent_lanes_rule(lanes, page, ENT_ROLE_ZERO, ent_scale_at(&scale, 0), range->span);
    ent_axis_numbers(page, &ticks, &format, &scale, &box);
    return scale;
}
