/* Charts, chosen by rule. */
#include <string.h>

#include "cli/charts/charts.h"
#include "cli/report/parts.h"

/* A telephone is about as wide as a column. */
static const char WIDE[] = "two-column", NARROW[] = "one-column";

/* Lays the chart out twice.  Where it cannot be drawn, `problems` say why. */
static ent_status put_figure(ent_report *r, ent_chart_request request,
                             ent_problems *problems) {
    ent_problems ignored = {0};
    ent_scene wide = {0}, narrow = {0};
    const bool phone = strcmp(ent_paper_form_of(r->request->path)->ending, ".html") == 0;
    request.theme = r->document->theme->name;
    request.size = WIDE;
    request.fonts = r->fonts;
    const ent_status status = ent_charts_lay_out(r->results, &request, &wide, problems);
    if (status == ENT_OK) {
        const size_t figure = ent_paper_figure(r->document, &wide);
        request.size = NARROW;
        if (phone &&
            ent_charts_lay_out(r->results, &request, &narrow, &ignored) == ENT_OK)
            ent_paper_narrow(r->document, figure, &narrow);
    }
    ent_scene_free(&wide);
    ent_scene_free(&narrow);
    ent_problems_free(&ignored);
    return status;
}

/* Kinds that show one metric's distribution show the first of the file's own. */
static bool is_of_one_metric(const char *kind) {
    static const char *const kinds[] = {"histogram", "cdf", "dots", "tornado",
                                        "convergence"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kind, kinds[i]) == 0)
            return true;
    return false;
}

/* What a kind cannot show of this run is left out: nobody asked for it. */
void ent_report_figure(ent_report *r, const char *kind) {
    ent_problems ignored = {0};
    const ent_results *results = r->results;
    const char *metric =
        ent_charts_first_metric(&results->agreements[results->agreement_count - 1]);
    (void)put_figure(r,
                     (ent_chart_request){
                         .kind = kind, .metric = is_of_one_metric(kind) ? metric : NULL},
                     &ignored);
    ent_problems_free(&ignored);
}

/* What a reader asks first comes first; the rest follow as they stand in the table.  Left out here:
 * what says the same again, and what belongs to the diagnostics. */
static const char *const first[] = {"difference", "waterfall", "timeline", "survival",
                                    "fan",        "histogram", "dots",     NULL};
static const char *const elsewhere[] = {"cdf", "convergence", NULL};

static bool is_among(const char *kind, const char *const *kinds) {
    for (; *kinds != NULL; kinds++)
        if (strcmp(kind, *kinds) == 0)
            return true;
    return false;
}

/* Those that the scenario lists, as it lists them, but all in the report's own size and theme. */
static void put_listed(ent_report *r) {
    const ent_scenario *scenario = r->results->scenario;
    for (size_t i = 0; i < scenario->charts.count; i++) {
        const ent_chart_request request = ent_charts_listed(scenario, i);
        const ent_entry *entry = &scenario->charts.items[i];
        ent_problems aside = {0};
        if (ent_results_single(r->results) && !ent_charts_show_one_path(request.kind))
            continue;
        const ent_status status = put_figure(r, request, &aside);
        ent_charts_place(&aside, 0, entry);
        const ent_status told =
            ent_charts_pass_on(entry->name, status, &aside, r->problems);
        r->figures = r->figures == ENT_OK ? told : r->figures;
    }
}

void ent_report_figures(ent_report *r) {
    ent_paper_heading(r->document, 2, "Figures");
    if (r->results->scenario->charts.count > 0) {
        put_listed(r);
        return;
    }
    for (size_t i = 0; first[i] != NULL; i++)
        if (ent_chart_kind_named(first[i]) != NULL)
            ent_report_figure(r, first[i]);
    for (size_t i = 0; ent_chart_kinds[i] != NULL; i++) {
        const char *kind = ent_chart_kind_name(ent_chart_kinds[i]);
        if (!is_among(kind, first) && !is_among(kind, elsewhere))
            ent_report_figure(r, kind);
    }
}
