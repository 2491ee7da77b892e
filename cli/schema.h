/* The JSON Schema (draft-07) of a scenario file, made from the tables that the reader
 * itself uses, for editors and for tools that write scenarios. */
#ifndef ENT_SCHEMA_H
#define ENT_SCHEMA_H

#include <jansson.h>

#include "model/kind.h"

/* The whole schema.  The caller owns the reference. */
json_t *ent_schema_scenario(void);

/* The parts (schema_values.c).  Each returns a reference that the caller owns. */

/* What one field takes: type, range, choices, default, example, description. */
json_t *ent_schema_field(const ent_field *);
/* A map of the fields of `kinds` (count of them, NULL skipped), and no other; those that
 * are required are, if `whole`. */
json_t *ent_schema_map(const ent_kind *const *kinds, size_t count, bool whole);
/* Names as keys or values: [a-z][a-z0-9_]*, with `dash` also `-`. */
json_t *ent_schema_name(bool dash);
/* The definitions that the fields refer to: numbers, dates and spans as text. */
void ent_schema_define_texts(json_t *definitions);

/* {"$ref": "#/definitions/NAME"}. */
json_t *ent_schema_ref(const char *name);
/* One alternative as it is, several under anyOf.  Takes the reference. */
json_t *ent_schema_any(json_t *alternatives);

#endif
