#include "cli/sweep_line.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/charts/drawing.h"
#include "cli/figure.h"
#include "cli/summary.h"
#include "model/number.h"

static const char *copy(ent_sweep_line *s, const char *text) {
    return text == NULL ? NULL : ent_arena_text(&s->arena, text, strlen(text));
}

/* ---- The term ---- */

/* A value as a number with a unit of its own; false if it is none. */
static bool read_value(const char *text, double *value, const char **unit) {
    const bool minus = *text == '-';
    const ent_number number = ent_number_scan(text + minus);
    if (number.length == 0 || number.overflow)
        return false;
    const char *rest = text + minus + number.length;
    *unit = number.percent ? "%" : rest + (*rest == ' ');
    *value = minus ? -number.value : number.value;
    return !number.percent || *rest == '\0';
}

/* Numbers of one unit that ascend have a scale; others go by their names. */
static bool has_scale(const ent_vary *vary) {
    const char *first = NULL, *unit;
    double before = 0, value;
    for (size_t i = 0; i < vary->count; i++) {
        if (!read_value(vary->names[i], &value, &unit))
            return false;
        if (i > 0 && (strcmp(unit, first) != 0 || value <= before))
            return false;
        first = unit;
        before = value;
    }
    return vary->path != NULL;
}

static const ent_entry *entry_named(const ent_entries *entries, const char *name,
                                    size_t length) {
    for (size_t i = 0; i < entries->count; i++)
        if (strlen(entries->items[i].name) == length &&
            strncmp(entries->items[i].name, name, length) == 0)
            return &entries->items[i];
    return NULL;
}

/* "TITLE: field"; the title alone where the field says no more. */
static void set_term(ent_sweep_line *s, const char *title, const char *name,
                     const char *field) {
    static const char *const silent[] = {"", ".value", ".use", ".formula"};
    const char *shown =
        title != NULL && *title != '\0' ? title : ent_key_in_words(&s->arena, name);
    char text[320];
    s->line.term = copy(s, shown);
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        if (strcmp(field, silent[i]) == 0)
            return;
    snprintf(text, sizeof text, "%s: %s", shown, ent_key_in_words(&s->arena, field + 1));
    s->line.term = copy(s, text);
}

/* "assumptions.NAME.value", "drivers.NAME.volatility": of a section of the world. */
static bool is_named_entry(ent_sweep_line *s, const ent_results *r, const char *path) {
    const struct {
        const char *section;
        const ent_entries *entries;
        int title, unit;
    } sections[] = {{"assumptions.", &r->scenario->assumptions, ENT_ASSUMPTION_TITLE,
                     ENT_ASSUMPTION_UNIT},
                    {"drivers.", &r->scenario->drivers, ENT_DRIVER_TITLE, -1},
                    {"quantities.", &r->scenario->quantities, ENT_QUANTITY_TITLE, -1}};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        const size_t length = strlen(sections[i].section);
        if (strncmp(path, sections[i].section, length) != 0)
            continue;
        const char *name = path + length, *field = name + strcspn(name, ".");
        const ent_entry *entry =
            entry_named(sections[i].entries, name, (size_t)(field - name));
        if (entry == NULL)
            return false;
        set_term(s, entry->common[sections[i].title].text, entry->name, field);
        if (sections[i].unit >= 0)
            s->line.term_unit = copy(s, entry->common[sections[i].unit].text);
        return true;
    }
    return false;
}

/* The clause of a path "agreements.A.clauses.NAME.FIELD"; writes where the field begins. */
static const ent_entry *clause_of(const ent_results *r, const char *path,
                                  const char **field) {
    char agreement[128], clause[128];
    int length = 0;
    if (sscanf(path, "agreements.%127[^.].clauses.%127[^.].%n", agreement, clause,
               &length) < 2 ||
        length == 0)
        return NULL;
    *field = path + length - 1;
    for (size_t i = 0; i < r->scenario->agreement_count; i++)
        if (strcmp(r->scenario->agreements[i].about.name, agreement) == 0)
            return entry_named(&r->scenario->agreements[i].clauses, clause,
                               strlen(clause));
    return NULL;
}

static bool is_clause_field(ent_sweep_line *s, const ent_results *r, const char *path) {
    const char *name = NULL;
    const ent_entry *entry = clause_of(r, path, &name);
    char text[320];
    if (entry == NULL || entry->kind == NULL)
        return false;
    const int field = ent_kind_field(entry->kind, name + 1);
    const char *unit = field < 0 ? NULL : entry->kind->fields[field].unit;
    const bool money = unit != NULL && strncmp(unit, "money", 5) == 0;
    set_term(s, entry->common[ENT_CLAUSE_TITLE].text, entry->name, name);
    if (money) {
        snprintf(text, sizeof text, "%s%s", r->scenario->currency, unit + 5);
        s->line.term_unit = copy(s, text);
    }
    return true;
}

static void name_term(ent_sweep_line *s, const ent_results *r, const ent_vary *vary) {
    const char *unit = NULL;
    double value;
    s->several = vary->path == NULL;
    if (s->several)
        s->line.term = "One term at a time";
    else if (!is_named_entry(s, r, vary->path) && !is_clause_field(s, r, vary->path))
        s->line.term = copy(s, vary->path);
    const bool own = read_value(vary->names[0], &value, &unit) && *unit != '\0';
    if (own)
        s->line.term_unit = copy(s, unit);
}

/* ---- The outcome ---- */

/* The difference that is shown, or NULL: the metric as it is. */
static const ent_difference_result *difference_of(const ent_results *r, const char *name,
                                                  const ent_agreement_result *a,
                                                  const ent_comparison **of) {
    for (size_t c = 0; c < r->comparison_count; c++)
        for (size_t m = 0; m < r->comparisons[c].metric_count; m++) {
            const ent_difference_result *d = &r->comparisons[c].metrics[m];
            *of = &r->comparisons[c];
            if (strcmp((*of)->agreement, a->name) == 0 && strcmp(d->name, name) == 0)
                return d->kind == ENT_NUMBER_METRIC ? d : NULL;
        }
    return NULL;
}

static ent_swept of_difference(const ent_difference_result *d) {
    return (ent_swept){.mean = d->mean, .se = d->se, .low = d->p5, .high = d->p95};
}

static ent_swept of_metric(const ent_results *r, const ent_metric_result *m) {
    const ent_summary *sum = &m->summary;
    const double n = (double)r->where_count;
    if (m->kind == ENT_DATE_METRIC)
        return (ent_swept){.mean = 1 - m->never,
                           .se = sqrt(m->never * (1 - m->never) / n)};
    return (ent_swept){.mean = sum->mean,
                       .se = sum->se,
                       .low = sum->percentile[ENT_P5],
                       .high = sum->percentile[ENT_P95]};
}

/* ---- Words ---- */

static const char *subtitle(ent_drawing *d, const ent_metric_result *m,
                            const ent_comparison *c) {
    const bool share = m->kind != ENT_NUMBER_METRIC;
    const char *name = ent_drawing_metric_name(d, m->name, m->title);
    const char *unit = share ? "share of futures" : ent_drawing_unit(d, m->unit);
    const char *comma = *unit == '\0' ? "" : ", ";
    const char *version = ent_drawing_version(d, d->agreement->name);
    if (c == NULL)
        return ent_drawing_words(d, "%s: %s%s%s", version, name, comma, unit);
    return ent_drawing_words(d, "%s against %s: difference of %s%s%s", version,
                             ent_drawing_version(d, c->baseline), name, comma, unit);
}

/* An outcome as a title tells it; a difference with its sign. */
static void tell(const ent_sweep_line *s, const ent_swept *p,
                 char text[ENT_FORMAT_SIZE]) {
    const ent_format format = ent_format_of(s->line.unit);
    const double room = fabs(p->mean) / 200, error = fmax(p->se, room);
    if (s->futures > 0)
        ent_figure_headline(p->mean, s->futures, text);
    else if (s->compared)
        ent_format_change(&format, p->mean, error, text, ENT_FORMAT_SIZE);
    else
        ent_format_value(&format, p->mean, error, text, ENT_FORMAT_SIZE);
}

/* Of several terms the one that leads furthest from the scenario as it stands. */
static const char *title_of_several(ent_sweep_line *s) {
    const ent_swept *first = s->points, *most = first;
    char value[2][ENT_FORMAT_SIZE], text[512];
    for (size_t i = 1; i < s->line.count; i++)
        if (fabs(s->points[i].mean - first->mean) > fabs(most->mean - first->mean))
            most = &s->points[i];
    tell(s, first, value[0]);
    tell(s, most, value[1]);
    if (most == first)
        return copy(s, "None of the terms makes a difference");
    snprintf(text, sizeof text, "%s: %s with %.200s, %s as it stands", s->name, value[1],
             most->name, value[0]);
    return copy(s, text);
}

/* "Microsoft's net present value changes by −$28bn at $20bn, by +$20bn at $100bn" */
static const char *title(ent_sweep_line *s) {
    const ent_swept *ends[] = {s->points, s->points + s->line.count - 1};
    const char *by = s->compared ? "by " : "", *verb = s->compared ? " changes " : ": ";
    char value[2][ENT_FORMAT_SIZE], at[2][ENT_FORMAT_SIZE], text[512];
    for (int i = 0; i < 2; i++) {
        const ent_format term = ent_format_of(s->line.term_unit);
        tell(s, ends[i], value[i]);
        if (ends[i]->name != NULL)
            snprintf(at[i], sizeof at[i], "with %.80s", ends[i]->name);
        else
            snprintf(at[i], sizeof at[i], "at "),
                ent_format_value(&term, ends[i]->at, 0, at[i] + 3, ENT_FORMAT_SIZE - 3);
    }
    snprintf(text, sizeof text, "%s%s%s%s %s", s->name, verb, by, value[0], at[0]);
    if (s->line.count > 1)
        snprintf(text + strlen(text), sizeof text - strlen(text), ", %s%s %s", by,
                 value[1], at[1]);
    return copy(s, text);
}

/* The words around the chart: of the run as it would be if nothing varied. */
static void set_text(ent_sweep_line *s, ent_drawing *d, const ent_vary *vary,
                     const char *below) {
    ent_scenario scenario = *d->results->scenario;
    ent_results plain = *d->results;
    scenario.override_count -= vary->sets[0] != NULL;
    plain.scenario = &scenario;
    const ent_results *whole = d->results;
    d->results = &plain;
    s->line.text = ent_drawing_text(d, NULL, below);
    s->line.text.scenario = copy(s, s->line.text.scenario);
    d->results = whole;
}

/* ---- The chart ---- */

static const ent_agreement_result *shown_agreement(const ent_sweep_line *s,
                                                   const ent_results *r) {
    for (size_t i = 0; s->request.agreement != NULL && i < r->agreement_count; i++)
        if (strcmp(r->agreements[i].name, s->request.agreement) == 0)
            return &r->agreements[i];
    return &r->agreements[r->agreement_count - 1];
}

static void begin(ent_sweep_line *s, const ent_vary *vary, ent_drawing *d,
                  const ent_metric_result *m) {
    const ent_comparison *of = NULL;
    s->compared = difference_of(d->results, m->name, d->agreement, &of) != NULL;
    const bool share = m->kind != ENT_NUMBER_METRIC;
    s->points = ent_arena_take(&s->arena, vary->count, sizeof *s->points);
    s->futures = share ? d->results->where_count : 0;
    s->name = copy(s, ent_drawing_metric_name(d, m->name, m->title));
    s->line = (ent_swept_line){
        .unit = share ? "%" : copy(s, m->unit),
        .band = share || ent_results_single(d->results) ? NULL : "90% of futures",
        .points = s->points};
    name_term(s, d->results, vary);
    set_text(s, d, vary, subtitle(d, m, s->compared ? of : NULL));
}

ent_status ent_sweep_line_add(ent_sweep_line *s, const ent_vary *vary, size_t point,
                              const ent_results *r, ent_problems *problems) {
    const ent_comparison *of = NULL;
    ent_drawing d = {.results = r,
                     .request = &s->request,
                     .agreement = shown_agreement(s, r),
                     .arena = &s->arena,
                     .problems = problems};
    const ent_metric_result *m = ent_drawing_metric(&d);
    if (m == NULL)
        return ENT_USAGE;
    if (point == 0)
        begin(s, vary, &d, m);
    const ent_difference_result *difference = difference_of(r, m->name, d.agreement, &of);
    ent_swept *p = &s->points[s->line.count++];
    *p = difference != NULL ? of_difference(difference) : of_metric(r, m);
    p->se = isfinite(p->se) ? p->se : 0;
    const char *unit;
    if (!has_scale(vary) || !read_value(vary->names[point], &p->at, &unit))
        p->name = vary->path == NULL ? copy(s, vary->names[point])
                                     : ent_key_in_words(&s->arena, vary->names[point]);
    return ENT_OK;
}

ent_status ent_sweep_line_draw(ent_sweep_line *s, ent_problems *problems) {
    if (s->line.text.title == NULL)
        s->line.text.title = s->several ? title_of_several(s) : title(s);
    const ent_chart chart = {&ent_line_chart, &s->line};
    return ent_charts_draw_filled(&chart, &s->request, problems);
}

void ent_sweep_line_free(ent_sweep_line *s) {
    ent_arena_free(&s->arena);
}
