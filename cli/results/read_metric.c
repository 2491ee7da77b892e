/* One metric out of results.json. */
#include <math.h>
#include <string.h>

#include "cli/results/read_parts.h"

/* A number or, of a date, the years to its period's end; null is never. */
static double in_kind(const ent_results *r, const ent_metric_result *m, ent_member from) {
    if (m->kind != ENT_DATE_METRIC)
        return ent_member_known(from, m->summary.n > 0);
    const int t = ent_read_period(r, from);
    return t < 0 ? INFINITY : r->periods[t].end;
}

static void read_summary(const ent_results *r, const ent_member *from,
                         ent_metric_result *m) {
    ent_summary *s = &m->summary;
    s->n = ent_member_count(ent_member_get(from, "n"));
    s->mean = ent_member_known(ent_member_get(from, "mean"), s->n > 0);
    s->se = ent_member_number(ent_member_get(from, "se"));
    s->sd = ent_member_number(ent_member_get(from, "sd"));
    s->min = in_kind(r, m, ent_member_get(from, "min"));
    for (int p = 0; p < ENT_PERCENTILES; p++)
        s->percentile[p] = in_kind(r, m, ent_member_get(from, ent_percentile_name[p]));
    s->max = in_kind(r, m, ent_member_get(from, "max"));
}

static void read_interval(const ent_results *r, const ent_member *intervals,
                          const char *key, ent_metric_result *m, int to) {
    const ent_member pair = ent_member_list(intervals, key);
    ent_member item = {0};
    for (size_t i = 0; ent_member_next(&pair, JSON_NULL, &item); i++)
        if (i < 2)
            m->interval[to][i] = in_kind(r, m, item);
    if (pair.json != NULL && ent_member_size(&pair) != 2)
        ent_member_refuse(&pair, "an interval is a low and a high value");
}

static void read_intervals(const ent_results *r, const ent_member *intervals,
                           ent_metric_result *m) {
    static const char *const names[] = {"p5", "p50", "p95"};
    for (int i = 0; i < 3; i++)
        m->interval[i][0] = m->interval[i][1] = NAN;
    if (m->kind == ENT_FLAG_METRIC)
        read_interval(r, intervals, "mean", m, 1);
    for (int i = 0; i < 3 && m->kind != ENT_FLAG_METRIC; i++)
        read_interval(r, intervals, names[i], m, i);
}

static void read_quantiles(ent_results *r, const ent_member *from, ent_metric_result *m) {
    const ent_member list = ent_member_list(from, "quantiles");
    double *to = ent_arena_take(&r->arena, ENT_QUANTILES, sizeof *to);
    ent_member item = {0};
    if (list.json == NULL || ent_member_size(&list) != ENT_QUANTILES) {
        if (list.json != NULL)
            ent_member_refuse(&list, "%zu quantiles, not %d", ent_member_size(&list),
                              ENT_QUANTILES);
        return;
    }
    for (size_t i = 0; ent_member_next(&list, JSON_NULL, &item); i++) {
        to[i] = in_kind(r, m, item);
        if (i > 0 && to[i] < to[i - 1])
            ent_member_refuse(&item, "quantiles rise from one to the next");
    }
    m->quantiles = to;
}

static void read_atoms(ent_results *r, const ent_member *from, ent_metric_result *m) {
    const size_t most = sizeof m->atoms / sizeof *m->atoms;
    const ent_member list = ent_member_list(from, "atoms");
    ent_member item = {0};
    while (m->atom_count < most && ent_member_next(&list, JSON_OBJECT, &item))
        m->atoms[m->atom_count++] =
            (ent_atom){in_kind(r, m, ent_member_get(&item, "value")),
                       ent_member_share(ent_member_get(&item, "probability")),
                       ent_member_number(ent_member_get(&item, "se"))};
}

static void read_running(ent_results *r, const ent_member *from, ent_metric_result *m) {
    const ent_member running = ent_member_object(from, "running");
    const ent_member counts = ent_member_list(&running, "n");
    const size_t count = ent_member_size(&counts);
    m->running = ent_read_room(r, &counts, sizeof *m->running);
    m->running_count = count;
    ent_member item = {0};
    for (size_t i = 0; ent_member_next(&counts, JSON_NULL, &item); i++)
        m->running[i].n = ent_member_count(item);
    const bool known = m->kind != ENT_DATE_METRIC; /* a date may not have come yet */
    ent_read_numbers(
        &running, "mean",
        (ent_read_list){&m->running->mean, count, sizeof *m->running, known});
    ent_read_numbers(&running, "se",
                     (ent_read_list){&m->running->se, count, sizeof *m->running, false});
}

static void read_effects(ent_results *r, const ent_member *inputs, ent_metric_result *m) {
    m->inputs = ent_arena_take(&r->arena, r->input_count + 1, sizeof *m->inputs);
    for (size_t i = 0; i < r->input_count; i++) {
        const ent_member input = ent_member_object(inputs, r->inputs[i].name);
        const ent_member low = ent_member_object(&input, "low");
        const ent_member high = ent_member_object(&input, "high");
        m->inputs[i] = (ent_input_effect){ent_read_estimate(&low, false),
                                          ent_read_estimate(&high, false)};
    }
}

/* npv.PARTY and total.CLAUSE.OUTPUT have a dot, as no name in a file has. */
static bool is_built_in(const char *name) {
    return strchr(name, '.') != NULL;
}

void ent_read_metric(ent_results *r, const ent_member *from, ent_metric_result *m) {
    const ent_member intervals = ent_member_object(from, "interval");
    const ent_member inputs = ent_member_find(from, "inputs");
    m->name = ent_member_name(from);
    m->title = ent_member_text_or_null(ent_member_find(from, "title"));
    m->unit = ent_member_text(ent_member_get(from, "unit"));
    m->built_in = is_built_in(m->name);
    m->kind = strcmp(m->unit, "date") == 0                       ? ENT_DATE_METRIC
              : ent_member_find(&intervals, "mean").json != NULL ? ENT_FLAG_METRIC
                                                                 : ENT_NUMBER_METRIC;
    read_summary(r, from, m);
    if (m->kind == ENT_DATE_METRIC)
        m->never = ent_member_share(ent_member_get(from, "never"));
    read_intervals(r, &intervals, m);
    read_quantiles(r, from, m);
    read_atoms(r, from, m);
    read_running(r, from, m);
    if (inputs.json != NULL && r->input_count > 0)
        read_effects(r, &inputs, m);
}
