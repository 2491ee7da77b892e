/* One agreement out of results.json. */
#include <math.h>
#include <string.h>

#include "cli/results/read_parts.h"

/* ---- Series and events ---- */

static void read_periods(ent_results *r, const ent_member *from, ent_series_result *s) {
    const size_t count = r->period_count, each = sizeof(ent_summary);
    ent_summary *periods = ent_arena_take(&r->arena, count, each);
    for (size_t t = 0; t < count; t++) {
        periods[t] = (ent_summary){.n = r->where_count, .min = NAN, .max = NAN};
        periods[t].percentile[ENT_P1] = periods[t].percentile[ENT_P99] = NAN;
    }
    const bool known = r->where_count > 0;
    ent_read_numbers(from, "mean", (ent_read_list){&periods->mean, count, each, known});
    ent_read_numbers(from, "se", (ent_read_list){&periods->se, count, each, false});
    for (int p = ENT_P2_5; p <= ENT_P97_5; p++)
        ent_read_numbers(from, ent_percentile_name[p],
                         (ent_read_list){&periods->percentile[p], count, each, known});
    for (size_t t = 0; t < count; t++)
        periods[t].sd = periods[t].se * sqrt((double)periods[t].n);
    s->periods = periods;
}

static void read_series_atoms(ent_results *r, const ent_member *from,
                              ent_series_result *s) {
    const ent_member list = ent_member_list(from, "atoms");
    ent_atom(*atoms)[3] = ent_arena_take(&r->arena, r->period_count, sizeof *atoms);
    ent_member period = {0};
    for (size_t t = 0; ent_member_next(&list, JSON_ARRAY, &period); t++) {
        ent_member atom = {0};
        for (int a = 0;
             a < 3 && t < r->period_count && ent_member_next(&period, JSON_OBJECT, &atom);
             a++)
            atoms[t][a] =
                (ent_atom){ent_member_known(ent_member_get(&atom, "value"), true),
                           ent_member_share(ent_member_get(&atom, "probability")),
                           ent_member_number(ent_member_get(&atom, "se"))};
    }
    s->atoms = (const ent_atom(*)[3])atoms;
}

static void read_samples(ent_results *r, const ent_member *from, ent_series_result *s) {
    const ent_member list = ent_member_list(from, "sample");
    const size_t paths = ent_member_size(&list), count = r->period_count;
    double *values = ent_arena_take(&r->arena, paths * count + 1, sizeof *values);
    ent_member path = {0};
    for (size_t i = 0; ent_member_next(&list, JSON_ARRAY, &path); i++) {
        ent_member item = {0};
        for (size_t t = 0; t < count && ent_member_next(&path, JSON_NULL, &item); t++)
            values[i * count + t] = ent_member_known(item, true);
        if (path.json != NULL && ent_member_size(&path) != count)
            ent_member_refuse(&path, "%zu values, but there are %zu periods",
                              ent_member_size(&path), count);
    }
    if (list.json != NULL && paths != r->sampled_count)
        ent_member_refuse(&list, "%zu paths, but run.sampled names %zu", paths,
                          r->sampled_count);
    s->samples = values;
    s->sample_count = paths;
}

static void read_series(ent_results *r, const ent_member *from, ent_series_result *s) {
    s->name = ent_member_name(from);
    s->title = ent_member_text_or_null(ent_member_find(from, "title"));
    s->unit = ent_member_text(ent_member_get(from, "unit"));
    s->measure = ent_read_measure(ent_member_get(from, "measure"));
    read_periods(r, from, s);
    read_series_atoms(r, from, s);
    read_samples(r, from, s);
}

/* The periods of a list of days; null is -1. */
static void read_days(const ent_results *r, const ent_member *list, int *to,
                      size_t count) {
    ent_member item = {0};
    for (size_t i = 0; i < count && ent_member_next(list, JSON_NULL, &item); i++)
        to[i] = ent_read_period(r, item);
    if (list->json != NULL && ent_member_size(list) != count)
        ent_member_refuse(list, "%zu days, but run.sampled names %zu paths",
                          ent_member_size(list), count);
}

static void read_event(ent_results *r, const ent_member *from, ent_event_result *e) {
    static const char *const names[] = {"p5", "p50", "p95"};
    const ent_member interval = ent_member_list(from, "interval");
    const ent_member when = ent_member_object(from, "when");
    const ent_member sample = ent_member_list(from, "sample");
    double *share = ent_arena_take(&r->arena, r->period_count, sizeof *share);
    int *sample_when = ent_arena_take(&r->arena, r->sampled_count + 1, sizeof *e->when);
    double bounds[2] = {0, 0};
    ent_member item = {0};
    for (int i = 0; i < 2 && ent_member_next(&interval, JSON_NULL, &item); i++)
        bounds[i] = ent_member_share(item);
    ent_read_numbers(from, "by_period",
                     (ent_read_list){share, r->period_count, sizeof *share, true});
    read_days(r, &sample, sample_when, r->sampled_count);
    *e = (ent_event_result){
        .name = ent_member_name(from),
        .title = ent_member_text_or_null(ent_member_find(from, "title")),
        .probability = ent_member_share(ent_member_get(from, "probability")),
        .se = ent_member_number(ent_member_get(from, "se")),
        .low = bounds[0],
        .high = bounds[1],
        .by_period = share,
        .sample_when = sample_when,
        .example = ENT_NO_PATH};
    for (int i = 0; i < 3; i++)
        e->when[i] = ent_read_period(r, ent_member_get(&when, names[i]));
}

/* ---- Clauses and transfers ---- */

static ent_summary read_npv(const ent_results *r, const ent_member *from) {
    static const int shown[] = {ENT_P5, ENT_P50, ENT_P95};
    const uint64_t n = r->where_count;
    const ent_estimate e = ent_read_estimate(from, n > 0);
    ent_summary s = {.n = n,
                     .mean = e.mean,
                     .se = e.se,
                     .sd = e.se * sqrt((double)n),
                     .min = NAN,
                     .max = NAN};
    for (int p = 0; p < ENT_PERCENTILES; p++)
        s.percentile[p] = NAN;
    for (int i = 0; i < 3; i++)
        s.percentile[shown[i]] =
            ent_member_known(ent_member_get(from, ent_percentile_name[shown[i]]), n > 0);
    return s;
}

static void read_years(ent_results *r, const ent_member *from, ent_clause_result *c) {
    const ent_entries *parties = &r->scenario->parties;
    const ent_member years = ent_member_object(from, "by_year");
    c->by_year =
        ent_arena_take(&r->arena, r->year_count * parties->count + 1, sizeof *c->by_year);
    for (size_t y = 0; y < r->year_count; y++) {
        char name[16];
        snprintf(name, sizeof name, "%d", r->first_year + (int)y);
        const ent_member year = ent_member_object(&years, name);
        for (size_t p = 0; p < parties->count; p++) {
            const ent_member one = ent_member_find(&year, parties->items[p].name);
            if (one.json != NULL)
                c->by_year[y * parties->count + p] =
                    ent_read_estimate(&one, r->where_count > 0);
        }
    }
}

static void read_clause(ent_results *r, const ent_member *from, ent_clause_result *c) {
    const ent_entries *parties = &r->scenario->parties;
    const ent_member npv = ent_member_object(from, "npv");
    c->name = ent_member_name(from);
    c->title = ent_member_text_or_null(ent_member_find(from, "title"));
    c->kind = ent_member_text(ent_member_get(from, "kind"));
    c->term =
        (ent_term){.start = ent_member_day(ent_member_find(from, "start")),
                   .until = ent_member_day(ent_member_find(from, "until")),
                   .ends_on = ent_member_text_or_null(ent_member_find(from, "ends_on")),
                   .when = ent_member_text_or_null(ent_member_find(from, "when"))};
    c->npv = ent_arena_take(&r->arena, parties->count + 1, sizeof *c->npv);
    for (size_t p = 0; p < parties->count; p++) {
        const ent_member one = ent_member_find(&npv, parties->items[p].name);
        if (one.json != NULL)
            c->npv[p] = read_npv(r, &one);
    }
    read_years(r, from, c);
}

static int read_party(const ent_results *r, ent_member from) {
    const ent_entries *parties = &r->scenario->parties;
    const char *name = ent_member_text(from);
    for (size_t p = 0; p < parties->count; p++)
        if (strcmp(name, parties->items[p].name) == 0)
            return (int)p;
    if (*name != '\0' && strcmp(name, "market") != 0)
        ent_member_refuse(&from, "there is no party %.64s", name);
    return ENT_MARKET;
}

static void read_transfer(ent_results *r, const ent_member *from,
                          ent_transfer_result *t) {
    *t = (ent_transfer_result){.from = read_party(r, ent_member_get(from, "from")),
                               .to = read_party(r, ent_member_get(from, "to")),
                               .clause = ent_member_text(ent_member_get(from, "clause")),
                               .marked = ent_member_flag(ent_member_get(from, "marked")),
                               .total = ent_read_estimate(from, r->where_count > 0)};
}

/* ---- All of it ---- */

void ent_read_agreement(ent_results *r, const ent_member *from, ent_agreement_result *a) {
    const ent_member metrics = ent_member_object(from, "metrics");
    const ent_member series = ent_member_object(from, "series");
    const ent_member events = ent_member_object(from, "events");
    const ent_member clauses = ent_member_object(from, "clauses");
    const ent_member transfers = ent_member_list(from, "transfers");
    ent_member m = {0}, s = {0}, e = {0}, c = {0}, t = {0};
    a->name = ent_member_name(from);
    a->title = ent_member_text_or_null(ent_member_find(from, "title"));
    a->metrics = ent_read_room(r, &metrics, sizeof *a->metrics);
    a->series = ent_read_room(r, &series, sizeof *a->series);
    a->events = ent_read_room(r, &events, sizeof *a->events);
    a->clauses = ent_read_room(r, &clauses, sizeof *a->clauses);
    a->transfers = ent_read_room(r, &transfers, sizeof *a->transfers);
    while (ent_member_next(&metrics, JSON_OBJECT, &m))
        ent_read_metric(r, &m, &a->metrics[a->metric_count++]);
    while (ent_member_next(&series, JSON_OBJECT, &s))
        read_series(r, &s, &a->series[a->series_count++]);
    while (ent_member_next(&events, JSON_OBJECT, &e))
        read_event(r, &e, &a->events[a->event_count++]);
    while (ent_member_next(&clauses, JSON_OBJECT, &c))
        read_clause(r, &c, &a->clauses[a->clause_count++]);
    while (ent_member_next(&transfers, JSON_OBJECT, &t))
        read_transfer(r, &t, &a->transfers[a->transfer_count++]);
}
