/* Command lines that a shell reads back: what to run next, what gave these results. */
#ifndef ENT_COMMAND_LINE_H
#define ENT_COMMAND_LINE_H

#include <stdio.h>

#include "model/engine/engine.h"

/* `file`: the scenario's path as given ("-" becomes FILE); `rest`: the options of the
 * command's own; `runs`: it simulates as these results did, so takes their `where`, their
 * number of paths and of those kept too. */
typedef struct {
    const char *command, *file, *rest;
    bool runs;
} ent_command_words;

/* Prints "entente COMMAND FILE REST", with the overrides and seed of the results. */
void ent_command_line_print(const ent_results *, const ent_command_words *, FILE *);

/* Prints one word, quoted where it must be. */
void ent_shell_word_print(const char *, FILE *);

#endif
