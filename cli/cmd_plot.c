#include <inttypes.h>
#include <stdio.h>

#include "cli/charts/charts.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/results/read.h"

/* Without --chart all charts are drawn that the scenario lists, as they are listed. */
static ent_status check_listed(const ent_options *o) {
    const struct {
        bool given;
        const char *name;
    } options[] = {
        {o->agreement != NULL, "agreement"}, {o->from != NULL, "from"},
        {o->series != NULL, "series"},       {o->metric != NULL, "metric"},
        {o->party != NULL, "party"},         {o->threshold != NULL, "threshold"},
        {o->title != NULL, "title"},         {o->path.given, "path"}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (options[i].given)
            return ent_usage_error("name the kind of chart: --chart fan",
                                   "--%s needs --chart", options[i].name);
    if (o->output != NULL && ent_charts_names_file(o->output))
        return ent_usage_error("--chart fan --series S, or -o FOLDER for all charts that "
                               "the scenario lists",
                               "a chart in one file needs --chart");
    return o->output != NULL
               ? ENT_OK
               : ent_usage_error("-o FOLDER, for the charts that the scenario lists; "
                                 "--chart KIND -o NAME.svg for one",
                                 "`plot` needs -o");
}

static ent_status check(const ent_options *o) {
    if (o->chart == NULL)
        return check_listed(o);
    if (o->output == NULL)
        return ent_usage_error("-o NAME.svg, NAME.pdf or NAME.png", "`plot` needs -o");
    return ENT_OK;
}

/* What asks for another run than the one whose results are given; NULL if nothing does. */
static const char *asks_to_simulate(const ent_options *o) {
    const struct {
        bool given;
        const char *name;
    } options[] = {{o->override_count > 0, "set"}, {o->where != NULL, "where"},
                   {o->paths.given, "paths"},      {o->seed.given, "seed"},
                   {o->threads.given, "threads"},  {o->keep.given, "keep"},
                   {o->base_case, "base-case"}};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (options[i].given)
            return options[i].name;
    return NULL;
}

/* A chart on its way: from a scenario or from the results of a run. */
typedef struct {
    const ent_options *o;
    ent_loaded loaded;
    ent_results *results; /* problems may point into it until they are printed */
} plotting;

static ent_status read_results(plotting *p) {
    const char *name = asks_to_simulate(p->o);
    if (name != NULL)
        return ent_usage_error("give the scenario instead of its results",
                               "results are drawn as they are: --%s has no effect", name);
    return ent_results_read(p->o->words[0], &p->results, &p->loaded.problems);
}

static ent_status simulate(plotting *p) {
    const ent_status status = ent_load_run(p->o, &p->loaded, &p->results);
    return status == ENT_OK && p->results->paths < p->results->asked ? ENT_IMPRECISE
                                                                     : status;
}

static bool is_done(ent_status status) {
    return status == ENT_OK || status == ENT_IMPRECISE;
}

/* That there is a list, and a folder for it; a list out of results has not been checked. */
static ent_status check_list(plotting *p, const ent_scenario *scenario) {
    if (scenario->charts.count == 0)
        return ent_usage_error("name one: --chart fan --series S -o NAME.svg; or list "
                               "some under `charts:`",
                               "the scenario lists no charts");
    const ent_status status = ent_charts_check_listed(scenario, &p->loaded.problems);
    return status == ENT_OK ? ent_output_folder(p->o->output, &p->loaded.problems)
                            : status;
}

static ent_status draw(plotting *p, bool from_results) {
    const ent_options *o = p->o;
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
    const bool single = o->base_case || o->paths.value == 1;
    ent_status status = o->chart == NULL
                            ? ENT_OK
                            : ent_charts_check(&request, single, &p->loaded.problems);
    if (status == ENT_OK)
        status = ent_plots_ready(&p->loaded.problems);
    if (status == ENT_OK && o->chart == NULL && !from_results)
        status = check_list(p, p->loaded.scenario);
    if (status == ENT_OK && o->chart != NULL && !from_results)
        status = ent_load_check_charts(&p->loaded, &request);
    if (status == ENT_OK)
        status = from_results ? read_results(p) : simulate(p);
    if (is_done(status) && o->chart == NULL && from_results)
        status = check_list(p, p->results->scenario);
    const ent_status any =
        is_done(status) ? ent_load_check_where(p->results, &p->loaded.problems) : status;
    if (!is_done(any))
        return any;
    const ent_status drawn =
        o->chart != NULL ? ent_charts_draw(p->results, &request, &p->loaded.problems)
                         : ent_charts_draw_listed(p->results, &request, o->output,
                                                  &p->loaded.problems);
    return drawn == ENT_OK ? status : drawn;
}

static ent_status run(const ent_options *o) {
    plotting p = {.o = o};
    ent_status status = check(o);
    if (status != ENT_OK)
        return status;
    const bool from_results = ent_results_named(o->words[0]);
    if (!from_results)
        status = ent_load_whole(o, &p.loaded);
    if (status == ENT_OK)
        status = draw(&p, from_results);
    const bool done = is_done(status);
    status = ent_loaded_verdict(o, &p.loaded, status);
    ent_loaded_report(o, &p.loaded);
    if (done)
        ent_message_note(o, "the %s in %s, %s",
                         o->chart == NULL ? "charts are" : "chart is", o->output,
                         o->chart == NULL ? "each with its data and description"
                                          : "its data and description beside it");
    ent_results_free(p.results);
    ent_loaded_free(&p.loaded);
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
    {"plot deal.yaml --chart dots --metric share_paid --threshold 30bn -o odds.svg",
     "the odds, as dots to count"},
    {"plot deal.yaml --chart fan --series share_to_date --size slide -o paid.png",
     "for a talk"},
    {"plot out/results.json --chart fan --series revenue -o revenue.pdf",
     "from a run that is done"},
    {"plot deal.yaml -o figures", "all charts that the scenario lists"},
    {NULL, NULL}};

const ent_command ent_command_plot = {
    .name = "plot",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Draw a chart, ready to print, of a scenario or of a run's results",
    .about = "Sizes are one-column (90 mm), two-column (183 mm), slide (16:9) and "
             "square; themes are light, dark and print (greys only). Texts are set in "
             "DejaVu Sans Condensed, else DejaVu Sans, Arial, Helvetica or any "
             "sans-serif face that fontconfig knows. The plotted numbers (.csv) and a "
             "description for screen readers (.alt.txt) are written beside the chart.\n"
             "A file whose name ends in .json is results.json of a run (`run -o`): it is "
             "drawn as it is, without simulating. It holds 201 quantiles of each metric, "
             "not every future; a chart that needs more says so in its note.\n"
             "Without --chart, -o names a folder, and every chart is drawn that the "
             "scenario lists under `charts:` (`entente kinds chart`), as NAME.svg.\n"
             "A chart is one of:\n",
    .row = kind_row,
    .examples = examples,
    .run = run,
};
