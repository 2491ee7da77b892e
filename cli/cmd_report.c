#include "cli/commands.h"
#include "cli/load.h"
#include "cli/messages.h"
#include "cli/report/report.h"

static ent_status write_report(const ent_options *o, ent_loaded *loaded) {
    const ent_report_request request = ent_report_asked(o, o->output);
    ent_results *results = NULL;
    ent_status status = ent_report_check(&request, &loaded->problems);
    if (status == ENT_OK)
        status = ent_load_run(o, loaded, &results);
    if (status == ENT_OK)
        status = ent_load_check_where(results, &loaded->problems);
    /* What -W makes a mistake costs the report. */
    if (status == ENT_OK)
        status = ent_loaded_verdict(o, loaded, status);
    if (status == ENT_OK)
        status = ent_report_save(results, &request, &loaded->problems);
    if (status == ENT_OK && results->paths < results->asked)
        status = ENT_IMPRECISE;
    ent_results_free(results);
    return status;
}

static ent_status run(const ent_options *o) {
    ent_loaded loaded;
    if (o->output == NULL)
        return ent_usage_error("-o NAME.html, NAME.pdf or NAME.md", "`report` needs -o");
    ent_status status = ent_load_whole(o, &loaded);
    if (status == ENT_OK)
        status = write_report(o, &loaded);
    const bool done = status == ENT_OK || status == ENT_IMPRECISE;
    status = ent_loaded_verdict(o, &loaded, status);
    ent_loaded_report(o, &loaded);
    if (done)
        ent_message_note(o, "the report is in %s", o->output);
    ent_loaded_free(&loaded);
    return status;
}

static const ent_example examples[] = {
    {"report deal.yaml -o deal.html", "one web page, figures included"},
    {"report deal.yaml -o deal.pdf", "pages to print"},
    {"report deal.yaml --set assumptions.total_cap.value=60bn -o cap.md",
     "Markdown, with another cap"},
    {"report deal.yaml --where 'cap_date <= 2028-12-31' -o early.html",
     "of the futures where the cap comes early"},
    {NULL, NULL}};

const ent_command ent_command_report = {
    .name = "report",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Simulate and write it all up: words, terms, tables, figures, sources",
    .about =
        "The report has a summary in words made from the results by rule, the terms of "
        "all versions side by side, the results with their errors, figures, the register "
        "of assumptions and sources, diagnostics, and the command that repeats it.\n"
        "The ending chooses the form. HTML is one file that loads nothing, runs nothing, "
        "prints well and follows the reader's choice of light or dark; PDF is A4 pages "
        "with bookmarks; Markdown has its figures in a folder beside it "
        "(deal_figures/).\n"
        "The same file, options and release give the same bytes. The file is written "
        "whole and replaces what is there.\n",
    .examples = examples,
    .run = run,
};
