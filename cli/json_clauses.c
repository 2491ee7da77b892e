/* Clauses and transfers of results as JSON. */
#include <stdio.h>

#include "cli/json.h"

json_t *ent_json_estimate(ent_estimate e) {
    json_t *object = json_object();
    json_object_set_new(object, "mean", ent_json_number(e.mean));
    json_object_set_new(object, "se", ent_json_number(e.se));
    return object;
}

static const char *party_name(const ent_results *r, int party) {
    return party < 0 ? "market" : r->scenario->parties.items[party].name;
}

static json_t *clause_npv(const ent_results *r, const ent_clause_result *c) {
    static const int shown[] = {ENT_P5, ENT_P50, ENT_P95};
    json_t *object = json_object();
    for (size_t p = 0; p < r->scenario->parties.count; p++) {
        const ent_summary *s = &c->npv[p];
        if (s->n == 0)
            continue;
        json_t *one = ent_json_estimate((ent_estimate){s->mean, s->se});
        for (int i = 0; i < 3; i++)
            json_object_set_new(one, ent_percentile_name[shown[i]],
                                ent_json_number(s->percentile[shown[i]]));
        json_object_set_new(object, party_name(r, (int)p), one);
    }
    return object;
}

static json_t *clause_years(const ent_results *r, const ent_clause_result *c) {
    json_t *object = json_object();
    const size_t parties = r->scenario->parties.count;
    for (size_t y = 0; y < r->year_count; y++) {
        json_t *year = json_object();
        for (size_t p = 0; p < parties; p++)
            if (c->npv[p].n > 0)
                json_object_set_new(year, party_name(r, (int)p),
                                    ent_json_estimate(c->by_year[y * parties + p]));
        char name[16];
        snprintf(name, sizeof name, "%d", r->first_year + (int)y);
        json_object_set_new(object, name, year);
    }
    return object;
}

static void set_term(json_t *object, const ent_term *term) {
    if (term->start != ENT_NO_DAY)
        json_object_set_new(object, "start", ent_json_day(term->start));
    if (term->until != ENT_NO_DAY)
        json_object_set_new(object, "until", ent_json_day(term->until));
    if (term->ends_on != NULL)
        json_object_set_new(object, "ends_on", json_string(term->ends_on));
    if (term->when != NULL)
        json_object_set_new(object, "when", json_string(term->when));
}

json_t *ent_json_clause(const ent_results *r, const ent_clause_result *c) {
    json_t *object = json_object();
    if (c->title != NULL)
        json_object_set_new(object, "title", json_string(c->title));
    json_object_set_new(object, "kind", ent_json_text(c->kind));
    set_term(object, &c->term);
    json_object_set_new(object, "npv", clause_npv(r, c));
    json_object_set_new(object, "by_year", clause_years(r, c));
    return object;
}

json_t *ent_json_transfer(const ent_results *r, const ent_transfer_result *t) {
    json_t *object = json_object();
    json_object_set_new(object, "from", json_string(party_name(r, t->from)));
    json_object_set_new(object, "to", json_string(party_name(r, t->to)));
    json_object_set_new(object, "clause", json_string(t->clause));
    json_object_set_new(object, "marked", json_boolean(t->marked));
    json_object_set_new(object, "mean", ent_json_number(t->total.mean));
    json_object_set_new(object, "se", ent_json_number(t->total.se));
    return object;
}
