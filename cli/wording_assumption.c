/* Assumptions and sources in words. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/figure.h"
#include "cli/wording.h"
#include "model/world/distribution.h"

static const char *unit_of(const ent_entry *assumption) {
    return assumption->common[ENT_ASSUMPTION_UNIT].text;
}

/* Whether the file writes the distribution's numbers in percent. */
static bool in_percent(const ent_entry *entry) {
    for (size_t i = 0; i < entry->kind->field_count; i++) {
        const ent_value *value = &entry->fields[i];
        if (value->given && value->text != NULL && strchr(value->text, '%') != NULL)
            return true;
    }
    return false;
}

/* A number that was computed: four digits are enough. */
static const char *rounded(const ent_wording *w, const ent_entry *entry, double value) {
    char text[ENT_FORMAT_SIZE];
    ent_prose p = {.arena = w->arena};
    if (in_percent(entry))
        ent_prose_add(&p, "%s%%", ent_figure_value(100 * value, 0, NULL, text));
    else
        ent_prose_add(&p, "%s", ent_figure_value(value, 0, unit_of(entry), text));
    return ent_prose_text(&p);
}

/* What it takes, where that is a list; NULL if it spans a range. */
static const char *list_of(const ent_wording *w, const ent_entry *entry) {
    if (strcmp(entry->kind->name, "bernoulli") != 0 &&
        strcmp(entry->kind->name, "discrete") != 0)
        return NULL;
    ent_prose p = {.arena = w->arena};
    if (strcmp(entry->kind->name, "bernoulli") == 0)
        ent_prose_add(
            &p, "true with a chance of %s",
            ent_word_value(w, entry, &entry->kind->fields[0], &entry->fields[0]));
    else
        ent_prose_add(
            &p, "drawn from %s",
            ent_word_value(w, entry, &entry->kind->fields[0], &entry->fields[0]));
    return ent_prose_text(&p);
}

/* Four futures of five lie between the 10% and the 90% point. */
static const char *range_of(const ent_wording *w, const ent_entry *entry) {
    const ent_distribution *d = ent_distribution_named(entry->kind->name);
    const double levels[] = {0.1, 0.9};
    double x[] = {NAN, NAN};
    ent_problems problems = {0};
    ent_drawn drawn;
    ent_prose p = {.arena = w->arena};
    if (d != NULL && ent_distribution_prepare(entry, w->arena, &drawn, &problems))
        ent_distribution_quantile(&drawn, levels, x, 2);
    ent_problems_free(&problems);
    if (isfinite(x[0]) && isfinite(x[1]))
        ent_prose_add(&p, "%s to %s with 80%%", rounded(w, entry, x[0]),
                      rounded(w, entry, x[1]));
    else
        ent_prose_add(&p, "%s: %s", entry->kind->name, ent_word_parameters(w, entry));
    return ent_prose_text(&p);
}

const char *ent_word_assumption(const ent_wording *w, const ent_entry *entry) {
    const ent_value *value = &entry->common[ENT_ASSUMPTION_VALUE];
    if (entry->kind != NULL) {
        const char *list = list_of(w, entry);
        return list != NULL ? list : range_of(w, entry);
    }
    return value->day != ENT_NO_DAY
               ? ent_word_day(w, value->day)
               : ent_word_literal(w, value->text, value->number, unit_of(entry));
}

const char *ent_word_reading(const ent_wording *w, const ent_entry *entry,
                             const ent_item *item) {
    return item->key_day != ENT_NO_DAY
               ? ent_word_day(w, item->key_day)
               : ent_word_literal(w, item->text, item->number, unit_of(entry));
}

const char *ent_word_readings(const ent_wording *w, const ent_entry *entry) {
    const ent_value *readings = &entry->common[ENT_ASSUMPTION_READINGS];
    const char *use = entry->common[ENT_ASSUMPTION_USE].text;
    ent_prose p = {.arena = w->arena};
    if (!readings->given)
        return NULL;
    for (size_t i = 0; i < readings->item_count; i++) {
        const ent_item *item = &readings->items[i];
        const bool used = use != NULL && strcmp(use, item->key) == 0;
        ent_prose_add(&p, "%s%s %s%s", i == 0 ? "" : ", ", item->key,
                      ent_word_reading(w, entry, item), used ? " (in use)" : "");
    }
    return ent_prose_text(&p);
}

const char *ent_word_source(const ent_wording *w, const ent_entry *source) {
    const ent_value *by = &source->common[ENT_SOURCE_BY];
    const ent_value *date = &source->common[ENT_SOURCE_DATE];
    ent_prose p = {.arena = w->arena};
    ent_prose_add(&p, "%s", source->common[ENT_SOURCE_TITLE].text);
    if (by->given || date->given)
        ent_prose_add(&p, " (%s%s%s)", by->given ? by->text : "",
                      by->given && date->given ? ", " : "",
                      date->given ? ent_word_rough_day(w, date) : "");
    return ent_prose_text(&p);
}
