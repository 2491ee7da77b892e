/* What formulas read of a clause: its outputs. */
#include <stdio.h>
#include <string.h>

#include "model/engine/compile.h"

/* Whether the unit of an output is that of a field: "field:NAME", "flow:NAME". */
static bool by_field(const ent_output *output) {
    return output->unit && strchr(output->unit, ':');
}

ent_unit ent_output_unit(ent_compiler *c, const ent_entry *entry,
                         const ent_output *output, const ent_unit *units) {
    const ent_unit own = {{0}};
    bool any;
    if (by_field(output)) {
        const int f = ent_kind_field(entry->kind, strchr(output->unit, ':') + 1);
        const ent_unit unit = f < 0 || !units ? own : units[f];
        return strncmp(output->unit, "flow:", 5) ? unit : ent_flow_unit(unit);
    }
    return ent_field_unit(c, output->unit, own, &any);
}

static int find_output(const ent_clause_kind *kind, const char *name) {
    for (size_t i = 0; i < kind->output_count; i++)
        if (!strcmp(kind->outputs[i].name, name))
            return (int)i;
    return -1;
}

static void unknown_output(ent_scope *scope, const ent_node *node,
                           const ent_clause_kind *kind) {
    char list[300] = "";
    const char *names[ENT_CALL_LIMIT];
    for (size_t i = 0; i < kind->output_count; i++) {
        const size_t n = strlen(list);
        names[i] = kind->outputs[i].name;
        snprintf(list + n, sizeof list - n, "%s%s", i ? ", " : "", names[i]);
    }
    const char *nearest = ent_nearest(node->output, names, kind->output_count);
    ent_problem *problem = ent_complain(scope, node, "E0306", "%s has no output %s",
                                        node->name, node->output);
    if (nearest)
        problem->help = ent_problem_text(scope->c->problems, "did you mean %s.%s?",
                                         node->name, nearest);
    problem->note = ent_problem_text(scope->c->problems, "outputs of a %s: %s",
                                     kind->kind.name, list);
}

static ent_symbol *clause_symbol(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    ent_symbol *symbol = ent_symbol_find(c, node->name);
    if (symbol && symbol->kind == ENT_SYMBOL_CLAUSE)
        return symbol;
    const char **names = ent_arena_take(c->arena, c->symbol_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < c->symbol_count; i++)
        if (c->symbols[i].kind == ENT_SYMBOL_CLAUSE)
            names[count++] = c->symbols[i].name;
    const char *nearest = symbol ? NULL : ent_nearest(node->name, names, count);
    ent_problem *problem =
        ent_complain(scope, node, "E0307",
                     symbol ? "%s is not a clause, so it has no outputs"
                            : "no agreement has a clause %s",
                     node->name);
    if (nearest)
        problem->help =
            ent_problem_text(c->problems, "did you mean %s.%s?", nearest, node->output);
    return NULL;
}

/* The 0 of an output that takes its unit from a field: the unit that the field's name declares, or
 * one that fits every unit. */
static ent_operand fit(ent_scope *scope, ent_operand zero, const ent_output *output,
                       const ent_entry *entry) {
    ent_compiler *c = scope->c;
    const int f = ent_kind_field(entry->kind, strchr(output->unit, ':') + 1);
    ent_unit *units = ent_arena_take(c->arena, entry->kind->field_count, sizeof *units);
    const ent_node name = {.kind = ENT_NODE_NAME, .name = entry->fields[f].text};
    zero.literal = true;
    zero.bare = zero.absent = !ent_declared_unit(scope, &name, &units[f]);
    zero.unit = ent_output_unit(c, entry, output, units);
    return zero;
}

/* The unit of an output of a clause that this agreement lacks, as far as its table says. */
static ent_operand absent_output(ent_scope *scope, const ent_clause_kind *kind,
                                 int output, const ent_symbol *symbol) {
    ent_compiler *c = scope->c;
    ent_operand zero = {.ref = ent_constant(c, 0.0),
                        .measure = kind->outputs[output].measure};
    if (by_field(&kind->outputs[output]))
        return fit(scope, zero, &kind->outputs[output], symbol->entry);
    zero.unit = ent_output_unit(c, symbol->entry, &kind->outputs[output], NULL);
    return zero;
}

bool ent_output_declares(ent_compiler *c, const ent_symbol *clause, const char *name,
                         ent_unit *unit) {
    if (clause->kind != ENT_SYMBOL_CLAUSE)
        return false;
    const ent_clause_kind *kind = ent_hot_clause(c, clause->entry);
    const int output = find_output(kind, name);
    if (output < 0)
        return false;
    if (by_field(&kind->outputs[output]))
        return false;
    *unit = ent_output_unit(c, clause->entry, &kind->outputs[output], NULL);
    return true;
}

bool ent_output_is_flag(ent_compiler *c, const ent_symbol *clause, const char *name) {
    if (clause->kind != ENT_SYMBOL_CLAUSE)
        return false;
    const ent_clause_kind *kind = ent_hot_clause(c, clause->entry);
    const int output = find_output(kind, name);
    return output >= 0 && kind->outputs[output].measure >= ENT_LEVEL_FLAG;
}

ent_operand ent_compile_output(ent_scope *scope, const ent_node *node) {
    ent_compiler *c = scope->c;
    ent_symbol *symbol = clause_symbol(scope, node);
    if (!symbol)
        return ent_failed();
    symbol->used = true;
    const ent_clause_kind *kind = ent_hot_clause(c, symbol->entry);
    ent_binding *binding = &scope->at->bindings[symbol - c->symbols];
    if (binding->entry)
        kind = ent_hot_clause(c, binding->entry);
    const int output = find_output(kind, node->output);
    if (output < 0) {
        unknown_output(scope, node, kind);
        return ent_failed();
    }
    if (!scope->at->plan || !binding->entry)
        return absent_output(scope, kind, output, symbol);
    if (!ent_compile_clause(scope, symbol))
        return ent_failed();
    return binding->outputs[output];
}
