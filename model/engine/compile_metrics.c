/* Metrics: one number per path, from sums kept while the periods run. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"

/* ---- Leaves: what looks at a whole path ---- */

/* A formula of a period, inside a metric. */
static ent_operand inner(ent_scope *scope, const ent_node *node)
{
    ent_scope period = *scope;
    period.metric = false;
    const size_t depth = scope->at->depth;
    const ent_operand out = ent_compile_node(&period, node, true);
    scope->at->depth = depth;
    return out;
}

/* A column of the world, so that other agreements can read it, set anew before each agreement. */
static ent_ref keep(ent_scope *scope, double start)
{
    const ent_ref ref = ent_take_columns(scope->c, 1, false);
    ent_reset_to(scope->c, scope->at, ref, start);
    return ref;
}

static ent_operand watch(ent_scope *scope, ent_step_kind step, double start, ent_operand in,
                         double *weights)
{
    ent_compiler *c = scope->c;
    ent_weights *data = NULL;
    if (weights) {
        data = ent_arena_take(c->arena, 1, sizeof *data);
        data->weights = weights;
    }
    ent_operand out = {.ref = keep(scope, start), .unit = in.unit, .measure = in.measure};
    ent_emit_step(c, &scope->at->plan->each, step, out.ref, in.ref, data);
    return out;
}

/* A year written out, within the horizon; 0 after a problem. */
static int year_argument(ent_scope *scope, const ent_node *node)
{
    const ent_plan *plan = scope->c->plan;
    const int last = plan->first_year + (int)plan->year_count - 1;
    const int year = node->kind == ENT_NODE_NUMBER ? (int)node->number : 0;
    if (year >= plan->first_year && year <= last && year == node->number) return year;
    ent_complain(scope, node, "E0412", "expected a calendar year from %d to %d here",
                 plan->first_year, last);
    return 0;
}

static ent_operand total(ent_scope *scope, const ent_node *node)
{
    ent_compiler *c = scope->c;
    const ent_plan *plan = c->plan;
    int from = plan->first_year, to = from + (int)plan->year_count - 1;
    if (node->count > 1) {
        from = to = year_argument(scope, node->items[1]);
        if (node->count > 2) to = year_argument(scope, node->items[2]);
        if (!from || !to) return ent_failed();
        if (to < from) {
            ent_complain(scope, node, "E0412", "the last year comes before the first");
            return ent_failed();
        }
    }
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed) return in;
    const bool rate = ent_unit_per_year(in.unit);
    double *weights = ent_weights_of(c, 0);
    for (size_t t = 0; t < plan->period_count; t++) {
        const ent_period *p = &plan->periods[t];
        if (p->year >= from && p->year <= to) weights[t] = rate ? p->length : 1.0;
    }
    ent_operand out = watch(scope, ENT_STEP_SUM, 0.0, in, weights);
    if (rate) out.unit = ent_unit_times(out.unit, ent_unit_named(ENT_UNIT_YEAR, 1), 1);
    out.measure = ENT_STOCK;
    return out;
}

static ent_operand mean(ent_scope *scope, const ent_node *node)
{
    ent_compiler *c = scope->c;
    const ent_plan *plan = c->plan;
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed) return in;
    double *weights = ent_weights_of(c, 0);
    for (size_t t = 0; t < plan->period_count; t++)
        weights[t] = plan->periods[t].length / plan->periods[plan->period_count - 1].end;
    return watch(scope, ENT_STEP_SUM, 0.0, in, weights);
}

static ent_operand pick(ent_scope *scope, const ent_node *node, size_t period)
{
    double *weights = ent_weights_of(scope->c, 0);
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed) return in;
    weights[period] = 1;
    return watch(scope, ENT_STEP_PICK, 0.0, in, weights);
}

static ent_operand last(ent_scope *scope, const ent_node *node)
{
    return pick(scope, node, scope->c->plan->period_count - 1);
}

static ent_operand at(ent_scope *scope, const ent_node *node)
{
    const ent_plan *plan = scope->c->plan;
    const ent_node *day = node->items[1];
    if (day->kind != ENT_NODE_DATE) {
        ent_problem *problem = ent_complain(scope, day, "E0410", "at() takes a day");
        problem->help = "write at(x, 2030-12-31)";
        return ent_failed();
    }
    const int period = ent_period_of(plan->periods, plan->period_count, day->day);
    if (period >= 0) return pick(scope, node, (size_t)period);
    ent_complain(scope, day, "E0706", "this day lies outside the horizon");
    return ent_failed();
}

static ent_operand extreme(ent_scope *scope, const ent_node *node)
{
    const bool high = node->name[0] == 'h';
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed) return in;
    return watch(scope, high ? ENT_STEP_HIGHEST : ENT_STEP_LOWEST, high ? -INFINITY : INFINITY, in,
                 NULL);
}

static ent_operand first(ent_scope *scope, const ent_node *node)
{
    const ent_plan *plan = scope->c->plan;
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed) return in;
    double *ends = ent_weights_of(scope->c, 0);
    for (size_t t = 0; t < plan->period_count; t++) ends[t] = plan->periods[t].end;
    ent_operand out = watch(scope, ENT_STEP_FIRST, INFINITY, in, ends);
    out.unit = (ent_unit){{0}};
    out.date = true;
    return out;
}

static ent_operand ever(ent_scope *scope, const ent_node *node)
{
    ent_operand in = inner(scope, node->items[0]);
    if (in.failed) return in;
    ent_operand out = watch(scope, ENT_STEP_EVER, 0.0, in, NULL);
    out.unit = (ent_unit){{0}};
    out.measure = ENT_LEVEL_FLAG;
    return out;
}

/* ---- Present values: sums over the agreement's lines ---- */

static void add_present_value(ent_scope *scope, ent_ref sum, ent_ref npv, double sign)
{
    ent_compiler *c = scope->c;
    ent_weights *weights = ent_arena_take(c->arena, 1, sizeof *weights);
    weights->weights = ent_weights_of(c, sign);
    ent_emit_step(c, &scope->at->plan->finish, ENT_STEP_SUM, sum, npv, weights);
}

/* of a party: over the lines of `owner` (NULL: all), cash, marked or both. */
static ent_operand present_value(ent_scope *scope, int party, const char *owner, bool cash,
                                 bool marked)
{
    const ent_agreement_plan *plan = scope->at->plan;
    ent_operand out = {.ref = keep(scope, 0.0), .measure = ENT_STOCK,
                       .unit = ent_unit_named(ENT_UNIT_CURRENCY, 1)};
    for (size_t i = 0; i < plan->line_count; i++) {
        const ent_line *line = plan->lines[i];
        if (owner && strcmp(owner, line->name)) continue;
        if (line->marked ? !marked : !cash) continue;
        if (line->from == party && line->npv_from.base >= 0)
            add_present_value(scope, out.ref, line->npv_from, -1.0);
        if (line->to == party && line->npv_to.base >= 0)
            add_present_value(scope, out.ref, line->npv_to, 1.0);
    }
    return out;
}

static ent_operand npv(ent_scope *scope, const ent_node *node)
{
    ent_compiler *c = scope->c;
    const char *owner = NULL;
    int party;
    if (!ent_party_named(scope, node->items[0], &party)) return ent_failed();
    const ent_entry *entry = party < 0 ? NULL : &c->scenario->parties.items[party];
    if (!entry || !entry->common[ENT_PARTY_DISCOUNT].text) {
        ent_problem *problem = ent_complain(scope, node->items[0], "E0413",
                                            "%s has no discount rate, so no present value",
                                            entry ? entry->name : "market");
        if (entry)
            problem->help = ent_problem_text(c->problems, "give parties.%s a discount, as in 10%%",
                                             entry->name);
        return ent_failed();
    }
    if (node->count > 1) {
        const ent_node *name = node->items[1];
        const ent_symbol *symbol =
            name->kind == ENT_NODE_NAME && !name->output ? ent_symbol_find(c, name->name) : NULL;
        if (!symbol || (symbol->kind != ENT_SYMBOL_CLAUSE && symbol->kind != ENT_SYMBOL_FLOW)) {
            ent_complain(scope, name, "E0307", "%s is not a clause or a flow",
                         ent_node_text(&scope->source, name, c->arena));
            return ent_failed();
        }
        owner = symbol->name;
    }
    const bool is_cash = node->name[0] == 'c', is_marked = node->name[0] == 'm';
    return present_value(scope, party, owner, !is_marked, !is_cash);
}

/* ---- Other agreements, other metrics ---- */

static ent_operand in_agreement(ent_scope *scope, const ent_node *node)
{
    ent_compiler *c = scope->c;
    const ent_node *name = node->items[0];
    const size_t count = c->plan->agreement_count;
    const char **names = ent_arena_take(c->arena, count + 1, sizeof *names);
    const char *text = name->kind == ENT_NODE_TEXT || name->kind == ENT_NODE_NAME
                           ? name->name
                           : ent_node_text(&scope->source, name, c->arena);
    for (size_t i = 0; i < count; i++) {
        names[i] = c->plan->agreements[i].name;
        if (name->kind != ENT_NODE_TEXT || strcmp(names[i], text)) continue;
        ent_scope there = *scope;
        there.at = &c->agreements[i];
        return ent_compile_node(&there, node->items[1], true);
    }
    const char *nearest = ent_nearest(text, names, count);
    ent_problem *problem = ent_complain(scope, name, "E0308", "there is no agreement \"%s\"", text);
    if (nearest) problem->help = ent_problem_text(c->problems, "write in(\"%s\", ...)", nearest);
    return ent_failed();
}

ent_operand ent_compile_metric_call(ent_scope *scope, const ent_node *node)
{
    static const struct {
        const char *name;
        ent_operand (*compile)(ent_scope *, const ent_node *);
    } leaves[] = {{"npv", npv},         {"cash", npv},       {"marked", npv},
                  {"total", total},     {"last", last},      {"at", at},
                  {"highest", extreme}, {"lowest", extreme}, {"mean", mean},
                  {"first", first},     {"ever", ever},      {"in", in_agreement}};
    size_t i = 0;
    while (strcmp(leaves[i].name, node->name)) i++;
    return leaves[i].compile(scope, node);
}

static ent_operand compile_metric(ent_scope *scope, size_t index)
{
    ent_compiler *c = scope->c;
    const ent_entry *entry = &c->scenario->metrics.items[index];
    ent_context *at = scope->at;
    const ent_value *unit_field = &entry->common[ENT_METRIC_UNIT];
    ent_scope inside = {.c = c, .at = at, .metric = true};
    ent_unit unit;
    if (at->metric_progress[index] == ENT_COMPILED) return at->metric_operands[index];
    if (at->metric_progress[index] == ENT_COMPILING) {
        ent_problem_add(c->problems, "E0506", entry->at, entry->path,
                        "the metric %s needs itself", entry->name);
        return ent_failed();
    }
    at->metric_progress[index] = ENT_COMPILING;
    inside.source = ent_source_of(&entry->common[ENT_METRIC_FORMULA], entry, "formula");
    const bool typed = unit_field->given && unit_field->text && strcmp(unit_field->text, "date") &&
                       ent_unit_read(unit_field->text, true, &c->plan->units, c->arena, &unit);
    ent_operand out = ent_compile_formula(&inside, typed ? &unit : NULL, true);
    ent_emit_check(&inside, out, entry->path);
    at->metric_operands[index] = out;
    at->metric_progress[index] = ENT_COMPILED;
    return out;
}

static ent_operand date_literal(ent_scope *scope, ent_day day)
{
    const ent_plan *plan = scope->c->plan;
    const ent_period *p = plan->periods;
    const int k = ent_period_of(p, plan->period_count, day);
    double years = day < p[0].first ? 0.0 : INFINITY;
    /* INFINITY is "never", which no day is. */
    if (day > p[plan->period_count - 1].last) years = p[plan->period_count - 1].end;
    if (k >= 0)
        years = p[k].last == day
                    ? p[k].end
                    : p[k].end - p[k].length * ent_period_share(&p[k], day + 1, ENT_NO_DAY);
    return (ent_operand){.ref = ent_constant(scope->c, years), .date = true};
}

ent_operand ent_compile_metric_name(ent_scope *scope, const ent_node *node)
{
    ent_compiler *c = scope->c;
    if (node->kind == ENT_NODE_DATE) return date_literal(scope, node->day);
    for (size_t i = 0; !node->output && i < c->scenario->metrics.count; i++)
        if (!strcmp(c->scenario->metrics.items[i].name, node->name))
            return compile_metric(scope, i);
    ent_symbol *symbol = ent_symbol_find(c, node->name);
    if (!node->output && symbol && symbol->kind == ENT_SYMBOL_ASSUMPTION)
        return ent_compile_symbol(scope, symbol, node);
    if (!node->output && !symbol && !ent_is_time(node->name)) {
        ent_scope period = *scope; /* for the same message as elsewhere, metrics included */
        const char *names[512];
        size_t count = 0;
        for (size_t i = 0; i < c->symbol_count && count < 512; i++)
            names[count++] = c->symbols[i].name;
        for (size_t i = 0; i < c->scenario->metrics.count && count < 512; i++)
            names[count++] = c->scenario->metrics.items[i].name;
        const char *nearest = ent_nearest(node->name, names, count);
        ent_problem *problem =
            ent_complain(&period, node, "E0301", "nothing is named %s", node->name);
        if (nearest) problem->help = ent_problem_text(c->problems, "did you mean %s?", nearest);
        return ent_failed();
    }
    const char *text = ent_node_text(&scope->source, node, c->arena);
    ent_problem *problem = ent_complain(
        scope, node, "E0414", "%s has a value in every period, and a metric is one number per path",
        text);
    problem->help = ent_problem_text(
        c->problems, "write total(%s), last(%s), at(%s, 2030-12-31), highest(%s), first(%s) ...", text,
        text, text, text, text);
    return ent_failed();
}

/* ---- What results show ---- */

static void add_metric(ent_compiler *c, ent_context *at, const char *name, const char *title,
                       ent_operand operand, bool built_in)
{
    ent_agreement_plan *plan = at->plan;
    ent_metric_plan metric = {.name = name, .title = title, .built_in = built_in,
                              .ref = operand.ref};
    metric.kind = operand.date                         ? ENT_DATE_METRIC
                  : operand.measure == ENT_LEVEL_FLAG  ? ENT_FLAG_METRIC
                                                       : ENT_NUMBER_METRIC;
    metric.unit = operand.date ? "date" : ent_unit_symbol(operand.unit, &c->plan->units, c->arena);
    plan->metrics = ent_arena_grow(c->arena, plan->metrics, plan->metric_count, sizeof metric);
    plan->metrics[plan->metric_count++] = metric;
}

static void agreement_metrics(ent_compiler *c, ent_context *at)
{
    const ent_scenario *s = c->scenario;
    ent_scope scope = {.c = c, .at = at, .metric = true};
    for (size_t p = 0; p < s->parties.count; p++) {
        char name[160];
        if (!s->parties.items[p].common[ENT_PARTY_DISCOUNT].text) continue;
        snprintf(name, sizeof name, "npv.%s", s->parties.items[p].name);
        add_metric(c, at, ent_arena_text(c->arena, name, strlen(name)), NULL,
                   present_value(&scope, (int)p, NULL, true, true), true);
    }
    for (size_t i = 0; i < s->metrics.count; i++) {
        const ent_operand operand = compile_metric(&scope, i);
        if (operand.failed) continue;
        add_metric(c, at, s->metrics.items[i].name, s->metrics.items[i].common[ENT_METRIC_TITLE].text,
                   operand, false);
    }
}

static void watch_series(ent_compiler *c, ent_context *at, const char *name, const char *title,
                         ent_operand operand)
{
    ent_agreement_plan *plan = at->plan;
    if (operand.failed) return;
    for (size_t i = 0; i < plan->watched_count; i++)
        if (!strcmp(plan->watched[i].name, name)) return;
    plan->watched = ent_arena_grow(c->arena, plan->watched, plan->watched_count, sizeof *plan->watched);
    plan->watched[plan->watched_count++] = (ent_watched){
        name, title, ent_unit_symbol(operand.unit, &c->plan->units, c->arena), operand.measure,
        operand.ref, !(operand.ref.base & ENT_OWN)};
}

static const char *quantity_title(ent_compiler *c, const char *name)
{
    const ent_symbol *symbol = ent_symbol_find(c, name);
    return symbol && symbol->kind == ENT_SYMBOL_QUANTITY
               ? symbol->entry->common[ENT_QUANTITY_TITLE].text
               : NULL;
}

static void default_series(ent_compiler *c, ent_context *at)
{
    const ent_scenario *s = c->scenario;
    ent_scope scope = {.c = c, .at = at};
    char name[200];
    for (size_t i = 0; i < s->quantities.count; i++) {
        const ent_symbol *symbol = ent_symbol_find(c, s->quantities.items[i].name);
        const char *title = s->quantities.items[i].common[ENT_QUANTITY_TITLE].text;
        ent_context *home = symbol->own ? at : &c->world;
        if (title)
            watch_series(c, at, symbol->name, title, home->bindings[symbol - c->symbols].operand);
    }
    for (size_t p = 0; p < s->parties.count; p++) {
        snprintf(name, sizeof name, "net(%s)", s->parties.items[p].name);
        watch_series(c, at, ent_arena_text(c->arena, name, strlen(name)), NULL,
                     ent_compile_net(&scope, (int)p, NULL));
    }
    for (size_t i = 0; i < c->symbol_count; i++) {
        const ent_binding *binding = &at->bindings[i];
        if (c->symbols[i].kind != ENT_SYMBOL_CLAUSE || !binding->entry || binding->operand.failed)
            continue;
        const ent_clause_kind *kind = (const ent_clause_kind *)(const void *)binding->entry->kind;
        snprintf(name, sizeof name, "%s.%s", c->symbols[i].name, kind->outputs[0].name);
        watch_series(c, at, ent_arena_text(c->arena, name, strlen(name)), NULL,
                     binding->outputs[0]);
    }
}

static void named_series(ent_compiler *c, ent_context *at)
{
    const ent_value *list = &c->scenario->series;
    for (size_t i = 0; i < list->item_count; i++) {
        const ent_item *item = &list->items[i];
        ent_scope scope = {.c = c, .at = at,
                           .source = {item->text, item->at,
                                      ent_problem_text(c->problems, "series[%zu]", i)}};
        ent_operand operand = ent_compile_formula(&scope, NULL, true);
        ent_emit_check(&scope, operand, item->text);
        watch_series(c, at, item->text, quantity_title(c, item->text), operand);
    }
}

/* Hazards are events of the world; every agreement lists them. */
static void world_events(ent_compiler *c, ent_context *at)
{
    for (size_t i = 0; i < c->symbol_count; i++) {
        const ent_operand operand = c->world.bindings[i].operand;
        if (c->symbols[i].kind != ENT_SYMBOL_DRIVER || operand.failed ||
            operand.measure != ENT_EVENT)
            continue;
        ent_agreement_plan *plan = at->plan;
        plan->events = ent_arena_grow(c->arena, plan->events, plan->event_count, sizeof *plan->events);
        plan->events[plan->event_count++] =
            (ent_watched){.name = c->symbols[i].name, .unit = "1", .measure = ENT_EVENT,
                          .ref = operand.ref, .world = true};
    }
}

static void compile_where(ent_compiler *c, const char *where)
{
    ent_plan *plan = c->plan;
    if (!where || !plan->agreement_count) return;
    plan->where_agreement = plan->agreement_count - 1;
    ent_file *file = ent_arena_take(&c->problems->arena, 1, sizeof *file); /* outlives the plan */
    *file = (ent_file){"--where", where, strlen(where)};
    ent_scope scope = {.c = c, .at = &c->agreements[plan->where_agreement], .metric = true,
                       .source = {where, {file, 1, 1, 1}, "--where"}};
    const ent_operand operand = ent_compile_formula(&scope, NULL, true);
    if (operand.failed) return;
    if (operand.date) {
        ent_problem *problem = ent_complain(&scope, NULL, "E0507", "a date is not a condition");
        problem->help = "compare it, as in cap_date <= 2028-12-31";
        return;
    }
    plan->where = operand.ref;
}

void ent_compile_metrics(ent_compiler *c, const char *where)
{
    for (size_t i = 0; i < c->plan->agreement_count; i++) {
        ent_context *at = &c->agreements[i];
        agreement_metrics(c, at);
        if (c->scenario->series_given) named_series(c, at);
        else default_series(c, at);
        world_events(c, at);
    }
    compile_where(c, where);
    for (size_t i = 0; i < c->plan->agreement_count; i++)
        ent_compile_deferred(c, &c->agreements[i]);
}
