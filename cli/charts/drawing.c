/* What a request names, and the data that kinds share. */
#include "cli/charts/drawing.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/figure.h"

void ent_drawing_no_such(ent_drawing *d, const char *what, const char *name,
                         const char *const *names, size_t count) {
    const char *wanted =
        ent_problem_text(d->problems, "%s \"%s\"", what, name == NULL ? "" : name);
    ent_problem *p = d->agreement == NULL
                         ? ent_problem_add(d->problems, "E0811", (ent_place){0}, NULL,
                                           "there is no %s", wanted)
                         : ent_problem_add(d->problems, "E0811", (ent_place){0}, NULL,
                                           "%s has no %s among its results",
                                           d->agreement->name, wanted);
    const char *near = name == NULL ? NULL : ent_nearest(name, names, count);
    if (near != NULL)
        p->help = ent_problem_text(d->problems, "did you mean %s?", near);
    char list[512] = "";
    for (size_t i = 0; i < count && strlen(list) < 400; i++)
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%.80s",
                 i > 0 ? ", " : "", names[i]);
    p->note = ent_problem_text(d->problems, "there is: %s", list);
}

const void *ent_drawing_refuse(ent_drawing *d, const char *help, const char *format,
                               ...) {
    char message[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    ent_problem_add(d->problems, "E0812", (ent_place){0}, NULL, "%s", message)->help =
        help;
    return NULL;
}

int ent_drawing_place(ent_drawing *d, const char *what, const char *name,
                      const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (name == NULL || strcmp(name, names[i]) == 0)
            return (int)i;
    ent_drawing_no_such(d, what, name, names, count);
    return -1;
}

const ent_series_result *ent_drawing_series(ent_drawing *d) {
    const ent_agreement_result *a = d->agreement;
    const char **names = ent_arena_take(d->arena, a->series_count + 1, sizeof *names);
    for (size_t i = 0; i < a->series_count; i++)
        names[i] = a->series[i].name;
    const int at =
        ent_drawing_place(d, "series", d->request->series, names, a->series_count);
    return at < 0 ? NULL : &a->series[at];
}

const ent_metric_result *ent_drawing_metric(ent_drawing *d) {
    const ent_agreement_result *a = d->agreement;
    const char **names = ent_arena_take(d->arena, a->metric_count + 1, sizeof *names);
    for (size_t i = 0; i < a->metric_count; i++)
        names[i] = a->metrics[i].name;
    const int at =
        ent_drawing_place(d, "metric", d->request->metric, names, a->metric_count);
    return at < 0 ? NULL : &a->metrics[at];
}

bool ent_drawing_finds(ent_drawing *d) {
    return (d->request->series == NULL || ent_drawing_series(d) != NULL) &&
           (d->request->metric == NULL || ent_drawing_metric(d) != NULL);
}

int ent_drawing_party(ent_drawing *d) {
    const ent_entries *parties = &d->results->scenario->parties;
    const char **names = ent_arena_take(d->arena, parties->count + 1, sizeof *names);
    for (size_t i = 0; i < parties->count; i++)
        names[i] = parties->items[i].name;
    return ent_drawing_place(d, "party", d->request->party, names, parties->count);
}

const ent_agreement_result *ent_drawing_from(ent_drawing *d, bool *failed) {
    const ent_results *r = d->results;
    const char *name = d->request->from;
    if (name == NULL)
        return NULL;
    const char **names = ent_arena_take(d->arena, r->agreement_count, sizeof *names);
    for (size_t i = 0; i < r->agreement_count; i++)
        names[i] = r->agreements[i].name;
    const int at = ent_drawing_place(d, "agreement", name, names, r->agreement_count);
    *failed = at < 0;
    return at < 0 ? NULL : &r->agreements[at];
}

int ent_drawing_npv_party(const ent_drawing *d, const char *metric) {
    const ent_entries *parties = &d->results->scenario->parties;
    if (strncmp(metric, "npv.", 4) != 0)
        return -1;
    for (size_t i = 0; i < parties->count; i++)
        if (strcmp(parties->items[i].name, metric + 4) == 0)
            return (int)i;
    return -1;
}

const double *ent_drawing_outcomes(ent_drawing *d, const ent_metric_result *m,
                                   size_t *count) {
    *count = m->sorted_count;
    if (m->kind != ENT_DATE_METRIC)
        return m->sorted;
    const ent_results *r = d->results;
    double *days = ent_arena_take(d->arena, m->sorted_count + 1, sizeof *days);
    size_t came = 0;
    while (came < m->sorted_count && isfinite(m->sorted[came])) {
        const size_t t = ent_period_at(r->periods, r->period_count, m->sorted[came]);
        days[came++] = r->periods[t].last;
    }
    *count = came;
    return days;
}

const ent_day *ent_drawing_ends(ent_drawing *d) {
    const ent_results *r = d->results;
    ent_day *ends = ent_arena_take(d->arena, r->period_count, sizeof *ends);
    for (size_t t = 0; t < r->period_count; t++)
        ends[t] = r->periods[t].last;
    return ends;
}

int ent_drawing_party_hue(const ent_drawing *d, int party) {
    (void)d;
    return party;
}

/* Clauses and flows are counted over all agreements, in the order of first mention. */
int ent_drawing_clause_hue(const ent_drawing *d, const char *clause) {
    const ent_results *r = d->results;
    int hue = 0;
    for (size_t a = 0; a < r->agreement_count; a++)
        for (size_t c = 0; c < r->agreements[a].clause_count; c++) {
            const char *name = r->agreements[a].clauses[c].name;
            bool known = false;
            for (size_t b = 0; b < a && !known; b++)
                for (size_t k = 0; k < r->agreements[b].clause_count && !known; k++)
                    known = strcmp(r->agreements[b].clauses[k].name, name) == 0;
            if (strcmp(name, clause) == 0)
                return hue;
            hue += !known;
        }
    return hue;
}
