#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/version.h"

static const char intro[] =
    "entente: what a partnership agreement is worth, to whom, and how sure that is.\n"
    "It reads the terms from a YAML file, runs them through thousands of futures and "
    "shows the\n"
    "result as tables, data and charts.\n";

void ent_help_print(FILE *to) {
    fputs(intro, to);
    fputs("\nExamples\n"
          "  entente check scenarios/yardstick.yaml              is the file right, what "
          "will a run cost?\n"
          "  entente run scenarios/yardstick.yaml                the summary\n"
          "  entente trace scenarios/yardstick.yaml --path 7     one future, payment by "
          "payment\n"
          "  entente kinds revenue_share                         what a clause does, "
          "field by field\n",
          to);
    fputs("\nCommands\n", to);
    for (size_t i = 0; ent_commands[i] != NULL; i++)
        fprintf(to, "  %-6s %-10s %s\n", ent_commands[i]->name, ent_commands[i]->words,
                ent_commands[i]->help);
    fputs("\nWithout a command\n", to);
    ent_options_describe(NULL, to);
    fputs("\nData go to stdout, messages to stderr.  Exit codes: 0 fine; 1 the run "
          "failed; 2 usage;\n"
          "3 the scenario is wrong; 4 a file could not be read or written; 5 stopped "
          "before all\n"
          "paths were simulated (what there is, is printed and labelled).\n"
          "More: entente COMMAND --help\n",
          to);
}

void ent_help_command(const ent_command *command, bool brief, FILE *to) {
    if (!brief)
        fprintf(to, "%s\n\nExamples\n%s\n", command->help, command->examples);
    fprintf(to, "Usage: entente %s %s [options]\n", command->name, command->words);
    if (!brief)
        fprintf(to, "\n%s", command->about);
    fputs("\nOptions\n", to);
    ent_options_describe(command, to);
}

void ent_version_print(FILE *to) {
    fprintf(to, "entente %s\n", ENT_VERSION);
    for (const ent_library *l = ent_libraries(); l->name != NULL; l++)
        fprintf(to, "%s %s\n", l->name, l->version);
}
