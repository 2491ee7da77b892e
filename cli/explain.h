/* What `explain` says, as one document in the shape of explain.schema.json: JSON prints it
 * as it is, text and Markdown are made from it. */
#ifndef ENT_EXPLAIN_H
#define ENT_EXPLAIN_H

#include <jansson.h>

#include "cli/summary.h"
#include "cli/wording.h"
#include "model/engine/outline.h"

/* A scenario to be explained. */
typedef struct {
    ent_wording words;
    const ent_plan *plan;
    const ent_outline *outlines; /* one for each agreement */
    const char *agreement;       /* that one alone; NULL: all */
} ent_explained;

/* Everything: agreements clause by clause, flows, parties, assumptions.  The caller owns
 * the document, here and below. */
json_t *ent_explain_scenario(const ent_explained *);
/* What one name reads, and what that reads; of a source, what cites it.  NULL if nothing
 * has that name. */
json_t *ent_explain_name(const ent_explained *, size_t agreement, const char *name);
/* What changed from one version to another. */
json_t *ent_explain_difference(const ent_explained *, size_t from, size_t to);

/* Prints any of these documents as text or Markdown. */
void ent_explain_print(const json_t *, const ent_summary_style *);

/* ---- Parts that the files share ---- */

/* {"name": ..., "title": ...}: a new object for an entry. */
json_t *ent_explain_entry(const char *name, const char *title);
/* Sets a member; NULL as null. */
void ent_explain_set(json_t *object, const char *key, const char *text);
/* The names in a value that is a list: the sources of an entry. */
json_t *ent_explain_names(const ent_value *);
/* Of an assumption or driver: source, note and readers as `entry`, and the file's `sources`. */
void ent_explain_evidence(const ent_explained *, const ent_entry *, json_t *document);
/* Metrics, drivers, assumptions, sources and their counts. */
void ent_explain_register(const ent_explained *, json_t *document);

#endif
