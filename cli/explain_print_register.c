/* The register, printed: in Markdown as tables, in text as paragraphs, which a terminal
 * has room for. */
#include <string.h>

#include "cli/explain_print.h"
#include "cli/figure.h"

static const json_t *member(const ent_explain_printer *p, const char *key) {
    return json_object_get(p->document, key);
}

static const char *read_by(const ent_explain_printer *p, const json_t *entry) {
    const char *names = ent_explain_list(p, json_object_get(entry, "read_by"), ", ");
    return *names == '\0' ? "nothing" : names;
}

/* "calendar_2026 $1.4bn (in use), inception $4.75bn" */
static const char *readings(const ent_explain_printer *p, const json_t *assumption) {
    ent_prose text = {.arena = p->arena};
    size_t i;
    json_t *reading;
    json_array_foreach(json_object_get(assumption, "readings"), i, reading) ent_prose_add(
        &text, "%s%s %s%s", i == 0 ? "" : ", ", ent_explain_text(reading, "name"),
        ent_explain_text(reading, "value"),
        json_is_true(json_object_get(reading, "in_use")) ? " (in use)" : "");
    return ent_prose_text(&text);
}

/* "0.6 to 1.2 with 80% (lognormal: p10 0.6, p90 1.2)" */
static const char *value(const ent_explain_printer *p, const json_t *assumption) {
    const char *kind = ent_explain_text(assumption, "distribution");
    ent_prose text = {.arena = p->arena};
    ent_prose_add(&text, "%s", ent_explain_text(assumption, "value"));
    if (kind != NULL)
        ent_prose_add(&text, " (%s: %s)", kind,
                      ent_explain_text(assumption, "parameters"));
    return ent_prose_text(&text);
}

static const char *unit(const json_t *entry) {
    const char *text = ent_explain_text(entry, "unit");
    return strcmp(text, "1") == 0 ? NULL : text;
}

/* ---- Assumptions ---- */

static void print_assumption(const ent_explain_printer *p, const json_t *a) {
    ent_prose is = {.arena = p->arena};
    ent_prose_add(&is, "%s%s%s", value(p, a),
                  ent_explain_text(a, "kind") == NULL ? "" : "; ",
                  ent_explain_or_empty(a, "kind"));
    ent_explain_heading(p, 1, a);
    ent_explain_say(p, 2, ent_prose_text(&is));
    ent_explain_label(p, 2, "Disputed", readings(p, a));
    ent_explain_label(p, 2, "Range", ent_explain_text(a, "range"));
    ent_explain_label(p, 2, "Unit", unit(a));
    ent_explain_label(p, 2, "Source", ent_explain_sources(p, a));
    ent_explain_label(p, 2, "Note", ent_explain_text(a, "note"));
    ent_explain_label(p, 2, "Read by", read_by(p, a));
}

static void put_assumption(const ent_explain_printer *p, ent_table *t, const json_t *a) {
    const char *disputed = readings(p, a);
    const char *title = ent_explain_text(a, "title");
    const char *note = ent_explain_or_empty(a, "note");
    ent_table_put(t, "%s", ent_explain_text(a, "name"));
    ent_table_put(t, "%s", *disputed == '\0' ? value(p, a) : disputed);
    ent_table_put(t, "%s", ent_explain_text(a, "unit"));
    ent_table_put(t, "%s", ent_explain_or_empty(a, "kind"));
    ent_table_put(t, "%s", ent_explain_sources(p, a));
    ent_table_put(t, "%s", read_by(p, a));
    ent_table_put(t, "%s%s%s", title == NULL ? "" : title,
                  title == NULL || *note == '\0' ? "" : ". ", note);
}

static void print_assumptions(const ent_explain_printer *p) {
    static const char *const columns[] = {"assumption", "value",   "unit", "kind",
                                          "source",     "read by", "note"};
    const json_t *list = member(p, "assumptions");
    ent_table t = {0};
    if (json_array_size(list) == 0)
        return;
    ent_summary_heading(p->style, "Assumptions");
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        ent_table_column(&t, columns[c], ENT_COLUMN_TEXT);
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (p->style->form == ENT_AS_MD)
            put_assumption(p, &t, json_array_get(list, i));
        else
            print_assumption(p, json_array_get(list, i));
    }
    if (p->style->form == ENT_AS_MD)
        ent_table_print(&t, ENT_AS_MD, false, p->style->to);
    ent_table_free(&t);
}

static void print_counts(const ent_explain_printer *p) {
    static const struct {
        const char *key, *words;
    } parts[] = {{"sourced", "with a source"},
                 {"judged", "judged"},
                 {"disputed", "disputed"},
                 {"uncertain", "uncertain"},
                 {"without_source", "without a source or `kind`"}};
    const json_t *counts = member(p, "counts");
    const long long all =
        (long long)json_integer_value(json_object_get(counts, "assumptions"));
    char count[ENT_FORMAT_SIZE];
    ent_prose text = {.arena = p->arena};
    ent_prose_add(&text, "%s: ",
                  ent_format_counted((uint64_t)all, "assumption", count, sizeof count));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        ent_prose_add(
            &text, "%s%lld %s", i == 0 ? "" : ", ",
            (long long)json_integer_value(json_object_get(counts, parts[i].key)),
            parts[i].words);
    ent_prose_add(&text, ".");
    fputc('\n', p->style->to);
    ent_explain_say(p, 0, ent_prose_text(&text));
}

/* ---- Metrics, drivers and sources ---- */

static void print_metrics(const ent_explain_printer *p) {
    const json_t *list = member(p, "metrics");
    if (json_array_size(list) == 0)
        return;
    ent_summary_heading(p->style, "Metrics");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *m = json_array_get(list, i);
        const char *in = ent_explain_or_empty(m, "unit");
        const bool named = *in != '\0' && strcmp(in, "1") != 0;
        ent_prose text = {.arena = p->arena};
        ent_prose_add(&text, "%s%s%s", ent_explain_text(m, "formula"), named ? ", " : "",
                      !named                    ? ""
                      : strcmp(in, "date") == 0 ? "a date"
                                                : in);
        ent_explain_heading(p, 1, m);
        ent_explain_say(p, 2, ent_prose_text(&text));
        ent_explain_label(p, 2, "Note", ent_explain_text(m, "note"));
    }
}

static void print_drivers(const ent_explain_printer *p) {
    const json_t *list = member(p, "drivers");
    if (json_array_size(list) == 0)
        return;
    ent_summary_heading(p->style, "Drivers");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *d = json_array_get(list, i);
        ent_explain_heading(p, 1, d);
        ent_explain_label(p, 2, ent_explain_text(d, "kind"),
                          ent_explain_text(d, "parameters"));
        ent_explain_label(p, 2, "Unit", unit(d));
        ent_explain_label(p, 2, "Source", ent_explain_sources(p, d));
        ent_explain_label(p, 2, "Note", ent_explain_text(d, "note"));
        ent_explain_label(p, 2, "Read by", read_by(p, d));
    }
}

static void print_sources(const ent_explain_printer *p) {
    const json_t *list = member(p, "sources");
    ent_table t = {0};
    if (json_array_size(list) == 0)
        return;
    ent_summary_heading(p->style, "Sources");
    ent_table_column(&t, "source", ENT_COLUMN_TEXT);
    ent_table_column(&t, "kind", ENT_COLUMN_TEXT);
    ent_table_column(&t, "title (by, date) and address", ENT_COLUMN_PROSE);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *s = json_array_get(list, i);
        const char *url = ent_explain_or_empty(s, "url");
        ent_table_put(&t, "%s", ent_explain_text(s, "name"));
        ent_table_put(&t, "%s", ent_explain_or_empty(s, "kind"));
        ent_table_put(&t, "%s%s%s", ent_explain_text(s, "words"), *url ? " " : "", url);
    }
    ent_table_print(&t, p->style->form, p->style->bold, p->style->to);
    ent_table_free(&t);
}

void ent_explain_print_register(const ent_explain_printer *p) {
    print_metrics(p);
    print_drivers(p);
    print_assumptions(p);
    print_sources(p);
    if (json_array_size(member(p, "assumptions")) > 0)
        print_counts(p);
}
