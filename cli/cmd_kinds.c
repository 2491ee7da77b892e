/* The reference, made from the tables that the reader itself uses. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/summary.h"
#include "cli/table.h"
#include "model/contract/clause.h"
#include "model/number.h"
#include "model/world/distribution.h"
#include "model/world/driver.h"

typedef enum { CLAUSE, DRIVER, DISTRIBUTION, SECTION } group;

static const struct {
    const char *title, *one;
} groups[] = {
    [CLAUSE] = {"Clauses (`kind:` of a clause)", "clause"},
    [DRIVER] = {"Drivers (`kind:` of a driver)", "driver"},
    [DISTRIBUTION] = {"Distributions (`distribution:` of an assumption)", "distribution"},
    [SECTION] = {"Sections (what every entry of a part of the file can have)",
                 "section"}};
enum { GROUP_COUNT = sizeof groups / sizeof *groups };

static const ent_kind *const sections[] = {
    &ent_section_scenario,    &ent_section_horizon,    &ent_section_source,
    &ent_section_party,       &ent_section_assumption, &ent_section_driver,
    &ent_section_correlation, &ent_section_quantity,   &ent_section_flow,
    &ent_section_agreement,   &ent_section_clause,     &ent_section_metric};

/* One thing that can be looked up. */
typedef struct {
    group of;
    const ent_kind *kind;
    const ent_clause_kind *clause; /* NULL for all others */
} topic;

enum { TOPICS_MOST = 128 };
typedef struct {
    topic items[TOPICS_MOST];
    size_t count;
} topics;

static void add(topics *t, group of, const ent_kind *kind,
                const ent_clause_kind *clause) {
    if (t->count < TOPICS_MOST)
        t->items[t->count++] = (topic){of, kind, clause};
}

static void collect(topics *t) {
    t->count = 0;
    for (size_t i = 0; ent_clause_kinds_baseline[i] != NULL; i++)
        add(t, CLAUSE, &ent_clause_kinds_baseline[i]->kind, ent_clause_kinds_baseline[i]);
    for (size_t i = 0; ent_driver_kinds_baseline[i] != NULL; i++)
        add(t, DRIVER, &ent_driver_kinds_baseline[i]->kind, NULL);
    for (size_t i = 0; ent_distributions[i] != NULL; i++)
        add(t, DISTRIBUTION, &ent_distributions[i]->kind, NULL);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        add(t, SECTION, sections[i], NULL);
}

/* ---- A field in words ---- */

static const char *const type_words[] = {[ENT_FORMULA] = "number or formula",
                                         [ENT_CONDITION] = "condition",
                                         [ENT_NUMBER] = "number",
                                         [ENT_COUNT] = "whole number",
                                         [ENT_DATE] = "date",
                                         [ENT_SPAN] = "span",
                                         [ENT_TEXT] = "text",
                                         [ENT_FLAG] = "true or false",
                                         [ENT_CHOICE] = "one of",
                                         [ENT_NAME] = "name",
                                         [ENT_NAMES] = "names",
                                         [ENT_FORMULAS] = "list of series",
                                         [ENT_RANGE] = "[low, high]",
                                         [ENT_YEARS] = "{year: value}",
                                         [ENT_DAYS] = "{date: value}",
                                         [ENT_WEIGHTS] = "{value: weight}",
                                         [ENT_READINGS] = "{name: value}",
                                         [ENT_ROWS] = "list of maps"};

static const char *const of_words[] = {[ENT_OF_NOTHING] = "",
                                       [ENT_OF_PARTY] = " of a party",
                                       [ENT_OF_SOURCE] = " of sources",
                                       [ENT_OF_AGREEMENT] = " of an agreement",
                                       [ENT_OF_UNCERTAIN] = " of drivers or assumptions"};

static const struct {
    const char *unit, *words;
} unit_words[] = {{"1", ""},
                  {"share", ", a share"},
                  {"own", ", in its own unit"},
                  {"own/year", ", in its own unit a year"},
                  {"year", ", years"}};

static void append(char *text, size_t size, const char *more) {
    const size_t used = strlen(text);
    snprintf(text + used, size - used, "%s", more);
}

static void append_unit(char *text, size_t size, const char *unit) {
    if (unit == NULL)
        return;
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
        if (strcmp(unit, unit_words[i].unit) == 0) {
            append(text, size, unit_words[i].words);
            return;
        }
    append(text, size, ", ");
    append(text, size, unit);
}

static char *bound(const ent_field *f, double value, char *text, size_t size) {
    if (f->unit != NULL && strcmp(f->unit, "share") == 0)
        snprintf(text, size, "%g%%", 100 * value);
    else
        ent_number_write(value, text, size);
    return text;
}

static void append_range(char *text, size_t size, const ent_field *f) {
    const bool numeric =
        f->type == ENT_FORMULA || f->type == ENT_NUMBER || f->type == ENT_COUNT;
    char low[40], high[40], words[100] = "";
    if (!numeric)
        return;
    bound(f, f->min, low, sizeof low);
    bound(f, f->max, high, sizeof high);
    if (isfinite(f->min) && isfinite(f->max))
        snprintf(words, sizeof words, ", %s to %s", low, high);
    else if (isfinite(f->min))
        snprintf(words, sizeof words, ", at least %s", low);
    else if (isfinite(f->max))
        snprintf(words, sizeof words, ", at most %s", high);
    append(text, size, words);
}

static const char *type_of(const ent_field *f, char *text, size_t size) {
    snprintf(text, size, "%s%s", type_words[f->type], of_words[f->of]);
    for (size_t i = 0; f->choices != NULL && f->choices[i] != NULL; i++) {
        append(text, size, i == 0 ? " " : ", ");
        append(text, size, f->choices[i]);
    }
    append_unit(text, size, f->unit);
    append_range(text, size, f);
    return text;
}

/* ---- Pages ---- */

static void print_fields(const ent_kind *kind, const ent_options *o) {
    char text[512];
    ent_table t = {0};
    ent_table_column(&t, "field", ENT_COLUMN_TEXT);
    ent_table_column(&t, "takes", ENT_COLUMN_TEXT);
    ent_table_column(&t, "default", ENT_COLUMN_TEXT);
    ent_table_column(&t, "meaning", ENT_COLUMN_PROSE);
    for (size_t i = 0; i < kind->field_count; i++) {
        const ent_field *f = &kind->fields[i];
        ent_table_put(&t, "%s", f->name);
        ent_table_put(&t, "%s", type_of(f, text, sizeof text));
        ent_table_put(&t, "%s",
                      f->required           ? "required"
                      : f->standard == NULL ? ""
                                            : f->standard);
        ent_table_put(&t, "%s", f->help);
    }
    ent_table_print(&t, o->format, ent_options_color(o, stdout), stdout);
    ent_table_free(&t);
}

/* The fields of each list of rows. */
static void print_rows(const ent_kind *kind, const ent_options *o,
                       const ent_summary_style *style) {
    for (size_t i = 0; i < kind->field_count; i++) {
        const ent_kind *row = kind->fields[i].row;
        if (row == NULL)
            continue;
        ent_summary_heading(style, "Fields of each %s in `%s`", row->name,
                            kind->fields[i].name);
        print_fields(row, o);
    }
}

static void print_outputs(const ent_clause_kind *kind, const ent_options *o) {
    ent_table t = {0};
    ent_table_column(&t, "output", ENT_COLUMN_TEXT);
    ent_table_column(&t, "is a", ENT_COLUMN_TEXT);
    ent_table_column(&t, "unit", ENT_COLUMN_TEXT);
    ent_table_column(&t, "meaning", ENT_COLUMN_PROSE);
    for (size_t i = 0; i < kind->output_count; i++) {
        const ent_output *out = &kind->outputs[i];
        const bool as_field = strncmp(out->unit, "field:", 6) == 0;
        ent_table_put(&t, "%s", out->name);
        ent_table_put(&t, "%s", ent_measure_name(out->measure));
        ent_table_put(&t, "%s%s", as_field ? "of " : "",
                      as_field ? out->unit + 6 : out->unit);
        ent_table_put(&t, "%s", out->help);
    }
    ent_table_print(&t, o->format, ent_options_color(o, stdout), stdout);
    ent_table_free(&t);
}

static void print_end(const ent_clause_kind *kind, int end) {
    if (end == ENT_LINE_MARKET)
        printf("the market");
    else if (end >= 0)
        printf("`%s`", kind->kind.fields[end].name);
    else
        printf("`%s` (the market, if its worth is not booked)",
               kind->kind.fields[-2 - end].name);
}

static void print_moves(const ent_clause_kind *kind) {
    for (size_t i = 0; i < kind->line_count; i++) {
        const ent_line_kind *line = &kind->lines[i];
        printf("  %s, from ", kind->outputs[line->output].name);
        print_end(kind, line->from);
        printf(" to ");
        print_end(kind, line->to);
        printf("%s\n", line->marked ? ", marked value" : "");
    }
    if (kind->line_count == 0)
        puts("  nothing: other clauses and formulas read its outputs");
}

static const char *example_of(const topic *t, size_t field) {
    const ent_field *f = &t->kind->fields[field];
    if (f->example != NULL && f->type != ENT_TEXT)
        return f->example;
    if (f->of == ENT_OF_PARTY)
        return field % 2 == 0 ? "alpha" : "beta";
    return NULL;
}

static bool has_example(const topic *t) {
    for (size_t i = 0; i < t->kind->field_count; i++)
        if (example_of(t, i) != NULL)
            return t->of != SECTION;
    return false;
}

/* Every field that has an example, as it would be written. */
static void print_example(const topic *t, const ent_options *o) {
    static const char *const keys[] = {
        [CLAUSE] = "kind", [DRIVER] = "kind", [DISTRIBUTION] = "distribution"};
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     NULL};
    ent_summary_heading(&style, "For example");
    puts(o->format == ENT_AS_MD ? "```yaml" : "");
    printf("  my_%s:\n    %s: %s\n",
           t->of == DISTRIBUTION ? "assumption" : groups[t->of].one, keys[t->of],
           t->kind->name);
    for (size_t i = 0; i < t->kind->field_count; i++)
        if (example_of(t, i) != NULL)
            printf("    %s: %s\n", t->kind->fields[i].name, example_of(t, i));
    if (o->format == ENT_AS_MD)
        puts("```");
}

static void print_common(const topic *t) {
    static const char *const words[] = {
        [CLAUSE] =
            "Besides, every clause takes the fields of `entente kinds clause`: dates, "
            "conditions, sources.",
        [DRIVER] = "Besides, every driver takes the fields of `entente kinds driver`: "
                   "unit, title, "
                   "source, note.",
        [DISTRIBUTION] =
            "Besides, the assumption takes the fields of `entente kinds assumption`."};
    if (t->of != SECTION)
        printf("\n%s\n", words[t->of]);
}

static void print_topic(const topic *t, const ent_options *o) {
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     NULL};
    printf("%s%s (%s)\n\n", o->format == ENT_AS_MD ? "# " : "", t->kind->name,
           groups[t->of].one);
    ent_table_wrap(t->kind->help, 0, stdout);
    putchar('\n');
    ent_summary_heading(&style, "Fields");
    if (t->kind->field_count > 0)
        print_fields(t->kind, o);
    else
        puts(t->of == DRIVER
                 ? "  `distribution`, and the fields of the distribution it names"
                 : "  none of its own");
    print_rows(t->kind, o, &style);
    if (t->clause != NULL) {
        ent_summary_heading(&style, "Outputs");
        print_outputs(t->clause, o);
        ent_summary_heading(&style, "Moves");
        print_moves(t->clause);
    }
    if (has_example(t))
        print_example(t, o);
    print_common(t);
}

static void print_list(const topics *all, const ent_options *o) {
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     NULL};
    for (int g = 0; g < GROUP_COUNT; g++) {
        ent_table t = {0};
        ent_table_column(&t, "kind", ENT_COLUMN_TEXT);
        ent_table_column(&t, "what it is", ENT_COLUMN_PROSE);
        for (size_t i = 0; i < all->count; i++)
            if ((int)all->items[i].of == g) {
                ent_table_put(&t, "%s", all->items[i].kind->name);
                ent_table_put(&t, "%s", all->items[i].kind->help);
            }
        if (o->format != ENT_AS_CSV)
            ent_summary_heading(&style, "%s", groups[g].title);
        ent_table_print(&t, o->format, style.bold, stdout);
        ent_table_free(&t);
    }
    if (o->format == ENT_AS_TEXT)
        puts("\nentente kinds KIND shows its fields, outputs and an example.");
}

static ent_status unknown(const topics *all, const char *name) {
    const char *names[TOPICS_MOST];
    for (size_t i = 0; i < all->count; i++)
        names[i] = all->items[i].kind->name;
    const char *near = ent_nearest(name, names, all->count);
    char help[160];
    if (near != NULL)
        snprintf(help, sizeof help, "did you mean %s?", near);
    return ent_usage_error(near != NULL ? help : "entente kinds lists them all",
                           "there is no kind \"%s\"", name);
}

static ent_status run(const ent_options *o) {
    topics all;
    size_t found = 0;
    collect(&all);
    if (o->word_count == 0) {
        print_list(&all, o);
        return ENT_OK;
    }
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.items[i].kind->name, o->words[0]) != 0)
            continue;
        if (found++ > 0)
            putchar('\n');
        if (o->format == ENT_AS_CSV)
            print_fields(all.items[i].kind, o);
        else
            print_topic(&all.items[i], o);
    }
    return found > 0 ? ENT_OK : unknown(&all, o->words[0]);
}

static const ent_example examples[] = {
    {"kinds", "all there is"},
    {"kinds revenue_share", "one clause"},
    {"kinds lognormal --md", "one distribution, in Markdown"},
    {NULL, NULL}};

const ent_command ent_command_kinds = {
    .name = "kinds",
    .words = "[KIND]",
    .most = 1,
    .help = "What a scenario can hold: clauses, drivers, distributions, sections",
    .about = "The reference of one kind: its fields with units, ranges and "
             "defaults, what it publishes, what it moves, and an example. Without "
             "KIND: all of them, a line each.\n",
    .examples = examples,
    .run = run,
};
