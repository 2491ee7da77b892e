/* What can be known of a formula without a run. */
#include <math.h>
#include <string.h>

#include "model/engine/lint_parts.h"

/* Quantities of quantities, followed this far. */
#define DEPTH 8

ent_node *ent_lint_parse(ent_lint *l, const char *text) {
    const ent_source_text source = {.text = text};
    return text ? ent_parse(&source, &l->units, &l->arena, &l->silence) : NULL;
}

/* What is followed: the scenario, the period, and how deep. */
typedef struct {
    ent_lint *l;
    size_t t;
    int depth;
} look;

static bool fixed(look at, const ent_node *node, double *x);

static bool fixed_time(look at, const char *name, double *x) {
    const ent_period *p = &at.l->plan->periods[at.t];
    if (!strcmp(name, "year"))
        *x = p->year;
    else if (!strcmp(name, "t"))
        *x = p->end;
    else if (!strcmp(name, "dt"))
        *x = p->length;
    else
        return false;
    return true;
}

static bool fixed_name(look at, const char *name, double *x) {
    const ent_scenario *s = at.l->scenario;
    for (size_t i = 0; i < s->assumptions.count; i++) {
        const ent_entry *entry = &s->assumptions.items[i];
        const ent_value *value = &entry->common[ENT_ASSUMPTION_VALUE];
        if (strcmp(entry->name, name))
            continue;
        *x = value->number;
        return !entry->kind && value->day == ENT_NO_DAY;
    }
    for (size_t i = 0; i < s->quantities.count && at.depth; i++) {
        const ent_entry *entry = &s->quantities.items[i];
        ent_node **tree = &at.l->quantities[i];
        if (strcmp(entry->name, name))
            continue;
        if (!*tree)
            *tree = ent_lint_parse(at.l, entry->common[ENT_QUANTITY_FORMULA].text);
        return *tree && fixed((look){at.l, at.t, at.depth - 1}, *tree, x);
    }
    return fixed_time(at, name, x);
}

static double apply(const char *sign, double a, double b) {
    switch (sign[0]) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    case '<':
        return sign[1] ? a <= b : a < b;
    case '>':
        return sign[1] ? a >= b : a > b;
    case '=':
        return a == b;
    case '!':
        return a != b;
    default:
        return NAN;
    }
}

/* One side can decide: what is and-ed with 0, or-ed with 1, multiplied by 0. */
static bool decides(const char *sign, double side, double *x) {
    const bool one = !strcmp(sign, "or") && side != 0;
    const bool zero = (!strcmp(sign, "and") || !strcmp(sign, "*")) && side == 0;
    if (one || zero)
        *x = one;
    return one || zero;
}

static bool fixed_operator(look at, const ent_node *node, double *x) {
    double side[2] = {0};
    bool known[2] = {false};
    for (int i = 0; i < node->count; i++) {
        known[i] = fixed(at, node->items[i], &side[i]);
        if (known[i] && decides(node->name, side[i], x))
            return true;
    }
    if (!known[0] || (node->count == 2 && !known[1]))
        return false;
    if (!strcmp(node->name, "not"))
        *x = side[0] == 0;
    else if (!strcmp(node->name, "neg"))
        *x = -side[0];
    else if (!strcmp(node->name, "and"))
        *x = 1; /* neither side is 0, or it had decided */
    else if (!strcmp(node->name, "or"))
        *x = 0;
    else
        *x = apply(node->name, side[0], side[1]);
    return isfinite(*x);
}

static bool fixed_call(look at, const ent_node *node, double *x) {
    double a, b;
    if (!strcmp(node->name, "since") && node->items[0]->kind == ENT_NODE_DATE) {
        *x = 0; /* known only while it is 0: enough for what never holds */
        return at.l->plan->periods[at.t].last < node->items[0]->day;
    }
    const bool least = !strcmp(node->name, "min"), most = !strcmp(node->name, "max");
    if ((!least && !most) || !fixed(at, node->items[0], &a) ||
        !fixed(at, node->items[1], &b))
        return false;
    *x = (a < b) == least ? a : b;
    return true;
}

static bool fixed(look at, const ent_node *node, double *x) {
    switch (node->kind) {
    case ENT_NODE_NUMBER:
        *x = node->number;
        return true;
    case ENT_NODE_NAME:
        return !node->output && fixed_name(at, node->name, x);
    case ENT_NODE_OPERATOR:
        return fixed_operator(at, node, x);
    case ENT_NODE_CALL:
        return fixed_call(at, node, x);
    case ENT_NODE_DATE:
    case ENT_NODE_TEXT:
        break;
    }
    return false;
}

bool ent_lint_fixed(ent_lint *l, const ent_node *node, size_t t, double *x) {
    return fixed((look){l, t, DEPTH}, node, x);
}

bool ent_lint_known(ent_lint *l, const ent_value *value, double *x) {
    const ent_node *tree = value && value->given ? ent_lint_parse(l, value->text) : NULL;
    return tree && ent_lint_fixed(l, tree, 0, x);
}

bool ent_lint_never(ent_lint *l, const ent_value *value) {
    const ent_node *tree = value && value->given ? ent_lint_parse(l, value->text) : NULL;
    double x = 1;
    if (tree &&
        tree->kind == ENT_NODE_DATE) /* a day alone: it comes, or comes too late */
        return tree->day > l->scenario->end;
    for (size_t t = 0; tree && t < l->plan->period_count; t++)
        if (!ent_lint_fixed(l, tree, t, &x) || x != 0)
            return false;
    return tree != NULL;
}

static bool has_name(const ent_node *node) {
    for (int i = 0; i < node->count; i++)
        if (has_name(node->items[i]))
            return true;
    return node->kind == ENT_NODE_NAME;
}

bool ent_lint_names(ent_lint *l, const ent_value *value) {
    const ent_node *tree = value && value->given ? ent_lint_parse(l, value->text) : NULL;
    return tree && has_name(tree);
}

const ent_value *ent_lint_field(const ent_entry *entry, const char *name) {
    const int own = entry->kind ? ent_kind_field(entry->kind, name) : -1;
    const int common = ent_kind_field(entry->section, name);
    const ent_value *value = own >= 0      ? &entry->fields[own]
                             : common >= 0 ? &entry->common[common]
                                           : NULL;
    return value && value->given ? value : NULL;
}

ent_day ent_lint_day(ent_lint *l, const ent_value *value) {
    const ent_entries *assumptions = &l->scenario->assumptions;
    if (!value || !value->given || value->day != ENT_NO_DAY || !value->text)
        return value && value->given ? value->day : ENT_NO_DAY;
    for (size_t i = 0; i < assumptions->count; i++)
        if (!strcmp(assumptions->items[i].name, value->text))
            return assumptions->items[i].common[ENT_ASSUMPTION_VALUE].day;
    return ENT_NO_DAY;
}

const char *ent_lint_path(ent_lint *l, const ent_entry *entry, const char *field) {
    return ent_problem_text(l->problems, "%s.%s", entry->path, field);
}
