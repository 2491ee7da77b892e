/* The terms: versions as columns, clauses as rows, and what each amendment changes. */
#include <string.h>

#include "cli/explain_print.h"
#include "cli/report/parts.h"

static const json_t *find(const json_t *list, const char *name) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *entry = json_array_get(list, i);
        if (strcmp(ent_explain_text(entry, "name"), name) == 0)
            return entry;
    }
    return NULL;
}

static bool holds(const json_t *names, const char *name) {
    for (size_t i = 0; i < json_array_size(names); i++)
        if (strcmp(json_string_value(json_array_get(names, i)), name) == 0)
            return true;
    return false;
}

/* The sentence, and what it leaves out. */
static const char *wording(const ent_report *r, const json_t *entry) {
    const json_t *besides = json_object_get(entry, "besides");
    ent_prose text = {.arena = r->arena};
    ent_prose_add(&text, "%s", ent_explain_text(entry, "sentence"));
    for (size_t i = 0; i < json_array_size(besides); i++) {
        const json_t *pair = json_array_get(besides, i);
        ent_prose_add(&text, "  %s: %s.", ent_explain_text(pair, "field"),
                      ent_explain_text(pair, "value"));
    }
    return ent_prose_text(&text);
}

/* ---- Side by side ---- */

/* The cell of a version: what it says, and in words how that differs from the version before. */
static const char *cell(const ent_report *r, size_t version, const char *list,
                        const char *name) {
    const json_t *all = json_object_get(r->terms, "agreements");
    const json_t *here = json_array_get(all, version);
    const json_t *now = find(json_object_get(here, list), name);
    if (holds(json_object_get(here, "switched_off"), name))
        return "**Switched off.**";
    if (version == 0)
        return now == NULL ? "–" : wording(r, now);
    const json_t *before = json_array_get(all, version - 1);
    const json_t *then = find(json_object_get(before, list), name);
    if (now == NULL)
        return then == NULL ? "–" : "**Dropped.**";
    if (then == NULL)
        return ent_report_words(r, "**New.**  %s", wording(r, now));
    if (strcmp(wording(r, then), wording(r, now)) == 0)
        return ent_report_words(r, "As in %s.",
                                ent_report_version(r, ent_explain_text(before, "name")));
    return ent_report_words(r, "**Changed.**  %s", wording(r, now));
}

/* The newest version's title, and the name that formulas use. */
static void put_row(ent_report *r, ent_paper_table *t, const char *list,
                    const char *name) {
    const json_t *all = json_object_get(r->terms, "agreements"), *entry = NULL;
    for (size_t i = json_array_size(all); entry == NULL && i-- > 0;)
        entry = find(json_object_get(json_array_get(all, i), list), name);
    const char *title = ent_explain_text(entry, "title");
    ent_paper_cell(r->document, t, title == NULL ? "%s`%s`" : "%s `%s`",
                   title == NULL ? "" : title, name);
    for (size_t i = 0; i + 1 < t->columns; i++)
        ent_paper_cell(r->document, t, "%s", cell(r, i, list, name));
}

/* Each name once, where it first appears. */
static void put_rows(ent_report *r, ent_paper_table *t, const char *list) {
    const json_t *all = json_object_get(r->terms, "agreements");
    json_t *seen = json_object();
    for (size_t a = 0; a < json_array_size(all); a++) {
        const json_t *entries = json_object_get(json_array_get(all, a), list);
        for (size_t i = 0; i < json_array_size(entries); i++) {
            const char *name = ent_explain_text(json_array_get(entries, i), "name");
            if (json_object_get(seen, name) == NULL)
                put_row(r, t, list, name);
            json_object_set_new(seen, name, json_true());
        }
    }
    json_decref(seen);
}

static void put_side_by_side(ent_report *r) {
    const size_t count = r->results->agreement_count;
    ent_paper_table *t = ent_paper_add_table(
        r->document, count > 1 ? "Clauses and flows of each version; a dash: not there"
                               : "Clauses and flows of the agreement");
    ent_paper_column(r->document, t, ENT_CELL_TEXT, "clause");
    for (size_t i = 0; i < count && i + 1 < ENT_CELLS_MOST; i++)
        ent_paper_column(r->document, t, ENT_CELL_TEXT,
                         ent_report_version(r, r->results->agreements[i].name));
    put_rows(r, t, "clauses");
    put_rows(r, t, "flows");
}

/* ---- What changes ---- */

static bool is_remark(const char *field) {
    return strcmp(field, "note") == 0 || strcmp(field, "source") == 0 ||
           strcmp(field, "title") == 0;
}

static void put_change(ent_report *r, ent_paper_table *t, const json_t *entry) {
    const char *change = ent_explain_text(entry, "change");
    const json_t *fields = json_object_get(entry, "fields");
    if (strcmp(change, "unchanged") == 0)
        return;
    if (strcmp(change, "changed") != 0) {
        const char *cells[] = {ent_report_entry(r, entry), change, "",
                               ent_explain_or_empty(entry, "was"),
                               ent_explain_or_empty(entry, "now")};
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            ent_paper_cell(r->document, t, "%s", cells[i]);
        return;
    }
    for (size_t i = 0; i < json_array_size(fields); i++) {
        const json_t *field = json_array_get(fields, i);
        if (is_remark(ent_explain_text(field, "field")))
            continue;
        const char *cells[] = {
            ent_report_entry(r, entry), change, ent_explain_text(field, "field"),
            ent_explain_text(field, "old"), ent_explain_text(field, "new")};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
            ent_paper_cell(r->document, t, "%s", cells[k]);
    }
}

static void put_changes(ent_report *r, size_t to) {
    static const char *const headers[] = {"clause or flow", "what",  "term",
                                          "before",         "after", NULL};
    const ent_agreement_result *versions = r->results->agreements;
    const char *from_title = ent_report_version(r, versions[to - 1].name);
    const char *to_title = ent_report_version(r, versions[to].name);
    json_t *document = ent_explain_difference(&r->explained, to - 1, to);
    const json_t *difference = json_object_get(document, "difference");
    ent_paper_heading(r->document, 3, "What changes from %s to %s", from_title, to_title);
    ent_paper_table *t = ent_report_columns(
        r, ent_report_words(r, "Terms of %s and of %s", from_title, to_title), headers);
    static const char *const lists[] = {"clauses", "flows"};
    for (size_t l = 0; l < 2; l++) {
        const json_t *entries = json_object_get(difference, lists[l]);
        for (size_t i = 0; i < json_array_size(entries); i++)
            put_change(r, t, json_array_get(entries, i));
    }
    json_decref(document);
}

/* ---- The rest ---- */

static void put_parties(ent_report *r) {
    static const char *const headers[] = {"party", "discounts at, a year", "note", NULL};
    const json_t *parties = json_object_get(r->terms, "parties");
    ent_paper_table *t = ent_report_columns(r, "Parties", headers);
    for (size_t i = 0; i < json_array_size(parties); i++) {
        const json_t *party = json_array_get(parties, i);
        const char *discount = ent_explain_text(party, "discount");
        ent_paper_cell(r->document, t, "%s", ent_explain_text(party, "title"));
        ent_paper_cell(r->document, t, "%s",
                       discount == NULL ? "no present value" : discount);
        ent_paper_cell(r->document, t, "%s", ent_explain_or_empty(party, "note"));
    }
}

static void say_common_flows(ent_report *r) {
    const json_t *flows = json_object_get(r->terms, "flows");
    if (json_array_size(flows) == 0)
        return;
    ent_paper_heading(r->document, 3, "Flows in every version");
    for (size_t i = 0; i < json_array_size(flows); i++) {
        const json_t *flow = json_array_get(flows, i);
        ent_report_item(r, "%s: %s", ent_report_entry(r, flow),
                        ent_explain_text(flow, "sentence"));
    }
}

void ent_report_terms(ent_report *r) {
    const ent_scenario *s = r->results->scenario;
    ent_paper_heading(r->document, 2, "Terms side by side");
    if (s->note != NULL)
        ent_report_say(r, "%s", s->note);
    ent_report_say(
        r,
        "All money is nominal %s and falls at the end of its period; it is discounted "
        "from the period's %s.  Disputed and sourced values are in the register.",
        s->currency, s->mid_period ? "middle" : "end");
    put_parties(r);
    put_side_by_side(r);
    for (size_t i = 1; i < r->results->agreement_count; i++)
        put_changes(r, i);
    say_common_flows(r);
}
