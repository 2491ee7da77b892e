/* The commands, one file each.  commands.c lists them. */
#ifndef ENT_COMMANDS_H
#define ENT_COMMANDS_H

#include "cli/options.h"

extern const ent_command ent_command_check, ent_command_explain, ent_command_run,
    ent_command_trace, ent_command_sweep, ent_command_plot, ent_command_report,
    ent_command_kinds, ent_command_schema, ent_command_init, ent_command_completion,
    ent_command_help;

#endif
