#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/figure.h"
#include "cli/json.h"
#include "cli/load.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/summary.h"
#include "cli/sweep_line.h"
#include "cli/table.h"
#include "scenarios/scenarios.h"

/* One table of the text, with a row for each value: a metric of one agreement or its difference from
 * the baseline; where several terms vary, all metrics in brief. */
typedef struct {
    const char *metric; /* NULL: all */
    const char *heading;
    size_t of; /* which agreement or comparison */
    ent_table table;
} block;

/* A sweep as it is printed, point by point. */
typedef struct {
    const ent_options *o;
    ent_vary vary;
    ent_arena arena;
    ent_problems *problems;
    ent_scenario *failed; /* what problems of runs point into */
    ent_shown shown;
    block *blocks;
    size_t block_count;
    const char *opening; /* what was run: the same for every point */
    ent_table csv;
    json_t *json;
    ent_sweep_line line; /* the chart, with -o */
} sweep;

/* ---- Text ---- */

static const char *in_arena(sweep *s, const char *text) {
    return ent_arena_text(&s->arena, text, strlen(text));
}

/* Differences from the baseline; of the baseline itself, if it is asked for, what it is worth. */
static bool compares(const sweep *s, const ent_results *r) {
    return r->comparison_count > 0 &&
           (s->shown.agreement == NULL ||
            strcmp(s->shown.agreement, r->comparisons[0].baseline) != 0);
}

/* Without names, what each party gets. */
static bool shows(const sweep *s, const char *metric) {
    return ent_shown_metric(&s->shown, metric, strncmp(metric, "npv.", 4) == 0);
}

static void brief_columns(const sweep *s, const ent_results *r, ent_table *t) {
    const ent_agreement_result *first = &r->agreements[0];
    ent_table_column(t, "with", ENT_COLUMN_TEXT);
    for (size_t m = 0; m < first->metric_count; m++) {
        const char *name = first->metrics[m].name;
        if (shows(s, name) && compares(s, r))
            ent_summary_brief_columns(name, t);
        else if (shows(s, name)) {
            ent_table_column(t, name, ENT_COLUMN_NUMBER);
            ent_table_column(t, "", ENT_COLUMN_ERROR);
        }
    }
}

static void add_block(sweep *s, const ent_results *r, const char *metric, size_t of) {
    char heading[320];
    const bool compared = compares(s, r);
    snprintf(heading, sizeof heading, "%s%s%s%s%s%s", metric == NULL ? "" : metric,
             metric == NULL ? "" : ": ",
             compared ? r->comparisons[of].agreement : r->agreements[of].name,
             compared ? " minus " : "", compared ? r->comparisons[of].baseline : "",
             compared ? ", future by future" : "");
    block b = {.metric = metric == NULL ? NULL : in_arena(s, metric),
               .heading = in_arena(s, heading),
               .of = of};
    if (metric == NULL)
        brief_columns(s, r, &b.table);
    else
        ent_table_column(&b.table, "value", ENT_COLUMN_TEXT);
    if (metric != NULL && compared)
        ent_summary_difference_columns(r, &r->comparisons[of], &b.table);
    else if (metric != NULL)
        ent_summary_metric_columns(r, false, &b.table);
    s->blocks = ent_arena_grow(&s->arena, s->blocks, s->block_count, sizeof *s->blocks);
    s->blocks[s->block_count++] = b;
}

/* The blocks of one metric, or of all: one for each agreement or comparison that is shown. */
static void add_blocks(sweep *s, const ent_results *r, const char *metric) {
    const bool compared = compares(s, r);
    const size_t count = compared ? r->comparison_count : r->agreement_count;
    for (size_t i = 0; i < count; i++)
        if (ent_shown_agreement(&s->shown, compared ? r->comparisons[i].agreement
                                                    : r->agreements[i].name))
            add_block(s, r, metric, i);
}

static void lay_out(sweep *s, const ent_results *r) {
    const ent_agreement_result *first = &r->agreements[0];
    if (s->vary.path == NULL)
        add_blocks(s, r, NULL);
    for (size_t m = 0; m < first->metric_count && s->vary.path != NULL; m++)
        if (shows(s, first->metrics[m].name))
            add_blocks(s, r, first->metrics[m].name);
}

static void add_difference(const sweep *s, const ent_results *r, block *to) {
    const ent_comparison *c = &r->comparisons[to->of];
    for (size_t m = 0; m < c->metric_count; m++) {
        const ent_difference_result *d = &c->metrics[m];
        if (to->metric == NULL && shows(s, d->name))
            ent_summary_brief_row(r, c, d, &to->table);
        else if (to->metric != NULL && strcmp(d->name, to->metric) == 0)
            ent_summary_difference_row(r, c, d, &to->table);
    }
}

static void add_level(const sweep *s, const ent_results *r, block *to) {
    const ent_agreement_result *a = &r->agreements[to->of];
    for (size_t m = 0; m < a->metric_count; m++) {
        const ent_metric_result *at = &a->metrics[m];
        if (to->metric == NULL && shows(s, at->name))
            ent_summary_level_row(r, at, &to->table);
        else if (to->metric != NULL && strcmp(at->name, to->metric) == 0)
            ent_summary_metric_row(r, at, false, &to->table);
    }
}

static void add_rows(sweep *s, const char *name, const ent_results *r) {
    for (size_t b = 0; b < s->block_count; b++) {
        ent_table_put(&s->blocks[b].table, "%s", name);
        if (compares(s, r))
            add_difference(s, r, &s->blocks[b]);
        else
            add_level(s, r, &s->blocks[b]);
    }
}

static void print_text(const sweep *s) {
    const ent_summary_style style = {s->o->format, ent_options_color(s->o, stdout),
                                     stdout, s->o->words[0]};
    fputs(s->opening, stdout);
    for (size_t b = 0; b < s->block_count; b++) {
        ent_summary_heading(&style, "%s", s->blocks[b].heading);
        ent_table_print(&s->blocks[b].table, style.form, style.bold, stdout);
    }
}

/* ---- Points ---- */

static bool is_data(const sweep *s) {
    return s->o->format == ENT_AS_CSV || s->o->format == ENT_AS_JSON;
}

static void open_sweep(sweep *s, const ent_results *r) {
    char count[ENT_FORMAT_SIZE], text[1024];
    const bool one = s->vary.path != NULL;
    snprintf(text, sizeof text, "%s%s\n%s%s; every %s meets the same %s, seed %llu.\n",
             s->o->format == ENT_AS_MD ? "# " : "", r->scenario->title,
             one ? s->vary.path : "One term at a time", one ? " varies" : " is set anew",
             one ? "value" : "row",
             ent_format_counted(r->paths, "future", count, sizeof count),
             (unsigned long long)r->seed);
    s->opening = in_arena(s, text);
    if (!is_data(s))
        lay_out(s, r);
}

/* What all points share, from the first one; if it sets anything, that is its last override. */
static void open_json(sweep *s, const json_t *whole) {
    static const char *const shared[] = {"entente", "format", "scenario", "run"};
    json_t *overrides = json_object_get(json_object_get(whole, "run"), "overrides");
    if (s->vary.sets[0] != NULL)
        json_array_remove(overrides, json_array_size(overrides) - 1);
    s->json = json_object();
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        json_object_set(s->json, shared[i], json_object_get(whole, shared[i]));
    json_object_set_new(s->json, "vary",
                        ent_json_text(s->vary.path == NULL ? s->o->vary : s->vary.path));
    json_object_set_new(s->json, "points", json_array());
}

/* Of a run's JSON what a sweep is about: metrics and differences. */
static void add_json(sweep *s, const char *value, const ent_results *r) {
    json_t *whole = ent_json_results(r), *agreements = json_object(), *a;
    json_t *point = json_object();
    const char *name;
    if (s->json == NULL)
        open_json(s, whole);
    json_object_foreach(json_object_get(whole, "agreements"), name, a) {
        json_t *kept = json_object();
        json_object_set(kept, "metrics", json_object_get(a, "metrics"));
        json_object_set_new(agreements, name, kept);
    }
    json_object_set_new(point, "value", ent_json_text(value));
    json_object_set_new(point, "agreements", agreements);
    json_object_set(point, "differences", json_object_get(whole, "differences"));
    json_array_append_new(json_object_get(s->json, "points"), point);
    json_decref(whole);
}

/* A slip in a name should not cost a run. */
static ent_status check_names(void *context, size_t point, const ent_results *preview) {
    const sweep *s = context;
    (void)point;
    return ent_shown_check(&s->shown, preview);
}

static ent_status visit(void *context, size_t point, const ent_results *r) {
    sweep *s = context;
    const char *value = s->vary.names[point];
    if (point == 0)
        open_sweep(s, r);
    add_rows(s, value, r);
    if (s->o->format == ENT_AS_CSV)
        ent_data_point(r, value, &s->csv);
    if (s->o->format == ENT_AS_JSON)
        add_json(s, value, r);
    if (s->o->output != NULL)
        return ent_sweep_line_add(&s->line, &s->vary, point, r, s->problems);
    return ENT_OK;
}

static void print(const sweep *s) {
    if (s->opening == NULL)
        return;
    if (s->o->format == ENT_AS_JSON)
        ent_json_write(s->json, stdout);
    else if (s->o->format == ENT_AS_CSV)
        ent_table_print(&s->csv, ENT_AS_CSV, false, stdout);
    else
        print_text(s);
}

static void sweep_free(sweep *s) {
    for (size_t b = 0; b < s->block_count; b++)
        ent_table_free(&s->blocks[b].table);
    ent_table_free(&s->csv);
    json_decref(s->json);
    ent_sweep_line_free(&s->line);
    ent_scenario_free(s->failed);
    ent_arena_free(&s->arena);
}

/* ---- The command ---- */

static ent_status run_sweep(sweep *s, ent_loaded *loaded) {
    ent_progress progress;
    const ent_options *o = s->o;
    ent_study study = {.file = o->words[0],
                       .overrides = o->overrides,
                       .override_count = o->override_count,
                       .plan = ent_load_plan_options(o),
                       .run = ent_load_run_options(o),
                       .look = check_names,
                       .visit = visit,
                       .context = s};
    ent_status status =
        ent_sweep_check(&study, &s->vary, &loaded->scenario, &loaded->problems);
    status = ent_loaded_verdict(o, loaded, status);
    if (status != ENT_OK)
        return status;
    ent_progress_begin(&progress, o->quiet, &study.run);
    status = ent_sweep_run(&study, &s->vary, &s->failed, &loaded->problems);
    ent_progress_end(&progress);
    return status;
}

static ent_status draw(sweep *s, ent_loaded *loaded) {
    const ent_status status = ent_sweep_line_draw(&s->line, &loaded->problems);
    if (status == ENT_OK)
        ent_message_note(s->o, "the chart is in %s, its data and description beside it",
                         s->o->output);
    return status;
}

static ent_status check(const ent_options *o) {
    if (o->vary == NULL)
        return ent_usage_error("--vary assumptions.total_cap.value=20bn,38bn,60bn",
                               "`sweep` needs --vary");
    if (o->output != NULL && o->metric != NULL && strchr(o->metric, ',') != NULL)
        return ent_usage_error("--metric with one name, or no -o",
                               "the chart of a sweep shows one metric");
    if (o->output == NULL && (o->size || o->theme || o->title || o->outline_text))
        return ent_usage_error("-o NAME.svg, NAME.pdf or NAME.png",
                               "a sweep draws its chart only with -o");
    if (strcmp(o->words[0], "-") == 0)
        return ent_usage_error("give the name of a file",
                               "a sweep reads its scenario once for each value");
    return ENT_OK;
}

static ent_status run(const ent_options *o) {
    const ent_status checked = check(o);
    if (checked != ENT_OK)
        return checked;
    ent_loaded loaded = {0};
    sweep s = {.o = o,
               .shown = ent_shown_of(o),
               .problems = &loaded.problems,
               .line.request = {.agreement = o->agreement,
                                .metric = o->metric,
                                .size = o->size,
                                .theme = o->theme,
                                .title = o->title,
                                .outline_text = o->outline_text,
                                .path = o->output}};
    ent_status status = ent_vary_read(o->vary, &s.arena, &s.vary, &loaded.problems);
    if (status == ENT_OK && o->output != NULL)
        status = ent_charts_check_file(&s.line.request, &loaded.problems);
    if (status == ENT_OK && o->output != NULL)
        status = ent_plots_ready(&loaded.problems);
    if (status == ENT_OK)
        status = run_sweep(&s, &loaded);
    if (status == ENT_OK || status == ENT_IMPRECISE)
        print(&s);
    if (status == ENT_OK && o->output != NULL)
        status = draw(&s, &loaded);
    ent_loaded_report(o, &loaded);
    ent_loaded_free(&loaded);
    sweep_free(&s);
    return status;
}

static const ent_example examples[] = {
    {"sweep deal.yaml --vary assumptions.total_cap.value=20bn,38bn,60bn",
     "what if the cap were another?"},
    {"sweep deal.yaml --vary assumptions.total_cap.value=20bn:100bn:9 --csv",
     "nine caps, as data"},
    {"sweep deal.yaml --vary assumptions.total_cap.value=20bn:100bn:9 --metric "
     "npv.microsoft -o cap.svg",
     "the same as a chart"},
    {"sweep deal.yaml --vary assumptions.old_share_until.use=to_2030,until_agi",
     "each reading of a disputed term"},
    {"sweep deal.yaml --vary agreements.apr-2026.clauses.revenue_share.cap=38bn,none "
     "--metric cap_date,share_paid",
     "two metrics, with and without the cap"},
    {"sweep deal.yaml --vary 'assumptions.total_cap.value=20bn,60bn; "
     "assumptions.share_rate.value=15%'",
     "three changes, one at a time"},
    {NULL, NULL}};

const ent_command ent_command_sweep = {
    .name = "sweep",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Run the scenario once for each of several values of a term",
    .about =
        "--vary names a term as --set does, and the values it is to take: a list "
        "(a reading's names too, or none), or FROM:TO:N for N values with equal "
        "steps. Every value meets the same futures, so the rows differ by the "
        "term alone. Several terms, with semicolons between them, are varied one "
        "at a time, and stand in one table below the scenario as it stands.\n"
        "Shown are the differences from the baseline of what each party gets, or "
        "without a baseline each version's; --metric M,N names others, --agreement A "
        "one version. --csv and --json have all metrics of all versions. -o draws a "
        "line over the values: of one metric and version, by default the first "
        "party's net present value in the last.\n",
    .examples = examples,
    .run = run,
};
