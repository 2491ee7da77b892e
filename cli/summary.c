#include "cli/summary.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "cli/figure.h"
#include "cli/table.h"

const ent_agreement_result *ent_results_agreement(const ent_results *r,
                                                  const char *name) {
    for (size_t i = 0; i < r->agreement_count; i++)
        if (strcmp(r->agreements[i].name, name) == 0)
            return &r->agreements[i];
    return NULL;
}

const ent_metric_result *ent_agreement_metric(const ent_agreement_result *a,
                                              const char *name) {
    for (size_t i = 0; a != NULL && i < a->metric_count; i++)
        if (strcmp(a->metrics[i].name, name) == 0)
            return &a->metrics[i];
    return NULL;
}

bool ent_metric_is_main(const char *name) {
    return strncmp(name, "total.", 6) != 0;
}

bool ent_results_single(const ent_results *r) {
    return r->base_case || r->where_count == 1;
}

char *ent_results_date(const ent_results *r, double years, char *text) {
    if (!isfinite(years)) {
        snprintf(text, ENT_FORMAT_SIZE, "%s", isnan(years) ? "" : "never");
        return text;
    }
    const size_t t = ent_period_at(r->periods, r->period_count, years);
    return ent_figure_period(&r->periods[t], r->scenario->step, text);
}

void ent_summary_heading(const ent_summary_style *s, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs(s->form == ENT_AS_MD ? "\n## " : s->bold ? "\n\033[1m" : "\n", s->to);
    vfprintf(s->to, format, arguments);
    fputs(s->form == ENT_AS_MD ? "\n\n" : s->bold ? "\033[0m\n" : "\n", s->to);
    va_end(arguments);
}

void ent_summary_note(const ent_summary_style *s, const char *text) {
    fputs(s->form == ENT_AS_MD ? "\n" : "  ", s->to);
    if (s->form == ENT_AS_MD)
        fputs(text, s->to);
    else
        ent_table_wrap(text, 2, s->to);
    fputc('\n', s->to);
}

/* A line of the opening; Markdown makes each a list item. */
static void line(const ent_summary_style *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void line(const ent_summary_style *s, const char *format, ...) {
    char text[2560];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fputs(s->form == ENT_AS_MD ? "- " : "", s->to);
    if (s->form == ENT_AS_MD)
        fputs(text, s->to);
    else
        ent_table_wrap(text, 0, s->to);
    fputc('\n', s->to);
}

static void print_horizon(const ent_results *r, const ent_summary_style *s) {
    static const char *const steps[] = {[ENT_DAILY] = "day",
                                        [ENT_MONTHLY] = "month",
                                        [ENT_QUARTERLY] = "quarter",
                                        [ENT_YEARLY] = "year"};
    char first[11], last[11], paths[ENT_FORMAT_SIZE], periods[ENT_FORMAT_SIZE];
    ent_format_counted(r->period_count, steps[r->scenario->step], periods,
                       sizeof periods);
    ent_day_write(r->scenario->start, first);
    ent_day_write(r->scenario->end, last);
    if (r->base_case)
        line(s,
             "One path, the base case: every random number at its median.  %s, %s to %s.",
             periods, first, last);
    else
        line(s, "%s, seed %llu.  %s, %s to %s.",
             ent_format_counted(r->paths, "future", paths, sizeof paths),
             (unsigned long long)r->seed, periods, first, last);
}

static void print_restrictions(const ent_results *r, const ent_summary_style *s) {
    char some[ENT_FORMAT_SIZE], all[ENT_FORMAT_SIZE], share[ENT_FORMAT_SIZE];
    if (r->paths < r->asked)
        line(s,
             "PARTIAL: stopped after %s of %s.  Everything below is of these "
             "alone.",
             ent_format_count(r->paths, some, sizeof some),
             ent_format_counted(r->asked, "future", all, sizeof all));
    if (r->where == NULL)
        return;
    double low, high;
    ent_wilson(r->where_count, r->paths, &low, &high);
    line(s, "Only the %s (%s) where %s%s%s.",
         ent_format_counted(r->where_count, "future", some, sizeof some),
         ent_figure_share((double)r->where_count / (double)r->paths, low, high, r->paths,
                          share),
         r->where, r->where_agreement == NULL ? "" : ", in ",
         r->where_agreement == NULL ? "" : r->where_agreement);
}

/* Which reading of a disputed term is in use belongs beside every result. */
static void print_choices(const ent_scenario *scenario, const ent_summary_style *s) {
    char text[2048] = "";
    for (size_t i = 0; i < scenario->override_count; i++)
        line(s, "With --set %s.", scenario->overrides[i]);
    for (size_t i = 0; i < scenario->assumptions.count; i++) {
        const ent_entry *e = &scenario->assumptions.items[i];
        const size_t used = strlen(text);
        if (e->common[ENT_ASSUMPTION_READINGS].given)
            snprintf(text + used, sizeof text - used, "%s%s as %s", used == 0 ? "" : ", ",
                     e->name, e->common[ENT_ASSUMPTION_USE].text);
    }
    if (text[0] != '\0')
        line(s, "Disputed terms are read so: %s.", text);
}

static void print_opening(const ent_results *r, const ent_summary_style *s) {
    const char *title = r->scenario->title == NULL ? s->file : r->scenario->title;
    if (s->form == ENT_AS_MD)
        fprintf(s->to, "# %s\n\n", title);
    else
        fprintf(s->to, s->bold ? "\033[1m%s\033[0m\n" : "%s\n", title);
    print_horizon(r, s);
    print_restrictions(r, s);
    print_choices(r->scenario, s);
    if (!ent_results_single(r))
        line(s, "± is one standard error of the simulation; 5%%, 50%% and 95%% are "
                "percentiles over "
                "the futures.");
}

void ent_summary_print(const ent_results *r, const ent_shown *shown,
                       const ent_summary_style *s) {
    print_opening(r, s);
    if (r->where != NULL && r->where_count == 0)
        return;
    for (size_t i = 0; i < r->comparison_count; i++)
        if (ent_shown_agreement(shown, r->comparisons[i].agreement))
            ent_summary_differences(r, &r->comparisons[i], shown, s);
    ent_summary_common(r, shown, s);
    for (size_t i = 0; i < r->agreement_count; i++) {
        if (!ent_shown_agreement(shown, r->agreements[i].name))
            continue;
        ent_summary_metrics(r, &r->agreements[i], shown, s);
        if (shown->metrics != NULL)
            continue;
        ent_summary_series(r, &r->agreements[i], s);
        ent_summary_clauses(r, &r->agreements[i], s);
    }
    if (shown->metrics == NULL)
        ent_summary_next(r, shown, s);
}
