/* What may end the clauses of an agreement, in numbers and words. */
#include "cli/charts/timeline_terms.h"

#include <string.h>

#include "cli/figure.h"

/* Clauses are shown by what they are about, in this order. */
static const struct {
    const char *kind, *group;
} groups[] = {
    {"revenue_share", "Payments"},
    {"profit_share", "Payments"},
    {"fee", "Payments"},
    {"milestone_payment", "Payments"},
    {"licence", "Rights"},
    {"exclusivity", "Rights"},
    {"first_rights", "Rights"},
    {"purchase_commitment", "Commitments and stakes"},
    {"equity_stake", "Commitments and stakes"},
    {"warrant", "Commitments and stakes"},
    {"event_terms", "Events"},
};

static const char *group_of(const ent_clause_result *clause) {
    for (size_t i = 0; i < ENT_LENGTH(groups); i++)
        if (strcmp(groups[i].kind, clause->kind) == 0)
            return groups[i].group;
    return "Other terms";
}

/* ---- Data ---- */

static const ent_event_result *event_of(const ent_agreement_result *a, const char *name) {
    for (size_t i = 0; name != NULL && i < a->event_count; i++)
        if (strcmp(a->events[i].name, name) == 0)
            return &a->events[i];
    return NULL;
}

/* The clause's event that comes first in most futures, "occurred" apart, which ends
 * nothing by itself. */
static const ent_event_result *own_event(const ent_drawing *d, const char *clause) {
    const ent_agreement_result *a = d->agreement;
    const size_t length = strlen(clause);
    const ent_event_result *best = NULL;
    for (size_t i = 0; i < a->event_count; i++) {
        const ent_event_result *e = &a->events[i];
        if (strncmp(e->name, clause, length) == 0 && e->name[length] == '.' &&
            strcmp(e->name + length, ".occurred") != 0 &&
            (best == NULL || e->probability > best->probability))
            best = e;
    }
    return best;
}

static double share_by(const ent_event_result *e, size_t period) {
    return e == NULL ? 0 : e->by_period[period];
}

static ent_timeline_term term_of(ent_drawing *d, const ent_clause_result *clause) {
    const ent_results *r = d->results;
    ent_timeline_term t = {.d = d,
                           .clause = clause,
                           .from = clause->term.start,
                           .until = clause->term.until,
                           .last = r->period_count - 1,
                           .own = own_event(d, clause->name),
                           .foreign = event_of(d->agreement, clause->term.ends_on)};
    if (t.from == ENT_NO_DAY)
        t.from = r->periods[0].first;
    const int last =
        t.until == ENT_NO_DAY ? -1 : ent_period_of(r->periods, r->period_count, t.until);
    t.last = last < 0 ? t.last : (size_t)last;
    return t;
}

/* What an event ends goes on to the end of its period.  Where either of two events may
 * end it, the likelier one stands for both: how often they come together is not kept. */
const double *ent_timeline_in_force(const ent_timeline_term *t) {
    const size_t count = t->d->results->period_count;
    if (t->own == NULL && t->foreign == NULL)
        return NULL;
    double *shares = ent_arena_take(t->d->arena, count, sizeof *shares);
    for (size_t p = 0; p < count; p++) {
        const double own = p == 0 ? 0 : share_by(t->own, p - 1);
        const double foreign = p == 0 ? 0 : share_by(t->foreign, p - 1);
        shares[p] = 1 - (own > foreign ? own : foreign);
    }
    return shares;
}

/* ---- Words ---- */

static const char *share_text(const ent_timeline_term *t, const ent_event_result *e,
                              char *text) {
    const uint64_t n = t->d->results->where_count;
    const double p = share_by(e, t->last);
    double low, high;
    ent_wilson((uint64_t)(p * (double)n + 0.5), n, &low, &high);
    return ent_figure_share(p, low, high, n, text);
}

/* The event with nothing after the clause's last period. */
static const char *most_often(const ent_timeline_term *t, const ent_event_result *e) {
    const size_t count = t->d->results->period_count;
    double *within = ent_arena_take(t->d->arena, count, sizeof *within);
    for (size_t p = 0; p < count; p++)
        within[p] = e->by_period[p < t->last ? p : t->last];
    const ent_event_result cut = {.name = e->name, .by_period = within};
    return ent_drawing_most_often(t->d, &cut);
}

/* The likelier of the events that may end the clause; NULL if none does. */
static const ent_event_result *end_of(const ent_timeline_term *t) {
    const double own = share_by(t->own, t->last), foreign = share_by(t->foreign, t->last);
    return own == 0 && foreign == 0 ? NULL : own >= foreign ? t->own : t->foreign;
}

/* "capped" */
static const char *verb_of(const ent_timeline_term *t, const ent_event_result *e) {
    return e == t->own ? strchr(e->name, '.') + 1 : "ended";
}

/* "capped in 99.2%" */
static const char *brief_words(const ent_timeline_term *t, const ent_event_result *e) {
    char share[ENT_FORMAT_SIZE];
    return ent_drawing_words(t->d, "%s in %s", verb_of(t, e), share_text(t, e, share));
}

static const char *long_words(const ent_timeline_term *t, const ent_event_result *e) {
    return ent_drawing_words(t->d, "%s of futures, most often in %s", brief_words(t, e),
                             most_often(t, e));
}

/* "ended in 36% of futures (AGI: effective)" */
static const char *foreign_words(const ent_timeline_term *t) {
    return ent_drawing_words(t->d, "%s of futures (%s)", brief_words(t, t->foreign),
                             ent_drawing_event_name(t->d, t->foreign));
}

const char *ent_timeline_day(ent_drawing *d, const char *before, ent_day day) {
    char text[ENT_FORMAT_SIZE];
    return ent_drawing_words(d, "%s %s", before,
                             ent_format_date(day, ENT_TO_DAY, text, sizeof text));
}

static void add_words(ent_drawing *d, const char **note, const char *words) {
    *note = *note == NULL ? words : ent_drawing_words(d, "%s; %s", *note, words);
}

/* What may end the clause, and when it begins and ends by its days. */
const char *ent_timeline_note(const ent_timeline_term *t) {
    ent_drawing *d = t->d;
    const ent_term *stated = &t->clause->term;
    const char *note = NULL;
    if (t->from > d->results->periods[0].first)
        add_words(d, &note, ent_timeline_day(d, "from", t->from));
    if (share_by(t->own, t->last) > 0)
        add_words(d, &note, long_words(t, t->own));
    if (share_by(t->foreign, t->last) > 0)
        add_words(d, &note, foreign_words(t));
    if (share_by(t->own, t->last) > 0 && share_by(t->foreign, t->last) > 0)
        add_words(d, &note, "the likelier is drawn");
    if (stated->ends_on != NULL && t->foreign == NULL)
        add_words(d, &note, "may end on a condition");
    if (stated->when != NULL)
        add_words(d, &note, "while a condition holds");
    if (t->until != ENT_NO_DAY)
        add_words(d, &note, ent_timeline_day(d, "until", t->until));
    return note;
}

double ent_timeline_ended(const ent_timeline_term *t) {
    return share_by(end_of(t), t->last);
}

const char *ent_timeline_end_words(const ent_timeline_term *t) {
    const ent_event_result *e = end_of(t);
    return ent_drawing_words(
        t->d, "%s in %s, most often in %s", verb_of(t, e),
        ent_drawing_futures(t->d, share_by(e, t->last), t->d->results->where_count),
        most_often(t, e));
}

const char *ent_timeline_brief(const ent_timeline_term *t) {
    const ent_event_result *e = end_of(t);
    return e == NULL ? NULL : brief_words(t, e);
}

const char *ent_timeline_group(const ent_timeline_term *t) {
    return group_of(t->clause);
}

bool ent_timeline_is_ended(const ent_timeline_term *t) {
    return strcmp(t->clause->kind, "event_terms") != 0 &&
           strcmp(t->clause->kind, "milestone_payment") != 0 &&
           strcmp(t->clause->kind, "warrant") != 0;
}

/* Whether it has a day within the horizon. */
static bool is_shown(const ent_timeline_term *t) {
    const ent_results *r = t->d->results;
    return t->from <= r->periods[r->period_count - 1].last &&
           (t->until == ENT_NO_DAY || t->until >= r->periods[0].first);
}

/* The clauses, those of a group together. */
size_t ent_timeline_terms(ent_drawing *d, ent_timeline_term *terms) {
    const ent_agreement_result *a = d->agreement;
    bool *taken = ent_arena_take(d->arena, a->clause_count + 1, sizeof *taken);
    size_t count = 0;
    for (size_t g = 0; g <= ENT_LENGTH(groups); g++)
        for (size_t i = 0; i < a->clause_count; i++) {
            const ent_clause_result *clause = &a->clauses[i];
            const bool here =
                g == ENT_LENGTH(groups) || strcmp(group_of(clause), groups[g].group) == 0;
            if (taken[i] || !here || strcmp(clause->kind, "flow") == 0)
                continue;
            taken[i] = true;
            terms[count] = term_of(d, clause);
            count += is_shown(&terms[count]);
        }
    return count;
}
