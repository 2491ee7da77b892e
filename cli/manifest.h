/* manifest.json: what made the results beside it, everything that may differ between two
 * runs that give the same bytes. */
#ifndef ENT_MANIFEST_H
#define ENT_MANIFEST_H

#include <jansson.h>

#include "cli/options.h"
#include "model/engine/engine.h"

/* The caller owns the reference. */
json_t *ent_manifest(const ent_options *, const ent_results *);

#endif
