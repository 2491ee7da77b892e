/* A report from its sections. */
#include "cli/report/report.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "cli/charts/charts.h"
#include "cli/explain_print.h"
#include "cli/output.h"
#include "cli/report/parts.h"
#include "cli/version.h"
#include "cli/warnings.h"

/* ---- What the sections share ---- */

const char *ent_report_words(const ent_report *r, const char *format, ...) {
    va_list rest;
    va_start(rest, format);
    const char *text = ent_arena_format(r->arena, format, rest);
    va_end(rest);
    return text;
}

void ent_report_say(ent_report *r, const char *format, ...) {
    va_list rest;
    va_start(rest, format);
    ent_paper_add(r->document, ENT_BLOCK_PARAGRAPH, "%s",
                  ent_arena_format(r->arena, format, rest));
    va_end(rest);
}

void ent_report_item(ent_report *r, const char *format, ...) {
    va_list rest;
    va_start(rest, format);
    ent_paper_add(r->document, ENT_BLOCK_ITEM, "%s",
                  ent_arena_format(r->arena, format, rest));
    va_end(rest);
}

const char *ent_report_version(const ent_report *r, const char *name) {
    const ent_agreement_result *a = ent_results_agreement(r->results, name);
    return a == NULL || a->title == NULL ? name : a->title;
}

const char *ent_report_metric(const ent_report *r, const char *name, const char *title) {
    const ent_scenario *s = r->results->scenario;
    if (title != NULL && *title != '\0')
        return title;
    for (size_t i = 0; strncmp(name, "npv.", 4) == 0 && i < s->parties.count; i++)
        if (strcmp(name + 4, s->parties.items[i].name) == 0)
            return ent_report_words(r, "%s, present value",
                                    ent_word_party(&r->explained.words, (int)i));
    return ent_report_words(r, "`%s`", name);
}

const char *ent_report_entry(const ent_report *r, const json_t *entry) {
    const char *title = ent_explain_text(entry, "title");
    return title != NULL && *title != '\0'
               ? title
               : ent_report_words(r, "`%s`", ent_explain_text(entry, "name"));
}

static const char *clause_title(const ent_agreement_result *a, const char *name,
                                size_t length) {
    for (size_t i = 0; i < a->clause_count; i++)
        if (strlen(a->clauses[i].name) == length &&
            memcmp(a->clauses[i].name, name, length) == 0)
            return a->clauses[i].title;
    return NULL;
}

const char *ent_report_event(const ent_report *r, const ent_agreement_result *a,
                             const char *name) {
    const char *dot = strchr(name, '.');
    const ent_entry *driver =
        dot != NULL ? NULL : ent_word_entry(&r->results->scenario->drivers, name);
    const char *title = dot != NULL      ? clause_title(a, name, (size_t)(dot - name))
                        : driver != NULL ? driver->common[ENT_DRIVER_TITLE].text
                                         : NULL;
    if (title == NULL)
        return ent_report_words(r, "`%s`", name);
    return dot == NULL ? title : ent_report_words(r, "%s: %s", title, dot + 1);
}

const ent_comparison *ent_report_comparison(const ent_report *r, size_t i) {
    const ent_results *results = r->results;
    const char *newest = results->agreements[results->agreement_count - 1].name;
    size_t first = 0;
    for (size_t c = 0; c < results->comparison_count; c++)
        if (strcmp(results->comparisons[c].agreement, newest) == 0)
            first = c;
    return &results->comparisons[i == 0 ? first : i <= first ? i - 1 : i];
}

void ent_report_table(ent_report *r, const char *caption, const ent_table *from) {
    static const ent_cell_kind kinds[] = {[ENT_COLUMN_TEXT] = ENT_CELL_TEXT,
                                          [ENT_COLUMN_PROSE] = ENT_CELL_TEXT,
                                          [ENT_COLUMN_NUMBER] = ENT_CELL_NUMBER,
                                          [ENT_COLUMN_ERROR] = ENT_CELL_ERROR};
    ent_paper_table *to = ent_paper_add_table(r->document, caption);
    for (size_t c = 0; c < from->column_count; c++)
        ent_paper_column(r->document, to, kinds[from->kinds[c]], from->headers[c]);
    for (size_t i = 0; i < from->cell_count; i++)
        ent_paper_cell(r->document, to, "%s", from->cells[i]);
}

ent_paper_table *ent_report_columns(ent_report *r, const char *caption,
                                    const char *const *headers) {
    ent_paper_table *t = ent_paper_add_table(r->document, caption);
    for (; *headers != NULL; headers++)
        ent_paper_column(r->document, t, ENT_CELL_TEXT, *headers);
    return t;
}

/* ---- The document ---- */

static bool is_auto(const ent_report_request *request) {
    return request->theme == NULL || strcmp(request->theme, "auto") == 0;
}

static void set_titles(ent_report *r) {
    const ent_results *results = r->results;
    const ent_scenario *s = results->scenario;
    const ent_report_request *request = r->request;
    ent_paper *d = r->document;
    char count[ENT_FORMAT_SIZE], id[ENT_RUN_ID];
    const ent_wording *w = &r->explained.words;
    d->title = request->title != NULL ? request->title
               : s->title != NULL     ? s->title
                                      : request->file;
    ent_format_counted(results->paths, "simulated future", count, sizeof count);
    const char *what = results->base_case
                           ? "The base case: one path, every random number at its median"
                           : ent_report_words(r, "%s", count);
    d->subtitle = ent_report_words(
        r, "%s, %s to %s.  A simulation of stated assumptions, not a forecast.", what,
        ent_word_day(w, s->start), ent_word_day(w, s->end));
    d->description = ent_report_words(
        r, "%s: terms, results with their errors, figures, assumptions and sources.  %s",
        d->title, d->subtitle);
    d->running = ent_report_words(r, "%s · run %s · a simulation, not a forecast",
                                  d->title, ent_run_id(results, id));
    d->author = "entente " ENT_VERSION;
    d->date = s->start;
    d->theme = ent_theme_named(is_auto(request) ? "light" : request->theme);
    d->dark = is_auto(request) ? ent_theme_named("dark") : NULL;
}

static void fill(ent_report *r) {
    set_titles(r);
    ent_report_findings(r);
    ent_report_terms(r);
    ent_report_numbers(r);
    ent_report_figures(r);
    ent_report_register(r);
    /* What -W silences is not told in the report either. */
    ent_warnings_apply(r->request->options, r->problems);
    ent_report_diagnostics(r);
    ent_report_manifest(r);
}

ent_report_request ent_report_asked(const ent_options *o, const char *path) {
    return (ent_report_request){.path = path,
                                .file = o->words[0],
                                .title = o->title,
                                .theme = o->theme,
                                .options = o};
}

ent_status ent_report_save(const ent_results *results, const ent_report_request *request,
                           ent_problems *problems) {
    ent_arena arena = {0};
    ent_paper document = {0};
    const size_t count = results->scenario->agreement_count;
    ent_outline *outlines = ent_arena_take(&arena, count, sizeof *outlines);
    for (size_t i = 0; i < count; i++)
        outlines[i] = ent_outline_make(results->plan, i, &arena);
    ent_report r = {.results = results,
                    .request = request,
                    .explained = {.words = {results->scenario, &arena},
                                  .plan = results->plan,
                                  .outlines = outlines},
                    .problems = problems,
                    .document = &document,
                    .fonts = ent_fonts_new(ENT_FONT_FAMILY),
                    .arena = &arena};
    json_t *terms = ent_explain_scenario(&r.explained);
    r.terms = terms;
    fill(&r);
    const ent_status status = ent_paper_save(&document, request->path, problems);
    json_decref(terms);
    ent_paper_free(&document);
    ent_fonts_free(r.fonts);
    ent_arena_free(&arena);
    return status != ENT_OK ? status : r.figures;
}

/* ---- Before the run ---- */

static ent_status check_theme(const ent_report_request *request, ent_problems *problems) {
    if (is_auto(request) || ent_theme_named(request->theme) != NULL)
        return ENT_OK;
    ent_problem_add(problems, "E0802", (ent_place){0}, NULL, "there is no theme \"%s\"",
                    request->theme)
        ->help = "auto, light, dark or print";
    return ENT_USAGE;
}

/* A file that cannot be written should not cost a run. */
static ent_status check_path(const ent_report_request *request, ent_problems *problems) {
    ent_output file;
    ent_status status = ent_paper_check_path(request->path, problems);
    if (status == ENT_OK)
        status = ent_output_open(&file, NULL, request->path, problems);
    if (status != ENT_OK)
        return status;
    fclose(file.to);
    unlink(file.temporary);
    return ENT_OK;
}

ent_status ent_report_check(const ent_report_request *request, ent_problems *problems) {
    ent_status status = check_theme(request, problems);
    if (status == ENT_OK)
        status = ent_plots_ready(problems);
    return status != ENT_OK ? status : check_path(request, problems);
}
