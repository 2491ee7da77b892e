#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/explain.h"
#include "cli/json.h"
#include "cli/load.h"
#include "cli/table.h"
#include "model/codes.h"

/* ---- Codes ---- */

/* "E0208", "W0720" */
static bool is_code(const char *word) {
    return (*word == 'E' || *word == 'W') && strlen(word) == 5 &&
           strspn(word + 1, "0123456789") == 4;
}

static ent_status unknown_code(const char *word) {
    return ent_usage_error("codes look like E0208; a message shows its own",
                           "there is no code %s", word);
}

static void print_code_json(const ent_code *code) {
    json_t *object = json_object();
    ent_explain_set(object, "code", code->code);
    ent_explain_set(object, "title", code->title);
    ent_explain_set(object, "explanation", code->explanation);
    ent_json_write(object, stdout);
    json_decref(object);
}

static ent_status explain_code(const ent_options *o) {
    const ent_code *code = ent_code_named(o->words[0]);
    if (code == NULL)
        return unknown_code(o->words[0]);
    if (o->format == ENT_AS_JSON) {
        print_code_json(code);
        return ENT_OK;
    }
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     NULL};
    printf(o->format == ENT_AS_MD ? "## %s: %s\n\n" : "%s: %s\n\n", code->code,
           code->title);
    if (style.form == ENT_AS_MD)
        fputs(code->explanation, stdout);
    else
        ent_table_wrap(code->explanation, 0, stdout);
    fputc('\n', stdout);
    return ENT_OK;
}

/* ---- Scenarios ---- */

/* The number of the agreement of that name, or the count after a message. */
static size_t agreement_named(const ent_scenario *s, const char *name) {
    ent_arena arena = {0};
    const char **names = ent_arena_take(&arena, s->agreement_count, sizeof *names);
    size_t found = s->agreement_count;
    for (size_t i = 0; i < s->agreement_count; i++) {
        names[i] = s->agreements[i].about.name;
        if (strcmp(names[i], name) == 0)
            found = i;
    }
    if (found == s->agreement_count) {
        const char *near = ent_nearest(name, names, s->agreement_count);
        char help[1024] = "the agreements are";
        for (size_t i = 0; near == NULL && i < s->agreement_count; i++)
            snprintf(help + strlen(help), sizeof help - strlen(help), "%s %s",
                     i == 0 ? "" : ",", names[i]);
        if (near != NULL)
            snprintf(help, sizeof help, "did you mean %s?", near);
        ent_usage_error(help, "there is no agreement \"%s\"", name);
    }
    ent_arena_free(&arena);
    return found;
}

static ent_status unknown_name(const ent_scenario *s, const ent_outline *o,
                               const char *name) {
    ent_arena arena = {0};
    const size_t most = o->count + s->sources.count + s->agreement_count;
    const char **names = ent_arena_take(&arena, most + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < o->count; i++)
        names[count++] = o->things[i].name;
    for (size_t i = 0; i < s->sources.count; i++)
        names[count++] = s->sources.items[i].name;
    for (size_t i = 0; i < s->agreement_count; i++)
        names[count++] = s->agreements[i].about.name;
    const char *near = ent_nearest(name, names, count);
    char help[160] = "name an assumption, driver, quantity, flow, party, clause, metric, "
                     "source, agreement or an output such as share.paid";
    if (near != NULL)
        snprintf(help, sizeof help, "did you mean %s?", near);
    ent_arena_free(&arena);
    return ent_usage_error(help, "nothing is named \"%s\" in %s", name, o->agreement);
}

static ent_status print_document(const ent_options *o, json_t *document) {
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     o->words[0]};
    if (o->format == ENT_AS_JSON)
        ent_json_write(document, stdout);
    else
        ent_explain_print(document, &style);
    json_decref(document);
    return ENT_OK;
}

static ent_status explain_difference(const ent_options *o, const ent_explained *e) {
    const ent_scenario *s = e->words.scenario;
    const size_t from = agreement_named(s, o->diff);
    const size_t to = from < s->agreement_count ? agreement_named(s, o->words[1]) : from;
    return to < s->agreement_count
               ? print_document(o, ent_explain_difference(e, from, to))
               : ENT_USAGE;
}

static ent_status explain_scenario(const ent_options *o, ent_explained *e) {
    const ent_scenario *s = e->words.scenario;
    const char *name = o->word_count > 1 ? o->words[1] : NULL;
    size_t agreement = s->agreement_count - 1;
    if (o->diff != NULL)
        return explain_difference(o, e);
    if (o->agreement != NULL &&
        (agreement = agreement_named(s, o->agreement)) == s->agreement_count)
        return ENT_USAGE;
    e->agreement = o->agreement;
    if (name == NULL)
        return print_document(o, ent_explain_scenario(e));
    json_t *tree = ent_explain_name(e, agreement, name);
    if (tree != NULL)
        return print_document(o, tree);
    for (size_t i = 0; i < s->agreement_count; i++)
        if (strcmp(name, s->agreements[i].about.name) == 0) {
            e->agreement = name;
            return print_document(o, ent_explain_scenario(e));
        }
    return unknown_name(s, &e->outlines[agreement], name);
}

static ent_status explain_loaded(const ent_options *o, const ent_loaded *loaded) {
    ent_arena arena = {0};
    const size_t count = loaded->scenario->agreement_count;
    ent_outline *outlines = ent_arena_take(&arena, count, sizeof *outlines);
    for (size_t i = 0; i < count; i++)
        outlines[i] = ent_outline_make(loaded->plan, i, &arena);
    ent_explained e = {
        .words = {loaded->scenario, &arena}, .plan = loaded->plan, .outlines = outlines};
    const ent_status status = explain_scenario(o, &e);
    ent_arena_free(&arena);
    return status;
}

static ent_status check_words(const ent_options *o) {
    static const char help[] = "entente explain FILE --diff A B";
    if (o->diff != NULL && o->word_count < 2)
        return ent_usage_error(help, "--diff needs two agreements");
    return o->diff != NULL && o->agreement != NULL
               ? ent_usage_error(help, "--diff and --agreement exclude each other")
               : ENT_OK;
}

static ent_status run(const ent_options *o) {
    ent_loaded loaded;
    if (is_code(o->words[0]) && o->word_count == 1)
        return explain_code(o);
    ent_status status = check_words(o);
    if (status != ENT_OK)
        return status;
    status = ent_load(o, &loaded);
    if (status == ENT_OK)
        status = explain_loaded(o, &loaded);
    ent_loaded_report(o, &loaded);
    ent_loaded_free(&loaded);
    return status;
}

static const ent_example examples[] = {
    {"explain deal.yaml", "the terms in plain words, and what they rest on"},
    {"explain deal.yaml revenue", "where one number comes from"},
    {"explain deal.yaml --diff oct-2025 apr-2026", "what an amendment changes"},
    {"explain E0208", "what a message means"},
    {NULL, NULL}};

const ent_command ent_command_explain = {
    .name = "explain",
    .words = "FILE [NAME]",
    .least = 1,
    .most = 2,
    .help = "The terms in plain words, and the assumptions with their sources",
    .about = "Prints each agreement clause by clause, who owes whom what and until when, "
             "and where each inherited term comes from; then the flows, the drivers and "
             "the register of assumptions: value or distribution, disputed readings, "
             "source, kind of evidence, and what reads it.\n"
             "With NAME (an assumption, driver, quantity, flow, party, clause, metric or "
             "output such as share.paid): what it reads, and what that reads, down to "
             "numbers. A source's name: what rests on it. An agreement's: its terms "
             "alone.\n"
             "With --diff A B: what changes from one version to another, clause by "
             "clause.\n"
             "With a code such as E0208 in place of FILE: what the message means.\n",
    .examples = examples,
    .run = run,
};
