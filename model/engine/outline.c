#include "model/engine/outline.h"

#include <stdlib.h>
#include <string.h>

#include "model/engine/compile.h"

typedef struct {
    const ent_plan *plan;
    const ent_scenario *scenario;
    size_t agreement;
    ent_arena *arena;
    ent_thing *things;
    size_t count, sorted_count;
    size_t *sorted;       /* the things that were there first, by name */
    ent_unit_names units; /* of the parser; the plan's own are not touched */
    size_t *reads;        /* of the thing at hand */
    size_t read_count;
    ent_problems problems; /* none: everything has been compiled */
} outliner;

const char *ent_thing_word(ent_thing_kind kind) {
    static const char *const words[] = {
        [ENT_THING_ASSUMPTION] = "assumption", [ENT_THING_DRIVER] = "driver",
        [ENT_THING_QUANTITY] = "quantity",     [ENT_THING_FLOW] = "flow",
        [ENT_THING_PARTY] = "party",           [ENT_THING_CLAUSE] = "clause",
        [ENT_THING_OUTPUT] = "output",         [ENT_THING_METRIC] = "metric"};
    return words[kind];
}

/* ---- What there is ---- */

static ent_thing *add(outliner *o, ent_thing thing) {
    o->things = ent_arena_grow(o->arena, o->things, o->count, sizeof *o->things);
    o->things[o->count] = thing;
    return &o->things[o->count++];
}

/* The text of the section's field of that name, or NULL. */
static const char *text_of(const ent_entry *entry, const char *field) {
    const int i = ent_kind_field(entry->section, field);
    return i < 0 ? NULL : entry->common[i].text;
}

static const char *unit_of(const outliner *o, ent_thing_kind kind,
                           const ent_entry *entry) {
    const char *declared = text_of(entry, "unit");
    const ent_entries *quantities = &o->scenario->quantities;
    const ent_agreement_plan *plan = &o->plan->agreements[o->agreement];
    if (kind == ENT_THING_QUANTITY)
        return o->plan->quantity_units[entry - quantities->items];
    if (kind == ENT_THING_METRIC)
        for (size_t i = 0; i < plan->metric_count; i++)
            if (strcmp(plan->metrics[i].name, entry->name) == 0)
                return plan->metrics[i].unit;
    if (kind == ENT_THING_ASSUMPTION && entry->common[ENT_ASSUMPTION_VALUE].given &&
        entry->common[ENT_ASSUMPTION_VALUE].day != ENT_NO_DAY)
        return "date";
    const bool number = kind == ENT_THING_ASSUMPTION || kind == ENT_THING_DRIVER;
    return declared ? declared : number ? "1" : NULL;
}

static void add_entries(outliner *o, ent_thing_kind kind, const ent_entries *entries) {
    for (size_t i = 0; i < entries->count; i++) {
        const ent_entry *entry = &entries->items[i];
        add(o, (ent_thing){
                   .kind = kind,
                   .name = entry->name,
                   .entry = entry,
                   .unit = unit_of(o, kind, entry),
                   .title = text_of(entry, kind == ENT_THING_PARTY ? "name" : "title")});
    }
}

static const ent_clause_kind *clause_kind(const ent_entry *entry) {
    return (const ent_clause_kind *)(const void *)entry->kind;
}

/* The unit of an output that its clause's own terms decide: known of what is summed. */
static const char *summed_unit(const outliner *o, const char *clause,
                               const char *output) {
    const ent_agreement_plan *plan = &o->plan->agreements[o->agreement];
    const size_t length = strlen(clause);
    for (size_t i = 0; i < plan->total_count; i++) {
        const char *name = plan->totals[i].name + strlen("total.");
        if (strncmp(name, clause, length) == 0 && name[length] == '.' &&
            strcmp(name + length + 1, output) == 0)
            return plan->totals[i].unit;
    }
    return NULL;
}

static const char *output_unit(const outliner *o, const ent_entry *clause,
                               const ent_output *output) {
    if (output->unit == NULL || strchr(output->unit, ':') != NULL)
        return summed_unit(o, clause->name, output->name);
    return strcmp(output->unit, "money") == 0 ? o->scenario->currency : output->unit;
}

static const char *joined(outliner *o, const char *clause, const char *output) {
    const size_t first = strlen(clause), second = strlen(output);
    char *name = ent_arena_take(o->arena, first + second + 2, 1);
    memcpy(name, clause, first);
    name[first] = '.';
    memcpy(name + first + 1, output, second);
    return name;
}

static void add_clauses(outliner *o, const ent_entries *clauses) {
    add_entries(o, ENT_THING_CLAUSE, clauses);
    for (size_t c = 0; c < clauses->count; c++) {
        const ent_entry *entry = &clauses->items[c];
        const ent_clause_kind *kind = clause_kind(entry);
        for (size_t i = 0; i < kind->output_count; i++)
            add(o, (ent_thing){.kind = ENT_THING_OUTPUT,
                               .name = joined(o, entry->name, kind->outputs[i].name),
                               .entry = entry,
                               .unit = output_unit(o, entry, &kind->outputs[i]),
                               .title = kind->outputs[i].help});
    }
}

static void add_all(outliner *o) {
    const ent_scenario *s = o->scenario;
    add_entries(o, ENT_THING_ASSUMPTION, &s->assumptions);
    add_entries(o, ENT_THING_DRIVER, &s->drivers);
    add_entries(o, ENT_THING_QUANTITY, &s->quantities);
    add_entries(o, ENT_THING_FLOW, &s->flows);
    add_entries(o, ENT_THING_FLOW, &s->agreements[o->agreement].flows);
    add_entries(o, ENT_THING_PARTY, &s->parties);
    add_clauses(o, &s->agreements[o->agreement].clauses);
    add_entries(o, ENT_THING_METRIC, &s->metrics);
}

/* ---- Finding ---- */

/* qsort hands over nothing but the two items, so they are names with their places. */
typedef struct {
    const char *name;
    size_t place;
} named;

static int by_name(const void *a, const void *b) {
    return strcmp(((const named *)a)->name, ((const named *)b)->name);
}

static void sort(outliner *o) {
    named *names = ent_arena_take(o->arena, o->count + 1, sizeof *names);
    o->sorted = ent_arena_take(o->arena, o->count + 1, sizeof *o->sorted);
    for (size_t i = 0; i < o->count; i++)
        names[i] = (named){o->things[i].name, i};
    qsort(names, o->count, sizeof *names, by_name);
    for (size_t i = 0; i < o->count; i++)
        o->sorted[i] = names[i].place;
    o->sorted_count = o->count;
}

#define NOTHING ((size_t)-1)

static size_t find_in(const ent_outline *o, const char *name) {
    size_t low = 0, high = o->sorted_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(name, o->things[o->sorted[middle]].name);
        if (order == 0)
            return o->sorted[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    for (size_t i = o->sorted_count; i < o->count; i++) /* outputs of absent clauses */
        if (strcmp(o->things[i].name, name) == 0)
            return i;
    return NOTHING;
}

static size_t find(const outliner *o, const char *name) {
    const ent_outline so_far = {NULL, o->things, o->count, o->sorted, o->sorted_count};
    return find_in(&so_far, name);
}

/* ---- What reads what ---- */

static void note(outliner *o, size_t thing) {
    for (size_t i = 0; i < o->read_count; i++)
        if (o->reads[i] == thing)
            return;
    o->reads = ent_arena_grow(o->arena, o->reads, o->read_count, sizeof *o->reads);
    o->reads[o->read_count++] = thing;
}

static void note_name(outliner *o, const ent_node *node) {
    const char *name = node->output ? joined(o, node->name, node->output) : node->name;
    size_t thing = find(o, name);
    if (thing == NOTHING && node->output) {
        thing = o->count;
        add(o, (ent_thing){.kind = ENT_THING_OUTPUT, .name = name});
    }
    if (thing != NOTHING) /* else t, dt or year */
        note(o, thing);
}

static void note_names(outliner *o, const ent_node *node) {
    if (node->kind == ENT_NODE_NAME)
        note_name(o, node);
    for (int i = 0; i < node->count; i++)
        note_names(o, node->items[i]);
}

static void note_formula(outliner *o, const char *text) {
    const ent_source_text source = {.text = text};
    const ent_node *tree =
        text ? ent_parse(&source, &o->units, o->arena, &o->problems) : NULL;
    if (tree)
        note_names(o, tree);
}

static void note_kind(outliner *o, const ent_entry *entry);

static void note_field(outliner *o, const ent_field *field, const ent_value *value) {
    for (size_t r = 0; r < value->row_count; r++)
        for (size_t i = 0; i < value->rows[r].kind->field_count; i++)
            note_field(o, &value->rows[r].kind->fields[i], &value->rows[r].fields[i]);
    const bool formula = field->type == ENT_FORMULA || field->type == ENT_CONDITION ||
                         (field->type == ENT_DATE && value->day == ENT_NO_DAY);
    if (value->given && formula)
        note_formula(o, value->text);
    for (size_t i = 0; i < value->row_count; i++)
        note_kind(o, &value->rows[i]);
}

static void note_kind(outliner *o, const ent_entry *entry) {
    for (size_t i = 0; entry->kind && i < entry->kind->field_count; i++)
        note_field(o, &entry->kind->fields[i], &entry->fields[i]);
}

static void note_fields(outliner *o, const ent_entry *entry) {
    for (size_t i = 0; i < entry->section->field_count; i++)
        note_field(o, &entry->section->fields[i], &entry->common[i]);
    note_kind(o, entry);
    if (entry->inner)
        note_kind(o, entry->inner);
}

static bool moves_money_of(const outliner *o, const ent_thing *thing, int party) {
    const ent_agreement *agreement = &o->scenario->agreements[o->agreement];
    if (thing->kind == ENT_THING_FLOW)
        return thing->entry->common[ENT_FLOW_FROM].index == party ||
               thing->entry->common[ENT_FLOW_TO].index == party;
    if (thing->kind != ENT_THING_CLAUSE)
        return false;
    const ent_clause_kind *kind = clause_kind(thing->entry);
    for (size_t i = 0; i < kind->line_count; i++) {
        const ent_line_kind *line = &kind->lines[i];
        if (ent_line_end(o->scenario, agreement, thing->entry, line->from) == party ||
            ent_line_end(o->scenario, agreement, thing->entry, line->to) == party)
            return true;
    }
    return false;
}

static void note_all(outliner *o, size_t place) {
    const ent_thing *thing = &o->things[place];
    if (thing->kind == ENT_THING_OUTPUT) {
        const size_t clause = find(o, thing->entry->name);
        if (clause != NOTHING)
            note(o, clause);
        return;
    }
    note_fields(o, thing->entry);
    const int party = (int)(thing->entry - o->scenario->parties.items);
    for (size_t i = 0; thing->kind == ENT_THING_PARTY && i < o->sorted_count; i++)
        if (moves_money_of(o, &o->things[i], party))
            note(o, i);
}

/* What reads what, the other way round. */
static void turn_round(outliner *o) {
    size_t *counts = ent_arena_take(o->arena, o->count + 1, sizeof *counts);
    size_t **readers = ent_arena_take(o->arena, o->count + 1, sizeof *readers);
    for (size_t i = 0; i < o->count; i++)
        for (size_t r = 0; r < o->things[i].read_count; r++)
            counts[o->things[i].reads[r]]++;
    for (size_t i = 0; i < o->count; i++) {
        readers[i] = ent_arena_take(o->arena, counts[i] + 1, sizeof *readers[i]);
        o->things[i].read_by = readers[i];
    }
    for (size_t i = 0; i < o->count; i++)
        for (size_t r = 0; r < o->things[i].read_count; r++) {
            ent_thing *read = &o->things[o->things[i].reads[r]];
            readers[o->things[i].reads[r]][read->reader_count++] = i;
        }
}

ent_outline ent_outline_make(const ent_plan *plan, size_t agreement, ent_arena *arena) {
    outliner o = {.plan = plan,
                  .scenario = plan->scenario,
                  .agreement = agreement,
                  .arena = arena,
                  .units = plan->units};
    add_all(&o);
    sort(&o);
    for (size_t i = 0; i < o.sorted_count; i++) {
        o.reads = NULL;
        o.read_count = 0;
        note_all(&o, i);
        o.things[i].reads = o.reads; /* noting may have moved the things */
        o.things[i].read_count = o.read_count;
    }
    ent_problems_free(&o.problems);
    turn_round(&o);
    return (ent_outline){.agreement = plan->scenario->agreements[agreement].about.name,
                         .things = o.things,
                         .count = o.count,
                         .sorted = o.sorted,
                         .sorted_count = o.sorted_count};
}

const ent_thing *ent_outline_find(const ent_outline *o, const char *name) {
    const size_t place = find_in(o, name);
    return place == NOTHING ? NULL : &o->things[place];
}
