/* Ledgers: flows, transfer lines and a party's net cash. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"
#include "model/world/elementary.h"

/* ---- Parties and ledgers ---- */

int ent_party_index(const ent_scenario *s, const char *name) {
    for (size_t p = 0; p < s->parties.count; p++)
        if (!strcmp(s->parties.items[p].name, name))
            return (int)p;
    return ENT_MARKET;
}

bool ent_party_named(ent_scope *scope, const ent_node *node, int *party) {
    ent_compiler *c = scope->c;
    const ent_entries *parties = &c->scenario->parties;
    *party = ENT_MARKET;
    if (node->kind == ENT_NODE_NAME && !node->output) {
        if (!strcmp(node->name, "market"))
            return true;
        *party = ent_party_index(c->scenario, node->name);
        if (*party != ENT_MARKET)
            return true;
    }
    const char **names = ent_arena_take(c->arena, parties->count + 1, sizeof *names);
    for (size_t p = 0; p < parties->count; p++)
        names[p] = parties->items[p].name;
    const char *text = ent_node_text(&scope->source, node, c->arena);
    ent_complain(scope, node, "E0305", "there is no party %s", text)->help =
        ent_names_help(c->problems, text, names, parties->count, "the parties are");
    return false;
}

size_t ent_add_owner(ent_compiler *c, ent_agreement_plan *plan, const ent_entry *entry,
                     const char *title, const char *kind) {
    plan->owners =
        ent_arena_grow(c->arena, plan->owners, plan->owner_count, sizeof *plan->owners);
    plan->owners[plan->owner_count] =
        (ent_owner){.name = entry->name,
                    .title = title,
                    .kind = kind,
                    .first_line = plan->line_count,
                    .term = {ENT_NO_DAY, ENT_NO_DAY, NULL, NULL}};
    return plan->owner_count++;
}

/* A sum of the agreement, 0 before its first period. */
static ent_ref take_sum(ent_scope *scope) {
    const ent_ref sum = ent_take_own(scope->at);
    ent_reset_to(scope->c, scope->at, sum, 0.0);
    return sum;
}

static ent_ref add_booking(ent_scope *scope, ent_booking *booking,
                           const double *weights) {
    booking->weights[booking->count] = weights;
    return booking->sums[booking->count++] = ent_take_own(scope->at);
}

/* The factors at the days of a lag. */
static const double *factors_at(ent_compiler *c, double force, const double *years) {
    double *factors = ent_weights_of(c, 0);
    for (size_t t = 0; t < c->plan->period_count; t++)
        factors[t] = ent_exp(0.0 - force * years[t]);
    return factors;
}

static ent_ref factor_column(ent_scope *scope, const ent_discount *discount,
                             const ent_lag *lag) {
    if (!lag)
        return ent_bring(scope->c, scope->at, discount->factor).ref;
    const ent_ref factor = ent_take_own(scope->at);
    ent_emit_step(scope->c, &scope->at->plan->each, ENT_STEP_DISCOUNT, factor,
                  discount->force.ref, lag->years);
    return factor;
}

static bool has_discount(const ent_compiler *c, int party) {
    return party != ENT_MARKET && c->discounts[party].given;
}

/* Discounted sum of an amount; nowhere without a discount rate. */
static ent_ref add_npv(ent_scope *scope, ent_booking *booking, ent_ref amount, int party,
                       const ent_lag *lag) {
    ent_compiler *c = scope->c;
    if (!has_discount(c, party))
        return ENT_NOWHERE;
    const ent_discount *discount = &c->discounts[party];
    if (discount->factors)
        return add_booking(scope, booking,
                           lag ? factors_at(c, discount->force.value, lag->years->weights)
                               : discount->factors->weights);
    const ent_ref sum = take_sum(scope);
    const ent_ref factor = factor_column(scope, discount, lag);
    ent_emit(c, &scope->at->plan->each,
             (ent_step){c->plan->isa->steps[ENT_STEP_DISCOUNTED],
                        sum,
                        {amount, factor, ENT_NOWHERE},
                        NULL});
    return sum;
}

/* Where the amount waits to be booked; the world's is there for as long as it is needed. */
static ent_ref journal_of(ent_scope *scope, ent_ref amount) {
    ent_agreement_plan *plan = scope->at->plan;
    if (!(amount.base & ENT_OWN))
        return amount;
    for (size_t i = 0; i < plan->journal_count; i++)
        if (plan->journals[i].amount.base == amount.base)
            return plan->journals[i].entries;
    ent_journal journal = {.amount = amount, .entries = ent_take_own(scope->at)};
    for (size_t k = 1; k < ENT_JOURNAL; k++)
        (void)ent_take_own(scope->at);
    journal.now = ent_take_own(scope->at);
    plan->journals = ent_arena_grow(scope->c->arena, plan->journals, plan->journal_count,
                                    sizeof *plan->journals);
    plan->journals[plan->journal_count++] = journal;
    return journal.entries;
}

static void book(ent_scope *scope, ent_ref amount, const ent_booking *booking) {
    ent_emit_step(scope->c, &scope->at->plan->book, ENT_STEP_BOOK, ENT_NOWHERE,
                  journal_of(scope, amount), booking);
}

static void book_line(ent_scope *scope, ent_line *line, const ent_lag *lag) {
    ent_compiler *c = scope->c;
    ent_booking *moves = ent_arena_take(c->arena, 1, sizeof *moves);
    ent_booking *due = lag ? ent_arena_take(c->arena, 1, sizeof *due) : moves;
    const ent_ref payable = lag ? lag->payable : line->amount;
    line->npv_from = add_npv(scope, due, payable, line->from, lag);
    line->npv_to = add_npv(scope, due, payable, line->to, lag);
    line->year = add_booking(scope, moves, NULL);
    line->total = moves->total = ent_take_own(scope->at);
    if (due != moves)
        due->total = ENT_NOWHERE;
    book(scope, line->amount, moves);
    if (lag && due->count)
        book(scope, payable, due);
}

/* What is 0 throughout: a royalty that is not given. */
static bool moves_nothing(ent_compiler *c, const ent_line *line) {
    return line->amount.base == ent_constant(c, 0.0).base;
}

/* Its sums are nothing too, and nothing is to be booked. */
static void book_nothing(const ent_compiler *c, ent_line *line) {
    const ent_ref none = line->amount;
    line->npv_from = has_discount(c, line->from) ? none : ENT_NOWHERE;
    line->npv_to = has_discount(c, line->to) ? none : ENT_NOWHERE;
    line->year = line->total = none;
}

void ent_add_line(ent_scope *scope, size_t owner, ent_line line, const ent_lag *lag) {
    ent_compiler *c = scope->c;
    ent_agreement_plan *plan = scope->at->plan;
    ent_line *kept = ent_arena_take(c->arena, 1, sizeof *kept);
    line.name = plan->owners[owner].name;
    line.owner = owner;
    if (moves_nothing(c, &line))
        book_nothing(c, &line);
    else
        book_line(scope, &line, lag);
    *kept = line;
    plan->lines =
        ent_arena_grow(c->arena, plan->lines, plan->line_count, sizeof *plan->lines);
    plan->lines[plan->line_count++] = kept;
    plan->owners[owner].line_count++;
}

/* ---- Flows ---- */

/* 1 in the period that holds the day, 0 elsewhere. */
static ent_operand on_day(ent_scope *scope, int period) {
    ent_compiler *c = scope->c;
    double *values = ent_weights_of(c, 0);
    values[period] = 1;
    return ent_series(c, scope->at, values);
}

static ent_operand flow_amount(ent_scope *scope, const ent_entry *entry) {
    ent_compiler *c = scope->c;
    const ent_value *on = &entry->common[ENT_FLOW_ON];
    const ent_unit money = ent_unit_named(ENT_UNIT_CURRENCY, 1);
    const ent_unit rate = ent_unit_times(money, ent_unit_named(ENT_UNIT_YEAR, 1), -1);
    scope->source = ent_source_of(&entry->common[ENT_FLOW_AMOUNT], entry);
    scope->source.path = ent_problem_text(c->problems, "%s.amount", entry->path);
    ent_operand amount = ent_compile_formula(scope, NULL);
    if (amount.failed)
        return amount;
    if (amount.bare)
        amount.unit = amount.value == 0 && !on->given ? rate : money;
    ent_operand in[2] = {amount};
    if (!on->given) {
        if (ent_unit_equal(amount.unit, money) && !amount.literal)
            return amount;
        if (ent_unit_equal(amount.unit, money)) {
            ent_problem *problem = ent_complain(
                scope, NULL, "E0508", "is this amount paid each year, or once?");
            problem->help = ent_problem_text(
                c->problems,
                amount.bare ? "write %s %s/year, or give the day with `on:`"
                : isdigit((unsigned char)scope->source.text[0])
                    ? "write %s/year, or give the day with `on:`"
                    : "give %s the unit %s/year, or give the day with "
                      "`on:`",
                scope->source.text, c->scenario->currency);
            return ent_failed();
        }
        const ent_node node = {.kind = ENT_NODE_NAME,
                               .to = (int)strlen(scope->source.text)};
        if (!ent_check_unit(scope, &node, &amount, rate))
            return ent_failed();
        double *lengths = ent_weights_of(c, 0);
        for (size_t t = 0; t < c->plan->period_count; t++)
            lengths[t] = c->plan->periods[t].length;
        in[1] = ent_series(c, scope->at, lengths);
        return ent_emit_operation(scope, ENT_OP_MULTIPLY, in, 2);
    }
    const ent_node node = {.kind = ENT_NODE_NAME, .to = (int)strlen(scope->source.text)};
    if (!ent_check_unit(scope, &node, &amount, money))
        return ent_failed();
    const int period = ent_period_of(c->plan->periods, c->plan->period_count, on->day);
    if (period < 0) {
        ent_problem_add(
            c->problems, "E0706", on->at, scope->source.path,
            "the day lies outside the horizon, so nothing would ever be paid");
        return ent_failed();
    }
    in[1] = on_day(scope, period);
    return ent_emit_operation(scope, ENT_OP_MULTIPLY, in, 2);
}

bool ent_compile_flow(ent_scope *from, ent_symbol *symbol) {
    ent_compiler *c = from->c;
    ent_binding *binding = &from->at->bindings[symbol - c->symbols];
    const ent_entry *entry = binding->entry;
    ent_scope scope = {.c = c, .at = from->at, .source = from->source};
    if (binding->progress == ENT_COMPILED)
        return !binding->operand.failed;
    if (!ent_enter(&scope, symbol))
        return false;
    ent_operand amount = flow_amount(&scope, entry);
    if (!amount.failed) {
        const size_t owner = ent_add_owner(c, scope.at->plan, entry,
                                           entry->common[ENT_FLOW_TITLE].text, "flow");
        ent_emit_check(&scope, amount, entry->path);
        ent_add_line(
            &scope, owner,
            (ent_line){
                .amount = amount.ref,
                .from = ent_party_index(c->scenario, entry->common[ENT_FLOW_FROM].text),
                .to = ent_party_index(c->scenario, entry->common[ENT_FLOW_TO].text),
                .marked = entry->common[ENT_FLOW_MARKED].number != 0},
            NULL);
    }
    ent_leave(c);
    binding->operand = amount;
    binding->progress = ENT_COMPILED;
    return !amount.failed;
}

/* ---- Who a clause's lines take from and give to ---- */

const ent_clause_kind *ent_hot_clause(ent_compiler *c, const ent_entry *entry) {
    const ent_clause_kind *const *kinds = c->plan->isa->clause_kinds;
    while (strcmp((*kinds)->kind.name, entry->kind->name))
        kinds++;
    return *kinds;
}

static const ent_agreement *agreement_of(ent_scope *scope) {
    return &scope->c->scenario->agreements[scope->at->plan - scope->c->plan->agreements];
}

int ent_line_party(ent_scope *scope, const ent_entry *entry, int role) {
    return ent_line_end(scope->c->scenario, agreement_of(scope), entry, role);
}

/* ---- Net cash ---- */

static bool touches(ent_scope *scope, const ent_symbol *symbol,
                    const ent_binding *binding, int party) {
    ent_compiler *c = scope->c;
    const ent_entry *entry = binding->entry;
    if (symbol->kind == ENT_SYMBOL_FLOW)
        return entry->common[ENT_FLOW_MARKED].number == 0 &&
               (ent_party_index(c->scenario, entry->common[ENT_FLOW_FROM].text) ==
                    party ||
                ent_party_index(c->scenario, entry->common[ENT_FLOW_TO].text) == party);
    const ent_clause_kind *kind = ent_hot_clause(c, entry);
    for (size_t i = 0; i < kind->line_count; i++) {
        const ent_line_kind *line = &kind->lines[i];
        if (line->marked)
            continue;
        if (ent_line_party(scope, entry, line->from) == party ||
            ent_line_party(scope, entry, line->to) == party)
            return true;
    }
    return false;
}

static bool compile_entries(ent_scope *scope, int party) {
    ent_compiler *c = scope->c;
    bool good = true;
    for (size_t i = 0; i < c->symbol_count; i++) {
        ent_symbol *symbol = &c->symbols[i];
        ent_binding *binding = &scope->at->bindings[i];
        if (!binding->entry || !touches(scope, symbol, binding, party))
            continue;
        good &= symbol->kind == ENT_SYMBOL_FLOW ? ent_compile_flow(scope, symbol)
                                                : ent_compile_clause(scope, symbol);
    }
    return good;
}

/* A ledger's entries, in the order of their owners' names. */
static const ent_net *ledger_entries(ent_compiler *c, const ent_agreement_plan *plan,
                                     int party) {
    ent_net *net = ent_net_make(c->arena, plan->line_count);
    for (size_t l = 0; l < plan->line_count; l++) {
        const ent_line *line = plan->lines[l];
        if (line->marked || line->from == line->to)
            continue;
        if (line->from == party || line->to == party)
            ent_net_add(net, line->amount, line->to == party ? 1 : -1);
    }
    return net;
}

const ent_net *ent_compile_ledger(ent_scope *scope, int party) {
    ent_push_party(scope->c, party);
    const bool good = compile_entries(scope, party);
    ent_pop_party(scope->c, party);
    return good ? ledger_entries(scope->c, scope->at->plan, party) : NULL;
}

ent_operand ent_compile_net(ent_scope *scope, int party) {
    ent_compiler *c = scope->c;
    ent_ref *net = &scope->at->net[party + 1];
    if (net->base < 0) {
        const ent_net *entries = ent_compile_ledger(scope, party);
        if (!entries)
            return ent_failed();
        const bool one = entries->count == 1 && entries->signs[0] > 0;
        *net = one ? entries->amounts[0] : ent_take_own(scope->at);
        if (!one)
            ent_emit_step(c, &scope->at->plan->each, ENT_STEP_NET, *net, ENT_NOWHERE,
                          entries);
    }
    return (ent_operand){.ref = *net,
                         .varies = true,
                         .measure = ENT_FLOW,
                         .unit = ent_unit_named(ENT_UNIT_CURRENCY, 1)};
}
