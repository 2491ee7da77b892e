#include "plots/labels.h"

#include <stdlib.h>

/* A run of labels that touch: it moves as one. */
typedef struct {
    size_t first, count;
    double wish;   /* sum over labels of wished centre minus offset in the run */
    double height;
} run;

enum { LABELS_MOST = 16 };

static double run_top(const run *r, double low, double high)
{
    double top = r->wish / (double)r->count;
    if (top + r->height > high)
        top = high - r->height;
    return top < low ? low : top;
}

void ent_labels_spread(double *centres, const double *heights, size_t count, double low,
                       double high)
{
    run runs[LABELS_MOST];
    size_t used = 0;
    if (count > LABELS_MOST)
        return;
    for (size_t i = 0; i < count; i++) {
        runs[used++] = (run){i, 1, centres[i] - heights[i] / 2, heights[i]};
        /* Pool neighbours as in isotonic regression: each run sits at its labels' mean wish. */
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

/* Between a flag's line and its label, in parts of the type size; as much again to the next. */
static const double FLAG_GAP = 0.3;
enum { ROWS_MOST = 12 };

static double flag_gap(const ent_page *page)
{
    return FLAG_GAP * ent_page_leading(page, ENT_ROLE_LABEL);
}

/* The stretch of x that a flag's label covers. */
static void flag_extent(const ent_page *page, const ent_flag *flag, double extent[2])
{
    double gap = flag_gap(page), width = gap + ent_page_width(page, flag->label, flag->text);
    extent[0] = flag->leftward ? flag->x - width : flag->x;
    extent[1] = flag->leftward ? flag->x : flag->x + width;
}

/* Whether flag `a` may stand as it is beside `b`. */
static bool apart(const ent_page *page, const ent_flag *a, const ent_flag *b)
{
    double one[2], two[2], gap = flag_gap(page);
    flag_extent(page, a, one);
    flag_extent(page, b, two);
    if (a->row == b->row)
        return one[1] + gap <= two[0] || two[1] + gap <= one[0];
    /* The line of the higher one passes the lower one's label. */
    double x = a->row > b->row ? a->x : b->x;
    const double *lower = a->row > b->row ? two : one;
    return x <= lower[0] + 1e-9 || x >= lower[1] + gap / 2;
}

static bool fits(const ent_page *page, const ent_flag *flag, const ent_flag *placed, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!apart(page, flag, &placed[i]))
            return false;
    return true;
}

static int by_x(const void *a, const void *b)
{
    double x = ((const ent_flag *)a)->x, y = ((const ent_flag *)b)->x;
    return (x > y) - (x < y);
}

static void place(const ent_page *page, ent_flag *flag, size_t later, const ent_box *box)
{
    double extent[2];
    flag->leftward = false;
    flag_extent(page, flag, extent);
    bool no_right = extent[1] > box->right;
    flag->leftward = true;
    flag_extent(page, flag, extent);
    bool no_left = extent[0] < box->left;
    for (flag->row = 0; flag->row < ROWS_MOST; flag->row++)
        for (int side = 0; side < 2; side++) {
            flag->leftward = side == 1;
            if ((side == 0 ? no_right && !no_left : no_left))
                continue;
            if (fits(page, flag, flag + 1, later))
                return;
        }
    flag->leftward = no_right && !no_left;
}

int ent_labels_flags(const ent_page *page, ent_flag *flags, size_t count, const ent_box *box)
{
    int rows = 0;
    qsort(flags, count, sizeof *flags, by_x);
    /* From the right, since a label runs right from its line: the next line is then known. */
    for (size_t i = count; i-- > 0;) {
        place(page, &flags[i], count - 1 - i, box);
        rows = flags[i].row >= rows ? flags[i].row + 1 : rows;
    }
    return rows;
}

void ent_labels_draw_flags(const ent_page *page, const ent_flag *flags, size_t count,
                           const ent_box *box)
{
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
