#include "plots/labels.h"

#include <stdlib.h>
#include <string.h>

/* A run of labels that touch: it moves as one. */
typedef struct {
    size_t first, count;
    double wish; /* sum over labels of wished centre minus offset in the run */
    double height;
} run;

enum { LABELS_MOST = 16 };

static double run_top(const run *r, double low, double high) {
    double top = r->wish / (double)r->count;
    if (top + r->height > high)
        top = high - r->height;
    return top < low ? low : top;
}

void ent_labels_spread(double *centres, const double *heights, size_t count, double low,
                       double high) {
    run runs[LABELS_MOST];
    size_t used = 0;
    if (count > LABELS_MOST)
        return;
    for (size_t i = 0; i < count; i++) {
        runs[used++] = (run){i, 1, centres[i] - heights[i] / 2, heights[i]};
        /* Pool neighbours as in isotonic regression: each run sits at its labels' mean
         * wish. */
        while (used > 1) {
            run *a = &runs[used - 2], *b = &runs[used - 1];
            if (run_top(a, low, high) + a->height <= run_top(b, low, high) + 1e-9)
                break;
            a->wish += b->wish - (double)b->count * a->height;
            a->height += b->height;
            a->count += b->count;
            used--;
        }
    }
    for (size_t r = 0; r < used; r++) {
        double top = run_top(&runs[r], low, high);
        for (size_t i = runs[r].first; i < runs[r].first + runs[r].count; i++) {
            centres[i] = top + heights[i] / 2;
            top += heights[i];
        }
    }
}

/* Between a flag's line and its label, in parts of the type size; as much again to the
 * next. */
static const double FLAG_GAP = 0.3;
/* Between the lowest flags and the drawing, in the labels' leading. */
static const double FLAG_ROOM = 0.35;
/* Flags whose sides are searched through, 2^8 ways; more than that run right. */
enum { FLAGS_MOST = 24, ROWS_MOST = 12, SIDES_TRIED = 8 };

static double flag_gap(const ent_page *page) {
    return FLAG_GAP * ent_page_leading(page, ENT_ROLE_LABEL);
}

/* The stretch of x that a flag's label covers. */
static void flag_extent(const ent_page *page, const ent_flag *flag, double extent[2]) {
    double width = flag_gap(page) + flag->width;
    extent[0] = flag->leftward ? flag->x - width : flag->x;
    extent[1] = flag->leftward ? flag->x : flag->x + width;
}

/* How `b` limits `a` where both keep their sides. */
typedef enum { FREE, OVERLAP, UNDER } relation;

/* The stretch of x that its letters cover. */
static void letters(const ent_page *page, const ent_flag *flag, double extent[2]) {
    flag_extent(page, flag, extent);
    extent[flag->leftward ? 1 : 0] += flag->leftward ? -flag_gap(page) : flag_gap(page);
}

/* UNDER: a's line stands in b's label, so a must end on a lower row.  OVERLAP: the labels
 * would touch on one row. */
static relation relate(const ent_page *page, const ent_flag *a, const ent_flag *b) {
    double one[2], two[2], gap = flag_gap(page);
    letters(page, b, two);
    if (a->x > two[0] - gap / 2 && a->x < two[1] + gap / 2)
        return UNDER;
    letters(page, a, one);
    return one[1] + 1.5 * gap <= two[0] || two[1] + 1.5 * gap <= one[0] ? FREE : OVERLAP;
}

/* Raises flags until no limit is broken; returns the number of rows. */
static int raise_rows(const ent_page *page, ent_flag *flags, size_t count) {
    bool moved = true;
    int rows = count > 0 ? 1 : 0;
    for (size_t i = 0; i < count; i++)
        flags[i].row = 0;
    while (moved && rows < ROWS_MOST) {
        moved = false;
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < count; k++) {
                relation limit = i == k ? FREE : relate(page, &flags[i], &flags[k]);
                bool low = limit == UNDER && flags[k].row <= flags[i].row;
                bool same = limit == OVERLAP && k < i && flags[k].row == flags[i].row;
                if (!low && !same)
                    continue;
                flags[k].row = flags[i].row + 1;
                rows = flags[k].row >= rows ? flags[k].row + 1 : rows;
                moved = true;
            }
    }
    return rows;
}

static int by_x(const void *a, const void *b) {
    double x = ((const ent_flag *)a)->x, y = ((const ent_flag *)b)->x;
    return (x > y) - (x < y);
}

/* Labels out of bounds cost most, then rows, then sides. */
static int cost_of(const ent_page *page, ent_flag *flags, size_t count,
                   const ent_box *box) {
    enum { OUTSIDE = 1000, A_ROW = 20 };
    int cost = A_ROW * raise_rows(page, flags, count);
    for (size_t i = 0; i < count; i++) {
        double extent[2];
        flag_extent(page, &flags[i], extent);
        cost += extent[0] < box->left || extent[1] > box->right ? OUTSIDE : 0;
        cost += flags[i].leftward;
    }
    return cost;
}

/* Bit i of `sides`: flag i runs left. */
static void set_sides(ent_flag *flags, size_t count, unsigned sides) {
    for (size_t i = 0; i < count; i++)
        flags[i].leftward = i < SIDES_TRIED && (sides >> i & 1);
}

/* Measures a label, shortened where it has room on neither side. */
static void fit(const ent_page *page, ent_flag *flag, const ent_box *box) {
    double right = box->right - flag->x, left = flag->x - box->left;
    double room = (right > left ? right : left) - flag_gap(page);
    flag->text = ent_page_shorten(page, flag->label, flag->text, room);
    flag->width = ent_page_width(page, flag->label, flag->text);
}

/* Chooses sides and rows; returns the number of rows. */
static int arrange(const ent_page *page, ent_flag *flags, size_t count,
                   const ent_box *box) {
    size_t tried = count < SIDES_TRIED ? count : SIDES_TRIED;
    unsigned best = 0;
    int least = 0;
    qsort(flags, count, sizeof *flags, by_x);
    for (unsigned sides = 0; sides < 1u << tried; sides++) {
        set_sides(flags, count, sides);
        int cost = cost_of(page, flags, count, box);
        if (sides == 0 || cost < least) {
            best = sides;
            least = cost;
        }
    }
    set_sides(flags, count, best);
    return raise_rows(page, flags, count);
}

static void drop_lightest(ent_flag *flags, size_t *count) {
    size_t lightest = 0;
    for (size_t i = 1; i < *count; i++)
        if (flags[i].weight <= flags[lightest].weight)
            lightest = i;
    --*count;
    memmove(flags + lightest, flags + lightest + 1, (*count - lightest) * sizeof *flags);
}

double ent_labels_flags(const ent_page *page, ent_flag *flags, size_t *count,
                        const ent_box *box) {
    const double most = (box->bottom - box->top) / 2;
    while (*count > FLAGS_MOST)
        drop_lightest(flags, count);
    for (size_t i = 0; i < *count; i++)
        fit(page, &flags[i], box);
    for (;; drop_lightest(flags, count)) {
        const int rows = arrange(page, flags, *count, box);
        const double height = (rows + FLAG_ROOM) * ent_page_leading(page, ENT_ROLE_LABEL);
        if (rows == 0 || height <= most)
            return rows == 0 ? 0 : height;
    }
}

ent_flag *ent_labels_marks(const ent_page *page, const ent_mark *marks, size_t count,
                           const ent_scale *days) {
    ent_flag *flags = ent_arena_take(&page->scene->arena, count + 1, sizeof *flags);
    for (size_t i = 0; i < count; i++)
        flags[i] = (ent_flag){.x = ent_scale_at(days, marks[i].day),
                              .text = marks[i].label,
                              .line = ENT_ROLE_EVENT,
                              .label = ENT_ROLE_LABEL};
    return flags;
}

void ent_labels_draw_flags(const ent_page *page, const ent_flag *flags, size_t count,
                           const ent_box *box) {
    double leading = ent_page_leading(page, ENT_ROLE_LABEL), gap = flag_gap(page);
    double rise = ent_page_rise(page, ENT_ROLE_LABEL);
    for (size_t i = 0; i < count; i++) {
        const ent_flag *flag = &flags[i];
        double baseline = box->top - gap - flag->row * leading;
        double x = flag->leftward ? flag->x - gap : flag->x + gap;
        double bottom = flag->bottom > 0 ? flag->bottom : box->bottom;
        ent_scene_line(page->scene, flag->line,
                       (double[]){flag->x, baseline - rise, flag->x, bottom});
        ent_page_write(page, flag->label, (double[]){x, baseline}, flag->text,
                       flag->leftward ? ENT_ALIGN_END : ENT_ALIGN_START);
    }
}
