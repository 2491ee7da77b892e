/* The ledger: one party's cash by clause and calendar year. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/summary.h"

enum { ENTRIES_SHOWN = 6 };

/* A clause on its way to an entry. */
typedef struct {
    ent_ledger_entry entry;
    double size;  /* what it moves in all years, whichever way */
    double total; /* what it brings on balance */
} candidate;

static double yearly(const ent_drawing *d, const ent_clause_result *c, int party,
                     size_t y) {
    return c->by_year[y * d->results->scenario->parties.count + (size_t)party].mean;
}

static double yearly_error(const ent_drawing *d, const ent_clause_result *c, int party,
                           size_t y) {
    const double se =
        c->by_year[y * d->results->scenario->parties.count + (size_t)party].se;
    return isfinite(se) ? se : 0;
}

/* The error of what the clause brings in all: at most that of its transfers together. */
static double total_error(const ent_drawing *d, const char *clause, int party) {
    const ent_agreement_result *a = d->agreement;
    double sum = 0;
    for (size_t i = 0; i < a->transfer_count; i++) {
        const ent_transfer_result *t = &a->transfers[i];
        if (strcmp(t->clause, clause) == 0 && (t->from == party || t->to == party))
            sum += isfinite(t->total.se) ? t->total.se : 0;
    }
    return sum;
}

static candidate candidate_of(ent_drawing *d, const ent_clause_result *c, int party) {
    const size_t years = d->results->year_count;
    double *mean = ent_arena_take(d->arena, years, sizeof *mean);
    double *se = ent_arena_take(d->arena, years, sizeof *se);
    candidate made = {.size = 0};
    for (size_t y = 0; y < years; y++) {
        mean[y] = yearly(d, c, party, y);
        se[y] = yearly_error(d, c, party, y);
        made.size += fabs(mean[y]);
        made.total += mean[y];
    }
    const char *name = ent_drawing_clause_name(d, c->name);
    /* What a clause moves in a year is known in one sum. */
    if (ent_drawing_moves(d, c->name, party, true))
        name = ent_drawing_words(d, "%s, with booked value", name);
    made.entry = (ent_ledger_entry){name, mean, se, total_error(d, c->name, party),
                                    ent_drawing_clause_hue(d, c->name)};
    return made;
}

static int larger_first(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return strcmp(x->entry.label, y->entry.label);
}

/* Those that move cash of the party, the largest first. */
static size_t find_candidates(ent_drawing *d, int party, candidate *found) {
    const ent_agreement_result *a = d->agreement;
    size_t count = 0;
    for (size_t i = 0; i < a->clause_count; i++) {
        if (!ent_drawing_moves(d, a->clauses[i].name, party, false))
            continue;
        found[count] = candidate_of(d, &a->clauses[i], party);
        count += found[count].size > 0;
    }
    qsort(found, count, sizeof *found, larger_first);
    return count;
}

/* The entries that are too small to be drawn, and which way they go. */
typedef struct {
    const candidate *list;
    size_t count;
    bool paid;
} small;

/* Adds them as one; nothing if there are none, the one itself if there is one. */
static void fold(ent_drawing *d, const small *s, ent_ledger *g,
                 ent_ledger_entry *entries) {
    const size_t years = d->results->year_count;
    double *mean = ent_arena_take(d->arena, years, sizeof *mean);
    double *se = ent_arena_take(d->arena, years, sizeof *se);
    size_t folded = 0;
    double error = 0;
    const ent_ledger_entry *last = NULL;
    for (size_t i = 0; i < s->count; i++) {
        if ((s->list[i].total < 0) != s->paid)
            continue;
        last = &s->list[i].entry;
        error += last->total_se;
        folded++;
        for (size_t y = 0; y < years; y++) {
            mean[y] += last->mean[y];
            se[y] += last->se[y];
        }
    }
    if (folded == 1)
        entries[g->entry_count++] = *last;
    if (folded > 1)
        entries[g->entry_count++] = (ent_ledger_entry){
            ent_drawing_words(d, "%zu others %s", folded, s->paid ? "paid" : "received"),
            mean, se, error, -1};
}

static void add_entries(ent_drawing *d, int party, ent_ledger *g) {
    candidate *found =
        ent_arena_take(d->arena, d->agreement->clause_count + 1, sizeof *found);
    ent_ledger_entry *entries =
        ent_arena_take(d->arena, ENT_LEDGER_MOST, sizeof *entries);
    const size_t count = find_candidates(d, party, found);
    const size_t shown = count < ENTRIES_SHOWN ? count : ENTRIES_SHOWN;
    for (size_t i = 0; i < shown; i++)
        entries[g->entry_count++] = found[i].entry;
    for (int paid = 0; paid < 2; paid++)
        fold(d, &(small){found + shown, count - shown, paid}, g, entries);
    g->entries = entries;
}

static ent_estimate net_of(const ent_ledger *g, size_t year) {
    ent_estimate net = {0, 0};
    for (size_t i = 0; i < g->entry_count; i++) {
        net.mean += g->entries[i].mean[year];
        net.se += g->entries[i].se[year];
    }
    return net;
}

/* The last year of net payment before nothing but net receipts, or -1. */
static int turning_year(const ent_ledger *g, int first_year) {
    size_t y = 0;
    while (y < g->count && net_of(g, y).mean < 0)
        y++;
    const size_t turn = y;
    while (y < g->count && net_of(g, y).mean > 0)
        y++;
    return turn == 0 || y < g->count || turn == g->count ? -1
                                                         : first_year + (int)turn - 1;
}

/* What the party receives and pays in all, and the largest entry. */
typedef struct {
    ent_estimate received, paid;
    const ent_ledger_entry *most;
} sums;

static sums sums_of(const ent_ledger *g) {
    sums s = {.most = NULL};
    double largest = 0;
    for (size_t i = 0; i < g->entry_count; i++) {
        double total = 0;
        for (size_t y = 0; y < g->count; y++)
            total += g->entries[i].mean[y];
        ent_estimate *side = total < 0 ? &s.paid : &s.received;
        side->mean += fabs(total);
        side->se += g->entries[i].total_se;
        if (fabs(total) > largest) {
            largest = fabs(total);
            s.most = &g->entries[i];
        }
    }
    return s;
}

static const char *title(ent_drawing *d, const ent_ledger *g, const char *party) {
    const sums s = sums_of(g);
    const double net = s.received.mean - s.paid.mean;
    const int turn = turning_year(g, d->results->first_year);
    const int last = d->results->first_year + (int)g->count - 1;
    const char *amount = ent_drawing_money(d, fabs(net), s.received.se + s.paid.se);
    if (turn >= 0)
        return ent_drawing_words(
            d, "%s's yearly cash turns positive in %d; by %d it %s %s in all", party,
            turn + 1, last, net < 0 ? "loses" : "gains", amount);
    if (s.most != NULL && (s.received.mean == 0 || s.paid.mean == 0))
        return ent_drawing_words(
            d, "%s %s %s by %d, %s %s", party, net < 0 ? "pays" : "receives", amount,
            last, g->entry_count == 1 ? "all as" : "above all as", s.most->label);
    return ent_drawing_words(d, "%s %s %s more than it %s by %d", party,
                             net < 0 ? "pays" : "receives", amount,
                             net < 0 ? "receives" : "pays", last);
}

static const void *fill(ent_drawing *d) {
    const ent_results *r = d->results;
    const int party = ent_drawing_party(d);
    if (party < 0)
        return NULL;
    const char *name = ent_drawing_party_name(d, party);
    ent_ledger *g = ent_arena_take(d->arena, 1, sizeof *g);
    *g = (ent_ledger){.unit = r->scenario->currency,
                      .start = r->periods[0].first,
                      .end = r->periods[r->period_count - 1].last,
                      .count = r->year_count};
    add_entries(d, party, g);
    if (g->entry_count == 0)
        return ent_drawing_refuse(d, "choose another --party or --agreement",
                                  "%s neither receives nor pays cash under %s", name,
                                  d->agreement->name);
    const char *opening = ent_drawing_opening(d, name);
    g->text = ent_drawing_text(
        d, title(d, g, name),
        ent_drawing_words(d, "%s%s a year by clause, received above zero, paid below%s",
                          opening, g->unit,
                          ent_results_single(r) ? "" : "; mean of futures"));
    g->text.note = ent_drawing_without_marked(d, g->text.note, party);
    return g;
}

const ent_chart_kind ent_ledger_kind = {
    .type = &ent_ledger_chart,
    .help = "what one party receives and pays in each year, clause by clause, in cash",
    .takes = ENT_TAKES_PARTY,
    .one_path = true,
    .fill = fill,
};
