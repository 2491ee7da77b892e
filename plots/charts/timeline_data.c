/* A timeline's data: checked, told in words, and written as CSV. */
#include "plots/chart_data.h"
#include "plots/charts/timeline_parts.h"

static void check_row(const ent_timeline *l, const ent_timeline_row *row,
                      ent_problems *problems) {
    if (!row->title)
        ent_chart_contradicts(problems, "a clause on a timeline needs a title");
    if (row->until != ENT_NO_DAY && row->until < row->from)
        ent_chart_contradicts(problems, "a clause on a timeline ends before it begins");
    if (!ent_chart_finite(row->in_force, l->count, "shares in force", problems))
        return;
    double before = 1;
    for (size_t t = 0; row->in_force && t < l->count; t++) {
        if (row->in_force[t] < 0 || row->in_force[t] > before) {
            ent_chart_contradicts(problems,
                                  "the share of futures in which a clause is still in "
                                  "force must lie between 0 and 1 and never rise");
            return;
        }
        before = row->in_force[t];
    }
}

void ent_timeline_check(const void *chart, ent_problems *problems) {
    const ent_timeline *l = chart;
    if (l->count == 0 || l->row_count == 0 || !l->ends || !l->rows) {
        ent_chart_empty("timeline", problems);
        return;
    }
    if (!ent_chart_ordered(l->start, l->ends, l->count))
        ent_chart_contradicts(problems,
                              "the periods of a timeline must follow each other");
    for (size_t i = 0; i < l->row_count; i++)
        check_row(l, &l->rows[i], problems);
}

bool ent_timeline_goes_on(const ent_timeline *l, const ent_timeline_row *row) {
    return row->until == ENT_NO_DAY || row->until > l->ends[l->count - 1];
}

bool ent_timeline_days(const ent_timeline *l, const ent_timeline_row *row,
                       ent_day days[2]) {
    ent_day last = l->ends[l->count - 1];
    days[0] = row->from > l->start ? row->from : l->start;
    days[1] = ent_timeline_goes_on(l, row) ? last : row->until;
    return days[0] <= days[1];
}

bool ent_timeline_is_constant(const ent_timeline *l, const ent_timeline_row *row) {
    bool ends = row->until != ENT_NO_DAY && row->until < l->ends[l->count - 1];
    bool falls = row->in_force && row->in_force[l->count - 1] < row->in_force[0];
    return row->from <= l->start && !ends && !falls;
}

static const char *describe_row(const ent_timeline *l, const ent_timeline_row *row,
                                ent_scene *scene) {
    ent_day days[2];
    if (!ent_timeline_days(l, row, days))
        return ent_scene_format(scene, " %s: %s.", row->title,
                                row->note ? row->note : "outside these days");
    const char *words = row->note;
    if (!words && !ent_timeline_goes_on(l, row))
        words = ent_scene_format(scene, "until %s", ent_chart_day(days[1], scene));
    const char *beyond = ent_timeline_goes_on(l, row) ? "goes on beyond the end" : "";
    return ent_scene_format(scene, " %s: %s%s%s.", row->title, words ? words : "",
                            words && *beyond ? "; " : "", beyond);
}

const char *ent_timeline_describe(const ent_timeline *l, ent_scene *scene) {
    const char *text = ent_scene_format(
        scene, "Bars over time, one for each of %s: %s. From %s to %s.",
        ent_chart_counted(l->row_count, "clause", scene),
        l->text.subtitle ? l->text.subtitle : "what is in force when",
        ent_chart_day(l->start, scene), ent_chart_day(l->ends[l->count - 1], scene));
    for (size_t i = 0; i < l->row_count; i++)
        text = ent_scene_format(scene, "%s%s", text, describe_row(l, &l->rows[i], scene));
    return text;
}

/* The share of futures in which the clause is in force at a period's end. */
static double share_at(const ent_timeline *l, const ent_timeline_row *row, size_t t) {
    ent_day days[2];
    bool within = ent_timeline_days(l, row, days) && days[0] <= l->ends[t] &&
                  days[1] >= ent_chart_first_day(l->start, l->ends, t);
    return !within ? 0 : row->in_force ? row->in_force[t] : 1;
}

void ent_timeline_print_csv(const void *chart, FILE *out) {
    const ent_timeline *l = chart;
    fputs("clause,from,until,period_end,in_force\n", out);
    for (size_t i = 0; i < l->row_count; i++)
        for (size_t t = 0; t < l->count; t++) {
            const ent_timeline_row *row = &l->rows[i];
            char day[11];
            ent_csv_text(out, row->title);
            fprintf(out, ",%s",
                    ent_day_write(row->from > l->start ? row->from : l->start, day));
            fprintf(out, ",%s",
                    row->until == ENT_NO_DAY ? "" : ent_day_write(row->until, day));
            fprintf(out, ",%s", ent_day_write(l->ends[t], day));
            ent_csv_number(out, share_at(l, row, t));
            fputc('\n', out);
        }
}
