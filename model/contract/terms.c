#include "model/contract/terms.h"

bool ent_term_needs(const ent_entry *entry, int field, bool met, const char *needs,
                    ent_problems *problems) {
    const char *name = entry->kind->fields[field].name;
    const ent_value *value = &entry->fields[field];
    if (!value->given || met)
        return true;
    ent_problem *problem =
        ent_problem_add(problems, "E0741", value->at,
                        ent_problem_text(problems, "%s.%s", entry->path, name),
                        "`%s` does nothing without %s", name, needs);
    problem->help = ent_problem_text(problems, "add %s, or leave `%s` out", needs, name);
    return false;
}
