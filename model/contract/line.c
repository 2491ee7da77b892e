/* What the outputs of a clause need, and who pays and is paid by its lines. */
#include "model/contract/clause.h"

bool ent_output_lives(const ent_output *output, const ent_entry *clause) {
    const ent_value *needed = &clause->fields[output->needs];
    const bool flag = clause->kind->fields[output->needs].type == ENT_FLAG;
    return output->needs == 0 || (needed->given && (!flag || needed->number != 0));
}

/* Whether a marked flow of the list credits the party: its worth is booked. */
static bool is_credited(const ent_entries *flows, int party) {
    for (size_t i = 0; i < flows->count; i++) {
        const ent_value *flow = flows->items[i].common;
        if (flow[ENT_FLOW_MARKED].number != 0 && flow[ENT_FLOW_TO].index == party)
            return true;
    }
    return false;
}

int ent_line_end(const ent_scenario *scenario, const ent_agreement *agreement,
                 const ent_entry *clause, int end) {
    if (end == ENT_LINE_MARKET)
        return ENT_MARKET;
    if (end >= 0)
        return clause->fields[end].index;
    const int party = clause->fields[-2 - end].index;
    return is_credited(&scenario->flows, party) || is_credited(&agreement->flows, party)
               ? party
               : ENT_MARKET;
}
