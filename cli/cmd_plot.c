#include <stdio.h>
#include <string.h>

#include "cli/charts.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/messages.h"

static ent_status check_chart(const ent_options *o) {
    size_t count = 0;
    if (o->chart == NULL)
        return ent_usage_error("--chart fan --series S, or --chart histogram --metric M",
                               "`plot` needs --chart");
    for (; ent_chart_kinds[count] != NULL; count++)
        if (strcmp(o->chart, ent_chart_kinds[count]) == 0)
            return ENT_OK;
    const char *near = ent_nearest(o->chart, ent_chart_kinds, count);
    char help[80];
    snprintf(help, sizeof help, "%s%s",
             near == NULL ? "fan or histogram" : "did you mean ",
             near == NULL ? "" : near);
    return ent_usage_error(help, "there is no chart \"%s\"", o->chart);
}

static ent_status check(const ent_options *o) {
    const ent_status status = check_chart(o);
    if (status != ENT_OK)
        return status;
    const bool fan = strcmp(o->chart, "fan") == 0;
    if (o->output == NULL)
        return ent_usage_error("-o NAME.svg, NAME.pdf or NAME.png", "`plot` needs -o");
    if (fan && o->metric != NULL)
        return ent_usage_error("--series names what a fan shows",
                               "a fan shows no metric");
    if (!fan && o->series != NULL)
        return ent_usage_error("--metric names what a histogram shows",
                               "a histogram shows no series");
    if (!fan && o->base_case)
        return ent_usage_error("leave --base-case out", "one path has no distribution");
    return ENT_OK;
}

static ent_status draw(const ent_options *o, ent_loaded *loaded) {
    const ent_chart_request request = {.kind = o->chart,
                                       .agreement = o->agreement,
                                       .series = o->series,
                                       .metric = o->metric,
                                       .size = o->size,
                                       .theme = o->theme,
                                       .title = o->title,
                                       .path = o->output};
    ent_results *results = NULL;
    ent_status status = ent_charts_check(&request, &loaded->problems);
    if (status == ENT_OK)
        status = ent_load_run(o, loaded, &results);
    if (status == ENT_OK)
        status = ent_charts_draw(results, &request, &loaded->problems);
    if (status == ENT_OK && results->paths < results->asked)
        status = ENT_IMPRECISE;
    ent_results_free(results);
    return status;
}

static ent_status run(const ent_options *o) {
    ent_status status = check(o);
    if (status != ENT_OK)
        return status;
    ent_loaded loaded;
    status = ent_load(o, &loaded);
    if (status == ENT_OK)
        status = draw(o, &loaded);
    const bool done = status == ENT_OK || status == ENT_IMPRECISE;
    status = ent_loaded_verdict(o, &loaded, status);
    ent_loaded_report(o, &loaded);
    if (done)
        ent_message_note(o, "the chart is in %s, its data and description beside it",
                         o->output);
    ent_loaded_free(&loaded);
    return status;
}

static const ent_example examples[] = {
    {"plot deal.yaml --chart fan --series revenue -o revenue.svg", "how revenue runs"},
    {"plot deal.yaml --chart histogram --metric cap_date -o cap.pdf",
     "when the cap comes"},
    {"plot deal.yaml --chart fan --series share_to_date --size slide -o paid.png",
     "for a talk"},
    {NULL, NULL}};

const ent_command ent_command_plot = {
    .name = "plot",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Simulate and draw one chart, ready to print",
    .about = "A chart is one of:\n"
             "  fan: a series over time; its median, and bands that hold 50%, 80% "
             "and 95% of futures.\n"
             "  histogram: how a metric is distributed; values that many futures "
             "share stand apart.\n"
             "Sizes are one-column (90 mm), two-column (183 mm), slide (16:9) and "
             "square; themes are light, dark and print (greys only). The plotted "
             "numbers (.csv) and a description for screen readers (.alt.txt) are "
             "written beside the chart. A series must be among those that the "
             "scenario keeps (`series:`).\n",
    .examples = examples,
    .run = run,
};
