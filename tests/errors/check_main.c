/* Reads a scenario, prints what is wrong with it, and ends with the status: `entente
 * check` without the engine.  Usage: check_main FILE [--set PATH=VALUE]... */
#include <stdio.h>
#include <string.h>

#include "cli/diagnostics.h"
#include "scenarios/scenarios.h"

#define OVERRIDES 16

int main(int count, char **words) {
    const char *overrides[OVERRIDES];
    ent_read_options options = {.overrides = overrides};
    for (int i = 2; i + 1 < count && options.override_count < OVERRIDES; i += 2) {
        if (strcmp(words[i], "--set") == 0) {
            overrides[options.override_count++] = words[i + 1];
        }
    }
    ent_problems problems = {0};
    ent_scenario *scenario = NULL;
    ent_status status =
        ent_scenario_read(count > 1 ? words[1] : "-", &options, &scenario, &problems);
    ent_problems_sort(&problems);
    ent_problems_print(&problems, stderr, false);
    ent_problems_free(&problems);
    ent_scenario_free(scenario);
    return (int)status;
}
