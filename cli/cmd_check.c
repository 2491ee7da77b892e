#include <stdio.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/figure.h"
#include "cli/json.h"
#include "cli/load.h"
#include "cli/table.h"
#include "model/engine/lint.h"

/* Nanoseconds for one path: of one step in one period, and of one statistic that is kept.
 * Fitted to a small and a middling scenario on one thread with AVX2; only for a rough
 * word about time. */
#define STEP_COST 0.3
#define CELL_COST 3.5
#define START_COST 0.005 /* seconds */

/* What a run will do. */
typedef struct {
    const ent_scenario *scenario;
    ent_plan_size size;
    uint64_t paths, kept;
    unsigned threads;
    double bytes, seconds;
    size_t warnings;
} forecast;

static forecast forecast_of(const ent_options *o, const ent_loaded *loaded) {
    forecast f = {.scenario = loaded->scenario,
                  .size = ent_plan_measure(loaded->plan),
                  .paths = o->paths.given ? o->paths.value : loaded->scenario->paths,
                  .warnings = loaded->problems.warnings};
    const uint64_t keep = o->keep.given ? o->keep.value : 1000000;
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    f.kept = f.paths < keep ? f.paths : keep;
    f.threads = o->threads.given ? (unsigned)o->threads.value
                : processors > 0 ? (unsigned)processors
                                 : 1;
    f.bytes = (double)f.size.bytes + (double)f.size.bytes_per_thread * f.threads +
              (double)f.size.bytes_per_path * (double)f.kept;
    const double steps =
        (double)(f.size.world_steps + f.size.agreement_steps) * (double)f.size.periods;
    f.seconds = START_COST + 1e-9 * (double)f.paths *
                                 (STEP_COST * steps + CELL_COST * (double)f.size.cells) /
                                 f.threads;
    return f;
}

/* ---- Words ---- */

typedef struct {
    size_t uncertain, disputed, unsourced;
} assumption_counts;

static assumption_counts count_assumptions(const ent_scenario *scenario) {
    assumption_counts counts = {0};
    for (size_t i = 0; i < scenario->assumptions.count; i++) {
        const ent_entry *e = &scenario->assumptions.items[i];
        counts.uncertain += e->kind != NULL;
        counts.disputed += e->common[ENT_ASSUMPTION_READINGS].given;
        counts.unsourced += !e->common[ENT_ASSUMPTION_SOURCE].given &&
                            !e->common[ENT_ASSUMPTION_KIND].given;
    }
    return counts;
}

static void put(ent_table *t, const char *name) {
    ent_table_put(t, "%s", name);
}

static void put_scenario(ent_table *t, const ent_scenario *s, size_t periods) {
    char first[11], last[11], text[ENT_FORMAT_SIZE];
    put(t, "horizon");
    ent_table_put(t, "%s to %s, %s", ent_day_write(s->start, first),
                  ent_day_write(s->end, last),
                  ent_format_counted(periods, "period", text, sizeof text));
    for (size_t i = 0; i < s->agreement_count; i++) {
        put(t, i == 0 ? "agreements" : "");
        ent_table_put(t, "%s, %s", s->agreements[i].about.name,
                      ent_format_counted(s->agreements[i].clauses.count, "clause", text,
                                         sizeof text));
    }
    if (s->baseline != NULL) {
        put(t, "baseline");
        ent_table_put(t, "%s", s->baseline);
    }
    const assumption_counts counts = count_assumptions(s);
    if (s->assumptions.count == 0)
        return;
    put(t, "assumptions");
    ent_table_put(t, "%zu: %zu uncertain, %zu disputed, %zu without a source or `kind`",
                  s->assumptions.count, counts.uncertain, counts.disputed,
                  counts.unsourced);
}

static void put_work(ent_table *t, const forecast *f) {
    char text[ENT_FORMAT_SIZE], threads[ENT_FORMAT_SIZE];
    put(t, "futures");
    ent_table_put(t, "%s", ent_format_count(f->paths, text, sizeof text));
    put(t, "steps a period");
    ent_table_put(t, "%zu for the world, %zu for all agreements", f->size.world_steps,
                  f->size.agreement_steps);
    put(t, "statistics");
    ent_table_put(t, "%zu cells, %zu metrics kept for each of %s", f->size.cells,
                  f->size.metrics,
                  ent_format_counted(f->kept, "future", text, sizeof text));
    put(t, "memory");
    ent_table_put(t, "about %s on %s", ent_figure_bytes(f->bytes, text),
                  ent_format_counted(f->threads, "thread", threads, sizeof threads));
    put(t, "time");
    ent_table_put(t, "%s, roughly (%s)", ent_figure_seconds(f->seconds, text),
                  f->size.isa);
    if (f->size.not_portable != NULL && *f->size.not_portable != '\0') {
        put(t, "not portable");
        ent_table_put(t, "%s: same bytes on machines of one type only",
                      f->size.not_portable);
    }
}

static void print_table(const ent_options *o, const forecast *f) {
    ent_table t = {0};
    ent_table_column(&t, "what", ENT_COLUMN_TEXT);
    ent_table_column(&t, "value", ENT_COLUMN_TEXT);
    put_scenario(&t, f->scenario, f->size.periods);
    put_work(&t, f);
    if (o->format == ENT_AS_TEXT)
        printf("%s: nothing wrong.  A run will do this:\n", o->words[0]);
    ent_table_print(&t, o->format, ent_options_color(o, stdout), stdout);
    ent_table_free(&t);
}

static void print_json(const forecast *f) {
    const struct {
        const char *name;
        uint64_t value;
    } counts[] = {{"paths", f->paths},
                  {"kept", f->kept},
                  {"threads", f->threads},
                  {"periods", f->size.periods},
                  {"agreements", f->size.agreements},
                  {"world_steps", f->size.world_steps},
                  {"agreement_steps", f->size.agreement_steps},
                  {"cells", f->size.cells},
                  {"metrics", f->size.metrics},
                  {"warnings", f->warnings},
                  {"bytes", (uint64_t)f->bytes}};
    json_t *object = json_object();
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        json_object_set_new(object, counts[i].name, ent_json_count(counts[i].value));
    json_object_set_new(object, "instruction_set", ent_json_text(f->size.isa));
    json_object_set_new(object, "not_portable", ent_json_text(f->size.not_portable));
    ent_json_write(object, stdout);
    json_decref(object);
}

static ent_status run(const ent_options *o) {
    ent_loaded loaded;
    const ent_file_lint_options lint = {o->newer.given, o->newer.day};
    ent_status status = ent_load(o, &loaded);
    if (status == ENT_OK)
        status = ent_load_check_charts(&loaded, NULL);
    if (status == ENT_OK) {
        ent_file_lint(loaded.plan, &lint, &loaded.problems);
        status = ent_loaded_verdict(o, &loaded, status);
    }
    if (status == ENT_OK) {
        const forecast f = forecast_of(o, &loaded);
        if (o->format == ENT_AS_JSON)
            print_json(&f);
        else
            print_table(o, &f);
    }
    ent_loaded_report(o, &loaded);
    ent_loaded_free(&loaded);
    return status;
}

static const ent_example examples[] = {
    {"check deal.yaml", "is it right?"},
    {"check deal.yaml --set agreements.apr-2026.clauses.revenue_share.cap=60bn",
     "is it still?"},
    {"check deal.yaml --paths 10m --threads 8", "what would that cost?"},
    {"check deal.yaml -W error --message-format json",
     "for an editor, or before a commit"},
    {NULL, NULL}};

const ent_command ent_command_check = {
    .name = "check",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Find every mistake in a scenario, or say what a run will do",
    .about = "Reads and compiles everything that a run would, without simulating: "
             "names, units, dates, cycles, ranges. All independent mistakes are "
             "reported at once, each with its place, the line and, where there is "
             "one, the edit that mends it; the exit code is then 3.\n"
             "Otherwise: sizes, memory and a rough time.\n"
             "What is possible but hardly meant is a warning, with a code: W0720. Every "
             "command takes -W no-W0720 to silence it, -W error=W0720 to make it a "
             "mistake, -W error for all; the last word about a code counts.\n"
             "With --message-format json every message is one object on a line of its "
             "own: level (error, warning or note), code, message, file, line, column "
             "and end_column (from 1, in characters), byte_start and byte_end (from 0), "
             "path, help, note, and labels, a list of further places.\n",
    .examples = examples,
    .run = run,
};
