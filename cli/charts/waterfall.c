/* The waterfall: one party's net present value by clause, or from one version's to
 * another's. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/summary.h"

typedef struct {
    ent_drawing *d;
    int party;
    const ent_agreement_result *from, *to;   /* from NULL: by clause */
    const ent_metric_result *before, *after; /* the party's present value in each */
    ent_waterfall_step *steps;
    size_t count;
    ent_waterfall_step *flows; /* those that change, of two versions */
    size_t flow_count;
} making;

/* ---- What a clause moves ---- */

static bool is_flow(const ent_clause_result *c) {
    return c != NULL && strcmp(c->kind, "flow") == 0;
}

static const ent_clause_result *clause_in(const ent_agreement_result *a,
                                          const char *name) {
    for (size_t i = 0; i < a->clause_count; i++)
        if (strcmp(a->clauses[i].name, name) == 0)
            return &a->clauses[i];
    return NULL;
}

/* What the clause moves for the party, in the mean; nothing where it is not. */
static ent_estimate moved(const making *m, const ent_clause_result *c) {
    if (c == NULL || c->npv[m->party].n == 0)
        return (ent_estimate){0, 0};
    const ent_summary *npv = &c->npv[m->party];
    return (ent_estimate){npv->mean, isfinite(npv->se) ? npv->se : 0};
}

enum { CASH = 1, MARKED = 2 };

/* How what it moves for the party is booked in a version: CASH, MARKED, both or 0. */
static unsigned booked(const making *m, const ent_agreement_result *a,
                       const char *clause) {
    unsigned seen = 0;
    for (size_t i = 0; a != NULL && i < a->transfer_count; i++) {
        const ent_transfer_result *t = &a->transfers[i];
        const bool ours = t->from == m->party || t->to == m->party;
        if (ours && strcmp(t->clause, clause) == 0 &&
            (t->total.mean != 0 || t->total.se > 0))
            seen |= t->marked ? MARKED : CASH;
    }
    return seen;
}

/* ---- Steps ---- */

static const char *name_of(const making *m, const ent_clause_result *c) {
    return ent_title_or(c->title, ent_key_in_words(m->d->arena, c->name));
}

static void add_step(making *m, const ent_clause_result *c, ent_estimate value) {
    const unsigned how = booked(m, m->to, c->name) | booked(m, m->from, c->name);
    const char *name = name_of(m, c);
    if (how == (CASH | MARKED))
        name = ent_drawing_words(m->d, "%s (part marked)", name);
    m->steps[m->count++] = (ent_waterfall_step){
        .name = name, .value = value.mean, .se = value.se, .marked = how == MARKED};
}

/* Greatest first. */
static int by_value(const void *a, const void *b) {
    const double x = ((const ent_waterfall_step *)a)->value;
    const double y = ((const ent_waterfall_step *)b)->value;
    return (x < y) - (x > y);
}

/* One agreement: a step for each clause and flow that moves something. */
static void add_clauses(making *m) {
    m->steps = ent_arena_take(m->d->arena, m->to->clause_count + 1, sizeof *m->steps);
    for (size_t i = 0; i < m->to->clause_count; i++) {
        const ent_estimate value = moved(m, &m->to->clauses[i]);
        if (value.mean != 0 || value.se > 0)
            add_step(m, &m->to->clauses[i], value);
    }
    qsort(m->steps, m->count, sizeof *m->steps, by_value);
}

/* The errors of two versions' means are not independent: this is an upper bound. */
static ent_estimate difference(ent_estimate to, ent_estimate from) {
    return (ent_estimate){to.mean - from.mean, hypot(to.se, from.se)};
}

/* What the clauses change in the business flows, cash and marked value apart. */
static void add_rest(making *m) {
    static const char *const names[] = {"Indirect effects", "Indirect effects, marked"};
    for (int marked = 0; marked < 2; marked++) {
        ent_waterfall_step rest = {.name = names[marked], .marked = marked, .kept = true};
        for (size_t i = 0; i < m->flow_count; i++)
            if (m->flows[i].marked == rest.marked) {
                rest.value += m->flows[i].value;
                rest.se = hypot(rest.se, m->flows[i].se);
            }
        if (rest.value != 0)
            m->steps[m->count++] = rest;
    }
}

static int by_size(const void *a, const void *b) {
    const double x = fabs(((const ent_waterfall_step *)a)->value);
    const double y = fabs(((const ent_waterfall_step *)b)->value);
    return (x < y) - (x > y);
}

/* Names the largest of the flows that change. */
static const char *remark(making *m) {
    enum { NAMED = 3 };
    const char *text = "Indirect effects are the rest: what the clauses change in";
    if (m->flow_count == 0)
        return NULL;
    qsort(m->flows, m->flow_count, sizeof *m->flows, by_size);
    for (size_t i = 0; i < NAMED && i < m->flow_count; i++)
        text =
            ent_drawing_words(m->d, "%s%s %s", text, i > 0 ? "," : "", m->flows[i].name);
    return ent_drawing_words(m->d, "%s%s.", text,
                             m->flow_count > NAMED ? " and other flows" : "");
}

static void add_difference(making *m, const ent_clause_result *c) {
    const ent_estimate value = difference(moved(m, clause_in(m->to, c->name)),
                                          moved(m, clause_in(m->from, c->name)));
    if (value.mean == 0)
        return;
    add_step(m, c, value);
    if (is_flow(c))
        m->flows[m->flow_count++] = m->steps[--m->count];
}

/* Two versions: a step for each clause of either whose value changes, and the rest. */
static void add_differences(making *m) {
    const size_t most = m->to->clause_count + m->from->clause_count + 2;
    m->steps = ent_arena_take(m->d->arena, most, sizeof *m->steps);
    m->flows = ent_arena_take(m->d->arena, most, sizeof *m->flows);
    for (size_t i = 0; i < m->to->clause_count; i++)
        add_difference(m, &m->to->clauses[i]);
    for (size_t i = 0; i < m->from->clause_count; i++)
        if (clause_in(m->to, m->from->clauses[i].name) == NULL)
            add_difference(m, &m->from->clauses[i]);
    qsort(m->steps, m->count, sizeof *m->steps, by_value);
    add_rest(m);
}

/* ---- Totals ---- */

static double error_of(const ent_summary *s) {
    return isfinite(s->se) ? s->se : 0;
}

/* The paired difference of the party's present value, where the run has it. */
static const ent_difference_result *paired(const making *m) {
    const ent_results *r = m->d->results;
    for (size_t i = 0; i < r->comparison_count; i++) {
        const ent_comparison *c = &r->comparisons[i];
        if (strcmp(c->agreement, m->to->name) != 0 ||
            strcmp(c->baseline, m->from->name) != 0)
            continue;
        for (size_t k = 0; k < c->metric_count; k++)
            if (strcmp(c->metrics[k].name, m->after->name) == 0)
                return &c->metrics[k];
    }
    return NULL;
}

static const char *value_name(const making *m, const ent_agreement_result *a) {
    return ent_drawing_words(m->d, "%s", ent_title_or(a->title, a->name));
}

static void set_level(const making *m, ent_waterfall *w) {
    const ent_summary *s = &m->after->summary;
    w->end = (ent_waterfall_total){.name = "Net present value",
                                   .value = s->mean,
                                   .se = error_of(s),
                                   .low = NAN,
                                   .high = NAN};
    if (ent_results_single(m->d->results))
        return;
    w->end.low = s->percentile[ENT_P5];
    w->end.high = s->percentile[ENT_P95];
    w->interval = "90% of futures";
}

/* Steps that are a smaller part than this of the totals would hardly be seen beside them:
 * the change alone is drawn. */
static const double STEP_LEAST = 0.2;

static bool is_seen(const making *m) {
    const double before = fabs(m->before->summary.mean);
    const double after = fabs(m->after->summary.mean);
    double most = 0;
    if (m->count == 0)
        return true;
    for (size_t i = 0; i < m->count; i++)
        most = fmax(most, fabs(m->steps[i].value));
    return most >= STEP_LEAST * fmax(before, after);
}

static void set_change(const making *m, ent_waterfall *w) {
    const ent_difference_result *paired_difference = paired(m);
    const double before = m->before->summary.mean, after = m->after->summary.mean;
    const double base = is_seen(m) ? before : 0;
    w->change = !is_seen(m);
    w->end = (ent_waterfall_total){.name = w->change ? "Change" : value_name(m, m->to),
                                   .value = base + after - before,
                                   .se = error_of(&m->after->summary),
                                   .low = NAN,
                                   .high = NAN};
    if (!w->change) {
        ent_waterfall_total *start = ent_arena_take(m->d->arena, 1, sizeof *start);
        *start = (ent_waterfall_total){.name = value_name(m, m->from),
                                       .value = before,
                                       .se = error_of(&m->before->summary),
                                       .low = NAN,
                                       .high = NAN};
        w->start = start;
    }
    if (paired_difference == NULL || ent_results_single(m->d->results))
        return;
    w->end.low = base + paired_difference->p5;
    w->end.high = base + paired_difference->p95;
    w->end.se = w->change ? paired_difference->se : w->end.se;
    w->interval = "the change in 90% of futures";
}

/* ---- Words ---- */

static const char *money(const making *m, double value, double se) {
    char text[ENT_FORMAT_SIZE];
    ent_format format = ent_format_of(m->after->unit);
    return ent_drawing_words(m->d, "%s",
                             ent_format_value(&format, value, se, text, sizeof text));
}

static const char *change(const making *m, double value, double se) {
    char text[ENT_FORMAT_SIZE];
    ent_format format = ent_format_of(m->after->unit);
    return ent_drawing_words(m->d, "%s",
                             ent_format_change(&format, value, se, text, sizeof text));
}

static const char *title_by_clause(const making *m) {
    const char *party = ent_drawing_party_name(m->d, m->party);
    const ent_summary *whole = &m->after->summary;
    const char *all = money(m, whole->mean, error_of(whole));
    const ent_clause_result *most = NULL;
    size_t moving = 0;
    for (size_t i = 0; i < m->to->clause_count; i++) {
        const ent_clause_result *c = &m->to->clauses[i];
        const double value = fabs(moved(m, c).mean);
        moving += value > 0;
        if (!is_flow(c) && value > 0 &&
            (most == NULL || value > fabs(moved(m, most).mean)))
            most = c;
    }
    if (most == NULL)
        return ent_drawing_words(m->d, "%s: %s, and no clause moves any of it", party,
                                 all);
    if (moving == 1)
        return ent_drawing_words(m->d, "%s: %s, all under “%s”", party, all,
                                 name_of(m, most));
    const ent_estimate value = moved(m, most);
    return ent_drawing_words(m->d, "%s: %s in all; of its clauses “%s” weighs most, %s",
                             party, all, name_of(m, most),
                             change(m, value.mean, value.se));
}

static const char *title_of_change(const making *m) {
    const char *party = ent_drawing_party_name(m->d, m->party);
    const ent_difference_result *p = paired(m);
    const double whole = m->after->summary.mean - m->before->summary.mean;
    const double se = p != NULL && isfinite(p->se) ? p->se
                                                   : hypot(error_of(&m->after->summary),
                                                           error_of(&m->before->summary));
    const char *way = whole < 0 ? "loses" : "gains", *amount = money(m, fabs(whole), se);
    const char *mean = ent_results_single(m->d->results) ? "" : " in the mean";
    const ent_waterfall_step *most = NULL;
    for (size_t i = 0; i < m->count; i++)
        if (!m->steps[i].kept &&
            (most == NULL || fabs(m->steps[i].value) > fabs(most->value)))
            most = &m->steps[i];
    if (m->count == 0)
        return ent_drawing_words(m->d, "%s: nothing changes its net present value",
                                 party);
    if (most == NULL)
        return ent_drawing_words(m->d, "%s %s %s%s, all of it indirectly", party, way,
                                 amount, mean);
    return ent_drawing_words(m->d, "%s %s %s%s; of the clauses “%s” moves most, %s",
                             party, way, amount, mean, most->name,
                             change(m, most->value, most->se));
}

static const char *subtitle(const making *m) {
    const char *party = ent_drawing_party_name(m->d, m->party);
    const char *unit = ent_drawing_unit(m->d, m->after->unit);
    const char *to = ent_title_or(m->to->title, m->to->name);
    if (m->from == NULL)
        return ent_drawing_words(
            m->d, "%s: %s's net present value by clause and flow, %s", to, party, unit);
    return ent_drawing_words(m->d, "From %s to %s: %s's net present value by clause, %s",
                             ent_title_or(m->from->title, m->from->name), to, party,
                             unit);
}

/* ---- The chart ---- */

static const ent_metric_result *present_value(const making *m,
                                              const ent_agreement_result *a) {
    const char *key = m->d->results->scenario->parties.items[m->party].name;
    return ent_agreement_metric(a, ent_drawing_words(m->d, "npv.%s", key));
}

static bool choose(making *m) {
    bool failed = false;
    m->party = ent_drawing_party(m->d);
    m->to = m->d->agreement;
    m->from = ent_drawing_from(m->d, &failed);
    if (m->party < 0 || failed)
        return false;
    m->after = present_value(m, m->to);
    m->before = m->from == NULL ? NULL : present_value(m, m->from);
    const char *key = m->d->results->scenario->parties.items[m->party].name;
    if (m->after == NULL || (m->from != NULL && m->before == NULL))
        return ent_drawing_refuse(
                   m->d, "give it a `discount:`, or name another with --party",
                   "%s has no discount rate, and so no net present value", key) != NULL;
    if (m->from != NULL && m->from == m->to)
        return ent_drawing_refuse(m->d, "name another version with --from or --agreement",
                                  "from %s to itself nothing changes",
                                  m->to->name) != NULL;
    return true;
}

static const void *fill(ent_drawing *d) {
    making m = {.d = d};
    if (!choose(&m))
        return NULL;
    ent_waterfall *w = ent_arena_take(d->arena, 1, sizeof *w);
    if (m.from == NULL) {
        add_clauses(&m);
        if (m.count == 0)
            return ent_drawing_refuse(d, "name another with --party",
                                      "in %s no clause or flow moves anything of %s",
                                      m.to->name, ent_drawing_party_name(d, m.party));
        set_level(&m, w);
    } else {
        add_differences(&m);
        set_change(&m, w);
        w->remark = remark(&m);
    }
    w->text = ent_drawing_text(
        d, m.from == NULL ? title_by_clause(&m) : title_of_change(&m), subtitle(&m));
    w->unit = m.after->unit;
    w->steps = m.steps;
    w->count = m.count;
    w->hue = ent_drawing_party_hue(d, m.party);
    return w;
}

const ent_chart_kind ent_waterfall_kind = {
    .type = &ent_waterfall_chart,
    .help =
        "a party's net present value by clause; with --from A, from that version's to "
        "--agreement's",
    .takes = ENT_TAKES_PARTY | ENT_TAKES_FROM,
    .one_path = true,
    .fill = fill,
};
