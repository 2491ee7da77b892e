#include "model/scenario.h"

#include <math.h>
#include <stdlib.h>

void ent_scenario_free(ent_scenario *scenario) {
    if (scenario != NULL) {
        ent_arena_free(&scenario->arena);
        free(scenario);
    }
}

#define COUNT(fields) (sizeof(fields) / sizeof(fields)[0])
#define SECTION(title, text, table)                                                      \
    { title, text, table, COUNT(table) }

/* The fields that most sections share. */
#define TITLE_FIELD                                                                      \
    {                                                                                    \
        "title", ENT_TEXT, .help = "What charts and tables call it",                     \
                           .example = "OpenAI revenue"                                   \
    }
#define SOURCE_FIELD                                                                     \
    {                                                                                    \
        "source", ENT_NAMES, .help = "The source that says so, or a list of sources",    \
                             .of = ENT_OF_SOURCE, .example = "amendment"                 \
    }
#define NOTE_FIELD                                                                       \
    {                                                                                    \
        "note", ENT_TEXT,                                                                \
            .help = "A remark for readers, printed by explain and in reports",           \
            .example = "Reuters could not verify"                                        \
    }
#define PARTY_FIELD(name_, help_)                                                        \
    {                                                                                    \
        name_, ENT_NAME, .required = true, .help = help_, .of = ENT_OF_PARTY,            \
                         .example = "openai"                                             \
    }

static const char *const timings[] = {"end", "mid", NULL};
static const char *const step_sizes[] = {"day", "month", "quarter", "year", NULL};
static const char *const source_kinds[] = {"primary",  "filing",    "press",
                                           "estimate", "judgement", NULL};
static const char *const evidence[] = {"fact", "reported", "estimate", "judgement", NULL};

static const ent_field scenario_fields[] = {
    {"entente", ENT_COUNT, NULL, ENT_WITHIN(1, 1), .required = true,
     .help = "The version of this format", .example = "1"},
    {"title", ENT_TEXT, .required = true, .help = "What the scenario is about",
     .example = "OpenAI and Microsoft, 2026 to 2032"},
    NOTE_FIELD,
    {"currency", ENT_TEXT, .required = true, .help = "The unit of all money",
     .example = "USD"},
    {"timing", ENT_CHOICE, .standard = "end", .choices = timings,
     .help =
         "Whether payments are discounted from the end or the middle of their period"},
    {"paths", ENT_COUNT, NULL, ENT_WITHIN(1, 1e12), .standard = "100000",
     .help = "How many futures a run simulates unless told otherwise"},
    {"seed", ENT_COUNT, NULL, ENT_WITHIN(0, 9007199254740992.0), .standard = "1",
     .help = "The number that all chance is derived from", .example = "20260427"},
    {"baseline", ENT_NAME, .of = ENT_OF_AGREEMENT,
     .help = "The agreement that the others are compared with", .example = "oct-2025"},
    {"series", ENT_FORMULAS,
     .help =
         "Which series keep bands; without it each party's net cash, each clause's first "
         "output and every quantity with a title",
     .example = "[revenue, net(openai), revenue_share.paid]"},
};

static const ent_field horizon_fields[] = {
    {"start", ENT_DATE, .required = true, .help = "The first day",
     .example = "2026-04-27"},
    {"end", ENT_DATE, .required = true, .help = "The last day, included",
     .example = "2032-12-31"},
    {"step", ENT_CHOICE, .standard = "quarter", .choices = step_sizes,
     .help = "The calendar periods that the horizon is cut into"},
};

static const ent_field source_fields[] = {
    {"title", ENT_TEXT, .required = true, .help = "The title of the document",
     .example = "The next phase of the partnership"},
    {"by", ENT_TEXT, .help = "Who published it", .example = "OpenAI"},
    {"date", ENT_ROUGH_DATE,
     .help = "The day it was published, or the month or year if no more is known",
     .example = "2026-04-27"},
    {"kind", ENT_CHOICE, .choices = source_kinds, .help = "How close it is to the facts"},
    {"url", ENT_TEXT, .help = "Where it can be read"},
    NOTE_FIELD,
};

static const ent_field party_fields[] = {
    {"name", ENT_TEXT, .help = "What charts and tables call the party; its key if absent",
     .example = "OpenAI"},
    {"discount", ENT_FORMULA, "share", ENT_WITHIN(-0.5, 10),
     .help = "The yearly rate at which it discounts what it gets and pays; without it "
             "the party "
             "has no present value",
     .example = "12%"},
    NOTE_FIELD,
};

static const ent_field assumption_fields[] = {
    {"value", ENT_NUMBER, "own", ENT_ANY, .help = "The number, if it is fixed",
     .example = "38bn"},
    {"readings", ENT_READINGS, "own", ENT_ANY,
     .help = "The candidates for a disputed value, by name; numbers or dates",
     .example = "{calendar_2026: 1.5bn, inception: 4.8bn}"},
    {"use", ENT_NAME, .help = "The reading that counts", .example = "calendar_2026"},
    {"unit", ENT_TEXT, .help = "Its unit; without it a pure number", .example = "USD"},
    {"range", ENT_RANGE, "own", ENT_ANY, .help = "What a tornado or sweep spans",
     .example = "[20bn, 100bn]"},
    TITLE_FIELD,
    SOURCE_FIELD,
    {"kind", ENT_CHOICE, .choices = evidence, .help = "What the number rests on"},
    NOTE_FIELD,
};

static const ent_field driver_fields[] = {
    {"unit", ENT_TEXT, .help = "Its unit; without it a pure number",
     .example = "USD/year"},
    TITLE_FIELD,
    SOURCE_FIELD,
    NOTE_FIELD,
};

static const char *const measures[] = {"normal", "rank", "kendall", "linear", NULL};

static const ent_field correlation_fields[] = {
    {"between", ENT_NAMES, .required = true, .of = ENT_OF_UNCERTAIN,
     .help = "Two drivers, or two uncertain assumptions",
     .example = "[noise, azure_share]"},
    {"value", ENT_NUMBER, "1", ENT_WITHIN(-1, 1), .required = true,
     .help = "Their correlation, as `measure` says", .example = "-0.2"},
    {"measure", ENT_CHOICE, .standard = "normal", .choices = measures,
     .help = "What is correlated: the normal shocks behind both, their ranks (Spearman's "
             "rho, or "
             "Kendall's tau), or, of two assumptions, the values themselves (Pearson's)"},
    {"dof", ENT_NUMBER, "1", ENT_WITHIN(1, 1000),
     .help = "Degrees of freedom of a Student t copula, which lets extremes come "
             "together, for all "
             "that hangs together with these two; without it the copula is Gaussian",
     .example = "4"},
    SOURCE_FIELD,
    NOTE_FIELD,
};

static const ent_field quantity_fields[] = {
    {"formula", ENT_FORMULA, NULL, ENT_ANY, .required = true,
     .help = "What it is, from assumptions, drivers, clause outputs and other quantities",
     .example = "plan * luck"},
    {"unit", ENT_TEXT, .help = "Its unit, checked against the formula",
     .example = "USD/year"},
    TITLE_FIELD,
    SOURCE_FIELD,
    NOTE_FIELD,
};

static const ent_field flow_fields[] = {
    PARTY_FIELD("from", "Who pays; market is the world outside"),
    PARTY_FIELD("to", "Who is paid; market is the world outside"),
    {"amount", ENT_FORMULA, NULL, ENT_ANY, .required = true,
     .help = "How much: money per year, or money of the period", .example = "revenue"},
    {"on", ENT_DATE, .help = "The one day on which it is paid; without it, every period",
     .example = "2032-12-31"},
    {"marked", ENT_FLAG, .standard = "false",
     .help = "Whether it is value rather than cash"},
    TITLE_FIELD,
    SOURCE_FIELD,
    NOTE_FIELD,
};

static const ent_field agreement_fields[] = {
    TITLE_FIELD,
    {"based_on", ENT_NAME, .of = ENT_OF_AGREEMENT,
     .help = "The agreement whose clauses and flows it inherits", .example = "oct-2025"},
    {"abstract", ENT_FLAG, .standard = "false",
     .help = "Whether it only serves as a base for others"},
    SOURCE_FIELD,
    NOTE_FIELD,
};

static const ent_field clause_fields[] = {
    {"start", ENT_DATE, .help = "The first day in force; without it the horizon's first",
     .example = "2026-04-27"},
    {"until", ENT_DATE, .help = "The last day in force; without it the horizon's last",
     .example = "2030-12-31"},
    {"ends_on", ENT_CONDITION, NULL, ENT_ANY,
     .help = "An event that ends the clause from the next period on",
     .example = "agi_panel.effective"},
    {"when", ENT_CONDITION, NULL, ENT_ANY,
     .help = "A condition, asked anew every period, without which it is not in force",
     .example = "year <= 2030"},
    {"enabled", ENT_FLAG, .standard = "true",
     .help = "Whether it is there at all; false makes all its outputs 0"},
    TITLE_FIELD,
    SOURCE_FIELD,
    NOTE_FIELD,
};

static const ent_field metric_fields[] = {
    {"formula", ENT_FORMULA, NULL, ENT_ANY, .required = true,
     .help = "One number per future, from metric functions and other metrics",
     .example = "first(revenue_share.capped)"},
    {"unit", ENT_TEXT, .help = "Its unit, checked against the formula", .example = "USD"},
    TITLE_FIELD,
    NOTE_FIELD,
};

static const ent_field chart_fields[] = {
    {"chart", ENT_TEXT, .required = true,
     .help = "Its kind, one of those that `entente help plot` lists", .example = "fan"},
    {"agreement", ENT_NAME, .of = ENT_OF_AGREEMENT,
     .help = "Which version it shows; the last of the file if absent",
     .example = "apr-2026"},
    {"from", ENT_NAME, .of = ENT_OF_AGREEMENT,
     .help = "The version that a change is drawn from; a waterfall takes it",
     .example = "oct-2025"},
    {"series", ENT_TEXT, .help = "The series that it shows, one that keeps bands",
     .example = "revenue"},
    {"metric", ENT_TEXT,
     .help = "The metric that it shows; some kinds take several, between commas",
     .example = "cap_date"},
    {"party", ENT_NAME, .of = ENT_OF_PARTY, .help = "Whose side it shows",
     .example = "openai"},
    {"threshold", ENT_TEXT, .help = "A value of the metric to mark, with its odds",
     .example = "38bn"},
    {"path", ENT_TEXT, .help = "The number of the future that stands out",
     .example = "7"},
    {"size", ENT_TEXT, .standard = "two-column",
     .help = "One of one-column, two-column, slide, square"},
    {"theme", ENT_TEXT, .standard = "light", .help = "One of light, dark, print"},
    {"title", ENT_TEXT, .help = "Its title; made from the data if absent",
     .example = "The cap comes in 2029"},
};

const ent_kind ent_section_scenario =
    SECTION("scenario", "The fields at the top of a scenario.", scenario_fields);
const ent_kind ent_section_horizon =
    SECTION("horizon", "The days that are simulated, and the periods.", horizon_fields);
const ent_kind ent_section_source = SECTION(
    "source", "A document that facts are taken from, cited by its name.", source_fields);
const ent_kind ent_section_party =
    SECTION("party", "Somebody with a ledger.", party_fields);
const ent_kind ent_section_assumption =
    SECTION("assumption",
            "A named number: fixed (value), disputed (readings and use) or uncertain "
            "(distribution, drawn once per path).",
            assumption_fields);
const ent_kind ent_section_driver =
    SECTION("driver", "A process in time: one value per path and period.", driver_fields);
const ent_kind ent_section_correlation = SECTION(
    "correlation", "How two sources of chance move together.", correlation_fields);
const ent_kind ent_section_quantity =
    SECTION("quantity", "A formula with a name.", quantity_fields);
const ent_kind ent_section_flow =
    SECTION("flow", "A business cash line that is no clause.", flow_fields);
const ent_kind ent_section_agreement = SECTION(
    "agreement", "One version of the terms: a named list of clauses.", agreement_fields);
const ent_kind ent_section_clause =
    SECTION("clause", "The fields that every kind of clause has.", clause_fields);
const ent_kind ent_section_metric =
    SECTION("metric", "One number per path.", metric_fields);
const ent_kind ent_section_chart = SECTION(
    "chart",
    "A chart of the report, drawn into a file of its name by `entente plot FILE -o "
    "FOLDER`.",
    chart_fields);
