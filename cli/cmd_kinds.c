/* The reference, made from the tables that the reader itself uses. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/man.h"
#include "cli/reference.h"
#include "cli/summary.h"
#include "cli/table.h"

enum { TOPICS_MOST = 128 };

static void print_fields(const ent_kind *kind, const ent_options *o) {
    char text[ENT_TAKES_SIZE];
    ent_table t = {0};
    ent_table_column(&t, "field", ENT_COLUMN_TEXT);
    ent_table_column(&t, "takes", ENT_COLUMN_TEXT);
    ent_table_column(&t, "default", ENT_COLUMN_TEXT);
    ent_table_column(&t, "meaning", ENT_COLUMN_PROSE);
    for (size_t i = 0; i < kind->field_count; i++) {
        const ent_field *f = &kind->fields[i];
        ent_table_put(&t, "%s", f->name);
        ent_table_put(&t, "%s", ent_field_takes(f, text));
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
        if (row->draws && o->format == ENT_AS_TEXT)
            puts("  and `distribution`, with the fields of the one it names");
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
        const char *as_field = strchr(out->unit, ':');
        ent_table_put(&t, "%s", out->name);
        ent_table_put(&t, "%s", ent_measure_name(out->measure));
        ent_table_put(&t, "%s%s", as_field ? "of " : "",
                      as_field ? as_field + 1 : out->unit);
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

static void print_moves(const ent_clause_kind *kind, bool md) {
    for (size_t i = 0; i < kind->line_count; i++) {
        const ent_line_kind *line = &kind->lines[i];
        printf("%s %s, from ", md ? "-" : " ", kind->outputs[line->output].name);
        print_end(kind, line->from);
        printf(" to ");
        print_end(kind, line->to);
        printf("%s\n", line->marked ? ", marked value" : "");
    }
    if (kind->line_count == 0)
        puts("  nothing: other clauses and formulas read its outputs");
}

/* An entry of the kind, as it would be written. */
static void print_example(const ent_topic *t, const ent_options *o) {
    const ent_topic_words *words = &ent_topic_words_of[t->group];
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     NULL};
    ent_arena arena = {0};
    const char *line = ent_topic_example(t, &arena);
    ent_summary_heading(&style, "For example");
    puts(o->format == ENT_AS_MD ? "```yaml" : "");
    printf("  my_%s:\n    %s: %s\n", words->entry, words->tag, t->kind->name);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        printf("    %.*s\n", (int)(end - line), line);
    if (o->format == ENT_AS_MD)
        puts("```");
    ent_arena_free(&arena);
}

static void print_topic(const ent_topic *t, const ent_options *o) {
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     NULL};
    printf("%s%s (%s)\n\n", o->format == ENT_AS_MD ? "# " : "", t->kind->name,
           ent_topic_words_of[t->group].one);
    ent_table_wrap(t->kind->help, 0, stdout);
    putchar('\n');
    ent_summary_heading(&style, "Fields");
    if (t->kind->field_count > 0)
        print_fields(t->kind, o);
    else
        puts(t->group == ENT_TOPIC_DRIVER
                 ? "  `distribution`, and the fields of the distribution it names"
                 : "  none of its own");
    print_rows(t->kind, o, &style);
    if (t->clause != NULL) {
        ent_summary_heading(&style, "Outputs");
        print_outputs(t->clause, o);
        ent_summary_heading(&style, "Moves");
        print_moves(t->clause, o->format == ENT_AS_MD);
    }
    if (t->group != ENT_TOPIC_SECTION)
        print_example(t, o);
    if (ent_topic_words_of[t->group].common != NULL)
        printf("\n%s\n", ent_topic_words_of[t->group].common);
}

static void print_list(const ent_options *o) {
    const ent_summary_style style = {o->format, ent_options_color(o, stdout), stdout,
                                     NULL};
    ent_topic topic;
    for (int g = 0; g < ENT_TOPIC_GROUPS; g++) {
        ent_table t = {0};
        ent_table_column(&t, "kind", ENT_COLUMN_TEXT);
        ent_table_column(&t, "what it is", ENT_COLUMN_PROSE);
        for (size_t i = 0; ent_topic_at(i, &topic); i++)
            if ((int)topic.group == g) {
                ent_table_put(&t, "%s", topic.kind->name);
                ent_table_put(&t, "%s", topic.kind->help);
            }
        if (o->format != ENT_AS_CSV)
            ent_summary_heading(&style, "%s", ent_topic_words_of[g].title);
        ent_table_print(&t, o->format, style.bold, stdout);
        ent_table_free(&t);
    }
    if (o->format == ENT_AS_TEXT)
        puts("\nentente kinds KIND shows its fields, outputs and an example.");
}

static ent_status unknown(const char *name) {
    const char *names[TOPICS_MOST];
    size_t count = 0;
    ent_topic topic;
    while (count < TOPICS_MOST && ent_topic_at(count, &topic))
        names[count++] = topic.kind->name;
    const char *near = ent_nearest(name, names, count);
    char help[160];
    if (near != NULL)
        snprintf(help, sizeof help, "did you mean %s?", near);
    return ent_usage_error(near != NULL ? help : "entente kinds lists them all",
                           "there is no kind \"%s\"", name);
}

static ent_status run(const ent_options *o) {
    ent_topic topic;
    size_t found = 0;
    if (o->format == ENT_AS_MAN && o->word_count > 0)
        return ent_usage_error("entente kinds --man", "the manual page is of all kinds");
    if (o->format == ENT_AS_MAN) {
        ent_man_scenario(stdout);
        return ENT_OK;
    }
    if (o->word_count == 0) {
        print_list(o);
        return ENT_OK;
    }
    for (size_t i = 0; ent_topic_at(i, &topic); i++) {
        if (strcmp(topic.kind->name, o->words[0]) != 0)
            continue;
        if (found++ > 0)
            putchar('\n');
        if (o->format == ENT_AS_CSV)
            print_fields(topic.kind, o);
        else
            print_topic(&topic, o);
    }
    return found > 0 ? ENT_OK : unknown(o->words[0]);
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
