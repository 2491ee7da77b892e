/* Parties, agreements and flows, printed. */
#include <string.h>

#include "cli/explain_print.h"
#include "cli/figure.h"

static void print_title(const ent_explain_printer *p, const json_t *scenario) {
    const ent_summary_style *s = p->style;
    fprintf(s->to,
            s->form == ENT_AS_MD ? "# %s\n\n"
            : s->bold            ? "\033[1m%s\033[0m\n"
                                 : "%s\n",
            ent_explain_text(scenario, "title"));
    ent_explain_say(p, 0, ent_explain_text(scenario, "note"));
}

static void print_horizon(const ent_explain_printer *p, const json_t *scenario) {
    const long long periods =
        (long long)json_integer_value(json_object_get(scenario, "periods"));
    char count[ENT_FORMAT_SIZE];
    ent_prose text = {.arena = p->arena};
    ent_prose_add(
        &text,
        "%s, %s to %s.  All money is nominal %s and falls at the end of "
        "its period; it is discounted from the %s.",
        ent_format_counted((uint64_t)periods, ent_explain_text(scenario, "step"), count,
                           sizeof count),
        ent_explain_text(scenario, "start"), ent_explain_text(scenario, "end"),
        ent_explain_text(scenario, "currency"),
        strcmp(ent_explain_text(scenario, "timing"), "mid") == 0 ? "period's middle"
                                                                 : "period's end");
    ent_explain_say(p, 0, ent_prose_text(&text));
    const char *set =
        ent_explain_list(p, json_object_get(scenario, "overrides"), ", --set ");
    ent_prose with = {.arena = p->arena};
    ent_prose_add(&with, "With --set %s.", set);
    ent_explain_say(p, 0, *set == '\0' ? NULL : ent_prose_text(&with));
}

static void print_parties(const ent_explain_printer *p) {
    size_t i;
    json_t *party;
    ent_table t = {0};
    ent_summary_heading(p->style, "Parties");
    ent_table_column(&t, "party", ENT_COLUMN_TEXT);
    ent_table_column(&t, "name", ENT_COLUMN_TEXT);
    ent_table_column(&t, "discounts at, a year", ENT_COLUMN_TEXT);
    ent_table_column(&t, "note", ENT_COLUMN_PROSE);
    json_array_foreach(json_object_get(p->document, "parties"), i, party) {
        const char *discount = ent_explain_text(party, "discount");
        ent_table_put(&t, "%s", ent_explain_text(party, "name"));
        ent_table_put(&t, "%s", ent_explain_text(party, "title"));
        ent_table_put(&t, "%s", discount == NULL ? "no present value" : discount);
        ent_table_put(&t, "%s", ent_explain_or_empty(party, "note"));
    }
    ent_table_print(&t, p->style->form, p->style->bold, p->style->to);
    ent_table_free(&t);
}

/* ---- Clauses and flows ---- */

static void print_foot(const ent_explain_printer *p, int level, const json_t *entry) {
    ent_explain_label(p, level, "Note", ent_explain_text(entry, "note"));
    ent_explain_label(p, level, "Source", ent_explain_sources(p, entry));
    ent_explain_origins(p, level, entry);
}

static void print_clause(const ent_explain_printer *p, const json_t *clause) {
    size_t i;
    json_t *item;
    ent_explain_blank(p);
    ent_explain_heading(p, 1, clause);
    ent_explain_say(p, 2, ent_explain_text(clause, "sentence"));
    json_array_foreach(json_object_get(clause, "besides"), i, item) ent_explain_label(
        p, 2, ent_explain_text(item, "field"), ent_explain_text(item, "value"));
    json_array_foreach(json_object_get(clause, "disputed"), i, item)
        ent_explain_label(p, 2, "Disputed", json_string_value(item));
    print_foot(p, 2, clause);
}

static void print_flows(const ent_explain_printer *p, const json_t *flows) {
    size_t i;
    json_t *flow;
    json_array_foreach(flows, i, flow) {
        ent_explain_heading(p, 1, flow);
        ent_explain_say(p, 2, ent_explain_text(flow, "sentence"));
        print_foot(p, 2, flow);
    }
}

/* ---- Who owes whom ---- */

static void put_payment(ent_table *t, const json_t *clause, const json_t *payment,
                        const char *ends) {
    const char *what = ent_explain_text(payment, "what");
    ent_table_put(t, "%s", ent_explain_text(clause, "name"));
    ent_table_put(t, "%s", ent_explain_text(payment, "from"));
    ent_table_put(t, "%s", ent_explain_text(payment, "to"));
    ent_table_put(t, "%s", what == NULL ? "a right" : what);
    ent_table_put(t, "%s",
                  json_is_true(json_object_get(payment, "marked")) ? "marked"
                  : what == NULL                                   ? ""
                                                                   : "cash");
    ent_table_put(t, "%s", ends);
}

/* What ends the clause.  That the horizon does needs saying only where nothing else may. */
static const char *ends_of(const ent_explain_printer *p, const json_t *clause) {
    const json_t *ends = json_object_get(clause, "ends");
    const char *first = json_string_value(json_array_get(ends, 0));
    if (strncmp(first, "until the horizon", 17) != 0)
        return ent_explain_list(p, ends, " or ");
    if (json_array_size(ends) == 1)
        return "with the horizon";
    json_t *others = json_deep_copy(ends);
    json_array_remove(others, 0);
    const char *text = ent_explain_list(p, others, " or ");
    json_decref(others);
    return text;
}

static void print_owed(const ent_explain_printer *p, const json_t *clauses) {
    static const char *const columns[] = {"clause", "from", "to", "what", "as"};
    size_t i, k;
    json_t *clause, *payment;
    ent_table t = {0};
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        ent_table_column(&t, columns[c], ENT_COLUMN_TEXT);
    ent_table_column(&t, "ends", ENT_COLUMN_PROSE);
    json_array_foreach(clauses, i, clause) {
        const char *ends = ends_of(p, clause);
        json_array_foreach(json_object_get(clause, "payments"), k, payment)
            put_payment(&t, clause, payment, ends);
    }
    ent_table_print(&t, p->style->form, p->style->bold, p->style->to);
    ent_table_free(&t);
}

static void print_agreement(const ent_explain_printer *p, const json_t *a) {
    const json_t *clauses = json_object_get(a, "clauses");
    const json_t *flows = json_object_get(a, "flows");
    const char *title = ent_explain_text(a, "title");
    ent_summary_heading(p->style, "%s%s%s", ent_explain_text(a, "name"),
                        title == NULL ? "" : ": ", title == NULL ? "" : title);
    ent_explain_label(p, 1, "Based on", ent_explain_text(a, "based_on"));
    print_foot(p, 1, a);
    for (size_t i = 0; i < json_array_size(clauses); i++)
        print_clause(p, json_array_get(clauses, i));
    if (json_array_size(flows) > 0) {
        ent_explain_blank(p);
        ent_explain_say(p, 1, "Flows of this version:");
        print_flows(p, flows);
    }
    if (json_array_size(json_object_get(a, "switched_off")) > 0)
        ent_explain_blank(p);
    ent_explain_label(p, 1, "Switched off, so that their outputs are 0",
                      ent_explain_list(p, json_object_get(a, "switched_off"), ", "));
    if (json_array_size(clauses) == 0)
        return;
    ent_summary_heading(p->style, "%s: who owes whom", ent_explain_text(a, "name"));
    print_owed(p, clauses);
}

void ent_explain_print_terms(const ent_explain_printer *p) {
    const json_t *scenario = json_object_get(p->document, "scenario");
    const json_t *flows = json_object_get(p->document, "flows");
    size_t i;
    json_t *agreement;
    print_title(p, scenario);
    print_horizon(p, scenario);
    print_parties(p);
    json_array_foreach(json_object_get(p->document, "agreements"), i, agreement)
        print_agreement(p, agreement);
    if (json_array_size(flows) > 0) {
        ent_summary_heading(p->style, "Flows in every version");
        print_flows(p, flows);
    }
}
