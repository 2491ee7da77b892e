#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/figure.h"
#include "cli/json.h"
#include "cli/load.h"
#include "cli/summary.h"
#include "cli/table.h"
#include "cli/trace_series.h"

/* Printed lines add up to printed totals, to the last digit: every amount is rounded
 * first, to one unit for the whole trace, and totals are sums of the rounded lines.  For
 * reading the unit suits the largest amount; CSV and JSON are in hundredths of the
 * currency. */
typedef struct {
    double unit; /* one unit of `counts` in money */
    int scale;   /* power of ten of the printed number */
    int decimals;
    const char *word; /* "m" */
} rounding;

/* An amount beyond this many units would not be exact in a double. */
#define MOST_UNITS 9007199254740992.0

static double largest_amount(const ent_trace *trace) {
    double most = 0;
    for (size_t i = 0; i < trace->line_count; i++)
        if (trace->lines[i].kind == ENT_TRACE_TRANSFER &&
            fabs(trace->lines[i].amount) > most)
            most = fabs(trace->lines[i].amount);
    return most;
}

/* At most seven digits to read; hundredths in data, or as fine as doubles go. */
static rounding rounding_of(const ent_trace *trace, ent_form form) {
    static const rounding readable[] = {
        {1e8, 9, 1, "bn"}, {1e5, 6, 1, "m"}, {1, 0, 0, ""}, {0.01, 0, 2, ""}};
    static const double from[] = {1e14, 1e8, 1e5, 0};
    const double most = largest_amount(trace);
    if (form == ENT_AS_JSON || form == ENT_AS_CSV) {
        rounding data = readable[3];
        for (; most / data.unit > MOST_UNITS; data.decimals--)
            data.unit *= 10;
        return data;
    }
    size_t i = 0;
    while (most < from[i])
        i++;
    return readable[i];
}

static double rounded(const rounding *r, double amount) {
    return round(amount / r->unit);
}

static double in_money(const rounding *r, double units) {
    /* Dividing by 100 gives the double nearest to the decimal; multiplying by 0.01 may
     * not. */
    return r->unit < 1 ? units / round(1 / r->unit) : units * r->unit;
}

static char *amount_text(const rounding *r, const char *currency, double units,
                         char *text) {
    const ent_format format = ent_format_of(currency);
    const double money = in_money(r, units);
    char digits[ENT_FORMAT_SIZE];
    ent_format_scaled(fabs(money), r->scale, r->decimals, digits, sizeof digits);
    snprintf(text, ENT_FORMAT_SIZE, "%s%s%.60s%s", units < 0 ? "\xe2\x88\x92" : "",
             format.prefix, digits, r->word);
    return text;
}

static const char *party_name(const ent_trace *trace, int party) {
    return party < 0 ? "market" : trace->scenario->parties.items[party].name;
}

/* A party's total of the rounded lines, cash or marked. */
static double total_of(const ent_trace *trace, const rounding *r, int party,
                       bool marked) {
    double sum = 0;
    for (size_t i = 0; i < trace->line_count; i++) {
        const ent_trace_line *line = &trace->lines[i];
        if (line->kind != ENT_TRACE_TRANSFER || line->marked != marked)
            continue;
        sum += (line->to == party) * rounded(r, line->amount);
        sum -= (line->from == party) * rounded(r, line->amount);
    }
    return sum;
}

static bool has_marked(const ent_trace *trace) {
    for (size_t i = 0; i < trace->line_count; i++)
        if (trace->lines[i].kind == ENT_TRACE_TRANSFER && trace->lines[i].marked)
            return true;
    return false;
}

/* ---- Lines ---- */

static void put_day(ent_table *t, ent_day day) {
    char text[11];
    ent_table_put(t, "%s", ent_day_write(day, text));
}

static void put_line(ent_table *t, const ent_trace *trace, const rounding *r,
                     const ent_trace_line *line, ent_form form) {
    char text[ENT_FORMAT_SIZE];
    put_day(t, line->day);
    ent_table_put(t, "%s", line->name);
    if (line->kind == ENT_TRACE_EVENT) {
        ent_table_put(t, "%s", "");
        ent_table_put(t, "%s", "");
        ent_table_put(t, "%s", "");
        ent_table_put(t, "event");
        return;
    }
    const double units = rounded(r, line->amount);
    ent_table_put(t, "%s", party_name(trace, line->from));
    ent_table_put(t, "%s", party_name(trace, line->to));
    if (form == ENT_AS_CSV)
        ent_table_put_exact(t, in_money(r, units));
    else
        ent_table_put(t, "%s", amount_text(r, trace->scenario->currency, units, text));
    ent_table_put(t, "%s", line->marked ? "marked" : form == ENT_AS_CSV ? "cash" : "");
}

static void print_lines(const ent_trace *trace, const rounding *r, ent_form form,
                        bool bold) {
    ent_table t = {0};
    ent_table_column(&t, "date", ENT_COLUMN_TEXT);
    ent_table_column(&t, "what", ENT_COLUMN_TEXT);
    ent_table_column(&t, "from", ENT_COLUMN_TEXT);
    ent_table_column(&t, "to", ENT_COLUMN_TEXT);
    ent_table_column(&t, "amount", ENT_COLUMN_NUMBER);
    ent_table_column(&t, "kind", ENT_COLUMN_TEXT);
    for (size_t i = 0; i < trace->line_count; i++)
        put_line(&t, trace, r, &trace->lines[i], form);
    ent_table_print(&t, form, bold, stdout);
    ent_table_free(&t);
}

static void print_totals(const ent_trace *trace, const rounding *r, ent_form form,
                         bool bold) {
    const bool marked = has_marked(trace);
    char text[ENT_FORMAT_SIZE];
    ent_table t = {0};
    ent_table_column(&t, "party", ENT_COLUMN_TEXT);
    ent_table_column(&t, "cash, net", ENT_COLUMN_NUMBER);
    ent_table_column(&t, "marked value, net", ENT_COLUMN_NUMBER);
    for (int p = ENT_MARKET; p < (int)trace->scenario->parties.count; p++) {
        ent_table_put(&t, "%s", party_name(trace, p));
        ent_table_put(&t, "%s",
                      amount_text(r, trace->scenario->currency,
                                  total_of(trace, r, p, false), text));
        ent_table_put(&t, "%s",
                      marked ? amount_text(r, trace->scenario->currency,
                                           total_of(trace, r, p, true), text)
                             : "");
    }
    ent_table_print(&t, form, bold, stdout);
    ent_table_free(&t);
}

/* The day of a date metric. */
static ent_day day_of(const ent_trace *trace, double years) {
    const ent_scenario *s = trace->scenario;
    ent_arena arena = {0};
    size_t count = 0;
    const ent_period *periods =
        ent_periods_cut(&arena, s->start, s->end, s->step, &count);
    const ent_day day = periods[ent_period_at(periods, count, years)].last;
    ent_arena_free(&arena);
    return day;
}

static void put_metric(ent_table *t, const ent_trace *trace, size_t i) {
    char text[ENT_FORMAT_SIZE];
    const double value = trace->metrics[i];
    ent_table_put(t, "%s", trace->metric_names[i]);
    const bool date = trace->metric_kinds[i] == ENT_DATE_METRIC;
    if (!isfinite(value) && !date)
        ent_table_put(t, "no number");
    else if (trace->metric_kinds[i] == ENT_FLAG_METRIC)
        ent_table_put(t, "%s", value != 0 ? "yes" : "no");
    else if (!date)
        ent_table_put(t, "%s", ent_figure_value(value, 0, trace->metric_units[i], text));
    else if (!isfinite(value))
        ent_table_put(t, "never");
    else
        put_day(t, day_of(trace, value));
}

static void print_metrics(const ent_trace *trace, ent_form form, bool bold) {
    ent_table t = {0};
    ent_table_column(&t, "metric", ENT_COLUMN_TEXT);
    ent_table_column(&t, "on this path", ENT_COLUMN_NUMBER);
    for (size_t i = 0; i < trace->metric_count; i++)
        if (ent_metric_is_main(trace->metric_names[i]))
            put_metric(&t, trace, i);
    ent_table_print(&t, form, bold, stdout);
    ent_table_free(&t);
}

static void print_reading(const ent_options *o, const ent_trace *trace) {
    const rounding r = rounding_of(trace, o->format);
    const bool bold = ent_options_color(o, stdout);
    const ent_summary_style style = {o->format, bold, stdout, o->words[0]};
    char which[64];
    snprintf(which, sizeof which, "path %" PRIu64 ", seed %" PRIu64, trace->path,
             trace->seed);
    printf("%s%s: %s, payment by payment\n\n", o->format == ENT_AS_MD ? "# " : "",
           trace->agreement, o->base_case ? "the base case" : which);
    print_lines(trace, &r, o->format, bold);
    ent_summary_heading(&style, "Totals of the lines above");
    print_totals(trace, &r, o->format, bold);
    ent_summary_heading(&style, "Metrics");
    print_metrics(trace, o->format, bold);
    if (o->series == NULL)
        return;
    ent_summary_heading(&style, "Series, period by period");
    ent_trace_series_print(trace, o->series, o->format, bold);
}

/* ---- JSON ---- */

static json_t *line_json(const ent_trace *trace, const rounding *r,
                         const ent_trace_line *line) {
    json_t *object = json_object();
    json_object_set_new(object, "date", ent_json_day(line->day));
    if (line->kind == ENT_TRACE_EVENT) {
        json_object_set_new(object, "event", ent_json_text(line->name));
        return object;
    }
    json_object_set_new(object, "clause", ent_json_text(line->name));
    json_object_set_new(object, "from", ent_json_text(party_name(trace, line->from)));
    json_object_set_new(object, "to", ent_json_text(party_name(trace, line->to)));
    json_object_set_new(object, "amount",
                        ent_json_number(in_money(r, rounded(r, line->amount))));
    json_object_set_new(object, "marked", json_boolean(line->marked));
    return object;
}

static json_t *totals_json(const ent_trace *trace, const rounding *r) {
    json_t *object = json_object();
    for (int p = ENT_MARKET; p < (int)trace->scenario->parties.count; p++) {
        json_t *party = json_object();
        json_object_set_new(party, "cash",
                            ent_json_number(in_money(r, total_of(trace, r, p, false))));
        json_object_set_new(party, "marked",
                            ent_json_number(in_money(r, total_of(trace, r, p, true))));
        json_object_set_new(object, party_name(trace, p), party);
    }
    return object;
}

static json_t *metric_json(const ent_trace *trace, size_t i) {
    const double value = trace->metrics[i];
    if (trace->metric_kinds[i] == ENT_DATE_METRIC && isfinite(value))
        return ent_json_day(day_of(trace, value));
    return ent_json_number(value);
}

static json_t *days_json(const ent_trace *trace) {
    json_t *days = json_array();
    for (size_t p = 0; p < trace->period_count; p++)
        json_array_append_new(days, ent_json_day(trace->days[p]));
    return days;
}

static void print_json(const ent_options *o, const ent_trace *trace) {
    const rounding r = rounding_of(trace, ENT_AS_JSON);
    json_t *object = json_object(), *lines = json_array(), *metrics = json_object();
    for (size_t i = 0; i < trace->line_count; i++)
        json_array_append_new(lines, line_json(trace, &r, &trace->lines[i]));
    for (size_t i = 0; i < trace->metric_count; i++)
        json_object_set_new(metrics, trace->metric_names[i], metric_json(trace, i));
    json_object_set_new(object, "agreement", ent_json_text(trace->agreement));
    json_object_set_new(object, "path", ent_json_count(trace->path));
    json_object_set_new(object, "seed", ent_json_count(trace->seed));
    json_object_set_new(object, "currency", ent_json_text(trace->scenario->currency));
    json_object_set_new(object, "lines", lines);
    json_object_set_new(object, "totals", totals_json(trace, &r));
    json_object_set_new(object, "metrics", metrics);
    if (o->series != NULL) {
        json_object_set_new(object, "periods", days_json(trace));
        json_object_set_new(object, "series", ent_trace_series_json(trace, o->series));
    }
    ent_json_write(object, stdout);
    json_decref(object);
}

/* ---- The command ---- */

static void print(const ent_options *o, const ent_trace *trace) {
    const rounding r = rounding_of(trace, o->format);
    if (o->format == ENT_AS_JSON)
        print_json(o, trace);
    else if (o->format == ENT_AS_CSV && o->series != NULL)
        ent_trace_series_print(trace, o->series, ENT_AS_CSV, false);
    else if (o->format == ENT_AS_CSV)
        print_lines(trace, &r, ENT_AS_CSV, false);
    else
        print_reading(o, trace);
}

static ent_status run(const ent_options *o) {
    if (!o->path.given && !o->base_case)
        return ent_usage_error(
            "--path 0 is the first; --base-case is the median of everything",
            "`trace` needs --path");
    ent_loaded loaded;
    ent_trace *trace = NULL;
    ent_status status = ent_load(o, &loaded);
    const ent_run_options options = ent_load_run_options(o);
    if (status == ENT_OK)
        status = ent_trace_path(loaded.plan, o->agreement, o->path.value, &options,
                                &trace, &loaded.problems);
    if (trace)
        print(o, trace);
    ent_loaded_report(o, &loaded);
    ent_trace_free(trace);
    ent_loaded_free(&loaded);
    return status;
}

static const ent_example examples[] = {
    {"trace deal.yaml --path 7", "the eighth future, in the newest version"},
    {"trace deal.yaml --path 7 --agreement oct-2025 --csv", "the same one, as data"},
    {"trace deal.yaml --path 7 --series revenue,revenue_share.headroom,dt",
     "and what the payments are computed from"},
    {"trace deal.yaml --base-case", "everything at its median"},
    {NULL, NULL}};

const ent_command ent_command_trace = {
    .name = "trace",
    .words = "FILE",
    .least = 1,
    .most = 1,
    .help = "Show one simulated future, payment by payment",
    .about = "Path N is the same future in every run with that seed, however long. "
             "Lines are dated on the last day of their period.\n"
             "Amounts are rounded to one unit for the whole list, and totals are "
             "sums of the lines as printed, so they add up to the last digit. --csv "
             "and --json are in hundredths of the currency.\n"
             "--series adds a table, period by period, of what the payments are computed "
             "from: names of assumptions, drivers, quantities and outputs, or formulas, "
             "between commas. A rate times dt, the period's length in years, is the "
             "period's amount. With --csv it is that table alone.\n",
    .examples = examples,
    .run = run,
};
