/* Fuzzes formulas: the input is one.  It is compiled as a quantity, as a metric and as a
 * driver's field of a small scenario, and run on a few paths if it may. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "scenarios/scenarios.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const places[] = {
    "quantities:\n  q: {formula: \"%s\", title: Q}\n",
    "metrics:\n  m: \"%s\"\n",
    "drivers:\n  d: {kind: constant, value: \"%s\"}\n",
};

#define SCENARIO                                                                         \
    "entente: 1\ntitle: Fuzz\ncurrency: USD\n"                                           \
    "horizon: {start: 2026-02-10, end: 2027-12-31, step: year}\n"                        \
    "parties:\n  a: {discount: 10%%}\n  b: {}\n"                                         \
    "assumptions:\n  x: {value: 2}\n  y: {distribution: uniform, min: 0, max: 1}\n"      \
    "agreements:\n  one:\n    clauses:\n      c: {kind: revenue_share, from: a, to: b, " \
    "base: 3bn USD/year, rate: 20%%, cap: 1bn}\n"

/* The formula between double quotes of YAML. */
static void quote(const uint8_t *data, size_t size, char *text) {
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '"' || data[i] == '\\') {
            *text++ = '\\';
        }
        *text++ = data[i] < ' ' ? ' ' : (char)data[i];
    }
    *text = '\0';
}

static void run(const ent_plan *plan, ent_problems *problems) {
    const ent_run_options options = {.paths = 300, .threads = 1, .seed = 1};
    ent_results *results = NULL;
    const ent_status status = ent_run(plan, &options, &results, problems);
    if ((status == ENT_OK) != (problems->errors == 0)) {
        abort();
    }
    ent_results_free(results);
}

static void try(const char *text) {
    ent_problems problems = {0};
    ent_scenario *scenario = NULL;
    ent_plan *plan = NULL;
    ent_status status = ent_scenario_read_text("nowhere/fuzz.yaml", text, strlen(text),
                                               NULL, &scenario, &problems);
    if (status == ENT_OK) {
        status = ent_plan_compile(scenario, NULL, &plan, &problems);
        if ((status == ENT_OK) != (problems.errors == 0)) {
            abort();
        }
    }
    if (plan != NULL) {
        run(plan, &problems);
    }
    ent_plan_free(plan);
    ent_problems_free(&problems);
    ent_scenario_free(scenario);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { MOST = 2000 };
    static char formula[2 * MOST + 1], text[2 * MOST + 1000];
    if (size > MOST) {
        return -1;
    }
    quote(data, size, formula);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int used = snprintf(text, sizeof text, SCENARIO);
        snprintf(text + used, sizeof text - (size_t)used, places[i], formula);
        try(text);
    }
    return 0;
}
