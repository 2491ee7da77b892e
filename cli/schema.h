/* The JSON Schema (draft-07) of a scenario file, made from the tables that the reader
 * itself uses, for editors and for tools that write scenarios. */
#ifndef ENT_SCHEMA_H
#define ENT_SCHEMA_H

#include <jansson.h>

#include "scenarios/scenarios.h"

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

/* Kinds (schema_kinds.c). */

#define ENT_SCHEMA_NAME 160
/* "a_b", the name of a definition, in `name` (ENT_SCHEMA_NAME characters). */
const char *ent_schema_joined(char *name, const char *a, const char *b);
/* {"required": [key]}. */
json_t *ent_schema_present(const char *key);
/* {"if": ..., "then": ..., "else": ...}.  Takes the references; `otherwise` may be NULL. */
json_t *ent_schema_branch(json_t *condition, json_t *then, json_t *otherwise);
/* A map whose tag is looked at first: each kind is then judged by the definition PREFIX_KIND. */
json_t *ent_schema_choose(const ent_section_row *, const char *prefix);
/* Adds a definition for each kind of the section: "clause_revenue_share". */
void ent_schema_define_kinds(json_t *definitions, const ent_section_row *);

#endif
