#include <inttypes.h>
#include <stdio.h>

#include "cli/charts/charts.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/messages.h"

static ent_status check(const ent_options *o) {
    if (o->chart == NULL)
        return ent_usage_error("--chart fan --series S, or --chart histogram --metric M",
                               "`plot` needs --chart");
    if (o->output == NULL)
        return ent_usage_error("-o NAME.svg, NAME.pdf or NAME.png", "`plot` needs -o");
    return ENT_OK;
}

static ent_status draw(const ent_options *o, ent_loaded *loaded) {
    char future[24];
    snprintf(future, sizeof future, "%" PRIu64, o->path.value);
    const ent_chart_request request = {.kind = o->chart,
                                       .agreement = o->agreement,
                                       .from = o->from,
                                       .series = o->series,
                                       .metric = o->metric,
                                       .party = o->party,
                                       .threshold = o->threshold,
                                       .future = o->path.given ? future : NULL,
                                       .size = o->size,
                                       .theme = o->theme,
                                       .title = o->title,
                                       .outline_text = o->outline_text,
                                       .path = o->output};
    ent_results *results = NULL;
    ent_status status = ent_charts_check(&request, o->base_case, &loaded->problems);
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
    status = ent_load_with_inputs(o, &loaded);
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

static bool kind_row(size_t i, const char **name, const char **help) {
    if (ent_chart_kinds[i] == NULL)
        return false;
    *name = ent_chart_kind_name(ent_chart_kinds[i]);
    *help = ent_chart_kind_help(ent_chart_kinds[i]);
    return true;
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
    .about = "Sizes are one-column (90 mm), two-column (183 mm), slide (16:9) and "
             "square; themes are light, dark and print (greys only). The plotted "
             "numbers (.csv) and a description for screen readers (.alt.txt) are "
             "written beside the chart. A series must be among those that the "
             "scenario keeps (`series:`).\n"
             "A chart is one of:\n",
    .row = kind_row,
    .examples = examples,
    .run = run,
};
