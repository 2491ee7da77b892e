/* The flows: every ledger's transfers under one agreement, in cash. */
#include <math.h>

#include "cli/charts/kinds.h"

/* The market comes after the parties. */
static int place_of(const ent_drawing *d, int party) {
    return party == ENT_MARKET ? (int)d->results->scenario->parties.count : party;
}

static const char *const *names_of(ent_drawing *d) {
    const size_t count = d->results->scenario->parties.count;
    const char **names = ent_arena_take(d->arena, count + 1, sizeof *names);
    for (size_t p = 0; p < count; p++)
        names[p] = ent_drawing_party_name(d, (int)p);
    names[count] = ent_drawing_party_name(d, ENT_MARKET);
    return names;
}

/* What on balance moves against its line's direction is turned round. */
static ent_flow flow_of(ent_drawing *d, const ent_transfer_result *t) {
    const bool back = t->total.mean < 0;
    return (ent_flow){.label = ent_drawing_clause_name(d, t->clause),
                      .from = place_of(d, back ? t->to : t->from),
                      .to = place_of(d, back ? t->from : t->to),
                      .mean = fabs(t->total.mean),
                      .se = isfinite(t->total.se) ? t->total.se : 0,
                      .hue = ent_drawing_clause_hue(d, t->clause)};
}

static ent_flow *add_flows(ent_drawing *d, ent_flows *f) {
    const ent_agreement_result *a = d->agreement;
    ent_flow *flows = ent_arena_take(d->arena, a->transfer_count + 1, sizeof *flows);
    for (size_t i = 0; i < a->transfer_count; i++)
        if (!a->transfers[i].marked && a->transfers[i].total.mean != 0)
            flows[f->flow_count++] = flow_of(d, &a->transfers[i]);
    f->flows = flows;
    return flows;
}

/* The sum from one to the other, and the largest flow of it. */
static ent_estimate between(const ent_flows *f, int from, int to, size_t *most) {
    ent_estimate sum = {0, 0};
    *most = f->flow_count;
    for (size_t i = 0; i < f->flow_count; i++) {
        const ent_flow *flow = &f->flows[i];
        if (flow->from != from || flow->to != to)
            continue;
        sum.mean += flow->mean;
        sum.se += flow->se;
        if (*most == f->flow_count || flow->mean > f->flows[*most].mean)
            *most = i;
    }
    return sum;
}

/* What the two parties pay each other that move most: "OpenAI pays Microsoft $385bn by
 * 2032, mostly as Compute on Azure".  Marks the flow that it names. */
static const char *title(ent_drawing *d, const ent_flows *f, ent_flow *flows) {
    const int count = f->outside;
    size_t told = f->flow_count, flow;
    ent_estimate best = {0, 0};
    for (int p = 0; p < count; p++)
        for (int q = 0; q < count; q++) {
            const ent_estimate sum = between(f, p, q, &flow);
            if (flow == f->flow_count || sum.mean <= best.mean)
                continue;
            best = sum;
            told = flow;
        }
    const int year = d->results->first_year + (int)d->results->year_count - 1;
    if (told == f->flow_count)
        return ent_drawing_words(d, "No cash moves between the parties by %d", year);
    ent_flow *most = &flows[told];
    most->told = true;
    const bool all = most->mean >= 0.9995 * best.mean;
    return ent_drawing_words(d, "%s pays %s %s by %d, %s %s", f->parties[most->from],
                             f->parties[most->to],
                             ent_drawing_money(d, best.mean, best.se), year,
                             all                          ? "all as"
                             : most->mean > best.mean / 2 ? "mostly as"
                                                          : "the largest part as",
                             most->label);
}

static const void *fill(ent_drawing *d) {
    ent_flows *f = ent_arena_take(d->arena, 1, sizeof *f);
    const ent_results *r = d->results;
    f->unit = r->scenario->currency;
    f->parties = names_of(d);
    f->party_count = r->scenario->parties.count + 1;
    f->outside = (int)r->scenario->parties.count;
    ent_flow *flows = add_flows(d, f);
    if (f->flow_count == 0)
        return ent_drawing_refuse(d, "choose another --agreement",
                                  "no cash moves under %s", d->agreement->name);
    const char *opening = ent_drawing_opening(d, "transfers between ledgers");
    f->text = ent_drawing_text(
        d, title(d, f, flows),
        ent_drawing_words(d, "%sall cash from ledger to ledger, %s, %s, undiscounted",
                          opening, f->unit, ent_drawing_span(d)));
    f->text.note = ent_drawing_without_marked(d, f->text.note, ENT_NO_PARTY);
    return f;
}

const ent_chart_kind ent_flows_kind = {
    .type = &ent_flows_chart,
    .help = "who pays whom in all, in cash; a band for each clause and flow",
    .one_path = true,
    .fill = fill,
};
