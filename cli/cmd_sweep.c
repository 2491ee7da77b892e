#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/data.h"
#include "cli/figure.h"
#include "cli/json.h"
#include "cli/load.h"
#include "cli/progress.h"
#include "cli/summary.h"
#include "cli/table.h"
#include "scenarios/scenarios.h"

/* One table of the text: a metric of one agreement, or its difference from the baseline, with a
 * row for each value. */
typedef struct {
    const char *metric, *heading;
    size_t of; /* which agreement or comparison */
    ent_table table;
} block;

/* A sweep as it is printed, point by point. */
typedef struct {
    const ent_options *o;
    ent_vary vary;
    ent_arena arena;
    const char **metrics; /* asked for */
    size_t metric_count;
    block *blocks;
    size_t block_count;
    const char *opening; /* what was run: the same for every point */
    ent_table csv;
    json_t *json;
} sweep;

/* ---- Which metrics ---- */

static void split_metrics(sweep *s) {
    for (const char *at = s->o->metric; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, ",");
        s->metrics =
            ent_arena_grow(&s->arena, s->metrics, s->metric_count, sizeof *s->metrics);
        s->metrics[s->metric_count++] = ent_arena_text(&s->arena, at, length);
        at += length + (at[length] == ',');
    }
}

static bool asked_for(const sweep *s, const char *name) {
    for (size_t i = 0; i < s->metric_count; i++)
        if (strcmp(s->metrics[i], name) == 0)
            return true;
    return s->metric_count == 0 && strncmp(name, "npv.", 4) == 0;
}

static ent_status check_metrics(sweep *s, const ent_results *r) {
    const ent_agreement_result *a = &r->agreements[0];
    const char **names = ent_arena_take(&s->arena, a->metric_count, sizeof *names);
    size_t count = 0;
    for (size_t m = 0; m < a->metric_count; m++)
        names[count++] = a->metrics[m].name;
    for (size_t i = 0; i < s->metric_count; i++) {
        if (ent_agreement_metric(a, s->metrics[i]) != NULL)
            continue;
        const char *near = ent_nearest(s->metrics[i], names, count);
        char help[160] = "`run --csv` lists the metrics of a scenario";
        if (near != NULL)
            snprintf(help, sizeof help, "did you mean %s?", near);
        return ent_usage_error(help, "there is no metric %s", s->metrics[i]);
    }
    return ENT_OK;
}

/* ---- Text ---- */

static const char *in_arena(sweep *s, const char *text) {
    return ent_arena_text(&s->arena, text, strlen(text));
}

static void add_block(sweep *s, const ent_results *r, const char *metric, size_t of) {
    char heading[320];
    const bool compared = r->comparison_count > 0;
    snprintf(heading, sizeof heading, "%s: %s%s%s%s", metric,
             compared ? r->comparisons[of].agreement : r->agreements[of].name,
             compared ? " minus " : "", compared ? r->comparisons[of].baseline : "",
             compared ? ", future by future" : "");
    block b = {.metric = in_arena(s, metric), .heading = in_arena(s, heading), .of = of};
    ent_table_column(&b.table, "value", ENT_COLUMN_TEXT);
    if (compared)
        ent_summary_difference_columns(r, &r->comparisons[of], &b.table);
    else
        ent_summary_metric_columns(r, false, &b.table);
    s->blocks = ent_arena_grow(&s->arena, s->blocks, s->block_count, sizeof *s->blocks);
    s->blocks[s->block_count++] = b;
}

static void lay_out(sweep *s, const ent_results *r) {
    const ent_agreement_result *first = &r->agreements[0];
    const size_t each =
        r->comparison_count > 0 ? r->comparison_count : r->agreement_count;
    for (size_t m = 0; m < first->metric_count; m++)
        for (size_t i = 0; asked_for(s, first->metrics[m].name) && i < each; i++)
            add_block(s, r, first->metrics[m].name, i);
}

static void add_rows(sweep *s, const char *value, const ent_results *r) {
    for (size_t b = 0; b < s->block_count; b++) {
        block *at = &s->blocks[b];
        ent_table_put(&at->table, "%s", value);
        if (r->comparison_count == 0) {
            const ent_agreement_result *a = &r->agreements[at->of];
            ent_summary_metric_row(r, ent_agreement_metric(a, at->metric), false,
                                   &at->table);
            continue;
        }
        const ent_comparison *c = &r->comparisons[at->of];
        for (size_t m = 0; m < c->metric_count; m++)
            if (strcmp(c->metrics[m].name, at->metric) == 0)
                ent_summary_difference_row(r, c, &c->metrics[m], &at->table);
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

static void open_sweep(sweep *s, const ent_results *r) {
    char count[ENT_FORMAT_SIZE], text[1024];
    snprintf(text, sizeof text,
             "%s%s\n%s varies; every value meets the same %s future%s, seed %llu.\n",
             s->o->format == ENT_AS_MD ? "# " : "", r->scenario->title, s->vary.path,
             ent_format_count(r->paths, count, sizeof count), r->paths == 1 ? "" : "s",
             (unsigned long long)r->seed);
    s->opening = in_arena(s, text);
    lay_out(s, r);
}

/* What all points share, from the first one; its last override is the value that varies. */
static void open_json(sweep *s, const json_t *whole) {
    static const char *const shared[] = {"entente", "format", "scenario", "run"};
    json_t *overrides = json_object_get(json_object_get(whole, "run"), "overrides");
    json_array_remove(overrides, json_array_size(overrides) - 1);
    s->json = json_object();
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        json_object_set(s->json, shared[i], json_object_get(whole, shared[i]));
    json_object_set_new(s->json, "vary", ent_json_text(s->vary.path));
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

static ent_status visit(void *context, size_t point, const ent_results *r) {
    sweep *s = context;
    const char *value = s->vary.values[point];
    const ent_status status = point == 0 ? check_metrics(s, r) : ENT_OK;
    if (status != ENT_OK)
        return status;
    if (point == 0)
        open_sweep(s, r);
    add_rows(s, value, r);
    if (s->o->format == ENT_AS_CSV)
        ent_data_point(r, value, &s->csv);
    if (s->o->format == ENT_AS_JSON)
        add_json(s, value, r);
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
                       .run = ent_load_run_options(o)};
    ent_status status =
        ent_sweep_check(&study, &s->vary, &loaded->scenario, &loaded->problems);
    status = ent_loaded_verdict(o, loaded, status);
    if (status != ENT_OK)
        return status;
    ent_progress_begin(&progress, o->quiet, &study.run);
    status = ent_sweep_run(&study, &s->vary, visit, s, &loaded->problems);
    ent_progress_end(&progress);
    return status;
}

static ent_status run(const ent_options *o) {
    if (o->vary == NULL)
        return ent_usage_error("--vary assumptions.total_cap.value=20bn,38bn,60bn",
                               "`sweep` needs --vary");
    if (strcmp(o->words[0], "-") == 0)
        return ent_usage_error("give the name of a file",
                               "a sweep reads its scenario once for each value");
    sweep s = {.o = o};
    ent_loaded loaded = {0};
    split_metrics(&s);
    ent_status status = ent_vary_read(o->vary, &s.arena, &s.vary, &loaded.problems);
    if (status == ENT_OK)
        status = run_sweep(&s, &loaded);
    if (status == ENT_OK || status == ENT_IMPRECISE)
        print(&s);
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
    {"sweep deal.yaml --vary assumptions.old_share_until.use=to_2030,until_agi",
     "each reading of a disputed term"},
    {"sweep deal.yaml --vary agreements.apr-2026.clauses.revenue_share.cap=38bn,none "
     "--metric cap_date,share_paid",
     "two metrics, with and without the cap"},
    {NULL, NULL}};

const ent_command ent_command_sweep = {
    .name = "sweep",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Run the scenario once for each of several values of one term",
    .about = "--vary names a term as --set does, and the values it is to take: a list "
             "(a reading's names too, or none), or FROM:TO:N for N values with equal "
             "steps. Every value meets the same futures, so the rows differ by the "
             "term alone.\n"
             "Shown are the differences from the baseline of what each party gets, or "
             "without a baseline each version's; --metric M,N names others. --csv and "
             "--json have all metrics of all versions.\n",
    .examples = examples,
    .run = run,
};
