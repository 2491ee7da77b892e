/* A cumulative distribution's data: the steps of its curve, told in words, and written as
 * CSV. */
#include "plots/chart_data.h"
#include "plots/charts/cdf.h"
#include "plots/charts/cdf_parts.h"

enum { PARTS = 400 };

ent_cdf_step *ent_cdf_steps(const ent_histogram *h, ent_arena *arena, size_t *count) {
    const uint64_t total = h->count + h->never, part = total > PARTS ? total / PARTS : 1;
    ent_cdf_step *steps = NULL;
    uint64_t drawn = 0; /* futures up to the last step */
    *count = 0;
    for (size_t i = 0, end; i < h->count; i = end) {
        for (end = i + 1;
             end < h->count && ent_outcome_same(h->sorted[i], h->sorted[end]);)
            end++;
        const bool jump = end - i >= part, outermost = i == 0 || end == h->count;
        if (!jump && !outermost && end - drawn < part)
            continue;
        steps = ent_arena_grow(arena, steps, *count, sizeof *steps);
        steps[(*count)++] = (ent_cdf_step){h->sorted[i], i, end, jump};
        drawn = end;
    }
    return steps;
}

static uint64_t upto(const ent_histogram *h, const ent_tally *tally, double value) {
    return tally->total - ent_histogram_above(h, value);
}

const char *ent_cdf_threshold(const ent_histogram *h, const ent_tally *tally,
                              ent_scene *scene) {
    const bool date = ent_format_of(h->unit).show == ENT_SHOW_DATE;
    return ent_scene_format(
        scene, "%s %s %s",
        ent_histogram_sure_share(upto(h, tally, *h->threshold), tally, scene),
        date ? "by" : "at or below", ent_histogram_threshold(h, scene));
}

/* "Half of the futures are at or below $21bn, nine in ten at or below $25bn." */
static const char *describe_quantiles(const ent_histogram *h, const ent_tally *tally,
                                      ent_scene *scene) {
    static const struct {
        double share;
        const char *words;
    } told[] = {{0.1, "one in ten"}, {0.5, "half"}, {0.9, "nine in ten"}};
    const bool date = ent_format_of(h->unit).show == ENT_SHOW_DATE;
    const char *text = "";
    for (int i = 0; i < 3; i++) {
        const double rank = told[i].share * ((double)tally->total - 1);
        if (rank > (double)h->count - 1)
            break; /* never */
        const double value = h->sorted[(size_t)rank];
        text = ent_scene_format(scene, "%s%s%s %s %s", text,
                                *text ? ", " : " Of the futures ", told[i].words,
                                date ? "by" : "at or below",
                                ent_histogram_value(h, value, tally->median_se, scene));
    }
    return *text ? ent_scene_format(scene, "%s.", text) : text;
}

static const char *describe_threshold(const ent_histogram *h, const ent_tally *tally,
                                      ent_scene *scene) {
    if (!h->threshold)
        return "";
    return ent_scene_format(scene, " Marked: %s.", ent_cdf_threshold(h, tally, scene));
}

const char *ent_cdf_describe(const ent_histogram *h, const ent_tally *tally,
                             ent_scene *scene) {
    const char *subtitle = h->text.subtitle ? h->text.subtitle : "one outcome";
    return ent_scene_format(
        scene, "Cumulative distribution: %s. %s, from %s to %s.%s%s%s", subtitle,
        ent_chart_counted(tally->total, "future", scene),
        ent_histogram_value(h, h->sorted[0], 0, scene),
        ent_histogram_value(h, h->sorted[h->count - 1], 0, scene),
        describe_quantiles(h, tally, scene), ent_histogram_masses(h, tally, scene),
        describe_threshold(h, tally, scene));
}

const char *ent_cdf_note(const ent_histogram *h, const ent_tally *tally,
                         ent_scene *scene) {
    const bool date = ent_format_of(h->unit).show == ENT_SHOW_DATE;
    const uint64_t at = h->threshold ? upto(h, tally, *h->threshold) : 0;
    const bool open = at > 0 && at < tally->total;
    const char *sure = open ? " In brackets: 95% interval of the simulation." : "";
    const char *masses = tally->mass_count > 0 && !tally->discrete
                             ? " Upright strokes: share at exactly one value."
                             : "";
    return ent_scene_format(scene, "Line: share of all futures %s.%s%s%s",
                            date ? "in which it has come by then"
                                 : "at or below each value",
                            masses, sure, ent_histogram_tails(h, tally, scene));
}

static void put_row(FILE *out, const char *what, const double *value,
                    const uint64_t counts[2], uint64_t total) {
    ent_csv_text(out, what);
    if (value)
        ent_csv_number(out, *value);
    else
        fputc(',', out);
    for (int i = 0; i < 2; i++)
        ent_csv_number(out, (double)counts[i] / (double)total);
    fputc('\n', out);
}

void ent_cdf_print_csv(const void *chart, FILE *out) {
    const ent_histogram *h = chart;
    const uint64_t total = h->count + h->never;
    ent_arena arena = {0};
    size_t count;
    const ent_cdf_step *steps = ent_cdf_steps(h, &arena, &count);
    fputs("what,value,share_below,share_at_or_below\n", out);
    for (size_t i = 0; i < count; i++)
        put_row(out, steps[i].jump ? "jump" : "curve", &steps[i].value,
                (uint64_t[]){steps[i].below, steps[i].upto}, total);
    if (h->threshold) {
        const uint64_t at = total - ent_histogram_above(h, *h->threshold);
        uint64_t below = at;
        while (below > 0 && ent_outcome_same(h->sorted[below - 1], *h->threshold))
            below--;
        put_row(out, "threshold", h->threshold, (uint64_t[]){below, at}, total);
    }
    if (h->never > 0)
        put_row(out, "never", NULL, (uint64_t[]){h->count, total}, total);
    ent_arena_free(&arena);
}
