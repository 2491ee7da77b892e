/* What a command says on stderr: problems and notes, for people or for programs. */
#ifndef ENT_MESSAGES_H
#define ENT_MESSAGES_H

#include "cli/options.h"

/* Prints the problems in their order: as ent_problems_print does, or with --message-format json as one
 * object a line, as `entente check --help` describes it.  With --quiet only errors. */
void ent_messages_print(const ent_options *, ent_problems *);

/* Prints a line about what was done; nothing with --quiet. */
void ent_message_note(const ent_options *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
