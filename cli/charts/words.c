/* The words charts share. */
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/charts/drawing.h"
#include "cli/figure.h"
#include "cli/summary.h"
#include "cli/version.h"

enum { SOURCES_NAMED = 4 };

const char *ent_drawing_words(ent_drawing *d, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = ent_arena_format(d->arena, format, arguments);
    va_end(arguments);
    return text;
}

const char *ent_title_or(const char *title, const char *name) {
    return title != NULL && *title != '\0' ? title : name;
}

const char *ent_drawing_version(const ent_drawing *d, const char *agreement) {
    const ent_agreement_result *a = ent_results_agreement(d->results, agreement);
    return a == NULL ? agreement : ent_title_or(a->title, a->name);
}

const char *ent_drawing_metric_name(ent_drawing *d, const char *name, const char *title) {
    const int party = ent_drawing_npv_party(d, name);
    if (party < 0)
        return ent_title_or(
            title, strchr(name, '.') != NULL ? name : ent_key_in_words(d->arena, name));
    return ent_drawing_words(d, "%s's net present value",
                             ent_drawing_party_name(d, party));
}

const char *ent_drawing_futures(ent_drawing *d, double share, uint64_t n) {
    char text[ENT_FORMAT_SIZE];
    ent_figure_headline(share, n, text);
    return ent_drawing_words(d, strchr(text, '%') != NULL ? "%s of futures" : "%s", text);
}

bool ent_drawing_is_flag(const ent_series_result *s) {
    return s->measure == ENT_LEVEL_FLAG || s->measure == ENT_EVENT;
}

const char *ent_drawing_step(const ent_drawing *d) {
    static const char *const steps[] = {[ENT_DAILY] = "day",
                                        [ENT_MONTHLY] = "month",
                                        [ENT_QUARTERLY] = "quarter",
                                        [ENT_YEARLY] = "year"};
    return steps[d->results->scenario->step];
}

const char *ent_drawing_when(ent_drawing *d, size_t period) {
    const ent_results *r = d->results;
    char when[ENT_FORMAT_SIZE];
    ent_figure_period(&r->periods[period], r->scenario->step, when);
    return ent_drawing_words(d, "%s %s", r->scenario->step == ENT_DAILY ? "on" : "in",
                             when);
}

bool ent_drawing_agrees(const ent_summary *s, int low, int high) {
    const double gap = s->percentile[high] - s->percentile[low];
    return !(gap > 1e-9 * fabs(s->percentile[high]));
}

void ent_drawing_percentiles(const ent_summary *s, const char *unit, double se,
                             char text[3][ENT_FORMAT_SIZE]) {
    static const int shown[] = {ENT_P10, ENT_P50, ENT_P90};
    /* A title has room for three digits of the largest, not for all that the simulation
     * gives. */
    const double room = fabs(s->percentile[ENT_P50]) / 200;
    const bool spread = !ent_drawing_agrees(s, ENT_P10, ENT_P90);
    const bool counted = floor(s->percentile[ENT_P10]) == s->percentile[ENT_P10] &&
                         floor(s->percentile[ENT_P50]) == s->percentile[ENT_P50] &&
                         floor(s->percentile[ENT_P90]) == s->percentile[ENT_P90] &&
                         ent_format_of(unit).show == ENT_SHOW_PLAIN;
    const double error = !spread || counted ? 0 : se > room ? se : room;
    for (int i = 0; i < 3; i++) {
        ent_format format = ent_format_of(unit);
        if (shown[i] != ENT_P50) /* "a year" is said once */
            format = ent_format_bare(format);
        ent_format_value(&format, s->percentile[shown[i]], error, text[i],
                         ENT_FORMAT_SIZE);
    }
}

const char *ent_drawing_unit(ent_drawing *d, const char *unit) {
    char text[ENT_FORMAT_SIZE];
    if (strcmp(unit, "1") == 0)
        return "";
    return ent_drawing_words(d, "%s", ent_format_unit(unit, true, text, sizeof text));
}

const char *ent_drawing_opening(ent_drawing *d, const char *name) {
    const bool named = d->request->title != NULL;
    return ent_drawing_words(d, "%s: %s%s",
                             ent_title_or(d->agreement->title, d->agreement->name),
                             named ? name : "", named ? ", " : "");
}

/* A source's date is told as well as it is known: 2026-04-27, 2026-04 or 2026. */
static ent_date_detail detail_of(const char *date) {
    const size_t length = strlen(date);
    return length == 4 ? ENT_TO_YEAR : length == 7 ? ENT_TO_MONTH : ENT_TO_DAY;
}

/* The scenario's sources, for the footer. */
static const char *sources(ent_drawing *d) {
    const ent_scenario *scenario = d->results->scenario;
    const char *text = "";
    size_t named = 0;
    for (size_t i = 0; i < scenario->sources.count && named < SOURCES_NAMED; i++) {
        const ent_value *by = &scenario->sources.items[i].common[ENT_SOURCE_BY];
        const ent_value *title = &scenario->sources.items[i].common[ENT_SOURCE_TITLE];
        const ent_value *date = &scenario->sources.items[i].common[ENT_SOURCE_DATE];
        const char *who = by->given ? by->text : title->text;
        char day[ENT_FORMAT_SIZE] = "";
        if (who == NULL)
            continue;
        if (date->given && date->day != ENT_NO_DAY)
            ent_format_date(date->day, detail_of(date->text), day, sizeof day);
        text = ent_drawing_words(d, "%s%s%s%s%s", text, named > 0 ? "; " : "", who,
                                 *day == '\0' ? "" : ", ", day);
        named++;
    }
    if (named == 0)
        return NULL;
    if (scenario->sources.count > named)
        return ent_drawing_words(d, "%s; and %zu more", text,
                                 scenario->sources.count - named);
    return text;
}

/* What makes the run unusual: partial, conditional, overridden; NULL if nothing does. */
static const char *note(ent_drawing *d) {
    const ent_results *r = d->results;
    const char *partial = "", *where = "", *with = "";
    if (r->paths < r->asked)
        partial = ent_drawing_words(d, "Partial: %" PRIu64 " of %" PRIu64 " futures. ",
                                    r->paths, r->asked);
    if (r->where != NULL)
        where = ent_drawing_words(d, "Only futures where %s (%" PRIu64 " of them). ",
                                  r->where, r->where_count);
    if (r->scenario->override_count > 0)
        with = ent_drawing_words(d, "With %s%s.", r->scenario->overrides[0],
                                 r->scenario->override_count > 1 ? " and others" : "");
    const char *text =
        ent_drawing_words(d, "%s%s%s%s%s", partial, where,
                          r->base_case ? "The base case, every draw at its median: no "
                                         "forecast. "
                                       : "",
                          d->sketched ? "Drawn from 201 quantiles. " : "", with);
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return length == 0 ? NULL : ent_arena_text(d->arena, text, length);
}

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t state, const char *text) {
    for (; text != NULL && *text != '\0'; text++)
        state = (state ^ (unsigned char)*text) * 1099511628211U;
    return (state ^ 0xFFU) * 1099511628211U;
}

char *ent_run_id(const ent_results *r, char id[ENT_RUN_ID]) {
    char numbers[96];
    snprintf(numbers, sizeof numbers, "%" PRIu64 " %" PRIu64 " %d", r->paths, r->seed,
             r->base_case);
    if (r->keep > 0)
        snprintf(numbers + strlen(numbers), sizeof numbers - strlen(numbers), " %" PRIu64,
                 r->keep);
    uint64_t state = hash(hash(14695981039346656037U, r->scenario->sha256), numbers);
    state = hash(state, r->where);
    for (size_t i = 0; i < r->scenario->override_count; i++)
        state = hash(state, r->scenario->overrides[i]);
    snprintf(id, ENT_RUN_ID, "%08" PRIx32, (uint32_t)(state ^ (state >> 32)));
    return id;
}

static const char *stem_of(ent_drawing *d) {
    const char *path = d->request->path;
    if (path == NULL)
        return d->request->kind;
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    return ent_arena_text(d->arena, name, strcspn(name, "."));
}

const char *ent_drawing_course(ent_drawing *d, const ent_series_result *s) {
    const char *step = ent_drawing_step(d);
    const char *start = ent_drawing_opening(d, ent_drawing_series_name(d, s));
    if (ent_drawing_is_flag(s))
        return ent_drawing_words(d, "%sshare of futures at the end of each %s", start,
                                 step);
    const char *unit = ent_drawing_unit(d, s->unit), *comma = *unit == '\0' ? "" : ", ";
    if (s->measure == ENT_FLOW)
        return ent_drawing_words(d, "%s%s per %s", start, unit, step);
    return ent_drawing_words(d, "%s%s%s%s %s", start, unit, comma,
                             s->measure == ENT_STOCK ? "at the end of each" : "in each",
                             step);
}

ent_chart_text ent_drawing_text(ent_drawing *d, const char *title, const char *subtitle) {
    const ent_results *r = d->results;
    char id[ENT_RUN_ID];
    return (ent_chart_text){.name = stem_of(d),
                            .title =
                                d->request->title != NULL ? d->request->title : title,
                            .subtitle = subtitle,
                            .note = note(d),
                            .sources = sources(d),
                            .scenario = r->scenario->title,
                            .program = "entente " ENT_VERSION,
                            .run = ent_drawing_words(d, "%s", ent_run_id(r, id)),
                            .paths = r->base_case ? 0 : r->paths,
                            .seed = r->seed,
                            .date = r->scenario->start};
}

/* A series named CLAUSE.OUTPUT is that clause's. */
static bool is_output_of(const char *series, const char *clause) {
    const size_t length = strlen(clause);
    return strncmp(series, clause, length) == 0 && series[length] == '.';
}

/* A clause's own series wants that clause's end alone. */
static bool concerns(const char *clause, const char *series) {
    return strchr(series, '.') == NULL || is_output_of(series, clause);
}

static bool is_known(const ent_mark *marks, size_t count, ent_day day) {
    for (size_t i = 0; i < count; i++)
        if (marks[i].day == day)
            return true;
    return false;
}

const ent_mark *ent_drawing_marks(ent_drawing *d, const char *series, size_t *count) {
    const ent_scenario *scenario = d->results->scenario;
    ent_mark *marks = NULL;
    *count = 0;
    for (size_t i = 0; i < d->agreement->clause_count; i++) {
        const ent_clause_result *c = &d->agreement->clauses[i];
        const ent_day day = c->term.until;
        const bool inside =
            day != ENT_NO_DAY && day < scenario->end && day >= scenario->start;
        if (!inside || is_known(marks, *count, day) || !concerns(c->name, series))
            continue;
        marks = ent_arena_grow(d->arena, marks, *count, sizeof *marks);
        marks[(*count)++] = (ent_mark){
            day, ent_drawing_words(d, "%s ends", ent_title_or(c->title, c->name))};
    }
    return marks;
}
