/* Series over time, in a line each: for terminals, whose reader may not draw a chart. */
#include <math.h>

#include "cli/figure.h"
#include "cli/picture.h"
#include "cli/summary.h"
#include "cli/table.h"

static bool is_flag(const ent_series_result *s) {
    return s->measure == ENT_LEVEL_FLAG || s->measure == ENT_EVENT;
}

/* Of a flag, the share of futures. */
static double level(const ent_series_result *s, size_t period) {
    return is_flag(s) ? s->periods[period].mean : s->periods[period].percentile[ENT_P50];
}

/* Three digits are enough beside a picture. */
static void put_level(ent_table *t, const ent_series_result *s, size_t period) {
    char text[ENT_FORMAT_SIZE];
    const ent_summary *at = &s->periods[period];
    const double value = level(s, period), margin = 2 * at->se;
    if (is_flag(s))
        ent_table_put(
            t, "%s",
            ent_figure_share(value, value - margin, value + margin, at->n, text));
    else
        ent_table_put(
            t, "%s",
            ent_figure_value(value, fmax(at->se, fabs(value) / 200), s->unit, text));
}

static void put_course(ent_table *t, const ent_results *r, const ent_series_result *s,
                       ent_arena *arena) {
    double *values = ent_arena_take(arena, r->period_count, sizeof *values);
    char text[ENT_PICTURE_SIZE];
    for (size_t i = 0; i < r->period_count; i++)
        values[i] = level(s, i);
    ent_table_put(t, "%s", ent_picture_course(values, r->period_count, text));
}

static void add_period(ent_table *t, const ent_results *r, size_t period) {
    char text[ENT_FORMAT_SIZE];
    ent_table_column(t, ent_figure_period(&r->periods[period], r->scenario->step, text),
                     ENT_COLUMN_NUMBER);
}

void ent_summary_series(const ent_results *r, const ent_agreement_result *a,
                        const ent_summary_style *s) {
    ent_arena arena = {0};
    ent_table t = {0};
    const size_t last = r->period_count - 1;
    if (!s->pictures || a->series_count == 0 || last == 0)
        return;
    ent_table_column(&t, "series", ENT_COLUMN_TEXT);
    add_period(&t, r, 0);
    ent_table_column(&t, "", ENT_COLUMN_TEXT);
    add_period(&t, r, last);
    for (size_t i = 0; i < a->series_count; i++) {
        ent_table_put(&t, "%s", a->series[i].name);
        put_level(&t, &a->series[i], 0);
        put_course(&t, r, &a->series[i], &arena);
        put_level(&t, &a->series[i], last);
    }
    ent_summary_heading(s, "%s: %s over time", a->name,
                        r->base_case            ? "the base case"
                        : ent_results_single(r) ? "the one future"
                                                : "the median");
    ent_table_print(&t, s->form, s->bold, s->to);
    ent_summary_note(s, "Columns stand on zero, or on the lowest value below it.");
    ent_table_free(&t);
    ent_arena_free(&arena);
}
