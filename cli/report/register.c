/* What the answers rest on, and who says so. */
#include <string.h>

#include "cli/explain_print.h"
#include "cli/report/parts.h"

static const json_t *member(const ent_report *r, const char *key) {
    return json_object_get(r->terms, key);
}

static const char *joined(const ent_report *r, const json_t *names) {
    ent_prose text = {.arena = r->arena};
    for (size_t i = 0; i < json_array_size(names); i++)
        ent_prose_add(&text, "%s`%s`", i == 0 ? "" : ", ",
                      json_string_value(json_array_get(names, i)));
    return ent_prose_text(&text);
}

/* The names of an entry's sources, as the list of sources has them. */
static const char *cited(const ent_report *r, const json_t *entry) {
    return joined(r, json_object_get(entry, "sources"));
}

/* "calendar_2026: $1.4bn (in use)" and the others. */
static const char *readings(const ent_report *r, const json_t *assumption) {
    const json_t *list = json_object_get(assumption, "readings");
    ent_prose text = {.arena = r->arena};
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *reading = json_array_get(list, i);
        const bool used = json_is_true(json_object_get(reading, "in_use"));
        ent_prose_add(&text, "%s`%s` %s%s", i == 0 ? "**Disputed.**  " : "; ",
                      ent_explain_text(reading, "name"),
                      ent_explain_text(reading, "value"), used ? " (**in use**)" : "");
    }
    return ent_prose_text(&text);
}

static const char *value(const ent_report *r, const json_t *a) {
    const char *kind = ent_explain_text(a, "distribution");
    const char *range = ent_explain_text(a, "range"), *disputed = readings(r, a);
    const char *unit = ent_explain_text(a, "unit");
    ent_prose text = {.arena = r->arena};
    ent_prose_add(&text, "%s",
                  *disputed != '\0' ? disputed : ent_explain_text(a, "value"));
    if (kind != NULL)
        ent_prose_add(&text, " (%s: %s)", kind, ent_explain_text(a, "parameters"));
    if (strcmp(unit, "1") != 0 && strcmp(unit, r->results->scenario->currency) != 0)
        ent_prose_add(&text, ", in %s", unit);
    if (range != NULL)
        ent_prose_add(&text, "; range %s", range);
    return ent_prose_text(&text);
}

/* A name with its title. */
static void put_name(ent_report *r, ent_paper_table *t, const json_t *entry) {
    const char *title = ent_explain_or_empty(entry, "title");
    ent_paper_cell(r->document, t, "`%s`%s%s", ent_explain_text(entry, "name"),
                   *title == '\0' ? "" : " ", title);
}

static void put_assumptions(ent_report *r) {
    static const char *const headers[] = {"assumption", "value", "kind",
                                          "source",     "note",  NULL};
    const json_t *list = member(r, "assumptions");
    if (json_array_size(list) == 0)
        return;
    ent_paper_table *t = ent_report_columns(r, "Assumptions", headers);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *a = json_array_get(list, i);
        put_name(r, t, a);
        ent_paper_cell(r->document, t, "%s", value(r, a));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(a, "kind"));
        ent_paper_cell(r->document, t, "%s", cited(r, a));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(a, "note"));
    }
}

static void put_drivers(ent_report *r) {
    static const char *const headers[] = {"driver", "kind", "fields",
                                          "source", "note", NULL};
    const json_t *list = member(r, "drivers");
    if (json_array_size(list) == 0)
        return;
    ent_paper_table *t =
        ent_report_columns(r, "Drivers: what runs by chance over time", headers);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *d = json_array_get(list, i);
        put_name(r, t, d);
        ent_paper_cell(r->document, t, "%s", ent_explain_text(d, "kind"));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(d, "parameters"));
        ent_paper_cell(r->document, t, "%s", cited(r, d));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(d, "note"));
    }
}

static void put_metrics(ent_report *r) {
    static const char *const headers[] = {"metric", "formula", "note", NULL};
    const json_t *list = member(r, "metrics");
    if (json_array_size(list) == 0)
        return;
    ent_paper_table *t = ent_report_columns(r, "Metrics", headers);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *m = json_array_get(list, i);
        put_name(r, t, m);
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(m, "formula"));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(m, "note"));
    }
}

static void put_sources(ent_report *r) {
    static const char *const headers[] = {
        "source", "title (by, date)", "kind", "address", "note", NULL};
    const json_t *list = member(r, "sources");
    if (json_array_size(list) == 0)
        return;
    ent_paper_table *t = ent_report_columns(r, "Sources", headers);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *s = json_array_get(list, i);
        ent_paper_cell(r->document, t, "`%s`", ent_explain_text(s, "name"));
        ent_paper_cell(r->document, t, "%s", ent_explain_text(s, "words"));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(s, "kind"));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(s, "url"));
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(s, "note"));
    }
}

static long long counted(const ent_report *r, const char *key) {
    return (long long)json_integer_value(json_object_get(member(r, "counts"), key));
}

void ent_report_register(ent_report *r) {
    const long long all = counted(r, "assumptions");
    char count[ENT_FORMAT_SIZE];
    ent_paper_heading(r->document, 2, "Assumptions and sources");
    if (all > 0)
        ent_report_say(
            r,
            "%s: %lld with a source, %lld judged, %lld disputed, "
            "%lld uncertain, %lld without a source or kind.  Of a disputed one all "
            "readings are shown; `--set assumptions.NAME.use=READING` takes another.",
            ent_format_counted((uint64_t)all, "assumption", count, sizeof count),
            counted(r, "sourced"), counted(r, "judged"), counted(r, "disputed"),
            counted(r, "uncertain"), counted(r, "without_source"));
    put_assumptions(r);
    put_drivers(r);
    put_metrics(r);
    put_sources(r);
}
