#include "cli/results/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/results/read_parts.h"
#include "cli/summary.h"

#define FORMAT 1

bool ent_results_named(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot != NULL && strcmp(dot, ".json") == 0;
}

/* ---- What all parts use ---- */

void *ent_read_room(ent_results *r, const ent_member *of, size_t size) {
    return ent_arena_take(&r->arena, ent_member_size(of) + 1, size);
}

void ent_read_numbers(const ent_member *in, const char *key, ent_read_list numbers) {
    const ent_member list = ent_member_list(in, key);
    ent_member item = {0};
    for (size_t i = 0; i < numbers.count && ent_member_next(&list, JSON_NULL, &item);
         i++) {
        const double value = ent_member_known(item, numbers.known);
        memcpy((char *)numbers.to + i * numbers.stride, &value, sizeof value);
    }
    if (list.json != NULL && ent_member_size(&list) != numbers.count)
        ent_member_refuse(&list, "%zu numbers where %zu are expected",
                          ent_member_size(&list), numbers.count);
}

ent_estimate ent_read_estimate(const ent_member *from, bool known) {
    return (ent_estimate){ent_member_known(ent_member_get(from, "mean"), known),
                          ent_member_number(ent_member_get(from, "se"))};
}

int ent_read_period(const ent_results *r, ent_member from) {
    if (ent_member_is_null(&from))
        return -1;
    const ent_day day = ent_member_day(from);
    const int t =
        day == ENT_NO_DAY ? -1 : ent_period_of(r->periods, r->period_count, day);
    if (day != ENT_NO_DAY && t < 0)
        ent_member_refuse(&from, "a day outside the horizon");
    return t;
}

ent_measure ent_read_measure(ent_member from) {
    static const ent_measure measures[] = {ENT_RATE, ENT_FLOW, ENT_STOCK, ENT_LEVEL_FLAG};
    const char *name = ent_member_text(from);
    for (int i = 0; i < 4; i++)
        if (strcmp(name, ent_measure_name(measures[i])) == 0)
            return measures[i];
    if (*name != '\0')
        ent_member_refuse(&from, "\"%.40s\" is no measure: rate, flow, stock or flag",
                          name);
    return ENT_RATE;
}

/* ---- The scenario ---- */

/* An entry with these fields of its section, as far as the file has them. */
static void read_entry(ent_results *r, const ent_member *from, const ent_kind *section,
                       ent_entry *entry) {
    entry->name = section == &ent_section_chart ? ent_member_file_name(from)
                                                : ent_member_name(from);
    entry->section = section;
    entry->common =
        ent_arena_take(&r->arena, section->field_count, sizeof *entry->common);
    for (size_t f = 0; f < section->field_count; f++) {
        ent_value *value = &entry->common[f];
        const ent_member m = ent_member_find(from, section->fields[f].name);
        value->text = ent_member_text_or_null(m);
        value->given = value->text != NULL;
        value->day = ENT_NO_DAY;
        if (section->fields[f].type == ENT_ROUGH_DATE && value->given &&
            !ent_day_read_rough(value->text, &value->day))
            ent_member_refuse(&m, "\"%.40s\" is no date, month or year", value->text);
    }
}

static ent_entries read_entries(ent_results *r, const ent_member *in, const char *key,
                                const ent_kind *section) {
    const ent_member object = ent_member_object(in, key);
    ent_entries list = {ent_read_room(r, &object, sizeof *list.items), 0};
    ent_member item = {0};
    while (ent_member_next(&object, JSON_OBJECT, &item))
        read_entry(r, &item, section, &list.items[list.count++]);
    return list;
}

static ent_step_size read_step(ent_member from) {
    const char *const *choices = ent_section_horizon.fields[ENT_HORIZON_STEP].choices;
    const char *name = ent_member_text(from);
    for (int i = 0; choices[i] != NULL; i++)
        if (strcmp(name, choices[i]) == 0)
            return (ent_step_size)i;
    if (*name != '\0')
        ent_member_refuse(&from, "\"%.40s\" is no step: day, month, quarter or year",
                          name);
    return ENT_QUARTERLY;
}

static void read_scenario(ent_results *r, const ent_member *root) {
    ent_scenario *s = ent_arena_take(&r->arena, 1, sizeof *s);
    const ent_member from = ent_member_object(root, "scenario");
    s->title = ent_member_text_or_null(ent_member_find(&from, "title"));
    snprintf(s->sha256, sizeof s->sha256, "%s",
             ent_member_text(ent_member_get(&from, "sha256")));
    s->currency = ent_member_text(ent_member_get(&from, "currency"));
    s->start = ent_member_day(ent_member_get(&from, "start"));
    s->end = ent_member_day(ent_member_get(&from, "end"));
    s->step = read_step(ent_member_get(&from, "step"));
    s->parties = read_entries(r, &from, "parties", &ent_section_party);
    s->sources = read_entries(r, &from, "sources", &ent_section_source);
    s->charts = read_entries(r, &from, "charts", &ent_section_chart);
    r->scenario = s;
}

/* ---- The run ---- */

static void read_where(ent_results *r, const ent_member *run) {
    const ent_member where = ent_member_find(run, "where");
    r->where_count = r->paths;
    if (where.json == NULL)
        return;
    r->where = ent_member_text(ent_member_get(&where, "formula"));
    r->where_agreement = ent_member_text_or_null(ent_member_find(&where, "agreement"));
    r->where_count = ent_member_count(ent_member_get(&where, "paths"));
}

/* The scenario is this reader's own, whatever the results call it. */
static void read_overrides(ent_results *r, const ent_member *run) {
    ent_scenario *s = (ent_scenario *)r->scenario;
    const ent_member list = ent_member_list(run, "overrides");
    ent_member item = {0};
    s->overrides = ent_read_room(r, &list, sizeof *s->overrides);
    while (ent_member_next(&list, JSON_NULL, &item))
        s->overrides[s->override_count++] = ent_member_text(item);
    s->paths = r->asked;
    s->seed = r->seed;
}

static void read_run(ent_results *r, const ent_member *root) {
    const ent_member run = ent_member_object(root, "run");
    const ent_member sampled = ent_member_list(&run, "sampled");
    uint64_t *paths = ent_read_room(r, &sampled, sizeof *paths);
    ent_member item = {0};
    if (ent_member_size(&sampled) > ENT_SAMPLES)
        ent_member_refuse(&sampled, "%zu paths, but at most %d are shown one by one",
                          ent_member_size(&sampled), ENT_SAMPLES);
    r->paths = ent_member_count(ent_member_get(&run, "paths"));
    if (r->paths == 0 && run.json != NULL)
        ent_member_refuse(&run, "a run has one path or more");
    r->asked = ent_member_count(ent_member_get(&run, "asked"));
    r->seed = ent_member_count(ent_member_get(&run, "seed"));
    const ent_member keep = ent_member_find(&run, "keep");
    r->keep = keep.json == NULL ? 0 : ent_member_count(keep);
    r->base_case = ent_member_flag(ent_member_get(&run, "base_case"));
    while (ent_member_next(&sampled, JSON_NULL, &item))
        paths[r->sampled_count++] = ent_member_count(item);
    r->sampled = paths;
    read_where(r, &run);
    read_overrides(r, &run);
}

/* The horizon cut anew: the file's list must be the same. */
static void read_periods(ent_results *r, const ent_member *root) {
    const ent_scenario *s = r->scenario;
    const ent_member list = ent_member_list(root, "periods");
    if (s->start == ENT_NO_DAY || s->end < s->start) {
        if (s->start != ENT_NO_DAY && s->end != ENT_NO_DAY)
            ent_member_refuse(&list, "the horizon ends before it starts");
        return;
    }
    r->periods = ent_periods_cut(&r->arena, s->start, s->end, s->step, &r->period_count);
    r->first_year = r->periods[0].year;
    r->year_count = (size_t)(r->periods[r->period_count - 1].year - r->first_year) + 1;
    if (list.json != NULL && ent_member_size(&list) != r->period_count) {
        ent_member_refuse(&list, "%zu periods, but the horizon has %zu",
                          ent_member_size(&list), r->period_count);
        return;
    }
    ent_member item = {0};
    for (size_t t = 0; ent_member_next(&list, JSON_NULL, &item); t++)
        if (ent_member_day(item) != r->periods[t].last)
            ent_member_refuse(&item, "no period of the horizon ends on this day");
}

static void read_inputs(ent_results *r, const ent_member *root) {
    const ent_member object = ent_member_object(root, "inputs");
    ent_member from = {0};
    r->inputs = ent_read_room(r, &object, sizeof *r->inputs);
    while (ent_member_next(&object, JSON_OBJECT, &from))
        r->inputs[r->input_count++] = (ent_input_result){
            .name = ent_member_name(&from),
            .title = ent_member_text_or_null(ent_member_find(&from, "title")),
            .unit = ent_member_text(ent_member_get(&from, "unit")),
            .measure = ent_read_measure(ent_member_get(&from, "measure")),
            .driver = ent_member_flag(ent_member_get(&from, "driver")),
            .tenth = ent_member_count(ent_member_get(&from, "paths")),
            .low = ent_member_number(ent_member_get(&from, "low")),
            .high = ent_member_number(ent_member_get(&from, "high"))};
}

/* ---- Agreements and what lies between them ---- */

static void read_agreements(ent_results *r, const ent_member *root) {
    const ent_member object = ent_member_object(root, "agreements");
    ent_member item = {0};
    r->agreements = ent_read_room(r, &object, sizeof *r->agreements);
    while (ent_member_next(&object, JSON_OBJECT, &item))
        ent_read_agreement(r, &item, &r->agreements[r->agreement_count++]);
    if (object.json != NULL && r->agreement_count == 0)
        ent_member_refuse(&object, "there is no agreement");
}

static void read_difference(const ent_agreement_result *a, const ent_member *from,
                            ent_difference_result *d) {
    const uint64_t n = ent_member_count(ent_member_get(from, "n"));
    const ent_metric_result *m = ent_agreement_metric(a, from->key);
    *d = (ent_difference_result){
        .name = ent_member_name(from),
        .title = m == NULL ? NULL : m->title,
        .unit = m == NULL ? "1" : m->unit,
        .kind = m == NULL ? ENT_NUMBER_METRIC : m->kind,
        .n = n,
        .mean = ent_member_known(ent_member_get(from, "mean"), n > 0),
        .se = ent_member_number(ent_member_get(from, "se")),
        .p5 = ent_member_known(ent_member_get(from, "p5"), n > 0),
        .p50 = ent_member_known(ent_member_get(from, "p50"), n > 0),
        .p95 = ent_member_known(ent_member_get(from, "p95"), n > 0),
        .positive = ent_member_known(ent_member_get(from, "positive"), n > 0),
        .zero = ent_member_known(ent_member_get(from, "zero"), n > 0)};
    if (m == NULL)
        ent_member_refuse(from, "%s has no such metric", a->name);
}

/* "new - old": the two agreements of that name; false if there are none. */
static bool find_pair(const ent_results *r, const char *key,
                      const ent_agreement_result **new,
                      const ent_agreement_result **old) {
    for (const char *dash = key; (dash = strstr(dash, " - ")) != NULL; dash++) {
        const size_t length = (size_t)(dash - key);
        for (size_t a = 0; a < r->agreement_count; a++)
            if (strlen(r->agreements[a].name) == length &&
                strncmp(r->agreements[a].name, key, length) == 0) {
                *new = &r->agreements[a];
                *old = ent_results_agreement(r, dash + 3);
                return *old != NULL;
            }
    }
    return false;
}

static void read_comparisons(ent_results *r, const ent_member *root) {
    const ent_member object = ent_member_object(root, "differences");
    ent_member item = {0};
    r->comparisons = ent_read_room(r, &object, sizeof *r->comparisons);
    while (ent_member_next(&object, JSON_OBJECT, &item)) {
        const ent_agreement_result *new = NULL, *old = NULL;
        ent_comparison *c = &r->comparisons[r->comparison_count];
        ent_member from = {0};
        if (!find_pair(r, item.key, &new, &old)) {
            ent_member_refuse(&item, "these are not two of the agreements");
            continue;
        }
        r->comparison_count++;
        *c = (ent_comparison){new->name, old->name,
                              ent_read_room(r, &item, sizeof *c->metrics), 0};
        while (ent_member_next(&item, JSON_OBJECT, &from))
            read_difference(new, &from, &c->metrics[c->metric_count++]);
    }
}

/* ---- The document ---- */

/* Says what the file is instead of results of this format; true if it is such. */
static bool is_results(const ent_document *d) {
    const json_t *format = json_object_get(d->root, "format");
    const json_t *entente = json_object_get(d->root, "entente");
    const bool results = json_is_string(entente) && json_is_integer(format);
    if (results && json_integer_value(format) == FORMAT)
        return true;
    ent_problem *p =
        ent_problem_add(d->problems, "E0822", (ent_place){0}, NULL,
                        "%s holds no results that this program reads", d->path);
    p->help = json_is_number(entente)
                  ? "this is a scenario: give its file a name that ends in .yaml"
                  : "write it anew with `entente run FILE -o FOLDER`";
    if (results)
        p->note = ent_problem_text(d->problems, "it is of format %lld, not %d",
                                   (long long)json_integer_value(format), FORMAT);
    return false;
}

static ent_status read_all(ent_results *r, const ent_document *d) {
    const size_t before = d->problems->errors;
    if (!is_results(d))
        return ENT_INVALID;
    const ent_member root = ent_document_root(d);
    read_scenario(r, &root);
    read_run(r, &root);
    read_periods(r, &root);
    /* Without these, everything after them would be told as wrong too. */
    if (d->problems->errors == before) {
        read_inputs(r, &root);
        read_agreements(r, &root);
        read_comparisons(r, &root);
    }
    return d->problems->errors > before ? ENT_INVALID : ENT_OK;
}

ent_status ent_results_read(const char *path, ent_results **out, ent_problems *problems) {
    ent_results *r = *out = calloc(1, sizeof *r);
    ent_document document;
    if (r == NULL) {
        ent_problem_add(problems, "E0902", (ent_place){0}, NULL,
                        "there is not enough memory for these results");
        return ENT_FAILED;
    }
    ent_status status = ent_document_load(&document, path, &r->arena, problems);
    if (status == ENT_OK)
        status = read_all(r, &document);
    ent_document_free(&document);
    return status;
}
