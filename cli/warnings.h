/* Which warnings are shown, and which are mistakes: -W, in GCC's spelling. */
#ifndef ENT_WARNINGS_H
#define ENT_WARNINGS_H

#include "cli/options.h"

/* Whether `text` is something that -W understands: CODE, no-CODE, error, no-error, error=CODE,
 * no-error=CODE.  Otherwise the mistake is printed to stderr, and ENT_USAGE returned. */
ent_status ent_warning_rule_check(const char *text);

/* Takes out the warnings that the options silence and marks those they promote as errors: the last
 * rule about a code counts.  True if a promoted one is there. */
bool ent_warnings_apply(const ent_options *, ent_problems *);

#endif
