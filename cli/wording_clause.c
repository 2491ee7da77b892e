/* Clauses and flows in sentences. */
#include <stdio.h>
#include <string.h>

#include "cli/wording.h"
#include "model/contract/clause.h"

/* What templates ask about: a clause of a scenario. */
typedef struct {
    const ent_wording *w;
    const ent_entry *entry;
    const char *term;
} asked;

static const ent_clause_kind *kind_of(const ent_entry *clause) {
    return (const ent_clause_kind *)(const void *)clause->kind;
}

static const ent_value *value_of(const ent_entry *entry, const char *name,
                                 const ent_field **field) {
    const int i = ent_kind_field(entry->kind, name);
    *field = i < 0 ? NULL : &entry->kind->fields[i];
    return i < 0 ? NULL : &entry->fields[i];
}

static bool given(const void *context, const char *name) {
    const asked *a = context;
    const ent_field *field;
    const ent_value *value = value_of(a->entry, name, &field);
    return value == NULL ? strcmp(name, "term") == 0 : value->given;
}

static void write(const void *context, const char *name, ent_prose *p) {
    const asked *a = context;
    const ent_field *field;
    const ent_value *value = value_of(a->entry, name, &field);
    if (value == NULL)
        ent_prose_add(p, "%s", a->term == NULL ? "" : a->term);
    else
        ent_prose_add(p, "%s", ent_word_value(a->w, a->entry, field, value));
}

static const char *choice(const void *context, const char *name, double *number) {
    const asked *a = context;
    const ent_field *field;
    const ent_value *value = value_of(a->entry, name, &field);
    if (value == NULL)
        return NULL;
    *number = value->number;
    if (field->type == ENT_FLAG)
        return value->number != 0 ? "true" : "false";
    return field->choices == NULL ? value->text : field->choices[value->index];
}

static const char *filled(const asked *a, const char *template) {
    ent_prose p = {.arena = a->w->arena};
    const ent_template_fields fields = {a, given, write, choice};
    ent_prose_fill(&p, template, &fields);
    return ent_prose_text(&p);
}

/* ---- When ---- */

static const char *common_word(const ent_wording *w, const ent_entry *clause, int field) {
    return ent_word_value(w, clause, &clause->section->fields[field],
                          &clause->common[field]);
}

const char *ent_word_start(const ent_wording *w, const ent_entry *clause) {
    return clause->common[ENT_CLAUSE_START].given
               ? common_word(w, clause, ENT_CLAUSE_START)
               : ent_word_day(w, w->scenario->start);
}

static const char *last_day(const ent_wording *w, const ent_entry *clause) {
    ent_prose p = {.arena = w->arena};
    if (clause->common[ENT_CLAUSE_UNTIL].given)
        ent_prose_add(&p, "until %s", common_word(w, clause, ENT_CLAUSE_UNTIL));
    else
        ent_prose_add(&p, "until the horizon ends on %s",
                      ent_word_day(w, w->scenario->end));
    return ent_prose_text(&p);
}

static bool pays_once(const ent_entry *clause) {
    return kind_of(clause)->once != NULL && kind_of(clause)->once(clause);
}

/* Whether more moves than the first line says: an advance that is recouped. */
static bool goes_on(const ent_entry *clause) {
    const ent_clause_kind *kind = kind_of(clause);
    for (size_t i = 1; i < kind->line_count; i++)
        if (ent_output_lives(&kind->outputs[kind->lines[i].output], clause))
            return true;
    return false;
}

static const char *on_start(const ent_wording *w, const ent_entry *clause) {
    ent_prose p = {.arena = w->arena};
    ent_prose_add(&p, "on %s", ent_word_start(w, clause));
    return ent_prose_text(&p);
}

size_t ent_word_ends(const ent_wording *w, const ent_entry *clause,
                     const char *ends[ENT_WORD_ENDS]) {
    const char *own = kind_of(clause)->ends;
    size_t count = 0;
    ends[count++] =
        pays_once(clause) && !goes_on(clause) ? on_start(w, clause) : last_day(w, clause);
    if (own != NULL) {
        ent_prose optional = {.arena = w->arena}, p = {.arena = w->arena};
        ent_prose_add(&optional, "[%s]", own);
        const asked a = {w, clause, NULL};
        const char *text = filled(&a, ent_prose_text(&optional));
        ent_prose_add(&p, "until %s", text);
        /* A last day of the kind's own comes in place of the horizon's. */
        if (*text != '\0' && kind_of(clause)->last_day != NULL &&
            !clause->common[ENT_CLAUSE_UNTIL].given)
            count = 0;
        if (*text != '\0')
            ends[count++] = ent_prose_text(&p);
    }
    if (clause->common[ENT_CLAUSE_ENDS_ON].given) {
        ent_prose p = {.arena = w->arena};
        ent_prose_add(&p, "when %s", common_word(w, clause, ENT_CLAUSE_ENDS_ON));
        ends[count++] = ent_prose_text(&p);
    }
    return count;
}

static const char *adverb(const ent_scenario *s) {
    static const char *const adverbs[] = {[ENT_DAILY] = "daily",
                                          [ENT_MONTHLY] = "monthly",
                                          [ENT_QUARTERLY] = "quarterly",
                                          [ENT_YEARLY] = "yearly"};
    return adverbs[s->step];
}

static void add_while(const ent_wording *w, const ent_entry *clause, ent_prose *p) {
    if (clause->common[ENT_CLAUSE_WHEN].given)
        ent_prose_add(p, ", while %s", common_word(w, clause, ENT_CLAUSE_WHEN));
}

static const char *day_of(const ent_wording *w, const ent_entry *clause) {
    ent_prose p = {.arena = w->arena};
    ent_prose_add(&p, "%s", on_start(w, clause));
    if (clause->common[ENT_CLAUSE_ENDS_ON].given)
        ent_prose_add(&p, ", unless %s before",
                      common_word(w, clause, ENT_CLAUSE_ENDS_ON));
    add_while(w, clause, &p);
    return ent_prose_text(&p);
}

static const char *term_of(const ent_wording *w, const ent_entry *clause) {
    const char *ends[ENT_WORD_ENDS];
    const size_t count = ent_word_ends(w, clause, ends);
    ent_prose p = {.arena = w->arena};
    if (kind_of(clause)->line_count > 0)
        ent_prose_add(&p, "modelled %s, ", adverb(w->scenario));
    ent_prose_add(&p, "from %s ", ent_word_start(w, clause));
    for (size_t i = 0; i < count; i++)
        ent_prose_add(&p, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", ends[i]);
    if (count > 1)
        ent_prose_add(&p, ", whichever comes first");
    add_while(w, clause, &p);
    return ent_prose_text(&p);
}

/* ---- Sentences ---- */

/* A sentence that begins with the market begins with a capital. */
static const char *capital(const ent_wording *w, const char *text) {
    char *copy = ent_arena_text(w->arena, text, strlen(text));
    if (strncmp(copy, "the market", 10) == 0)
        copy[0] = 'T';
    return copy;
}

const char *ent_word_clause(const ent_wording *w, const ent_entry *clause) {
    const asked a = {w, clause,
                     pays_once(clause) ? day_of(w, clause) : term_of(w, clause)};
    return capital(w, filled(&a, kind_of(clause)->sentence));
}

bool ent_word_tells(const ent_entry *clause, const char *field) {
    const char *const templates[] = {kind_of(clause)->sentence, kind_of(clause)->ends};
    char names[2][80];
    snprintf(names[0], sizeof names[0], "{%s}", field);
    snprintf(names[1], sizeof names[1], "{%s?", field);
    for (size_t i = 0; i < 4; i++)
        if (templates[i / 2] != NULL && strstr(templates[i / 2], names[i % 2]) != NULL)
            return true;
    return false;
}

const char *ent_word_flow(const ent_wording *w, const ent_entry *flow) {
    const ent_value *v = flow->common;
    ent_prose p = {.arena = w->arena};
    ent_prose_add(&p, "%s pays %s: %s", ent_word_party(w, v[ENT_FLOW_FROM].index),
                  ent_word_party(w, v[ENT_FLOW_TO].index),
                  ent_word_formula(w, v[ENT_FLOW_AMOUNT].text, w->scenario->currency));
    if (v[ENT_FLOW_ON].given)
        ent_prose_add(&p, ", once, on %s",
                      ent_word_value(w, flow, &flow->section->fields[ENT_FLOW_ON],
                                     &v[ENT_FLOW_ON]));
    else
        ent_prose_add(&p, ", modelled %s", adverb(w->scenario));
    ent_prose_add(&p, "%s.", v[ENT_FLOW_MARKED].number != 0 ? "; value, not cash" : "");
    return capital(w, ent_prose_text(&p));
}
