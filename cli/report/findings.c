/* The results in words, by rule: who gains and by how much, what happens and when, what moves most, what
 * to bear in mind. */
#include <math.h>
#include <string.h>

#include "cli/explain_print.h"
#include "cli/figure.h"
#include "cli/report/parts.h"

/* Two standard errors: less than that, and chance alone may have made it. */
#define TELLING 1.96

/* "$79.9bn ± 0.3" */
static const char *estimate(const ent_report *r, double mean, double se,
                            const char *unit) {
    char value[ENT_FORMAT_SIZE], error[ENT_FORMAT_SIZE];
    const ent_scale scale = ent_scale_choose(fabs(mean), unit);
    ent_scale_write(&scale, mean, se, false, value);
    ent_scale_error(&scale, mean, se, error);
    /* No line ends between the two, nor within the second. */
    return *error == '\0'
               ? ent_report_words(r, "%s", value)
               : ent_report_words(r, "%s\u00a0±\u00a0%s", value, error + strlen("± "));
}

static const char *value(const ent_report *r, double x, double se, const char *unit,
                         bool sign) {
    char text[ENT_FORMAT_SIZE];
    const ent_scale scale = ent_scale_choose(fabs(x), unit);
    return ent_report_words(r, "%s", ent_scale_write(&scale, x, se, sign, text));
}

static const char *share(const ent_report *r, double p) {
    const ent_results *results = r->results;
    const uint64_t n = results->where_count;
    char text[ENT_FORMAT_SIZE];
    double low, high;
    ent_wilson((uint64_t)llround(p * (double)n), n, &low, &high);
    return ent_report_words(r, "%s", ent_figure_share(p, low, high, n, text));
}

/* ---- Who gains ---- */

static void say_change(ent_report *r, const char *party, const ent_difference_result *d) {
    const bool one = ent_results_single(r->results);
    const char *spread =
        one ? ""
            : ent_report_words(r,
                               "  In nine futures of ten the change lies between %s and "
                               "%s; it is above zero in %s.",
                               value(r, d->p5, d->se, d->unit, true),
                               value(r, d->p95, d->se, d->unit, true),
                               share(r, d->positive));
    if (d->mean == 0 && (one || d->zero >= 1))
        ent_report_item(r, "**%s**: nothing changes%s.", party,
                        one ? "" : ", in any future");
    else if (!one && fabs(d->mean) < TELLING * d->se)
        ent_report_item(r,
                        "**%s**: no change on average that the simulation can tell from "
                        "none (%s).%s",
                        party, estimate(r, d->mean, d->se, d->unit), spread);
    else
        ent_report_item(r, "**%s** %s %s of present value%s.%s", party,
                        d->mean > 0 ? "gains" : "loses",
                        estimate(r, fabs(d->mean), one ? 0 : d->se, d->unit),
                        one ? "" : " on average", spread);
}

static void say_comparison(ent_report *r, const ent_comparison *c) {
    const ent_entries *parties = &r->results->scenario->parties;
    ent_report_say(r, "**%s instead of %s**, on the same futures:",
                   ent_report_version(r, c->agreement),
                   ent_report_version(r, c->baseline));
    for (size_t p = 0; p < parties->count; p++)
        for (size_t i = 0; i < c->metric_count; i++)
            if (strncmp(c->metrics[i].name, "npv.", 4) == 0 &&
                strcmp(c->metrics[i].name + 4, parties->items[p].name) == 0)
                say_change(r, ent_word_party(&r->explained.words, (int)p),
                           &c->metrics[i]);
}

static void say_worth(ent_report *r, const char *party, const ent_metric_result *m) {
    const ent_summary *s = &m->summary;
    if (ent_results_single(r->results))
        ent_report_item(r, "**%s**: %s of present value.", party,
                        value(r, s->mean, 0, m->unit, false));
    else
        ent_report_item(r,
                        "**%s**: %s of present value on average.  In nine futures of ten "
                        "it lies between %s and %s; half lie above %s.",
                        party, estimate(r, s->mean, s->se, m->unit),
                        value(r, s->percentile[ENT_P5], s->se, m->unit, false),
                        value(r, s->percentile[ENT_P95], s->se, m->unit, false),
                        value(r, s->percentile[ENT_P50], s->se, m->unit, false));
}

static void say_agreement(ent_report *r, const ent_agreement_result *a) {
    const ent_entries *parties = &r->results->scenario->parties;
    ent_report_say(r, "**%s** is worth, with all flows of the scenario:",
                   ent_report_version(r, a->name));
    for (size_t p = 0; p < parties->count; p++) {
        const char *name = ent_report_words(r, "npv.%s", parties->items[p].name);
        const ent_metric_result *m = ent_agreement_metric(a, name);
        if (m != NULL && m->summary.n > 0)
            say_worth(r, ent_word_party(&r->explained.words, (int)p), m);
    }
}

/* ---- What happens ---- */

static const char *date(const ent_report *r, double years) {
    char text[ENT_FORMAT_SIZE];
    return ent_report_words(r, "%s", ent_results_date(r->results, years, text));
}

static const char *date_words(const ent_report *r, const ent_metric_result *m) {
    const double *p = m->summary.percentile;
    if (ent_results_single(r->results))
        return date(r, p[ENT_P50]);
    if (m->summary.n == 0)
        return "never, in any future";
    if (!isfinite(p[ENT_P50]))
        return ent_report_words(
            r, "in %s of futures within the horizon%s", share(r, 1 - m->never),
            isfinite(p[ENT_P5])
                ? ent_report_words(r, ", in one of twenty by %s", date(r, p[ENT_P5]))
                : "");
    return ent_report_words(
        r, "by %s in half of all futures, by %s in one of twenty%s", date(r, p[ENT_P50]),
        date(r, p[ENT_P5]),
        m->never > 0 ? ent_report_words(r, "; never in %s", share(r, m->never))
                     : ent_report_words(r, ", by %s in nineteen", date(r, p[ENT_P95])));
}

enum { TOLD_MOST = 8 };

static bool tells(const ent_metric_result *m) {
    return !m->built_in && m->kind != ENT_NUMBER_METRIC;
}

static void say_events(ent_report *r, const ent_agreement_result *a) {
    size_t told = 0;
    for (size_t i = 0; i < a->metric_count && told < TOLD_MOST; i++) {
        const ent_metric_result *m = &a->metrics[i];
        if (!tells(m))
            continue;
        told++;
        const char *name = ent_report_metric(r, m->name, m->title);
        if (m->kind == ENT_DATE_METRIC)
            ent_report_item(r, "%s: %s.", name, date_words(r, m));
        else if (ent_results_single(r->results))
            ent_report_item(r, "%s: %s.", name, m->summary.mean > 0 ? "yes" : "no");
        else
            ent_report_item(r, "%s: in %s of futures.", name, share(r, m->summary.mean));
    }
}

/* ---- What moves most ---- */

static bool is_marked(const ent_agreement_result *a, const char *clause) {
    for (size_t i = 0; i < a->transfer_count; i++)
        if (a->transfers[i].marked && strcmp(a->transfers[i].clause, clause) == 0)
            return true;
    return false;
}

/* The clause that moves most for the party, of those not yet told; NULL: none. */
static const ent_clause_result *largest(const ent_agreement_result *a, size_t party,
                                        const bool *told) {
    const ent_clause_result *best = NULL;
    for (size_t i = 0; i < a->clause_count; i++) {
        const ent_clause_result *c = &a->clauses[i];
        if (!told[i] && strcmp(c->kind, "flow") != 0 && c->npv[party].n > 0 &&
            fabs(c->npv[party].mean) > (best == NULL ? 0 : fabs(best->npv[party].mean)))
            best = c;
    }
    return best;
}

enum { LARGEST = 3 };

static void say_largest(ent_report *r, const ent_agreement_result *a, size_t party) {
    const char *unit = r->results->scenario->currency;
    bool *told = ent_arena_take(r->arena, a->clause_count + 1, sizeof *told);
    ent_prose list = {.arena = r->arena};
    for (int i = 0; i < LARGEST; i++) {
        const ent_clause_result *c = largest(a, party, told);
        if (c == NULL)
            break;
        const ent_summary *s = &c->npv[party];
        told[c - a->clauses] = true;
        ent_prose_add(
            &list, "%s%s %s%s", i == 0 ? "" : "; ", c->title == NULL ? c->name : c->title,
            estimate(r, s->mean, ent_results_single(r->results) ? 0 : s->se, unit),
            is_marked(a, c->name) ? " (marked, not cash)" : "");
    }
    if (list.length > 0)
        ent_report_item(r, "For %s, most present value moves under: %s.",
                        ent_word_party(&r->explained.words, (int)party),
                        ent_prose_text(&list));
}

/* ---- What to bear in mind ---- */

static long long counted(const ent_report *r, const char *key) {
    return (long long)json_integer_value(
        json_object_get(json_object_get(r->terms, "counts"), key));
}

static void say_restrictions(ent_report *r) {
    const ent_results *results = r->results;
    char some[ENT_FORMAT_SIZE], all[ENT_FORMAT_SIZE];
    if (results->paths < results->asked)
        ent_report_item(r, "**Partial**: stopped after %s of %s.",
                        ent_format_count(results->paths, some, sizeof some),
                        ent_format_counted(results->asked, "future", all, sizeof all));
    if (results->where != NULL)
        ent_report_item(
            r, "**Conditional**: only the %s of %s where `%s`%s%s.",
            ent_format_counted(results->where_count, "future", some, sizeof some),
            ent_format_count(results->paths, all, sizeof all), results->where,
            results->where_agreement == NULL ? "" : ", in ",
            results->where_agreement == NULL
                ? ""
                : ent_report_version(r, results->where_agreement));
    for (size_t i = 0; i < results->scenario->override_count; i++)
        ent_report_item(r, "**Changed from the file**: `%s`.",
                        results->scenario->overrides[i]);
}

static bool any_marked(const ent_results *results) {
    for (size_t a = 0; a < results->agreement_count; a++)
        for (size_t i = 0; i < results->agreements[a].transfer_count; i++)
            if (results->agreements[a].transfers[i].marked)
                return true;
    return false;
}

static void say_caveats(ent_report *r) {
    const long long all = counted(r, "assumptions"), disputed = counted(r, "disputed"),
                    judged = counted(r, "judged");
    char assumptions[ENT_FORMAT_SIZE];
    ent_format_counted((uint64_t)all, "assumption", assumptions, sizeof assumptions);
    ent_report_say(r, "**To bear in mind**:");
    say_restrictions(r);
    if (!ent_results_single(r->results))
        ent_report_item(
            r, "± is one standard error of the simulation: how well this many futures "
               "measure the model, not how well the model describes the world.");
    if (any_marked(r->results))
        ent_report_item(
            r, "Present values hold marked value, such as a stake at the horizon, "
               "beside cash; the tables say what is booked as which.");
    if (disputed > 0)
        ent_report_item(r,
                        "Sources differ on %lld of the %s: the results hold for "
                        "the readings in use, which the register names.",
                        disputed, assumptions);
    if (judged > 0)
        ent_report_item(r,
                        "%lld of the %s %s judgement, with the reason beside it "
                        "in the register.",
                        judged, assumptions, judged == 1 ? "is" : "are");
}

void ent_report_findings(ent_report *r) {
    const ent_results *results = r->results;
    const ent_agreement_result *last = &results->agreements[results->agreement_count - 1];
    ent_paper_heading(r->document, 2, "Summary");
    for (size_t i = 0; i < results->comparison_count; i++)
        say_comparison(r, ent_report_comparison(r, i));
    for (size_t i = 0; results->comparison_count == 0 && i < results->agreement_count;
         i++)
        say_agreement(r, &results->agreements[i]);
    const size_t before = r->document->count;
    ent_report_say(r, "**Under %s**:", ent_report_version(r, last->name));
    say_events(r, last);
    for (size_t p = 0; p < results->scenario->parties.count; p++)
        say_largest(r, last, p);
    if (r->document->count == before + 1) /* nothing to tell */
        r->document->count = before;
    say_caveats(r);
}
