#include "cli/shown.h"

#include <stdio.h>
#include <string.h>

#include "cli/summary.h"

ent_shown ent_shown_of(const ent_options *o) {
    return (ent_shown){o->agreement, o->metric};
}

bool ent_shown_agreement(const ent_shown *s, const char *name) {
    return s->agreement == NULL || strcmp(s->agreement, name) == 0;
}

bool ent_shown_metric(const ent_shown *s, const char *name, bool usual) {
    if (s->metrics == NULL)
        return usual;
    for (const char *at = s->metrics; *at != '\0';) {
        at += strspn(at, " ");
        const size_t length = strcspn(at, ",");
        if (strlen(name) == length && memcmp(at, name, length) == 0)
            return true;
        at += length + (at[length] == ',');
    }
    return false;
}

/* `otherwise`: where they are listed, if they are too many to be listed here. */
static ent_status unknown(const char *what, const char *name, const char *const *names,
                          size_t count, const char *otherwise) {
    ent_problems aside = {0};
    const char *help = ent_names_help(&aside, name, names, count, "there are");
    const ent_status status =
        ent_usage_error(help == NULL ? otherwise : help, "there is no %s %s", what, name);
    ent_problems_free(&aside);
    return status;
}

static ent_status check_agreement(const ent_shown *s, const ent_results *r,
                                  const char **names) {
    if (s->agreement == NULL || ent_results_agreement(r, s->agreement) != NULL)
        return ENT_OK;
    for (size_t i = 0; i < r->agreement_count; i++)
        names[i] = r->agreements[i].name;
    return unknown("agreement", s->agreement, names, r->agreement_count,
                   "`explain` lists the agreements of a scenario");
}

/* The first name of the list that is no metric of the results, or "". */
static void first_unknown(const ent_shown *s, const ent_agreement_result *a, char *name,
                          size_t size) {
    for (const char *at = s->metrics; at != NULL && *at != '\0';) {
        at += strspn(at, " ");
        const size_t length = strcspn(at, ",");
        snprintf(name, size, "%.*s", (int)length, at);
        if (ent_agreement_metric(a, name) == NULL)
            return;
        at += length + (at[length] == ',');
    }
    name[0] = '\0';
}

static ent_status check_metrics(const ent_shown *s, const ent_agreement_result *a,
                                const char **names) {
    char name[128];
    first_unknown(s, a, name, sizeof name);
    if (name[0] == '\0')
        return ENT_OK;
    for (size_t m = 0; m < a->metric_count; m++)
        names[m] = a->metrics[m].name;
    return unknown("metric", name, names, a->metric_count,
                   "`run --csv` lists the metrics of a scenario");
}

ent_status ent_shown_check(const ent_shown *s, const ent_results *r) {
    const ent_agreement_result *first = &r->agreements[0];
    ent_arena arena = {0};
    const char **names =
        ent_arena_take(&arena, r->agreement_count + first->metric_count, sizeof *names);
    ent_status status = check_agreement(s, r, names);
    if (status == ENT_OK)
        status = check_metrics(s, first, names);
    ent_arena_free(&arena);
    return status;
}

bool ent_metric_is_common(const ent_results *r, const char *name) {
    const ent_metric_result *first = ent_agreement_metric(&r->agreements[0], name);
    for (size_t i = 1; i < r->agreement_count; i++) {
        const ent_metric_result *m = ent_agreement_metric(&r->agreements[i], name);
        if (m == NULL || first == NULL || first->built_in ||
            memcmp(&m->summary, &first->summary, sizeof m->summary) != 0)
            return false;
    }
    return r->agreement_count > 1;
}
