/* What each clause moves, and what to look at next. */
#include <math.h>
#include <string.h>

#include "cli/command_line.h"
#include "cli/figure.h"
#include "cli/summary.h"
#include "cli/table.h"

/* Parties that fit into one table; the files hold all. */
enum { PARTIES_SHOWN = 20 };

static size_t shown_parties(const ent_results *r) {
    const size_t count = r->scenario->parties.count;
    return count < PARTIES_SHOWN ? count : PARTIES_SHOWN;
}

static bool moves_nothing(const ent_results *r, const ent_clause_result *c) {
    for (size_t p = 0; p < r->scenario->parties.count; p++)
        if (c->npv[p].n > 0)
            return false;
    return true;
}

static void put_npv(ent_table *t, const ent_results *r, const ent_summary *npv,
                    bool nothing) {
    char text[ENT_FORMAT_SIZE];
    if (npv->n == 0) {
        ent_table_put(t, "%s", nothing ? "0" : "");
        ent_table_put(t, "%s", "");
        return;
    }
    const ent_scale scale = ent_scale_choose(npv->mean, r->scenario->currency);
    ent_table_put(t, "%s", ent_scale_write(&scale, npv->mean, npv->se, false, text));
    ent_table_put(t, "%s", ent_scale_error(&scale, npv->mean, npv->se, text));
}

/* Without spread, a mean of zero is zero on every path. */
static bool moved(const ent_transfer_result *t) {
    return t->total.mean != 0 || t->total.se > 0;
}

/* "cash", "marked" or both: by what it moved on any path. */
static const char *booked_as(const ent_agreement_result *a, const char *clause) {
    static const char *const words[] = {"", "cash", "marked", "cash, marked"};
    unsigned seen = 0;
    for (size_t i = 0; i < a->transfer_count; i++)
        if (strcmp(a->transfers[i].clause, clause) == 0 && moved(&a->transfers[i]))
            seen |= a->transfers[i].marked ? 2U : 1U;
    return words[seen];
}

static bool is_flow(const ent_clause_result *c) {
    return strcmp(c->kind, "flow") == 0;
}

static void put_clause(ent_table *t, const ent_results *r, const ent_agreement_result *a,
                       const ent_clause_result *c) {
    const bool nothing = moves_nothing(r, c);
    ent_table_put(t, "%s", c->name);
    ent_table_put(t, "%s", c->kind);
    for (size_t p = 0; p < shown_parties(r); p++)
        put_npv(t, r, &c->npv[p], nothing);
    ent_table_put(t, "%s", booked_as(a, c->name));
}

static void put_sums(ent_table *t, const ent_results *r, const ent_agreement_result *a) {
    ent_table_put(t, "%s", "all");
    ent_table_put(t, "%s", "");
    for (size_t p = 0; p < shown_parties(r); p++) {
        char name[256];
        snprintf(name, sizeof name, "npv.%s", r->scenario->parties.items[p].name);
        const ent_metric_result *m = ent_agreement_metric(a, name);
        put_npv(t, r, m == NULL ? &(ent_summary){0} : &m->summary, false);
    }
    ent_table_put(t, "%s", "");
}

const char *ent_summary_clause_table(const ent_results *r, const ent_agreement_result *a,
                                     ent_table *t) {
    bool idle = false;
    ent_table_column(t, "clause or flow", ENT_COLUMN_TEXT);
    ent_table_column(t, "kind", ENT_COLUMN_TEXT);
    for (size_t p = 0; p < shown_parties(r); p++) {
        char header[256];
        snprintf(header, sizeof header, "to %s", r->scenario->parties.items[p].name);
        ent_table_column(t, header, ENT_COLUMN_NUMBER);
        ent_table_column(t, "", ENT_COLUMN_ERROR);
    }
    ent_table_column(t, "booked as", ENT_COLUMN_TEXT);
    /* Clauses first: they are what the agreement is about. */
    for (int flows = 0; flows < 2; flows++)
        for (size_t i = 0; i < a->clause_count; i++)
            if (is_flow(&a->clauses[i]) == (flows == 1))
                put_clause(t, r, a, &a->clauses[i]);
    for (size_t i = 0; i < a->clause_count; i++)
        idle = idle || (moves_nothing(r, &a->clauses[i]) && !is_flow(&a->clauses[i]));
    put_sums(t, r, a);
    return idle ? "A clause that moves no money itself, such as exclusivity, shows 0: "
                  "its worth lies in what others read from it."
                : NULL;
}

void ent_summary_clauses(const ent_results *r, const ent_agreement_result *a,
                         const ent_summary_style *s) {
    ent_table t = {0};
    const char *note = ent_summary_clause_table(r, a, &t);
    ent_summary_heading(s, "%s: present value moved by each clause and flow", a->name);
    ent_table_print(&t, s->form, s->bold, s->to);
    if (note != NULL)
        ent_summary_note(s, note);
    ent_table_free(&t);
}

/* ---- What next ---- */

/* Worth a look: what may well happen and may well not. */
#define OPEN_FROM 0.05
#define OPEN_TO 0.95

static const ent_event_result *open_event(const ent_results *r, const ent_shown *shown,
                                          const char **agreement) {
    const ent_event_result *best = NULL;
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t i = 0; ent_shown_agreement(shown, r->agreements[a].name) &&
                           i < r->agreements[a].event_count;
             i++) {
            const ent_event_result *e = &r->agreements[a].events[i];
            if (e->probability < OPEN_FROM || e->probability > OPEN_TO ||
                (best != NULL &&
                 fabs(e->probability - 0.5) > fabs(best->probability - 0.5)))
                continue;
            best = e;
            *agreement = r->agreements[a].name;
        }
    return best;
}

/* The last agreement is the newest: its first metric of the file's own, else its first of
 * all. */
static const ent_metric_result *metric_to_plot(const ent_agreement_result *a) {
    for (size_t i = 0; i < a->metric_count; i++)
        if (!a->metrics[i].built_in && a->metrics[i].kind != ENT_FLAG_METRIC)
            return &a->metrics[i];
    return a->metric_count > 0 ? &a->metrics[0] : NULL;
}

/* A command on these results' file, with what made them what they are. */
static void suggest(const ent_results *r, const ent_summary_style *s, const char *command,
                    const char *rest) {
    const bool md = s->form == ENT_AS_MD;
    const ent_command_words words = {command, s->file, rest,
                                     strcmp(command, "plot") == 0};
    fputs(md ? " `" : "\n  ", s->to);
    ent_command_line_print(r, &words, s->to);
    fputs(md ? "`\n" : "\n", s->to);
}

static void suggest_trace(const ent_results *r, const ent_shown *shown,
                          const char *newest, const ent_summary_style *s) {
    const char *agreement = NULL, *item = s->form == ENT_AS_MD ? "- " : "";
    const ent_event_result *e =
        ent_results_single(r) ? NULL : open_event(r, shown, &agreement);
    char rest[512], share[ENT_FORMAT_SIZE];
    uint64_t path = r->paths > 7 ? 7 : 0;
    if (e != NULL) {
        const uint64_t n = r->where_count;
        ent_figure_share(e->probability, e->low, e->high, n, share);
        fprintf(s->to, "%s%s comes in %s of the futures of %s; number %llu is one:", item,
                e->name, share, agreement, (unsigned long long)e->example);
        path = e->example;
    } else {
        agreement = newest;
        fprintf(s->to, "%sOne future, payment by payment:", item);
    }
    if (r->base_case)
        snprintf(rest, sizeof rest, "--agreement %s --base-case", agreement);
    else
        snprintf(rest, sizeof rest, "--agreement %s --path %llu", agreement,
                 (unsigned long long)path);
    suggest(r, s, "trace", rest);
}

/* Of a file that names no baseline. */
static void suggest_comparison(const ent_results *r, const ent_shown *shown,
                               const char *newest, const ent_summary_style *s) {
    const char *first = r->agreements[0].name;
    char rest[512];
    if (r->comparison_count > 0 || strcmp(first, newest) == 0 ||
        !ent_shown_agreement(shown, first))
        return;
    fprintf(s->to, "%sWhat %s changes against %s, future by future:",
            s->form == ENT_AS_MD ? "- " : "", newest, first);
    snprintf(rest, sizeof rest, "--set baseline=%s", first);
    suggest(r, s, "run", rest);
}

void ent_summary_next(const ent_results *r, const ent_shown *shown,
                      const ent_summary_style *s) {
    const ent_agreement_result *last = &r->agreements[r->agreement_count - 1], *a = last;
    while (a > r->agreements && !ent_shown_agreement(shown, a->name))
        a--;
    const ent_metric_result *m = metric_to_plot(a);
    char rest[512];
    ent_summary_heading(s, "Next");
    suggest_comparison(r, shown, a->name, s);
    suggest_trace(r, shown, a->name, s);
    if (m == NULL || ent_results_single(r))
        return;
    fprintf(s->to, "%sHow %s is distributed:", s->form == ENT_AS_MD ? "- " : "", m->name);
    snprintf(rest, sizeof rest, "--chart histogram --metric %s%s%s -o %s.svg", m->name,
             a == last ? "" : " --agreement ", a == last ? "" : a->name, m->name);
    suggest(r, s, "plot", rest);
}
