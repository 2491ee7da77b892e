/* Metrics, and what results show: one number per path, series, events. */
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"

static ent_operand compile_metric(ent_scope *scope, size_t index) {
    ent_compiler *c = scope->c;
    const ent_entry *entry = &c->scenario->metrics.items[index];
    ent_context *at = scope->at;
    const ent_value *unit_field = &entry->common[ENT_METRIC_UNIT];
    ent_scope inside = {.c = c, .at = at, .metric = true};
    ent_unit unit;
    if (at->metric_progress[index] == ENT_COMPILED)
        return at->metric_operands[index];
    if (at->metric_progress[index] == ENT_COMPILING) {
        ent_problem_add(c->problems, "E0506", entry->at, entry->path,
                        "the metric %s needs itself", entry->name);
        return ent_failed();
    }
    at->metric_progress[index] = ENT_COMPILING;
    inside.source = ent_source_of(&entry->common[ENT_METRIC_FORMULA], entry);
    const bool typed =
        unit_field->given && unit_field->text && strcmp(unit_field->text, "date") &&
        ent_unit_read(unit_field->text, true, &c->plan->units, c->arena, &unit);
    ent_operand out = ent_compile_formula(&inside, typed ? &unit : NULL);
    ent_emit_check(&inside, out, entry->path);
    at->metric_operands[index] = out;
    at->metric_progress[index] = ENT_COMPILED;
    return out;
}

ent_operand ent_date_operand(ent_compiler *c, ent_day day) {
    const ent_plan *plan = c->plan;
    const ent_period *p = plan->periods;
    const int k = ent_period_of(p, plan->period_count, day);
    double years = day < p[0].first ? 0.0 : INFINITY;
    const ent_period *end = &p[plan->period_count - 1];
    /* After everything that can happen, but not "never", which is INFINITY. */
    if (day > end->last)
        years = end->end + (day - end->last) / 365.25;
    if (k >= 0)
        years =
            p[k].last == day
                ? p[k].end
                : p[k].end - p[k].length * ent_period_share(&p[k], day + 1, ENT_NO_DAY);
    return (ent_operand){.ref = ent_constant(c, years), .date = true};
}

/* Any name may have been meant; if none is close, the metrics are what can be read. */
static void unknown_metric(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    const ent_entries *metrics = &c->scenario->metrics;
    const char **names =
        ent_arena_take(c->arena, metrics->count + c->symbol_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < metrics->count; i++)
        names[count++] = metrics->items[i].name;
    for (size_t i = 0; i < c->symbol_count; i++)
        names[count++] = c->symbols[i].name;
    const char *nearest = ent_nearest(node->name, names, count);
    ent_complain(scope, node, "E0301", "nothing is named %s", node->name)->help =
        nearest ? ent_problem_text(c->problems, "did you mean %s?", nearest)
                : ent_names_help(c->problems, node->name, names, metrics->count,
                                 "the metrics are");
}

ent_operand ent_compile_metric_name(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    if (node->kind == ENT_NODE_DATE)
        return ent_date_operand(c, node->day);
    for (size_t i = 0; !node->output && i < c->scenario->metrics.count; i++)
        if (!strcmp(c->scenario->metrics.items[i].name, node->name))
            return compile_metric(scope, i);
    ent_symbol *symbol = ent_symbol_find(c, node->name);
    if (!node->output && symbol && symbol->kind == ENT_SYMBOL_ASSUMPTION)
        return ent_compile_symbol(scope, symbol, node);
    if (!node->output && !symbol && !ent_is_time(node->name)) {
        unknown_metric(scope, node);
        return ent_failed();
    }
    const char *text = ent_node_text(&scope->source, node, c->arena);
    ent_problem *problem = ent_complain(
        scope, node, "E0414",
        "%s has a value in every period, and a metric is one number per path", text);
    problem->help = ent_problem_text(
        c->problems,
        "write total(%s), last(%s), at(%s, 2030-12-31), highest(%s), first(%s) ...", text,
        text, text, text, text);
    return ent_failed();
}

/* ---- What results show ---- */

static void add_metric(ent_compiler *c, ent_context *at, const char *name,
                       const char *title, ent_operand operand, bool built_in) {
    ent_agreement_plan *plan = at->plan;
    ent_metric_plan metric = {
        .name = name, .title = title, .built_in = built_in, .ref = operand.ref};
    const bool flag = operand.measure == ENT_LEVEL_FLAG || operand.measure == ENT_EVENT;
    metric.kind = operand.date ? ENT_DATE_METRIC
                  : flag       ? ENT_FLAG_METRIC
                               : ENT_NUMBER_METRIC;
    metric.unit =
        operand.date ? "date" : ent_unit_symbol(operand.unit, &c->plan->units, c->arena);
    plan->metrics =
        ent_arena_grow(c->arena, plan->metrics, plan->metric_count, sizeof metric);
    plan->metrics[plan->metric_count++] = metric;
}

static void agreement_metrics(ent_compiler *c, ent_context *at) {
    const ent_scenario *s = c->scenario;
    ent_scope scope = {.c = c, .at = at, .metric = true};
    for (size_t p = 0; p < s->parties.count; p++) {
        char name[160];
        if (!s->parties.items[p].common[ENT_PARTY_DISCOUNT].text)
            continue;
        snprintf(name, sizeof name, "npv.%s", s->parties.items[p].name);
        const char *kept = ent_arena_text(c->arena, name, strlen(name));
        const ent_operand value = ent_present_value(&scope, (int)p, NULL, true, true);
        ent_emit_check(&scope, value, kept);
        add_metric(c, at, kept, NULL, value, true);
    }
    for (size_t i = 0; i < s->metrics.count; i++) {
        const ent_operand operand = compile_metric(&scope, i);
        if (operand.failed)
            continue;
        add_metric(c, at, s->metrics.items[i].name,
                   s->metrics.items[i].common[ENT_METRIC_TITLE].text, operand, false);
    }
}

/* NULL: it failed, or is watched already. */
static ent_watched *watch_series(ent_compiler *c, ent_context *at, const char *name,
                                 const char *title, ent_operand operand) {
    ent_agreement_plan *plan = at->plan;
    if (operand.failed)
        return NULL;
    for (size_t i = 0; i < plan->watched_count; i++)
        if (!strcmp(plan->watched[i].name, name))
            return NULL;
    plan->watched = ent_arena_grow(c->arena, plan->watched, plan->watched_count,
                                   sizeof *plan->watched);
    ent_watched *watched = &plan->watched[plan->watched_count++];
    *watched =
        (ent_watched){.name = name,
                      .title = title,
                      .unit = ent_unit_symbol(operand.unit, &c->plan->units, c->arena),
                      .measure = operand.measure,
                      .ref = operand.ref,
                      .world = !(operand.ref.base & ENT_OWN)};
    return watched;
}

/* A ledger that one line alone moves is that line, received or paid, and needs no column. */
static void watch_net(ent_compiler *c, ent_context *at, int party) {
    ent_scope scope = {.c = c, .at = at};
    char name[200];
    snprintf(name, sizeof name, "net(%s)", c->scenario->parties.items[party].name);
    const ent_net *ledger = ent_compile_ledger(&scope, party);
    const bool paid = ledger && ledger->count == 1 && ledger->signs[0] < 0;
    ent_operand net = {.ref = paid ? ledger->amounts[0] : ENT_NOWHERE,
                       .measure = ENT_FLOW,
                       .unit = ent_unit_named(ENT_UNIT_CURRENCY, 1)};
    if (!paid)
        net = ent_compile_net(&scope, party);
    ent_watched *watched =
        watch_series(c, at, ent_arena_text(c->arena, name, strlen(name)), NULL, net);
    if (watched)
        watched->negated = paid;
}

/* The title of the quantity or driver that a series is, if it is one. */
static const char *title_of_series(ent_compiler *c, const char *name) {
    const ent_symbol *symbol = ent_symbol_find(c, name);
    if (!symbol)
        return NULL;
    switch (symbol->kind) {
    case ENT_SYMBOL_QUANTITY:
        return symbol->entry->common[ENT_QUANTITY_TITLE].text;
    case ENT_SYMBOL_DRIVER:
        return symbol->entry->common[ENT_DRIVER_TITLE].text;
    default:
        return NULL;
    }
}

static void default_series(ent_compiler *c, ent_context *at) {
    const ent_scenario *s = c->scenario;
    char name[200];
    for (size_t i = 0; i < s->quantities.count; i++) {
        const ent_symbol *symbol = ent_symbol_find(c, s->quantities.items[i].name);
        const char *title = s->quantities.items[i].common[ENT_QUANTITY_TITLE].text;
        ent_context *home = symbol->own ? at : &c->world;
        if (title)
            watch_series(c, at, symbol->name, title,
                         ent_bring(c, at, home->bindings[symbol - c->symbols].operand));
    }
    for (size_t p = 0; p < s->parties.count; p++)
        watch_net(c, at, (int)p);
    for (size_t i = 0; i < c->symbol_count; i++) {
        const ent_binding *binding = &at->bindings[i];
        if (c->symbols[i].kind != ENT_SYMBOL_CLAUSE || !binding->entry ||
            binding->operand.failed)
            continue;
        const ent_clause_kind *kind =
            (const ent_clause_kind *)(const void *)binding->entry->kind;
        snprintf(name, sizeof name, "%s.%s", c->symbols[i].name, kind->outputs[0].name);
        watch_series(c, at, ent_arena_text(c->arena, name, strlen(name)), NULL,
                     binding->outputs[0]);
    }
}

static void named_series(ent_compiler *c, ent_context *at) {
    const ent_value *list = &c->scenario->series;
    for (size_t i = 0; i < list->item_count; i++) {
        const ent_item *item = &list->items[i];
        ent_scope scope = {.c = c,
                           .at = at,
                           .source = {item->text, item->at,
                                      ent_problem_text(c->problems, "series[%zu]", i)}};
        ent_operand operand = ent_compile_formula(&scope, NULL);
        ent_emit_check(&scope, operand, item->text);
        watch_series(c, at, item->text, title_of_series(c, item->text), operand);
    }
}

size_t ent_series_first(const char *list) {
    size_t length = 0;
    for (int depth = 0; list[length] != '\0' && (list[length] != ',' || depth > 0);
         length++)
        depth += (list[length] == '(') - (list[length] == ')');
    return length;
}

static void asked_series(ent_compiler *c, ent_context *at, const char *list,
                         const ent_file *file) {
    for (const char *next = list; next != NULL;) {
        next += strspn(next, " ");
        const size_t length = ent_series_first(next);
        const char *text = ent_arena_text(c->arena, next, length);
        const int column = (int)(next - list) + 1;
        ent_scope scope = {
            .c = c, .at = at, .source = {text, {file, 1, column, 1}, "--series"}};
        const ent_operand operand = ent_compile_formula(&scope, NULL);
        ent_emit_check(&scope, operand, text);
        watch_series(c, at, text, title_of_series(c, text), operand);
        next = next[length] == '\0' ? NULL : next + length + 1;
    }
}

/* Hazards are events of the world; every agreement lists them. */
static void world_events(ent_compiler *c, ent_context *at) {
    for (size_t i = 0; i < c->symbol_count; i++) {
        const ent_operand *own = &c->world.bindings[i].operand;
        if (c->symbols[i].kind != ENT_SYMBOL_DRIVER || own->failed ||
            own->measure != ENT_EVENT)
            continue;
        const ent_operand operand = ent_bring(c, at, *own);
        ent_agreement_plan *plan = at->plan;
        plan->events = ent_arena_grow(c->arena, plan->events, plan->event_count,
                                      sizeof *plan->events);
        plan->events[plan->event_count++] =
            (ent_watched){.name = c->symbols[i].name,
                          .title = c->symbols[i].entry->common[ENT_DRIVER_TITLE].text,
                          .unit = "1",
                          .measure = ENT_EVENT,
                          .ref = operand.ref,
                          .world = true};
    }
}

/* An option's text as a file for problems to point into; it outlives the plan. */
static const ent_file *option_file(ent_compiler *c, const char *option,
                                   const char *text) {
    ent_file *file = ent_arena_take(&c->problems->arena, 1, sizeof *file);
    *file = (ent_file){option, text, strlen(text)};
    return file;
}

static void compile_where(ent_compiler *c, const char *where) {
    ent_plan *plan = c->plan;
    if (!where || !plan->agreement_count)
        return;
    plan->where_agreement = plan->agreement_count - 1;
    const ent_file *file = option_file(c, "--where", where);
    ent_scope scope = {.c = c,
                       .at = &c->agreements[plan->where_agreement],
                       .metric = true,
                       .source = {where, {file, 1, 1, 1}, "--where"}};
    const ent_operand operand = ent_compile_formula(&scope, NULL);
    if (operand.failed)
        return;
    if (ent_is_money(&scope, NULL, operand))
        return;
    if (operand.date) {
        ent_problem *problem =
            ent_complain(&scope, NULL, "E0507", "a date is not a condition");
        problem->help = "compare it, as in cap_date <= 2028-12-31";
        return;
    }
    ent_emit_check(&scope, operand, "--where");
    plan->where = operand.ref;
}

void ent_compile_metrics(ent_compiler *c, const ent_plan_options *options) {
    const char *asked = options->series;
    const ent_file *file = asked ? option_file(c, "--series", asked) : NULL;
    for (size_t i = 0; i < c->plan->agreement_count; i++) {
        ent_context *at = &c->agreements[i];
        agreement_metrics(c, at);
        if (c->scenario->series_given)
            named_series(c, at);
        else
            default_series(c, at);
        if (asked)
            asked_series(c, at, asked, file);
        world_events(c, at);
    }
    compile_where(c, options->where);
    for (size_t i = 0; i < c->plan->agreement_count; i++)
        ent_compile_deferred(c, &c->agreements[i]);
}
