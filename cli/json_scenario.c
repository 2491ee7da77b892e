/* What results.json keeps of a scenario, so that charts can be drawn without it. */
#include "cli/json.h"

/* The fields of a section that are kept of its entries: the first and last in `common`. */
typedef struct {
    int first, last;
} kept;

static json_t *fields(const ent_entry *entry, kept range) {
    json_t *object = json_object();
    for (int f = range.first; f <= range.last; f++) {
        const ent_value *value = &entry->common[f];
        if (value->given)
            json_object_set_new(object, entry->section->fields[f].name,
                                ent_json_text(value->text));
    }
    return object;
}

static json_t *entries(const ent_entries *list, kept range) {
    json_t *object = json_object();
    for (size_t i = 0; i < list->count; i++)
        json_object_set_new(object, list->items[i].name, fields(&list->items[i], range));
    return object;
}

json_t *ent_json_scenario(const ent_scenario *s) {
    json_t *object = json_object();
    json_object_set_new(object, "title", ent_json_text(s->title));
    json_object_set_new(object, "sha256", json_string(s->sha256));
    json_object_set_new(object, "currency", ent_json_text(s->currency));
    json_object_set_new(object, "start", ent_json_day(s->start));
    json_object_set_new(object, "end", ent_json_day(s->end));
    json_object_set_new(
        object, "step",
        json_string(ent_section_horizon.fields[ENT_HORIZON_STEP].choices[s->step]));
    json_object_set_new(object, "parties",
                        entries(&s->parties, (kept){ENT_PARTY_NAME, ENT_PARTY_NAME}));
    json_object_set_new(object, "sources",
                        entries(&s->sources, (kept){ENT_SOURCE_TITLE, ENT_SOURCE_URL}));
    json_object_set_new(object, "charts",
                        entries(&s->charts, (kept){ENT_CHART_KIND, ENT_CHART_TITLE}));
    return object;
}
