#include "cli/explain_print.h"

#include <string.h>

#include "cli/explain.h"

const char *ent_explain_text(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

const char *ent_explain_or_empty(const json_t *object, const char *key) {
    const char *text = ent_explain_text(object, key);
    return text == NULL ? "" : text;
}

static bool is_md(const ent_explain_printer *p) {
    return p->style->form == ENT_AS_MD;
}

void ent_explain_say(const ent_explain_printer *p, int level, const char *text) {
    FILE *to = p->style->to;
    if (text == NULL || *text == '\0')
        return;
    if (is_md(p)) {
        fprintf(to, "%*s%s%s\n%s", level > 1 ? 2 * (level - 1) : 0, "",
                level > 0 ? "- " : "", text, level > 0 ? "" : "\n");
        return;
    }
    fprintf(to, "%*s", 2 * level, "");
    ent_table_wrap(text, (size_t)(2 * level), to);
    fputc('\n', to);
}

void ent_explain_label(const ent_explain_printer *p, int level, const char *label,
                       const char *text) {
    ent_prose line = {.arena = p->arena};
    if (text == NULL || *text == '\0')
        return;
    ent_prose_add(&line, "%s: %s", label, text);
    ent_explain_say(p, level, ent_prose_text(&line));
}

void ent_explain_heading(const ent_explain_printer *p, int level, const json_t *entry) {
    const char *title = ent_explain_text(entry, "title");
    const char *bold = is_md(p) ? "**" : p->style->bold ? "\033[1m" : "";
    const char *plain = is_md(p) ? "**" : p->style->bold ? "\033[0m" : "";
    ent_prose line = {.arena = p->arena};
    ent_prose_add(&line, "%s%s%s%s%s", bold, ent_explain_text(entry, "name"), plain,
                  title == NULL ? "" : ": ", title == NULL ? "" : title);
    ent_explain_say(p, level, ent_prose_text(&line));
}

void ent_explain_blank(const ent_explain_printer *p) {
    if (!is_md(p))
        fputc('\n', p->style->to);
}

const char *ent_explain_list(const ent_explain_printer *p, const json_t *list,
                             const char *between) {
    ent_prose text = {.arena = p->arena};
    for (size_t i = 0; i < json_array_size(list); i++)
        ent_prose_add(&text, "%s%s", i == 0 ? "" : between,
                      json_string_value(json_array_get(list, i)));
    return ent_prose_text(&text);
}

static const char *source_words(const ent_explain_printer *p, const char *name) {
    size_t i;
    json_t *source;
    json_array_foreach(json_object_get(p->document, "sources"), i, source) {
        if (strcmp(ent_explain_text(source, "name"), name) == 0)
            return ent_explain_text(source, "words");
    }
    return name;
}

const char *ent_explain_sources(const ent_explain_printer *p, const json_t *entry) {
    const json_t *names = json_object_get(entry, "sources");
    ent_prose text = {.arena = p->arena};
    for (size_t i = 0; i < json_array_size(names); i++)
        ent_prose_add(&text, "%s%s", i == 0 ? "" : "; ",
                      source_words(p, json_string_value(json_array_get(names, i))));
    return ent_prose_text(&text);
}

void ent_explain_origins(const ent_explain_printer *p, int level, const json_t *entry) {
    size_t i;
    json_t *origin;
    json_array_foreach(json_object_get(entry, "origins"), i, origin) {
        const json_t *fields = json_object_get(origin, "fields");
        ent_prose label = {.arena = p->arena};
        ent_prose_add(&label, "From %s", ent_explain_text(origin, "from"));
        ent_explain_label(p, level, ent_prose_text(&label),
                          json_is_array(fields) ? ent_explain_list(p, fields, ", ")
                                                : "all terms");
    }
}

void ent_explain_print(const json_t *document, const ent_summary_style *style) {
    ent_arena arena = {0};
    const ent_explain_printer p = {style, document, &arena};
    if (json_object_get(document, "tree") != NULL) {
        ent_explain_print_tree(&p);
    } else if (json_object_get(document, "difference") != NULL) {
        ent_explain_print_difference(&p);
    } else {
        ent_explain_print_terms(&p);
        ent_explain_print_register(&p);
    }
    ent_arena_free(&arena);
}
