/* What readers call parties, clauses and events, and what clauses move. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/charts/drawing.h"
#include "model/contract/clause.h"
#include "scenarios/scenarios.h"

const char *ent_drawing_party_name(const ent_drawing *d, int party) {
    if (party == ENT_MARKET)
        return "The market";
    const ent_entry *entry = &d->results->scenario->parties.items[party];
    const ent_value *name = &entry->common[ENT_PARTY_NAME];
    return ent_title_or(name->given ? name->text : NULL, entry->name);
}

const char *ent_key_in_words(ent_arena *arena, const char *key) {
    char *words = ent_arena_text(arena, key, strlen(key));
    for (char *c = words; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    return words;
}

/* NULL if the agreement has no such clause. */
static const char *clause_name(const ent_drawing *d, const char *name, size_t length) {
    const ent_agreement_result *a = d->agreement;
    for (size_t i = 0; i < a->clause_count; i++)
        if (strlen(a->clauses[i].name) == length &&
            strncmp(a->clauses[i].name, name, length) == 0)
            return ent_title_or(a->clauses[i].title,
                                ent_key_in_words(d->arena, a->clauses[i].name));
    return NULL;
}

const char *ent_drawing_clause_name(const ent_drawing *d, const char *clause) {
    const char *name = clause_name(d, clause, strlen(clause));
    return name == NULL ? ent_key_in_words(d->arena, clause) : name;
}

/* The party that a series "net(PARTY)" or "balance(PARTY)" is of, or -1. */
static int party_of(const ent_drawing *d, const char *series, const char *function) {
    const ent_entries *parties = &d->results->scenario->parties;
    const size_t length = strlen(function);
    if (strncmp(series, function, length) != 0 || series[length] != '(')
        return -1;
    for (size_t i = 0; i < parties->count; i++) {
        const size_t name = strlen(parties->items[i].name);
        if (strncmp(series + length + 1, parties->items[i].name, name) == 0 &&
            strcmp(series + length + 1 + name, ")") == 0)
            return (int)i;
    }
    return -1;
}

/* What an output is, from the table of its clause's kind: "payable so far". */
static const char *output_words(const ent_drawing *d, const char *kind,
                                const char *output) {
    const ent_output *found = NULL;
    for (size_t k = 0; ent_clause_kind_at(k) != NULL && found == NULL; k++) {
        const ent_clause_kind *at =
            (const ent_clause_kind *)(const void *)ent_clause_kind_at(k);
        for (size_t i = 0; strcmp(at->kind.name, kind) == 0 && i < at->output_count; i++)
            if (strcmp(at->outputs[i].name, output) == 0)
                found = &at->outputs[i];
    }
    /* Of a flag the table says from when it is 1. */
    if (found == NULL || found->measure == ENT_EVENT || found->measure == ENT_LEVEL_FLAG)
        return ent_key_in_words(d->arena, output);
    char *words = ent_arena_text(d->arena, found->help, strcspn(found->help, ",:;"));
    words[0] = (char)tolower((unsigned char)words[0]);
    return words;
}

static const char *capital(const ent_drawing *d, const char *text) {
    char *words = ent_arena_text(d->arena, text, strlen(text));
    words[0] = (char)toupper((unsigned char)words[0]);
    return words;
}

const char *ent_drawing_series_name(ent_drawing *d, const ent_series_result *s) {
    const ent_agreement_result *a = d->agreement;
    const size_t length = strcspn(s->name, ".");
    const int net = party_of(d, s->name, "net"),
              balance = party_of(d, s->name, "balance");
    if (s->title != NULL && *s->title != '\0')
        return s->title;
    if (net >= 0)
        return ent_drawing_words(d, "%s's net cash", ent_drawing_party_name(d, net));
    if (balance >= 0)
        return ent_drawing_words(d, "%s's balance", ent_drawing_party_name(d, balance));
    for (size_t i = 0; s->name[length] == '.' && i < a->clause_count; i++)
        if (strlen(a->clauses[i].name) == length &&
            strncmp(a->clauses[i].name, s->name, length) == 0)
            return capital(d,
                           ent_drawing_words(d, "%s, %s", clause_name(d, s->name, length),
                                             output_words(d, a->clauses[i].kind,
                                                          s->name + length + 1)));
    return strpbrk(s->name, "(. ") != NULL ? s->name
                                           : ent_key_in_words(d->arena, s->name);
}

const char *ent_drawing_event_name(ent_drawing *d, const ent_event_result *e) {
    const size_t length = strcspn(e->name, ".");
    if (e->name[length] == '\0')
        return ent_title_or(e->title, ent_key_in_words(d->arena, e->name));
    const char *clause = clause_name(d, e->name, length);
    return clause == NULL ? e->name
                          : ent_drawing_words(d, "%s: %s", clause, e->name + length + 1);
}

int ent_drawing_hue(ent_drawing *d, const char *name) {
    const int net = party_of(d, name, "net"), balance = party_of(d, name, "balance");
    const int npv = ent_drawing_npv_party(d, name);
    const int party = net >= 0 ? net : balance >= 0 ? balance : npv;
    const char *total = "total.";
    if (party >= 0)
        return ent_drawing_party_hue(d, party);
    if (strncmp(name, total, strlen(total)) == 0)
        name += strlen(total);
    const size_t length = strcspn(name, ".");
    return name[length] == '\0'
               ? 0
               : ent_drawing_clause_hue(d, ent_arena_text(d->arena, name, length));
}

int ent_drawing_event_hue(ent_drawing *d, const ent_event_result *e) {
    const size_t length = strcspn(e->name, ".");
    return ent_drawing_clause_hue(d, ent_arena_text(d->arena, e->name, length));
}

/* The half-year or, in steps of a year, the year of a period. */
static int stretch_of(const ent_results *r, size_t t) {
    int year, month, day;
    ent_day_split(r->periods[t].last, &year, &month, &day);
    return r->scenario->step == ENT_YEARLY ? 2 * year : 2 * year + (month > 6);
}

const char *ent_drawing_most_often(ent_drawing *d, const ent_event_result *e) {
    const ent_results *r = d->results;
    double most = 0, sum = 0;
    int best = 0;
    for (size_t t = 0; t < r->period_count; t++) {
        if (t == 0 || stretch_of(r, t) != stretch_of(r, t - 1))
            sum = 0;
        sum += e->by_period[t] - (t == 0 ? 0 : e->by_period[t - 1]);
        if (sum > most) {
            most = sum;
            best = stretch_of(r, t);
        }
    }
    if (most == 0)
        return "";
    if (r->scenario->step == ENT_YEARLY)
        return ent_drawing_words(d, "%d", best / 2);
    return ent_drawing_words(d, "%s %d", best % 2 == 0 ? "early" : "late", best / 2);
}

const char *ent_drawing_money(ent_drawing *d, double value, double se) {
    char text[ENT_FORMAT_SIZE];
    const ent_format format = ent_format_of(d->results->scenario->currency);
    const double room = fabs(value) / 200; /* three digits */
    ent_format_value(&format, value, se > room ? se : room, text, sizeof text);
    return ent_drawing_words(d, "%s", text);
}

const char *ent_drawing_span(ent_drawing *d) {
    const ent_results *r = d->results;
    char first[ENT_FORMAT_SIZE], last[ENT_FORMAT_SIZE];
    ent_format_date(r->periods[0].first, ENT_TO_DAY, first, sizeof first);
    ent_format_date(r->periods[r->period_count - 1].last, ENT_TO_DAY, last, sizeof last);
    return ent_drawing_words(d, "%s to %s", first, last);
}

bool ent_drawing_moves(const ent_drawing *d, const char *clause, int party, bool marked) {
    const ent_agreement_result *a = d->agreement;
    for (size_t i = 0; i < a->transfer_count; i++) {
        const ent_transfer_result *t = &a->transfers[i];
        if (t->marked == marked && t->total.mean != 0 &&
            (clause == NULL || strcmp(t->clause, clause) == 0) &&
            (t->from == party || t->to == party || party == ENT_NO_PARTY))
            return true;
    }
    return false;
}

const char *ent_drawing_without_marked(ent_drawing *d, const char *note, int party) {
    const ent_agreement_result *a = d->agreement;
    const char *list = "";
    for (size_t i = 0; i < a->transfer_count; i++) {
        const ent_transfer_result *t = &a->transfers[i];
        if (!t->marked || t->total.mean == 0 || strlen(list) > 400 ||
            (t->from != party && t->to != party && party != ENT_NO_PARTY) ||
            (party != ENT_NO_PARTY && ent_drawing_moves(d, t->clause, party, false)))
            continue;
        list = ent_drawing_words(d, "%s%s%s %s", list, *list == '\0' ? "" : ", ",
                                 ent_drawing_clause_name(d, t->clause),
                                 ent_drawing_money(d, t->total.mean, t->total.se));
    }
    if (*list == '\0')
        return note;
    return ent_drawing_words(d, "%s%sCash alone, without value that is only booked: %s.",
                             note == NULL ? "" : note, note == NULL ? "" : " ", list);
}
