/* Checks of what is read, and of where numbers come from. */
#include <stdio.h>
#include <string.h>

#include "model/engine/lint_parts.h"
#include "model/engine/outline.h"

/* ---- Nothing reads it ---- */

/* Marks of assumptions, drivers and quantities, in file order: what leads to a result. */
typedef struct {
    ent_lint *l;
    bool *assumptions, *drivers, *quantities;
    ent_outline outline;
    bool *seen; /* things of the outline */
} reach;

static bool *mark_of(reach *r, const ent_thing *thing) {
    const ent_scenario *s = r->l->scenario;
    switch (thing->kind) {
    case ENT_THING_ASSUMPTION:
        return &r->assumptions[thing->entry - s->assumptions.items];
    case ENT_THING_DRIVER:
        return &r->drivers[thing->entry - s->drivers.items];
    case ENT_THING_QUANTITY:
        return &r->quantities[thing->entry - s->quantities.items];
    default:
        return NULL;
    }
}

static void follow(reach *r, size_t place) {
    const ent_thing *thing = &r->outline.things[place];
    bool *mark = mark_of(r, thing);
    if (r->seen[place])
        return;
    r->seen[place] = true;
    if (mark)
        *mark = true;
    for (size_t i = 0; i < thing->read_count; i++)
        follow(r, thing->reads[i]);
}

static void follow_names(reach *r, const ent_node *node) {
    const ent_thing *thing = node->kind == ENT_NODE_NAME && !node->output
                                 ? ent_outline_find(&r->outline, node->name)
                                 : NULL;
    if (thing)
        follow(r, (size_t)(thing - r->outline.things));
    for (int i = 0; i < node->count; i++)
        follow_names(r, node->items[i]);
}

static void follow_text(reach *r, const char *text) {
    const ent_node *tree = ent_lint_parse(r->l, text);
    if (tree)
        follow_names(r, tree);
}

/* A clause that is switched off still needs what it reads. */
static void follow_disabled(reach *r, const ent_entry *clause) {
    for (size_t f = 0; f < clause->kind->field_count; f++) {
        const ent_type type = clause->kind->fields[f].type;
        if ((type == ENT_FORMULA || type == ENT_CONDITION) && clause->fields[f].given)
            follow_text(r, clause->fields[f].text);
    }
    for (int f = ENT_CLAUSE_START; f <= ENT_CLAUSE_WHEN; f++)
        if (clause->common[f].given && clause->common[f].day == ENT_NO_DAY)
            follow_text(r, clause->common[f].text);
}

/* What only an unused quantity reads is not told: the quantity is. */
static void follow_unused(reach *r) {
    for (size_t i = 0; i < r->outline.count; i++) {
        const ent_thing *thing = &r->outline.things[i];
        if (r->seen[i] || !mark_of(r, thing))
            continue;
        for (size_t k = 0; k < thing->read_count; k++)
            if (thing->reads[k] != i)
                follow(r, thing->reads[k]);
    }
}

/* Results are made of clauses, flows, parties and metrics, and of the series that are shown. */
static void follow_agreement(reach *r, size_t a) {
    const ent_scenario *s = r->l->scenario;
    ent_arena arena = {0}; /* the next one's outline may have the memory again */
    r->outline = ent_outline_make(r->l->plan, a, &arena);
    r->seen = ent_arena_take(&arena, r->outline.count + 1, sizeof *r->seen);
    for (size_t i = 0; i < r->outline.count; i++) {
        const ent_thing *thing = &r->outline.things[i];
        const bool shown =
            thing->kind == ENT_THING_QUANTITY && thing->title && !s->series_given;
        if (shown || (!mark_of(r, thing) && thing->kind != ENT_THING_OUTPUT))
            follow(r, i);
    }
    for (size_t i = 0; i < s->series.item_count && s->series_given; i++)
        follow_text(r, s->series.items[i].text);
    for (size_t i = 0; i < s->agreements[a].disabled.count; i++)
        follow_disabled(r, &s->agreements[a].disabled.items[i]);
    follow_unused(r);
    ent_arena_free(&arena);
}

static void tell_unused(ent_lint *l, const ent_entries *entries, const bool *used,
                        const char *word) {
    for (size_t i = 0; i < entries->count; i++) {
        const ent_entry *entry = &entries->items[i];
        if (used[i])
            continue;
        ent_problem *problem = ent_problem_add(
            l->problems, "W0706", entry->at, entry->path,
            "no clause, flow or metric reads the %s %s", word, entry->name);
        problem->help = "read it somewhere, or leave it out";
    }
}

/* Whether the word stands anywhere in the files but where it is defined: an agreement that is never
 * run may cite it. */
static bool is_mentioned(const ent_scenario *s, const char *name) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    const size_t length = strlen(name);
    int count = 0;
    for (size_t f = 0; f < s->file_count; f++)
        for (const char *at = s->files[f]->text; count < 2 && (at = strstr(at, name));
             at += length)
            count += (at == s->files[f]->text || !strchr(letters, at[-1])) &&
                     (!at[length] || !strchr(letters, at[length]));
    return count > 1;
}

void ent_lint_unused(ent_lint *l) {
    const ent_scenario *s = l->scenario;
    reach r = {.l = l};
    if (s->override_count)
        return; /* an override may do without what the file needs */
    r.assumptions = ent_arena_take(&l->arena, s->assumptions.count + 1, sizeof(bool));
    r.drivers = ent_arena_take(&l->arena, s->drivers.count + 1, sizeof(bool));
    r.quantities = ent_arena_take(&l->arena, s->quantities.count + 1, sizeof(bool));
    for (size_t a = 0; a < s->agreement_count; a++)
        follow_agreement(&r, a);
    tell_unused(l, &s->assumptions, r.assumptions, "assumption");
    tell_unused(l, &s->drivers, r.drivers, "driver");
    tell_unused(l, &s->quantities, r.quantities, "quantity");
    for (size_t i = 0; i < s->sources.count; i++) {
        const ent_entry *entry = &s->sources.items[i];
        if (!is_mentioned(s, entry->name))
            ent_problem_add(l->problems, "W0706", entry->at, entry->path,
                            "nothing cites the source %s", entry->name)
                ->help = "cite it where it says something, or leave it out";
    }
}

/* ---- Where numbers come from ---- */

static void check_sourced(ent_lint *l) {
    const ent_entries *assumptions = &l->scenario->assumptions;
    const ent_entry *first = NULL;
    const char *names = "";
    size_t count = 0;
    for (size_t i = 0; i < assumptions->count; i++) {
        const ent_entry *entry = &assumptions->items[i];
        if (entry->common[ENT_ASSUMPTION_SOURCE].given ||
            entry->common[ENT_ASSUMPTION_KIND].given)
            continue;
        names = ent_problem_text(l->problems, "%s%s%s", names, count ? ", " : "",
                                 entry->name);
        first = first ? first : entry;
        count++;
    }
    if (!count)
        return;
    ent_problem *problem = ent_problem_add(
        l->problems, "W0708", first->at, count == 1 ? first->path : "assumptions",
        "%zu assumption%s neither a source nor a `kind`: %s", count,
        count == 1 ? " has" : "s have", names);
    problem->help =
        "write `source: NAME`, or `kind: judgement` with a note that says why";
}

static void check_age(ent_lint *l) {
    const ent_entries *sources = &l->scenario->sources;
    char day[11];
    for (size_t i = 0; i < sources->count && l->options.newer_given; i++) {
        const ent_entry *entry = &sources->items[i];
        const ent_value *date = &entry->common[ENT_SOURCE_DATE];
        if (!date->given || date->day == ENT_NO_DAY)
            ent_problem_add(l->problems, "W0709", entry->at, entry->path,
                            "the source %s has no date", entry->name)
                ->help = "write the day it was published: date: 2026-04-27";
        else if (date->day < l->options.newer_than)
            ent_problem_add(l->problems, "W0709", date->at,
                            ent_lint_path(l, entry, "date"),
                            "the source %s is from before %s", entry->name,
                            ent_day_write(l->options.newer_than, day))
                ->help = "look whether it still holds, and cite what is newer";
    }
}

void ent_lint_sources(ent_lint *l) {
    check_sourced(l);
    check_age(l);
}
