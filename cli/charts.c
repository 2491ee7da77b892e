#include "cli/charts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/figure.h"
#include "cli/summary.h"
#include "cli/version.h"
#include "plots/plots.h"

const char *const ent_chart_kinds[] = {"fan", "histogram", NULL};

/* A chart on its way to its files. */
typedef struct {
    const ent_results *results;
    const ent_chart_request *request;
    const ent_agreement_result *agreement;
    ent_arena arena;
    ent_look look;
    ent_problems *problems;
} drawing;

/* Saves the plotted numbers of whichever chart it is. */
typedef ent_status numbers_saver(const void *chart, const char *path, ent_problems *);

static const struct {
    const char *ending;
    ent_status (*save)(const ent_scene *, const char *path, ent_problems *);
} writers[] = {{".svg", ent_scene_save_svg},
               {".pdf", ent_scene_save_pdf},
               {".png", ent_scene_save_png}};
enum { WRITER_COUNT = sizeof writers / sizeof *writers };

static int writer_of(const char *path) {
    const char *dot = strrchr(path, '.');
    for (int i = 0; dot != NULL && i < WRITER_COUNT; i++)
        if (strcmp(dot, writers[i].ending) == 0)
            return i;
    return -1;
}

/* `names` holds what there is. */
static ent_status no_such(drawing *d, const char *what, const char *name,
                          const char *const *names, size_t count) {
    ent_problem *p = ent_problem_add(
        d->problems, "E0811", (ent_place){0}, NULL,
        "%s has no %s \"%s\" among its results",
        d->agreement == NULL ? "the scenario" : d->agreement->name, what, name);
    const char *near = ent_nearest(name, names, count);
    if (near != NULL)
        p->help = ent_problem_text(d->problems, "did you mean %s?", near);
    char list[512] = "";
    for (size_t i = 0; i < count && strlen(list) < 400; i++)
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%.80s",
                 i > 0 ? ", " : "", names[i]);
    p->note = ent_problem_text(d->problems, "there is: %s", list);
    return ENT_USAGE;
}

static ent_status find_agreement(drawing *d) {
    const ent_results *r = d->results;
    const char *name = d->request->agreement;
    if (name == NULL) {
        d->agreement = &r->agreements[r->agreement_count - 1];
        return ENT_OK;
    }
    d->agreement = ent_results_agreement(r, name);
    if (d->agreement != NULL)
        return ENT_OK;
    const char **names = ent_arena_take(&d->arena, r->agreement_count, sizeof *names);
    for (size_t i = 0; i < r->agreement_count; i++)
        names[i] = r->agreements[i].name;
    return no_such(d, "agreement", name, names, r->agreement_count);
}

static ent_status find_series(drawing *d, const ent_series_result **found) {
    const ent_agreement_result *a = d->agreement;
    const char *name = d->request->series;
    const char **names = ent_arena_take(&d->arena, a->series_count + 1, sizeof *names);
    for (size_t i = 0; i < a->series_count; i++) {
        names[i] = a->series[i].name;
        if (name == NULL || strcmp(name, names[i]) == 0) {
            *found = &a->series[i];
            return ENT_OK;
        }
    }
    const ent_status status =
        no_such(d, "series", name == NULL ? "" : name, names, a->series_count);
    return status;
}

static ent_status find_metric(drawing *d, const ent_metric_result **found) {
    const ent_agreement_result *a = d->agreement;
    const char *name = d->request->metric;
    const char **names = ent_arena_take(&d->arena, a->metric_count + 1, sizeof *names);
    for (size_t i = 0; i < a->metric_count; i++) {
        names[i] = a->metrics[i].name;
        if (name == NULL || strcmp(name, names[i]) == 0) {
            *found = &a->metrics[i];
            return ENT_OK;
        }
    }
    return no_such(d, "metric", name == NULL ? "" : name, names, a->metric_count);
}

/* ---- Words ---- */

static const char *stem_of(drawing *d) {
    const char *slash = strrchr(d->request->path, '/');
    const char *name = slash == NULL ? d->request->path : slash + 1;
    return ent_arena_text(&d->arena, name, strcspn(name, "."));
}

static ent_chart_text text_of(drawing *d, const char *title, const char *subtitle) {
    const ent_results *r = d->results;
    return (ent_chart_text){.name = stem_of(d),
                            .title =
                                d->request->title != NULL ? d->request->title : title,
                            .subtitle = subtitle,
                            .note = ent_chart_note(&d->arena, r),
                            .sources = ent_chart_sources(&d->arena, r->scenario),
                            .scenario = r->scenario->title,
                            .program = "entente " ENT_VERSION,
                            .run = ent_chart_run(&d->arena, r),
                            .paths = r->base_case ? 0 : r->paths,
                            .seed = r->seed,
                            .date = r->scenario->start};
}

/* ---- Files ---- */

static ent_status save_scene(const drawing *d, const ent_scene *scene,
                             numbers_saver *numbers, const void *chart) {
    const char *path = d->request->path;
    const int writer = writer_of(path);
    char beside[4096];
    const int stem = (int)(strlen(path) - strlen(writers[writer].ending));
    ent_status status = writers[writer].save(scene, path, d->problems);
    snprintf(beside, sizeof beside, "%.*s.csv", stem, path);
    if (status == ENT_OK)
        status = numbers(chart, beside, d->problems);
    snprintf(beside, sizeof beside, "%.*s.alt.txt", stem, path);
    if (status == ENT_OK)
        status = ent_scene_save_alt(scene, beside, d->problems);
    return status;
}

static ent_status save_fan_numbers(const void *chart, const char *path,
                                   ent_problems *problems) {
    return ent_fan_save_csv(chart, path, problems);
}

static ent_status save_histogram_numbers(const void *chart, const char *path,
                                         ent_problems *problems) {
    return ent_histogram_save_csv(chart, path, problems);
}

/* ---- Fan ---- */

static double *column(drawing *d, const ent_series_result *s, int percentile) {
    const size_t count = d->results->period_count;
    double *values = ent_arena_take(&d->arena, count, sizeof *values);
    for (size_t t = 0; t < count; t++)
        values[t] =
            percentile < 0 ? s->periods[t].mean : s->periods[t].percentile[percentile];
    return values;
}

static void add_marks(drawing *d, const ent_series_result *s, ent_fan *fan) {
    ent_chart_date *dates;
    fan->mark_count = ent_chart_dates(&d->arena, d->results, d->agreement, s, &dates);
    ent_mark *marks = ent_arena_take(&d->arena, fan->mark_count + 1, sizeof *marks);
    for (size_t i = 0; i < fan->mark_count; i++)
        marks[i] = (ent_mark){dates[i].day, dates[i].label};
    fan->marks = marks;
}

static void add_bands(drawing *d, const ent_series_result *s, ent_fan *fan) {
    static const struct {
        double coverage;
        int low, high;
    } bands[] = {
        {0.95, ENT_P2_5, ENT_P97_5}, {0.8, ENT_P10, ENT_P90}, {0.5, ENT_P25, ENT_P75}};
    fan->mean = column(d, s, -1);
    for (int i = 0; i < 3; i++)
        fan->bands[fan->band_count++] = (ent_band){
            bands[i].coverage, column(d, s, bands[i].low), column(d, s, bands[i].high)};
}

static ent_fan fan_of(drawing *d, const ent_series_result *s) {
    const ent_results *r = d->results;
    const bool flag = s->measure == ENT_LEVEL_FLAG || s->measure == ENT_EVENT;
    const ent_summary *last = &s->periods[r->period_count - 1];
    ent_day *ends = ent_arena_take(&d->arena, r->period_count, sizeof *ends);
    for (size_t t = 0; t < r->period_count; t++)
        ends[t] = r->periods[t].last;
    const bool named = d->request->title == NULL;
    ent_fan fan = {
        .text = text_of(d, ent_chart_fan_title(&d->arena, r, d->agreement, s),
                        ent_chart_fan_subtitle(&d->arena, r, d->agreement, s, named)),
        .unit = flag ? "%" : s->unit,
        .measure = s->measure,
        .count = r->period_count,
        .start = r->periods[0].first,
        .ends = ends,
        /* Where half of all futures agree, the median has no error. */
        .se = last->percentile[ENT_P25] < last->percentile[ENT_P75] ? last->se : 0};
    /* A flag has a probability over time: one line, no band. */
    fan.median = column(d, s, flag ? -1 : ENT_P50);
    if (!flag && !r->base_case)
        add_bands(d, s, &fan);
    add_marks(d, s, &fan);
    return fan;
}

static ent_status draw_fan(drawing *d) {
    const ent_series_result *series = NULL;
    const ent_status found = find_series(d, &series);
    if (found != ENT_OK)
        return found;
    const ent_fan fan = fan_of(d, series);
    ent_scene scene = {0};
    ent_fonts *fonts = ent_fonts_new(d->look.family);
    const ent_measurer measurer = ent_fonts_measurer(fonts);
    ent_status status = ent_fan_layout(&fan, &d->look, &measurer, &scene, d->problems);
    if (status == ENT_OK)
        ent_scene_check_glyphs(&scene, fonts, d->problems);
    if (status == ENT_OK)
        status = save_scene(d, &scene, save_fan_numbers, &fan);
    ent_scene_free(&scene);
    ent_fonts_free(fonts);
    return status;
}

/* ---- Histogram ---- */

static ent_status check_distribution(drawing *d, const ent_metric_result *m) {
    if (m->kind == ENT_FLAG_METRIC) {
        ent_problem_add(d->problems, "E0812", (ent_place){0}, NULL,
                        "%s is yes or no: it has a probability, no distribution", m->name)
            ->help = "draw a metric that is an amount or a date";
        return ENT_USAGE;
    }
    if (m->sorted == NULL) {
        ent_problem_add(d->problems, "E0812", (ent_place){0}, NULL,
                        "the values of %s were not kept one by one", m->name)
            ->help = "--keep N with N at least the number of paths, or fewer --paths";
        return ENT_USAGE;
    }
    return ENT_OK;
}

/* Dates become days; those that never come stand at the end and are counted apart. */
static void add_values(drawing *d, const ent_metric_result *m, ent_histogram *h) {
    h->sorted = m->sorted;
    h->count = m->sorted_count;
    if (m->kind != ENT_DATE_METRIC)
        return;
    const ent_results *r = d->results;
    double *days = ent_arena_take(&d->arena, m->sorted_count + 1, sizeof *days);
    size_t count = 0;
    while (count < m->sorted_count && isfinite(m->sorted[count])) {
        const size_t t = ent_period_at(r->periods, r->period_count, m->sorted[count]);
        days[count++] = r->periods[t].last;
    }
    h->sorted = days;
    h->never = m->sorted_count - count;
    h->count = count;
}

static ent_status draw_histogram(drawing *d) {
    const ent_metric_result *m = NULL;
    ent_status status = find_metric(d, &m);
    if (status == ENT_OK)
        status = check_distribution(d, m);
    if (status != ENT_OK)
        return status;
    ent_histogram h = {
        .text = text_of(d, ent_chart_histogram_title(&d->arena, d->results, m),
                        ent_chart_histogram_subtitle(&d->arena, d->agreement, m,
                                                     d->request->title == NULL)),
        .unit = m->kind == ENT_DATE_METRIC ? "date" : m->unit};
    add_values(d, m, &h);
    if (ent_chart_straddles_zero(m)) {
        static const double zero = 0;
        h.threshold = &zero;
        h.threshold_label = "zero";
    }
    ent_scene scene = {0};
    ent_fonts *fonts = ent_fonts_new(d->look.family);
    const ent_measurer measurer = ent_fonts_measurer(fonts);
    status = ent_histogram_layout(&h, &d->look, &measurer, &scene, d->problems);
    if (status == ENT_OK)
        ent_scene_check_glyphs(&scene, fonts, d->problems);
    if (status == ENT_OK)
        status = save_scene(d, &scene, save_histogram_numbers, &h);
    ent_scene_free(&scene);
    ent_fonts_free(fonts);
    return status;
}

/* ---- Both ---- */

static ent_status check(const ent_chart_request *request, ent_look *look,
                        ent_problems *problems) {
    if (writer_of(request->path) < 0) {
        ent_problem_add(problems, "E0813", (ent_place){0}, NULL,
                        "\"%s\" does not end like a chart", request->path)
            ->help = "-o NAME.svg, NAME.pdf or NAME.png";
        return ENT_USAGE;
    }
    return ent_look_find(request->size, request->theme, look, problems);
}

ent_status ent_charts_check(const ent_chart_request *request, ent_problems *problems) {
    ent_look look;
    return check(request, &look, problems);
}

ent_status ent_charts_draw(const ent_results *r, const ent_chart_request *request,
                           ent_problems *problems) {
    drawing d = {.results = r, .request = request, .problems = problems};
    ent_status status = check(request, &d.look, problems);
    if (status == ENT_OK)
        status = find_agreement(&d);
    if (status == ENT_OK)
        status = strcmp(request->kind, "fan") == 0 ? draw_fan(&d) : draw_histogram(&d);
    ent_arena_free(&d.arena);
    return status;
}

static const char *first_metric(const ent_agreement_result *a) {
    for (size_t i = 0; i < a->metric_count; i++)
        if (!a->metrics[i].built_in && a->metrics[i].kind != ENT_FLAG_METRIC &&
            a->metrics[i].sorted_count > 0)
            return a->metrics[i].name;
    return NULL;
}

ent_status ent_charts_save_standard(const ent_results *r, const char *folder,
                                    ent_problems *problems) {
    const ent_agreement_result *last = &r->agreements[r->agreement_count - 1];
    const char *metric = first_metric(last);
    char path[4096];
    ent_status status = ENT_OK;
    if (last->series_count > 0) {
        snprintf(path, sizeof path, "%s/fan.svg", folder);
        status = ent_charts_draw(r, &(ent_chart_request){.kind = "fan", .path = path},
                                 problems);
    }
    if (status == ENT_OK && metric != NULL && !r->base_case) {
        snprintf(path, sizeof path, "%s/histogram.svg", folder);
        status = ent_charts_draw(
            r, &(ent_chart_request){.kind = "histogram", .metric = metric, .path = path},
            problems);
    }
    return status;
}
