#include "plots/charts/outcome_axis.h"

/* Room beside the outermost values, as a part of their range. */
static const double SIDE_ROOM = 0.02;
/* In parts of the labels' leading. */
static const double NEVER_GAP = 0.8;

double ent_outcome_least_apart(const ent_tally *tally) {
    double least = tally->high - tally->low;
    for (size_t i = 1; i < tally->mass_count; i++) {
        double apart = tally->masses[i].value - tally->masses[i - 1].value;
        least = apart < least ? apart : least;
    }
    return least;
}

void ent_outcome_range(const ent_histogram *h, const ent_tally *tally, double range[2]) {
    double low = tally->low, high = tally->high;
    double room = SIDE_ROOM * (high - low);
    if (!(high > low))
        room = low == 0 ? 1 : (low < 0 ? -low : low) / 4;
    if (!(high > low) && ent_format_of(h->unit).show == ENT_SHOW_DATE)
        room = 365;
    if (tally->discrete)
        room = ent_outcome_least_apart(tally);
    range[0] = low - room;
    range[1] = high + room;
}

ent_outcome_axis ent_outcome_axis_make(const ent_page *page, const ent_histogram *h,
                                       const double range[2], ent_box *box) {
    ent_outcome_axis axis = {.h = h, .format = ent_format_of(h->unit)};
    double never = ent_page_width(page, ENT_ROLE_SCALE, "never") / 2;
    axis.never_x = box->right - never;
    if (h->never > 0)
        box->right -= 2 * never + NEVER_GAP * ent_page_leading(page, ENT_ROLE_LABEL);
    axis.value = (ent_scale){range[0], range[1], box->left, box->right};
    if (axis.format.show == ENT_SHOW_DATE)
        return axis;
    ent_ticks ticks = ent_axis_fitting(page, &axis.format, &axis.value);
    box->right -= ent_axis_overhang(page, &ticks, &axis.format, &axis.value);
    axis.value.to = box->right;
    return axis;
}

double ent_outcome_weight(ent_role line, double share) {
    return line == ENT_ROLE_LEADER ? share : 2;
}

void ent_outcome_axis_draw(const ent_outcome_axis *axis, const ent_page *page,
                           const ent_box *box) {
    if (axis->format.show == ENT_SHOW_DATE) {
        ent_axis_dates(page, &axis->value, box);
    } else {
        ent_ticks ticks = ent_axis_fitting(page, &axis->format, &axis->value);
        ent_axis_numbers(page, &ticks, &axis->format, &axis->value, box);
    }
    if (axis->h->never > 0)
        ent_page_write(page, ENT_ROLE_SCALE,
                       (double[]){axis->never_x, ent_axis_baseline(page, box)}, "never",
                       ENT_ALIGN_MIDDLE);
}
