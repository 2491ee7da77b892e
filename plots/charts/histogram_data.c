/* A histogram's data, which cdf and dots draw too: checked, told in words, and written as CSV. */
#include "model/engine/engine.h"
#include "plots/chart_data.h"
#include "plots/charts/histogram_parts.h"

void ent_histogram_check(const void *chart, ent_problems *problems) {
    const ent_histogram *h = chart;
    if (h->count == 0 || !h->sorted) {
        ent_chart_empty("distribution", problems);
        return;
    }
    bool finite = ent_chart_finite(h->sorted, h->count, "outcomes", problems);
    ent_chart_finite(h->threshold, 1, "threshold", problems);
    for (size_t i = 1; finite && i < h->count; i++)
        if (h->sorted[i] < h->sorted[i - 1]) {
            ent_chart_contradicts(problems, "the outcomes must be in ascending order");
            break;
        }
}

const char *ent_histogram_value(const ent_histogram *h, double value, double se,
                                ent_scene *scene) {
    return ent_chart_outcome(h->unit, value, se, scene);
}

const char *ent_histogram_share(uint64_t count, const ent_tally *tally,
                                ent_scene *scene) {
    return ent_chart_share(count, tally->total, scene);
}

const char *ent_histogram_sure_share(uint64_t count, const ent_tally *tally,
                                     ent_scene *scene) {
    if (count == 0 || count == tally->total)
        return ent_histogram_share(count, tally, scene);
    double low, high;
    ent_wilson(count, tally->total, &low, &high);
    const double se = (high - low) / 4;
    return ent_scene_format(
        scene, "%s (%s to %s)", ent_histogram_share(count, tally, scene),
        ent_chart_value("%", low, se, scene), ent_chart_value("%", high, se, scene));
}

const char *ent_histogram_threshold(const ent_histogram *h, ent_scene *scene) {
    if (h->threshold_label)
        return h->threshold_label;
    return ent_histogram_value(h, *h->threshold, 0, scene);
}

const char *ent_histogram_masses(const ent_histogram *h, const ent_tally *tally,
                                 ent_scene *scene) {
    const char *text = "";
    for (size_t i = 0; !tally->discrete && i < tally->mass_count; i++)
        text =
            ent_scene_format(scene, "%s Exactly %s: %s.", text,
                             ent_histogram_value(h, tally->masses[i].value, 0, scene),
                             ent_histogram_share(tally->masses[i].count, tally, scene));
    if (h->never > 0)
        text = ent_scene_format(scene, "%s Never: %s.", text,
                                ent_histogram_share(h->never, tally, scene));
    return text;
}

static const char *describe_threshold(const ent_histogram *h, const ent_tally *tally,
                                      ent_scene *scene) {
    if (!h->threshold)
        return "";
    return ent_scene_format(
        scene, " Above %s: %s.", ent_histogram_value(h, *h->threshold, 0, scene),
        ent_histogram_share(ent_histogram_above(h, *h->threshold), tally, scene));
}

const char *ent_histogram_describe(const ent_histogram *h, const ent_tally *tally,
                                   ent_scene *scene) {
    const char *subtitle = h->text.subtitle ? h->text.subtitle : "one outcome";
    const char *median = "never";
    if (tally->has_median)
        median = ent_histogram_value(h, tally->median, tally->median_se, scene);
    return ent_scene_format(
        scene, "Histogram: %s. %s, from %s to %s. The median is %s.%s%s", subtitle,
        ent_chart_counted(tally->total, "future", scene),
        ent_histogram_value(h, h->sorted[0], 0, scene),
        ent_histogram_value(h, h->sorted[h->count - 1], 0, scene), median,
        ent_histogram_masses(h, tally, scene), describe_threshold(h, tally, scene));
}

const char *ent_histogram_tails(const ent_histogram *h, const ent_tally *tally,
                                ent_scene *scene) {
    const char *text = "";
    if (tally->below > 0)
        text =
            ent_scene_format(scene, " Not drawn: %s of futures below %s, down to %s.",
                             ent_histogram_share(tally->below, tally, scene),
                             ent_histogram_value(h, ent_tally_edge(tally, 0), 0, scene),
                             ent_histogram_value(h, h->sorted[0], 0, scene));
    if (tally->above > 0)
        text = ent_scene_format(
            scene, "%s Not drawn: %s of futures above %s, up to %s.", text,
            ent_histogram_share(tally->above, tally, scene),
            ent_histogram_value(h, ent_tally_edge(tally, tally->bin_count), 0, scene),
            ent_histogram_value(h, h->sorted[h->count - 1], 0, scene));
    return text;
}

const char *ent_histogram_note(const ent_histogram *h, const ent_tally *tally,
                               ent_scene *scene) {
    ent_format format = ent_format_of(h->unit);
    if (tally->bin_count == 0)
        return "Bars: share of all futures with exactly this outcome.";
    char text[ENT_FORMAT_SIZE];
    const char *step = "";
    if (format.show != ENT_SHOW_DATE)
        step = ent_scene_format(
            scene, " of %s",
            ent_format_value(&format, tally->step, 0, text, sizeof text));
    const char *masses =
        tally->mass_count ? " Narrow bars: share at exactly one value." : "";
    return ent_scene_format(scene, "Bars: share of all futures in each step%s.%s%s", step,
                            masses, ent_histogram_tails(h, tally, scene));
}

static void put_row(FILE *out, const char *what, const double *edges,
                    const uint64_t count[2]) {
    ent_csv_text(out, what);
    for (int i = 0; i < 2; i++)
        if (edges)
            ent_csv_number(out, edges[i]);
        else
            fputc(',', out);
    ent_csv_number(out, (double)count[0]);
    ent_csv_number(out, (double)count[0] / (double)count[1]);
    fputc('\n', out);
}

static void put_rows(const ent_histogram *h, const ent_tally *tally, FILE *out) {
    fputs("what,from,to,futures,share\n", out);
    for (size_t i = 0; i < tally->bin_count; i++)
        put_row(out, "step",
                (double[]){ent_tally_edge(tally, i), ent_tally_edge(tally, i + 1)},
                (uint64_t[]){tally->bins[i], tally->total});
    for (size_t i = 0; i < tally->mass_count; i++)
        put_row(out, "exactly",
                (double[]){tally->masses[i].value, tally->masses[i].value},
                (uint64_t[]){tally->masses[i].count, tally->total});
    double low = h->sorted[0], high = h->sorted[h->count - 1];
    if (tally->below > 0)
        put_row(out, "below", (double[]){low, ent_tally_edge(tally, 0)},
                (uint64_t[]){tally->below, tally->total});
    if (tally->above > 0)
        put_row(out, "above", (double[]){ent_tally_edge(tally, tally->bin_count), high},
                (uint64_t[]){tally->above, tally->total});
    if (h->never > 0)
        put_row(out, "never", NULL, (uint64_t[]){h->never, tally->total});
}

void ent_histogram_print_csv(const void *chart, FILE *out) {
    const ent_histogram *h = chart;
    ent_arena arena = {0};
    ent_tally tally = ent_histogram_tally(h, ENT_BINS_MOST, &arena);
    put_rows(h, &tally, out);
    ent_arena_free(&arena);
}
