#include "cli/charts/charts.h"

#include <stdio.h>
#include <string.h>

#include "cli/charts/drawing.h"
#include "cli/summary.h"

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

bool ent_charts_names_file(const char *path) {
    return writer_of(path) >= 0;
}

/* ---- Checks ---- */

/* What a request may name for kinds that take it. */
static const struct {
    unsigned bit;
    const char *option;
    size_t offset; /* in ent_chart_request */
} choices[] = {
    {ENT_TAKES_SERIES, "series", offsetof(ent_chart_request, series)},
    {ENT_TAKES_METRIC, "metric", offsetof(ent_chart_request, metric)},
    {ENT_TAKES_PARTY, "party", offsetof(ent_chart_request, party)},
    {ENT_TAKES_FROM, "from", offsetof(ent_chart_request, from)},
    {ENT_TAKES_THRESHOLD, "threshold", offsetof(ent_chart_request, threshold)},
    {ENT_TAKES_PATH, "path", offsetof(ent_chart_request, future)},
};
enum { CHOICE_COUNT = sizeof choices / sizeof *choices };

static const char *named(const ent_chart_request *request, int choice) {
    const char *name;
    memcpy(&name, (const char *)request + choices[choice].offset, sizeof name);
    return name;
}

static ent_status no_such_kind(const char *name, ent_problems *problems) {
    const char *names[64];
    char list[512] = "";
    size_t count = 0;
    for (; ent_chart_kinds[count] != NULL; count++) {
        names[count] = ent_chart_kind_name(ent_chart_kinds[count]);
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
                 count > 0 ? ", " : "", names[count]);
    }
    ent_problem *p = ent_problem_add(problems, "E0815", (ent_place){0}, NULL,
                                     "there is no chart \"%s\"", name);
    const char *near = ent_nearest(name, names, count);
    if (near != NULL)
        p->help = ent_problem_text(problems, "did you mean %s?", near);
    p->note = ent_problem_text(problems, "there is: %s", list);
    return ENT_USAGE;
}

/* "--series or --agreement": what the kind does take. */
static const char *taken(const ent_chart_kind *kind, ent_problems *problems) {
    char list[128] = "";
    for (int i = 0; i < CHOICE_COUNT; i++)
        if (kind->takes & choices[i].bit)
            snprintf(list + strlen(list), sizeof list - strlen(list), "%s--%s",
                     *list == '\0' ? "" : ", ", choices[i].option);
    return ent_problem_text(problems, "it takes %s%s--agreement", list,
                            *list == '\0' ? "" : " and ");
}

static ent_status check_kind(const ent_chart_request *request, bool single,
                             ent_problems *problems) {
    const ent_chart_kind *kind = ent_chart_kind_named(request->kind);
    if (kind == NULL)
        return no_such_kind(request->kind, problems);
    for (int i = 0; i < CHOICE_COUNT; i++)
        if (named(request, i) != NULL && !(kind->takes & choices[i].bit)) {
            ent_problem_add(problems, "E0816", (ent_place){0}, NULL,
                            "the chart %s takes no --%s", request->kind,
                            choices[i].option)
                ->help = taken(kind, problems);
            return ENT_USAGE;
        }
    if (single && !kind->one_path) {
        ent_problem_add(problems, "E0816", (ent_place){0}, NULL,
                        "the chart %s needs many futures, this run shows one",
                        request->kind)
            ->help = "leave --base-case out, simulate more (--paths 1000) or widen "
                     "--where";
        return ENT_USAGE;
    }
    return ENT_OK;
}

static ent_status check_file(const ent_chart_request *request, ent_look *look,
                             ent_problems *problems) {
    if (request->path != NULL && writer_of(request->path) < 0) {
        ent_problem_add(problems, "E0813", (ent_place){0}, NULL,
                        "\"%s\" does not end like a chart", request->path)
            ->help = "-o NAME.svg, NAME.pdf or NAME.png";
        return ENT_USAGE;
    }
    const ent_status found = ent_look_find(request->size, request->theme, look, problems);
    look->outline_text = request->outline_text;
    return found;
}

ent_status ent_charts_check_file(const ent_chart_request *request,
                                 ent_problems *problems) {
    ent_look look;
    return check_file(request, &look, problems);
}

ent_status ent_charts_check(const ent_chart_request *request, bool single,
                            ent_problems *problems) {
    const ent_status status = check_kind(request, single, problems);
    return status != ENT_OK ? status : ent_charts_check_file(request, problems);
}

bool ent_charts_show_one_path(const char *kind) {
    return ent_chart_kind_named(kind)->one_path;
}

/* ---- Drawing ---- */

static ent_status find_agreement(ent_drawing *d) {
    const ent_results *r = d->results;
    const char *name = d->request->agreement;
    const char **names = ent_arena_take(d->arena, r->agreement_count, sizeof *names);
    for (size_t i = 0; i < r->agreement_count; i++)
        names[i] = r->agreements[i].name;
    const int at =
        name == NULL ? (int)r->agreement_count - 1
                     : ent_drawing_place(d, "agreement", name, names, r->agreement_count);
    d->agreement = at < 0 ? NULL : &r->agreements[at];
    return at < 0 ? ENT_USAGE : ENT_OK;
}

static bool finds_names(ent_drawing *d, const ent_chart_kind *kind) {
    const ent_chart_request *request = d->request;
    bool failed = false;
    ent_drawing_from(d, &failed);
    if (failed || (request->party != NULL && ent_drawing_party(d) < 0))
        return false;
    return kind->names == NULL ? ent_drawing_finds(d) : kind->names(d);
}

ent_status ent_charts_check_names(const ent_results *r, const ent_chart_request *request,
                                  ent_problems *problems) {
    ent_arena arena = {0};
    ent_drawing d = {
        .results = r, .request = request, .arena = &arena, .problems = problems};
    ent_status status = find_agreement(&d);
    if (status == ENT_OK && !finds_names(&d, ent_chart_kind_named(request->kind)))
        status = ENT_USAGE;
    ent_arena_free(&arena);
    return status;
}

/* A chart between its filling and its files. */
typedef struct {
    ent_chart chart;
    ent_arena arena; /* holds its data */
} filled;

static ent_status fill_in(const ent_results *r, const ent_chart_request *request,
                          filled *f, ent_problems *problems) {
    const ent_chart_kind *kind = ent_chart_kind_named(request->kind);
    ent_drawing d = {
        .results = r, .request = request, .arena = &f->arena, .problems = problems};
    const ent_status status = find_agreement(&d);
    if (status != ENT_OK)
        return status;
    f->chart = (ent_chart){kind->type, kind->fill(&d)};
    return f->chart.data == NULL ? ENT_USAGE : ENT_OK;
}

static ent_status lay_out_chart(const ent_chart *chart, const ent_chart_request *request,
                                ent_scene *scene, ent_problems *problems) {
    ent_look look;
    ent_status status = check_file(request, &look, problems);
    if (status != ENT_OK)
        return status;
    ent_fonts *own = request->fonts == NULL ? ent_fonts_new(look.family) : NULL;
    ent_fonts *fonts = own == NULL ? request->fonts : own;
    const ent_measurer measurer = ent_fonts_measurer(fonts);
    status = ent_chart_lay_out(chart, &look, &measurer, scene, problems);
    if (status == ENT_OK)
        ent_scene_check_glyphs(scene, fonts, problems);
    scene->fonts = request->fonts;
    ent_fonts_free(own);
    return status;
}

static ent_status lay_out(const ent_results *r, const ent_chart_request *request,
                          filled *f, ent_scene *scene, ent_problems *problems) {
    ent_status status = ent_charts_check(request, ent_results_single(r), problems);
    if (status == ENT_OK)
        status = fill_in(r, request, f, problems);
    return status != ENT_OK ? status : lay_out_chart(&f->chart, request, scene, problems);
}

ent_status ent_charts_lay_out(const ent_results *r, const ent_chart_request *request,
                              ent_scene *scene, ent_problems *problems) {
    filled f = {0};
    const ent_status status = lay_out(r, request, &f, scene, problems);
    ent_arena_free(&f.arena);
    return status;
}

static ent_status save(const ent_scene *scene, const ent_chart *chart, const char *path,
                       ent_problems *problems) {
    const int writer = writer_of(path);
    char beside[4096];
    const int stem = (int)(strlen(path) - strlen(writers[writer].ending));
    ent_status status = writers[writer].save(scene, path, problems);
    snprintf(beside, sizeof beside, "%.*s.csv", stem, path);
    if (status == ENT_OK)
        status = ent_chart_save_csv(chart, beside, problems);
    snprintf(beside, sizeof beside, "%.*s.alt.txt", stem, path);
    if (status == ENT_OK)
        status = ent_scene_save_alt(scene, beside, problems);
    return status;
}

ent_status ent_charts_draw(const ent_results *r, const ent_chart_request *request,
                           ent_problems *problems) {
    filled f = {0};
    ent_scene scene = {0};
    ent_status status = lay_out(r, request, &f, &scene, problems);
    if (status == ENT_OK)
        status = save(&scene, &f.chart, request->path, problems);
    ent_scene_free(&scene);
    ent_arena_free(&f.arena);
    return status;
}

ent_status ent_charts_draw_filled(const ent_chart *chart,
                                  const ent_chart_request *request,
                                  ent_problems *problems) {
    ent_scene scene = {0};
    ent_status status = lay_out_chart(chart, request, &scene, problems);
    if (status == ENT_OK)
        status = save(&scene, chart, request->path, problems);
    ent_scene_free(&scene);
    return status;
}

const char *ent_charts_first_metric(const ent_agreement_result *a) {
    for (size_t i = 0; i < a->metric_count; i++) {
        const ent_metric_result *m = &a->metrics[i];
        if (!m->built_in && m->kind != ENT_FLAG_METRIC && m->summary.n > 0)
            return m->name;
    }
    return NULL;
}

/* Into FOLDER/KIND.svg; nothing if the run has nothing for it. */
static ent_status save_kind(const ent_results *r, const char *folder,
                            ent_chart_request request, ent_problems *problems) {
    ent_problems aside = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.svg", folder, request.kind);
    request.path = path;
    const ent_status status = ent_charts_draw(r, &request, &aside);
    return ent_charts_pass_on(request.kind, status, &aside, problems);
}

ent_status ent_charts_save_standard(const ent_results *r, const char *folder,
                                    ent_problems *problems) {
    const ent_agreement_result *last = &r->agreements[r->agreement_count - 1];
    const char *metric = ent_charts_first_metric(last);
    ent_status fan = ENT_OK, histogram = ENT_OK;
    if (r->scenario->charts.count > 0)
        return ent_charts_draw_listed(r, &(ent_chart_request){0}, folder, problems);
    if (last->series_count > 0)
        fan = save_kind(r, folder, (ent_chart_request){.kind = "fan"}, problems);
    if (metric != NULL && !ent_results_single(r))
        histogram = save_kind(r, folder,
                              (ent_chart_request){.kind = "histogram", .metric = metric},
                              problems);
    return fan != ENT_OK ? fan : histogram;
}
