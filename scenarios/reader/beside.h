/* Paths of files that a scenario names. */
#ifndef ENT_BESIDE_H
#define ENT_BESIDE_H

#include "scenarios/reader/values.h"

/* `path`, which `node` gives, seen from here: it is relative to the folder of the file
 * that says it.  NULL after a problem (E0606, `rule` as its note) if it leads out of that
 * folder. */
const char *ent_path_beside(const ent_where *, const ent_yaml *node, const char *path,
                            const char *rule);

#endif
