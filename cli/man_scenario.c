/* entente-scenario(5), from the tables of sections, kinds and functions. */
#include <stdio.h>
#include <string.h>

#include "cli/formula_words.h"
#include "cli/man.h"
#include "cli/prose.h"
#include "cli/reference.h"
#include "scenarios/scenarios.h"

static const char first_scenario[] =
    "entente: 1\n"
    "title: A studio licenses its engine\n"
    "currency: USD\n"
    "horizon: {start: 2027-01-01, end: 2031-12-31, step: quarter}\n"
    "parties:\n"
    "  studio:    {name: Studio, discount: 10%}\n"
    "  publisher: {name: Publisher, discount: 8%}\n"
    "drivers:\n"
    "  sales: {kind: gbm, unit: USD/year, initial: 40m, drift: 8%, volatility: 30%}\n"
    "agreements:\n"
    "  draft:\n"
    "    clauses:\n"
    "      royalty: {kind: revenue_share, from: publisher, to: studio, base: sales, "
    "rate: 12%, cap: 30m}\n"
    "metrics:\n"
    "  cap_date: first(royalty.capped)\n";

/* The rules that no table holds: a heading, then paragraphs. */
static const struct {
    const char *title, *text;
} rules[] = {
    {"NUMBERS, DATES AND NAMES",
     "Numbers: `38bn`, `250 billion`, `1.5m`, `100k`, `20%`, `5bp`, `1_000`, with their "
     "unit if you like: `250bn USD`. Where a share is expected a bare 20 is refused: "
     "write `20%`.\n"
     "A field that takes a number or formula also takes the name of an assumption, a "
     "driver, a quantity or a clause's output (`revenue_share.paid`). Drivers may read "
     "assumptions, other drivers and time, but no quantity and no clause: what an "
     "agreement says does not change the world, so all agreements meet the same "
     "futures.\n"
     "Dates are days, `2030-12-31`, and include that day; spans are `6 months` or `1 "
     "year 6 months`. Where a date is expected, an assumption whose value or readings "
     "are dates may be named.\n"
     "Names are lower-case letters, digits and _, a letter first. Assumptions, drivers, "
     "quantities, flows, parties and clauses share one namespace; functions are "
     "reserved. Names of agreements and sources may also have -, and agreements are "
     "quoted in formulas.\n"
     "Inside { } YAML ends a plain value at a comma: quote a formula that has one, or "
     "give it a line of its own. Only `true` and `false` are true and false. Merge keys "
     "are refused.\n"},
    {"INHERITANCE",
     "`extends: other.yaml` at the top inherits a file from the same folder or below; "
     "`based_on:` in an agreement inherits the clauses and flows of another. One rule "
     "holds for both.\n"
     "  An entry given again with its `kind`, `distribution`, `value`, `readings` or "
     "`formula` replaces the inherited one whole.\n"
     "  Given without, it changes the fields that it names and keeps the rest.\n"
     "  `none` drops an entry, or clears a field.\n"
     "  Lists are replaced.\n"
     "The order is: `extends`, then `--set`, then `based_on`. A clause that an agreement "
     "has dropped, or never had, reads as 0 in every output; a name that no agreement "
     "has is a mistake.\n"},
    {"TIME AND MONEY",
     "The horizon is cut at calendar boundaries of its step; the first and the last "
     "period may be shorter. Payments fall at the end of their period and are discounted "
     "there (with `timing: mid`, from its middle). A rate times the length of the period "
     "is a flow: what is USD/year in a formula moves USD.\n"
     "A whole period is exactly 1/365, 1/12, 1/4 or 1 year long, a shorter one its share "
     "of the days of a whole one, and `t` is the sum of these lengths. At a discount of "
     "r a "
     "payment at t is worth (1 + r)^-t of itself. A driver has its value of the period's "
     "end, a curve its mean over the period. `entente trace FILE --path 7 --series t,dt` "
     "and names of yours shows the numbers to do it by hand.\n"
     "A clause with `ends_on` is in force in the whole period of the event and not in "
     "the next. `when` is asked anew in every period. A clause that pays by time counts "
     "for its share of the days.\n"
     "Every payment leaves one ledger and reaches another; `market`, the world outside, "
     "has one too. Value that is no cash is booked as well, and marked as such.\n"},
    {"UNITS",
     "Units are products and quotients of the currency, `year` and names of your own: "
     "`USD/year`, `USD/token`, `1/year`. Shares, counts and flags are pure numbers. "
     "Every formula is checked: adding USD/year to USD is a mistake that names both. A "
     "number beside something with a unit needs it too (`0` does not): `revenue > 100m "
     "USD/year`.\n"
     "A unit in small letters is a word and is written in the plural where a number "
     "needs it: `copy` gives 5,900 copies. What has a capital or fewer than four letters "
     "is a symbol and stays: 52 MWh, 20 bbl.\n"},
};

static const char operators[] =
    "Operators, from the tightest: `^`, `*` and `/`, `+` and `-`, comparisons (`<`, "
    "`<=`, `>`, `>=`, `==`, `!=`), `not`, `and`, `or`. A condition is 1 where it holds "
    "and 0 elsewhere, so that its mean is its probability; any number but 0 is true. "
    "There are no loops. What depends on itself within a period is a mistake that shows "
    "the circle; through `prev` it may.";

/* ---- Tables ---- */

static void fields(const ent_kind *kind, ent_man *man) {
    char takes[ENT_TAKES_SIZE], note[ENT_TAKES_SIZE + 80];
    for (size_t i = 0; i < kind->field_count; i++) {
        const ent_field *f = &kind->fields[i];
        snprintf(note, sizeof note, "%s%s%s", ent_field_takes(f, takes),
                 f->required           ? "; required"
                 : f->standard != NULL ? "; default "
                                       : "",
                 f->required || f->standard == NULL ? "" : f->standard);
        ent_man_item(f->name, note, f->help, man);
        if (f->row != NULL) {
            fputs(".RS\n", man->to);
            fields(f->row, man);
            fputs(".RE\n", man->to);
        }
    }
}

static void outputs(const ent_clause_kind *kind, ent_man *man) {
    char note[120];
    ent_man_paragraph("Outputs:", man);
    for (size_t i = 0; i < kind->output_count; i++) {
        const ent_output *out = &kind->outputs[i];
        const bool as_field = strncmp(out->unit, "field:", 6) == 0;
        snprintf(note, sizeof note, "%s, %s%s", ent_measure_name(out->measure),
                 as_field ? "unit of " : "", as_field ? out->unit + 6 : out->unit);
        ent_man_item(out->name, note, out->help, man);
    }
}

/* An entry of the kind that can be copied. */
static void example(const ent_topic *t, ent_man *man) {
    const ent_topic_words *words = &ent_topic_words_of[t->group];
    ent_arena arena = {0};
    ent_prose lines = {.arena = &arena};
    ent_prose_add(&lines, "my_%s:\n  %s: %s\n", words->entry, words->tag, t->kind->name);
    const char *line = ent_topic_example(t, &arena);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        ent_prose_add(&lines, "  %.*s\n", (int)(end - line), line);
    ent_man_lines(ent_prose_text(&lines), man);
    ent_arena_free(&arena);
}

/* The key under which the entries of a section stand. */
static const char *key_of(const ent_kind *section) {
    static const struct {
        const ent_kind *section;
        const char *key;
    } places[] = {{&ent_section_scenario, "the top of the file"},
                  {&ent_section_horizon, "`horizon:`"},
                  {&ent_section_correlation, "`correlations:`, a list"},
                  {&ent_section_agreement, "`agreements:`, with `clauses:` and `flows:`"},
                  {&ent_section_clause, "`clauses:` of an agreement"},
                  {&ent_section_source, "`sources:`"},
                  {&ent_section_party, "`parties:`"},
                  {&ent_section_assumption, "`assumptions:`"},
                  {&ent_section_driver, "`drivers:`"},
                  {&ent_section_quantity, "`quantities:`"},
                  {&ent_section_flow, "`flows:`, also of an agreement"},
                  {&ent_section_metric, "`metrics:`"},
                  {&ent_section_chart, "`charts:`"}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].section == section)
            return places[i].key;
    return "";
}

static void group(ent_topic_group wanted, const char *heading, const char *intro,
                  ent_man *man) {
    ent_topic topic;
    ent_man_heading(heading, man);
    ent_man_paragraph(intro, man);
    for (size_t i = 0; ent_topic_at(i, &topic); i++) {
        if (topic.group != wanted)
            continue;
        ent_man_subheading(topic.kind->name, man);
        if (wanted == ENT_TOPIC_SECTION) {
            char place[120];
            snprintf(place, sizeof place, "Under %s.", key_of(topic.kind));
            ent_man_paragraph(place, man);
        }
        ent_man_paragraph(topic.kind->help, man);
        fields(topic.kind, man);
        if (topic.clause != NULL)
            outputs(topic.clause, man);
        if (wanted != ENT_TOPIC_SECTION)
            example(&topic, man);
    }
}

static void functions(const ent_function_words *list, ent_man *man) {
    for (; list->name != NULL; list++)
        ent_man_item(list->call, NULL, list->meaning, man);
}

static void formulas(ent_man *man) {
    ent_man_heading("FORMULAS", man);
    ent_man_paragraph(operators, man);
    ent_man_subheading("Functions and words", man);
    functions(ent_period_functions, man);
    ent_man_subheading("Functions of metrics", man);
    ent_man_paragraph("These look at a whole path; metrics may read other metrics too.",
                      man);
    functions(ent_path_functions, man);
    ent_man_heading("WORKED FORMULAS", man);
    ent_man_paragraph(
        "Terms that no kind of clause knows. They stand in a scenario that runs, "
        "with exercises: lessons/formulas.yaml, installed beside the others.",
        man);
    for (const ent_worked_formula *w = ent_worked_formulas; w->title != NULL; w++) {
        ent_man_subheading(w->title, man);
        ent_man_paragraph(w->text, man);
        ent_man_lines(w->lines, man);
    }
}

static void limits(ent_man *man) {
    char text[400];
    ent_man_heading("LIMITS", man);
    snprintf(text, sizeof text,
             "A file has at most %d bytes, %d levels and %d keys and values; aliases are "
             "expanded %d times, %d deep; %d files extend one another; a horizon has %d "
             "periods and a name %d characters.",
             ENT_FILE_BYTES, ENT_YAML_DEPTH, ENT_YAML_NODES, ENT_YAML_ALIASES,
             ENT_YAML_ALIAS_DEPTH, ENT_EXTENDS_CHAIN, ENT_PERIODS, ENT_NAME_LENGTH);
    ent_man_paragraph(text, man);
}

void ent_man_scenario(FILE *file) {
    ent_man page = {file, false}, *man = &page;
    ent_man_begin("entente-scenario", 5, "the format of a scenario, version 1", man);
    ent_man_heading("DESCRIPTION", man);
    ent_man_paragraph(
        "A scenario is a YAML file: who the parties are, what is assumed and what is "
        "uncertain, what the agreements say in each of their versions, and what is asked "
        "of them. `entente init` prints one to begin with, `entente check` finds every "
        "mistake, `entente schema` lets an editor complete and check it.",
        man);
    ent_man_lines(first_scenario, man);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        ent_man_heading(rules[i].title, man);
        ent_man_paragraphs(rules[i].text, man);
    }
    formulas(man);
    group(
        ENT_TOPIC_SECTION, "SECTIONS",
        "What each part of the file takes, and what every entry of it can have. Entries "
        "with a kind take the fields of that kind besides.",
        man);
    group(
        ENT_TOPIC_CLAUSE, "CLAUSES",
        "A clause says `kind:` and takes the fields of its kind and those of the section "
        "`clause`. Its outputs are read as `NAME.OUTPUT`.",
        man);
    group(
        ENT_TOPIC_DRIVER, "DRIVERS",
        "A driver says `kind:` and takes the fields of its kind and those of the section "
        "`driver`.",
        man);
    group(ENT_TOPIC_DISTRIBUTION, "DISTRIBUTIONS",
          "An uncertain assumption, or a driver of kind `each_period`, says "
          "`distribution:` and takes the fields of it.",
          man);
    limits(man);
    ent_man_heading("SEE ALSO", man);
    ent_man_paragraph("`entente`(1)", man);
}
