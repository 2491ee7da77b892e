/* One name's tree and the difference of two versions, printed. */
#include <string.h>

#include "cli/explain_print.h"

/* ---- A tree ---- */

static const char *line_of(const ent_explain_printer *p, const json_t *node) {
    const char *is = ent_explain_text(node, "is"), *unit = ent_explain_text(node, "unit");
    const char *title = ent_explain_text(node, "title");
    const char *disputed = ent_explain_text(node, "disputed");
    ent_prose text = {.arena = p->arena};
    ent_prose_add(&text, "%s", ent_explain_text(node, "name"));
    if (unit != NULL && strcmp(unit, "1") != 0)
        ent_prose_add(&text, " [%s]", unit);
    if (title != NULL)
        ent_prose_add(&text, " (%s)", title);
    if (json_is_true(json_object_get(node, "repeated"))) {
        ent_prose_add(&text, ": see above");
        return ent_prose_text(&text);
    }
    if (is != NULL)
        ent_prose_add(&text, " = %s", is);
    if (disputed != NULL)
        ent_prose_add(&text, "; disputed: %s", disputed);
    if (json_is_true(json_object_get(node, "cut")))
        ent_prose_add(&text, " ...");
    return ent_prose_text(&text);
}

/* Whether something was left out below the node. */
static bool is_cut(const json_t *node) {
    const json_t *reads = json_object_get(node, "reads");
    bool cut = json_is_true(json_object_get(node, "cut"));
    for (size_t i = 0; !cut && i < json_array_size(reads); i++)
        cut = is_cut(json_array_get(reads, i));
    return cut;
}

static void print_node(const ent_explain_printer *p, const json_t *node, int depth) {
    const json_t *reads = json_object_get(node, "reads");
    FILE *to = p->style->to;
    fprintf(to, "%*s%s", depth == 0 ? 0 : 4 * depth - 2, "", depth == 0 ? "" : "- ");
    ent_table_wrap(line_of(p, node), (size_t)(4 * depth), to);
    fputc('\n', to);
    for (size_t i = 0; i < json_array_size(reads); i++)
        print_node(p, json_array_get(reads, i), depth + 1);
}

/* Who says so, and what hangs on it. */
static void print_evidence(const ent_explain_printer *p, const json_t *entry) {
    if (entry == NULL)
        return;
    const char *readers = ent_explain_list(p, json_object_get(entry, "read_by"), ", ");
    ent_explain_label(p, 1, "Range", ent_explain_text(entry, "range"));
    ent_explain_label(p, 1, "Source", ent_explain_sources(p, entry));
    ent_explain_label(p, 1, "Note", ent_explain_text(entry, "note"));
    ent_explain_label(p, 1, "Read by", *readers == '\0' ? "nothing" : readers);
}

void ent_explain_print_tree(const ent_explain_printer *p) {
    const json_t *tree = json_object_get(p->document, "tree");
    const bool md = p->style->form == ENT_AS_MD;
    fputs(md ? "```text\n" : "", p->style->to);
    print_node(p, tree, 0);
    fputs(md ? "```\n" : "", p->style->to);
    print_evidence(p, json_object_get(p->document, "entry"));
    if (is_cut(tree))
        fputs("\nWhere a line ends in ... there is more below: explain that name.\n",
              p->style->to);
}

/* ---- A difference ---- */

static void print_change(const ent_explain_printer *p, const json_t *entry) {
    const char *change = ent_explain_text(entry, "change");
    const json_t *fields = json_object_get(entry, "fields");
    const bool whole = strcmp(change, "changed") != 0;
    ent_prose text = {.arena = p->arena};
    ent_explain_blank(p);
    ent_explain_heading(p, 1, entry);
    ent_prose_add(&text, "%c%s.", change[0] - 'a' + 'A', change + 1);
    ent_explain_say(p, 2, ent_prose_text(&text));
    if (whole) {
        const char *was = strcmp(change, "switched on") == 0 ? "" : "was";
        const char *now = strcmp(change, "switched off") == 0 ? "" : "now";
        ent_explain_label(p, 2, "Was", ent_explain_text(entry, was));
        ent_explain_label(p, 2, "Now", ent_explain_text(entry, now));
    }
    for (size_t i = 0; i < json_array_size(fields); i++) {
        const json_t *field = json_array_get(fields, i);
        ent_prose line = {.arena = p->arena};
        ent_prose_add(&line, "%s -> %s", ent_explain_text(field, "old"),
                      ent_explain_text(field, "new"));
        ent_explain_label(p, 2, ent_explain_text(field, "field"), ent_prose_text(&line));
    }
    if (!whole)
        ent_explain_label(p, 2, "Now", ent_explain_text(entry, "now"));
}

static void print_changes(const ent_explain_printer *p, const char *key,
                          const char *title) {
    const json_t *list = json_object_get(json_object_get(p->document, "difference"), key);
    json_t *same = json_array();
    if (json_array_size(list) > 0)
        ent_summary_heading(p->style, "%s", title);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *entry = json_array_get(list, i);
        if (strcmp(ent_explain_text(entry, "change"), "unchanged") != 0)
            print_change(p, entry);
        else
            json_array_append(same, json_object_get(entry, "name"));
    }
    if (json_array_size(same) > 0)
        ent_explain_blank(p);
    ent_explain_label(p, 1, "Unchanged", ent_explain_list(p, same, ", "));
    json_decref(same);
}

void ent_explain_print_difference(const ent_explain_printer *p) {
    const json_t *difference = json_object_get(p->document, "difference");
    ent_prose text = {.arena = p->arena};
    ent_prose_add(&text, "%sFrom %s to %s", p->style->form == ENT_AS_MD ? "# " : "",
                  ent_explain_text(difference, "from"),
                  ent_explain_text(difference, "to"));
    ent_explain_say(p, 0, ent_prose_text(&text));
    print_changes(p, "clauses", "Clauses");
    print_changes(p, "flows", "Flows of the versions");
}
