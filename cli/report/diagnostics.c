/* How sure the simulation is, what it warns of, and what repeats it. */
#include <math.h>
#include <string.h>

#include "cli/charts/charts.h"
#include "cli/command_line.h"
#include "cli/figure.h"
#include "cli/report/parts.h"
#include "cli/version.h"

/* ---- Errors ---- */

static const char *amount(const ent_report *r, const ent_metric_result *m, double x,
                          double se) {
    char text[ENT_FORMAT_SIZE];
    if (m->kind == ENT_DATE_METRIC)
        return ent_report_words(r, "%s", ent_results_date(r->results, x, text));
    const ent_scale scale = ent_scale_choose(fabs(x), m->unit);
    return ent_report_words(r, "%s", ent_scale_write(&scale, x, se, false, text));
}

/* "$430bn to $434bn" */
static void put_interval(ent_report *r, ent_paper_table *t, const ent_metric_result *m,
                         int which) {
    const double *ends = m->interval[which];
    const double se = (ends[1] - ends[0]) / 4;
    if (ends[0] < ends[1])
        ent_paper_cell(r->document, t, "%s to %s", amount(r, m, ends[0], se),
                       amount(r, m, ends[1], se));
    else
        ent_paper_cell(r->document, t, "%s", amount(r, m, ends[0], 0));
}

static void put_error(ent_report *r, ent_paper_table *t, const ent_metric_result *m) {
    const ent_summary *s = &m->summary;
    const bool date = m->kind == ENT_DATE_METRIC;
    char text[ENT_FORMAT_SIZE], part[32];
    const ent_scale scale = ent_scale_choose(fabs(s->mean), m->unit);
    snprintf(part, sizeof part, "%.2g%%", 100 * s->se / fabs(s->mean));
    ent_paper_cell(r->document, t, "%s", ent_report_metric(r, m->name, m->title));
    ent_paper_cell(r->document, t, "%s",
                   date ? "" : ent_scale_write(&scale, s->mean, s->se, false, text));
    ent_paper_cell(r->document, t, "%s",
                   date ? "" : ent_scale_error(&scale, s->mean, s->se, text));
    ent_paper_cell(r->document, t, "%s", date || !(s->mean != 0) ? "" : part);
    for (int i = 0; i < 3; i++)
        put_interval(r, t, m, i);
}

static bool has_error(const ent_metric_result *m) {
    return ent_metric_is_main(m->name) && m->kind != ENT_FLAG_METRIC &&
           m->summary.n > 1 && m->summary.se > 0;
}

static void put_errors(ent_report *r, const ent_agreement_result *a) {
    static const char *const headers[] = {"5% lies in", "50% lies in", "95% lies in"};
    ent_paper *d = r->document;
    size_t count = 0;
    for (size_t i = 0; i < a->metric_count; i++)
        count += has_error(&a->metrics[i]);
    if (count == 0)
        return;
    ent_paper_table *t = ent_paper_add_table(
        d, ent_report_words(r, "%s: standard errors, and 95%% intervals of percentiles",
                            ent_report_version(r, a->name)));
    ent_paper_column(d, t, ENT_CELL_TEXT, "metric");
    ent_paper_column(d, t, ENT_CELL_NUMBER, "mean");
    ent_paper_column(d, t, ENT_CELL_ERROR, "");
    ent_paper_column(d, t, ENT_CELL_NUMBER, "error");
    for (int i = 0; i < 3; i++)
        ent_paper_column(d, t, ENT_CELL_NUMBER, headers[i]);
    for (size_t i = 0; i < a->metric_count; i++)
        if (has_error(&a->metrics[i]))
            put_error(r, t, &a->metrics[i]);
}

static void say_paths(ent_report *r) {
    const ent_results *results = r->results;
    char paths[ENT_FORMAT_SIZE];
    ent_format_count(results->paths, paths, sizeof paths);
    if (ent_results_single(results))
        ent_report_say(r,
                       "One path was computed: nothing here has a simulation error, and "
                       "nothing tells how sure it is.");
    else
        ent_report_say(
            r,
            "%s futures were simulated.  Errors shrink with the root of the number: "
            "four times as many futures halve them.",
            paths);
}

static void say_warnings(ent_report *r) {
    size_t count = 0;
    for (size_t i = 0; i < r->problems->count; i++) {
        const ent_problem *p = &r->problems->list[i];
        const bool placed = p->at.file != NULL && p->at.line > 0;
        if (p->code[0] != 'W')
            continue;
        if (count++ == 0)
            ent_report_say(r, "Warnings; `entente explain CODE` says more of each:");
        ent_report_item(
            r, "**%s** %s%s", p->code, p->message,
            placed ? ent_report_words(r, " (%s, line %d)", p->at.file->name, p->at.line)
                   : "");
    }
    if (count == 0)
        ent_report_say(r, "There were no warnings.");
}

void ent_report_diagnostics(ent_report *r) {
    const ent_results *results = r->results;
    ent_paper_heading(r->document, 2, "Diagnostics");
    say_paths(r);
    if (!ent_results_single(results))
        put_errors(r, &results->agreements[results->agreement_count - 1]);
    if (!ent_results_single(results) && ent_chart_kind_named("convergence") != NULL)
        ent_report_figure(r, "convergence");
    say_warnings(r);
}

/* ---- The run ---- */

static void put_line(ent_report *r, ent_paper_table *t, const char *what,
                     const char *text) {
    ent_paper_cell(r->document, t, "%s", what);
    ent_paper_cell(r->document, t, "%s", text);
}

static void put_command(ent_report *r) {
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    if (to == NULL)
        return;
    ent_command_line_print(
        r->results, &(ent_command_words){"report", r->request->file, NULL, true}, to);
    if (r->request->title != NULL) {
        fputs(" --title ", to);
        ent_shell_word_print(r->request->title, to);
    }
    if (r->request->theme != NULL)
        fprintf(to, " --theme %s", r->request->theme);
    const ent_options *o = r->request->options;
    for (size_t i = 0; i < o->warning_count; i++) {
        fputs(" -W ", to);
        ent_shell_word_print(o->warnings[i], to);
    }
    /* Into the folder one is in: whose folder it was is nobody's business. */
    const char *slash = strrchr(r->request->path, '/');
    fputs(" -o ", to);
    ent_shell_word_print(slash == NULL ? r->request->path : slash + 1, to);
    fclose(to);
    ent_paper_add(r->document, ENT_BLOCK_COMMAND, "%s", text);
    free(text);
}

void ent_report_manifest(ent_report *r) {
    static const char *const headers[] = {"what", "value", NULL};
    const ent_results *results = r->results;
    const ent_scenario *s = results->scenario;
    char count[ENT_FORMAT_SIZE], id[ENT_RUN_ID];
    const char *strange = ent_plan_measure(results->plan).not_portable;
    ent_paper_heading(r->document, 2, "How to repeat this");
    ent_report_say(
        r, "The same file, options and release give the same numbers, whatever the "
           "threads, compiler or instruction set:");
    put_command(r);
    ent_paper_table *t = ent_report_columns(r, "The run", headers);
    put_line(r, t, "program", "entente " ENT_VERSION);
    put_line(r, t, "run id", ent_report_words(r, "`%s`", ent_run_id(results, id)));
    put_line(r, t, "scenario", ent_report_words(r, "`%s`", r->request->file));
    put_line(r, t, "SHA-256 of its files", ent_report_words(r, "`%s`", s->sha256));
    put_line(r, t, "futures",
             results->base_case
                 ? "one path, every random number at its median"
                 : ent_report_words(
                       r, "%s", ent_format_count(results->paths, count, sizeof count)));
    put_line(r, t, "seed",
             ent_report_words(r, "%llu", (unsigned long long)results->seed));
    for (size_t i = 0; i < s->override_count; i++)
        put_line(r, t, "changed", ent_report_words(r, "`%s`", s->overrides[i]));
    if (results->where != NULL)
        put_line(r, t, "condition", ent_report_words(r, "`%s`", results->where));
    if (strange != NULL && *strange != '\0')
        put_line(r, t, "follows the C library of the machine", strange);
}
