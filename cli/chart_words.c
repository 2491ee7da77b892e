#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/charts.h"
#include "cli/figure.h"

enum { SOURCES_NAMED = 4 };

static const char *words(ent_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *words(ent_arena *arena, const char *format, ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return ent_arena_text(arena, text, strlen(text));
}

static const char *title_of(const char *title, const char *name) {
    return title != NULL && *title != '\0' ? title : name;
}

/* The agreement as the scenario holds it, or NULL. */
static const ent_agreement *written(const ent_results *r, const ent_agreement_result *a) {
    for (size_t i = 0; i < r->scenario->agreement_count; i++)
        if (strcmp(r->scenario->agreements[i].about.name, a->name) == 0)
            return &r->scenario->agreements[i];
    return NULL;
}

static const char *clause_title(const ent_entry *clause) {
    const ent_value *title = &clause->common[ENT_CLAUSE_TITLE];
    return title_of(title->given ? title->text : NULL, clause->name);
}

/* A series named CLAUSE.OUTPUT is that clause's. */
static bool is_output_of(const char *series, const char *clause) {
    const size_t length = strlen(clause);
    return strncmp(series, clause, length) == 0 && series[length] == '.';
}

const char *ent_chart_series_name(ent_arena *arena, const ent_results *r,
                                  const ent_agreement_result *a,
                                  const ent_series_result *s) {
    const ent_agreement *agreement = written(r, a);
    const size_t count = agreement == NULL ? 0 : agreement->clauses.count;
    for (size_t i = 0; s->title == NULL && i < count; i++) {
        const ent_entry *clause = &agreement->clauses.items[i];
        if (clause->common[ENT_CLAUSE_TITLE].given && is_output_of(s->name, clause->name))
            return words(arena, "%s (%s)", clause_title(clause),
                         s->name + strlen(clause->name) + 1);
    }
    return title_of(s->title, s->name);
}

static bool is_flag(const ent_series_result *s) {
    return s->measure == ENT_LEVEL_FLAG || s->measure == ENT_EVENT;
}

/* A percentile's standard error, to choose digits by: sampling error of a normal's
 * median, which is near enough for the other percentiles shown in titles. */
static double percentile_error(const ent_summary *s) {
    return s->n > 1 ? 1.2533 * s->sd / sqrt((double)s->n) : 0;
}

bool ent_chart_agrees(const ent_summary *s, int low, int high) {
    const double gap = s->percentile[high] - s->percentile[low];
    return !(gap > 1e-9 * fabs(s->percentile[high]));
}

static void three(const ent_summary *s, const char *unit, char text[3][ENT_FORMAT_SIZE]) {
    static const int shown[] = {ENT_P10, ENT_P50, ENT_P90};
    /* A title has room for three digits of the largest, not for all that the simulation
     * gives. */
    const double room = fabs(s->percentile[ENT_P50]) / 200;
    const bool spread = !ent_chart_agrees(s, ENT_P10, ENT_P90);
    const double error = !spread                      ? 0
                         : percentile_error(s) > room ? percentile_error(s)
                                                      : room;
    for (int i = 0; i < 3; i++) {
        ent_format format = ent_format_of(unit);
        if (shown[i] != ENT_P50 && format.show == ENT_SHOW_MONEY)
            format.suffix[0] = '\0'; /* "a year" is said once */
        ent_format_value(&format, s->percentile[shown[i]], error, text[i],
                         ENT_FORMAT_SIZE);
    }
}

const char *ent_chart_fan_title(ent_arena *arena, const ent_results *r,
                                const ent_agreement_result *a,
                                const ent_series_result *s) {
    const ent_summary *last = &s->periods[r->period_count - 1];
    char text[3][ENT_FORMAT_SIZE], when[ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE];
    const char *name = ent_chart_series_name(arena, r, a, s);
    ent_figure_period(&r->periods[r->period_count - 1], r->scenario->step, when);
    const char *in = r->scenario->step == ENT_DAILY ? "on" : "in";
    if (is_flag(s)) {
        const double margin = 2 * last->se;
        ent_figure_share(last->mean, last->mean - margin, last->mean + margin, last->n,
                         share);
        return words(arena, "%s: in %s of futures by %s", name, share, when);
    }
    three(last, s->unit, text);
    if (strcmp(text[0], text[2]) == 0)
        return words(arena, "%s %s %s: %s in 80%% of futures or more", name, in, when,
                     text[1]);
    return words(arena, "%s %s %s: %s, with %s to %s in 80%% of futures", name, in, when,
                 text[1], text[0], text[2]);
}

static const char *date_title(ent_arena *arena, const ent_results *r,
                              const ent_metric_result *m) {
    char when[ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE];
    const char *name = title_of(m->title, m->name);
    const uint64_t n = r->where == NULL ? r->paths : r->where_count;
    const double median = m->summary.percentile[ENT_P50];
    double low, high;
    ent_wilson((uint64_t)llround(m->never * (double)n), n, &low, &high);
    ent_figure_share(m->never, low, high, n, share);
    if (!isfinite(median))
        return words(arena, "%s: never in %s of futures", name, share);
    const size_t t = ent_period_at(r->periods, r->period_count, median);
    ent_figure_period(&r->periods[t], r->scenario->step, when);
    return words(arena, "%s: by %s in half of all futures, never in %s", name, when,
                 share);
}

bool ent_chart_straddles_zero(const ent_metric_result *m) {
    return m->kind == ENT_NUMBER_METRIC && m->summary.percentile[ENT_P10] < 0 &&
           m->summary.percentile[ENT_P90] > 0 && m->sorted != NULL;
}

/* Gain or loss?  That is the finding where it is open. */
static const char *straddling_title(ent_arena *arena, const ent_metric_result *m,
                                    const char *median) {
    char share[ENT_FORMAT_SIZE];
    uint64_t above = 0;
    double low, high;
    while (above < m->sorted_count && m->sorted[m->sorted_count - 1 - above] > 0)
        above++;
    ent_wilson(above, m->sorted_count, &low, &high);
    ent_figure_share((double)above / (double)m->sorted_count, low, high, m->sorted_count,
                     share);
    return words(arena, "%s: %s in the middle future, above zero in %s of futures",
                 title_of(m->title, m->name), median, share);
}

/* Most futures agree: no range says it better. */
static const char *atom_title(ent_arena *arena, const ent_metric_result *m) {
    const ent_atom *a = &m->atoms[0];
    char value[ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE];
    ent_figure_share(a->probability, a->probability - 2 * a->se,
                     a->probability + 2 * a->se, m->summary.n, share);
    return words(arena, "%s: exactly %s in %s of futures", title_of(m->title, m->name),
                 ent_figure_value(a->value, 0, m->unit, value), share);
}

const char *ent_chart_histogram_title(ent_arena *arena, const ent_results *r,
                                      const ent_metric_result *m) {
    char text[3][ENT_FORMAT_SIZE];
    if (m->kind == ENT_DATE_METRIC)
        return date_title(arena, r, m);
    if (m->atom_count > 0 && m->atoms[0].probability >= 0.5)
        return atom_title(arena, m);
    three(&m->summary, m->unit, text);
    if (ent_chart_straddles_zero(m))
        return straddling_title(arena, m, text[1]);
    return words(arena, "%s: %s in the middle future, %s to %s in 80%%",
                 title_of(m->title, m->name), text[1], text[0], text[2]);
}

/* "USD a year"; nothing for a pure number. */
static const char *unit_words(ent_arena *arena, const char *unit) {
    const char *slash = strstr(unit, "/year");
    if (strcmp(unit, "1") == 0)
        return "";
    if (slash == NULL || slash == unit)
        return unit;
    return words(arena, "%.*s a year", (int)(slash - unit), unit);
}

/* "April 2026: "; with `name`, for a title that is not ours, "April 2026: Revenue, ". */
static const char *opening(ent_arena *arena, const ent_agreement_result *a,
                           const char *name) {
    return words(arena, "%s: %s%s", title_of(a->title, a->name), name == NULL ? "" : name,
                 name == NULL ? "" : ", ");
}

const char *ent_chart_fan_subtitle(ent_arena *arena, const ent_results *r,
                                   const ent_agreement_result *a,
                                   const ent_series_result *s, bool named) {
    static const char *const steps[] = {[ENT_DAILY] = "day",
                                        [ENT_MONTHLY] = "month",
                                        [ENT_QUARTERLY] = "quarter",
                                        [ENT_YEARLY] = "year"};
    const char *step = steps[r->scenario->step];
    const char *start =
        opening(arena, a, named ? NULL : ent_chart_series_name(arena, r, a, s));
    if (is_flag(s))
        return words(arena, "%sshare of futures at the end of each %s", start, step);
    const char *unit = unit_words(arena, s->unit), *comma = *unit == '\0' ? "" : ", ";
    if (s->measure == ENT_FLOW)
        return words(arena, "%s%s per %s", start, unit, step);
    return words(arena, "%s%s%s%s %s", start, unit, comma,
                 s->measure == ENT_STOCK ? "at the end of each" : "in each", step);
}

const char *ent_chart_histogram_subtitle(ent_arena *arena, const ent_agreement_result *a,
                                         const ent_metric_result *m, bool named) {
    const char *unit = m->kind == ENT_DATE_METRIC ? "" : unit_words(arena, m->unit);
    return words(arena, "%s%s%sdistribution over the simulated futures",
                 opening(arena, a, named ? NULL : title_of(m->title, m->name)), unit,
                 *unit == '\0' ? "" : ", ");
}

const char *ent_chart_sources(ent_arena *arena, const ent_scenario *scenario) {
    char text[1024] = "";
    size_t used = 0, named = 0;
    for (size_t i = 0; i < scenario->sources.count && named < SOURCES_NAMED; i++) {
        const ent_value *by = &scenario->sources.items[i].common[ENT_SOURCE_BY];
        const ent_value *title = &scenario->sources.items[i].common[ENT_SOURCE_TITLE];
        const ent_value *date = &scenario->sources.items[i].common[ENT_SOURCE_DATE];
        const char *who = by->given ? by->text : title->text;
        char day[ENT_FORMAT_SIZE] = "";
        if (who == NULL)
            continue;
        if (date->given && date->day != ENT_NO_DAY)
            ent_format_date(date->day, ENT_TO_DAY, day, sizeof day);
        const int length =
            snprintf(text + used, sizeof text - used, "%s%s%s%s", named > 0 ? "; " : "",
                     who, *day == '\0' ? "" : ", ", day);
        used += length > 0 ? (size_t)length : 0;
        used = used < sizeof text ? used : sizeof text - 1;
        named++;
    }
    if (named == 0)
        return NULL;
    if (scenario->sources.count > named)
        return words(arena, "%s; and %zu more", text, scenario->sources.count - named);
    return words(arena, "%s", text);
}

const char *ent_chart_note(ent_arena *arena, const ent_results *r) {
    char partial[128] = "", where[512] = "", with[256] = "";
    if (r->paths < r->asked)
        snprintf(partial, sizeof partial, "Partial: %" PRIu64 " of %" PRIu64 " futures. ",
                 r->paths, r->asked);
    if (r->where != NULL)
        snprintf(where, sizeof where, "Only futures where %s (%" PRIu64 " of them). ",
                 r->where, r->where_count);
    if (r->scenario->override_count > 0)
        snprintf(with, sizeof with, "With %s%s.", r->scenario->overrides[0],
                 r->scenario->override_count > 1 ? " and others" : "");
    const char *note = words(arena, "%s%s%s", partial, where, with);
    return *note == '\0' ? NULL : note;
}

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t state, const char *text) {
    for (; text != NULL && *text != '\0'; text++)
        state = (state ^ (unsigned char)*text) * 1099511628211U;
    return (state ^ 0xFFU) * 1099511628211U;
}

const char *ent_chart_run(ent_arena *arena, const ent_results *r) {
    char numbers[64];
    snprintf(numbers, sizeof numbers, "%" PRIu64 " %" PRIu64 " %d", r->paths, r->seed,
             r->base_case);
    uint64_t state = hash(hash(14695981039346656037U, r->scenario->sha256), numbers);
    state = hash(state, r->where);
    for (size_t i = 0; i < r->scenario->override_count; i++)
        state = hash(state, r->scenario->overrides[i]);
    return words(arena, "%08" PRIx32, (uint32_t)(state ^ (state >> 32)));
}

/* A clause's own series wants that clause's end alone. */
static bool concerns(const char *clause, const char *series) {
    return strchr(series, '.') == NULL || is_output_of(series, clause);
}

static bool is_known(const ent_chart_date *dates, size_t count, ent_day day) {
    for (size_t i = 0; i < count; i++)
        if (dates[i].day == day)
            return true;
    return false;
}

size_t ent_chart_dates(ent_arena *arena, const ent_results *r,
                       const ent_agreement_result *a, const ent_series_result *s,
                       ent_chart_date **dates) {
    const ent_agreement *agreement = written(r, a);
    size_t count = 0;
    *dates = NULL;
    for (size_t i = 0; agreement != NULL && i < agreement->clauses.count; i++) {
        const ent_entry *e = &agreement->clauses.items[i];
        const ent_day day = e->common[ENT_CLAUSE_UNTIL].day;
        const bool inside =
            day != ENT_NO_DAY && day < r->scenario->end && day >= r->scenario->start;
        if (!inside || is_known(*dates, count, day) || !concerns(e->name, s->name))
            continue;
        *dates = ent_arena_grow(arena, *dates, count, sizeof **dates);
        (*dates)[count++] =
            (ent_chart_date){day, words(arena, "%s ends", clause_title(e))};
    }
    return count;
}
