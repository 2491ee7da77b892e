/* The charts that a scenario lists under `charts:`. */
#include <stdio.h>
#include <string.h>

#include "cli/charts/drawing.h"
#include "cli/summary.h"

/* Where each field goes in a request. */
static const struct {
    int field;
    size_t offset;
} members[] = {
    {ENT_CHART_KIND, offsetof(ent_chart_request, kind)},
    {ENT_CHART_AGREEMENT, offsetof(ent_chart_request, agreement)},
    {ENT_CHART_FROM, offsetof(ent_chart_request, from)},
    {ENT_CHART_SERIES, offsetof(ent_chart_request, series)},
    {ENT_CHART_METRIC, offsetof(ent_chart_request, metric)},
    {ENT_CHART_PARTY, offsetof(ent_chart_request, party)},
    {ENT_CHART_THRESHOLD, offsetof(ent_chart_request, threshold)},
    {ENT_CHART_PATH, offsetof(ent_chart_request, future)},
    {ENT_CHART_SIZE, offsetof(ent_chart_request, size)},
    {ENT_CHART_THEME, offsetof(ent_chart_request, theme)},
    {ENT_CHART_TITLE, offsetof(ent_chart_request, title)},
};

ent_chart_request ent_charts_listed(const ent_scenario *scenario, size_t i) {
    const ent_value *common = scenario->charts.items[i].common;
    ent_chart_request request = {0};
    for (size_t m = 0; m < sizeof members / sizeof *members; m++) {
        const ent_value *value = &common[members[m].field];
        const char *text = value->given ? value->text : NULL;
        memcpy((char *)&request + members[m].offset, &text, sizeof text);
    }
    return request;
}

/* Whether the message quotes the value, or one of the names between its commas. */
static bool quotes(const char *message, const char *value) {
    char quoted[128];
    for (const char *at = value;; at++) {
        const size_t length = strcspn(at, ",");
        snprintf(quoted, sizeof quoted, "\"%.*s\"", (int)(length < 100 ? length : 100),
                 at);
        if (strstr(message, quoted) != NULL)
            return true;
        at += length;
        if (*at == '\0')
            return false;
    }
}

/* Whether the message says first what cannot be drawn. */
static bool opens(const ent_problem *problem, const char *value) {
    const size_t length = strlen(value);
    return strcmp(problem->code, "E0812") == 0 &&
           strncmp(problem->message, value, length) == 0 &&
           problem->message[length] == ' ';
}

/* The field that a problem is about: its value is told, or it is named as an option. */
static int field_of(const ent_problem *problem, const ent_entry *chart) {
    for (size_t f = 0; f < chart->section->field_count; f++) {
        const ent_value *value = &chart->common[f];
        char option[128];
        snprintf(option, sizeof option, "takes no --%s", chart->section->fields[f].name);
        if (value->given &&
            (quotes(problem->message, value->text) || opens(problem, value->text) ||
             strstr(problem->message, option) != NULL))
            return (int)f;
    }
    return ENT_CHART_KIND;
}

void ent_charts_place(ent_problems *problems, size_t from, const ent_entry *chart) {
    for (size_t i = from; i < problems->count; i++) {
        ent_problem *p = &problems->list[i];
        const int field = field_of(p, chart);
        if (p->at.line == 0)
            p->at = chart->common[field].at;
        if (p->path == NULL && chart->path != NULL)
            p->path = ent_problem_text(problems, "%s.%s", chart->path,
                                       chart->section->fields[field].name);
    }
}

/* What can be looked up before there are results. */
static bool names_are_known(const ent_scenario *s, const ent_chart_request *request,
                            ent_problems *problems) {
    ent_arena arena = {0};
    ent_drawing d = {.request = request, .arena = &arena, .problems = problems};
    const char **agreements =
        ent_arena_take(&arena, s->agreement_count + 1, sizeof *agreements);
    const char **parties = ent_arena_take(&arena, s->parties.count + 1, sizeof *parties);
    const char *const named[] = {request->agreement, request->from};
    for (size_t i = 0; i < s->agreement_count; i++)
        agreements[i] = s->agreements[i].about.name;
    for (size_t i = 0; i < s->parties.count; i++)
        parties[i] = s->parties.items[i].name;
    bool known =
        request->party == NULL ||
        ent_drawing_place(&d, "party", request->party, parties, s->parties.count) >= 0;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (named[i] != NULL && ent_drawing_place(&d, "agreement", named[i], agreements,
                                                  s->agreement_count) < 0)
            known = false;
    ent_arena_free(&arena);
    return known;
}

ent_status ent_charts_check_listed(const ent_scenario *scenario, ent_problems *problems) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < scenario->charts.count; i++) {
        const ent_chart_request request = ent_charts_listed(scenario, i);
        const size_t before = problems->count;
        /* Results out of a file have their agreements elsewhere, and drawing finds them. */
        const bool known = scenario->agreement_count == 0 ||
                           names_are_known(scenario, &request, problems);
        if (ent_charts_check(&request, false, problems) != ENT_OK || !known)
            status = ENT_INVALID;
        ent_charts_place(problems, before, &scenario->charts.items[i]);
    }
    return status;
}

ent_status ent_charts_check_listed_names(const ent_results *r, ent_problems *problems) {
    ent_status status = ENT_OK;
    for (size_t i = 0; i < r->scenario->charts.count; i++) {
        const ent_chart_request request = ent_charts_listed(r->scenario, i);
        const size_t before = problems->count;
        if (ent_charts_check_names(r, &request, problems) != ENT_OK)
            status = ENT_INVALID;
        ent_charts_place(problems, before, &r->scenario->charts.items[i]);
    }
    return status;
}

ent_status ent_charts_pass_on(const char *chart, ent_status status, ent_problems *from,
                              ent_problems *to) {
    size_t mistakes = 0;
    for (size_t i = 0; i < from->count; i++) {
        const ent_problem *p = &from->list[i];
        const bool mistake =
            strcmp(p->code, "E0803") != 0 && strcmp(p->code, "E0812") != 0;
        ent_problem *told =
            mistake ? ent_problem_add(to, p->code, p->at, p->path, "%s", p->message)
                    : ent_problem_add(to, "W0802", p->at, p->path,
                                      "the chart %s is left out: %s", chart, p->message);
        told->help = p->help == NULL ? NULL : ent_problem_text(to, "%s", p->help);
        told->note = p->note == NULL ? NULL : ent_problem_text(to, "%s", p->note);
        mistakes += mistake && p->code[0] == 'E';
    }
    if (from->errors > 0 && mistakes == 0)
        status = ENT_OK;
    ent_problems_free(from);
    return status;
}

/* The entry drawn as the command line has it: its size and theme come before the entry's. */
static ent_status draw_entry(const ent_results *r, size_t i,
                             const ent_chart_request *given, const char *folder,
                             ent_problems *problems) {
    const ent_entry *entry = &r->scenario->charts.items[i];
    ent_problems aside = {0};
    ent_chart_request request = ent_charts_listed(r->scenario, i);
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.svg", folder, entry->name);
    request.path = path;
    request.outline_text = given->outline_text;
    request.fonts = given->fonts;
    if (given->size != NULL)
        request.size = given->size;
    if (given->theme != NULL)
        request.theme = given->theme;
    const ent_status status = ent_charts_draw(r, &request, &aside);
    ent_charts_place(&aside, 0, entry);
    return ent_charts_pass_on(entry->name, status, &aside, problems);
}

ent_status ent_charts_draw_listed(const ent_results *r, const ent_chart_request *given,
                                  const char *folder, ent_problems *problems) {
    ent_status first = ENT_OK;
    ent_chart_request shared = *given;
    shared.fonts = ent_fonts_new(ENT_FONT_FAMILY);
    for (size_t i = 0; i < r->scenario->charts.count; i++) {
        const ent_chart_request request = ent_charts_listed(r->scenario, i);
        if (ent_results_single(r) && !ent_charts_show_one_path(request.kind))
            continue;
        const ent_status status = draw_entry(r, i, &shared, folder, problems);
        first = first == ENT_OK ? status : first;
    }
    ent_fonts_free(shared.fonts);
    return first;
}
