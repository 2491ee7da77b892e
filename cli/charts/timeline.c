/* The timeline: the clauses of one agreement and what may end each; or, with --from, those
 * that another version has otherwise. */
#include <stdio.h>
#include <string.h>

#include "cli/charts/kinds.h"
#include "cli/charts/timeline_terms.h"

/* The terms of a version. */
typedef struct {
    ent_drawing *d;
    ent_timeline_term *terms;
    size_t count;
} version;

static version version_of(ent_drawing *d) {
    version v = {.d = d};
    v.terms = ent_arena_take(d->arena, d->agreement->clause_count + 1, sizeof *v.terms);
    v.count = ent_timeline_terms(d, v.terms);
    return v;
}

static const char *version_name(const version *v) {
    return ent_title_or(v->d->agreement->title, v->d->agreement->name);
}

static ent_timeline_row row_of(const ent_timeline_term *t) {
    return (ent_timeline_row){.title = ent_drawing_clause_name(t->d, t->clause->name),
                              .note = ent_timeline_note(t),
                              .brief = ent_timeline_brief(t),
                              .group = ent_timeline_group(t),
                              .from = t->from,
                              .until = t->until,
                              .in_force = ent_timeline_in_force(t),
                              .hue = ent_drawing_clause_hue(t->d, t->clause->name)};
}

static void add_row(ent_drawing *d, ent_timeline *t, ent_timeline_row row) {
    ent_timeline_row *rows =
        ent_arena_grow(d->arena, (void *)t->rows, t->row_count, sizeof *rows);
    rows[t->row_count++] = row;
    t->rows = rows;
}

/* ---- One version ---- */

/* The clause that an event ends in most futures; or, where none is ended, to which one comes; or
 * NULL. */
static const ent_timeline_term *likeliest(const version *v, bool ended) {
    const ent_timeline_term *most = NULL;
    for (size_t i = 0; i < v->count; i++) {
        const ent_timeline_term *t = &v->terms[i];
        if ((ent_timeline_is_ended(t) || !ended) &&
            ent_timeline_ended(t) > (most == NULL ? 0 : ent_timeline_ended(most)))
            most = t;
    }
    return most == NULL && ended ? likeliest(v, false) : most;
}

static const char *title_of_one(const version *v) {
    const ent_results *r = v->d->results;
    const ent_day end = r->periods[r->period_count - 1].last;
    const ent_timeline_term *most = likeliest(v, true);
    size_t lasting = 0;
    for (size_t i = 0; i < v->count; i++)
        lasting += v->terms[i].until == ENT_NO_DAY || v->terms[i].until >= end;
    const int year = r->first_year + (int)r->year_count - 1;
    if (most != NULL)
        return ent_drawing_words(v->d, "%s: %s",
                                 ent_drawing_clause_name(v->d, most->clause->name),
                                 ent_timeline_end_words(most));
    if (v->count == 1) {
        const char *name = ent_drawing_clause_name(v->d, v->terms[0].clause->name);
        if (lasting == 1)
            return ent_drawing_words(v->d, "%s lasts to %d", name, year);
        return ent_drawing_words(v->d, "%s %s", name,
                                 ent_timeline_day(v->d, "ends on", v->terms[0].until));
    }
    return ent_drawing_words(v->d, "%zu of %zu clauses of %s last to %d", lasting,
                             v->count, version_name(v), year);
}

/* ---- Two versions ---- */

static const ent_timeline_term *term_named(const version *v, const char *clause) {
    for (size_t i = 0; i < v->count; i++)
        if (strcmp(v->terms[i].clause->name, clause) == 0)
            return &v->terms[i];
    return NULL;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Whether a clause is in force alike in both: days, conditions and, for what they bring
 * about, the same course in these futures. */
static bool is_same(const ent_timeline_term *a, const ent_timeline_term *b) {
    const size_t count = a->d->results->period_count;
    const double *x = ent_timeline_in_force(a), *y = ent_timeline_in_force(b);
    const bool course =
        x == NULL || y == NULL ? x == y : memcmp(x, y, count * sizeof *x) == 0;
    return course && a->from == b->from && a->until == b->until &&
           same_text(a->clause->term.when, b->clause->term.when) &&
           same_text(a->clause->term.ends_on, b->clause->term.ends_on);
}

/* How the two differ, counted, and the names of what they share. */
typedef struct {
    size_t dropped, added, changed;
    const char *shared;
    size_t unnamed; /* more of them than a note has room for */
} changes;

/* A clause's bar in a version; `missing`: the version that lacks it. */
static void add_side(const version *v, const ent_timeline_term *t, const version *missing,
                     ent_timeline *chart) {
    ent_timeline_row row = row_of(t);
    row.group = NULL;
    row.title = ent_drawing_words(v->d, "%s, %s", row.title, version_name(v));
    if (missing != NULL) {
        const char *rest = row.note == NULL ? "" : row.note;
        row.brief = ent_drawing_words(v->d, "not in %s", version_name(missing));
        row.note =
            ent_drawing_words(v->d, "%s%s%s", row.brief, *rest == '\0' ? "" : "; ", rest);
    }
    add_row(v->d, chart, row);
}

static void add_shared(ent_drawing *d, const char *clause, changes *c) {
    enum { ROOM = 400 };
    if (strlen(c->shared) + strlen(clause) < ROOM)
        c->shared = ent_drawing_words(d, "%s%s%s", c->shared,
                                      *c->shared == '\0' ? "" : ", ", clause);
    else
        c->unnamed++;
}

static void add_pair(const version sides[2], const char *name, ent_timeline *chart,
                     changes *c) {
    const ent_timeline_term *from = term_named(&sides[0], name);
    const ent_timeline_term *to = term_named(&sides[1], name);
    const ent_timeline_term *either = to != NULL ? to : from;
    const char *clause = ent_drawing_clause_name(either->d, name);
    if (from != NULL && to != NULL && is_same(from, to)) {
        add_shared(either->d, clause, c);
        return;
    }
    c->dropped += to == NULL;
    c->added += from == NULL;
    c->changed += from != NULL && to != NULL;
    if (from != NULL)
        add_side(&sides[0], from, to == NULL ? &sides[1] : NULL, chart);
    if (to != NULL)
        add_side(&sides[1], to, from == NULL ? &sides[0] : NULL, chart);
}

static const char *title_of_two(const version sides[2], const changes *c) {
    ent_drawing *d = sides[1].d;
    char dropped[ENT_FORMAT_SIZE];
    ent_format_counted(c->dropped, "clause", dropped, sizeof dropped);
    return ent_drawing_words(d, "%s drops %s of %s, adds %zu and changes when %zu end%s",
                             version_name(&sides[1]), dropped, version_name(&sides[0]),
                             c->added, c->changed, c->changed == 1 ? "s" : "");
}

/* The clauses of the version, then those that only the other has. */
static changes add_pairs(const version sides[2], ent_timeline *chart) {
    changes c = {.shared = ""};
    for (size_t i = 0; i < sides[1].count; i++)
        add_pair(sides, sides[1].terms[i].clause->name, chart, &c);
    for (size_t i = 0; i < sides[0].count; i++)
        if (term_named(&sides[1], sides[0].terms[i].clause->name) == NULL)
            add_pair(sides, sides[0].terms[i].clause->name, chart, &c);
    return c;
}

static const void *fill_two(ent_drawing *d, const ent_agreement_result *from,
                            ent_timeline *chart) {
    ent_drawing other = *d, *kept = ent_arena_take(d->arena, 1, sizeof *kept);
    other.agreement = from;
    *kept = other;
    const version sides[2] = {version_of(kept), version_of(d)};
    const changes c = add_pairs(sides, chart);
    if (chart->row_count == 0)
        return ent_drawing_refuse(d, "name another version with --from",
                                  "every clause of %s is in force as in %s",
                                  d->agreement->name, from->name);
    chart->text = ent_drawing_text(
        d, title_of_two(sides, &c),
        ent_drawing_words(d, "%s and %s: clauses that differ in when they are in force",
                          version_name(&sides[0]), version_name(&sides[1])));
    if (*c.shared != '\0')
        chart->text.note = ent_drawing_words(
            d, "%s%sThe same in both: %s%s.",
            chart->text.note == NULL ? "" : chart->text.note,
            chart->text.note == NULL ? "" : " ", c.shared,
            c.unnamed == 0 ? "" : ent_drawing_words(d, " and %zu more", c.unnamed));
    return chart;
}

static const void *fill_one(ent_drawing *d, ent_timeline *chart) {
    const version v = version_of(d);
    for (size_t i = 0; i < v.count; i++)
        add_row(d, chart, row_of(&v.terms[i]));
    if (v.count == 0)
        return ent_drawing_refuse(d, "choose another --agreement",
                                  "%s has no clause within its horizon",
                                  d->agreement->name);
    chart->text = ent_drawing_text(
        d, title_of_one(&v),
        ent_drawing_words(d, "%swhat is in force when, and what may end it",
                          ent_drawing_opening(d, "clauses")));
    return chart;
}

static const void *fill(ent_drawing *d) {
    bool failed = false;
    const ent_agreement_result *from = ent_drawing_from(d, &failed);
    if (failed)
        return NULL;
    ent_timeline *chart = ent_arena_take(d->arena, 1, sizeof *chart);
    *chart = (ent_timeline){.count = d->results->period_count,
                            .start = d->results->periods[0].first,
                            .ends = ent_drawing_ends(d)};
    return from == NULL || from == d->agreement ? fill_one(d, chart)
                                                : fill_two(d, from, chart);
}

const ent_chart_kind ent_timeline_kind = {
    .type = &ent_timeline_chart,
    .help = "what is in force when, and what may end it; a bar for each clause; with "
            "--from A the clauses that another version has otherwise",
    .takes = ENT_TAKES_FROM,
    .fill = fill,
};
