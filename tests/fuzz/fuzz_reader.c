/* Fuzzes the reader, the overrides, the compiler of what they accept, and the printer.
 *
 * The input is a scenario.  Lines at its beginning that start with "#set " are overrides
 * as well.  Words of the format go into mutations straight from the tables, so there is
 * no dictionary to keep. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The command line's printer is in no library, and it prints what hostile files hold. */
#include "cli/diagnostics.c"
#include "model/model.h"
#include "scenarios/reader/reading.h"
#include "scenarios/scenarios.h"

#define OVERRIDES 8
#define WORDS 1024

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);

/* --- reading --- */

static void find_overrides(char *text, ent_read_options *options,
                           const char **overrides) {
    options->overrides = overrides;
    while (strncmp(text, "#set ", 5) == 0 && options->override_count < OVERRIDES) {
        char *end = strchr(text, '\n');
        overrides[options->override_count++] = text + 5;
        if (end == NULL) {
            return;
        }
        *end = '\0';
        text = end + 1;
    }
}

static void print(ent_problems *problems) {
    static FILE *nowhere;
    if (nowhere == NULL) {
        nowhere = fopen("/dev/null", "w");
    }
    ent_problems_sort(problems);
    ent_problems_print(problems, nowhere, problems->count % 2 == 0);
}

static void compile(const ent_scenario *scenario, ent_problems *problems) {
    ent_plan *plan = NULL;
    ent_status status = ent_plan_compile(scenario, NULL, &plan, problems);
    if ((status == ENT_OK) != (problems->errors == 0) ||
        (status == ENT_OK) != (plan != NULL)) {
        abort();
    }
    ent_plan_free(plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *overrides[OVERRIDES];
    ent_read_options options = {0};
    char *copy = calloc(1, size + 1);
    memcpy(copy, data, size);
    find_overrides(copy, &options, overrides);
    ent_problems problems = {0};
    ent_scenario *scenario = NULL;
    /* In a folder that is not there, so that `extends` finds nothing. */
    ent_status status = ent_scenario_read_text("nowhere/fuzz.yaml", (const char *)data,
                                               size, &options, &scenario, &problems);
    if ((status == ENT_OK) != (problems.errors == 0) || scenario == NULL) {
        abort();
    }
    if (status == ENT_OK) {
        compile(scenario, &problems);
    }
    print(&problems);
    ent_problems_free(&problems);
    ent_scenario_free(scenario);
    free(copy);
    return 0;
}

/* --- words --- */

typedef struct {
    const char *items[WORDS];
    size_t count;
} word_list;

/* Each word once; a list that is too short would leave some out unseen. */
static void add(word_list *words, const char *word) {
    if (word == NULL) {
        return;
    }
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->items[i], word) == 0) {
            return;
        }
    }
    if (words->count == WORDS) {
        abort();
    }
    words->items[words->count++] = word;
}

static void add_kind(word_list *words, const ent_kind *kind) {
    add(words, kind->name);
    for (size_t i = 0; i < kind->field_count; i++) {
        const ent_field *field = &kind->fields[i];
        add(words, field->name);
        add(words, field->standard);
        add(words, field->example);
        for (size_t k = 0; field->choices != NULL && field->choices[k] != NULL; k++) {
            add(words, field->choices[k]);
        }
        if (field->row != NULL) {
            add_kind(words, field->row);
        }
    }
}

static void add_row(word_list *words, const ent_section_row *row) {
    add(words, row->name);
    add(words, row->tag);
    add_kind(words, row->section);
    for (size_t i = 0; row->kind_at != NULL && row->kind_at(i) != NULL; i++) {
        add_kind(words, row->kind_at(i));
    }
}

static word_list all_words(void) {
    static const char *const more[] = {
        "none",   "csv",   "column", "extends",    "agreements", "correlations",
        "market", ": ",    "\n",     "\n  ",       "\n    ",     "{",
        "}",      "[",     "]",      ", ",         "&a ",        "*a",
        "- ",     "#set ", "=",      ".",          "\"",         "'",
        "|\n",    "%",     "bn",     "2026-12-31", "6 months",   "true",
        "false",  "1e308", "-1",     "0",          "\t",         "\r\n"};
    word_list words = {.count = 0};
    for (const ent_section_row *row = ent_section_rows; row->name != NULL; row++) {
        add_row(&words, row);
    }
    add_row(&words, &ent_clause_row);
    add_kind(&words, &ent_section_scenario);
    add_kind(&words, &ent_section_horizon);
    add_kind(&words, &ent_section_agreement);
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        add(&words, more[i]);
    }
    return words;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
    static word_list words;
    if (words.count == 0) {
        words = all_words();
    }
    const char *word = words.items[seed / 7 % words.count];
    size_t length = strlen(word);
    if (seed % 3 == 0 || size + length > room) {
        return LLVMFuzzerMutate(data, size, room);
    }
    /* Over what is there, or between it. */
    size_t at = size == 0 ? 0 : (size_t)(seed * 2654435761U) % (size + 1);
    size_t over = seed % 3 == 1 ? (length < size - at ? length : size - at) : 0;
    memmove(data + at + length, data + at + over, size - at - over);
    memcpy(data + at, word, length);
    return size + length - over;
}
