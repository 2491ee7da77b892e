/* What the printers of the documents of `explain` share. */
#ifndef ENT_EXPLAIN_PRINT_H
#define ENT_EXPLAIN_PRINT_H

#include <jansson.h>

#include "cli/prose.h"
#include "cli/summary.h"
#include "cli/table.h"

typedef struct {
    const ent_summary_style *style;
    const json_t *document;
    ent_arena *arena;
} ent_explain_printer;

/* A member that is a text; NULL if it is null or not there. */
const char *ent_explain_text(const json_t *object, const char *key);
/* The same with "" for NULL. */
const char *ent_explain_or_empty(const json_t *object, const char *key);

/* Prints a text, wrapped and indented by two blanks a level: a paragraph at level 0, in
 * Markdown a list item below.  Nothing for a text that is NULL or empty. */
void ent_explain_say(const ent_explain_printer *, int level, const char *text);
/* The same with "LABEL: " before it. */
void ent_explain_label(const ent_explain_printer *, int level, const char *label,
                       const char *text);
/* A name with its title, "cap: Cap on the share"; in Markdown the name is bold. */
void ent_explain_heading(const ent_explain_printer *, int level, const json_t *entry);
void ent_explain_blank(const ent_explain_printer *); /* text: an empty line */

/* The texts of a list with `between` between them; "" if it is empty. */
const char *ent_explain_list(const ent_explain_printer *, const json_t *list,
                             const char *between);
/* The titles of the sources named in the entry's `sources`: "A (by, date); B". */
const char *ent_explain_sources(const ent_explain_printer *, const json_t *entry);
/* A line for each place that terms of the entry come from: "From oct-2025: until, rate". */
void ent_explain_origins(const ent_explain_printer *, int level, const json_t *entry);

/* The parts, one file each. */
void ent_explain_print_terms(const ent_explain_printer *);
void ent_explain_print_register(const ent_explain_printer *);
void ent_explain_print_tree(const ent_explain_printer *);
void ent_explain_print_difference(const ent_explain_printer *);

#endif
