#include <stdio.h>

#include "cli/commands.h"
#include "cli/man.h"

static ent_status run(const ent_options *o) {
    if (o->format == ENT_AS_MAN && o->word_count > 0)
        return ent_usage_error("entente help --man",
                               "the manual page is of all commands");
    if (o->word_count == 0) {
        (o->format == ENT_AS_MAN ? ent_man_program : ent_help_print)(stdout);
        return ENT_OK;
    }
    const ent_command *command = ent_command_named(o->words[0]);
    if (command != NULL) {
        ent_help_command(command, false, stdout);
        return ENT_OK;
    }
    const char *near = ent_command_nearest(o->words[0]);
    char help[160];
    if (near != NULL)
        snprintf(help, sizeof help, "did you mean `entente help %s`?", near);
    return ent_usage_error(near != NULL
                               ? help
                               : "entente help lists the commands, entente kinds what a "
                                 "scenario can hold",
                           "there is no help on `%s`", o->words[0]);
}

static const ent_example examples[] = {{"help run", "what `run` does and takes"},
                                       {NULL, NULL}};

const ent_command ent_command_help = {
    .name = "help",
    .words = "[COMMAND]",
    .most = 1,
    .help = "How a command is used",
    .about = "Without a command: what there is.\n",
    .examples = examples,
    .run = run,
};
