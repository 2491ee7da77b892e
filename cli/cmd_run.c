#include <stdio.h>

#include "cli/charts/charts.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/json.h"
#include "cli/load.h"
#include "cli/manifest.h"
#include "cli/messages.h"
#include "cli/output.h"
#include "cli/report/report.h"
#include "cli/summary.h"

static void print_results(const ent_options *o, const ent_results *r, ent_form form,
                          FILE *to) {
    if (form == ENT_AS_JSON) {
        json_t *json = ent_json_results(r);
        ent_json_write(json, to);
        json_decref(json);
    } else if (form == ENT_AS_CSV) {
        ent_table table = {0};
        ent_data_summary(r, &table);
        ent_table_print(&table, ENT_AS_CSV, false, to);
        ent_table_free(&table);
    } else {
        const bool terminal = to == stdout && ent_options_color(o, stdout);
        const bool pictures = terminal && form == ENT_AS_TEXT && ent_options_blocks();
        /* A file holds everything. */
        const ent_shown shown = to == stdout ? ent_shown_of(o) : (ent_shown){0};
        ent_summary_print(
            r, &shown, &(ent_summary_style){form, terminal, to, o->words[0], pictures});
    }
}

/* ---- The folder of -o ---- */

static ent_status save_json(const char *folder, const char *name, json_t *json,
                            ent_problems *problems) {
    ent_output file;
    ent_status status = ent_output_open(&file, folder, name, problems);
    if (status == ENT_OK) {
        ent_json_write(json, file.to);
        status = ent_output_close(&file, problems);
    }
    json_decref(json);
    return status;
}

static ent_status save_tables(const char *folder, const ent_results *r,
                              ent_problems *problems) {
    ent_status status = ENT_OK;
    for (const ent_data_file *d = ent_data_files; d->file != NULL && status == ENT_OK;
         d++) {
        ent_table table = {0};
        ent_output file;
        d->fill(r, &table);
        status = ent_output_open(&file, folder, d->file, problems);
        if (status == ENT_OK) {
            ent_table_print(&table, ENT_AS_CSV, false, file.to);
            status = ent_output_close(&file, problems);
        }
        ent_table_free(&table);
    }
    return status;
}

static ent_status save_summary(const ent_options *o, const ent_results *r,
                               ent_problems *problems) {
    ent_output file;
    const ent_status status = ent_output_open(&file, o->output, "summary.md", problems);
    if (status != ENT_OK)
        return status;
    print_results(o, r, ENT_AS_MD, file.to);
    return ent_output_close(&file, problems);
}

static ent_status save_report(const ent_options *o, const ent_results *r,
                              ent_problems *problems) {
    char path[4096];
    snprintf(path, sizeof path, "%s/report.html", o->output);
    const ent_report_request request = ent_report_asked(o, path);
    return ent_report_save(r, &request, problems);
}

static ent_status save(const ent_options *o, const ent_results *r,
                       ent_problems *problems) {
    const bool empty = r->where != NULL && r->where_count == 0;
    ent_status status =
        save_json(o->output, "results.json", ent_json_results(r), problems);
    if (status == ENT_OK)
        status = save_tables(o->output, r, problems);
    if (status == ENT_OK)
        status = save_summary(o, r, problems);
    if (status != ENT_OK)
        return status;
    /* A chart that cannot be drawn costs neither the report nor the manifest.  The report
     * comes first: the charts warn of the same again, which the report would tell twice. */
    const ent_status report = empty ? ENT_OK : save_report(o, r, problems);
    const ent_status charts =
        empty ? ENT_OK : ent_charts_save_standard(r, o->output, problems);
    status = save_json(o->output, "manifest.json", ent_manifest(o, r), problems);
    status = status != ENT_OK ? status : report;
    return status != ENT_OK ? status : charts;
}

/* ---- The command ---- */

static ent_status present(const ent_options *o, const ent_results *r,
                          ent_problems *problems) {
    print_results(o, r, o->format, stdout);
    ent_status status = o->output == NULL ? ENT_OK : save(o, r, problems);
    const ent_status any = ent_load_check_where(r, problems);
    status = status != ENT_OK ? status : any;
    if (status == ENT_OK && r->paths < r->asked)
        status = ENT_IMPRECISE;
    return status;
}

/* A slip in a name should not cost a run. */
static ent_status check_shown(const ent_options *o, const ent_loaded *loaded) {
    const ent_shown shown = ent_shown_of(o);
    ent_results preview;
    if (shown.agreement == NULL && shown.metrics == NULL)
        return ENT_OK;
    ent_plan_preview(loaded->plan, &preview);
    const ent_status status = ent_shown_check(&shown, &preview);
    ent_arena_free(&preview.arena);
    return status;
}

/* Before the work: what cannot be drawn or written should not cost a run. */
static ent_status prepare_folder(const ent_options *o, ent_problems *problems) {
    const ent_status status = ent_plots_ready(problems);
    return status != ENT_OK ? status : ent_output_folder(o->output, problems);
}

static ent_status run(const ent_options *o) {
    ent_loaded loaded;
    ent_results *results = NULL;
    const bool whole = o->output != NULL || o->format == ENT_AS_JSON;
    ent_status status = whole ? ent_load_whole(o, &loaded) : ent_load(o, &loaded);
    if (status == ENT_OK)
        status = check_shown(o, &loaded);
    if (status == ENT_OK && o->output != NULL)
        status = prepare_folder(o, &loaded.problems);
    if (status == ENT_OK)
        status = ent_load_run(o, &loaded, &results);
    if (status == ENT_OK)
        status = present(o, results, &loaded.problems);
    const bool done = status == ENT_OK || status == ENT_IMPRECISE;
    status = ent_loaded_verdict(o, &loaded, status);
    ent_loaded_report(o, &loaded);
    if (done && o->output != NULL)
        ent_message_note(o, "results, tables and charts are in %s", o->output);
    ent_results_free(results);
    ent_loaded_free(&loaded);
    return status;
}

static const ent_example examples[] = {
    {"run deal.yaml", "the summary"},
    {"run deal.yaml -o out", "and all files, in out/"},
    {"run deal.yaml --set assumptions.total_cap.value=60bn", "with another cap"},
    {"run deal.yaml --where 'cap_date <= 2028-12-31'", "where the cap comes early"},
    {"run deal.yaml --agreement apr-2026 --metric cap_date,share_paid",
     "two metrics of one version"},
    {"run deal.yaml --base-case", "everything at its median"},
    {"run deal.yaml --paths 1m --json > results.json", "every number, in full"},
    {NULL, NULL}};

const ent_command ent_command_run = {
    .name = "run",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Simulate every version of the agreement and summarise it",
    .about = "Every version is priced on the same simulated futures, so differences "
             "between versions are taken future by future and small ones show. The "
             "summary has the differences first, then each version's metrics and "
             "what moves under each clause, then what to look at next. A metric that "
             "is the same number in every version is shown once. --agreement and "
             "--metric show less of it. On a terminal, "
             "each metric's row draws how its outcomes lie between their 1st and 99th "
             "percentile, and each series' median has its course over the periods.\n"
             "The same file, overrides, paths and seed give the same bytes for any "
             "number of threads. Ctrl-C ends a run early; what was simulated is "
             "printed, labelled as partial (exit code 5).\n"
             "With -o, a folder gets results.json (all that charts need), "
             "metrics.csv, differences.csv, series.csv, events.csv, clauses.csv, "
             "transfers.csv, summary.md, report.html, the charts that the "
             "scenario lists (else two) with their data, and manifest.json (command, "
             "compiler, libraries, times). Files are "
             "written whole and replace what is there.\n",
    .examples = examples,
    .run = run,
};
