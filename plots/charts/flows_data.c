/* The flows' data: checked, summed, folded, told in words, and written as CSV. */
#include <stdlib.h>
#include <string.h>

#include "plots/chart_data.h"
#include "plots/charts/flows_parts.h"

static void check_flow(const ent_flows *f, const ent_flow *flow, ent_problems *problems) {
    int count = (int)f->party_count;
    if (!flow->label)
        ent_chart_contradicts(problems, "a flow needs a label");
    if (flow->from < 0 || flow->from >= count || flow->to < 0 || flow->to >= count ||
        flow->from == flow->to)
        ent_chart_contradicts(problems, "a flow must lead from one party to another");
    if (ent_chart_finite((double[]){flow->mean, flow->se}, 2, "flow's amount and error",
                         problems) &&
        !(flow->mean > 0))
        ent_chart_contradicts(problems,
                              "a flow must be above zero: turn it round to draw it");
}

void ent_flows_check(const void *chart, ent_problems *problems) {
    const ent_flows *f = chart;
    size_t before = problems->errors;
    if (f->flow_count == 0 || !f->flows || !f->parties) {
        ent_chart_empty("chart of flows", problems);
        return;
    }
    for (size_t i = 0; i < f->flow_count && problems->errors == before; i++)
        check_flow(f, &f->flows[i], problems);
}

ent_flow_sum ent_flows_paid(const ent_flows *f, int party) {
    ent_flow_sum sum = {0, 0};
    for (size_t i = 0; i < f->flow_count; i++)
        if (party < 0 || f->flows[i].from == party) {
            sum.mean += f->flows[i].mean;
            sum.error += f->flows[i].se;
        }
    return sum;
}

ent_flow_sum ent_flows_received(const ent_flows *f, int party) {
    ent_flow_sum sum = {0, 0};
    for (size_t i = 0; i < f->flow_count; i++)
        if (party < 0 || f->flows[i].to == party) {
            sum.mean += f->flows[i].mean;
            sum.error += f->flows[i].se;
        }
    return sum;
}

const char *ent_flows_amount(const ent_flows *f, ent_flow_sum sum, bool sign,
                             ent_scene *scene) {
    return sign ? ent_chart_change(f->unit, sum.mean, sum.error, scene)
                : ent_chart_value(f->unit, sum.mean, sum.error, scene);
}

static int larger_first(const void *a, const void *b) {
    const ent_flow *x = a, *y = b;
    if (x->mean != y->mean)
        return x->mean < y->mean ? 1 : -1;
    return strcmp(x->label, y->label);
}

/* A flow, or several of the same two parties together. */
typedef struct {
    ent_flow flow;
    size_t members;
} group;

/* Whether two groups may be drawn together. */
static bool joins(const group *a, const group *b) {
    return a != b && !a->flow.told && !b->flow.told && a->flow.from == b->flow.from &&
           a->flow.to == b->flow.to;
}

/* The smallest that joins `like` (-1: any other), or -1. */
static int smallest(const group *groups, size_t count, int like) {
    int best = -1;
    for (int i = 0; i < (int)count; i++) {
        bool paired = false;
        for (int k = 0; k < (int)count && !paired; k++)
            paired = (like < 0 || k == like) && joins(&groups[k], &groups[i]);
        if (paired && (best < 0 || groups[i].flow.mean < groups[best].flow.mean))
            best = i;
    }
    return best;
}

/* Adds `from` to `to` and moves the sum to the end, behind the flows of its parties. */
static void merge(group *groups, size_t count, const int which[2], ent_scene *scene) {
    int from = which[0], to = which[1];
    group sum = groups[to];
    sum.members += groups[from].members;
    sum.flow.mean += groups[from].flow.mean;
    sum.flow.se += groups[from].flow.se;
    sum.flow.hue = -1;
    sum.flow.label = ent_scene_format(scene, "%zu smaller flows", sum.members);
    size_t used = 0;
    for (int i = 0; i < (int)count; i++)
        if (i != from && i != to)
            groups[used++] = groups[i];
    groups[used] = sum;
}

size_t ent_flows_fold(const ent_flows *f, size_t most, const ent_flow **folded,
                      ent_scene *scene) {
    size_t count = f->flow_count;
    ent_flow *list = ent_arena_take(&scene->arena, count, sizeof *list);
    group *groups = ent_arena_take(&scene->arena, count, sizeof *groups);
    memcpy(list, f->flows, count * sizeof *list);
    qsort(list, count, sizeof *list, larger_first);
    for (size_t i = 0; i < count; i++)
        groups[i] = (group){list[i], 1};
    while (count > most) {
        int from = smallest(groups, count, -1);
        if (from < 0)
            break;
        int to = smallest(groups, count, from);
        merge(groups, count, (int[]){from, to}, scene);
        count--;
    }
    for (size_t i = 0; i < count; i++)
        list[i] = groups[i].flow;
    *folded = list;
    return count;
}

const int *ent_flows_takers(const ent_flows *f, ent_scene *scene) {
    int *order = ent_arena_take(&scene->arena, f->party_count, sizeof *order);
    size_t used = 0;
    for (int p = 0; p < (int)f->party_count; p++)
        if (p != f->outside)
            order[used++] = p;
    if (f->outside >= 0)
        order[used] = f->outside;
    return order;
}

/* Where among the receivers a payer's money goes, on average; the outside world goes
 * before others of the same height. */
static double height_of(const ent_flows *f, const int *takers, int payer) {
    static const double LEAD = 0.25;
    double sum = 0, at = 0;
    for (size_t i = 0; i < f->flow_count; i++) {
        const ent_flow *flow = &f->flows[i];
        size_t place = 0;
        while (takers[place] != flow->to)
            place++;
        if (flow->from == payer) {
            sum += flow->mean;
            at += flow->mean * (double)place;
        }
    }
    if (sum == 0)
        return (double)f->party_count;
    return at / sum - (payer == f->outside ? LEAD : 0);
}

const int *ent_flows_payers(const ent_flows *f, const int *takers, ent_scene *scene) {
    int *order = ent_arena_take(&scene->arena, f->party_count, sizeof *order);
    for (int p = 0; p < (int)f->party_count; p++) {
        int at = p;
        double own = height_of(f, takers, p);
        for (; at > 0 && height_of(f, takers, order[at - 1]) > own; at--)
            order[at] = order[at - 1];
        order[at] = p;
    }
    return order;
}

static const char *describe_party(const ent_flows *f, int party, ent_scene *scene) {
    ent_flow_sum paid = ent_flows_paid(f, party), got = ent_flows_received(f, party);
    return ent_scene_format(scene, " %s pays %s and receives %s.", f->parties[party],
                            ent_flows_amount(f, paid, false, scene),
                            ent_flows_amount(f, got, false, scene));
}

const char *ent_flows_describe(const ent_flows *f, ent_scene *scene) {
    enum { TOLD = 8 };
    const char *text = ent_scene_format(
        scene, "Bands between payers and receivers: %s. In all %s moves.",
        f->text.subtitle ? f->text.subtitle : "transfers in all",
        ent_flows_amount(f, ent_flows_paid(f, -1), false, scene));
    for (size_t p = 0; p < f->party_count; p++)
        if (ent_flows_paid(f, (int)p).mean + ent_flows_received(f, (int)p).mean > 0)
            text =
                ent_scene_format(scene, "%s%s", text, describe_party(f, (int)p, scene));
    const ent_flow *list;
    size_t count = ent_flows_fold(f, TOLD, &list, scene);
    for (size_t i = 0; i < count; i++)
        text = ent_scene_format(
            scene, "%s%s %s to %s, %s: %s", text,
            i ? ";" : " The largest flows:", f->parties[list[i].from],
            f->parties[list[i].to], list[i].label,
            ent_flows_amount(f, (ent_flow_sum){list[i].mean, list[i].se}, false, scene));
    return ent_scene_format(scene, "%s.", text);
}

void ent_flows_print_csv(const void *chart, FILE *out) {
    const ent_flows *f = chart;
    fputs("from,to,what,mean,se\n", out);
    for (size_t i = 0; i < f->flow_count; i++) {
        const ent_flow *flow = &f->flows[i];
        ent_csv_text(out, f->parties[flow->from]);
        fputc(',', out);
        ent_csv_text(out, f->parties[flow->to]);
        fputc(',', out);
        ent_csv_text(out, flow->label);
        ent_csv_number(out, flow->mean);
        ent_csv_number(out, flow->se);
        fputc('\n', out);
    }
}
