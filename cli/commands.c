#include "cli/commands.h"

#include <string.h>

#include "model/problem.h"

const ent_command *const ent_commands[] = {&ent_command_check,
                                           &ent_command_explain,
                                           &ent_command_run,
                                           &ent_command_trace,
                                           &ent_command_sweep,
                                           &ent_command_plot,
                                           &ent_command_report,
                                           &ent_command_kinds,
                                           &ent_command_schema,
                                           &ent_command_init,
                                           &ent_command_completion,
                                           &ent_command_help,
                                           NULL};
enum { COMMAND_COUNT = sizeof ent_commands / sizeof *ent_commands - 1 };

const ent_command *ent_command_named(const char *name) {
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(ent_commands[i]->name, name) == 0)
            return ent_commands[i];
    return NULL;
}

const char *ent_command_nearest(const char *name) {
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = ent_commands[i]->name;
    return ent_nearest(name, names, COMMAND_COUNT);
}
